"""Answers computed from observations, with the formula: share, growth, base, difference, ratio, sum, conversion, extreme."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal

from kg.units import convert, to_base
from kg.vocab import plain
from pipelines.questions.evidence import View
from pipelines.questions.extremes import extreme
from pipelines.questions.operands import (
    Operand,
    base_values,
    is_kin,
    is_of,
    levels,
    operands_of,
    result,
    same_unit,
    sides_of,
)
from pipelines.questions.parse import Parse
from pipelines.questions.render import amount, rounded
from pipelines.questions.score import Candidate

_CONVERTED = (
    0.7  # a question of nothing but a quantity and a unit is answered by the arithmetic, whatever stands around the figure
)


def derived_candidates(parse: Parse, views: Sequence[View]) -> list[Candidate]:
    """The computed candidates of the question's operation; empty where an operand is missing or the units do not go together."""
    makers: dict[str, Callable[[Parse, list[Operand]], Candidate | None]] = {
        "share": _share,
        "growth": _growth,
        "growth_base": _base,
        "difference": _difference,
        "ratio": _ratio,
        "sum": _sum,
        "convert": _convert,
        "max": extreme,
        "min": extreme,
    }
    maker = makers.get(parse.operation)
    found = maker(parse, operands_of(parse, views)) if maker else None
    return [found] if found else []


def _shown(operands: Sequence[Operand]) -> tuple[list[Decimal], str]:
    """The operands' values in one unit: as written where they share it, else in the base unit."""
    units = {o.observation.unit for o in operands}
    if len(units) == 1:
        return [o.observation.value for o in operands], units.pop()
    return base_values(operands), operands[0].observation.base_unit or operands[0].observation.unit


def _bounded(operands: Sequence[Operand]) -> str:
    """约 before a result of which a part is only a bound (超830万架) or itself about."""
    return "约" if any(o.observation.qualifier in ("over", "under", "about") for o in operands) else ""


def _percent(value: Decimal) -> str:
    return f"{plain(rounded(value * 100))}%"


def _share(parse: Parse, operands: list[Operand]) -> Candidate | None:
    sides = sides_of(parse, levels(operands))
    if len(sides) != 2 or not same_unit(sides):
        return None
    low, high = _by_size(sides)
    (part, whole), _ = _shown([low, high])
    if not whole:
        return None
    formula = f"{plain(part)} / {plain(whole)} = {_percent(part / whole)}"
    return result(parse, f"约{_percent(part / whole)}", formula, [low, high], "由部分与总量推算占比")


def _growth(parse: Parse, operands: list[Operand]) -> Candidate | None:
    sides = sides_of(parse, levels(operands))
    if len(sides) != 2 or not same_unit(sides):
        return None
    old, new = sorted(sides, key=lambda o: o.observation.period or "")
    (before, after), _ = _shown([old, new])
    if not before or old.observation.period == new.observation.period:
        return None
    growth = _percent(after / before - 1)
    return result(parse, f"约{growth}", f"{plain(after)} / {plain(before)} - 1 = {growth}", [old, new], "由两期数值推算增速")


def _by_size(sides: Sequence[Operand]) -> tuple[Operand, Operand]:
    """The smaller and the larger of two."""
    low, high = sorted(sides[:2], key=lambda o: base_values([o])[0])
    return low, high


def _base(parse: Parse, operands: list[Operand]) -> Candidate | None:
    """value / (1 + growth): both must be of one indicator and stand in one sentence."""
    pairs = [
        (level, rate)
        for level in levels(operands)
        for rate in operands
        if rate.observation.growth
        and rate.observation.unit == "%"
        and rate.observation.sentence == level.observation.sentence
        and (rate.observation.period == level.observation.period)
        and (not parse.indicators or any(is_of(level.observation, i) or is_kin(level.observation, i) for i in parse.indicators))
        and level.observation.unit not in ("", "%")
    ]
    if not pairs:
        return None
    quoted = {q.value for q in parse.quantities}
    level, rate = max(
        pairs,
        key=lambda p: (sum(o.observation.value in quoted for o in p), p[0].score + p[1].score, p[0].observation.iri),
    )
    value, percent = level.observation.value, rate.observation.value
    base = rounded(value / (1 + percent / 100))
    unit = level.observation.unit
    formula = f"{plain(value)} / (1 + {plain(percent)}%) = {plain(base)}"
    return result(parse, f"约{amount(base, unit)}", formula, [level, rate], "由现值与增速倒推基数")


def _difference(parse: Parse, operands: list[Operand]) -> Candidate | None:
    sides = sides_of(parse, levels(operands))
    if len(sides) != 2 or not same_unit(sides):
        return None
    low, high = _by_size(sides)
    (less, more), unit = _shown([low, high])
    formula = f"{plain(more)} - {plain(less)} = {plain(more - less)}"
    return result(parse, _bounded(sides) + amount(more - less, unit), formula, [high, low], "两数之差")


def _ratio(parse: Parse, operands: list[Operand]) -> Candidate | None:
    sides = sides_of(parse, levels(operands))
    if len(sides) != 2 or not same_unit(sides):
        return None
    low, high = _by_size(sides)
    (less, more), _ = _shown([low, high])
    if not less:
        return None
    times = rounded(more / less, 2)
    formula = f"{plain(more)} / {plain(less)} = {plain(times)}"
    return result(parse, f"{_bounded(sides)}{plain(times)}倍", formula, [high, low], "两数之比")


def _sum(parse: Parse, operands: list[Operand]) -> Candidate | None:
    sides = sides_of(parse, levels(operands))
    if len(sides) < 2 or not same_unit(sides):
        return None
    values, unit = _shown(sides)
    total = sum(values, Decimal(0))
    formula = " + ".join(map(plain, values)) + f" = {plain(total)}"
    return result(parse, _bounded(sides) + amount(total, unit), formula, sides, "各数之和")


def _convert(parse: Parse, operands: list[Operand]) -> Candidate | None:
    """The quantity in the question in the unit asked for; the sentence that states it is the evidence."""
    unit = parse.unit or ""
    for quantity in parse.quantities:
        based = to_base(quantity.value, quantity.unit)
        same = [o for o in operands if based and (o.observation.base_value, o.observation.base_unit) == based]
        converted = convert(quantity.value, quantity.unit, unit) if unit and same else None
        if converted is not None:
            value = rounded(converted, 4)
            formula = f"{amount(quantity.value, quantity.unit)} = {amount(value, unit)}"
            found = result(parse, amount(value, unit), formula, [max(same, key=lambda o: o.score)], "单位换算")
            return found if parse.constraints or parse.times else replace(found, score=max(found.score, _CONVERTED))
    return None
