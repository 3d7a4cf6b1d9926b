"""What a sentence says is done: forms of kg/lexicon/predicates.yaml, found in questions and in sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from kg.errors import LexiconInvalid
from kg.yaml_data import load_yaml
from pipelines.language.tokenizer import words


@dataclass(frozen=True, slots=True)
class Sense:
    """One row of the lexicon."""

    name: str
    zh: tuple[str, ...]
    en: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """A form at ``start:end`` of a text."""

    start: int
    end: int
    text: str


@cache
def senses() -> tuple[Sense, ...]:
    """The rows of predicates.yaml. Raises LexiconInvalid where a row is broken."""
    data = load_yaml(files("kg").joinpath("lexicon/predicates.yaml").read_text(encoding="utf-8"))
    try:
        return tuple(Sense(row["name"], tuple(row["zh"]), tuple(row["en"])) for row in data["predicates"])
    except (KeyError, TypeError) as error:
        raise LexiconInvalid(f"kg/lexicon/predicates.yaml: {error!r}") from error


@cache
def forms_of(form: str) -> frozenset[str]:
    """All Chinese forms of the senses that ``form`` (Chinese or English) has, itself included."""
    return frozenset(other for sense in senses() if form in (*sense.zh, *sense.en) for other in sense.zh) | {form}


@cache
def known_forms() -> re.Pattern[str]:
    """All Chinese forms of two characters and more, longest first."""
    return _pattern(frozenset(form for sense in senses() for form in sense.zh if len(form) > 1))


@lru_cache(maxsize=512)
def _pattern(forms: frozenset[str]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(forms, key=lambda form: (-len(form), form)))))


def named_in(question: str) -> Iterator[Hit]:
    """The forms that a question holds, in order; of those that overlap the longest."""
    yield from occurrences(question, frozenset(form for sense in senses() for form in sense.zh))


def occurrences(text: str, forms: frozenset[str]) -> Iterator[Hit]:
    """Where one of ``forms`` stands in ``text`` as a word or as several, not inside a longer one (服务 in 服务器)."""
    for match in _pattern(forms).finditer(text):
        starts, ends = borders(text)
        short = len(match.group()) == 1
        if match.start() in starts and (match.end() in ends or short and text[match.end() : match.end() + 1] in tuple(_AFTER)):
            yield Hit(*match.span(), match.group())


_AFTER = "了的在于成到出过"  # jieba joins them with a verb of one character


@lru_cache(maxsize=2048)
def borders(text: str) -> tuple[frozenset[int], frozenset[int]]:
    """Where jieba's words of ``text`` begin, and where they end."""
    found = words(text)
    return frozenset(token.start for token in found), frozenset(token.end for token in found)
