"""An answer that another article contradicts says so, with both sides and the likely cause; what only looks so is answered plainly."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from kg.model import Answer
from kg.passages import PassageIndex
from kg.store import GraphStore
from pipelines.articles.build import Library
from pipelines.articles.corpus import Corpus
from pipelines.questions.answer import Asker

Row = tuple[str, str]  # date, text


def ask(folder: Path, question: str, *articles: Row) -> Answer:
    library = Library(Corpus(folder / "corpus"), GraphStore(), PassageIndex(folder / "passages"))
    for number, (published, text) in enumerate(articles):
        library.add(f"a{number}.txt", f"消息一则\n\n{text}\n".encode(), date.fromisoformat(published))
    answer = Asker(library.store, library.index).ask(question, dense=False)
    library.store.close()
    return answer


RACKS = ("2025-02-01", "截至2024年底，全国在用数据中心机架总规模为880万标准机架。")


@pytest.mark.parametrize(
    ("question", "first", "second", "values", "said"),
    [
        (
            "2024年底全国数据中心机架总规模是多少？",
            RACKS,
            ("2025-02-09", "截至2024年底，全国数据中心机架总规模为1043万标准机架。"),
            {"880万标准机架", "1043万标准机架"},
            "口径可能不同：",
        ),
        (
            "2024年中国AI服务器市场规模是多少？",
            ("2025-02-01", "据IDC统计，2024年中国AI服务器市场规模为190亿美元。"),
            ("2025-02-09", "据赛迪顾问统计，2024年中国AI服务器市场规模为221亿美元。"),
            {"190亿美元", "221亿美元"},
            "统计方不同：",
        ),
        (
            "云州智算中心的算力规模是多少？",
            ("2025-03-01", "云州智算中心的算力规模达到1200P，已投入使用。"),
            ("2025-03-08", "云州智算中心的算力规模为1500P。"),
            {"1200P", "1500P"},
            "文中看不出原因",
        ),
    ],
)
def test_both_sides_and_the_cause_are_told(
    tmp_path: Path, question: str, first: Row, second: Row, values: set[str], said: str
) -> None:
    answer = ask(tmp_path, question, first, second)
    assert (answer.state, set(answer.answers)) == ("conflicting", values)
    assert answer.reason and said in answer.reason
    assert {evidence.article for evidence in answer.evidence} == {"a0", "a1"}
    assert "2025年" in answer.answer and all(value in answer.answer for value in values)


@pytest.mark.parametrize(
    ("question", "first", "second", "value"),
    [
        (
            "2024年底全国在用数据中心机架总规模是多少？",
            RACKS,
            ("2025-02-09", "截至2024年底，全国在用数据中心机架总规模超过870万标准机架。"),
            "880万标准机架",
        ),
        (
            "2024年底全国智能算力规模是多少？",
            ("2025-02-09", "截至2024年底，全国智能算力规模为98EFLOPS。"),
            ("2023-10-01", "预计到2024年底，全国智能算力规模将达到120EFLOPS。"),
            "98 EFLOPS",
        ),
        (
            "2024年底松江省智能算力规模是多少？",
            ("2025-02-09", "截至2024年底，松江省智能算力规模为1.2EFLOPS。"),
            ("2025-02-10", "截至2024年底，松江省智能算力规模为1.2EFLOPS，即1200PFLOPS。"),
            "1.2 EFLOPS",
        ),
    ],
)
def test_bounds_forecasts_and_other_units_contradict_nothing(
    tmp_path: Path, question: str, first: Row, second: Row, value: str
) -> None:
    answer = ask(tmp_path, question, first, second)
    assert (answer.state, answer.answers) == ("fact", (value,))


def test_an_english_answer_tells_the_cause_in_english(tmp_path: Path) -> None:
    answer = ask(
        tmp_path,
        "What was the total rack scale of China's data centres at the end of 2024?",
        RACKS,
        ("2025-02-09", "截至2024年底，全国数据中心机架总规模为1043万标准机架。"),
    )
    assert answer.state == "conflicting"
    assert answer.reason and answer.reason.startswith("The sources disagree: they may not take in the same:")
    assert "Likely cause: scope." in answer.answer
