"""Questions answered by computing, end to end, over the invented texts of tests/cases/computations.yaml."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from kg.passages import PassageIndex, passages_of
from kg.rdf import extraction_quads
from kg.store import GraphStore
from pipelines.articles.extract import extract
from pipelines.articles.reading.read import read
from pipelines.questions.answer import Asker

TEXTS = yaml.safe_load((Path(__file__).parents[2] / "cases/computations.yaml").read_text(encoding="utf-8"))
CASES = [(number, case) for number, text in enumerate(TEXTS) for case in text["questions"]]


@pytest.fixture(scope="module")
def askers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Asker]]:
    made, stores = [], []
    for number, case in enumerate(TEXTS):
        folder = tmp_path_factory.mktemp("computations")
        file = folder / f"text{number}.txt"
        file.write_text(f"{case['title']}\n\n{case['text']}", encoding="utf-8")
        published = case["published"]
        extraction = extract(read(file, published if isinstance(published, date) else date.fromisoformat(published)))
        store, index = GraphStore(), PassageIndex(folder / "passages")
        store.add(extraction.article.id, extraction_quads(extraction))
        index.add(extraction.article.id, passages_of(extraction))
        stores.append(store)
        made.append(Asker(store, index))
    yield made
    for store in stores:
        store.close()


@pytest.mark.parametrize(("number", "case"), CASES, ids=[case["q"] for _, case in CASES])
def test_computation(askers: list[Asker], number: int, case: dict[str, Any]) -> None:
    answer = askers[number].ask(case["q"], dense=False)
    if "refused" in case:
        assert answer.abstained, answer.answers
        assert case["refused"] in (answer.reason or "")
        return
    assert any(case["answer"] in given for given in answer.answers), (answer.answers, answer.reason)
    assert str(case.get("formula", "")) in (answer.formula or "")
    assert answer.state == case.get("state", "derived")
    assert answer.evidence
    if answer.state == "derived":
        assert answer.formula
