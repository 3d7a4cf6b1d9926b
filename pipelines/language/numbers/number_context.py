"""What stands around a number: words of more and less, 每秒, signs, and the interval that they make of it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

Qualifier = Literal["exact", "over", "under", "about"]

# 近 says a little below, 约 and 左右 a little above or below. The widths are conventions of this project, not of the texts.
NEAR = Decimal("0.9")
AROUND = Decimal("0.05")

_OVER = "不[得应能]?少于|不[得应能]?低于|不[得应能]?小于|不止|大于 ?(?:或者?)? ?等于|大于|超过|超出|超|逾|突破|(?<![打突攻跌])破(?=$|[十百千万亿\\d])|至少|最少|起码|高于|多于|> ?=|≥|＞|>|(?<=[已年率比])过(?=$)"
_UNDER = "跌破|跌穿|失守|不[得应能]?超过|不[得应能]?高于|不[得应能]?大于|不[得应能]?多于|不足|不到|低于|少于|小于 ?(?:或者?)? ?等于|小于|最多|至多|未达|未满|不满|< ?=|≤|＜|<"
_ABOUT = "(?<![节合条公预签制履违契特简缔])约为?|大约|大概|(?<![最附临靠贴拉亲远])近|接近|将近|差不多|≈"
_REACH = 20
_NEAR_WORDS = ("近", "接近", "将近")
_BEFORE = re.compile(
    rf"(?:(?P<under>{_UNDER})|(?<!不)(?<!不[得应能])(?P<over>{_OVER})|(?P<about>{_ABOUT})|(?P<other>(?![了到达为在有 ]{{0,3}}约))) ?[了到达为在有]{{0,2}} ?"
    r"(?:约|每秒|人民币|美元|港元|US\$|HK\$|[$¥￥€£])? ?$"
)
_PLAIN = re.compile(r"(?:每秒|人民币|US\$|HK\$|[$¥￥€£]) ?$")
_LAST = frozenset("于止过出超逾破少码>≥＞足到多达满<≤＜约为概近不≈了在币元$¥￥€£秒 等有=")
_MAGNITUDE_BEFORE = re.compile(
    r"(?:(?P<over>上|超过|超|逾|突破|(?<![打突攻不跌])破|(?<!不)过|至少|高于)|(?P<under>不足|不到|不超过|低于)|(?P<about>近|接近|将近|约|大约))了?$"
)
_AFTER = re.compile(
    r" ?(?:(?P<over>(?:及|或)?以上|开外|有?余(?![下额量热年地])|\+)|(?P<under>以下|以内|之内|之下)|(?P<about>左右|上下(?![游半文])))"
)
_INSIDE = re.compile(r"内(?![部存容置蒙需地外核网涵嵌卷])")
_MORE = re.compile(r"多(?![家个种项条款类元万亿年月模样次名家地端源维场层方点])")
_SIGN = re.compile(r"(?:^|[^\w%.)）A-Za-z]|[为至是到达约升降长负跌了])([-−–])$")
_PER_SECOND = re.compile(r"每秒[^\d，。；;！？!?、\n]{0,20}$")
_CURRENCY = {"US$": "美元", "HK$": "港元", "$": "美元", "¥": "元", "￥": "元", "€": "欧元", "£": "英镑"}


@dataclass(frozen=True, slots=True)
class Before:
    """What stands before a number: where it begins, what it says, the sign, a currency sign."""

    start: int
    qualifier: Qualifier = "exact"
    near: bool = False
    negative: bool = False
    currency: str = ""


@dataclass(frozen=True, slots=True)
class After:
    end: int
    qualifier: Qualifier = "exact"


def attached(text: str, start: int, floor: int) -> Before:
    """Qualifier, sign and currency attached to the number at ``start``, looking back no further than ``floor``."""
    shift = max(floor, start - _REACH)
    found = _before(text[shift:start], start - shift)
    if found.negative and shift and found.start == 0 and shift == floor:
        found = Before(start - shift)  # 10%-12%: the sign joins two numbers
    return replace(found, start=found.start + shift)


def _before(text: str, start: int) -> Before:
    if not start:
        return Before(start)
    negative = False
    last = text[start - 1]
    if last in "-−–负+":
        sign = _SIGN.search(text[max(0, start - 3) : start])
        if sign or last == "负":
            negative, start = True, start - 1
        elif last == "+" and not text[max(0, start - 2) : start - 1].isalnum():
            start -= 1
        last = text[start - 1 : start]
    elif last == "下" and text[start - 2 : start - 1] == "零":
        return Before(start - 2, negative=True)
    if not last or last not in _LAST:
        return Before(start, negative=negative)
    window = text[max(0, start - 14) : start]
    found = _BEFORE.search(window)
    if found is None or found["other"] is not None:
        found = _PLAIN.search(window)
        return (
            Before(start, negative=negative)
            if found is None
            else Before(start - len(found.group()), "exact", False, negative, _currency(found.group()))
        )
    word = found["under"] or found["over"] or found["about"]
    qualifier: Qualifier = "under" if found["under"] else "over" if found["over"] else "about"
    return Before(start - len(found.group()), qualifier, word in _NEAR_WORDS, negative, _currency(found.group()))


def magnitude_before(text: str, start: int) -> Before | None:
    """The qualifier that makes a figure of a bare 百, 千, 万, 亿 at ``start`` (近百, 超千亿, 上万), else None."""
    found = _MAGNITUDE_BEFORE.search(text[max(0, start - 4) : start])
    if found is None:
        return None
    qualifier: Qualifier = "over" if found["over"] else "under" if found["under"] else "about"
    return Before(start - len(found.group()), qualifier, found["about"] in _NEAR_WORDS)


def _currency(text: str) -> str:
    return next((name for sign, name in _CURRENCY.items() if sign in text), "")


def after(text: str, end: int, kind: str, multiplied: bool) -> After:
    """Qualifier words right after a unit: 30%以上, 1毫秒内, 3倍多."""
    if end >= len(text) or text[end] not in " 及或以开有余+之左上内多":
        return After(end)
    found = _AFTER.match(text, end)
    if found:
        return After(found.end(), "over" if found["over"] else "under" if found["under"] else "about")
    if kind in ("duration", "length") and _INSIDE.match(text, end):
        return After(end + 1, "under")
    if (kind in ("duration", "multiple", "percent") or (multiplied and kind == "count")) and _MORE.match(text, end):
        return After(end + 1, "over")
    return After(end)


def per_second(text: str, start: int) -> bool:
    """Is the number at ``start`` counted per second: 每秒1.97万亿亿次, 每秒最高达到了2万笔?"""
    return _PER_SECOND.search(text, max(0, start - 24), start) is not None


def interval(value: Decimal, qualifier: Qualifier, near: bool = False) -> tuple[Decimal | None, Decimal | None]:
    """Bounds in the value's own unit: over [v, inf), under (-inf, v], 近 [0.9 v, v], 约 and 左右 within 5%; exact has none."""
    if qualifier == "over":
        return value, None
    if qualifier == "under":
        return None, value
    if qualifier == "about":
        low, high = (value * NEAR, value) if near else (value * (1 - AROUND), value * (1 + AROUND))
        return min(low, high), max(low, high)
    return None, None
