"""Times of a text, resolved: what 今年, 10月, 上半年, 目前, 去年同期 mean is decided by the text before them and the publication date.

The basis is told with each: "stated" (the text has the year), "context" (the year was named before), "published" (it follows from
the publication date), "none" (nothing anchors it; the value is None). Nothing is guessed without a basis.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from kg.model import TimeExpression
from kg.periods import span as days_of
from pipelines.language.numbers.width import fold_width
from pipelines.language.times.time_grammar import raw_times
from pipelines.language.times.time_reader import Reader

_TO = re.compile(r" ?(?:-{1,2}|[–~～至到]|—{1,2}) ?")
_BARE_WEEKDAY = re.compile("(?:周|週|星期|礼拜|禮拜)[一二三四五六日天]")


def find_times(text: str, published: date | None) -> tuple[TimeExpression, ...]:
    """Times of ``text`` in document order. Values: YYYY, YYYY-MM, YYYY-MM-DD, or start/end of these; None with basis "none".

    年底 is December, 年初 January; 目前 and its like are the month of publication; 近5年 runs from the year of publication less
    five to that year; a stretch up to the present (自2014年…以来) ends in the year or month of publication. Times of day are left out.
    """
    folded = fold_width(text)
    reader = Reader(folded, published)
    found = []
    for raw in raw_times(folded):
        if raw.kind == "clock":
            continue
        (value, basis), role = reader.read(raw)
        found.append(TimeExpression(raw.start, raw.end, text[raw.start : raw.end], value, basis, role))
    return tuple(_joined(text, found))


def _joined(text: str, times: Iterable[TimeExpression]) -> Iterator[TimeExpression]:
    """Days of different kinds that 至 or 到 joins are one range: 上周四到今日. 周一至周五 is a habit and no time.

    The 至今 that ends a stretch (2023年3月至今) is no time beside it.
    """
    before: TimeExpression | None = None
    for time in times:
        if before is not None and before.role == "since" and time.text in ("至今", "迄今") and time.start - before.end <= 2:
            continue
        if before is not None and time.start - before.end <= 4 and _TO.fullmatch(text, before.end, time.start):
            if _BARE_WEEKDAY.fullmatch(before.text) and _BARE_WEEKDAY.fullmatch(time.text):
                before = None
                continue
            joined = _range(text, before, time)
            if joined:
                before = joined
                continue
        if before is not None:
            yield before
        before = time
    if before is not None:
        yield before


def _range(text: str, first: TimeExpression, last: TimeExpression) -> TimeExpression | None:
    """One range of two days; a last day without a year of its own may lie in the year after the one taken for it."""
    if first.value is None or last.value is None or len(first.value) != 10 or len(last.value) != 10:
        return None
    end = last.value
    if end < first.value and last.basis != "stated":
        end = f"{int(first.value[:4]) + (end[4:] < first.value[4:]):04}{end[4:]}"
    if end < first.value or days_of(end) is None:
        return None
    value = f"{first.value}/{end}"
    return TimeExpression(first.start, last.end, text[first.start : last.end], value, first.basis, "range")
