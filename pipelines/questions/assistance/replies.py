"""The replies wanted of a language model: one class is both the JSON schema it is sent and the check of what comes back."""

from __future__ import annotations

from typing import TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from kg.errors import LanguageModelFailed


class _Reply(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class Replacement(_Reply):
    """Words of the question and what stands for them in the rewrite."""

    words: str
    by: str


class Rewrite(_Reply):
    """A plainer question, and how its author reads it."""

    question: str
    indicators: list[str]
    entities: list[str]
    time: str | None
    operation: str
    replaced: list[Replacement]


class Rewrites(_Reply):
    rewrites: list[Rewrite]


class Worded(_Reply):
    answer: str


R = TypeVar("R", bound=_Reply)


def read(kind: type[R], text: str) -> R:
    """``text`` as the object it should be. Raises LanguageModelFailed where it is no JSON, or JSON of another shape."""
    try:
        return kind.model_validate_json(text)
    except (ValidationError, UnicodeEncodeError) as error:  # a lone surrogate has no bytes
        raise LanguageModelFailed("回复不是所要的 JSON") from error
