"""Do two periods go together? YYYY, YYYY-MM, YYYY-MM-DD or start/end on both sides."""

from __future__ import annotations

from calendar import monthrange
from datetime import date


def bounds(period: str) -> tuple[date, date] | None:
    """First and last day of ``period``; None where it is none."""
    first, _, last = period.partition("/")
    try:
        return _day(first, 0), _day(last or first, 1)
    except ValueError:
        return None


def _day(text: str, end: int) -> date:
    parts = [int(part) for part in text.split("-")]
    year = parts[0]
    month = parts[1] if len(parts) > 1 else (12 if end else 1)
    day = parts[2] if len(parts) > 2 else (monthrange(year, month)[1] if end else 1)
    return date(year, month, day)


def fits(asked: str, given: str | None) -> float:
    """1 where ``given`` lies in ``asked``; .7 where ``given`` is the coarser one that holds it; 0 where they do not meet.

    A year asked for is met by any day in it; a month asked for is met only partly by the year around it.
    """
    if given is None:
        return 0.0
    want, have = bounds(asked), bounds(given)
    if want is None or have is None:
        return 0.0
    if want[0] <= have[0] and have[1] <= want[1]:
        return 1.0
    if have[0] <= want[0] and want[1] <= have[1]:
        return 0.7
    return 0.4 if have[0] <= want[1] and want[0] <= have[1] else 0.0
