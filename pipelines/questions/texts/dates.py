"""Candidates that are dates: the time that the clause of the event gives, not the nearest or newest one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.model import TimeExpression
from kg.units import to_base
from pipelines.questions.evidence import View
from pipelines.questions.parse import Parse
from pipelines.questions.periods import fits
from pipelines.questions.render import period_words
from pipelines.questions.score import Candidate
from pipelines.questions.texts.asked import shape
from pipelines.questions.texts.common import bound, is_question, scored
from pipelines.questions.texts.predicates import Hit, occurrences

_SINCE = re.compile(r"(?:^|[^来])自$|从$")
_DAY = re.compile(r"哪一?天|几号|几日|几月几|什么日期|what date|which day|what day", re.IGNORECASE)
_MONTH = re.compile(r"哪个?月|几月|which month|what month", re.IGNORECASE)
_AFTER = re.compile(r"(?:了|的)?(?:时间|日期)?(?:定|是|为)?(?:于|在|自|是|：|:)?$")


def date_candidates(parse: Parse, view: View) -> Iterator[Candidate]:
    """Each time of the sentence, by whether it is that of the event asked about."""
    if is_question(view.text):
        return
    yield from _of_figure(parse, view)
    forms = shape(parse).forms
    hits = list(occurrences(view.text, forms)) if forms else []
    asked = {t.value for t in parse.times}
    for time in view.times:
        if time.value is None or time.value in asked or time.basis == "none":
            continue
        if any(time.text in name.text for name in parse.names):  # 2024年 of a document's name
            continue
        value = _beginning(view, time, hits)
        near = max((_governs(view, time, hit) for hit in hits), default=0.0)
        answer = (period_words(value, parse.english),)
        found = bound(parse, view, time.start, answer) if near else scored(parse, view, time.start, answer)
        found = found.earned(0.2 * near, "所问之事的时间") if near else found
        if forms and not hits:
            found = found.better(-0.15, "句中没有所问之事")
        if asked and not any(fits(a, value) for a in asked if a):
            found = found.better(-0.2, "时间不在所问之内")
        if time.role == "duration" and value == time.value:
            found = found.better(-0.2, "是时段")
        yield found.better(-0.12, "不够精确") if _coarse(parse, value) else found


def _of_figure(parse: Parse, view: View) -> Iterator[Candidate]:
    """哪一年到了180EFLOPS: the period of the very figure that the question gives."""
    given = {to_base(q.value, q.unit) for q in parse.quantities}
    for o in view.observations:
        if o.period and o.period_basis == "stated" and (o.base_value, o.base_unit) in given:
            found = bound(parse, view, o.start - view.start, (period_words(o.period, parse.english),))
            yield found.better(0.3, "所问数字的时间")


def _coarse(parse: Parse, value: str) -> bool:
    """A year where the day is asked for."""
    return (bool(_DAY.search(parse.question)) and len(value) < 10) or (bool(_MONTH.search(parse.question)) and len(value) < 7)


def _beginning(view: View, time: TimeExpression, hits: list[Hit]) -> str:
    """自2023年11月发布以来: the event is at the beginning of the range."""
    value = time.value or ""
    since = time.text.startswith(("自", "从")) or _SINCE.search(view.text[max(0, time.start - 2) : time.start])
    return value.partition("/")[0] if "/" in value and since and hits else value


def _governs(view: View, time: TimeExpression, hit: Hit) -> float:
    """How surely ``time`` is that of the event at ``hit``: 1 in its clause before it or right behind it, .6 from a clause before."""
    if hit.end <= time.start:
        between = view.text[hit.end : time.start]
        same = view.clause_span(hit.start) == view.clause_span(time.start)
        return 1.0 if _AFTER.search(between) and len(between) <= 5 else 0.4 if same else 0.0
    if time.end > hit.start:
        return 0.0
    if any(time.end <= other.start and other.end <= hit.start and other.value for other in view.times):
        return 0.2 if view.clause_span(hit.start) == view.clause_span(time.start) else 0.0
    if view.clause_span(hit.start) == view.clause_span(time.start):
        return 1.0
    steps = sum(1 for a, b in view.clauses if time.end <= b and a <= hit.start) - 1
    return 0.8 if steps <= 1 else 0.55 if steps <= 3 else 0.3
