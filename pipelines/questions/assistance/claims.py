"""What a text claims, by the project's own readers: amounts with their time and subject, times, names, other numbers."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from kg.indicators import indicators
from kg.model import Mention, Quantity, TimeExpression
from kg.units import to_base
from pipelines.language.nlp import analyse
from pipelines.questions.assistance.held import held_words
from pipelines.questions.content import fold
from pipelines.questions.english.times import english_times

Facts = frozenset[tuple[str, str]]  # slot and value: ("time", "2025-06")
Amount = tuple[Decimal, str, str]  # value in the base of its unit, that base, qualifier


class _Place(NamedTuple):
    """Where a text says a fact."""

    start: int
    end: int
    fact: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Claim:
    """An amount with what is said of it where it stands: the time, name and indicator in force, and the basis and direction of its clause."""

    amount: Amount
    said: Facts

    def says(self, other: Claim, implied: Facts = frozenset()) -> bool:
        """Whether ``other`` claims the same amount, and all that this claims of it; ``implied`` fills what ``other`` leaves unsaid."""
        told = {slot for slot, _ in other.said}
        return self.amount == other.amount and self.said <= other.said | {fact for fact in implied if fact[0] not in told}


@dataclass(frozen=True, slots=True)
class Claims:
    """All that one text claims. ``names`` are (surface, canonical name) pairs, sentence by sentence."""

    text: str  # width and case folded, blanks kept
    rest: str  # the same without amounts and names
    amounts: tuple[Claim, ...]
    times: frozenset[str]
    numbers: frozenset[str]  # digits outside amounts and times: of model numbers, ordinals
    names: tuple[tuple[tuple[str, str], ...], ...]
    numeric: tuple[bool, ...]  # whether the sentence has an amount
    facts: Facts  # times, names and indicators of the whole text

    @property
    def canonical(self) -> frozenset[str]:
        return frozenset(canonical for sentence in self.names for _, canonical in sentence)


def claims(text: str) -> Claims:
    """The claims of ``text``."""
    found = analyse(text, None, tagger=False)
    times = found.times or english_times(text)
    named = _outermost(found.mentions)
    spans = [(s.start, s.end) for s in found.sentences]
    places = [
        *(_Place(t.start, t.end, ("time", moment(t))) for t in times),
        *(_Place(m.start, m.end, ("name", m.canonical)) for m in named),
        *(_Place(h.start, h.end, ("indicator", h.indicator.key)) for h in indicators().scan(text)),
    ]
    amounts: list[Claim] = []
    for quantity in found.quantities:
        start, end = next((span for span in spans if span[0] <= quantity.start < span[1]), (0, len(text)))
        near = [place for place in places if start <= place.start < end]
        clause = next((text[a:b] for a, b in found.clauses if a <= quantity.start < b), "")
        amounts.append(Claim(amount(quantity), frozenset((*_in_force(near, quantity), *_basis(clause)))))
    sentences = [[m for m in named if start <= m.start < end] for start, end in spans]
    return Claims(
        text=normal(text),
        rest=normal(_without(text, [(q.start, q.end) for q in found.quantities] + [(m.start, m.end) for m in named])),
        amounts=tuple(amounts),
        times=frozenset(map(moment, times)),
        numbers=frozenset(fold(n.text) for n in found.ignored if not any(t.start <= n.start < t.end for t in times)),
        names=tuple(tuple((m.text, m.canonical) for m in sentence) for sentence in sentences),
        numeric=tuple(any(start <= q.start < end for q in found.quantities) for start, end in spans),
        facts=frozenset(place.fact for place in places),
    )


def _without(text: str, spans: Iterable[tuple[int, int]]) -> str:
    left = list(text)
    for start, end in spans:
        left[start:end] = " " * (end - start)
    return "".join(left)


def normal(text: str) -> str:
    """NFKC and lower case; blanks, which part Latin words, become single spaces."""
    return " ".join(unicodedata.normalize("NFKC", text).lower().split())


def amount(quantity: Quantity) -> Amount:
    """Value in the base of its unit, that base (the unit itself where it is unknown), and the qualifier."""
    base = to_base(quantity.value, quantity.unit)
    value, unit = base or (quantity.value, quantity.unit)
    return value.normalize(), unit, quantity.qualifier


def moment(time: TimeExpression) -> str:
    """The time's value, or its words where nothing anchors it."""
    return time.value or fold(time.text)


def _outermost(mentions: Iterable[Mention]) -> list[Mention]:
    kept: list[Mention] = []
    for mention in sorted(mentions, key=lambda m: (m.start, -m.end)):
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return kept


def _in_force(near: Sequence[_Place], quantity: Quantity) -> Iterator[tuple[str, str]]:
    """Of each slot the last fact before the quantity, else the first after it."""
    for slot in ("time", "name", "indicator"):
        facts = sorted((p for p in near if p.fact[0] == slot), key=lambda p: p.start)
        before = [p for p in facts if p.end <= quantity.start]
        after = [p for p in facts if p.start >= quantity.end]
        yield from (p.fact for p in (before[-1:] or after[:1]))


def _basis(clause: str) -> Iterator[tuple[str, str]]:
    held = held_words()
    yield from (("basis", name) for name in held.held(clause) & {"yearly", "monthly"})
    yield from (("direction", name) for name in held.directed(clause))
