"""When a figure holds: the time that governs it, else the month of publication."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from kg.model import Status, TimeExpression
from pipelines.articles.clause import Place
from pipelines.articles.phrase import Phrase

_COMPARED = re.compile(r"(?:比|较|相较于|相较|相比于|相对于|同|从|由|自|与|于)\s*$")
_SUBORDINATE = re.compile(r"(?:后|之后|之际|以后|之前|前)$")
_TELLING = re.compile(
    r"发布|公布|披露|印发|出台|召开|举行|举办|开幕|表示|消息|报道|讯|电|获悉|宣布|介绍|透露|指出|开市|收盘|上线|亮相"
)
_FOUNDED = re.compile(r"[家个座款]$")  # 全国第三家: a place in the order of founding, which no date changes
_SUBJECTS = ("Place", "Organization", "Center", "Chip", "Model")
_YEARLY = re.compile(r"^(?:年增|年均|年复合|年平均)")
_DAYS_AGO = re.compile(r"日前|近日|此前|不久前|早些时候")
_ASIDE = re.compile(r"[^（()）\d]{0,12}\d[^（()）]{0,24}[）)]")
_NOW = re.compile(r"目前|当前|现已|截至发稿|截至目前|迄今|至今")
_YEAR_END = re.compile(r"^(\d{4})-12(?:-31)?$")


@dataclass(frozen=True, slots=True)
class When:
    value: str | None
    basis: str  # stated, context, published, none
    said: str | None = None  # what the text said, before it was fitted to the indicator; None where no time stands in the text
    aside: bool = False  # the time of a comparison, which later figures do not take over


NOWHERE = When(None, "none")


def read_time(place: Place, phrase: Phrase, published: date | None, carried: When, status: Status) -> When:
    """The time of the figure at ``place``.

    In order: the nearest time before it in its clause, one in brackets after it, the nearest in the sentence before,
    ``carried`` (of the sentence before, where this one goes on about the same), the month of publication.
    """
    if phrase.kind == "rank" and _FOUNDED.search(place.quantity.text):
        return NOWHERE
    expression = _in_clause(place, phrase) or _in_sentence(place)
    if expression is not None and expression.value is not None:
        aside = expression.start >= place.start and _compared(place, expression, place.start)
        return When(fitting(expression.value, phrase, status), expression.basis, expression.value, aside)
    if carried.said is not None and not _NOW.search(place.text[place.opening : place.quantity.start]):
        return When(fitting(carried.said, phrase, status), "context", carried.said)
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
    """A time compared with (比2023年) governs only the number that is its own: 2023年的1.5."""
    if time.value is None or _within_title(place.text, time.start) or _tells(place, time) or _bracketed_off(place, time):
        return False
    if not _compared(place, time, place.start):
        return True
    own = place.left <= time.end and place.quantity.start - time.end <= 24
    return own and phrase.kind not in ("growth", "multiple")


def _compared(place: Place, time: TimeExpression, low: int) -> bool:
    return time.role != "since" and _COMPARED.search(place.text[max(low, time.start - 4) : time.start]) is not None


def _tells(place: Place, time: TimeExpression) -> bool:
    """Whether the time is that of an act of telling (8月15日发布半年报), which dates the report and not the figure."""
    if time.value is None or len(time.value) < 10 or "/" in time.value:
        return False
    end = min((c for c in (place.text.find(m, time.end, place.sentence.end) for m in "，,；;：:。") if c >= 0), default=time.end)
    return _TELLING.search(place.text[time.end : min(end, time.end + 60)]) is not None


def _within_title(text: str, at: int) -> bool:
    opening = text.rfind("《", max(0, at - 40), at)
    return opening >= 0 and text.find("》", opening, at) < 0


def _bracketed_off(place: Place, time: TimeExpression) -> bool:
    """Whether brackets that close before the figure give the time to a number of their own: 47亿元（上年同期：40亿元），同比增长…"""
    aside = _ASIDE.match(place.text, time.end, place.quantity.start)
    opening = max(place.text.rfind(mark, max(0, time.start - 12), time.start) for mark in "（(")
    return aside is not None and opening >= 0 and not any(mark in place.text[opening : time.start] for mark in "）)")


def _in_sentence(place: Place) -> TimeExpression | None:
    """The nearest time in an earlier clause of the sentence; not of a clause that says after what, or when it was told."""
    low = place.opening
    for time in reversed(place.times(low, place.start)):
        if time.value is None or _within_title(place.text, time.start) or _tells(place, time) or _compared(place, time, low):
            continue
        if _bracketed_off(place, time):
            continue
        ends = [c for c in (place.text.find(mark, time.end, place.start) for mark in "，,；;") if c >= 0]
        if ends and time.end < min(ends) and _SUBORDINATE.search(place.text[time.end : min(ends)]):
            continue
        if _of_another(place, time):
            continue
        return time
    return None


def _of_another(place: Place, time: TimeExpression) -> bool:
    """Whether the time was said of one subject and another has begun since: 上海提出到2025年建成…，深圳预计…"""
    before = [m for m in place.mentions(max(place.sentence.start, time.start - 16), time.start) if m.type in _SUBJECTS]
    if not before or any(mark in place.text[before[-1].end : time.start] for mark in "，,；;："):
        return False
    return any(
        m.type in _SUBJECTS and m.canonical != before[-1].canonical and place.text[m.start - 1] in "，,；;"
        for m in place.mentions(time.end, place.quantity.start)
    )
