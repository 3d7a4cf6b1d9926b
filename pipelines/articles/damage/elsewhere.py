"""What other articles print of the same thing: which readings of a doubtful number they bear out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from kg.model import Figure, Reported
from kg.periods import span
from kg.units import to_base

# Odds that another article prints a value because it is the true one, against chance: two figures of one indicator, scope and
# period agree in about 7 of 10 pairs of articles, a wrong reading meets the printed digits of another in about 2 of 100.
_AGREED = 35.0
_SUREST = 0.99  # a reading stays a hypothesis


def agreeing(figure: Figure, value: Decimal, reported: Sequence[Reported]) -> tuple[str, ...]:
    """Ids of the articles that print ``value`` for what ``figure`` measures; sorted, each once."""
    wanted = to_base(value, figure.unit) if figure.unit else (value, "")
    if wanted is None:
        return ()
    found = {r.article for r in reported if _same_thing(figure, r) and (to_base(r.value, r.unit) or (r.value, "")) == wanted}
    return tuple(sorted(found))


def raised(chance: float) -> float:
    """``chance`` of a reading after another article was found to print it."""
    odds = _AGREED * chance
    return min(odds / (odds + 1 - chance), max(_SUREST, chance))


def borne_out(figure: Figure, unit_restored: float | None, reported: Sequence[Reported]) -> Figure:
    """``figure`` with the articles that print its repaired value.

    Its confidence rises by what they say of a restored unit, whose chance was ``unit_restored``: the place of the point was weighed
    against them before.
    """
    articles = agreeing(figure, figure.value, reported) if figure.repair else ()
    if figure.repair is None or not articles:
        return figure
    gain = raised(unit_restored) / unit_restored if unit_restored else 1.0
    repair = replace(figure.repair, confidence=round(figure.repair.confidence * gain, 3), corroborated_by=articles)
    return replace(figure, confidence=round(min(figure.confidence * gain, 1.0), 3), repair=repair)


def _same_thing(figure: Figure, other: Reported) -> bool:
    if (figure.indicator, figure.scope, figure.status) != (other.indicator, other.scope, other.status):
        return False
    if (figure.basis, figure.precision) != (other.basis, other.precision):
        return False
    return (
        figure.time is not None and other.time is not None and (figure.time == other.time or _same_end(figure.time, other.time))
    )


def _same_end(one: str, other: str) -> bool:
    """2024-06 and 2024-01/2024-06 end on the same day: both give the state at the end of June 2024."""
    first, second = span(one), span(other)
    return first is not None and second is not None and first[1] == second[1]
