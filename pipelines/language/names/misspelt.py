"""Known names with one character put for another that sounds the same (鹏程云脑 of 鹏城云脑), as input by pinyin gives them.

They are mentions under the name that the text has; that the known one is meant is for linking to say (link.py). Only names of four
characters and more are looked for, and none that dictionary words explain: 化工科技 is no slip of 华工科技.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

import ahocorasick_rs

from kg.lexicon import lexicon
from kg.model import EntityType, Mention
from kg.name_forms import syllables
from pipelines.language.tokenizer import is_word, words

_SURE, _LEAST = 0.7, 4
_TYPES: tuple[EntityType, ...] = ("Center", "Organization", "Chip", "Model")
_HANZI = re.compile(r"[一-龥]+$")


class _Sounds:
    """The sounds of known names, and which name has them."""

    def __init__(self) -> None:
        self.names: dict[str, tuple[str, EntityType]] = {}
        for kind in _TYPES:
            for entry in lexicon().of_type(kind):
                for form in entry.surfaces:
                    if len(form) >= _LEAST and _HANZI.match(form) and form not in entry.when:
                        self.names.setdefault(_sound(form), (form, kind))
        self.patterns = list(self.names)
        self.automaton = ahocorasick_rs.AhoCorasick(self.patterns, store_patterns=False)


@cache
def _sounds() -> _Sounds:
    return _Sounds()


def _sound(text: str) -> str:
    return "".join(f"{syllable} " for syllable in syllables(text))


def misspelt(text: str, known: Sequence[Mention]) -> Iterator[Mention]:
    """Mentions of such names outside the ``known`` ones."""
    covered = bytearray(len(text) + 1)
    for mention in known:
        if mention.type != "Place":  # 中国新通院: a place may be the beginning of the name
            covered[mention.start : mention.end] = b"\1" * (mention.end - mention.start)
    starts: dict[int, int] = {}
    at = 0
    spoken = []
    for number, syllable in enumerate(syllables(text)):
        starts[at] = number
        spoken.append(f"{syllable} ")
        at += len(syllable) + 1
    starts[at] = len(text)
    sounds = _sounds()
    for which, first, last in sounds.automaton.find_matches_as_indexes("".join(spoken), overlapping=True):
        if first not in starts or last not in starts:
            continue  # within a syllable
        start, end = starts[first], starts[last]
        name, kind = sounds.names[sounds.patterns[which]]
        if not any(covered[start:end]) and _is_slip(text[start:end], name):
            yield Mention(start, end, text[start:end], kind, text[start:end], _SURE, "grammar")


def _is_slip(written: str, name: str) -> bool:
    """Whether exactly one character differs, and the words that make up the writing are not all of the dictionary."""
    apart = sum(a != b for a, b in zip(written, name, strict=True))
    return apart == 1 and bool(_HANZI.match(written)) and not all(len(w.text) > 1 and is_word(w.text) for w in words(written))
