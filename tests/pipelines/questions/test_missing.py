"""A refusal says which slot of the question nothing meets - name, time, precision, words - and what is there instead."""

from __future__ import annotations

import pytest

from pipelines.questions.answer import Asker
from tests.asking import asker_of, written

TEXT = """两省算力与新芯片

截至2023年底，陕西算力规模为12EFLOPS；截至2024年底，陕西算力规模为15EFLOPS。
山西没有公布数字。壁仞BR100的INT8算力为2048TOPS。
"""


@pytest.fixture(scope="module")
def asker(tmp_path_factory: pytest.TempPathFactory) -> Asker:
    return asker_of(tmp_path_factory.mktemp("missing"), written("shuzi", TEXT))


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
