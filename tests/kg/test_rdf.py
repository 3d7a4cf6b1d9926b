"""Extraction -> quads -> Extraction."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from kg import ids
from kg.errors import ArticleUnknown
from kg.model import Extraction, IgnoredNumber, Ledger, Link, NumberRepair, Sense
from kg.rdf import extraction_quads, is_shared
from kg.rdf_read import extraction_of
from kg.validate import violations
from kg.vocab import PROV, RDF, SCHEMA, SKOS, SL, XSD
from tests.kg.samples import Runs, Said, extraction

REPAIR = NumberRepair("869", "lost_point_and_percent", 0.7, (Decimal("8.69"), Decimal(869)), ("another",))


def objects(quads: list[Quad], predicate: NamedNode) -> list[object]:
    return [quad.object for quad in quads if quad.predicate == predicate]


def decimal(text: str) -> Literal:
    return Literal(text, datatype=XSD("decimal"))


def with_figure(**change: object) -> list[Quad]:
    article = extraction()
    return extraction_quads(replace(article, figures=(replace(article.figures[0], **change),)))  # type: ignore[arg-type]


def linked(identity: str | None) -> Extraction:
    """An article in which 甲市 was taken for another place, or for one of several of its name."""
    article = extraction("链")
    chosen = Sense("Place", "甲市", identity, 0.9, "同省")
    rivals = (Sense("Place", "甲市", "远方", 0.5, "同名"), Sense("Place", "乙市", None, 0.4, "音近"))
    mentions = tuple(replace(m, identity=identity, called="甲") if m.canonical == "甲市" else m for m in article.mentions)
    return replace(article, mentions=mentions, links=(Link("Place", "甲", "linked", chosen, rivals),))


@pytest.mark.parametrize(
    "article",
    [
        extraction(),
        extraction("空", (), source=None),
        extraction("修", (Said(value="86.9", written="869", unit="", repair=REPAIR),)),
        extraction("同", (Said(), Said(), Runs(), Runs())),
        extraction("无时", (Said(time=None),)),
        linked("identity"),
        linked(None),
        replace(extraction(), ignored=(IgnoredNumber(0, 1, "算", "unresolved"),), ledger=Ledger(2, 1, 0, 1), warnings=()),
    ],
    ids=lambda a: a.article.id,
)
def test_what_goes_in_comes_back(article: Extraction) -> None:
    assert extraction_of(extraction_quads(article)) == article


def test_one_name_is_one_entity_in_mentions_figures_and_relations() -> None:
    """A homonym's identity reaches all that the article says of it, and what is not its name keeps its IRI."""
    plain, told = extraction_quads(extraction("链")), extraction_quads(linked("identity"))
    own = NamedNode(ids.entity_iri("Place", "甲市", "identity"))
    assert set(objects(told, SL("about"))) == {own} != set(objects(plain, SL("about")))
    assert own in objects(told, SL("entity"))
    assert objects(told, SL("operatedBy")) == objects(plain, SL("operatedBy"))
    assert violations(told) == []


def test_the_way_back_needs_an_article() -> None:
    with pytest.raises(ArticleUnknown):
        extraction_of([])


def test_quads_are_the_same_every_time_and_each_once() -> None:
    first, second = extraction_quads(extraction()), extraction_quads(extraction())
    assert first == second
    assert len(first) == len(set(first))


def test_all_quads_are_in_the_articles_graph_and_none_is_blank() -> None:
    quads = extraction_quads(extraction("乙/1"))
    assert {quad.graph_name for quad in quads} == {NamedNode(ids.article_iri("乙/1"))}
    assert all(isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode | Literal) for quad in quads)


def test_two_articles_share_the_observation_not_the_reading() -> None:
    one, two = (extraction_quads(extraction(name)) for name in "ab")
    assert objects(one, SL("observation")) == objects(two, SL("observation"))
    readings = [{q.subject for q in quads if q.object == SL("Reading")} for quads in (one, two)]
    assert not readings[0] & readings[1]


def test_a_value_stands_as_written_and_in_the_base_unit() -> None:
    quads = with_figure(value=Decimal(830), unit="万架", lower=Decimal(830))
    assert objects(quads, SL("value")) == [decimal("830")]
    assert objects(quads, SL("unitText")) == [Literal("万架")]
    assert objects(quads, SL("baseValue")) == [decimal("8300000")]
    assert objects(quads, SL("baseUnit")) == [Literal("架")]
    assert objects(quads, SL("lowerBound")) == [decimal("830")]


@pytest.mark.parametrize(("value", "text"), [("1E+3", "1000"), ("5.20", "5.2"), ("0.0", "0"), ("-2.50", "-2.5"), ("100", "100")])
def test_decimals_are_plain(value: str, text: str) -> None:
    assert objects(with_figure(value=Decimal(value)), SL("value")) == [decimal(text)]


def test_an_unknown_unit_has_no_base_value() -> None:
    assert objects(with_figure(unit="闻所未闻"), SL("baseValue")) == []


def test_an_odd_period_keeps_its_text_and_has_no_days() -> None:
    quads = with_figure(time="2024-13")
    assert objects(quads, SL("periodText")) == [Literal("2024-13")]
    assert objects(quads, SL("periodStart")) == []


def test_a_repair_keeps_what_was_printed_and_the_other_readings() -> None:
    quads = with_figure(repair=REPAIR)
    assert objects(quads, SL("rule")) == [Literal("lost_point_and_percent"), Literal("hard_wrap")]
    assert set(objects(quads, SL("alternative"))) == {decimal("8.69"), decimal("869")}
    assert decimal("0.7") in objects(quads, SL("confidence"))


def test_an_indicator_outside_the_scheme_is_a_candidate() -> None:
    quads = with_figure(indicator="一种新说法", known_indicator=False)
    assert SL("CandidateIndicator") in objects(quads, RDF("type"))
    assert SKOS("Concept") not in objects(quads, RDF("type"))


def test_a_pronoun_is_no_alternative_label() -> None:
    article = extraction()
    other = replace(article.mentions[0], text="该市", source="coreference")
    quads = extraction_quads(replace(article, mentions=(*article.mentions, other)))
    assert objects(quads, SKOS("altLabel")) == []
    named = extraction_quads(replace(article, mentions=(*article.mentions, replace(other, source="lexicon"))))
    assert objects(named, SKOS("altLabel")) == [Literal("该市", language="zh")]


@pytest.mark.parametrize(
    ("written", "kind"),
    [("2024", "gYear"), ("2024-06", "gYearMonth"), ("2024-06-01", "date"), ("今年6月", "string"), ("2024/2025", "string")],
)
def test_the_date_of_issue_has_the_type_of_its_precision(written: str, kind: str) -> None:
    article = extraction()
    issued = replace(article.relations[0], predicate="issuedOn", object=written, object_type=None)
    quads = extraction_quads(replace(article, relations=(issued,)))
    assert objects(quads, SL("issuedOn")) == [Literal(written, datatype=XSD(kind))]


def test_a_relation_is_a_plain_triple_and_a_statement_with_its_clause() -> None:
    quads = extraction_quads(extraction())
    center, company = ids.entity_iri("Center", "乙智算中心"), ids.entity_iri("Organization", "丙公司")
    assert (NamedNode(center), SL("operatedBy"), NamedNode(company)) in {(q.subject, q.predicate, q.object) for q in quads}
    assert Literal("乙智算中心由丙公司运营") in objects(quads, SL("inClause"))


def test_a_fact_points_to_its_sentence() -> None:
    article = extraction()
    quads = extraction_quads(article)
    texts = {q.subject: q.object for q in quads if q.predicate == SL("text")}
    found = {texts[q.object] for q in quads if q.predicate == PROV("wasDerivedFrom")}  # type: ignore[index]
    assert found == {Literal(s.text) for s in article.sentences[1:]}


def test_shared_is_knowledge_and_metadata_only() -> None:
    quads = extraction_quads(extraction())
    shared = {quad.predicate for quad in quads if is_shared(quad)}
    assert {SL("value"), SL("about"), SL("operatedBy"), SCHEMA("datePublished"), SL("reportedIn")} <= shared
    assert not shared & {SL("text"), SL("start"), SL("inClause"), SL("surface"), SL("warning"), SL("numbers"), RDF("subject")}
