"""A refusal says which slot of the question nothing meets - name, time, precision, words - and what is there instead."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.passages import PassageIndex, passages_of
from kg.rdf import extraction_quads
from kg.store import GraphStore
from pipelines.articles.extract import extract
from pipelines.articles.reading.read import read
from pipelines.questions.answer import Asker

TEXT = """两省算力与新芯片

截至2023年底，陕西算力规模为12EFLOPS；截至2024年底，陕西算力规模为15EFLOPS。
山西没有公布数字。壁仞BR100的INT8算力为2048TOPS。
"""


@pytest.fixture(scope="module")
def asker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Asker]:
    folder: Path = tmp_path_factory.mktemp("missing")
    file = folder / "shuzi.txt"
    file.write_text(TEXT, encoding="utf-8")
    extraction = extract(read(file))
    index = PassageIndex(folder / "passages")
    with GraphStore() as store:
        store.add("shuzi", extraction_quads(extraction))
        index.add("shuzi", passages_of(extraction))
        yield Asker(store, index)


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("2026年陕西的算力规模是多少？", "没有2026年的陕西的算力规模，有2024年12月的：15 EFLOPS"),
        ("广州的算力规模是多少？", "没有文章提到“广州”"),
        ("山西的算力规模是多少？", "没有“山西”的算力规模"),
        ("壁仞BR100的FP64算力是多少？", "没有FP64的壁仞BR100的单卡算力，有INT8的：2048 TOPS"),
        ("What was the computing power of Guangzhou?", "no article names 广州"),
    ],
)
def test_reason(asker: Asker, question: str, reason: str) -> None:
    answer = asker.ask(question, dense=False)
    assert (answer.state, answer.reason) == ("not_in_corpus", reason)
