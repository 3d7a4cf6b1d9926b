"""Which times a question asks for: periods of what it wants to know, in Chinese and English."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from pipelines.questions.parse import parse

ROWS: list[tuple[str, list[str]]] = yaml.safe_load(
    (Path(__file__).parents[2] / "cases/question_times.yaml").read_text(encoding="utf-8")
)


@pytest.mark.parametrize(("question", "wanted"), ROWS, ids=[row[0] for row in ROWS])
def test_times(question: str, wanted: list[str]) -> None:
    assert parse(question).periods == wanted
