"""Whose is the largest, which of two is the higher: answers that compare the figures of several."""

from __future__ import annotations

from kg.indicators import Indicator
from pipelines.questions.content import fold, match
from pipelines.questions.evidence import Observation
from pipelines.questions.operands import Operand, base_values, best, levels, member, result, same_unit, timely, worded
from pipelines.questions.parse import Parse
from pipelines.questions.render import amount
from pipelines.questions.score import Candidate


def extreme(parse: Parse, operands: list[Operand]) -> Candidate | None:
    """谁最…: of the observations of one indicator and period about different entities, whose is the largest or smallest."""
    if parse.asked == "figure":
        return None
    growth = any(word in parse.question for word in ("增速", "增长", "增幅", "grew", "growth"))
    fitting = [
        o
        for o in operands
        if o.observation.growth == growth
        and o.observation.about
        and timely(parse, o.observation, o.view)
        and (not parse.indicators or any(_of_family(o.observation, i) for i in parse.indicators))
    ]
    if not fitting and not parse.sides:
        return None
    if parse.sides:
        return _higher_side(parse, fitting or levels(operands))
    rivals = _rivals(parse, fitting)
    if len(rivals) < 2:
        return None
    ordered = sorted(rivals, key=lambda o: o.observation.base_value or o.observation.value, reverse=parse.operation == "max")
    sign = " > " if parse.operation == "max" else " < "
    formula = sign.join(f"{o.observation.about} {amount(o.observation.value, o.observation.unit)}" for o in ordered)
    return result(parse, ordered[0].observation.about or "", formula, ordered, "同一指标各主体相比")


def _rivals(parse: Parse, fitting: list[Operand]) -> list[Operand]:
    """Of the rows of one indicator and period the one that explains most and holds all whom the question names."""
    wanted = [*parse.members, *(n.canonical for n in parse.constraints)] if parse.members or len(parse.constraints) > 1 else []
    rows: dict[tuple[str, str | None], dict[str, Operand]] = {}
    for operand in sorted(fitting, key=lambda o: (-o.score, o.observation.iri)):
        o = operand.observation
        rows.setdefault((o.indicator, o.period), {}).setdefault(o.about or "", operand)
    full = []
    for row in rows.values():
        chosen = [o for name, o in row.items() if not wanted or any(match(member(w), fold(name)) > 0.9 for w in wanted)]
        if len(chosen) >= max(2, len(wanted)) and same_unit(chosen):
            full.append(chosen)
    return max(full, key=lambda row: (max(o.score for o in row), [o.observation.iri for o in row]), default=[])


def _higher_side(parse: Parse, operands: list[Operand]) -> Candidate | None:
    """A和B，哪个更高: the side whose figure is the larger (or smaller), in the question's words."""
    sides = [best(operands, worded(side)) for side in parse.sides]
    rivals = [o for o in sides if o]
    if len(rivals) != 2 or not same_unit(rivals):
        return None
    first, second = base_values(rivals)
    if first == second:
        return None
    winner = parse.sides[(first < second) == (parse.operation == "max")]
    formula = " : ".join(
        f"{s} {amount(o.observation.value, o.observation.unit)}" for s, o in zip(parse.sides, rivals, strict=True)
    )
    return result(parse, winner, formula, rivals, "两方相比")


def _of_family(observation: Observation, indicator: Indicator) -> bool:
    return any(label in observation.indicator for label in indicator.labels)
