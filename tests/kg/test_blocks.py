"""Queries put together from blocks: only terms, variables and patterns go in, and what comes out runs."""

from __future__ import annotations

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store, Variable

from kg import blocks
from kg.blocks import block, join, sparql
from kg.errors import QueryFailed

A, B, KNOWS = NamedNode("urn:a"), NamedNode("urn:b"), NamedNode("urn:knows")
EVIL = 'x" } ; DROP ALL # $end'


@pytest.mark.parametrize("name", blocks.names())
def test_every_block_says_what_it_is(name: str) -> None:
    with pytest.raises(QueryFailed, match="缺少参数"):
        block(name)


def test_a_query_of_blocks_runs_as_it_stands() -> None:
    who = Variable("who")
    text = sparql("rows", columns=[who], pattern=join(block("step", start=who, property=KNOWS, end=B)), limit=5)
    store = Store()
    store.extend([Quad(A, KNOWS, B), Quad(B, KNOWS, A)])
    assert [row["who"] for row in store.query(text)] == [A]


def test_a_pattern_within_a_pattern_is_shown_whole() -> None:
    number = Variable("n")
    inner = block("step", start=Variable("x"), property=KNOWS, end=number)
    text = block("greatest", number=number, best=Variable("best"), pattern=inner).text
    assert "?x <urn:knows> ?n ." in text
    assert "FILTER(?n = ?best)" in text


def test_text_stays_a_literal() -> None:
    text = sparql("rows", columns=[Variable("s")], pattern=block("step", start=Variable("s"), property=KNOWS, end=Literal(EVIL)))
    store = Store()
    store.extend([Quad(A, KNOWS, Literal(EVIL)), Quad(B, KNOWS, B)])
    assert [row["s"] for row in store.query(text)] == [A]


@pytest.mark.parametrize(
    ("name", "values", "said"),
    [
        ("no_such", {}, "没有名为"),
        ("../rows", {}, "没有名为"),
        ("step", {"start": A, "property": KNOWS}, "缺少参数 end"),
        ("step", {"start": A, "property": KNOWS, "end": B, "more": A}, "没有参数 more"),
        ("step", {"start": A, "property": KNOWS, "end": 1.5}, "不是 RDF 项"),
    ],
)
def test_what_does_not_fit_is_refused(name: str, values: dict[str, object], said: str) -> None:
    with pytest.raises(QueryFailed, match=said):
        block(name, **values)  # type: ignore[arg-type]
