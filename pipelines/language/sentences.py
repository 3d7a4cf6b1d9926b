"""Cuts text into sentences and clauses: regex over the raw text, offsets kept."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.model import Sentence

# A sentence ends at 。！？；… or a line break, together with closing quotes and brackets that follow the mark.
_SENTENCE = re.compile(r"[^。！？!?；;…\n]*(?:[。！？!?；;…]+[”’」』）)]*|\n|$)")
# No writer goes on for so long without a full stop; what does (a table, a text without marks) is cut, at a mark where there is one.
_LONGEST = 1000
_PAUSE = re.compile(r"[，,、：:|\t \u3000](?!\d{3})")
_WORD_END = re.compile(r"(?<![A-Za-z0-9.])|(?![A-Za-z0-9.])")
_CLAUSE = re.compile(r"[^，,：:。！？!?；;…\n]+")


def sentences(text: str) -> tuple[Sentence, ...]:
    """Sentences in order, blank ones left out; ``text[s.start:s.end] == s.text``, without outer blanks."""
    found: list[Sentence] = []
    for match in _SENTENCE.finditer(text):
        for first, end in _cut(text, *match.span()):
            piece = text[first:end]
            body = piece.strip()
            if body:
                start = first + len(piece) - len(piece.lstrip())
                found.append(Sentence(len(found), start, start + len(body), body))
    return tuple(found)


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """``start:end`` in parts of at most 1000 characters: up to the last pause, else between words, else anywhere."""
    while end - start > _LONGEST:
        half, whole = start + _LONGEST // 2, start + _LONGEST
        pauses = [match.end() for match in _PAUSE.finditer(text, half, whole)]
        words = [match.end() for match in _WORD_END.finditer(text, half, whole)] if not pauses else []
        stop = (pauses or words or [whole])[-1]
        yield start, stop
        start = stop
    yield start, end


def clauses(text: str) -> tuple[tuple[int, int], ...]:
    """Spans between commas, colons and sentence marks, without outer blanks; digit groups (1,100) are not cut."""
    spans: list[tuple[int, int]] = []
    for match in _CLAUSE.finditer(text):
        start, end = match.span()
        if spans and text[spans[-1][1] : start] == "," and text[start - 2].isdigit() and text[start].isdigit():
            start = spans.pop()[0]
        piece = text[start:end]
        start += len(piece) - len(piece.lstrip())
        end -= len(piece) - len(piece.rstrip())
        if start < end:
            spans.append((start, end))
    return tuple(spans)
