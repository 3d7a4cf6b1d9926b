"""Chinese numerals that count: before classifiers and units, in fractions, 成, 番, 第, 大; what only looks like one is told apart."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from kg.model import IgnoredNumber, Quantity
from pipelines.language.numbers.fractions import fraction
from pipelines.language.numbers.ignored import words
from pipelines.language.numbers.lone_numerals import lone
from pipelines.language.numbers.number_context import Before, attached, magnitude_before
from pipelines.language.numbers.number_units import Measure, measure, quantity, stated
from pipelines.language.numbers.numerals import DECIMALS, DIGITS, LONGEST, NUMERAL, POWERS, numeral_value, split_numeral
from pipelines.language.numbers.ranks import FIRST, first_place, ordinal, shared_place, top_rank

Found = tuple[Quantity | IgnoredNumber | None, int]

CHINESE = (
    rf"[数几](?=[十百千万亿])[十百千万亿]+|一半|[{NUMERAL}]+(?:[点點][{DECIMALS}]+)?|半数|过半(?![年月天个百])|翻番"
    r"|半(?=[成折](?![品员熟体分立叠扣]))|半百|(?<=打)对折"
    rf"|{FIRST}"
)
_TENTHS = re.compile(
    r"成(?![立为长果员绩效功就熟都交分像型批群本品不套见])(?P<rest>半|[一二三四五六七八九](?![个家成分折项年月天倍大方种次度季批成人]))?"
)
_DISCOUNT = re.compile("折(?![叠扣旧算合腾射返])")
_IN_WORD = frozenset("统之唯同单逐任专归合其划万惟")
_REFERENCE = re.compile(r"(?:这|那|该|上述|前述|以上|前|后|头|另|其他|其余|每|各)$")
_SERIES_THING = re.compile(r"[大](?![小型量幅规力数会厦学师家类])")
_NUMBERED = re.compile(r"(?:期|届|代(?![表替码理])|级|号|线城|维|星级)")
_NAMED_YEARS = re.compile("[一-鿿]{0,4}?(?:行动|攻坚|规划|计划|纲要)")
_KILO = ("瓦", "米", "克", "赫", "伏")
_MEGA = (*_KILO, "比特", "字节", "帕")
_TO_BEFORE = ("到", "至", "-", "~", "～", "—", "–")
_SESSION = re.compile("(?:会议|全会|大会|全体)")
_APPROXIMATE = frozenset({"一两", "两三", "二三", "三四", "三五", "四五", "五六", "六七", "七八", "八九"})
_TAEL = re.compile("(?<=两)(?:$|[\\s，。、；！？）)的重黄白银金多半左以])")
_DOUBLING = re.compile(r"番")


def read_chinese(text: str, start: int, end: int, floor: int) -> Found:
    """The number in the run ``start:end`` and where to read on; no number where the run is part of a word."""
    if end - start > LONGEST:
        return None, end
    if end - start > 1 and text[end - 1] in "千兆" and text.startswith(_KILO if text[end - 1] == "千" else _MEGA, end):
        end -= 1  # 三百千瓦
    if end - start > 1 and _TAEL.match(text, end) and (end - start == 2 or text[end - 2] in POWERS) and text[start] != "两":
        end -= 1  # 三十两
    run = text[start:end]
    if run in ("一半", "半数", "过半"):
        return _half(text, start, end, floor)
    if run == "翻番":
        return stated(text, (start, end), Decimal(2), Measure(end), floor, ("倍", "multiple")), end
    if run == "首位":
        return first_place(text, start), end
    if run == "半百":
        return IgnoredNumber(start, end, run, "bare", Decimal(50)), end
    if run in ("半", "对折"):
        return _half_of_ten(text, start, end, floor)
    previous = text[start - 1 : start]
    shared = fraction(text, start, end, floor)
    if shared:
        return shared
    if previous == "第":
        return ordinal(text, start, end)
    idiom = words().idiom.match(text, start)
    if idiom:
        return None, max(end, idiom.end())
    if run == "零" or (run[0] == "一" and previous in _IN_WORD and previous):
        return None, end  # 零件, 零距离; 统一, 唯一
    if (
        (previous == "翻" or text[max(0, start - 2) : start] == "翻了")
        and _DOUBLING.match(text, end)
        and (value := numeral_value(run)) is not None
        and value < 20
    ):
        item = stated(text, (start, end), Decimal(2) ** int(value), Measure(end + 1), floor, ("倍", "multiple"))
        first = text.rindex("翻", 0, start)
        return replace(item, start=first, text=text[first : item.end]), end + 1
    placed = shared_place(text, start) if text.find("位", end, end + 8) >= 0 else None
    if placed:
        return placed, placed.end
    found = tenths(text, start, end, floor) or _counted(text, start, end, floor)
    return found if found[0] is not None or found[1] > end else lone(text, start, end, floor)


def _half_of_ten(text: str, start: int, end: int, floor: int) -> Found:
    """半成 is 5 %; 半折 and 打对折 are 50 %."""
    small = text[end : end + 1] == "成"
    stop = end if text[start] == "对" else end + 1
    return stated(text, (start, end), Decimal(5 if small else 50), Measure(stop), floor, ("%", "percent")), stop


def _half(text: str, start: int, end: int, floor: int) -> Found:
    item = stated(text, (start, end), Decimal(50), Measure(end), floor, ("%", "percent"))
    if text[start:end] == "过半":
        item = replace(item, qualifier="over", lower=item.value, upper=None)
    return item, end


def tenths(text: str, start: int, end: int, floor: int) -> Found | None:
    """三成, 八成五, 七八成, 九折, 五五折 as percentages."""
    whole, discount = _TENTHS.match(text, end), _DISCOUNT.match(text, end)
    if not whole and not discount:
        return None
    run = text[start:end]
    value = numeral_value(run)
    if value is None or len(run) > 4 or text[start - 1 : start] in ("第", "组", "集", "曲", "挫", "转") or run[0] in POWERS[1:]:
        return None
    high = numeral_value(run[1]) if run in _APPROXIMATE and whole else None
    value = numeral_value(run[0]) or value if high else value
    value = value * 10 if value < 10 or (whole and value == 10) else value
    stop = whole.end() if whole else end + 1
    if whole and whole["rest"]:
        value += 5 if whole["rest"] == "半" else numeral_value(whole["rest"]) or 0
    item = stated(text, (start, end), value, Measure(stop), floor, ("%", "percent"))
    return (replace(item, lower=value, upper=high * 10, qualifier="about") if high else item), stop


def _counted(text: str, start: int, end: int, floor: int) -> Found:
    """A numeral before a classifier or unit, or with 万/亿 of its own."""
    run = text[start:end]
    if run[0] in "数几":
        return _vague(text, start, end, floor)
    bounds = _approximate(run)
    split = split_numeral(bounds[0] if bounds else run)
    if split is None:
        return None, end
    top = top_rank(text, start, end, split[0]) if not split[1] else None
    if top:
        return top, top.end
    if _SERIES_THING.match(text, end) and not split[1] and 2 <= split[0] <= 100:
        return IgnoredNumber(start, end, run, "name", split[0]), end
    if _NUMBERED.match(text, end) and not split[1] and split[0] < 100 and text[end : end + 2] != "期间":
        return IgnoredNumber(start, end, run, "ordinal", split[0]), end
    sized = run[0] in POWERS and magnitude_before(text, start) is not None
    unit = measure(text, end, latin=sized)  # 近千P
    if unit.multiplier and unit.more:  # 三十多万台
        split, unit = (split[0], split[1] + unit.multiplier), replace(unit, multiplier="")
    elif unit.multiplier and "点" in run:  # 三点五亿元
        split, unit = (split[0], unit.multiplier), replace(unit, multiplier="")
    elif unit.multiplier:
        return None, end
    if (
        not unit.known
        and not split[1]
        and len(run) > 2
        and any(sign in DIGITS for sign in run)
        and any(sign in "百千万亿" for sign in run)
    ):
        return quantity(text, (start, end), split[0], unit, attached(text, start, floor)), end
    if (unit.unit is None and not split[1]) or (unit.unit and unit.unit.dimension == "score"):
        return None, end
    return _judged(text, (start, end), split, unit, floor)


def _approximate(run: str) -> tuple[str, str] | None:
    """The lower and the upper numeral of 两三, 两三百, 十七八, 二十五六; 三两 is told backwards."""
    if run == "三两":
        return "两", "三"
    if run[:2] in _APPROXIMATE and all(sign in POWERS for sign in run[2:]):
        return run[0] + run[2:], run[1:]
    return (run[:-1], run[:-2] + run[-1]) if len(run) > 2 and run[-2:] in _APPROXIMATE else None


def _judged(text: str, span: tuple[int, int], split: tuple[Decimal, str], unit: Measure, floor: int) -> Found:
    start, end = span
    run = text[start:end]
    value, size = split
    only_powers = all(sign in POWERS for sign in run) and run[0] != "十"
    if only_powers:
        front = magnitude_before(text, start)
        if text[end : end + 1] == "次" and "亿" in size:
            return None, end  # 每秒百亿亿次: the name of a unit
        if front is None and not unit.more:
            return (IgnoredNumber(start, end, run, "magnitude"), end) if len(run) > 1 and (size or unit.unit) else (None, end)
        if front and front.start >= floor:
            return quantity(text, span, value, unit.times(size), front), unit.end
    if unit.unit is None and run == "十" and not size:
        return None, end
    if unit.unit and unit.unit.counting and (reason := _no_count(text, start, run)):
        return IgnoredNumber(start, end, run, reason, value * unit.unit.factor), max(end, unit.end)
    if unit.unit and unit.unit.symbol == "次" and _SESSION.match(text, unit.end):
        return IgnoredNumber(start, end, run, "ordinal", value), unit.end
    if unit.unit and unit.unit.symbol == "年" and _NAMED_YEARS.match(text, unit.end):
        return IgnoredNumber(start, end, run, "name", value), unit.end
    if unit.unit is None and not size:
        return None, end
    item = quantity(text, span, value, unit.times(size), attached(text, start, floor))
    bounds = _approximate(run)
    high = split_numeral(bounds[1]) if bounds else None
    if high and high[1] == size:
        item = replace(item, upper=high[0], lower=value, qualifier="about")
    return item, max(unit.end, item.end)


def _no_count(text: str, start: int, run: str) -> str:
    """Why a numeral before a classifier counts nothing: 一个 is an article, 二次 an ordinal, 这三家 points back."""
    if run == "一":
        return "" if text[start - 1 : start] in ("仅", "约", "近") else "indefinite"
    if run == "二" and not text.endswith(_TO_BEFORE, 0, start):
        return "ordinal"
    return "reference" if _REFERENCE.search(text, max(0, start - 2), start) else ""


def _vague(text: str, start: int, end: int, floor: int) -> Found:
    """数千张, 几百个: the power as value, twice to ten times it as bounds."""
    split = split_numeral(text[start + 1 : end])
    unit = measure(text, end, latin=False)
    if split is None or unit.unit is None or unit.multiplier:
        return (IgnoredNumber(start, end, text[start:end], "magnitude"), end) if split and split[1] else (None, end)
    value, size = split
    item = quantity(text, (start, end), value, unit.times(size), Before(start))
    return replace(item, lower=2 * value, upper=10 * value, qualifier="about"), max(item.end, unit.end)
