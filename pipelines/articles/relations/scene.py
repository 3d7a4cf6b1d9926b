"""A sentence as rules see it: every name is one character, and what only decorates is gone.

``Scene.code`` is the sentence with each mention and each time replaced by one private-use character whose block tells its type, and
without quotation marks, book marks, brackets with their content, and blanks. So a rule is an ordinary regular expression over names and
words, distance is counted in words rather than in the length of names, and a text that has lost its 《》 looks as one that has them.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from kg.model import ENTITY_TYPES, EntityType, Mention, Sentence, TimeExpression
from pipelines.articles.relations.pronouns import resolve
from pipelines.language.components import Analysis
from pipelines.language.figures.clause import within

_PLANE: Final = 0xF0000  # supplementary private use area A
_BLOCK: Final = 0x1000
_TIME: Final = len(ENTITY_TYPES)

# Brackets with what they hold (an alias, a date, a stock code), quotation and book marks, blanks.
_DECORATION = re.compile(r"[（(][^（）()。]{0,40}[）)]|[《》〈〉“”‘’「」『』\"'【】\s]")
_PAUSE = re.compile(r"(?<=[^\x00-\x7f])[ \u3000](?=[^\x00-\x7f\s])")
# Where and when a report was written, and by whom: 某社武汉8月11日电（记者某某）, 某网8月19日消息，, 据某社报道，
_DATELINE = re.compile(
    r"^(?:[^，。：；]{0,36}?(?:日|网|社|报|家|客户端)\s*(?:电|讯|消息)|据[^，。：；]{1,24}?(?:报道|消息))(?=[\s（(，：:])(?:\s*[（(][^（）()]*[）)])?[，：:\s]*"
)
# Before a name, these make it an object or a standard of comparison, not what the next clause is about.
_GOVERNED = re.compile(r"(?:(?:采用|搭载|基于|使用|对标|超越|超过|赶超)[^，]*|[比对与同向为被给])$")
END_OF_CLAUSE: Final = "，,；;：:。！？!?…"


def one(*types: EntityType) -> str:
    """Pattern of one name of these types."""
    blocks = (_PLANE + ENTITY_TYPES.index(kind) * _BLOCK for kind in types)
    return "[" + "".join(f"{chr(block)}-{chr(block + _BLOCK - 1)}" for block in blocks) + "]"


NAME: Final = f"[{chr(_PLANE)}-{chr(_PLANE + _TIME * _BLOCK - 1)}]"
TIME: Final = f"[{chr(_PLANE + _TIME * _BLOCK)}-{chr(_PLANE + (_TIME + 1) * _BLOCK - 1)}]"


def many(*types: EntityType) -> str:
    """Pattern of one or more names of these types: A、B和C, A携手B, 宁夏银川 (two places side by side); a word may stand before 、."""
    name = one(*types)
    return rf"{name}(?:(?:等?(?:、|和|与|及|以及|暨|携手|联合|会同|牵头)|，(?={name}(?:、|和|与|及|等|{name})))?{name}){{0,24}}"


def gap(most: int, barred: str = "") -> str:
    """Pattern of words without a name, without the end of a clause and without the words ``barred``; a time may stand among them."""
    bar = f"|{barred}" if barred else ""
    return rf"(?:(?!{NAME}{bar})[^，,；;：:。！？!?…]){{0,{most}}}?"


def reach(most: int, *kinds: EntityType) -> str:
    """Pattern of anything but the end of the sentence and names of these types: clauses and other names may stand between."""
    return rf"(?:(?!{one(*kinds)})[^；;。！？!?…]){{0,{most}}}?"


@dataclass(frozen=True, slots=True)
class Scene:
    """One sentence. ``spans[i]`` is the slice of the article that code character ``i`` stands for."""

    sentence: Sentence
    code: str
    spans: tuple[tuple[int, int], ...]
    mentions: tuple[Mention, ...]  # those of the sentence, in order, with pronouns that have an antecedent
    times: tuple[TimeExpression, ...]
    earlier: Scene | None  # the sentence before

    def name(self, index: int) -> Mention | None:
        """The mention that code character ``index`` stands for."""
        number = ord(self.code[index]) - _PLANE
        return self.mentions[number % _BLOCK] if 0 <= number < _TIME * _BLOCK else None

    def names(self, start: int, end: int) -> tuple[Mention, ...]:
        """Mentions in ``code[start:end]``; of places side by side (宁夏银川) only the last, and none right before a body (深圳某公司)."""
        found = []
        for index in range(start, end):
            mention = self.name(index)
            following = self.name(index + 1) if index + 1 < end else None
            if mention and not (following and mention.type == "Place" and following.type in ("Place", "Organization")):
                found.append(mention)
        return tuple(found)

    def time(self, index: int) -> TimeExpression | None:
        """The time that code character ``index`` stands for."""
        number = ord(self.code[index]) - _PLANE - _TIME * _BLOCK
        return self.times[number] if 0 <= number < _BLOCK else None

    def clause(self, start: int, end: int) -> tuple[int, int]:
        """The code positions widened to whole clauses."""
        while start > 0 and self.code[start - 1] not in END_OF_CLAUSE:
            start -= 1
        while end < len(self.code) and self.code[end] not in END_OF_CLAUSE:
            end += 1
        return start, end

    def quote(self, text: str, start: int, end: int) -> tuple[str, int]:
        """The slice of the article for the clauses around ``code[start:end]``, and where it starts."""
        first, last = self.clause(start, end)
        left = self.spans[first - 1][1] if first else self.sentence.start
        right = self.spans[last][0] if last < len(self.code) else self.sentence.end
        quote = text[left:right].strip()
        return quote, text.index(quote, left)

    def topic(self, before: int, *kinds: EntityType) -> Mention | None:
        """The subject that a clause starting at code position ``before`` leaves out.

        That is the first name of these types in the nearest clause before; in the first clause of a sentence, of the sentence before.
        """
        end = before
        while end > 0:
            start, _ = self.clause(end - 1, end - 1)
            found = self._first(start, end, kinds)
            if found:
                return found
            end = start - 1
        if self.earlier is None or any(mark in self.code[:before] for mark in END_OF_CLAUSE):
            return None
        return self.earlier._first(0, len(self.earlier.code), kinds)

    def _first(self, start: int, end: int, kinds: tuple[EntityType, ...]) -> Mention | None:
        for index in range(start, end):
            (mention,) = self.names(index, index + 1) or (None,)
            if mention and mention.type in kinds and not _GOVERNED.search(self.code[start:index]):
                return mention
        return None


def scenes(analysis: Analysis) -> Iterator[Scene]:
    """The sentences of a text in order, each with its names (outermost only), pronouns and times."""
    mentions = resolve(analysis.text, _outermost(analysis.mentions))
    starts = [mention.start for mention in mentions]
    times = [time for time in analysis.times if not _inside(time, mentions, starts)]
    earlier: Scene | None = None
    for sentence in analysis.sentences:
        first, last = bisect_left(starts, sentence.start), bisect_left(starts, sentence.end)
        named = tuple(mention for mention in mentions[first:last] if mention.end <= sentence.end)
        dated = tuple(within(times, sentence.start, sentence.end))
        code, spans = _encode(sentence, named, dated)
        earlier = Scene(sentence, code, spans, named, dated, _unlinked(earlier))
        yield earlier


def _unlinked(scene: Scene | None) -> Scene | None:
    """Only one sentence back is ever looked at: a chain of all earlier ones would keep them in memory."""
    return scene and replace(scene, earlier=None)


def _outermost(mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    kept: list[Mention] = []
    for mention in sorted(mentions, key=lambda m: (m.start, -m.end)):
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return tuple(kept)


def _inside(time: TimeExpression, mentions: tuple[Mention, ...], starts: list[int]) -> bool:
    """Whether a name overlaps ``time``; the names do not overlap one another."""
    near = mentions[max(0, bisect_left(starts, time.start) - 1) : bisect_left(starts, time.end)]
    return any(time.start < mention.end for mention in near)


def _encode(
    sentence: Sentence, mentions: tuple[Mention, ...], times: tuple[TimeExpression, ...]
) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The code of a sentence and the slice of the article for each of its characters."""
    marks = {m.start: (m.end, chr(_PLANE + ENTITY_TYPES.index(m.type) * _BLOCK + i)) for i, m in enumerate(mentions)}
    marks.update({t.start: (t.end, chr(_PLANE + _TIME * _BLOCK + i)) for i, t in enumerate(times)})
    hidden = _hidden(sentence, mentions)
    pauses = _pauses(sentence, mentions) if not sentence.index else frozenset()
    code: list[str] = []
    spans: list[tuple[int, int]] = []
    position = sentence.start
    while position < sentence.end:
        end, char = marks.get(position, (position + 1, _plain(sentence.text[position - sentence.start])))
        if position in pauses:
            code.append("，")
            spans.append((position, end))
        elif position not in hidden:
            code.append(char)
            spans.append((position, end))
        position = end
    return "".join(code), tuple(spans)


def _pauses(sentence: Sentence, mentions: tuple[Mention, ...]) -> frozenset[int]:
    """Offsets of the blanks that part the clauses of a headline: 某省加码布局算力 某某智算谷落户某市."""
    blanks = (match.start() + sentence.start for match in _PAUSE.finditer(sentence.text))
    return frozenset(blank for blank in blanks if not any(m.start < blank < m.end for m in mentions))


def _plain(char: str) -> str:
    """A character of the text itself: those that stand for names here mean nothing there."""
    return "\ufffd" if ord(char) >= _PLANE else char


def _hidden(sentence: Sentence, mentions: tuple[Mention, ...]) -> set[int]:
    """Offsets of decoration and of a dateline; a bracket that a name runs into or out of is left alone."""
    hidden: set[int] = set()
    for match in _DECORATION.finditer(sentence.text):
        start, end = match.start() + sentence.start, match.end() + sentence.start
        if not any(m.start < start < m.end or m.start < end < m.end for m in mentions):
            hidden.update(range(start, end))
    if dateline := _DATELINE.match(sentence.text):
        hidden.update(range(sentence.start, sentence.start + dateline.end()))
    return hidden
