"""Every number is a quantity or ignored with a reason; tables in tests/cases/numbers.yaml."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.model import Quantity
from pipelines.language.numbers.numbers import NumberScan, scan_numbers
from pipelines.language.numbers.numerals import numeral_value, share, split_numeral
from pipelines.language.numbers.width import close_up, fold_width

CASES = yaml.safe_load((Path(__file__).parents[3] / "cases" / "numbers.yaml").read_text(encoding="utf-8"))
PIECES = [
    "2024",
    "年",
    "6",
    "月",
    "18",
    "日",
    "-",
    "～",
    "至",
    "、",
    "/",
    ".",
    ",",
    "，",
    "。",
    "：",
    "（",
    "）",
    "(",
    ")",
    "%",
    "％",
    "万",
    "亿",
    "千",
    "百",
    "十",
    "一",
    "二",
    "三",
    "两",
    "半",
    "数",
    "几",
    "余",
    "多",
    "个",
    "家",
    "元",
    "美元",
    "EFLOPS",
    "P",
    "GB",
    "/s",
    "FP",
    "16",
    "A100",
    "PUE",
    "为",
    "超",
    "近",
    "约",
    "不足",
    "左右",
    "以上",
    "第",
    "位",
    "居",
    "前",
    "大",
    "成",
    "折",
    "倍",
    "翻",
    "番",
    "了",
    "每秒",
    "次",
    "分之",
    "点",
    "零",
    "〇",
    "十四五",
    "今年",
    "上半年",
    "截至",
    "目前",
    "近5年",
    "昇腾",
    "v",
    "3.5",
    "号",
    "〔2023〕12号",
    "$",
    "人民币",
    "1,234",
    "0.5",
    "99",
    "\n",
    "１２",
    "．",
    "世纪",
    "周三",
    "同期",
    "届",
    "期",
    "http://a.b/1",
    "a@b.c1",
    "+",
    "−",
    "B",
    "模型",
    "²",
    "③",
    "٣",
    "𝟛",
    " ",
    "  ",
    "分",
    "之",
    "又",
    "负",
    "萬",
    "俩",
    "角",
    "毛",
    "块",
    "k",
    "^",
    "×10^",
    "E",
    "个百分点",
    "百 分 之",
    "三 百 五 十",
    "是",
    "“",
    "”",
    "双",
    "到",
    "之间",
    "至少有",
    "< =",
    "1P算力相当于",
]
texts = st.one_of(st.text(max_size=60), st.lists(st.sampled_from(PIECES), max_size=25).map("".join))


def told(item: Quantity) -> str:
    words = [
        str(item.value),
        item.unit,
        item.qualifier if item.qualifier != "exact" else "",
        item.kind if item.kind in ("bare", "rank", "ratio") else "",
    ]
    return " ".join(word for word in words if word)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:24])
def test_table(case: dict[str, Any]) -> None:
    scan = scan_numbers(case["text"])
    assert [told(q) for q in scan.quantities] == case["quantities"]
    assert [n.reason for n in scan.ignored] == case.get("ignored", [])


def covered(text: str, scan: NumberScan) -> list[int]:
    marks = [0] * len(text)
    for item in (*scan.quantities, *scan.ignored):
        assert text[item.start : item.end] == item.text
        assert item.start < item.end
        for at in range(item.start, item.end):
            marks[at] += 1
    return marks


@settings(max_examples=600, deadline=None)
@given(texts)
def test_ledger_adds_up_on_any_text(text: str) -> None:
    scan = scan_numbers(text)
    marks = covered(text, scan)
    assert max(marks, default=0) <= 1
    assert all(marks[at] == 1 for at, sign in enumerate(text) if sign.isdecimal())
    for items in (scan.quantities, scan.ignored):
        assert [i.start for i in items] == sorted(i.start for i in items)
    assert all(q.start <= q.number_start < q.number_end <= q.end for q in scan.quantities)


@settings(max_examples=200, deadline=None)
@given(texts)
def test_closing_up_takes_only_blanks(text: str) -> None:
    folded = fold_width(text)
    assert len(folded) == len(text)
    closed, offsets = close_up(folded)
    if offsets is None:
        assert closed == folded
        return
    assert [folded[at] for at in offsets[:-1]] == list(closed)
    assert closed.replace(" ", "") == folded.replace(" ", "")
    assert offsets[-1] == len(folded)


@pytest.mark.parametrize(
    ("spaced", "closed"),
    [
        ("共 三 百 五 十 台", "共 三百五十 台"),
        ("四千 二百 一十七 万", "四千二百一十七万"),
        ("百 分 之 3.6", "百分之3.6"),
        ("二百四十 个 百 分 点", "二百四十个百分点"),
        ("三百 又 三 分之 一", "三百又三分之一"),
        ("居第一 百亿项目", "居第一 百亿项目"),
        ("签约一千 百家企业", "签约一千 百家企业"),
        ("产品一 二期", "产品一 二期"),
        ("一 二 三", "一 二 三"),
        ("2024 年 5 月", "2024 年 5 月"),
        ("5 万 3 千瓦", "5 万 3 千瓦"),
    ],
)
def test_closing_up(spaced: str, closed: str) -> None:
    assert close_up(spaced)[0] == closed


def test_ignored_numerals_keep_their_value() -> None:
    text = "第十二刃，一、总则。这是五，“三”，两双，一打，二百零八，半百，错题3/8"
    assert [(n.reason, n.value) for n in scan_numbers(text).ignored] == [
        ("ordinal", 12), ("bare", 5), ("bare", 3), ("count", 2), ("indefinite", 12), ("bare", 50), ("ratio", Decimal("0.375")),
    ]  # fmt: skip


def test_offsets_are_those_of_the_text_as_written() -> None:
    text = "合計 三千 八百 萬 元，佔 百 分 之 3.6"
    first, second = scan_numbers(text).quantities
    assert (first.text, first.value, first.unit) == ("三千 八百 萬 元", Decimal(3800), "万元")
    assert (second.text, second.value, second.unit) == ("百 分 之 3.6", Decimal("3.6"), "%")
    assert text[first.number_start : first.number_end] == "三千 八百 萬"


@pytest.mark.parametrize(
    "unit",
    [
        "1",
        "一",
        "1,",
        "十",
        "PUE1",
        "1万",
        "a1",
        "第",
        "每秒",
        "1分之",
        "A@",
        "1-",
        "2024至",
        "(1",
        "1/",
        "1 ",
        "一 ",
        "一 二 ",
        "千 百 ",
        "三百一",
        "两",
        "又",
        "三又",
        "三又三分之",
        "分 之 ",
        "1^",
        "10^1",
        "点一",
        "一到",
        "三元一角",
        "“五”",
        "负一",
        "1k个",
        "7 万 5 千 ",
        "< ",
    ],
)
def test_long_lines_of_one_kind_are_read(unit: str) -> None:
    text = unit * 4000
    marks = covered(text, scan_numbers(text))
    assert all(marks[at] == 1 for at, sign in enumerate(text) if sign.isdecimal())


def test_intervals() -> None:
    bounds = {
        q.text: (q.lower, q.upper)
        for q in scan_numbers("超830万架，近30%，约200人，不足5家，50个左右，3～5年，数千张，恰好7台").quantities
    }
    assert bounds["超830万架"] == (Decimal(830), None)
    assert bounds["近30%"] == (Decimal(27), Decimal(30))
    assert bounds["约200人"] == (Decimal(190), Decimal(210))
    assert bounds["不足5家"] == (None, Decimal(5))
    assert bounds["50个左右"] == (Decimal("47.5"), Decimal("52.5"))
    assert bounds["3"] == bounds["5年"] == (Decimal(3), Decimal(5))
    assert bounds["数千张"] == (Decimal(2000), Decimal(10000))
    assert bounds["7台"] == (None, None)


def test_lists_share_unit_and_group() -> None:
    first, second, third, other = scan_numbers("利润85.0/98.3/111.5亿元，员工30人").quantities
    assert {first.unit, second.unit, third.unit} == {"亿元"}
    assert first.group == second.group == third.group is not None
    assert other.group is None


def test_a_value_said_twice_is_marked() -> None:
    plain, again = scan_numbers("达到1.97万亿亿次（197EFLOPS）").quantities
    assert (plain.unit, again.equivalent_of) == ("万亿亿次/秒", plain.start)
    assert [q.equivalent_of for q in scan_numbers("占30%（5个）").quantities] == [None, None]
    assert [q.equivalent_of for q in scan_numbers("从100EFLOPS（2020年）增至300EFLOPS").quantities] == [None, None]


def test_the_name_of_a_unit_is_no_number() -> None:
    assert [q.text for q in scan_numbers("总规模246EFLOPS每秒百亿亿次浮点运算").quantities] == ["246EFLOPS"]
    assert scan_numbers("EFLOPS指每秒百亿亿次浮点运算") == NumberScan((), ())


def test_the_seed_has_no_unread_number() -> None:
    text = (Path(__file__).parents[4] / "corpus" / "articles" / "000_616cbaeacd51bc80.txt").read_text(encoding="utf-8")
    scan = scan_numbers(text.replace("\n", ""))
    found = {(str(q.value), q.unit) for q in scan.quantities}
    assert {
        ("830", "万架"),
        ("246", "EFLOPS"),
        ("76", "EFLOPS"),
        ("2000", "亿元"),
        ("140", "个"),
        ("190", "亿美元"),
        ("13", "PUE"),
        ("1", "毫秒"),
    } <= found
    assert {("65", ""), ("35", ""), ("869", "")} <= found  # the seed lost its % signs and points
    assert {n.reason for n in scan.ignored if n.text in ("910B", "100", "5G")} == {"model_number", "name"}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("一万五千亿", "1500000000000"), ("二十万亿", "20000000000000"), ("二〇二四", "2024"), ("九百九", "990"), ("九万四", "94000"), ("一千零五", "1005"),
        ("5万4千6百", "54600"), ("十点二三三", "10.233"), ("壹百贰拾", "120"), ("四億五千六百萬", "456000000"), ("三百五十一万亿", "351000000000000"),
        ("廿三", "23"), ("2千零30万", "20300000"), ("1,234.5", "1234.5"),
        ("十十", None), ("十七八", None), ("", None), ("第", None), ("一" * 41, None), ("点五", None),
    ],
)  # fmt: skip
def test_numeral_values(text: str, value: str | None) -> None:
    assert numeral_value(text) == (None if value is None else Decimal(value))


def test_numerals_keep_the_multiplier_a_reader_would_write() -> None:
    assert split_numeral("一万五千亿") == (Decimal(15000), "亿")
    assert split_numeral("二十万亿") == (Decimal(20), "万亿")
    assert split_numeral("十二亿五千万") == (Decimal("12.5"), "亿")
    assert split_numeral("三万五千") == (Decimal(35000), "")
    assert share("一", "三") == Decimal("33.33")
    assert share("五", "万") == Decimal("0.05")
    assert share("五", "零") is None
