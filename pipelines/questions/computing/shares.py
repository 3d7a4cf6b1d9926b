"""Shares: A in per cent of B, or of the indicator that holds it; the actual share against a goal for it."""

from __future__ import annotations

import re
from dataclasses import replace

from kg.indicators import Indicator, indicators
from kg.intervals import around
from pipelines.questions.computing.asked import Asked, Side
from pipelines.questions.computing.facts import Fact
from pipelines.questions.computing.matching import Match, matches, timely
from pipelines.questions.computing.measuring import of_indicator
from pipelines.questions.computing.pairs import best_pair, levels
from pipelines.questions.computing.saying import CLAUSE, OWN, clause, said, told
from pipelines.questions.computing.solution import valued
from pipelines.questions.computing.values import Value, applied, minus, of_fact, over
from pipelines.questions.parse import Parse
from pipelines.questions.render import rounded
from pipelines.questions.score import Candidate

_STATED = 0.75  # of the question that stands around a share, from which on it is the one asked for
_PART = 0.75  # of the words of the part that have to stand by a stated share
_RATIO = 0.1  # a ratio with a name of its own is surely what is asked for
_SHARE = re.compile(r"占比|比例|比重|份额|share|proportion", re.IGNORECASE)


# Ratios that have a name of their own: what is divided by what. Source: 《企业会计准则》 on the analysis of statements.
_NAMED = (
    (re.compile(r"(?:销售)?净利润?率|net (?:profit )?margin", re.IGNORECASE), "净利润", "营业收入"),
    (re.compile(r"研发(?:投入|费用)?(?:占比|强度|费用率)|R&D intensity", re.IGNORECASE), "研发投入", "营业收入"),
    (re.compile(r"资产负债率"), "负债", "资产"),
)


def named_ratio(asked: Asked, facts: list[Fact]) -> Candidate | None:
    """净利率 from the profit and the revenue of one firm and time, where the text does not state it."""
    for pattern, above, below in _NAMED:
        if not pattern.search(asked.parse.question):
            continue
        if any(pattern.search(f.name) and f.role == "level" and timely(asked.parse, f) for f in facts):
            return None
        pairs = [
            (told(asked.terms, a) + told(asked.terms, b) + 0.2 * (a.view.article == b.view.article), a, b)
            for a in levels(facts)
            for b in levels(facts)
            if a.indicator_stem.endswith(above)
            and b.indicator_stem.endswith(below)
            and a.subjects == b.subjects
            and a.observation.period == b.observation.period
            and timely(asked.parse, a)
        ]
        if pairs:
            _, one, two = max(pairs, key=lambda row: (row[0], row[1].key, row[2].key))
            value = over(of_fact(one), of_fact(two), "%", 1)
            return valued(asked, value, f"{above}除以{below}", _RATIO) if value else None
    return None


def share(asked: Asked, facts: list[Fact]) -> Candidate | None:
    """A in per cent of B, where the text does not state the share."""
    if asked.parse.plural or stated_share(asked, facts):
        return None
    amounts = [f for f in levels(facts) if f.observation.unit != "%"]
    if len(asked.sides) == 2:
        pair = best_pair(asked, amounts, True)
        value = over(of_fact(pair.one), of_fact(pair.two), "%", 1) if pair else None
    else:
        value = held(asked.parse.indicators, asked.parse, amounts)
    return valued(asked, value, "由部分与总量推算占比") if value and value.number <= 100 else None


def whole(asked: Asked, facts: list[Fact]) -> Candidate | None:
    """The whole from a part and its share, where the question asks to work it out: 用收入和它的占比推算主营业务收入."""
    found = [
        (told(asked.terms, part) + told(asked.terms, fraction) + _named_whole(asked, fraction), part, fraction)
        for fraction in facts
        if fraction.observation.share and fraction.observation.unit == "%" and fraction.observation.value > 0
        for part in levels(facts)
        if part.observation.sentence == fraction.observation.sentence
        and part.observation.unit not in ("%", "")
        and part.at < fraction.at
        and (not part.subjects or not fraction.subjects or part.subjects == fraction.subjects)
        and _named_whole(asked, fraction)
        and timely(asked.parse, part)
    ]
    if not found:
        return None
    _, part, fraction = max(found, key=lambda row: (row[0], row[1].key))
    amount, percent = of_fact(part), fraction.observation.value
    text = f"{amount.text} / {of_fact(fraction).text}"
    value = applied(amount, text, (part, fraction), lambda x: rounded(x / percent * 100, 1))
    loose = fraction.observation.qualifier != "exact"
    return valued(asked, replace(value, span=around(value.number, value.number / 20)) if loose else value, "由部分与占比推算总量")


def _named_whole(asked: Asked, fraction: Fact) -> float:
    """Share of the words of the whole (of 占比:主营业务) that the question says."""
    words = (fraction.observation.basis or "").partition(":")[2] or _SHARE.sub("", fraction.name).removeprefix("在")
    pairs = [words[i : i + 2] for i in range(len(words) - 1)]
    return sum(pair in asked.parse.question for pair in pairs) / len(pairs) if pairs else 0.0


def stated_share(asked: Asked, facts: list[Fact]) -> bool:
    """Does a sentence state the share of the thing asked for?"""
    return any(
        f.observation.share and told(asked.terms, f) >= _STATED and timely(asked.parse, f) and _of_part(asked, f) for f in facts
    )


def _of_part(asked: Asked, fact: Fact) -> bool:
    """Is the stated share that of the part which the question names, by the figure's own words?"""
    if not asked.sides:
        return True
    terms = asked.sides[0].terms
    total = sum(t.weight for t in terms)
    return not total or sum(t.weight * said(t, [(fact.own, OWN), (clause(fact), CLAUSE)]) for t in terms) / total >= _PART


def held(named: tuple[Indicator, ...], parse: Parse, facts: list[Fact]) -> Value | None:
    """The figure of an indicator in per cent of that of the indicator which holds it: 智能算力规模 of 算力规模."""
    for indicator in named:
        whole = indicators().by_key.get(indicator.broader or "")
        if whole is not None:
            parts = [f for f in facts if of_indicator(f, (indicator,)) == 1 and timely(parse, f) and not f.observation.local]
            wholes = [f for f in facts if of_indicator(f, (whole,)) == 1 and timely(parse, f) and not f.observation.local]
            for part in parts:
                same = [f for f in wholes if f.observation.period == part.observation.period and f.subjects == part.subjects]
                if same:
                    return over(of_fact(part), of_fact(same[0]), "%", 1)
    return None


def share_gap(asked: Asked, facts: list[Fact]) -> Candidate | None:
    """The share that the figures give against one that is stated or aimed at: 实际占比离35%的目标还差几个百分点."""
    if len(asked.sides) != 2 or not all(_SHARE.search(s.text) or s.quantity for s in asked.sides):
        return None
    for side, other in (asked.sides, asked.sides[::-1]):
        stated = _shares_of(asked, other, facts)
        value = held(side.indicators, side.parse, [f for f in levels(facts) if f.observation.unit != "%"])
        if value is not None and stated and not _shares_of(asked, side, facts):
            goal = of_fact(stated[0].fact)
            apart = minus(goal, value) if goal.number >= value.number else minus(value, goal)
            return valued(asked, apart, "推算的占比与所定占比之差") if apart else None
    return None


def _shares_of(asked: Asked, side: Side, facts: list[Fact]) -> list[Match]:
    return matches(asked, side, [f for f in facts if f.observation.share and f.role == "level"])
