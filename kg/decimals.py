"""How many decimals figures are printed with, and which words go with a percentage: kg/lexicon/decimals.yaml, read once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

import yaml

from kg.errors import LexiconInvalid

_FILE = "lexicon/decimals.yaml"


@dataclass(frozen=True, slots=True)
class DecimalHabits:
    """``tables[kind][digits]`` are the chances of 0, 1, 2 ... decimals in a number of so many digits; they sum to 1."""

    tables: Mapping[str, Mapping[int, tuple[float, ...]]]
    round_alone: float
    round_in_list: float
    not_percent: tuple[str, ...]
    change: tuple[str, ...]

    def chances(self, kind: str, digits: int) -> tuple[float, ...]:
        """Chances of 0, 1, 2 ... decimals. One digit has none; a kind without a table raises KeyError."""
        table = self.tables[kind]
        if digits < min(table):
            return (1.0,)
        return table[min(digits, max(table))]


@lru_cache(maxsize=1)
def decimal_habits() -> DecimalHabits:
    """The habits of kg/lexicon/decimals.yaml."""
    text = (files("kg") / _FILE).read_text(encoding="utf-8")
    return parse(yaml.safe_load(text))


def parse(data: Mapping[str, Any]) -> DecimalHabits:
    """Habits of a decoded file; LexiconInvalid where chances do not sum to 1 or exceed the digits."""
    tables: dict[str, dict[int, tuple[float, ...]]] = {}
    for kind, rows in data["habits"].items():
        tables[kind] = {int(digits): tuple(map(float, chances)) for digits, chances in rows.items()}
        for digits, chances in tables[kind].items():
            if abs(sum(chances) - 1) > 1e-9 or len(chances) > digits:
                raise LexiconInvalid(f"{_FILE}: {kind} {digits}: {chances} do not sum to 1 or are more than the digits allow")
    return DecimalHabits(
        tables=tables,
        round_alone=float(data["round"]["alone"]),
        round_in_list=float(data["round"]["in_list"]),
        not_percent=tuple(data["not_percent"]),
        change=tuple(data["change"]),
    )
