"""Which figures a side of a question may mean: by subject, metric, time, stage and status."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.units import dimension, to_base
from pipelines.language.times.times import find_times
from pipelines.language.tokenizer import frequency
from pipelines.questions.computing.asked import Asked, Side, goal_asked, goal_in, is_code, stage_in
from pipelines.questions.computing.facts import Fact
from pipelines.questions.computing.measuring import of_indicator
from pipelines.questions.computing.naming import named_by, named_in, names_subject, numbered_otherwise
from pipelines.questions.computing.saying import CLAUSE, OWN, SENTENCE, clause, said, surroundings, told
from pipelines.questions.content import Term, fold
from pipelines.questions.parse import Parse
from pipelines.questions.periods import fits
from pipelines.questions.score import observed_fit
from pipelines.questions.words import question_words

_MET = 0.6  # of a time: what observed_fit gives a figure whose article named the period before
_OF_INDICATOR = 0.7  # fit of a figure of the indicator that a side names, however the text words it
_NAMED = 0.6  # worth from which a name counts as said of the figure itself
_LED_BY = 24  # characters before a number in which a goal may be spoken of
_JOINT = 0.2  # off the fit of a figure that is of several sides together
_PLACES = re.compile(r"第[一二三四五](?:名|位)?[和与跟比]|\bfirst and second\b", re.IGNORECASE)
_HAN = re.compile(r"[\u4e00-\u9fff]{2,}")
_FUTURE = re.compile(r"预计|预测|预期|将|有望|forecast|expected|projected|will", re.IGNORECASE)


@dataclass(frozen=True)
class Match:
    """A figure for a side, with the share of the side's words that stand around it, 0 to 1, own words counting most."""

    fact: Fact
    fit: float


def matches(asked: Asked, side: Side, facts: Iterable[Fact], least: float = 0.45) -> list[Match]:
    """Figures that ``side`` may mean, best first."""
    found = [Match(f, fit) for f in facts if (fit := side_fit(asked, side, f)) is not None and fit >= least]
    named = [m for m in found if named_by(side, m.fact)]
    if any(t.name or is_code(t) for t in side.terms) and named:
        found = named
    known = asked.parse.indicators
    return sorted(
        found, key=lambda m: (-m.fit - 0.5 * told(asked.shared, m.fact) - 0.5 * of_indicator(m.fact, known), m.fact.key)
    )


def side_fit(asked: Asked, side: Side, fact: Fact) -> float | None:
    """How well the figure goes with the side; None where it is another's, of another time or of another kind."""
    others = [s for s in asked.sides if s is not side]
    if not timely(side.parse, fact) or not of_status(side, asked, fact):
        return None
    here = named_by(side, fact)
    own = [t for t in side.terms if not any(t in s.terms for s in others)]
    if not here and any(named_by(s, fact) for s in others) and not _by_metric(side, own, fact):
        return None
    if numbered_otherwise(side.text, fact) or _of_other_size(side, fact):
        return None
    near = [(fact.own, OWN), (clause(fact), CLAUSE)]
    if any((t.name or is_code(t)) and said(t, near) < _NAMED for t in own) and not here:
        return None
    if any(name not in fact.own and name not in clause(fact) for name in side.proper):
        return None
    wanted = question_words().precision(side.text)
    if wanted and fact.observation.precision and fact.observation.precision != wanted:
        return None
    staged = stage_in(side.text)
    if staged and not staged_as(staged, fact):
        return None
    joint = here and any(named_by(s, fact) for s in others)
    return _fit(side, fact, here) - _JOINT * joint


def _of_other_size(side: Side, fact: Fact) -> bool:
    """The side gives its number, and the figure is another number of the kind: 算力规模（9.4EFLOPS）."""
    given = side.quantity
    if given is None or not given.unit or dimension(given.unit) != dimension(fact.observation.unit):
        return False
    return to_base(given.value, given.unit) != to_base(fact.observation.value, fact.observation.unit)


def _by_metric(side: Side, own: Sequence[Term], fact: Fact) -> bool:
    """The side names no thing of its own but what is measured (预算, 峰值, 营收), and the figure is of that."""
    if side.named:
        return False
    if not own and not side.indicators:
        return True
    said_all = bool(own) and all(said(t, [(fact.own, OWN)]) >= _NAMED for t in own)
    return said_all or (bool(side.indicators) and of_indicator(fact, side.indicators) == 1)


def _fit(side: Side, fact: Fact, here: bool) -> float:
    fit = told(side.terms, fact) if side.terms or not side.indicators else 0.0
    if side.indicators:
        fit = max(fit, _OF_INDICATOR) if of_indicator(fact, side.indicators) == 1 else fit * _OF_INDICATOR
    return min(1.0, fit + 0.25) if here else fit


def timely(parse: Parse, fact: Fact) -> bool:
    """Of the time that the question gives, if it gives one."""
    fit = observed_fit(parse, fact.view, fact.observation)
    if fit is None or fit >= _MET:
        return True
    if fact.observation.period_basis == "stated":
        return False
    before = [t.value for t in find_times(fact.view.previous, fact.view.published) if t.value]
    return any(fits(asked, value) == 1 for asked in parse.periods for value in before)


def of_status(side: Side, asked: Asked, fact: Fact) -> bool:
    """A goal where a goal is meant; else what is, or what is expected where the question says so or lies ahead."""
    status = fact.observation.status
    if side.now:
        return not fact.expected
    if side.goal:
        return status != "actual" or goal_in(fact.view.text[max(0, fact.at - _LED_BY) : fact.at])
    if status == "target":
        return goal_asked(asked.parse)
    return True


def staged_as(words: str, fact: Fact) -> bool:
    """Is the figure of the stage that ``words`` name (年初, 投运之初, 改造前)?"""
    own = fold(fact.stage + (fact.against.words if fact.against else "") + fact.name)
    folded = fold(words)
    return bool(own) and (
        folded in own or any(folded[i : i + 2] in own for i in range(len(folded) - 1) if folded[i : i + 2] not in ("之初",))
    )


def possible(asked: Asked, facts: Iterable[Fact]) -> list[Fact]:
    """Figures that may enter at all: of the dimension asked for, of no rival of the names, of the precision."""
    return [
        f for f in facts if _dimension(asked, f) and _precise(asked.parse, f) and not rival(asked.parse, f) and _placed(asked, f)
    ]


def _placed(asked: Asked, fact: Fact) -> bool:
    """Numbered as the question numbers its one thing; with several sides each has its own number."""
    return bool(asked.sides) or not numbered_otherwise(asked.parse.question, fact)


def _dimension(asked: Asked, fact: Fact) -> bool:
    wanted = asked.dimension
    if wanted in (None, "percent") or fact.role in ("rate", "multiple", "move") or fact.observation.share:
        return True
    return wanted == dimension(fact.observation.unit)


def _precise(parse: Parse, fact: Fact) -> bool:
    precision = parse.precision
    if precision is None or len(question_words().precisions_of(parse.question)) > 1:
        return True
    own = fact.observation.precision
    return own == precision or (own is None and fold(precision) in fact.own + fact.view.folded[0])


def rival(parse: Parse, fact: Fact) -> bool:
    """Of something else than the question names: another firm, place or machine, which no side and no group of it holds."""
    o = fact.observation
    if not fact.subjects or o.about_type == "Entity" and not _strange(parse, fact):
        return False
    if named_in(parse.question, fact) or any(n.canonical in fact.subjects for n in parse.names):
        return False
    if parse.members:
        return not any(
            names_subject(fold(m), s) or question_words().members(s) == parse.members
            for m in parse.members
            for s in fact.subjects
        )
    if (parse.national and o.local and not _anyones(parse)) or _strange(parse, fact):
        return True
    terms = {t.canonical: t for t in parse.terms if t.canonical}
    rivals = [terms[n.canonical] for n in parse.constraints if n.type == o.about_type and n.canonical in terms]
    near = [(fact.own, OWN), (clause(fact), CLAUSE), (fact.view.folded[0], SENTENCE)]
    return any(said(term, near) == 0 for term in rivals)


def _anyones(parse: Parse) -> bool:
    """Whose figure is the largest, or what the first and second of a list have: then the country is where they are, not what they are."""
    return parse.operation in ("max", "min") or _PLACES.search(parse.question) is not None


def _strange(parse: Parse, fact: Fact) -> bool:
    """The question begins with a word that no dictionary knows and nothing around the figure says: the name of something else."""
    if not fact.observation.local:
        return False
    around = surroundings(fact)
    return any(
        not t.name
        and _HAN.fullmatch(t.text)
        and frequency(t.text)[0] == 0
        and said(t, around) == 0
        and parse.question.startswith(t.text)
        for t in parse.terms
    )


def future(parse: Parse) -> bool:
    return bool(_FUTURE.search(parse.question))
