"""The only reader of the environment. Every setting has its variable, default and meaning here."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from platformdirs import user_cache_path

from kg.errors import SuanliError

DEFAULT_CORPUS = Path("corpus")
DEFAULT_MODEL = "multilingual-e5-small"


@dataclass(frozen=True, slots=True)
class Settings:
    corpus: Path | None  # SUANLI_CORPUS: folder with articles/ in it; None means the one that ``data`` is of, else DEFAULT_CORPUS
    data: Path | None  # SUANLI_DATA: graph and index; None means .suanli/ beside the corpus
    cache: Path  # SUANLI_CACHE: the dequantised embedding model
    model: str  # SUANLI_MODEL: name or path that SentenceTransformer() takes
    query_seconds: float  # SUANLI_QUERY_SECONDS: time limit of a user's SPARQL
    query_memory_mb: int  # SUANLI_QUERY_MEMORY_MB: memory limit of the child that runs it
    dense: bool  # SUANLI_DENSE=0 leaves the dense arm out


def load(environment: Mapping[str, str] | None = None, corpus: Path | None = None, data: Path | None = None) -> Settings:
    """Settings from ``environment`` (default: the process's own); ``corpus`` and ``data`` win over it.

    Raises SuanliError where a number is none.
    """
    env = os.environ if environment is None else environment
    if data is None and env.get("SUANLI_DATA"):
        data = Path(env["SUANLI_DATA"])
    if corpus is None and env.get("SUANLI_CORPUS"):
        corpus = Path(env["SUANLI_CORPUS"])
    return Settings(
        corpus=corpus,
        data=data,
        cache=Path(env.get("SUANLI_CACHE") or user_cache_path("suanli")),
        model=env.get("SUANLI_MODEL", DEFAULT_MODEL),
        query_seconds=_positive(env, "SUANLI_QUERY_SECONDS", 10),
        query_memory_mb=int(_positive(env, "SUANLI_QUERY_MEMORY_MB", 2048)),
        dense=env.get("SUANLI_DENSE", "1") != "0",
    )


def _positive(env: Mapping[str, str], name: str, default: float) -> float:
    given = env.get(name) or str(default)
    try:
        value = float(given)
    except ValueError:
        value = 0
    if not 0 < value < 1e9:
        raise SuanliError(f"环境变量 {name} 应为正数，得到“{given}”")
    return value


def as_environment(corpus: Path | None = None, data: Path | None = None) -> dict[str, str]:
    """This process's environment for a child that is to work on ``corpus`` and ``data``."""
    given = {"SUANLI_CORPUS": corpus, "SUANLI_DATA": data}
    return {**os.environ, **{name: str(path.resolve()) for name, path in given.items() if path}}
