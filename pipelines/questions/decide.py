"""One decision: graph answer, derived answer, conflict card, sentence from the text, or abstention with the missing slot named."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.model import State
from kg.periods import span
from pipelines.questions.evidence import Observation
from pipelines.questions.figures import says_extreme
from pipelines.questions.parse import Parse
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
        best = _newest(parse, [c for c in order if c.kind == "figure" and not c.broken], best)
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


def rivals(parse: Parse, candidates: Sequence[Candidate], winner: Candidate) -> list[Candidate]:
    """Figures of other articles on the same indicator, scope and period whose values do not overlap the winner's."""
    if winner.kind != "figure":
        return []
    lead = winner.observations[0]
    found: dict[str, Candidate] = {}
    for candidate in ranked(candidates):
        if candidate.kind != "figure" or candidate.broken:
            continue
        other = candidate.observations[0]
        if candidate.views[0].article != winner.views[0].article and _contradict(lead, other):
            found.setdefault(candidate.answers[0], candidate)
    return list(found.values())


def _contradict(one: Observation, other: Observation) -> bool:
    if (one.indicator, one.about, one.base_unit, one.status) != (other.indicator, other.about, other.base_unit, other.status):
        return False
    if one.precision != other.precision or one.base_value is None or other.base_value is None:
        return False
    same_period = one.period == other.period or _within_a_month(one.period, other.period)
    return same_period and not _overlap(one, other)


def _within_a_month(one: str | None, other: str | None) -> bool:
    """One period holds the other and is a month at most: between August and 9 August nothing is revised, within a year much is."""
    spans = [days for days in (span(p) for p in (one, other) if p) if days]
    if len(spans) != 2:
        return False
    (a, b), (c, d) = spans
    longer = max(b - a, d - c)
    return longer.days <= 31 and ((a <= c and d <= b) or (c <= a and b <= d))


def _overlap(one: Observation, other: Observation) -> bool:
    """Equal within rounding, or one inside the bounds of the other."""
    a, b = one.base_value, other.base_value
    assert a is not None and b is not None
    if abs(a - b) <= abs(max(a, b, key=abs)) / 200:
        return True
    return (
        (one.qualifier == "over" and b > a)
        or (other.qualifier == "over" and a > b)
        or ((one.qualifier == "under" and b < a) or (other.qualifier == "under" and a < b))
    )


def state_of(winner: Candidate, others: Sequence[Candidate]) -> State:
    """fact for what a source states, derived, conflicting, text from a sentence.

    partial: a number is a repair hypothesis, or its article's own arithmetic contradicts it.
    """
    if others:
        return "conflicting"
    if winner.kind == "derived":
        return "derived"
    if any(o.repair or o.contradictions for o in winner.observations):
        return "partial"
    return "fact" if winner.kind in ("figure", "relation") else "text"
