"""Times of a text, resolved: what 今年, 10月, 上半年, 目前, 去年同期 mean is decided by the text before them and the publication date.

The basis is told with each: "stated" (the text has the year), "context" (the year was named before), "published" (it follows from
the publication date), "none" (nothing anchors it; the value is None). Nothing is guessed without a basis.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from kg.model import TimeExpression
from pipelines.language.calendar import Period, shift_days, shift_months, valid_year
from pipelines.language.time_grammar import raw_times
from pipelines.language.time_model import Point, RawTime
from pipelines.language.time_roles import Basis, Role, future, is_byline, role_of
from pipelines.language.time_words import CONTEXT_MONTHS, CONTEXT_YEARS, DAY_WORDS, MONTH_WORDS, YEAR_WORDS
from pipelines.language.width import fold_width

_SENTENCE_END = re.compile(r"[。！？!?；;\n]")
_WEEKDAYS = "一二三四五六日"
_Resolved = tuple[str | None, Basis]
_NOTHING: _Resolved = (None, "none")


def find_times(text: str, published: date | None) -> tuple[TimeExpression, ...]:
    """Times of ``text`` in document order. Values: YYYY, YYYY-MM, YYYY-MM-DD, or start/end of these; None with basis "none".

    年底 is December, 年初 January; 目前 and its like are the month of publication; 近5年 runs from the year of publication less
    five to that year; a stretch up to the present (自2014年…以来) ends in the year or month of publication. Times of day are left out.
    """
    folded = fold_width(text)
    reader = _Reader(folded, published)
    found = []
    for raw in raw_times(folded):
        if raw.kind == "clock":
            continue
        (value, basis), role = reader.read(raw)
        found.append(TimeExpression(raw.start, raw.end, text[raw.start : raw.end], value, basis, role))
    return tuple(found)


@dataclass(slots=True)
class _Reader:
    """Reads times in order and remembers the year, the months and the day that the text spoke of last."""

    text: str
    published: date | None
    year: int | None = None
    year_at: int = 0
    period: Period | None = None  # the last one with months
    period_at: int = 0

    def read(self, raw: RawTime) -> tuple[_Resolved, Role]:
        role = role_of(self.text, raw)
        resolved = self._value(raw)
        if role == "since" and resolved[0] is not None:
            resolved = self._until_now(resolved)
        return resolved, role

    def _value(self, raw: RawTime) -> _Resolved:
        if raw.kind == "vague":
            return _NOTHING
        if raw.kind == "now":
            return self._now(raw.word)
        if raw.kind == "day":
            return self._day_word(raw)
        if raw.kind == "week":
            return self._week(raw)
        if raw.kind == "span":
            return self._span(raw)
        return self._range(raw) if raw.b else self._point(raw)

    def _now(self, word: str) -> _Resolved:
        """目前: the month of publication; 日前, a few days before it: of the day three days earlier."""
        day = shift_days(self.published, -3 if word in ("日前", "近日", "不久前") else 0) or self.published
        return (day.isoformat()[:7], "published") if day else _NOTHING

    def _until_now(self, resolved: _Resolved) -> _Resolved:
        """自2014年…以来: up to the year (or month) of publication, unless it began in it."""
        value, basis = resolved
        if value is None or self.published is None:
            return resolved
        value = value.partition("/")[0]
        now = self.published.isoformat()[: min(len(value), 7)]
        return (f"{value}/{now}", basis) if value[: len(now)] < now else resolved

    def _day_word(self, raw: RawTime) -> _Resolved:
        if raw.word in DAY_WORDS:
            day = shift_days(self.published, DAY_WORDS[raw.word])
            if day is None:
                return _NOTHING
            self._remember(Period(day.year, day.month, day.month, day.day), raw.start)
            return day.isoformat(), "published"
        if self.period and self.period.day:
            return str(self.period), "context"
        return (self.published.isoformat(), "published") if self.published else _NOTHING

    def _week(self, raw: RawTime) -> _Resolved:
        monday = shift_days(self.published, -self.published.weekday() + 7 * raw.number) if self.published else None
        if monday is None or self.published is None:
            return _NOTHING
        sunday = shift_days(monday, 6)
        if raw.unit in ("", "末"):
            first = monday if not raw.unit else shift_days(monday, 5)
            return (f"{first}/{sunday}", "published") if first and sunday else _NOTHING
        day = shift_days(monday, _WEEKDAYS.index("日" if raw.unit == "天" else raw.unit))
        if day and raw.word[0] in "周週星礼禮" and day > self.published and not future(self.text, raw.start, raw.end):
            day = shift_days(day, -7)
        return (day.isoformat(), "published") if day else _NOTHING

    def _span(self, raw: RawTime) -> _Resolved:
        """近5年, 未来三年, 近三个月, 过去30天, counted from the publication."""
        now = self.published
        if now is None:
            return _NOTHING
        sign = 1 if raw.word in ("未来", "今后", "后", "此后") else -1
        if raw.unit == "年":
            ends = sorted((now.year, now.year + sign * raw.number))
            return (f"{ends[0]:04}/{ends[1]:04}", "published") if all(map(valid_year, ends)) else _NOTHING
        if raw.unit in ("个月", "个季度", "季度"):
            other = shift_months(now.year, now.month, sign * raw.number * (1 if raw.unit == "个月" else 3))
            if other is None:
                return _NOTHING
            first, last = sorted((other, (now.year, now.month)))
            return f"{first[0]:04}-{first[1]:02}/{last[0]:04}-{last[1]:02}", "published"
        day = shift_days(now, sign * raw.number * (7 if raw.unit == "周" else 1))
        if day is None:
            return _NOTHING
        return f"{min(day, now)}/{max(day, now)}", "published"

    def _point(self, raw: RawTime) -> _Resolved:
        period, basis = self._period(raw.a, raw)
        if period is None:
            return _NOTHING
        self._remember(period, raw.start, named=bool(raw.a.year or raw.a.word))
        return str(period), basis

    def _range(self, raw: RawTime) -> _Resolved:
        first, basis = self._period(raw.a, raw)
        second = raw.b
        if first is None or second is None:
            return _NOTHING
        year = self._year(second, raw)[0] if second.word else second.year or first.year
        if year is None:
            return _NOTHING
        months = (second.first or first.first, second.last or first.last)
        if second.year is None and not second.word and months[0] and first.first and months[0] < first.first:
            year += 1
        last = Period.of(year, months[0], months[1], second.day)
        if last is None or str(last) < str(first):
            return _NOTHING
        self._remember(last, raw.start, named=bool(raw.a.year or raw.a.word))
        return f"{first.begin}/{last.finish}", basis

    def _period(self, point: Point, raw: RawTime) -> tuple[Period | None, Basis]:
        """The period of one end of a time, and where its year comes from."""
        if point.same:
            return self._same_period(point)
        word = point.word
        if word in MONTH_WORDS or word in CONTEXT_MONTHS:
            return self._month_word(point)
        if point.first is None and point.day is not None:
            return self._bare_day(point.day, raw)
        year, basis = self._year(point, raw)
        if year is None:
            return None, "none"
        period = Period.of(year, point.first, point.last, point.day)
        return (period, basis) if period else (None, "none")

    def _year(self, point: Point, raw: RawTime) -> tuple[int | None, Basis]:
        if point.year is not None:
            return point.year, "stated"
        if point.word in YEAR_WORDS:
            return (self.published.year + YEAR_WORDS[point.word], "published") if self.published else (None, "none")
        if point.word in CONTEXT_YEARS:
            return (self.year + CONTEXT_YEARS[point.word], "context") if self.year else (None, "none")
        return self._anchor(point, raw)

    def _anchor(self, point: Point, raw: RawTime) -> tuple[int | None, Basis]:
        """Year of a bare month, quarter, half or 年底: the year named before it, or the publication's.

        A year named in the same sentence holds. One named in the same paragraph holds if it is the year of publication, or if that
        is unknown. Else the time is the last before the publication, unless the words around it speak of the future.
        """
        between = self.text[self.year_at : raw.start] if self.year and raw.start - self.year_at < 2000 else "\n"
        same_sentence = self.year is not None and _SENTENCE_END.search(between) is None
        same_paragraph = self.year is not None and "\n" not in between
        if is_byline(self.text, raw.end) and self.published:
            same_sentence = same_paragraph = False
        if (
            same_sentence
            or (self.year and not self.published)
            or (same_paragraph and self.published and self.year == self.published.year)
        ):
            return self.year, "context"
        if self.published is None:
            return None, "none"
        late = point.first is not None and point.first > self.published.month
        closing = raw.end > raw.start and self.text[raw.end - 1] in "底末年内" and "年" in self.text[raw.start : raw.end]
        if late and not closing and not future(self.text, raw.start, raw.end):
            return self.published.year - 1, "published"
        return self.published.year, "published"

    def _month_word(self, point: Point) -> tuple[Period | None, Basis]:
        basis: Basis = "published"
        base = (self.published.year, self.published.month) if self.published else None
        offset = MONTH_WORDS.get(point.word or "", 0)
        if point.word in CONTEXT_MONTHS:
            basis, offset = "context", CONTEXT_MONTHS[point.word]
            base = (self.period.year, self.period.last) if self.period and self.period.last else None
        month = shift_months(*base, offset) if base else None
        period = Period.of(month[0], month[1], month[1], point.day) if month else None
        return (period, basis) if period else (None, "none")

    def _bare_day(self, day: int, raw: RawTime) -> tuple[Period | None, Basis]:
        """11日: of the month spoken of in this paragraph, else the last such day before the publication."""
        period = self.period
        if period and period.last and raw.start - self.period_at < 400 and "\n" not in self.text[self.period_at : raw.start]:
            found = Period.of(period.year, period.last, period.last, day)
            return (found, "context") if found else (None, "none")
        if self.published is None:
            return None, "none"
        late = day > self.published.day and not future(self.text, raw.start, raw.end)
        month = shift_months(self.published.year, self.published.month, -1 if late else 0)
        found = Period.of(month[0], month[1], month[1], day) if month else None
        return (found, "published") if found else (None, "none")

    def _same_period(self, point: Point) -> tuple[Period | None, Basis]:
        """去年同期: the months spoken of last, a year before; 同期 alone: the same period again."""
        offset = YEAR_WORDS.get(point.word or "", 0)
        months = (self.period.first, self.period.last) if self.period else (None, None)
        if self.period and point.word in YEAR_WORDS:
            return Period.of(self.period.year + offset, *months, None), "context"
        if point.year is not None or point.word in YEAR_WORDS:
            if point.year is None and self.published is None:
                return None, "none"
            year = point.year if point.year is not None else (self.published.year if self.published else 0) + offset
            return Period.of(year, *months, None), "stated" if point.year is not None else "published"
        if self.period:
            return self.period, "context"
        return None, "none"

    def _remember(self, period: Period, start: int, named: bool = True) -> None:
        if named:
            self.year, self.year_at = period.year, start
        if period.first is not None:
            self.period, self.period_at = period, start
