"""Chinese numerals without a unit that are numbers for sure: 三百零四, 这是六, “三”, 四双, 一、 at the head of a line, 三到七个.

They are ignored numbers with their value, so that the account of an article is complete; only words of more and less, a minus or
the other end of a range make a quantity of one. What may be part of a word (一切, 四川, 陆地, 十一, 万一) is no number.
"""

from __future__ import annotations

import re
from decimal import Decimal

from kg.model import IgnoredNumber, Quantity
from pipelines.language.numbers.ignored import words
from pipelines.language.numbers.number_context import attached
from pipelines.language.numbers.number_units import Measure, measure, quantity, stated
from pipelines.language.numbers.numerals import DIGITS, NUMERAL, numeral_value

Found = tuple[Quantity | IgnoredNumber | None, int]

_LINE_HEAD = re.compile(r"(?:^|\n)[ \u3000]{0,4}[（(]?$")
_MARK = re.compile(r"[、．.）)](?!\d)")
_SAID = re.compile("(?:[是于]|写作|读作)$")
_SAID_END = re.compile("$|[\\s，。；！？,;!?）)]|[这那却而但吗呢](?![种个样家])")
_QUOTES = {"“": "”", '"': '"', "‘": "’", "「": "」", "『": "』"}
_IN_WORD_BEFORE = frozenset("不第周期初廿万")
_DIGIT = re.compile(f"[{DIGITS}]")
_POWER = re.compile("[十百千万亿兆拾佰仟]")
_TIME_AFTER = re.compile("[十百千万亿刻分钟整许半]")
_NUMBER_BEFORE = frozenset("是为达约近超到了涨跌增降余")  # before 百三, 千五
_TO = re.compile(rf" ?(?:到|至|[-–—~～]{{1,2}}) ?(?=[{NUMERAL}\d])")
_LONGEST_PREFIX = 12
_SHARE_TO = re.compile(rf"百分之(?:[{NUMERAL}]{{1,5}}(?:点[{DIGITS}]{{1,3}})?)[到至]$")
_SHARE_END = re.compile(r"$|[\s，。；、！？,;）)的]|不等|之间|左右|以[上下内]|区间")
_OTHER_END = re.compile(rf"[{NUMERAL}]{{1,12}}|\d{{1,9}}(?:\.\d{{1,9}})?")


def lone(text: str, start: int, end: int, floor: int) -> Found:
    """The numeral ``start:end``, which no unit follows, and where to read on; no number where it may be part of a word."""
    run = text[start:end]
    value = numeral_value(run)
    if value is None:
        shorter = _prefix(run)
        return lone(text, start, start + shorter, floor) if shorter else (None, end)
    if (
        text[start - 1 : start] in ("到", "至")
        and _SHARE_END.match(text, end)
        and _SHARE_TO.search(text, max(floor - 14, start - 14, 0), start)
    ):
        return stated(text, (start, end), value, Measure(end), floor, ("%", "percent")), end  # 百分之三到五
    first = _first_of_range(text, start, end, value, floor)
    if first is not None:
        return first, end
    reason = _marker(text, start, end) or _counted(text, start, end, run)
    if reason is None and _numeral(text, start, end, run):
        front = attached(text, start, floor)
        if (front.negative or front.qualifier != "exact") and value:
            return quantity(text, (start, end), value, Measure(end), front), end
        reason = "bare"
    if reason is None and len(run) == 1 and (_said(text, start, end) or (run in DIGITS and text.startswith("分之", end))):
        reason = "bare"
    return (IgnoredNumber(start, end, run, reason, value), end) if reason else (None, end)


def _prefix(run: str) -> int:
    """Length of the longest beginning of two signs or more that is a numeral (二十 of 二十百); 0 where there is none."""
    return next((size for size in range(min(len(run) - 1, _LONGEST_PREFIX), 1, -1) if numeral_value(run[:size]) is not None), 0)


def _first_of_range(text: str, start: int, end: int, value: Decimal, floor: int) -> Quantity | None:
    """The first number of 三到七个; its unit comes from the second."""
    to = _TO.match(text, end)
    other = _OTHER_END.match(text, to.end()) if to else None
    if other is None or not value or text[start - 1 : start] in _IN_WORD_BEFORE:
        return None
    high = numeral_value(other.group())
    if high is not None and high <= 10 and value < high and text.startswith("成", other.end()):
        return stated(text, (start, end), value * 10, Measure(end), start, ("%", "percent"))  # 两到三成
    unit = measure(text, other.end()).unit
    if high is None or high <= value or unit is None or unit.dimension == "score":
        return None
    return quantity(text, (start, end), value, Measure(end), attached(text, start, floor))


def _marker(text: str, start: int, end: int) -> str | None:
    if (
        end - start <= 3
        and "点" not in text[start:end]
        and _MARK.match(text, end)
        and _LINE_HEAD.search(text, max(0, start - 6), start)
    ):
        return "list_marker"
    return None


def _counted(text: str, start: int, end: int, run: str) -> str | None:
    """Reason of a numeral before a classifier that is no unit of ours: 一对 is indefinite, 三双 a count."""
    follower = words().classifiers.match(text, end)
    if follower is None or text[start - 1 : start] in _IN_WORD_BEFORE and start:
        return None
    return "indefinite" if run == "一" else "count"


def _numeral(text: str, start: int, end: int, run: str) -> bool:
    """Two or more signs with digit and power (二十, 九百九), or with a point, that stand for nothing but a number."""
    if len(run) < 2 or (start and (text[start - 1] in "第初周" or (run in ("十一", "十二") and text[start - 1] == "双"))):
        return False
    if "点" in run:
        return not _TIME_AFTER.match(text, end)
    if not (_DIGIT.search(run) and _POWER.search(run)):
        return False
    previous = text[start - 1 : start]
    return run[0] not in "百千万亿" or len(run) > 2 or not "一" <= previous <= "鿿" or previous in _NUMBER_BEFORE


def _said(text: str, start: int, end: int) -> bool:
    """Is a single numeral quoted, or named by 是 or 等于?"""
    if text[start - 1 : start] in _QUOTES and start and text[end : end + 1] == _QUOTES[text[start - 1]]:
        return True
    return _SAID.search(text, max(0, start - 2), start) is not None and _SAID_END.match(text, end) is not None
