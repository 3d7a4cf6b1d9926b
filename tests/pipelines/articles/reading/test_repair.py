"""Cleaning: folded characters, undone wraps, the map back to the raw text, and what must stay as it is."""

from __future__ import annotations

import textwrap
import unicodedata
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.model import CleanText
from pipelines.articles.reading.fold import FOLDS
from pipelines.articles.reading.read import read
from pipelines.articles.reading.repair import clean, join_title

TESTS = Path(__file__).parents[3]
SEED = TESTS.parent / "corpus" / "articles" / "000_616cbaeacd51bc80.txt"
CASES: dict[str, list[Any]] = yaml.safe_load((TESTS / "cases" / "repair.yaml").read_text(encoding="utf-8"))

PARAGRAPHS = (
    "国家超级计算中心的扩建工程昨天封顶，建成后可提供每秒35.6亿亿次的峰值算力，比一期提高了2.4倍，预计2026年6月投入试运行。",
    "记者在现场看到，机房采用浸没式液冷（单机柜功率60 kW），PUE有望降至1.08，每年可节电1,350万千瓦时，相当于5.4万户家庭一年的用电量。",
    "项目负责人说：“我们用了不到18个月，把 GPU 服务器从2048台扩充到8192台，全部采用国产芯片；软件栈也换成了自研的版本。”",
    "业内普遍认为，算力租赁价格仍将下行。以 H100 为例，其月租已由年初的每台8.5万元降到6万元左右，部分地区甚至更低，而需求并未同步增长。",
    "下一步，当地将出台实施意见，到2027年建成3个万卡集群，智能算力占比超过60%，带动相关产业规模突破1,200亿元。",
)


def columns(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WFA" else 1 for c in text)


def wrap(text: str, width: int, by_columns: bool) -> str:
    """Cut anywhere, as the seed was: every ``width`` characters or half-width columns."""
    lines, line = [], ""
    for letter in text:
        if (columns(line + letter) if by_columns else len(line) + 1) > width:
            lines.append(line)
            line = ""
        line += letter
    return "\n".join([*lines, line])


def check_offsets(raw: str, done: CleanText) -> None:
    assert len(done.raw_at) == len(done.text) + 1
    assert list(done.raw_at) == sorted(done.raw_at)
    assert all(0 <= at <= len(raw) for at in done.raw_at)
    for repair in done.repairs:
        assert 0 <= repair.start <= repair.end <= len(done.text)
        assert done.text[repair.start : repair.end] == repair.clean


@pytest.mark.parametrize("row", CASES["folded"], ids=lambda row: ascii(row["raw"]))
def test_folds_and_lists(row: dict[str, Any]) -> None:
    done = clean(row["raw"])
    assert done.text == row["clean"]
    assert [r.rule for r in done.repairs] == row["rules"]


@pytest.mark.parametrize("raw", CASES["kept"], ids=lambda raw: raw[:16])
def test_leaves_alone(raw: str) -> None:
    done = clean(raw)
    assert done.text == raw
    assert done.repairs == ()


@pytest.mark.parametrize("row", CASES["blanks"], ids=lambda row: ascii(row["raw"])[:24])
def test_orders_blanks_without_listing_them(row: dict[str, str]) -> None:
    done = clean(row["raw"])
    assert done.text == row["clean"]
    assert done.repairs == ()


@pytest.mark.parametrize("row", CASES["wrapped"], ids=lambda row: row["name"])
def test_undoes_wraps(row: dict[str, str]) -> None:
    done = clean(row["raw"])
    assert done.text == row["clean"]
    undone = [r for r in done.repairs if r.rule == "hard-wrap"]
    assert len(undone) == row["raw"].count("\n") - row["clean"].count("\n")
    check_offsets(row["raw"], done)


@pytest.mark.parametrize("by_columns", [False, True], ids=["characters", "columns"])
@pytest.mark.parametrize("width", range(20, 91))
def test_wrapped_at_any_width_comes_back(width: int, by_columns: bool) -> None:
    text = "\n\n".join(PARAGRAPHS)
    raw = "\n\n".join(wrap(p, width, by_columns) for p in PARAGRAPHS)
    assert clean(raw).text == text
    stream = "".join(PARAGRAPHS)
    assert clean(wrap(stream, width, by_columns)).text == stream


@pytest.mark.parametrize("width", range(40, 101, 7))
def test_wrapped_between_words_comes_back(width: int) -> None:
    text = (
        "The plan names eight hubs and ten clusters. It asks them to share their spare capacity, to publish prices every quarter, "
        "and to run at least half of their load on renewable power by the end of 2025, which most of them say they can do."
    )
    assert clean(textwrap.fill(text, width, break_long_words=False)).text == text


def test_raw_at_leads_back() -> None:
    raw = "一、背景\n\n" + wrap(PARAGRAPHS[0], 20, False)
    done = clean(raw)
    start = done.text.index("35.6")
    assert raw[done.raw_at[start] : done.raw_at[start + 4]].replace("\n", "") == "35.6"


def test_seed_comes_out_as_prose() -> None:
    article = read(SEED)
    done = clean(article.body)
    assert f"{article.title}\n{done.text}\n" == (TESTS / "golden" / "seed_clean.txt").read_text(encoding="utf-8")
    assert {r.rule for r in done.repairs} == {"hard-wrap"}
    assert len(done.repairs) == 36
    check_offsets(article.body, done)


def test_other_articles_of_the_corpus_are_not_touched() -> None:
    for path in sorted(SEED.parent.glob("*.md")):
        assert [r for r in clean(read(path).body).repairs if r.rule == "hard-wrap"] == [], path.name


def test_title_over_two_lines() -> None:
    body = wrap("".join(PARAGRAPHS), 20, False)
    assert (
        join_title(wrap("多地加快布局智算中心，国产GPU供应趋紧价格上涨", 20, False), body)
        == "多地加快布局智算中心，国产GPU供应趋紧价格上涨"
    )
    assert join_title("New centre\nopens", "正文。") == "New centre opens"


def test_folding_is_final() -> None:
    assert [a for a, fold in FOLDS.items() if any(c in FOLDS for c in fold.clean)] == []


LINES = st.lists(
    st.one_of(
        st.text(alphabet="算力规模达到，。、；：0123456789%.ABab (（）\u3000\t\u200b－％㎡⼀", max_size=30),
        st.sampled_from(PARAGRAPHS),
        st.sampled_from(PARAGRAPHS).map(lambda p: wrap(p, 24, False)),
    ),
    max_size=12,
)


def check_total(raw: str) -> None:
    done = clean(raw)
    check_offsets(raw, done)
    again = clean(done.text)
    assert again.text == done.text
    assert [r for r in again.repairs if r.raw != r.clean] == []
    done.text.encode("utf-8")


@given(st.text())
@settings(max_examples=300, deadline=None)
def test_total_on_any_text(raw: str) -> None:
    check_total(raw)


@given(LINES, st.sampled_from(["\n", "\n\n", "\r\n"]))
@settings(max_examples=300, deadline=None)
def test_total_on_lines(lines: list[str], end: str) -> None:
    check_total(end.join(lines))


@given(st.text(alphabet=st.characters(codec=None, categories=["Cs", "Cc", "Cf", "Zs", "Zl", "Mn", "Lo"]), max_size=60))
@settings(max_examples=200, deadline=None)
def test_total_on_odd_characters(raw: str) -> None:
    check_total(raw)


def test_long_single_line_and_many_short_ones() -> None:
    assert len(clean("算力" * 500_000).text) == 1_000_000
    assert clean("第一\n" * 50_000).text.count("\n") == 49_999
