"""Two figures for the two sides of a question: of one metric and two subjects, times or stages, or two metrics of one subject."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pipelines.questions.computing.asked import Asked, Side, stage_in
from pipelines.questions.computing.facts import Fact
from pipelines.questions.computing.matching import Match, matches
from pipelines.questions.computing.measuring import measures, of_indicator, same_metric
from pipelines.questions.computing.naming import named_by, named_in
from pipelines.questions.computing.saying import OWN, said, told
from pipelines.questions.content import fold

_SIDE = 16  # figures tried for a side
_LEAST = 0.5  # of a side's own words that must stand in the figure's own words where the sides differ by metric


@dataclass(frozen=True)
class Pair:
    one: Fact
    two: Fact
    fit: float


def levels(facts: Iterable[Fact]) -> list[Fact]:
    return [f for f in facts if f.role == "level"]


def best_pair(asked: Asked, facts: list[Fact], two_metrics: bool = False) -> Pair | None:
    """The figures that go best with the two sides and with each other. ``two_metrics``: they may measure different things."""
    first, second = asked.sides[0], asked.sides[1]
    ones, twos = matches(asked, first, facts)[:_SIDE], matches(asked, second, facts)[:_SIDE]
    found = [
        Pair(a.fact, b.fact, fit)
        for a in ones
        for b in twos
        if a.fact.key != b.fact.key and (fit := _fit(asked, a, b, two_metrics)) is not None
    ]
    return max(found, key=lambda p: (p.fit, p.one.observation.iri, p.two.observation.iri), default=None)


def _fit(asked: Asked, a: Match, b: Match, two_metrics: bool) -> float | None:
    one, two = a.fact, b.fact
    if asked.dimension == "percent" and not one.observation.unit == two.observation.unit == "%":
        return None
    if asked.parse.operation == "difference" and not (measures(asked.parse, one) or measures(asked.parse, two)):
        return None
    first, second = asked.sides[0], asked.sides[1]
    alike = same_metric(one, two)
    if alike and _same_thing(one, two) and not _both_named(first, second, one, two):
        return None
    if not alike and not (two_metrics or _told_apart(first, second, one, two)):
        return None
    if _subjects_differ(one, two) and (not alike or not (named_by(second, two) or _distinct(second, two))):
        return None
    measure = asked.measure if first.named and second.named else asked.shared
    fit = a.fit + b.fit + 0.5 * (told(measure, one) + told(measure, two))
    fit += 0.5 * (of_indicator(one, asked.parse.indicators) + of_indicator(two, asked.parse.indicators))
    fit += 0.2 * (close(first, one) + close(second, two)) if not alike else 0.1 * (one.stem == two.stem)
    fit += 0.1 * (one.observation.sentence == two.observation.sentence) + 0.1 * (one.view.article == two.view.article)
    fit += 0.1 * (one.observation.period == two.observation.period and not (first.timed and second.timed))
    fit += 0.05 * sum(not f.expected for f in (one, two))
    fit -= 0.2 * sum(f.earlier and not (s.timed or stage_in(s.text)) for s, f in ((first, one), (second, two)))
    return fit + 0.05 * (one.observation.precision == two.observation.precision)


def _same_thing(one: Fact, two: Fact) -> bool:
    """Of one subject, time, stage and status: nothing tells them apart but the number."""
    a, b = one.observation, two.observation
    same_time = a.period == b.period and one.stage == two.stage and one.earlier == two.earlier
    return one.subjects == two.subjects and same_time and a.status == b.status


def _both_named(first: Side, second: Side, one: Fact, two: Fact) -> bool:
    """A side's own words stand in its figure's own words and not in the other's: 一期100P, 二期100P; and the numbers differ."""
    mine = [t for t in first.terms if t not in second.terms]
    yours = [t for t in second.terms if t not in first.terms]
    apart = [
        any(said(t, [(fact.own, OWN)]) >= 0.6 and not said(t, [(other.own, OWN)]) for t in terms)
        for terms, fact, other in ((mine, one, two), (yours, two, one))
    ]
    return all(apart) or (any(apart) and one.observation.base_value != two.observation.base_value)


def _told_apart(first: Side, second: Side, one: Fact, two: Fact) -> bool:
    """Do the sides name two metrics that the figures have?"""
    return min(_own(first, one), _own(second, two)) >= _LEAST and bool(second.terms)


def _distinct(side: Side, fact: Fact) -> bool:
    """The side's words stand in the figure's own words beside what names its measure: 区域集群 of 区域集群5ms时延."""
    stem = fact.stem + fact.indicator_stem
    return any(fold(t.text) not in stem and said(t, [(fact.own, OWN)]) >= _LEAST for t in side.terms)


def _own(side: Side, fact: Fact) -> float:
    terms = [t for t in side.terms if not t.name] or list(side.terms)
    total = sum(t.weight for t in terms)
    return sum(t.weight * said(t, [(fact.own, OWN)]) for t in terms) / total if total else 0.0


def _subjects_differ(one: Fact, two: Fact) -> bool:
    return bool(one.subjects and two.subjects) and one.subjects != two.subjects


def close(side: Side, fact: Fact) -> float:
    """Share of the metric's character pairs that the side says: 算力总规模 is nearer to 算力总规模 than 超算算力 is."""
    text, stem = fold(side.text), fact.stem
    pairs = [stem[i : i + 2] for i in range(len(stem) - 1)]
    if not pairs:
        return 0.0
    whole = max(sum(p in text for p in pairs) / len(pairs), _label(text, fact))
    return whole + 0.2 * named_in(side.text, fact)


def _label(text: str, fact: Fact) -> float:
    return 1.0 if len(fact.indicator_stem) > 1 and fact.indicator_stem in text else 0.0
