"""Finds times in text and takes them apart; what they refer to is decided in times.py.

Regular expressions tried at the few places where a time can begin; every one is bounded, so the whole is linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from pipelines.language.numerals import numeral_value
from pipelines.language.time_model import Point, RawTime
from pipelines.language.time_words import (
    CONTEXT_DAYS,
    CONTEXT_MONTHS,
    CONTEXT_YEARS,
    DAY_WORDS,
    EDGES,
    MONTH_WORDS,
    NOW_WORDS,
    QUARTERS,
    YEAR_WORDS,
)

_YEAR = r"(?:19|20)\d\d"
_CN_DIGIT = "[〇零○一二三四五六七八九]"
_MONTH = "(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
_DAY = "(?:3[01]|[12][0-9]|0?[1-9]|三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九])"
_MONTH_SIGN = "月(?:份)?(?![球饼嫂供租薪活均刊卡])"
_TO = r" ?(?:-{1,2}|[–~～至到]|—{1,2}) ?"
_VAGUE = "近年来?|近些年来?|近几年来?|(?:过去|未来|今后)几年"

_HEAD = re.compile(
    rf"(?P<y>{_YEAR}) ?(?:年度?|财年)|(?P<c>[一二][九〇零○]{_CN_DIGIT}{{2}}) ?年度?"
    rf"|(?P<s>\d\d) ?年(?= ?(?:年?[底末初]|[上下]半年|{_MONTH} ?月|第?[一二三四1-4]季|Q[1-4]))|(?P<z>0\d|[零〇○]{_CN_DIGIT}) ?年"
    rf"|(?P<yq>{_YEAR})(?= ?(?:Q[1-4]|H[12])(?![\dA-Za-z]))"
    r"|(?P<r>" + "|".join((*YEAR_WORDS, *CONTEXT_YEARS)) + r")度?"
)  # fmt: skip
_TAIL = re.compile(
    rf" ?(?:(?P<m1>{_MONTH})(?: ?月(?:份)?)?{_TO}(?P<m2>{_MONTH}) ?{_MONTH_SIGN}(?! ?\d+ ?[日号])"
    rf"|(?P<m>{_MONTH}) ?{_MONTH_SIGN}(?: ?(?P<d>{_DAY}) ?[日号](?![元线楼])|(?P<med>[底初末]|[上中下]旬))?"
    r"|(?P<half>[上下])半年|H(?P<h>[12])(?![\dA-Za-z])|(?P<upto>前)?第?(?P<q>[一二三四1-4])(?:个)?季度(?P<qed>末)?|Q(?P<qq>[1-4])(?![\dA-Za-z])"
    r"|前(?P<n>1[01]|[2-9]|[二两三四五六七八九十])个月|(?P<same>同期)|(?P<ed>年?[底末初中](?![期级学小东西部国央心]))|(?P<all>全年|年内|以来))"
)
_BARE = re.compile(r"(?P<half>[上下])半年|(?P<all>全年|年内)|(?P<ed>年[底末初中](?![级]))|(?P<same>同期)")
_ISO = re.compile(rf"(?P<y>{_YEAR})(?P<g>[-/.])(?P<m>1[0-2]|0?[1-9])(?P=g)(?P<d>3[01]|[12][0-9]|0?[1-9])(?![\d.])")
_ISO_MONTH = re.compile(rf"(?P<y>{_YEAR})[-/](?P<m>1[0-2]|0[1-9])(?![\d年/.-])")
_DMY = re.compile(rf"(?P<d>\d{{1,2}})(?P<g>[-/.])(?P<m>\d{{1,2}})(?P=g)(?P<y>{_YEAR})(?![\d.])")
_YEARS = re.compile(
    rf"(?P<a>{_YEAR}) ?(?:年度?)?{_TO}(?P<b>{_YEAR}|\d\d) ?年度?|(?P<s>\d\d)[-~～](?P<t>\d\d) ?年(?!来|内|的?[寿经历])"
)
_YEARS_BARE = re.compile(rf"(?P<a>{_YEAR}){_TO}(?P<b>{_YEAR})(?! ?[\d年万亿千个家台张元%A-Za-z])")
_DAY_ONLY = re.compile(rf"(?P<d>{_DAY}) ?日(?![元均产活])")
_SPAN = re.compile(
    r"(?P<w>近|过去|最近|未来|今后|后|此后)的? ?(?P<n>\d{1,3}|[一二两三四五六七八九十]{1,3}) ?(?P<u>年|个月|个季度|季度|周|天|日)(?:以?来|间|内)?"
)
_PLAN = re.compile(r"[“\"'‘「]?(?P<p>十[一二三四五六七]?|[六七八九])五[”\"'’」]?(?: ?(?P<end>期?末|末期)|期间|时期)?")
_CENTURY = re.compile(r"(?P<n>\d{1,2}|二?十[一二三四五六七八九]?)世纪(?:(?P<e>[1-9]0|[一二三四五六七八九]十)年代)?")
_WEEK = re.compile(r"(?P<w>本|这|上上?|下下?)?[个個]?(?:周|週|星期|礼拜|禮拜)(?P<d>[一二三四五六日天末])?(?![期年报转边围岁密])")
_CLOCK = re.compile(
    r"\d{1,2}[:：]\d\d(?:[:：]\d\d)?(?![\d:：])|(?:上午|下午|凌晨|早上|晚上?|中午|傍晚|晚间)\d{1,2} ?[时点](?:\d{1,2}分|半)?"
    r"|\d{1,2}时\d{1,2}分|\d{1,2}时(?=[许至起前后。，整])"
)
_EVENT = "大会|论坛|峰会|年会|博览会|展览会|研讨会|发布会|大赛|开发者|榜单?|百强|报告|白皮书|蓝皮书|行动计划|工作要点|指数|春晚|服贸会|进博会|世博会|[财年]报"
_YEAR_BEFORE = re.compile(
    rf"(?P<y>20[0-4]\d|19[89]\d)(?! ?(?:[年月日个家台张万亿千元%\d.:：,，、。；）)/-]|[A-Za-z]+/|[A-Z]{{1,5}}(?![a-z]))) ?(?=[一-鿿“《]{{1,24}}?(?:{_EVENT}))"
)
_YEAR_AFTER = re.compile(r"(?P<y>20[0-4]\d|19[89]\d)(?! ?[年月日个家台张万亿千元%\d.:：/-]| ?[A-Z]{2})")
_EVENT_END = re.compile(rf"(?:{_EVENT}) ?$")
_BEFORE_YEAR = re.compile(r"(?:^|[^达超过约近])(?:截至|到|至|自|从|于|预计) ?$")

_START = re.compile(
    "|".join(
        sorted(
            {*YEAR_WORDS, *CONTEXT_YEARS, *MONTH_WORDS, *CONTEXT_MONTHS, *DAY_WORDS, *CONTEXT_DAYS, *NOW_WORDS},
            key=len,
            reverse=True,
        )
    )
    + rf"|{_VAGUE}|上半年|下半年|全年|年内|年底|年末|年初|年中|同期|前(?=[一二三两四五六七八九十\d]个?[月季])|Q(?=[1-4])"
    + r"|[近后](?= ?[\d一二两三四五六七八九十])|过去(?=的? ?[\d一二两三四五六七八九十])|未来(?=的? ?[\d一二两三四五六七八九十])|今后(?= ?[\d一二两三四五六七八九十])"
    + r"|[本这上下]{1,2}[个個]?(?=周|週|星期|礼拜|禮拜)|(?:周|週|星期|礼拜|禮拜)(?=[一二三四五六日天末])|(?:上午|下午|凌晨|早上|晚上?|中午|傍晚|晚间)(?=\d)"
    + r"|第?[一二三四](?=个?季度)|(?<![一二三四五六七八九十〇零○])[一二三四五六七八九十〇零○]{1,8}(?= ?[年月日]|世纪)|(?:十[一二三四五六七]?|(?<=[“\"])[六七八九])(?=五)"
    + r"|(?<!\d)\d{1,4}(?!\d)(?= ?(?:[年月日号./~～至到:：时–—-]|世纪|财年|季度|[一-鿿“《]))|(?<!\d)\d{4}(?!\d)"
)
_OTHER_WORD = re.compile("目前提|同日而语|全年龄|年底薪|今日头条|明日之星|现在时|年初[一二三四五六七]")


@lru_cache(maxsize=4)
def raw_times(text: str) -> tuple[RawTime, ...]:
    """Times in document order, none overlapping another; ``text`` has its widths folded.

    The last few texts are remembered, because numbers and times are read from the same text one after the other.
    """
    return tuple(_found(text))


def _found(text: str) -> Iterator[RawTime]:
    at = 0
    while True:
        start = _START.search(text, at)
        if start is None:
            return
        found = _at(text, start.start(), start.group())
        if found is None:
            at = max(start.end(), start.start() + 1)
        else:
            yield found
            at = found.end


def _at(text: str, start: int, word: str) -> RawTime | None:
    first = word[0]
    if first.isdecimal():
        before = text[start - 1] if start else ""
        if before.isdecimal() or (before == "." and text[start - 2 : start - 1].isdecimal()):
            return None
        return _digits(text, start, word)
    if _OTHER_WORD.match(text, start):
        return None
    if word in DAY_WORDS or word in CONTEXT_DAYS:
        return RawTime(start, start + len(word), "day", word=word)
    if word in MONTH_WORDS or word in CONTEXT_MONTHS:
        return _month_word(text, start, word)
    if first in "近过最未后今" and (span := _SPAN.match(text, start)):
        return _span(text, start, span)
    if word in NOW_WORDS:
        ends = start + len(word)
        return (
            None if word == "最近" and text.startswith(("的", "一", "距", "接"), ends) else RawTime(start, ends, "now", word=word)
        )
    if "几年" in word or word.startswith(("近年", "近些年")):
        return RawTime(start, start + len(word), "vague", word=word)
    if first in "本这上下周週星礼禮" and (week := _WEEK.match(text, start)):
        return (
            RawTime(start, week.end(), "week", word=week.group(), number=_week(week), unit=week["d"] or "")
            if week["w"] or week["d"]
            else None
        )
    if first in "上下凌早晚中傍" and (clock := _CLOCK.match(text, start)):
        return RawTime(start, clock.end(), "clock")
    return _dated(text, start) or _plan(text, start)


def _digits(text: str, start: int, word: str) -> RawTime | None:
    """A time that begins with an Arabic digit."""
    latin = start > 0 and (text[start - 1].isascii() and text[start - 1].isalpha() or text[start - 1] in "-/")
    if not latin and len(word) == 4:
        found = _YEARS.match(text, start) or _YEARS_BARE.match(text, start)
        if found:
            return _years(start, found)
        iso = _ISO.match(text, start) or _ISO_MONTH.match(text, start)
        if iso:
            return _iso(start, iso)
    if (
        not latin
        and len(word) == 2
        and (found := _YEARS.match(text, start))
        and found["s"]
        and 15 <= int(found["s"]) < int(found["t"]) <= 40
    ):
        return _years(start, found)
    found_time = _dated(text, start)
    if found_time:
        return found_time
    if not latin and len(word) <= 2 and ((dmy := _DMY.match(text, start)) or (dmy := _CLOCK.match(text, start))):
        return RawTime(start, dmy.end(), "clock") if dmy.re is _CLOCK else _iso(start, dmy)
    if len(word) == 4 and not latin:
        return _bare_year(text, start)
    return None


def _bare_year(text: str, start: int) -> RawTime | None:
    """2024中国算力大会, 全联接大会 2018, 到2025将: four digits that name a year without 年."""
    before = text[max(0, start - 6) : start]
    found = _YEAR_BEFORE.match(text, start)
    if not found and (_EVENT_END.search(before) or _BEFORE_YEAR.search(before)):
        found = _YEAR_AFTER.match(text, start)
    return RawTime(start, start + 4, "point", Point(year=int(found["y"]))) if found else None


def _years(start: int, found: re.Match[str]) -> RawTime | None:
    groups = found.groupdict()
    first = groups["a"] or "20" + groups["s"]
    last = groups["b"] or "20" + groups["t"]
    last = first[:2] + last if len(last) == 2 else last
    if int(last) <= int(first):
        return None
    return RawTime(start, found.end(), "range", Point(year=int(first)), Point(year=int(last)))


def _iso(start: int, found: re.Match[str]) -> RawTime | None:
    groups = found.groupdict()
    month, day = int(groups["m"]), int(groups["d"]) if groups.get("d") else None
    if month > 12 and day is not None:
        month, day = day, month
    if not 1 <= month <= 12 or (day is not None and not 1 <= day <= 31):
        return None
    return RawTime(start, found.end(), "point", Point(year=int(groups["y"]), first=month, last=month, day=day))


def _span(text: str, start: int, found: re.Match[str]) -> RawTime | None:
    if found["w"] in "近后" and start and text[start - 1] in "最附临靠相先然此背前":
        return None
    number = numeral_value(found["n"])
    return None if not number else RawTime(start, found.end(), "span", word=found["w"], number=int(number), unit=found["u"])


def _week(found: re.Match[str]) -> int:
    word = found["w"] or ""
    return word.count("下") - word.count("上")


def _month_word(text: str, start: int, word: str) -> RawTime:
    ends = start + len(word)
    day = _DAY_ONLY.match(text, ends)
    edge = text[ends : ends + 1] if text[ends : ends + 1] in ("底", "初", "末") else ""
    return RawTime(start, day.end() if day else ends + len(edge), "point", Point(word=word, day=_int(day["d"]) if day else None))


def _plan(text: str, start: int) -> RawTime | None:
    """“十四五” and centuries; both are ranges of years by the calendar of plans (the 6th ran 1981 to 1985)."""
    if start and text[start - 1] in "“\"'‘「":
        start -= 1
    plan = _PLAN.match(text, start)
    if (
        plan
        and (plan.group()[0] in "“\"'‘「" or plan["p"] != "十")
        and text[plan.end() : plan.end() + 1] not in tuple("年个家台月日万亿%")
    ):
        number = int(numeral_value(plan["p"]) or 0)
        last = 1985 + 5 * (number - 6)
        ends = RawTime(start, plan.end(), "point", Point(year=last))
        return ends if plan["end"] else replace(ends, kind="range", a=Point(year=last - 4), b=Point(year=last))
    century = _CENTURY.match(text, start)
    if century:
        number = _int(century["n"])
        decade = _int(century["e"]) if century["e"] else None
        first, last = (
            (100 * (number - 1) + decade, 100 * (number - 1) + decade + 9) if decade else (100 * (number - 1) + 1, 100 * number)
        )
        return RawTime(start, century.end(), "range", Point(year=first), Point(year=last)) if number else None
    return None


def _dated(text: str, start: int) -> RawTime | None:
    """A point with year, months or day, and a range if another follows."""
    first = _point(text, start)
    if first is None:
        century = _CENTURY.match(text, start)
        return _plan(text, start) if century else None
    point, end = first
    to = _SEPARATOR.match(text, end)
    second = _point(text, to.end()) if to and not point.same else None
    if second and _follows(point, second[0]):
        return RawTime(start, second[1], "range", point, second[0])
    return RawTime(start, end, "point", point)


_SEPARATOR = re.compile(_TO)


def _follows(first: Point, second: Point) -> bool:
    if second.year is not None:
        return first.year is not None and second.year >= first.year
    if second.word is not None:
        return first.word in YEAR_WORDS and second.word in YEAR_WORDS
    return second.first is not None or (second.day is not None and first.day is not None)


def _point(text: str, start: int) -> tuple[Point, int] | None:
    head = _HEAD.match(text, start)
    if head and not (head["z"] and start and text[start - 1].isdecimal()):
        point = _headed(head)
        tail = _TAIL.match(text, head.end())
        if tail is None:
            return point, head.end()
        return _tailed(point, tail), tail.end()
    tail = _TAIL.match(text, start)
    if tail and not tail["all"] and not (tail["ed"] and not tail["ed"].startswith("年")) and text[start] != " ":
        return _tailed(Point(), tail), tail.end()
    bare = _BARE.match(text, start)
    if bare:
        return _tailed(Point(), bare), bare.end()
    day = _DAY_ONLY.match(text, start)
    if day and day["d"][0].isdecimal():
        return Point(day=_int(day["d"])), day.end()
    return None


def _headed(head: re.Match[str]) -> Point:
    if head["r"]:
        return Point(word=head["r"])
    if head["y"] or head["yq"]:
        return Point(year=int(head["y"] or head["yq"]))
    if head["c"]:
        return Point(year=_int(head["c"]))
    return Point(year=2000 + _int(head["s"] or head["z"]))


def _tailed(point: Point, tail: re.Match[str]) -> Point:
    groups = tail.groupdict()
    if groups.get("m1"):
        return replace(point, first=_int(groups["m1"]), last=_int(groups["m2"]))
    if groups.get("m"):
        month = _int(groups["m"])
        return replace(point, first=month, last=month, day=_int(groups["d"]) if groups["d"] else None)
    half = {"上": 1, "下": 2}.get(groups.get("half") or "") or int(groups.get("h") or 0)
    if half:
        return replace(point, first=6 * half - 5, last=6 * half)
    quarter = QUARTERS.get(groups.get("q") or groups.get("qq") or "")
    if quarter:
        last = 3 * quarter
        return replace(point, first=last if groups.get("qed") else 1 if groups.get("upto") else last - 2, last=last)
    if groups.get("n"):
        return replace(point, first=1, last=_int(groups["n"]))
    if groups.get("ed"):
        month = EDGES[groups["ed"][-1]]
        return replace(point, first=month, last=month)
    return replace(point, same=bool(groups.get("same")))


def _int(text: str) -> int:
    return int(numeral_value(text) or 0)
