"""The scheme of indicators: names find their concept, wrong data is refused with the entry's name."""

from decimal import Decimal

import pytest

from kg.errors import LexiconInvalid
from kg.indicators import Indicators, indicators, parse
from kg.units import units


@pytest.mark.parametrize(
    ("phrase", "key"),
    [
        ("算力总规模", "compute-scale"),
        ("智能算力规模", "intelligent-compute"),
        ("AI 算力", "intelligent-compute"),
        ("在用数据中心机架总规模", "racks"),
        ("新建大型数据中心PUE", "pue"),
        ("电能利用效率（PUE）", "pue"),
        ("智能算力市场规模", "intelligent-market"),
        ("液冷服务器渗透率", "liquid-cooling"),
        ("归属于上市公司股东的净利润", "parent-net-profit"),
        ("ＰＵＥ", "pue"),
        ("total computing power", "compute-scale"),
        ("average PUE", "pue"),
        ("transistor count", "transistors"),
    ],
)
def test_finds_the_longest_label(phrase: str, key: str) -> None:
    found = indicators().find(phrase)
    assert found is not None and found.key == key


@pytest.mark.parametrize("phrase", ["", "天气", "开幕式", "spuer", "hippue", "记者", "银川"])
def test_finds_nothing_where_no_label_stands(phrase: str) -> None:
    assert indicators().find(phrase) is None


def test_scan_gives_offsets_of_the_text() -> None:
    text = "2023年机架总规模和平均PUE"
    assert [text[h.start : h.end] for h in indicators().scan(text)] == ["机架总规模", "平均PUE"]


def test_scan_does_not_match_inside_a_latin_word() -> None:
    assert [h.indicator.key for h in indicators().scan("repue PUExx")] == []


def test_the_scheme_is_rich_enough_and_whole() -> None:
    scheme = indicators()
    assert len(scheme) >= 100
    for concept in scheme:
        assert concept.definition_zh and concept.definition_en and concept.en
        assert concept.broader is None or concept.broader in scheme.by_key


def test_dimensions_are_those_of_the_units() -> None:
    known = {unit.dimension for unit in units().all} | {"bare", "rank"}
    assert {d for concept in indicators() for d in concept.dimensions} <= known


def test_plausible_range_of_a_pue() -> None:
    pue = indicators().by_key["pue"]
    assert pue.plausible(Decimal("1.25"))
    assert not pue.plausible(Decimal("13"))


def test_a_parent_is_found_by_its_key() -> None:
    narrow = indicators().by_key["intelligent-compute"]
    assert narrow.broader == "compute-scale"


_ROW = {
    "key": "x", "zh": "甲", "en": "x", "definition": {"zh": "甲", "en": "x", "source": "s"},
    "dimensions": ["count"], "range": ["0", "1"], "decimals": 0, "stock": True,
}  # fmt: skip


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"range": ["2", "1"]}, "range"),
        ({"broader": "nowhere"}, "broader"),
        ({"definition": {"zh": "甲", "en": "x", "source": "unknown"}}, "unknown"),
        ({"range": ["a", "b"]}, "x"),
    ],
)
def test_bad_rows_are_refused(change: dict[str, object], told: str) -> None:
    with pytest.raises(LexiconInvalid, match=told):
        parse({"sources": {"s": "source"}, "indicators": [_ROW | change]})


def test_one_label_belongs_to_one_indicator() -> None:
    with pytest.raises(LexiconInvalid, match="stands twice"):
        parse({"sources": {"s": "source"}, "indicators": [_ROW, _ROW | {"key": "y"}]})


def test_a_scheme_of_one() -> None:
    scheme = Indicators(parse({"sources": {"s": "source"}, "indicators": [_ROW]}))
    assert scheme.find("甲乙") is scheme.by_key["x"]
