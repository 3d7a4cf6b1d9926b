"""What contradicts an answer: the figures found that are on the other side of a conflict, with its likely cause."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.reconcile.causes import Reason
from kg.reconcile.claims import Claim, in_base, open_interval
from kg.reconcile.conflicts import conflicts_among
from pipelines.questions.evidence import Observation, View
from pipelines.questions.score import Candidate


@dataclass(frozen=True, slots=True)
class Rival:
    """A figure of another article that excludes the winner's, and why the two may differ."""

    candidate: Candidate
    reason: Reason


def rivals(candidates: Sequence[Candidate], winner: Candidate) -> list[Rival]:
    """The best figure of each side that contradicts the winner's; ``candidates`` are best first. Only claims of one status and
    precision: a forecast is answered where a forecast is asked for.
    """
    if winner.kind != "figure":
        return []
    own = claim_of(winner.observations[0], winner.views[0])
    fitting = [c for c in candidates if c.kind == "figure" and not c.broken]
    claims = {
        claim: c for c in reversed(fitting) if (claim := claim_of(c.observations[0], c.views[0])) != own and _alike(own, claim)
    }
    found = []
    for conflict in conflicts_among([own, *claims]):
        against = [other for side, other in (conflict.sides, conflict.sides[::-1]) if own in side]
        sayers = [claims[claim] for other in against for claim in other if claim in claims]
        if sayers:
            found.append(Rival(min(sayers, key=candidates.index), conflict.reason))
    return found


def _alike(one: Claim, other: Claim) -> bool:
    return (one.indicator, one.status, one.precision) == (other.indicator, other.status, other.precision)


def claim_of(observation: Observation, view: View) -> Claim:
    """The claim that the sentence ``view`` makes with ``observation``."""
    o, repair = observation, observation.repair
    zh, en = ([said for language, said in o.contradictions if language == wanted] for wanted in ("zh", "en"))
    return Claim(
        observation=o.iri,
        indicator=o.indicator,
        metric=o.metric,
        about=o.about or "",
        about_label=o.about or "",
        about_type=o.about_type or "",
        value=o.value,
        unit=o.unit,
        interval=open_interval(o.value, o.unit, (o.lower, o.upper), o.surface),
        exact=o.lower is None and o.upper is None,
        base_unit=in_base(o.unit)[1],
        period=o.period,
        period_basis=o.period_basis,
        status=o.status,
        basis=o.basis,
        precision=o.precision,
        statistician=o.statistician,
        surface=o.surface,
        start=o.start,
        clause=o.clause,
        confidence=o.confidence,
        article=view.article,
        title=view.title,
        published=view.published,
        source=None,
        sentence=view.text,
        sentence_start=view.start,
        sentence_end=view.end,
        raw=repair.raw if repair else None,
        alternatives=repair.alternatives if repair else (),
        doubts=tuple(zip(zh, en, strict=False)),
    )
