"""Cuts text into tokens: known names, figures and dates stay whole, jieba cuts the gaps."""

from __future__ import annotations

import logging
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

import jieba

from pipelines.language.names.words import words as listed


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
    for word in listed("domain_words"):
        tokenizer.add_word(word)
    return tokenizer


def words(text: str) -> tuple[Token, ...]:
    """jieba's tokens, which cover ``text`` without a gap."""
    return tuple(_cut(text, 0))


def in_dictionary(word: str) -> bool:
    """Whether jieba's dictionary has the word; tokens may be words that it only guesses."""
    return bool(_jieba().FREQ.get(word))


def tokens(text: str, plain: Sequence[Token], whole: Iterable[tuple[int, int]]) -> tuple[Token, ...]:
    """Like ``plain`` (what ``words`` gave), but each span of ``whole`` is one token; of spans that overlap, the first and longest.

    A gap that begins or ends within a plain token is cut anew, the others keep their cuts.
    """
    starts = {token.start: number for number, token in enumerate(plain)}
    starts[len(text)] = len(plain)
    kept: list[Token] = []
    at = 0
    for start, end in (*_disjoint(whole), (len(text), len(text))):
        if at in starts and start in starts:
            kept.extend(plain[starts[at] : starts[start]])
        else:
            kept.extend(_cut(text[at:start], at))
        if end > start:
            kept.append(Token(start, end, text[start:end]))
        at = end
    return tuple(kept)


def splits_word(start: int, end: int, plain: Sequence[Token]) -> bool:
    """Whether an edge of the span lies within a dictionary word that runs out of the span: 纽约 in 枢纽约, 算能 in 计算能力.

    Only short names run across words by chance; longer ones are never refused. 等 ends a list (新华三等厂商), so it is no part of a word.
    """
    if end - start > 3:
        return False
    for edge in (start, end):
        token = plain[bisect_right(plain, edge, key=lambda token: token.start) - 1]
        inside = start <= token.start and token.end <= end
        if token.start < edge < token.end and not inside and is_word(token.text) and token.text[edge - token.start :] != "等":
            return True
    return False


def _cut(text: str, at: int) -> Iterator[Token]:
    for word in _jieba().lcut(text) if text else ():
        yield Token(at, at + len(word), word)
        at += len(word)


def _disjoint(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    kept: list[tuple[int, int]] = []
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if start < end and (not kept or start >= kept[-1][1]):
            kept.append((start, end))
    return kept


def is_word(text: str) -> bool:
    """Whether jieba's dictionary has ``text`` as a word."""
    return bool(_jieba().FREQ.get(text))


def frequency(word: str) -> tuple[int, int]:
    """How often ``word`` stands in the corpus of jieba's dictionary, 0 where it is not in it, and the corpus's size in words."""
    tokenizer = _jieba()
    return tokenizer.FREQ.get(word) or 0, tokenizer.total
