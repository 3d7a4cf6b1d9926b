"""Every unit of units.yaml is read by all its names; tables of sentences in tests/cases/units.yaml."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
import yaml

from kg.units import units
from kg.vocab import plain
from pipelines.language.numbers.numbers import scan_numbers

ROOT = Path(__file__).parents[4]
CASES = yaml.safe_load((ROOT / "tests/cases/units.yaml").read_text(encoding="utf-8"))
ROWS = yaml.safe_load((ROOT / "kg/lexicon/units.yaml").read_text(encoding="utf-8"))["units"]
FRAMES = (("该值为12.5{}，其余未披露。", "12.5"), ("共计36{}。", "36"), ("约3.6 {}左右", "3.6"))


def read(text: str) -> list[str]:
    return [f"{plain(q.value)} {q.unit}" for q in scan_numbers(text).quantities]


@pytest.mark.parametrize(
    "row", [row for row in ROWS if row["dimension"] != "prefix" and row["symbol"] != "点"], ids=lambda row: row["symbol"]
)
def test_a_unit_is_read_by_all_its_names(row: dict[str, list[str]]) -> None:
    for name in (row["symbol"], *row["aliases"]):
        for frame, value in FRAMES:
            assert read(frame.format(name)) == [f"{value} {row['symbol']}"], name


@pytest.mark.parametrize("row", [row for row in ROWS if row.get("big")], ids=lambda row: row["symbol"])
def test_a_large_unit_is_read_after_wan_and_yi(row: dict[str, str]) -> None:
    for sign, value in (("万", "7.2"), ("亿", "15")):
        found = scan_numbers(f"总规模为{value}{sign}{row['symbol']}，较上年有所增长。").quantities
        assert [(q.value, q.unit) for q in found] == [(Decimal(value), sign + row["symbol"])]


@pytest.mark.parametrize(
    ("text", "quantities"), [(row[0], row[1:]) for row in CASES["read"]], ids=[row[0] for row in CASES["read"]]
)
def test_read(text: str, quantities: list[str]) -> None:
    assert read(text) == quantities


@pytest.mark.parametrize(("text", "unit"), CASES["not"], ids=[row[0] for row in CASES["not"]])
def test_words_that_look_like_a_unit(text: str, unit: str) -> None:
    assert units().named(unit)
    assert unit not in [q.unit for q in scan_numbers(text).quantities]
