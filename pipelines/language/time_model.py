"""A time as the grammar finds it, before it is resolved."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["point", "range", "span", "now", "day", "week", "vague", "clock"]


@dataclass(frozen=True, slots=True)
class Point:
    """One end of a time. ``word``: 今年, 当年, 本月 ... instead of a year; months from ``first`` to ``last``."""

    year: int | None = None
    word: str | None = None
    first: int | None = None
    last: int | None = None
    day: int | None = None
    same: bool = False  # 同期: the same months as the time before it


@dataclass(frozen=True, slots=True)
class RawTime:
    """A time as found. ``number`` and ``unit`` hold what a span (近5年), a week or a plan counts."""

    start: int
    end: int
    kind: Kind
    a: Point = Point()
    b: Point | None = None
    word: str = ""
    number: int = 0
    unit: str = ""
