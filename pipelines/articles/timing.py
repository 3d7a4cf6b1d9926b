"""When a figure holds: the time that governs it, else the month of publication."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from kg.model import Status, TimeExpression
from pipelines.articles.clause import Place
from pipelines.articles.indicator_phrase import Phrase

_COMPARED = re.compile(r"(?:比|较|相较于|相较|相比于|相对于|同|从|由|自|与|于)\s*$")
_SUBORDINATE = re.compile(r"(?:后|之后|之际|以后|之前|前)$")
_YEARLY = re.compile(r"^(?:年增|年均|年复合|年平均)")
_DAYS_AGO = re.compile(r"日前|近日|此前|不久前|早些时候")
_NOW = re.compile(r"目前|当前|现已|截至发稿|截至目前|迄今|至今")
_YEAR_END = re.compile(r"^(\d{4})-12(?:-31)?$")


@dataclass(frozen=True, slots=True)
class When:
    value: str | None
    basis: str  # stated, context, published, none
    start: int = -1  # offset of the expression, -1 where none stands in the text


NOWHERE = When(None, "none")


def read_time(place: Place, phrase: Phrase, published: date | None, carried: When, status: Status) -> When:
    """The time of the figure at ``place``.

    In order: the nearest time before it in its clause, one after it in the clause, the nearest in the sentence before,
    ``carried`` (of the sentence before, where this one goes on about the same), the month of publication.
    """
    expression = _in_clause(place, phrase) or _in_sentence(place)
    if expression is not None and expression.value is not None:
        basis = "stated" if expression.basis == "stated" else expression.basis
        return When(fitting(expression.value, phrase, status), basis, expression.start)
    if carried.value is not None and not _NOW.search(place.text[place.sentence.start : place.quantity.start]):
        return When(fitting(carried.value, phrase, status), "context", carried.start)
    return publication(place, published)


def publication(place: Place, published: date | None) -> When:
    """The month of publication; what came out "some days ago" on the first of a month came out in the month before."""
    if published is None:
        return NOWHERE
    day = published
    if day.day == 1 and _DAYS_AGO.search(place.sentence.text[:200]):
        day -= timedelta(days=1)
    return When(f"{day:%Y-%m}", "published")


def fitting(value: str, phrase: Phrase, status: Status) -> str:
    """``value`` in the grain that suits the indicator.

    A stock is measured at the end of a period below a year (a half-year report's racks: June), a yearly growth rate belongs to the
    year, and a plan's 年底 means no more than its year.
    """
    year_end = _YEAR_END.match(value)
    if year_end and (status != "actual" or _YEARLY.match(phrase.name[len(phrase.base) :])):
        return year_end.group(1)
    if "/" in value and phrase.kind == "level" and phrase.known is not None and phrase.known.stock:
        start, end = value.split("/", 1)
        if start[:4] == end[:4] and len(end) >= 7 and start != end:
            return end[:7]
    return value


def _in_clause(place: Place, phrase: Phrase) -> TimeExpression | None:
    before = [t for t in place.times(place.start, place.quantity.start) if _governs(place, t, phrase)]
    if before:
        return before[-1]
    after = place.times(place.quantity.end, min(place.right, place.quantity.end + 20))
    bracketed = [t for t in after if t.value and place.text[t.start - 1 : t.start] in "（("]
    return bracketed[0] if bracketed else None


def _governs(place: Place, time: TimeExpression, phrase: Phrase) -> bool:
    if time.value is None or time.role == "duration" and time.value is None:
        return False
    if _within_title(place.text, time.start):
        return False
    if _COMPARED.search(place.text[max(place.start, time.start - 4) : time.start]):
        between = place.text[time.end : place.quantity.start]
        if phrase.kind in ("growth", "multiple") or len(between) > 24 or place.left > time.end:
            return time.text.endswith(("来", "后")) or "以来" in between[:3]
    return True


def _within_title(text: str, at: int) -> bool:
    opening = text.rfind("《", max(0, at - 40), at)
    return opening >= 0 and text.find("》", opening, at) < 0


def _in_sentence(place: Place) -> TimeExpression | None:
    """The nearest time in an earlier clause of the sentence; not of a clause that says after what."""
    times = place.times(place.sentence.start, place.start)
    for time in reversed(times):
        if time.value is None or _within_title(place.text, time.start):
            continue
        if (
            _COMPARED.search(place.text[max(place.sentence.start, time.start - 3) : time.start])
            and "以来" not in place.text[time.start : time.end + 2]
        ):
            continue
        clause_end = min(
            (c for c in (place.text.find(m, time.end, place.start) for m in "，,；;") if c >= 0), default=place.start
        )
        if time.end < clause_end and _SUBORDINATE.search(place.text[time.end : clause_end]):
            continue
        return time
    return None
