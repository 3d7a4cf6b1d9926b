"""Links -> facts and back: what a name of an article was taken for, and what else it might mean, in the article's own graph.

Kept for names that were not plain only. A rival need not be in the graph: its sense node carries its type, name and identity.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any, Protocol

from pyoxigraph import Literal, NamedNode

from kg import ids
from kg.model import Extraction, Link, Sense
from kg.vocab import RDF, SL, number

Term = NamedNode | Literal
Fact = tuple[NamedNode, NamedNode, Term]


class Values(Protocol):
    """What of a graph reading back needs: kg/rdf_read.py has it."""

    def all(self, node: Term, predicate: NamedNode) -> list[Term]: ...
    def one(self, node: Term, predicate: NamedNode) -> Term | None: ...
    def maybe(self, node: Term, name: str) -> str | None: ...
    def decimal(self, node: Term, name: str) -> Decimal | None: ...


def link_facts(extraction: Extraction) -> Iterator[Fact]:
    """The facts of all links of ``extraction``."""
    article = ids.article_iri(extraction.article.id)
    for link in extraction.links:
        node = NamedNode(ids.part_iri("link", article, link.type, link.called))
        yield node, RDF("type"), SL("Link")
        yield node, SL("called"), Literal(link.called)
        yield node, SL("linkOutcome"), Literal(link.outcome)
        for place, sense in enumerate((link.chosen, *link.rivals)):
            found = NamedNode(ids.part_iri("sense", article, link.type, link.called, place))
            yield node, SL("chosen" if place == 0 else "candidate"), found
            yield from _sense(found, sense)


def _sense(node: NamedNode, sense: Sense) -> Iterator[Fact]:
    yield node, RDF("type"), SL("Sense")
    yield node, SL("senseEntity"), NamedNode(ids.entity_iri(sense.type, sense.canonical, sense.identity))
    yield node, SL("senseType"), SL(sense.type)
    yield node, SL("senseName"), Literal(sense.canonical)
    if sense.identity is not None:
        yield node, SL("senseIdentity"), Literal(sense.identity)
    yield node, SL("linkScore"), number(sense.score)
    yield node, SL("linkReason"), Literal(sense.reason)


def link_of(graph: Values, node: NamedNode) -> Link:
    """The link whose node this is; rivals best first, as they were."""
    first = graph.one(node, SL("chosen"))
    chosen = sense_of(graph, first if first is not None else node)
    outcome: Any = graph.maybe(node, "linkOutcome")
    rivals = (sense_of(graph, other) for other in graph.all(node, SL("candidate")))
    return Link(chosen.type, graph.maybe(node, "called") or "", outcome, chosen, tuple(sorted(rivals, key=sense_order)))


def sense_of(graph: Values, node: Term) -> Sense:
    kind: Any = (graph.maybe(node, "senseType") or "").removeprefix(SL.base)
    return Sense(
        type=kind,
        canonical=graph.maybe(node, "senseName") or "",
        identity=graph.maybe(node, "senseIdentity"),
        score=float(graph.decimal(node, "linkScore") or 0),
        reason=graph.maybe(node, "linkReason") or "",
    )


def sense_order(sense: Sense) -> tuple[float, str, str]:
    """Best first; what scores alike by name and identity."""
    return -sense.score, sense.canonical, sense.identity or ""


def link_order(link: Link) -> tuple[str, str]:
    return link.type, link.called
