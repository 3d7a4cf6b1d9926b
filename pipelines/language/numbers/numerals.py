"""Values of Chinese and mixed numerals: 一万五千亿, 二〇二四, 九百九, 5万4千6百, 十点二三, 三分之一."""

from __future__ import annotations

import re
from decimal import Decimal

DIGITS = "零〇○一二两三四五六七八九壹贰叁肆伍陆柒捌玖貳參陸兩俩倆"
POWERS = "十百千万亿兆拾佰仟萬億廿卅"
NUMERAL = DIGITS + POWERS
DECIMALS = DIGITS.translate(str.maketrans("", "", "两兩俩倆"))  # 三点两刻 is no 3.2
LONGEST = 40  # characters; a longer run is no number anybody writes

_VALUES = {
    sign: value % 10
    for value, signs in enumerate(("零〇○", "一壹", "二两贰貳兩俩倆", "三叁參", "四肆", "五伍", "六陆陸", "七柒", "八捌", "九玖"))
    for sign in signs
}
_FOLD = str.maketrans("拾佰仟萬億點", "十百千万亿点")
_TENS = {"十": Decimal(10), "百": Decimal(100), "千": Decimal(1000)}
_BIG = (("兆", Decimal(10) ** 12), ("亿", Decimal(10) ** 8), ("万", Decimal(10) ** 4))
_STEP = re.compile(r"([零〇○]*)(\d+(?:\.\d+)?|[^十百千\d零〇○.])?([十百千])?")
_HUNDREDTHS = Decimal("0.01")


def numeral_value(text: str) -> Decimal | None:
    """Value of an Arabic, Chinese or mixed numeral without unit; None where ``text`` is none.

    万, 亿 and 兆 (10^12) multiply all that stands before them (一万五千亿, 万亿); a last digit after 百/千/万 without 零
    counts in the next lower place (九百九 is 990, 九万四 94000); digits in a row are read one by one (二〇二四).
    """
    text = text.replace(" ", "").replace(",", "").translate(_FOLD).replace("廿", "二十").replace("卅", "三十")
    if not text or len(text) > LONGEST:
        return None
    whole, point, part = text.partition("点")
    if point:
        digits = "".join(str(_VALUES[sign]) if sign in DECIMALS else sign for sign in part)
        value = numeral_value(whole)
        return value + Decimal(f"0.{digits}") if value is not None and digits.isdecimal() else None
    if text.replace(".", "", 1).isdecimal():
        return Decimal(text)
    if all(sign in _VALUES for sign in text):
        return Decimal("".join(str(_VALUES[sign]) for sign in text))
    return _scaled(text)


def _scaled(text: str) -> Decimal | None:
    for sign, size in _BIG:
        left, found, right = text.rpartition(sign)
        if not found:
            continue
        head = numeral_value(left) if left else Decimal(1)
        if head is None or not right:
            return None if head is None else head * size
        if len(right) == 1 and right in _VALUES and right not in "零〇○":
            return head * size + _VALUES[right] * size / 10
        tail = numeral_value(right.lstrip("零〇○") or "0")
        return None if tail is None else head * size + tail
    return _section(text)


def _section(text: str) -> Decimal | None:
    """A numeral below 万: 三千二百零五, 十二, 2千零30."""
    total, last, at = Decimal(0), Decimal(10000), 0
    while at < len(text):
        step = _STEP.match(text, at)
        if step is None or step.end() == at:
            return None
        zeros, digit, power = step.groups()
        at = step.end()
        if digit is None and power is None:
            break
        value = Decimal(1) if digit is None else _digit(digit)
        if value is None:
            return None
        place = (
            _TENS[power]
            if power
            else (last / 10 if 10 < last < 10000 and not zeros and at == len(text) and value < 10 else Decimal(1))
        )
        if place >= last:
            return None
        total += value * place
        last = place
    return total


def _digit(text: str) -> Decimal | None:
    if text[0].isdecimal():
        return Decimal(text)
    return Decimal(_VALUES[text]) if text in _VALUES else None


def split_numeral(text: str) -> tuple[Decimal, str] | None:
    """Value and 万/亿 multiplier as a reader would write them: 一万五千亿 -> (15000, 亿), 二十万亿 -> (20, 万亿), 三千五 -> (3500, "").

    A composite is told in its leading multiplier: 十二亿五千万 -> (12.5, 亿); one that ends in plain digits has none: 三万五千 -> (35000, "").
    """
    text = text.translate(_FOLD)
    head = text.rstrip("万亿")
    tail = text[len(head) :]
    if not tail:
        value = numeral_value(text)
        return None if value is None else (value, "")
    if "兆" in head or ("亿" in head and "亿" not in tail) or ("万" in head and tail.startswith("万")):
        value = numeral_value(text)
        return None if value is None else (value / Decimal(10) ** 8, "亿")
    value = numeral_value(head) if head else Decimal(1)
    return None if value is None else (value, tail)


def share(part: str, whole: str) -> Decimal | None:
    """``part`` in ``whole`` parts as a percentage, two decimals: 百分之八十 -> 80, 三分之一 -> 33.33, 万分之五 -> 0.05."""
    above = Decimal(100) if part == "百" else numeral_value(part)
    below = numeral_value(whole)
    if above is None or not below:
        return None
    value = above * 100 / below
    return value if below.normalize().as_tuple().digits == (1,) else value.quantize(_HUNDREDTHS)
