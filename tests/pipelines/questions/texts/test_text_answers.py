"""Questions whose answer is a span of text, over invented articles: from extraction to the bare answer, and what must be declined."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path
from typing import Any

import pytest
import yaml

from pipelines.questions.answer import Asker
from tests.asking import asker_of, written

CASES = yaml.safe_load((Path(__file__).parents[3] / "cases/spans.yaml").read_text(encoding="utf-8"))
ROWS = [
    pytest.param(row, id=row["q"], marks=[pytest.mark.xfail(strict=True, reason=row["open"])] if "open" in row else [])
    for row in CASES["rows"]
]


@pytest.fixture(scope="module")
def asker(tmp_path_factory: pytest.TempPathFactory) -> Asker:
    articles = (written(a["id"], f"{a['title']}\n\n{a['text']}", a["published"]) for a in CASES["articles"])
    return asker_of(tmp_path_factory.mktemp("spans"), *articles)


@pytest.mark.parametrize("row", ROWS)
def test_answer(asker: Asker, row: dict[str, Any]) -> None:
    answer = asker.ask(row["q"], dense=False)
    assert answer.abstained == bool(row.get("none")), answer.answers
    said = [bare(given) for given in answer.answers]
    if "all" in row:
        parts = [bare(wanted) for wanted in row["all"]]
        assert all(any(part in given for given in said) for part in parts), answer.answers
        assert sum(any(part in given for part in parts) for given in said) * 2 >= len(said), answer.answers
    elif "a" in row:
        assert any(
            wanted in given and len(given) <= 2 * len(wanted) + 12 for wanted in map(bare, row["a"]) for given in said[:3]
        ), answer.answers


def bare(text: str) -> str:
    """Width and case folded, without marks and blanks."""
    return re.sub(r"[^\w.%]", "", unicodedata.normalize("NFKC", text).lower())
