"""The computed candidates of a question: the rules of its operation, tried on every reading of it as a comparison."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from pipelines.questions.computing.agreement import agreement, met
from pipelines.questions.computing.asked import Asked, against_thing, readings
from pipelines.questions.computing.bases import base
from pipelines.questions.computing.changes import change, change_in_percent, change_in_times, staged, stated
from pipelines.questions.computing.comparing import extreme
from pipelines.questions.computing.converting import converted
from pipelines.questions.computing.facts import Fact, facts_of
from pipelines.questions.computing.gaps import gap, growth, ratio
from pipelines.questions.computing.matching import possible
from pipelines.questions.computing.ranked import places
from pipelines.questions.computing.rates import each
from pipelines.questions.computing.refusals import refusal
from pipelines.questions.computing.rests import before_event, rest
from pipelines.questions.computing.shares import named_ratio, share, share_gap, whole
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


_OVER_STATED = 0.2  # what the text states in so many words yields to a computed answer that explains so much more
_STATED = (_difference, _growth, _ratio)  # what the text states of a base has to be of the base that the question names
_CHANGES = (change, change_in_percent, change_in_times)
_LATER = 0.05  # a later reading of the question as a comparison has to explain so much more
RULES: dict[str, tuple[Rule, ...]] = {
    "share": (share_of_total, named_ratio, share),
    "growth": (_growth, growth, change_in_percent),
    "growth_base": (base, whole),
    "lookup": (staged, base, before_event, each, named_ratio),
    "difference": (_difference, gap, change, rest, share_gap, places),
    "ratio": (_ratio, ratio, change_in_times, places),
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
    asks = list(readings(parse))
    usable = [possible(asked, facts) for asked in asks]
    told = refusal(asks, usable, True)
    if told is not None:
        return [told]
    for rule in rules:
        tried = [(c, -i) for i, asked in enumerate(_open_to(rule, asks)) if (c := rule(_grouped(asked), usable[i])) is not None]
        if tried:
            found.append(max(tried, key=lambda row: (not row[0].broken, row[0].score + _LATER * row[1]))[0])
    said = max((c.score for c in found if c.kind == "figure" and not c.broken), default=0.0)
    kept = [c for c in found if c.kind == "figure" or c.score > said + _OVER_STATED or not said]
    refused = refusal(asks, usable, False) if not any(not c.broken for c in kept) else None
    return [*kept, refused] if refused else kept


def _open_to(rule: Rule, asks: list[Asked]) -> list[Asked]:
    """The readings that a rule may use: a change of one thing is none where the question sets it against another."""
    if rule in _STATED and len(asks) > 1:
        return asks[:-1]
    return [] if rule in _CHANGES and any(map(against_thing, asks)) else asks


def _grouped(asked: Asked) -> Asked:
    return with_members(asked) if asked.parse.operation in ("sum", "mean") else asked
