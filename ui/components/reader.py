"""An article's text with what was found in it, and one stretch brought into view."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

import streamlit as st

from kg.model import ENTITY_TYPES
from ui.labels import STATIC, Labels
from ui.segments import Span, cut

if TYPE_CHECKING:
    from service.views import ArticleView

_HTML = '<div class="reader" data-testid="reader">\n<div class="legend"></div><div class="text" tabindex="0"></div></div>'


def reader(view: ArticleView, labels: Labels, focus: tuple[int, int] | None, key: str) -> None:
    """Draw ``view.text``; ``focus`` (offsets of the clean text) is highlighted and scrolled to."""
    spans = [*_marks(view, labels), *([Span(*focus, "focus")] if focus else [])]
    # Declared anew in each session's run: declaring is idempotent, and a module imported before the server
    # starts (as by `python -m app`) would declare it too early.
    component = st.components.v2.component(
        "suanli_reader",
        html=_HTML,
        css=(STATIC / "reader.css").read_text("utf-8"),
        js=(STATIC / "reader.js").read_text("utf-8"),
    )
    component(
        key=key,
        data={
            "segments": [[segment.text, list(segment.marks), segment.note] for segment in cut(view.text, spans)],
            "legend": _legend(view, labels),
            "focus": f"{view.id}:{focus}",
        },
    )


def _marks(view: ArticleView, labels: Labels) -> Iterator[Span]:
    title_end = view.text.find("\n")
    if title_end > 0:
        yield Span(0, title_end, "title")
    for mention in view.mentions:
        yield Span(mention.start, mention.end, mention.type, f"{labels(f'type.{mention.type}')} · {mention.canonical}")
    for figure in view.figures:
        yield Span(figure.start, figure.end, "figure", f"{figure.indicator} · {figure.value:f} {figure.unit}")
        if figure.repair:
            yield Span(figure.start, figure.end, "repair", labels("repair.raw", raw=figure.repair.raw))
    for repair in view.repairs:
        yield Span(repair.start, repair.end, "repair", labels("repair.raw", raw=repair.raw))


def _legend(view: ArticleView, labels: Labels) -> list[list[str | int]]:
    """Mark, label, count, for the marks that occur."""
    counts = Counter(mention.type for mention in view.mentions)
    rows: list[list[str | int]] = [[kind, labels(f"type.{kind}"), counts[kind]] for kind in ENTITY_TYPES if counts[kind]]
    repaired = len(view.repairs) + sum(figure.repair is not None for figure in view.figures)
    others: list[list[str | int]] = [
        ["figure", labels("type.figure"), len(view.figures)],
        ["repair", labels("type.repair"), repaired],
    ]
    return rows + [row for row in others if row[2]]
