"""docs/ontology.md: classes and properties of kg/ontology/suanli.ttl, and the indicators and units of kg/lexicon."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode, Quad

from kg.indicators import Indicator, indicators
from kg.model import ENTITY_TYPES, PREDICATES
from kg.units import Unit, units
from kg.vocab import OWL, PREFIXES, RDF, RDFS, SCHEMA, SKOS, SL, plain
from kg.vocabulary import ontology_quads

_HEAD = """# Ontology

*Written by `python -m docs.refresh` from `kg/ontology/suanli.ttl`, `kg/lexicon/indicators.yaml` and `kg/lexicon/units.yaml`; change it there.*

Prefixes (all are predefined in `suanli sparql` and on the SPARQL page):

{prefixes}

How the graph is laid out is told in [architecture.md](architecture.md#the-graph); the shapes that each article's graph must meet
are `kg/ontology/shapes.ttl`.
"""
_INDICATORS = """## Indicators

The scheme `id:scheme/indicators` has {count} concepts. A number that measures something else gets a `sl:CandidateIndicator`, named by
the noun phrase of the text. The range is in the base unit of the first kind of unit; a value outside it is suspect, not wrong.
"""
_UNITS = """## Units

{count} units in `id:graph/units`. A unit has the IRI of QUDT where QUDT has the unit ({aligned} of them), else one of ours. `sl:factor` base units
make one; 万 and 亿 before a unit are multipliers, no part of it. Units of one base convert into each other: this is every observation
of power in megawatts.

```sparql
SELECT ?observation (?value / ?factor AS ?megawatts) WHERE {{
  unit:MegaW sl:baseUnit ?base ; sl:factor ?factor .
  ?observation sl:baseUnit ?base ; sl:baseValue ?value .
}}
```

`qudt:conversionMultiplier` and `qudt:hasQuantityKind` say the same in QUDT's terms, where QUDT measures such things. Floating point and
integer operations (FLOPS, OPS) have different bases and never convert.
"""
_ALIGNED = tuple(RDFS(name) for name in ("subClassOf", "subPropertyOf", "seeAlso"))


class _Ontology:
    """Values by subject and predicate, in the order of the file."""

    def __init__(self, quads: Iterable[Quad]) -> None:
        self.values: dict[tuple[NamedNode, NamedNode], list[NamedNode | Literal]] = defaultdict(list)
        for quad in quads:
            if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode | Literal):
                self.values[quad.subject, quad.predicate].append(quad.object)

    def of_type(self, *types: NamedNode) -> list[NamedNode]:
        return [s for (s, p), found in self.values.items() if p == RDF("type") and any(t in found for t in types)]

    def text(self, node: NamedNode, predicate: NamedNode, language: str) -> str:
        """The first value in ``language``; "" where there is none."""
        found = (v for v in self.values.get((node, predicate), ()) if isinstance(v, Literal))
        return next((v.value for v in found if v.language == language), "")

    def names(self, node: NamedNode, *predicates: NamedNode) -> str:
        return ", ".join(f"`{short(v.value)}`" for p in predicates for v in self.values.get((node, p), ()))


def short(iri: str) -> str:
    """``iri`` with its prefix: sl:about."""
    return next((f"{prefix}:{iri.removeprefix(base)}" for prefix, base in PREFIXES.items() if iri.startswith(base)), iri)


def document() -> str:
    """The page as Markdown."""
    ontology = _Ontology(ontology_quads())
    prefixes = "\n".join(["| prefix | namespace |", "|---|---|", *(f"| `{p}:` | {base} |" for p, base in PREFIXES.items())])
    return "\n".join(
        [_HEAD.format(prefixes=prefixes), *_classes(ontology), *_properties(ontology), *_indicators(), *_units(), ""]
    )


def _classes(ontology: _Ontology) -> Iterator[str]:
    entities = [SL(name) for name in ENTITY_TYPES]
    others = [node for node in ontology.of_type(OWL("Class")) if node not in entities]
    for heading, nodes in (("Entity types", entities), ("Other classes", others)):
        yield f"## {heading}\n"
        yield "| class | 名称 | other names | meaning | under |\n|---|---|---|---|---|"
        for node in nodes:
            also = "、".join(v.value for v in ontology.values.get((node, SKOS("altLabel")), ()))
            yield f"| {_term(node)} | {_label(ontology, node)} | {also} | {_comment(ontology, node)} | {ontology.names(node, _ALIGNED[0])} |"
        yield ""


def _properties(ontology: _Ontology) -> Iterator[str]:
    relations = [SL(name) for name in PREDICATES]
    others = [node for node in ontology.of_type(OWL("ObjectProperty"), OWL("DatatypeProperty")) if node not in relations]
    for heading, nodes in (("Relations between entities", relations), ("Other properties", others)):
        yield f"## {heading}\n"
        yield "| property | 名称 | meaning | of | value | aligned with |\n|---|---|---|---|---|---|"
        for node in nodes:
            of, value = ontology.names(node, RDFS("domain"), SCHEMA("domainIncludes")), ontology.names(node, RDFS("range"))
            told = f"{_term(node)} | {_label(ontology, node)} | {_comment(ontology, node)}"
            yield f"| {told} | {of} | {value} | {ontology.names(node, *_ALIGNED)} |"
        yield ""


def _term(node: NamedNode) -> str:
    return f"`{short(node.value)}`"


def _label(ontology: _Ontology, node: NamedNode) -> str:
    return ontology.text(node, RDFS("label"), "zh")


def _comment(ontology: _Ontology, node: NamedNode) -> str:
    return ontology.text(node, RDFS("comment"), "en")


def _indicators() -> Iterator[str]:
    scheme = indicators()
    yield _INDICATORS.format(count=len(scheme))
    yield "| 指标 | indicator | other names | kinds of unit | range | under | definition | source |\n|---|---|---|---|---|---|---|---|"
    for indicator in scheme:
        broader = scheme.by_key[indicator.broader].zh if indicator.broader else ""
        yield f"| {' | '.join(_cells(indicator, broader))} |"


def _cells(indicator: Indicator, broader: str) -> tuple[str, ...]:
    return (
        indicator.zh,
        indicator.en,
        "、".join((*indicator.alt_zh, *indicator.alt_en)),
        ", ".join(indicator.dimensions),
        f"{plain(indicator.low)} to {plain(indicator.high)}",
        broader,
        indicator.definition_zh,
        indicator.source,
    )


def _units() -> Iterator[str]:
    every = units().all
    yield ""
    yield _UNITS.format(count=len(every), aligned=sum(unit.qudt is not None for unit in every))
    yield "| unit | 名称 | name | measures | makes | IRI |\n|---|---|---|---|---|---|"
    for unit in every:
        yield f"| {' | '.join(_unit_cells(unit))} |"


def _unit_cells(unit: Unit) -> tuple[str, ...]:
    makes = "" if unit.symbol == unit.base else f"{plain(unit.factor)} {unit.base}"
    return unit.symbol, unit.zh, unit.en, unit.dimension, makes, f"`{short(unit.iri)}`"
