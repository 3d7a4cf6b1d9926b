"""Do two periods go together? YYYY, YYYY-MM, YYYY-MM-DD or start/end on both sides."""

from __future__ import annotations

from kg.periods import span


def fits(asked: str, given: str | None) -> float:
    """1 where ``given`` lies in ``asked``; .7 where ``given`` is the coarser one that holds it; .4 where they overlap; else 0.

    A year asked for is met by any day in it; a month asked for is met only partly by the year around it.
    """
    want, have = span(asked), span(given) if given else None
    if want is None or have is None:
        return 0.0
    if want[0] <= have[0] and have[1] <= want[1]:
        return 1.0
    if have[0] <= want[0] and want[1] <= have[1]:
        return 0.7
    return 0.4 if have[0] <= want[1] and want[0] <= have[1] else 0.0
