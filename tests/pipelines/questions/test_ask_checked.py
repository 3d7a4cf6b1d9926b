"""An answer says where its article contradicts its own number, and where another article bears a doubtful one out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.passages import PassageIndex
from kg.store import GraphStore
from pipelines.articles.build import Library
from pipelines.articles.corpus import Corpus
from pipelines.questions.answer import Asker
from tests.articles import COPIED, GUIYANG

CONTRADICTED = """安宁省的算力

2024年，贵州省智能算力规模达到78EFLOPS，同比增长66%，上年为52EFLOPS。贵州省机架总规模达到12万架。
"""


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    made = Library(Corpus(tmp_path / "corpus"), GraphStore(), PassageIndex(tmp_path / "passages"))
    yield made
    made.store.close()


def test_a_number_that_its_article_contradicts_is_no_plain_fact(library: Library) -> None:
    library.add("one.txt", CONTRADICTED.encode())
    asker = Asker(library.store, library.index)
    doubted = asker.ask("2024年贵州智能算力规模是多少？", dense=False)
    assert (doubted.answers, doubted.state) == (("78 EFLOPS",), "partial")
    assert doubted.reason and "52 × (1 + 66%) = 86.32 ≠ 78" in doubted.reason
    english = asker.ask("What was the intelligent computing scale of Guizhou in 2024?", dense=False)
    assert english.reason and "contradict" in english.reason
    trusted = asker.ask("2024年贵州机架总规模是多少？", dense=False)
    assert (trusted.state, trusted.reason) == ("fact", None)


def test_a_number_printed_whole_is_preferred_to_a_damaged_one_of_the_same_value(library: Library) -> None:
    library.add("copied.txt", COPIED.encode())
    asker = Asker(library.store, library.index)
    alone = asker.ask("贵州智能算力规模是多少？", dense=False)
    assert (alone.state, alone.repairs[0].corroborated_by) == ("partial", ())
    library.add("guiyang.md", GUIYANG.encode())
    beside = asker.ask("贵州智能算力规模是多少？", dense=False)
    assert (beside.answers, beside.state, beside.repairs) == (("85 EFLOPS",), "fact", ())
    assert [e.article for e in beside.evidence] == ["guiyang"]
