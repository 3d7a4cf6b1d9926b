"""Questions answered by computing, end to end, over the invented texts of tests/cases/computations.yaml."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from pipelines.questions.answer import Asker
from tests.asking import asker_of, written

TEXTS = yaml.safe_load((Path(__file__).parents[2] / "cases/computations.yaml").read_text(encoding="utf-8"))
CASES = [(number, case) for number, text in enumerate(TEXTS) for case in text["questions"]]


@pytest.fixture(scope="module")
def askers(tmp_path_factory: pytest.TempPathFactory) -> list[Asker]:
    texts = [written(f"text{n}", f"{case['title']}\n\n{case['text']}", case["published"]) for n, case in enumerate(TEXTS)]
    return [asker_of(tmp_path_factory.mktemp("computations"), text) for text in texts]


@pytest.mark.parametrize(("number", "case"), CASES, ids=[case["q"] for _, case in CASES])
def test_computation(askers: list[Asker], number: int, case: dict[str, Any]) -> None:
    answer = askers[number].ask(case["q"], dense=False)
    if "refused" in case:
        assert answer.abstained, answer.answers
        assert case["refused"] in (answer.reason or "")
        return
    assert any(case["answer"] in given for given in answer.answers), (answer.answers, answer.reason)
    assert str(case.get("formula", "")) in (answer.formula or "")
    assert answer.state == case.get("state", "derived")
    assert answer.evidence
    if answer.state == "derived":
        assert answer.formula
