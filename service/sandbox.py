"""Runs users' SPARQL: in a child process that can be killed, on a snapshot, with limits of time and memory, without network."""

from __future__ import annotations

import contextlib
import json
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from kg.errors import QueryFailed, QueryTimeout
from kg.store import GraphStore
from kg.vocab import PREFIXES
from service import sandbox_worker
from service.result_table import text_table
from service.sparql_guard import GRAPH_FORMS, query_form

Kind = Literal["bindings", "boolean", "graph"]
BINDING_FORMATS = ("table", "csv", "tsv", "json", "xml")
GRAPH_FORMATS = ("ttl", "nt")
FORMATS = BINDING_FORMATS + GRAPH_FORMATS
_MEDIA_TYPES = {
    "table": "text/plain",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
    "json": "application/sparql-results+json",
    "xml": "application/sparql-results+xml",
    "ttl": "text/turtle",
    "nt": "application/n-triples",
}
_SLOTS = threading.BoundedSemaphore(2)  # children at once: more would take the machine from its owner
_MAX_EXPECTED = 160  # characters of what the parser expected instead
_PREFIX, _STALE_SECONDS = ".suanli-snapshot-", 3600
_PLACE = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class QueryResult:
    """``data`` is UTF-8 text in the format asked for; ``kind`` tells rows from a yes or no and from a graph."""

    data: bytes
    kind: Kind
    elapsed: float  # seconds, with the child's start
    media_type: str


def run_query(
    store: GraphStore | Path, query: str, format: str = "table", seconds: float = 10.0, memory_mb: int = 2048
) -> QueryResult:
    """The result of a read-only SPARQL 1.1 query, the prefixes of kg.vocab predefined.

    ``format``: table, csv, tsv, json, xml for SELECT and ASK; ttl, nt for CONSTRUCT and DESCRIBE. ``store`` may be a folder
    that nobody writes to. Raises QueryRefused (an update, SERVICE, LOAD, FROM), QueryFailed, QueryTimeout.
    """
    kind = _kind(query_form(query), format)
    started = time.monotonic()
    with _SLOTS, _snapshot(store) as folder:
        data = _in_child(folder, query, "json" if format == "table" else format, seconds, memory_mb)
    if format == "table":
        data = text_table(data).encode()
    return QueryResult(data, kind, time.monotonic() - started, _MEDIA_TYPES[format])


def _kind(form: str, format: str) -> Kind:
    if format not in FORMATS:
        raise QueryFailed(f"不支持格式 {format}：可用 {'、'.join(FORMATS)}")
    graph = form in GRAPH_FORMS
    if graph != (format in GRAPH_FORMATS):
        fitting = GRAPH_FORMATS if graph else BINDING_FORMATS
        raise QueryFailed(f"{form} 的结果{'是图' if graph else '不是图'}，不能用 {format} 格式：可用 {'、'.join(fitting)}")
    if graph:
        return "graph"
    return "boolean" if form == "ASK" else "bindings"


@contextlib.contextmanager
def _snapshot(store: GraphStore | Path) -> Iterator[Path]:
    """A folder that the child may open: a snapshot beside the store, where hard links make it cheap, removed afterwards."""
    if isinstance(store, Path):
        yield store
        return
    if store.read_only and store.path is not None:
        yield store.path
        return
    beside = store.path.parent if store.path else Path(tempfile.gettempdir())
    _sweep(beside)
    folder = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=beside))
    try:
        store.snapshot(folder / "graph")
        yield folder / "graph"
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _sweep(beside: Path) -> None:
    """Removes snapshots that a killed process left an hour ago or earlier."""
    for folder in beside.glob(f"{_PREFIX}*"):
        with contextlib.suppress(FileNotFoundError):  # another thread removed it
            if time.time() - folder.stat().st_mtime > _STALE_SECONDS:
                shutil.rmtree(folder, ignore_errors=True)


def _in_child(folder: Path, query: str, format: str, seconds: float, memory_mb: int) -> bytes:
    request = {
        "store": str(folder),
        "query": query,
        "format": format,
        "seconds": seconds,
        "memory_mb": memory_mb,
        "prefixes": PREFIXES,
    }
    # -P: the worker's folder must not come before the standard library
    command = [sys.executable, "-P", str(Path(sandbox_worker.__file__))]
    try:
        done = subprocess.run(command, input=json.dumps(request).encode(), capture_output=True, timeout=seconds, check=False)
    except subprocess.TimeoutExpired as error:
        raise QueryTimeout(f"查询超过{seconds:g}秒，已停止：加条件或 LIMIT 再试") from error
    if done.returncode == 0:
        return done.stdout
    message = done.stderr.decode("utf-8", "replace").strip()
    if done.returncode == sandbox_worker.WRONG:
        raise QueryFailed(_where(message, query))
    raise _failure(done.returncode, message, memory_mb)


def _where(message: str, query: str) -> str:
    """Oxigraph's syntax error in words: where the query breaks, and what stands there."""
    place = _PLACE.match(message)
    if not place:
        return f"SPARQL 语法错误：{message}"
    row, column = int(place[1]), int(place[2])
    lines = query.splitlines()
    rest = lines[row - 1][column - 1 :].strip() if row <= len(lines) else ""
    found = f"“{rest[:30]}”处" if rest else "行末"
    expected = place[3] if len(place[3]) <= _MAX_EXPECTED else place[3][:_MAX_EXPECTED] + "…"
    return f"SPARQL 语法错误，第{row}行第{column}列{found}：{expected}"


def _failure(status: int, message: str, memory_mb: int) -> QueryFailed:
    if status < 0 or "memory" in message.lower():
        return QueryFailed(f"查询用的内存超过{memory_mb} MB，或查询嵌套太深，已停止：加条件或 LIMIT 再试")
    return QueryFailed(f"查询运行失败：{message or status}")
