"""Namespaces of the graph, our own and those it is aligned with, and the literals of its datatypes."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import overload

from pyoxigraph import Literal, NamedNode


class Namespace:
    """A namespace; calling it with a local name gives the IRI: ``SL("about")``."""

    def __init__(self, base: str) -> None:
        self.base = base

    def __call__(self, name: str) -> NamedNode:
        return _node(self.base + name)


@lru_cache(maxsize=4096)
def _node(iri: str) -> NamedNode:
    return NamedNode(iri)


SL = Namespace("https://w3id.org/suanli/ns#")
ID = Namespace("https://w3id.org/suanli/id/")
RDF = Namespace("http://www.w3.org/1999/02/22-rdf-syntax-ns#")
RDFS = Namespace("http://www.w3.org/2000/01/rdf-schema#")
OWL = Namespace("http://www.w3.org/2002/07/owl#")
XSD = Namespace("http://www.w3.org/2001/XMLSchema#")
SKOS = Namespace("http://www.w3.org/2004/02/skos/core#")
PROV = Namespace("http://www.w3.org/ns/prov#")
QB = Namespace("http://purl.org/linked-data/cube#")
SCHEMA = Namespace("https://schema.org/")
DCTERMS = Namespace("http://purl.org/dc/terms/")
QUDT = Namespace("http://qudt.org/schema/qudt/")
UNIT = Namespace("http://qudt.org/vocab/unit/")
QUANTITY_KIND = Namespace("http://qudt.org/vocab/quantitykind/")
TIME = Namespace("http://www.w3.org/2006/time#")
WIKIDATA = Namespace("http://www.wikidata.org/entity/")

PREFIXES: dict[str, str] = {
    "sl": SL.base,
    "id": ID.base,
    "rdf": RDF.base,
    "rdfs": RDFS.base,
    "owl": OWL.base,
    "xsd": XSD.base,
    "skos": SKOS.base,
    "prov": PROV.base,
    "qb": QB.base,
    "schema": SCHEMA.base,
    "dcterms": DCTERMS.base,
    "qudt": QUDT.base,
    "unit": UNIT.base,
    "quantitykind": QUANTITY_KIND.base,
    "time": TIME.base,
    "wd": WIKIDATA.base,
}
"""Prefix -> namespace: declared for every query of ours and predefined for users' queries."""


@overload
def plain(value: Decimal) -> str: ...
@overload
def plain(value: None) -> None: ...
@overload
def plain(value: Decimal | None) -> str | None: ...
def plain(value: Decimal | None) -> str | None:
    """A decimal without exponent and without trailing zeros, so that 5.20 and 5.2 are one value: 1E+3 -> 1000."""
    if value is None:
        return None
    text = format(value, "f")
    return (text.rstrip("0").rstrip(".") or "0") if "." in text else text


def number(value: Decimal | float) -> Literal:
    """An xsd:decimal without exponent or trailing zeros; a float is rounded to four places first."""
    exact = value if isinstance(value, Decimal) else Decimal(str(round(value, 4)))
    return Literal(plain(exact), datatype=XSD("decimal"))


def integer(value: int) -> Literal:
    return Literal(str(value), datatype=XSD("integer"))


def boolean(value: bool) -> Literal:
    return Literal("true" if value else "false", datatype=XSD("boolean"))


def day(value: date) -> Literal:
    return Literal(value.isoformat(), datatype=XSD("date"))
