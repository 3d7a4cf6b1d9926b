"""Folds what is written in other characters or wider apart: full-width digits, traditional number signs, blanks inside numbers.

Folding keeps every offset; closing up blanks gives a map back to them.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Sequence

from pipelines.language.numbers.numerals import NUMERAL, numeral_value

# Traditional forms of numerals, classifiers and words around numbers, one for one. Source: 简化字总表 (1986).
_TRADITIONAL = "萬億點個幾兩陸貳參負餘對雙塊錢張間倆數種條項輛顆過約達滿僅於噸場隻時標準機櫃節簽內鐘計運圓"
_SIMPLIFIED = "万亿点个几两陆贰叁负余对双块钱张间俩数种条项辆颗过约达满仅于吨场只时标准机柜节签内钟计运圆"
_WIDE_SIGNS = "０１２３４５６７８９．％＋－／～"
_OTHER_SIGN = re.compile(f"[{_WIDE_SIGNS}{_TRADITIONAL}]")
_FOLD = str.maketrans(_WIDE_SIGNS + _TRADITIONAL, "0123456789.%+-/~" + _SIMPLIFIED)
_WIDE_COMMA = re.compile("(?<=[０-９])，(?=[０-９]{3})")

_BLANKS = re.compile(" +")
_DIGITS = re.compile("[^十百千万亿兆拾佰仟点]*")
_APART = re.compile(rf"[{NUMERAL}点分之又个] |\d {{1,3}}[分又个千百]|\d \d [折成]")
_VALUE = rf"(?:[{NUMERAL}点]++(?: {{1,2}}[{NUMERAL}点]++)*+|\d[\d,.]*+)"
_FREE = rf"(?<![{NUMERAL}点第\d.,])(?<![{NUMERAL}点第\d.,] )(?<![{NUMERAL}点第\d.,]  )"
_POINTS = " {0,3}个 {0,2}百 {0,2}分 {0,2}点"
_SPACED = re.compile(
    rf"{_FREE}(?:"
    rf"(?P<share>(?:{_VALUE} {{0,2}}又 {{0,2}})?+{_VALUE} {{0,2}}分 {{0,2}}之 {{0,2}}(?:负 {{0,2}})?+{_VALUE})"
    rf"|(?P<points>{_VALUE}{_POINTS})"
    rf"|(?P<groups>\d{{1,9}} ?万(?= ?\d ?[千百](?![瓦米克赫伏]))(?: ?\d ?千(?![瓦米克赫伏]))?+(?: ?\d ?百)?+(?: ?\d ?十)?+)"
    rf"|(?P<tenths>(?:[{NUMERAL}] )?(?:[{NUMERAL}]|\d \d|点)(?: [{NUMERAL}])? (?=[折成](?![一-鿿])))"
    rf"|(?P<numeral>[{NUMERAL}]++(?: {{1,2}}[{NUMERAL}点]++)++)"
    r")"
)


def fold_width(text: str) -> str:
    """``text`` with full-width digits and traditional number signs folded; same length. A full-width comma between full-width
    digits groups thousands."""
    if _OTHER_SIGN.search(text) is None:
        return text
    return _WIDE_COMMA.sub(",", text).translate(_FOLD)


def close_up(text: str) -> tuple[str, Sequence[int] | None]:
    """``text`` without the blanks inside its numbers (四千 二百 一十七 万, 百 分 之 3.6), and the offset in ``text`` of each character left.

    The offsets are None where nothing was to be closed up. A blank between two numerals goes only where they make one number for
    sure: in a fraction, before 万 or 亿, or where at least three groups make a number together (居第一 百亿项目 stays).
    """
    if _APART.search(text) is None:
        return text, None
    drop = [span for found in _SPACED.finditer(text) if _is_one(found) for span in _blanks(text, *found.span())]
    if not drop:
        return text, None
    pieces, offsets, last = [], array("L"), 0
    for start, end in drop:
        pieces.append(text[last:start])
        offsets.extend(range(last, start))
        last = end
    pieces.append(text[last:])
    offsets.extend(range(last, len(text) + 1))
    return "".join(pieces), offsets


def _is_one(found: re.Match[str]) -> bool:
    if found.lastgroup != "numeral":
        return " " in found.group()
    run = found.group()
    joined = run.replace(" ", "")
    groups = run.split()
    if _DIGITS.fullmatch(joined) or numeral_value(joined) is None:
        return False
    return len(groups) > 2 or "点" in groups[-1] or groups[-1] in ("万", "亿", "万亿")


def _blanks(text: str, start: int, end: int) -> list[tuple[int, int]]:
    return [found.span() for found in _BLANKS.finditer(text, start, end)]
