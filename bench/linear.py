"""Whether the time of extraction grows as the length of the text: single lines of several kinds, up to 5 MB.

python -m bench.linear [--megabytes N]   the longest line of the first kinds, in MB of UTF-8; the odd kinds go up to a tenth of it
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from bench.report import append
from kg.model import Article
from pipelines.articles.extract import extract
from pipelines.articles.reading.read import read
from pipelines.articles.reading.repair import clean
from pipelines.language.numbers.numbers import scan_numbers
from pipelines.language.times.times import find_times

SEED = next((Path(__file__).parents[1] / "corpus/articles").glob("000_*.txt"))
_ODD = {
    "digits": "1234567890",
    "Chinese numerals": "一二三千百万亿",
    "dates": "2024年1月",
    "percentages": "增长5%，",
    "slashes": "1/",
    "brackets": "（(《“",
    "model numbers": "A100 GPU ",
}
_MARKS = "，。；、：！？,."


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--megabytes", type=float, default=5.0)
    options = parser.parse_args()
    seed = clean(read(SEED).body).text.replace("\n", "")
    unmarked = "".join(sign for sign in seed if sign not in _MARKS)
    _extract(seed)  # everything is loaded before the clock runs
    whole = [options.megabytes * part for part in (0.1, 0.2, 1.0)]
    rows = [_row("numbers and times", "the seed on one line", seed, whole, _scan)]
    rows += [
        _row("extract", name, text, whole, _extract)
        for name, text in (("the seed on one line", seed), ("without any mark", unmarked))
    ]
    small = [size / 10 for size in whole]
    rows += [_row("extract", name, text, small, _extract) for name, text in _ODD.items()]
    append("Time against length, single lines", ["stage", "text", "MB", "CPU s", "µs a character"], rows)
    return 0


def _row(stage: str, name: str, unit: str, megabytes: Sequence[float], run: Callable[[str], object]) -> list[object]:
    """CPU seconds at each size, and the cost of a character: in linear time the last column stays the same."""
    seconds, costs = [], []
    for size in megabytes:
        length = int(size * 1e6 * len(unit) / len(unit.encode()))
        text = (unit * (length // len(unit) + 1))[:length]
        begun = time.process_time()
        run(text)
        spent = time.process_time() - begun
        seconds.append(f"{spent:.2f}")
        costs.append(f"{spent / length * 1e6:.1f}")
    return [stage, name, " / ".join(f"{size:g}" for size in megabytes), " / ".join(seconds), " / ".join(costs)]


def _scan(text: str) -> None:
    scan_numbers(text)
    find_times(text, None)


def _extract(body: str) -> None:
    extract(Article("line", "标题", body, None, None, None, "0", "utf-8"))


if __name__ == "__main__":
    sys.exit(main())
