"""What a question seeks the number of, and whether a figure is of it: tests/cases/sought.yaml, tests/cases/measures.yaml."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from kg.yaml_data import load_yaml
from pipelines.articles.extract import extract
from pipelines.articles.reading.read import read_bytes
from pipelines.questions.content import fold
from pipelines.questions.measures import measure_fit
from pipelines.questions.sought import sought, statement

CASES = Path(__file__).parents[2] / "cases"


def rows(name: str) -> list[dict[str, Any]]:
    return load_yaml((CASES / name).read_text(encoding="utf-8"))


@pytest.mark.parametrize("row", rows("sought.yaml"), ids=lambda row: row["question"])
def test_what_is_sought(row: dict[str, Any]) -> None:
    found = sought(row["question"])
    if row.get("none"):
        assert found is None
        return
    assert found is not None, statement(row["question"])
    assert {key: getattr(found, key) for key in row.keys() - {"question"}} == {k: v for k, v in row.items() if k != "question"}


@pytest.mark.parametrize("row", rows("measures.yaml"), ids=lambda row: f"{row['question']} {row['figure']}")
def test_whether_a_figure_is_of_it(row: dict[str, Any]) -> None:
    wanted = sought(row["question"])
    extraction = extract(read_bytes(f"题目\n\n{row['sentence']}\n".encode(), "case.txt"))
    figure = next(f for f in extraction.figures if f.as_written == row["figure"])
    assert wanted is not None
    fit = measure_fit(wanted, figure, fold(figure.quote), fold(row["question"]))
    assert row.get("least", 0) <= fit <= row.get("most", 1)
