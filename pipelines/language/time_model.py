"""A time as the grammar finds it, before it is resolved."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

# unknown: a time that nothing can anchor (第三财季, 农历十月初一); clock: a time of day, which find_times leaves out
Kind = Literal["point", "range", "span", "distance", "decade", "now", "day", "week", "vague", "unknown", "clock"]


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
    """A time as found. ``number`` and ``unit`` hold what a span (近5年), a distance (三天前: -3), a week or a decade counts."""

    start: int
    end: int
    kind: Kind
    a: Point = Point()
    b: Point | None = None
    word: str = ""
    number: int = 0
    unit: str = ""
