"""Which rewrites of a question are let through: tests/cases/rewrites.yaml."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from pipelines.questions.assistance.replies import Replacement, Rewrite
from pipelines.questions.assistance.rewriting import LONGEST, objections
from pipelines.questions.parse import parse

CASES = yaml.safe_load(Path("tests/cases/rewrites.yaml").read_text(encoding="utf-8"))


def rewrite_of(given: dict[str, Any]) -> Rewrite:
    row = {"indicators": [], "entities": [], "time": None, "operation": "lookup", "replaced": []} | given
    row["replaced"] = [Replacement(words=words, by=by) for words, by in row["replaced"]]
    return Rewrite(**row)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["rewrite"]["question"][:30])
def test_a_rewrite_is_judged(case: dict[str, Any]) -> None:
    rewrite = rewrite_of(case["rewrite"])
    found = objections(parse(case["question"]), rewrite, parse(rewrite.question))
    kinds = {o.kind for o in found}
    assert kinds >= set(case["objections"]) and bool(kinds) == bool(case["objections"]), list(map(str, found))


def test_most_cases_must_not_pass() -> None:
    held = sum(not case["objections"] for case in CASES)
    assert 0 < held < len(CASES) / 2


def test_a_rewrite_of_an_article_s_length_is_none() -> None:
    question = "贵州智算家底有多厚？"
    rewrite = rewrite_of({"question": question * LONGEST})
    assert [o.kind for o in objections(parse(question), rewrite, parse(rewrite.question))] == ["改写太长"]


def test_the_question_itself_is_a_rewrite_that_changes_nothing() -> None:
    for question in dict.fromkeys(case["question"] for case in CASES):
        parsed = parse(question)
        rewrite = rewrite_of({"question": question, "operation": parsed.operation})
        assert objections(parsed, rewrite, parsed) == ()


def test_hardly_any_other_question_passes_for_a_rewrite() -> None:
    """Each of the project's questions offered for each other one, all of it declared as replaced; what passes is mostly a paraphrase."""
    lines = [
        line
        for name in ("seed", "corpus")
        for line in Path(f"tests/cases/questions_{name}.jsonl").read_text("utf-8").splitlines()
    ]
    parsed = {question: parse(question) for question in dict.fromkeys(json.loads(line)["question"] for line in lines)}

    def passes(one: str, other: str) -> bool:
        whole = [(parsed[one].question, parsed[other].question)]
        rewrite = rewrite_of({"question": other, "operation": parsed[other].operation, "replaced": whole})
        return not objections(parsed[one], rewrite, parsed[other])

    passed = [(one, other) for one in parsed for other in parsed if one != other and passes(one, other)]
    assert len(parsed) > 100
    assert len(passed) <= len(parsed) * (len(parsed) - 1) / 5000, passed
