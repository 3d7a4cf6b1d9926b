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
_HALF_TENTH = Decimal(5)
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
    """What the number of ``figure`` leaves open, in its own unit: ``stated`` of it."""
    return stated(figure.value, figure.unit, figure.lower, figure.upper, figure.as_written)


def stated(value: Decimal, unit: str, lower: Decimal | None, upper: Decimal | None, surface: str) -> Interval:
    """What a number written ``surface`` leaves open, in its own unit.

    Its bounds where it has any (超, 近, 约, 10至12; one without lower bound begins at 0), else half a unit of its last printed digit
    either way; 三成 is rounded to tens of per cent, 三分之一 and 一半 are taken within 5%.
    """
    if lower is not None and upper is not None and unit == "%" and _TENTH in surface:
        return Interval(min(lower, value - _HALF_TENTH), max(upper, value + _HALF_TENTH))  # 约三成
    if lower is not None or upper is not None:
        low = lower if lower is not None else Decimal(0) if value >= 0 else -INFINITE
        return Interval(low, INFINITE if upper is None else upper)
    if unit == "%" and _TENTH in surface:
        return around(value, _HALF_TENTH)
    if unit == "%" and any(word in surface for word in _FRACTION):
        return around(value, abs(value) * _LOOSE)
    return around(value, half_unit(value))


def roughly(figure: Figure) -> Interval:
    """As ``printed``, but the zeros that a round number ends in (8000, 1200) are not taken for measured: within 5% at most."""
    loose = round_interval(figure.value, _LOOSE) if _zeros(figure.value) > 1 else None
    return printed(figure) if loose is None or figure.lower is not None or figure.upper is not None else loose


def round_interval(value: Decimal, share: Decimal) -> Interval | None:
    """What a whole number that ends in zeros may stand for if they are not measured, within ``share`` of it; None for another number."""
    zeros = _zeros(value)
    return around(value, min(Decimal(5).scaleb(zeros - 1), abs(value) * share)) if zeros else None


def _zeros(value: Decimal) -> int:
    """Zeros that a whole number ends in; 0 for 0 and for what is no whole number."""
    _, digits, exponent = value.as_tuple()
    written = "".join(map(str, digits))
    return len(written) - len(written.rstrip("0")) if exponent == 0 and value else 0


def around(value: Decimal, margin: Decimal) -> Interval:
    return Interval(value - margin, value + margin)


def half_unit(value: Decimal) -> Decimal:
    """Half of what the last digit of ``value`` counts: 0.05 for 15.0, 0.5 for 47."""
    exponent = value.as_tuple().exponent
    return Decimal(5).scaleb((exponent if isinstance(exponent, int) else 0) - 1)
