"""Did it rise or fall: the direction, with the change or both values."""

from __future__ import annotations

from pipelines.questions.computing.asked import Asked
from pipelines.questions.computing.changes import fits_newest, moved
from pipelines.questions.computing.facts import Fact
from pipelines.questions.computing.matching import matches
from pipelines.questions.computing.measuring import of_indicator
from pipelines.questions.computing.pairs import Pair, best_pair, levels
from pipelines.questions.computing.saying import told
from pipelines.questions.computing.solution import solution
from pipelines.questions.render import amount, bare
from pipelines.questions.score import Candidate

_WORDS = {False: ("上升", "下降"), True: ("it rose", "it fell")}
_CHANGED = {False: ("增加", "减少"), True: ("up ", "down ")}
_LEAST = 0.45


def trend(asked: Asked, facts: list[Fact]) -> Candidate | None:
    """The stated change with its sign, else two values in order of time."""
    english = asked.parse.english
    said = [
        f
        for f in facts
        if f.role in ("change", "rate")
        and told(asked.terms, f) >= _LEAST
        and fits_newest(asked.parse, f)
        and of_indicator(f, asked.parse.indicators)
    ]
    best = max(said, key=lambda f: (told(asked.terms, f), f.observation.iri), default=None)
    if best is not None:
        falls = best.sign < 0 or best.observation.value < 0
        by = amount(abs(best.observation.value), best.observation.unit)
        return solution(
            asked, (_CHANGED[english][falls] + by,), f"{best.name} {bare(best.observation, english)}", [best], "原文即说变化"
        )
    pair = _two(asked, facts)
    if pair is None or pair.one.observation.value == pair.two.observation.value:
        return None
    old, new = pair.two.observation, pair.one.observation
    word = _WORDS[english][new.value < old.value]
    shown = f"{bare(old, english)} → {bare(new, english)}"
    return solution(asked, (word,), shown, [pair.two, pair.one], "前后两值相比")


def _two(asked: Asked, facts: list[Fact]) -> Pair | None:
    """The values of the two times named, in order of time, or the ends of one change."""
    if len(asked.sides) == 2 and all(matches(asked, s, levels(facts)) for s in asked.sides):
        pair = best_pair(asked, levels(facts))
        if pair and (pair.one.observation.period or "") < (pair.two.observation.period or ""):
            return Pair(pair.two, pair.one, pair.fit)
        return pair
    return moved(asked, facts)
