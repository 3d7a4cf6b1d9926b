"""Ranges of years and dates: 2021—2023年, 23-25年, 去年12月至今年2月, 2007年与2009年间, 2010年之后2018年之前."""

from __future__ import annotations

import re

from pipelines.language.times.time_model import Point, RawTime
from pipelines.language.times.time_points import TO, YEAR, iso_point, joined_day, point
from pipelines.language.times.time_words import YEAR_WORDS

_YEARS = re.compile(
    rf"(?P<a>{YEAR}) ?(?:年度?)?{TO}(?P<b>{YEAR}|\d\d) ?(?:年度?|财年)|(?P<s>\d\d)[-~～](?P<t>\d\d) ?年(?!来|内|的?[寿经历])"
    rf"|(?P<c>{YEAR})/(?P<e>{YEAR}|\d\d) ?(?:年度|财年|年(?!\d))"
)
_YEARS_BARE = re.compile(rf"(?P<a>{YEAR}){TO}(?P<b>{YEAR})(?! ?(?:[\d年万亿千个家台张元%B-DF-Za-z]|[AE][A-Za-z]))")
_DMY = re.compile(rf"(?P<d>\d{{1,2}})(?P<g>[-/.])(?P<m>\d{{1,2}})(?P=g)(?P<y>{YEAR})(?![\d.])")
_SHORT_ISO = re.compile(r"(?P<m>1[0-2]|0?[1-9])[-/.](?P<d>3[01]|[12][0-9]|0?[1-9])(?![\d.%])")
_SEPARATOR = re.compile(TO)
_BETWEEN = re.compile(" ?[与和] ?")
_AFTER = re.compile("(?:之后|以后|後|后)[，,、]? ?")
_BEFORE = re.compile("之前|以前|前")


def years(text: str, start: int) -> RawTime | None:
    """2021—2023年, 2021至2023, 2023-24年, 23-25年, 2023/24财年."""
    found = _YEARS.match(text, start) or _YEARS_BARE.match(text, start)
    if found is None:
        return None
    groups = found.groupdict()
    if groups.get("s") and not 15 <= int(groups["s"]) < int(groups["t"]) <= 40:
        return None
    first = groups["a"] or groups["c"] or "20" + groups["s"]
    last = groups["b"] or groups["e"] or "20" + groups["t"]
    last = first[:2] + last if len(last) == 2 else last
    if int(last) <= int(first):
        return None
    return RawTime(start, found.end(), "range", Point(year=int(first)), Point(year=int(last)))


def dated(text: str, start: int, first: tuple[Point, int] | None = None) -> RawTime | None:
    """A point with year, months or day (``first``, if it is known by now), and a range if another follows."""
    first = first or iso_point(text, start) or point(text, start)
    if first is None:
        return None
    begun, end = first
    joined = _joined(text, begun, end, iso=text[start + 4 : start + 5] in tuple("-/."))
    if joined:
        return RawTime(start, joined[1], "range", begun, joined[0])
    return RawTime(start, end, "point", begun)


def _joined(text: str, begun: Point, end: int, iso: bool) -> tuple[Point, int] | None:
    """The other end of a range that goes on at ``end``."""
    if begun.same:
        return None
    to = _SEPARATOR.match(text, end)
    if to:
        at = to.end()
        second = iso_point(text, at) or (_short_iso(text, at) if iso else None) or point(text, at) or joined_day(text, at)
        return second if second and _follows(begun, second[0]) else None
    between = _BETWEEN.match(text, end)
    if between and (second := point(text, between.end())) and _follows(begun, second[0]):
        closing = 2 if text.startswith("之间", second[1]) else 1 if text.startswith("间", second[1]) else 0
        return (second[0], second[1] + closing) if closing else None
    after = _AFTER.match(text, end)
    if after and (second := point(text, after.end())) and _follows(begun, second[0]):
        before = _BEFORE.match(text, second[1])
        return (second[0], before.end()) if before else None
    return None


def _short_iso(text: str, start: int) -> tuple[Point, int] | None:
    """The 6.30 of 2024.1.1-6.30."""
    found = _SHORT_ISO.match(text, start)
    return (Point(first=int(found["m"]), last=int(found["m"]), day=int(found["d"])), found.end()) if found else None


def _follows(first: Point, second: Point) -> bool:
    """Can ``second`` be the end of a range that ``first`` begins? The year may stand at either end."""
    if second.same:
        return False
    if second.year is not None:
        if first.year is None:
            return first.word is None and first.first is not None and second.first is not None
        return second.year >= first.year
    if second.word is not None:
        return second.word in YEAR_WORDS and (first.word in YEAR_WORDS or first.year is not None)
    return second.first is not None or (second.day is not None and first.day is not None)


def day_month_year(text: str, start: int) -> RawTime | None:
    """13.5.2015 and, where the first cannot be a day of a month beside the second, 5/13/2015."""
    found = _DMY.match(text, start)
    if found is None:
        return None
    day, month = int(found["d"]), int(found["m"])
    if month > 12:
        day, month = month, day
    if not 1 <= month <= 12 or not 1 <= day <= 31:
        return None
    return RawTime(start, found.end(), "point", Point(year=int(found["y"]), first=month, last=month, day=day))
