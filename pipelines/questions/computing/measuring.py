"""Do figures measure the same thing, and what the question asks for?"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.indicators import Indicator
from kg.units import dimension
from pipelines.questions.computing.facts import Fact
from pipelines.questions.content import fold
from pipelines.questions.parse import Parse

_IN_LIST = re.compile(r"(?:\s*(?:[、和与及]|以及)\s*(?:约|近|超)?(?:[\d.]+[^\s、和与及，。；\d]{1,6})?)+")


def same_metric(one: Fact, other: Fact) -> bool:
    """Do both figures measure the same thing, by indicator or by its words, at the same precision?"""
    a, b = one.observation, other.observation
    if a.precision and b.precision and a.precision != b.precision:
        return False
    if one.indicator_stem == other.indicator_stem or one.stem == other.stem or _listed(one, other):
        return True
    short, long = sorted((_bare(one), _bare(other)), key=len)
    return len(short) > 1 and (long.endswith(short) or short in long) and a.growth == b.growth


def _listed(one: Fact, other: Fact) -> bool:
    """Members of one list of numbers, which share what they measure: 分别为6200P、4800P和2000P."""
    a, b = one.observation, other.observation
    if a.sentence != b.sentence or a.unit != b.unit or a.unit == "":
        return False
    first, last = (one, other) if one.at < other.at else (other, one)
    between = first.view.text[first.at + len(first.observation.surface) : last.at]
    return _IN_LIST.fullmatch(between) is not None


def _bare(fact: Fact) -> str:
    """The metric's words without the subject's: 功耗 of 昇腾910的最大功耗."""
    stem = fact.stem
    for subject in fact.subjects:
        stem = stem.replace(fold(subject), "")
    return stem.rpartition("的")[2]


def of_indicator(fact: Fact, indicators: Sequence[Indicator]) -> float:
    """1 where the figure is of one of the question's indicators, .5 of a narrower or wider one, 0 of another; 1 where none is named."""
    if not indicators:
        return 1.0
    names = (fact.observation.indicator, fact.indicator_stem)
    if any(fold(label) in map(fold, names) for i in indicators for label in i.labels):
        return 1.0
    stem = fact.indicator_stem
    return (
        0.5 if any(fold(label) in stem or stem in fold(label) for i in indicators for label in i.labels if len(stem) > 1) else 0.0
    )


def measures(parse: Parse, fact: Fact) -> bool:
    """Of an indicator of the question, or of a dimension that one of them has."""
    known = parse.indicators
    return bool(of_indicator(fact, known)) or dimension(fact.observation.unit) in {d for i in known for d in i.dimensions}
