"""The computed candidates of a question: the rules of its operation, tried on every reading of it as a comparison."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from pipelines.questions.computing.agreement import agreement, met
from pipelines.questions.computing.asked import Asked, readings
from pipelines.questions.computing.bases import base
from pipelines.questions.computing.changes import change, change_in_percent, stated
from pipelines.questions.computing.comparing import extreme
from pipelines.questions.computing.converting import converted
from pipelines.questions.computing.facts import Fact, facts_of
from pipelines.questions.computing.gaps import gap, growth, ratio
from pipelines.questions.computing.matching import possible
from pipelines.questions.computing.ranked import places
from pipelines.questions.computing.rates import each
from pipelines.questions.computing.rests import before_event, rest
from pipelines.questions.computing.shares import share, share_gap, whole
from pipelines.questions.computing.sums import mean, share_of_total, total, with_members
from pipelines.questions.computing.trends import trend
from pipelines.questions.evidence import View
from pipelines.questions.parse import Parse
from pipelines.questions.score import Candidate

Rule = Callable[[Asked, list[Fact]], Candidate | None]


def _difference(asked: Asked, facts: list[Fact]) -> Candidate | None:
    return stated(asked, facts, ("change", "move"))


def _growth(asked: Asked, facts: list[Fact]) -> Candidate | None:
    return stated(asked, facts, ("rate",))


def _ratio(asked: Asked, facts: list[Fact]) -> Candidate | None:
    return stated(asked, facts, ("multiple",))


RULES: dict[str, tuple[Rule, ...]] = {
    "share": (share_of_total, share),
    "growth": (_growth, growth, change_in_percent),
    "growth_base": (base, whole),
    "lookup": (base, before_event, each),
    "difference": (_difference, gap, change, rest, share_gap, places),
    "ratio": (_ratio, ratio, places),
    "sum": (total,),
    "mean": (mean, each),
    "convert": (converted,),
    "max": (extreme,),
    "min": (extreme,),
    "trend": (trend,),
    "same": (agreement,),
    "met": (met,),
}


def derived_candidates(parse: Parse, views: Sequence[View]) -> list[Candidate]:
    """The best computed candidate of each rule of the operation; empty where an operand is missing or the units do not go together."""
    rules = RULES.get(parse.operation, ())
    facts = facts_of(views) if rules else []
    if parse.operation == "lookup" and parse.asked != "figure":
        return []
    found: list[Candidate] = []
    for rule in rules:
        tried = [c for asked in readings(parse) if (c := rule(_grouped(asked), possible(asked, facts))) is not None]
        if tried:
            found.append(max(tried, key=lambda c: (not c.broken, c.score, c.answers)))
    return found


def _grouped(asked: Asked) -> Asked:
    return with_members(asked) if asked.parse.operation in ("sum", "mean") else asked
