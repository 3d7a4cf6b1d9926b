"""Cuts text into tokens: known names, figures and dates stay whole, jieba cuts the gaps."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

import jieba


class Token(NamedTuple):
    """``text`` is the slice ``start:end`` of the text; blanks and marks are tokens too."""

    start: int
    end: int
    text: str


@cache
def _jieba() -> jieba.Tokenizer:
    """jieba with its dictionary loaded (0.5 s, once a process), and silent."""
    jieba.setLogLevel(logging.WARNING)
    tokenizer = jieba.Tokenizer()
    tokenizer.initialize()
    return tokenizer


def tokens(text: str, whole: Iterable[tuple[int, int]] = ()) -> tuple[Token, ...]:
    """Tokens that cover ``text`` without a gap. Of ``whole`` spans that overlap, the first and longest stays."""
    return tuple(_tokens(text, _disjoint(whole)))


def _tokens(text: str, whole: Iterable[tuple[int, int]]) -> Iterator[Token]:
    at = 0
    for start, end in (*whole, (len(text), len(text))):
        for word in _jieba().lcut(text[at:start]) if start > at else ():
            yield Token(at, at + len(word), word)
            at += len(word)
        if end > start:
            yield Token(start, end, text[start:end])
        at = end


def _disjoint(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    kept: list[tuple[int, int]] = []
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if start < end and (not kept or start >= kept[-1][1]):
            kept.append((start, end))
    return kept


def is_word(text: str) -> bool:
    """Whether jieba's dictionary has ``text`` as a word."""
    return bool(_jieba().FREQ.get(text))
