"""docs/ontology.md says what ontology and indicator scheme say."""

from __future__ import annotations

from pathlib import Path

from docs import ontology
from kg.indicators import indicators
from kg.model import ENTITY_TYPES, PREDICATES

PAGE = Path(__file__).parents[1] / "docs/ontology.md"


def test_the_page_is_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8") == ontology.document(), "run: python -m docs.refresh"


def test_every_type_relation_and_indicator_has_a_row() -> None:
    rows = {line.split("|")[1].strip() for line in ontology.document().splitlines() if line.startswith("| ")}
    assert {f"`sl:{name}`" for name in (*ENTITY_TYPES, *PREDICATES)} <= rows
    assert {indicator.zh for indicator in indicators()} <= rows


def test_every_row_has_as_many_cells_as_its_head() -> None:
    columns = None
    for line in ontology.document().splitlines():
        columns = None if not line.startswith("|") else columns or line.count("|")
        assert columns is None or line.count("|") == columns, line


def test_an_iri_is_shown_with_its_prefix_where_there_is_one() -> None:
    assert ontology.short("https://w3id.org/suanli/ns#about") == "sl:about"
    assert ontology.short("https://example.org/about") == "https://example.org/about"
