"""An article's own arithmetic: what agrees, what cannot be, and what must not be set against each other."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from kg.model import Article, Extraction, Figure, Finding, NumberRepair
from pipelines.articles.checks.check import check
from pipelines.articles.extract import extract

CASES: dict[str, Any] = yaml.safe_load((Path(__file__).parents[2] / "cases" / "checks.yaml").read_text(encoding="utf-8"))
PUBLISHED: date = CASES.pop("default_published")
ROWS = [pytest.param(row, id=f"{group}-{number}") for group, rows in CASES.items() for number, row in enumerate(rows)]


def reading(text: str, title: str = "") -> Extraction:
    return extract(Article("case", title, text, PUBLISHED, None, None, "0" * 64, "utf-8"))


def told(finding: Finding) -> str:
    return f"{finding.kind} {finding.severity}: {finding.formula}"


@pytest.mark.parametrize("row", ROWS)
def test_what_is_found_is_what_the_table_says(row: dict[str, Any]) -> None:
    found = reading(row["t"]).findings
    wanted = row.get("f", [])
    shown = [told(f) if ":" in want else told(f).partition(":")[0] for f, want in zip(found, wanted, strict=False)]
    assert [*shown, *map(told, found[len(wanted) :])] == wanted
    assert {f.slip for f in found} == {row.get("slip", 0)} or not found


def test_the_table_has_as_many_rows_that_must_not_match() -> None:
    silent = [row for rows in CASES.values() for row in rows if "f" not in row]
    assert len(silent) >= 30
    assert len(ROWS) - len(silent) >= 30


def test_operands_are_figures_in_text_order() -> None:
    extraction = reading("2024年，全省算力总规模为78EFLOPS，同比增长66%，上年为47EFLOPS。", "算力年报")
    finding = extraction.findings[0]
    assert [(o.role, extraction.text[o.start : o.end]) for o in finding.operands] == [
        ("value", "78EFLOPS"), ("growth", "66%"), ("base", "47EFLOPS"),
    ]  # fmt: skip
    assert finding.lower is not None and finding.upper is not None and finding.lower < 78 < finding.upper


TEXT = "2024年，全省算力总规模为780EFLOPS，同比增长66%，上年为47EFLOPS。"


def repaired(alternatives: tuple[Decimal, ...]) -> tuple[Figure, ...]:
    """The figures of TEXT, its first number read as 780 where 78.0 may have been printed."""
    figures = reading(TEXT).figures
    repair = NumberRepair("780", "decimal-point-possibly-lost", 0.6, alternatives)
    return (replace(figures[0], repair=repair), *figures[1:])


def test_a_repaired_number_is_suspicious_at_most_and_the_reading_that_agrees_is_named() -> None:
    finding = check(repaired((Decimal("7.80"), Decimal("78.0"))), reading(TEXT).text)[0]
    assert (finding.severity, finding.repaired, finding.suggestion) == ("suspicious", True, Decimal("78.0"))
    assert finding.suspect == reading(TEXT).figures[0].start


def test_without_a_fitting_alternative_no_reading_is_named() -> None:
    finding = check(repaired((Decimal("7.80"),)), reading(TEXT).text)[0]
    assert (finding.severity, finding.repaired, finding.suggestion) == ("suspicious", True, None)


@pytest.mark.parametrize(
    "text", ["", "算力", "同比增长66%。", "其中其中其中。合计合计", "占比" * 500, "1" * 5000 + "%", "其中1E，" * 400 + "合计5E。"]
)
def test_any_text_can_be_checked(text: str) -> None:
    extraction = reading(text)
    places = {(f.start, f.end) for f in extraction.figures}
    assert all((o.start, o.end) in places for f in extraction.findings for o in f.operands)
