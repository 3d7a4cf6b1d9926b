"""Names and questions in the forms that are compared: without marks and case, by sound, by pinyin letters."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from kg.name_forms import final, pinyin

_MARKS = re.compile(r"[\s“”\"'‘’（）()《》〈〉「」·•\-—_]")
# What shows a thing between its place and its kind: 天津那个智算中心, 怀来的那座智算基地.
_SHOWN = re.compile(r"(?<=[\u4e00-\u9fff]{2})的?[那这][个家座款台颗场届](?=[\u4e00-\u9fffA-Za-z])")
# Sounds that input methods and southern speech confuse: 平翘舌, 前后鼻音.
_ALIKE = ((re.compile("([zcs])h"), r"\1"), (re.compile("([aei]n)g"), r"\1"))


def folded(text: str) -> str:
    """NFKC, lower case, without blanks, quotes, brackets and dashes."""
    return _MARKS.sub("", unicodedata.normalize("NFKC", text)).lower()


def with_places(text: str) -> tuple[str, tuple[int, ...]]:
    """``text`` (NFKC) folded, without 那个 before a noun, and for each character of that where it stood, with the end of ``text`` at the end."""
    shown = {at for match in _SHOWN.finditer(text) for at in range(*match.span())}
    kept = [(low, at) for at, char in enumerate(text) if not _MARKS.match(char) and at not in shown for low in char.lower()[:1]]
    return "".join(low for low, _ in kept), (*(at for _, at in kept), len(text))


def is_han(char: str) -> bool:
    """Whether ``char`` is a Chinese character."""
    return "一" <= char <= "龥"


@lru_cache(maxsize=1 << 16)
def letters(text: str) -> str:
    """Pinyin letters of a name in Chinese characters: 庆阳 -> qingyang."""
    return pinyin(text)


@lru_cache(maxsize=1 << 16)
def sound(text: str) -> str:
    """Names of one sound share this key: pinyin by syllable, with sounds that are confused made one."""
    return " ".join(map(_syllable, text))


@lru_cache(maxsize=1 << 13)
def _syllable(char: str) -> str:
    spoken = pinyin(char)
    if spoken == char:
        return char
    for pattern, plain in _ALIKE:
        spoken = pattern.sub(plain, spoken)
    return spoken


def same_sound(one: str, other: str) -> bool:
    """Whether two characters have the same pinyin, tones aside."""
    return pinyin(one) == pinyin(other)


def rhymes(one: str, other: str) -> bool:
    """Whether two characters have the same final, as those that share a phonetic part mostly have: 微 徽, 券 卷, 兹 慈."""
    return final(one) == final(other)
