"""Bare numbers that were percentages: 同比增长65, 占比达35, 利用率不足30 in a text that has lost its % signs."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

from kg.decimals import decimal_habits
from kg.figure_words import figure_words
from kg.indicators import indicators
from kg.model import Figure, NumberRepair

RULE = "percent-sign-lost"
_PRINTED = re.compile(r"\d[\d,]*(?:\.\d+)?")
_BY_INDICATOR, _BY_CONTEXT = 0.98, 0.9
_LEAST_BY_CONTEXT = 0.9  # one bare number after 提升 may be points of a score; several in a text without % are not
_LIST = r"(?:[+-]?\d+\s*(?:[、/,和及与]|以及)\s*)*"
_ADVERBS = r"(?:了|约|近|超过|超|逾|不足|达|高达|分别|为|幅度)*"
_AFTER = re.compile(r"\s*的?(?:增长|增幅|增速|涨幅|降幅|跌幅|份额|占比|比重)")
_UNIT_FOLLOWS = re.compile(r"\s*(?:[A-Za-z\d%％.]|[万亿倍位个家])")


def restore_percent(figure: Figure, text: str, lost: float) -> Figure:
    """``figure`` in %, with its repair, where it is a bare number that must be a percentage; else as it is.

    ``lost``: probability that the text has lost its % signs.
    """
    if lost < 0.5 or figure.unit or figure.repair:
        return figure
    digits = printed_number(figure)
    if digits is None:
        return figure
    certainty = _certainty(figure, text, figure.start + digits.start(), figure.start + digits.end())
    if not certainty or (certainty < _BY_INDICATOR and lost < _LEAST_BY_CONTEXT):
        return figure
    confidence = round(lost * certainty, 3)
    return replace(
        figure,
        unit="%",
        confidence=round(figure.confidence * confidence, 3),
        repair=NumberRepair(digits.group(), RULE, confidence),
    )


def printed_number(figure: Figure) -> re.Match[str] | None:
    """Where the figure's number stands in ``as_written``, in Arabic digits; None for Chinese numerals."""
    value = abs(figure.value)
    for match in _PRINTED.finditer(figure.as_written):
        if Decimal(match.group().replace(",", "")) == value:
            return match
    return None


def _certainty(figure: Figure, text: str, start: int, end: int) -> float:
    """How surely the number is a percentage: by what it measures, else by the words around it."""
    if _UNIT_FOLLOWS.match(text, end):
        return 0.0
    if figure.basis in ("同比", "环比") or is_percentage(figure.indicator) or is_percentage(figure.metric):
        return _BY_INDICATOR
    before = text[max(0, start - 40) : start]
    if _change().search(before) or _AFTER.match(text, end):
        return _BY_CONTEXT
    return 0.0


@lru_cache(maxsize=4096)
def is_percentage(indicator: str) -> bool:
    """Whether an indicator of this name is given in %: growth, a share, or a rate."""
    name = indicator.strip()
    words = figure_words()
    if not name or name.endswith(decimal_habits().not_percent):
        return False
    if name.endswith((*words.growth, *words.share)):
        return True
    known = indicators().find(name)
    if known is not None:
        return known.dimensions[0] == "percent"
    return name.endswith("率")


@lru_cache(maxsize=1)
def _change() -> re.Pattern[str]:
    words = "|".join(map(re.escape, decimal_habits().change))
    return re.compile(rf"(?:{words}){_ADVERBS}\s*[+-]?{_LIST}$")
