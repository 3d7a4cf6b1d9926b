"""Times, numbers and degrees of questions, as limits."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pipelines.questions.graphs.limits import Degree, Number, Time, asked_unit, comparative, limits


@pytest.mark.parametrize(
    ("text", "relation", "first", "last"),
    [
        ("2005年以后建成的桥", "after", "2005", "2005"),
        ("2005年以来建成的桥", "since", "2005", "2005"),
        ("1950年前建成的桥", "before", "1950", "1950"),
        ("2003年9月开馆的", "in", "2003-09", "2003-09"),
        ("建于1368年的", "in", "1368", "1368"),
        ("公元前221年建立的", "in", "-221", "-221"),
        ("19世纪出生的人", "in", "1801", "1900"),
        ("早于1990年的", "before", "1990", "1990"),
        ("born after 1990", "after", "1990", "1990"),
        ("opened in March 2019", "in", "2019-03", "2019-03"),
    ],
)
def test_times(text: str, relation: str, first: str, last: str) -> None:
    found = [limit for _, _, limit in limits(text)]
    assert [(t.relation, t.first, t.last) for t in found if isinstance(t, Time)] == [(relation, first, last)]


@pytest.mark.parametrize(
    ("text", "relation", "value", "unit"),
    [
        ("人口超过一千万的城市", "above", "1000", "万"),
        ("人口不到一百万的城市", "below", "100", "万"),
        ("海拔不低于3000米的山", "at_least", "3000", "米"),
        ("价格不超过50元的书", "at_most", "50", "元"),
        ("评分8.5以上的", "at_least", "8.5", ""),
        ("超过400页的书", "above", "400", "页"),
        ("比1000公里长的河", "above", "1000", "公里"),
        ("长于1000公里的河", "above", "1000", "公里"),
        ("rivers longer than 1,000 km", "above", "1000", "km"),
        ("cities with more than 2 million people", "above", "2000000", ""),
        ("at least 5 exits", "at_least", "5", ""),
    ],
)
def test_numbers(text: str, relation: str, value: str, unit: str) -> None:
    found = [limit for _, _, limit in limits(text)]
    assert [(n.relation, n.value, n.unit) for n in found if isinstance(n, Number)] == [(relation, Decimal(value), unit)]


def test_a_range_has_both_bounds() -> None:
    (found,) = [limit for _, _, limit in limits("票价在20元到40元之间的")]
    assert isinstance(found, Number)
    assert (found.relation, found.value, found.upper) == ("between", 20, 40)


@pytest.mark.parametrize(
    ("text", "more", "skip", "count"),
    [
        ("最长的河流", True, 0, 1),
        ("最短的河流", False, 0, 1),
        ("最长的三条河", True, 0, 3),
        ("排名前三的", True, 0, 3),
        ("海拔第二高的城镇", True, 1, 1),
        ("A和B哪条长？", True, 0, 1),
        ("the three longest rivers", True, 0, 3),
        ("second largest city", True, 1, 1),
        ("most populous city", True, 0, 1),
        ("least expensive ticket", False, 0, 1),
    ],
)
def test_degrees(text: str, more: bool, skip: int, count: int) -> None:
    found = [limit for _, _, limit in limits(text)]
    assert [(d.more, d.skip, d.count) for d in found if isinstance(d, Degree)] == [(more, skip, count)]


@pytest.mark.parametrize(
    "text", ["澜水有多长？", "一共有多少座桥？", "哪三座桥？", "谁写了它？", "长江大桥在哪？", "Line 1 is red", ""]
)
def test_no_degree_and_no_time_where_there_is_none(text: str) -> None:
    assert not [limit for _, _, limit in limits(text) if isinstance(limit, Degree | Time)]


@pytest.mark.parametrize(
    ("text", "unit"),
    [("长多少米？", "米"), ("有多少座桥？", "座"), ("How many kilometres long?", "公里"), ("是多少？", None), ("多少人口", "人")],
)
def test_the_unit_asked_for(text: str, unit: str | None) -> None:
    found = asked_unit(text)
    assert (found[0] if found else None) == unit


@pytest.mark.parametrize(
    ("text", "word"),
    [("A比B长吗？", "长"), ("A比B开通得晚一些吗", "晚"), ("Is A longer than B?", "longer"), ("A和B一样吗", None)],
)
def test_comparatives(text: str, word: str | None) -> None:
    found = comparative(text)
    assert (found[2].text if found else None) == word
