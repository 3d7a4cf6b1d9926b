"""Sums and means over the members that a question lists or a group word stands for; one row of figures of one metric."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from kg.intervals import Interval
from pipelines.questions.computing.asked import Asked, Side, side_of
from pipelines.questions.computing.facts import Fact
from pipelines.questions.computing.matching import Match, future, matches, timely
from pipelines.questions.computing.measuring import of_indicator, same_metric
from pipelines.questions.computing.naming import named_by
from pipelines.questions.computing.pairs import levels
from pipelines.questions.computing.saying import OWN, said, told
from pipelines.questions.computing.solution import valued
from pipelines.questions.computing.values import Value, of_fact, over, plus
from pipelines.questions.content import Term, fold
from pipelines.questions.parse import Parse
from pipelines.questions.render import rounded
from pipelines.questions.score import Candidate, points

_ALL_OF = re.compile(r"(?:[一二三四五六七八九十]+[地者家个])?(?:的)?(?:合计|总和|之和|总计|总量|总额)$")
_TRIED = 10
_ALL = 0.7  # of the question that stands around figures which nothing but their sentence joins


@dataclass(frozen=True)
class Row:
    """A figure for each member, all of one metric."""

    facts: tuple[Fact, ...]
    fit: float


def with_members(asked: Asked) -> Asked:
    """A group word (三大运营商) as the sides that it stands for."""
    members = asked.parse.members
    if not members:
        return asked
    sides = tuple(_member(asked.parse, name) for name in members)
    return replace(asked, sides=sides, shared=asked.terms)


def _member(parse: Parse, name: str) -> Side:
    return Side(name, (Term(name, 12.0, frozenset({fold(name)}), True, name),), parse, False, None)


def row(asked: Asked, facts: Sequence[Fact]) -> Row | None:
    """The best row of figures of one metric, period and status with one for each side."""
    found = [matches(asked, side, facts)[:_TRIED] for side in asked.sides]
    rows = [r for lead in found[0] if (r := _along(asked, lead, found)) is not None] if all(found) else []
    return max(rows, key=lambda r: (r.fit, [f.observation.iri for f in r.facts]), default=None)


def _along(asked: Asked, lead: Match, found: Sequence[Sequence[Match]]) -> Row | None:
    chosen = [lead]
    for members in found[1:]:
        fitting = [m for m in members if same_metric(lead.fact, m.fact) and m.fact.key not in {c.fact.key for c in chosen}]
        best = max(fitting, key=lambda m: (_next(asked, lead, m), m.fact.observation.iri), default=None)
        if best is None:
            return None
        chosen.append(best)
    fit = sum(_next(asked, lead, m) for m in chosen) / len(chosen)
    return Row(tuple(m.fact for m in chosen), fit)


def _next(asked: Asked, lead: Match, other: Match) -> float:
    one, two = lead.fact.observation, other.fact.observation
    fit = (
        other.fit
        - 0.1 * (other.fact.expected and not future(asked.parse))
        + 0.5 * told(asked.shared, other.fact)
        + 0.3 * of_indicator(other.fact, asked.parse.indicators)
    )
    fit += 0.1 * (one.sentence == two.sentence) + 0.1 * (lead.fact.view.article == other.fact.view.article)
    return (
        fit
        + 0.1 * (one.period == two.period)
        + 0.2 * (lead.fact.expected == other.fact.expected)
        + 0.1 * (lead.fact.stem == other.fact.stem)
    )


def total(asked: Asked, facts: list[Fact]) -> Candidate | None:
    """The sum over the sides, over the years of a range, or over what one sentence lists."""
    found = row(asked, levels(facts)) if len(asked.sides) >= 2 else _yearly(asked, facts) or _listed(asked, facts)
    value = plus([of_fact(f) for f in found.facts]) if found else None
    return valued(asked, value, "各数之和") if value else None


def _yearly(asked: Asked, facts: list[Fact]) -> Row | None:
    """A figure of one thing for each of the years that the question spans."""
    times = points(asked.parse)
    if len(times) != 2 or not all(t[:4].isdigit() for t in times):
        return None
    years = [str(year) for year in range(int(times[0][:4]), int(times[1][:4]) + 1)]
    rows: dict[tuple[str, str], dict[str, Fact]] = {}
    for fact in sorted(levels(facts), key=lambda f: (-told(asked.terms, f), f.key)):
        if fact.observation.period in years and of_indicator(fact, asked.parse.indicators):
            rows.setdefault((fact.observation.sentence, fact.indicator_stem), {}).setdefault(fact.observation.period or "", fact)
    full = [Row(tuple(r[y] for y in years), told(asked.terms, r[years[0]])) for r in rows.values() if len(r) == len(years)]
    return max(full, key=lambda r: (r.fit, r.facts[0].key), default=None)


def _listed(asked: Asked, facts: list[Fact]) -> Row | None:
    """All figures of one sentence in the unit asked for: 20家龙头企业、50家总部企业和1500家中小企业."""
    unit = asked.parse.unit
    rows: dict[str, list[Fact]] = {}
    for fact in levels(facts):
        if unit and fact.observation.unit.endswith(unit) and timely(asked.parse, fact):
            rows.setdefault(fact.observation.sentence, []).append(fact)
    full = [Row(tuple(r), max(told(asked.terms, f) for f in r)) for r in rows.values() if len(r) >= 2]
    best = max(full, key=lambda r: (r.fit, r.facts[0].key), default=None)
    return best if best and best.fit >= _ALL else None


def mean(asked: Asked, facts: list[Fact]) -> Candidate | None:
    """The mean over the sides."""
    found = row(asked, levels(facts)) if len(asked.sides) >= 2 else None
    value = plus([of_fact(f) for f in found.facts]) if found else None
    if value is None or found is None:
        return None
    count = Decimal(len(found.facts))
    number = rounded(value.number / count, 2)
    span = Interval(number, number) if value.bound == "exact" else value.span.scaled(1 / count)
    shown = replace(value, number=number, span=span, text=f"({value.text}) / {count}")
    return valued(asked, shown, "各数平均")


def share_of_total(asked: Asked, facts: list[Fact]) -> Candidate | None:
    """One member in per cent of the sum over all of a group or list: 中国移动占三大运营商总和的百分之几."""
    group = with_members(asked) if asked.parse.members else _list_of(asked)
    found = row(group, levels(facts)) if group and asked.sides else None
    whole = plus([of_fact(f) for f in found.facts]) if found else None
    part = next((f for f in found.facts if _is(asked.sides[0], f)), None) if found else None
    value: Value | None = over(of_fact(part), whole, "%", 1) if part and whole else None
    return valued(group, value, "由部分与合计推算占比", 0.05) if group and value else None


def _list_of(asked: Asked) -> Asked | None:
    """The whole as the list that the question gives: 占东部、中部、西部合计."""
    if len(asked.sides) != 2 or not _ALL_OF.search(asked.sides[1].text) or "、" not in asked.sides[1].text:
        return None
    names = [name for name in re.split("、|和|与|及", _ALL_OF.sub("", asked.sides[1].text)) if name]
    sides = tuple(side_of(asked.parse, name, tuple(names)) for name in names)
    return replace(asked, sides=sides, shared=asked.terms)


def _is(side: Side, fact: Fact) -> bool:
    return named_by(side, fact) or any(said(t, [(fold(fact.name), OWN)]) for t in side.terms if not t.name and len(t.text) > 1)
