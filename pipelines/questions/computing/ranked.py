"""The first and the second of a list against each other: 份额第一和第二差几个百分点."""

from __future__ import annotations

import re

from pipelines.questions.computing.asked import Asked
from pipelines.questions.computing.facts import Fact
from pipelines.questions.computing.gaps import difference
from pipelines.questions.computing.matching import timely
from pipelines.questions.computing.measuring import of_indicator
from pipelines.questions.computing.pairs import Pair, levels
from pipelines.questions.computing.saying import told
from pipelines.questions.computing.solution import valued
from pipelines.questions.computing.values import of_fact, over
from pipelines.questions.score import Candidate

_PLACE = re.compile(r"第(?P<zh>[一二三四五六七八九十])(?:名|位|大)?$|(?P<en>first|second|third)$", re.IGNORECASE)
_ORDER = {**{n: i for i, n in enumerate("一二三四五六七八九十")}, "first": 0, "second": 1, "third": 2}
_TOTAL = re.compile(r"合计|总计|共计|加起来")
_LEAST = 0.4


def places(asked: Asked, facts: list[Fact]) -> Candidate | None:
    """The difference, or for a ratio the multiple, of two places in the order of one list."""
    found = [_PLACE.search(side.text) for side in asked.sides]
    if len(found) != 2 or not all(found):
        return None
    one, two = (_ORDER[(m["zh"] or m["en"]).lower()] for m in found if m)
    row = _list(asked, facts)
    if max(one, two) >= len(row):
        return None
    pair = Pair(row[one], row[two], 0.0)
    times = asked.parse.operation == "ratio"
    value = over(of_fact(pair.one), of_fact(pair.two), "倍", 2) if times else difference(pair)
    return valued(asked, value, "名次相邻两数相比", 0.1) if value else None


def _list(asked: Asked, facts: list[Fact]) -> list[Fact]:
    """Figures of one metric and different subjects in one sentence, largest first; a total among them is none."""
    rows: dict[tuple[str, str], dict[str, Fact]] = {}
    for fact in sorted(levels(facts), key=lambda f: f.key):
        if not fact.subjects or not timely(asked.parse, fact) or told(asked.terms, fact) < _LEAST or fact.earlier:
            continue
        if _TOTAL.search(fact.view.clause_at(fact.at)):
            continue
        rows.setdefault((fact.observation.sentence, fact.indicator_stem), {}).setdefault(fact.subjects[0], fact)
    full = [list(found.values()) for found in rows.values() if len(found) >= 2]
    known = asked.parse.indicators
    best = max(full, key=lambda r: (told(asked.terms, r[0]) + 0.3 * of_indicator(r[0], known), len(r), r[0].key), default=[])
    return sorted(best, key=lambda f: -(f.observation.base_value or f.observation.value))
