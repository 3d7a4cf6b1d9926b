"""What a language model is to this house: it turns instructions and data into one JSON text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Request:
    """What the model is asked: its task in words, the data as JSON text, and the JSON schema of the reply."""

    task: str  # rewrite or wording
    instructions: str
    data: str
    schema: Mapping[str, object]


class LanguageModel(Protocol):
    """A language model, or a stand-in."""

    def complete(self, request: Request) -> str:
        """The reply's text, unchecked. Raises LanguageModelFailed, and nothing else."""
        ...
