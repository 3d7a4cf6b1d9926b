"""One thing told twice: unit slips (亿元 for 万亿元, P for E), values that contradict one another, values beyond all bounds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache

from kg.check_words import check_words
from kg.figure_words import figure_words
from kg.indicators import Indicator, indicators
from kg.intervals import bound
from kg.model import Finding, FindingKind, Severity
from kg.units import to_base, units
from kg.vocab import plain
from pipelines.articles.checks.told import Term, Told
from pipelines.articles.checks.verdict import number, ordered, slips

_MOST = 12  # distinct values of one thing that are compared
_Thing = tuple[str | None, ...]


def check_repeats(told: Told) -> Iterator[Finding]:
    """A finding for every two values of one thing that exclude each other, in text order of the second."""
    for members in _things(told).values():
        seen: list[Term] = []
        for term in members:
            if len(seen) >= _MOST or any(term.value == other.value for other in seen):
                continue
            found = next((f for other in seen if (f := _compared(told, other, term))), None)
            if found is not None:
                yield found
            seen.append(term)


def check_ranges(told: Told) -> Iterator[Finding]:
    """A finding for every value far outside what its indicator can be; a slip of 万, 亿 or P is named where it would explain it."""
    for term in told.terms:
        known = indicators().named(term.figure.indicator)
        if known is None or term.kind not in ("level", "share") or not _comparable(term, known):
            continue
        if indicators().find(term.figure.metric) != known:
            continue  # the text names another thing (WUE) in words that the reader took for this one
        if term.interval.high < known.low or term.interval.low > known.high:
            yield _out_of_range(term, known)


def _comparable(term: Term, known: Indicator) -> bool:
    bare = not term.figure.unit and known.dimensions[0] in ("ratio", "bare", "score")
    return bare or term.base == _base_of(known)


@cache
def _base_of(known: Indicator) -> str:
    """The unit that the plausible range of ``known`` is in: TOPS are no EFLOPS, 种 are no 个."""
    named = to_base(Decimal(1), known.unit) if known.unit else None
    first = next((unit.base for unit in units().all if unit.dimension == known.dimensions[0]), "")
    return named[1] if named else first


def _things(told: Told) -> dict[_Thing, list[Term]]:
    """Levels by all that tells one thing from another; a thing without time or without its own words is none."""
    found: dict[_Thing, list[Term]] = {}
    for at, term in enumerate(told.terms):
        figure = term.figure
        if term.kind not in ("level", "share") or not figure.time or figure.status != "actual" or told.earlier(at):
            continue
        thing = (figure.indicator, figure.metric, figure.scope, figure.time, figure.basis, figure.precision, term.base)
        found.setdefault((*thing, figure.statistician), []).append(term)
    return found


def _compared(told: Told, one: Term, other: Term) -> Finding | None:
    exact = one.figure.qualifier == other.figure.qualifier == "exact"
    if not exact or one.interval.meets(other.interval) or one.sentence == other.sentence:
        return None
    power = next((p for p in slips(one) if one.interval.scaled(Decimal(10) ** p).meets(other.interval)), 0)
    repaired = any(term.figure.repair for term in (one, other))
    if _regions(told, one) != _regions(told, other):
        return None
    known = all(_sure(told, term) for term in (one, other)) and not repaired
    severity: Severity = "contradiction" if known else "suspicious"
    kind: FindingKind = "slip" if power else "repeat"
    if not power and not known:
        return None
    scale = 1 / other.factor
    return Finding(
        kind=kind,
        severity=severity,
        operands=ordered([("other", one), ("value", other)]),
        formula=f"{number(one)}{_unit(one)} ≠ {number(other)}{_unit(other)}",
        printed=other.figure.value,
        unit=other.figure.unit,
        lower=bound(one.interval.low * scale),
        upper=bound(one.interval.high * scale),
        repaired=repaired,
        suspect=one.start if power else None,
        slip=power,
    )


def _unit(term: Term) -> str:
    return "" if term.figure.unit == "%" else term.figure.unit


def _sure(told: Told, term: Term) -> bool:
    """The text itself says when and of whom, the indicator is no noun phrase of unsure borders, and no other speaker is in sight."""
    figure = term.figure
    if figure.statistician is None and re.search(check_words().voice, told.opening(term)):
        return False
    return figure.time_basis == "stated" and figure.scope is not None and figure.known_indicator


def _regions(told: Told, term: Term) -> frozenset[str]:
    """The regions named before the number, of which a reader may have missed one."""
    words, opening = check_words(), told.opening(term)
    named = {word for word in figure_words().regions if word in opening and not re.fullmatch(words.nation, word)}
    return frozenset(named | ({""} if re.search(words.nation, opening) else set()))


def _out_of_range(term: Term, known: Indicator) -> Finding:
    power = next((p for p in slips(term) if known.plausible(term.value * Decimal(10) ** p)), 0)
    suggestion = _plausible_reading(term, known)
    scale = 1 / term.factor
    low, high = known.low * scale, known.high * scale
    relation = f"> {plain(high)}" if term.value > known.high else f"< {plain(low)}"
    return Finding(
        kind="range",
        severity="suspicious",
        operands=ordered([("value", term)]),
        formula=f"{number(term)} {relation}",
        printed=term.figure.value,
        unit=term.figure.unit,
        lower=low,
        upper=high,
        repaired=term.figure.repair is not None,
        suspect=term.start if power or suggestion is not None else None,
        suggestion=suggestion,
        slip=0 if suggestion is not None else power,
    )


def _plausible_reading(term: Term, known: Indicator) -> Decimal | None:
    readings: Sequence[Decimal] = term.figure.repair.alternatives if term.figure.repair else ()
    return next((value for value in readings if known.plausible(value * term.factor)), None)
