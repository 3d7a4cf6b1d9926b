"""Times are found and resolved with their basis; tables in tests/cases/times.yaml."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.language.calendar import Period, shift_days, shift_months
from pipelines.language.times import find_times

CASES = yaml.safe_load((Path(__file__).parents[2] / "cases" / "times.yaml").read_text(encoding="utf-8"))
PIECES = [
    "2024",
    "年",
    "6",
    "月",
    "18",
    "日",
    "-",
    "至",
    "到",
    "、",
    "/",
    ".",
    "，",
    "。",
    "今年",
    "去年",
    "明年",
    "当年",
    "同期",
    "本月",
    "上月",
    "当日",
    "今天",
    "目前",
    "近",
    "未来",
    "三",
    "5",
    "个月",
    "季度",
    "上半年",
    "年底",
    "年初",
    "Q2",
    "第一",
    "十四五",
    "世纪",
    "以来",
    "自",
    "截至",
    "起",
    "将",
    "前",
    "周",
    "上周",
    "末",
    "电",
    "讯",
    "\n",
    "二〇二三",
    "０",
    "99",
    "13",
    "31",
    "45",
    ":",
    "30",
    "号",
    "旬",
    "底",
]
texts = st.one_of(st.text(max_size=50), st.lists(st.sampled_from(PIECES), max_size=22).map("".join))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:24])
def test_table(case: dict[str, Any]) -> None:
    found = find_times(case["text"], case.get("published"))
    assert [f"{t.text} | {t.value} {t.basis} {t.role}" for t in found] == case["times"]


@settings(max_examples=600, deadline=None)
@given(texts, st.one_of(st.none(), st.dates(), st.sampled_from([date.min, date.max])))
def test_any_text_at_any_date_is_read_without_an_exception(text: str, published: date | None) -> None:
    last = 0
    for time in find_times(text, published):
        assert text[time.start : time.end] == time.text
        assert time.start >= last
        last = time.end
        assert (time.value is None) == (time.basis == "none")
        assert published is not None or time.basis != "published"


def test_a_bare_month_takes_the_year_of_its_sentence_then_of_the_publication() -> None:
    text = "2021年，公司成立，8月上线。\n10月，平台扩容。"
    assert [t.value for t in find_times(text, date(2024, 6, 1))] == ["2021", "2021-08", "2023-10"]
    assert [t.value for t in find_times(text, None)] == ["2021", "2021-08", "2021-10"]


def test_the_seed_dates_its_months_by_the_year_named_before() -> None:
    text = (
        (Path(__file__).parents[3] / "corpus" / "articles" / "000_616cbaeacd51bc80.txt")
        .read_text(encoding="utf-8")
        .replace("\n", "")
    )
    found = {(t.text, t.value) for t in find_times(text, None)}
    assert {("2024年6月", "2024-06"), ("10月", "2024-10"), ("2023年底", "2023-12"), ("2024年4月", "2024-04")} <= found


def test_calendar_arithmetic_ends_at_its_borders() -> None:
    assert shift_days(date.min, -1) is None
    assert shift_days(date.max, 1) is None
    assert shift_days(None, 1) is None
    assert shift_months(2024, 1, -1) == (2023, 12)
    assert shift_months(1, 1, -1) is None
    assert Period.of(2023, 2, 2, 29) is None
    assert Period.of(0, None, None, None) is None
    assert str(Period.of(2024, 1, 6, None)) == "2024-01/2024-06"
