"""Units: one spelling each, conversion to a base, QUDT names."""

from __future__ import annotations

import subprocess
import sys
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
import yaml

from kg.errors import LexiconInvalid
from kg.unit_registry import UnitRegistry
from kg.unit_rows import OWN_NAMESPACE, UNIT_NAMESPACE
from kg.units import Unit, Units, convert, dimension, multiplier, to_base, units

QUDT = yaml.safe_load((Path(__file__).parents[1] / "cases/qudt_units.yaml").read_text(encoding="utf-8"))
ALL = units().all
REGISTRY = UnitRegistry((unit.symbol, unit.base, unit.factor, unit.equals) for unit in ALL)
PEBI = "PebiBYTE"  # QUDT lost a digit of 2^50: it has 125899906842624 bytes for 1125899906842624


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


def id_of(unit: Unit) -> str:
    return unit.symbol


@pytest.mark.parametrize("unit", ALL, ids=id_of)
def test_every_unit_has_names_an_iri_and_a_base(unit: Unit) -> None:
    base = units().named(unit.base)
    assert base is not None
    assert (base.base, base.factor, base.dimension) == (base.symbol, 1, unit.dimension)
    assert unit.zh
    assert unit.en.isascii()
    assert unit.iri.startswith(UNIT_NAMESPACE if unit.qudt else OWN_NAMESPACE)
    assert unit.iri.isascii()
    assert not unit.equals or unit.symbol == unit.base
    assert units().named(unit.symbol) == unit


def test_only_two_spellings_of_one_unit_share_an_iri() -> None:
    for unit in ALL:
        for other in ALL:
            assert unit.iri != other.iri or (unit.base, unit.factor) == (other.base, other.factor)


@pytest.mark.parametrize("unit", ALL, ids=id_of)
def test_pint_computes_every_factor(unit: Unit) -> None:
    assert REGISTRY.ratio({unit.symbol: 1}, {unit.base: 1}) == Fraction(unit.factor)


def test_every_qudt_unit_is_in_the_table() -> None:
    assert {unit.qudt for unit in ALL if unit.qudt} == set(QUDT)


@pytest.mark.parametrize("unit", [unit for unit in ALL if unit.qudt and QUDT[unit.qudt] and unit.qudt != PEBI], ids=id_of)
def test_factors_agree_with_qudt(unit: Unit) -> None:
    assert unit.multiplier is not None
    assert abs(unit.multiplier / Decimal(QUDT[unit.qudt]) - 1) < Decimal("1e-9")


def test_a_pebibyte_is_not_what_qudt_says() -> None:
    assert to_base(Decimal(1), "PiB") == (Decimal(2**50) / 10**9, "GB")
    assert Decimal(QUDT[PEBI]) / Decimal(QUDT["BYTE"]) == pytest.approx(Decimal(2**50 - 10**15))


@pytest.mark.parametrize(
    ("value", "unit", "target", "result"),
    [
        ("6", "元/小时", "元/天", "144"), ("1.5", "亿千瓦时", "吉瓦时", "150"), ("1500", "亩", "平方公里", "1"), ("15", "亩", "公顷", "1"),
        ("300", "P", "EFLOPS", "0.3"), ("2", "EFLOPS", "万亿次/秒", "2000000"), ("3", "万架", "架", "30000"), ("130", "亿", "万", "1300000"),
        ("0.5", "元/千瓦时", "元/兆瓦时", "500"), ("100", "Gbps", "MB/s", "12500"), ("2", "GB/s", "GB/小时", "7200"), ("1", "GiB", "字节", "1073741824"),
        ("2", "TFLOPS/W", "GFLOPS/W", "2000"), ("12", "元/卡/小时", "元/卡/天", "288"), ("3", "千瓦·小时", "兆瓦时", "0.003"), ("1", "年", "季度", "4"),
        ("20", "千瓦/机架", "W/标准机架", "20000"), ("4", "pJ/bit", "焦耳/GB", "0.032"), ("200", "升/分钟", "立方米/小时", "12"), ("1", "W/cm²", "千瓦/平方米", "10"),
        ("5000", "笔/分钟", "万笔/小时", "30"), ("8", "万token/秒", "tokens/秒", "80000"), ("0", "元", "亿元", "0"), ("-2", "吉瓦", "兆瓦", "-2000"),
        ("0.3", "元/度", "元/兆瓦时", "300"), ("1800", "元/机柜·月", "元/架/年", "21600"), ("500", "元/月", "元/年", "6000"), ("40", "千瓦/柜", "W/架", "40000"),
    ],
)  # fmt: skip
def test_convert(value: str, unit: str, target: str, result: str) -> None:
    assert convert(Decimal(value), unit, target) == Decimal(result)


@pytest.mark.parametrize(
    ("unit", "target"),
    [
        ("TOPS", "TFLOPS"), ("TFLOPS", "TOPS"), ("POPS", "PFLOPS"), ("TOPS/W", "TFLOPS/W"), ("次/秒", "GOPS"), ("台", "架"), ("元", "美元"), ("%", "个百分点"),
        ("个月", "天"), ("GB", "GB/s"), ("元/千瓦时", "元/小时"), ("亿", "个"), ("个", "亿"), ("foo", "元"), ("元", "foo"), ("元", ""), ("", "元"), ("元/foo", "元/秒"),
        ("W", "千瓦时"), ("核时", "卡时"), ("芯公里", "皮长公里"), ("皮长公里", "公里"), ("千伏安", "千瓦"), ("吨标准煤", "吨"), ("dBm", "毫瓦"), ("GT/s", "Gbps"),
        ("度", "千瓦时"), ("月", "年"), ("元·月", "元/月"),
    ],
)  # fmt: skip
def test_what_does_not_measure_the_same_is_not_converted(unit: str, target: str) -> None:
    assert convert(Decimal(1), unit, target) is None


@pytest.mark.parametrize("unit", ALL, ids=id_of)
def test_a_conversion_and_its_way_back_are_the_identity(unit: Unit) -> None:
    there = convert(Decimal("12.5"), unit.symbol, unit.base)
    assert there is not None
    back = convert(there, unit.base, unit.symbol)
    assert back == Decimal("12.5")


def test_pint_is_not_imported_before_a_compound_asks_for_it() -> None:
    code = (
        "import sys; from decimal import Decimal; from kg.units import convert, dimension, to_base;"
        "to_base(Decimal(3), '万架'); dimension('元/千瓦时'); convert(Decimal(3), 'EFLOPS', 'P'); assert 'pint' not in sys.modules;"
        "to_base(Decimal(3), '元/千瓦时'); assert 'pint' in sys.modules"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False, cwd=Path(__file__).parents[2]).returncode == 0


def test_multipliers_are_products() -> None:
    assert multiplier("万亿亿") == Decimal(10) ** 20
    assert multiplier("") == 1


def test_a_name_of_two_units_is_refused() -> None:
    row = {"symbol": "a", "zh": "a", "en": "a", "dimension": "d", "base": "a", "factor": "1"}
    with pytest.raises(LexiconInvalid, match="both"):
        Units([row, {**row, "symbol": "b", "aliases": ["a"]}])
    with pytest.raises(LexiconInvalid, match="factor"):
        Units([{key: value for key, value in row.items() if key != "factor"}])
