"""One scale for all candidates: how much of the question its surroundings explain, and which constraints it breaks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipelines.questions.content import Term, best_layer, coverage, fold
from pipelines.questions.evidence import Observation, View
from pipelines.questions.parse import Parse
from pipelines.questions.periods import fits

# What a term is worth by where it stands, from the answer's own words outward. Set by hand on the project's own questions
# (tests/cases/questions_*.jsonl), flat within +-.05.
NEAR, CLAUSE, SENTENCE, BEFORE, TITLE, AFTER = 1.0, 0.97, 0.88, 0.55, 0.55, 0.3
_NEAR_CHARACTERS = 9


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible answer. ``answers`` holds the bare answer(s), the best form first; several only where several are asked for."""

    kind: str  # figure, relation, span, list, clause, derived, conflict
    answers: tuple[str, ...]
    score: float
    views: tuple[View, ...]
    reasons: tuple[str, ...] = ()
    broken: tuple[str, ...] = ()  # constraints of the question that the evidence does not meet, in words
    observations: tuple[Observation, ...] = ()
    formula: str | None = None
    sentence: str | None = None  # the answer as a sentence, where the kind has its own

    def better(self, by: float, reason: str) -> Candidate:
        """The same with ``by`` added to its score, for ``reason``."""
        return replace(self, score=self.score + by, reasons=(*self.reasons, f"{by:+.2f} {reason}"))

    def breaking(self, constraint: str) -> Candidate:
        return replace(self, broken=(*self.broken, constraint))


def layers(view: View, at: int | None, extra: str = "") -> list[tuple[str, float]]:
    """Texts around offset ``at`` of the sentence with their worth; ``extra`` is what the graph adds (indicator, scope)."""
    sentence, previous, title, following = view.folded
    found = [(sentence, SENTENCE), (previous, BEFORE), (title, TITLE), (following, AFTER)]
    if at is not None:
        near = fold(view.text[max(0, at - _NEAR_CHARACTERS) : at + 2 * _NEAR_CHARACTERS])
        found += [(fold(view.clause_at(at)), CLAUSE), (near, NEAR)]
    if extra:
        found.append((fold(extra), NEAR))
    return found


def explained(parse: Parse, around: Sequence[tuple[str, float]], without: frozenset[str] = frozenset()) -> float:
    """Share of the question's content that ``around`` explains; terms in ``without`` are left out of the sum."""
    return coverage([t for t in parse.terms if t.text not in without], around)


def missing_names(parse: Parse, around: Sequence[tuple[str, float]]) -> tuple[Term, ...]:
    """Names of the question that nothing around the candidate says."""
    wanted = {name.canonical for name in parse.constraints}
    return tuple(t for t in parse.terms if t.canonical in wanted and best_layer(t, around) == 0)


def time_fit(parse: Parse, period: str | None) -> float | None:
    """Best fit of ``period`` to the times asked for; None where the question names none."""
    asked = [t.value for t in parse.times if t.value]
    return max(fits(a, period) for a in asked) if asked else None
