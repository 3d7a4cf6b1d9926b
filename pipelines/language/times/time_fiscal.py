"""Quarters and years by a company's own calendar: 截至9月28日的2024财年第四财季, 截至6月30日止六个月, 下一财季, 本财年.

Their months are known once the text has told on which day one of them ended; the others are counted from that one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipelines.language.times.calendar import Months, shift_months
from pipelines.language.times.time_model import Point, RawTime
from pipelines.language.times.time_points import to_int
from pipelines.language.times.time_words import FISCAL_WORDS, QUARTERS

_NUMBER = r"\d{1,2}|十[一二]?|[一二三四五六七八九]"
_ENDED = re.compile(
    r" ?(?:止|为止|结束)?的?(?:(?P<y>20\d\d) ?(?:财政?年度?|年度?)的?)?(?:公司)?"
    rf"(?:第?(?P<q>[一二三四1-4])(?:个?财[务政]?季度?|个?季度?)|(?P<n>{_NUMBER})个月|(?P<quarter>本?季度|财季)|(?P<half>(?:财政?)?半年度?)|(?P<year>财政?年度?|(?<=止)年度))"
)
_QUARTER = re.compile("第?(?P<q>[一二三四1-4])财季")
_DAYS_OVER = 7  # a quarter of whole weeks that ends in the first days of a month is that of the month before


def ended(text: str, day: RawTime) -> RawTime | None:
    """The months up to ``day``, a day or a month after 截至; None where no number of months is told."""
    if day.kind != "point" or day.a.first is None or not text.startswith(("截至", "截止"), max(0, day.start - 2)):
        return None
    found = _ENDED.match(text, day.end)
    if found is None:
        return None
    quarter = QUARTERS[found["q"]] if found["q"] else None
    months = to_int(found["n"]) if found["n"] else 3 if quarter or found["quarter"] else 6 if found["half"] else 12
    own = Point(year=int(found["y"]) if found["y"] else None, first=quarter, last=quarter, fiscal=True)
    return RawTime(day.start, found.end(), "ended", day.a, own, number=months) if 1 <= months <= 12 else None


def fiscal_quarter(text: str, start: int) -> RawTime | None:
    """第三财季: a quarter of a company's own calendar."""
    found = _QUARTER.match(text, start)
    if found is None:
        return None
    quarter = QUARTERS[found["q"]]
    return RawTime(start, found.end(), "fiscal", b=Point(first=quarter, last=quarter, fiscal=True), number=3)


@dataclass(frozen=True, slots=True)
class OwnCalendar:
    """What a text has told of a company's calendar: the months of one period and, where it is known, its year and quarter."""

    told: Months
    year: int | None
    quarter: int | None

    def of(self, raw: RawTime) -> Months | str | None:
        """The months of a quarter, or the name of a year, that are counted from the period told."""
        if raw.b is not None:
            return self._quarter(raw.b.first)
        step = FISCAL_WORDS[raw.word]
        if raw.word.endswith("季"):
            return self.told.shifted(3 * step)
        if self.year is None:
            return None
        closed = self.quarter is None or self.quarter == 4
        return f"{self.year + step + (closed and step == 0):04}"  # 本财年 after a closed year is the next one

    def _quarter(self, number: int | None) -> Months | None:
        if number is None or self.quarter is None:
            return None
        return self.told.shifted(3 * (number - self.quarter))


def closing_months(year: int, month: int, day: int | None, count: int) -> Months | None:
    """``count`` months that end on that day."""
    last = shift_months(year, month, -1) if day is not None and day <= _DAYS_OVER else (year, month)
    return Months.ending(*last, count) if last else None
