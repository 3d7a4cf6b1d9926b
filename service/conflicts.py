"""Conflicts of the graph in the form that ``suanli conflicts --json`` and the page show."""

from __future__ import annotations

from collections.abc import Sequence

from kg.reconcile.claims import Claim
from kg.reconcile.conflicts import Conflict
from kg.reconcile.wording import cause_name, told
from service.contract import number

Json = dict[str, object]


def conflict_json(conflict: Conflict) -> Json:
    """One conflict: what is measured, the likely cause in both languages, and the two sides, the better supported first."""
    first = conflict.sides[0][0]
    return {
        "indicator": first.indicator,
        "about": first.about_label,
        "about_type": first.about_type,
        "period": first.period,
        "status": first.status,
        "basis": first.basis,
        "precision": first.precision,
        "kind": "difference" if conflict.explained else "contradiction",
        "cause": conflict.reason.cause,
        "cause_zh": cause_name(conflict.reason.cause),
        "cause_en": cause_name(conflict.reason.cause, "en"),
        "note": told(conflict.reason),
        "note_en": told(conflict.reason, "en"),
        "sides": [_side(side) for side in conflict.sides],
    }


def _side(side: Sequence[Claim]) -> Json:
    """A side by its first claim; ``articles`` are all that bear it out."""
    first = side[0]
    return {
        "value": number(first.value),
        "unit": first.unit,
        "as_written": first.surface,
        "articles": list(dict.fromkeys(claim.article for claim in side)),
        "claims": [_claim(claim) for claim in side],
    }


def _claim(claim: Claim) -> Json:
    return {
        "article": claim.article,
        "title": claim.title,
        "source": claim.source,
        "published": claim.published.isoformat() if claim.published else None,
        "source_org": claim.statistician,
        "time": claim.period,
        "status": claim.status,
        "precision": claim.precision,
        "value": number(claim.value),
        "unit": claim.unit,
        "as_written": claim.surface,
        "quote": claim.sentence,
        "start": claim.sentence_start,
        "end": claim.sentence_end,
        "repaired": claim.raw is not None,
        "confidence": claim.confidence,
    }
