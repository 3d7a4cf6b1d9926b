"""When a figure holds, how sure it is and whose word it is, on invented texts (tests/cases/dating.yaml)."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from kg.model import Figure
from pipelines.articles.relate import relate
from pipelines.language.figures.genre import read_genre
from pipelines.language.figures.meaning import read_figures
from pipelines.language.figures.quotations import quotations
from pipelines.language.nlp import analyse

CASES = yaml.safe_load((Path(__file__).parents[3] / "cases" / "dating.yaml").read_text(encoding="utf-8"))
PUBLISHED: date = CASES.pop("default_published")
ROWS = [pytest.param(row, id=f"{group}-{row['t'][:24]}") for group, rows in CASES.items() for row in rows]
FIELDS = {"at": "time", "q": "qualifier", "by": "statistician"}


def figures_of(row: dict[str, Any]) -> tuple[Figure, ...]:
    published = row.get("p", PUBLISHED)
    analysis = analyse(f"{row.get('h', '')}\n{row['t']}", published, tagger=False)
    return read_figures(analysis, published, relate(analysis))[0]


@pytest.mark.parametrize("row", ROWS)
def test_figures(row: dict[str, Any]) -> None:
    left = list(figures_of(row))
    for want in row["f"]:
        found = next((f for f in left if float(f.value) == want["v"]), None)
        assert found is not None, [f"{f.metric} {f.value}" for f in left]
        left.remove(found)
        told = {short: getattr(found, name) for short, name in FIELDS.items() if short in want}
        assert told == {short: want[short] for short in told}, found.quote


def test_each_group_has_rows_that_must_not_follow_its_rule() -> None:
    assert all(len(rows) >= 2 and any(row.get("never") for row in rows) for rows in CASES.values())


@pytest.mark.parametrize("text", ["", "\n", "“”", "\n“一二三四五六七八九。", "关于印发的通知\n各部门：\n", "2024\n2024"])
def test_odd_texts_have_a_genre(text: str) -> None:
    analysis = analyse(text, None, tagger=False)
    assert read_genre(analysis, ()).kind in ("news", "act") and quotations(text, analysis.mentions) == []
