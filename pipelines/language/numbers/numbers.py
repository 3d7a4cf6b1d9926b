"""Every number of a text: a quantity with its unit and interval, or ignored with a reason.

A number is a maximal Arabic numeral (with what belongs to it: 5万4千6百, MI300X, 1080P), or a Chinese numeral that counts
(before a unit or classifier, in 三分之一, 八成, 第二, 十四五 ...). Chinese numerals inside other words (一些, 统一, 三峡) are no numbers.
Text is read once from left to right; every look around is bounded, so the time is linear in the length.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from kg.model import IgnoredNumber, Quantity
from kg.units import multiplier
from pipelines.language.numbers.chinese_numbers import CHINESE, Found, read_chinese, tenths
from pipelines.language.numbers.fractions import fraction, power, slashed
from pipelines.language.numbers.ignored import bare_name, model_number, not_a_figure, picture
from pipelines.language.numbers.money_parts import PURSE, with_parts
from pipelines.language.numbers.number_context import attached
from pipelines.language.numbers.number_lists import link
from pipelines.language.numbers.number_units import Measure, measure, quantity
from pipelines.language.numbers.numerals import numeral_value
from pipelines.language.numbers.ranks import ordinal, shared_place, top_rank
from pipelines.language.numbers.width import close_up, fold_width
from pipelines.language.times.time_grammar import raw_times

_CANDIDATE = re.compile(rf"\d+|{CHINESE}")
_ARABIC = re.compile(r"\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?")
_GROUPED = re.compile(r"[1-9]\d{0,2}(?:[ \u2009\u202f]\d{3}){1,4}(?![\d.,])")
_COMPOSITE = re.compile(
    r"\d{1,9}(?:\.\d{1,9})?[万亿千百](?:零?\d{1,9}(?:\.\d{1,9})?[万千百十](?!瓦|米|克|赫)){0,5}(?:零\d{1,9}(?![\d.])[万千百十]?|\d{1,9}(?:\.\d{1,9})?[万千百十](?!瓦|米|克|赫))"
)
_URL = re.compile(r"(?:https?://|www\.|ftp://)[^\s一-鿿，。；）（、]+|[A-Za-z0-9_+-]{1,40}@[A-Za-z0-9.-]{1,60}")
_POINT_FIRST = re.compile(r"(?:^|(?<=[\s(（<>=≤≥~-]))\.$")  # .25, not the full stop of 结束.25家
_FRACTION_DIGITS = re.compile(r"\d{1,30}(?![\d.])")
_POWER_SIGN = re.compile(r"\^| ?[×xX*✕] ?10\^|[eE][+-]?\d")
_SEPARATORS = re.compile("[, \u2009\u202f]")
_KILO = re.compile("[kK](?=[一-鿿])")
_AFTER_ORDINAL = re.compile("第 ?$")
_LONGEST = 30  # digits


@dataclass(frozen=True, slots=True)
class NumberScan:
    """All numbers of a text in order; together they are the article's count of numbers."""

    quantities: tuple[Quantity, ...]
    ignored: tuple[IgnoredNumber, ...]


def scan_numbers(text: str) -> NumberScan:
    """Quantities and ignored numbers of ``text``, each in order, none overlapping another; offsets as in ``text``.

    Every decimal digit of the text lies in exactly one of them. A quantity's ``unit`` keeps 万/亿 (830, 万架); a number without unit
    has kind "bare". 数千 and 几百 have the value 1000 and 100 with bounds twice to ten times that; ranges (10～12%) are two
    quantities of one group, each with the range as its bounds; 三分之一 is 33.33 %, 一半 50 %, 翻一番 2 倍.
    """
    folded, offsets = close_up(fold_width(text))
    found: list[Quantity] = []
    ignored: list[IgnoredNumber] = []
    for item in _numbers(folded):
        if isinstance(item, Quantity):
            found.append(item)
        else:
            ignored.append(item)
    quantities = link(folded, found)
    if folded is not text:
        quantities = [_original(text, q, offsets) for q in quantities]
        ignored = [_original_ignored(text, n, offsets) for n in ignored]
    return NumberScan(tuple(quantities), tuple(ignored))


def _original(text: str, found: Quantity, offsets: Sequence[int] | None) -> Quantity:
    """``found`` with the text and the offsets before folding and closing up."""
    if offsets is None:
        return replace(found, text=text[found.start : found.end])
    start, end = offsets[found.start], offsets[found.end - 1] + 1
    return replace(
        found,
        start=start,
        end=end,
        text=text[start:end],
        number_start=offsets[found.number_start],
        number_end=offsets[found.number_end - 1] + 1,
        equivalent_of=None if found.equivalent_of is None else offsets[found.equivalent_of],
    )


def _original_ignored(text: str, found: IgnoredNumber, offsets: Sequence[int] | None) -> IgnoredNumber:
    start, end = (found.start, found.end) if offsets is None else (offsets[found.start], offsets[found.end - 1] + 1)
    return replace(found, start=start, end=end, text=text[start:end])


def _numbers(text: str) -> Iterator[Quantity | IgnoredNumber]:
    """Numbers one after the other; ``floor`` is the end of the last one, before which no qualifier may reach."""
    spans = _explained(text)
    span = next(spans, None)
    floor = wall = 0  # ``wall``: the end of the last quantity
    at = 0
    while (found := _CANDIDATE.search(text, at)) is not None:
        start = found.start()
        while span and span[1] <= start:
            span = next(spans, None)
        if span and start >= span[0]:
            end = min(found.end(), span[1])
            if text[start].isdecimal() or any(sign not in "半数几过翻" for sign in text[start:end]):
                yield IgnoredNumber(start, end, text[start:end], span[2])
            at = floor = end
            continue
        limit = span[0] if span else len(text)
        item, at = (
            _arabic(text, start, floor, wall)
            if text[start].isdecimal()
            else read_chinese(text, start, min(found.end(), limit), floor)
        )
        if item is not None:
            item = with_parts(text, item) if isinstance(item, Quantity) and item.unit in PURSE else item
            yield item
            at = floor = max(at, item.end)
            if isinstance(item, Quantity):
                wall = at
                while span and span[0] < item.end:
                    span = next(spans, None)


def _explained(text: str) -> Iterator[tuple[int, int, str]]:
    """Spans whose numbers are explained beforehand: times and addresses, merged in order."""
    urls = iter([m.span() for m in _URL.finditer(text)] if "www." in text or "://" in text or "@" in text else [])
    url = next(urls, None)
    last = 0
    for time in raw_times(text):
        while url and url[0] < time.end:
            if url[1] > last:
                yield max(url[0], last), url[1], "address"
                last = url[1]
            url = next(urls, None)
        if time.start >= last:
            yield time.start, time.end, "date"
            last = time.end
    while url:
        if url[0] >= last:
            yield url[0], url[1], "address"
        url = next(urls, None)


def _arabic(text: str, start: int, floor: int, wall: int) -> Found:
    """The number whose first digit is at ``start``."""
    if (
        text[start - 1 : start] == "."
        and _POINT_FIRST.search(text, max(floor, start - 2), start)
        and (found := _FRACTION_DIGITS.match(text, start))
    ):
        unit = measure(text, found.end())
        value = Decimal("0." + found.group())
        return quantity(text, (start - 1, found.end()), value, unit, attached(text, start - 1, floor)), unit.end
    whole = _blank_groups(text, start) or _ARABIC.match(text, start)
    end = whole.end() if whole else start + 1
    refused = not_a_figure(text, start, end)
    if refused:
        return _ignored(text, start, refused[1], refused[0])
    if end - start > _LONGEST:
        return _ignored(text, start, end, "name")
    combined = _combined(text, start, end, floor)
    if combined:
        return combined
    value, unit, end = _composite(text, start, end) or _simple(text, start, end)
    if "第" in text[max(0, start - 2) : start] and _AFTER_ORDINAL.search(text, max(0, start - 2), start):
        return ordinal(text, start, end)
    if text[start - 1 : start] in ("、", "和", "及") and (placed := shared_place(text, start)):
        return placed, placed.end
    if not unit.known and text[end : end + 1] in ("成", "折") and (share_of := tenths(text, start, end, floor)):
        return share_of
    named = picture(text, start, end) or model_number(text, start, end, unit.known, wall)
    if named:
        return _ignored(text, start, named[1], named[0])
    if not unit.known:
        top = top_rank(text, start, end, value)
        reason = bare_name(text, start, end)
        if top or reason:
            return (top, top.end) if top else _ignored(text, start, end, str(reason))
    return quantity(text, (start, end), value, unit, attached(text, start, floor)), unit.end


def _blank_groups(text: str, start: int) -> re.Match[str] | None:
    """12 500 个, digits in groups of three with blanks between: one number where a unit follows the last group."""
    found = _GROUPED.match(text, start)
    if found is None or text[start - 1 : start].isascii() and text[start - 1 : start].strip() and start:
        return None
    return found if measure(text, found.end()).known else None


def _combined(text: str, start: int, end: int, floor: int) -> Found | None:
    """A fraction, a mixed number or a power that begins with the numeral ``start:end``."""
    if text[end : end + 1] in ("分", "又"):
        return fraction(text, start, end, floor)
    if text[end : end + 1] == "/":
        return slashed(text, start, floor)
    return power(text, start, floor) if _POWER_SIGN.match(text, end) else None


def _simple(text: str, start: int, end: int) -> tuple[Decimal, Measure, int]:
    """Value and measure of one numeral; 2千万亿次 is told as 2000 万亿次, but 30百亿亿次 keeps the name of its unit."""
    value = Decimal(_SEPARATORS.sub("", text[start:end]))
    if _KILO.match(text, end) and (counted := measure(text, end + 1)).unit and counted.end > end + 1:  # 20k条
        return value * 1000, counted, end + 1
    unit = measure(text, end)
    small = unit.multiplier.rstrip("万亿")
    if small and "亿亿" not in unit.multiplier:
        return value * multiplier(small), replace(unit, multiplier=unit.multiplier[len(small) :]), end
    return value, unit, end


def _composite(text: str, start: int, end: int) -> tuple[Decimal, Measure, int] | None:
    """5万4千6百, 1亿2000万元: one number of several groups, told in its leading multiplier if that is 万 or 亿."""
    found = _COMPOSITE.match(text, start)
    total = numeral_value(found.group()) if found and "," not in text[start:end] else None
    if found is None or total is None:
        return None
    unit = measure(text, found.end())
    if text[end] in "千百" or unit.multiplier:
        return total, unit, found.end()
    return total / multiplier(text[end]), replace(unit, multiplier=text[end]), found.end()


def _ignored(text: str, start: int, end: int, reason: str) -> tuple[IgnoredNumber, int]:
    return IgnoredNumber(start, end, text[start:end], reason), end
