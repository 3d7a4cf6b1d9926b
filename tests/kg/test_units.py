"""Units: one spelling each, conversion to a base, QUDT names."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kg.errors import LexiconInvalid
from kg.units import Units, dimension, multiplier, to_base, units


@pytest.mark.parametrize(
    ("value", "unit", "base"),
    [
        ("830", "万架", ("8300000", "架")), ("760", "万标准机架", ("7600000", "架")), ("76", "EFLOPS", ("76", "EFLOPS")), ("300", "P", ("0.3", "EFLOPS")),
        ("1.97", "万亿亿次/秒", ("197", "EFLOPS")), ("30", "百亿亿次/秒", ("30", "EFLOPS")), ("1000", "万亿次/秒", ("0.001", "EFLOPS")),
        ("256", "TFLOPS", ("0.000256", "EFLOPS")), ("2", "POPS", ("2000", "TOPS")), ("2000", "亿元", ("200000000000", "元")), ("65", "%", ("65", "%")),
        ("130", "亿", ("13000000000", "")), ("7", "", ("7", "")), ("12", "亿千瓦时", ("1200000000", "千瓦时")), ("7", "nm", ("7e-9", "米")),
        ("5", "毫秒", ("0.005", "秒")), ("2", "年", ("24", "个月")), ("2", "万笔/秒", ("20000", "笔/秒")), ("8", "Gbps", ("1", "GB/s")),
        ("25", "基点", ("0.25", "个百分点")), ("1.5", "吉瓦", ("1500000000", "W")), ("6", "元/小时", ("1", "元/秒")),
    ],
)  # fmt: skip
def test_to_base(value: str, unit: str, base: tuple[str, str]) -> None:
    found = to_base(Decimal(value), unit)
    assert found is not None
    if unit == "元/小时":
        assert found[1] == "元/秒"
        assert round(found[0] * 3600, 9) == 6
        return
    assert (found[0], found[1]) == (Decimal(base[0]), base[1])


@pytest.mark.parametrize("unit", ["尺寸", "foo", "万foo", "foo/秒", "元/foo", "个个", "/"])
def test_unknown_units_have_no_base(unit: str) -> None:
    assert to_base(Decimal(1), unit) is None
    assert dimension(unit) == ""


def test_integer_and_floating_operations_do_not_share_a_base() -> None:
    assert to_base(Decimal(1), "TOPS") != to_base(Decimal(1), "TFLOPS")


@pytest.mark.parametrize(
    ("unit", "kind"),
    [
        ("EFLOPS", "compute"),
        ("万架", "rack"),
        ("亿元", "money"),
        ("%", "percent"),
        ("", "bare"),
        ("亿", "count"),
        ("笔/秒", "rate"),
        ("万台", "count"),
        ("PUE", "ratio"),
    ],
)
def test_dimension(unit: str, kind: str) -> None:
    assert dimension(unit) == kind


@pytest.mark.parametrize(
    ("text", "symbol"),
    [
        ("EFlops，", "EFLOPS"),
        ("Eflops", "EFLOPS"),
        ("个百分点", "个百分点"),
        ("千瓦时电", "千瓦时"),
        ("GB/s的", "GB/s"),
        ("GBHBM2E", "GB"),
        ("TOPSINT8", "TOPS"),
        ("ms时延", "毫秒"),
    ],
)
def test_the_longest_unit_is_matched(text: str, symbol: str) -> None:
    found = units().match(text, 0)
    assert found is not None
    assert found[1].symbol == symbol


@pytest.mark.parametrize(
    "text", ["方面", "核心", "场景", "元宇宙", "台积电", "Gaudi", "Pro", "", "，", "EFLOPSX", "本次", "人工智能"]
)
def test_words_that_begin_like_a_unit_are_none(text: str) -> None:
    assert units().match(text, 0) is None


def test_every_unit_converts_and_has_an_iri_or_none() -> None:
    symbols = {unit.symbol for unit in units().all}
    for unit in units().all:
        assert unit.factor > 0
        assert unit.iri is None or unit.iri.startswith("http://qudt.org/vocab/unit/")
        assert unit.base in symbols, unit
        assert units().named(unit.symbol) == unit


def test_multipliers_are_products() -> None:
    assert multiplier("万亿亿") == Decimal(10) ** 20
    assert multiplier("") == 1


def test_a_name_of_two_units_is_refused() -> None:
    row = {"symbol": "a", "zh": "a", "dimension": "d", "base": "a", "factor": "1"}
    with pytest.raises(LexiconInvalid, match="both"):
        Units([row, {**row, "symbol": "b", "aliases": ["a"]}])
    with pytest.raises(LexiconInvalid, match="factor"):
        Units([{key: value for key, value in row.items() if key != "factor"}])
