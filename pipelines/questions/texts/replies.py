"""Candidates from interviews: the article puts the question itself, and the first words of the reply answer it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipelines.questions.evidence import View, asks
from pipelines.questions.parse import Parse
from pipelines.questions.score import Candidate, explained
from pipelines.questions.texts.common import asked_already, bound

_SAME = 0.6  # share of the question that the article's own question has to say
_LEAD = re.compile(r"^(?:[\u4e00-\u9fff·]{2,6}：|答[：:]|“)?(?:是的?，|对，|当然是?|应该是|主要是|还是|肯定是)?")
_FIRST = re.compile(r"(?P<what>[^，。；：！？]{2,14})(?=[，。；！])")
_EVADES = re.compile(r"没有|不(?:好|便|方便|清楚|知道)|未|暂|这个|问题|不是|确实|坦率|我们?|[说称]$|表示|认为")


def reply_candidates(parse: Parse, view: View) -> Iterator[Candidate]:
    """The first short clause of a sentence that answers a question of the article like the one asked."""
    if (
        parse.asked in ("figure", "date", "why", "how", "clause")
        or not asks(view.previous)
        or explained(parse, [(view.folded[1], 1.0)]) < _SAME
    ):
        return
    lead = _LEAD.match(view.text)
    start = lead.end() if lead else 0
    first = _FIRST.match(view.text, start)
    if first and not _EVADES.search(first["what"]) and not asked_already(parse, first["what"]):
        yield bound(parse, view, start, (first["what"],)).better(0.1, "紧接所问的回答")
