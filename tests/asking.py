"""Articles put into a graph and a passage index of a test's own, and asked."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from kg.model import Article
from kg.passages import PassageIndex, passages_of
from kg.rdf import extraction_quads
from kg.store import GraphStore
from pipelines.articles.extract import extract
from pipelines.articles.reading.read import read_bytes
from pipelines.questions.answer import Asker


def written(name: str, text: str, published: date | str | None = None) -> Article:
    """The article that the file ``name``.txt with ``text`` (title, blank line, body) is read as."""
    day = date.fromisoformat(published) if isinstance(published, str) else published
    return read_bytes(text.encode(), f"{name}.txt", day)


def put(store: GraphStore, index: PassageIndex, given: Article) -> None:
    extraction = extract(given)
    store.add(given.id, extraction_quads(extraction))
    index.add(given.id, passages_of(extraction))


def asker_of(folder: Path, *articles: Article) -> Asker:
    """Asks a graph in memory and passages below ``folder`` that hold ``articles``."""
    store, index = GraphStore(), PassageIndex(folder / "passages")
    for given in articles:
        put(store, index, given)
    return Asker(store, index)
