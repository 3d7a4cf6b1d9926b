"""A quantity of the question in another unit; the sentence that states it is the evidence."""

from __future__ import annotations

from dataclasses import replace

from kg.units import convert, to_base
from pipelines.questions.computing.asked import Asked
from pipelines.questions.computing.facts import Fact
from pipelines.questions.computing.saying import told
from pipelines.questions.computing.solution import solution
from pipelines.questions.render import amount, rounded
from pipelines.questions.score import Candidate

_CONVERTED = (
    0.7  # a question of nothing but a quantity and a unit is answered by the arithmetic, whatever stands around the figure
)


def converted(asked: Asked, facts: list[Fact]) -> Candidate | None:
    """The quantity in the question in the unit asked for, where a figure states it."""
    parse, unit = asked.parse, asked.parse.unit or ""
    for quantity in parse.quantities:
        based = to_base(quantity.value, quantity.unit)
        same = [f for f in facts if based and to_base(f.observation.value, f.observation.unit) == based]
        value = convert(quantity.value, quantity.unit, unit) if unit and same else None
        if value is not None:
            shown = rounded(value, 4)
            formula = f"{amount(quantity.value, quantity.unit)} = {amount(shown, unit)}"
            best = max(same, key=lambda f: (told(asked.terms, f), f.observation.iri))
            found = solution(asked, (amount(shown, unit),), formula, [best], "单位换算")
            return found if parse.constraints or parse.times else replace(found, score=max(found.score, _CONVERTED))
    return None
