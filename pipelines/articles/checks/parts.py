"""Parts and their total: 总规模246，其中智能算力76，通用算力170; A、B和C分别为1、2和3，合计6."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from kg.check_words import check_words
from kg.indicators import Indicator, indicators
from kg.intervals import Interval
from kg.model import Finding, Role
from kg.periods import span
from pipelines.articles.checks.told import Term, Told
from pipelines.articles.checks.verdict import Claim, judge

_MOST = 12  # parts of one whole
_NO_SUMS = {
    "percent",
    "percentage_point",
    "multiple",
    "ratio",
    "rank",
    "score",
    "age",
    "bare",
    "temperature",
    "length",
    "process",
}
_THINGS = {"count", "bare"}  # where a thing may be counted under two headings, and 个 counts anything
_FIRST = 40  # characters from 其中 within which its first part is told
_CHAIN = 20  # characters between the parts of one list
_STEM = re.compile(r"总(?=.{2})|(?:总)?(?:规模|数量|总量|总数|总额|数|量|额)$")


@dataclass(frozen=True, slots=True)
class Whole:
    """A total and the figures that the text tells as its parts, by index."""

    total: int
    parts: tuple[int, ...]
    opens: int  # offset of 其中
    complete: bool  # the text says that these are all


def wholes(told: Told) -> tuple[Whole, ...]:
    """Every total with parts after 其中, in text order."""
    found = []
    for match in re.finditer(check_words().within, told.text):
        whole = _whole(told, match.start(), match.end())
        if whole is not None:
            found.append(whole)
    return tuple(found)


def check_parts(told: Told, found: Sequence[Whole]) -> Iterator[Finding]:
    """Findings on parts greater than their whole and on sums, in text order of their totals."""
    for whole in found:
        yield from _within(told, whole)
    for at, term in enumerate(told.terms):
        if _summable(term):
            yield from _summed(told, at)
            yield from _listed(told, at)


def _whole(told: Told, start: int, end: int) -> Whole | None:
    sentence = told.sentence_at(start)
    at = _level_before(told, start, sentence - _opens(told, start))
    if at is None or not _summable(told.terms[at]) or told.earlier(at):
        return None
    total = told.terms[at]
    parts: list[int] = []
    until = _patterns()["next"].search(told.text, end)
    for index in range(told.before(end), min(told.before(end) + 2 * _MOST, len(told.terms))):
        term = told.terms[index]
        if term.sentence != sentence or (until is not None and term.start > until.start()):
            break
        if "；" in told.text[end : term.start] and not (parts and _like(term, told.terms[parts[0]])):
            break
        if term.kind == "level" and not told.earlier(index) and is_part(term, total):
            parts.append(index)
    if not parts:
        return None
    complete = _composed(told, total.end, told.terms[parts[-1]])
    return Whole(at, tuple(parts), end, complete)


def _like(part: Term, first: Term) -> bool:
    """甲公司中标1.5亿元；乙公司中标1.2亿元: of the same indicator, or neither of one in the scheme."""
    one, other = part.figure, first.figure
    return one.indicator == other.indicator or not (one.known_indicator or other.known_indicator)


def _level_before(told: Told, offset: int, sentence: int) -> int | None:
    """The last figure before ``offset``, growths and shares aside, in ``sentence`` or a later one."""
    last = told.before(offset) - 1
    for at in range(last, max(-1, last - _MOST), -1):
        if told.terms[at].sentence < sentence:
            return None
        if told.terms[at].kind == "level":
            return at
    return None


def _opens(told: Told, start: int) -> int:
    """1 where 其中 begins its sentence, so that its whole stands in the sentence before."""
    return 1 if not re.search(r"[^\s“”]", told.text[max(0, start - 3) : start].rpartition("。")[2]) and start > 0 else 0


def _composed(told: Told, start: int, last: Term) -> bool:
    end = last.end + len(told.after(told.before(last.start + 1) - 1))
    return re.search(rf"{check_words().composed}|{check_words().rest}", told.text[start : min(end, last.end + 12)]) is not None


def _summable(term: Term) -> bool:
    return term.kind == "level" and term.measured not in _NO_SUMS and term.figure.value > 0


def is_part(part: Term, total: Term) -> bool:
    """Do unit, thing, time, status and precision allow that ``part`` is counted in ``total``?"""
    one, whole = part.figure, total.figure
    if not _summable(part) or part.base != total.base or one.status != whole.status:
        return False
    if one.precision and whole.precision and one.precision != whole.precision:
        return False
    if (one.metric, one.scope, one.time) == (whole.metric, whole.scope, whole.time) and one.metric:
        return False
    return _in_time(one.time, whole.time) and _same_thing(part, total) and _flow(one.metric) == _flow(whole.metric)


def _flow(metric: str) -> bool:
    return re.search(check_words().increment, metric) is not None


def _in_time(part: str | None, whole: str | None) -> bool:
    if part is None or whole is None or part == whole:
        return True
    inner, outer = span(part), span(whole)
    return inner is not None and outer is not None and outer[0] <= inner[0] and inner[1] <= outer[1]


def _same_thing(part: Term, total: Term) -> bool:
    """算力 and 智能算力; two amounts of money of which one is in no scheme; of things counted in 个 the same noun."""
    one, whole = part.figure, total.figure
    if one.indicator == whole.indicator:
        return True
    known, other = indicators().named(one.indicator), indicators().named(whole.indicator)
    if known is not None and other is not None:
        return other in _broader(known)
    if part.measured in _THINGS:
        return one.indicator.endswith(_STEM.sub("", whole.indicator)) or one.metric.endswith(_STEM.sub("", whole.metric))
    return known is None


def _broader(known: Indicator) -> Iterator[Indicator]:
    at: Indicator | None = known
    while at is not None and at.broader is not None:
        at = indicators().by_key.get(at.broader)
        if at is not None:
            yield at


def _within(told: Told, whole: Whole) -> Iterator[Finding]:
    total = told.terms[whole.total]
    members = [told.terms[i] for i in whole.parts]
    for index, part in zip(whole.parts, members, strict=True):
        near = index == told.before(whole.opens) and part.start - whole.opens <= _FIRST
        if part.interval.low > total.interval.high:
            yield from _greater(part, total, near)
    if len(members) >= 2 and all(part.interval.low <= total.interval.high for part in members):
        finding = _sum(total, members, sure=whole.complete)
        if finding is not None and (finding.severity == "confirmed" or whole.complete or _too_much(total, members)):
            yield finding


def _too_much(total: Term, members: Sequence[Term]) -> bool:
    """Do kinds of the total (智能算力, 通用算力) come to more than it? Other parts may overlap: 上市企业 and 高新技术企业."""
    known = [indicators().named(member.figure.indicator) for member in members]
    whole = indicators().named(total.figure.indicator)
    kinds = {one.key for one in known if one is not None and whole is not None and one.broader == whole.key}
    return len(kinds) == len(members) and _added([member.interval for member in members]).low > total.interval.high


def _greater(part: Term, total: Term, sure: bool) -> Iterator[Finding]:
    def at_most(given: Sequence[Interval]) -> Interval:
        return Interval(given[0].low * 0, given[0].high)

    finding = judge(Claim("part", ("part", part), (("total", total),), at_most, "".join), sure)
    if finding is not None:
        yield finding


def _sum(total: Term, members: Sequence[Term], sure: bool) -> Finding | None:
    others: tuple[tuple[Role, Term], ...] = tuple(("part", part) for part in members)
    return judge(Claim("sum", ("total", total), others, _added, " + ".join), sure)


def _added(given: Sequence[Interval]) -> Interval:
    total = given[0]
    for interval in given[1:]:
        total = total + interval
    return total


def _summed(told: Told, at: int) -> Iterator[Finding]:
    """A、B和C分别为1、2和3，合计6: the parts are told before their total."""
    total = told.terms[at]
    if _patterns()["total"].search(told.lead(at)) is None:
        return
    elliptic = _patterns()["bare_total"].fullmatch(told.lead(at).lstrip()) is not None
    run = list(_run(told, at))
    if len(run) < 2:
        return
    for size in range(len(run), 1, -1):
        for low in range(len(run) - size + 1):
            members = [told.terms[i] for i in run[low : low + size]]
            if _added([member.interval for member in members]).meets(total.interval):
                finding = _sum(total, members, sure=False)
                if finding is not None:
                    yield finding
                return
    parts = [told.terms[i] for i in run]
    if elliptic and _one_list(told, run):
        finding = _sum(total, parts, sure=True)
        if finding is not None:
            yield finding


def _run(told: Told, at: int) -> Iterator[int]:
    """The levels of the sentence right before term ``at`` that may be its parts, in text order."""
    total = told.terms[at]
    found: list[int] = []
    for other in told.near(at, _MOST):
        term = told.terms[other]
        if other == at - 1 and term.measured == "count" != total.measured:
            continue  # 三家合计20EFLOPS
        if other > at or not _summable(term) or term.base != total.base or told.earlier(other):
            break
        if term.figure.status != total.figure.status or not _in_time(term.figure.time, total.figure.time):
            break
        found.append(other)
    yield from reversed(found)


def _one_list(told: Told, run: Sequence[int]) -> bool:
    """Told one right after the other, so that nothing else of the sentence is in the sum, and from its beginning on."""
    terms = [told.terms[i] for i in run]
    close = all(
        len(told.between(a, b)) <= _CHAIN and "；" not in told.between(a, b) for a, b in zip(terms, terms[1:], strict=False)
    )
    first = run[0] == 0 or told.terms[run[0] - 1].sentence != terms[0].sentence
    increments = {_flow(t.figure.metric) for t in terms}
    return close and first and len(increments) == 1


def _listed(told: Told, at: int) -> Iterator[Finding]:
    """总投资50亿元，由一期20亿元和二期30亿元组成: the parts are told after their total, without 其中."""
    total = told.terms[at]
    if told.earlier(at) or re.search(check_words().within, told.after(at)):
        return
    members: list[Term] = []
    for other in range(at + 1, min(at + 1 + _MOST, len(told.terms))):
        term = told.terms[other]
        gap = told.between(members[-1] if members else total, term)
        if term.sentence != total.sentence or len(gap) > 2 * _CHAIN or re.search(r"[；;]", gap) or not is_part(term, total):
            break
        members.append(term)
    if len(members) < 2:
        return
    words = told.text[total.end : members[-1].end] + told.after(told.before(members[-1].start + 1) - 1)[:6]
    composed = re.search(check_words().composed, words) is not None
    respectively = "分别" in told.between(total, members[0])
    if composed or respectively:
        finding = _sum(total, members, sure=composed)
        if finding is not None:
            yield finding


@lru_cache(maxsize=1)
def _patterns() -> dict[str, re.Pattern[str]]:
    words = check_words()
    tail = r"(?:总)?(?:规模)?(?:约为|约|超过|超|达到|达|为|近|有)*$"
    return {
        "next": re.compile(rf"{words.within}|{words.total}"),
        "total": re.compile(rf"(?:{words.total})[^，。；]{{0,8}}$"),
        "bare_total": re.compile(rf"[，,、；;（(]?(?:三者|两者|四者|以上|上述|全部|共)?(?:{words.total}){tail}"),
    }
