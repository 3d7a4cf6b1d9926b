"""One quantity for each unit of another: 投资额 for each square metre, the price of one server."""

from __future__ import annotations

import re

from kg.units import dimension, units
from pipelines.questions.computing.asked import Asked
from pipelines.questions.computing.facts import Fact
from pipelines.questions.computing.pairs import levels
from pipelines.questions.computing.saying import told
from pipelines.questions.computing.solution import valued
from pipelines.questions.computing.values import of_fact, per
from pipelines.questions.score import Candidate

_EACH = re.compile(r"(?:平均(?:下来)?[^，。？?]{0,6}?|折合|合|均摊到?)(?:每一?|单|一)(?P<unit>平方米|[\u4e00-\u9fff]{1,3})")
_LEAST = 0.4


def each(asked: Asked, facts: list[Fact]) -> Candidate | None:
    """The total over the number of units named after 每, both from one article and of one thing."""
    match = _EACH.search(asked.parse.question)
    unit = units().match(match["unit"], 0) if match else None
    if unit is None:
        return None
    below = [f for f in levels(facts) if units().split(f.observation.unit)[1] is unit[1] and told(asked.terms, f) >= _LEAST]
    wanted = asked.parse.dimension or "money"
    above = [f for f in levels(facts) if dimension(f.observation.unit) == wanted and told(asked.terms, f) >= _LEAST]
    pairs = [
        (told(asked.terms, a) + told(asked.terms, b) + 0.3 * (a.observation.sentence == b.observation.sentence), a, b)
        for a in above
        for b in below
        if a.view.article == b.view.article and (not a.subjects or not b.subjects or a.subjects == b.subjects)
    ]
    if not pairs:
        return None
    _, one, two = max(pairs, key=lambda row: (row[0], row[1].key, row[2].key))
    value = per(of_fact(one), of_fact(two))
    return valued(asked, value, "总量除以数量") if value else None
