"""Conflicts: two sides that say of one measure what cannot both be true, with the likely cause.

Claims of one measure are sorted by what their numbers leave open and put on as few sides as possible, so that all numbers of a side
can be one number: reports that bear one another out are one side. An article that gives several values of what we take for one measure
tells them apart by something that was not read, and contradicts nobody.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pyoxigraph import NamedNode

from kg.reconcile.causes import Cause, Reason, reason
from kg.reconcile.claims import Claim
from kg.reconcile.facts import claims
from kg.reconcile.measures import Measure, measure, same_stage
from kg.store import GraphStore

_Cell = tuple[str, str | None]  # status, precision
_EXPLAINED: frozenset[Cause] = frozenset({"scope", "precision", "forecast", "period", "rounding"})


@dataclass(frozen=True, slots=True)
class Conflict:
    """``sides[0]`` is the better supported: printed whole, by more articles, or later. The first claim of each side stands for it."""

    sides: tuple[tuple[Claim, ...], tuple[Claim, ...]]
    reason: Reason

    @property
    def explained(self) -> bool:
        """The two very likely measure different things: a difference to know of rather than a contradiction."""
        return self.reason.cause in _EXPLAINED


def conflicts(store: GraphStore, indicator: NamedNode | None = None) -> list[Conflict]:
    """All conflicts of the graph, or of one indicator; contradictions first, then by what is measured."""
    return conflicts_among(claims(store, indicator))


def conflicts_among(told: Iterable[Claim]) -> list[Conflict]:
    """The conflicts among ``told``, whatever its order."""
    measures: dict[Measure, list[Claim]] = {}
    for claim in sorted(told, key=_place):
        about = measure(claim)
        if about is not None:
            measures.setdefault(about, []).append(claim)
    found = [conflict for members in measures.values() if len(members) > 1 for conflict in _in_measure(members)]
    return sorted(found, key=_order)


def _in_measure(members: Sequence[Claim]) -> Iterator[Conflict]:
    cells: dict[_Cell, list[Claim]] = {}
    for claim in members:
        cells.setdefault((claim.status, claim.precision), []).append(claim)
    clear = {cell: list(_clear(told)) for cell, told in cells.items()}
    for told in clear.values():
        sides = _sides(told)
        for other in sides[1:]:
            yield from _between(sides[0], other)
    for (status, precision), told in clear.items():
        if precision is None:
            yield from _across(told, [c for (s, p), held in clear.items() if s == status and p for c in held])
        if status == "forecast":
            yield from _across(told, clear.get(("actual", precision), []))


def _clear(told: Sequence[Claim]) -> Iterator[Claim]:
    """The claims of those articles that say one thing, or of each teller in it one thing."""
    articles: dict[str, dict[str | None, list[Claim]]] = {}
    for claim in told:
        articles.setdefault(claim.article, {}).setdefault(claim.statistician, []).append(claim)
    for tellers in articles.values():
        one = _can_be_one([claim for said in tellers.values() for claim in said])
        if one or (None not in tellers and all(map(_can_be_one, tellers.values()))):
            for said in tellers.values():
                yield from said


def _can_be_one(told: Sequence[Claim]) -> bool:
    low, high = max(c.interval.low for c in told), min(c.interval.high for c in told)
    return low < high or any(c.interval.low == c.interval.high for c in told) and low == high


def _excluded(one: Claim, other: Claim) -> bool:
    """Whether no number is meant by both. That they touch at the end is no overlap: 47 is not 48."""
    return not _can_be_one((one, other))


def _sides(told: Sequence[Claim]) -> list[tuple[Claim, ...]]:
    """As few groups as possible of claims that can be one number; the first of each excludes the first of every other."""
    groups: list[list[Claim]] = []
    for claim in sorted(told, key=lambda c: (c.interval.high, -c.interval.low, _place(c))):
        if groups and not _excluded(groups[-1][0], claim):
            groups[-1].append(claim)
        else:
            groups.append([claim])
    return sorted(map(tuple, groups), key=_weight, reverse=True)


def _weight(side: Sequence[Claim]) -> tuple[bool, int, str, str]:
    """A number printed whole, then more articles, then the later, then by place: never by order of reading."""
    latest = max(claim.published.isoformat() if claim.published else "" for claim in side)
    return side[0].raw is None, len({claim.article for claim in side}), latest, side[0].article


def _across(told: Sequence[Claim], others: Sequence[Claim]) -> Iterator[Conflict]:
    """Between claims of two kinds (precision unsaid and said, forecast and actual), where none of one agrees with any of the other.

    An article that makes both kinds tells them apart.
    """
    both = {claim.article for claim in others}
    told = [claim for claim in told if claim.article not in both]
    if not told or not others:
        return
    side, against = _sides(told)[0], _sides(others)[0]
    if all(_excluded(side[0], other) for other in others):
        yield from _between(against, side)


def _between(one: tuple[Claim, ...], other: tuple[Claim, ...]) -> Iterator[Conflict]:
    if same_stage(one[0], other[0]):
        yield Conflict((one, other), reason(one[0], other[0]))


def _place(claim: Claim) -> tuple[str, int, str]:
    return claim.article, claim.start, claim.observation


def _order(conflict: Conflict) -> tuple[object, ...]:
    first, second = (side[0] for side in conflict.sides)
    return conflict.explained, first.indicator, first.about_label, first.period or "", _place(first), _place(second)
