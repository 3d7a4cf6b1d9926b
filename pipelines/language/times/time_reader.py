"""Reads times in order and remembers what the text spoke of last: the sentence, then the paragraph, then the publication decides."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from pipelines.language.times import time_relative as relative
from pipelines.language.times.calendar import Months, Period, last_leap_year, shift_days, shift_months
from pipelines.language.times.time_fiscal import OwnCalendar, closing_months
from pipelines.language.times.time_model import Point, RawTime
from pipelines.language.times.time_relative import NOTHING, Resolved
from pipelines.language.times.time_roles import Basis, Role, future, is_byline, is_deadline, role_of
from pipelines.language.times.time_words import (
    CONTEXT_DAYS,
    CONTEXT_MONTHS,
    CONTEXT_QUARTERS,
    CONTEXT_YEARS,
    DAY_WORDS,
    LUNAR,
    MONTH_WORDS,
    QUARTER_WORDS,
    YEAR_WORDS,
)

_SENTENCE_END = re.compile(r"[。！？!?；;\n]")
_COMPARED = re.compile(r"(?:比|较|相较于|相较|相比于|相对于|同|从|由)\s*$")  # a time to compare with, of which no more is told
_Found = tuple[Period | None, Basis]
_MISSING: _Found = (None, "none")


@dataclass(slots=True)
class Reader:
    """Resolves the times of ``text``, to be given to ``read`` in document order."""

    text: str
    published: date | None
    year: int | None = None
    year_at: int = 0
    fiscal: bool = False  # it is a company's own year
    period: Period | None = None  # the last one with months
    period_at: int = 0
    whole: Period | Months | None = (
        None  # the last one that figures can be of: a year or months, or the day they are counted up to
    )
    day: Period | None = None  # the last day told
    own: OwnCalendar | None = None  # of the company whose quarter the text has dated
    role: Role = "point"  # of the time being read
    scanned: int = 0  # up to here the ends of sentences are known
    sentence: int = 0  # where the sentence and the paragraph of the time being read begin
    paragraph: int = 0

    def read(self, raw: RawTime) -> tuple[Resolved, Role]:
        """Value and basis of ``raw``, and its role."""
        for end in _SENTENCE_END.finditer(self.text, self.scanned, raw.start):
            self.sentence = end.end()
            if end.group() == "\n":
                self.paragraph = end.end()
        self.scanned = max(self.scanned, raw.start)
        self.role = role_of(self.text, raw)
        resolved = self._value(raw)
        return (relative.until_now(resolved, self.published) if self.role == "since" else resolved), self.role

    def _value(self, raw: RawTime) -> Resolved:
        match raw.kind:
            case "now":
                return relative.now(raw.word, self.published)
            case "day":
                return self._day_word(raw)
            case "week":
                return self._week(raw)
            case "span":
                return self._span(raw)
            case "distance":
                if raw.number == -1 and raw.unit == "年" and (year_before := self._year_before(raw)):
                    return year_before
                told = self.period if raw.unit != "年" and self._near(self.period_at) else self._told_year()
                return relative.distance(raw, self.published, told, self.year is not None or self.period is not None)
            case "decade":
                return relative.decade(raw, self.published)
            case "ended":
                return self._ended(raw)
            case "fiscal":
                return self._fiscal(raw)
            case "vague" | "clock":
                return NOTHING
            case _:
                return self._range(raw) if raw.b else self._point(raw)

    def _ended(self, raw: RawTime) -> Resolved:
        """截至9月28日的第四财季, 截至6月30日止六个月."""
        end, basis = self._period(raw.a, raw)
        months = closing_months(end.year, end.last, end.day, raw.number) if end and end.last else None
        if end is None or months is None or raw.b is None:
            return NOTHING
        if raw.number == 3 or raw.b.year is not None:
            self.own = OwnCalendar(months, raw.b.year, raw.b.first or (4 if raw.number == 12 else None))
        self._remember(end, raw.start)
        self.whole = months
        return str(months), basis

    def _of_own_calendar(self, point: Point) -> Months | None:
        """该季, and 去年同期 of months told by a company's own calendar."""
        told = self.whole
        if not isinstance(told, Months):
            return None
        if not point.same:
            return told if point.word in CONTEXT_QUARTERS else None
        if point.year is not None:
            return told.shifted(12 * (point.year - told.last[0]))
        return told.shifted(12 * YEAR_WORDS.get(point.word or "", 0))

    def _fiscal(self, raw: RawTime) -> Resolved:
        """下一财季, 本财年: counted from a quarter that the text has dated before."""
        found = self.own.of(raw) if self.own is not None else None
        return (str(found), "context") if found is not None else NOTHING

    def _year_before(self, raw: RawTime) -> Resolved | None:
        """一年前 beside what is told of a quarter or a half (占比由一年前的27%降至18%): the same months a year before."""
        told = self.whole
        if told is None or not _COMPARED.search(self.text, max(0, raw.start - 4), raw.start):
            return None
        months = told if isinstance(told, Months) else _months_of(told)
        before = months.shifted(-12) if months is not None else None
        return (str(before), "context") if before is not None else None

    def _near(self, at: int) -> bool:
        return at >= self.paragraph

    def _told_year(self) -> Period | None:
        """The year named in this paragraph."""
        return Period.of(self.year, None, None, None) if self.year is not None and self._near(self.year_at) else None

    def _day_word(self, raw: RawTime) -> Resolved:
        if raw.word in DAY_WORDS:
            day = shift_days(self.published, DAY_WORDS[raw.word])
            if day is None:
                return NOTHING
            self._remember(Period(day.year, day.month, day.month, day.day), raw.start)
            return day.isoformat(), "published"
        told, offset = self.day, CONTEXT_DAYS[raw.word]
        if told and told.day and told.last:
            day = shift_days(date(told.year, told.last, told.day), offset)
            return (day.isoformat(), "context") if day else NOTHING
        return (self.published.isoformat(), "published") if self.published and not offset else NOTHING

    def _week(self, raw: RawTime) -> Resolved:
        told = self.period
        if raw.word[0] in "周週星礼禮" and told and told.day and 0 < raw.start - self.period_at <= 24:
            between = self.text[self.period_at : raw.start]
            if between[-1] in "日号（(" and not re.search("[，,、]", between):
                return str(told), "context"  # 8月20日（周三）
        return relative.week(raw, self.text, self.published)

    def _span(self, raw: RawTime) -> Resolved:
        """Spans that count from what was told (此后三年) keep to the year of their paragraph; the rest to the publication."""
        if raw.word not in ("此后", "其后"):
            return relative.span(raw, self.published)
        told = self._told_year()
        last = Period.of(told.year + raw.number, None, None, None) if told and raw.unit == "年" else None
        return (f"{told}/{last}", "context") if told and last else NOTHING

    def _point(self, raw: RawTime) -> Resolved:
        months = self._of_own_calendar(raw.a)
        if months is not None:
            return str(months), "context"
        period, basis = self._period(raw.a, raw)
        if period is None:
            return NOTHING
        named = bool(raw.a.year or raw.a.word)
        self._remember(period, raw.start, named)
        self.fiscal = raw.a.fiscal if named else self.fiscal
        return str(period), basis

    def _range(self, raw: RawTime) -> Resolved:
        second = raw.b
        begun = raw.a
        if second is None:
            return NOTHING
        if begun.year is None and begun.word is None and second.year is not None and begun.first and second.first:
            begun = Point(second.year - (begun.first > second.first), None, begun.first, begun.last, begun.day)
        first, basis = self._period(begun, raw)
        if first is None:
            return NOTHING
        year = self._year(second, raw)[0] if second.word else second.year or first.year
        if year is None:
            return NOTHING
        months = (second.first, second.last) if second.first or second.year else (first.first, first.last)
        if second.year is None and not second.word and months[0] and first.first and months[0] < first.first:
            year += 1
        last = Period.of(year, months[0], months[1], second.day)
        if last is None or last.finish < first.begin:
            return NOTHING
        self._remember(last, raw.start, named=bool(begun.year or begun.word))
        return f"{first.begin}/{last.finish}", basis

    def _period(self, point: Point, raw: RawTime) -> _Found:
        """The period of one end of a time, and where its year comes from."""
        if point.same:
            return self._same_period(point)
        word = point.word
        if word in MONTH_WORDS or word in CONTEXT_MONTHS:
            return self._month_word(point)
        if word in QUARTER_WORDS or word in CONTEXT_QUARTERS:
            return self._quarter_word(point)
        if point.first is None and point.day is not None:
            return self._bare_day(point.day, raw)
        if self._of_fiscal_year(point):
            return Period.of(self.year or 0, None, None, None), "context"
        year, basis = self._year(point, raw)
        if year is None:
            return _MISSING
        if (point.first, point.day) == (2, 29) and basis == "published" and point.word is None:
            year = last_leap_year(year)
        period = Period.of(year, point.first, point.last, point.day)
        return (period, basis) if period else _MISSING

    def _of_fiscal_year(self, point: Point) -> bool:
        """Is it a quarter or half after a fiscal year named in its paragraph? Its months are as unknown as that year's."""
        parts = point.last is not None and point.first is not None and point.last - point.first in (2, 5, 8)
        return parts and point.year is None and point.word is None and self.fiscal and self._near(self.year_at)

    def _year(self, point: Point, raw: RawTime) -> tuple[int | None, Basis]:
        if point.year is not None:
            return point.year, "stated"
        if point.word in LUNAR:
            return None, "none"
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
        published = self.published
        if self.year is not None and not (published and is_byline(self.text, raw.end)):
            same_paragraph = self.year_at >= self.paragraph
            if published is None or self.year_at >= self.sentence or (same_paragraph and self.year == published.year):
                return self.year, "context"
        if published is None:
            return None, "none"
        late = point.first is not None and point.first > published.month
        closing = self.text[raw.end - 1] in "底末年内终" and (
            "年" in self.text[raw.start : raw.end] or self.text[raw.start] == "岁"
        )
        if late and not closing and not future(self.text, raw.start, raw.end) and not is_deadline(self.text, raw.end):
            return published.year - 1, "published"
        return published.year, "published"

    def _month_word(self, point: Point) -> _Found:
        basis: Basis = "published"
        base = (self.published.year, self.published.month) if self.published else None
        offset = MONTH_WORDS.get(point.word or "", 0)
        if point.word in CONTEXT_MONTHS:
            basis, offset = "context", CONTEXT_MONTHS[point.word]
            base = (self.period.year, self.period.last) if self.period and self.period.last else None
        month = shift_months(*base, offset) if base else None
        period = Period.of(month[0], month[1], month[1], point.day) if month else None
        return (period, basis) if period else _MISSING

    def _quarter_word(self, point: Point) -> _Found:
        """上季度: counted from the publication's quarter; 该季度: the quarter spoken of. ``point.last`` marks its last month alone."""
        if point.word in CONTEXT_QUARTERS:
            told = self.period
            whole = told is not None and told.first is not None and told.last == told.first + 2 and told.first % 3 == 1
            return (told, "context") if whole else _MISSING
        if self.published is None:
            return _MISSING
        quarter = (self.published.month - 1) // 3
        month = shift_months(self.published.year, 3 * quarter + 3, 3 * QUARTER_WORDS[point.word or ""])
        period = Period.of(month[0], month[1] if point.last else month[1] - 2, month[1], None) if month else None
        return (period, "published") if period else _MISSING

    def _bare_day(self, day: int, raw: RawTime) -> _Found:
        """11日: of the month spoken of in this paragraph, else the last such day before the publication."""
        period = self.period
        if period and period.last and raw.start - self.period_at < 400 and self._near(self.period_at):
            found = Period.of(period.year, period.last, period.last, day)
            return (found, "context") if found else _MISSING
        if self.published is None:
            return _MISSING
        late = day > self.published.day and not future(self.text, raw.start, raw.end)
        for back in (-1, -2) if late else (0, -1):  # the month before has the 31st if this one has not
            month = shift_months(self.published.year, self.published.month, back)
            found = Period.of(month[0], month[1], month[1], day) if month else None
            if found:
                return found, "published"
        return _MISSING

    def _same_period(self, point: Point) -> _Found:
        """去年同期: what figures were of last, a year before; 同期 alone: the same again."""
        told = self.whole if isinstance(self.whole, Period) else None
        offset = YEAR_WORDS.get(point.word or "", 0)
        months = (told.first, told.last) if told else (None, None)
        if told and point.word in YEAR_WORDS:
            return Period.of(told.year + offset, *months, None), "context"
        if point.year is not None or point.word in YEAR_WORDS:
            if point.year is None and self.published is None:
                return _MISSING
            year = point.year if point.year is not None else (self.published.year if self.published else 0) + offset
            return Period.of(year, *months, None), "stated" if point.year is not None else "published"
        return (told, "context") if told else _MISSING

    def _remember(self, period: Period, start: int, named: bool = True) -> None:
        if named:
            self.year, self.year_at = period.year, start
        if period.first is not None:
            self.period, self.period_at = period, start
        if period.day is not None:
            self.day = period
        if (period.day is None or self.role == "by") and not _COMPARED.search(self.text, max(0, start - 4), start):
            self.whole = period


def _months_of(period: Period) -> Months | None:
    """The months of a period of more than one."""
    if period.first is None or period.last is None or period.first == period.last:
        return None
    return Months((period.year, period.first), (period.year, period.last))
