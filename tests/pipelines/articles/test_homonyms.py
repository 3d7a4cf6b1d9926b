"""tests/cases/homonyms.yaml: homonyms kept apart and aliases brought together, from the text to the entity."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from kg.model import Article, Extraction
from pipelines.articles.extract import extract
from pipelines.articles.identity.identity import identified

CASES = yaml.safe_load((Path(__file__).parents[2] / "cases/homonyms.yaml").read_text(encoding="utf-8"))


def read(text: str) -> Extraction:
    return identified(extract(Article("a", "消息一则", text, date(2025, 6, 1), None, None, "hash", "utf-8")))


def entities(found: Extraction, surface: str) -> set[str]:
    """Type, name and identity of what ``surface`` names, as the table writes them."""
    doubtful = {(link.type, link.called) for link in found.links if link.outcome == "ambiguous"}
    return {
        " ".join(filter(None, (("?" if (m.type, m.canonical) in doubtful else "") + m.type, m.canonical, m.identity)))
        for m in found.mentions
        if m.text == surface
    }


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:20])
def test_names_mean_what_they_mean(case: dict[str, Any]) -> None:
    found = read(case["text"])
    assert {surface: entities(found, surface) for surface in case.get("is", {})} == {
        surface: {entity} for surface, entity in case.get("is", {}).items()
    }
    for surface, wrong in case.get("not", {}).items():
        assert not any(one.startswith(wrong) for one in entities(found, surface)), surface
