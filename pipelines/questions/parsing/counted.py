"""How many things a question asks for, and the nouns that say which."""

from __future__ import annotations

import re

_WANTED = re.compile(r"哪(?P<zh>[二两三四五六七八九十])|哪(?P<digit>\d)|\b(?P<en>two|three|four|five)\b")
_NUMERALS = dict(zip("二两三四五六七八九十", (2, 2, 3, 4, 5, 6, 7, 8, 9, 10), strict=True)) | {
    "two": 2, "three": 3, "four": 4, "five": 5,
}  # fmt: skip
_HEAD = re.compile(
    r"(?:什么|啥|何种|哪一?[个种款类项座家些位]?|哪[二两三四五六七八九十][个种款类项座家位])(?:样的)?(?P<noun>[\u4e00-\u9fff]{2,6}?)(?=[来以为是在的，。？?与和]|$)"
)
_COUNTED_BEFORE = re.compile(
    r"(?P<noun>[\u4e00-\u9fff]{2,6}?)(?:一?共|总共)?(?:有|是|提到了?|点名了?)(?:多少|几)[个家款座种]?[？?]?$"
)
_COUNTED = re.compile(r"(?:多少|几)[个家条项款座台种类位处所](?P<noun>[\u4e00-\u9fff]{2,4}?)(?=[提服做有是的，。？?和在]|$)")


def counted_noun(text: str) -> str | None:
    """The noun counted: 领域 in 多少个领域."""
    match = _COUNTED.search(text) or _COUNTED_BEFORE.search(text)
    return match["noun"] if match else None


def head_noun(text: str) -> str | None:
    """The noun asked for: 芯片 in 什么芯片."""
    match = _HEAD.search(text)
    return match["noun"] if match else None


def wanted_number(text: str) -> int | None:
    """How many answers are wanted: 3 in 哪三个部门."""
    match = _WANTED.search(text)
    if not match:
        return None
    word = match["zh"] or match["digit"] or match["en"]
    return int(word) if word.isdigit() else _NUMERALS[word]
