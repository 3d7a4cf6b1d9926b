"""Long names that a question shortens in its own way: 河湟算力园 for 河湟零碳算力产业园, 东湖算力大会 for 东湖算力与大数据创新大会."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.lexicon import lexicon
from pipelines.language.names.words import words as listed
from pipelines.language.tokenizer import frequency, words
from pipelines.questions.naming.folding import folded, is_han, with_places
from pipelines.questions.naming.index import Named, NameIndex
from pipelines.questions.words import question_words

_MOST, _PROPER = 0.7, 0.4  # share of the name that has to be kept; less where it begins with a word of its own
_LONGEST = 20
_RARE = (
    300  # occurrences in jieba's dictionary corpus below which a word is a name rather than a common word: 赣江 98, 工业 26775
)
_DATED = re.compile(r"(?:20\d\d年?|第.{1,3}届)[“\"]?$")


@dataclass(frozen=True, slots=True)
class Contracted:
    """``text[start:end]`` shortens the name ``sense``."""

    start: int
    end: int
    sense: Named


def contracted(text: str, names: NameIndex, taken: Sequence[tuple[int, int]]) -> Iterator[Contracted]:
    """Shortened names in ``text`` that are one entity's alone, the longest at each place; none within a span of ``taken``."""
    short, places = with_places(text)
    cut = words(text)
    starts, ends = {token.start: token.text for token in cut}, {token.end for token in cut}
    at = 0
    while at < len(short) - 3:
        end = 0
        for last in range(min(len(short), at + _LONGEST), at + 3, -1) if places[at] in starts else ():
            span = places[at], places[last - 1] + 1
            within = any(start <= span[0] and span[1] <= stop for start, stop in taken)
            found = None if within or span[1] not in ends else _one(short[at:last], starts[span[0]], names)
            if found:
                if not (found.type == "Event" and dated(text[: span[0]])):
                    yield Contracted(*span, found)
                end = last
                break
        at = end or at + 1


def dated(before: str) -> bool:
    """Whether a year or number goes before an event, which tells it from that of another year: 2025某大会, 第三届某大会."""
    return bool(_DATED.search(before))


def _one(part: str, first: str, names: NameIndex) -> Named | None:
    found = {sense.canonical: sense for sense in names.longer(part) if _enough(part, first, sense)}
    return next(iter(found.values())) if len(found) == 1 else None


def _enough(part: str, first: str, sense: Named) -> bool:
    """Whether the part says enough: it begins with a place or a rare word of the name, or is most of it and begins as it does."""
    if part in listed("center_generic") or first in question_words().stop or not all(map(is_han, part[:2])):
        return False
    form = folded(sense.form)
    place = any(hit.entry.type == "Place" and hit.entry.name != "中国" for hit in lexicon().find(part) if hit.start == 0)
    word = first if len(first) > 1 else part[:2]
    rare = all(frequency(part[:size])[0] < _RARE for size in {2, len(word)}) and word not in listed("domain_words")
    if place or rare:
        return len(part) >= _PROPER * len(form)
    return form.startswith(part[:2]) and len(part) >= _MOST * len(form)
