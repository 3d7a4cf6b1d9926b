"""The contract of the graph store, in memory and on disk: named graphs, the default graph, transactions, snapshots."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import NamedNode, Quad

from kg import ids
from kg.errors import ArticleExists, ArticleUnknown, DataFolderBusy, QueryFailed, SuanliError
from kg.model import Extraction
from kg.rdf import extraction_quads, is_shared
from kg.store import GraphStore
from kg.vocab import SL
from tests.kg.samples import Runs, Said, extraction

SAME = Said()  # both articles say it
ONE = extraction("one", (SAME, Said("丁省", "12.5"), Runs()))
TWO = extraction("二/two", (SAME, Runs(), Said("戊市", "7", time="2023")))


@pytest.fixture(params=["memory", "disk"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[GraphStore]:
    with GraphStore(tmp_path / "graph" if request.param == "disk" else None) as opened:
        yield opened


def put(store: GraphStore, *articles: Extraction) -> None:
    for article in articles:
        store.add(article.article.id, extraction_quads(article))


def lines(store: GraphStore) -> set[bytes]:
    return set(store.export("nq").splitlines())


def values_about(store: GraphStore, place: str) -> list[str]:
    rows = store.select(f'SELECT ?v WHERE {{ ?o sl:about/rdfs:label "{place}"@zh ; sl:value ?v }} ORDER BY ?v')
    return [row["v"].value for row in rows]


def test_an_article_is_in_after_add_and_out_after_remove(store: GraphStore) -> None:
    before = lines(store)
    put(store, ONE)
    assert store.has("one")
    assert set(store.quads("one")) == set(extraction_quads(ONE))
    store.remove("one")
    assert not store.has("one")
    assert lines(store) == before


def test_default_graph_has_each_shared_triple_once(store: GraphStore) -> None:
    vocabulary = store.export("nt").splitlines()
    put(store, ONE, TWO)
    shared = {f"{q.subject} {q.predicate} {q.object} .".encode() for a in (ONE, TWO) for q in extraction_quads(a) if is_shared(q)}
    stored = store.export("nt").splitlines()
    assert len(stored) == len(set(stored)) == len(store)
    assert set(stored) == shared | set(vocabulary)


def test_a_fact_stays_until_its_last_article_leaves(store: GraphStore) -> None:
    put(store, ONE, TWO)
    assert values_about(store, "甲市") == ["80"]
    store.remove("one")
    assert values_about(store, "甲市") == ["80"]
    assert values_about(store, "丁省") == []
    store.remove("二/two")
    assert values_about(store, "甲市") == []


def test_default_graph_has_no_text_and_no_places_in_it(store: GraphStore) -> None:
    put(store, ONE)
    for kind in ("sl:Sentence", "sl:Mention", "sl:Reading", "rdf:Statement", "sl:TextRepair", "sl:IgnoredNumber"):
        assert store.select(f"SELECT ?x WHERE {{ ?x a {kind} }}") == []
        assert store.select(f"SELECT ?x WHERE {{ GRAPH ?g {{ ?x a {kind} }} }} LIMIT 1")
    assert store.select("SELECT ?t WHERE { ?x sl:text ?t }") == []


def test_order_of_adds_does_not_matter(store: GraphStore) -> None:
    put(store, ONE, TWO)
    with GraphStore() as other:
        put(other, TWO, ONE)
        assert lines(store) == lines(other)


def test_replace_leaves_nothing_of_the_old_version(store: GraphStore) -> None:
    put(store, ONE, TWO)
    revised = extraction("one", (Said("甲市", "81"),))
    store.replace("one", extraction_quads(revised))
    with GraphStore() as fresh:
        put(fresh, revised, TWO)
        assert lines(store) == lines(fresh)


def test_replace_adds_what_was_not_there_and_is_idempotent(store: GraphStore) -> None:
    store.replace("one", extraction_quads(ONE))
    once = lines(store)
    store.replace("one", extraction_quads(ONE))
    assert lines(store) == once


def test_adding_twice_is_refused(store: GraphStore) -> None:
    put(store, ONE)
    before = lines(store)
    with pytest.raises(ArticleExists, match="one"):
        put(store, ONE)
    assert lines(store) == before


def test_removing_what_is_not_there_is_refused(store: GraphStore) -> None:
    with pytest.raises(ArticleUnknown, match="nobody"):
        store.remove("nobody")


def test_quads_of_another_graph_are_refused_and_nothing_is_stored(store: GraphStore) -> None:
    before = lines(store)
    stray = Quad(NamedNode("urn:s"), NamedNode("urn:p"), NamedNode("urn:o"), NamedNode("urn:elsewhere"))
    with pytest.raises(ValueError, match="urn:elsewhere"):
        store.add("one", [*extraction_quads(ONE), stray])
    assert lines(store) == before


def test_awkward_text_survives(store: GraphStore) -> None:
    awkward = extraction("引号", (Said("甲\"市'\\\t{}<x>#", "80"),), title='“标题” \\u0041 \r "x" 🚀 } ; DROP ALL')
    put(store, awkward)
    assert set(store.quads("引号")) == set(extraction_quads(awkward))
    assert store.articles()[0].title == awkward.article.title


def test_articles_lists_counts_and_ledger(store: GraphStore) -> None:
    put(store, TWO, ONE)
    one, two = store.articles()
    assert (one.id, two.id) == ("one", "二/two")
    assert (one.entities, one.figures, one.relations, one.repairs, one.text_repairs, one.warnings) == (4, 2, 1, 0, 1, 1)
    assert (one.title, one.source, one.url, str(one.published)) == ("算力消息", "示例日报", None, "2024-07-01")
    assert (one.ledger.numbers, one.ledger.extracted, one.ledger.ignored, one.ledger.unresolved) == (4, 2, 2, 0)


def test_content_hash_and_the_article_that_has_it(store: GraphStore) -> None:
    put(store, ONE)
    assert store.content_hash("one") == "hash-one"
    assert store.content_hash("two") is None
    assert store.article_with_hash("hash-one") == "one"
    assert store.article_with_hash("hash-two") is None


def test_a_plain_query_finds_labels_of_the_ontology(store: GraphStore) -> None:
    rows = store.select('SELECT ?l WHERE { sl:Center rdfs:label ?l FILTER(LANG(?l) = "en") }')
    assert [row["l"].value for row in rows] == ["computing center"]
    assert store.select('SELECT ?c WHERE { ?c skos:inScheme id:scheme\\/indicators ; skos:prefLabel "智能算力规模"@zh }')


def test_a_label_that_the_scheme_has_too_stays_when_the_article_leaves(store: GraphStore) -> None:
    label = f'SELECT ?c WHERE {{ <{ids.indicator_iri("智能算力规模")}> skos:prefLabel "智能算力规模"@zh ; a ?c }}'
    before = store.select(label)
    put(store, ONE)
    store.remove("one")
    assert before
    assert store.select(label) == before


def test_select_leaves_out_what_is_unbound(store: GraphStore) -> None:
    assert store.select("SELECT ?a ?b WHERE { VALUES (?a ?b) { (1 UNDEF) } }")[0].keys() == {"a"}


@pytest.mark.parametrize("query", ["SELECT * WHERE { ?s ?p", "ASK { ?s ?p ?o }", "DELETE WHERE { ?s ?p ?o }"])
def test_select_refuses_what_is_no_select(store: GraphStore, query: str) -> None:
    with pytest.raises(QueryFailed):
        store.select(query)


def test_export_formats(store: GraphStore) -> None:
    put(store, ONE)
    assert b"<https://w3id.org/suanli/id/article/one>" in store.export("nq")
    assert "甲市".encode() in store.export("trig")
    assert b"@prefix sl:" in store.export("ttl")
    assert store.export("jsonld").startswith(b"[")
    with pytest.raises(QueryFailed, match="xlsx"):
        store.export("xlsx")


def test_snapshot_is_the_state_of_its_moment(store: GraphStore, tmp_path: Path) -> None:
    put(store, ONE)
    store.snapshot(tmp_path / "copy")
    before = lines(store)
    store.remove("one")
    with GraphStore(tmp_path / "copy", read_only=True) as copy:
        assert lines(copy) == before
        assert copy.has("one")


def test_reopened_it_holds_the_same(tmp_path: Path) -> None:
    with GraphStore(tmp_path / "graph") as store:
        put(store, ONE)
        before = lines(store)
    with GraphStore(tmp_path / "graph") as store:
        assert lines(store) == before


def test_a_folder_in_use_is_a_named_error(tmp_path: Path) -> None:
    code = f"from pathlib import Path; from kg.store import GraphStore; GraphStore(Path({str(tmp_path / 'graph')!r}))"
    with GraphStore(tmp_path / "graph"):
        with pytest.raises(DataFolderBusy, match="正被另一个"):
            GraphStore(tmp_path / "graph")
        other = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
        assert "DataFolderBusy" in other.stderr
    GraphStore(tmp_path / "graph").close()


def test_reading_where_nothing_was_built_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(SuanliError, match="suanli build"):
        GraphStore(tmp_path / "nowhere", read_only=True)


def test_a_closed_store_says_so() -> None:
    store = GraphStore()
    store.close()
    with pytest.raises(DataFolderBusy, match="已关闭"):
        store.articles()


def test_an_outdated_vocabulary_is_brought_up_to_date(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    graph = SL("old-graph")
    old = Quad(SL("x"), SL("y"), SL("z"), graph)
    versions: list[tuple[str, Callable[[], list[Quad]]]] = [("1", lambda: [old]), ("2", lambda: [])]
    for digest, read in versions:
        monkeypatch.setattr("kg.store.vocabulary_graphs", lambda digest=digest, read=read: [(graph, digest, read)])
        with GraphStore(tmp_path / "graph") as store:
            assert bool(store.select("SELECT ?o WHERE { sl:x sl:y ?o }")) == bool(read())


FACTS = st.lists(
    st.one_of(
        st.builds(
            Said, st.sampled_from(["甲市", "丁省"]), st.sampled_from(["80", "12.5"]), time=st.sampled_from(["2024", "2023-06"])
        ),
        st.builds(Runs, st.sampled_from(["乙智算中心", "己智算中心"]), st.sampled_from(["丙公司", "庚公司"])),
    ),
    max_size=4,
)
STEPS = st.lists(st.tuples(st.sampled_from(["a", "b", "c"]), st.none() | FACTS), max_size=8)


@given(STEPS)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_the_state_depends_only_on_the_articles_that_are_in(steps: list[tuple[str, list[Said | Runs] | None]]) -> None:
    """Whatever was added, replaced and removed before: removing equals never having added."""
    present: dict[str, Extraction] = {}
    with GraphStore() as store, GraphStore() as fresh:
        for name, facts in steps:
            if facts is not None:
                present[name] = extraction(name, facts)
                store.replace(name, extraction_quads(present[name]))
            elif present.pop(name, None):
                store.remove(name)
        put(fresh, *(present[name] for name in sorted(present, reverse=True)))
        assert lines(store) == lines(fresh)
