"""RDF files of the user's: every format by its ending, and errors that say what to do."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Quad, RdfFormat, serialize

from kg.errors import GraphUnreadable
from kg.rdf_file import load_rdf

QUAD = Quad(NamedNode("urn:a"), NamedNode("http://e/p"), NamedNode("urn:b"))
FORMATS = [
    ("ttl", RdfFormat.TURTLE),
    ("nt", RdfFormat.N_TRIPLES),
    ("trig", RdfFormat.TRIG),
    ("nq", RdfFormat.N_QUADS),
    ("rdf", RdfFormat.RDF_XML),
    ("jsonld", RdfFormat.JSON_LD),
]


@pytest.mark.parametrize(("ending", "format"), FORMATS)
def test_each_format_by_its_ending(tmp_path: Path, ending: str, format: RdfFormat) -> None:
    file = tmp_path / f"G.{ending.upper()}"
    file.write_bytes(serialize([QUAD.triple], format=format) or b"")
    assert list(load_rdf(file)) == [QUAD]


def test_named_graphs_are_joined(tmp_path: Path) -> None:
    file = tmp_path / "g.nq"
    file.write_text("<urn:a> <http://e/p> <urn:b> <urn:one> .\n<urn:a> <http://e/p> <urn:b> <urn:two> .\n")
    assert list(load_rdf(file)) == [QUAD]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("g.ttl", "<urn:a> <urn:p> <urn:b> .\n<urn:a> <urn:p>", "第2行语法有误"),
        ("g.ttl", "", "没有三元组"),
        ("g.ttl", "@prefix a: <urn:a> .\n", "没有三元组"),
        ("g.rdf", "<urn:a> <urn:p> <urn:b> .", "语法有误"),
        ("g.jsonld", "{", "语法有误"),
        ("g.csv", "a,b", "不认识的图谱格式"),
        ("graph", "a", "不认识的图谱格式"),
    ],
)
def test_what_is_wrong_is_said(tmp_path: Path, name: str, content: str, said: str) -> None:
    file = tmp_path / name
    file.write_text(content)
    with pytest.raises(GraphUnreadable, match=said):
        load_rdf(file)


def test_a_missing_file_or_a_folder_is_said(tmp_path: Path) -> None:
    (tmp_path / "folder.ttl").mkdir()
    for name in ("none.ttl", "folder.ttl"):
        with pytest.raises(GraphUnreadable, match="打不开"):
            load_rdf(tmp_path / name)


def test_bytes_that_are_no_text_are_said(tmp_path: Path) -> None:
    file = tmp_path / "g.ttl"
    file.write_bytes(b'<urn:a> <urn:p> "\xff\xfe" .')
    with pytest.raises(GraphUnreadable, match="语法有误"):
        load_rdf(file)
