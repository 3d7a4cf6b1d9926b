"""Shares: of a part in its whole (76 / 246 = 30.9%), and of all parts together (45% + 35% + 20% = 100%)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache

from kg.check_words import check_words
from kg.figure_words import figure_words
from kg.intervals import Interval, bound, point
from kg.model import Finding, Role, Severity
from kg.vocab import plain
from pipelines.articles.checks.parts import Whole, is_part
from pipelines.articles.checks.told import Term, Told
from pipelines.articles.checks.verdict import Claim, judge, number, ordered

_FAR = 24  # characters between a part and its share
_NATION = {"全国": "中国", "我国": "中国", "国内": "中国", "全球": "全球", "世界": "全球"}
_ALL = Decimal(100)
_MOST_MEMBERS = 20
_LEAST_MEMBERS = 2
_TOLD_ALL = 3  # shares that make up 100% show it; of two that may be chance only where the rest is named


def check_shares(told: Told, found: Sequence[Whole]) -> Iterator[Finding]:
    """Findings on stated shares, in text order."""
    whole_of = {part: whole.total for whole in found for part in whole.parts}
    for at, term in enumerate(told.terms):
        if term.kind == "share":
            yield from _of_part(told, at, whole_of)
    for run in _runs(told):
        yield from _together(told, run)


def _of_part(told: Told, at: int, whole_of: dict[int, int]) -> Iterator[Finding]:
    """智能算力规模76E，占比30.9%: the share is that of the figure right before it, in the whole that 占 names or 其中 told."""
    share, part_at = told.terms[at], at - 1
    if part_at < 0 or told.terms[part_at].sentence != share.sentence or told.earlier(at):
        return
    part, match = told.terms[part_at], _patterns()["share"].fullmatch(told.between(told.terms[part_at], share))
    if match is None or part.kind != "level" or part.figure.value <= 0 or len(match.group()) > _FAR or told.earlier(part_at):
        return
    whole_at, sure = _whole(told, part_at, match["whole"] or "", whole_of)
    if whole_at is None or part.figure.status != share.figure.status:
        return
    whole = told.terms[whole_at]

    def ratio(given: Sequence[Interval]) -> Interval:
        return (given[0] / given[1]).scaled(_ALL)

    others: tuple[tuple[Role, Term], ...] = (("part", part), ("whole", whole))
    finding = judge(Claim("share", ("share", share), others, ratio, " / ".join), sure)
    if finding is not None:
        yield finding


def _whole(told: Told, part_at: int, named: str, whole_of: dict[int, int]) -> tuple[int | None, bool]:
    """The figure of the whole that ``named`` (what follows 占) means, and whether the text leaves no doubt."""
    part = told.terms[part_at]
    region = next((name for name in (*_NATION, *figure_words().regions) if named.startswith(name)), None)
    if region is not None:
        return _of_region(told, part_at, _NATION.get(region, region))
    if not _patterns()["whole"].fullmatch(named):
        return None, False
    if part_at in whole_of:
        return whole_of[part_at], True
    for other in told.near(part_at):
        term = told.terms[other]
        if other > part_at or other in whole_of or not is_part(part, term) or told.earlier(other) or term.value <= part.value:
            continue
        if named or term.figure.indicator != part.figure.indicator:
            return other, bool(named)
    return None, False


def _of_region(told: Told, part_at: int, scope: str) -> tuple[int | None, bool]:
    """The same thing counted for ``scope`` at the same time, in the same sentence or the nearest."""
    part = told.terms[part_at]
    same = [
        i
        for i, term in enumerate(told.terms[max(0, part_at - 40) : part_at + 40], max(0, part_at - 40))
        if i != part_at
        and term.figure.scope == scope != part.figure.scope
        and (term.base, term.figure.indicator, term.figure.time, term.figure.status)
        == (part.base, part.figure.indicator, part.figure.time, part.figure.status)
        and term.kind == "level"
        and not told.earlier(i)
    ]
    at = min(same, key=lambda i: abs(i - part_at), default=None)
    return at, at is not None and told.terms[at].sentence == part.sentence


def _runs(told: Told) -> Iterator[tuple[int, ...]]:
    """Shares told one after the other in one sentence, of different parts of the same whole."""
    run: list[int] = []
    for at, term in enumerate(told.terms):
        before = told.terms[run[-1]] if run else None
        goes_on = (
            before is not None
            and term.kind == "share"
            and run[-1] == at - 1
            and before.sentence == term.sentence
            and _beside(before, term)
            and not told.earlier(at)
            and not re.search(r"[；;]|其中", told.between(before, term))
        )
        if not goes_on:
            if len(run) >= _LEAST_MEMBERS:
                yield tuple(run)
            run = []
        if term.kind == "share" and (goes_on or not told.earlier(at)) and len(run) < _MOST_MEMBERS:
            run.append(at)
    if len(run) >= _LEAST_MEMBERS:
        yield tuple(run)


def _beside(one: Term, other: Term) -> bool:
    a, b = one.figure, other.figure
    return (a.time, a.basis, a.status) == (b.time, b.basis, b.status) and (a.metric, a.scope) != (b.metric, b.scope)


def _together(told: Told, run: Sequence[int]) -> Iterator[Finding]:
    """Shares that make up a whole come to 100%; more than that they never do where they cannot overlap."""
    terms = [told.terms[i] for i in run]
    opening = told.lead(run[0])
    words = opening + told.text[terms[0].start : terms[-1].start]
    rest = _patterns()["rest"].search(told.clause(run[-1])) is not None
    total = Interval(Decimal(0), Decimal(0))
    for term in terms:
        total = total + term.interval
    value = sum((term.value for term in terms), Decimal(0))
    severity = _severity(total, rest, _patterns()["market"].search(words) is not None, len(terms))
    if severity is None:
        return
    relation = "=" if value == _ALL else "≈" if severity == "confirmed" else "≠" if rest else ">"
    shown = "" if value == _ALL else f" {relation} 100%"
    yield Finding(
        kind="shares",
        severity="suspicious" if severity == "contradiction" and any(t.figure.repair for t in terms) else severity,
        operands=ordered([("share", term) for term in terms]),
        formula=f"{' + '.join(number(t) for t in terms)} = {plain(value)}%{shown}",
        printed=value,
        unit="%",
        lower=bound(point(_ALL).low) if rest else Decimal(0),
        upper=_ALL,
        repaired=any(term.figure.repair for term in terms),
    )


def _severity(total: Interval, rest: bool, market: bool, members: int) -> Severity | None:
    if total.low <= _ALL <= total.high:
        bounded = total.high.is_finite()
        return "confirmed" if bounded and (rest or members >= _TOLD_ALL) else None
    if total.low > _ALL:
        return "contradiction" if rest else "suspicious" if market else None
    return "contradiction" if rest else None


@lru_cache(maxsize=1)
def _patterns() -> dict[str, re.Pattern[str]]:
    words = check_words()
    adverbs = r"(?:约|已|共|仅|只|也|合计|同比|大)*"
    nouns = "比重|比例|百分比|比率|份额|比"
    return {
        "share": re.compile(
            rf"[，,、；（(]?{adverbs}(?:占(?P<whole>[^，。；占]{{0,16}}?)的?(?:{nouns})?|比重|份额)(?:约为|约|为|达到|达|超过|超|近|的|了|到|高达|仅)*"
        ),
        "whole": re.compile(rf"(?:{words.whole})?(?:的|[^，]{{0,2}}规模|算力)?"),
        "rest": re.compile(words.rest),
        "market": re.compile(words.market),
    }
