"""Text as search terms: what the passage index is asked and what it holds go through the same two functions.

Chinese needs no dictionary to be found again: single characters and pairs of neighbours beat jieba's words on
CMRC2018 (R@1 .619 against .595, BM25), and every 2-character name is a term of its own. A run of letters and a
number count as one character, so that 256TFLOPS and "256 TFLOPS", 昇腾910B and 昇腾 910b meet.
"""

from __future__ import annotations

import re
import unicodedata

MAX_CHARACTERS = 5_000  # of one text that become terms; no sentence is longer, junk is

_HAN = "\u3005\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff"
_UNIT = re.compile(rf"(?P<gap>\s+)|[{_HAN}]|\d+(?:[.,]\d+)*|[^\W\d_{_HAN}]+")
_THOUSANDS = re.compile(r",(?=\d{3}(?!\d))")
_SURROGATE = re.compile("[\ud800-\udfff]")


def storable(text: str) -> str:
    """``text`` of the same length that UTF-8 can hold: a lone surrogate becomes U+FFFD."""
    return _SURROGATE.sub("\ufffd", text)


def clean(text: str) -> str:
    """``text`` in NFKC, with blanks in place of NUL and other unprintable characters, U+FFFD for lone surrogates."""
    folded = unicodedata.normalize("NFKC", storable(text))
    return "".join(c if c.isprintable() else " " for c in folded)


def terms(text: str) -> list[str]:
    """Units (a Han character, a number, a run of letters) and pairs of neighbours, in order, with repetitions.

    Pairs reach over blanks, not over punctuation. Empty for a text of punctuation alone.
    """
    found: list[str] = []
    previous, end = "", -1
    for match in _UNIT.finditer(clean(text[:MAX_CHARACTERS]).casefold()):
        if match["gap"]:
            end = match.end() if match.start() == end else end
            continue
        unit = _THOUSANDS.sub("", match.group())
        found.append(unit)
        if previous and match.start() == end:
            found.append(previous + unit)
        previous, end = unit, match.end()
    return found
