"""Extraction and answers against gold: ../shared/gold_dev where it is there, and the project's own question sets.

    python -m bench.quality [--gold DIR] [--grade FILE] [--unseen]

Each answer set is scored twice in the same run: by `suanli ask` and by the plain baseline (hybrid retrieval, the best
sentence as the answer). Scores come from grade.py; "bare" wants the answer itself, "shown" a sentence that holds it.
With --unseen only extraction is measured, with entries of the lexicon taken away (bench/unseen.py).
"""

from __future__ import annotations

import argparse
import csv
import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

from bench.report import append
from bench.unseen import runs
from kg import settings
from pipelines.articles.extract import extract
from pipelines.articles.reading.read import read
from service.contract import answer_json, extraction_json, line
from service.workspace import Workspace

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
Row = dict[str, object]
ANSWER_ROWS = {
    "bare": "bare accuracy",
    "shown": "accuracy",
    "wrong": "wrong among answers given",
    "abst. recall": "abstention recall",
    "abst. precision": "abstention precision",
    "cited": "right citation among answered",
}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", type=Path, default=SHARED / "gold_dev")
    parser.add_argument("--grade", type=Path, default=SHARED / "eval/grade.py")
    parser.add_argument("--unseen", action="store_true", help="extraction with entries of the lexicon taken away")
    options = parser.parse_args()
    if not options.grade.is_file():
        print(f"no scorer at {options.grade}: nothing measured", file=sys.stderr)
        return 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if options.gold.is_dir():
            dates = published(options.gold)
            if options.unseen:
                unseen(options, dates, folder)
                return 0
            extraction(options.gold / "articles", options, dates, folder)
            make_corpus(options.gold / "articles", dates, folder / "gold/corpus")
            answers("gold_dev", options.gold / "gold_qa.jsonl", folder / "gold/corpus", options.grade)
        seed = folder / "seed/corpus"
        (seed / "articles").mkdir(parents=True)
        shutil.copy(next((ROOT / "corpus/articles").glob("000_*.txt")), seed / "articles")
        answers("seed", ROOT / "tests/cases/questions_seed.jsonl", seed, options.grade)
        for own in ("corpus", "own"):
            answers(own, ROOT / f"tests/cases/questions_{own}.jsonl", ROOT / "corpus", options.grade, folder / "own")
        for blind in sorted((ROOT / "bench/blind").glob("*/questions.jsonl")):
            source, corpus = blind.parent, folder / blind.parent.name / "corpus"
            make_corpus(source / "articles", published(source), corpus)
            answers(f"the blind set {source.name}", blind, corpus, options.grade)
    return 0


def published(gold: Path) -> dict[str, date]:
    """Date of each text, as a user would give it."""
    with (gold / "sources.tsv").open(encoding="utf-8") as rows:
        return {
            row["name"]: date.fromisoformat(row["date"])
            for row in csv.DictReader(rows, delimiter="\t")
            if row["date"][:1].isdigit()
        }


def make_corpus(articles: Path, dates: dict[str, date], corpus: Path) -> None:
    target = corpus / "articles"
    target.mkdir(parents=True)
    for path in articles.glob("*.txt"):
        shutil.copy(path, target)
        if path.stem in dates:
            (target / f"{path.stem}.meta.yaml").write_text(f"published: '{dates[path.stem]}'\n")


def extraction(articles: Path, options: argparse.Namespace, dates: dict[str, date], folder: Path) -> None:
    lines = [line(extraction_json(extract(read(p, dates.get(p.stem))))) for p in sorted(articles.glob("*.txt"))]
    predictions = folder / "extracted.jsonl"
    predictions.write_text("\n".join(lines) + "\n", encoding="utf-8")
    result = grade(options.grade, "extract", options.gold, predictions)
    figures, entities = result["figures"], result["entities"]
    rows = [["entities F1, " + kind, score["f1"]] for kind, score in entities.items()]
    rows += [["figures " + name, score["f1"] if isinstance(score, dict) else score] for name, score in figures.items()]
    rows.append(["relations F1", result["relations"]["all"]["f1"]])
    append("Extraction on gold_dev", ["what", "score"], rows)


def unseen(options: argparse.Namespace, dates: dict[str, date], folder: Path) -> None:
    rows = []
    for name, run in runs(options.gold / "articles", dates, folder).items():
        result = grade(options.grade, "extract", options.gold, run.predictions)
        entities, figures = result["entities"], result["figures"]
        scores = [
            score["f1"] for score in (*entities.values(), result["relations"]["all"], figures["metric+value+unit+time+scope"])
        ]
        rows.append([name, run.entries, run.unverified, len(run.named), *scores])
    header = [
        "lexicon",
        "entries",
        "of them unverified",
        "named in the texts",
        *(f"F1 {kind}" for kind in entities),
        "F1 relations",
        "F1 full tuple",
    ]
    append(f"Extraction on {options.gold.name} with entries taken away", header, rows)


def grade(script: Path, *arguments: object) -> dict[str, dict[str, dict[str, float]]]:
    done = subprocess.run([sys.executable, script, *map(str, arguments)], capture_output=True, text=True, check=True)
    return json.loads(done.stdout.splitlines()[-1])  # type: ignore[no-any-return]


def answers(name: str, questions: Path, corpus: Path, script: Path, data: Path | None = None) -> None:
    given = settings.load(corpus=corpus, data=data or corpus.parent / "data")
    workspace = Workspace(replace(given, corpus=corpus))
    workspace.build()
    workspace.embed()
    rows = [json.loads(text) for text in questions.read_text(encoding="utf-8").splitlines()]
    table, times = [], []
    for label, respond in (("suanli ask", _ask(workspace)), ("baseline", _baseline(workspace))):
        replies = [respond(row) for row in rows]
        times = sorted(float(str(r["elapsed_ms"])) for r in replies)
        path = corpus.parent / f"{label.split()[0]}.jsonl" if data is None else data / f"{label.split()[0]}.jsonl"
        path.write_text("\n".join(line(r) for r in replies) + "\n", encoding="utf-8")
        score = grade(script, "ask", questions, path)
        table.append(
            [
                label,
                *(score[key] for key in ANSWER_ROWS.values()),
                f"{times[len(times) // 2]:.0f}",
                f"{times[int(len(times) * 0.95)]:.0f}",
            ]
        )
        if label == "suanli ask":
            kinds = ", ".join(f"{k} {v}" for k, v in score.items() if isinstance(v, str) and "/" in v)
    workspace.close()
    append(f"Answers on {name} ({len(rows)} questions; shown by kind: {kinds})", ["who", *ANSWER_ROWS, "p50 ms", "p95 ms"], table)


def _ask(workspace: Workspace) -> Callable[[Row], Row]:
    return lambda row: answer_json(workspace.ask(str(row["question"])), row["id"])


def _baseline(workspace: Workspace) -> Callable[[Row], Row]:
    """Hybrid retrieval, best sentence as the answer, never an abstention."""
    import time

    def respond(row: Row) -> Row:
        begun = time.perf_counter()
        hits = workspace.index.search(str(row["question"]), k=1)
        passage = hits[0].passage if hits else None
        text = passage.text if passage else ""
        evidence = [{"article": passage.article, "quote": text}] if passage else []
        elapsed = (time.perf_counter() - begun) * 1000
        return {
            "id": row["id"],
            "answer": text,
            "answers": [text],
            "abstained": False,
            "evidence": evidence,
            "elapsed_ms": elapsed,
        }

    return respond


if __name__ == "__main__":
    sys.exit(main())
