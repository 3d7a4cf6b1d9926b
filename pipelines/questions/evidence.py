"""What candidates are made from: sentences with what the graph knows of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from kg.model import Evidence, Mention, NumberRepair, TimeExpression
from pipelines.language.sentences import clauses
from pipelines.language.times.times import find_times
from pipelines.questions.content import fold

_ASKS = re.compile(r"[？?][”\"』」]?$|[吗呢][。？?]?$")
_ANNOUNCES = re.compile(r"(?:原因|理由|考虑|做法|建议|方面|任务|措施|优势|特点)[^，。；]{0,8}[：:。]?$|[：:]$|[。！]”$")


def asks(sentence: str) -> bool:
    """A sentence that itself asks: it answers nothing."""
    return bool(_ASKS.search(sentence.strip()))


def leads_on(sentence: str) -> bool:
    """A question, or an announcement (原因有三：) or a quotation: the next sentence answers, goes on or says who spoke."""
    return asks(sentence) or bool(_ANNOUNCES.search(sentence.strip()))


@dataclass(frozen=True)
class Observation:
    """An observation as one sentence states it; ``start`` is where, in the clean text of the article."""

    iri: str
    indicator: str
    metric: str | None  # the indicator as the text words it
    about: str | None
    about_type: str | None
    value: Decimal
    unit: str
    base_value: Decimal | None
    base_unit: str | None
    lower: Decimal | None
    upper: Decimal | None
    period: str | None
    period_basis: str | None  # stated, context, published, none
    qualifier: str
    status: str
    basis: str | None
    precision: str | None
    statistician: str | None
    surface: str
    start: int
    clause: str
    confidence: float
    repair: NumberRepair | None
    sentence: str
    contradictions: tuple[tuple[str, str], ...] = ()  # (language, what the article's own arithmetic says against the number)

    @property
    def growth(self) -> bool:
        """A rate of change, not a level."""
        return self.basis in ("同比", "环比") or "增速" in self.indicator or "增长率" in self.indicator

    @property
    def local(self) -> bool:
        """Of a part of the country, a firm or a machine only."""
        return self.about_type in ("Place", "Organization", "Center", "Chip") and self.about != "中国"

    @property
    def share(self) -> bool:
        return bool(self.basis and self.basis.startswith("占比")) or "占比" in self.indicator or "比重" in self.indicator


@dataclass(frozen=True)
class View:
    """A sentence in its surroundings. Offsets of ``mentions`` and of ``start:end`` are those of the article's clean text."""

    iri: str
    article: str
    title: str
    published: date | None
    start: int
    end: int
    text: str
    previous: str
    next: str
    rank: int  # among the passages found, from 0
    before: str = ""  # the article's text before ``previous``, folded: the topic may have been named there
    mentions: tuple[Mention, ...] = ()
    observations: tuple[Observation, ...] = ()

    @cached_property
    def clauses(self) -> tuple[tuple[int, int], ...]:
        """Clause spans within ``text``."""
        return clauses(self.text)

    @cached_property
    def times(self) -> tuple[TimeExpression, ...]:
        """Times in ``text``, offsets within it; the sentence before gives the year that a bare month needs."""
        before = self.previous + "\n" if self.previous else ""
        shift = len(before)
        return tuple(
            TimeExpression(t.start - shift, t.end - shift, t.text, t.value, t.basis, t.role)
            for t in find_times(before + self.text, self.published)
            if t.start >= shift
        )

    @cached_property
    def folded(self) -> tuple[str, str, str, str]:
        """Sentence, previous, title and next, as compared."""
        return fold(self.text), fold(self.previous), fold(self.title), fold(self.next)

    @property
    def led_on(self) -> bool:
        """The sentence before asks or announces what this one says."""
        return leads_on(self.previous)

    def clause_span(self, offset: int) -> tuple[int, int]:
        """The clause around an offset within ``text``; the whole sentence where it lies between clauses."""
        return next(((a, b) for a, b in self.clauses if a <= offset < b), (0, len(self.text)))

    def clause_at(self, offset: int) -> str:
        """The text of that clause."""
        start, end = self.clause_span(offset)
        return self.text[start:end]

    def evidence(self) -> Evidence:
        return Evidence(self.article, self.title, self.text, self.start, self.end, self.published)
