"""The vocabulary as graphs of its own: the ontology of kg/ontology/suanli.ttl, the scheme of indicators, and the units.

The store keeps them as named graphs and, as shared knowledge, in the default graph, so that a plain query finds labels.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from hashlib import sha256
from importlib.resources import files

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from kg import ids
from kg.indicators import Indicator, indicators
from kg.units import Unit, units
from kg.vocab import DCTERMS, ID, QUANTITY_KIND, QUDT, RDF, RDFS, SKOS, SL, number

ONTOLOGY_GRAPH = ID("graph/ontology")
INDICATOR_GRAPH = ID("graph/indicators")
UNIT_GRAPH = ID("graph/units")
INDICATOR_SCHEME = ID("scheme/indicators")


def vocabulary_graphs() -> list[tuple[NamedNode, str, Callable[[], list[Quad]]]]:
    """For each graph its name, the hash of what it is made from, and the function that reads it."""
    return [
        (ONTOLOGY_GRAPH, _digest("ontology/suanli.ttl"), ontology_quads),
        (INDICATOR_GRAPH, _digest("lexicon/indicators.yaml"), indicator_quads),
        (UNIT_GRAPH, _digest("lexicon/units.yaml"), unit_quads),
    ]


def ontology_quads() -> list[Quad]:
    """suanli.ttl in the ontology's graph."""
    data = (files("kg") / "ontology/suanli.ttl").read_bytes()
    return [Quad(q.subject, q.predicate, q.object, ONTOLOGY_GRAPH) for q in parse(data, format=RdfFormat.TURTLE)]


def indicator_quads() -> list[Quad]:
    """The indicators as a SKOS scheme, in its own graph."""
    return [quad for indicator in indicators() for quad in _concept(indicator)]


def _concept(indicator: Indicator) -> Iterator[Quad]:
    node = NamedNode(ids.indicator_iri(indicator.zh))
    facts: list[tuple[NamedNode, NamedNode | Literal]] = [
        (RDF("type"), SKOS("Concept")),
        (SKOS("inScheme"), INDICATOR_SCHEME),
        (SKOS("notation"), Literal(indicator.key)),
        (SKOS("prefLabel"), Literal(indicator.zh, language="zh")),
        (SKOS("prefLabel"), Literal(indicator.en, language="en")),
        (SKOS("definition"), Literal(indicator.definition_zh, language="zh")),
        (SKOS("definition"), Literal(indicator.definition_en, language="en")),
        (DCTERMS("source"), Literal(indicator.source)),
    ]
    facts += [(SKOS("altLabel"), Literal(label, language="zh")) for label in indicator.alt_zh]
    facts += [(SKOS("altLabel"), Literal(label, language="en")) for label in indicator.alt_en]
    facts += [(SL("dimension"), Literal(dimension)) for dimension in indicator.dimensions]
    if indicator.broader:
        facts.append((SKOS("broader"), NamedNode(ids.indicator_iri(indicators().by_key[indicator.broader].zh))))
    for predicate, value in facts:
        yield Quad(node, predicate, value, INDICATOR_GRAPH)


def unit_quads() -> list[Quad]:
    """The units with names, base unit and factor, in their own graph; two spellings of one QUDT unit (公里, 千米) share a node.

    A value converts by ``sl:factor`` among units of one ``sl:baseUnit``, and by ``qudt:conversionMultiplier``, where QUDT measures such
    things, among all units of one quantity kind.
    """
    return list(dict.fromkeys(quad for unit in units().all for quad in _unit(unit)))


def _unit(unit: Unit) -> Iterator[Quad]:
    node = NamedNode(unit.iri)
    facts: list[tuple[NamedNode, NamedNode | Literal]] = [
        (RDF("type"), QUDT("Unit")),
        (RDFS("label"), Literal(unit.zh, language="zh")),
        (RDFS("label"), Literal(unit.en, language="en")),
        (QUDT("symbol"), Literal(unit.symbol)),
        (SL("dimension"), Literal(unit.dimension)),
        (SL("baseUnit"), Literal(unit.base)),
        (SL("factor"), number(unit.factor)),
    ]
    if unit.kind:
        facts.append((QUDT("hasQuantityKind"), QUANTITY_KIND(unit.kind)))
    if unit.multiplier is not None:
        facts.append((QUDT("conversionMultiplier"), number(unit.multiplier)))
    for predicate, value in facts:
        yield Quad(node, predicate, value, UNIT_GRAPH)


@cache
def _digest(file: str) -> str:
    """Hash of the file and of this module, which turns it into quads."""
    return sha256((files("kg") / file).read_bytes() + (files("kg") / "vocabulary.py").read_bytes()).hexdigest()
