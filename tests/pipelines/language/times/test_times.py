"""Times are found and resolved with their basis; tables in tests/cases/times.yaml."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.periods import span
from pipelines.language.times.calendar import Period, last_leap_year, shift_days, shift_months
from pipelines.language.times.times import find_times

CASES = yaml.safe_load((Path(__file__).parents[3] / "cases" / "times.yaml").read_text(encoding="utf-8"))
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
    "后",
    "来",
    "年代",
    "90",
    "财年",
    "财季",
    "FY24",
    "3Q24",
    "H1",
    "2024Q1",
    "半年报",
    "三季报",
    "一",
    "二",
    "十",
    "至今",
    "次日",
    "该季度",
    "上季度",
    "周三",
    "（",
    "）",
    "农历",
    "每",
    "’24",
    "～",
    "与",
    "之间",
    "之后",
    "2024.06",
    "202406",
    "12/1",
    "2010",
    "01",
    "29",
    "此后",
    "接下来",
] + ["\n", " "]
VALUE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?(/\d{4}(-\d\d(-\d\d)?)?)?")
texts = st.one_of(st.text(max_size=50), st.lists(st.sampled_from(PIECES), max_size=22).map("".join))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:24])
def test_table(case: dict[str, Any]) -> None:
    found = find_times(case["text"], case.get("published"))
    assert [f"{t.text} | {t.value} {t.basis} {t.role}" for t in found] == case["times"]


@settings(max_examples=400, deadline=None)
@given(texts, st.one_of(st.none(), st.dates(), st.sampled_from([date.min, date.max])))
def test_any_text_at_any_date_is_read_without_an_exception(text: str, published: date | None) -> None:
    last = 0
    for time in find_times(text, published):
        assert text[time.start : time.end] == time.text
        assert time.start >= last
        last = time.end
        assert (time.value is None) == (time.basis == "none")
        if time.value is not None:
            assert VALUE.fullmatch(time.value), time
            assert span(time.value) is not None, time
        assert published is not None or time.basis != "published"


def test_a_bare_month_takes_the_year_of_its_sentence_then_of_the_publication() -> None:
    text = "2021年，公司成立，8月上线。\n10月，平台扩容。"
    assert [t.value for t in find_times(text, date(2024, 6, 1))] == ["2021", "2021-08", "2023-10"]
    assert [t.value for t in find_times(text, None)] == ["2021", "2021-08", "2021-10"]


def test_the_seed_dates_its_months_by_the_year_named_before() -> None:
    text = (
        (Path(__file__).parents[4] / "corpus" / "articles" / "000_616cbaeacd51bc80.txt")
        .read_text(encoding="utf-8")
        .replace("\n", "")
    )
    found = {(t.text, t.value) for t in find_times(text, None)}
    assert {("2024年6月", "2024-06"), ("10月", "2024-10"), ("2023年底", "2023-12"), ("2024年4月", "2024-04")} <= found


@pytest.mark.parametrize(
    "piece", ["1", "年", "到", "2024-", "十", "周", "3月", "2024年", "近1", "、8", "去年同期", "2023、", "1-", "上", "前"]
)
def test_a_long_line_of_one_piece_is_read(piece: str) -> None:
    for time in find_times(piece * 20_000, date(2025, 8, 20)):
        assert time.value is None or VALUE.fullmatch(time.value)


def test_a_span_of_days_that_leaves_the_calendar_has_no_value() -> None:
    assert [t.value for t in find_times("未来两天，近三年，三天前", date.max)][0] is None
    assert [t.value for t in find_times("近三年，三天前，上周五", date.min)] == [None, None, None]


def test_calendar_arithmetic_ends_at_its_borders() -> None:
    assert shift_days(date.min, -1) is None
    assert shift_days(date.max, 1) is None
    assert shift_days(None, 1) is None
    assert shift_months(2024, 1, -1) == (2023, 12)
    assert shift_months(1, 1, -1) is None
    assert (last_leap_year(2024), last_leap_year(2019), last_leap_year(1903), last_leap_year(1)) == (2024, 2016, 1896, 1)
    assert Period.of(2023, 2, 2, 29) is None
    assert Period.of(0, None, None, None) is None
    assert str(Period.of(2024, 1, 6, None)) == "2024-01/2024-06"
