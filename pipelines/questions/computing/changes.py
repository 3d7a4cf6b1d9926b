"""The change of one thing: stated in so many words, told as 由X提升到Y, or between two times that the question names."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from pipelines.questions.computing.asked import Asked, stage_in
from pipelines.questions.computing.facts import Fact, Role
from pipelines.questions.computing.gaps import difference, rate
from pipelines.questions.computing.matching import future, side_fit, staged_as, timely
from pipelines.questions.computing.measuring import measures, of_indicator, same_metric
from pipelines.questions.computing.naming import named_in
from pipelines.questions.computing.pairs import Pair, levels
from pipelines.questions.computing.saying import told
from pipelines.questions.computing.solution import solution, valued
from pipelines.questions.computing.values import of_fact, over
from pipelines.questions.parse import Parse
from pipelines.questions.periods import fits
from pipelines.questions.render import bare
from pipelines.questions.score import Candidate, points

_LEAST = 0.4  # of the question's content that stands around a figure, below which it is no operand
_STATED = 0.14  # a change that the text states stands before one computed from it
_YEAR_ON_YEAR = re.compile(
    r"同比|上年|去年|上一年|前一年|同期|year[- ]on[- ]year|last year|a year (?:earlier|ago|before)|previous year", re.IGNORECASE
)
_GOES_TO = re.compile(r"[增升提降减缩扩涨跌加压](?:加|长|高|升|大|低|少|短|缩|容)?(?:了)?[至到]\D{0,3}$")
_RANGE = re.compile(r"[到至—–~～]|\bto\b|\band\b|\d-\d")
_STAGED = 0.6  # of the question's content that stands around a figure of the stage it names
_LATER = ("后",)
_EARLIER = ("前", "初", "期", "年末", "年底", "原有", "原先", "原来")
_APART = 1500  # characters of an article between the figure before a change and the one after it
_FALL = re.compile(
    r"降|减|少(?!于)|跌|缩|省|低|下滑|回落|便宜|\b(?:fall|fell|drop|declin|decreas|less|fewer|reduc|lower|shrink|cut)"
)
_RISE = re.compile(r"增|升|提|涨|多(?!少)|扩|高|快|翻|\b(?:rise|rose|grow|grew|increas|more|higher|gain)")


def way_asked(question: str) -> int:
    """1 where the question speaks of a rise only, -1 of a fall only, else 0."""
    falls, rises = bool(_FALL.search(question)), bool(_RISE.search(question))
    return 0 if falls == rises else -1 if falls else 1


def stated(asked: Asked, facts: Iterable[Fact], roles: tuple[Role, ...]) -> Candidate | None:
    """A change, rate or multiple that the text itself states, of the base that the question names."""
    way = way_asked(asked.parse.question)
    fitting = [
        f
        for f in facts
        if f.role in roles
        and (asked.dimension != "percent" or f.observation.unit == "个百分点")
        and (way == 0 or f.sign == way or f.observation.value < 0)
        and not (f.observation.basis == "环比" and _YEAR_ON_YEAR.search(asked.parse.question))
        and _based(asked, f)
        and told(asked.terms, f) >= _LEAST
        and of_indicator(f, asked.parse.indicators)
        and fits_newest(asked.parse, f)
    ]
    found = max(fitting, key=lambda f: (_stated_fit(asked, f), f.observation.confidence, f.key), default=None)
    if found is None:
        return None
    candidate = solution(asked, (bare(found.observation, asked.parse.english),), "", [found], "原文即说变化", _STATED)
    return replace(candidate, kind="figure", formula=None)


def _stated_fit(asked: Asked, fact: Fact) -> float:
    expected = 0.1 * (fact.expected and not future(asked.parse))
    return told(asked.terms, fact) + 0.3 * of_indicator(fact, asked.parse.indicators) - expected


def _based(asked: Asked, fact: Fact) -> bool:
    """Measured against what the question names: a time, a stage, a name; or the question names no base."""
    if asked.sides and side_fit(asked, asked.sides[0], fact) is None:
        return False
    if len(asked.sides) < 2:
        return len(moments(asked.parse)) < 2 or (fact.against is not None and fits_any(asked.parse, fact))
    base = asked.sides[1]
    if fact.observation.basis == "同比" and _YEAR_ON_YEAR.search(base.text):
        return True
    if fact.against is None:
        return False
    own = tuple(t for t in asked.parse.times if t.text in base.text)
    if own:
        return any(
            t.value and max(fits(t.value, fact.against.period), fits(fact.against.period or "", t.value)) >= 0.7 for t in own
        ) or any(t.text in fact.against.words for t in own)
    if staged_as(base.text, fact):
        return True
    return bool(base.terms) and all(any(form in fact.against.words.lower() for form in t.forms) for t in base.terms)


def moments(parse: Parse) -> list[str]:
    """The times named in order of time: the ends of 2020年到2022年底 are two, 上半年 is one."""
    if len(parse.times) == 1 and not _RANGE.search(parse.times[0].text):
        return parse.periods
    return points(parse)


def fits_any(parse: Parse, fact: Fact) -> bool:
    period = fact.against.period if fact.against else None
    return any(fits(p, period) >= 0.7 for p in moments(parse)[:-1])


def fits_newest(parse: Parse, fact: Fact) -> bool:
    """Of the last of the times named: a change from one time to another is a figure of the later one."""
    times = moments(parse)
    if len(times) < 2 or timely(parse, fact):
        return timely(parse, fact)
    return fits(times[-1], fact.observation.period) >= 0.4


def moved(asked: Asked, facts: list[Fact]) -> Pair | None:
    """The two ends of a change of one thing that explain the question best: old second."""
    fitting = [f for f in levels(facts) if told(asked.terms, f) >= _LEAST]
    found = [
        Pair(new, old, _fit(asked, new, old))
        for old in fitting
        for new in fitting
        if old.key != new.key and (same_metric(new, old) or _told_on(new, old)) and _ends(asked, new, old)
    ]
    return max(found, key=lambda p: (p.fit, p.one.observation.iri, p.two.observation.iri), default=None)


def _ends(asked: Asked, new: Fact, old: Fact) -> bool:
    """Are these the two ends: of the two times named, of 由X到Y in one sentence, of before and after a stage?"""
    if asked.dimension == "percent" and new.observation.unit != "%":
        return False
    if not measures(asked.parse, new) and not measures(asked.parse, old):
        return False
    if new.subjects and old.subjects and new.subjects != old.subjects and not _part_of(new, old):
        return False
    times = moments(asked.parse)
    if len(times) >= 2:
        return fits(times[0], old.observation.period) >= 0.7 and fits(times[-1], new.observation.period) >= 0.7
    together = new.observation.sentence == old.observation.sentence and new.at > old.at
    if old.earlier and together and not new.earlier:
        return timely(asked.parse, new)
    if _YEAR_ON_YEAR.search(asked.parse.question) and _year_apart(new, old):
        return timely(asked.parse, new)
    before = old.stage.endswith(_EARLIER) and old.stage != new.stage
    near = new.view.article == old.view.article and abs(new.view.start - old.view.start) < _APART
    return before and near and timely(asked.parse, new)


def _told_on(new: Fact, old: Fact) -> bool:
    """The sentence goes on from the one to the other: 原有机柜900个，改造后增至1350个."""
    a, b = new.observation, old.observation
    if a.sentence != b.sentence or a.unit != b.unit or not old.stage or new.at <= old.at:
        return False
    return _GOES_TO.search(new.view.text[old.at : new.at]) is not None


def _year_apart(new: Fact, old: Fact) -> bool:
    """Of the same days of two years, one after the other."""
    a, b = new.observation.period, old.observation.period
    return bool(a and b) and "/".join(f"{int(p[:4]) - 1}{p[4:]}" for p in (a or "").split("/")) == b


def _part_of(new: Fact, old: Fact) -> bool:
    """One subject's name holds the other's: 产业园, 产业园1号楼."""
    return any(a in b or b in a for a in new.subjects for b in old.subjects)


def _fit(asked: Asked, new: Fact, old: Fact) -> float:
    fit = told(asked.terms, new) + told(asked.terms, old) + 0.3 * (new.observation.sentence == old.observation.sentence)
    fit += 0.3 * (of_indicator(new, asked.parse.indicators) + of_indicator(old, asked.parse.indicators))
    fit += 0.4 * (named_in(asked.parse.question, new) + named_in(asked.parse.question, old))
    fit -= 0.2 * sum(f.expected for f in (new, old))
    return fit + 0.1 * (new.view.article == old.view.article) + 0.2 * (way_asked(asked.parse.question) == _way(new, old))


def _way(new: Fact, old: Fact) -> int:
    return 1 if new.observation.value > old.observation.value else -1


def change(asked: Asked, facts: list[Fact]) -> Candidate | None:
    """New less old."""
    pair = moved(asked, facts)
    value = difference(pair) if pair else None
    return valued(asked, value, "变化前后之差", _same(pair)) if pair and value else None


def change_in_percent(asked: Asked, facts: list[Fact]) -> Candidate | None:
    pair = moved(asked, facts)
    value = rate(of_fact(pair.two), of_fact(pair.one)) if pair else None
    return valued(asked, value, "由变化前后推算增速", _same(pair)) if pair and value else None


def change_in_times(asked: Asked, facts: list[Fact]) -> Candidate | None:
    pair = moved(asked, facts)
    value = over(of_fact(pair.one), of_fact(pair.two), "倍", 2) if pair else None
    return valued(asked, value, "变化前后之比", _same(pair)) if value else None


def staged(asked: Asked, facts: list[Fact]) -> Candidate | None:
    """The figure of the stage that the question names, where the text states it: 年初的2800P."""
    words = stage_in(asked.parse.question)
    if not words or asked.sides:
        return None
    fitting = [
        f
        for f in facts
        if f.role in ("level", "rank") and f.stage and _same_stage(words, f.stage) and (f.earlier or not f.stage.endswith(_LATER))
        and told(asked.terms, f) >= _STAGED and of_indicator(f, asked.parse.indicators) >= 0.5
    ]  # fmt: skip
    found = max(fitting, key=lambda f: (told(asked.terms, f), f.earlier, f.key), default=None)
    if found is None:
        return None
    candidate = solution(asked, (bare(found.observation, asked.parse.english),), "", [found], f"原文即说{found.stage}", _STATED)
    return replace(candidate, kind="figure", formula=None)


def _same_stage(asked: str, told_: str) -> bool:
    return asked in told_ or told_ in asked


def _same(pair: Pair | None) -> float:
    """Told in one breath as a change, the two are surely its ends."""
    return 0.06 if pair and pair.two.earlier else 0.0
