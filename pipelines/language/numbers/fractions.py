"""Fractions and other numbers made of two: 百分之五, 三又三分之一, 3/5, 10^18, 1.97×10^18."""

from __future__ import annotations

import re
from decimal import Decimal

from kg.model import IgnoredNumber, Quantity
from pipelines.language.numbers.number_context import attached
from pipelines.language.numbers.number_units import Measure, measure, quantity, stated
from pipelines.language.numbers.numerals import DECIMALS, NUMERAL, numeral_value, share

Found = tuple[Quantity | IgnoredNumber | None, int]

_NUMBER = rf"\d{{1,3}}(?:,\d{{3}})+(?!\d)|\d{{1,15}}(?:\.\d{{1,15}})?|[{NUMERAL}]{{1,40}}?(?=百分位)|[{NUMERAL}]{{1,40}}(?:点[{DECIMALS}]{{1,20}})?"
_PART = re.compile(rf"分之(?P<minus>负)?(?P<part>{_NUMBER})(?P<kilo> ?[kK](?![A-Za-z0-9]))?")
_MIXED = re.compile(rf"又(?P<below>\d{{1,6}}|[{NUMERAL}]{{1,12}})分之(?P<part>\d{{1,6}}|[{NUMERAL}]{{1,12}})")
_SLASH = re.compile(r"(?P<part>\d{1,2})/(?P<below>[2-9]|1[0-2])(?![\d/A-Za-z%])(?!\.\d)")
_SHARE_AFTER = re.compile("的(?!一)|以上|左右|强")
_SHARE_BEFORE = re.compile("(?:占[了到据比]?|约|近|超|超过|不足|不到|达到?|仅|只有|至)(?:总[数额量]的)?$")
_TIMES = r"[×xX*✕] ?10\^[+-]?\d{1,3}"
_POWER = re.compile(
    rf"(?P<base>\d{{1,12}}(?:\.\d{{1,12}})?)(?: ?{_TIMES}|\^[+-]?\d{{1,3}}|(?:(?<=\.\d)|(?<=\.\d\d)|(?<=\.\d\d\d))[eE][+-]?\d{{1,3}})(?![A-Za-z\d.])"
)
_EXPONENT = re.compile(r"(?<=[\^eE])[+-]?\d+$")
_SMALLEST = Decimal("0.000001")


def fraction(text: str, start: int, end: int, floor: int) -> Found | None:
    """The share or mixed number whose first numeral is ``start:end``; None where no 分之 follows it.

    百分之五 is 5 %, 三分之一 33.33 %, 三又三分之一 the number 3.333333; a minus in both halves cancels out.
    """
    mixed = _MIXED.match(text, end)
    if mixed:
        whole, part, below = (numeral_value(n) for n in (text[start:end], mixed["part"], mixed["below"]))
        if whole is not None and part is not None and below:
            value = (whole + part / below).quantize(_SMALLEST).normalize()
            unit = measure(text, mixed.end(), latin=False)
            return quantity(text, (start, mixed.end()), value, unit, attached(text, start, floor)), unit.end
    found = _PART.match(text, end)
    if found is None:
        return None
    value_found = share(found["part"], text[start:end])
    if value_found is None:
        return None
    value = value_found * (1000 if found["kilo"] else 1) * (-1 if found["minus"] else 1)
    return stated(text, (start, found.end()), value, Measure(found.end()), floor, ("%", "percent")), found.end()


def slashed(text: str, start: int, floor: int) -> Found | None:
    """3/5 in small numbers: a share where the words say so (2/3的企业), else a ratio that is no figure; None for lists (12/15亿元)."""
    found = _SLASH.match(text, start)
    if found is None or text[start - 1 : start] in ("/", ".", "-") and text[start - 2 : start - 1].isdecimal():
        return None
    end = found.end()
    if measure(text, end).known:
        return None
    front = attached(text, start, floor)
    part, below = Decimal(found["part"]), Decimal(found["below"])
    if part < below and (_SHARE_AFTER.match(text, end) or _SHARE_BEFORE.search(text, max(floor, start - 8), start)):
        value = share(found["part"], found["below"]) or Decimal(0)
        return stated(text, (start, end), value, Measure(end), floor, ("%", "percent")), end
    return IgnoredNumber(start, end, text[start:end], "ratio", part / below * (-1 if front.negative else 1)), end


def power(text: str, start: int, floor: int) -> Found | None:
    """10^18, 1.97×10^18 and 1.97E18 with the unit that follows; None where there is no power."""
    found = _POWER.match(text, start)
    if found is None:
        return None
    exponent_at = _EXPONENT.search(found.group())
    base, exponent = Decimal(found["base"]), int(exponent_at.group()) if exponent_at else 0
    if not base and exponent <= 0:
        return None
    own = found.group()[len(found["base"])] == "^"
    value = base**exponent if own else base.scaleb(exponent)
    unit = measure(text, found.end())
    return quantity(text, found.span(), value, unit, attached(text, start, floor)), unit.end
