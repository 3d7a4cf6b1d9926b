"""Names in questions are linked to the graph's; a slip is put right only where what is written is nothing itself, and is told."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from pipelines.questions.naming.index import NameIndex, names_index
from pipelines.questions.parse import parse

TABLE: dict[str, Any] = yaml.safe_load((Path(__file__).parents[2] / "cases/question_names.yaml").read_text(encoding="utf-8"))


@cache
def index() -> NameIndex:
    return names_index((kind, name, form) for kind, name, *aliases in TABLE["graph"] for form in (name, *aliases))


@pytest.mark.parametrize("row", TABLE["rows"], ids=lambda row: str(row["question"]))
def test_names(row: dict[str, Any]) -> None:
    found = parse(row["question"], index())
    assert [name.canonical for name in found.names] == row["about"]
    assert {u.written: u.meant for u in found.understood} == row.get("understood", {})
    assert found.readings == row.get("readings", 1)


def test_every_reading_of_an_ambiguous_name_is_a_question() -> None:
    texts = [parse("shanxi的算力规模是多少？", index(), choice).question for choice in (0, 1)]
    assert texts == ["陕西的算力规模是多少?", "山西的算力规模是多少?"]


def test_without_a_graph_nothing_is_a_slip_of_its_names() -> None:
    assert parse("陇东云谷智算圆在哪个市？").question == "陇东云谷智算圆在哪个市?"


def test_a_short_form_of_two_entities_is_no_name() -> None:
    both = names_index([("Organization", "寒泉半导体", "寒泉半导体"), ("Organization", "寒泉光电", "寒泉光电")])
    assert parse("寒泉什么时候成立的？", both).names == ()
