"""Where a number stands: its clause, its sentence, and the names, times and tokens around it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Protocol, TypeVar

from kg.model import Mention, Quantity, Sentence, TimeExpression
from pipelines.language.components import Analysis

_START = attrgetter("start")


class Spanned(Protocol):
    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


S = TypeVar("S", bound=Spanned)


def within(items: Sequence[S], start: int, end: int) -> list[S]:
    """Those of ``items`` (in text order) that lie inside ``start:end``."""
    low, high = bisect_left(items, start, key=_START), bisect_right(items, end, key=_START)
    return [item for item in items[low:high] if item.end <= end]


@dataclass(frozen=True, slots=True)
class Place:
    """A quantity in its clause. ``left`` and ``right`` bound the text that can belong to it: no other quantity lies between.

    Members of a list with one unit or one noun (130亿、650亿和1750亿) share the left of the first and the right of the last.
    """

    analysis: Analysis
    quantity: Quantity
    sentence: Sentence  # up to the full stop: what ； parts is one statement, with the index of its first part
    start: int  # of the clause
    end: int
    left: int
    right: int
    order: int  # place in its list, 0 for the first
    members: int  # length of its list
    list_start: int  # of the first member
    list_end: int  # of the last

    @property
    def text(self) -> str:
        return self.analysis.text

    @property
    def opening(self) -> int:
        """Where the sentence begins, or as far back from the clause as it is looked through."""
        return max(self.sentence.start, self.start - _FAR)

    def mentions(self, start: int, end: int) -> list[Mention]:
        return within(self.analysis.mentions, start, end)

    def times(self, start: int, end: int) -> list[TimeExpression]:
        return within(self.analysis.times, start, end)


_FAR = 400  # characters of a clause or a sentence that are looked through; what endless lines hold farther off is not read
_REACH = 90  # characters: a noun phrase farther from its number than this is not its own; keeps endless lines linear
_MOST_PARTS = 8  # of one period; a list of hundreds of ；parts is no statement
_SPAN = re.compile(r"[年月天周]半?$|季度$")  # 租金三个月下跌18%: the months part no rent from its fall
_JOINTS = " 、和及与或以/／～~-—至到,"


def places(analysis: Analysis, periods: Sequence[Sentence]) -> list[Place]:
    """Every quantity of ``analysis`` in its clause and in its sentence of ``periods`` (``whole_sentences``), in text order."""
    found: list[Place] = []
    quantities = sorted(analysis.quantities, key=_START)
    lists = _lists(analysis.text, quantities)
    for index, quantity in enumerate(quantities):
        start, end = _around(analysis.clauses, quantity)
        run = lists[index]
        first, last = quantities[run[0]], quantities[run[-1]]
        start, end = min(start, _around(analysis.clauses, first)[0]), max(end, _around(analysis.clauses, last)[1])
        start, end = max(start, quantity.start - _FAR), min(end, quantity.end + _FAR)
        before = _neighbour(analysis.text, quantities, run[0], -1)
        after = _neighbour(analysis.text, quantities, run[-1], 1)
        found.append(
            Place(
                analysis=analysis,
                quantity=quantity,
                sentence=_sentence(periods, quantity),
                start=start,
                end=end,
                left=max(start, before.end if before else 0, first.start - _REACH),
                right=min(end, after.start if after and after.start >= last.end else end, last.end + _REACH),
                order=index - run[0],
                members=len(run),
                list_start=first.start,
                list_end=last.end,
            )
        )
    return found


def _around(clauses: Sequence[tuple[int, int]], quantity: Quantity) -> tuple[int, int]:
    at = bisect_right(clauses, (quantity.start, 1 << 60)) - 1
    if at >= 0 and clauses[at][1] > quantity.start:
        return clauses[at][0], max(clauses[at][1], quantity.end)
    return quantity.start, quantity.end


def whole_sentences(sentences: Sequence[Sentence]) -> list[Sentence]:
    """Sentences with those that end in ； taken together with what follows; ``index`` counts the periods."""
    found: list[Sentence] = []
    parts: list[Sentence] = []
    for sentence in sentences:
        parts.append(sentence)
        if sentence.text.endswith(("；", ";")) and len(parts) < _MOST_PARTS:
            continue
        found.append(Sentence(len(found), parts[0].start, parts[-1].end, "".join(p.text for p in parts)))
        parts = []
    if parts:
        found.append(Sentence(len(found), parts[0].start, parts[-1].end, "".join(p.text for p in parts)))
    return found


def _sentence(sentences: Sequence[Sentence], quantity: Quantity) -> Sentence:
    return sentences[max(0, bisect_right(sentences, quantity.start, key=_START) - 1)]


def _neighbour(text: str, quantities: Sequence[Quantity], index: int, step: int) -> Quantity | None:
    """The next quantity in that direction that is no repetition in brackets of the one beside it, and no span of time to the left."""
    at = index + step
    while 0 <= at < len(quantities):
        aside = step < 0 and (_SPAN.search(quantities[at].text) or _in_brackets(text, quantities[at]))
        if quantities[at].equivalent_of is None and not aside:
            return quantities[at]
        at += step
    return None


def _in_brackets(text: str, quantity: Quantity) -> bool:
    """Whether brackets hold the quantity alone: 是A10（1.67）的3倍."""
    return text[quantity.start - 1 : quantity.start] in ("（", "(") and text[quantity.end : quantity.end + 1] in ("）", ")")


def _lists(text: str, quantities: Sequence[Quantity]) -> list[range]:
    """For each quantity the run of indices of the list it stands in: 8.4%、13.7%和10.2%; 85.0/98.3/111.5亿元."""
    runs: list[range] = []
    start = 0
    for index in range(1, len(quantities) + 1):
        if index < len(quantities) and _joined(text, quantities[index - 1], quantities[index]):
            continue
        runs.extend(range(start, index) for _ in range(start, index))
        start = index
    return runs


def _joined(text: str, one: Quantity, other: Quantity) -> bool:
    if one.group is not None and one.group == other.group:
        return True
    between = text[one.end : other.start]
    return (
        bool(between)
        and len(between) <= 2
        and one.kind == other.kind
        and all(c in _JOINTS for c in between)
        and "," not in between
    )
