"""One scale for all candidates: how much of the question its surroundings explain, and which constraints it breaks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from kg.indicators import indicators
from kg.model import TimeExpression
from kg.periods import span
from kg.units import dimension
from pipelines.questions.content import Term, best_layer, coverage, fold
from pipelines.questions.evidence import Observation, View
from pipelines.questions.parse import Parse
from pipelines.questions.periods import fits

# What a term is worth by where it stands, from the answer's own words outward. Set by hand on the project's own questions
# (tests/cases/questions_*.jsonl), flat within +-.05.
NEAR, CLAUSE, SENTENCE, LATER, BEFORE, TITLE, AFTER, EARLIER = 1.0, 0.97, 0.88, 0.7, 0.55, 0.55, 0.3, 0.3
ASKED = 0.9  # the sentence before, where it asks or announces what this one says
_ENDED = re.compile(r"半年|季度|年中|half|quarter|\bH[12]\b|\bQ[1-4]\b", re.IGNORECASE)
_WHOLE_YEAR = re.compile("全年|年度|整年|full[- ]year", re.IGNORECASE)
_SEGMENT = re.compile(r"[、，,；;：:。（）()]|[和与及](?=[^平])")  # what parts the members of a list and the clauses


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible answer. ``answers`` holds the bare answer(s), the best form first; several only where several are asked for."""

    kind: str  # figure, relation, span, list, clause, derived
    answers: tuple[str, ...]
    score: float
    views: tuple[View, ...]
    reasons: tuple[str, ...] = ()
    broken: tuple[str, ...] = ()  # constraints of the question that the evidence does not meet, in words
    observations: tuple[Observation, ...] = ()
    formula: str | None = None

    def better(self, by: float, reason: str) -> Candidate:
        """The same with ``by`` added to its score, for ``reason``."""
        return replace(self, score=self.score + by, reasons=(*self.reasons, f"{by:+.2f} {reason}"))

    def earned(self, by: float, reason: str) -> Candidate:
        """``better`` as far as the rest of the question is explained: the right verb in another matter says little."""
        return self.better(round(by * min(1.0, max(self.score, 0.0) / 0.5), 3), reason)

    def breaking(self, constraint: str) -> Candidate:
        return replace(self, broken=(*self.broken, constraint))


def layers(view: View, at: int | None, extra: str = "") -> list[tuple[str, float]]:
    """Texts around offset ``at`` of the sentence with their worth; ``extra`` is what the graph adds (indicator, scope)."""
    sentence, previous, title, following = view.folded
    found = [
        (sentence, SENTENCE),
        (previous, ASKED if view.led_on else BEFORE),
        (title, TITLE),
        (following, AFTER),
        (view.before, EARLIER),
    ]
    if at is not None:
        if extra:  # what comes after a number is told of another one
            found[0] = (sentence, LATER)
            found.append((fold(view.text[: view.clause_span(at)[1]]), SENTENCE))
        found += [(fold(view.clause_at(at)), CLAUSE), (fold(segment(view.text, at)), NEAR)]
    if extra:
        found.append((fold(extra), NEAR))
    return found


def segment(text: str, at: int) -> str:
    """The member of a list or clause that offset ``at`` lies in: 区域集群5ms时延 of 城域节点1ms时延、区域集群5ms时延."""
    start = max((m.end() for m in _SEGMENT.finditer(text, 0, at)), default=0)
    end = _SEGMENT.search(text, at + 1)
    return text[start : end.start() if end else len(text)]


def topic(view: View, at: int, earlier: bool) -> list[tuple[str, float]]:
    """Where the topic of a number stands: in its clause or before it, or in the title (``earlier``: anywhere before); what comes
    after is another's."""
    clause_end = view.clause_span(at)[1]
    _, previous, title, _ = view.folded
    found = [(fold(view.text[:clause_end]), SENTENCE), (previous, BEFORE), (title, TITLE)]
    return [*found, (view.before, EARLIER)] if earlier else found


def explained(parse: Parse, around: Sequence[tuple[str, float]], without: frozenset[str] = frozenset()) -> float:
    """Share of the question's content that ``around`` explains; terms in ``without`` are left out of the sum."""
    return coverage([t for t in parse.terms if t.text not in without], around)


def missing_names(parse: Parse, around: Sequence[tuple[str, float]]) -> tuple[Term, ...]:
    """Names of the question that nothing around the candidate says."""
    wanted = {name.canonical for name in parse.constraints} | set(parse.quoted)
    return tuple(t for t in parse.terms if t.canonical in wanted and best_layer(t, around) == 0)


def points(parse: Parse) -> list[str]:
    """The times named in order of time, a single range (2020年到2022年底) as its two ends."""
    times = parse.periods
    return sorted(times[0].split("/") if len(times) == 1 else times)


def observed_fit(parse: Parse, view: View, observation: Observation) -> float | None:
    """Like time_fit; a figure whose own sentence gives no time also fits the time that the article named before it.

    What flows (a profit) of half a year is not that of the year; what is expected of a year is not so in one of its months.
    """
    fit = time_fit(parse, observation.period)
    if fit and any(_other_stretch(t, observation, bool(_WHOLE_YEAR.search(parse.question))) for t in parse.periods[-1:]):
        return 0.0
    if fit or fit is None or observation.period_basis == "stated":
        return fit
    asked = [t for t in parse.times if t.value]
    _, previous, title, _ = view.folded
    own = fold(view.text[: observation.start - view.start])
    named = any(fold(t.text) in text for t in asked for text in (own, previous, title, view.before))
    return 0.6 if named or any(_reported_later(t, observation) for t in asked) else fit


def _other_stretch(asked: str, observation: Observation, whole_year: bool) -> bool:
    period = observation.period or ""
    if len(asked) == 4 and len(period) > 4 and flows(observation) and whole_year:
        return True
    if len(asked) == 4 and period.startswith(asked + "-") and "/" in period:
        return flows(observation)
    return observation.status != "actual" and len(period) == 4 and asked.startswith(period + "-") and asked[5:7] != "12"


def flows(observation: Observation) -> bool:
    """Whether the number is gathered over its period (a profit, a quantity shipped) and not measured at its end."""
    known = indicators().named(observation.indicator.removesuffix("同比增速"))
    return not known.stock if known is not None else dimension(observation.unit) == "money"


def _reported_later(asked: TimeExpression, observation: Observation) -> bool:
    """A figure dated by nothing but its publication may be that of the half-year or quarter that ended up to three months before."""
    end, published = span(asked.value or ""), span(observation.period or "")
    if observation.period_basis != "published" or not (end and published and _ENDED.search(asked.text)):
        return False
    return 0 <= (published[0] - end[1]).days <= 92


def time_fit(parse: Parse, period: str | None) -> float | None:
    """Best fit of ``period`` to the times asked for; None where the question names none.

    A change from one time to another is a figure of the later one: 86.9% in 2024 is no growth from 2024 to 2025.
    """
    asked = points(parse)[-1:] if parse.operation == "growth" else parse.periods
    return max(fits(a, period) for a in asked) if asked else None
