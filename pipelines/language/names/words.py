"""The word lists of the name grammar (kg/lexicon/grammar.yaml), as sets and as one regex of each list."""

from __future__ import annotations

import re
from functools import cache

from kg.errors import LexiconInvalid
from kg.lexicon import FOLDER
from kg.yaml_data import load_yaml


@cache
def _lists() -> dict[str, str]:
    path = FOLDER / "grammar.yaml"
    with path.open(encoding="utf-8") as lines:
        lists = load_yaml(lines)
    if not isinstance(lists, dict) or not all(isinstance(words, str) for words in lists.values()):
        raise LexiconInvalid(f"{path.name}: every list must be one string of words between blanks")
    return lists


@cache
def words(name: str) -> frozenset[str]:
    """The words of list ``name``. Raises LexiconInvalid where there is no such list."""
    try:
        return frozenset(_lists()[name].split())
    except KeyError:
        raise LexiconInvalid(f"grammar.yaml: no list {name!r}") from None


@cache
def any_of(*names: str) -> str:
    """The words of the lists as a regex alternation, longest first, without group."""
    together = frozenset[str]().union(*(words(name) for name in names))
    return "|".join(re.escape(word) for word in sorted(together, key=lambda word: (-len(word), word)))
