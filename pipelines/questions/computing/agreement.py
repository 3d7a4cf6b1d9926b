"""Do two reports or two counters say the same, and was a goal met: both values, and yes or no."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from pipelines.questions.computing.asked import Asked, Side
from pipelines.questions.computing.facts import Fact
from pipelines.questions.computing.matching import timely
from pipelines.questions.computing.measuring import of_indicator, same_metric
from pipelines.questions.computing.pairs import Pair, levels
from pipelines.questions.computing.saying import told
from pipelines.questions.computing.solution import solution
from pipelines.questions.computing.values import of_fact, same_units
from pipelines.questions.content import fold
from pipelines.questions.render import bare
from pipelines.questions.score import Candidate

_ROUNDING = 200  # one part in so many is rounding
_LEAST = 0.45
_BEFORE = 300  # characters of the article before, where it names whom it quotes


def agreement(asked: Asked, facts: list[Fact]) -> Candidate | None:
    """Two figures of one metric, subject and time by two sources: the same or not."""
    fitting = [
        f
        for f in levels(facts)
        if told(asked.terms, f) >= _LEAST and timely(asked.parse, f) and of_indicator(f, asked.parse.indicators)
    ]
    pairs = [
        Pair(a, b, _fit(asked, a, b))
        for a in fitting
        for b in fitting
        if a.key < b.key
        and same_metric(a, b)
        and a.subjects == b.subjects
        and _sources(asked, a, b)
        and same_units([of_fact(a), of_fact(b)])
    ]
    pair = max(pairs, key=lambda p: (p.fit, p.one.key, p.two.key), default=None)
    if pair is None:
        return None
    same = _equal(pair)
    english = asked.parse.english
    word = ("the same" if same else "not the same") if english else ("一样" if same else "不一样")
    values = [bare(f.observation, english) for f in (pair.one, pair.two)]
    shown = (" = " if same else " ≠ ").join(values)
    return solution(asked, tuple(dict.fromkeys((word, *values))), shown, [pair.one, pair.two], "两处说法相比")


def _fit(asked: Asked, a: Fact, b: Fact) -> float:
    fit = (
        told(asked.terms, a)
        + told(asked.terms, b)
        + 0.2 * (of_indicator(a, asked.parse.indicators) + of_indicator(b, asked.parse.indicators))
    )
    return fit + 0.2 * (not _equal(Pair(a, b, 0))) + 0.2 * (a.observation.precision == b.observation.precision)


def _sources(asked: Asked, a: Fact, b: Fact) -> bool:
    """From two articles, or by the two counters that the question names."""
    if len(asked.sides) == 2:
        first, second = asked.sides
        return (_by(first, a) and _by(second, b)) or (_by(first, b) and _by(second, a))
    return a.view.article != b.view.article


def _by(side: Side, fact: Fact) -> bool:
    view = fact.view
    told_by = fold(fact.observation.statistician or "") + "".join(view.folded[:3]) + view.before[-_BEFORE:]
    return bool(side.terms) and all(any(form in told_by for form in t.forms) for t in side.terms)


def _equal(pair: Pair) -> bool:
    values = same_units([of_fact(pair.one), of_fact(pair.two)])
    if values is None:
        return False
    a, b = values[0].number, values[1].number
    return abs(a - b) <= abs(max(a, b, key=abs)) / _ROUNDING


def met(asked: Asked, facts: Iterable[Fact]) -> Candidate | None:
    """Was the goal reached by then?"""
    known = asked.parse.indicators
    goals = [
        f for f in levels(facts) if f.observation.status != "actual" and told(asked.terms, f) >= 0.3 and of_indicator(f, known)
    ]
    newest = replace(asked.parse, times=asked.parse.times[-1:])
    reached = [f for f in levels(facts) if f.observation.status == "actual" and timely(newest, f)]
    given = {q.value for q in asked.parse.quantities}
    pairs = [
        Pair(g, r, told(asked.terms, g) + told(asked.terms, r) + (g.observation.value in given))
        for g in goals
        for r in reached
        if same_metric(g, r) and (not given or g.observation.value in given)
    ]
    pair = max(pairs, key=lambda p: (p.fit, p.one.key, p.two.key), default=None)
    values = same_units([of_fact(pair.one), of_fact(pair.two)]) if pair else None
    if pair is None or values is None:
        return None
    goal, there = values
    done = there.number <= goal.number if pair.one.observation.qualifier == "under" else there.number >= goal.number
    english = asked.parse.english
    word = ("yes" if done else "no, not yet") if english else ("达到了" if done else "没有达到")
    shown = f"{bare(pair.two.observation, english)} {'≥' if there.number >= goal.number else '<'} {bare(pair.one.observation, english)}"
    return solution(asked, (word, bare(pair.two.observation, english)), shown, [pair.two, pair.one], "现值与目标相比")
