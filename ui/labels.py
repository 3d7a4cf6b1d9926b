"""The page's words in Chinese and English, read from static/labels.yaml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

import yaml

from ui import UI

Language = Literal["zh", "en"]
STATIC = UI / "static"


@cache
def words() -> Mapping[str, Mapping[str, str]]:
    """Key -> {"zh": ..., "en": ...}."""
    loaded: dict[str, dict[str, str]] = yaml.safe_load((STATIC / "labels.yaml").read_text("utf-8"))
    return loaded


@dataclass(frozen=True, slots=True)
class Labels:
    """The words of one language."""

    language: Language

    def __call__(self, key: str, **values: object) -> str:
        """The text of ``key`` with ``values`` filled in; KeyError for a key that is not there."""
        text = words()[key][self.language]
        return text.format(**values) if values else text

    def known(self, prefix: str, name: str) -> str:
        """The text of ``prefix.name``, or ``name`` itself where the file has no word for it."""
        entry = words().get(f"{prefix}.{name}")
        return entry[self.language] if entry else name
