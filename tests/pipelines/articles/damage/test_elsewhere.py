"""What other articles print: which of it speaks for a reading of a doubtful number, and how much."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from kg.model import Figure, Reported
from pipelines.articles.damage.damage import restore
from pipelines.articles.damage.elsewhere import agreeing, raised
from tests.pipelines.articles.damage.test_damage import LOST, figure

TEXT = "2024年，甲市机架规模达到157万架。"
PRINTED = Reported("b", "机架总规模", "甲市", Decimal("15.7"), "万架", "2024", "actual", None, None)


def doubtful(**more: Any) -> Figure:
    given = {"indicator": "机架总规模", "scope": "甲市", "scope_type": "Place", "time": "2024", **more}
    return figure(TEXT, "157万架", 157, "万架", **given)


def test_the_reading_that_another_article_prints_wins() -> None:
    (alone,), (beside,) = restore([doubtful()], TEXT, LOST), restore([doubtful()], TEXT, LOST, [PRINTED])
    assert alone.repair and beside.repair
    assert beside.value == Decimal("15.7")
    assert beside.repair.corroborated_by == ("b",)
    chance = alone.repair.confidence if alone.value == beside.value else 0.0
    assert beside.repair.confidence > max(chance, 0.8)
    assert beside.repair.confidence < 1


@pytest.mark.parametrize(
    "other",
    [
        {"scope": "乙市"},
        {"indicator": "服务器规模"},
        {"time": "2023"},
        {"time": None},
        {"status": "forecast"},
        {"basis": "同比"},
        {"value": Decimal("9.1")},
        {"unit": "亿元"},
    ],
    ids=str,
)
def test_what_is_about_something_else_bears_nothing_out(other: dict[str, Any]) -> None:
    assert agreeing(doubtful(), Decimal("15.7"), [PRINTED]) == ("b",)
    assert agreeing(doubtful(), Decimal("15.7"), [replace(PRINTED, **other)]) == ()


def test_units_and_periods_are_compared_by_what_they_mean() -> None:
    same = replace(PRINTED, value=Decimal(157000), unit="架", time="2024-12")
    assert agreeing(doubtful(), Decimal("15.7"), [same, PRINTED]) == ("b",)


def test_a_number_of_like_size_in_the_same_year_makes_a_reading_of_another_size_less_likely() -> None:
    near = replace(PRINTED, value=Decimal("15.2"))
    (alone,), (beside,) = restore([doubtful()], TEXT, LOST), restore([doubtful()], TEXT, LOST, [near])
    assert beside.repair and beside.repair.corroborated_by == ()
    assert beside.value == Decimal("15.7")
    assert alone.value != beside.value or (alone.repair and beside.repair.confidence >= alone.repair.confidence)


@pytest.mark.parametrize("chance", [0.01, 0.3, 0.9, 0.99, 1.0])
def test_a_confidence_rises_and_stays_short_of_certainty(chance: float) -> None:
    assert chance <= raised(chance) <= max(0.99, chance)
