"""Claims: what one article states of one measure, with all that is needed to compare it with another's."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kg.intervals import Interval, round_interval, stated
from kg.units import to_base

_ROUND = Decimal("0.005")
_NUMERAL = re.compile(r"\d[\d,，]*\.\d+")


@dataclass(frozen=True, slots=True)
class Claim:
    """One reading of a figure in one article. ``interval`` is what the number leaves open, in ``base_unit``."""

    observation: str  # IRI
    indicator: str
    metric: str | None  # the indicator as the text words it, where it differs
    about: str  # what tells the subject from others: its IRI; "" where the text names none that is known
    about_label: str
    about_type: str
    value: Decimal
    unit: str
    interval: Interval
    exact: bool  # without a word of bound (超, 约, 不足)
    base_unit: str
    period: str | None
    period_basis: str | None  # stated, context, published, none
    status: str
    basis: str | None
    precision: str | None
    statistician: str | None
    surface: str
    start: int
    clause: str
    confidence: float
    article: str  # id
    title: str
    published: date | None
    source: str | None
    sentence: str
    sentence_start: int
    sentence_end: int
    raw: str | None = None  # as printed, where the number is a repair or in doubt
    alternatives: tuple[Decimal, ...] = ()  # other readings of it, in ``unit``
    doubts: tuple[tuple[str, str], ...] = ()  # (zh, en): what the article's own arithmetic says against the number


def in_base(unit: str) -> tuple[Decimal, str]:
    """How many base units ``unit`` is, and the base unit; 1 and the unit itself where it is unknown."""
    return to_base(Decimal(1), unit) or (Decimal(1), unit)


def open_interval(
    value: Decimal, unit: str, bounds: tuple[Decimal | None, Decimal | None] = (None, None), surface: str = ""
) -> Interval:
    """What a number written ``surface`` leaves open, in base units. A round number stands for what is within half a per cent."""
    exact = stated(_as_printed(value, surface), unit, *bounds, surface)
    loose = round_interval(value, _ROUND) if bounds == (None, None) else None
    return (loose if loose and loose.low < exact.low else exact).scaled(in_base(unit)[0])


def _as_printed(value: Decimal, surface: str) -> Decimal:
    """``value`` with the trailing zeros that the text has and the graph has not: 15 of 15.0%."""
    for numeral in _NUMERAL.findall(surface):
        written = Decimal(numeral.replace(",", "").replace("，", ""))
        if written == abs(value):
            return written.copy_sign(value)
    return value
