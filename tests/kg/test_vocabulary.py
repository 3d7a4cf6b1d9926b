"""The ontology covers what the code writes, in both languages, and the indicators are in the graph."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode

from kg.indicators import indicators
from kg.model import ENTITY_TYPES, PREDICATES
from kg.vocab import OWL, PREFIXES, RDF, RDFS, SCHEMA, SKOS, SL
from kg.vocabulary import INDICATOR_SCHEME, indicator_quads, ontology_quads

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
