"""Which articles want a second look when another one comes or goes, and what the others print of the same things.

A doubtful number is read in the light of the undamaged numbers of other articles. Those never change by a second look, so the graph
is a function of the corpus alone, whatever the order in which articles came in.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from typing import cast

from pyoxigraph import NamedNode

from kg import ids
from kg.model import Extraction, Figure, Reported, Status
from kg.queries import load
from kg.store import GraphStore, Row

Topic = tuple[NamedNode, NamedNode]  # indicator, what it is about


def topics(extraction: Extraction, figures: Iterable[Figure] | None = None) -> set[Topic]:
    """What the figures of ``extraction``, or those given of them, measure, where it is known of whom."""
    entities = ids.Entities(extraction.mentions, extraction.links)
    return {
        (NamedNode(ids.indicator_iri(f.indicator)), NamedNode(entities.iri(f.scope_type, f.scope)))
        for f in (extraction.figures if figures is None else figures)
        if f.scope
    }


def doubtful(store: GraphStore, touched: set[Topic]) -> list[str]:
    """Ids of articles with a doubtful number on one of the ``touched`` topics."""
    found: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for row in store.select(load("doubtful")):
        found[row["id"].value].add((row["indicator"].value, row["about"].value))
    wanted = {(indicator.value, about.value) for indicator, about in touched}
    return [name for name, topics in found.items() if topics & wanted]


def reported_elsewhere(store: GraphStore, extraction: Extraction) -> tuple[Reported, ...]:
    """What the other articles of ``store`` print of the topics of the doubtful figures of ``extraction``."""
    wanted = topics(extraction, [f for f in extraction.figures if f.repair])
    if not wanted:
        return ()
    rows = store.select(
        load("reported"),
        indicators=sorted({i for i, _ in wanted}, key=str),
        subjects=sorted({a for _, a in wanted}, key=str),
        besides=NamedNode(ids.article_iri(extraction.article.id)),
    )
    return tuple(map(_reported, rows))


def as_called(reported: Iterable[Reported], extraction: Extraction) -> tuple[Reported, ...]:
    """``reported`` with the names that the article alone gives to what they are about, by which it will be read again."""
    own = {mention.canonical: mention.called for mention in extraction.mentions if mention.called is not None}
    return tuple(replace(r, scope=own.get(r.scope, r.scope)) for r in reported)


def _reported(row: Row) -> Reported:
    def text(name: str) -> str | None:
        return row[name].value if name in row else None

    return Reported(
        article=row["id"].value,
        indicator=row["indicator"].value,
        scope=row["about"].value,
        value=Decimal(row["value"].value),
        unit=row["unit"].value,
        time=text("period"),
        status=cast(Status, row["status"].value),
        basis=text("basis"),
        precision=text("precision"),
    )
