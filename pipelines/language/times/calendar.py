"""Calendar arithmetic that never raises: periods of years, months and days, and shifts that may leave the calendar."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date


@dataclass(frozen=True, slots=True)
class Period:
    """A year, months ``first`` to ``last`` of it, or one day; valid by construction through ``of``."""

    year: int
    first: int | None = None
    last: int | None = None
    day: int | None = None

    @classmethod
    def of(cls, year: int, first: int | None, last: int | None, day: int | None) -> Period | None:
        """The period, or None where the calendar has no such year, month or day."""
        if not valid_year(year) or (first is None) != (last is None) or (day is not None and first is None):
            return None
        if first is not None and last is not None and not 1 <= first <= last <= 12:
            return None
        if day is not None and first is not None and not 1 <= day <= monthrange(year, first)[1]:
            return None
        return cls(year, first, last, day)

    @property
    def begin(self) -> str:
        """Its first point in the finest form it has: 2024, 2024-01, 2024-01-31."""
        return self._form(self.first)

    @property
    def finish(self) -> str:
        return self._form(self.last)

    def _form(self, month: int | None) -> str:
        if month is None:
            return f"{self.year:04}"
        return f"{self.year:04}-{month:02}" if self.day is None else f"{self.year:04}-{month:02}-{self.day:02}"

    def __str__(self) -> str:
        return self.begin if self.first == self.last else f"{self.begin}/{self.finish}"


@dataclass(frozen=True, slots=True)
class Months:
    """Months from ``first`` to ``last``, which may lie in different years: a quarter or a year by a company's own calendar."""

    first: tuple[int, int]  # year, month
    last: tuple[int, int]

    @classmethod
    def ending(cls, year: int, month: int, count: int) -> Months | None:
        """``count`` months up to that one."""
        first = shift_months(year, month, 1 - count)
        return cls(first, (year, month)) if first else None

    def shifted(self, months: int) -> Months | None:
        first, last = shift_months(*self.first, months), shift_months(*self.last, months)
        return Months(first, last) if first and last else None

    def __str__(self) -> str:
        if self.first[0] == self.last[0] and (self.first[1], self.last[1]) == (1, 12):
            return f"{self.first[0]:04}"
        first, last = (f"{year:04}-{month:02}" for year, month in (self.first, self.last))
        return first if first == last else f"{first}/{last}"


def valid_year(year: int) -> bool:
    """Does the calendar of ``datetime`` have this year?"""
    return MINYEAR <= year <= MAXYEAR


def shift_months(year: int, month: int, offset: int) -> tuple[int, int] | None:
    """Year and month ``offset`` months on; None outside the calendar."""
    index = year * 12 + month - 1 + offset
    return (index // 12, index % 12 + 1) if valid_year(index // 12) else None


def shift_days(day: date | None, offset: int) -> date | None:
    """The date ``offset`` days on; None without a date and outside the calendar."""
    if day is None:
        return None
    ordinal = day.toordinal() + offset
    return date.fromordinal(ordinal) if 1 <= ordinal <= date.max.toordinal() else None


def last_leap_year(year: int) -> int:
    """``year`` or the last one before it that has a 29 February."""
    return next((y for y in range(year, year - 8, -1) if y > 0 and monthrange(y, 2)[1] == 29), year)
