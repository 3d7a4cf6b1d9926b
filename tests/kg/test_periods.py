"""Periods and the days they cover."""

from __future__ import annotations

import pytest

from kg.periods import span


@pytest.mark.parametrize(
    ("period", "first", "last"),
    [
        ("2024", "2024-01-01", "2024-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2023-02", "2023-02-01", "2023-02-28"),
        ("2024-12", "2024-12-01", "2024-12-31"),
        ("2024-06-15", "2024-06-15", "2024-06-15"),
        ("2024-01/2024-06", "2024-01-01", "2024-06-30"),
        ("2021/2023", "2021-01-01", "2023-12-31"),
        ("2024-06-30/2025", "2024-06-30", "2025-12-31"),
    ],
)
def test_span(period: str, first: str, last: str) -> None:
    found = span(period)
    assert found is not None
    assert tuple(day.isoformat() for day in found) == (first, last)


@pytest.mark.parametrize(
    "period", ["", "24", "2024-13", "2024-02-30", "2024-6", "2024/2023", "2024/", "/2024", "0000", "今年", "2024-06-15T00:00"]
)
def test_no_period(period: str) -> None:
    assert span(period) is None
