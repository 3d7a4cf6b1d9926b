"""Words that tell what a figure takes in: kg/lexicon/conflict_words.yaml, read once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from kg.yaml_data import load_yaml

_FILE = "lexicon/conflict_words.yaml"


@dataclass(frozen=True, slots=True)
class ConflictWords:
    """Patterns of the classes of words, the longest word first."""

    neutral: re.Pattern[str]
    thing: re.Pattern[str]
    daily: re.Pattern[str]
    stage: re.Pattern[str]
    coverage: re.Pattern[str]
    take_in: re.Pattern[str]
    precision: re.Pattern[str]
    of_something: re.Pattern[str]
    kind: Mapping[str, re.Pattern[str]]  # by type of entity


@lru_cache(maxsize=1)
def conflict_words() -> ConflictWords:
    """The words of kg/lexicon/conflict_words.yaml."""
    return parse(load_yaml((files("kg") / _FILE).read_text(encoding="utf-8")))


def parse(data: Mapping[str, Any]) -> ConflictWords:
    """Words of a decoded file; TypeError names a class that is missing or unknown."""
    kinds = {name: _any_of(words) for name, words in data["kind"].items()}
    return ConflictWords(kind=kinds, **{name: _any_of(words) for name, words in data.items() if name != "kind"})


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile(
        "|".join(re.escape(word) for word in sorted(set(words), key=lambda word: (-len(word), word))), re.IGNORECASE
    )
