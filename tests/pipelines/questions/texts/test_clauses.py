"""Clauses that answer why and what is: taken from the sentence, not made up."""

from __future__ import annotations

import pytest

from pipelines.questions.evidence import View
from pipelines.questions.parse import parse
from pipelines.questions.texts.clauses import clause_candidates
from pipelines.questions.texts.definitions import definition_candidates


def view(text: str) -> View:
    return View("id:s", "a", "题目", None, 0, len(text), text, "", "", 0)


DEFINED = [
    ("什么是算力并网？", "算力并网是指把分散的算力接入同一张网统一调度。", "把分散的算力接入同一张网统一调度"),
    ("PUE是什么？", "电能利用效率（PUE）越低，能耗越省。", "电能利用效率"),
    ("智算中心是什么意思", "所谓智算中心，即以人工智能芯片为主的算力设施。", "以人工智能芯片为主的算力设施"),
]


@pytest.mark.parametrize(("question", "sentence", "meaning"), DEFINED)
def test_definition(question: str, sentence: str, meaning: str) -> None:
    found = list(definition_candidates(parse(question), [view(sentence)]))
    assert meaning in [answer for candidate in found for answer in candidate.answers]


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("什么是算力并网？", "会议讨论了算力并网的进展。"),
        ("上海的目标是什么？", "上海的目标是建成十个中心。"),
        ("PUE是多少？", "PUE是1.2。"),
    ],
)
def test_no_definition(question: str, sentence: str) -> None:
    assert list(definition_candidates(parse(question), [view(sentence)])) == []


@pytest.mark.parametrize(
    ("question", "sentence", "cause"),
    [
        ("需求为什么增长？", "需求增长得益于大模型的应用。", "大模型的应用"),
        ("为什么出现闲置？", "建设速度快于实际需求，导致算力闲置。", "建设速度快于实际需求"),
    ],
)
def test_cause(question: str, sentence: str, cause: str) -> None:
    found = next(clause_candidates(parse(question), [view(sentence)]))
    assert found.answers == (cause,)
