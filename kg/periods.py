"""Periods as texts give them (YYYY, YYYY-MM, YYYY-MM-DD, start/end) and the days they cover."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

_POINT = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


def span(period: str) -> tuple[date, date] | None:
    """First and last day of ``period``; None where it is no valid period: 2024-06 -> (2024-06-01, 2024-06-30)."""
    first, slash, last = period.partition("/")
    start = _days(first)
    end = _days(last) if slash else start
    if start is None or end is None or start[0] > end[1]:
        return None
    return start[0], end[1]


def _days(point: str) -> tuple[date, date] | None:
    match = _POINT.fullmatch(point)
    if not match:
        return None
    year, month, day = (int(part) if part else None for part in match.groups())
    try:
        start = date(year or 0, month or 1, day or 1)
    except ValueError:
        return None
    if day:
        return start, start
    last_month = month or 12
    return start, date(start.year, last_month, monthrange(start.year, last_month)[1])
