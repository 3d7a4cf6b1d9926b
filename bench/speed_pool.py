"""What a second process brings: reading and building a corpus of distinct copies with one and with two processes.

python -m bench.speed_pool [--articles N] [--no-build]

Wall-clock time, so the machine must be otherwise idle; the load before each run is in the table. The CPU time of this process and of those
that it starts does not depend on the load: an idle machine needs the larger of the first and half the second. A copy has other digits
than its text.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from bench.report import append
from bench.texts import articles
from kg import settings
from kg.model import Article
from pipelines.articles.extract import extract
from pipelines.articles.pool import extractions
from pipelines.articles.reading.read import read_bytes
from service.workspace import Workspace


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=600)
    parser.add_argument("--no-build", action="store_true", help="extraction and validation only")
    options = parser.parse_args()
    todo = copies(articles(), options.articles)
    extract(todo[0])
    rows = []
    jobs_of = {"extraction and validation": read_all} | ({} if options.no_build else {"suanli build": build})
    for name, run in jobs_of.items():
        alone = 0.0
        for jobs in (1, 2):
            load, (taken, own, children) = os.getloadavg()[0], _timed(run, todo, jobs)
            alone = alone or taken
            measures = [load, taken, own, children, len(todo) / taken]
            rows.append([name, jobs, *(f"{measure:.1f}" for measure in measures), f"{alone / taken:.2f}"])
    size = sum(len(article.body) for article in todo)
    header = ["what", "processes", "load before", "s", "CPU s here", "CPU s in processes", "articles/s", "to one process"]
    append(f"Process pool, {len(todo)} articles, {size:,} characters, {os.cpu_count()} cores", header, rows)
    return 0


def copies(texts: list[Article], number: int) -> list[Article]:
    """``number`` articles of different content, each a text with other digits; the same ones each time."""
    chance = random.Random(0)
    made = []
    for at in range(number):
        text = texts[at % len(texts)]
        body = "".join(chance.choice("123456789") if char in "123456789" else char for char in text.body)
        made.append(read_bytes(f"{text.title}\n{body}\n第{at}份\n".encode(), f"copy{at:04d}.txt"))
    return made


def _timed(run: Callable[[list[Article], int], None], todo: list[Article], jobs: int) -> tuple[float, float, float]:
    """Seconds that passed, and CPU seconds of this process and of those it started."""
    before = os.times()
    run(todo, jobs)
    after = os.times()
    own = after.user + after.system - before.user - before.system
    started = after.children_user + after.children_system - before.children_user - before.children_system
    return after.elapsed - before.elapsed, own, started


def read_all(todo: list[Article], jobs: int) -> None:
    """Extraction and validation, as a build does them; what comes back is thrown away."""
    for _ in extractions(todo, jobs, extract):
        pass


def build(todo: list[Article], jobs: int) -> None:
    """`suanli build` of a corpus of these articles, graph and passage index included, without the embedding model."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "corpus/articles"
        folder.mkdir(parents=True)
        for article in todo:
            (folder / f"{article.id}.txt").write_text(f"{article.title}\n{article.body}", encoding="utf-8")
        given = settings.load(corpus=folder.parent, data=Path(name) / "data")
        workspace = Workspace(replace(given, corpus=folder.parent))
        workspace.build(jobs)
        workspace.close()


if __name__ == "__main__":
    sys.exit(main())
