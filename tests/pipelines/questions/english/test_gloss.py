"""English questions as Chinese ones: every row of tests/cases/english.yaml."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from pipelines.questions.parse import parse

TABLE = yaml.safe_load((Path(__file__).parents[3] / "cases" / "english.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("row", TABLE["gloss"], ids=lambda row: str(row["question"]))
def test_gloss(row: dict[str, Any]) -> None:
    found = parse(row["question"])
    assert found.english and found.question == row["gloss"] and found.as_written == row["question"]
    assert (found.operation, found.asked) == (row["operation"], row["asked"])
    assert {i.zh for i in found.indicators} >= set(row.get("indicators", ()))
    assert found.periods == row.get("times", [])
    assert list(found.unglossed) == row.get("unglossed", [])


@pytest.mark.parametrize("question", TABLE["not_english"])
def test_a_chinese_question_is_not_glossed(question: str) -> None:
    found = parse(question)
    assert not found.english and not found.written and found.question == question.replace("？", "?")  # NFKC


@pytest.mark.parametrize("question", TABLE["senseless"])
def test_any_text_has_a_gloss(question: str) -> None:
    assert parse(question).question.endswith("？")
