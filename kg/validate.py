"""Whether an article's graph may be stored: SHACL shapes, and every quoted stretch against the article's text.

The only import of pyshacl, made when the first article is validated.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import rdflib
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple
from rdflib.namespace import SH

from kg.vocab import RDF, SL, XSD

Subject = NamedNode | BlankNode | Triple


@dataclass(frozen=True, slots=True)
class Violation:
    """What is wrong with which node."""

    focus: str
    path: str | None
    zh: str
    en: str
    value: str | None = None

    def __str__(self) -> str:
        shown = f"，得到 {self.value}" if self.value else ""
        return f"{self.zh}（{self.en}）：{self.focus}{shown}"


def violations(quads: Iterable[Quad]) -> list[Violation]:
    """All violations in the graph of one article; empty means it may be stored."""
    stored = list(quads)
    return [*_shape_violations(rdflib_graph(stored)), *_quote_violations(stored)]


def rdflib_graph(quads: Iterable[Quad]) -> rdflib.Graph:
    """The quads as triples for rdflib."""
    graph = rdflib.Graph()
    for quad in quads:
        graph.add((_term(quad.subject), _term(quad.predicate), _term(quad.object)))
    return graph


def _term(term: NamedNode | BlankNode | Literal | Triple) -> rdflib.term.Node:
    if isinstance(term, NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, BlankNode):
        return rdflib.BNode(term.value)
    if isinstance(term, Triple):
        raise ValueError(f"a triple term has no place in an article's graph: {term}")
    if term.language:
        return rdflib.Literal(term.value, lang=term.language)
    plain = term.datatype == XSD("string")
    return rdflib.Literal(term.value, datatype=None if plain else rdflib.URIRef(term.datatype.value), normalize=False)


@cache
def _shapes() -> rdflib.Graph:
    return rdflib.Graph().parse(data=(files("kg") / "ontology/shapes.ttl").read_text(encoding="utf-8"), format="turtle")


def _shape_violations(data: rdflib.Graph) -> list[Violation]:
    from pyshacl import validate  # heavy: only the commands that store articles need it

    conforms, report, _ = validate(data, shacl_graph=_shapes(), inference="none", advanced=False, meta_shacl=False)
    if conforms:
        return []
    # a set: pySHACL reports some constraints twice for one node
    return sorted({_violation(report, node) for node in report.subjects(SH.resultMessage)}, key=str)


def _violation(report: rdflib.Graph, node: rdflib.term.Node) -> Violation:
    messages = {m.language: str(m) for m in report.objects(node, SH.resultMessage) if isinstance(m, rdflib.Literal)}
    path, value = report.value(node, SH.resultPath), report.value(node, SH.value)
    return Violation(
        focus=str(report.value(node, SH.focusNode)),
        path=str(path) if isinstance(path, rdflib.URIRef) else None,
        zh=messages.get("zh") or next(iter(messages.values())),
        en=messages.get("en", ""),
        value=str(value)[:80] if value is not None else None,
    )


def _quote_violations(quads: list[Quad]) -> Iterator[Violation]:
    """Stretches that are not what the article has at their offsets: sentences, names and numbers as written, clauses."""
    values = {(q.subject, q.predicate): q.object for q in quads}
    article = next((q.subject for q in quads if q.predicate == RDF("type") and q.object == SL("Article")), None)
    whole = values.get((article, SL("text"))) if article else None
    if not isinstance(whole, Literal):
        return  # the shape of an article has said so
    for subject, quoted, start in _stretches(quads, article):
        at = values.get((subject, start))
        if not isinstance(at, Literal) or not at.value.lstrip("-").isdigit():
            continue
        offset = int(at.value)
        if offset < 0 or not whole.value.startswith(quoted.value, offset):
            found = whole.value[max(offset, 0) : offset + len(quoted.value)]
            yield Violation(
                str(subject)[1:-1],
                start.value,
                f"文中第{offset}字起不是“{quoted.value[:40]}”",
                "not what the text has there",
                found[:40],
            )


def _stretches(quads: list[Quad], article: Subject | None) -> Iterator[tuple[Subject, Literal, NamedNode]]:
    starts = {SL("text"): SL("start"), SL("surface"): SL("start"), SL("inClause"): SL("clauseStart")}
    for quad in quads:
        start = starts.get(quad.predicate)
        if start and quad.subject != article and isinstance(quad.object, Literal):
            yield quad.subject, quad.object, start
