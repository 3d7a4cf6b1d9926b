"""Names by table (tests/cases/names.yaml), and what holds for any text."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from pipelines.language.components import analyse_sentence
from pipelines.language.nlp import analyse, language

CASES = Path(__file__).parents[3] / "cases" / "names.yaml"
ROWS = [
    pytest.param(row, id=f"{group}-{number}")
    for group, rows in yaml.safe_load(CASES.read_text(encoding="utf-8")).items()
    for number, row in enumerate(rows)
]


def _found(text: str) -> tuple[set[str], set[str]]:
    mentions = analyse(text).mentions
    return {f"{m.type}:{m.text}" for m in mentions}, {f"{m.type}:{m.text}={m.canonical}" for m in mentions}


@pytest.mark.parametrize("row", ROWS)
def test_table(row: dict[str, Any]) -> None:
    surfaces, named = _found(row["text"])
    for want in row["has"]:
        assert want in (named if "=" in want else surfaces), (row["text"], named)
    assert not surfaces & set(row.get("not", ())), (row["text"], surfaces)
    if row.get("only"):
        assert surfaces <= {want.partition("=")[0] for want in row["has"]}, (row["text"], surfaces)


TEXT = (
    "天津市人工智能计算中心（以下简称“津智中心”）扩容。津智中心由远海数智科技有限公司运营。"
    "中国信通院在2024中国算力大会上发布报告，院长张三丰表示，算力规模达246EFLOPS，搭载昇腾910B。"
)


def test_mentions_are_slices_in_order_without_overlap() -> None:
    analysis = analyse(TEXT)
    assert analysis.mentions
    assert all(TEXT[m.start : m.end] == m.text for m in analysis.mentions)
    assert all(a.end <= b.start for a, b in zip(analysis.mentions, analysis.mentions[1:], strict=False))


def test_tokens_cover_the_text_and_keep_names_whole() -> None:
    analysis = analyse(TEXT)
    assert "".join(token.text for token in analysis.tokens) == TEXT
    assert {"中国信通院", "246EFLOPS"} <= {token.text for token in analysis.tokens}


def test_an_alias_in_brackets_is_the_same_entity_later() -> None:
    called = [m for m in analyse(TEXT).mentions if m.text == "津智中心"]
    assert len(called) == 2
    assert {m.canonical for m in called} == {"天津市人工智能计算中心"}


def test_a_number_within_a_name_is_no_quantity() -> None:
    analysis = analyse(TEXT)
    inside = [(m.start, m.end) for m in analysis.mentions]
    assert not any(start <= q.number_start < end for q in analysis.quantities for start, end in inside)


@pytest.mark.parametrize(
    "text", ["", " ", "\n", "。", "A", "“", "《》", "（（（", "\ud83d\ude00".encode("utf-16", "surrogatepass").decode("utf-16")]
)
def test_odd_texts_do_no_harm(text: str) -> None:
    assert analyse(text).text == text


def test_deterministic() -> None:
    assert analyse(TEXT) == analyse(TEXT)


def test_names_survive_lost_title_marks() -> None:
    found = {m.text for m in analyse("2024年，国家出台算力基础设施高质量发展行动计划，明确到2025年的目标。").mentions}
    assert "算力基础设施高质量发展行动计划" in found


def test_the_pipeline_is_one_language_of_ordered_components() -> None:
    names = language().pipe_names
    assert (
        names.index("suanli_names") < names.index("suanli_grammar") < names.index("suanli_tagger") < names.index("suanli_merge")
    )
    assert [mention.text for mention in language()("北京与上海")._.draft.mentions] == ["北京", "上海"]


def test_a_question_is_read_alike_without_the_language() -> None:
    for text in (
        "2024年6月，中国移动呼和浩特智算中心的算力规模是多少？",
        "谁发布了《算力基础设施高质量发展行动计划》？",
        "H100和昇腾910哪个快？",
        "",
    ):
        assert analyse_sentence(text) == analyse(text, None, tagger=False)
