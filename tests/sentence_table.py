"""tests/cases/sentences.yaml: invented sentences, annotated by somebody who had not seen the rules, and what we make of each.

A row: t text, p date of publication, f all figures of the text (m metric, v value or [lower, upper], u unit, at time, of what it is about,
q qualifier, by source, alt other honest readings of v and u; a field left out is not checked), not: parts of the text that
must not become figures, maybe: parts that a careful reader could take or leave.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from kg.model import Article, Figure
from kg.units import to_base, units
from pipelines.articles.extract import extract

CASES = Path(__file__).parent / "cases" / "sentences.yaml"
PUBLISHED = date(2025, 9, 15)
_COUNTRY = {"中国", "全国", "我国", "国内"}
_FIELDS = {"at": "time", "of": "scope", "q": "qualifier", "by": "statistician"}


@dataclass(frozen=True)
class Row:
    name: str
    text: str
    published: date
    figures: tuple[Mapping[str, Any], ...]
    barred: tuple[str, ...]
    maybe: tuple[str, ...]


@cache
def rows() -> tuple[Row, ...]:
    """All rows, in order, named by topic and place in it."""
    topics: dict[str, list[dict[str, Any]]] = yaml.safe_load(CASES.read_text(encoding="utf-8"))
    return tuple(
        Row(
            name=f"{topic}-{number}",
            text=row["t"],
            published=date.fromisoformat(row["p"]) if "p" in row else PUBLISHED,
            figures=tuple(row["f"]),
            barred=tuple(map(str, row.get("not", ()))),
            maybe=tuple(map(str, row.get("maybe", ()))),
        )
        for topic, listed in topics.items()
        for number, row in enumerate(listed, 1)
    )


def faults(row: Row) -> Iterator[str]:
    """What is wrong with our reading of ``row``, a line each: value and unit missed, invented, or a field of a figure."""
    found = extract(Article("row", "", row.text, row.published, None, None, "0", "utf-8"))
    left = list(found.figures)
    for wanted in row.figures:
        alike = [figure for figure in left if _same_value(wanted, figure)]
        if not alike:
            yield f"missed {wanted['m']} {wanted['v']} {wanted.get('u', '')}"
            continue
        best = max(alike, key=lambda figure: _likeness(wanted["m"], figure.metric))
        left.remove(best)
        yield from _wrong_fields(wanted, best)
    for figure in left:
        if not any(figure.start < end and start < figure.end for start, end in _spans(found.text, row.maybe)):
            barred = any(start <= figure.start < end for start, end in _spans(found.text, row.barred))
            yield f"{'barred' if barred else 'invented'} {figure.metric} {figure.as_written}"


def _spans(text: str, parts: Sequence[str]) -> list[tuple[int, int]]:
    return [match.span() for part in parts for match in re.finditer(re.escape(part), text)]


def _same_value(wanted: Mapping[str, Any], figure: Figure) -> bool:
    readings = [wanted, *({**wanted, **other} for other in wanted.get("alt", ()))]
    return any(_same_quantity(reading["v"], reading.get("u"), figure) for reading in readings)


def _same_quantity(value: Any, unit: str | None, figure: Figure) -> bool:
    if isinstance(value, list):
        return [figure.lower, figure.upper] == [Decimal(str(v)) for v in value]
    stated = Decimal(str(value))
    if unit is None:
        return figure.value == stated
    left, right = _based(stated, unit), _based(figure.value, figure.unit)
    return left[0] == right[0] and (left[1] == right[1] or (_counts(left[1]) and _counts(right[1])))


def _based(value: Decimal, unit: str) -> tuple[Decimal, str]:
    return to_base(value, unit) or (value, unit)


def _counts(unit: str) -> bool:
    """Classifiers are used for one another: 个, 座, 家, 套 of one thing."""
    known = units().named(unit)
    return unit in ("", "PUE") or (known is not None and known.counting)


def _wrong_fields(wanted: Mapping[str, Any], figure: Figure) -> Iterator[str]:
    about = figure.scope or ""
    worded = (figure.metric, figure.metric + about)
    asked = (wanted["m"], wanted["m"] + (wanted.get("of") or ""))
    if not any(_likeness(a, b) >= 0.4 for a, b in zip(asked, worded, strict=True)):
        yield f"metric {figure.metric} for {wanted['m']}"
    for short, name in _FIELDS.items():
        value = getattr(figure, name)
        if short in wanted and not _same_field(short, wanted[short], value):
            yield f"{name} {value} for {wanted[short]} of {wanted['m']} {wanted['v']}"


def _same_field(field: str, wanted: str | None, found: str | None) -> bool:
    if field == "q" or not wanted or not found:
        return (wanted or None) == (found or None)
    if field == "at":
        nested = "/" not in wanted + found and min(len(wanted), len(found)) >= 7
        return wanted == found or (nested and (wanted.startswith(found) or found.startswith(wanted)))
    one, other = ("中国" if name in _COUNTRY else name for name in (wanted, found))
    return _likeness(one, other) >= 0.5


def _likeness(one: str, other: str) -> float:
    """Dice of character pairs; 1 where one holds the other."""
    if not one or not other:
        return 0.0
    if one in other or other in one:
        return 1.0
    left, right = (Counter(text[i : i + 2] for i in range(max(1, len(text) - 1))) for text in (one, other))
    return 2 * (left & right).total() / (left.total() + right.total())
