"""Speed of embeddings and passages: `python -m bench.speed_passages` appends a table to bench/results.md.

Texts are the corpus's sentences, repeated with a running number where more are needed. The model is the default one
in the user's cache. CPU seconds count user and system time of a fresh process, imports included.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from bench.report import append
from kg import settings
from kg.embedder import SentenceEmbedder
from kg.passages import Passage, PassageIndex
from pipelines.language.sentences import sentences

Row = tuple[str, float, str]
QUERIES = (
    "智能算力规模",
    "数据中心的电能利用效率是多少",
    "谁公布了算力总规模",
    "东数西算有哪些枢纽",
    "Which city has the largest centre?",
)
SIZES = (500, 20_000)
ARTICLE = 30  # sentences of a usual article
_FRESH = """
import json, resource, sys, time
from kg.passages import PassageIndex
from kg.embedder import SentenceEmbedder
from kg import settings
start = time.perf_counter()
embedder = SentenceEmbedder(settings.load()) if sys.argv[2] == "dense" else None
assert PassageIndex(sys.argv[1], embedder).search("智能算力规模", dense=embedder is not None)
used = resource.getrusage(resource.RUSAGE_SELF)
print(json.dumps([time.perf_counter() - start, used.ru_utime + used.ru_stime]))
"""


def rows() -> Iterator[Row]:
    """Every measurement: name, value, unit."""
    texts = _texts()
    embedder = SentenceEmbedder(settings.load())
    embedder.passages(texts[:64])
    yield "embed sentences", len(texts) / _seconds(lambda: embedder.passages(texts)), "sentences/s"
    yield "embed one question", 1000 * _seconds(lambda: embedder.queries(QUERIES[:1]), 20), "ms"
    for size in SIZES:
        with tempfile.TemporaryDirectory() as folder:
            index = PassageIndex(folder, embedder)
            yield f"add {size} passages, no vectors", _seconds(lambda index=index, size=size: _fill(index, texts, size)), "s"
            again = _article("again", texts, 0)
            yield (
                f"add an article of {ARTICLE} beside {size}",
                1000 * _seconds(lambda index=index, again=again: index.add("again", again), 5),
                "ms",
            )
            yield from _searches(index, size, dense=False)
            if size == SIZES[0]:
                index.embed_missing()
                yield from _searches(index, size, dense=True)
                for arm in ("lexical", "dense"):
                    yield from _fresh(folder, arm)


def _searches(index: PassageIndex, size: int, dense: bool) -> Iterator[Row]:
    index.search(QUERIES[0], dense=dense)
    seconds = _seconds(lambda: [index.search(query, dense=dense) for query in QUERIES], 5) / len(QUERIES)
    yield f"search {size} passages, {'both arms' if dense else 'lexical'}", 1000 * seconds, "ms"


def _fresh(folder: str, arm: str) -> Iterator[Row]:
    output = subprocess.run([sys.executable, "-c", _FRESH, folder, arm], check=True, capture_output=True, text=True).stdout
    wall, cpu = json.loads(output)
    yield f"first {arm} search of a process", wall, "s"
    yield f"first {arm} search of a process, processor", cpu, "CPU s"


def _texts() -> list[str]:
    files = sorted(Path("corpus/articles").glob("*.txt")) + sorted(Path("corpus/articles").glob("*.md"))
    return [s.text for file in files for s in sentences(file.read_text(encoding="utf-8")) if len(s.text) > 8][:512]


def _article(name: str, texts: list[str], first: int) -> list[Passage]:
    numbered = [f"{first + n}：{texts[(first + n) % len(texts)]}" for n in range(ARTICLE)]
    return [Passage(name, n, "算力", "", text, "", 0, len(text), None) for n, text in enumerate(numbered)]


def _fill(index: PassageIndex, texts: list[str], size: int) -> None:
    for first in range(0, size, ARTICLE):
        index.add(f"a{first}", _article(f"a{first}", texts, first))


def _seconds(job: Callable[[], object], times: int = 1) -> float:
    """Mean wall seconds of ``job``."""
    start = time.perf_counter()
    for _ in range(times):
        job()
    return (time.perf_counter() - start) / times


if __name__ == "__main__":
    append(
        "Speed of embeddings and passages",
        ("what", "value", "unit"),
        [(name, f"{value:.4g}", unit) for name, value, unit in rows()],
    )
