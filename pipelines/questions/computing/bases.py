"""The level that a change was measured from: 去年 from 同比增长65%, 前代 from 多了50W, last year's rank from 上升三位."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from kg.periods import span
from kg.vocab import plain
from pipelines.questions.computing.against import Comparison
from pipelines.questions.computing.asked import Asked, stage_in
from pipelines.questions.computing.facts import Fact
from pipelines.questions.computing.matching import timely
from pipelines.questions.computing.measuring import of_indicator, same_metric
from pipelines.questions.computing.naming import codes, named_in
from pipelines.questions.computing.pairs import levels
from pipelines.questions.computing.saying import told
from pipelines.questions.computing.solution import valued
from pipelines.questions.computing.values import Value, applied, clean, exponent, of_fact
from pipelines.questions.content import fold
from pipelines.questions.periods import fits
from pipelines.questions.render import rounded
from pipelines.questions.score import Candidate

_YEAR_BEFORE = re.compile(r"上一?年(?!末|底|初)|去年(?!末|底|初)|前一年|同期|上年度")
_BEFORE_CHANGE = re.compile(
    r"(?P<verb>净增|新增|增加|增长|提升|提高|扩容|扩建|下降|降低|降价|下调|减少|上调|调整|涨价)(?:之前|以前|前)"
)
_PREVIOUS = re.compile(r"[上前][一]?[代版期届轮批季]|前代|此前|原先|原来|上次")
_BACK = re.compile(r"推算|倒推|反推|反算|倒算|估算|基础上|implied|back", re.IGNORECASE)
_LEAST = 0.8  # of the question that stands around the level and the change, added up
_SAID = 0.12  # the sentence itself tells what it is measured against


@dataclass(frozen=True)
class Base:
    """A level and the change that led to it; ``period`` and ``words`` say of when or of what the level before was."""

    level: Fact
    change: Fact
    period: str | None
    words: str


def base(asked: Asked, facts: list[Fact]) -> Candidate | None:
    """The level before, where the question asks for just that time, stage or thing."""
    explicit = asked.parse.operation == "growth_base" or bool(_BACK.search(asked.parse.question))
    quoted = {q.value for q in asked.parse.quantities}
    fitting = [b for b in bases(facts) if (explicit and _quoted(b, quoted)) or _asked_for(asked, b)]
    fitting = [b for b in fitting if told(asked.terms, b.level) + told(asked.terms, b.change) >= _LEAST or _both(b, quoted)]
    least = 0.5 if explicit else 1.0
    fitting = [b for b in fitting if of_indicator(b.level, asked.parse.indicators) >= least]
    found = max(fitting, key=lambda b: (_fit(asked, b, quoted), b.level.observation.iri), default=None)
    if found is None or (not explicit and _stated(asked, found, facts)):
        return None
    value = before(found)
    return valued(asked, value, "由现值与变化倒推", _SAID) if value else None


def bases(facts: Iterable[Fact]) -> Iterator[Base]:
    """Every level with a change of it that stands in its sentence."""
    by_sentence: dict[str, list[Fact]] = {}
    for fact in facts:
        by_sentence.setdefault(fact.observation.sentence, []).append(fact)
    for row in by_sentence.values():
        for change in row:
            if change.role not in ("change", "rate", "multiple", "move"):
                continue
            wanted = "rank" if change.role == "move" else "level"
            for level in row:
                if level.role == wanted and _of_one(level, change):
                    against = change.against or _told_before(change, row)
                    words = against.words if against else change.observation.basis or ""
                    yield Base(level, change, _period(level, change, words), words)


def _of_one(level: Fact, change: Fact) -> bool:
    if level.earlier or (level.subjects and change.subjects and level.subjects != change.subjects):
        return False
    if change.role == "change" and (change.observation.unit == "个百分点") != (level.observation.unit == "%"):
        return False
    if change.role == "rate" and level.observation.unit in ("", "%"):
        return False
    return same_metric(level, change) and (change.role == "move" or _together(level, change))


def _together(level: Fact, change: Fact) -> bool:
    """Does the change end when the level was reached?"""
    days = [span(f.observation.period) if f.observation.period else None for f in (level, change)]
    ends = [d[1] for d in days if d]
    starts = [d[0] for d in days if d]
    return len(ends) < 2 or ends[0] == ends[1] or (change.role != "rate" and max(starts) <= min(ends))


def _told_before(change: Fact, row: Iterable[Fact]) -> Comparison | None:
    """What an earlier multiple of the sentence was measured against: 是前代N1的两倍，功耗只多了50W."""
    earlier = [f for f in row if f.at < change.at and f.against]
    return max(earlier, key=lambda f: f.at).against if earlier and not change.observation.basis else None


def _period(level: Fact, change: Fact, words: str) -> str | None:
    """The time of the level before: a year back for 上一年 and 同比, else what the words say."""
    own = level.observation.period
    if own and (_YEAR_BEFORE.search(words) or change.observation.basis == "同比"):
        return "/".join(_year_back(part) for part in own.split("/"))
    return change.against.period if change.against else None


def _year_back(point: str) -> str:
    return f"{int(point[:4]) - 1}{point[4:]}"


def _asked_for(asked: Asked, found: Base) -> bool:
    """Does the question ask for the level before, by time, stage or name, and not for the level itself?"""
    verb = _BEFORE_CHANGE.search(asked.parse.question)
    if verb and verb["verb"] in found.change.view.clause_at(found.change.at):
        return True
    periods = asked.parse.periods
    level = found.level.observation
    if periods and found.period:
        back = _BACK.search(asked.parse.question) or not any(fits(p, level.period) == 1 for p in periods[:1])
        return bool(back) and any(same_moment(p, found.period) for p in periods)
    question = fold(asked.parse.question)
    unanchored = [t.text for t in asked.parse.times if not t.value]
    if any(_YEAR_BEFORE.search(t) for t in unanchored) and (
        _YEAR_BEFORE.search(found.words) or found.change.observation.basis == "同比"
    ):
        return not _compares(asked)
    staged = stage_in(asked.parse.question)
    if staged and found.words and _shares(staged, found.words):
        return not _compares(asked)
    other = codes(fold(found.words)) - {c for s in found.level.subjects for c in codes(fold(s))}
    return bool(other & codes(question)) and not named_in(asked.parse.question, found.level)


def _compares(asked: Asked) -> bool:
    """比上年同期少多少 asks for the change, not for the level before."""
    return asked.parse.operation in ("difference", "growth", "ratio", "trend")


def _shares(one: str, other: str) -> bool:
    return one in other or other in one or bool(_PREVIOUS.search(one) and _PREVIOUS.search(other) and one[-1] == other[-1])


def same_moment(asked: str, given: str) -> bool:
    """Like ``fits``; the end of a year is the beginning of the next."""
    if fits(asked, given) == 1 or fits(given, asked) == 1 and len(asked) <= len(given):
        return True
    ends = {asked[:7], given[:7]}
    return any(f"{int(e[:4]) + 1}-01" in ends for e in ends if e[5:] == "12")


def _quoted(found: Base, quoted: set[Decimal]) -> bool:
    return found.change.role == "rate" and bool({found.level.observation.value, found.change.observation.value} & quoted)


def _both(found: Base, quoted: set[Decimal]) -> bool:
    return {found.level.observation.value, found.change.observation.value} <= quoted


def _fit(asked: Asked, found: Base, quoted: set[Decimal]) -> float:
    told_both = told(asked.terms, found.level) + told(asked.terms, found.change)
    quotes = sum(f.observation.value in quoted for f in (found.level, found.change))
    return (
        told_both + quotes + 0.3 * of_indicator(found.level, asked.parse.indicators) + 0.05 * found.level.observation.confidence
    )


def _stated(asked: Asked, found: Base, facts: Iterable[Fact]) -> bool:
    """Does the text state the level asked for, so that it need not be computed?"""
    return any(
        f.key != found.level.key
        and (
            not f.subjects or not found.level.subjects or f.subjects == found.level.subjects or named_in(asked.parse.question, f)
        )
        and same_metric(f, found.level)
        and (timely(asked.parse, f) if asked.parse.periods else bool(f.stage) and _shares(f.stage, found.words))
        for f in levels(facts)
    )


def before(found: Base) -> Value | None:
    """The level before the change, with its formula."""
    level, change = of_fact(found.level), found.change
    o = change.observation
    amount, facts = o.value * change.sign, (found.level, change)
    if change.role == "move":
        return applied(
            level,
            f"{plain(level.number)} + {plain(amount)}" if amount > 0 else f"{plain(level.number)} - {plain(-amount)}",
            facts,
            lambda x: x + amount,
        )
    if change.role == "multiple":
        return (
            applied(level, f"{plain(level.number)} / {plain(o.value)}", facts, lambda x: rounded(x / o.value, 2))
            if o.value
            else None
        )
    if change.role == "rate":
        factor = 1 + amount / 100
        digits = max(1, -exponent(level.number))
        sign = f"1 + {plain(amount)}%" if amount >= 0 else f"1 - {plain(-amount)}%"
        return (
            applied(level, f"{plain(level.number)} / ({sign})", facts, lambda x: rounded(x / factor, digits))
            if factor > 0
            else None
        )
    by = of_fact(replace(change, observation=replace(o, unit="%"))) if o.unit == "个百分点" else of_fact(change)
    same = by.into(level.unit) if level.unit not in ("PUE", "") else by
    if same is None:
        return None
    sign = "-" if change.sign > 0 else "+"
    return applied(
        level, f"{plain(level.number)} {sign} {plain(same.number)}", facts, lambda x: clean(x - change.sign * same.number)
    )
