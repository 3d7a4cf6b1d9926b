"""From quantities to figures, on invented sentences (tests/cases/figures.yaml): what each number means, and which mean nothing."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from kg.model import Figure
from pipelines.language.figures.meaning import read_figures
from pipelines.language.nlp import analyse

CASES = yaml.safe_load((Path(__file__).parents[3] / "cases" / "figures.yaml").read_text(encoding="utf-8"))
PUBLISHED: date = CASES.pop("default_published")
ROWS = [pytest.param(row, id=f"{group}-{row['t'][:24]}") for group, rows in CASES.items() for row in rows]
FIELDS = {
    "m": "metric", "i": "indicator", "u": "unit", "at": "time", "of": "scope", "q": "qualifier", "by": "statistician",
    "b": "basis", "x": "precision",
}  # fmt: skip


def figures_of(text: str, published: date | None = PUBLISHED) -> tuple[Figure, ...]:
    return read_figures(analyse(text, published, tagger=False), published)[0]


def told(figure: Figure, want: dict[str, Any]) -> dict[str, Any]:
    """The fields of ``figure`` that ``want`` asks about, under its short names."""
    seen: dict[str, Any] = {short: getattr(figure, name) for short, name in FIELDS.items() if short in want}
    if "v" in want:
        seen["v"] = float(figure.value)
    return seen


@pytest.mark.parametrize("row", ROWS)
def test_figures(row: dict[str, Any]) -> None:
    figures = figures_of("\n" + row["t"], row.get("p", PUBLISHED))
    wanted = [{k: float(v) if k == "v" else v for k, v in f.items()} for f in row["f"]]
    found = [f"{f.metric} {f.value} {f.unit}" for f in figures]
    assert len(figures) == len(wanted), found
    assert [told(figure, want) for figure, want in zip(figures, wanted, strict=True)] == wanted


@pytest.mark.parametrize("row", ROWS)
def test_every_quantity_comes_out_once_and_quotes_hold_it(row: dict[str, Any]) -> None:
    analysis = analyse("\n" + row["t"], PUBLISHED, tagger=False)
    figures, ignored = read_figures(analysis, PUBLISHED)
    starts = sorted([f.start for f in figures] + [n.start for n in ignored])
    assert starts == sorted(q.start for q in analysis.quantities)
    for figure in figures:
        assert analysis.text[figure.quote_start : figure.quote_start + len(figure.quote)] == figure.quote
        assert figure.quote_start <= figure.start and figure.end <= figure.quote_start + len(figure.quote)


def test_without_a_date_of_publication_nothing_is_dated_by_guess() -> None:
    (figure,) = figures_of("\n目前智能算力规模达到70EFLOPS。", None)
    assert (figure.time, figure.time_basis) == (None, "none")


def test_some_days_ago_on_the_first_of_a_month_is_the_month_before() -> None:
    (figure,) = figures_of("\n国家数据局日前表示，机架规模超过200万架。", date(2024, 9, 1))
    assert figure.time == "2024-08"


def test_the_heading_names_the_subject_of_a_text_that_names_none() -> None:
    figures = figures_of("武汉人工智能计算中心二期投运\n目前算力规模达到400P。")
    assert [f.scope for f in figures] == ["武汉人工智能计算中心"]


def test_a_fall_keeps_the_printed_number() -> None:
    (figure,) = figures_of("\n净利润同比下降12.5%。")
    assert figure.value == Decimal("-12.5") and "12.5%" in figure.as_written


@pytest.mark.parametrize("text", ["", "\n", "。", "，，，", "12", "\n12%", "达", "\n" + "、".join(["3%"] * 50)])
def test_odd_texts_raise_nothing(text: str) -> None:
    analysis = analyse(text, None, tagger=False)
    figures, ignored = read_figures(analysis, None)
    assert len(figures) + len(ignored) == len(analysis.quantities)
