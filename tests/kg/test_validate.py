"""What keeps an article's graph out of the store."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from kg.model import Extraction
from kg.rdf import extraction_quads
from kg.validate import violations
from kg.vocab import DCTERMS, PROV, RDF, RDFS, SL, XSD, number
from tests.kg.samples import Runs, Said, extraction

Quads = list[Quad]
GOOD = extraction("好", (Said(), Said("丁省", "12.5"), Runs()))


def without(*predicates: NamedNode) -> Callable[[Quads], Quads]:
    return lambda quads: [quad for quad in quads if quad.predicate not in predicates]


def changed(predicate: NamedNode, value: NamedNode | Literal) -> Callable[[Quads], Quads]:
    """The first triple of ``predicate`` with another object."""

    def change(quads: Quads) -> Quads:
        at = next(n for n, quad in enumerate(quads) if quad.predicate == predicate)
        old = quads[at]
        return [*quads[:at], Quad(old.subject, predicate, value, old.graph_name), *quads[at + 1 :]]

    return change


def test_a_good_article_has_no_violation() -> None:
    assert violations(extraction_quads(GOOD)) == []


def test_an_article_that_says_nothing_is_good() -> None:
    assert violations(extraction_quads(extraction("空", ()))) == []


@pytest.mark.parametrize(
    ("break_it", "message"),
    [
        (without(SL("unitText")), "单位"),
        (without(SL("value")), "数值"),
        (without(SL("indicator")), "指标"),
        (without(SL("reportedIn")), "文章出处"),
        (without(PROV("wasDerivedFrom")), "出处句子"),
        (without(SL("status")), "性质"),
        (without(SL("inClause")), "所在子句"),
        (without(SL("observation")), "读数"),
        (without(SL("entity")), "提及须指向"),
        (without(RDFS("label")), "名称"),
        (without(SL("contentHash")), "内容哈希"),
        (without(SL("numbers")), "账目"),
        (without(DCTERMS("title")), "标题"),
        (without(DCTERMS("isPartOf")), "属于一篇文章"),
        (without(SL("text")), "正文"),
        (without(SL("start")), "起点"),
        (changed(SL("status"), Literal("maybe")), "性质"),
        (changed(SL("qualifier"), Literal("大约")), "限定"),
        (changed(SL("value"), Literal("八十")), "十进制"),
        (changed(SL("confidence"), number(Decimal("1.5"))), "0到1"),
        (changed(SL("periodStart"), Literal("2030-01-01", datatype=XSD("date"))), "起须不晚于止"),
        (changed(SL("about"), NamedNode("urn:nobody")), "类型不在本体中"),
        (changed(RDF("predicate"), SL("likes")), "关系不在本体中"),
        (changed(SL("surface"), Literal("文中没有的名字")), "字起不是"),
        (changed(SL("inClause"), Literal("文中没有的子句")), "字起不是"),
    ],
)
def test_a_broken_graph_is_told_what_is_wrong(break_it: Callable[[Quads], Quads], message: str) -> None:
    found = violations(break_it(extraction_quads(GOOD)))
    assert any(message in violation.zh for violation in found), found
    assert all(violation.focus and violation.zh and violation.en for violation in found)


def moved(article: Extraction) -> Extraction:
    first, second = article.sentences[:2]
    return replace(article, sentences=(first, replace(second, start=second.start + 1), *article.sentences[2:]))


def reworded(article: Extraction) -> Extraction:
    first, second = article.sentences[:2]
    return replace(article, sentences=(first, replace(second, text="文中没有这一句。"), *article.sentences[2:]))


@pytest.mark.parametrize("change", [moved, reworded])
def test_a_sentence_that_is_not_in_the_text(change: Callable[[Extraction], Extraction]) -> None:
    found = violations(extraction_quads(change(GOOD)))
    assert any("字起不是" in violation.zh for violation in found)


def test_bounds_the_wrong_way_round() -> None:
    upside_down = replace(GOOD.figures[0], lower=Decimal(9), upper=Decimal(8))
    found = violations(extraction_quads(replace(GOOD, figures=(upside_down,))))
    assert [violation.zh for violation in found] == ["下界须不大于上界"]


def test_a_violation_reads_in_both_languages() -> None:
    shown = str(violations(without(SL("unitText"))(extraction_quads(GOOD)))[0])
    assert "观测须有单位" in shown
    assert "an observation needs a unit" in shown
    assert "id/observation/" in shown
