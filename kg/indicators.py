"""The scheme of indicators: what an analyst measures, under which names, in which units, between which bounds."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from importlib.resources import files
from typing import Any

from kg.errors import LexiconInvalid
from kg.yaml_data import load_yaml

_FILE = "lexicon/indicators.yaml"
# What may stand around a name without changing what is measured: 数据中心的平均PUE值, PUE.
_MEASURES = ("数", "量", "规模", "率")
_LOOSE = re.compile(r"[\s“”\"'《》（）()·]")


@dataclass(frozen=True, slots=True)
class Indicator:
    """One concept of the scheme. ``low`` and ``high`` bound plausible values in the base unit of ``dimensions[0]``."""

    key: str
    zh: str
    en: str
    alt_zh: tuple[str, ...]
    alt_en: tuple[str, ...]
    definition_zh: str
    definition_en: str
    source: str
    dimensions: tuple[str, ...]
    unit: str | None  # what to count in where a text leaves the unit out
    low: Decimal
    high: Decimal
    decimals: int
    stock: bool  # measured at a moment, not summed over a period
    broader: str | None  # key

    @property
    def labels(self) -> tuple[str, ...]:
        """Chinese names, the preferred one first."""
        return (self.zh, *self.alt_zh)

    def plausible(self, value: Decimal) -> bool:
        return self.low <= value <= self.high


@dataclass(frozen=True, slots=True)
class LabelHit:
    """A label in a text: ``text[start:end]``."""

    start: int
    end: int
    indicator: Indicator


class Indicators:
    """All indicators, with look-up by key, by name, and by what a text holds."""

    def __init__(self, concepts: tuple[Indicator, ...]) -> None:
        self.all = concepts
        self.by_key: Mapping[str, Indicator] = {c.key: c for c in concepts}
        self._by_label: dict[str, Indicator] = {}
        for concept in concepts:
            for label in (*concept.labels, concept.en, *concept.alt_en):
                self._by_label.setdefault(fold(label), concept)
        longest_first = sorted(self._by_label, key=lambda label: (-len(label), label))
        firsts = "".join(re.escape(c) for c in sorted({label[0] for label in longest_first}))  # most places fail on one look
        self._pattern = re.compile(f"(?=[{firsts}])(?:{'|'.join(_bounded(label) for label in longest_first)})")

    def __iter__(self) -> Iterator[Indicator]:
        return iter(self.all)

    def __len__(self) -> int:
        return len(self.all)

    def named(self, name: str) -> Indicator | None:
        """The indicator that has exactly this name, width, case and blanks aside."""
        return self._by_label.get(fold(name))

    def find(self, phrase: str) -> Indicator | None:
        """The indicator that ``phrase`` is about, None where no label stands in it.

        First the one so named. Else a name of a measure goes before the bare name of a counted thing (PUE before 数据中心), the
        head of the phrase, which stands at its end in Chinese, before its attributes, and a longer label before a shorter one.
        """
        exact = self.named(phrase)
        if exact is not None:
            return exact
        hits = list(self.scan(phrase))
        return max(hits, key=lambda hit: _weight(hit, phrase)).indicator if hits else None

    def scan(self, text: str) -> Iterator[LabelHit]:
        """Labels in ``text`` from left to right, the longest at each place, none overlapping. Offsets are of ``text``."""
        low = text.lower()
        if len(low) != len(text):  # a letter whose lower case is two letters: keep offsets
            low = text
        for match in self._pattern.finditer(low):
            yield LabelHit(match.start(), match.end(), self._by_label[match.group()])


def fold(name: str) -> str:
    """``name`` without blanks, quotes and brackets, full width and case folded."""
    return _LOOSE.sub("", unicodedata.normalize("NFKC", name)).lower()


def _weight(hit: LabelHit, phrase: str) -> tuple[bool, bool, int, int]:
    label = phrase[hit.start : hit.end]
    thing = hit.indicator.dimensions[0] in ("count", "rack") and not label.endswith(_MEASURES)
    return not thing, hit.end >= len(phrase) - 1, len(label), hit.start


def _bounded(label: str) -> str:
    """Pattern of a label; one of Latin letters must not be a part of a longer word."""
    body = re.escape(label)
    before = r"(?<![a-z])" if label[0].isascii() and label[0].isalpha() else ""
    after = r"(?![a-z])" if label[-1].isascii() and label[-1].isalpha() else ""
    return before + body + after


@lru_cache(maxsize=1)
def indicators() -> Indicators:
    """The scheme of kg/lexicon/indicators.yaml, read and checked once."""
    text = (files("kg") / _FILE).read_text(encoding="utf-8")
    return Indicators(parse(load_yaml(text)))


def parse(data: Mapping[str, Any]) -> tuple[Indicator, ...]:
    """Indicators of a decoded YAML scheme; LexiconInvalid says which entry breaks which rule."""
    sources = data.get("sources") or {}
    concepts = tuple(_concept(row, sources) for row in data.get("indicators") or ())
    _check_unique([c.key for c in concepts], "key")
    _check_unique([fold(label) for c in concepts for label in {fold(x) for x in c.labels}], "label")
    keys = {c.key for c in concepts}
    for concept in concepts:
        if concept.broader is not None and concept.broader not in keys:
            raise LexiconInvalid(f"{_FILE}: {concept.key}: broader names no indicator: {concept.broader}")
    return concepts


def _concept(row: Mapping[str, Any], sources: Mapping[str, str]) -> Indicator:
    key = str(row.get("key", "?"))
    try:
        definition = row["definition"]
        low, high = (Decimal(str(bound)) for bound in row["range"])
        concept = Indicator(
            key=key,
            zh=row["zh"],
            en=row["en"],
            alt_zh=tuple(row.get("alt", ())),
            alt_en=tuple(row.get("alt_en", ())),
            definition_zh=definition["zh"],
            definition_en=definition["en"],
            source=sources[definition["source"]],
            dimensions=tuple(row["dimensions"]),
            unit=row.get("unit"),
            low=low,
            high=high,
            decimals=int(row["decimals"]),
            stock=bool(row["stock"]),
            broader=row.get("broader"),
        )
    except (KeyError, TypeError, ValueError, InvalidOperation) as error:
        raise LexiconInvalid(f"{_FILE}: {key}: missing or malformed {error}") from error
    if low >= high or not concept.dimensions:
        raise LexiconInvalid(f"{_FILE}: {key}: range must grow and dimensions must not be empty")
    return concept


def _check_unique(values: list[str], what: str) -> None:
    seen: set[str] = set()
    for value in values:
        if value in seen:
            raise LexiconInvalid(f"{_FILE}: {what} stands twice: {value}")
        seen.add(value)
