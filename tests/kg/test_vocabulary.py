"""The ontology covers what the code writes, in both languages, and the indicators and units are in the graph."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from kg.indicators import indicators
from kg.model import ENTITY_TYPES, PREDICATES
from kg.units import units
from kg.vocab import OWL, PREFIXES, QUDT, RDF, RDFS, SCHEMA, SKOS, SL, UNIT, number
from kg.vocabulary import INDICATOR_SCHEME, indicator_quads, ontology_quads, unit_quads

ROOT = Path(__file__).parents[2]
TRIPLES = {(q.subject, q.predicate, q.object) for q in ontology_quads()}
TERMS = {s for s, p, o in TRIPLES if p == RDF("type") and o in (OWL("Class"), OWL("ObjectProperty"), OWL("DatatypeProperty"))}
PROPERTIES = {s for s, p, o in TRIPLES if p == RDF("type") and o in (OWL("ObjectProperty"), OWL("DatatypeProperty"))}


def used_in(path: Path) -> set[str]:
    text = path.read_text(encoding="utf-8")
    return set(re.findall(r'\bSL\("(\w+)"\)', text)) | set(re.findall(r"\bsl:(\w+)", text))


@pytest.mark.parametrize(
    "path", sorted((ROOT / "kg").glob("rdf*.py")) + sorted((ROOT / "kg/queries").glob("*.rq")), ids=lambda p: p.name
)
def test_every_term_in_use_is_in_the_ontology(path: Path) -> None:
    assert {name for name in used_in(path) if SL(name) not in TERMS} == set()


def test_the_models_types_and_predicates_are_in_the_ontology() -> None:
    assert {name for name in (*ENTITY_TYPES, *PREDICATES) if SL(name) not in TERMS} == set()


@pytest.mark.parametrize("term", sorted(TERMS, key=str), ids=lambda t: t.value.rpartition("#")[2])
def test_every_term_has_labels_and_comments_in_both_languages(term: NamedNode) -> None:
    for predicate in (RDFS("label"), RDFS("comment")):
        languages = [o.language for s, p, o in TRIPLES if (s, p) == (term, predicate) and isinstance(o, Literal)]
        assert sorted(map(str, languages)) == ["en", "zh"]


@pytest.mark.parametrize("term", sorted(PROPERTIES, key=str), ids=lambda t: t.value.rpartition("#")[2])
def test_every_property_has_domain_and_range(term: NamedNode) -> None:
    predicates = {p for s, p, _ in TRIPLES if s == term}
    assert RDFS("range") in predicates
    assert predicates & {RDFS("domain"), SCHEMA("domainIncludes")}


def test_entity_types_are_classes_and_concepts_aligned_with_schema_org() -> None:
    for name in ENTITY_TYPES:
        above = {o.value for s, p, o in TRIPLES if (s, p) == (SL(name), RDFS("subClassOf")) and isinstance(o, NamedNode)}
        assert SL("Entity").value in above
        assert any(iri.startswith(PREFIXES["schema"]) for iri in above)
        assert (SL(name), RDF("type"), SKOS("Concept")) in TRIPLES


def test_every_indicator_is_a_concept_with_both_labels() -> None:
    quads = indicator_quads()
    members = {q.subject for q in quads if q.object == INDICATOR_SCHEME}
    assert len(members) == len(indicators())
    for language in ("zh", "en"):
        labelled = [
            q.subject for q in quads if q.predicate == SKOS("prefLabel") and getattr(q.object, "language", None) == language
        ]
        assert sorted(labelled, key=str) == sorted(members, key=str)


def test_broader_indicators_exist() -> None:
    quads = indicator_quads()
    members = {q.subject for q in quads if q.object == INDICATOR_SCHEME}
    assert {q.object for q in quads if q.predicate == SKOS("broader")} <= members


def test_every_unit_is_in_the_graph_with_both_labels_and_its_base() -> None:
    quads = unit_quads()
    assert len(quads) == len(set(quads))
    nodes = {q.subject for q in quads if q.predicate == RDF("type") and q.object == QUDT("Unit")}
    assert nodes == {NamedNode(unit.iri) for unit in units().all}
    for language in ("zh", "en"):
        assert nodes == {
            q.subject for q in quads if q.predicate == RDFS("label") and getattr(q.object, "language", None) == language
        }
    for predicate in (SL("factor"), SL("baseUnit"), SL("dimension")):
        assert sorted(map(str, nodes)) == sorted(str(q.subject) for q in quads if q.predicate == predicate)


@pytest.mark.parametrize(
    ("symbol", "value", "target", "expected"),
    [
        ("W", "5000000", UNIT("MegaW").value, "5"),
        ("EFLOPS", "0.3", UNIT("PetaFLOPS").value, "300"),
        ("架", "12000", "https://w3id.org/suanli/id/unit/%E6%9E%B6", "12000"),
        ("GB", "2000000000000", "https://w3id.org/suanli/id/unit/ZB", "2"),
    ],
)
def test_a_query_converts_a_base_value(symbol: str, value: str, target: str, expected: str) -> None:
    store = Store()
    store.extend(Quad(q.subject, q.predicate, q.object) for q in unit_quads())
    observation = NamedNode("https://example.org/o")
    store.extend([
        Quad(observation, SL("baseUnit"), Literal(symbol)),
        Quad(observation, SL("baseValue"), number(Decimal(value))),
    ])  # fmt: skip
    query = f"SELECT (?v / ?f AS ?r) {{ <{target}> sl:baseUnit ?b ; sl:factor ?f . ?o sl:baseUnit ?b ; sl:baseValue ?v }}"
    rows = list(store.query(query, prefixes=PREFIXES))
    assert [Decimal(row["r"].value) for row in rows] == [Decimal(expected)]


def test_conversion_multipliers_are_one_scale_for_a_quantity_kind() -> None:
    """Gbps (ours in GB/s) and QUDT's scale agree: 8 Gbit are one GB."""
    multiplier = {q.subject: Decimal(q.object.value) for q in unit_quads() if q.predicate == QUDT("conversionMultiplier") and isinstance(q.object, Literal)}  # fmt: skip
    assert multiplier[UNIT("GigaBYTE")] / multiplier[UNIT("GigaBIT")] == pytest.approx(8)
    assert multiplier[UNIT("KiloW-HR")] == 3600000
    assert multiplier[UNIT("HA")] / multiplier[NamedNode(units().named("亩").iri)] == pytest.approx(15)  # type: ignore[union-attr]
