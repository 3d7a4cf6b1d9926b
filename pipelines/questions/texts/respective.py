"""Lists told in order: A、B分别建X和Y; the thing of A is X."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipelines.questions.content import fold
from pipelines.questions.evidence import View
from pipelines.questions.parse import Parse
from pipelines.questions.score import Candidate
from pipelines.questions.texts.common import asked_already, bound
from pipelines.questions.texts.lists import enumerations

_IN_ORDER = re.compile(r"分别|依次|各自")


def respective_candidates(parse: Parse, view: View) -> Iterator[Candidate]:
    """The member of the list behind 分别 at the place that the question's own name has in the list before it."""
    for word in _IN_ORDER.finditer(view.text):
        lists = [(start, items) for start, items in enumerations(view.text)]
        behind = next(((s, i) for s, i in lists if s >= word.end()), None)
        if behind is None:
            continue
        for start, items in lists:
            if start < word.start() and len(items) == len(behind[1]):
                yield from _member(parse, view, items, behind)


def _member(parse: Parse, view: View, items: tuple[str, ...], behind: tuple[int, tuple[str, ...]]) -> Iterator[Candidate]:
    question = fold(parse.question)
    named = [number for number, item in enumerate(items) if fold(item) in question]
    if len(named) == 1 and not asked_already(parse, behind[1][named[0]]):
        yield bound(parse, view, behind[0], (behind[1][named[0]],)).better(0.25, "分别对应")
