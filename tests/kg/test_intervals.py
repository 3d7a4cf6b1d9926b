"""What a printed number leaves open."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from kg.intervals import INFINITE, Interval, bound, point, printed, roughly
from kg.model import Figure
from tests.kg.samples import Said, extraction

FIGURE = extraction("a", (Said(),)).figures[0]


def figure(value: str, unit: str = "EFLOPS", written: str = "", lower: str | None = None, upper: str | None = None) -> Figure:
    bounds = {name: None if text is None else Decimal(text) for name, text in (("lower", lower), ("upper", upper))}
    return replace(FIGURE, value=Decimal(value), unit=unit, as_written=written or value + unit, **bounds)  # type: ignore[arg-type]


def interval(low: str, high: str) -> Interval:
    return Interval(Decimal(low), Decimal(high))


@pytest.mark.parametrize(
    ("given", "open_to"),
    [
        (figure("47"), interval("46.5", "47.5")),
        (figure("15.0"), interval("14.95", "15.05")),
        (figure("5.20"), interval("5.195", "5.205")),
        (figure("830", lower="830"), interval("830", "Infinity")),
        (figure("50", upper="50"), interval("0", "50")),
        (figure("-20", "%", lower=None, upper="-20"), interval("-Infinity", "-20")),
        (figure("100", lower="95", upper="105"), interval("95", "105")),
        (figure("30", "%", "三成"), interval("25", "35")),
        (figure("50", "%", "一半"), interval("47.5", "52.5")),
    ],
)
def test_half_a_unit_of_the_last_digit_or_the_bounds_told(given: Figure, open_to: Interval) -> None:
    assert printed(given) == open_to


@pytest.mark.parametrize(
    ("given", "open_to"),
    [
        (figure("8000"), interval("7600", "8400")),
        (figure("1200"), interval("1150", "1250")),
        (figure("5000000"), interval("4750000", "5250000")),
        (figure("120"), interval("119.5", "120.5")),
        (figure("80.00"), interval("79.995", "80.005")),
        (figure("8000", lower="8000"), interval("8000", "Infinity")),
    ],
)
def test_zeros_at_the_end_of_a_round_number_are_not_taken_for_measured(given: Figure, open_to: Interval) -> None:
    assert roughly(given) == open_to


def test_arithmetic_keeps_to_what_is_possible() -> None:
    one, other = interval("2", "3"), interval("4", "5")
    assert one + other == interval("6", "8")
    assert one * other == interval("8", "15")
    assert other / one == Interval(Decimal(4) / 3, Decimal("2.5"))
    assert one**2 == interval("4", "9")
    assert one.scaled(Decimal(10)) == interval("20", "30")


def test_what_has_no_bound_stays_without() -> None:
    most = Interval(Decimal(0), INFINITE)
    assert most * point(Decimal(0)) == point(Decimal(0))
    assert (point(Decimal(1)) / most, most**2) == (most, most)
    assert (bound(most.high), bound(Decimal("1.50"))) == (None, Decimal("1.50"))


@pytest.mark.parametrize(
    ("other", "meet"), [(("3", "4"), True), (("3.1", "4"), False), (("0", "9"), True), (("0", "1.9"), False)]
)
def test_intervals_meet_where_they_share_a_number(other: tuple[str, str], meet: bool) -> None:
    assert interval("2", "3").meets(interval(*other)) is meet
    assert interval(*other).meets(interval("2", "3")) is meet
