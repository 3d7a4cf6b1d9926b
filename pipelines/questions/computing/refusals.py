"""Why two figures that a question sets side by side cannot be computed with: another precision, another unit."""

from __future__ import annotations

from collections.abc import Sequence

from kg.units import dimension
from pipelines.questions.computing.asked import Asked
from pipelines.questions.computing.facts import Fact
from pipelines.questions.computing.matching import Match, matches
from pipelines.questions.computing.pairs import levels
from pipelines.questions.computing.solution import explained_by
from pipelines.questions.render import bare
from pipelines.questions.score import Candidate
from pipelines.questions.words import question_words

_SURE = 0.8  # fit of a figure that is surely meant
_ABOVE = 0.2  # a refusal with its reason stands before answers that meet only one side
_VERBS = {"difference": "相减", "sum": "相加", "ratio": "相除", "share": "相除", "growth": "相除", "max": "相比", "min": "相比"}


def refusal(asks: Sequence[Asked], usable: Sequence[list[Fact]], told: bool) -> Candidate | None:
    """The reason as a broken constraint, with the figures that stand against each other; None where nothing is known on a side.

    ``told``: only where the question itself names two precisions or two measures that do not go together.
    """
    for asked, facts in zip(asks, usable, strict=True):
        verb = _VERBS.get(asked.parse.operation)
        if verb is None or len(asked.sides) != 2:
            continue
        found = [matches(asked, side, levels(facts)) for side in asked.sides]
        if told and not _apart(asked):
            continue
        wanted = [question_words().precision(side.text) for side in asked.sides]
        pair = [_first(rows, precision) for rows, precision in zip(found, wanted, strict=True)]
        one, two = pair
        if one is None or two is None or one.key == two.key:
            continue
        why = _precisions(wanted, one, two, asked.parse.english) or _units(one, two, asked.parse.english)
        if why:
            reason = why if asked.parse.english else f"{why}，不能{verb}"
            return _candidate(asked, (one, two), reason)
    return None


def _apart(asked: Asked) -> bool:
    """Do the sides name different precisions, or indicators of different dimensions?"""
    wanted = [question_words().precision(side.text) for side in asked.sides]
    if all(wanted) and len(set(wanted)) == 2:
        return True
    dimensions = [{d for i in side.indicators for d in i.dimensions if d != "count"} for side in asked.sides]
    return all(dimensions) and not dimensions[0] & dimensions[1]


def _first(rows: Sequence[Match], precision: str | None) -> Fact | None:
    """The figure that fits best, of the precision that its side names."""
    fitting = [row for row in rows if precision is None or row.fact.observation.precision == precision]
    return fitting[0].fact if fitting and fitting[0].fit >= _SURE else None


def _precisions(wanted: Sequence[str | None], one: Fact, two: Fact, english: bool) -> str | None:
    a, b = one.observation.precision, two.observation.precision
    if not (a and b) or a == b or not (all(wanted) or wanted == [None, None]):
        return None
    return f"different precision: {a} and {b}" if english else f"精度不同：{a}与{b}"


def _units(one: Fact, two: Fact, english: bool) -> str | None:
    a, b = one.observation.unit, two.observation.unit
    if dimension(a) == dimension(b) or not dimension(a) or not dimension(b):
        return None
    return f"different units: {a} and {b}" if english else f"单位不同：{a}与{b}"


def _candidate(asked: Asked, pair: tuple[Fact, Fact], reason: str) -> Candidate:
    answers = tuple(bare(f.observation, asked.parse.english) for f in pair)
    views = tuple(dict.fromkeys(f.view for f in pair))
    score = explained_by(asked, pair) + _ABOVE
    return Candidate("refusal", answers, score, views, (reason,), (reason,), tuple(f.observation for f in pair))
