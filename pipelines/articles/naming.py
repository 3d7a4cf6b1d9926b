"""Names of an article beside those of all others in the graph: what they are, and which articles a decision touches."""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode

from kg.ids import article_id, entity_iri
from kg.model import Extraction
from kg.queries import load
from kg.store import GraphStore
from pipelines.articles.decisions import Decision, Decisions
from pipelines.articles.identity import identified


def named(store: GraphStore, extraction: Extraction, decisions: Decisions) -> Extraction:
    """``extraction`` with each name as the entity it is."""
    return identified(extraction, (), decisions)


def decided_on(store: GraphStore, row: Decision) -> list[str]:
    """Ids of the articles that a decision just taken may change, sorted: those that have the entity, or were decided on before."""
    own = entity_iri(row.type, row.name, row.identity)
    rows = store.select(
        load("entity_decided"),
        entity=NamedNode(own),
        name=Literal(row.name),
        into=NamedNode(row.target.iri if row.into else own),
    )
    found = (article_id(found["article"].value) for found in rows)
    return sorted({name for name in found if name is not None})
