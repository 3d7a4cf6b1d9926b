"""Arithmetic of compound units (元/千瓦时, 笔/秒, TFLOPS/W) with pint; the only file that imports it.

The registry holds the units of kg/lexicon/units.yaml and nothing else: a base unit is a dimension of its own, or what its ``equals``
says (GB/s = GB / 秒). Numbers are fractions, so nothing is rounded. kg/units.py imports this file where it meets a compound, not before:
importing pint costs more CPU than answering a question (docs/decisions/0011-units.md).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction

import pint
from pint.util import UnitsContainer

Powers = Mapping[str, int]
"""Symbols of units with their exponents: {元: 1, 千瓦时: -1}."""


class UnitRegistry:
    """Units as pint knows them. A row is symbol, base, factor (of the base make one) and what a base equals in other units, or None."""

    def __init__(self, rows: Iterable[tuple[str, str, Decimal, str | None]]) -> None:
        known = sorted(rows, key=lambda row: row[0] != row[1])  # bases first
        self._names = {symbol: _name(symbol, index) for index, (symbol, *_) in enumerate(known)}
        self._pint: pint.UnitRegistry[Fraction] = pint.UnitRegistry(None, non_int_type=Fraction, cache_folder=None)
        for symbol, base, factor, equals in known:
            name = self._names[symbol]
            definition = f"{factor:f} * {self._names[base]}" if symbol != base else equals or f"[{name}]"
            self._pint.define(f"{name} = {definition}")

    def ratio(self, above: Powers, below: Powers) -> Fraction | None:
        """How many of ``below`` make one of ``above``; None where they do not measure the same."""
        try:
            return Fraction(self._pint.convert(Fraction(1), self._container(above), self._container(below)))
        except pint.DimensionalityError:
            return None

    def _container(self, powers: Powers) -> UnitsContainer:
        return UnitsContainer({self._names[symbol]: power for symbol, power in powers.items() if power})


def _name(symbol: str, index: int) -> str:
    """pint wants identifiers: GB stays GB, so that ``equals`` can name it; 次/秒 and % get a number."""
    return symbol if symbol.isidentifier() else f"unit{index}"
