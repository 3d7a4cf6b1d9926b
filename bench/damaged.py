"""Figures of damaged copies against the clean text's gold: what is lost, what is restored, what is changed without a record.

    python -m bench.damaged [--gold DIR] [--grade FILE]

Copies are made with the scorer's own damage.py in the two forms that the seed article and the four given copies have: hard-wrapped at 55
characters without brackets, and at 76 columns. Ledger and repairs of the undamaged texts are counted beside them.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path

from bench.quality import SHARED, grade, published
from bench.report import append
from kg.model import Extraction, Figure
from pipelines.articles.extract import extract
from pipelines.articles.reading.read import read
from service.contract import extraction_json, line

FORMS = {"as the seed (55 characters, no brackets)": ("--chars", "55", "--parens"), "76 columns": ()}
_DIGITS = re.compile(r"\d[\d,]*(?:\.\d+)?(?![\d十百千])")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", type=Path, default=SHARED / "gold_dev")
    parser.add_argument("--grade", type=Path, default=SHARED / "eval/grade.py")
    options = parser.parse_args()
    damage = options.grade.with_name("damage.py")
    if not damage.is_file() or not options.gold.is_dir():
        print(f"no scorer at {options.grade} or no texts at {options.gold}: nothing measured", file=sys.stderr)
        return 0
    dates = published(options.gold)
    texts = sorted((options.gold / "articles").glob("*.txt"))
    gold = [json.loads(row) for row in (options.gold / "gold_figures.jsonl").read_text(encoding="utf-8").splitlines()]
    clean = [extract(read(path, dates.get(path.stem))) for path in texts]
    rows = [_row("clean", clean, gold, options)]
    with tempfile.TemporaryDirectory() as name:
        for form, arguments in FORMS.items():
            copies = [_damaged(damage, path, arguments, Path(name)) for path in texts]
            rows.append(_row(form, [extract(read(path, dates.get(path.stem))) for path in copies], gold, options))
    header = ["texts", "value+unit", "or an alternative", "lost % restored", "lost points of PUE restored"]
    append("Figures of damaged copies", [*header, "changed without a record", "repairs", "ledger adds up"], rows)
    return 0


def _damaged(script: Path, path: Path, arguments: Iterable[str], folder: Path) -> Path:
    done = subprocess.run([sys.executable, script, path, *arguments], capture_output=True, text=True, check=True)
    copy = folder / path.name
    copy.write_text(done.stdout, encoding="utf-8")
    return copy


def _row(name: str, found: list[Extraction], gold: list[dict[str, object]], options: argparse.Namespace) -> list[object]:
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", suffix=".jsonl") as out:
        out.write("\n".join(line(extraction_json(e)) for e in found) + "\n")
        out.flush()
        figures = grade(options.grade, "extract", options.gold, out.name)["figures"]
    by_article = {e.article.id: e.figures for e in found}
    signs = [g for g in gold if g["unit"] == "%" and re.search(r"\d[%％]", str(g["quote"]))]
    points = [g for g in gold if g["unit"] == "PUE" and re.search(r"\d\.\d", str(g["quote"]))]
    return [
        name,
        _f1(figures["value+unit"]),
        _f1(figures["value+unit, or an alternative"]),
        _share(_restored(g, by_article[str(g["article"])]) for g in signs),
        _share(_restored(g, by_article[str(g["article"])], exactly=True) for g in points),
        sum(_changed(f) for e in found for f in e.figures),
        sum(f.repair is not None for e in found for f in e.figures),
        f"{sum(e.ledger.numbers == e.ledger.extracted + e.ledger.ignored + e.ledger.unresolved for e in found)}/{len(found)}",
    ]


def _f1(score: object) -> object:
    return score["f1"] if isinstance(score, dict) else score


def _restored(wanted: dict[str, object], figures: Iterable[Figure], exactly: bool = False) -> bool:
    """Whether a figure has the unit, and the value as read or, unless ``exactly``, among its alternatives."""
    value = Decimal(str(wanted["value"]))
    return any(
        f.unit == wanted["unit"]
        and (f.value == value or (not exactly and f.repair is not None and value in f.repair.alternatives))
        for f in figures
    )


def _share(hits: Iterable[bool]) -> str:
    found = list(hits)
    return f"{sum(found)}/{len(found)}"


def _changed(figure: Figure) -> bool:
    """A number that is none of those printed, without a repair to say so; numbers in Chinese numerals are not compared."""
    printed = {Decimal(match.replace(",", "")) for match in _DIGITS.findall(figure.as_written)}
    return figure.repair is None and bool(printed) and abs(figure.value) not in printed


if __name__ == "__main__":
    sys.exit(main())
