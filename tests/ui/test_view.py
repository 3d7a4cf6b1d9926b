"""What the page computes before it draws: segments, escapes, labels, chart, table, names."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import ui
from kg.model import ENTITY_TYPES, PREDICATES
from service.sparql_guard import query_form
from tests.fakes_workspace import FakeWorkspace, SeriesPoint
from ui.components.adding import file_name
from ui.components.article import written
from ui.components.chart import option, pick
from ui.examples import example_queries
from ui.labels import Labels, words
from ui.results import table
from ui.safe import escaped, plain, web_address
from ui.segments import Span, cut


def test_segments_join_to_the_text_and_carry_every_mark_over_them() -> None:
    text = "临港智算中心算力达80EFLOPS。"
    found = cut(text, [Span(0, 6, "Center", "中心"), Span(4, 15, "focus"), Span(9, 17, "figure", "算力")])
    assert "".join(segment.text for segment in found) == text
    assert [(segment.text, segment.marks) for segment in found] == [
        ("临港智算", ("Center",)), ("中心", ("Center", "focus")), ("算力达", ("focus",)), ("80EFLO", ("focus", "figure")),
        ("PS", ("figure",)), ("。", ()),
    ]  # fmt: skip


@pytest.mark.parametrize("span", [Span(-3, 1, "x"), Span(2, 99, "x"), Span(1, 1, "x"), Span(2, 1, "x"), Span(50, 60, "x")])
def test_a_span_outside_the_text_is_clipped_or_dropped(span: Span) -> None:
    assert "".join(segment.text for segment in cut("甲乙丙", [span])) == "甲乙丙"


def test_the_empty_text_has_no_segments() -> None:
    assert cut("", [Span(0, 4, "x")]) == []


@pytest.mark.parametrize(
    "text",
    ["![图](http://a.invalid/x.png)", "<b>x</b>", ":red[字]", "$x$", "`x`", "# 题", "1. 甲", ":material/home:", "a|b", "&lt;"],
)
def test_markdown_is_escaped_mark_by_mark(text: str) -> None:
    assert not re.search(r"(?<!\\)[`*_\[\]()<>#$|!&]", plain(text))
    assert plain(text).replace("\\", "") == text


def test_a_label_is_on_one_line() -> None:
    assert plain("甲\n\n# 乙") == "甲 \\# 乙"


def test_html_is_escaped_in_bodies_and_attributes() -> None:
    assert escaped("<img src=\"x\" onerror='y'>") == "&lt;img src=&quot;x&quot; onerror=&#x27;y&#x27;&gt;"


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://example.org/a", True), ("http://example.org", True), (" https://example.org ", True), ("javascript:alert(1)", False),
        ("data:text/html,x", False), ("//example.org", False), ("https://", False), ("", False), (None, False), ("http://[", False),
    ],
)  # fmt: skip
def test_only_web_addresses_become_links(url: str | None, kept: bool) -> None:
    assert (web_address(url) is not None) is kept


def test_every_label_has_both_languages() -> None:
    for key, entry in words().items():
        assert set(entry) == {"zh", "en"} and all(isinstance(text, str) and text for text in entry.values()), key
        gaps = [set(re.findall(r"{\w+}", text)) for text in entry.values()]
        assert gaps[0] == gaps[1], key


def test_every_label_is_used_and_every_used_label_is_there() -> None:
    folder = Path(ui.__file__).parent
    source = "".join(path.read_text("utf-8") for path in [*folder.rglob("*.py"), folder.parent / "app.py"])
    used = set(re.findall(r"""["']([a-z]+(?:\.[a-zA-Z_]+)*)["']""", source))
    prefixes = (*re.findall(r'f"([a-z.]+\.)\{', source), *(f"{name}." for name in re.findall(r'known\("([a-z]+)"', source)))
    assert not {key for key in words() if key not in used and not key.startswith(prefixes)}
    assert set(re.findall(r"""labels\(\s*["']([a-zA-Z_.]+)["']""", source)) <= set(words())


def test_every_type_and_predicate_has_a_word() -> None:
    assert all(f"type.{name}" in words() for name in ENTITY_TYPES)
    assert all(f"predicate.{name}" in words() for name in PREDICATES)


def test_a_name_without_a_word_stands_for_itself() -> None:
    assert Labels("zh").known("rule", "nobody_named_this") == "nobody_named_this"
    assert Labels("en").known("type", "Chip") == "Chip"


def test_the_example_queries_are_queries_in_both_languages() -> None:
    assert list(example_queries("zh").values()) == list(example_queries("en").values())
    assert all(query_form(query) in ("SELECT", "CONSTRUCT") for query in example_queries("zh").values())


def _points() -> list[SeriesPoint]:
    return FakeWorkspace().series("智能算力规模", None)


def _series(points: list[SeriesPoint]) -> dict[str, Any]:
    drawn = pick(points)  # type: ignore[arg-type]
    assert drawn is not None
    return {one.get("name", f"line{number}"): one for number, one in enumerate(option(drawn, Labels("zh"))["series"])}


def test_the_chart_marks_repairs_and_forecasts() -> None:
    series = _series(_points())
    assert series["经修复的读数"]["symbol"] == "diamond" and len(series["经修复的读数"]["data"]) == 1
    assert series["预测或目标"]["symbol"] == "emptyCircle"
    assert series["line1"]["lineStyle"] == {"type": "dashed"}
    assert [row["value"][1] for row in series["line1"]["data"]] == [80.0, 120.0]  # joined to the last actual value


def test_a_repaired_forecast_is_a_hollow_diamond() -> None:
    series = _series([replace(point, repaired=True) if point.status == "forecast" else point for point in _points()])
    assert [row.get("symbol") for row in series["经修复的读数"]["data"]] == [None, "emptyDiamond"]
    assert "预测或目标" not in series


def test_a_second_claim_on_one_period_is_a_loose_dot() -> None:
    rival = replace(_points()[0], value=Decimal(43), base_value=Decimal(43), confidence=0.4)
    series = _series([rival, *_points()])
    assert [row["value"][1] for row in series["line0"]["data"]] == [41.0, 60.0, 80.0]
    assert [row["value"][1] for row in series["其他说法"]["data"]] == [43.0]


def test_the_same_value_said_twice_is_no_second_claim() -> None:
    assert "其他说法" not in _series([replace(_points()[0], article="another", confidence=0.3), *_points()])


def test_other_units_are_left_out_and_counted() -> None:
    first = _points()[0]
    drawn = pick([*_points(), replace(first, unit="万架", base_unit="架"), replace(first, about="青原市")])  # type: ignore[list-item]
    assert drawn is not None and drawn.unit == "EFLOPS" and drawn.omitted == 2


def test_units_of_one_measure_are_drawn_in_the_commonest() -> None:
    first = _points()[0]
    small = replace(first, start=date(2020, 1, 1), value=Decimal(300), unit="PFLOPS", base_value=Decimal("0.3"))
    series = _series([small, *_points()])
    assert [row["value"][1] for row in series["line0"]["data"]] == [0.3, 41.0, 60.0, 80.0]
    assert series["line0"]["data"][0]["name"] == "2022: 300 PFLOPS"  # said as the article has it


@pytest.mark.parametrize("count", [0, 1])
def test_fewer_than_two_periods_make_no_chart(count: int) -> None:
    assert pick(_points()[:count]) is None  # type: ignore[arg-type]


def test_two_claims_on_one_period_make_no_chart() -> None:
    first = _points()[0]
    assert pick([first, replace(first, start=date(2022, 1, 1), value=Decimal(9))]) is None  # type: ignore[list-item]


def test_a_column_of_numbers_holds_numbers_and_a_mixed_one_text() -> None:
    found = table(
        b'{"head":{"vars":["a","b"]},"results":{"bindings":['
        b'{"a":{"type":"literal","datatype":"http://www.w3.org/2001/XMLSchema#decimal","value":"5.2"},"b":{"type":"uri","value":"x:y"}},'
        b'{"b":{"type":"literal","datatype":"http://www.w3.org/2001/XMLSchema#integer","value":"7"}}]}}'
    )
    assert found.columns == ("a", "b")
    assert found.cells == ((5.2, "x:y"), (None, "7"))


def test_an_ask_has_a_truth_and_no_rows() -> None:
    assert table(b'{"head":{},"boolean":true}').truth is True


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("智算规模：再上台阶！", "智算规模-再上台阶.txt"),
        ("../../etc/passwd", "etc-passwd.txt"),
        ("<b>", "b.txt"),
        ("！！！", "article.txt"),
        ("长" * 90, "长" * 40 + ".txt"),
    ],
)
def test_a_pasted_article_is_named_by_its_title(title: str, name: str) -> None:
    assert file_name(title) == name


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [("65", "%", "65%"), ("76", "EFLOPS", "76 EFLOPS"), ("830", "万架", "830万架"), ("1.30", "", "1.30")],
)
def test_value_and_unit_are_written_as_a_reader_writes_them(value: str, unit: str, text: str) -> None:
    assert written(Decimal(value), unit) == text
