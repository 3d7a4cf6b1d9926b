"""The figures that a computed answer is made of: which observation stands on which side of the question."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from kg.indicators import Indicator, indicators
from pipelines.questions.content import Term, fold, match
from pipelines.questions.evidence import Observation, View
from pipelines.questions.parse import Parse
from pipelines.questions.periods import fits
from pipelines.questions.score import Candidate, explained, layers, observed_fit, points, segment

_COMPUTED = 0.02  # a computed answer stands behind a stated one of the same score
_LOCAL = 1.0  # without a name in the question the country is meant, not one place or firm
_ASKED = 0.12  # the question asks for the operation in so many words

_AIM = re.compile(r"目标|要求|力争|规定|计划|target|goal|plan", re.IGNORECASE)

Test = Callable[[Observation, View], bool]
Of = Callable[[Observation, Indicator], bool]


@dataclass(frozen=True, slots=True)
class Operand:
    observation: Observation
    view: View
    score: float


def operands_of(parse: Parse, views: Sequence[View]) -> list[Operand]:
    """All observations that may enter a computation, each with the share of the question it explains by itself."""
    unnamed = not parse.constraints and not parse.members
    aims = bool(_AIM.search(parse.question))  # else what is wanted does not enter into what is
    return [
        Operand(o, v, _told(parse, v, o) - (_LOCAL if o.local and unnamed else 0))
        for v in views
        for o in v.observations
        if (parse.precision is None or o.precision == parse.precision)
        and not (parse.national and o.local)
        and (o.status != "target" or aims)
    ]


def _told(parse: Parse, view: View, observation: Observation) -> float:
    return explained(parse, _around(view, observation))


def _around(view: View, observation: Observation) -> list[tuple[str, float]]:
    extra = " ".join(filter(None, (observation.indicator, observation.metric, observation.about)))
    return layers(view, observation.start - view.start, extra)


def levels(operands: Iterable[Operand]) -> list[Operand]:
    return [o for o in operands if not o.observation.growth and not o.observation.share]


def best(operands: Iterable[Operand], test: Test) -> Operand | None:
    """The operand that passes ``test`` and explains the question best."""
    fitting = [o for o in operands if test(o.observation, o.view)]
    return max(fitting, key=lambda o: (o.score, o.observation.confidence, o.observation.iri), default=None)


def is_of(observation: Observation, indicator: Indicator) -> bool:
    """Of the indicator itself."""
    return observation.indicator in indicator.labels


def is_kin(observation: Observation, indicator: Indicator) -> bool:
    """Of a narrower one, by name: 归母净利润 is 净利润, 智能算力市场规模 is 市场规模."""
    return observation.indicator.endswith(indicator.labels)


def sides_of(parse: Parse, operands: list[Operand]) -> list[Operand]:
    """One operand for each time, name or indicator that the question sets side by side, in the question's order.

    Observations of the very indicators first, of narrower ones where those leave a side without.
    """
    return _sides_by(parse, operands, is_of) or _sides_by(parse, operands, is_kin)


def _sides_by(parse: Parse, operands: list[Operand], of: Of) -> list[Operand]:
    times = points(parse)
    wanted = parse.indicators
    if parse.members:
        return _matching(operands, [_about(member(name), wanted, of) for name in parse.members], parse)
    if len(times) >= 2:
        found = [
            best(operands, lambda o, v, t=t: fits(t, o.period) >= 0.7 and (not wanted or any(of(o, i) for i in wanted)))  # type: ignore[misc]
            for t in times
        ]
    elif len(parse.constraints) >= 2:
        terms = {t.canonical: t for t in parse.terms if t.canonical}
        return _matching(
            operands, [_about(terms[n.canonical], wanted, of) for n in parse.constraints if n.canonical in terms], parse
        )
    elif parse.sides:
        found = [best(operands, worded(side)) for side in parse.sides]
    elif len(wanted) >= 2:
        found = [best(operands, lambda o, v, i=i: of(o, i) and timely(parse, o, v)) for i in wanted[:2]]  # type: ignore[misc]
    elif len(wanted) == 1:
        found = [best(operands, lambda o, v: of(o, wanted[0]) and timely(parse, o, v)), _other(parse, operands)]
    else:
        return []
    if len({o.observation.iri for o in found if o}) < 2:
        return []
    return [] if any(f is None for f in found) else [f for f in found if f]


def _matching(operands: list[Operand], tests: Sequence[Test], parse: Parse) -> list[Operand]:
    """One operand for each test, all of one indicator, period and status; of several such rows the one that explains most."""
    rows: dict[tuple[str, str | None, str], list[Operand]] = {}
    for operand in operands:
        if timely(parse, operand.observation, operand.view):
            o = operand.observation
            rows.setdefault((o.indicator, o.period, o.status), []).append(operand)
    full = []
    for row in rows.values():
        found = [best(row, test) for test in tests]
        chosen = [f for f in found if f]
        if len(chosen) == len(tests) and len({c.observation.iri for c in chosen}) == len(tests):
            full.append(chosen)
    return max(full, key=lambda chosen: (sum(c.score for c in chosen), [c.observation.iri for c in chosen]), default=[])


def worded(side: str) -> Test:
    """The observation whose own words say ``side``: 区域集群5ms时延."""
    term = Term(side, 1.0, frozenset({fold(side)}))

    def test(observation: Observation, view: View) -> bool:
        own = fold(segment(view.text, observation.start - view.start) + (observation.about or "") + (observation.metric or ""))
        return match(term, own) >= 0.7

    return test


def _other(parse: Parse, operands: list[Operand]) -> Operand | None:
    """The second side of a question with one indicator: the figure it quotes, else the indicator that holds the first."""
    quoted = {q.value for q in parse.quantities}
    found = best(operands, lambda o, v: o.value in quoted)
    whole = indicators().by_key.get(parse.indicators[0].broader or "")
    if found is None and whole is not None:
        found = best(operands, lambda o, v: is_of(o, whole) and timely(parse, o, v))
    return found


def member(name: str) -> Term:
    return Term(name, 1.0, frozenset({fold(name)}), True, name)


def _about(term: Term, wanted: Sequence[Indicator], of: Of) -> Test:
    def test(observation: Observation, view: View) -> bool:
        named = bool(observation.about) and match(term, fold(observation.about or "")) > 0.9
        return named and (not wanted or any(of(observation, i) for i in wanted))

    return test


def timely(parse: Parse, observation: Observation, view: View) -> bool:
    fit = observed_fit(parse, view, observation)
    return fit is None or fit >= 0.6


def same_unit(operands: Sequence[Operand]) -> bool:
    """Base units agree, and where precisions are given they agree: FP16 and INT8 do not add up."""
    units = {o.observation.base_unit or o.observation.unit for o in operands}
    precisions = {o.observation.precision for o in operands if o.observation.precision}
    return len(units) == 1 and len(precisions) <= 1


def base_values(operands: Sequence[Operand]) -> list[Decimal]:
    return [o.observation.base_value if o.observation.base_value is not None else o.observation.value for o in operands]


def result(parse: Parse, answer: str, formula: str, operands: Sequence[Operand], reason: str) -> Candidate:
    """The operands together have to explain the question: each names only its own side of it."""
    around = [layer for o in operands for layer in _around(o.view, o.observation)]
    score = explained(parse, around) + _ASKED - _COMPUTED
    views = tuple(dict.fromkeys(o.view for o in operands))
    return Candidate("derived", (answer,), score, views, (reason,), (), tuple(o.observation for o in operands), formula)
