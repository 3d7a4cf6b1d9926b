"""Values, answers and refusals in words, Chinese or English."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal

from kg.vocab import plain
from pipelines.questions.evidence import Observation
from pipelines.questions.naming.reading import Understood

_SIGN_ZH = {"over": "超", "under": "低于", "about": "约"}
_SIGN_EN = {"over": "over ", "under": "below ", "about": "about "}
_PARTS = {
    ("01", "06"): ("上半年", "H1"), ("07", "12"): ("下半年", "H2"), ("01", "03"): ("第一季度", "Q1"),
    ("04", "06"): ("第二季度", "Q2"), ("07", "09"): ("第三季度", "Q3"), ("10", "12"): ("第四季度", "Q4"),
}  # fmt: skip
_LOOSE = re.compile(
    r"[一二三四五六七八九十百千万亿]*[余多数几][一二三四五六七八九十百千万亿余多]*[\u4e00-\u9fff]"
)  # 十余个: as loose as told
_PERIOD = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")


def amount(value: Decimal, unit: str) -> str:
    """Number and unit as one writes them: 76 EFLOPS, 2000亿元, 65%, PUE 1.3 as 1.3, 第二 as 第2位."""
    if unit in ("", "PUE"):
        return plain(value)
    if unit == "位":
        return f"第{plain(value)}位"
    blank = " " if unit[0].isascii() and unit[0].isalpha() and len(unit) > 1 else ""
    return f"{plain(value)}{blank}{unit}"


def bare(observation: Observation, english: bool = False) -> str:
    """The bare answer that an observation gives, with its qualifier: 超830万架, 约31%, 低于1.3."""
    if not english and _LOOSE.fullmatch(observation.surface):
        return observation.surface
    value = amount(observation.value, observation.unit)
    if observation.value == observation.lower and observation.upper not in (None, observation.value):
        return f"{plain(observation.value)}{'–' if english else '至'}{amount(observation.upper, observation.unit)}"
    kind = _bound(observation)
    if kind is None:
        return value
    return (_SIGN_EN if english else _SIGN_ZH)[kind] + value


def _bound(observation: Observation) -> str | None:
    if observation.qualifier in _SIGN_ZH:
        return observation.qualifier
    if observation.lower == observation.value and observation.upper is None:
        return "over"
    if observation.upper == observation.value and observation.lower is None:
        return "under"
    return None


def rounded(value: Decimal, digits: int = 1) -> Decimal:
    """Commercial rounding, trailing zeros off."""
    return Decimal(plain(value.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)))


def period_words(period: str | None, english: bool = False) -> str:
    """2024-06 -> 2024年6月; 2023-01/2023-06 -> 2023年1月至2023年6月; None -> ""."""
    if not period:
        return ""
    first, _, last = period.partition("/")
    part = _PARTS.get((first[5:], last[5:])) if last and first[:4] == last[:4] else None
    if part:
        return f"{part[1]} {first[:4]}" if english else f"{first[:4]}年{part[0]}"
    if english:
        return f"{_english_day(first)} to {_english_day(last)}" if last else _english_day(first)
    return f"{_day_words(first)}至{_day_words(last)}" if last else _day_words(first)


_MONTHS = "January February March April May June July August September October November December".split()  # noqa: SIM905


def _english_day(day: str) -> str:
    match = _PERIOD.fullmatch(day)
    if not match or not match[2]:
        return day
    return f"{_MONTHS[int(match[2]) - 1]} " + (f"{int(match[3])}, " if match[3] else "") + match[1]


def _day_words(day: str) -> str:
    match = _PERIOD.fullmatch(day)
    if not match:
        return day
    year, month, date = match.groups()
    return f"{year}年" + (f"{int(month)}月" if month else "") + (f"{int(date)}日" if date else "")


def figure_sentence(observation: Observation) -> str:
    """截至2024年6月，中国智能算力规模为76 EFLOPS（据中国信息通信研究院）。"""
    value = bare(observation)
    when = period_words(observation.period)
    about = observation.about or ""
    what = observation.indicator if about and observation.indicator.startswith(about) else about + observation.indicator
    verb = {"forecast": "预计为", "target": "目标为"}.get(observation.status, "为")
    by = f"（据{observation.statistician}）" if observation.statistician else ""
    return (f"{when}，" if when else "") + f"{what}{verb}{value}{by}。"


def repair_words(observation: Observation, english: bool = False) -> str:
    """The warning that goes with a repaired or doubtful number; "" where there is no repair."""
    repair = observation.repair
    if repair is None:
        return ""
    others = "、".join(amount(v, observation.unit) for v in repair.alternatives)
    if english:
        also = f"; it may also be {others}" if others else ""
        beside = f"; {len(repair.corroborated_by)} other article(s) print this value" if repair.corroborated_by else ""
        return f" Printed as “{repair.raw}”, read as {amount(observation.value, observation.unit)}{also}{beside}."
    also = f"，也可能是{others}" if others else ""
    beside = f"，另有{len(repair.corroborated_by)}篇文章印作此值" if repair.corroborated_by else ""
    return f"（原文印作“{repair.raw}”，疑有缺损，读作{amount(observation.value, observation.unit)}{also}{beside}）"


def understood_words(understood: Iterable[Understood], english: bool = False) -> str:
    """Which names were read otherwise than written; "" where none was. A usual short form is no such reading."""
    told = [(u.written, u.meant) for u in understood if u.reason != "简称"]
    if not told:
        return ""
    if english:
        return " (" + "; ".join(f"read “{written}” as “{meant}”" for written, meant in told) + ")"
    return "（" + "；".join(f"“{written}”按“{meant}”理解" for written, meant in told) + "）"
