"""Which queries are let through, and what the refusals say."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from kg.errors import QueryFailed, QueryRefused
from service.sparql_guard import query_form

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases/sparql_guard.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES["refused"], ids=lambda case: case["query"][:50])
def test_refused(case: dict[str, str]) -> None:
    with pytest.raises(QueryRefused, match=f"查询里有 {case['word']}："):
        query_form(case["query"])


@pytest.mark.parametrize("case", CASES["let_through"], ids=lambda case: case["query"][:50])
def test_let_through(case: dict[str, str]) -> None:
    assert query_form(case["query"]) == case["form"]


@pytest.mark.parametrize("text", ["", "你好", "WHERE { ?s ?p ?o }", "# SELECT", '"SELECT"'])
def test_no_query(text: str) -> None:
    with pytest.raises(QueryFailed, match="不是 SPARQL 查询"):
        query_form(text)


def test_too_long() -> None:
    with pytest.raises(QueryFailed, match="上限100000"):
        query_form("SELECT * { ?s ?p ?o } #" + "x" * 100_000)


@pytest.mark.parametrize(
    "piece", ["(", "{", '"', "'", "'''", '"""a"', "\\u0022", "<", "a:", "a-", "a.", '\\"', "\\'", "#\n", "_", "''\\'", "?"]
)
def test_hostile_repetition_is_read_to_its_end(piece: str) -> None:
    """Linear in the text: a pattern that backtracks would not come back from this."""
    assert query_form("SELECT * " + piece * (90_000 // len(piece))) == "SELECT"
