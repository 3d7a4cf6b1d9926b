"""Question words from kg/lexicon/questions.yaml: what is asked for, which operation, which relation."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from kg.errors import LexiconInvalid
from kg.yaml_data import load_yaml


@dataclass(frozen=True, slots=True)
class AskedRule:
    type: str
    pattern: re.Pattern[str]
    plural: bool


@dataclass(frozen=True, slots=True)
class QuestionWords:
    asked: tuple[AskedRule, ...]
    plural: re.Pattern[str]
    operations: tuple[tuple[str, re.Pattern[str]], ...]
    groups: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]
    precisions: tuple[tuple[str, re.Pattern[str]], ...]
    countable: tuple[tuple[str, re.Pattern[str]], ...]
    post: re.Pattern[str]
    definition: re.Pattern[str]
    relations: tuple[tuple[str, re.Pattern[str]], ...]
    stop: frozenset[str]
    synonyms: dict[str, frozenset[str]]
    contrasts: tuple[str, ...]  # characters that tell names apart, in rows
    not_pinyin: frozenset[str]  # English words that are the pinyin of something

    def asked_for(self, question: str) -> AskedRule | None:
        """The first rule that the question matches, None where it has no question word."""
        return next((rule for rule in self.asked if rule.pattern.search(question)), None)

    def operation(self, question: str) -> str:
        """The first operation that the question matches, ``lookup`` where none does."""
        return next((name for name, pattern in self.operations if pattern.search(question)), "lookup")

    def extreme(self, question: str) -> str | None:
        """``max`` or ``min`` where the question asks for one."""
        return next((name for name, pattern in self.operations if name in ("max", "min") and pattern.search(question)), None)

    def members(self, question: str) -> tuple[str, ...]:
        """Canonical names of those that a group word of the question stands for: 三大运营商."""
        return tuple(name for pattern, names in self.groups if pattern.search(question) for name in names)

    def kind_of(self, noun: str) -> str | None:
        """The entity type that a common noun names: 城市 -> Place."""
        return next((name for name, pattern in self.countable if pattern.search(noun)), None)

    def defined(self, question: str) -> str | None:
        """The thing whose meaning is asked for: PUE of 什么是PUE; None for any other question."""
        match = self.definition.search(question)
        return next((name for name in match.groupdict().values() if name), None) if match else None

    def precision(self, question: str) -> str | None:
        """The numeric precision that the question names."""
        return next((name for name, pattern in self.precisions if pattern.search(question)), None)

    def precisions_of(self, question: str) -> tuple[str, ...]:
        """All numeric precisions that the question names."""
        return tuple(name for name, pattern in self.precisions if pattern.search(question))

    def predicates(self, question: str) -> tuple[str, ...]:
        """Predicates of contract.md that a word of the question may mean, in the order of the lexicon."""
        return tuple(name for name, pattern in self.relations if pattern.search(question))


@cache
def question_words() -> QuestionWords:
    """The checked content of questions.yaml. Raises LexiconInvalid where a part is missing or a pattern is broken."""
    data = load_yaml(files("kg").joinpath("lexicon/questions.yaml").read_text(encoding="utf-8"))
    try:
        sets: dict[str, set[str]] = {}
        for row in data["synonyms"]:
            for word in row:
                sets.setdefault(word.lower(), set()).update(w.lower() for w in row)
        return QuestionWords(
            asked=tuple(AskedRule(r["type"], _pattern(r["pattern"]), r.get("plural", False)) for r in data["asked"]),
            plural=_pattern(data["plural"]),
            operations=tuple((r["name"], _pattern(r["pattern"])) for r in data["operations"]),
            groups=tuple((_pattern(r["pattern"]), tuple(r["members"])) for r in data["groups"]),
            precisions=tuple((name, _pattern(text)) for name, text in data["precisions"].items()),
            countable=tuple((name, _pattern(f"(?:{text})$")) for name, text in data["countable"].items()),
            post=_pattern(data["post"]),
            definition=_pattern(data["definition"]),
            relations=tuple((name, _pattern(text)) for name, text in data["relations"].items()),
            stop=frozenset(data["stop"].lower().split()),
            synonyms={word: frozenset(others) for word, others in sets.items()},
            contrasts=tuple(data["contrasts"]),
            not_pinyin=frozenset(data["not_pinyin"].split()),
        )
    except (KeyError, TypeError, re.error) as error:
        raise LexiconInvalid(f"kg/lexicon/questions.yaml: {error!r}") from error


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text, re.IGNORECASE)
