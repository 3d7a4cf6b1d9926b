"""Numbers that may have lost a decimal point: their readings, ranked, in the light of unit, indicator, list and arithmetic."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from kg.decimals import decimal_habits
from kg.figure_words import figure_words
from kg.indicators import indicators
from kg.model import Figure, NumberRepair, Reported
from kg.units import dimension, to_base, units
from pipelines.articles.damage.corroborate import corroborate
from pipelines.articles.damage.lost_percent import RULE as PERCENT_RULE
from pipelines.articles.damage.lost_percent import printed_number
from pipelines.articles.damage.readings import Reading, Readings, normalised

POINT_RULE = "decimal-point-lost"
BOTH_RULE = "percent-sign-and-decimal-point-lost"
OPEN_RULE = "decimal-point-possibly-lost"
_LEAST_LOST = 0.2  # below this the points of a text are taken as they are
_LEAST_ALTERNATIVE = 0.04
_IMPLAUSIBLE = 0.005  # factor on a reading outside its indicator's plausible range
_LEADING_ZERO = 0.97  # nobody writes 0203 for 203
_WHOLE = {"count", "rack", "age", "score", "qubits", "tokens"}  # counted in whole things
_MOST_DIGITS = 15
_SUREST = 0.99  # a reading stays a hypothesis
_SEPARATOR = re.compile(r"\s*(?:[、/和及与]|以及)\s*")
_SLASH = 3.0
_OTHER_LIST = 2.0


def restore_points(figures: Sequence[Figure], text: str, lost: float, reported: Sequence[Reported] = ()) -> tuple[Figure, ...]:
    """``figures`` with the likeliest place of each lost point.

    ``lost``: probability that the text has lost its points; ``reported``: what other articles print of the same things.
    """
    if lost < _LEAST_LOST:
        return tuple(figures)
    numbers = [_Number.of(figure) for figure in figures]
    lists = _lists(numbers, text)
    own = [_own_readings(number, numbers, lists.get(i, ())) if number else None for i, number in enumerate(numbers)]
    listed = [_with_list(readings, [own[j] for j, _ in lists.get(i, ())], lists.get(i, ())) for i, readings in enumerate(own)]
    alone = _read(figures, numbers, corroborate(figures, listed), lost)
    if not reported:
        return alone
    beside = _read(figures, numbers, corroborate(figures, listed, reported), lost)
    # what is in doubt by itself stays a hypothesis, however sure the others make it: it must fall back when they go
    return tuple(
        new if new.repair or not old.repair else replace(new, repair=replace(old.repair, confidence=_SUREST, alternatives=()))
        for old, new in zip(alone, beside, strict=True)
    )


def _read(
    figures: Sequence[Figure], numbers: Sequence[_Number | None], read: Sequence[Readings | None], lost: float
) -> tuple[Figure, ...]:
    return tuple(
        _repaired(figure, number, readings, lost) if number and readings else figure
        for figure, number, readings in zip(figures, numbers, read, strict=True)
    )


@dataclass(frozen=True, slots=True)
class _Number:
    """The digits of a figure, as printed, and the kind of its printing habit."""

    figure: Figure
    digits: str
    start: int
    end: int
    kind: str

    @staticmethod
    def of(figure: Figure) -> _Number | None:
        """None where no point can be missing: one digit, a decimal, a Chinese numeral, a count of whole things."""
        match = printed_number(figure)
        kind = _kind(figure)
        if match is None or kind is None or "." in match.group():
            return None
        digits = match.group().rstrip(",")
        whole = digits.partition(",")[1] and len(digits.rpartition(",")[2]) <= 3
        if whole or not 2 <= len(digits) <= _MOST_DIGITS:
            return None
        return _Number(figure, digits, figure.start + match.start(), figure.start + match.start() + len(digits), kind)

    @property
    def is_round(self) -> bool:
        return self.digits.endswith("0") and not self.digits.startswith("0")


def _kind(figure: Figure) -> str | None:
    """Row of kg/lexicon/decimals.yaml that ``figure`` is printed by; None: whole numbers only."""
    measured = dimension(figure.unit)
    if measured == "percent":
        return "share" if _is_share(figure) else "growth"
    if measured in ("percentage_point", "multiple", "ratio", "bare"):
        known = indicators().find(figure.indicator) if measured == "bare" else None
        return "ratio" if known and known.dimensions[0] == "ratio" else measured
    factor, unit = units().split(figure.unit)
    if factor >= 10**12:
        return "trillions"
    if factor > 1:
        return "scaled"
    if measured in _WHOLE or (unit is not None and unit.counting):
        return None
    if measured == "compute":
        return "compute" if unit is not None and unit.base == "EFLOPS" and unit.factor >= Decimal("0.001") else "device"
    return "measure"


def _is_share(figure: Figure) -> bool:
    """A percentage that cannot pass 100."""
    words = figure_words()
    if figure.basis in ("同比", "环比") or figure.indicator.endswith(words.growth):
        return False
    known = indicators().find(figure.indicator)
    return known.high == 100 if known else figure.indicator.endswith((*words.share, "率"))


def _own_readings(number: _Number, numbers: Sequence[_Number | None], siblings: Sequence[tuple[int, float]]) -> Readings:
    """What the digits, the unit and the indicator say, before anything else of the text is asked."""
    digits = number.digits
    if "," in digits:  # 1,1009: three digits belong behind a comma
        return (Reading(_shift(number, len(digits.rpartition(",")[2]) - 3), len(digits.rpartition(",")[2]) - 3, 1.0),)
    if digits.startswith("0"):
        places = len(digits) - 1
        rest = 1 - _LEADING_ZERO
        return Reading(_shift(number, places), places, _LEADING_ZERO), Reading(number.figure.value, 0, rest)
    habits = decimal_habits()
    in_list = any(other is not None and not other.is_round for other in (numbers[j] for j, _ in siblings))
    zero = habits.round_in_list if in_list else habits.round_alone
    zeros = len(digits) - len(digits.rstrip("0"))
    return normalised(
        Reading(
            value, places, chance * zero ** min(places, zeros) * _typical(number, places) * _plausibility(number.figure, value)
        )
        for places, chance in enumerate(habits.chances(number.kind, len(digits)))
        for value in (_shift(number, places),)
    )


def _typical(number: _Number, places: int) -> float:
    """What is usual for the indicator, where the kind of unit does not tell: memory comes in powers of two, a process in whole nm."""
    if number.kind not in ("compute", "device", "measure"):
        return 1.0
    whole = int(number.digits.replace(",", ""))
    if places and dimension(number.figure.unit) in ("data", "compute") and number.kind != "compute" and whole & (whole - 1) == 0:
        return 0.1
    known = indicators().find(number.figure.indicator)
    if not places or known is None or dimension(number.figure.unit) != known.dimensions[0]:
        return 1.0
    return 0.3 if known.decimals == 0 else 1.5 if places == known.decimals else 1.0


def _shift(number: _Number, places: int) -> Decimal:
    value = Decimal(number.digits.replace(",", "")).scaleb(-places)
    return -value if number.figure.value < 0 else value


def _plausibility(figure: Figure, value: Decimal) -> float:
    known = indicators().find(figure.indicator)
    if known is None or figure.basis in ("同比", "环比"):
        return 1.0
    if figure.unit and dimension(figure.unit) != known.dimensions[0]:
        return 1.0
    base = to_base(value, figure.unit) if figure.unit else (value, "")
    return 1.0 if base is None or known.plausible(base[0]) else _IMPLAUSIBLE


def _lists(numbers: Sequence[_Number | None], text: str) -> dict[int, tuple[tuple[int, float], ...]]:
    """For each number in a list, the other members, and how strongly lists of this form share their decimals."""
    order = sorted((n.start, i) for i, n in enumerate(numbers) if n)
    groups: list[list[int]] = []
    forms: list[float] = []
    for (_, before), (_, after) in zip(order, order[1:], strict=False):
        first, second = numbers[before], numbers[after]
        if first is None or second is None or first.kind != second.kind:
            continue
        form = _list_form(text[first.end : second.start], first.figure.unit)
        if not form:
            continue
        if groups and groups[-1][-1] == before:
            groups[-1].append(after)
        else:
            groups.append([before, after])
            forms.append(form)
    return {i: tuple((j, form) for j in group if j != i) for group, form in zip(groups, forms, strict=True) for i in group}


def _list_form(between: str, unit: str) -> float:
    between = between.removeprefix(unit).strip()
    if not _SEPARATOR.fullmatch(between):
        return 0.0
    return _SLASH if "/" in between else _OTHER_LIST


def _with_list(
    readings: Readings | None, siblings: Sequence[Readings | None], members: Sequence[tuple[int, float]]
) -> Readings | None:
    """Members of one list tend to have the same number of decimals."""
    if readings is None or not members:
        return readings
    strength = members[0][1]
    known = [s for s in siblings if s]
    if not known:
        return readings

    def support(places: int) -> float:
        return math.fsum(r.chance for s in known for r in s if r.places == places) / len(known)

    return normalised([replace(r, chance=r.chance * math.exp(strength * support(r.places))) for r in readings])


def _repaired(figure: Figure, number: _Number, readings: Readings, lost: float) -> Figure:
    """``figure`` with its likeliest reading; as printed and without repair where no other reading is likely."""
    # A leading zero or an impossible value is evidence of its own: the prior of the whole text does not weaken it twice.
    printed = 1 - lost
    sure = number.digits.startswith("0") or number.kind == "ratio"
    weighed = (
        readings
        if sure
        else normalised([replace(r, chance=r.chance * lost + (printed if r.places == 0 else 0.0)) for r in readings])
    )
    best, *others = weighed
    alternatives = tuple(r.value for r in others if r.chance >= _LEAST_ALTERNATIVE)
    percent = figure.repair is not None and figure.repair.rule == PERCENT_RULE
    if best.places == 0 and not alternatives:
        return figure
    before = figure.repair.confidence if figure.repair else 1.0
    confidence = round(min(best.chance * before, _SUREST), 3)
    rule = (PERCENT_RULE if best.places == 0 else BOTH_RULE) if percent else (OPEN_RULE if best.places == 0 else POINT_RULE)
    scale = Decimal(1).scaleb(-best.places)
    return replace(
        figure,
        value=best.value,
        lower=None if figure.lower is None else figure.lower * scale,
        upper=None if figure.upper is None else figure.upper * scale,
        confidence=round(figure.confidence * best.chance, 3),
        repair=NumberRepair(number.digits, rule, confidence, alternatives),
    )
