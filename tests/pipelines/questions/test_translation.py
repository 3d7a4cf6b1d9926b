"""English questions are put in Chinese words where their kind and nearly all their words are known, and left alone elsewhere."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.questions.translation import in_chinese

ROWS: list[tuple[str, str | None]] = yaml.safe_load(
    (Path(__file__).parents[2] / "cases/question_english.yaml").read_text(encoding="utf-8")
)


@pytest.mark.parametrize(("question", "wanted"), ROWS, ids=[row[0] for row in ROWS])
def test_in_chinese(question: str, wanted: str | None) -> None:
    assert in_chinese(question) == wanted


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="abcdefgh WhatHow?', 2024%PUE()\n", max_size=60))
def test_any_text_is_translated_or_left(text: str) -> None:
    assert in_chinese(text) == in_chinese(text)
