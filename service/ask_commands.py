"""``suanli ask``: one question or a file of them, of the corpus or of any RDF graph; answered, printed or explained."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from tqdm import tqdm

from kg.errors import SuanliError
from kg.model import Answer
from service.commands import opened, say, wrong_usage
from service.contract import answer_json, line


class Asker(Protocol):
    """What answers questions: the corpus's graph and passages, or a graph of the user's."""

    def ask(self, question: str) -> Answer: ...

    def explain(self, question: str) -> str: ...


def ask(options: Namespace) -> int:
    if (options.question is None) == (options.batch is None):
        return wrong_usage("ask 需要一个问题，或 --batch 文件")
    with _asker(options) as asker:
        if options.batch is not None:
            return _batch(asker, options.batch)
        if options.explain:
            say(asker.explain(options.question))
            return 0
        answer = asker.ask(options.question)
        say(line(answer_json(answer)) if options.json else _for_the_eye(answer))
        return 0


@contextmanager
def _asker(options: Namespace) -> Iterator[Asker]:
    """What the options ask: with ``--graph`` that file, of which nothing is stored, and neither corpus nor data folder is opened."""
    if options.graph is not None:
        from pipelines.questions.graphs.asker import GraphAsker

        yield GraphAsker.of_file(options.graph)
        return
    with opened(options) as workspace:
        yield workspace


def _for_the_eye(answer: Answer) -> str:
    lines = [answer.answer]
    if answer.formula:
        lines.append(f"  算式：{answer.formula}")
    for number, evidence in enumerate(answer.evidence, 1):
        graph = evidence.title == evidence.article and evidence.published is None
        source = evidence.title if graph else f"{evidence.title}（{evidence.published or '无日期'}，{evidence.article}）"
        lines.append(f"  [{number}] {evidence.quote} —— {source}")
    return "\n".join(lines)


def _batch(asker: Asker, path: Path) -> int:
    questions = _questions(path)
    for question_id, question in tqdm(questions, desc="回答", unit="问", file=sys.stderr, disable=None):
        say(line(answer_json(asker.ask(question), question_id)))
        sys.stdout.flush()
    return 0


def _questions(path: Path) -> list[tuple[object, str]]:
    """(id, question) of each line. Raises SuanliError, naming the first wrong line, before anything is answered."""
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")  # splitlines() would also cut at U+2028, which JSON allows
    except (OSError, UnicodeDecodeError) as error:
        raise SuanliError(f"读不了 {path}：{error}") from error
    questions: list[tuple[object, str]] = []
    for number, text in enumerate(lines, 1):
        if text.strip():
            try:
                row = json.loads(text)
                questions.append((row["id"], str(row["question"])))
            except (ValueError, KeyError, TypeError) as error:
                raise SuanliError(f"{path} 第{number}行不是含 id 与 question 的 JSON 对象") from error
    return questions
