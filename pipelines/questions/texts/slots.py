"""The place of the question word, found in a sentence by what stands around it: 以什么为核心 -> 以[高性能GPU集群]为核心."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipelines.questions.texts.predicates import borders

_WORD = re.compile(r"什么样的?|什么|啥|哪一?[个种款类项座家些](?:[\u4e00-\u9fff]{2}(?=[来以，。？?]|$))?|谁|多少|多久|多长时间")
_EDGE = re.compile(r"[，。；：！？,;:!?\n]")
_LONGEST = 24  # characters between the neighbours; more is a clause, not a filler
_FILLERS = "了的是呢吗啊？?”“ "


def slots(question: str, sentence: str) -> Iterator[tuple[int, str, float]]:
    """(offset, filler, strength) for every filler of the question word in ``sentence``; strength grows with the neighbours met.

    Both neighbours must be met, or a left one of at least two characters with the clause ending after the filler.
    """
    for match in _WORD.finditer(question):
        left = _EDGE.split(question[: match.start()])[-1].rstrip(_FILLERS)
        right = _EDGE.split(question[match.end() :])[0].strip(_FILLERS)
        for size in (4, 3, 2, 1):
            anchor = left[-size:]
            if len(anchor) < size or not anchor.strip():
                continue
            fillers = [f for at in re.finditer(re.escape(anchor), sentence) for f in _filler(sentence, at.end(), right, size)]
            found = [
                (start, text, strength) for start, text, strength in fillers if _whole_words(sentence, start, start + len(text))
            ]
            if found:
                yield from found
                break


def _whole_words(sentence: str, start: int, end: int) -> bool:
    """A filler cuts no word."""
    starts, ends = borders(sentence)
    return (start in starts or start == 0) and end in ends


def _filler(sentence: str, start: int, right: str, size: int) -> Iterator[tuple[int, str, float]]:
    rest = sentence[start : start + _LONGEST + 8]
    rest = _EDGE.split(rest)[0]
    for length in (4, 3, 2, 1):
        tail = right[:length]
        if len(tail) == length and tail.strip():
            at = rest.find(tail, 1)
            if 0 < at <= _LONGEST and size + length >= 3:
                text = rest[:at].strip(_FILLERS)
                if text:
                    yield start, text, 0.02 * (size + length)
                return
    if not right and size >= 2 and 1 < len(rest) <= _LONGEST:
        yield start, rest.strip(_FILLERS), 0.02 * size
