"""Answers computed from observations, with the formula: share, growth, base, difference, ratio, sum, extreme."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from kg.indicators import Indicator, indicators
from kg.units import to_base
from pipelines.questions.content import Term, fold, match
from pipelines.questions.evidence import Observation, View
from pipelines.questions.parse import Parse
from pipelines.questions.periods import fits
from pipelines.questions.render import amount, plain, rounded
from pipelines.questions.score import Candidate, explained, layers, observed_fit, points, segment

_COMPUTED = 0.02  # a computed answer stands behind a stated one of the same score
_LOCAL = 1.0  # without a name in the question the country is meant, not one place or firm
_ASKED = 0.12  # the question asks for the operation in so many words


Test = Callable[[Observation, View], bool]


@dataclass(frozen=True, slots=True)
class Operand:
    observation: Observation
    view: View
    score: float


def derived_candidates(parse: Parse, views: Sequence[View]) -> list[Candidate]:
    """The computed candidates of the question's operation; empty where an operand is missing or the units do not go together."""
    operands = [
        Operand(o, v, _told(parse, v, o) - (_LOCAL if o.local and not parse.constraints and not parse.members else 0))
        for v in views
        for o in v.observations
        if (parse.precision is None or o.precision == parse.precision) and not (parse.national and o.local)
    ]
    makers: dict[str, Callable[[Parse, list[Operand]], Candidate | None]] = {
        "share": _share,
        "growth": _growth,
        "growth_base": _base,
        "difference": _difference,
        "ratio": _ratio,
        "sum": _sum,
        "convert": _convert,
        "max": _extreme,
        "min": _extreme,
    }
    maker = makers.get(parse.operation)
    found = maker(parse, operands) if maker else None
    return [found] if found else []


def _told(parse: Parse, view: View, observation: Observation) -> float:
    return explained(parse, _around(view, observation))


def _around(view: View, observation: Observation) -> list[tuple[str, float]]:
    extra = " ".join(filter(None, (observation.indicator, observation.metric, observation.about)))
    return layers(view, observation.start - view.start, extra)


def _levels(operands: Iterable[Operand]) -> list[Operand]:
    return [o for o in operands if not o.observation.growth and not o.observation.share]


def _best(operands: Iterable[Operand], test: Test) -> Operand | None:
    """The operand that passes ``test`` and explains the question best."""
    fitting = [o for o in operands if test(o.observation, o.view)]
    return max(fitting, key=lambda o: (o.score, o.observation.confidence, o.observation.iri), default=None)


def _is(observation: Observation, indicator: Indicator) -> bool:
    """Of the indicator itself."""
    return observation.indicator in indicator.labels


def _kin(observation: Observation, indicator: Indicator) -> bool:
    """Of a narrower one, by name: 归母净利润 is 净利润, 智能算力市场规模 is 市场规模."""
    return observation.indicator.endswith(indicator.labels)


def _sides(parse: Parse, operands: list[Operand]) -> list[Operand]:
    """One operand for each time, name or indicator that the question sets side by side, in the question's order.

    Observations of the very indicators first, of narrower ones where those leave a side without.
    """
    return _sides_by(parse, operands, _is) or _sides_by(parse, operands, _kin)


def _sides_by(parse: Parse, operands: list[Operand], of: Callable[[Observation, Indicator], bool]) -> list[Operand]:
    times = points(parse)
    wanted = parse.indicators
    if parse.members:
        return _matching(operands, [_about(_member(name), wanted, of) for name in parse.members], parse)
    if len(times) >= 2:
        found = [
            _best(operands, lambda o, v, t=t: fits(t, o.period) >= 0.7 and (not wanted or any(of(o, i) for i in wanted)))  # type: ignore[misc]
            for t in times
        ]
    elif len(parse.constraints) >= 2:
        terms = {t.canonical: t for t in parse.terms if t.canonical}
        return _matching(
            operands, [_about(terms[n.canonical], wanted, of) for n in parse.constraints if n.canonical in terms], parse
        )
    elif parse.sides:
        found = [_best(operands, _worded(side)) for side in parse.sides]
    elif len(wanted) >= 2:
        found = [_best(operands, lambda o, v, i=i: of(o, i) and _timely(parse, o, v)) for i in wanted[:2]]  # type: ignore[misc]
    elif len(wanted) == 1:
        found = [_best(operands, lambda o, v: of(o, wanted[0]) and _timely(parse, o, v)), _other(parse, operands)]
    else:
        return []
    if len({o.observation.iri for o in found if o}) < 2:
        return []
    return [] if any(f is None for f in found) else [f for f in found if f]


def _matching(operands: list[Operand], tests: Sequence[Test], parse: Parse) -> list[Operand]:
    """One operand for each test, all of one indicator, period and status; of several such rows the one that explains most."""
    rows: dict[tuple[str, str | None, str], list[Operand]] = {}
    for operand in operands:
        if _timely(parse, operand.observation, operand.view):
            o = operand.observation
            rows.setdefault((o.indicator, o.period, o.status), []).append(operand)
    full = []
    for row in rows.values():
        found = [_best(row, test) for test in tests]
        chosen = [f for f in found if f]
        if len(chosen) == len(tests) and len({c.observation.iri for c in chosen}) == len(tests):
            full.append(chosen)
    return max(full, key=lambda chosen: (sum(c.score for c in chosen), [c.observation.iri for c in chosen]), default=[])


def _worded(side: str) -> Test:
    """The observation whose own words say ``side``: 区域集群5ms时延."""
    term = Term(side, 1.0, frozenset({fold(side)}))

    def test(observation: Observation, view: View) -> bool:
        own = fold(segment(view.text, observation.start - view.start) + (observation.about or "") + (observation.metric or ""))
        return match(term, own) >= 0.7

    return test


def _other(parse: Parse, operands: list[Operand]) -> Operand | None:
    """The second side of a question with one indicator: the figure it quotes, else the indicator that holds the first."""
    quoted = {q.value for q in parse.quantities}
    found = _best(operands, lambda o, v: o.value in quoted)
    whole = indicators().by_key.get(parse.indicators[0].broader or "")
    if found is None and whole is not None:
        found = _best(operands, lambda o, v: _is(o, whole) and _timely(parse, o, v))
    return found


def _member(name: str) -> Term:
    return Term(name, 1.0, frozenset({fold(name)}), True, name)


def _about(term: Term, wanted: Sequence[Indicator], of: Callable[[Observation, Indicator], bool]) -> Test:
    def test(observation: Observation, view: View) -> bool:
        named = bool(observation.about) and match(term, fold(observation.about or "")) > 0.9
        return named and (not wanted or any(of(observation, i) for i in wanted))

    return test


def _timely(parse: Parse, observation: Observation, view: View) -> bool:
    fit = observed_fit(parse, view, observation)
    return fit is None or fit >= 0.6


def _same_unit(operands: Sequence[Operand]) -> bool:
    """Base units agree, and where precisions are given they agree: FP16 and INT8 do not add up."""
    units = {o.observation.base_unit or o.observation.unit for o in operands}
    precisions = {o.observation.precision for o in operands if o.observation.precision}
    return len(units) == 1 and len(precisions) <= 1


def _base_values(operands: Sequence[Operand]) -> list[Decimal]:
    return [o.observation.base_value if o.observation.base_value is not None else o.observation.value for o in operands]


def _result(parse: Parse, answer: str, formula: str, operands: Sequence[Operand], reason: str) -> Candidate:
    """The operands together have to explain the question: each names only its own side of it."""
    around = [layer for o in operands for layer in _around(o.view, o.observation)]
    score = explained(parse, around) + _ASKED - _COMPUTED
    views = tuple(dict.fromkeys(o.view for o in operands))
    return Candidate(
        "derived", (answer,), score, views, (reason,), (), tuple(o.observation for o in operands), formula, sentence=None
    )


def _percent(value: Decimal) -> str:
    return f"{plain(rounded(value * 100))}%"


def _share(parse: Parse, operands: list[Operand]) -> Candidate | None:
    sides = _sides(parse, _levels(operands))
    if len(sides) != 2 or not _same_unit(sides):
        return None
    part, whole = sorted(_base_values(sides))
    if not whole:
        return None
    low, high = sorted(sides, key=lambda o: o.observation.base_value or o.observation.value)
    formula = f"{plain(low.observation.value)} / {plain(high.observation.value)} = {_percent(part / whole)}"
    return _result(parse, f"约{_percent(part / whole)}", formula, [low, high], "由部分与总量推算占比")


def _growth(parse: Parse, operands: list[Operand]) -> Candidate | None:
    sides = _sides(parse, _levels(operands))
    if len(sides) != 2 or not _same_unit(sides):
        return None
    old, new = _chronological(sides)
    before, after = _base_values([old, new])
    if not before or old.observation.period == new.observation.period:
        return None
    formula = f"{plain(new.observation.value)} / {plain(old.observation.value)} - 1 = {_percent(after / before - 1)}"
    return _result(parse, f"约{_percent(after / before - 1)}", formula, [old, new], "由两期数值推算增速")


def _chronological(sides: Sequence[Operand]) -> tuple[Operand, Operand]:
    old, new = sorted(sides[:2], key=lambda o: o.observation.period or "")
    return old, new


def _base(parse: Parse, operands: list[Operand]) -> Candidate | None:
    """value / (1 + growth): both must be of one indicator and stand in one sentence."""
    pairs = [
        (level, rate)
        for level in _levels(operands)
        for rate in operands
        if rate.observation.growth
        and rate.observation.unit == "%"
        and rate.observation.sentence == level.observation.sentence
        and (rate.observation.period == level.observation.period)
        and (not parse.indicators or any(_is(level.observation, i) or _kin(level.observation, i) for i in parse.indicators))
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
    return _result(parse, f"约{amount(base, unit)}", formula, [level, rate], "由现值与增速倒推基数")


def _difference(parse: Parse, operands: list[Operand]) -> Candidate | None:
    sides = _sides(parse, _levels(operands))
    if len(sides) != 2 or not _same_unit(sides):
        return None
    high, low = sorted(sides, key=lambda o: -(o.observation.base_value or o.observation.value))
    if high.observation.unit == low.observation.unit:
        first, second, unit = high.observation.value, low.observation.value, high.observation.unit
    else:
        first, second = _base_values([high, low])
        unit = high.observation.base_unit or high.observation.unit
    formula = f"{plain(first)} - {plain(second)} = {plain(first - second)}"
    return _result(parse, amount(first - second, unit), formula, [high, low], "两数之差")


def _ratio(parse: Parse, operands: list[Operand]) -> Candidate | None:
    sides = _sides(parse, _levels(operands))
    if len(sides) != 2 or not _same_unit(sides):
        return None
    high, low = sorted(sides, key=lambda o: -(o.observation.base_value or o.observation.value))
    above, below = _base_values([high, low])
    if not below:
        return None
    times = rounded(above / below, 2)
    formula = f"{plain(high.observation.value)} / {plain(low.observation.value)} = {plain(times)}"
    return _result(parse, f"{plain(times)}倍", formula, [high, low], "两数之比")


def _sum(parse: Parse, operands: list[Operand]) -> Candidate | None:
    sides = _sides(parse, _levels(operands))
    if len(sides) < 2 or not _same_unit(sides):
        return None
    if len({o.observation.unit for o in sides}) == 1:
        values, unit = [o.observation.value for o in sides], sides[0].observation.unit
    else:
        values, unit = _base_values(sides), sides[0].observation.base_unit or sides[0].observation.unit
    total = sum(values, Decimal(0))
    formula = " + ".join(map(plain, values)) + f" = {plain(total)}"
    return _result(parse, amount(total, unit), formula, sides, "各数之和")


def _convert(parse: Parse, operands: list[Operand]) -> Candidate | None:
    """The quantity in the question in the unit asked for; the sentence that states it is the evidence."""
    target = to_base(Decimal(1), parse.unit) if parse.unit else None
    for quantity in parse.quantities:
        based = to_base(quantity.value, quantity.unit)
        same = [o for o in operands if based and (o.observation.base_value, o.observation.base_unit) == based]
        if based and target and based[1] == target[1] and same:
            value = rounded(based[0] / target[0], 4)
            unit = parse.unit or ""
            formula = f"{amount(quantity.value, quantity.unit)} = {amount(value, unit)}"
            return _result(parse, amount(value, unit), formula, [max(same, key=lambda o: o.score)], "单位换算")
    return None


def _extreme(parse: Parse, operands: list[Operand]) -> Candidate | None:
    """谁最…: of the observations of one indicator and period about different entities, whose is the largest or smallest."""
    if parse.asked == "figure":
        return None
    growth = any(word in parse.question for word in ("增速", "增长", "增幅", "grew", "growth"))
    fitting = [
        o
        for o in operands
        if o.observation.growth == growth
        and o.observation.about
        and _timely(parse, o.observation, o.view)
        and (not parse.indicators or any(_of_family(o.observation, i) for i in parse.indicators))
    ]
    if not fitting and not parse.sides:
        return None
    if parse.sides:
        return _higher_side(parse, fitting or _levels(operands))
    rivals = _rivals(parse, fitting)
    if len(rivals) < 2:
        return None
    ordered = sorted(rivals, key=lambda o: o.observation.base_value or o.observation.value, reverse=parse.operation == "max")
    sign = " > " if parse.operation == "max" else " < "
    formula = sign.join(f"{o.observation.about} {amount(o.observation.value, o.observation.unit)}" for o in ordered)
    return _result(parse, ordered[0].observation.about or "", formula, ordered, "同一指标各主体相比")


def _rivals(parse: Parse, fitting: list[Operand]) -> list[Operand]:
    """Of the rows of one indicator and period the one that explains most and holds all whom the question names."""
    wanted = [*parse.members, *(n.canonical for n in parse.constraints)] if parse.members or len(parse.constraints) > 1 else []
    rows: dict[tuple[str, str | None], dict[str, Operand]] = {}
    for operand in sorted(fitting, key=lambda o: (-o.score, o.observation.iri)):
        o = operand.observation
        rows.setdefault((o.indicator, o.period), {}).setdefault(o.about or "", operand)
    full = []
    for row in rows.values():
        chosen = [o for name, o in row.items() if not wanted or any(match(_member(w), fold(name)) > 0.9 for w in wanted)]
        if len(chosen) >= max(2, len(wanted)) and _same_unit(chosen):
            full.append(chosen)
    return max(full, key=lambda row: (max(o.score for o in row), [o.observation.iri for o in row]), default=[])


def _higher_side(parse: Parse, operands: list[Operand]) -> Candidate | None:
    """A和B，哪个更高: the side whose figure is the larger (or smaller), in the question's words."""
    sides = [_best(operands, _worded(side)) for side in parse.sides]
    rivals = [o for o in sides if o]
    if len(rivals) != 2 or not _same_unit(rivals):
        return None
    first, second = _base_values(rivals)
    if first == second:
        return None
    winner = parse.sides[(first < second) == (parse.operation == "max")]
    formula = " : ".join(
        f"{s} {amount(o.observation.value, o.observation.unit)}" for s, o in zip(parse.sides, rivals, strict=True)
    )
    return _result(parse, winner, formula, rivals, "两方相比")


def _of_family(observation: Observation, indicator: Indicator) -> bool:
    return any(label in observation.indicator for label in indicator.labels)
