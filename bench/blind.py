"""Extraction on the invented articles of bench/blind, annotated by readers who had not seen the rules; scored with grade.py.

python -m bench.blind [--grade FILE] [--sets a,b,c,d]
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from bench.quality import SHARED, grade, published
from bench.report import append
from pipelines.articles.extract import extract
from pipelines.articles.reading.read import read
from service.contract import extraction_json, line

SETS = Path(__file__).parent / "blind"
FIGURES = {
    "value+unit": "value+unit",
    "full tuple": "metric+value+unit+time+scope",
    "metric": "metric right",
    "time": "time right",
    "scope": "scope right",
    "qualifier": "qualifier right",
    "source": "source_org right",
}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--grade", type=Path, default=SHARED / "eval/grade.py")
    parser.add_argument("--sets", default="a,b,c,d")
    options = parser.parse_args()
    if not options.grade.is_file():
        print(f"no scorer at {options.grade}: nothing measured", file=sys.stderr)
        return 0
    rows = [_row(name, options.grade) for name in options.sets.split(",")]
    append("Extraction on invented articles, annotated blind", ["set", *FIGURES, "entities", "relations"], rows)
    return 0


def _row(name: str, script: Path) -> list[object]:
    folder = SETS / name
    dates = published(folder)
    found = [extract(read(path, dates.get(path.stem))) for path in sorted((folder / "articles").glob("*.txt"))]
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", suffix=".jsonl") as out:
        out.write("\n".join(line(extraction_json(extraction)) for extraction in found) + "\n")
        out.flush()
        score = grade(script, "extract", folder, out.name)
    figures = (score["figures"][key] for key in FIGURES.values())
    return [
        name,
        *(f["f1"] if isinstance(f, dict) else f for f in figures),
        score["entities"]["all"]["f1"],
        score["relations"]["all"]["f1"],
    ]


if __name__ == "__main__":
    sys.exit(main())
