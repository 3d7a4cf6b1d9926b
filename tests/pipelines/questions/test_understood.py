"""What is read otherwise than written is shown in the answer and in its parse; two readings that differ are asked back."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.passages import PassageIndex
from kg.store import GraphStore
from pipelines.questions.answer import Asker
from tests.asking import asker_of, put, written

TEXTS = {
    "yi": "陇东云谷智算园投产\n\n陇东云谷智算园位于庆阳，机架规模达到5000架，由甲乙算力公司运营。",
    "er": "两省算力\n\n截至2024年底，陕西算力规模为12EFLOPS。\n\n截至2024年底，山西算力规模为9EFLOPS。",
}


@pytest.fixture(scope="module")
def asker(tmp_path_factory: pytest.TempPathFactory) -> Asker:
    return asker_of(tmp_path_factory.mktemp("understood"), *(written(name, text) for name, text in TEXTS.items()))


def test_a_slip_is_shown_with_the_answer(asker: Asker) -> None:
    answer = asker.ask("陇东云谷智算圆在哪个市？", dense=False)
    assert answer.answers == ("庆阳",)
    assert "“陇东云谷智算圆”按“陇东云谷智算园”理解" in answer.answer
    assert answer.parse["understood"] == [{"written": "陇东云谷智算圆", "as": "陇东云谷智算园", "reason": "同音"}]


def test_a_slip_is_shown_where_there_is_no_answer(asker: Asker) -> None:
    answer = asker.ask("陇东云谷智算圆的总投资是多少？", dense=False)
    assert answer.abstained and "“陇东云谷智算圆”按“陇东云谷智算园”理解" in answer.answer


def test_pinyin_in_an_english_question_is_shown(asker: Asker) -> None:
    answer = asker.ask("Which city is Longdong Yungu Zhisuan Yuan in?", dense=False)
    assert answer.answers == ("Qingyang", "庆阳")
    assert "read “Longdong Yungu Zhisuan Yuan” as “陇东云谷智算园”" in answer.answer


def test_what_is_written_right_is_not_commented(asker: Asker) -> None:
    answer = asker.ask("陇东云谷智算园在哪个市？", dense=False)
    assert answer.answers == ("庆阳",) and "理解" not in answer.answer and answer.parse["understood"] == []


def test_two_readings_with_different_answers_are_asked_back(asker: Asker) -> None:
    answer = asker.ask("2024年底shanxi的算力规模是多少？", dense=False)
    assert answer.state == "ambiguous" and answer.abstained
    assert answer.reason == "“shanxi”指山西还是陕西？" or answer.reason == "“shanxi”指陕西还是山西？"


def test_new_articles_bring_new_names(tmp_path: Path) -> None:
    index = PassageIndex(tmp_path / "passages")
    with GraphStore() as store:
        asker = Asker(store, index)
        assert asker.ask("陇东云谷智算圆在哪个市？", dense=False).parse["understood"] == []
        put(store, index, written("yi", TEXTS["yi"]))
        assert asker.ask("陇东云谷智算圆在哪个市？", dense=False).answers == ("庆阳",)
