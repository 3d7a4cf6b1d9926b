"""SPARQL JSON results as a text table for the terminal: columns aligned by display width, IRIs shortened by known prefixes."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Mapping, Sequence

from kg.vocab import PREFIXES

_MAX_CELL = 60


def text_table(results: bytes) -> str:
    """The rows under their variables and a line with their number; for an ASK, true or false."""
    parsed = json.loads(results)
    if "boolean" in parsed:
        return f"{str(parsed['boolean']).lower()}\n"
    names: list[str] = parsed["head"]["vars"]
    rows = [[_cell(binding.get(name)) for name in names] for binding in parsed["results"]["bindings"]]
    widths = [max(map(width, column)) for column in zip(names, *rows, strict=True)]
    lines = [_line(names, widths), "  ".join("-" * w for w in widths), *(_line(row, widths) for row in rows)]
    return "\n".join([*lines, f"（{len(rows)} 行）", ""])


def width(text: str) -> int:
    """Columns that ``text`` takes in a terminal: two for a wide character, none for a combining one."""
    return sum(0 if unicodedata.combining(sign) else 2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)


def shorten(iri: str) -> str:
    """``iri`` with a known prefix in the place of its namespace: sl:about."""
    for prefix, base in PREFIXES.items():
        if iri.startswith(base) and len(iri) > len(base):
            return f"{prefix}:{iri[len(base) :]}"
    return iri


def _cell(term: Mapping[str, str] | None) -> str:
    if term is None:
        return ""
    if term["type"] == "uri":
        return shorten(term["value"])
    text = " ".join(term["value"].split())
    return text if len(text) <= _MAX_CELL else text[: _MAX_CELL - 1] + "…"


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    return "  ".join(cell + " " * (w - width(cell)) for cell, w in zip(cells, widths, strict=True)).rstrip()
