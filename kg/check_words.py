"""Words that tie the figures of a sentence together: kg/lexicon/check_words.yaml, read once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from kg.yaml_data import load_yaml

_FILE = "lexicon/check_words.yaml"


@dataclass(frozen=True, slots=True)
class CheckWords:
    """Alternatives of patterns, the longest word first, each without a group around it."""

    base_from: str
    base_than: str
    base_year: str
    base_period: str
    rise: str
    arrive: str
    fall: str
    mean: str
    by_quarter: str
    nation: str
    voice: str
    within: str
    total: str
    composed: str
    rest: str
    market: str
    whole: str
    increment: str


@lru_cache(maxsize=1)
def check_words() -> CheckWords:
    """The words of kg/lexicon/check_words.yaml."""
    return parse(load_yaml((files("kg") / _FILE).read_text(encoding="utf-8")))


def parse(data: Mapping[str, Any]) -> CheckWords:
    """Words of a decoded file; KeyError names a class that is missing."""
    base = {f"base_{name}": _either(words) for name, words in data["base"].items()}
    return CheckWords(**base, **{name: _either(words) for name, words in data.items() if name != "base"})


def _either(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(set(words), key=lambda word: (-len(word), word)))
