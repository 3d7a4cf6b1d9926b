"""All checks of an article's own arithmetic, over its figures as read and repaired."""

from __future__ import annotations

from collections.abc import Sequence

from kg.model import Figure, Finding, in_order
from pipelines.articles.checks.growth import check_growth
from pipelines.articles.checks.parts import check_parts, wholes
from pipelines.articles.checks.repeats import check_ranges, check_repeats
from pipelines.articles.checks.shares import check_shares
from pipelines.articles.checks.told import Told


def check(figures: Sequence[Figure], text: str) -> tuple[Finding, ...]:
    """What the figures of ``text`` say of one another, in text order; what agrees is told too.

    Two figures are set against each other only where the words between them, or the same indicator, subject and period, relate
    them. Nothing is changed.
    """
    told = Told(figures, text)
    found = wholes(told)
    findings = (
        *check_growth(told),
        *check_parts(told, found),
        *check_shares(told, found),
        *check_repeats(told),
        *check_ranges(told),
    )
    unique = {(f.kind, f.operands): f for f in reversed(findings)}
    return tuple(sorted(unique.values(), key=in_order))
