"""Times, numbers and degrees of a question, with the relation they stand in: 2000年以后, 超过1000公里, 最长, 前三, longer than 5 km."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from kg.model import Quantity
from kg.units import MULTIPLIER, units
from pipelines.language.numbers.numbers import scan_numbers
from pipelines.language.times.times import find_times
from pipelines.questions.english.times import english_times
from pipelines.questions.graphs.words import graph_words


@dataclass(frozen=True, slots=True)
class Time:
    """From the beginning of ``first`` to the end of ``last`` (YYYY, YYYY-MM, YYYY-MM-DD; negative years before Christ)."""

    relation: str  # in, after, since, before, until
    first: str
    last: str
    text: str


@dataclass(frozen=True, slots=True)
class Number:
    """A bound for numbers; ``upper`` with relation between; ``adjective`` names the dimension where one does: 长于5公里."""

    relation: str  # above, at_least, below, at_most, equals, between
    value: Decimal
    unit: str
    text: str
    upper: Decimal | None = None
    adjective: str | None = None


@dataclass(frozen=True, slots=True)
class Degree:
    """最长, 前三, 第二高: the ``count`` things after the first ``skip`` by the adjective's dimension, the greatest or the least."""

    more: bool
    text: str
    adjective: str | None
    skip: int = 0
    count: int = 1


Limit = Time | Number | Degree
Placed = tuple[int, int, Limit]  # start and end in the text

_YEAR = re.compile(
    r"(?P<bc>公元前|前)?(?<!\d)(?P<year>\d{1,4})年(?!级|来|间|里|内|以内|生|制|历史|代)(?:(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})[日号])?)?"
)
_LATIN_YEAR = re.compile(r"(?<![\d.,-])(?P<year>1\d{3}|20\d\d)(?![\d.,-]\d|\d)(?: ?(?P<bc>BC|BCE)\b)?")
_INCLUSIVE = re.compile(r"以上|不低于|不少于|不小于|至少|及以上|at least|or more|no less|not less|minimum", re.IGNORECASE)
_INCLUSIVE_BELOW = re.compile(
    r"以下|以内|不超过|不高于|不多于|不大于|至多|最多|at most|or less|or fewer|no more|up to|maximum", re.IGNORECASE
)
_LATIN_NUMBER = re.compile(
    r"(?P<low>\bbetween |\bfrom )?(?P<sign>\b(?:more|less|fewer|greater|larger|smaller|(?P<adj>[a-z]+er)) than |\b(?:over|above|exceeding|exceeds?|under|below|"
    r"at least|at most|up to|no more than|no less than|exactly) )?(?<![\w.])(?P<number>\d[\d,]*(?:\.\d+)?)(?P<size> ?(?:thousand|million|billion))?"
    r"(?: and | to |-)?(?P<high>(?<=and )\d[\d,]*(?:\.\d+)?)?(?: ?(?P<unit>[^\W\d_]+[²³2]?))?(?P<after> or (?:more|less|fewer))?",
    re.IGNORECASE,
)
_SIZES = {"thousand": Decimal(10**3), "million": Decimal(10**6), "billion": Decimal(10**9)}
_LATIN_UNITS = {
    "kilometer": "公里", "kilometre": "公里", "meter": "米", "metre": "米", "yuan": "元", "dollar": "美元", "ton": "吨", "tonne": "吨",
    "kilogram": "公斤", "gram": "克", "hour": "小时", "minute": "分钟", "second": "秒", "day": "天", "year": "年", "percent": "%",
    "millimeter": "毫米", "millimetre": "毫米", "centimeter": "厘米", "centimetre": "厘米", "rmb": "元",
}  # fmt: skip
_NUMERALS = dict(zip("一二两三四五六七八九十", (1, 2, 2, 3, 4, 5, 6, 7, 8, 9, 10), strict=True)) | {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "second": 2, "third": 3, "fourth": 4, "fifth": 5,
}  # fmt: skip
_SEVERAL = r"(?P<n>\d{1,3}|[一二两三四五六七八九十]{1,2})"
_AGE, _AGES = re.compile(r"(?:年纪|年龄|岁数)$"), {"大": "年长", "小": "年轻", "高": "年长"}
_TOP = re.compile(
    rf"(?:排名?|位列|位居|名列)?(?:在)?前{_SEVERAL}(?:名|位|个|座|条|家|部|款|大|的)?|\btop (?P<en>\d{{1,3}}|[a-z]+)\b",
    re.IGNORECASE,
)
_CLASSIFIERS = "个座条家位部本种类款首篇名所支颗台项门口次"
_AFTER_DEGREE = re.compile(rf"的?(?:前)?{_SEVERAL}[{_CLASSIFIERS}]")


def limits(text: str) -> tuple[Placed, ...]:
    """All limits of ``text`` in order, none overlapping another."""
    found: list[Placed] = []
    numbers = list(_numbers(text))
    bounds = [item for item in numbers if isinstance(item[2], Number) and item[2].relation != "equals"]
    degrees = list(_degrees(text))
    han = any("\u4e00" <= char <= "\u9fff" for char in text)
    for item in (*_times(text), *((*degrees, *bounds) if han else (*bounds, *degrees)), *numbers):
        if not any(start < item[1] and item[0] < end for start, end, _ in found):
            found.append(item)
    return tuple(sorted(found, key=lambda item: item[:2]))


def asked_unit(text: str) -> tuple[str, int, int] | None:
    """The unit that a number is asked in, with its place: 多少公里, how many km."""
    for match in re.finditer(r"多少个?|几(?=[万亿千百])|\bhow many ", text, re.IGNORECASE):
        start = match.end()
        size = MULTIPLIER.match(text, start)
        found = units().match(text, start) or (units().match(text, size.end()) if size else None)
        if found:
            return text[start : found[0]], start, found[0]
        word = re.compile(r"[a-z]+", re.IGNORECASE).match(text, start)
        if word and (unit := _latin_unit(word.group())):
            return unit, start, word.end()
    return None


def _latin_unit(word: str) -> str | None:
    singular = word.casefold().removesuffix("s")
    return _LATIN_UNITS.get(singular) or (word if units().named(word) and len(word) > 1 else None)


def _times(text: str) -> Iterator[Placed]:
    for match in _YEAR.finditer(text):
        yield _time(text, match.span(), _iso(match), _iso(match))
    for time in (*find_times(text, None), *english_times(text)):
        if time.value and time.basis == "stated":
            first, _, last = time.value.partition("/")
            yield _time(text, (time.start, time.end), first, last or first)
    for match in _LATIN_YEAR.finditer(text):
        if re.search(r"[A-Za-z]", text) and not re.match(
            r"\s*(?:[a-z]|[\u4e00-\u9fff])", text[match.end() :][:2].lower().replace("a", "")
        ):
            yield _time(text, match.span(), match["year"], match["year"])


def _iso(match: re.Match[str]) -> str:
    year = ("-" if match["bc"] else "") + match["year"]
    return year + "".join(f"-{int(match[part]):02}" for part in ("month", "day") if match[part])


def _time(text: str, span: tuple[int, int], first: str, last: str) -> Placed:
    marks = graph_words().marks
    start, end = span
    rest = text[end:]
    relation = "in"
    if after := marks["after"].match(rest):
        relation, end = ("since" if after.group() in ("以来", "起", "开始") else "after"), end + after.end()
    elif before := marks["before"].match(rest):
        relation, end = "before", end + before.end()
    elif left := re.search(
        r"(早于|晚于|迟于|截至|截止|自从?|不晚于|\bbefore|\bafter|\bsince|\buntil|\bby|\bfrom|\blater than|\bearlier than|\bprior to) ?$",
        text[:start],
        re.IGNORECASE,
    ):
        word = left[1].lower()
        relation = (
            "before" if word in ("早于", "before", "earlier than", "prior to")
            else "until" if word in ("截至", "截止", "不晚于", "until")
            else "since" if word in ("自", "自从", "since", "from")
            else "after" if word in ("晚于", "迟于", "after", "later than")
            else "in"
        )  # fmt: skip
        start = left.start(1) if relation != "in" else start
    return start, end, Time(relation, first, last, text[start:end])


@cache
def _adjectives() -> tuple[str, str]:
    """Chinese and English adjectives as alternations, the longest first."""
    names = sorted(graph_words().adjectives, key=len, reverse=True)
    return "|".join(n for n in names if not n.isascii()), "|".join(n for n in names if n.isascii())


def _degrees(text: str) -> Iterator[Placed]:
    words = graph_words()
    han, _ = _adjectives()
    forms = (
        rf"第(?P<nth>[一二三四五六七八九十\d]+)(?:最)?(?P<a>{han})|最(?:为)?(?P<b>{han})|(?:更|比较|较)(?P<c>{han})",
        rf"哪一?[{_CLASSIFIERS}]?(?P<d>{han})(?:一?些)?(?=[？?。]?$)",  # A和B哪条长？
    )
    for match in re.finditer("|".join(forms), text):
        name = match["a"] or match["b"] or match["c"] or match["d"]
        if name in _AGES and _AGE.search(text[: match.start()]):
            name = _AGES[name]
        skip = _count(match["nth"]) - 1 if match["nth"] else 0
        rest = _AFTER_DEGREE.match(text, match.end()) if match["b"] else None
        count = _count(rest["n"]) if rest else 1
        end = rest.end() if rest else match.end()
        yield match.start(), end, Degree(words.adjectives[name].more, text[match.start() : end], name, skip, count)
    for match in _TOP.finditer(text):
        number = match["n"] or match["en"]
        if number.isdigit() or number.lower() in _NUMERALS or len(number) == 2:
            yield match.start(), match.end(), Degree(True, match.group(), None, 0, _count(number))
    yield from _latin_degrees(text)


def _latin_degrees(text: str) -> Iterator[Placed]:
    words = graph_words()
    for match in re.finditer(
        r"\b(?:(?P<n>\d+|two|three|four|five|six|ten|second|third|fourth|fifth)[- ])?(?P<word>[a-z]+)\b", text, re.IGNORECASE
    ):
        word = match["word"].lower()
        adjective = _superlative(word)
        if adjective is None or (match.start("word") == 0 and word in ("first", "last")):
            continue
        number = "" if word.endswith("er") else (match["n"] or "").lower()
        ordinal = number in ("second", "third", "fourth", "fifth")
        skip, count = (_count(number) - 1, 1) if ordinal else (0, _count(number) if number else 1)
        end = match.end()
        if (
            word in ("most", "least")
            and (more := re.compile(r" ([a-z]+)").match(text, end))
            and more[1].lower() in words.adjectives
        ):
            adjective, end = more[1].lower(), more.end()
        up = words.adjectives[adjective].more != (word == "least" and adjective != "least")
        start = match.start() if number else match.start("word")
        yield start, end, Degree(up, text[start:end], adjective, skip, count)


def _superlative(word: str) -> str | None:
    """The adjective of an English superlative or comparative."""
    words = graph_words()
    if word in words.adjectives:
        return word if word in ("most", "least", "first", "last") else None
    for ending in ("iest", "est", "ier", "er"):
        if word.endswith(ending):
            base = word.removesuffix(ending)
            for form in (base, base + "e", base + "y", base[:-1]):
                if form in words.adjectives and form not in ("most", "least"):
                    return form
    return {"latest": "late", "fewest": "few", "eldest": "old", "furthest": "far", "farthest": "far"}.get(word)


def comparative(text: str) -> tuple[int, int, Degree] | None:
    """What A is said to be more of than B, with its place: 长 in A比B长吗, longer in "is A longer than B"; None where nothing is."""
    match = re.search(rf"比.*?(?P<a>{_adjectives()[0]})(?:一些|一点|些|了)?(?:吗|么|呢)?[？?。]?$", text)
    if match:
        return *match.span("a"), Degree(graph_words().adjectives[match["a"]].more, match["a"], match["a"])
    for found in re.finditer(r"\b([a-z]+er|more|less|fewer)\b(?=.* than\b)", text, re.IGNORECASE):
        word = found[1].lower()
        name = {"more": "many", "less": "least", "fewer": "few"}.get(word) or _superlative(word)
        if name is not None:
            return *found.span(), Degree(graph_words().adjectives[name].more, found[1], name)
    return None


def _count(text: str) -> int:
    if text.isdigit():
        return max(int(text), 1)
    if len(text) == 2 and text[0] == "十":
        return 10 + _NUMERALS[text[1]]
    return _NUMERALS.get(text.lower(), 1)


def _numbers(text: str) -> Iterator[Placed]:
    if not re.search(r"[\u4e00-\u9fff]", text):
        yield from _latin_numbers(text)
        return
    done: set[int] = set()
    scan = scan_numbers(text)
    yield from (found for number in scan.ignored if number.reason != "date" and (found := _plain_number(text, number.start)))
    for quantity in scan.quantities:
        if (quantity.group is not None and quantity.group in done) or text[: quantity.start].endswith("哪"):
            continue
        if quantity.group is not None:
            done.add(quantity.group)
        yield _number(text, quantity)


_PLAIN = re.compile(
    r"(?P<over>超过|多于|大于|高于|超|不少于|不低于|至少)?(?P<under>少于|小于|低于|不到|不足|不超过|不多于|至多)?(?P<number>\d+(?:\.\d+)?)(?P<size>[千万亿]*)"
    r"(?P<unit>[\u4e00-\u9fff])?(?P<more>以上|以下|以内|多)?"
)


def _plain_number(text: str, at: int) -> Placed | None:
    """A number that stands for no quantity in news, and does beside a property: 超过400页 (there a page, here a count of pages)."""
    for match in _PLAIN.finditer(text):
        if match.start("number") != at or not (match["over"] or match["under"] or match["more"]):
            continue
        word = match["over"] or match["under"] or match["more"]
        below = bool(match["under"]) or word in ("以下", "以内")
        inclusive = word.startswith(("不少", "不低", "不超", "不多", "至", "以"))
        relation = ("at_most" if inclusive else "below") if below else "at_least" if inclusive else "above"
        unit = f"{match['size']}{match['unit'] or ''}" if match["more"] or match["unit"] else match["size"]
        return match.start(), match.end(), Number(relation, Decimal(match["number"]), unit, match.group())
    return None


def _number(text: str, found: Quantity) -> Placed:
    start, end, adjective = found.start, found.end, None
    if found.lower is not None and found.upper is not None and found.lower != found.upper:
        close = re.compile(r".{0,12}?之间").match(text, end)
        end = close.end() if close else end
        return start, end, Number("between", found.lower, found.unit, text[start:end], found.upper)
    relation = {"over": "above", "under": "below"}.get(found.qualifier, "equals")
    around = text[max(0, start - 3) : end + 3]
    if relation == "above" and _INCLUSIVE.search(around):
        relation = "at_least"
    if (
        relation == "below"
        and _INCLUSIVE_BELOW.search(around)
        or re.search(r"不超过|至多|不高于|不多于$", text[max(0, start - 3) : end])
    ):
        relation = "at_most"
    words = graph_words().adjectives
    left = re.search(rf"({_adjectives()[0]})(?:于|过)(?:了)?$", text[:start] + (text[start : found.number_start]))
    right = re.compile(rf"(?:还|更|要)?({_adjectives()[0]})").match(text, end)
    if left:
        adjective, start = left[1], min(start, left.start())
        relation = "above" if words[adjective].more else "below"
        if text[:start].endswith("不") or text[start : start + 1] == "不":
            relation = "at_most" if words[adjective].more else "at_least"
    elif right and re.search(r"比$", text[:start]):
        adjective, start, end = right[1], start - 1, right.end()
        relation = "above" if words[adjective].more else "below"
    return start, end, Number(relation, found.value, found.unit, text[start:end], None, adjective)


def _latin_numbers(text: str) -> Iterator[Placed]:
    for match in _LATIN_NUMBER.finditer(text):
        value = Decimal(match["number"].replace(",", ""))
        size = _SIZES.get((match["size"] or "").strip().lower(), Decimal(1))
        unit = _latin_unit(match["unit"]) if match["unit"] else None
        end = match.end("unit") if unit else match.end("size") if match["size"] else match.end("number")
        sign = (match["sign"] or match["after"] or "").strip().lower()
        if match["high"]:
            end = max(end, match.end("high"))
            yield (
                match.start(),
                end,
                Number("between", value * size, unit or "", match.group(), Decimal(match["high"].replace(",", "")) * size),
            )
            continue
        adjective = _superlative(match["adj"].lower()) if match["adj"] else None
        less = graph_words().adjectives.get(adjective or "")
        relation = "equals"
        if _INCLUSIVE.search(sign):
            relation = "at_least"
        elif _INCLUSIVE_BELOW.search(sign):
            relation = "at_most"
        elif less is not None:
            relation = "above" if less.more else "below"
        elif sign:
            relation = (
                "below" if re.match(r"less|fewer|smaller|under|below", sign) else "above" if sign != "exactly" else "equals"
            )
        start = match.start("sign") if match["sign"] else match.start("number")
        yield start, end, Number(relation, value * size, unit or "", text[start:end], None, adjective)
