"""Which figures a side of a question may mean: by subject, metric, time, stage and status."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from kg.indicators import Indicator
from kg.lexicon import lexicon
from kg.units import dimension, to_base
from pipelines.language.times.times import find_times
from pipelines.language.tokenizer import frequency
from pipelines.questions.computing.asked import Asked, Side, goal_asked, goal_in, is_code, stage_in
from pipelines.questions.computing.facts import Fact
from pipelines.questions.content import Term, fold, match
from pipelines.questions.parse import Parse
from pipelines.questions.periods import fits
from pipelines.questions.score import observed_fit, segment
from pipelines.questions.words import question_words

_CODE = re.compile(r"[a-z][a-z0-9.+-]*\d[a-z0-9.+-]*|\d+(?:\.\d+)?[a-z]*")
_MET = 0.6  # of a time: what observed_fit gives a figure whose article named the period before
_OF_INDICATOR = 0.7  # fit of a figure of the indicator that a side names, however the text words it
_NAMED = 0.6  # worth from which a name counts as said of the figure itself
OWN, CLAUSE, SENTENCE, AROUND, EARLIER = (
    1.0,
    0.75,
    0.55,
    0.45,
    0.25,
)  # by where a word stands, from the figure's own words outward
_KIND = re.compile(r"(?:市|省|自治区|自治州|区|县|集团|公司|股份有限公司|有限公司|地区|新区)$")
_LED_BY = 24  # characters before a number in which a goal may be spoken of
_NUMBERED = re.compile(
    r"(?P<before>标包|标段|分包|包件|项目|方案|机房|基地)(?P<n>[一二三四五六七八九十]|\d+)(?!\d*[个家年亿万元P%])|"
    r"(?P<m>[一二三四五六七八九十]|\d+)(?P<after>期(?!间|货|权|限|刊|末|初)|号(?:楼|机房|馆|厅|线|库|厂房|数据中心|机组|园)|标段|标包)"
)
_DIGITS = dict(zip("一二三四五六七八九十", map(str, range(1, 11)), strict=True))
_JOINT = 0.2  # off the fit of a figure that is of several sides together
_LONG = 6  # characters of a name that may be told with a word more or less: 天津市人工智能计算中心
_IN_LIST = re.compile(r"(?:\s*(?:[、和与及]|以及)\s*(?:约|近|超)?(?:[\d.]+[^\s、和与及，。；\d]{1,6})?)+")
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


def said(term: Term, layers: Sequence[tuple[str, float]]) -> float:
    """The most that a layer gives for ``term``; what ends in a letter or digit must end there in the text too: C300 is not in C300E."""
    return max((worth * says(term, text) for text, worth in layers), default=0.0)


def says(term: Term, text: str) -> float:
    """Like content.match, with whole codes and numbers."""
    if any(form in text and _whole(form, text) for form in term.forms):
        return 1.0 if fold(term.text) in text else 0.95
    return 0.0 if fold(term.text) in text else match(term, text)


def _whole(form: str, text: str) -> bool:
    pattern = _bounded(form)
    return pattern is None or pattern.search(text) is not None


@lru_cache(maxsize=4096)
def _bounded(form: str) -> re.Pattern[str] | None:
    """A pattern for ``form`` between borders where its ends are Latin letters or digits; None where they are not."""
    left = r"(?<![a-z0-9])(?<!\d\.)" if form[:1].isascii() and form[:1].isalnum() else ""
    right = r"(?![a-z0-9]|\.\d)" if form[-1:].isascii() and form[-1:].isalnum() else ""
    return re.compile(left + re.escape(form) + right) if left or right else None


def told(terms: Sequence[Term], fact: Fact) -> float:
    """Weighted share of ``terms`` that the figure's surroundings say; 1 where there are none."""
    total = sum(t.weight for t in terms)
    around = surroundings(fact)
    return sum(t.weight * said(t, around) for t in terms) / total if total else 1.0


def surroundings(fact: Fact) -> list[tuple[str, float]]:
    sentence, previous, title, _ = fact.view.folded
    return [
        (fact.own, OWN), (clause(fact), CLAUSE), (sentence, SENTENCE), (previous, AROUND), (title, AROUND), (fact.view.before, EARLIER)
    ]  # fmt: skip


def clause(fact: Fact) -> str:
    return fold(fact.view.clause_at(fact.at))


@lru_cache(maxsize=20_000)
def codes(text: str) -> frozenset[str]:
    """Model numbers and numbers in a folded text, each whole: {c300, h800}."""
    return frozenset(_CODE.findall(text))


@lru_cache(maxsize=20_000)
def forms_of(name: str) -> frozenset[str]:
    """Ways to write a name, folded: its own, without the word for its kind, and those of the lexicon."""
    short = _KIND.sub("", name)
    own = {fold(name), fold(short)} if len(short) > 1 else {fold(name)}
    return frozenset(own | {fold(f) for entry in lexicon().named(name) for f in entry.surfaces})


def numbered_otherwise(text: str, fact: Fact) -> bool:
    """``text`` numbers its thing (标包三, 2号机房, 二期) and the figure's own words number another of the kind."""
    wanted = numbers_of(text)
    own = numbers_of("|".join((*fact.subjects, fact.name, segment(fact.view.text, fact.at))))
    return any(kind in own and not own[kind] & numbers for kind, numbers in wanted.items())


@lru_cache(maxsize=20_000)
def numbers_of(text: str) -> dict[str, frozenset[str]]:
    """Numbered things of ``text`` by kind: {标包: {三}, 号机房: {2}}."""
    found: dict[str, set[str]] = {}
    for found_number in _NUMBERED.finditer(text):
        kind, number = found_number["before"] or found_number["after"], found_number["n"] or found_number["m"]
        found.setdefault(kind, set()).add(_DIGITS.get(number, number))
    return {kind: frozenset(numbers) for kind, numbers in found.items()}


def named_by(side: Side, fact: Fact) -> bool:
    """Does the side name what the figure is of, in its own words or by a known name?"""
    return any(t.canonical in fact.subjects for t in side.terms if t.name) or named_in(side.text, fact)


def named_in(text: str, fact: Fact) -> bool:
    """Does ``text`` name what the figure is of?"""
    return any(_names(text.lower(), subject) for subject in fact.subjects)


@lru_cache(maxsize=50_000)
def _names(text: str, subject: str) -> bool:
    own, there = codes(fold(subject)), codes(text)
    if own:
        return bool(own & there) and (len(own) == 1 or own <= there or any(re.search(r"[a-z]", c) for c in own))
    folded = fold(text)
    if any(len(form) > 1 and form in folded for form in forms_of(subject)):
        return True
    return len(subject) >= _LONG and match(Term(subject, 1.0, forms_of(subject), True, subject), folded) >= _NAMED


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
            _names(fold(m), s) or question_words().members(s) == parse.members for m in parse.members for s in fact.subjects
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


def same_metric(one: Fact, other: Fact) -> bool:
    """Do both figures measure the same thing, by indicator or by its words, at the same precision?"""
    a, b = one.observation, other.observation
    if a.precision and b.precision and a.precision != b.precision:
        return False
    if one.indicator_stem == other.indicator_stem or one.stem == other.stem or _listed(one, other):
        return True
    short, long = sorted((_bare(one), _bare(other)), key=len)
    return len(short) > 1 and (long.endswith(short) or short in long) and a.growth == b.growth


def _listed(one: Fact, other: Fact) -> bool:
    """Members of one list of numbers, which share what they measure: 分别为6200P、4800P和2000P."""
    a, b = one.observation, other.observation
    if a.sentence != b.sentence or a.unit != b.unit or a.unit == "":
        return False
    first, last = (one, other) if one.at < other.at else (other, one)
    between = first.view.text[first.at + len(first.observation.surface) : last.at]
    return _IN_LIST.fullmatch(between) is not None


def _bare(fact: Fact) -> str:
    """The metric's words without the subject's: 功耗 of 昇腾910的最大功耗."""
    stem = fact.stem
    for subject in fact.subjects:
        stem = stem.replace(fold(subject), "")
    return stem.rpartition("的")[2]


def of_indicator(fact: Fact, indicators: Sequence[Indicator]) -> float:
    """1 where the figure is of one of the question's indicators, .5 of a narrower or wider one, 0 of another; 1 where none is named."""
    if not indicators:
        return 1.0
    names = (fact.observation.indicator, fact.indicator_stem)
    if any(fold(label) in map(fold, names) for i in indicators for label in i.labels):
        return 1.0
    stem = fact.indicator_stem
    return (
        0.5 if any(fold(label) in stem or stem in fold(label) for i in indicators for label in i.labels if len(stem) > 1) else 0.0
    )


def measures(parse: Parse, fact: Fact) -> bool:
    """Of an indicator of the question, or of a dimension that one of them has."""
    known = parse.indicators
    return bool(of_indicator(fact, known)) or dimension(fact.observation.unit) in {d for i in known for d in i.dimensions}


def future(parse: Parse) -> bool:
    return bool(_FUTURE.search(parse.question))
