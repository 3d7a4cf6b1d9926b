"""A question that asks for another unit is answered by kg.units.convert, with the sentence that states the figure."""

from __future__ import annotations

import pytest

from pipelines.questions.answer import Asker
from tests.asking import asker_of, written

TEXT = """云岭数据港建设进展
2025年3月4日，云岭数据港项目占地600亩，规划机架3万架。
项目年用电量预计为12亿千瓦时，平均电价为0.42元/千瓦时。
项目建成后算力规模达到2500PFLOPS，推理性能为800TOPS。
"""


@pytest.fixture(scope="module")
def asker(tmp_path_factory: pytest.TempPathFactory) -> Asker:
    return asker_of(tmp_path_factory.mktemp("conversions"), written("yunling", TEXT))


@pytest.mark.parametrize(
    ("question", "answer", "formula"),
    [
        ("云岭数据港占地600亩折合多少公顷？", "40公顷", "600亩 = 40公顷"),
        ("云岭数据港年用电量12亿千瓦时换算成多少吉瓦时？", "1200吉瓦时", "12亿千瓦时 = 1200吉瓦时"),
        ("云岭数据港算力规模2500PFLOPS换算成多少EFLOPS？", "2.5 EFLOPS", "2500 PFLOPS = 2.5 EFLOPS"),
        ("云岭数据港平均电价0.42元/千瓦时折合多少元/兆瓦时？", "420元/兆瓦时", "0.42元/千瓦时 = 420元/兆瓦时"),
        ("“800TOPS”换算成POPS是多少？", "0.8 POPS", "800 TOPS = 0.8 POPS"),
        ("Convert the 2500 PFLOPS of 云岭数据港 to EFLOPS", "2.5 EFLOPS", "2500 PFLOPS = 2.5 EFLOPS"),
    ],
)
def test_a_figure_in_another_unit(asker: Asker, question: str, answer: str, formula: str) -> None:
    found = asker.ask(question, dense=False)
    assert (found.state, found.answers, found.formula) == ("derived", (answer,), formula)
    assert found.evidence


def test_integer_operations_are_not_told_in_flops(asker: Asker) -> None:
    found = asker.ask("云岭数据港推理性能800TOPS换算成多少TFLOPS？", dense=False)
    assert not any("TFLOPS" in given for given in found.answers)


def test_a_quantity_that_no_article_states_is_not_answered_by_another_figure(asker: Asker) -> None:
    assert asker.ask("云岭数据港算力规模3000PFLOPS换算成多少EFLOPS？", dense=False).abstained
