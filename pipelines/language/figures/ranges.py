"""A range is one figure: 10至15千瓦 has its lower end as value and both ends as bounds; the upper end is told of as its end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.model import Figure, IgnoredNumber


def folded(figures: Sequence[Figure], text: str) -> tuple[tuple[Figure, ...], tuple[IgnoredNumber, ...]]:
    """``figures`` with the two ends of each range as one, and the upper ends as numbers that are no figures of their own."""
    found: list[Figure] = []
    ends: list[IgnoredNumber] = []
    for figure in figures:
        if found and _ends(found[-1], figure):
            first = found[-1]
            ends.append(IgnoredNumber(figure.start, figure.end, figure.as_written, "range_end"))
            found[-1] = replace(first, end=figure.end, as_written=text[first.start : figure.end])
        else:
            found.append(figure)
    return tuple(found), tuple(ends)


def _ends(low: Figure, high: Figure) -> bool:
    """Whether ``high`` is the upper end of the range that ``low`` begins."""
    bounds = (low.lower, low.upper)
    return (
        None not in bounds
        and bounds == (high.lower, high.upper)
        and {low.value, high.value} == set(bounds)
        and low.value != high.value
        and high.start - low.end <= 4
        and low.repair is None
        and high.repair is None
    )
