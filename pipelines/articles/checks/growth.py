"""Value, growth and base: 规模为78，同比增长66%，上年为47."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from kg.check_words import check_words
from kg.figure_words import figure_words
from kg.intervals import Interval
from kg.model import Finding, Role
from pipelines.articles.checks.told import Earlier, Term, Told
from pipelines.articles.checks.verdict import Claim, judge, number

_YEAR = re.compile(r"(?:19|20)\d\d")
_NUMBERED = re.compile(r"((?:19|20)\d\d)年")
_SAME = "同期"
_END = re.compile("[末底]")
_MOST_YEARS = 30
_NEAREST = 8  # figures of one series that may be the base


@dataclass(frozen=True, slots=True)
class _Base:
    term: Term
    how: Earlier | None  # None: a figure of the period before, told elsewhere


def check_growth(told: Told) -> Iterator[Finding]:
    """A finding for every growth whose value and base the article states, in text order."""
    levels = _levels(told)
    for at, term in enumerate(told.terms):
        if term.kind in ("growth", "points"):
            found = _found(told, at, levels)
            if found is not None:
                yield found


_Series = tuple[str, str | None, str | None, str, str | None]  # indicator, scope, precision, base unit, time


def _levels(told: Told) -> dict[_Series, list[int]]:
    found: dict[_Series, list[int]] = {}
    for at, term in enumerate(told.terms):
        if term.kind in ("level", "share") and told.earlier(at) not in ("year", "period"):
            found.setdefault(_series(term, term.figure.time), []).append(at)
    return found


def _series(term: Term, time: str | None) -> _Series:
    figure = term.figure
    return figure.indicator, figure.scope, figure.precision, term.base, time


def _found(told: Told, at: int, levels: dict[_Series, list[int]]) -> Finding | None:
    value_at = _value(told, at)
    if value_at is None or _against_another(told, at):
        return None
    value = told.terms[value_at]
    stated = next(_stated(told, at, value_at), None)
    if stated is not None:
        return _judged(told, at, value, stated, sure=True)
    others = [_Base(told.terms[i], None) for i in _year_before(told, at, value_at, levels)]
    findings = [f for f in (_judged(told, at, value, other, sure=_alike(value, other.term)) for other in others) if f]
    return next((f for f in findings if f.severity == "confirmed"), findings[0] if findings else None)


def _value(told: Told, at: int) -> int | None:
    """The figure that has grown by term ``at``: behind it where 至 follows (增长18%至47亿元), else the nearest of its indicator before."""
    rate = told.terms[at]
    after = at + 1
    if (
        after < len(told.terms)
        and told.terms[after].sentence == rate.sentence
        and _reaches(told.between(rate, told.terms[after]))
    ):
        return after if _fits(told, at, after) else None
    passed: set[str | None] = (
        set()
    )  # times of bases told in between (上年同期：40亿元), which the growth may have taken for its own
    for other in told.near(at):
        if other > at:
            return None
        if told.earlier(other) == "year":
            passed.add(told.terms[other].figure.time)
        level = told.terms[other].kind == "level" or (rate.kind == "points" and told.terms[other].kind == "share")
        if level and told.earlier(other) is None:
            if _fits(told, at, other, passed):
                return other
            if not _listed(told.terms[other], rate):
                return None
    return None


def _against_another(told: Told, at: int) -> bool:
    """比计划增长18%: the growth is measured against something that is no earlier period."""
    patterns = _patterns()
    return any(
        match["what"].strip() and not patterns["before"].search(match["what"])
        for match in patterns["against"].finditer(told.lead(at))
    )


def _listed(value: Term, rate: Term) -> bool:
    """A value of the same thing at another time: of 85.0/98.3/111.5亿元 one, whose growth stands in a list of its own."""
    return _grown(rate.figure.indicator) == value.figure.indicator and rate.figure.time != value.figure.time


def _reaches(gap: str) -> bool:
    return _patterns()["reaches"].fullmatch(gap) is not None


def _fits(told: Told, at: int, other: int, passed: Set[str | None] = frozenset()) -> bool:
    """Is term ``other`` what the growth of term ``at`` is of? Same thing, same place, same time; in percentages for points."""
    rate, value = told.terms[at].figure, told.terms[other].figure
    if (told.terms[at].kind == "points") != (value.unit == "%") or value.value <= 0:
        return False
    if (rate.scope, rate.precision) != (value.scope, value.precision) or rate.time not in {value.time, *passed}:
        return False
    of = _grown(rate.indicator)
    return of in (value.indicator, value.metric, "") or _grown(rate.metric) in (value.indicator, value.metric)


def _grown(name: str) -> str:
    """算力规模 of 算力规模同比增速."""
    suffix = next((word for word in figure_words().growth if name.endswith(word)), "")
    return name.removesuffix(suffix)


def _stated(told: Told, at: int, value_at: int) -> Iterator[_Base]:
    """The base that the words of the sentence name."""
    rate, value = told.terms[at], told.terms[value_at]
    for other in sorted((*told.near(at),), key=lambda i: abs(i - value_at)):
        base = told.terms[other]
        how = told.earlier(other) if other != value_at and base.kind in ("level", "share") else None
        if how is None or base.base != value.base or base.figure.value <= 0:
            continue
        if how == "from" and other + 1 != value_at:
            continue
        if how == "than" and other + 1 != at:
            continue
        if how in ("year", "period") and not (_beside(told, (at, value_at, other)) and _elliptic(told, other, value, rate)):
            continue
        yield _Base(base, how)


def _beside(told: Told, three: Sequence[int]) -> bool:
    """Value, growth and base stand together: nothing between them but growths on another basis (同比增长30%，环比增长5%，去年8月为9.2)."""
    basis = next(told.terms[i].figure.basis for i in three if told.terms[i].kind in ("growth", "points"))
    others = (told.terms[i] for i in range(min(three), max(three)) if i not in three)
    return all(term.kind == "growth" and term.figure.basis != basis for term in others)


def _elliptic(told: Told, other: int, value: Term, rate: Term) -> bool:
    """上年同期为40亿元: the base of the value just told, if nothing else is named there, and if the periods go together."""
    base, clause = told.terms[other], told.clause(other)
    if not _parallel(base.figure.time, value.figure.time):
        return False
    if base.figure.indicator != value.figure.indicator or ";" in (gap := _gap(told, base, value)) or "；" in gap:
        return False
    quarter = check_words().by_quarter in "".join((rate.figure.basis or "", rate.figure.metric))
    if quarter != (told.earlier(other) == "period"):
        return False
    if quarter or _SAME in clause:
        return True
    time = value.figure.time
    return time is None or _YEAR.fullmatch(time) is not None or time.endswith("-12")


def _parallel(base: str | None, value: str | None) -> bool:
    """May ``base`` be the period a year before ``value``? Where 上年 was not read as a time, it has that of the value."""
    if base is None or value is None:
        return True
    before = _year_earlier(value)
    return base in (value, before, value[:4], before[:4]) or len(base) == len(value)


def _year_earlier(time: str) -> str:
    return _YEAR.sub(lambda match: str(int(match.group()) - 1), time)


def _gap(told: Told, one: Term, other: Term) -> str:
    first, second = sorted((one, other), key=lambda t: t.start)
    return told.between(first, second)


def _year_before(told: Told, at: int, value_at: int, levels: dict[_Series, list[int]]) -> list[int]:
    """Figures of the same series for the period that the growth is measured against, the nearest first."""
    rate, value = told.terms[at], told.terms[value_at]
    before = _compared_with(told, at, value.figure.time)
    if before is None:
        return []
    same = levels.get(_series(value, before), ())
    near = sorted((i for i in same if told.terms[i].figure.value > 0), key=lambda i: abs(i - value_at))
    return [i for i in near if told.terms[i].figure.status == "actual" or rate.figure.status != "actual"][:_NEAREST]


def _compared_with(told: Told, at: int, time: str | None) -> str | None:
    """The period before: 同比 is the same one a year earlier, 较2023年 the year named; None where the text does not say."""
    figure = told.terms[at].figure
    words = (figure.metric or figure.indicator) + told.clause(at)
    if not time or _patterns()["mean"].search(words) or figure.basis == "环比":
        return None
    named = [int(year) for year in _NUMBERED.findall(told.clause(at))]
    if figure.basis == "同比":
        return _year_earlier(time) if all(year >= int(time[:4]) - 1 for year in named) else None
    against = _patterns()["against"].search(told.lead(at))
    if against is None or len(named) != 1 or named[0] >= int(time[:4]) or not _YEAR.fullmatch(time):
        return None
    return str(named[0])


def _alike(value: Term, base: Term) -> bool:
    """One wording, one speaker, one known place: nothing tells that another thing is counted."""
    one, other = value.figure, base.figure
    return (one.metric, one.statistician) == (other.metric, other.statistician) and (
        value.sentence == base.sentence or one.scope is not None
    )


def _judged(told: Told, at: int, value: Term, base: _Base, sure: bool) -> Finding | None:
    rate = told.terms[at]
    years = _years(told, at, value, base)
    if years is None:
        return None
    falls = _falls(rate)
    operands: tuple[tuple[Role, Term], ...] = (("base", base.term), ("growth", rate))
    if rate.kind == "points":
        claim = Claim(
            "points", ("value", value), operands, lambda given: given[0] + _turned(given[1], falls),
            lambda shown: f"{shown[0]} {_shown_rate(rate)}个百分点",
        )  # fmt: skip
        return judge(claim, sure)
    power = f"^{years}" if years > 1 else ""

    def grown(given: Sequence[Interval]) -> Interval:
        return given[0] * _factor(_turned(given[1], falls)) ** years

    claim = Claim(
        "growth", ("value", value), operands, grown, lambda shown: f"{shown[0]} × (1 {_shown_rate(rate)}){power}"
    )  # fmt: skip
    return judge(claim, sure)


def _factor(rate: Interval) -> Interval:
    """What a growth of so many per cent multiplies by."""
    return Interval(max(Decimal(0), 1 + rate.low / 100), max(Decimal(0), 1 + rate.high / 100))


def _turned(rate: Interval, falls: bool) -> Interval:
    return Interval(-rate.high, -rate.low) if falls else rate


def _falls(rate: Term) -> bool:
    """降幅20% is printed as a positive number."""
    return rate.figure.value > 0 and _patterns()["fall"].search(rate.figure.metric or rate.figure.indicator) is not None


def _shown_rate(rate: Term) -> str:
    falls = rate.figure.value < 0 or _falls(rate)
    return f"{'-' if falls else '+'} {number(rate).replace('-', '')}"


def _years(told: Told, at: int, value: Term, base: _Base) -> int | None:
    """Over how many years the rate runs; None where rate and periods do not go together."""
    rate = told.terms[at].figure
    words = (rate.metric or rate.indicator) + told.clause(at)
    span = _distance(value.figure.time, base.term.figure.time)
    if _patterns()["mean"].search(words):
        return span if span is not None and 1 <= span <= _MOST_YEARS and base.how == "from" else None
    if base.how in ("from", "than") and rate.basis == "同比" and span is not None and span > 1:
        return None
    if base.how == "from" and rate.basis == "环比":
        return None
    return 1


def _distance(time: str | None, before: str | None) -> int | None:
    one, other = _YEAR.match(time or ""), _YEAR.match(before or "")
    return int(one.group()) - int(other.group()) if one and other else None


@lru_cache(maxsize=1)
def _patterns() -> dict[str, re.Pattern[str]]:
    words = check_words()
    return {
        "reaches": re.compile(rf"[，,]?(?:并|已)?(?:{words.rise})?(?:至|到|达到?|为)"),
        "against": re.compile(rf"(?<![占同环])(?:{words.base_than})(?![重例率])(?P<what>[^，。；,;]*?)(?:相比|(?:{words.rise}))"),
        "before": re.compile(rf"{words.base_year}|{words.base_period}|同期|年初|期初|\d\d年|[年月季]末"),
        "mean": re.compile(words.mean),
        "fall": re.compile(rf"(?:{words.fall})$"),
    }
