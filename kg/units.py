"""Units of figures: what they measure and how they convert. The vocabulary is kg/lexicon/units.yaml; arithmetic is decimal."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path

from kg.errors import LexiconInvalid
from kg.yaml_data import load_yaml

UNIT_NAMESPACE = "http://qudt.org/vocab/unit/"
# 千 and 兆 begin units too (千瓦, 兆赫); they are multipliers only where no unit begins with them
MULTIPLIER = re.compile(r"(?:[十百]|[千仟](?![瓦米克赫伏])|[万萬](?!方数据)|[亿億])+")
_POWERS = {"十": 10, "百": 100, "千": 1000, "仟": 1000, "万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}
_LATIN = re.compile(r"[A-Za-zμµ°]+[²³]?(?:/[A-Za-z]+)?")
_FUSED = re.compile(r"(?:HBM|GDDR|LPDDR|DDR|FP|INT|BF|TF|SSD|NVM)[A-Za-z]*$")  # 64GBHBM2E, 1024TOPSINT8


@dataclass(frozen=True, slots=True)
class Unit:
    """``factor`` of ``base`` make one ``symbol``; ``big``: takes 万/亿; ``counting``: a classifier."""

    symbol: str
    zh: str
    dimension: str
    base: str
    factor: Decimal
    big: bool
    counting: bool
    qudt: str | None

    @property
    def iri(self) -> str | None:
        """The unit's QUDT IRI, where QUDT has the unit."""
        return UNIT_NAMESPACE + self.qudt if self.qudt else None


class Units:
    """All units, found by any of their spellings."""

    def __init__(self, rows: Sequence[Mapping[str, object]]) -> None:
        self.all: tuple[Unit, ...] = tuple(_unit(row) for row in rows)
        self._exact: dict[str, Unit] = {}
        self._folded: dict[str, Unit] = {}
        self._not_before: dict[str, str] = {}
        for row, unit in zip(rows, self.all, strict=True):
            for name in _names(row, unit):
                if name in self._exact:
                    raise LexiconInvalid(f"units.yaml: {name!r} is a name of both {self._exact[name].symbol} and {unit.symbol}")
                self._exact[name] = unit
                if row.get("fold"):
                    self._folded[name.casefold()] = unit
            if row.get("not_before"):
                self._not_before[unit.symbol] = str(row["not_before"])
        self._by_first: dict[str, list[str]] = {}
        for name in sorted(self._exact, key=len, reverse=True):
            self._by_first.setdefault(name[0], []).append(name)

    def named(self, name: str) -> Unit | None:
        """The unit spelt ``name``, without 万/亿."""
        return self._exact.get(name) or self._folded.get(name.casefold())

    def split(self, unit: str) -> tuple[Decimal, Unit | None]:
        """Multiplier and unit of a written unit: 万架 -> (10000, 架); unknown -> (1, None)."""
        known = self.named(unit)
        if known:
            return Decimal(1), known
        head = MULTIPLIER.match(unit)
        if head and head.end() == len(unit):
            return multiplier(unit), None
        known = self.named(unit[head.end() :]) if head else None
        return (multiplier(head.group()), known) if head and known else (Decimal(1), None)

    def match(self, text: str, start: int) -> tuple[int, Unit] | None:
        """The longest unit spelt in ``text`` at ``start``, with its end; a Latin unit must be a whole word."""
        if start >= len(text):
            return None
        latin = _LATIN.match(text, start)
        if latin:
            return self._latin(latin.group(), start)
        for name in self._by_first.get(text[start], ()):
            if text.startswith(name, start):
                end = start + len(name)
                if len(name) == 1 and end < len(text) and text[end] in self._not_before.get(self._exact[name].symbol, ()):
                    return None
                return end, self._exact[name]
        return None

    def _latin(self, word: str, start: int) -> tuple[int, Unit] | None:
        for piece in (word, word.partition("/")[0]):
            unit = self.named(piece)
            if unit:
                return start + len(piece), unit
        for length in range(min(len(word) - 2, 7), 1, -1):
            if _FUSED.match(word, length) and (unit := self.named(word[:length])):
                return start + length, unit
        return None


def _unit(row: Mapping[str, object]) -> Unit:
    try:
        return Unit(
            symbol=str(row["symbol"]),
            zh=str(row["zh"]),
            dimension=str(row["dimension"]),
            base=str(row["base"]),
            factor=Decimal(str(row["factor"])),
            big=bool(row.get("big")),
            counting=bool(row.get("counting")),
            qudt=str(row["qudt"]) if row.get("qudt") else None,
        )
    except KeyError as missing:
        raise LexiconInvalid(f"units.yaml: row {dict(row)} has no {missing}") from missing


def _names(row: Mapping[str, object], unit: Unit) -> list[str]:
    aliases = row.get("aliases") or []
    if not isinstance(aliases, list):
        raise LexiconInvalid(f"units.yaml: aliases of {unit.symbol} are no list")
    return [unit.symbol, *map(str, aliases)]


def multiplier(text: str) -> Decimal:
    """Value of a run of 十百千万亿 read as a product: 万亿 -> 10^12, 百亿亿 -> 10^18; empty -> 1."""
    value = Decimal(1)
    for sign in text:
        value *= _POWERS[sign]
    return value


@cache
def units() -> Units:
    """The units of kg/lexicon/units.yaml, read once."""
    path = Path(__file__).parent / "lexicon" / "units.yaml"
    rows = load_yaml(path.read_text(encoding="utf-8"))
    return Units(rows["units"])


def to_base(value: Decimal, unit: str) -> tuple[Decimal, str] | None:
    """Value in the base of its dimension, and that base: (830, 万架) -> (8300000, 架); None for an unknown unit.

    万 and 亿 alone count things: (130, 亿) -> (13000000000, ""). A rate of two units converts both: (2, 万笔/秒) -> (20000, 笔/秒).
    """
    factor, known = units().split(unit)
    if known:
        return value * factor * known.factor, known.base
    if not unit or factor != 1:
        return value * factor, ""
    above, slash, below = unit.partition("/")
    if not slash:
        return None
    factor, top = units().split(above)
    below_factor, bottom = units().split(below)
    if not top or not bottom:
        return None
    return value * factor * top.factor / (below_factor * bottom.factor), f"{top.base}/{bottom.base}"


def dimension(unit: str) -> str:
    """What ``unit`` measures: compute, money, percent ...; "count" for 万 and 亿 alone, "rate" for a/b, "" for an unknown unit."""
    if not unit:
        return "bare"
    factor, known = units().split(unit)
    if known:
        return known.dimension
    if factor != 1:
        return "count"
    return "rate" if to_base(Decimal(1), unit) else ""
