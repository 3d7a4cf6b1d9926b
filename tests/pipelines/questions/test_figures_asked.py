"""Which figure of a passage answers a question: tests/cases/figures_asked.yaml, from the text to the answer."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from kg.passages import PassageIndex, passages_of
from kg.rdf import extraction_quads
from kg.store import GraphStore
from kg.yaml_data import load_yaml
from pipelines.articles.extract import extract
from pipelines.articles.reading.read import read_bytes
from pipelines.questions.answer import Asker

CASES: list[dict[str, Any]] = load_yaml((Path(__file__).parents[2] / "cases/figures_asked.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("row", CASES, ids=lambda row: f"{row['question']} {row['answer']}")
def test_figure(row: dict[str, Any], tmp_path: Path) -> None:
    extraction = extract(read_bytes(f"题目\n\n{row['text']}\n".encode(), "case.txt"))
    store, index = GraphStore(), PassageIndex(tmp_path / "passages")
    store.add("case", extraction_quads(extraction))
    index.add("case", passages_of(extraction))
    answer = Asker(store, index).ask(row["question"], dense=False)
    assert answer.answers == ((row["answer"],) if row["answer"] else ())
    assert answer.abstained == (row["answer"] is None)
