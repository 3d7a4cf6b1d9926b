"""Cases of microsoft/Recognizers-Text, how they are judged one by one, and the table of how many are right.

The cases are no part of this project; a folder of them may stand beside it (see bench/recognizers.py). A case that stays wrong
has its reason in bench/recognizers_known.yaml or, of times, recognizers_known_dates.yaml, under the name of its model and its number in the file.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

KNOWN = tuple(Path(__file__).with_name(f"recognizers_known{of}.yaml") for of in ("", "_dates"))
HEADER = ("model", "cases", "right", "share", "wrong with a known reason", "wrong without")


@dataclass(frozen=True, slots=True)
class Case:
    """``results``: Text, Start, End (of the last character) and Resolution or Value; ``reference``: YYYY-MM-DD that anchors times."""

    index: int
    text: str
    reference: str
    results: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True, slots=True)
class Score:
    """Outcome of one model: cases, and what is wrong by the number of the case."""

    model: str
    cases: tuple[Case, ...]
    wrong: Mapping[int, str]


Judge = Callable[[Case], str | None]  # what is wrong with our reading of the case; None: it is right


def load(folder: Path, model: str) -> tuple[Case, ...]:
    """All cases of ``folder``/``model``.json in order."""
    rows = json.loads((folder / f"{model}.json").read_text(encoding="utf-8-sig"))
    return tuple(
        Case(at, row["Input"], row.get("Context", {}).get("ReferenceDateTime", "2020-01-01")[:10], tuple(row["Results"]))
        for at, row in enumerate(rows)
    )


def score(folder: Path, judges: Mapping[str, Judge]) -> list[Score]:
    """Each model's cases, judged."""
    scores = []
    for model, judge in judges.items():
        cases = load(folder, model)
        wrong = {case.index: fault for case in cases if (fault := judge(case)) is not None}
        scores.append(Score(model, cases, wrong))
    return scores


def table(scores: list[Score]) -> list[list[object]]:
    """Rows under HEADER."""
    reasons = known()
    rows: list[list[object]] = []
    for one in scores:
        explained = sum(at in reasons.get(one.model, {}) for at in one.wrong)
        right = len(one.cases) - len(one.wrong)
        rows.append([one.model, len(one.cases), right, f"{right / len(one.cases):.3f}", explained, len(one.wrong) - explained])
    return rows


def faults(scores: list[Score]) -> list[str]:
    """A line for every wrong case: its text, what is wrong, and the reason; also reasons of cases that are right by now."""
    reasons = known()
    lines = []
    for one in scores:
        given = reasons.get(one.model, {})
        for at, fault in one.wrong.items():
            lines.append(f"{one.model} {at}: {one.cases[at].text}\n    {fault}\n    why: {given.get(at, 'no reason given')}")
        lines += [
            f"{one.model} {at}: right, though recognizers_known.yaml says: {given[at]}" for at in given if at not in one.wrong
        ]
    return lines


def known() -> dict[str, dict[int, str]]:
    """Model -> number of the case -> why it stays wrong."""
    rows: dict[str, dict[int, str]] = {}
    for path in KNOWN:
        rows |= yaml.safe_load(path.read_text(encoding="utf-8")) or {}
    return rows
