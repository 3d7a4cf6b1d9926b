"""Questions on the seed article: what must be answered, how sure, and what must be refused."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from kg.model import Answer
from pipelines.articles.reading.read import read
from pipelines.questions.answer import Asker
from tests.asking import asker_of

ROOT = Path(__file__).parents[3]
CASES = yaml.safe_load((ROOT / "tests/cases/ask_seed.yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def asker(tmp_path_factory: pytest.TempPathFactory) -> Asker:
    seed = read(next((ROOT / "corpus/articles").glob("000_*.txt")))
    return asker_of(tmp_path_factory.mktemp("seed"), seed)


@pytest.mark.parametrize("case", CASES["answered"], ids=lambda c: c["question"])
def test_answered(asker: Asker, case: dict[str, Any]) -> None:
    answer = asker.ask(case["question"], dense=False)
    assert not answer.abstained, answer.answer
    for wanted in case.get("all", [case.get("answer")]):
        assert any(wanted in given for given in answer.answers), answer.answers
    assert case.get("state", answer.state) == answer.state
    assert case.get("formula", "") in (answer.formula or "")
    assert answer.evidence and answer.sparql
    assert_honest(answer)


@pytest.mark.parametrize("case", CASES["refused"], ids=lambda c: c["question"])
def test_refused(asker: Asker, case: dict[str, Any]) -> None:
    answer = asker.ask(case["question"], dense=False)
    assert answer.abstained and answer.state == "not_in_corpus" and answer.answers == ()
    assert case["reason"] in (answer.reason or "")


def assert_honest(answer: Answer) -> None:
    """A repaired number is never given as plain fact, and the answer says how it was printed."""
    if answer.repairs:
        assert answer.state != "fact"
        assert all(repair.raw in answer.answer for repair in answer.repairs)
