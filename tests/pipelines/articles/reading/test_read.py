"""Reading article files: encodings, front matter, title and body, and every refusal in words."""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import ArticleUnreadable
from pipelines.articles.reading.read import MAX_BYTES, read, read_bytes

TEXT = "智算中心建设提速\n\n据统计，全市的算力规模已经达到百亿亿次，位居全国前列。"
TRADITIONAL = "智算中心建設提速\n\n據統計，全市的算力規模已經達到百億億次，位居全國前列。"
FRONT = "---\ntitle: 智算中心建设提速\npublished: 2024-09-01\nsource: 某报\nurl: https://example.org/1\nid: zhisuan-1\n---\n"


@pytest.mark.parametrize(
    ("encoding", "named"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("gbk", "gb18030"),
        ("gb18030", "gb18030"),
        ("big5", "big5"),
    ],
)
def test_encodings(encoding: str, named: str) -> None:
    text = TRADITIONAL if encoding == "big5" else TEXT
    article = read_bytes(text.encode(encoding), "a.txt")
    assert article.title == text.split("\n")[0]
    assert article.body.strip() == text.split("\n")[-1]
    assert article.encoding == named


def test_plain_file(tmp_path: Path) -> None:
    path = tmp_path / "001-zhisuan.TXT"
    path.write_bytes(f"\n{TEXT}\n".encode())
    article = read(path, date(2024, 9, 1), "某报")
    assert (article.id, article.title) == ("001-zhisuan", "智算中心建设提速")
    assert (article.published, article.source, article.url) == (date(2024, 9, 1), "某报", None)
    assert article.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()


def test_front_matter_wins_over_what_is_given() -> None:
    article = read_bytes((FRONT + "据统计，规模增长。").encode(), "a.md", date(2020, 1, 1), "别报")
    assert (article.id, article.title, article.body) == ("zhisuan-1", "智算中心建设提速", "据统计，规模增长。")
    assert (article.published, article.source, article.url) == (date(2024, 9, 1), "某报", "https://example.org/1")


def test_title_of_front_matter_is_not_repeated_in_the_body() -> None:
    article = read_bytes((FRONT + "\n# 智算中心建设提速\n\n据统计，规模增长。").encode(), "a.md")
    assert article.body.strip() == "据统计，规模增长。"


def test_front_matter_without_title() -> None:
    article = read_bytes("---\npublished: 2024年9月1日\nauthor: 张三\n---\n\n标题在此\n\n正文在此。".encode(), "a.md")
    assert (article.title, article.body.strip(), article.published) == ("标题在此", "正文在此。", date(2024, 9, 1))


@pytest.mark.parametrize(
    ("text", "title", "body"),
    [
        ("\n\n\ufeff标题\n\n正文。", "标题", "正文。"),
        ("# 标题\n\n正文。", "标题", "正文。"),
        ("标题\n正文没有空行。", "标题", "正文没有空行。"),
        ("标题\r\n\r\n正文。\r\n", "标题", "正文。"),
        ("全国多地加快布局智算中心产业生态持续\n完善\n\n正文。", "全国多地加快布局智算中心产业生态持续完善", "正文。"),
        ("短标题\n某报记者 张三 李四 王五 赵六\n\n正文。", "短标题", "某报记者 张三 李四 王五 赵六\n\n正文。"),
        (
            "算力规模持续增长的几点观察\n第一点是需求。\n\n第二点是供给。",
            "算力规模持续增长的几点观察",
            "第一点是需求。\n\n第二点是供给。",
        ),
    ],
)
def test_title_and_body(text: str, title: str, body: str) -> None:
    article = read_bytes(text.encode(), "a.txt")
    assert (article.title, article.body.strip()) == (title, body)


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.txt", b"", "是空的"),
        ("a.txt", b" \n\r\n\t", "是空的"),
        ("a.txt", b"\xef\xbb\xbf", "是空的"),
        ("a.txt", b"%PDF-1.7 ...", "PDF"),
        ("a.md", b"PK\x03\x04rest", "ZIP"),
        ("a.txt", b"\x00\x01\x02\x03\x00\xff" * 40, "二进制"),
        ("a.txt", bytes(range(128, 256)) * 3, "认不出文字编码"),
        ("a.txt", "算力规模达到，".encode() * 9 + b"\xe6\x88", "第190个字节"),
        ("a.txt", b"\xff\xfe\x00", "utf-16"),
        ("a.txt", "只有标题".encode(), "没有正文"),
        ("a.md", "# 只有标题\n\n　\n".encode(), "没有正文"),
        ("a.md", "---\ntitle: 只有标题\n---\n".encode(), "没有正文"),
        ("a.md", "---\ntitle: 甲\n\n正文。".encode(), "没有结束"),
        ("a.md", "---\ntitle: 甲: 乙: 丙\n---\n正文。".encode(), "YAML"),
        ("a.md", "---\n- 甲\n- 乙\n---\n正文。".encode(), "键: 值"),
        ("a.md", "---\ntitle: [甲, 乙]\n---\n正文。".encode(), "title"),
        ("a.md", "---\npublished: 2024-13-01\n---\n标题\n\n正文。".encode(), "2024-13-01"),
        ("a.md", "---\npublished: 去年\n---\n标题\n\n正文。".encode(), "YYYY-MM-DD"),
        ("a.md", "---\nid: ../甲\n---\n标题\n\n正文。".encode(), "文章编号"),
        ("a.md", "---\nid: .hidden\n---\n标题\n\n正文。".encode(), "文章编号"),
        ("a\nb.txt", "标题\n\n正文。".encode(), "文章编号"),
        (".txt", "标题\n\n正文。".encode(), "扩展名"),
        ("a.html", b"<p>x</p>", "“.html”"),
        ("a.pdf", b"x", "“.pdf”"),
        ("a", b"x", "没有扩展名"),
    ],
)
def test_refusals_say_what_and_why(name: str, data: bytes, words: str) -> None:
    with pytest.raises(ArticleUnreadable, match=words.replace("：", ".")) as refusal:
        read_bytes(data, name)
    assert str(refusal.value).endswith("。")


def test_refuses_what_is_no_file(tmp_path: Path) -> None:
    (tmp_path / "dir.txt").mkdir()
    for name in ("missing.txt", "dir.txt"):
        with pytest.raises(ArticleUnreadable, match="没有这个文件"):
            read(tmp_path / name)


def test_refuses_a_giant_before_reading_it(tmp_path: Path) -> None:
    path = tmp_path / "big.txt"
    with path.open("wb") as out:
        out.truncate(MAX_BYTES + 1)
    with pytest.raises(ArticleUnreadable, match="上限"):
        read(path)


def test_folders_in_a_name_do_not_reach_the_id() -> None:
    for name in ("../../etc/a.txt", "..\\..\\a.txt", "/a.txt"):
        assert read_bytes(TEXT.encode(), name).id == "a"


@given(st.binary(max_size=300), st.sampled_from(["a.txt", "a.md"]))
@settings(max_examples=300, deadline=None)
def test_any_bytes_are_read_or_refused(data: bytes, name: str) -> None:
    try:
        article = read_bytes(data, name)
    except ArticleUnreadable:
        return
    assert article.title.strip()
    assert article.body.strip()


@given(st.text(alphabet="-:[]{}&*!|>'\"%@` \n\tab标题published2024", max_size=80))
@settings(max_examples=300, deadline=None)
def test_any_front_matter_is_read_or_refused(head: str) -> None:
    try:
        read_bytes(f"---\n{head}\n---\n标题\n\n正文。".encode(), "a.md")
    except ArticleUnreadable as refusal:
        assert str(refusal).startswith("a.md：")
