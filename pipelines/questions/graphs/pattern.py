"""The typed parse: a pattern of nodes and links, limits on them, and what is asked of it. Compiled to SPARQL by compile.py."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Literal as OneOf

from pipelines.questions.graphs.limits import Degree, Number, Time
from pipelines.questions.graphs.schema import Kind

LITERALS = ("number", "date", "text")
Operation = OneOf["list", "count", "total", "average", "holds", "exceeds", "difference"]


@dataclass(frozen=True, slots=True)
class Node:
    """A thing, statement or literal of the pattern: given by ``members`` or ``texts`` (one of several), else a variable."""

    kind: Kind
    types: frozenset[str] = frozenset()  # classes that it may be of, as the data have them; of literals none
    members: tuple[str, ...] = ()  # IRIs or _:ids
    texts: tuple[str, ...] = ()  # of a literal that the question names
    classes: frozenset[str] = frozenset()  # the question wants it to be of one of these
    at: int = -1  # atom of the question where it is named, -1 where it is not
    pair: bool = False  # its members are the two sides of a comparison

    @property
    def given(self) -> bool:
        return bool(self.members or self.texts)


@dataclass(frozen=True, slots=True)
class Link:
    source: int
    property: str
    target: int
    at: int = -1  # atom of the question where the property is named, -1 where it is implied


@dataclass(frozen=True, slots=True)
class Bound:
    """A limit on a literal node; several times are the sides of a difference."""

    node: int
    limit: Time | Number
    other: Time | None = None


@dataclass(frozen=True, slots=True)
class Order:
    """``node`` by which ``holder`` is ordered."""

    node: int
    holder: int
    degree: Degree


@dataclass(frozen=True, slots=True)
class Pattern:
    nodes: tuple[Node, ...]
    links: tuple[Link, ...] = ()
    bounds: tuple[Bound, ...] = ()
    order: Order | None = None
    used: frozenset[int] = frozenset()  # items of the cut
    doubt: float = 0.0  # what speaks against it: implied links, weak readings
    reasons: tuple[str, ...] = field(default=(), compare=False)

    def with_node(self, number: int, node: Node) -> Pattern:
        return replace(self, nodes=(*self.nodes[:number], node, *self.nodes[number + 1 :]))

    def doubted(self, much: float, reason: str) -> Pattern:
        return replace(self, doubt=self.doubt + much, reasons=(*self.reasons, f"{reason} −{much:.2f}")) if much else self

    def links_of(self, number: int) -> tuple[Link, ...]:
        return tuple(link for link in self.links if number in (link.source, link.target))

    def shape(self) -> object:
        """The same for patterns that differ in nothing but the order in which they were put together."""
        marks = {
            n: (node.kind, node.members, node.texts, node.classes, tuple(b.limit for b in self.bounds if b.node == n))
            for n, node in enumerate(self.nodes)
        }
        if not self.links:
            return frozenset(marks.items())
        edges = frozenset((marks[link.source], link.property, link.at, marks[link.target]) for link in self.links)
        return edges, len(self.nodes), self.order and marks[self.order.node], self.used


def linked(pattern: Pattern, link: Link, node: Node) -> Pattern:
    """The pattern with a new last node and the link that joins it."""
    return replace(pattern, nodes=(*pattern.nodes, node), links=(*pattern.links, link))


@dataclass(frozen=True, slots=True)
class Parse:
    """A pattern and the question to it: the values of ``target``, their count or sum, or whether it holds at all."""

    pattern: Pattern
    operation: Operation
    target: int
    score: float
    slips: tuple[tuple[str, str], ...] = ()  # what the question spells, and the name it is read as
    missing: tuple[str, ...] = ()  # stretches of the question that it does not explain
    unit: str | None = None  # the unit asked for
