"""Questions in two steps: tests/cases/chains.yaml, and one asked from end to end."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from kg.yaml_data import load_yaml
from pipelines.questions.answer import Asker
from pipelines.questions.chains import chain
from tests.asking import asker_of, written

CASES: list[dict[str, Any]] = load_yaml((Path(__file__).parents[2] / "cases/chains.yaml").read_text(encoding="utf-8"))
FIRST = "云州智算中心开工\n\n云州智算中心由临江数据集团建设，位于云州市。临江数据集团是一家国有企业。"
SECOND = "临江数据集团中报\n\n临江数据集团2024年上半年营业收入为31亿元，同比增长12%。澄湖数据集团2024年上半年营业收入为45亿元。"


@pytest.mark.parametrize("row", CASES, ids=lambda row: row["question"])
def test_steps(row: dict[str, Any]) -> None:
    found = chain(row["question"])
    if row.get("none"):
        assert found is None
        return
    assert found is not None
    assert (found.first, found.then("某某")) == (row["first"], row["then"])


@pytest.fixture(scope="module")
def asker(tmp_path_factory: pytest.TempPathFactory) -> Asker:
    return asker_of(tmp_path_factory.mktemp("chains"), written("kaigong", FIRST), written("zhongbao", SECOND))


def test_both_steps_are_cited_and_the_first_is_told(asker: Asker) -> None:
    answer = asker.ask("建设云州智算中心的那家公司，2024年上半年营业收入是多少？", dense=False)
    assert answer.answers == ("31亿元",)
    assert {e.article for e in answer.evidence} == {"kaigong", "zhongbao"}
    assert "“建设云州智算中心的那家公司”按“临江数据集团”理解" in answer.answer


def test_a_step_without_an_answer_gives_no_other_figure(asker: Asker) -> None:
    answer = asker.ask("运营海宁超算的那家公司，2024年上半年营业收入是多少？", dense=False)
    assert answer.abstained
