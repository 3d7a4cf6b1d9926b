"""How the threshold of abstention trades answers against errors: the own question sets with every threshold moved up and down.

    python -m bench.abstention [--grade FILE]

What docs/decisions/0005-abstention.md quotes. Scores come from grade.py, as in bench.quality.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from bench.quality import ROOT, SHARED, grade
from bench.report import append
from kg import settings
from pipelines.questions import decide
from service.contract import answer_json, line
from service.workspace import Workspace

MOVES = (-0.5, -0.2, -0.1, -0.05, 0.0, 0.05, 0.1, 0.2)
CASES = ROOT / "tests/cases"
SCORES = ("bare accuracy", "wrong among answers given", "abstention recall", "abstention precision")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--grade", type=Path, default=SHARED / "eval/grade.py")
    options = parser.parse_args()
    if not options.grade.is_file():
        print(f"no scorer at {options.grade}: nothing measured", file=sys.stderr)
        return 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        seed = folder / "seed/corpus"
        (seed / "articles").mkdir(parents=True)
        shutil.copy(next((ROOT / "corpus/articles").glob("000_*.txt")), seed / "articles")
        curve("seed", CASES / "questions_seed.jsonl", seed, folder / "seed/data", options.grade)
        curve("corpus", CASES / "questions_corpus.jsonl", ROOT / "corpus", folder / "own", options.grade)
    return 0


def curve(name: str, questions: Path, corpus: Path, data: Path, script: Path) -> None:
    """Appends one row for each move of the thresholds."""
    workspace = Workspace(replace(settings.load(), corpus=corpus, data=data))
    workspace.build()
    workspace.embed()
    rows = [json.loads(text) for text in questions.read_text(encoding="utf-8").splitlines()]
    usual = dict(decide.LEAST)
    table: list[list[object]] = []
    for move in MOVES:
        decide.LEAST.update({kind: least + move for kind, least in usual.items()})
        replies = [answer_json(workspace.ask(row["question"]), row["id"]) for row in rows]
        answers = data / "answers.jsonl"
        answers.write_text("\n".join(map(line, replies)) + "\n", encoding="utf-8")
        score = grade(script, "ask", questions, answers)
        table.append([f"{move:+.2f}", *(score[key] for key in SCORES), sum(bool(r["abstained"]) for r in replies)])
    decide.LEAST.update(usual)
    workspace.close()
    append(f"Thresholds of abstention moved, {name} ({len(rows)} questions)", ["move", *SCORES, "abstained"], table)


if __name__ == "__main__":
    sys.exit(main())
