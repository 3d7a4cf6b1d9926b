"""Finds times in text and takes them apart; what they refer to is decided in times.py.

Regular expressions tried at the few places where a time can begin; every one is bounded, so the whole is linear in the text.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache

from pipelines.language.times.time_counted import century, distance, plan, span, week
from pipelines.language.times.time_fiscal import ended, fiscal_quarter
from pipelines.language.times.time_latin import latin_point
from pipelines.language.times.time_model import Point, RawTime
from pipelines.language.times.time_points import to_int
from pipelines.language.times.time_ranges import dated, day_month_year, years
from pipelines.language.times.time_words import (
    CONTEXT_DAYS,
    CONTEXT_MONTHS,
    CONTEXT_QUARTERS,
    CONTEXT_YEARS,
    DAY_WORDS,
    FISCAL_WORDS,
    MONTH_WORDS,
    NOW_WORDS,
    OTHER_WORDS,
    QUARTER_WORDS,
    VAGUE_WORDS,
    YEAR_WORDS,
)

_CLOCK = re.compile(
    r"\d{1,2}[:：]\d\d(?:[:：]\d\d)?(?![\d:：])|(?:上午|下午|凌晨|早上|晚上?|中午|傍晚|晚间)\d{1,2} ?[时点](?:\d{1,2}分|半)?"
    r"|\d{1,2}时\d{1,2}分|\d{1,2}时(?=[许至起前后。，整])"
)
_MONTH_DAY = re.compile(r"(?P<m>1[0-2]|0?[1-9])/(?P<d>3[01]|[12]\d|0?[1-9])(?=[ \t]*(?:$|\n|[（(](?:周|星期)))")
_EVENT = "大会|论坛|峰会|年会|博览会|展览会|研讨会|发布会|大赛|开发者|榜单?|百强|报告|白皮书|蓝皮书|行动计划|工作要点|指数|春晚|服贸会|进博会|世博会|[财年]报"
_YEAR_BEFORE = re.compile(
    rf"(?P<y>20[0-4]\d|19[89]\d)(?! ?(?:[年月日个家台张万亿千元%\d.:：,，、。；）)/-]|[A-Za-z]+/|[A-Z]{{1,5}}(?![a-z]))) ?(?=[一-鿿“《]{{1,24}}?(?:{_EVENT}))"
)
_YEAR_AFTER = re.compile(r"(?P<y>20[0-4]\d|19[89]\d)(?! ?[年月日个家台张万亿千元%\d.:：/-]| ?[A-Z]{2})")
_YEAR_LISTED = re.compile(
    r"(?P<y>20[0-4]\d|19[89]\d)(?= ?[、和与及](?: ?(?:20[0-4]\d|19[89]\d) ?[、和与及]){0,5} ?(?:20[0-4]\d|19[89]\d) ?年)"
)
_EVENT_END = re.compile(rf"(?:{_EVENT}) ?$")
_BEFORE_YEAR = re.compile(r"(?:^|[^达超过约近])(?:截至|到|至|自|从|于|预计) ?$")
_DAY_AFTER = re.compile(r"(?P<d>\d{1,2}) ?[日号]")
_DAYS_AFTER = re.compile(r"(?P<d>\d{1,2}) ?[日号]? ?(?:至|到|[-–~～—]{1,2}) ?(?P<e>\d{1,2}) ?[日号]")
_EDGE_OF_MONTH = re.compile("[底初末]|[上中下]{1,2}旬")
_PLAIN = {**MONTH_WORDS, **CONTEXT_MONTHS}
_DAYS = {**DAY_WORDS, **CONTEXT_DAYS}
_QUARTERS = {**QUARTER_WORDS, **CONTEXT_QUARTERS}

# first character, and what must follow: a time can begin nowhere else
_CN = "一二两三四五六七八九十〇零○"
_OPENINGS = (
    ("上下", "半年"), ("全", "年"), ("年", "[内底末初终中]|岁末"), ("岁", "末"), ("同", "期"), ("半", "年[报来]"),
    ("前", rf"(?=[{_CN}首\d]{{1,2}}个?[月季])"), ("Q", "(?=[1-4])"), ("H", "(?=[12] ?20)"), ("F", "(?=Y ?[0-4])"), ("第", "(?=[一二三四1-4]个?[季财])"),
    ("近后", rf"(?= ?[\d{_CN}半])"), ("过", rf"去(?=的? ?[\d{_CN}半])"), ("未", rf"来(?=的? ?[\d{_CN}半])"), ("今", rf"后(?= ?[\d{_CN}])"),
    ("此其", rf"后(?= ?[\d{_CN}])"), ("接", rf"下来(?=的? ?[\d{_CN}])"), ("首", "季"), ("月", "[底末]|初(?!步)"),
    ("本这上下", "[上下]?[一个個]?個?个?(?:周|週|星期|礼拜|禮拜)"), ("周週", "[一二三四五六日天末]"), ("星", "期[一二三四五六日天]"), ("礼禮", "拜[一二三四五六日天]"),
    ("上本", "个?世纪"), ("上下凌早晚中傍", r"(?:午|晨|上|晚|间)?(?=\d)"), ("’'", r"(?=[0-4]\d ?年)"),
    ("六七八九", "(?=五[”\"'’」])"), ("十", "[一二三四五六七]?(?=五[^年月日])"),
    (_CN, rf"(?<![{_CN}][{_CN}])[{_CN}]{{0,7}}(?= ?(?:[年月日号天周]|个?月|个?星期|个?季|财季|世纪|[、至到～~—-]))"),
    ("0123456789", r"(?<!\d\d)\d?(?!\d)(?= ?(?:[年月日号天周./~～、至到:：时–—-]|个?月|个?星期|世纪|财年|[QH]\d))"),
    ("12", r"(?<!\d\d)(?:\d{3}(?!\d)|0\d{4}(?:\d\d)?(?!\d))"),
)  # fmt: skip


def _start() -> re.Pattern[str]:
    """All openings behind one class of first characters, which the engine scans for quickly."""
    rests: dict[str, list[str]] = defaultdict(list)
    words: Iterable[str] = {
        *YEAR_WORDS, *CONTEXT_YEARS, *_PLAIN, *_DAYS, *_QUARTERS, *NOW_WORDS, *VAGUE_WORDS, *FISCAL_WORDS,
    }  # fmt: skip
    for word in sorted(words, key=lambda w: (-len(w), w)):
        rests[word[0]].append(word[1:])
    branches = [f"(?<={first})(?:{'|'.join(rest)})" for first, rest in sorted(rests.items())]
    branches += [f"(?<=[{firsts}])(?:{rest})" for firsts, rest in _OPENINGS]
    firsts = "".join(sorted({*rests, *"".join(firsts for firsts, _ in _OPENINGS)}))
    return re.compile(f"[{firsts}](?:{'|'.join(branches)})")


_START = _start()


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
            # a word of another word gives way at once: 上周四至今日
            at = start.start() + 1 if start.group() in NOW_WORDS else start.end()
        else:
            found = ended(text, found) or found
            yield found
            at = found.end


def _at(text: str, start: int, word: str) -> RawTime | None:
    first = word[0]
    if first.isdecimal():
        return _digits(text, start, word)
    if text.startswith(OTHER_WORDS, start):
        return None
    closed = _word(text, start, word)
    if closed:
        return closed
    if first in "近过最未后今此其接" and (found := span(text, start)):
        return found
    if first in "本这上下周週星礼禮" and (found := week(text, start)):
        return found
    if first in "上下凌早晚中傍" and (clock := _CLOCK.match(text, start)):
        return RawTime(start, clock.end(), "clock")
    if first in "QHF":
        return dated(text, start, latin_point(text, start))
    if first == "月":
        return _edge_of_month(text, start)
    return _counted(text, start) or dated(text, start) or plan(text, start) or fiscal_quarter(text, start)


def _counted(text: str, start: int) -> RawTime | None:
    """What begins with a numeral and counts: 五年来, 三天前, 90年代."""
    return span(text, start) or distance(text, start) or century(text, start)


def _word(text: str, start: int, word: str) -> RawTime | None:
    """A time that begins with a word of a closed class, years excepted."""
    end = start + len(word)
    if word in _DAYS:
        return RawTime(start, end, "day", word=word)
    if word in _PLAIN:
        return _month_word(text, start, word)
    if word in _QUARTERS:
        edge = text[end : end + 1] in ("末", "底")
        return RawTime(start, end + edge, "point", Point(word=word, last=3 if edge else None))
    if word in NOW_WORDS:
        of_place = word == "最近" and text.startswith(("的", "一", "距", "接"), end)
        counted = word == "日前" and start > 0 and (text[start - 1].isdecimal() or text[start - 1] in _CN)
        return span(text, start) or (None if of_place or counted else RawTime(start, end, "now", word=word))
    if word in VAGUE_WORDS:
        return RawTime(start, end, "vague", word=word)
    return RawTime(start, end, "fiscal", word=word) if word in FISCAL_WORDS else None


def _digits(text: str, start: int, word: str) -> RawTime | None:
    """A time that begins with an Arabic digit."""
    before = text[start - 1] if start else ""
    if before.isdecimal() or (before == "." and text[start - 2 : start - 1].isdecimal()):
        return None
    latin = before != "" and (before.isascii() and before.isalpha() or before in "-/")
    after = text[start + len(word) : start + len(word) + 2].lstrip()[:1]
    if latin and len(word) == 4 and after in ("-", "/", "."):
        return None
    if not latin and len(word) in (2, 4) and (found := years(text, start)):
        return found
    if not latin and after in ("Q", "H") and (quarter := latin_point(text, start)):
        return dated(text, start, quarter)
    found = (_counted(text, start) if len(word) < 3 or after == "年" else None) or dated(text, start)
    if found or latin:
        return found
    if len(word) <= 2:
        if clock := _CLOCK.match(text, start):
            return RawTime(start, clock.end(), "clock")
        return day_month_year(text, start) or _month_day(text, start)
    return _bare_year(text, start) if len(word) == 4 else None


def _month_day(text: str, start: int) -> RawTime | None:
    """12/1 alone on its line or with its weekday in brackets; anywhere else two numbers with a stroke are something else."""
    found = _MONTH_DAY.match(text, start)
    alone = start == 0 or text[start - 1] == "\n"
    if found is None or not (alone or text[found.end() : found.end() + 1] in ("（", "(")):
        return None
    return RawTime(start, found.end(), "point", Point(first=int(found["m"]), last=int(found["m"]), day=int(found["d"])))


def _bare_year(text: str, start: int) -> RawTime | None:
    """2024中国算力大会, 全联接大会 2018, 到2025将, 2023、2024年: four digits that name a year without 年."""
    before = text[max(0, start - 6) : start]
    found = _YEAR_BEFORE.match(text, start) or _YEAR_LISTED.match(text, start)
    if not found and (_EVENT_END.search(before) or _BEFORE_YEAR.search(before)):
        found = _YEAR_AFTER.match(text, start)
    return RawTime(start, start + 4, "point", Point(year=int(found["y"]))) if found else None


def _month_word(text: str, start: int, word: str) -> RawTime:
    end = start + len(word)
    days = _DAYS_AFTER.match(text, end)
    if days:
        return RawTime(start, days.end(), "range", Point(word=word, day=to_int(days["d"])), Point(day=to_int(days["e"])))
    day = _DAY_AFTER.match(text, end)
    if day:
        return RawTime(start, day.end(), "point", Point(word=word, day=to_int(day["d"])))
    edge = _EDGE_OF_MONTH.match(text, end)
    return RawTime(start, edge.end() if edge else end, "point", Point(word=word))


def _edge_of_month(text: str, start: int) -> RawTime | None:
    """月底, 月初: of the month of publication; 3个月末 and 每月底 are something else."""
    if start and (text[start - 1] in "个每数几各" or text[start - 1].isdecimal() or text[start - 1] in _CN):
        return None
    return RawTime(start, start + 2, "point", Point(word="本月"))
