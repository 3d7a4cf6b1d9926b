"""Identity: what makes two things one, and what does not."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from kg import ids
from kg.model import NumberRepair
from tests.kg.samples import extraction

FIGURE = extraction().figures[0]


@pytest.mark.parametrize("name", ["000_616c", "东数西算 一年", "a/b?c#d", "100%", "《办法》.2"])
def test_an_article_iri_gives_its_id_back(name: str) -> None:
    iri = ids.article_iri(name)
    assert ids.article_id(iri) == name
    assert iri.removeprefix("https://w3id.org/suanli/id/article/").isascii()


def test_only_articles_have_an_article_id() -> None:
    assert ids.article_id(ids.entity_iri("Place", "甲市")) is None


def test_homonyms_of_two_types_are_two_entities() -> None:
    assert ids.entity_iri("Place", "曙光") != ids.entity_iri("Organization", "曙光")
    assert ids.entity_iri("Place", "曙光") == ids.entity_iri("Place", "曙光")


def test_homonyms_of_one_type_differ_by_identity_and_a_name_alone_stays_what_it_was() -> None:
    assert ids.entity_iri("Place", "鼓楼区", "a") != ids.entity_iri("Place", "鼓楼区", "b") != ids.entity_iri("Place", "鼓楼区")
    assert ids.entity_iri("Place", "鼓楼区", "a") == ids.entity_iri("Place", "南京市鼓楼区", "a"), "the identity is the entity"
    assert ids.entity_iri("Place", "a", None) == ids.entity_iri("Place", "a") != ids.entity_iri("Place", "b", "a")


def test_fields_do_not_run_together() -> None:
    assert ids.part_iri("x", "a", "bc") != ids.part_iri("x", "ab", "c")
    assert ids.part_iri("x", "a", None) != ids.part_iri("x", "a", "")


@pytest.mark.parametrize(
    "change",
    [
        {"indicator": "算力总规模"},
        {"scope": "乙省"},
        {"scope_type": "Organization"},
        {"value": Decimal("80.1")},
        {"unit": "PFLOPS"},
        {"time": "2024"},
        {"status": "forecast"},
        {"basis": "累计"},
        {"precision": "FP16"},
        {"qualifier": "over"},
        {"lower": Decimal(80)},
        {"statistician": None},
        {"repair": NumberRepair("801", "lost_point", 0.5)},
    ],
)
def test_what_is_said_makes_the_observation(change: dict[str, object]) -> None:
    assert ids.observation_iri(replace(FIGURE, **change)) != ids.observation_iri(FIGURE)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "change",
    [
        {"value": Decimal("80.00")},
        {"value": Decimal("8E+1")},
        {"as_written": "80 EFLOPS"},
        {"quote": "别的说法"},
        {"start": 99},
        {"confidence": 0.1},
        {"time_basis": "context"},
        {"metric": "智算规模"},
    ],
)
def test_how_it_is_said_does_not(change: dict[str, object]) -> None:
    assert ids.observation_iri(replace(FIGURE, **change)) == ids.observation_iri(FIGURE)  # type: ignore[arg-type]
