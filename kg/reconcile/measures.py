"""What a claim measures: two claims are compared only where indicator, subject, unit, basis, time and the words around agree."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from kg.check_words import check_words
from kg.conflict_words import conflict_words
from kg.indicators import fold, indicators
from kg.periods import span
from kg.reconcile.claims import Claim
from kg.units import dimension

_TIMELESS = ("Chip", "Model")  # what a chip or a model can do does not change with the month
_PHYSICAL = ("compute", "data", "bandwidth", "power", "area", "length", "frequency", "rack", "ratio", "parameters", "qubits")
_NATION = "中国"
_CHANGES = ("同比", "环比")
_SHORT = 31  # days: of what is dated by its report alone, a shorter period is no period of account
_YEAR = 366
_COMMA = re.compile("[，,；;。]")
_STRAY = re.compile(r"[\s\d.%、，,/·～~—\-（）()的了与和及]+")


@dataclass(frozen=True, slots=True)
class Wording:
    """What the words of a figure add to its indicator: a part of the whole, a stage of building, what the count takes in."""

    part: str
    stage: frozenset[str]
    coverage: frozenset[str]


@dataclass(frozen=True, slots=True)
class Slot:
    """The time of a claim as far as it can be compared. ``loose``: the text is less exact than this."""

    time: str
    loose: bool = False


Measure = tuple[str, str, str, str | None, str, str]


def measure(claim: Claim) -> Measure | None:
    """What is measured: claims of one measure may contradict one another. None for a claim that can be compared with none."""
    found, part = slot(claim), wording(claim).part
    if found is None or not (part or _named(claim)):
        return None
    return claim.indicator, claim.about, claim.base_unit, claim.basis, found.time, part


def _named(claim: Claim) -> bool:
    """Whether the text names what is measured, beside what it is about.

    Of a place it must say the market or the price of what; and a figure outside the scheme is the nation's only where the sentence says so.
    """
    if claim.about_type != "Place":
        return bool(claim.about)
    words = conflict_words()
    if words.of_something.match(claim.indicator):
        rest = words.of_something.sub("|", (claim.metric or claim.indicator).replace(claim.about_label, "|"))
        return bool(_STRAY.sub("", words.neutral.sub("|", rest)).replace("|", ""))
    own = claim.about_label != _NATION or indicators().named(claim.indicator) is not None
    return own or re.search(check_words().nation, claim.sentence) is not None


def wording(claim: Claim) -> Wording:
    """What the figure's own words add to the indicator's name."""
    return _wording(claim.metric or claim.indicator, claim.indicator, claim.about_label, claim.about_type)


@lru_cache(maxsize=16384)
def _wording(metric: str, indicator: str, about: str, about_type: str) -> Wording:
    words = conflict_words()
    known = indicators().named(indicator)
    text = fold(metric)
    for label in sorted({fold(name) for name in (*(known.labels if known else ()), indicator)}, key=lambda n: (-len(n), n)):
        if label in text:
            text = text.replace(label, "|", 1)
            break
    text = _without_subject(text, fold(about), about_type)
    stage = frozenset(words.stage.findall(text))
    text = words.stage.sub("|", text)
    coverage = frozenset(words.coverage.findall(text))
    text = words.coverage.sub("|", text)
    if about_type in words.kind:
        text = words.kind[about_type].sub("|", text)
    text = words.neutral.sub("|", words.thing.sub("|", text))
    return Wording(_STRAY.sub("", text).replace("|", ""), stage, coverage)


def _without_subject(text: str, about: str, about_type: str) -> str:
    """``text`` without the subject's name; before that of a thing stands whose it is: 无锡中心的神威·太湖之光的峰值性能."""
    if not about or about not in text:
        return text
    return text.replace(about, "|") if about_type == "Place" else text.rpartition(about)[2]


def stock(claim: Claim) -> bool:
    """Measured at a moment, not summed over a period."""
    if claim.basis in _CHANGES:
        return False
    if conflict_words().daily.search(claim.metric or claim.indicator):
        return True
    known = indicators().named(claim.indicator)
    return known.stock if known else dimension(claim.unit) in _PHYSICAL


def timeless(claim: Claim) -> bool:
    """A property of a chip or a model: not its price, its sales or its share."""
    return claim.about_type in _TIMELESS and stock(claim) and dimension(claim.unit) not in ("money", "percent")


def slot(claim: Claim) -> Slot | None:
    """When: for a stock its month, for a flow the days that it is summed over; None where the text does not say.

    A year alone means its end, or in the year itself the month of the report. Two reports of one day may tell of two deals, so a
    flow that only its report dates is compared with none.
    """
    if timeless(claim):
        return Slot("")
    days = span(claim.period) if claim.period else None
    if days is None:
        return Slot("undated", loose=True) if stock(claim) and claim.published is None and not claim.period else None
    length = (days[1] - days[0]).days
    if not stock(claim):
        return None if claim.period_basis == "published" and length <= _SHORT else Slot(f"{days[0]}/{days[1]}")
    if length > _YEAR:
        return Slot(f"{days[0]}/{days[1]}")
    return _moment(claim, days) if length > _SHORT and claim.status == "actual" else Slot(f"{days[1]:%Y-%m}")


def _moment(claim: Claim, days: tuple[date, date]) -> Slot:
    """The month that a stock over a longer time is of: the last, or that of the report where it came before."""
    published = claim.published
    if published and days[0] <= published <= days[1]:
        return Slot(f"{published:%Y-%m}", loose=True)
    return Slot(f"{days[1]:%Y-%m}", loose=published is None)


def same_stage(one: Claim, other: Claim) -> bool:
    """Whether the two do not plainly tell of two stages of building (规划 and 在用)."""
    a, b = stages(one), stages(other)
    return not a or not b or bool(a & b)


def stages(claim: Claim) -> frozenset[str]:
    """Words of stage in the figure's own words and before it in its clause: 已建成机架3000架."""
    return wording(claim).stage | {*conflict_words().stage.findall(clause_before(claim))}


def clause_before(claim: Claim) -> str:
    """The clause of the figure up to it."""
    return _COMMA.split(claim.sentence[: claim.start - claim.sentence_start])[-1]
