"""The unit that the answer of a question is wanted in."""

from __future__ import annotations

import re

from kg.units import MULTIPLIER, units

_ASKED_UNIT = re.compile(
    r"(?:多少|几|how many|how much|(?:换算|折算|折合)[成为到]?)\s*(?P<unit>EFLOPS|PFLOPS|TFLOPS|TOPS|[EPT](?![a-z])|万?亿?(?:美元|元|标准机架|机架|架)|"
    r"纳米|nm|毫秒|ms|GB|TB|瓦|W|千瓦|MW|%|个?百分点|个点|万亿亿次|亿亿次|[大个家条项款座台张颗种类位次倍成所名人处期层核枚套块片篇笔户天年月亩届路])",
    re.IGNORECASE,
)
_QUANTITY = re.compile(r"(?:多少|几)(?!个?(?:百|点)|成)")
_TARGET = re.compile(r"多少|几|[成为到]|\b(?:to|in|how (?:many|much))\b")


def asked_unit(text: str, operation: str) -> str | None:
    """The unit that the answer is wanted in; a conversion may ask for any unit of the lexicon: 折合多少元/兆瓦时."""
    if operation == "convert":
        for at in (match.end() for match in _TARGET.finditer(text)):
            start = at + len(text[at:]) - len(text[at:].lstrip())
            size = MULTIPLIER.match(text, start)
            found = units().match(text, start) or (units().match(text, size.end()) if size else None)
            if found:
                below = units().match(text, found[0] + 1) if text.startswith("/", found[0]) else None
                return text[start : (below or found)[0]]
    return _counted_in(text) or _listed(text)


def _counted_in(text: str) -> str | None:
    """The unit of the lexicon right after the question word, with its 万 or 亿: 多少核时, 几万架."""
    for at in (match.end() for match in _QUANTITY.finditer(text)):
        size = MULTIPLIER.match(text, at)
        found = units().match(text, at) or (units().match(text, size.end()) if size else None)
        if found:
            return text[at : found[0]].strip()
    return None


def _listed(text: str) -> str | None:
    unit = _ASKED_UNIT.search(text)
    return unit["unit"] if unit else None
