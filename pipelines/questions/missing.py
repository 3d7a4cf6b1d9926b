"""Why there is no answer: the slot of the question that nothing meets - name, time, precision or words - and what is there instead."""

from __future__ import annotations

from collections.abc import Sequence

from kg.indicators import indicators
from kg.periods import span
from pipelines.questions.content import best_layer
from pipelines.questions.parse import Parse
from pipelines.questions.render import period_words
from pipelines.questions.score import Candidate, layers

_ALIKE = 0.1  # candidates closer than this are as good
_TOLD = 2  # words of the question that the nearest sentence does not say, at most


def missing(parse: Parse, order: Sequence[Candidate]) -> str:
    """What is missing, in the question's language; ``order`` are the candidates, best first."""
    known = indicators().named(parse.defined) if parse.defined else None
    if known:  # not what the articles say, so not an answer; but worth telling
        if parse.english:
            return f"no article defines it; the scheme of indicators says: {known.definition_en}"
        return f"没有文章解释；指标表的定义是：{known.definition_zh}"
    if order and order[0].kind == "refusal":
        return order[0].reasons[0]
    unknown = [name.text for name in parse.constraints if name.canonical in parse.unknown]
    if unknown:
        return _absent(unknown, parse.english)
    if not order:
        return "nothing on this subject" if parse.english else "没有找到相关内容"
    return _slots(parse, order) if order[0].broken else _unsaid(parse, order[0])


def _absent(names: Sequence[str], english: bool) -> str:
    told = "、".join(dict.fromkeys(names))
    return f"no article names {told}" if english else f"没有文章提到“{told}”"


def _slots(parse: Parse, order: Sequence[Candidate]) -> str:
    """Of a candidate that misses only the time, or only the precision, what that is; else all that the best one misses."""
    for slot in (parse.time_words, parse.precision):
        near = _nearest(parse, _only(order, slot))
        if near is not None and slot:
            return _without(parse, near, slot)
    slots = [s for s in dict.fromkeys(order[0].broken) if not any(s != other and s in other for other in order[0].broken)]
    names = [s for s in slots if any(s in (name.text, name.canonical) for name in parse.constraints)]
    others = [s for s in slots if s not in names] or [i.zh for i in parse.indicators[:1] if parse.asked == "figure"]
    return _of_names(names, others, parse.english) if names else _of_nothing(others, parse.english)


def _only(order: Sequence[Candidate], slot: str | None) -> list[Candidate]:
    """The candidates that miss only ``slot``; figures with a period where there are any."""
    found = [c for c in order if slot and set(c.broken) == {slot}]
    return [c for c in found if c.observations and c.observations[0].period] or found


def shown(parse: Parse, order: Sequence[Candidate]) -> Candidate | None:
    """The candidate whose sentence goes with the refusal: the one that is told, else the best."""
    near = (_nearest(parse, _only(order, slot)) for slot in (parse.time_words, parse.precision))
    return next((c for c in near if c is not None), order[0] if order else None)


def _nearest(parse: Parse, order: Sequence[Candidate]) -> Candidate | None:
    """The best; of those of its indicator and subject that are as good, the one nearest in time to what is asked."""
    if not order or not order[0].observations:
        return order[0] if order else None
    first = order[0].observations[0]
    like = [
        c
        for c in order
        if c.score > order[0].score - _ALIKE
        and [(o.indicator, o.about) for o in c.observations] == [(first.indicator, first.about)]
    ]
    asked = span(parse.periods[-1]) if parse.periods else None

    def away(candidate: Candidate) -> int:
        days = span(candidate.observations[0].period or "")
        return abs((days[1] - asked[1]).days) if days and asked else 0

    return min(like, key=away)


def _of_names(names: Sequence[str], others: Sequence[str], english: bool) -> str:
    """The articles have the names, but not what is asked of them."""
    told, what = "、".join(names), "、".join(others)
    if english:
        return f"articles name {told}, but say nothing of the kind asked about"
    return f"没有“{told}”的{what}" if what else f"有文章提到“{told}”，但没有所问的内容"


def _of_nothing(slots: Sequence[str], english: bool) -> str:
    told = "、".join(slots)
    return f"nothing for {told}" if english else f"没有关于“{told}”的内容"


def _without(parse: Parse, near: Candidate, slot: str) -> str:
    """没有2026年的算力规模，有2020年的：135 EFLOPS."""
    found = near.observations[0] if near.observations else None
    if found is None:
        return f"nothing for {slot}" if parse.english else f"没有{slot}的内容"
    what = found.indicator if found.about in (None, "中国") else f"{found.about}的{found.indicator}"
    other = (found.precision or "") if slot == parse.precision else period_words(found.period, parse.english)
    if parse.english:
        return f"no {found.indicator} for {slot}" + (f"; there is {other}: {near.answers[0]}" if other else "")
    return f"没有{slot}的{what}" + (f"，有{other}的：{near.answers[0]}" if other else "")


def _unsaid(parse: Parse, best: Candidate) -> str:
    """The words of the question that weigh most and that the nearest sentence does not say."""
    around = layers(best.views[0], None)
    left = [t for t in parse.terms if not t.name and best_layer(t, around) == 0 and t.text.isascii() == parse.english]
    words = [t.text for t in sorted(left, key=lambda t: -t.weight)[:_TOLD]]
    if words and parse.english:
        return f"the nearest sentence says nothing of {', '.join(words)}"
    if words:
        return f"最接近的句子没有说到“{'、'.join(words)}”"
    names = [name.text for name in parse.constraints]
    if names and parse.indicators and parse.asked == "figure":
        return _of_names(names, [parse.indicators[0].zh], parse.english)
    return "no sentence answers all of the question" if parse.english else "没有句子答得上问题的全部要点"
