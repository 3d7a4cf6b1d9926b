"""Coined words: the two to four characters a company, product or facility is called by (寒武纪, 壁仞, 沐曦), told from common words.

A name nobody knows has no place in a dictionary. What shows it is a rare or unheard-of sequence of characters with an edge before it:
a mark, a particle, a verb, a measure word, a description (国产, 自研, 公司) or the end of a name.
"""

from __future__ import annotations

import re
from collections.abc import Container
from functools import cache

from pipelines.language.names.words import words
from pipelines.language.tokenizer import frequency

RARE = 100  # occurrences in the corpus of jieba's dictionary (60 million words): 秦淮 49, 红杉 72, but 前沿 521, 上述 5261
_FAMILIAR = 1000  # a word this frequent inside a longer sequence makes it a phrase: 产业发展, 新能源
_NOT_WITHIN = frozenset(
    "的了在与和为是有将已等对向由被从这那不到以也上下此可其就都还并经过该各每把让给使仅只均约近超达个家座项款张颗片块台套种类条次位名者们第年月日时亿万兆"
)
_HANZI = re.compile(r"[一-龥]+$")


@cache
def _common() -> frozenset[str]:
    return words("modifiers") | words("stop_nouns") | words("verbs") | words("common_words") | words("domain_words")


@cache
def _parts() -> frozenset[str]:
    return _common() | words("before_names")


@cache
def _edges() -> frozenset[str]:
    """Words that a name may directly follow."""
    return words("verbs") | words("stop_nouns") | words("before_names") | words("titles")


def is_coined(word: str, rare: int = RARE) -> bool:
    """Whether ``word`` (2 to 4 characters) reads as a proper word rather than as a common one."""
    if not 2 <= len(word) <= 4 or not _HANZI.match(word) or set(word) & _NOT_WITHIN or "中" in word[1:]:
        return False
    if word in _common() or frequency(word)[0] >= rare:
        return False
    pairs = [word[at : at + 2] for at in range(len(word) - 1)]
    if len(word) == 2:
        return True
    if word[:2] in _parts() or word[-2:] in _parts():
        return False
    return not any(frequency(pair)[0] > _FAMILIAR for pair in pairs)


def begins(text: str, start: int, ends: Container[int] = frozenset()) -> bool:
    """Whether a name may begin at ``start``: after a mark, a Latin word, a known name (``ends``), or a word that names follow."""
    if start == 0 or start in ends:
        return True
    if not "一" <= text[start - 1] <= "龥":
        return not text[start - 1].isdigit()  # a number is followed by its unit: 72比特
    before = text[max(0, start - 4) : start]
    return any(before[-size:] in _edges() for size in range(1, len(before) + 1))


def _crosses(text: str, start: int, ends: Container[int]) -> bool:
    """Whether a frequent word runs across ``start``: 其中|光量子 must not be read as 其|中光|量子."""
    return start > 0 and start not in ends and frequency(text[start - 1 : start + 1])[0] > _FAMILIAR


def coined_before(text: str, end: int, ends: Container[int] = frozenset(), rare: int = RARE) -> int | None:
    """Where the coined word that ends at ``end`` begins; the shortest that has an edge before it. None where there is none."""
    for size in (2, 3, 4):
        start = end - size
        if start < 0:
            return None
        if is_coined(text[start:end], rare) and begins(text, start, ends) and not _crosses(text, start, ends):
            return start
    return None
