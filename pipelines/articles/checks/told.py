"""The figures of a text as they stand in it: their kind, their sentence, and the words between them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from kg.check_words import check_words
from kg.figure_words import figure_words
from kg.intervals import Interval, printed
from kg.model import Figure
from kg.units import dimension, to_base

Kind = Literal["level", "growth", "points", "share", "rank"]
Earlier = Literal["from", "than", "year", "period"]

_LEAST, _MOST = Decimal("1e-30"), Decimal("1e30")  # beyond these a number is no measurement
_STOPS = re.compile(r"[。！？!?\n]")
_PIECE = re.compile(r"[，,；;（(]")
_FAR = 60  # characters before a figure in which a word may tell what it is
_BESIDE = 24
_COMPARED = ("同比", "环比")


@dataclass(frozen=True, slots=True)
class Term:
    """A figure as an operand. One of its unit is ``factor`` of the unit ``base``."""

    figure: Figure
    kind: Kind
    sentence: int
    factor: Decimal
    base: str
    measured: str  # the dimension of the unit

    @property
    def start(self) -> int:
        return self.figure.start

    @property
    def end(self) -> int:
        return self.figure.end

    @property
    def value(self) -> Decimal:
        return self.figure.value * self.factor

    @property
    def interval(self) -> Interval:
        """What the printed number leaves open, in base units."""
        return printed(self.figure).scaled(self.factor)


class Told:
    """Figures in text order, with the words around them."""

    def __init__(self, figures: Sequence[Figure], text: str) -> None:
        self.text = text
        self._stops = [match.start() for match in _STOPS.finditer(text)]
        self.terms: tuple[Term, ...] = tuple(
            self._term(figure) for figure in sorted(figures, key=lambda f: f.start) if _LEAST < abs(figure.value) < _MOST
        )
        self._starts = [term.start for term in self.terms]
        self._earlier: dict[int, Earlier | None] = {}

    def _term(self, figure: Figure) -> Term:
        factor, base = to_base(Decimal(1), figure.unit) or (Decimal(1), figure.unit)
        return Term(figure, _kind(figure), self.sentence_at(figure.start), factor, base, dimension(figure.unit))

    def sentence_at(self, offset: int) -> int:
        return bisect_right(self._stops, offset)

    def before(self, offset: int) -> int:
        """How many terms begin before ``offset``."""
        return bisect_right(self._starts, offset - 1)

    def near(self, at: int, most: int = 12) -> Iterator[int]:
        """Indexes of the terms of the sentence of term ``at``, itself aside: those before it, the nearest first, then those after."""
        own = self.terms[at].sentence
        for step, limit in ((-1, most), (1, most // 2)):
            for index in range(at + step, at + step * (limit + 1), step):
                if not 0 <= index < len(self.terms) or self.terms[index].sentence != own:
                    break
                yield index

    def between(self, one: Term, other: Term) -> str:
        return self.text[one.end : other.start]

    def lead(self, at: int) -> str:
        """The words before term ``at``: from the term before it, or from the beginning of its sentence, on."""
        term = self.terms[at]
        low = max(term.start - _FAR, self._stops[term.sentence - 1] + 1 if term.sentence else 0)
        if at:
            low = max(low, self.terms[at - 1].end)
        return self.text[low : term.start]

    def opening(self, term: Term) -> str:
        """The sentence of ``term`` up to its number."""
        start = self._stops[term.sentence - 1] + 1 if term.sentence else 0
        return self.text[max(start, term.start - 2 * _FAR) : term.start]

    def clause(self, at: int) -> str:
        """The part of ``lead`` that no comma or bracket parts from the number."""
        return _PIECE.split(self.lead(at))[-1]

    def after(self, at: int) -> str:
        """The words behind term ``at``, up to the next term or the end of the sentence."""
        term = self.terms[at]
        end = self._stops[term.sentence] if term.sentence < len(self._stops) else len(self.text)
        if at + 1 < len(self.terms):
            end = min(end, self.terms[at + 1].start)
        return self.text[term.end : min(end, term.end + _FAR)]

    def earlier(self, at: int) -> Earlier | None:
        """How the text says that term ``at`` is what a later figure is compared with: 由40亿元增至, 较40亿元增长, 上年同期为40亿元."""
        if at not in self._earlier:
            self._earlier[at] = self._how(at)
        return self._earlier[at]

    def _how(self, at: int) -> Earlier | None:
        patterns = _earlier()
        clause, after = self.clause(at), self.after(at)
        if patterns["from"].search(clause) and patterns["rises_to"].match(after):
            return "from"
        if patterns["than"].search(clause) and patterns["rises"].match(after):
            return "than"
        if patterns["year"].search(clause):
            return "year"
        return "period" if patterns["period"].search(clause) else None


def _kind(figure: Figure) -> Kind:
    if figure.as_written.startswith("第") or figure.indicator.endswith("排名"):
        return "rank"
    if figure.unit == "个百分点":
        return "points"
    if figure.unit != "%":
        return "level"
    if figure.basis in _COMPARED or figure.indicator.endswith(figure_words().growth):
        return "growth"
    if (figure.basis or "").startswith("占比") or figure.indicator.endswith(figure_words().share):
        return "share"
    return "level"


@lru_cache(maxsize=1)
def _earlier() -> dict[str, re.Pattern[str]]:
    words = check_words()
    return {
        "from": re.compile(rf"(?:{words.base_from})[^，。；]{{0,{_BESIDE}}}$"),
        "rises_to": re.compile(rf"[^，。；]{{0,{_BESIDE}}}?(?:{words.rise})[^，。；]{{0,2}}?(?:{words.arrive})"),
        "than": re.compile(rf"(?:{words.base_than}|与)[^，。；]{{0,{_BESIDE}}}$"),
        "rises": re.compile(rf"[的，]?(?:规模|水平)?(?:{words.base_than})?，?[^，。；]{{0,4}}?(?:{words.rise})"),
        "year": re.compile(rf"(?:{words.base_year})[^，。；]{{0,16}}$"),
        "period": re.compile(rf"(?:{words.base_period})[^，。；]{{0,16}}$"),
    }
