"""Readings of damaged numbers weighed against the article's other figures (nearby years; value, base and growth) and other articles."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import product

from kg.figure_words import figure_words
from kg.model import Figure, Reported
from kg.units import to_base
from pipelines.articles.damage.elsewhere import agreeing, raised
from pipelines.articles.damage.readings import Reading, Readings, normalised

_NEAR_YEARS = 3
_USUAL_STEP, _ODD = 0.5, 1.0  # decades: up to about threefold between two years nothing is odd; beyond, a decade costs a factor e
_SAME_YEAR_STEP, _SAME_YEAR_ODD = 0.1, 3.0  # two articles on one thing in one year differ by a quarter at most, or by cause
_MOST_ANCHORS = 6  # nearest figures of one series that a reading is compared with
_LEAST_CHANCE = 0.02  # of a reading that may support another
_ARITHMETIC = 20.0  # odds of a reading that makes value = base × (1 + growth) come out, against one that does not
_LEAST, _MOST = Decimal("1e-30"), Decimal("1e30")  # beyond these a number is no measurement
_YEAR = re.compile(r"(?:19|20)\d\d")

_Series = tuple[str, str, str | None]  # indicator, base unit, scope


@dataclass(frozen=True, slots=True)
class _Known:
    """A figure with its place in a series and what it may be, in the series' base unit."""

    index: int | None  # None: another article's
    year: int
    factor: float  # one of the figure's unit, in base units
    readings: Readings


def corroborate(
    figures: Sequence[Figure], readings: Sequence[Readings | None], reported: Sequence[Reported] = ()
) -> tuple[Readings | None, ...]:
    """``readings`` (None: the number is not in doubt) with chances raised or lowered by what other figures say.

    ``reported``: what other articles print, undamaged, of the same indicators and scopes.
    """
    weighed = list(readings)
    for members in _series(figures, readings, reported).values():
        for at, known in enumerate(members):
            own = None if known.index is None else weighed[known.index]
            if known.index is not None and own is not None and len(members) > 1:
                weighed[known.index] = _near_in_time(own, known, _anchors(members, at))
    for triple in _triples(figures):
        _come_out(figures, triple, weighed)
    for i, own in enumerate(weighed):
        if own is not None and reported:
            weighed[i] = _printed_elsewhere(own, figures[i], reported)
    return tuple(weighed)


def _anchors(members: Sequence[_Known], at: int) -> list[_Known]:
    """The nearest in text of the same series: this article's of other years, another's of the same year too."""
    own = members[at]
    around = (*members[max(0, at - _MOST_ANCHORS) : at], *members[at + 1 : at + _MOST_ANCHORS])
    return [m for m in around if abs(m.year - own.year) <= _NEAR_YEARS and (m.year != own.year or m.index is None)]


def _printed_elsewhere(own: Readings, figure: Figure, reported: Sequence[Reported]) -> Readings:
    """A reading that another article prints of the same indicator, scope and period gains its odds."""
    agreed = {r.places for r in own if agreeing(figure, r.value, reported)}
    if not agreed:
        return own
    together = math.fsum(r.chance for r in own if r.places in agreed)
    gain = raised(together) / together
    loss = (1 - raised(together)) / (1 - together) if together < 1 else 0.0
    return normalised(replace(r, chance=r.chance * (gain if r.places in agreed else loss)) for r in own)


def _series(
    figures: Sequence[Figure], readings: Sequence[Readings | None], reported: Sequence[Reported]
) -> dict[_Series, list[_Known]]:
    found: dict[_Series, list[_Known]] = {}
    for i, figure in enumerate(figures):
        year = _YEAR.search(figure.time or "")
        base = to_base(Decimal(1), figure.unit)
        if year is None or base is None or base[1] == "%" or not _LEAST < abs(figure.value) < _MOST:
            continue
        own = readings[i] or (Reading(figure.value, 0, 1.0),)
        found.setdefault((figure.indicator, base[1], figure.scope), []).append(_Known(i, int(year.group()), float(base[0]), own))
    for other in reported:
        year, base = _YEAR.search(other.time or ""), to_base(Decimal(1), other.unit)
        series = (other.indicator, base[1], other.scope) if base else None
        if series in found and year and base and _LEAST < abs(other.value) < _MOST:
            sure = (Reading(other.value, 0, 1.0),)
            found[series].append(_Known(None, int(year.group()), float(base[0]), sure))
    return found


def _near_in_time(own: Readings, known: _Known, anchors: Sequence[_Known]) -> Readings:
    """The same thing a year or two apart is of like size, in one year of nearly the same."""
    if not anchors:
        return own

    def oddity(reading: Reading, anchor: _Known) -> float:
        value = abs(float(reading.value)) * known.factor
        steps = ((r.chance, abs(math.log10(value / (abs(float(r.value)) * anchor.factor)))) for r in anchor.readings if r.value)
        usual, odd = (_SAME_YEAR_STEP, _SAME_YEAR_ODD) if anchor.year == known.year else (_USUAL_STEP, _ODD)
        return math.fsum(chance * odd * max(0.0, step - usual) for chance, step in steps)

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
