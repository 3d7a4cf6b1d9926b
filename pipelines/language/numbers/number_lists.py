"""Joins numbers that belong together: lists with one unit at the end, ranges, values said twice, and PUE values."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace
from decimal import Decimal

from kg.model import Quantity
from kg.units import to_base, units

_LIST = re.compile(r" ?(?:[/、]|和|与|及|以及) ?$")
_RANGE = re.compile(r" ?(?:-{1,2}|[–~～至到]|—{1,2}) ?$")
_AND = re.compile(" ?[和与到至] ?$")
_BETWEEN = re.compile(" ?之间")
_PUE_WORD = re.compile(r"PUE|(?:电能|电源|能源|电力)(?:利用|使用)效率|能效比", re.IGNORECASE)
_CLAUSE_END = re.compile(r"[。；;！？!?\n，,]")
_SENTENCE_END = re.compile(r"[。；;！？!?\n]")
_PUE_REACH = 40
_PUE_ECHO = 60  # how far a bare number may follow a PUE and still be one: 北方降至1.3，南方1.4以下
_EQUIVALENT = re.compile(r"(?:[一-鿿]{0,8})[（(](?:即|约合|折合|合|约|相当于|也就是)?$|[，,]?(?:即|也就是|约合|折合|相当于)$")


def link(text: str, found: list[Quantity]) -> list[Quantity]:
    """The same quantities with shared units, groups, bounds of ranges, PUE units and equivalents filled in."""
    _share_units(text, found)
    _name_pue(text, found)
    _mark_equivalents(text, found)
    return found


def _share_units(text: str, found: list[Quantity]) -> None:
    """Backwards, so that 85.0/98.3/111.5亿元 takes its unit from the end; then groups and ranges forwards."""
    joints = [_joint(text, a, b) for a, b in zip(found, found[1:], strict=False)]
    for at in range(len(found) - 2, -1, -1):
        first, second = found[at], found[at + 1]
        if joints[at] and second.unit and first.unit != second.unit:
            found[at] = _with_unit(first, second)
    for at, joint in enumerate(joints):
        first, second = found[at], found[at + 1]
        if joint and second.unit and first.unit in (second.unit + "/s", second.unit + "/秒"):
            found[at + 1] = replace(second, unit=first.unit, kind=first.kind)  # 每秒14.8GB和12.3GB
    group = -1
    for at, joint in enumerate(joints):
        first, second = found[at], found[at + 1]
        if not joint or first.kind != second.kind:
            continue
        if first.group is None:
            group += 1
            found[at] = first = replace(first, group=group)
        found[at + 1] = second = replace(second, group=first.group)
        if (
            joint == "range"
            and "list" not in joints[max(0, at - 1) : at + 2]
            and first.unit == second.unit
            and first.value < second.value
        ):
            found[at] = replace(first, lower=first.value, upper=second.value)
            found[at + 1] = replace(second, lower=first.value, upper=second.value)


def _joint(text: str, first: Quantity, second: Quantity) -> str:
    """How two neighbours hang together: "list", "range" or ""; a rank or a share of words joins nothing."""
    if second.start - first.end > 3 or "rank" in (first.kind, second.kind):
        return ""
    gap = text[first.end : second.start]
    if _AND.match(gap) and _BETWEEN.match(text, second.end):
        return "range"
    if not gap and text[second.start : second.start + 1] in "-–":
        return "range"
    return "list" if _LIST.match(gap) else "range" if _RANGE.match(gap) else ""


def _with_unit(first: Quantity, second: Quantity) -> Quantity:
    """``first`` with what it lacks of ``second``'s unit: 3至5万台, 130亿和1750亿元."""
    factor, unit = units().split(second.unit)
    if first.kind == "bare":
        return replace(first, unit=second.unit, kind=second.kind)
    if first.kind == "count" and unit and factor != 1 and units().split(first.unit)[1] is None:
        size = second.unit[: len(second.unit) - len(unit.symbol)]
        return replace(first, unit=first.unit + second.unit[len(size) :], kind=second.kind)
    return first


def _name_pue(text: str, found: list[Quantity]) -> None:
    """Bare numbers after PUE in their clause get the unit PUE, and so do bare decimals between 1 and 3 that carry such a clause on."""
    if not any(q.kind == "bare" for q in found):
        return
    words = [match.end() for match in _PUE_WORD.finditer(text)]
    if not words:
        return
    last: Quantity | None = None
    for at, item in enumerate(found):
        if item.kind != "bare":
            continue
        nearest = bisect_right(words, item.number_start) - 1
        end = words[nearest] if nearest >= 0 else -1
        clause = text[end : item.start] if end >= 0 and item.start - end <= _PUE_REACH else None
        named = clause is not None and not _CLAUSE_END.search(clause)
        echoed = (
            last is not None
            and item.start - last.end <= _PUE_ECHO
            and _like_pue(item, last)
            and "\n\n" not in text[last.end : item.start]
        )
        if (named and not _other_number(found, at, end)) or echoed:
            found[at] = last = replace(item, unit="PUE", kind="ratio")


def _like_pue(item: Quantity, last: Quantity) -> bool:
    """A decimal between 1 and 3; where the PUE before it lost its point (13), also 1 and digits without one (125)."""
    if item.value % 1:
        return 1 <= item.value < 3
    return last.value >= 10 and 10 <= item.value < 200 and str(item.value)[0] == "1"


def _other_number(found: list[Quantity], at: int, word_end: int) -> bool:
    """Does a number with another unit stand between the word PUE and this one?"""
    return at > 0 and found[at - 1].start >= word_end and found[at - 1].kind not in ("ratio", "bare")


def _mark_equivalents(text: str, found: list[Quantity]) -> None:
    for at in range(1, len(found)):
        first, second = found[at - 1], found[at]
        if first.kind != second.kind or second.start - first.end > 14 or second.kind == "bare":
            continue
        if _EQUIVALENT.fullmatch(text[first.end : second.start]) and _same_size(first, second):
            found[at] = replace(second, equivalent_of=first.start)
            if first.kind == "compute" and first.unit.endswith("次") and second.unit.endswith("FLOPS"):
                found[at - 1] = replace(first, unit=first.unit + "/秒")


def _same_size(first: Quantity, second: Quantity) -> bool:
    """Equal within 5% in one base; amounts in two currencies are taken as equal when said so."""
    a, b = _operations(first), _operations(second)
    if a is None or b is None:
        return False
    if a[1] != b[1]:
        return first.kind == "money"
    return abs(a[0] - b[0]) * 20 <= max(abs(a[0]), abs(b[0]))


def _operations(item: Quantity) -> tuple[Decimal, str] | None:
    """In the base unit; integer and floating operations, with 每秒 or without, count alike where a text itself says they are one."""
    found = to_base(item.value, item.unit + "/秒" if item.kind == "compute" and item.unit.endswith("次") else item.unit)
    return (found[0] / 1_000_000, "EFLOPS") if found and found[1] == "TOPS" else found
