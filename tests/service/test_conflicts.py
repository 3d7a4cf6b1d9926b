"""tests/cases/conflicts.yaml, and that conflicts follow from the articles alone, whatever their order."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
import yaml
from pyoxigraph import NamedNode

from kg.ids import indicator_iri
from kg.model import Article, Extraction
from kg.rdf import extraction_quads
from kg.reconcile.causes import CAUSES
from kg.reconcile.conflicts import Conflict, conflicts
from kg.reconcile.wording import cause_name, told
from kg.store import GraphStore
from pipelines.articles.extract import extract
from pipelines.articles.identity.identity import identified
from service.conflicts import conflict_json
from tests.service.command import Command

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases/conflicts.yaml").read_text(encoding="utf-8"))


@cache
def read(number: int, published: date | None, text: str) -> Extraction:
    return identified(
        extract(Article(f"a{number}", "消息一则", text, published, f"来源{number}", None, f"hash{number}", "utf-8"))
    )


def store_of(extractions: list[Extraction]) -> GraphStore:
    store = GraphStore()
    for extraction in extractions:
        store.add(extraction.article.id, extraction_quads(extraction))
    return store


def found(case: dict[str, Any]) -> list[Conflict]:
    return conflicts(store_of([read(n, *article) for n, article in enumerate(case["articles"])]))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_conflicts_of_the_table(case: dict[str, Any]) -> None:
    listed = found(case)
    assert [conflict.reason.cause for conflict in listed] == ([case["cause"]] if "cause" in case else [])
    if "values" in case:
        assert [side[0].surface for side in listed[0].sides] == case["values"]


MANY = [
    case for case in CASES if case["why"] in ("two of three agree", "two bodies", "one says in use", "one precision left unsaid")
]


def together() -> list[Extraction]:
    """Articles of several rows as one corpus."""
    articles = [article for case in MANY for article in case["articles"]]
    return [read(number, *article) for number, article in enumerate(articles)]


def test_the_order_of_articles_changes_nothing() -> None:
    extractions = together()
    expected = [conflict_json(conflict) for conflict in conflicts(store_of(extractions))]
    assert len(expected) == len(MANY)
    for order in (extractions[::-1], extractions[3:] + extractions[:3], extractions[1::2] + extractions[::2]):
        assert [conflict_json(conflict) for conflict in conflicts(store_of(order))] == expected


def test_of_three_articles_every_order_gives_the_same() -> None:
    three = together()[:3]
    assert len({repr(conflicts(store_of(list(order)))) for order in permutations(three)}) == 1


def test_a_removed_article_takes_its_conflicts_with_it() -> None:
    extractions = together()
    store = store_of(extractions)
    for gone in [extraction.article.id for extraction in extractions]:
        store.remove(gone)
        left = conflicts(store)
        assert gone not in {claim.article for conflict in left for side in conflict.sides for claim in side}
        assert left == conflicts(store_of([e for e in extractions if store.has(e.article.id)]))
    assert conflicts(store) == []


def test_one_indicator_gives_its_own_conflicts() -> None:
    store = store_of(together())
    everything = conflicts(store)
    for name in {conflict.sides[0][0].indicator for conflict in everything}:
        of_one = conflicts(store, NamedNode(indicator_iri(name)))
        assert of_one == [conflict for conflict in everything if conflict.sides[0][0].indicator == name]


def test_both_sides_of_a_conflict_come_with_sentence_date_and_source() -> None:
    (case,) = (case for case in CASES if case["why"] == "what is counted in")
    (row,) = (conflict_json(conflict) for conflict in found(case))
    assert (row["cause"], row["kind"], row["note"]) == ("scope", "difference", "口径可能不同：含在建与未说明")
    assert row["note_en"] == "they may not take in the same: 含在建 and unsaid"
    sides: Any = row["sides"]
    claims = [claim for side in sides for claim in side["claims"]]
    assert [(claim["as_written"], claim["published"], claim["source"]) for claim in claims] == [
        ("38EFLOPS", "2025-02-09", "来源1"),
        ("31EFLOPS", "2025-02-01", "来源0"),
    ]
    assert all(claim["as_written"] in claim["quote"] for claim in claims)


def test_every_cause_has_its_words_and_stands_in_the_table() -> None:
    assert {case["cause"] for case in CASES if "cause" in case} == set(CAUSES)
    for case in CASES:
        for conflict in found(case):
            for language in ("zh", "en"):
                assert cause_name(conflict.reason.cause, language)
                assert not re.search(r"[{}]|None", told(conflict.reason, language))


def test_the_command_lists_conflicts_and_says_where_there_are_none(suanli: Command, tmp_path: Path) -> None:
    options = ("--corpus", str(tmp_path / "corpus"), "--data", str(tmp_path / "data"))
    for number, value in enumerate(("1200P", "1500P")):
        file = tmp_path / f"{number}.txt"
        file.write_text(f"消息\n\n云州智算中心的算力规模为{value}。\n", encoding="utf-8")
        assert suanli("add", str(file), "--published", f"2025-03-0{number + 1}", "--source", "云州日报", *options).status == 0
        if number == 0:
            assert suanli("conflicts", *options).out == "没有互相矛盾的数字\n"
            assert suanli("conflicts", "--json", *options).json == []
    (row,) = suanli("conflicts", "--json", *options).json
    assert (row["indicator"], row["about"], row["cause"], row["kind"]) == ("算力规模", "云州智算中心", "unknown", "contradiction")
    shown = suanli("conflicts", *options).out
    assert "1500P ≠ 1200P" in shown and "原因不明" in shown and "2025-03-02，云州日报" in shown
    points = suanli("series", "算力规模", "--json", *options).json
    assert [point["conflicting"] for point in points] == [True, True]
    assert "（有异说）" in suanli("series", "算力规模", *options).out
