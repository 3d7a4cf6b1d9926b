"""Years, halves, quarters, months and days, taken apart: 2024年上半年, 去年的10月, 8月15, 2024.1.1, 一季度末.

Each function matches at one place and returns what stands there with its end, or None. All patterns are bounded.
"""

from __future__ import annotations

import re
from dataclasses import replace

from pipelines.language.numbers.numerals import numeral_value
from pipelines.language.times.time_model import Point
from pipelines.language.times.time_words import CONTEXT_YEARS, EDGES, LUNAR, QUARTERS, YEAR_WORDS

YEAR = r"(?:19|20)\d\d"
TO = r" ?(?:-{1,2}|[–~～至到]|—{1,2}) ?"
_CN_DIGIT = "[〇零○一二三四五六七八九]"
_MONTH = "(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九元])"
_DAY = "(?:3[01]|[12][0-9]|0?[1-9]|三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九])"
_MONTH_SIGN = "月(?:份)?(?![球饼嫂供租薪活均刊卡亮龄])"
_MONTHS_IN_A_ROW = (
    "|".join(f"{m}、{m + 1}" for m in range(1, 12)) + "|一、二|二、三|三、四|四、五|五、六|六、七|七、八|八、九|九、十"
)
_IN_A_ROW = "|".join(f"(?<={a})、(?={b})" for a, b in ("一二", "二三", "三四", "12", "23", "34"))
_EDGE = "(?:底(?![层座线部价蕴稿盘])|末(?![端代])|终(?![端止身点于究])|初(?![步创始心审级中衷次])|中(?![期级学小东西部国美欧日韩俄央心标签止断等药报午秋间]))"
_QUARTER = r"(?:[一二两三四1-4]个?季(?:度|报|(?=[，。、 ]|$))|首季)"

_HEAD = re.compile(
    rf"(?P<y>{YEAR}) ?(?:年度?|(?P<fiscal>财年度?))(?!代)|(?P<c>[一二]{_CN_DIGIT}{{3}}) ?年度?(?!代)|(?P<three>[一二三四五六七八九]{_CN_DIGIT}{{2}})年(?={_MONTH}月)"
    rf"|[’'](?P<q>[0-4]\d) ?年|(?P<z>0\d|[零〇○]{_CN_DIGIT}) ?年"
    rf"|(?P<s>\d\d) ?年(?= ?(?:年?[底末初]|[上下]半年|全年|同期|半年(?:度|报(?!酬))|[前第]?{_QUARTER}|{_MONTH} ?月|Q[1-4]))"
    rf"|(?P<bare>{YEAR})(?= ?(?:[上下]半年|半年(?:度|报(?!酬))|全年|岁末|[前第]?{_QUARTER}))"
    r"|(?P<r>" + "|".join(sorted((*YEAR_WORDS, *CONTEXT_YEARS), key=len, reverse=True)) + r")度?"
)  # fmt: skip
_TAIL = re.compile(
    rf" ?的?(?:(?P<row>{_MONTHS_IN_A_ROW}) ?{_MONTH_SIGN}"
    rf"|(?P<m1>{_MONTH})(?: ?月(?:份)?)?{TO}(?P<m2>{_MONTH}) ?{_MONTH_SIGN}(?! ?\d+ ?[日号])"
    rf"|(?P<m>{_MONTH}) ?{_MONTH_SIGN}"
    rf"(?: ?(?P<d>{_DAY})(?: ?[日号](?![元线楼均])|(?=(?:{TO}|、){_DAY} ?[日号]))|(?P<med>[底初末]|[上中下]{{1,2}}旬))?"
    r"|(?P<half>[上下])半年(?P<hed>末)?|(?P<mid>半年(?:度|报(?!酬))|中报)|(?P<nine>三季报)"
    rf"|第?(?P<q1>[一二三1-3])(?:季度)?(?:{TO}|(?:{_IN_A_ROW}))(?P<q2>[二三四2-4])季度"
    rf"|(?P<upto>前)?第?(?P<q>(?={_QUARTER}).)个?季[度报]?(?P<qed>末)?|Q(?P<qq>[1-4])(?![\dA-Za-z])|H(?P<h>[12])(?![\dA-Za-z])"
    r"|前(?P<n>1[01]|[2-9]|十一|[二两三四五六七八九十])个?月|(?P<same>同期(?!声)|同月(?=[^份]))|(?P<fq>第?[一二三四1-4]财季)"
    rf"|(?P<ed>[年岁]?{_EDGE})|(?P<all>全年|年内|以来))"
)  # fmt: skip
_CN_DAY = re.compile(rf"(?P<m>十[一二]?|[一二三四五六七八九])月(?P<d>{_DAY}(?<!\d))(?=[，。；、,;）)的那 ]|$)")
_BARE = re.compile(
    rf"(?P<half>[上下])半年(?P<hed>末)?|(?P<mid>半年报(?!酬))|(?P<all>全年|年内)|(?P<ed>[年岁]{_EDGE})|(?P<same>同期(?!声))"
)
# 一年中, 3年内, 每年中 are no 年中 and no 年内
_COUNTED = frozenset("一二两三四五六七八九十百千半几数多余每近往历个0123456789")
_DAY_ONLY = re.compile(
    rf"(?P<d>\d{{1,2}}|{_DAY}) ?(?:日(?!元|均|产|活|内|后|龄|游|线|年化|志|程|用|子|夜|落|照|报(?![道告]))"
    r"|号(?=[，。；、,;）) ～~至到-]|$|上午|下午|凌晨|中午|早|晚|起|前(?!面)|在|将|于|举行|召开|发布|开幕|开始|正式|宣布|上市|公布|那天|当天|就|也|回|来|去))"
)
_NO_DAY_BEFORE = re.compile(r"(?:[第每近共满逾超约达期隔前后续多.．~～–—+×xX*/〔〕\]】号A-Za-z-]|时隔)\s?$")
_ONE_QUARTER = re.compile("[^两]季[度报]")
_DAY_JOINED = re.compile(rf"(?P<d>\d{{1,2}}|{_DAY}) ?[日号](?![元线楼])")
_BEFORE_NUMBER = frozenset(["", *"，,。；;：:、（( \n于在从自到至月-–—~～"])
_ISO = re.compile(rf"(?P<y>{YEAR})(?P<g>[-/.])(?P<m>1[0-2]|0?[1-9])(?P=g)(?P<d>3[01]|[12][0-9]|0?[1-9])(?![\d.])")
_ISO_SPACED = re.compile(rf"(?P<y>{YEAR}) (?P<m>0[1-9]|1[0-2]) (?P<d>[0-2]\d|3[01])(?![\d.,%]| ?[万亿])")
_ISO_MONTH = re.compile(rf"(?P<y>{YEAR})[-/](?P<m>1[0-2]|0[1-9])(?![\d年/.-])")
_DOT_MONTH = re.compile(
    rf"(?P<y>{YEAR})\.(?P<m>1[0-2]|0[1-9])(?:(?<=[（(]\d{{4}}\.\d\d)(?=[）)])|(?={TO}{YEAR}\.(?:1[0-2]|0[1-9])(?!\d)))"
)
_MONTH_AFTER_BY = re.compile(rf"(?P<y>{YEAR})\.?(?P<m>1[0-2]|0[1-9])(?P<d>[0-2]\d|3[01])?(?![\d.点元])")
_ISO_MARKS = frozenset("-/. 0123456789")
_BY = re.compile(r"截[至止]到? ?$|20\d\d\.\d\d[-–~～至到—]$")
_NOT_YEAR_BEFORE = re.compile(r"(?:近|逾|超|超过|长达|历时|距今|已有)$")
_NOT_YEAR_AFTER = re.compile(r"年的?(?:历史|寿命|之久|文明)")


def point(text: str, start: int) -> tuple[Point, int] | None:
    """A year with what follows it, or a half, quarter, month, day or edge of the year without one."""
    head = _HEAD.match(text, start)
    if head and not _counts_years(text, head):
        return _lunar(text, start, *_after_head(text, head))
    tail = _TAIL.match(text, start)
    if tail and text[start] not in " 的" and not (tail["all"] or tail["fq"] or tail["ed"] and tail["ed"][0] not in "年岁"):
        return None if _counted(text, start, tail) else _lunar(text, start, *_with_tail(Point(), tail))
    bare = _BARE.match(text, start)
    if bare:
        counted = bare.group()[0] in "年岁" and text[max(0, start - 1) : start] in _COUNTED
        return None if counted else _with_tail(Point(), bare)
    return bare_day(text, start)


def _after_head(text: str, head: re.Match[str]) -> tuple[Point, int]:
    begun = _headed(head)
    if head["c"] and (day := _CN_DAY.match(text, head.end())):
        month = to_int(day["m"])
        return replace(begun, first=month, last=month, day=to_int(day["d"])), day.end()
    tail = _TAIL.match(text, head.end())
    if tail is None or (tail.group().lstrip()[0] == "的" and (tail["ed"] or tail["all"])):
        return begun, head.end()
    if tail["fq"] or (head["fiscal"] and not tail["m"]):
        return replace(begun, fiscal=True), tail.end()  # a quarter of a company's year: which months it means, the company knows
    return _with_tail(begun, tail)


def _headed(head: re.Match[str]) -> Point:
    if head["r"]:
        return Point(word=head["r"])
    if head["y"] or head["bare"]:
        return Point(year=int(head["y"] or head["bare"]), fiscal=bool(head["fiscal"]))
    if head["c"] or head["three"]:
        return Point(year=to_int(head["c"] or head["three"]))
    return Point(year=2000 + to_int(head["s"] or head["q"] or head["z"]))


def _counts_years(text: str, head: re.Match[str]) -> bool:
    """Is it a number of years or a part of another word: 近2000年, 2000年的历史, 107年, 提前一年?"""
    start = head.start()
    before = text[start - 1] if start else ""
    if head["z"] or head["s"]:
        return before.isdecimal() or before in tuple("十百千万亿点.")
    if head["r"]:
        return head["r"] == "前一年" and before in tuple("提以之目年")
    if head["y"] is None:
        return False
    return (
        _NOT_YEAR_BEFORE.search(text, max(0, start - 3), start) is not None or _NOT_YEAR_AFTER.match(text, start + 4) is not None
    )


def _counted(text: str, start: int, tail: re.Match[str]) -> bool:
    """Is a month or quarter without a year a number of them, or every one: 近一月, 每一季度, 每年3月; or of a year not read?"""
    before = text[max(0, start - 1) : start]
    if tail["ed"]:
        return before in _COUNTED
    if tail["same"]:
        return before in tuple("史年往")
    if tail["upto"] or tail["n"]:
        return before in tuple("提此之以")
    if tail["q"] and tail["q"] != "首" and not tail.group().startswith("第") and not _ONE_QUARTER.match(tail.group()):
        return True
    if before == "年":
        return True  # 神龙元年十一月: of a year that is not read
    if before in tuple("上下前后") and not tail.group()[0].isdecimal():
        return True
    return before in tuple("每近这那第几数半满隔首连续") or text.endswith(("每年", "每月"), 0, start)


def _lunar(text: str, start: int, found: Point, end: int) -> tuple[Point, int]:
    """A date by the lunar calendar keeps its year alone, where it has one: its months are others."""
    if found.first is None or not text.startswith(LUNAR, max(0, start - 2)):
        return found, end
    return Point(year=found.year, word=found.word or (None if found.year else LUNAR[0])), end


def joined_day(text: str, start: int) -> tuple[Point, int] | None:
    """The day that ends a range of days: the 17日 of 15日—17日."""
    day = _DAY_JOINED.match(text, start)
    return (Point(day=to_int(day["d"])), day.end()) if day and 1 <= to_int(day["d"]) <= 31 else None


def bare_day(text: str, start: int) -> tuple[Point, int] | None:
    """11日, 12号在北京: a day without a month; not 3日内, 第3日, 12号楼."""
    day = _DAY_ONLY.match(text, start)
    if day is None or not (day["d"][0].isdecimal() or len(day["d"]) > 1) or not 1 <= to_int(day["d"]) <= 31:
        return None
    if text[day.end() - 1] == "号" and text[max(0, start - 1) : start] not in _BEFORE_NUMBER:
        return None  # 神舟15号
    if _NO_DAY_BEFORE.search(text, max(0, start - 3), start) or text.endswith("每月", 0, start):
        return None
    if text.startswith("前", day.end()) and not text.endswith(("于", "在"), 0, start):
        return None
    return Point(day=to_int(day["d"])), day.end()


def iso_point(text: str, start: int) -> tuple[Point, int] | None:
    """2024-05-31, 2024/5/31, 2024.5.31, 2024 05 31, 2024-05; after 截至 2024.06, 202406 and 20240630 too."""
    if text[start + 4 : start + 5] not in _ISO_MARKS:
        return None
    found = (
        _ISO.match(text, start)
        or _ISO_MONTH.match(text, start)
        or _DOT_MONTH.match(text, start)
        or _ISO_SPACED.match(text, start)
    )
    if found is None and _BY.search(text, max(0, start - 9), start):
        found = _MONTH_AFTER_BY.match(text, start)
    if found is None:
        return None
    month, day = int(found["m"]), to_int(found.groupdict().get("d") or "0")
    return Point(year=int(found["y"]), first=month, last=month, day=day or None), found.end()


def _with_tail(begun: Point, tail: re.Match[str]) -> tuple[Point, int]:
    groups = {name: value for name, value in tail.groupdict().items() if value}
    first, last, day = _months(groups)
    return replace(begun, first=first, last=last, day=day, same="same" in groups), tail.end()


def _months(groups: dict[str, str]) -> tuple[int | None, int | None, int | None]:
    """First and last month, and the day, that a tail names."""
    if "row" in groups or "m1" in groups:
        first, last = groups["row"].split("、") if "row" in groups else (groups["m1"], groups["m2"])
        return _month(first), _month(last), None
    if "m" in groups:
        month = _month(groups["m"])
        return month, month, to_int(groups["d"]) if "d" in groups else None
    half = {"上": 1, "下": 2}.get(groups.get("half", "")) or int(groups.get("h", 0)) or int("mid" in groups)
    if half:
        return (6 * half if "hed" in groups else 6 * half - 5), 6 * half, None
    if "q1" in groups:
        return 3 * QUARTERS[groups["q1"]] - 2, 3 * QUARTERS[groups["q2"]], None
    quarter = 3 if "nine" in groups else QUARTERS.get(groups.get("q") or groups.get("qq") or "")
    if quarter:
        last_month = 3 * quarter
        first_month = last_month if "qed" in groups else 1 if "upto" in groups or "nine" in groups else last_month - 2
        return first_month, last_month, None
    if "n" in groups:
        return 1, to_int(groups["n"]), None
    month = EDGES[groups["ed"][-1]] if "ed" in groups else 0
    return month or None, month or None, None


def _month(text: str) -> int:
    return 1 if text == "元" else to_int(text)


def to_int(text: str) -> int:
    """Value of a whole numeral; 0 where it is none."""
    return int(numeral_value(text) or 0)
