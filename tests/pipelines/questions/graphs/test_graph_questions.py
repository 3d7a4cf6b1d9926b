"""Questions of graphs of other domains: written before the code that answers them; tests/cases/graphs."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import pytest

from kg.model import Answer
from pipelines.questions.graphs.asker import GraphAsker
from tests.conftest import ROOT

FOLDER = ROOT / "tests/cases/graphs"
GRAPHS = ("rivers", "stations", "books", "films", "metro", "herbs")
KNOWN = {
    "b39": "人 after a place name says where one is from",
    "h03": "一克多少钱 of a price by the gram",
    "h13": "the converse of a relation by its own word: 师父 of 弟子",
    "f40": "a second clause (按员工人数算) says what 规模 is",
}  # misses, by cause; an answer that is right fails the test too


@cache
def asker(graph: str) -> GraphAsker:
    return GraphAsker.of_file(FOLDER / f"{graph}.ttl")


def rows(graph: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (FOLDER / f"{graph}.jsonl").read_text(encoding="utf-8").splitlines()]


def right(row: dict[str, Any], answer: Answer) -> bool:
    """The very answers, in any order; an abstention that names what is missing; a slip that is told."""
    if row["kind"] == "unanswerable":
        return answer.abstained and not answer.answers and row["missing"] in (answer.reason or "")
    told = "read_as" not in row or f"“{row['read_as']}”" in answer.answer
    return not answer.abstained and sorted(answer.answers) == sorted(row["answers"]) and told


@pytest.mark.parametrize(("graph", "row"), [pytest.param(graph, row, id=row["id"]) for graph in GRAPHS for row in rows(graph)])
def test_question(graph: str, row: dict[str, Any]) -> None:
    answer = asker(graph).ask(row["question"])
    assert right(row, answer) == (row["id"] not in KNOWN), (row["question"], answer.answers, answer.answer)
    if not answer.abstained:
        assert answer.evidence
        assert all(e.article == f"{graph}.ttl" and e.end == len(e.quote) for e in answer.evidence)
        assert answer.sparql


def test_each_graph_has_questions_of_all_kinds() -> None:
    kinds = {
        "lookup",
        "inverse",
        "two-step",
        "filter",
        "count",
        "superlative",
        "yes-no",
        "date",
        "unanswerable",
        "english",
        "slip",
    }
    for graph in GRAPHS:
        found = [row["kind"] for row in rows(graph)]
        assert len(found) >= 47
        assert kinds <= set(found)
        assert found.count("unanswerable") >= 8


def test_known_misses_are_few() -> None:
    assert len(KNOWN) <= sum(len(rows(graph)) for graph in GRAPHS) // 10


def test_questions_of_other_domains_are_declined() -> None:
    asked = [(graph, row["question"]) for graph in GRAPHS for other in GRAPHS if other != graph for row in rows(other)[::4]]
    answered = [(graph, question) for graph, question in asked if not asker(graph).ask(question).abstained]
    assert len(answered) <= len(asked) // 100, answered
