"""Whose is the largest, which of two is higher: the entity, with the figures of all that were compared."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from kg.units import to_base
from pipelines.questions.computing.asked import Asked
from pipelines.questions.computing.facts import Fact, Role
from pipelines.questions.computing.matching import timely
from pipelines.questions.computing.measuring import of_indicator
from pipelines.questions.computing.naming import forms_of
from pipelines.questions.computing.pairs import best_pair
from pipelines.questions.computing.saying import told
from pipelines.questions.computing.solution import solution
from pipelines.questions.computing.sums import row, with_members
from pipelines.questions.computing.values import of_fact, same_units
from pipelines.questions.content import fold
from pipelines.questions.render import amount, bare, period_words
from pipelines.questions.score import Candidate

_GROWTH = re.compile(
    r"增速|增长|增幅|增得|涨得|涨幅|降幅|跌幅|提升得|[跌降涨]得|[跌涨]了?(?:最|更)|grew|growth|growing|rose|fell|rising|falling",
    re.IGNORECASE,
)
_FALLING = re.compile(r"跌|降(?!.{0,3}[升增])|下滑|缩减|fell|falling|dropped|declin", re.IGNORECASE)
_RANK = re.compile(r"靠前|靠后|名次|排名|排得|排第|位次|rank", re.IGNORECASE)
_BACK = re.compile(r"靠后|最后|垫底")
_HOW_MUCH = re.compile(
    r"(?:多|高|少|低|大|小|差|快|慢|相差|领先)(?:出|了)?(?:多少|几)|by how (?:much|many)|how much (?:more|less|higher|lower)",
    re.IGNORECASE,
)
_AGENTS = {"who": ("Organization", "Person", "Chip", "Model", "Center", "Place"), "name": None}
_LEAST = 0.3
_SHORT = 24  # characters of a side given back as it stands


def extreme(asked: Asked, facts: list[Fact]) -> Candidate | None:
    """The one of the sides, or of those that the text sets side by side, whose figure is the largest or smallest."""
    if asked.parse.asked == "figure" and not asked.sides:
        return None
    if asked.parse.asked == "date":
        return _when(asked, [f for f in facts if f.role in _roles(asked)])
    group = with_members(asked)
    comparable = [f for f in facts if f.role in _roles(asked)]
    if len(group.sides) >= 2:
        found = row(group, comparable)
        chosen = found.facts if found else _by_metric(group, comparable)
        return _winner(group, chosen) if chosen else None
    rivals = _rivals(asked, comparable)
    return _winner(asked, rivals) if len(rivals) >= 2 else None


def _when(asked: Asked, facts: list[Fact]) -> Candidate | None:
    """哪一年最高: the time of the largest or smallest of the figures of one thing and metric at different times."""
    rows: dict[tuple[str, tuple[str, ...]], dict[str, Fact]] = {}
    for fact in sorted(facts, key=lambda f: (-told(asked.terms, f), f.key)):
        if fact.observation.period and timely(asked.parse, fact) and of_indicator(fact, asked.parse.indicators) == 1:
            rows.setdefault((fact.indicator_stem, fact.subjects), {}).setdefault(fact.observation.period, fact)
    full = [list(found.values()) for found in rows.values() if len(found) >= 2]
    best = max(full, key=lambda r: (_row_fit(asked, r), [f.key for f in r]), default=[])
    values = same_units([of_fact(f) for f in best]) if best else None
    if values is None:
        return None
    sign = 1 if asked.parse.operation == "min" else -1
    order = sorted(range(len(best)), key=lambda i: sign * values[i].number)
    english = asked.parse.english
    shown = (" < " if sign > 0 else " > ").join(
        f"{period_words(best[i].observation.period, english)} {bare(best[i].observation, english)}" for i in order
    )
    answer = period_words(best[order[0]].observation.period, english)
    return solution(asked, (answer,), shown, [best[i] for i in order], "各期相比")


def _roles(asked: Asked) -> tuple[Role, ...]:
    question = asked.parse.question
    if _RANK.search(question):
        return ("rank",)
    return ("rate",) if _GROWTH.search(question) else ("level",)


def _by_metric(asked: Asked, facts: list[Fact]) -> Sequence[Fact]:
    """The two sides are two metrics: 算力规模的增速和市场规模的增速."""
    pair = best_pair(asked, facts, True) if len(asked.sides) == 2 else None
    return (pair.one, pair.two) if pair else ()


def _winner(asked: Asked, facts: Sequence[Fact]) -> Candidate | None:
    values = same_units([of_fact(f) for f in facts])
    if values is None:
        return None
    values = [replace(v, number=v.number * f.sign) for v, f in zip(values, facts, strict=True)]
    low = asked.parse.operation == "min" or (facts[0].role == "rate" and bool(_FALLING.search(asked.parse.question)))
    if facts[0].role == "rank":
        low = not _BACK.search(asked.parse.question)
    order = sorted(range(len(facts)), key=lambda i: (values[i].number * (1 if low else -1), i))
    first, second = order[0], order[1]
    if values[first].number == values[second].number:
        return None
    answers = [_called(asked, facts, first)]
    if _HOW_MUCH.search(asked.parse.question):
        less = facts[0].role == "rank" or asked.parse.operation == "min"
        by = amount(abs(values[first].number - values[second].number), "个百分点" if values[0].unit == "%" else values[0].unit)
        answers.append(("少" if less else "多") + by if not asked.parse.english else by)
    sign = " < " if low else " > "
    shown = sign.join(f"{_called(asked, facts, i)} {bare(facts[i].observation, asked.parse.english)}" for i in order)
    return solution(asked, answers, shown, [facts[i] for i in order], "各方相比", _type_fit(asked, facts[first]))


def _called(asked: Asked, facts: Sequence[Fact], index: int) -> str:
    """The name of the figure's subject, as the question gives it where it does."""
    fact = facts[index]
    if len(asked.sides) == len(facts):
        side = asked.sides[index].text
        for time in asked.parse.times:
            side = side.replace(time.text, "")
        side = side.split("的")[0].strip()
        if 0 < len(side) <= _SHORT:
            return side
    for subject in fact.subjects:
        written = [form for form in forms_of(subject) if form in fold(asked.parse.question)]
        if written:
            return _as_written(asked.parse.question, max(written, key=len))
    return _named_right_before(fact) or (fact.subjects[0] if fact.subjects else fact.name)


def _as_written(question: str, form: str) -> str:
    at = question.lower().find(form)
    return question[at : at + len(form)] if at >= 0 else form


def _named_right_before(fact: Fact) -> str:
    """The subject as its sentence writes it."""
    return next((m.text for m in fact.view.mentions if m.canonical in fact.subjects), "")


def _type_fit(asked: Asked, fact: Fact) -> float:
    wanted, kind = asked.parse.asked, fact.observation.about_type
    return 0.08 if kind is not None and kind == wanted else 0.0


def _rivals(asked: Asked, facts: Iterable[Fact]) -> list[Fact]:
    """Of the figures of one metric and time about different things of the kind asked for, those that explain most."""
    rows: dict[tuple[str, str | None, str | None, str], dict[str, Fact]] = {}
    for fact in sorted(facts, key=lambda f: (-told(asked.terms, f), f.observation.iri)):
        if not fact.subjects or not timely(asked.parse, fact) or not _of_kind(asked, fact) or told(asked.terms, fact) < _LEAST:
            continue
        if of_indicator(fact, asked.parse.indicators) == 0:
            continue
        o = fact.observation
        base = to_base(o.value, o.unit)
        key = (fact.indicator_stem, o.period, o.precision, base[1] if base else o.unit)
        rows.setdefault(key, {}).setdefault(fact.subjects[0], fact)
    full = [list(found.values()) for found in rows.values() if len(found) >= 2]
    full = [r for r in full if not (asked.parse.national and any(f.subjects[0] == "中国" for f in r))]
    return max(full, key=lambda r: (_row_fit(asked, r), [f.observation.iri for f in r]), default=[])


def _row_fit(asked: Asked, facts: Sequence[Fact]) -> Decimal:
    together = len({f.observation.sentence for f in facts}) == 1
    best = max(told(asked.terms, f) + 0.3 * of_indicator(f, asked.parse.indicators) for f in facts)
    return Decimal(str(round(best + 0.1 * together, 4)))


def _of_kind(asked: Asked, fact: Fact) -> bool:
    """Of the type asked for; a firm that only wrote or sold is no subject of a figure."""
    wanted, kind = asked.parse.asked, fact.observation.about_type
    types = _AGENTS.get(wanted, (wanted,))
    if wanted == "Center" and kind in ("Place", "Center", None):
        return True
    if kind == "Entity":
        return wanted != "Person"
    return types is None or kind in types or (kind is None and wanted in ("name", "who", "list"))
