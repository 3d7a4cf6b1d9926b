"""Why two claims of one measure differ: the likeliest cause that texts, dates and tellers show."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from difflib import SequenceMatcher
from typing import Literal

from kg.conflict_words import conflict_words
from kg.figure_words import figure_words
from kg.intervals import Interval, round_interval
from kg.reconcile.claims import Claim, in_base, open_interval
from kg.reconcile.measures import clause_before, slot, stages, wording
from kg.units import dimension
from kg.vocab import plain

Cause = Literal[
    "repair", "error", "slip", "reprint", "forecast", "precision", "rounding", "scope", "double", "revision", "statistician", "period", "unknown",
]  # fmt: skip
CAUSES: tuple[Cause, ...] = (
    "repair", "error", "slip", "reprint", "forecast", "precision", "rounding", "scope", "double", "revision", "statistician", "period", "unknown",
)  # fmt: skip
_ALIKE = 0.9  # share of two contexts that is the same
_LEAST = 16  # characters beside the figure's clause that nobody writes twice by chance
_REPRINTED = 45  # days within which a text is reprinted; later the same words tell of a new count
_LOOSE = Decimal("0.05")  # a round number stands for what is within a twentieth
_CORRECTED = Decimal("1.5")  # a later count of one moment is seldom further off
_WINDOW = 12  # characters before and after a figure in which a word limits it


@dataclass(frozen=True, slots=True)
class Reason:
    """A cause and what shows it: the words of ``kg.reconcile.wording`` are filled with ``shown``."""

    cause: Cause
    shown: dict[str, str] = field(default_factory=dict)


def reason(one: Claim, other: Claim) -> Reason:
    """The first cause that fits, in the order of CAUSES: what is wrong with a number goes before what it may mean."""
    return next(found for rule in _RULES if (found := rule(one, other)) is not None)


def _repair(one: Claim, other: Claim) -> Reason | None:
    """A number that is a reading of a damaged one, or in doubt."""
    for claim, against in ((one, other), (other, one)):
        if claim.raw is not None:
            agreeing = [plain(v) for v in claim.alternatives if open_interval(v, claim.unit).meets(against.interval)]
            return Reason(
                "repair", {"raw": claim.raw, "article": claim.article, "reading": "、".join(agreeing), "unit": claim.unit}
            )
    return None


def _error(one: Claim, other: Claim) -> Reason | None:
    """The article's own arithmetic contradicts the number."""
    for claim in (one, other):
        if claim.doubts:
            zh, en = claim.doubts[0]
            return Reason("error", {"article": claim.article, "zh": zh, "en": en})
    return None


def _slip(one: Claim, other: Claim) -> Reason | None:
    """The same digits with the point or the unit elsewhere: 1037.3 and 10373, 20.5亿 and 20.5万."""
    a, b = _middle(one), _middle(other)
    if not a or not b or len(_digits(one)) < 2 or _digits(one) != _digits(other):
        return None
    ratio = max(a, b) / min(a, b)
    return (
        Reason("slip", {"times": plain(ratio.to_integral_value())})
        if ratio >= 10 and ratio == ratio.to_integral_value()
        else None
    )


def _middle(claim: Claim) -> Decimal:
    return abs(claim.value * in_base(claim.unit)[0])


def _digits(claim: Claim) -> str:
    return plain(abs(claim.value)).replace(".", "").strip("0")


def _reprint(one: Claim, other: Claim) -> Reason | None:
    """Two sentences alike around the clause of the figure, within the days in which a text is reprinted."""
    if one.published and other.published and abs((one.published - other.published).days) > _REPRINTED:
        return None
    a, b = _context(one), _context(other)
    if min(len(a), len(b)) < _LEAST or not _alike(a, b):
        return None
    return Reason("reprint")


def _context(claim: Claim) -> str:
    """The sentence without the clause of the figure."""
    return claim.sentence.replace(claim.clause, "", 1).strip()


def _alike(one: str, other: str) -> bool:
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.real_quick_ratio() >= _ALIKE and matcher.quick_ratio() >= _ALIKE and matcher.ratio() >= _ALIKE


def _forecast(one: Claim, other: Claim) -> Reason | None:
    """One is expected, the other has happened: as read, or by a word of expectation in one clause only."""
    if one.status != other.status:
        return Reason("forecast")
    said = [any(word in claim.clause for word in figure_words().forecast) for claim in (one, other)]
    return Reason("forecast") if one.status == "actual" and said[0] != said[1] else None


def _precision(one: Claim, other: Claim) -> Reason | None:
    """FLOPS of another precision, or of one that is left unsaid."""
    if dimension(one.unit) != "compute":
        return None
    if one.precision or other.precision:
        return _named("precision", one.precision, other.precision) if one.precision != other.precision else None
    pattern = conflict_words().precision
    a, b = ({*pattern.findall(claim.clause)} for claim in (one, other))
    return _named("precision", "、".join(sorted(a)), "、".join(sorted(b))) if a != b else None


def _rounding(one: Claim, other: Claim) -> Reason | None:
    """One number is round and would stand for the other if its last digits were not meant: 180 and 183."""
    for claim, against in ((one, other), (other, one)):
        loose = _round_interval(claim)
        if loose and loose.meets(against.interval):
            return Reason("rounding", {"round": claim.surface})
    return None


def _round_interval(claim: Claim) -> Interval | None:
    loose = round_interval(claim.value, _LOOSE) if claim.exact else None
    return loose.scaled(in_base(claim.unit)[0]) if loose else None


def _scope(one: Claim, other: Claim) -> Reason | None:
    """Words about the figure tell what it takes in, and differ: 在用, 含在建, 企业口径."""
    a, b = (_taken_in(claim) for claim in (one, other))
    return _named("scope", "、".join(sorted(a - b)), "、".join(sorted(b - a))) if a != b else None


def _taken_in(claim: Claim) -> frozenset[str]:
    """Words of stage and coverage in the figure's own words and before it in its clause, and words of taking in around it."""
    words, at = conflict_words(), claim.start - claim.sentence_start
    around_it = claim.sentence[max(0, at - _WINDOW) : at + len(claim.surface) + _WINDOW]
    found = stages(claim) | wording(claim).coverage | {*words.coverage.findall(clause_before(claim))}
    return frozenset(found | {_with_object(match) for match in words.take_in.finditer(around_it)})


def _with_object(match: re.Match[str]) -> str:
    """A word of taking in with the words it governs: 含在建, 企业口径."""
    text = match.string
    if match[0] == "口径":
        start = max(0, match.start() - 4)
        return re.split(r"\W", text[start : match.start()])[-1] + match[0]
    return match[0] + re.split(r"\W", text[match.end() : match.end() + 6])[0]


def _double(one: Claim, other: Claim) -> Reason | None:
    """A chip's compute that is exactly twice another's: sparse and dense, two dies and one, two cards and one."""
    if one.about_type != "Chip" or dimension(one.unit) != "compute":
        return None
    low, high = sorted((_middle(one), _middle(other)))
    return Reason("double") if low * 2 == high else None


def _revision(one: Claim, other: Claim) -> Reason | None:
    """The same body told another number on a later day."""
    who, first, second = one.statistician, one.published, other.published
    if not who or who != other.statistician or not first or not second or first == second or not _near(one, other):
        return None
    later, day = (one, first) if first > second else (other, second)
    return Reason("revision", {"who": who, "later": later.surface, "date": day.isoformat()})


def _near(one: Claim, other: Claim) -> bool:
    """Within what a body corrects: not from 118 to 803."""
    low, high = sorted((_middle(one), _middle(other)))
    return high <= low * _CORRECTED


def _statistician(one: Claim, other: Claim) -> Reason | None:
    if one.statistician and other.statistician and one.statistician != other.statistician:
        return _named("statistician", one.statistician, other.statistician)
    return None


def _period(one: Claim, other: Claim) -> Reason | None:
    """One says the year only, or neither says when."""
    times = [slot(claim) for claim in (one, other)]
    if not any(time and time.loose for time in times) or one.period == other.period is not None:
        return None
    return _named("period", one.period, other.period)


def _unknown(one: Claim, other: Claim) -> Reason | None:
    return Reason("unknown")


def _named(cause: Cause, one: str | None, other: str | None) -> Reason:
    return Reason(cause, {"one": one or "", "other": other or ""})


_RULES: tuple[Callable[[Claim, Claim], Reason | None], ...] = (
    _repair, _error, _slip, _reprint, _forecast, _precision, _rounding, _scope, _double, _revision, _statistician, _period, _unknown,
)  # fmt: skip
