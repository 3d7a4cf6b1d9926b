"""Readings of damaged numbers weighed against the other figures of the article: nearby years, and value, base and growth."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import product

from kg.figure_words import figure_words
from kg.model import Figure
from kg.units import to_base
from pipelines.articles.readings import Reading, Readings, normalised

_NEAR_YEARS = 3
_USUAL_STEP = 0.5  # decades: up to about threefold between two years nothing is odd
_MOST_ANCHORS = 6  # nearest figures of one series that a reading is compared with
_LEAST_CHANCE = 0.02  # of a reading that may support another
_ARITHMETIC = 20.0  # odds of a reading that makes value = base × (1 + growth) come out, against one that does not
_LEAST, _MOST = Decimal("1e-30"), Decimal("1e30")  # beyond these a number is no measurement
_YEAR = re.compile(r"(?:19|20)\d\d")

_Series = tuple[str, str, str | None]  # indicator, base unit, scope


@dataclass(frozen=True, slots=True)
class _Known:
    """A figure with its place in a series and what it may be, in the series' base unit."""

    index: int
    year: int
    factor: float  # one of the figure's unit, in base units
    readings: Readings


def corroborate(figures: Sequence[Figure], readings: Sequence[Readings | None]) -> tuple[Readings | None, ...]:
    """``readings`` (None: the number is not in doubt) with chances raised or lowered by what other figures say."""
    weighed = list(readings)
    for members in _series(figures, readings).values():
        for at, known in enumerate(members):
            own = weighed[known.index]
            if own is not None and len(members) > 1:
                near = [
                    m
                    for m in members[max(0, at - _MOST_ANCHORS) : at + _MOST_ANCHORS]
                    if 0 < abs(m.year - known.year) <= _NEAR_YEARS
                ]
                weighed[known.index] = _near_in_time(own, known, near)
    for triple in _triples(figures):
        _come_out(figures, triple, weighed)
    return tuple(weighed)


def _series(figures: Sequence[Figure], readings: Sequence[Readings | None]) -> dict[_Series, list[_Known]]:
    found: dict[_Series, list[_Known]] = {}
    for i, figure in enumerate(figures):
        year = _YEAR.search(figure.time or "")
        base = to_base(Decimal(1), figure.unit)
        if year is None or base is None or base[1] == "%" or not _LEAST < abs(figure.value) < _MOST:
            continue
        own = readings[i] or (Reading(figure.value, 0, 1.0),)
        found.setdefault((figure.indicator, base[1], figure.scope), []).append(_Known(i, int(year.group()), float(base[0]), own))
    return found


def _near_in_time(own: Readings, known: _Known, anchors: Sequence[_Known]) -> Readings:
    """The same thing a year or two apart is of like size: each power of ten beyond that costs a factor e."""
    if not anchors:
        return own

    def oddity(reading: Reading, anchor: _Known) -> float:
        value = abs(float(reading.value)) * known.factor
        steps = ((r.chance, abs(math.log10(value / (abs(float(r.value)) * anchor.factor)))) for r in anchor.readings if r.value)
        return math.fsum(chance * max(0.0, step - _USUAL_STEP) for chance, step in steps)

    def weight(reading: Reading) -> float:
        return math.exp(-math.fsum(oddity(reading, anchor) for anchor in anchors) / len(anchors))

    return normalised(replace(r, chance=r.chance * weight(r)) for r in own)


def _triples(figures: Sequence[Figure]) -> Iterator[tuple[int, int, int]]:
    """Indexes of (base, value, growth): one indicator and scope, the base a year before the value, the growth that of the value's time."""
    levels = {(f.indicator, f.scope, f.time): i for i, f in enumerate(figures) if f.time and f.qualifier not in ("over", "under")}
    for i, figure in enumerate(figures):
        of = _grown(figure)
        if of is None or not figure.time:
            continue
        value = levels.get((of, figure.scope, figure.time))
        base = levels.get((of, figure.scope, _year_before(figure.time)))
        if value is not None and base is not None and figures[value].unit == figures[base].unit:
            yield base, value, i


def _grown(figure: Figure) -> str | None:
    """The indicator whose growth over one year ``figure`` gives: 算力规模 of 算力规模同比增速."""
    if figure.unit != "%" or not (figure.basis == "同比" or "同比" in figure.indicator):
        return None
    suffix = next((word for word in figure_words().growth if figure.indicator.endswith(word)), None)
    return figure.indicator.removesuffix(suffix) if suffix else None


def _year_before(time: str) -> str:
    return _YEAR.sub(lambda match: str(int(match.group()) - 1), time)


def _come_out(figures: Sequence[Figure], triple: tuple[int, int, int], weighed: list[Readings | None]) -> None:
    """Lowers the readings with which value = base × (1 + growth) cannot hold within the rounding of all three.

    Base and value read with the same number of decimals come out alike, so a reading that comes out is not raised above others
    that do.
    """
    known = [weighed[i] or (Reading(figures[i].value, 0, 1.0),) for i in triple]
    comes_out: set[tuple[int, int]] = set()
    for combination in product(*known):
        if min(r.chance for r in combination) >= _LEAST_CHANCE and _consistent(*combination):
            comes_out.update((at, r.places) for at, r in enumerate(combination))
    for at, i in enumerate(triple):
        own = weighed[i]
        if own is not None and comes_out:
            weighed[i] = normalised(
                replace(r, chance=r.chance * (1.0 if (at, r.places) in comes_out else 1 / _ARITHMETIC)) for r in own
            )


def _consistent(base: Reading, value: Reading, growth: Reading) -> bool:
    def bounds(reading: Reading) -> tuple[float, float]:
        half = 0.5 * 10.0**-reading.places
        return float(reading.value) - half, float(reading.value) + half

    (base_low, base_high), (low, high), (growth_low, growth_high) = bounds(base), bounds(value), bounds(growth)
    return low <= base_high * (1 + growth_high / 100) and high >= base_low * (1 + growth_low / 100)
