"""The only reader of the environment. Every setting has its variable, default and meaning here."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from platformdirs import user_cache_path

from kg.errors import SuanliError

DEFAULT_CORPUS = Path("corpus")
DEFAULT_MODEL = "multilingual-e5-small"


@dataclass(frozen=True, slots=True)
class LanguageModelAddress:
    """A server that speaks OpenAI's protocol, and what it is asked for."""

    url: str  # SUANLI_LLM_URL: what "/chat/completions" is put behind, http://127.0.0.1:8080/v1
    model: str  # SUANLI_LLM_MODEL: the model's name there
    key: str = field(default="", repr=False)  # SUANLI_LLM_KEY: sent as a bearer token, where the server wants one
    seconds: float = 10  # SUANLI_LLM_SECONDS: time limit of one request with its retry
    wording: bool = True  # SUANLI_LLM_WORDING=0: questions may be rephrased, answers keep their words and are not sent


@dataclass(frozen=True, slots=True)
class Settings:
    corpus: Path | None  # SUANLI_CORPUS: folder with articles/ in it; None means the one that ``data`` is of, else DEFAULT_CORPUS
    data: Path | None  # SUANLI_DATA: graph and index; None means .suanli/ beside the corpus
    cache: Path  # SUANLI_CACHE: the dequantised embedding model
    model: str  # SUANLI_MODEL: name or path that SentenceTransformer() takes
    query_seconds: float  # SUANLI_QUERY_SECONDS: time limit of a user's SPARQL
    query_memory_mb: int  # SUANLI_QUERY_MEMORY_MB: memory limit of the child that runs it
    dense: bool  # SUANLI_DENSE=0 leaves the dense arm out
    language_model: LanguageModelAddress | None = None  # None, the default: no language model is asked, no socket opened


def load(environment: Mapping[str, str] | None = None, corpus: Path | None = None, data: Path | None = None) -> Settings:
    """Settings from ``environment`` (default: the process's own); ``corpus`` and ``data`` win over it.

    Raises SuanliError where a number is none, and where the language model's address is incomplete.
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
        language_model=_language_model(env),
    )


def _language_model(env: Mapping[str, str]) -> LanguageModelAddress | None:
    """The language model's address, None where the environment gives none."""
    url, model, key = (env.get(name, "").strip() for name in ("SUANLI_LLM_URL", "SUANLI_LLM_MODEL", "SUANLI_LLM_KEY"))
    if not url:
        return None
    if not _is_address(url):
        raise SuanliError(f"环境变量 SUANLI_LLM_URL 应为 http(s)://主机[:端口]/路径，得到“{url}”；不用语言模型时请去掉它")
    if not model:
        raise SuanliError("设了 SUANLI_LLM_URL 而没有 SUANLI_LLM_MODEL：写上该服务的模型名，或去掉前者")
    if not (key.isascii() and key.isprintable()):
        raise SuanliError("环境变量 SUANLI_LLM_KEY 含有不能放进 HTTP 头的字符")
    seconds = _positive(env, "SUANLI_LLM_SECONDS", 10)
    return LanguageModelAddress(url.rstrip("/"), model, key, seconds, env.get("SUANLI_LLM_WORDING", "1") != "0")


def _is_address(url: str) -> bool:
    """http or https with a host; without user, query or fragment, which no such address has and a log would show."""
    try:
        parts = urlsplit(url)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0 and not set("@?#") & set(url)
    except ValueError:  # a port that is no number, an address in brackets that is none
        return False


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
