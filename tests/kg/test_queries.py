"""Named queries: loaded, checked, bound safely, and every one of them runs on an article."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from pyoxigraph import Literal, NamedNode, Variable

from kg import ids, queries
from kg.errors import QueryFailed
from kg.queries import Query, load, parse
from kg.rdf import extraction_quads
from kg.store import GraphStore
from kg.vocab import PREFIXES
from tests.kg.samples import Runs, Said, extraction

EVIL = 'x"@zh } ; DROP ALL # <urn:x> \\ $name ?name \n'
ARTICLE = NamedNode(ids.article_iri("one"))
INDICATOR = NamedNode(ids.indicator_iri("智能算力规模"))
PLACE = NamedNode(ids.entity_iri("Place", "甲市"))
CENTER = NamedNode(ids.entity_iri("Center", "乙智算中心"))


def query(body: str, *parameters: str) -> Query:
    header = "".join(f"# param {parameter}: a test\n" for parameter in parameters)
    return parse("test", f"# title: 测试 / test\n{header}{body}\n")


@pytest.fixture(scope="module")
def store() -> GraphStore:
    store = GraphStore()
    for name, facts in (("one", (Said(), Runs())), ("two", (Said(), Said("甲市", "60", time="2023-06")))):
        store.add(name, extraction_quads(extraction(name, facts)))
    return store


@pytest.mark.parametrize("name", queries.names())
def test_every_query_says_what_it_answers_and_runs(store: GraphStore, name: str) -> None:
    named = load(name)
    assert " / " in named.title
    needed = [p.name for p in named.parameters if not p.optional and p.default is None]
    failures = []
    for term in (Literal("甲市", language="zh"), PLACE):  # one of them fits the place that the parameters have
        try:
            store.select(named.text(**dict.fromkeys(needed, term)))
        except QueryFailed as error:
            failures.append(error)
    assert len(failures) < 2, failures


def test_an_unknown_query_is_a_named_error() -> None:
    for name in ("no_such_query", "../store", ""):
        with pytest.raises(QueryFailed, match="没有名为"):
            load(name)


def test_a_missing_parameter_is_told_with_its_meaning() -> None:
    with pytest.raises(QueryFailed, match="缺少参数 article：IRI of the article"):
        load("article_sentences").text()


def test_a_parameter_too_many_is_refused() -> None:
    with pytest.raises(QueryFailed, match="没有参数 year"):
        load("article_sentences").text(article=ARTICLE, year=2024)


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { ?s ?p ?o }",  # no title
        "# title: x\nSELECT * { ?s ?p $o }",  # used, not declared
        "# title: x\n# param o: y\nSELECT * { ?s ?p ?o }",  # declared, not used
    ],
)
def test_a_broken_header_is_refused(text: str) -> None:
    with pytest.raises(QueryFailed):
        parse("broken", text)


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (NamedNode("urn:a"), "<urn:a>"),
        (Literal("甲", language="zh"), '"甲"@zh'),
        (Literal('a"b\n'), '"a\\"b\\n"'),
        (5, "5"),
        (Literal("5", datatype=NamedNode(PREFIXES["xsd"] + "integer")), "5"),
        (Decimal("1.50"), '"1.5"^^<http://www.w3.org/2001/XMLSchema#decimal>'),
        (date(2024, 6, 1), '"2024-06-01"^^<http://www.w3.org/2001/XMLSchema#date>'),
        ("甲", '"甲"'),
        ([NamedNode("urn:a"), Literal("b")], '<urn:a> "b"'),
        ([], ""),
    ],
)
def test_values_are_written_as_terms(value: queries.Binding, written: str) -> None:
    assert query("SELECT ?s { VALUES ?s { $x } }", "x").text(x=value) == f"SELECT ?s {{ VALUES ?s {{ {written} }} }}\n"


@pytest.mark.parametrize("value", [True, 1.5, object(), {"a": 1}, b"x", Variable("x")])
def test_what_is_no_term_is_refused(value: object) -> None:
    with pytest.raises(QueryFailed, match="不是 RDF 项"):
        query("SELECT ?s { ?s ?p $x }", "x").text(x=value)  # type: ignore[arg-type]


def test_no_value_can_change_the_shape_of_a_query(store: GraphStore) -> None:
    assert store.select(load("entities_named"), name=Literal(EVIL, language="zh")) == []
    rows = store.select(query("SELECT ?v { VALUES ?v { $x } }", "x"), x=EVIL)
    assert [row["v"].value for row in rows] == [EVIL]
    with pytest.raises(ValueError, match="IRI"):
        NamedNode("urn:x> } ; DROP ALL #")


def test_strings_iris_and_comments_are_left_alone() -> None:
    body = "SELECT ?s { ?s <urn:$x> \"$x\" , '$x' , '''$x''' . # $x\n ?s ?p $x }"
    assert query(body, "x").text(x=7).count("7") == 1


def test_an_optional_parameter_left_out_is_a_free_variable() -> None:
    named = query("SELECT ?s { ?s ?p $x }", "x?")
    assert named.text() == "SELECT ?s { ?s ?p ?x }\n"


def test_a_default_stands_where_nothing_is_given() -> None:
    named = query("SELECT ?s { ?s ?p ?o } LIMIT $n", "n=10")
    assert named.text().endswith("LIMIT 10\n")
    assert named.text(n=3).endswith("LIMIT 3\n")


def test_only_the_prefixes_in_use_are_declared_and_the_text_runs_as_it_stands(store: GraphStore) -> None:
    text = load("article_sentences").text(article=ARTICLE)
    assert text.startswith("PREFIX sl: <https://w3id.org/suanli/ns#>\nSELECT")
    assert [row["text"].value for row in store.select(text)] == ["算力消息", Said().text, Runs().text]


def test_series_is_ordered_by_period_and_names_its_sources(store: GraphStore) -> None:
    rows = store.select(load("series"), indicator=INDICATOR)
    assert [(row["period"].value, row["value"].value, row["title"].value) for row in rows] == [
        ("2023-06", "60", "算力消息"),
        ("2024-06", "80", "算力消息"),
        ("2024-06", "80", "算力消息"),
    ]
    assert store.select(load("series"), indicator=INDICATOR, about=PLACE) == rows
    assert store.select(load("series"), indicator=INDICATOR, about=CENTER) == []


def test_series_holds_figures_about_nothing_unless_a_subject_is_asked_for() -> None:
    said = extraction("x")
    nowhere = replace(said.figures[0], scope=None, scope_type=None)
    with GraphStore() as store:
        store.add("x", extraction_quads(replace(said, figures=(nowhere,))))
        assert len(store.select(load("series"), indicator=INDICATOR)) == 1
        assert store.select(load("series"), indicator=INDICATOR, about=PLACE) == []


def test_facts_of_an_entity_go_both_ways(store: GraphStore) -> None:
    out = store.select(load("entity_facts"), entity=CENTER)
    back = store.select(load("entity_facts"), entity=NamedNode(ids.entity_iri("Organization", "丙公司")))
    assert [(row["direction"].value, row["otherLabel"].value) for row in out] == [("out", "丙公司")]
    assert [(row["direction"].value, row["otherLabel"].value) for row in back] == [("in", "乙智算中心")]


def test_an_entity_is_found_by_its_name_with_its_type(store: GraphStore) -> None:
    rows = store.select(load("entities_named"), name=Literal("甲市", language="zh"))
    assert [(row["entity"], row["type"].value) for row in rows] == [(PLACE, PREFIXES["sl"] + "Place")]


def test_what_an_article_holds(store: GraphStore) -> None:
    counts = {
        name: len(store.select(load(f"article_{name}"), article=ARTICLE)) for name in ("mentions", "observations", "relations")
    }
    assert counts == {"mentions": 3, "observations": 1, "relations": 1}
