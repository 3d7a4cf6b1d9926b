"""Times that count from another: 近三年, 未来两天, 三年前, 上周五, 90年代, “十四五”末."""

from __future__ import annotations

import re

from pipelines.language.times.time_model import Point, RawTime
from pipelines.language.times.time_points import TO, to_int

_NUMBER = r"\d{1,3}|[一二两三四五六七八九十]{1,3}"
_UNIT = r"年(?![期级限])|个月|个?季度|周(?!岁|年)|个?星期|天|日"
_SPAN = re.compile(
    r"(?P<w>近|过去|最近|未来|今后|接下来|后|此后|其后)的? ?"
    rf"(?:(?:(?P<m>\d{{1,2}}|[一二两三四五六七八九十]){TO})?(?P<n>{_NUMBER}) ?(?P<u>{_UNIT})|(?P<half>半年))(?:以?来|间|内)?"
)
_COMING = re.compile(r"(?P<n>\d{1,2}|[一二三四五六七八九十]{1,3}) ?(?P<u>年|个月|天)以?来(?![说看])|(?P<half>半年)以?来")
_DISTANCE = re.compile(
    r"(?P<n>\d{1,2}|[一二两三四五六七八九十]{1,3}) ?(?P<u>年|个月|周|个?星期|天)"
    r"(?:(?P<ago>[之以]?前)(?![期景沿瞻端往列述台五十三两个\d])|(?P<on>[之以]?[后後]))"
)
_PLAN = re.compile(
    r"[“\"'‘「]?(?P<p>十[一二三四五六七]?|[六七八九])五[”\"'’」]?(?: ?(?:(?P<end>期?末|末期|收官之年)|(?P<begin>初期?|开局之年)|(?P<side>[前后])(?P<n>[两三四2-4])年|期间|时期))?"
)
_CENTURY = re.compile(
    r"(?:(?P<n>\d{1,2}|二?十[一二三四五六七八九]?)|(?P<w>[上本]))个?世纪(?:(?P<e>[1-9]0|[一二三四五六七八九]十)年代)?"
)
_DECADE = re.compile(r"(?P<y>(?:19|20)\d0) ?年代|(?P<e>[1-9]0|[一二三四五六七八九]十)年代")
_WEEK = re.compile(
    r"(?P<w>本|这|上上?|下下?)?(?:[一個个]個?个?)?(?:周|週|星期|礼拜|禮拜)(?P<d>[一二三四五六日末]|天(?!气))?(?![期年报转边围岁密身])"
)


def span(text: str, start: int) -> RawTime | None:
    """近5年, 未来3-5年, 近半年, 五年来: a stretch up to the publication or on from it."""
    coming = _COMING.match(text, start)
    if coming:
        if text[max(0, start - 1) : start] in frozenset("近去第每几数十百千0123456789.年"):
            return None
        unit, number = (coming["u"], to_int(coming["n"])) if coming["u"] else ("个月", 6)
        return RawTime(start, coming.end(), "span", word="近", number=number, unit=unit) if number else None
    found = _SPAN.match(text, start)
    if found is None:
        return None
    before = text[max(0, start - 1) : start]
    if found["w"] == "近" and before in tuple("最附临靠相接将") or found["w"] == "后" and before and before.isalnum():
        return None
    number = 6 if found["half"] else to_int(found["n"])
    unit = "个月" if found["half"] else found["u"].removeprefix("个") if "星期" in found["u"] else found["u"]
    return RawTime(start, found.end(), "span", word=found["w"], number=number, unit=unit) if number else None


def distance(text: str, start: int) -> RawTime | None:
    """三天前, 两年后: a point that far before the publication, or after the time spoken of."""
    found = _DISTANCE.match(text, start)
    if found is None:
        return None
    number, before = to_int(found["n"]), text[max(0, start - 1) : start]
    if not number or found["n"][0] == "0" or before in frozenset("近第每几数百千万余多提满前后至到-~—.0123456789"):
        return None
    if found["u"] == "年" and found["n"].isdecimal() and number > 9 and number % 10:
        return None  # 25年前: that many years ago, or before 2025
    if found["on"] and before and before not in "，,。；;：:、\n（( 将在于":
        return None  # 运行三年后 counts from what the verb says
    unit = found["u"].removeprefix("个") if "星期" in found["u"] else found["u"]
    return RawTime(start, found.end(), "distance", number=-number if found["ago"] else number, unit=unit)


def week(text: str, start: int) -> RawTime | None:
    """上周五, 本周, 上上个周三, 星期一, 周末; not 每周一, 周期, 一周."""
    found = _WEEK.match(text, start)
    if found is None or not (found["w"] or found["d"]) or text[max(0, start - 1) : start] in ("每", "逢"):
        return None
    if not found["w"] and text[max(0, start - 1) : start] in frozenset("一二两三四五六七八九十几数每0123456789"):
        return None
    word = found["w"] or ""
    return RawTime(
        start, found.end(), "week", word=found.group(), number=word.count("下") - word.count("上"), unit=found["d"] or ""
    )


def plan(text: str, start: int) -> RawTime | None:
    """“十四五” and its parts: ranges of years by the calendar of plans (the 6th ran 1981 to 1985)."""
    if start and text[start - 1] in "“\"'‘「":
        start -= 1
    found = _PLAN.match(text, start)
    if (
        found is None
        or (found.group()[0] not in "“\"'‘「" and found["p"] == "十")
        or text[found.end() : found.end() + 1] in _NO_PLAN
    ):
        return None
    last = 1985 + 5 * (to_int(found["p"]) - 6)
    first = last - 4
    if found["end"] or found["begin"]:
        return RawTime(start, found.end(), "point", Point(year=last if found["end"] else first))
    if found["side"]:
        count = to_int(found["n"])
        first, last = (first, first + count - 1) if found["side"] == "前" else (last - count + 1, last)
    return RawTime(start, found.end(), "range", Point(year=first), Point(year=last))


_NO_PLAN = frozenset("年个家台月日万亿%点度")


def century(text: str, start: int) -> RawTime | None:
    """21世纪, 20世纪90年代, 上世纪80年代, 1990年代, 90年代. ``number`` of a decade is its tens, ``word`` 上 or 本 the century's."""
    found = _CENTURY.match(text, start)
    if found is None:
        return _decade(text, start)
    tens = to_int(found["e"]) if found["e"] else None
    if found["w"]:
        return RawTime(start, found.end(), "decade", word=found["w"], number=-1 if tens is None else tens)
    number = to_int(found["n"])
    if not number:
        return None
    first = 100 * (number - 1) + (1 if tens is None else tens)
    return RawTime(start, found.end(), "range", Point(year=first), Point(year=first + (99 if tens is None else 9)))


def _decade(text: str, start: int) -> RawTime | None:
    found = _DECADE.match(text, start)
    if found is None:
        return None
    if found["y"]:
        return RawTime(start, found.end(), "range", Point(year=int(found["y"])), Point(year=int(found["y"]) + 9))
    if text[max(0, start - 1) : start].isdecimal():
        return None
    return RawTime(start, found.end(), "decade", number=to_int(found["e"]))
