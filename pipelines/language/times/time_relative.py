"""Times that count from the publication, or from the time spoken of last: 目前, 上周五, 近三年, 两年后, 90年代."""

from __future__ import annotations

from datetime import date

from pipelines.language.times.calendar import Period, shift_days, shift_months, valid_year
from pipelines.language.times.time_model import RawTime
from pipelines.language.times.time_roles import Basis, future
from pipelines.language.times.time_words import LATELY

Resolved = tuple[str | None, Basis]
NOTHING: Resolved = (None, "none")
_WEEKDAYS = "一二三四五六日"
_ONWARD = ("未来", "今后", "接下来", "后")
_MONTHS = {"个月": 1, "季度": 3, "个季度": 3}
_DAYS = {"天": 1, "日": 1, "周": 7, "星期": 7}


def now(word: str, published: date | None) -> Resolved:
    """目前: the month of publication; 日前, a few days before it: of the day three days earlier."""
    day = shift_days(published, -3 if word in LATELY else 0) or published
    return (day.isoformat()[:7], "published") if day else NOTHING


def until_now(resolved: Resolved, published: date | None) -> Resolved:
    """自2014年…以来: up to the year (or month) of publication, unless it began in it."""
    value, basis = resolved
    if value is None or published is None:
        return resolved
    value = value.partition("/")[0]
    present = published.isoformat()[: min(len(value), 7)]
    return (f"{value}/{present}", basis) if value[: len(present)] < present else resolved


def week(raw: RawTime, text: str, published: date | None) -> Resolved:
    """A week from Monday to Sunday, its weekend, or a day of it; a bare 周三 or 周末 is the last one unless the words speak of the future."""
    monday = shift_days(published, -published.weekday() + 7 * raw.number) if published else None
    if monday is None or published is None:
        return NOTHING
    bare = raw.word[0] in "周週星礼禮"
    sunday = shift_days(monday, 6)
    if raw.unit in ("", "末"):
        first = monday if not raw.unit else shift_days(monday, 5)
        if bare and first and first > published and not future(text, raw.start, raw.end):
            first, sunday = shift_days(first, -7), shift_days(sunday, -7)
        return (f"{first}/{sunday}", "published") if first and sunday else NOTHING
    day = shift_days(monday, _WEEKDAYS.index("日" if raw.unit == "天" else raw.unit))
    if bare and day and day > published and not future(text, raw.start, raw.end):
        day = shift_days(day, -7)
    return (day.isoformat(), "published") if day else NOTHING


def span(raw: RawTime, published: date | None) -> Resolved:
    """近5年, 未来三年, 近三个月: from the publication's year or month; 未来两天 begins the day after it."""
    if published is None:
        return NOTHING
    sign = 1 if raw.word in _ONWARD else -1
    if raw.unit == "年":
        return _ordered(Period.of(published.year, None, None, None), _years_on(published.year, sign * raw.number))
    if raw.unit in _MONTHS:
        month = shift_months(published.year, published.month, sign * raw.number * _MONTHS[raw.unit])
        here = Period.of(published.year, published.month, published.month, None)
        return _ordered(here, Period.of(month[0], month[1], month[1], None) if month else None)
    other = shift_days(published, sign * raw.number * _DAYS[raw.unit])
    begin = shift_days(published, 1) if sign > 0 else published
    return _ordered(_day(begin), _day(other))


def distance(raw: RawTime, published: date | None, told: Period | None, told_any: bool) -> Resolved:
    """三天前 counts from the publication; 两年后 from ``told``, what the text spoke of, or from the publication where it spoke of nothing."""
    onward = raw.number > 0
    if onward and told:
        return _from(told, raw, "context")
    if published is None or (onward and told_any):
        return NOTHING
    return _from(Period(published.year, published.month, published.month, published.day), raw, "published")


def _from(base: Period, raw: RawTime, basis: Basis) -> Resolved:
    found: Period | None = None
    if raw.unit == "年":
        found = _years_on(base.year, raw.number)
    elif raw.unit in _MONTHS and base.last:
        month = shift_months(base.year, base.last, raw.number)
        found = Period.of(month[0], month[1], month[1], None) if month else None
    elif raw.unit in _DAYS and base.day and base.last:
        found = _day(shift_days(date(base.year, base.last, base.day), raw.number * _DAYS[raw.unit]))
    return (str(found), basis) if found else NOTHING


def decade(raw: RawTime, published: date | None) -> Resolved:
    """90年代: the last one that had begun; 上世纪, 本世纪: counted from the publication. ``raw.number`` is the tens, -1 without a decade."""
    if published is None:
        return NOTHING
    century = published.year // 100 * 100 - (100 if raw.word == "上" else 0)
    if raw.number < 0:
        first, length = century + 1, 99
    else:
        first, length = century + raw.number, 9
        if not raw.word and first > published.year:
            first -= 100
    ends = (first, first + length)
    return (f"{ends[0]:04}/{ends[1]:04}", "published") if all(map(valid_year, ends)) else NOTHING


def _years_on(year: int, number: int) -> Period | None:
    return Period.of(year + number, None, None, None)


def _day(day: date | None) -> Period | None:
    return Period(day.year, day.month, day.month, day.day) if day else None


def _ordered(one: Period | None, other: Period | None) -> Resolved:
    if one is None or other is None:
        return NOTHING
    first, last = sorted((str(one), str(other)))
    return (first if first == last else f"{first}/{last}"), "published"
