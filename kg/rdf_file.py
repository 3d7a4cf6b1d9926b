"""An RDF file of the user's, loaded into memory: Turtle, N-Triples, TriG, N-Quads, N3, RDF/XML or JSON-LD, told by the name's ending."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from pyoxigraph import Quad, RdfFormat, Store, parse

from kg.errors import GraphUnreadable

FORMATS: Final = {
    "ttl": RdfFormat.TURTLE,
    "turtle": RdfFormat.TURTLE,
    "nt": RdfFormat.N_TRIPLES,
    "trig": RdfFormat.TRIG,
    "nq": RdfFormat.N_QUADS,
    "n3": RdfFormat.N3,
    "rdf": RdfFormat.RDF_XML,
    "owl": RdfFormat.RDF_XML,
    "xml": RdfFormat.RDF_XML,
    "jsonld": RdfFormat.JSON_LD,
    "json": RdfFormat.JSON_LD,
}
_LONGEST = 200  # characters of the parser's message


def load_rdf(path: Path) -> Store:
    """A store in memory with all triples of the file in its default graph; named graphs are joined.

    Relative IRIs are resolved against the file's own. Raises GraphUnreadable where there is no file, no format of that ending, wrong
    syntax (with its line), or no triple.
    """
    format = FORMATS.get(path.suffix.lower().removeprefix("."))
    if format is None:
        endings = "、".join(f".{ending}" for ending in FORMATS)
        raise GraphUnreadable(f"{path.name}：不认识的图谱格式“{path.suffix}”：文件名应以 {endings} 结尾")
    try:
        data = path.read_bytes()
    except OSError as error:
        raise GraphUnreadable(f"{path}：打不开（{error.strerror}）：检查路径与权限") from error
    store = Store()
    try:
        store.bulk_extend(_quads(data, format, path))
    except (SyntaxError, ValueError) as error:
        raise GraphUnreadable(f"{path.name}：{_said(error)}：改正后再试，或检查文件名的结尾是否与内容相符") from error
    if not len(store):
        raise GraphUnreadable(f"{path.name}：图中没有三元组：给一个有内容的 RDF 文件")
    return store


def _quads(data: bytes, format: RdfFormat, path: Path) -> Iterator[Quad]:
    for quad in parse(data, format=format, base_iri=path.resolve().as_uri()):
        yield Quad(quad.subject, quad.predicate, quad.object)


def _said(error: SyntaxError | ValueError) -> str:
    """The parser's complaint on one line, with the line of the file where it gives one."""
    message = " ".join(str(error.args[0] if error.args else error).split())[:_LONGEST]
    line = error.lineno if isinstance(error, SyntaxError) else None
    return f"第{line}行语法有误（{message}）" if line else f"语法有误（{message}）"
