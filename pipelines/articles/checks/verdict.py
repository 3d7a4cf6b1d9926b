"""From a relation that the text states between figures to a finding: do the printed numbers allow it?"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal, localcontext

from kg.intervals import Interval, around, bound, half_unit, point, roughly
from kg.model import Finding, FindingKind, Operand, Role, Severity
from kg.vocab import plain
from pipelines.articles.checks.told import Term

# 万 is 10^4, 亿 10^8; a P is a thousandth of an E. Slips of other powers are not typical: 个 for 台 changes nothing.
_SLIPS = (4, -4, 8, -8)
_COMPUTE_SLIPS = (3, -3)
_LONG, _MOST_PLACES = Decimal(10) ** 15, 8  # what is shown of a result stays within the 28 digits that decimals are reckoned with
_HOLDS = {"": "≈", "~": "≈", "≥": "≥", "≤": "≤"}
_FAILS = {"": "≠", "~": "≠", "≥": "<", "≤": ">"}
_LEAST_PART = 20  # a slip that would make a part less than a twentieth of its whole explains nothing
_TELLING = Decimal("0.1")  # a result farther from the printed number confirms nothing, even where 超 allows it


@dataclass(frozen=True, slots=True)
class Claim:
    """``checked`` is to be what ``compute`` makes of the ``others``, all in base units; ``left`` shows that of the printed others."""

    kind: FindingKind
    checked: tuple[Role, Term]
    others: tuple[tuple[Role, Term], ...]
    compute: Callable[[Sequence[Interval]], Interval]
    left: Callable[[Sequence[str]], str]

    @property
    def operands(self) -> tuple[tuple[Role, Term], ...]:
        return (self.checked, *self.others)


def judge(claim: Claim, sure: bool) -> Finding | None:
    """What the numbers say of ``claim``; None where they allow it without showing it.

    ``sure``: the text states the relation, so that numbers that exclude it are a contradiction; else they are only suspicious.
    """
    terms = [term for _, term in claim.operands]
    intervals = [term.interval for term in terms]
    target, expected = intervals[0], claim.compute(intervals[1:])
    with localcontext(prec=28):
        result = claim.compute([point(term.value) for term in terms[1:]]).low
    if expected.meets(target):
        near = abs(result - terms[0].value) <= abs(terms[0].value) * _TELLING
        return _finding(claim, "confirmed", result, expected) if near else None
    rough = [roughly(term.figure).scaled(term.factor) for term in terms]
    surely = sure and not claim.compute(rough[1:]).meets(rough[0]) and not any(term.figure.repair for term in terms)
    return _finding(claim, "contradiction" if surely else "suspicious", result, expected)


def _finding(claim: Claim, severity: Severity, result: Decimal, expected: Interval) -> Finding:
    term = claim.checked[1]
    scale = 1 / term.factor
    suspect, suggestion, slip = (None, None, 0) if severity == "confirmed" else _mend(claim)
    return Finding(
        kind=claim.kind,
        severity=severity,
        operands=ordered(claim.operands),
        formula=_formula(claim, severity, result),
        printed=term.figure.value,
        unit=term.figure.unit,
        lower=bound(expected.low * scale),
        upper=bound(expected.high * scale),
        repaired=any(t.figure.repair for _, t in claim.operands),
        suspect=suspect,
        suggestion=suggestion,
        slip=slip,
    )


def ordered(operands: Sequence[tuple[Role, Term]]) -> tuple[Operand, ...]:
    """The operands of a finding, in text order."""
    return tuple(sorted((Operand(role, t.start, t.end) for role, t in operands), key=lambda o: o.start))


def _formula(claim: Claim, severity: Severity, result: Decimal) -> str:
    """47 × (1 + 66%) = 78.02 ≈ 78; with units where they differ: 40亿元 × (1 + 18%) = 47.2亿元 ≠ 47.2万亿元."""
    checked, measured = claim.checked[1], [term for _, term in claim.operands if term.measured != "percent"]
    mixed = len({term.figure.unit for term in measured}) > 1
    left = claim.left([number(term, mixed) for _, term in claim.others])
    if claim.kind == "part":
        return f"{number(checked, mixed)} > {left}"
    shown_in = claim.others[0][1] if mixed and checked.measured != "percent" else checked
    unit = shown_in.figure.unit if mixed or shown_in.figure.unit == "%" else ""
    bound_by = sign(checked.figure.lower, checked.figure.upper)
    if result == checked.value and not mixed and not bound_by:
        return f"{left} = {number(checked)}"
    same = result == checked.value and not bound_by
    relation = "=" if same else (_HOLDS if severity == "confirmed" else _FAILS)[bound_by]
    return f"{left} = {_rounded(result / shown_in.factor, shown_in)}{unit} {relation} {number(checked, mixed).removeprefix(bound_by)}"


def _rounded(result: Decimal, like: Term) -> str:
    """``result`` with two decimals more than the number it stands beside; percentages with one."""
    exponent = like.figure.value.as_tuple().exponent
    places = (-exponent if isinstance(exponent, int) else 0) + (1 if like.figure.unit == "%" else 2)
    return plain(round(result, min(max(places, 0), _MOST_PLACES))) if abs(result) < _LONG else plain(result)


def number(term: Term, unit: bool = False) -> str:
    """The printed number with its bound and its percent sign, and with its ``unit`` where wanted: ≥830, ~12, 66%, 40亿元."""
    figure = term.figure
    written = figure.unit if unit or figure.unit == "%" else ""
    return f"{sign(figure.lower, figure.upper)}{plain(figure.value)}{written}"


def sign(lower: Decimal | None, upper: Decimal | None) -> str:
    """≥ for 超, ≤ for 不足, ~ for 约."""
    if lower is None:
        return "" if upper is None else "≤"
    return "≥" if upper is None else "~"


def _mend(claim: Claim) -> tuple[int | None, Decimal | None, int]:
    """The operand (its start) whose other reading, or whose unit off by a power of ten, would make the claim hold."""
    terms = [term for _, term in claim.operands]
    intervals = [term.interval for term in terms]
    for at, other, suggestion, slip in _others(terms):
        tried = [*intervals[:at], other, *intervals[at + 1 :]]
        if claim.kind == "part" and tried[0].high * _LEAST_PART < tried[1].low:
            continue
        if claim.compute(tried[1:]).meets(tried[0]):
            return terms[at].start, suggestion, slip
    return None, None, 0


def _others(terms: Sequence[Term]) -> Iterator[tuple[int, Interval, Decimal | None, int]]:
    """Other numbers that the operands may stand for: readings of damaged ones first, then slips of 万, 亿 and P."""
    for at, term in enumerate(terms):
        for value in term.figure.repair.alternatives if term.figure.repair else ():
            yield at, around(value, half_unit(value)).scaled(term.factor), value, 0
    for at, term in enumerate(terms):
        for power in slips(term):
            yield at, term.interval.scaled(Decimal(10) ** power), None, power


def slips(term: Term) -> tuple[int, ...]:
    """Powers of ten by which the unit of ``term`` may have been miswritten."""
    if term.measured in ("percent", "percentage_point", "multiple", "ratio", "rank"):
        return ()
    return (*_COMPUTE_SLIPS, *_SLIPS) if term.measured == "compute" else _SLIPS
