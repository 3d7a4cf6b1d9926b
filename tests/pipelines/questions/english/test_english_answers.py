"""English questions over invented Chinese articles, from extraction to the answer, and the wording of its values."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from pipelines.questions.answer import Asker
from pipelines.questions.render_english import both, english_answers, in_english
from tests.asking import asker_of, written

CASES = yaml.safe_load((Path(__file__).parents[3] / "cases" / "english.yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def asker(tmp_path_factory: pytest.TempPathFactory) -> Asker:
    articles = (written(a["id"], f"{a['title']}\n\n{a['text']}", a["published"]) for a in CASES["articles"])
    return asker_of(tmp_path_factory.mktemp("english"), *articles)


@pytest.mark.parametrize("row", CASES["answers"], ids=lambda row: str(row["q"]))
def test_english_answer(asker: Asker, row: dict[str, Any]) -> None:
    answer = asker.ask(row["q"], dense=False)
    assert answer.abstained == bool(row.get("none")), (answer.answers, answer.parse)
    assert answer.question == row["q"] and answer.parse["gloss"] and answer.parse["language"] == "en"
    assert list(answer.answers) == row.get("a", []), answer.parse["gloss"]
    assert row.get("said", "") in answer.answer


@pytest.mark.parametrize(("source", "english"), CASES["wording"])
def test_wording(source: str, english: str) -> None:
    assert in_english(source) == english


def test_the_source_stands_beside_what_is_put_in_english() -> None:
    assert both("银川") == "Yinchuan (银川)" and both("A800") == "A800"
    assert english_answers(["银川"]) == ("Yinchuan", "银川")
    assert english_answers(["银川", "西安"]) == ("Yinchuan (银川)", "Xi'an (西安)")
