"""Findings -> facts and back: what the checks of an article's arithmetic found, as nodes of the article's own graph.

A finding points to the readings it is about by ``sl:operand``, and by the role of each (sl:baseOperand, sl:growthOperand ...), a
subproperty of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import Any, Protocol, get_args

from pyoxigraph import Literal, NamedNode

from kg import ids
from kg.finding_words import message
from kg.model import Extraction, Finding, Operand, Role
from kg.vocab import PROV, RDF, RDFS, SL, boolean, integer, number

Fact = tuple[NamedNode, NamedNode, NamedNode | Literal]
Reading = tuple[NamedNode, int, int]  # node, start, end


class Values(Protocol):
    """What of a graph reading back needs: kg/rdf_read.py has it."""

    def all(self, node: NamedNode | Literal, predicate: NamedNode) -> list[NamedNode | Literal]: ...
    def maybe(self, node: NamedNode | Literal, name: str) -> str | None: ...
    def int(self, node: NamedNode | Literal, name: str) -> int: ...
    def decimal(self, node: NamedNode | Literal, name: str) -> Decimal | None: ...


def finding_facts(extraction: Extraction, sentence_at: Callable[[int], NamedNode | None]) -> Iterator[Fact]:
    """The facts of all findings of ``extraction``; ``sentence_at`` gives the sentence's node at an offset."""
    article = ids.article_iri(extraction.article.id)
    entities = ids.Entities(extraction.mentions, extraction.links)
    readings = {(f.start, f.end): NamedNode(ids.reading_iri(article, f, entities)) for f in extraction.figures}
    for finding in extraction.findings:
        yield from _facts(finding, article, readings, sentence_at)


def finding_counts(extraction: Extraction) -> dict[str, int]:
    """How many findings doubt the article's numbers, and how many confirm them."""
    confirmed = sum(f.severity == "confirmed" for f in extraction.findings)
    return {"findingCount": len(extraction.findings) - confirmed, "confirmationCount": confirmed}


def _facts(
    finding: Finding,
    article: str,
    readings: Mapping[tuple[int, int], NamedNode],
    sentence_at: Callable[[int], NamedNode | None],
) -> Iterator[Fact]:
    places = [field for o in finding.operands for field in (o.role, o.start, o.end)]
    node = NamedNode(ids.part_iri("finding", article, finding.kind, *places))
    yield node, RDF("type"), SL("Finding")
    yield node, SL("start"), integer(min(o.start for o in finding.operands))
    yield node, SL("end"), integer(max(o.end for o in finding.operands))
    yield node, SL("findingKind"), Literal(finding.kind)
    yield node, SL("severity"), Literal(finding.severity)
    yield node, SL("formula"), Literal(finding.formula)
    yield node, RDFS("comment"), Literal(message(finding, "zh"), language="zh")
    yield node, RDFS("comment"), Literal(message(finding, "en"), language="en")
    yield node, SL("printedValue"), number(finding.printed)
    yield node, SL("printedUnit"), Literal(finding.unit)
    yield node, SL("withRepair"), boolean(finding.repaired)
    if finding.lower is not None:
        yield node, SL("expectedFrom"), number(finding.lower)
    if finding.upper is not None:
        yield node, SL("expectedTo"), number(finding.upper)
    if finding.slip:
        yield node, SL("unitSlip"), integer(finding.slip)
    if finding.suggestion is not None:
        yield node, SL("suggestion"), number(finding.suggestion)
    for operand in finding.operands:
        reading = readings[operand.start, operand.end]
        yield node, SL("operand"), reading
        yield node, SL(f"{operand.role}Operand"), reading
        if operand.start == finding.suspect:
            yield node, SL("suspect"), reading
        sentence = sentence_at(operand.start)
        if sentence:
            yield node, PROV("wasDerivedFrom"), sentence


def finding_of(graph: Values, node: NamedNode) -> Finding:
    """The finding whose facts ``graph`` holds about ``node``."""
    kind: Any = graph.maybe(node, "findingKind")
    severity: Any = graph.maybe(node, "severity")
    suspects = [graph.int(reading, "start") for reading in graph.all(node, SL("suspect"))]
    return Finding(
        kind=kind,
        severity=severity,
        operands=tuple(sorted(_operands(graph, node), key=lambda o: o.start)),
        formula=graph.maybe(node, "formula") or "",
        printed=graph.decimal(node, "printedValue") or Decimal(0),
        unit=graph.maybe(node, "printedUnit") or "",
        lower=graph.decimal(node, "expectedFrom"),
        upper=graph.decimal(node, "expectedTo"),
        repaired=graph.maybe(node, "withRepair") == "true",
        suspect=suspects[0] if suspects else None,
        suggestion=graph.decimal(node, "suggestion"),
        slip=graph.int(node, "unitSlip"),
    )


def _operands(graph: Values, node: NamedNode) -> Iterator[Operand]:
    role: Role
    for role in get_args(Role):
        for reading in graph.all(node, SL(f"{role}Operand")):
            yield Operand(role, graph.int(reading, "start"), graph.int(reading, "end"))
