"""Cuts text into sentences and clauses: regex over the raw text, offsets kept."""

from __future__ import annotations

import re

from kg.model import Sentence

# A sentence ends at 。！？；… or a line break, together with closing quotes and brackets that follow the mark.
_SENTENCE = re.compile(r"[^。！？!?；;…\n]*(?:[。！？!?；;…]+[”’」』）)]*|\n|$)")
_CLAUSE = re.compile(r"[^，,：:。！？!?；;…\n]+")


def sentences(text: str) -> tuple[Sentence, ...]:
    """Sentences in order, blank ones left out; ``text[s.start:s.end] == s.text``, without outer blanks."""
    found: list[Sentence] = []
    for match in _SENTENCE.finditer(text):
        piece = match.group()
        body = piece.strip()
        if not body:
            continue
        start = match.start() + len(piece) - len(piece.lstrip())
        found.append(Sentence(len(found), start, start + len(body), body))
    return tuple(found)


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
