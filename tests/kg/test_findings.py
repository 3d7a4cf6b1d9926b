"""Findings in the graph and in words."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import get_args

import pytest
from pyoxigraph import Literal, NamedNode

from kg import ids
from kg.finding_words import message
from kg.model import Extraction, Finding, FindingKind, Operand, Severity
from kg.queries import load
from kg.rdf import extraction_quads, is_shared
from kg.rdf_read import extraction_of
from kg.store import GraphStore
from kg.validate import violations
from kg.vocab import RDF, SL
from tests.kg.samples import Said, extraction

TWO = extraction("一", (Said(), Said(value="800000", unit="PFLOPS")))
FIRST, SECOND = TWO.figures
SLIP = Finding(
    kind="slip",
    severity="contradiction",
    operands=(Operand("other", FIRST.start, FIRST.end), Operand("value", SECOND.start, SECOND.end)),
    formula="80EFLOPS ≠ 800000PFLOPS",
    printed=Decimal(800000),
    unit="PFLOPS",
    lower=Decimal(79500),
    upper=Decimal(80500),
    suspect=SECOND.start,
    slip=-4,
)
SUM = replace(
    SLIP, kind="sum", severity="suspicious", operands=(Operand("total", FIRST.start, FIRST.end), Operand("part", SECOND.start, SECOND.end)),
    upper=None, repaired=True, suspect=FIRST.start, suggestion=Decimal("8.5"), slip=0,
)  # fmt: skip


def with_findings(*findings: Finding) -> Extraction:
    return replace(TWO, findings=findings)


def test_findings_come_back_from_the_graph() -> None:
    article = with_findings(SLIP, SUM)
    assert extraction_of(extraction_quads(article)) == article


def test_a_finding_meets_its_shape_and_stays_in_the_articles_graph() -> None:
    quads = extraction_quads(with_findings(SLIP, SUM))
    assert violations(quads) == []
    nodes = {quad.subject for quad in quads if quad.predicate == RDF("type") and quad.object == SL("Finding")}
    assert len(nodes) == 2
    assert not any(is_shared(quad) for quad in quads if quad.subject in nodes)


def test_a_malformed_finding_is_refused() -> None:
    for broken in (replace(SLIP, formula=""), replace(SLIP, lower=Decimal(2), upper=Decimal(1))):
        assert violations(extraction_quads(with_findings(broken)))


@pytest.mark.parametrize("predicate", ["severity", "findingKind", "operand", "formula", "start"])
def test_a_finding_needs_its_parts(predicate: str) -> None:
    quads = extraction_quads(with_findings(SLIP))
    node = next(quad.subject for quad in quads if quad.object == SL("Finding"))
    assert violations([quad for quad in quads if (quad.subject, quad.predicate) != (node, SL(predicate))])


def test_a_finding_points_at_the_readings_by_role() -> None:
    quads = extraction_quads(with_findings(SLIP))
    reading = NamedNode(ids.reading_iri(ids.article_iri("一"), SECOND))
    found = {quad.predicate for quad in quads if quad.object == reading}
    assert {SL("operand"), SL("valueOperand"), SL("suspect")} <= found


def test_the_list_of_articles_counts_them_and_the_query_lists_them() -> None:
    store = GraphStore()
    store.add("一", extraction_quads(with_findings(SLIP, replace(SUM, severity="confirmed", suspect=None, suggestion=None))))
    store.add("二", extraction_quads(extraction("二")))
    assert [(one.findings, one.confirmations) for one in store.articles()] == [(1, 1), (0, 0)]
    rows = store.select(load("article_findings"))
    assert [(row["id"].value, row["kind"].value) for row in rows] == [("一", "slip"), ("一", "sum")]
    assert store.select(load("article_findings"), article=NamedNode(ids.article_iri("二"))) == []
    store.remove("一")
    assert store.select("SELECT ?f WHERE { { ?f a sl:Finding } UNION { GRAPH ?g { ?f a sl:Finding } } }") == []


def test_the_message_names_the_slip_and_the_reading_that_agrees() -> None:
    assert message(SLIP) == "同一指标的两处数值矛盾：80EFLOPS ≠ 800000PFLOPS（单位似差万倍，如遗漏或多写“万”）"
    assert message(SUM, "en").endswith("(it would agree if the repaired number were read as 8.5)")
    assert message(replace(SUM, suggestion=None)).endswith("（含修复过的数字）")


def test_the_unit_stands_once() -> None:
    holds = replace(SLIP, kind="growth", severity="confirmed", formula="47 × (1 + 66%) = 78.02 ≈ 78", unit="EFLOPS", slip=0)
    assert message(holds) == "现值、增速与基数一致：47 × (1 + 66%) = 78.02 ≈ 78 EFLOPS"
    assert message(replace(holds, unit="亿元")).endswith("78亿元")


@pytest.mark.parametrize("kind", get_args(FindingKind))
@pytest.mark.parametrize("severity", get_args(Severity))
def test_every_kind_and_severity_has_words(kind: FindingKind, severity: Severity) -> None:
    finding = replace(SLIP, kind=kind, severity=severity, slip=0)
    assert all("80EFLOPS" in message(finding, language) for language in ("zh", "en"))  # type: ignore[arg-type]


def test_messages_are_in_the_graph_in_both_languages() -> None:
    said = {quad.object for quad in extraction_quads(with_findings(SLIP))}
    assert {Literal(message(SLIP, "zh"), language="zh"), Literal(message(SLIP, "en"), language="en")} <= said
