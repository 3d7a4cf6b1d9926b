"""Which wordings of an answer are let through: tests/cases/wordings.yaml."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from kg.model import Answer
from pipelines.questions.assistance.worded import LONGEST, objections, sources_of

CASES = yaml.safe_load(Path("tests/cases/wordings.yaml").read_text(encoding="utf-8"))


def answer_of(case: dict[str, Any]) -> Answer:
    return Answer(case["question"], case["answer"], tuple(case["answers"]), "fact", 0.9, formula=case.get("formula"))


def objections_to(wording: str, case: dict[str, Any]) -> list[str]:
    answer = answer_of(case)
    return [o.kind for o in objections(wording, answer, sources_of(case["question"], answer))]


SAME = [(case, wording) for case in CASES for wording in (case["answer"], *case["same"])]
OTHER = [(case, wording, kind) for case in CASES for wording, kind in case["other"]]


@pytest.mark.parametrize(("case", "wording"), SAME, ids=[wording[:40] for _, wording in SAME])
def test_what_says_the_same_passes(case: dict[str, Any], wording: str) -> None:
    assert objections_to(wording, case) == []


@pytest.mark.parametrize(("case", "wording", "kind"), OTHER, ids=[f"{wording[:40]!r}" for _, wording, _ in OTHER])
def test_what_says_anything_else_is_dropped(case: dict[str, Any], wording: str, kind: str) -> None:
    assert kind in objections_to(wording, case)


def test_most_cases_must_not_pass() -> None:
    assert len(OTHER) > 2 * len(SAME) - len(CASES) * 2


def test_an_answer_of_an_article_s_length_is_dropped() -> None:
    case = CASES[0]
    assert objections_to(case["answer"] * LONGEST, case) == ["措辞太长"]
