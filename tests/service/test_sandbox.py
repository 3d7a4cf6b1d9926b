"""Users' SPARQL: formats, prefixes, limits, and that a runaway query really stops."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.errors import QueryFailed, QueryRefused, QueryTimeout
from kg.rdf import extraction_quads
from kg.store import GraphStore
from service import sandbox_worker
from service.sandbox import run_query
from tests.kg.samples import Runs, Said, extraction

VALUES = "SELECT ?v WHERE { ?o a sl:Observation ; sl:value ?v } ORDER BY ?v"
# four times the triples of the vocabulary alone: some 10^13 rows
RUNAWAY = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[GraphStore]:
    with GraphStore(tmp_path_factory.mktemp("data") / "graph") as store:
        store.add("a", extraction_quads(extraction("a", (Said(), Said("丁省", "12.5"), Runs()))))
        yield store


def leftovers(store: GraphStore) -> list[str]:
    assert store.path
    return [entry.name for entry in store.path.parent.iterdir() if entry.name != "graph"]


@pytest.mark.parametrize(
    ("format", "expected"),
    [
        ("table", "v\n----\n12.5\n80\n（2 行）\n"),
        ("csv", "v\r\n12.5\r\n80\r\n"),
        ("tsv", '?v\n12.5\n"80"^^<http://www.w3.org/2001/XMLSchema#decimal>\n'),
    ],
)
def test_rows_as_text(store: GraphStore, format: str, expected: str) -> None:
    result = run_query(store, VALUES, format)
    assert result.data.decode() == expected
    assert result.kind == "bindings"
    assert result.elapsed > 0


def test_rows_as_json_and_xml(store: GraphStore) -> None:
    parsed = json.loads(run_query(store, VALUES, "json").data)
    assert [row["v"]["value"] for row in parsed["results"]["bindings"]] == ["12.5", "80"]
    assert b"<literal datatype=" in run_query(store, VALUES, "xml").data


@pytest.mark.parametrize("format", ["table", "csv", "json", "xml"])
def test_yes_or_no(store: GraphStore, format: str) -> None:
    result = run_query(store, "ASK { ?x a sl:Center }", format)
    assert result.kind == "boolean"
    assert b"true" in result.data


@pytest.mark.parametrize(("format", "expected"), [("ttl", b"sl:Center"), ("nt", b"<https://w3id.org/suanli/ns#Center>")])
def test_graphs(store: GraphStore, format: str, expected: bytes) -> None:
    result = run_query(store, "CONSTRUCT { ?x a ?t } WHERE { ?x a ?t , sl:Center }", format)
    assert result.kind == "graph"
    assert expected in result.data
    assert run_query(store, "DESCRIBE sl:Center", format).data


@pytest.mark.parametrize(
    ("query", "format", "message"),
    [
        ("SELECT * { ?s ?p ?o }", "ttl", "SELECT 的结果不是图"),
        ("ASK { ?s ?p ?o }", "nt", "ASK 的结果不是图"),
        ("CONSTRUCT WHERE { ?s ?p ?o }", "csv", "CONSTRUCT 的结果是图，不能用 csv 格式：可用 ttl、nt"),
        ("DESCRIBE sl:Center", "table", "DESCRIBE 的结果是图"),
        ("SELECT * { ?s ?p ?o }", "xlsx", "不支持格式 xlsx"),
    ],
)
def test_a_format_that_does_not_fit(store: GraphStore, query: str, format: str, message: str) -> None:
    with pytest.raises(QueryFailed, match=message):
        run_query(store, query, format)


def test_prefixes_of_the_graph_are_predefined(store: GraphStore) -> None:
    names = ["sl", "id", "rdf", "rdfs", "owl", "xsd", "skos", "prov", "qb", "schema", "dcterms", "qudt", "unit", "time"]
    query = "SELECT (CONCAT({}) AS ?all) {{ }}".format(", ".join(f"STR({name}:x)" for name in names))
    assert run_query(store, query, "csv").data.decode().count("x\r\n") == 1


def test_a_prefix_of_the_query_goes_before_ours(store: GraphStore) -> None:
    assert run_query(store, "PREFIX sl: <urn:mine:> SELECT (STR(sl:x) AS ?x) { }", "csv").data == b"x\r\nurn:mine:x\r\n"


def test_articles_graphs_can_be_asked(store: GraphStore) -> None:
    query = "SELECT (COUNT(*) AS ?n) { GRAPH <https://w3id.org/suanli/id/article/a> { ?s a sl:Sentence } }"
    assert run_query(store, query, "csv").data == b"n\r\n4\r\n"


def test_a_runaway_query_is_stopped_and_leaves_nothing(store: GraphStore) -> None:
    with pytest.raises(QueryTimeout, match="超过0.5秒，已停止"):
        run_query(store, RUNAWAY, "csv", seconds=0.5)
    assert leftovers(store) == []
    assert run_query(store, VALUES, "csv").data  # and the next one runs


def test_a_stopped_child_is_gone(store: GraphStore) -> None:
    before = children()  # other tests' helpers, such as multiprocessing's resource tracker, live on
    with pytest.raises(QueryTimeout):
        run_query(store, RUNAWAY, "csv", seconds=0.5)
    assert children() <= before


def children() -> set[str]:
    return {child for task in Path(f"/proc/{os.getpid()}/task").glob("*/children") for child in task.read_text().split()}


def test_snapshots_of_dead_processes_are_swept(store: GraphStore) -> None:
    assert store.path
    old, new = (store.path.parent / f".suanli-snapshot-{name}" for name in ("old", "new"))
    for folder in (old, new):
        folder.mkdir()
    os.utime(old, (0, 0))
    run_query(store, VALUES, "csv")
    assert leftovers(store) == [new.name]
    new.rmdir()


def test_memory_is_limited(store: GraphStore) -> None:
    with pytest.raises(QueryFailed, match="内存超过400 MB"):
        run_query(store, "SELECT * WHERE { ?a ?b ?c . ?d ?e ?f } ORDER BY ?a ?f", "json", seconds=60, memory_mb=400)
    assert leftovers(store) == []


def test_deep_nesting_ends_in_words(store: GraphStore) -> None:
    with pytest.raises(QueryFailed, match="嵌套太深"):
        run_query(store, "SELECT * " + "{" * 40_000 + "}" * 40_000, "csv")


def test_a_syntax_error_names_its_place(store: GraphStore) -> None:
    with pytest.raises(QueryFailed, match="SPARQL 语法错误，第2行第.*“WHERE"):
        run_query(store, "SELECT ?x\nWHERE WHERE { ?x ?p ?o }", "csv")


@pytest.mark.parametrize(
    "query", ["SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", "CLEAR ALL", "SELECT * FROM <urn:g> { }"]
)
def test_what_is_not_allowed_is_refused_before_it_runs(store: GraphStore, query: str) -> None:
    with pytest.raises(QueryRefused):
        run_query(store, query, "csv")


def test_a_store_in_memory_can_be_asked_too() -> None:
    with GraphStore() as store:
        store.add("a", extraction_quads(extraction("a")))
        assert run_query(store, VALUES, "csv").data == b"v\r\n80\r\n"


def test_a_store_open_for_reading_can_be_asked_too(store: GraphStore, tmp_path: Path) -> None:
    store.snapshot(tmp_path / "copy")
    with GraphStore(tmp_path / "copy", read_only=True) as copy:
        assert run_query(copy, VALUES, "csv").data.startswith(b"v\r\n")


def test_writing_goes_on_while_a_query_runs(store: GraphStore, tmp_path: Path) -> None:
    store.snapshot(tmp_path / "copy")
    store.add("b", extraction_quads(extraction("b", (Said("己县", "3"),))))
    assert run_query(tmp_path / "copy", VALUES, "csv").data == b"v\r\n12.5\r\n80\r\n"
    store.remove("b")


def test_the_child_is_light() -> None:
    """It starts for every query: nothing but the standard library until the store is opened, and no library of ours."""
    code = f"import runpy, sys; runpy.run_path({sandbox_worker.__file__!r}, run_name='x'); print(*sys.modules)"
    modules = subprocess.run([sys.executable, "-P", "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert not {"kg", "service", "rdflib", "torch", "streamlit", "spacy", "numpy"} & set(modules)


def test_the_child_has_no_network_where_the_system_lets_it() -> None:
    code = (
        f"import runpy, os; m = runpy.run_path({sandbox_worker.__file__!r}, run_name='x'); "
        "before = os.readlink('/proc/self/ns/net'); m['_leave_network'](); print(before == os.readlink('/proc/self/ns/net'))"
    )
    done = subprocess.run([sys.executable, "-P", "-c", code], capture_output=True, text=True, check=True)
    ways = (["unshare", "-n", "true"], ["unshare", "-rn", "true"])  # as root, or as root of a user namespace
    allowed = any(subprocess.run(way, capture_output=True, check=False).returncode == 0 for way in ways)
    assert done.stdout.strip() == str(not allowed)
