"""A computed answer as a candidate on the common scale: answer, formula, and the figures and sentences behind it."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from pipelines.questions.computing.asked import Asked
from pipelines.questions.computing.facts import Fact
from pipelines.questions.computing.matching import future, timely
from pipelines.questions.computing.measuring import of_indicator
from pipelines.questions.computing.saying import said, surroundings
from pipelines.questions.computing.values import Value, formula
from pipelines.questions.content import fold
from pipelines.questions.evidence import View
from pipelines.questions.score import Candidate, missing_names

_INDICATOR, _UNIT, _TIME, _ASKED = 0.12, 0.06, 0.06, 0.1
_UNSURE = 0.04


def explained_by(asked: Asked, facts: Sequence[Fact]) -> float:
    """Share of the question's content that stands around the figures together."""
    terms = asked.terms
    total = sum(t.weight for t in terms)
    if not total:
        return 0.7  # nothing but a computation: the operands themselves are what was asked for
    around = [layer for f in facts for layer in surroundings(f)]
    return sum(t.weight * said(t, around) for t in terms) / total


def solution(
    asked: Asked, answers: Sequence[str], shown: str, facts: Sequence[Fact], reason: str, extra: float = 0.0
) -> Candidate:
    """The candidate; names of the question that nothing around the figures says are broken constraints."""
    views = tuple(dict.fromkeys(f.view for f in facts))
    parse = asked.parse
    score = explained_by(asked, facts) + _ASKED + extra
    score += _INDICATOR * max(of_indicator(f, parse.indicators) for f in facts) - (
        0.0 if any(of_indicator(f, parse.indicators) for f in facts) else _INDICATOR
    )
    if asked.dimension:
        score += _UNIT
    if parse.periods and all(timely(parse, f) for f in facts[:1]):
        score += _TIME
    if any(f.expected for f in facts) and not future(parse):
        score -= _UNSURE
    found = Candidate("derived", tuple(answers), score, views, (reason,), (), tuple(f.observation for f in facts), shown)
    for term in missing_names(parse, [(layer, worth) for f in facts for layer, worth in around(f.view, f)]):
        found = found.better(-0.25, f"没有提到{term.text}").breaking(term.text)
    return found


def around(view: View, fact: Fact) -> list[tuple[str, float]]:
    return [*surroundings(fact), (fold(" ".join(fact.subjects)), 1.0), (fold(fact.observation.statistician or ""), 1.0)]


def valued(asked: Asked, value: Value, reason: str, extra: float = 0.0) -> Candidate:
    """The candidate whose answer is a value, in the unit asked for where it converts."""
    unit = asked.parse.unit
    shown = value.into(unit) if unit and len(unit) > 1 else None
    told = shown or value
    rounded = value.unit in ("%", "倍") and value.computed
    text = formula(value) + (f" = {told.said(False)}" if shown and shown.unit != value.unit else "")
    return solution(asked, (told.said(asked.parse.english, rounded and not _whole(value)),), text, value.facts, reason, extra)


def _whole(value: Value) -> bool:
    return value.unit == "倍" and value.number == value.number.to_integral_value() or value.number == Decimal(0)
