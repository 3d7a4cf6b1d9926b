"""SPARQL 1.1 results in JSON as columns and cells for a table."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

_NUMBERS = {f"http://www.w3.org/2001/XMLSchema#{name}" for name in ("integer", "decimal", "double", "float", "int", "long")}


@dataclass(frozen=True, slots=True)
class Table:
    """``truth`` is set for an ASK, and the table is then empty."""

    columns: tuple[str, ...]
    cells: tuple[tuple[str | float | None, ...], ...]
    truth: bool | None = None


def table(data: bytes) -> Table:
    """``data`` (application/sparql-results+json) with numbers as numbers where a whole column has them."""
    loaded = json.loads(data)
    if "boolean" in loaded:
        return Table((), (), bool(loaded["boolean"]))
    columns = tuple(loaded["head"]["vars"])
    bindings: list[Mapping[str, Any]] = loaded["results"]["bindings"]
    numeric = {column for column in columns if _all_numbers(bindings, column)}
    return Table(columns, tuple(tuple(_cell(row.get(column), column in numeric) for column in columns) for row in bindings))


def _all_numbers(bindings: list[Mapping[str, Any]], column: str) -> bool:
    found = [row[column] for row in bindings if column in row]
    return bool(found) and all(term.get("datatype") in _NUMBERS for term in found)


def _cell(term: Mapping[str, str] | None, numeric: bool) -> str | float | None:
    if term is None:
        return None
    return float(term["value"]) if numeric else term["value"]
