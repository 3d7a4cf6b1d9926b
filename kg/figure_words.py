"""Words that say how a number hangs on its sentence: kg/lexicon/figure_words.yaml, read once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from kg.errors import LexiconInvalid
from kg.yaml_data import load_yaml

_FILE = "lexicon/figure_words.yaml"
_LONGEST = 8  # characters of a word of `before`


@dataclass(frozen=True, slots=True)
class FigureWords:
    """``before`` maps a word that may stand left of a number to its class; the rest are sets by use."""

    before: Mapping[str, str]  # adverb, link, up, down, increment, verb
    borders: frozenset[str]  # a noun phrase ends leftwards at these
    forecast: tuple[str, ...]
    growth: tuple[str, ...]  # nouns of change, longest first
    share: tuple[str, ...]  # nouns of share, longest first
    stop_right: frozenset[str]
    regions: tuple[str, ...]

    def class_at_end(self, text: str) -> tuple[str, str] | None:
        """The longest word of ``before`` that ``text`` ends with, and its class."""
        for length in range(min(_LONGEST, len(text)), 0, -1):
            word = text[-length:]
            if word in self.before:
                return word, self.before[word]
        return None


@lru_cache(maxsize=1)
def figure_words() -> FigureWords:
    """The words of kg/lexicon/figure_words.yaml."""
    text = (files("kg") / _FILE).read_text(encoding="utf-8")
    return parse(load_yaml(text))


def parse(data: Mapping[str, Any]) -> FigureWords:
    """Words of a decoded file; LexiconInvalid where one word has two classes or is too long."""
    before: dict[str, str] = {}
    for kind, words in data["before"].items():
        for word in words:
            if word in before and before[word] != kind:
                raise LexiconInvalid(f"{_FILE}: {word} is both {before[word]} and {kind}")
            if len(word) > _LONGEST:
                raise LexiconInvalid(f"{_FILE}: {word} is longer than {_LONGEST} characters")
            before[word] = kind
    return FigureWords(
        before=before,
        borders=frozenset(word for words in data["borders"].values() for word in words),
        growth=_longest_first(data["nouns"]["growth"]),
        share=_longest_first(data["nouns"]["share"]),
        stop_right=frozenset(data["stop_right"]),
        forecast=_longest_first(data["forecast"]),
        regions=_longest_first(data["regions"]),
    )


def _longest_first(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(words), key=lambda word: (-len(word), word)))
