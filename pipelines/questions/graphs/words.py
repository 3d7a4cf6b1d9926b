"""General words of questions about any graph, from kg/lexicon/graph_words.yaml, and texts cut into the atoms that are compared."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from kg.errors import LexiconInvalid
from kg.yaml_data import load_yaml
from pipelines.questions.words import question_words

Key = tuple[str, ...]
_ATOM = re.compile(r"[\u3400-\u9fff〇]|[^\W\d_\u3400-\u9fff〇]+|\d+(?:\.\d+)?")
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|[_\-./]+|(?<=[A-Za-z])(?=\d)")
_SUFFIX = re.compile(r"(?:ings?|ed|ers?|ors?|ions?|es|s|e)$")
HAN = re.compile(r"[\u3400-\u9fff〇]")


@dataclass(frozen=True, slots=True)
class Atom:
    """A Chinese character, a Latin word or a number of a text; ``key`` is what it is compared by."""

    key: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Adjective:
    of: tuple[str, ...]  # first words of concepts; "date" and "birth" stand for dates
    more: bool
    dates: bool | None = None  # whether it orders dates too, and which end it means: 最近上映 is the last one


@dataclass(frozen=True, slots=True)
class GraphWords:
    """``concepts`` are rows of words that say the same of a property; ``by_word`` the rows of each word's key."""

    concepts: tuple[tuple[str, ...], ...]
    by_word: Mapping[Key, tuple[int, ...]]
    kinds: Mapping[Key, tuple[str, ...]]  # words that say the same of a class, by each of them
    adjectives: Mapping[str, Adjective]
    tails: Mapping[str, tuple[Key, ...]]
    heads: tuple[Key, ...]
    asked: Mapping[str, re.Pattern[str]]
    marks: Mapping[str, re.Pattern[str]]
    light: frozenset[str]
    longest_light: int

    def named(self, row: str) -> tuple[str, ...]:
        """The words of the concept that begins with ``row``; empty for none."""
        return next((words for words in self.concepts if words[0] == row), ())


def atoms(text: str) -> tuple[Atom, ...]:
    """The atoms of ``text`` in order; blanks, quotes and other marks are none."""
    return tuple(Atom(stem(m.group()), m.start(), m.end()) for m in _ATOM.finditer(text))


@lru_cache(maxsize=1 << 16)
def key(text: str) -> Key:
    """The keys of a label's atoms, width and case folded."""
    return tuple(atom.key for atom in atoms(unicodedata.normalize("NFKC", text)))


def spelling(text: str) -> Key:
    """The atoms of a text as they are spelt, case folded: Latin words with their endings."""
    return tuple(m.group().casefold() for m in _ATOM.finditer(unicodedata.normalize("NFKC", text)))


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """A Latin word without its ending, so that operator, operated and operates meet; anything else as it is."""
    folded = word.casefold()
    if not folded.isascii() or not folded.isalpha():
        return folded
    folded = _irregular().get(folded, folded)
    short = re.sub(r"ies$", "y", folded)
    short = short if short != folded or folded.endswith("ss") else _SUFFIX.sub("", folded)
    return short if len(short) > 2 else folded


def spoken(local: str) -> str:
    """A local name in words: birthPlace, birth_place -> birth place."""
    return " ".join(_CAMEL.sub(" ", local).split())


@cache
def _data() -> dict[str, Any]:
    data = load_yaml(files("kg").joinpath("lexicon/graph_words.yaml").read_text(encoding="utf-8"))
    if not isinstance(data, dict):
        raise LexiconInvalid("graph_words.yaml: not a mapping")
    return data


@cache
def _irregular() -> dict[str, str]:
    return {str(word): str(short) for word, short in _data()["stems"].items()}


@cache
def graph_words() -> GraphWords:
    """The checked content of graph_words.yaml. Raises LexiconInvalid where a part is missing or a pattern is broken."""
    try:
        return _graph_words(_data())
    except (KeyError, TypeError, AttributeError, re.error) as error:
        raise LexiconInvalid(f"kg/lexicon/graph_words.yaml: {error!r}") from error


def _graph_words(data: Mapping[str, Any]) -> GraphWords:
    rows = tuple(tuple(str(word) for word in row) for row in data["concepts"])
    by_word: dict[Key, tuple[int, ...]] = {}
    for number, row in enumerate(rows):
        for word in dict.fromkeys(key(word) for word in row):
            by_word[word] = (*by_word.get(word, ()), number)
    light = frozenset(str(data["light"]).lower().split()) | question_words().stop
    marks = (
        "yes_no",
        "counting",
        "total",
        "average",
        "difference",
        "either",
        "unsupported",
        "plural",
        "after",
        "before",
        "after_before",
    )
    return GraphWords(
        concepts=rows,
        by_word=by_word,
        kinds={key(str(word)): tuple(map(str, row)) for row in data["kinds"] for word in row},
        adjectives={
            name: Adjective(tuple(row["of"]), bool(row["more"]), row.get("dates")) for name, row in data["adjectives"].items()
        },
        tails={name: tuple(key(str(w)) for w in words) for name, words in data["tails"].items()},
        heads=tuple(key(str(w)) for w in data["heads"]),
        asked={name: _pattern(text) for name, text in data["asked"].items()},
        marks={name: _pattern(str(data[name])) for name in marks},
        light=light,
        longest_light=max(map(len, light)),
    )


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text, re.IGNORECASE)
