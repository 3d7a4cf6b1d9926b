"""A time as the grammar finds it, before it is resolved."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

# clock: a time of day, which find_times leaves out
# ended: so many months up to a day (截至9月28日的第三财季); fiscal: counted by a company's own calendar
Kind = Literal["point", "range", "span", "distance", "decade", "now", "day", "week", "vague", "clock", "ended", "fiscal"]


@dataclass(frozen=True, slots=True)
class Point:
    """One end of a time. ``word``: 今年, 当年, 本月, 上季度 ... instead of a year; months from ``first`` to ``last``."""

    year: int | None = None
    word: str | None = None
    first: int | None = None
    last: int | None = None
    day: int | None = None
    fiscal: bool = False  # a company's own year
    same: bool = False  # 同期: the same months as the time before it


@dataclass(frozen=True, slots=True)
class RawTime:
    """A time as found. ``number`` and ``unit`` hold what a span (近5年), a distance (三天前: -3), a week or a decade counts.

    Of one that is ``ended`` or ``fiscal``, ``number`` is the months that it lasts, ``b`` the year and, as ``first``, the quarter of
    the company's calendar.
    """

    start: int
    end: int
    kind: Kind
    a: Point = Point()
    b: Point | None = None
    word: str = ""
    number: int = 0
    unit: str = ""
