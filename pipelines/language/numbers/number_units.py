"""Reads what follows a number (多, 万, unit, /s, 以上) and makes a Quantity of both."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from kg.model import Quantity
from kg.units import MULTIPLIER, Unit, units
from pipelines.language.numbers.number_context import Before, Qualifier, after, attached, interval, per_second

_MORE = re.compile(r" ?([余多几]|來|来(?=[个家台张名人条项款种年天座岁万亿])|\+(?=[个家台张名人条项款种座]))")
_COUNTED = ("count", "data", "tokens")
_MOVED = ("length", "volume", "data")  # 每小时42公里; of money and energy the unit is told without the time
_PER_TIME = re.compile(r"每(?P<per>小时|分钟)(?:约|近|超|达)?$")
_INDIVIDUAL = re.compile(r"个多?(?=[万亿])")
_HALF_OF = re.compile("个半(?P<noun>小时|月|星期|季度)")
_HALF = re.compile("半(?![数导径年月天日夜场程截途生路价票官民公自永开载球决成个边条身衰])")
_HALVED = ("duration", "length", "mass", "multiple", "area")
_RATE = re.compile(
    r" ?/ ?(?P<unit>秒|s\b|月|日|天|年|小时|h\b|分钟|股|人|台|度|瓦|W\b|架|卡时?|片|颗|机柜|平方米|千瓦时|kWh|户|吨|亩|次|张|百万tokens?|千tokens?|tokens?)|每(?P<per>秒|分钟|小时)(?![\d])"
)
_ONE_HALF = Decimal("0.5")
_OPERATIONS = re.compile(
    r"(?:的)?(?:双精度|单精度|半精度)?(?:浮点)?(?:运算|计算)(?!机|平|服|中|能|产|力|资|框|任|速|规|架|集)|浮点(?=性能|算力)"
)


@dataclass(frozen=True, slots=True)
class Measure:
    """What follows a number: ``multiplier`` (万亿), ``unit`` if one is there, ``rate`` (秒 of 次/秒), whether 多, 余 says more, 半 a half."""

    end: int
    multiplier: str = ""
    unit: Unit | None = None
    rate: str = ""
    more: bool = False
    half: bool = False

    @property
    def known(self) -> bool:
        """Is there a unit or a multiplier?"""
        return self.unit is not None or bool(self.multiplier)

    def times(self, sign: str) -> Measure:
        """The same with a multiplier before its unit."""
        return replace(self, multiplier=sign)


def measure(text: str, end: int, latin: bool = True) -> Measure:
    """Multiplier and unit that follow a number ending at ``end``; one blank may stand between, ``latin``: Latin units count."""
    at, more = end, False
    found_more = _MORE.match(text, at)
    if found_more:
        at, more = found_more.end(), True
    halved = _HALF_OF.match(text, at) if text.startswith("个半", at) else None
    if halved and (known := units().named("个" + halved["noun"])):
        return Measure(halved.end(), unit=known, more=more, half=True)
    at = _blank(text, at)
    if text.startswith(" ", at) and MULTIPLIER.match(text, at + 1):
        at += 1  # 300  万
    unit = units().match(text, at)
    size = ""
    individual = _INDIVIDUAL.match(text, at) if text.startswith("个", at) else None
    if unit is None or individual or MULTIPLIER.match(text, at):
        more = more or (individual is not None and individual.group() == "个多")
        at = individual.end() if individual else at
        head = MULTIPLIER.match(text, at)
        if head and (individual or not (unit and unit[0] > head.end())):
            size, at = head.group(), head.end()
            after_size = _MORE.match(text, at)
            if after_size:
                at, more = after_size.end(), True
            unit = units().match(text, _blank(text, at))
    if unit and not latin and text[_blank(text, at)].isascii() and text[_blank(text, at)].isalpha():
        unit = None
    if unit and unit[1].symbol in _PREFIX_NOUN and not _prefix_fits(text, unit[0], unit[1], bool(size)):
        unit = None
    if unit is None:
        if size:
            return Measure(at, size, None, "", more)
        return Measure(found_more.end() if found_more and found_more.group(1) in "余多" else end, more=bool(found_more))
    more = more or text.startswith("个多", at)
    rate = _RATE.match(text, unit[0])
    if rate and (rate["unit"] or unit[1].dimension in _COUNTED) and not unit[1].symbol.endswith(("/秒", "FLOPS")):
        below = units().below(text, rate.end(), None) if rate["unit"] else rate.end()
        return Measure(below, size, unit[1], (rate["unit"] or rate["per"]) + text[rate.end() : below], more)
    below = units().below(text, unit[0], unit[1])
    if below > unit[0]:
        return Measure(below, size, unit[1], text[unit[0] : below].lstrip(" /"), more)
    if not size and unit[1].dimension in _HALVED and _HALF.match(text, unit[0]):
        return Measure(unit[0] + 1, size, unit[1], "", more, True)
    return Measure(unit[0], size, unit[1], "", more)


_PREFIX_NOUN = {
    "点": re.compile(
        r"(?:(?<=\d{3}点)|(?<=\d{3}\.\d点)|(?<=\d{3}\.\d\d点)|(?<=\d\d\.\d\d点))(?![点击钟半多的分到对线心名亮评])"
    ),  # 6091点 of an index; 12点 is a time
    "B": re.compile(
        r"(?! ?(?:系列|等)?(?:芯片|处理器|加速卡|训练卡|推理卡|板?卡|GPU|NPU|集群|服务器|单卡|整机|供[应货给]|量产|出货|采购|国产|[A-Za-z0-9-]))"
    ),
    "K": re.compile(r"(?![A-Za-z0-9-])"),
    "G": re.compile(r" ?(?:内存|显存|流量|带宽|缓存|光模块|端口|网卡|交换机|以太网|速率|存储|硬盘|[，。、；）)]|的|及|$)"),
    "T": re.compile(r" ?(?![A-Za-z0-9-])"),
    "M": re.compile(r" ?(?:宽带|带宽|缓存|内存|网速|速率|[，。、；）)]|的|以上|$)"),
}


def _prefix_fits(text: str, end: int, unit: Unit, multiplied: bool) -> bool:
    return not multiplied and _PREFIX_NOUN[unit.symbol].match(text, end) is not None


def _blank(text: str, at: int) -> int:
    return at + 1 if text[at : at + 1] in (" ", "\u00a0", "\u2009") and at < len(text) else at


def quantity(text: str, number: tuple[int, int], value: Decimal, unit: Measure, front: Before) -> Quantity:
    """The quantity of a number with what stands before and after it; kind "bare" without unit, multiplier and currency sign."""
    symbol, kind, end = _symbol(text, number[0], unit, front.currency)
    rear = after(text, end, kind, bool(unit.multiplier))
    qualifier, near = (front.qualifier, front.near) if front.qualifier != "exact" else (rear.qualifier, False)
    qualifier = "over" if unit.more and qualifier == "exact" else qualifier
    value = value + _ONE_HALF if unit.half else value
    value = -value if front.negative else value
    lower, upper = interval(value, qualifier, near)
    return Quantity(
        start=front.start, end=rear.end, text=text[front.start : rear.end], number_start=number[0], number_end=number[1],
        value=value, unit=symbol, lower=lower, upper=upper, qualifier=qualifier, kind=kind,
    )  # fmt: skip


def stated(text: str, number: tuple[int, int], value: Decimal, unit: Measure, floor: int, symbol: tuple[str, str]) -> Quantity:
    """A quantity whose ``symbol`` and kind are said by the construction itself, such as 分之 or 成."""
    front = attached(text, number[0], floor)
    rear = after(text, unit.end, symbol[1], False)
    qualifier: Qualifier = front.qualifier if front.qualifier != "exact" else rear.qualifier
    value = -value if front.negative else value
    lower, upper = interval(value, qualifier, front.near)
    return Quantity(
        start=front.start, end=rear.end, text=text[front.start : rear.end], number_start=number[0], number_end=number[1],
        value=value, unit=symbol[0], lower=lower, upper=upper, qualifier=qualifier, kind=symbol[1],
    )  # fmt: skip


def _symbol(text: str, start: int, unit: Measure, currency: str) -> tuple[str, str, int]:
    """Unit as a reader would write it, its dimension, and where it ends."""
    known, end = unit.unit, unit.end
    if known is None:
        return unit.multiplier + currency, "money" if currency else "count" if unit.multiplier else "bare", end
    symbol, kind, rate = unit.multiplier + known.symbol, known.dimension, unit.rate
    if known.symbol == "次":
        operations = _OPERATIONS.match(text, end)
        end = operations.end() if operations else end
        kind = "compute" if operations or "万亿" in unit.multiplier or "亿亿" in unit.multiplier else kind
    if not rate and (known.dimension in _COUNTED and known.symbol not in ("人", "家")) and per_second(text, start):
        rate = "s" if known.dimension == "data" else "秒"
    if not rate and known.dimension in _MOVED and (per := _PER_TIME.search(text, max(0, start - 6), start)):
        rate = per["per"]
    if not rate:
        return symbol, kind, end
    joined = f"{symbol}/{'s' if rate == 's' and known.dimension == 'data' else '秒' if rate == 's' else rate}"
    named = units().split(joined)[1]
    return joined, "compute" if known.symbol == "次" and kind == "compute" else named.dimension if named else "rate", end
