"""The English words of kg/lexicon/english.yaml, each with its classes, found in any of its forms."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

from kg.errors import LexiconInvalid
from kg.indicators import indicators
from kg.yaml_data import load_yaml

LONGEST = 6  # words of a phrase
_SECTIONS = ("nouns", "verbs", "adjectives", "adverbs", "comparatives", "superlatives", "prepositions", "sources")


@dataclass(frozen=True, slots=True)
class Word:
    """What an English word or phrase may mean: Chinese by class. ``form`` is the inflection of the verb: base, s, ed, ing."""

    senses: dict[str, str] = field(default_factory=dict)
    form: str = "base"
    plural: bool = False


class EnglishWords:
    """All words by base form. A noun's Chinese may carry its measure word: 服务器/台."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self._base: dict[str, dict[str, str]] = {}
        for section in _SECTIONS:
            for english, chinese in dict(data[section]).items():
                self._base.setdefault(str(english), {})[section] = str(chinese)
        self._figures = {plain(label): i.zh for i in indicators() for label in (i.en, *i.alt_en)}
        self.skipped = frozenset(data["skipped"])
        self.irregular = dict(data["irregular"])

    def find(self, words: tuple[str, ...]) -> Word | None:
        """The phrase ``words`` (plain), with its inflection taken off; None where it is not known."""
        phrase = " ".join(words)
        found: dict[str, str] = dict(self._base.get(phrase, {}))
        form, plural = "base", False
        for last in _singular(words[-1]):
            senses = self._base.get(" ".join((*words[:-1], last)), {})
            if "nouns" in senses and "nouns" not in found:
                found["nouns"], plural = senses["nouns"], True
        if "nouns" not in found and phrase in self._figures:
            found["nouns"] = self._figures[phrase]
        for first, inflection in self._verb_forms(words[0]):
            senses = self._base.get(" ".join((first, *words[1:])), {})
            if "verbs" in senses and "verbs" not in found:
                found["verbs"], form = senses["verbs"], inflection
        if words[0] in self.irregular and words[0] == self.irregular[words[0]]:
            form = "any"
        return Word(found, form, plural) if found else None

    def _verb_forms(self, word: str) -> list[tuple[str, str]]:
        found = [(self.irregular[word], "ed")] if word in self.irregular and self.irregular[word] != word else []
        for ending, form in (("ing", "ing"), ("ed", "ed"), ("es", "s"), ("s", "s"), ("d", "ed")):
            stem = word.removesuffix(ending)
            if stem != word and len(stem) > 1:
                doubled = len(stem) > 2 and stem[-1] == stem[-2]
                bases = [stem, stem + "e", stem[:-1] + "y" if stem[-1] == "i" else stem, stem[:-1] if doubled else stem]
                found += [(base, form) for base in dict.fromkeys(bases)]
        return found


def plain(text: str) -> str:
    """Lower case, with American spelling of the few words that such questions have in both."""
    low = text.lower()
    for british, american in (("centre", "center"), ("fibre", "fiber"), ("programme", "program"), ("organis", "organiz")):
        low = low.replace(british, american)
    return low.replace("utilis", "utiliz").replace("localis", "localiz").replace("licence", "license")


def _singular(word: str) -> tuple[str, ...]:
    if word.endswith("ies"):
        return (word[:-3] + "y",)
    if word.endswith("es"):
        return (word[:-1], word[:-2])
    return (word[:-1],) if word.endswith("s") and not word.endswith("ss") else ()


@cache
def english_words() -> EnglishWords:
    """The checked content of english.yaml. Raises LexiconInvalid where a section is missing."""
    data = load_yaml(files("kg").joinpath("lexicon/english.yaml").read_text(encoding="utf-8"))
    try:
        return EnglishWords(data)
    except (KeyError, TypeError, ValueError) as error:
        raise LexiconInvalid(f"kg/lexicon/english.yaml: {error!r}") from error
