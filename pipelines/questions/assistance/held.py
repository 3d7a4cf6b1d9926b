"""What words of a text hold it to: denial, forecast, bound, direction (words.yaml); and the words that claim nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from kg.errors import LexiconInvalid
from kg.yaml_data import load_yaml

_ASKING = re.compile(r"([一-鿿])[不没]\1")  # 是不是, 有没有

_HAN = re.compile(r"[\u4e00-\u9fff]")
_MARKS = frozenset("，。；：、（）“”‘’《》—…？！,.;:()'\"%-–/? ")


@dataclass(frozen=True, slots=True)
class HeldWords:
    """The checked content of words.yaml."""

    classes: tuple[tuple[str, re.Pattern[str]], ...]
    directions: tuple[tuple[str, re.Pattern[str]], ...]
    literal: re.Pattern[str]
    joining: frozenset[str]
    particles: frozenset[str]

    def held(self, text: str) -> frozenset[str]:
        """The classes that words of ``text`` belong to."""
        return _matching(self.classes, _ASKING.sub(r"\1", text))

    def directed(self, text: str) -> frozenset[str]:
        """up, down, both or neither."""
        return _matching(self.directions, text)

    def literals(self, text: str) -> frozenset[str]:
        """The words of ``text`` that have to stay as they stand."""
        return frozenset(self.literal.findall(text))


def _matching(rows: tuple[tuple[str, re.Pattern[str]], ...], text: str) -> frozenset[str]:
    return frozenset(name for name, pattern in rows if pattern.search(text))


@cache
def held_words() -> HeldWords:
    """words.yaml, read once. Raises LexiconInvalid where a part is missing or a pattern is broken."""
    data = load_yaml(files(__package__).joinpath("words.yaml").read_text(encoding="utf-8"))
    try:
        return HeldWords(
            classes=_patterns(data["classes"]),
            directions=_patterns(data["directions"]),
            literal=re.compile(data["literal"]),
            joining=frozenset(data["joining_zh"].split()) | frozenset(data["joining_en"].split()),
            particles=frozenset(data["particles"].split()),
        )
    except (KeyError, TypeError, AttributeError, re.error) as error:
        raise LexiconInvalid(f"pipelines/questions/assistance/words.yaml: {error!r}") from error


def _patterns(rows: dict[str, str]) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((name, re.compile(text, re.IGNORECASE)) for name, text in rows.items())


def strange_signs(text: str, known: str) -> list[str]:
    """The signs of ``text`` that ``known`` has not and that are no Chinese character, ASCII letter or digit, or mark of punctuation.

    ⑨ and ９ are digits to some and marks to others; < and [ are the beginning of markup.
    """
    usual = {c for c in text if c in _MARKS or _HAN.match(c) or (c.isascii() and c.isalnum())}
    return sorted(set(text) - usual - set(known))
