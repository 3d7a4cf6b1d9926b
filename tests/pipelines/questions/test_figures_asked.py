"""Which figure of a passage answers a question: tests/cases/figures_asked.yaml, from the text to the answer."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from kg.yaml_data import load_yaml
from tests.asking import asker_of, written

CASES: list[dict[str, Any]] = load_yaml((Path(__file__).parents[2] / "cases/figures_asked.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("row", CASES, ids=lambda row: f"{row['question']} {row['answer']}")
def test_figure(row: dict[str, Any], tmp_path: Path) -> None:
    asker = asker_of(tmp_path, written("case", f"题目\n\n{row['text']}\n"))
    answer = asker.ask(row["question"], dense=False)
    assert answer.answers == ((row["answer"],) if row["answer"] else ())
    assert answer.abstained == (row["answer"] is None)
