"""What figures are about, on invented sentences (tests/cases/scopes.yaml): named, pointed to, carried over, or nobody."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from pipelines.language.figures.meaning import read_figures
from pipelines.language.nlp import analyse

CASES = yaml.safe_load((Path(__file__).parents[3] / "cases" / "scopes.yaml").read_text(encoding="utf-8"))
PUBLISHED = date(2025, 6, 3)


@pytest.mark.parametrize(
    "row", [pytest.param(row, id=f"{group}-{row['t'][:24]}") for group, rows in CASES.items() for row in rows]
)
def test_scopes(row: dict[str, Any]) -> None:
    heading, _, body = row["t"].rpartition("|")
    published = row.get("p", PUBLISHED)
    figures, _ = read_figures(analyse(f"{heading}\n{body}", published, tagger=False), published)
    assert [f.scope for f in figures] == row["of"], [f"{f.as_written} {f.metric}" for f in figures]
