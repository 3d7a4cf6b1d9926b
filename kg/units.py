"""Units of figures: what they measure and how they convert. The vocabulary is kg/lexicon/units.yaml; arithmetic is decimal."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import LexiconInvalid
from kg.unit_rows import Unit, listed, unit_of
from kg.yaml_data import load_yaml

if TYPE_CHECKING:
    from kg.unit_registry import UnitRegistry

__all__ = ["MULTIPLIER", "Unit", "Units", "convert", "dimension", "multiplier", "to_base", "units"]

# 千 and 兆 begin units too (千瓦, 兆赫); they are multipliers only where no unit begins with them
MULTIPLIER = re.compile(r"(?:[十百]|[千仟](?![瓦米克赫伏])|[万萬](?!方数据)|[亿億])+")
_POWERS = {"十": 10, "百": 100, "千": 1000, "仟": 1000, "万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}
_LATIN = re.compile(r"[A-Za-zμµ°Å]+(?:[²³]|(?<=m)[23](?![\dA-Za-z]))?(?:/[A-Za-z]+(?:[²³]|(?<=m)[23](?![\dA-Za-z]))?)?")
_AFTER_DIGIT = re.compile(r"\d[十百千万亿多余]* ?$")
_SIGN = re.compile(r"[/·]")
_PER = re.compile(r" ?/ ?|·")
_NO_DIVISORS = ("prefix", "parameters", "percent", "percentage_point", "multiple", "ratio")
_FUSED = re.compile(r"(?:HBM|GDDR|LPDDR|DDR|FP|INT|BF|TF|SSD|NVM)[A-Za-z]*$")  # 64GBHBM2E, 1024TOPSINT8


class Units:
    """All units, found by any of their spellings."""

    def __init__(self, rows: Sequence[Mapping[str, object]]) -> None:
        bases = {str(row.get("symbol")): row for row in rows}
        self.all: tuple[Unit, ...] = tuple(unit_of(row, bases.get(str(row.get("base")), {})) for row in rows)
        self._exact: dict[str, Unit] = {}
        self._folded: dict[str, Unit] = {}
        self._per: dict[str, Unit] = {}
        self._not_before: dict[str, str] = {}
        for row, unit in zip(rows, self.all, strict=True):
            for name in (unit.symbol, *listed(row, "aliases")):
                if name in self._exact:
                    raise LexiconInvalid(f"units.yaml: {name!r} is a name of both {self._exact[name].symbol} and {unit.symbol}")
                self._exact[name] = unit
                if row.get("fold"):
                    self._folded[name.casefold()] = unit
            self._per.update(dict.fromkeys(listed(row, "per"), unit))
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
        for name in self._by_first.get(text[start], ()):
            if text.startswith(name, start) and not (latin and _cut(name, text, start)):
                end, unit = start + len(name), self._exact[name]
                whole = name == unit.symbol or len(name) == 1
                if whole and text[end : end + 1] and text[end] in self._not_before.get(unit.symbol, ()):
                    return None
                if unit.arabic and not _AFTER_DIGIT.search(text, max(0, start - 6), start):
                    return None
                return end, unit
        return self._latin(latin.group(), start) if latin else None

    def below(self, text: str, end: int, above: Unit | None) -> int:
        """Where the units end that divide ``above``, which ends at ``end``: P in 万元/P, 架/月 in 元/架/月; ``end`` where there are none.

        Without ``above`` a first unit has divided already, and more may follow: 月 in 元/架/月, 元/机柜·月.
        """
        after = end
        while sign := _PER.match(text, after):
            found = self._divisor(text, sign.end())
            first = above if after == end else None
            if found is None or not _divides(first, found[1], sign.group().strip()):
                break
            after = found[0]
        return after

    def _divisor(self, text: str, start: int) -> tuple[int, Unit] | None:
        size = MULTIPLIER.match(text, start)
        found = self.match(text, start) or (self.match(text, size.end()) if size else None)
        if found is None:
            spelt = (name for name in self._per if text.startswith(name, start) and not _cut(name, text, start))
            found = next(((start + len(name), self._per[name]) for name in spelt), None)
        return found

    def divisor(self, name: str) -> tuple[Decimal, Unit | None]:
        """Like ``split``, of a unit after a slash: 月 -> (1, 个月), 度 -> (1, 千瓦时)."""
        return (Decimal(1), self._per[name]) if name in self._per else self.split(name)

    def _latin(self, word: str, start: int) -> tuple[int, Unit] | None:
        for piece in (word, word.partition("/")[0]):
            unit = self.named(piece)
            if unit:
                return start + len(piece), unit
        for length in range(min(len(word) - 2, 7), 1, -1):
            if _FUSED.match(word, length) and (unit := self.named(word[:length])):
                return start + length, unit
        return None


def _divides(above: Unit | None, below: Unit, sign: str) -> bool:
    """Whether a sign before ``below`` makes a rate. Between two things counted or two of one dimension it is an "or": 台/套, PB/EB."""
    if below.dimension in _NO_DIVISORS:
        return False
    if above is None:
        return True
    if above.dimension == below.dimension:
        return above.dimension == "money" and above.base != below.base  # 元/美元
    per_second = above.symbol.endswith(("/秒", "/s", "FLOPS", "OPS", "bps")) and below.dimension == "duration"
    return sign == "/" and not per_second and not (above.counting and below.counting)


def _cut(name: str, text: str, start: int) -> bool:
    """Whether ``name`` at ``start`` is only the beginning of a Latin word: GB in GBps, but not GPU小时 before Chinese."""
    after = start + len(name)
    return name[-1].isascii() and name[-1].isalnum() and text[after : after + 1].isascii() and text[after : after + 1].isalnum()


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

    万 and 亿 alone count things: (130, 亿) -> (13000000000, ""). Of a compound each part is converted: (2, 万笔/秒) -> (20000, 笔/秒).
    """
    factor, known = units().split(unit)
    if known:
        return value * factor * known.factor, known.base
    if not unit or factor != 1:
        return value * factor, ""
    base = _compound_base(unit)
    return (_decimal(Fraction(value) * base[0]), base[1]) if base else None


def convert(value: Decimal, unit: str, target: str) -> Decimal | None:
    """``value`` of ``unit`` in ``target``; None where one is unknown or they do not measure the same (TOPS and TFLOPS, 架 and 台).

    Computed in fractions and rounded once, to 28 digits: (6, 元/小时, 元/天) is 144, (1.5, 亿千瓦时, 吉瓦时) is 150.
    """
    ratio = _ratio(unit, target)
    return None if ratio is None else _decimal(Fraction(value) * ratio)


@dataclass(frozen=True, slots=True)
class _Parts:
    """A unit taken apart: 万笔/分钟 is 10000 (``scale``) of 笔 to the 1 and 分钟 to the -1, of which ``bases`` are 笔 and 秒.

    A unit that is no compound is told in its base at once.
    """

    scale: Fraction
    powers: Mapping[str, int]
    bases: Mapping[str, int]
    base: str  # the bases as one writes them: 笔/秒


def _parts(unit: str) -> _Parts | None:
    """Parts of a known unit, of 万 and 亿 alone (no powers) and of a compound of known units; None for anything else."""
    factor, known = units().split(unit)
    if known:
        return _Parts(Fraction(factor * known.factor), {known.base: 1}, {known.base: 1}, known.base)
    if not unit or factor != 1:
        return _Parts(Fraction(factor), {}, {}, "")
    names, signs = _SIGN.split(unit), ["", *_SIGN.findall(unit)]
    if len(names) == 1:
        return None
    scale, powers, bases, base, power = Fraction(1), Counter[str](), Counter[str](), "", 1
    for name, sign in zip(names, signs, strict=True):
        power = -1 if sign == "/" else power
        factor, known = units().divisor(name) if power < 0 else units().split(name)
        if not known:
            return None
        scale *= Fraction(factor) ** power
        powers[known.symbol] += power
        bases[known.base] += power
        base += sign + known.base
    return _Parts(scale, powers, bases, base)


@lru_cache(maxsize=1024)
def _ratio(unit: str, target: str) -> Fraction | None:
    """How many ``target`` make one ``unit``."""
    above, below = _parts(unit), _parts(target)
    if above is None or below is None:
        return None
    if above.powers == below.powers:
        return above.scale / below.scale
    if not above.powers or not below.powers:
        return None
    ratio = _registry().ratio(above.powers, below.powers)
    return None if ratio is None else ratio * above.scale / below.scale


@lru_cache(maxsize=1024)
def _compound_base(unit: str) -> tuple[Fraction, str] | None:
    """How many of its base a compound is, and the base: 元/小时 -> (1/3600, 元/秒)."""
    parts = _parts(unit)
    ratio = _registry().ratio(parts.powers, parts.bases) if parts else None
    return (parts.scale * ratio, parts.base) if parts and ratio is not None else None


@cache
def _registry() -> UnitRegistry:
    from kg.unit_registry import UnitRegistry  # pint: only where a compound or a conversion asks for it

    return UnitRegistry((unit.symbol, unit.base, unit.factor, unit.equals) for unit in units().all)


def _decimal(value: Fraction) -> Decimal:
    return Decimal(value.numerator) / Decimal(value.denominator)


def dimension(unit: str) -> str:
    """What ``unit`` measures: compute, money, percent ...; "count" for 万 and 亿 alone, "rate" for a/b, "" for an unknown unit."""
    if not unit:
        return "bare"
    factor, known = units().split(unit)
    if known:
        return known.dimension
    if factor != 1:
        return "count"
    return "rate" if _parts(unit) else ""
