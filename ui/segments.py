"""Article text cut into runs that share their marks, so that overlapping highlights need no nested markup."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text with a mark (a CSS class) and what a tooltip says of it."""

    start: int
    end: int
    mark: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Segment:
    text: str
    marks: tuple[str, ...]
    note: str


def cut(text: str, spans: Iterable[Span]) -> list[Segment]:
    """Segments in order whose texts join to ``text``; spans outside the text are clipped, empty ones dropped."""
    inside = [span for span in (_clip(span, len(text)) for span in spans) if span.start < span.end]
    edges = sorted({0, len(text), *(span.start for span in inside), *(span.end for span in inside)})
    return [_segment(text, start, end, inside) for start, end in pairwise(edges)]


def _clip(span: Span, length: int) -> Span:
    return Span(max(0, span.start), min(length, span.end), span.mark, span.note)


def _segment(text: str, start: int, end: int, spans: Sequence[Span]) -> Segment:
    over = [span for span in spans if span.start <= start and end <= span.end]
    notes = dict.fromkeys(span.note for span in over if span.note)
    return Segment(text[start:end], tuple(dict.fromkeys(span.mark for span in over)), "\n".join(notes))
