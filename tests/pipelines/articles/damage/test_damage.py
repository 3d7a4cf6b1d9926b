"""What a text has lost, and the readings of its damaged numbers: by unit, indicator, list, neighbours and arithmetic."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.decimals import decimal_habits, parse
from kg.errors import LexiconInvalid
from kg.model import Figure
from pipelines.articles.damage.damage import DamageProfile, profile, restore
from pipelines.articles.reading.read import read
from pipelines.articles.reading.repair import clean
from pipelines.language.figures.meaning import read_figures
from pipelines.language.nlp import analyse

TESTS = Path(__file__).parents[3]
CORPUS = TESTS.parent / "corpus" / "articles"
CASES: dict[str, list[dict[str, Any]]] = yaml.safe_load((TESTS / "cases" / "damage.yaml").read_text(encoding="utf-8"))

LOST = replace(profile(""), percent_lost=1.0, point_lost=1.0)
INTACT: dict[str | None, DamageProfile] = {
    None: LOST,
    "mostly": replace(LOST, percent_lost=0.8, point_lost=0.0),
    "percent": replace(LOST, percent_lost=0.0),
    "point": replace(LOST, point_lost=0.0),
    "all": replace(LOST, percent_lost=0.0, point_lost=0.0),
}


def figure(text: str, printed: str, value: Any, unit: str = "", indicator: str = "算力规模", **more: Any) -> Figure:
    """A figure made by hand: ``printed`` stands once in ``text``."""
    start = text.index(printed)
    given: dict[str, Any] = {
        "lower": None, "upper": None, "time": None, "time_basis": None, "scope": None, "scope_type": None, "qualifier": "exact",
        "status": "actual", "basis": None, "precision": None, "statistician": None, "quote": text, "quote_start": 0, "confidence": 1.0,
    }  # fmt: skip
    given.update(more)
    return Figure(start, start + len(printed), printed, indicator, Decimal(str(value)), unit, **given)


def read_one(row: dict[str, Any]) -> Figure:
    given = figure(row["text"], row["printed"], row["value"], row.get("unit", ""), row["indicator"])
    (restored,) = restore([given], row["text"], INTACT[row.get("intact")])
    if row["rule"] is None:
        assert restored == given
    return restored


@pytest.mark.parametrize("row", CASES["figures"], ids=lambda row: row["text"])
def test_figures(row: dict[str, Any]) -> None:
    restored = read_one(row)
    value, unit = row["becomes"]
    assert (float(restored.value), restored.unit) == (value, unit)
    assert (restored.repair.rule if restored.repair else None) == row["rule"]
    if restored.repair:
        assert restored.repair.raw in row["printed"]
        assert 0 < restored.repair.confidence < 1
        assert restored.value not in restored.repair.alternatives
        assert {*map(float, restored.repair.alternatives)} >= {*row.get("others", ())}


@pytest.mark.parametrize("row", CASES["profiles"], ids=lambda row: row["text"][:20])
def test_profiles(row: dict[str, Any]) -> None:
    found = profile(row["text"])
    assert row["percent"][0] <= found.percent_lost <= row["percent"][1]
    assert row["point"][0] <= found.point_lost <= row["point"][1]


def test_hard_wraps_are_evidence_of_a_copy() -> None:
    text = "全市投资157亿元，建成机架48万架。"
    assert profile(text).point_lost < profile(text, wraps=12).point_lost


def test_bounds_move_with_the_value() -> None:
    text = "新建数据中心PUE低于13，"
    (restored,) = restore([figure(text, "低于13", 13, "PUE", "PUE", upper=Decimal(13), qualifier="under")], text, LOST)
    assert (restored.value, restored.lower, restored.upper) == (Decimal("1.3"), None, Decimal("1.3"))


def restore_list(text: str, printed: list[str], unit: str, indicator: str, **more: Any) -> list[Figure]:
    figures = [figure(text, p, int(p), unit, indicator, **more) for p in printed]
    return list(restore(figures, text, LOST))


def test_members_of_a_list_share_their_decimals() -> None:
    text = "三家公司同比增长分别为84、137和102。"
    restored = restore_list(text, ["84", "137", "102"], "", "净利润同比增速", basis="同比")
    assert [f.value for f in restored] == [Decimal("8.4"), Decimal("13.7"), Decimal("10.2")]
    alone = "公司同比增长84。"
    assert restore_list(alone, ["84"], "", "净利润同比增速", basis="同比")[0].value == 84


def test_a_round_member_of_a_list_may_have_decimals() -> None:
    text = "三年净利润为850/983/1115亿元。"
    restored = restore_list(text, ["850", "983", "1115"], "亿元", "净利润")
    assert [
        Decimal(t) in (f.repair.alternatives if f.repair else ())
        for f, t in zip(restored, ("85.0", "98.3", "111.5"), strict=True)
    ] == [True] * 3
    assert restore_list("净利润为850亿元。", ["850"], "亿元", "净利润")[0].repair is None


def test_nearby_years_are_of_like_size() -> None:
    text = "2024年市场规模190亿美元，2025年达259亿美元。"
    first = figure(text, "190亿美元", 190, "亿美元", "市场规模", time="2024")
    second = figure(text, "259亿美元", 259, "亿美元", "市场规模", time="2025")
    alone = restore([second], text, LOST)[0]
    beside = restore([first, second], text, LOST)[1]
    assert alone.repair and beside.repair
    assert beside.value == 259
    assert beside.repair.confidence > alone.repair.confidence


def test_other_places_are_no_neighbours() -> None:
    text = "2024年全国市场规模190亿美元，2025年北京达259亿美元。"
    first = figure(text, "190亿美元", 190, "亿美元", "市场规模", time="2024", scope="中国")
    second = figure(text, "259亿美元", 259, "亿美元", "市场规模", time="2025", scope="北京")
    assert restore([first, second], text, LOST)[1] == restore([second], text, LOST)[0]


def test_value_base_and_growth_must_come_out() -> None:
    text = "营业收入2023年为1200亿元，2024年达1326亿元，同比增长105。"
    base = figure(text, "1200亿元", 1200, "亿元", "营业收入", time="2023")
    value = figure(text, "1326亿元", 1326, "亿元", "营业收入", time="2024")
    growth = figure(text, "105", 105, "", "营业收入同比增速", time="2024", basis="同比")
    _, told, rate = restore([base, value, growth], text, LOST)
    assert (told.value, rate.value, rate.unit) == (1326, Decimal("10.5"), "%")
    alone = restore([value], text, LOST)[0]
    assert told.repair is None or (alone.repair and told.repair.confidence > alone.repair.confidence)


def test_growth_of_another_year_proves_nothing() -> None:
    text = "营业收入2022年为1200亿元，2024年达1326亿元，同比增长105。"
    base = figure(text, "1200亿元", 1200, "亿元", "净利润", time="2022")
    value = figure(text, "1326亿元", 1326, "亿元", "营业收入", time="2024")
    growth = figure(text, "105", 105, "", "营业收入同比增速", time="2024", basis="同比")
    assert restore([base, value, growth], text, LOST)[1] == restore([value], text, LOST)[0]


def figures_of(name: str) -> tuple[Figure, ...]:
    article = read(CORPUS / name)
    text = f"{clean(article.title).text}\n{clean(article.body).text}"
    figures, _ = read_figures(analyse(text, article.published, tagger=False), article.published)
    return restore(figures, text, profile(text))


def test_seed() -> None:
    found = {
        (f.as_written.lstrip("超低于不足"), str(f.value.normalize()), f.unit)
        for f in figures_of("000_616cbaeacd51bc80.txt")
        if f.repair
    }
    assert found >= {
        ("65", "65", "%"), ("35", "35", "%"), ("45", "45", "%"), ("43", "43", "%"), ("13", "1.3", "PUE"),
        ("869", "86.9", "%"), ("10373EFLOPS", "1037.3", "EFLOPS"),
    }  # fmt: skip
    assert not [f for f in figures_of("000_616cbaeacd51bc80.txt") if f.unit == ""]


@pytest.mark.parametrize("path", sorted(CORPUS.glob("*.md")), ids=lambda path: path.stem)
def test_undamaged_articles_get_no_repairs(path: Path) -> None:
    assert [f for f in figures_of(path.name) if f.repair] == []


DIGITS = st.text("0123456789,", min_size=1, max_size=20).filter(lambda t: t.strip(",") != "" and t[0] != ",")
UNITS = st.sampled_from(["", "%", "PUE", "亿元", "万架", "EFLOPS", "个", "倍", "TB/s", "万亿亿次/秒", "个百分点", "未知"])


@given(st.lists(st.tuples(DIGITS, UNITS, st.sampled_from(["营业收入", "营业收入同比增速", "PUE", "占比"])), max_size=8))
@settings(max_examples=200, deadline=None)
def test_any_figures(parts: list[tuple[str, str, str]]) -> None:
    text = "、".join(f"{digits}{unit}" for digits, unit, _ in parts)
    figures, at = [], 0
    for i, (digits, unit, indicator) in enumerate(parts):
        value = Decimal(digits.replace(",", ""))
        made = figure(
            digits, digits, value, unit, indicator, time=str(2020 + i % 4), basis="同比" if "增速" in indicator else None
        )
        figures.append(replace(made, start=at, end=at + len(digits)))
        at += len(digits) + len(unit) + 1
    restored = restore(figures, text, LOST)
    assert len(restored) == len(figures)
    for before, after in zip(figures, restored, strict=True):
        assert after.repair is not None or after == before
        assert after.repair is None or 0 < after.repair.confidence < 1
        assert (after.start, after.end, after.as_written) == (before.start, before.end, before.as_written)


@given(st.text(alphabet="增长占比PUE率同0123456789.%％《》；（），。 元", max_size=200))
@settings(max_examples=200, deadline=None)
def test_any_text_has_a_profile(text: str) -> None:
    found = profile(text)
    assert 0 <= found.percent_lost <= 1
    assert 0 <= found.point_lost <= 1


def test_habits_are_checked() -> None:
    good = {"habits": {"growth": {2: [0.7, 0.3]}}, "round": {"alone": 0.1, "in_list": 0.4}, "not_percent": [], "change": []}
    assert parse(good).chances("growth", 1) == (1.0,)
    assert parse(good).chances("growth", 5) == (0.7, 0.3)
    for wrong in ([0.7, 0.4], [0.4, 0.3, 0.3]):
        with pytest.raises(LexiconInvalid):
            parse({**good, "habits": {"growth": {2: wrong}}})
    assert set(decimal_habits().tables) >= {"growth", "share", "ratio", "scaled", "bare"}
