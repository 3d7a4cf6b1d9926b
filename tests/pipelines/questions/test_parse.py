"""Questions taken apart: what is asked for, by which operation, when, in which unit; and no text breaks the parser."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.questions.parse import parse
from pipelines.questions.wording import parse_json

CASES = [
    ("2024年6月全国算力总规模是多少？", {"asked": "figure", "operation": "lookup", "time": "2024-06", "indicator": "算力规模"}),
    ("某地数据中心上架率在2023上半年是多少", {"asked": "figure", "time": "2023-01/2023-06"}),
    ("智能算力占算力总规模的比重是多少？", {"operation": "share"}),
    ("智能算力规模同比增长多少？", {"operation": "growth"}),
    ("按增速倒推，上一年的市场规模是多少？", {"operation": "growth_base"}),
    ("甲中心比乙中心多多少P？", {"operation": "difference", "unit": "P"}),
    ("三大运营商净利润合计多少亿元？", {"operation": "sum", "unit": "亿元"}),
    ("哪家运营商的净利润最高？", {"asked": "Organization", "operation": "max"}),
    ("这个项目是谁建设的？", {"asked": "who"}),
    ("大会在哪个城市举行？", {"asked": "Place", "plural": False}),
    ("项目覆盖哪些城市？", {"asked": "Place", "plural": True}),
    ("什么时候投产？", {"asked": "date"}),
    ("为什么利用率低？", {"asked": "why"}),
    ("提出了什么建议？", {"asked": "clause"}),
    (
        "What was the total computing power of China at the end of 2022?",
        {"language": "en", "time": "2022-12", "indicator": "算力规模"},
    ),
]


@pytest.mark.parametrize(("question", "wanted"), CASES, ids=lambda c: c if isinstance(c, str) else "")
def test_parse(question: str, wanted: dict[str, object]) -> None:
    found = parse_json(parse(question))
    assert {key: found[key] for key in wanted} == wanted


@pytest.mark.parametrize(
    "question", ["", "？", "\0\0", "2024", "的的的", "SELECT * WHERE { ?s ?p ?o }", "《》“”", "a" * 5000, "\ud800\udfff"]
)
def test_what_is_no_question_still_parses(question: str) -> None:
    assert parse(question).constraints == ()


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="算力智能中心规模多少是谁哪年增长2024%P亿元，。？?《》“” ab\n\0\u3000\ufdfa", max_size=60))
def test_any_text_parses_the_same_twice(text: str) -> None:
    assert parse_json(parse(text)) == parse_json(parse(text))


@pytest.mark.parametrize(
    ("question", "national"),
    [
        ("全国算力总规模是多少？", True),
        ("我国在用机架有多少？", True),
        ("2024年中国智能算力规模是多少？", True),
        ("2024年中国加速服务器市场规模有多大？", True),
        ("来自中国市场的收入占比是多少？", False),
        ("公司卖给中国客户的芯片有多少？", False),
        ("国内市场的销量是多少？", False),
        ("中国移动的算力规模是多少？", False),
        ("2000个机柜、单柜8kW的智算中心一年耗电多少度？", False),
    ],
)
def test_the_country_is_the_scope_only_where_it_is_measured(question: str, national: bool) -> None:
    found = parse(question)
    assert found.national is national
    assert not any(name.text.isdigit() for name in found.names) and not any(q.isdigit() for q in found.quoted)
