"""What the tagger's selective use loses: entities with the tagger on no clause, on the unexplained ones, and on all.

python -m bench.tagger [--gold DIR] [--grade FILE]
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from unittest import mock

from bench.quality import SHARED, grade, published
from bench.report import append
from pipelines.articles.extract import extract
from pipelines.articles.reading.read import read
from pipelines.language import nlp
from pipelines.language.names.tagger import unexplained
from service.contract import extraction_json, line

Clauses = tuple[tuple[int, int], ...]
Choice = Callable[..., Clauses]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, default=SHARED / "gold_dev")
    parser.add_argument("--grade", type=Path, default=SHARED / "eval/grade.py")
    options = parser.parse_args()
    if not (options.grade.is_file() and options.gold.is_dir()):
        print(f"no scorer at {options.grade} or no texts at {options.gold}: nothing measured", file=sys.stderr)
        return 0
    choices: dict[str, Choice] = {"none": _none, "unexplained (as shipped)": unexplained, "all": _all}
    rows = [[name, *_row(options, choice)] for name, choice in choices.items()]
    header = ["clauses tagged", "share of characters", "F1 entities", "F1 relations", "characters/s"]
    append(f"Selective use of the tagger on {options.gold.name}", header, rows)
    return 0


def _row(options: argparse.Namespace, choice: Choice) -> list[str]:
    dates = published(options.gold)
    texts = [read(path, dates.get(path.stem)) for path in sorted((options.gold / "articles").glob("*.txt"))]
    size, tagged = sum(len(text.body) for text in texts), 0

    def counted(*arguments: object) -> Clauses:
        nonlocal tagged
        chosen = choice(*arguments)
        tagged += sum(end - start for start, end in chosen)
        return chosen

    with mock.patch.object(nlp, "unexplained", counted), tempfile.TemporaryDirectory() as folder:
        results = [extract(text) for text in texts]  # everything is loaded before the clock runs
        tagged, begun = 0, time.process_time()
        results = [extract(text) for text in texts]
        taken = time.process_time() - begun
        target = Path(folder) / "extracted.jsonl"
        target.write_text("".join(line(extraction_json(result)) + "\n" for result in results), encoding="utf-8")
        result = grade(options.grade, "extract", options.gold, target)
    scores = [result["entities"]["all"]["f1"], result["relations"]["all"]["f1"]]
    return [f"{tagged / size:.2f}", *(f"{score:.4f}" for score in scores), f"{size / taken:,.0f}"]


def _none(*_: object) -> Clauses:
    return ()


def _all(text: str, clauses: Iterable[tuple[int, int]], *_: object) -> Clauses:
    return tuple(clauses)


if __name__ == "__main__":
    sys.exit(main())
