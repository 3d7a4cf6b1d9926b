"""Intervals of numbers: what a printed figure leaves open, and arithmetic with it.

A number printed as 47 may be anything from 46.5 to 47.5; 超830 is 830 or more; 约 and 左右 have the bounds that the reader of
numbers gave them. Two statements exclude one another where their intervals do not meet.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Context, Decimal

from kg.model import Figure

INFINITE = Decimal("Infinity")
_LOOSE = Decimal("0.05")  # a round number stands for what is within 5%, as 约 does
_SHORT = Context(prec=12)
_TENTH = "成"  # 三成 is counted in tens of per cent
_FRACTION = ("分之", "半")


@dataclass(frozen=True, slots=True)
class Interval:
    """All numbers from ``low`` to ``high``. Arithmetic is for intervals without negative numbers."""

    low: Decimal
    high: Decimal

    def __add__(self, other: Interval) -> Interval:
        return Interval(self.low + other.low, self.high + other.high)

    def __mul__(self, other: Interval) -> Interval:
        return Interval(_product(self.low, other.low), _product(self.high, other.high))

    def __truediv__(self, other: Interval) -> Interval:
        """A divisor that may be 0 gives a quotient without upper bound."""
        low = Decimal(0) if other.high == INFINITE else self.low / other.high if other.high else INFINITE
        return Interval(low, self.high / other.low if other.low else INFINITE)

    def __pow__(self, exponent: int) -> Interval:
        return Interval(self.low**exponent, INFINITE if self.high == INFINITE else self.high**exponent)

    def scaled(self, factor: Decimal) -> Interval:
        """Both ends times a positive ``factor``."""
        return Interval(self.low * factor, self.high * factor)

    def shifted(self, by: Decimal) -> Interval:
        return Interval(self.low + by, self.high + by)

    def meets(self, other: Interval) -> bool:
        """Whether there is a number in both."""
        return self.low <= other.high and other.low <= self.high


def _product(one: Decimal, other: Decimal) -> Decimal:
    return one * other if one and other else Decimal(0)  # 0 times unbounded


def point(value: Decimal) -> Interval:
    return Interval(value, value)


def bound(value: Decimal) -> Decimal | None:
    """An end of an interval as figures store it, with twelve digits: None for none."""
    return _SHORT.plus(value) if value.is_finite() else None


def printed(figure: Figure) -> Interval:
    """What the number of ``figure`` leaves open, in its own unit.

    Its bounds where it has any (超, 近, 约, 10至12; one without lower bound begins at 0), else half a unit of its last printed digit
    either way; 三成 is rounded to tens of per cent, 三分之一 and 一半 are taken within 5%.
    """
    if figure.lower is not None or figure.upper is not None:
        low = figure.lower if figure.lower is not None else Decimal(0) if figure.value >= 0 else -INFINITE
        return Interval(low, INFINITE if figure.upper is None else figure.upper)
    if figure.unit == "%" and _TENTH in figure.as_written:
        return around(figure.value, Decimal(5))
    if figure.unit == "%" and any(word in figure.as_written for word in _FRACTION):
        return around(figure.value, abs(figure.value) * _LOOSE)
    return around(figure.value, half_unit(figure.value))


def roughly(figure: Figure) -> Interval:
    """As ``printed``, but the zeros that a round number ends in (8000, 1200) are not taken for measured: within 5% at most."""
    value = figure.value
    _, digits, exponent = value.as_tuple()
    written = "".join(map(str, digits))
    zeros = len(written) - len(written.rstrip("0"))
    if figure.lower is not None or figure.upper is not None or exponent != 0 or zeros < 2 or not value:
        return printed(figure)
    return around(value, min(Decimal(5).scaleb(zeros - 1), abs(value) * _LOOSE))


def around(value: Decimal, margin: Decimal) -> Interval:
    return Interval(value - margin, value + margin)


def half_unit(value: Decimal) -> Decimal:
    """Half of what the last digit of ``value`` counts: 0.05 for 15.0, 0.5 for 47."""
    exponent = value.as_tuple().exponent
    return Decimal(5).scaleb((exponent if isinstance(exponent, int) else 0) - 1)
