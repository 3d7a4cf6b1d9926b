"""How fast the stages of extraction run, beside jieba.lcut on the same text in the same run.

python -m bench.speed [--characters N]
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from pathlib import Path

import jieba

from bench.report import append
from pipelines.articles.extract import extract
from pipelines.articles.read import read
from pipelines.articles.repair import clean
from pipelines.language.nlp import analyse
from pipelines.language.numbers import scan_numbers
from pipelines.language.times import find_times

SEED = next((Path(__file__).parents[1] / "corpus/articles").glob("000_*.txt"))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--characters", type=int, default=500_000)
    options = parser.parse_args()
    article = read(SEED)
    one = clean(article.body).text + "\n"
    text = one * (options.characters // len(one) + 1)
    short = text[: options.characters // 10]
    jieba.setLogLevel(60)
    jieba.lcut(one)
    extract(article)  # everything is loaded before the clock runs
    stages: list[tuple[str, Callable[[], object], int]] = [
        ("jieba.lcut (reference)", lambda: jieba.lcut(text), len(text)),
        ("numbers and times", lambda: (scan_numbers(text), find_times(text, None)), len(text)),
        ("repair", lambda: clean(article.body * (len(text) // len(article.body) + 1)), len(text)),
        ("analyse without tagger", lambda: analyse(short, None, tagger=False), len(short)),
        ("analyse with tagger", lambda: analyse(short), len(short)),
        ("extract, the seed once", lambda: extract(article), len(article.body)),
    ]
    rows = []
    reference = 0.0
    for name, run, size in stages:
        begun = time.process_time()
        run()
        speed = size / max(time.process_time() - begun, 1e-9)
        reference = reference or speed
        rows.append([name, f"{size:,}", f"{speed:,.0f}", f"{speed / reference:.2f}"])
    append("Speed of extraction, CPU time on one core", ["stage", "characters", "characters/s", "ratio"], rows)
    return 0


if __name__ == "__main__":
    sys.exit(main())
