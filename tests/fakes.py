"""Small stand-ins that tests hand in as arguments."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from kg.errors import ModelUnavailable


class FakeEmbedder:
    """Hashes each character to a direction: texts that share characters are near. Counts what it is asked."""

    def __init__(self, name: str = "fake", dimension: int = 32) -> None:
        self.name = name
        self.dimension = dimension
        self.embedded: list[str] = []

    def queries(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        return self._vectors(texts)

    def passages(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        self.embedded.extend(texts)
        return self._vectors(texts)

    def _vectors(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        rows = np.zeros((len(texts), self.dimension), np.float32)
        for row, text in zip(rows, texts, strict=True):
            row[0] = 1e-3
            for character in text:
                digest = hashlib.sha256(character.encode("utf-8", "replace")).digest()
                row[digest[0] % self.dimension] += 1
        return rows / np.linalg.norm(rows, axis=1, keepdims=True)


class BrokenEmbedder(FakeEmbedder):
    """Its model cannot be loaded."""

    def _vectors(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        raise ModelUnavailable("没有这个模型")
