"""Results as a text table."""

from __future__ import annotations

import json

from service.result_table import shorten, text_table, width


def results(names: list[str], *rows: dict[str, dict[str, str]]) -> bytes:
    return json.dumps({"head": {"vars": names}, "results": {"bindings": list(rows)}}).encode()


def literal(value: str) -> dict[str, str]:
    return {"type": "literal", "value": value}


def test_columns_align_by_display_width() -> None:
    table = text_table(results(["名称", "n"], {"名称": literal("智算中心"), "n": literal("1")}, {"名称": literal("ab")}))
    assert table.splitlines() == ["名称      n", "--------  -", "智算中心  1", "ab", "（2 行）"]


def test_iris_are_shortened_and_long_text_cut() -> None:
    table = text_table(
        results(["x"], {"x": {"type": "uri", "value": "https://w3id.org/suanli/ns#Chip"}}, {"x": literal("长\n" * 100)})
    )
    assert "sl:Chip" in table
    assert max(map(len, table.splitlines())) <= 120
    assert "…" in table


def test_no_rows_and_no_columns() -> None:
    assert text_table(results(["x"])).splitlines() == ["x", "-", "（0 行）"]
    assert text_table(results([])).splitlines()[-1] == "（0 行）"


def test_yes_and_no() -> None:
    assert text_table(b'{"head":{},"boolean":true}') == "true\n"


def test_width_of_signs() -> None:
    assert [width(text) for text in ("a", "算", "ａ", "e\u0301", "")] == [1, 2, 2, 1, 0]


def test_an_unknown_iri_and_a_bare_namespace_stay_whole() -> None:
    assert shorten("http://example.org/x") == "http://example.org/x"
    assert shorten("https://w3id.org/suanli/ns#") == "https://w3id.org/suanli/ns#"
