"""Numbers in a computation: a value with its unit, what it leaves open, the figures behind it and the formula that led to it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from kg.intervals import INFINITE, Interval, point
from kg.units import convert, dimension, to_base
from kg.vocab import plain
from pipelines.questions.computing.facts import Fact
from pipelines.questions.evidence import Observation
from pipelines.questions.render import amount, rounded

Bound = Literal["exact", "over", "under", "about"]
_SIGN = {"exact": ("", ""), "over": ("超", "over "), "under": ("不足", "under "), "about": ("约", "about ")}
_ABOUT = Decimal("0.05")
_MYRIAD = Decimal(10_000)
_NO_DIVISOR = ("", "percent", "multiple", "ratio", "rank", "bare", "percentage_point")


@dataclass(frozen=True)
class Value:
    """``number`` in ``unit``; ``span`` is all that it may be, in the same unit; ``text`` is how it stands in a formula."""

    number: Decimal
    unit: str
    span: Interval
    facts: tuple[Fact, ...]
    text: str
    computed: bool = False

    @property
    def bound(self) -> Bound:
        """What the number is to what it may be: an end of it, or somewhere inside."""
        low, high = self.span.low, self.span.high
        if low == high:
            return "exact"
        if low == self.number and high == INFINITE:
            return "over"
        return "under" if high == self.number else "about"

    def said(self, english: bool, about: bool = False) -> str:
        """The number as an answer: 超330万架. ``about`` marks one that had to be rounded."""
        kind: Bound = "about" if about and self.bound == "exact" else self.bound
        return _SIGN[kind][english] + amount(self.number, self.unit)

    def into(self, unit: str) -> Value | None:
        """The same in another unit, None where it does not measure the same."""
        if unit == self.unit:
            return self
        factor = convert(Decimal(1), self.unit, unit)
        if factor is None:
            return None
        return replace(self, number=clean(self.number * factor), unit=unit, span=self.span.scaled(factor))


def clean(value: Decimal) -> Decimal:
    """Trailing zeros off, at most 12 significant digits."""
    return Decimal(plain(round(value, 12)))


def exponent(value: Decimal) -> int:
    """Power of ten of the last digit: -3 for 0.203, 0 for 76."""
    found = value.normalize().as_tuple().exponent
    return found if isinstance(found, int) else 0


def of_fact(fact: Fact) -> Value:
    """The value that a figure states."""
    o = fact.observation
    return Value(o.value, o.unit, _span(o), (fact,), plain(o.value) + (o.unit if o.unit == "%" else ""))


def _span(o: Observation) -> Interval:
    """What the printed number leaves open: its bounds; 5% either way for 约 without bounds; else nothing."""
    if o.qualifier == "about" or (
        o.qualifier in ("forecast", "target") and o.lower != o.upper and None not in (o.lower, o.upper)
    ):
        margin = abs(o.value) * _ABOUT
        low, high = o.lower if o.lower is not None else o.value - margin, o.upper if o.upper is not None else o.value + margin
        return Interval(min(low, o.value), max(high, o.value)) if low != high else Interval(o.value - margin, o.value + margin)
    if o.lower == o.value and o.upper is None:
        return Interval(o.value, INFINITE)
    if o.upper == o.value and o.lower is None:
        return Interval(Decimal(0) if o.value >= 0 else -INFINITE, o.value)
    return point(o.value)


def same_units(values: Sequence[Value]) -> list[Value] | None:
    """The values in one unit: the first one's own where all convert to it; None where they do not measure the same."""
    first = values[0].unit
    found = [v.into(first) for v in values]
    if all(f is not None for f in found):
        return [f for f in found if f is not None]
    bases = [to_base(v.number, v.unit) for v in values]
    if any(b is None for b in bases) or len({b[1] for b in bases if b}) != 1:
        return None
    return [_based(v, b) for v, b in zip(values, bases, strict=True) if b]


def _based(value: Value, base: tuple[Decimal, str]) -> Value:
    factor = base[0] / value.number if value.number else Decimal(1)
    return replace(value, number=base[0], unit=base[1], span=value.span.scaled(factor))


def per(one: Value, other: Value) -> Value | None:
    """``one`` for each unit of ``other``: 亿元 / 万平方米 in 万元/平方米; None where the units make no rate."""
    if not other.number or dimension(other.unit) in _NO_DIVISOR or one.unit == other.unit:
        return None
    amount_of = to_base(one.number, one.unit)
    size = to_base(other.number, other.unit)
    if amount_of is None or size is None or not size[1] or not size[0]:
        return None
    number = amount_of[0] / size[0]
    myriad = number >= _MYRIAD and amount_of[1] in ("元", "美元")
    number = rounded(number / _MYRIAD if myriad else number, 2)
    unit = f"{'万' if myriad else ''}{amount_of[1]}/{size[1]}"
    span = (
        point(number)
        if one.span.low == one.span.high and other.span.low == other.span.high
        else Interval(number * (1 - _ABOUT), number * (1 + _ABOUT))
    )
    text = f"{plain(one.number)}{one.unit} / {plain(other.number)}{other.unit}"
    return Value(number, unit, span, one.facts + other.facts, text, True)


def minus(one: Value, other: Value) -> Value | None:
    """``one`` less ``other``; per cent less per cent is percentage points."""
    pair = same_units([one, other])
    if pair is None:
        return None
    a, b = pair
    number = a.number - b.number
    unit = "个百分点" if a.unit == "%" else "" if a.unit == "PUE" else a.unit
    low = -INFINITE if b.span.high == INFINITE else a.span.low - b.span.high
    high = INFINITE if a.span.high == INFINITE else a.span.high - b.span.low
    return Value(number, unit, Interval(low, high), one.facts + other.facts, f"{_part(a)} - {_part(b, True)}", True)


def plus(values: Sequence[Value]) -> Value | None:
    """The sum."""
    same = same_units(values)
    if same is None:
        return None
    total = same[0].span
    for value in same[1:]:
        total = total + value.span
    facts = tuple(f for v in values for f in v.facts)
    number = sum((v.number for v in same), Decimal(0))
    return Value(number, same[0].unit, total, facts, " + ".join(map(_part, same)), True)


def over(one: Value, other: Value, unit: str, digits: int) -> Value | None:
    """``one`` divided by ``other``: a share or rate (unit %) or a multiple (倍), rounded to ``digits``."""
    pair = same_units([one, other])
    if pair is None or not pair[1].number:
        return None
    a, b = pair
    factor = Decimal(100 if unit == "%" else 1)
    number = rounded(a.number / b.number * factor, digits)
    span = _rounded(a, b, number, a.span / b.span, factor)
    return Value(number, unit, span, one.facts + other.facts, f"{_part(a, True)} / {_part(b, True)}", True)


def _rounded(a: Value, b: Value, number: Decimal, span: Interval, factor: Decimal) -> Interval:
    """The quotient's span; where its end is the unrounded quotient the rounded one stands for it."""
    exact = a.number / b.number
    low = number if span.low == exact else span.low * factor
    high = number if span.high == exact else span.high if span.high == INFINITE else span.high * factor
    return Interval(low, high)


def _part(value: Value, right: bool = False) -> str:
    """The value inside a formula, in brackets where it is itself a difference or sum."""
    if not value.computed:
        return plain(value.number)
    return f"({value.text})" if right or "+" in value.text or " - " in value.text else value.text


def formula(value: Value) -> str:
    return f"{value.text} = {amount(value.number, '%' if value.unit == '个百分点' else value.unit) if value.unit in ('%', '倍') else plain(value.number)}"


def applied(value: Value, text: str, facts: tuple[Fact, ...], to: Callable[[Decimal], Decimal]) -> Value:
    """A value that a monotone rule leads to from ``value``, with the formula ``text``."""
    low, high = (x if not x.is_finite() else to(x) for x in (value.span.low, value.span.high))
    return Value(to(value.number), value.unit, Interval(min(low, high), max(low, high)), facts, text, True)
