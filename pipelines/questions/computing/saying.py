"""How much of a question stands around a figure, its own words counting most."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from pipelines.questions.computing.facts import Fact
from pipelines.questions.content import Term, fold, match

# What a word is worth by where it stands, from the figure's own words outward.
OWN, CLAUSE, SENTENCE, AROUND, EARLIER = 1.0, 0.75, 0.55, 0.45, 0.25


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
