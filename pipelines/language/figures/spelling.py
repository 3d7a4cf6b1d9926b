"""The unit as the text spells it: kW and not 千瓦, 摄氏度 and not ℃, Token/s; what it converts to is the same."""

from __future__ import annotations

import re
from decimal import Decimal

from kg.model import Quantity
from kg.units import MULTIPLIER, to_base, units
from pipelines.language.figures.clause import Place, within

# kinds of unit with two spellings that readers keep apart; a card, a yuan, an EFLOPS has one, and times are told in Chinese
_SPELT = frozenset(
    ["power", "apparent_power", "energy", "length", "temperature", "data", "tokens", "voltage", "mass", "frequency"]
)
_BETWEEN = re.compile(r"[ \u00a0\u2009]?(?:[余多几])?")
_RATE = re.compile(r" ?/ ?[A-Za-z]+(?![A-Za-z])")


def spelt(place: Place) -> str:
    """The unit of the quantity at ``place`` in the letters of the text; of 1180、640、1905 tokens/s the last has it for all."""
    quantity = place.quantity
    if place.members > 1 and quantity.end < place.list_end:
        last = next(
            (q for q in reversed(within(place.analysis.quantities, quantity.end, place.list_end)) if q.end == place.list_end),
            None,
        )
        if last is not None and last.unit == quantity.unit:
            return _spelt(last)
    return _spelt(quantity)


def _spelt(quantity: Quantity) -> str:
    """``quantity.unit`` in the letters of its text where these name the same unit; 万 and 亿 before it stay."""
    factor, _, per = quantity.unit.partition("/")
    _, known = units().split(factor)
    if known is None or known.counting or known.dimension not in _SPELT:
        return quantity.unit
    said = quantity.text[quantity.number_end - quantity.start :]
    at = _after(said, 0)
    size = MULTIPLIER.match(said, at)
    found = units().match(said, at) or (units().match(said, _after(said, size.end())) if size else None)
    if found is None or found[1] != known:
        return quantity.unit
    begin = _after(said, size.end()) if size and not units().match(said, at) else at
    written = said[begin : found[0]]
    if written.startswith("个"):
        return quantity.unit
    head = factor[: len(factor) - len(known.symbol)] + written
    rate = _RATE.match(said, found[0])
    if not per:
        return head
    written = head + (rate.group().replace(" ", "") if rate else "/" + per)
    return written if to_base(Decimal(1), written) == to_base(Decimal(1), quantity.unit) else quantity.unit


def _after(said: str, at: int) -> int:
    found = _BETWEEN.match(said, at)
    return found.end() if found else at
