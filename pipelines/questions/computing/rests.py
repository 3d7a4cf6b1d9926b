"""What is left of a whole without a part: 除掉智能算力还剩, C轮之前累计, 其余."""

from __future__ import annotations

import re

from pipelines.questions.computing.asked import Asked, Side, side_of
from pipelines.questions.computing.facts import Fact
from pipelines.questions.computing.gaps import difference
from pipelines.questions.computing.matching import matches
from pipelines.questions.computing.measuring import of_indicator, same_metric
from pipelines.questions.computing.pairs import Pair, best_pair, levels
from pipelines.questions.computing.saying import OWN, said, told
from pipelines.questions.computing.solution import valued
from pipelines.questions.score import Candidate

_BEFORE = re.compile(r"(?P<event>[A-Za-z+\u4e00-\u9fff]{1,8}?)(?:之前|以前|前)[^，。？?]{0,6}(?:累计|一共|总共|共|合计)")
_TOTAL = re.compile(r"累计|合计|总计|一共|总共|共计|总额|至此|总")


def rest(asked: Asked, facts: list[Fact]) -> Candidate | None:
    """The whole less the part."""
    if len(asked.sides) == 2:
        pair = best_pair(asked, levels(facts), True)
        value = difference(pair) if pair else None
        return valued(asked, value, "总量减去部分") if value else None
    return None


def before_event(asked: Asked, facts: list[Fact]) -> Candidate | None:
    """C轮之前累计融资: what was reached in all, less what the event brought."""
    match = _BEFORE.search(asked.parse.question)
    if match is None:
        return None
    event = _event(asked, match["event"])
    parts = matches(asked, event, levels(facts))
    wholes = [
        f for f in levels(facts) if _TOTAL.search(f.view.clause_at(f.at)) and of_indicator(f, asked.parse.indicators) >= 0.5
    ]
    found = [
        Pair(whole, part.fact, told(asked.terms, whole) + part.fit + 0.2 * (whole.view.article == part.fact.view.article))
        for whole in wholes
        for part in parts
        if whole.key != part.fact.key
        and same_metric(whole, part.fact)
        and whole.subjects == part.fact.subjects
        and whole.observation.value > part.fact.observation.value
        and any(said(t, [(part.fact.own, OWN)]) for t in event.terms)
    ]
    pair = max(found, key=lambda p: (p.fit, p.one.observation.iri), default=None)
    value = difference(pair) if pair else None
    return valued(asked, value, "累计减去本次", 0.08) if value else None


def _event(asked: Asked, text: str) -> Side:
    return side_of(asked.parse, text, (text,))
