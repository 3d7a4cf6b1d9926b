"""Requests to a language model: instructions from prompts.yaml, data as JSON, and the schema of the reply."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

from kg.indicators import indicators
from kg.model import Answer
from kg.yaml_data import load_yaml
from pipelines.questions.assistance.model import Request
from pipelines.questions.assistance.replies import Rewrites, Worded
from pipelines.questions.words import question_words


def rewrite_request(question: str) -> Request:
    """Asks for plainer forms of ``question``. Sent: the question, the scheme's indicators and the operations; nothing of any article."""
    labels = [i.zh for i in indicators()]
    return _request(
        "rewrite", {"question": question, "indicators": labels, "operations": operations()}, Rewrites.model_json_schema()
    )


def wording_request(question: str, answer: Answer) -> Request:
    """Asks for ``answer`` in better words. Sent: the question, the answer with what it quotes, and its formula."""
    data = {"question": question, "answer": answer.answer, "answers": answer.answers, "formula": answer.formula}
    return _request("wording", data, Worded.model_json_schema())


def operations() -> Sequence[str]:
    """The names of the operations that a question may ask for."""
    return ["lookup", *dict.fromkeys(name for name, _ in question_words().operations)]


def _request(task: str, data: Mapping[str, object], schema: Mapping[str, object]) -> Request:
    return Request(task, _instructions()[task], json.dumps(data, ensure_ascii=False), schema)


@cache
def _instructions() -> Mapping[str, str]:
    rows: dict[str, str] = load_yaml(files(__package__).joinpath("prompts.yaml").read_text(encoding="utf-8"))
    return rows
