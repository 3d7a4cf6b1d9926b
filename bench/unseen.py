"""What extraction owes to the lexicon: the same texts with entries taken away.

Entries marked ``development`` were added for one of the texts of gold_dev (two digits) or of the second set ("a" and two
digits) and stand in no list of their kind; what is left when they are gone is what the house knows without having seen these texts. Called by `python -m bench.quality --unseen`.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date
from multiprocessing import get_context
from pathlib import Path
from unittest import mock

import kg.lexicon
from kg.lexicon import Entry, lexicon, load
from kg.lexicon_sources import UNVERIFIED
from pipelines.articles.extract import extract
from pipelines.articles.reading.read import read
from service.contract import extraction_json, line

Dates = dict[str, date]


@dataclass(frozen=True)
class Run:
    """One extraction of all texts: how many entries there were, which the texts name, and where the result lies."""

    entries: int
    unverified: int  # of the entries, those that rest on general knowledge alone
    named: frozenset[str]
    predictions: Path


def runs(articles: Path, dates: Dates, folder: Path) -> dict[str, Run]:
    """The texts with all entries, without those marked, and without every entry that they name, divisions apart."""
    full = _apart(articles, dates, folder / "all.jsonl", None)
    named = frozenset(key for key in full.named if not key.startswith("divisions:"))
    return {
        "all entries": full,
        "without those added for a text of development": _apart(articles, dates, folder / "unseen.jsonl", frozenset()),
        "without every entry that these texts name, divisions apart": _apart(articles, dates, folder / "bare.jsonl", named),
    }


def use_only(keep: Callable[[Entry], bool]) -> None:
    """Makes this process's lexicon one of the entries that ``keep`` holds; before the first extraction, which derives patterns."""
    with mock.patch.object(kg.lexicon, "load", lambda folder: filter(keep, load(folder))):
        lexicon.cache_clear()
        lexicon()


def _apart(articles: Path, dates: Dates, target: Path, removed: frozenset[str] | None) -> Run:
    """In a process of its own, since a lexicon lasts as long as the process."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(_run, articles, dates, target, removed).result()


def _run(articles: Path, dates: Dates, target: Path, removed: frozenset[str] | None) -> Run:
    if removed is not None:
        use_only(lambda entry: entry.development is None and entry.key not in removed)
    results = [extract(read(path, dates.get(path.stem))) for path in sorted(articles.glob("*.txt"))]
    target.write_text("".join(line(extraction_json(result)) + "\n" for result in results), encoding="utf-8")
    named = frozenset(mention.entry for result in results for mention in result.mentions if mention.entry)
    entries = lexicon().entries.values()
    return Run(len(entries), sum(entry.source == UNVERIFIED for entry in entries), named, target)
