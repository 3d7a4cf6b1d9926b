"""One decision: graph answer, derived answer, conflict card, sentence from the text, or abstention with the missing slot named."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.model import State
from kg.periods import span
from pipelines.questions.evidence import Observation
from pipelines.questions.figures import says_extreme
from pipelines.questions.parse import Parse
from pipelines.questions.rivals import Rival
from pipelines.questions.score import Candidate

# Least share of the question (with bonuses) that an answer has to explain. Set on tests/cases/questions_*.jsonl: see
# docs/decisions/0005-abstention.md for the curve.
LEAST = {"figure": 0.5, "derived": 0.45, "relation": 0.45, "span": 0.45, "list": 0.45, "clause": 0.45}
_TIE = 0.06  # candidates closer than this explain the question equally well


def ranked(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Best first: unbroken ones before broken ones of a like score; ties by answer, so that the order never varies."""
    return sorted(candidates, key=lambda c: (-(c.score - 0.1 * bool(c.broken)), c.kind, c.answers, c.views[0].iri))


def choose(parse: Parse, candidates: Sequence[Candidate]) -> Candidate | None:
    """The winner, or None where nothing explains enough of the question or meets its constraints."""
    order = ranked(candidates)
    if not order:
        return None
    best = order[0]
    if best.broken or best.score < LEAST[best.kind]:
        return None
    if best.kind == "figure" and parse.operation in ("max", "min"):
        best = _most(parse, [c for c in order if c.kind == "figure" and not c.broken], best)
    elif best.kind == "figure":
        figures = [c for c in order if c.kind == "figure" and not c.broken]
        best = _exact(figures, _newest(parse, figures, best))
    return _all_members(order, best) if best.kind == "figure" and parse.plural else best


def _most(parse: Parse, order: Sequence[Candidate], best: Candidate) -> Candidate:
    """最高到过多少: the extreme of the actual values of one indicator and scope, unless the sentence itself says 最."""
    first = best.observations[0]
    if says_extreme(best.views[0], first):
        return best
    rivals = [
        c
        for c in order
        if c.score >= best.score - 6 * _TIE
        and (c.observations[0].indicator, c.observations[0].about, c.observations[0].status)
        == (first.indicator, first.about, "actual")
        and c.observations[0].base_unit == first.base_unit
        and c.observations[0].base_value is not None
    ]
    sign = 1 if parse.operation == "max" else -1
    return max(rivals, key=lambda c: (sign * (c.observations[0].base_value or 0), c.score), default=best)


def _newest(parse: Parse, order: Sequence[Candidate], best: Candidate) -> Candidate:
    """Without a time in the question the latest of equals counts (目前), actual values before forecasts."""
    if parse.periods:
        return best
    first = best.observations[0]
    rivals = [
        c
        for c in order
        if c.score >= best.score - _TIE
        and (c.observations[0].indicator, c.observations[0].about) == (first.indicator, first.about)
        and c.observations[0].status == first.status
    ]
    return max(rivals, key=lambda c: (_last_day(c.observations[0]), c.score))


def _exact(order: Sequence[Candidate], best: Candidate) -> Candidate:
    """54% rather than over 50%: of what an article tells twice the exact number, where the bound holds it."""
    lead = best.observations[0]
    if lead.qualifier not in ("over", "under"):
        return best
    same = [
        c
        for c in order
        if c.score >= best.score - _TIE
        and c.views[0].article == best.views[0].article
        and c.observations[0].qualifier in ("exact", "about")
        and (c.observations[0].indicator, c.observations[0].about, c.observations[0].period, c.observations[0].base_unit)
        == (lead.indicator, lead.about, lead.period, lead.base_unit)
        and _holds(lead, c.observations[0])
    ]
    return same[0] if same else best


def _holds(bound: Observation, exact: Observation) -> bool:
    if bound.base_value is None or exact.base_value is None:
        return False
    over = bound.qualifier == "over"
    return exact.base_value >= bound.base_value if over else exact.base_value <= bound.base_value


def _last_day(observation: Observation) -> str:
    days = span(observation.period) if observation.period else None
    return days[1].isoformat() if days else ""


def _all_members(order: Sequence[Candidate], best: Candidate) -> Candidate:
    """The figures of the same sentence and unit that explain as much: 130亿、650亿和1750亿."""
    lead = best.observations[0]
    members = [
        c
        for c in order
        if c.kind == "figure"
        and c.views == best.views
        and c.observations[0].base_unit == lead.base_unit
        and c.observations[0].growth == lead.growth
        and c.score >= best.score - 3 * _TIE
    ]
    if len(members) < 2:
        return best
    members.sort(key=lambda c: c.observations[0].start)
    answers = tuple(dict.fromkeys(a for c in members for a in c.answers))
    return replace(best, kind="list", answers=answers, observations=tuple(c.observations[0] for c in members))


def state_of(winner: Candidate, others: Sequence[Rival]) -> State:
    """fact for what a source states, derived, conflicting, text from a sentence.

    partial: a number, or an operand, is a repair hypothesis, or its article's own arithmetic contradicts it.
    """
    if others:
        return "conflicting"
    if any(o.repair or o.contradictions for o in winner.observations):
        return "partial"
    if winner.kind == "derived":
        return "derived"
    return "fact" if winner.kind in ("figure", "relation") else "text"
