"""Answers in English: amounts in the scales and units an English reader takes, dates and known names, each beside the source's own form."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache
from importlib.resources import files

from kg.errors import LexiconInvalid
from kg.indicators import indicators
from kg.lexicon import Entry, lexicon
from kg.name_forms import syllables
from kg.yaml_data import load_yaml
from pipelines.questions.evidence import Observation
from pipelines.questions.render import bare, period_words

_HAN = re.compile(r"[\u4e00-\u9fff]")
_SIZES = {
    "万亿亿": 20, "百亿亿": 18, "亿亿": 16, "千万亿": 15, "万亿": 12, "千亿": 11, "百亿": 10, "十亿": 9, "亿": 8, "千万": 7, "百万": 6, "十万": 5, "万": 4, "千": 3, "": 0,
}  # fmt: skip
_SCALES = ((12, "trillion"), (9, "billion"), (6, "million"))
_BEFORE = {
    "超过": "over", "超": "over", "逾": "over", "突破": "over", "高于": "over", "不低于": "at least", "不少于": "at least", "至少": "at least",
    "大约": "about", "约": "about", "近": "nearly", "将近": "nearly", "低于": "below", "不足": "below", "不到": "below", "不超过": "at most",
    "不高于": "at most", "最多": "at most", "增加": "up by", "增长": "up by", "减少": "down by", "下降": "down by", "多": "more by", "少": "less by",
}  # fmt: skip
_AFTER = {"以上": "at least", "余": "over", "多": "over", "左右": "about", "以下": "below", "以内": "at most"}
_PETA = 15  # from here on operations per second are told in EFLOPS
_DAY = re.compile(r"(20\d\d)(?:-(\d\d)|年(\d{1,2})月)(?:(?:-(\d\d))|(\d{1,2})日)?|(20\d\d)年")
_SUFFIX = re.compile(r"(?<=..)(?:特别行政区|维吾尔自治区|壮族自治区|回族自治区|自治区|自治州|地区|省|市|县|区|盟)$")


@dataclass(frozen=True, slots=True)
class _Words:
    units: dict[str, str]
    places: dict[str, str]
    amount: re.Pattern[str]


@cache
def _words() -> _Words:
    data = load_yaml(files("kg").joinpath("lexicon/english.yaml").read_text(encoding="utf-8"))
    try:
        units = dict(data["units"])
        known = "|".join(re.escape(unit) for unit in sorted(units, key=lambda unit: -len(unit)))
        before = "|".join(sorted(_BEFORE, key=len, reverse=True))
        sizes = "|".join(size for size in _SIZES if size)
        return _Words(
            units,
            dict(data["places"]),
            re.compile(
                rf"(?:(?P<before>{before})\s?)?第?(?P<number>\d+(?:,\d{{3}})*(?:\.\d+)?)\s?(?P<after>余|多)?(?P<size>{sizes})?(?P<more>余|多)?"
                rf"(?P<unit>{known}|[个家台颗块枚片条项款座所处类种名次篇笔套组层部辆栋期批所位路]|[A-Za-z%]+(?:/[A-Za-z]+)?)?(?P<end>以上|左右|以下|以内)?"
            ),
        )
    except (KeyError, TypeError) as error:
        raise LexiconInvalid(f"kg/lexicon/english.yaml: {error!r}") from error


def amounts_in_english(text: str) -> str:
    """``text`` with the amounts in it told in English: 超830万架 -> over 8.3 million racks, 约12.7亿元 -> about 1.27 billion yuan."""
    return _words().amount.sub(_amount, text)


def _amount(match: re.Match[str]) -> str:
    unit, size = match["unit"] or "", match["size"] or ""
    if not (match["before"] or size or match["after"] or match["more"] or match["end"] or _HAN.search(unit)):
        return match.group()
    if unit == "位":
        return f"No. {match['number']}"
    sign = " ".join(
        dict.fromkeys(
            filter(None, (_BEFORE.get(match["before"] or ""), _AFTER.get(match["after"] or match["more"] or match["end"] or "")))
        )
    )
    said = _scaled(match["number"], size)
    if unit == "次/秒" and _SIZES[size] >= _PETA:
        return f"{sign} {_short(Decimal(match['number'].replace(',', '')).scaleb(_SIZES[size] - 18))} EFLOPS".strip()
    told = _words().units.get(unit, "" if _HAN.search(unit) else unit)
    blank = "" if told == "%" else " "
    return f"{sign} {said}{blank + told if told else ''}".strip()


def _scaled(number: str, size: str) -> str:
    """1.27 billion of 12.7 and 亿; 804,000 of 80.4 and 万."""
    plain = number.replace(",", "")
    if not size:
        return number
    value = Decimal(plain).scaleb(_SIZES[size])
    for power, word in _SCALES:
        if value >= Decimal(10) ** power:
            return f"{_short(value.scaleb(-power))} {word}"
    return f"{_short(value)}"


def _short(value: Decimal) -> str:
    return f"{value.normalize():,f}"


def days_in_english(text: str) -> str:
    """2023-03-18 and 2023年3月18日 -> March 18, 2023; 2022-03 -> March 2022."""
    return _DAY.sub(lambda match: period_words(_iso(match), True), text)


def _iso(match: re.Match[str]) -> str:
    year = match[1] or match[6]
    month, day = match[2] or match[3], match[4] or match[5]
    return year + (f"-{int(month):02}" if month else "") + (f"-{int(day):02}" if day else "")


@lru_cache(maxsize=4096)
def name_in_english(name: str) -> str | None:
    """The English name of an entity: the lexicon's, and of places their pinyin; None where none is known."""
    places = _words().places
    short = _SUFFIX.sub("", name)
    known = places.get(name) or places.get(short)
    if known:
        return known
    entries = lexicon().named(name)
    english = next((form for entry in entries for form in entry.en), None)
    if english:
        return english
    if any(_division(entry) for entry in entries):
        return _spelled(short)
    maker = next((hit for hit in lexicon().find(name) if hit.start == 0 and hit.entry.en and name[hit.end :].isascii()), None)
    number = re.search(r"[A-Za-z]*\d[\w.+-]*$", name)
    return f"{maker.entry.en[0]} {number.group()}" if maker and number and number.start() else None


def _division(entry: Entry) -> bool:
    return entry.type == "Place" and any(kind == "gb2260" for kind, _ in entry.identifiers)


def _spelled(name: str) -> str:
    """Yinchuan, Xi'an: pinyin in one word, with an apostrophe before a vowel."""
    parts = syllables(name)
    said = parts[0] + "".join(f"'{part}" if part[:1] in "aoe" else part for part in parts[1:])
    return said[:1].upper() + said[1:]


def in_english(text: str) -> str:
    """A bare answer in English as far as it is known; what is not stays as the source has it."""
    name = name_in_english(text) if _HAN.search(text) else None
    return name or amounts_in_english(days_in_english(text))


def both(text: str) -> str:
    """The English form with the source's own in brackets where they differ: Yinchuan (银川)."""
    english = in_english(text)
    return english if english == text or not _HAN.search(text) else f"{english} ({text})"


def english_answers(answers: Sequence[str]) -> tuple[str, ...]:
    """Bare answers in English. Of a single one the source's form comes second; several have it in brackets."""
    if len(answers) != 1:
        return tuple(map(both, answers))
    return tuple(dict.fromkeys((in_english(answers[0]), answers[0])))


def english_sentence(observation: Observation) -> str:
    """Data center PUE of Guangdong (广东PUE): below 1.25 (target) (2025), according to IDC."""
    about = observation.about or ""
    own = observation.indicator if about and observation.indicator.startswith(about) else about + observation.indicator
    known = indicators().named(observation.indicator)
    place = name_in_english(about) if about else ""
    what = (
        f"{known.en[:1].upper() + known.en[1:]}{f' of {place}' if place else ''} ({own})" if known and place is not None else own
    )
    status = {"forecast": " (forecast)", "target": " (target)"}.get(observation.status, "")
    by = f", according to {both(observation.statistician)}" if observation.statistician else ""
    when = period_words(observation.period, True)
    return f"{what}: {both(bare(observation))}{status}" + (f" ({when})" if when else "") + by + "."
