"""What a graph is made of, observed from its triples: classes, properties with domains, ranges, kinds and units, named things."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal as OneOf

from pyoxigraph import BlankNode, Literal, NamedNode

from kg.units import to_base
from pipelines.questions.graphs.words import HAN, spoken

Kind = OneOf["thing", "statement", "number", "date", "text"]
Term = NamedNode | BlankNode | Literal
UNTYPED = ""
_LOCAL = re.compile(r"[^#/:]*$")
_UNIT = re.compile(r"[（(\[]\s*(?:单位[:：]?)?\s*([^（）()\[\]]{1,12})\s*[）)\]]\s*$")
_XSD = "http://www.w3.org/2001/XMLSchema#"
_NUMBERS = frozenset(
    _XSD + name
    for name in [
        "integer",
        "decimal",
        "double",
        "float",
        "int",
        "long",
        "short",
        "byte",
        "nonNegativeInteger",
        "positiveInteger",
        "negativeInteger",
        "nonPositiveInteger",
        "unsignedInt",
        "unsignedLong",
        "unsignedShort",
        "unsignedByte",
    ]
)
_DATES = frozenset(_XSD + name for name in ("date", "dateTime", "gYear", "gYearMonth", "dateTimeStamp"))
_NUMBER_TEXT = re.compile(r"[-+]?(?!0\d)\d[\d,，]*(?:\.\d+)?\s*(?P<unit>[^\d\s，。；,;]{0,8})")
_DATE_TEXT = re.compile(r"-?\d{3,4}(?:-\d\d(?:-\d\d)?)?|(?:公元前?)?\d{1,4}年(?:\d{1,2}月(?:\d{1,2}日)?)?")


@dataclass(slots=True)
class Property:
    """A property as the data use it. Domains and ranges count subjects and objects by class, ``UNTYPED`` for those without."""

    iri: str
    labels: list[tuple[str, str]] = field(default_factory=list)  # text, language; the first of a language is shown
    domains: Counter[str] = field(default_factory=Counter)
    ranges: Counter[str] = field(default_factory=Counter)
    kinds: Counter[Kind] = field(default_factory=Counter)
    texts: int = 0  # numbers and dates that are written as plain strings
    units: Counter[str] = field(default_factory=Counter)  # that the values' strings carry
    declared_unit: str | None = None
    uses: int = 0
    years: int = 0  # whole numbers taken for years

    @property
    def kind(self) -> Kind:
        """What most of its values are."""
        return self.kinds.most_common(1)[0][0] if self.kinds else "text"

    def name(self, language: str) -> str:
        """The label in ``language`` (zh or en), or any, without its unit; the local name as last resort."""
        return _UNIT.sub("", preferred(self.labels, language) or spoken(local_name(self.iri))).strip()

    def unit(self, language: str) -> str:
        """The unit of its numbers: declared, in a label's brackets, or the one that all strings carry; "" where none is told."""
        told = [(match[1], tag) for text, tag in self.labels if (match := _UNIT.search(text)) and _is_unit(match[1])]
        if told:
            return preferred(told, language) or told[0][0]
        if self.declared_unit:
            return self.declared_unit
        if len(self.units) == 1 and self.texts == self.uses:
            return next(iter(self.units))
        last = spoken(local_name(self.iri)).split()[-1:]
        return last[0] if last and last[0].lower() in _LATIN_UNITS and not self.labels else ""

    @property
    def mixed_units(self) -> bool:
        """Its strings carry different units, so that its numbers do not compare."""
        return len(self.units) > 1


_LATIN_UNITS = frozenset(("km", "km2", "m2", "kg", "cm", "mm", "kw", "mw", "gw", "usd", "cny", "eur", "min", "gb", "tb", "ms"))


@dataclass(slots=True)
class Schema:
    """The graph as questions see it. Nodes are written as IRIs or, blank ones, as ``_:id``."""

    properties: dict[str, Property] = field(default_factory=dict)
    classes: dict[str, list[tuple[str, str]]] = field(default_factory=dict)  # labels of each class
    members: Counter[str] = field(default_factory=Counter)
    below: dict[str, set[str]] = field(default_factory=dict)  # class -> itself and its subclasses
    types: dict[str, frozenset[str]] = field(default_factory=dict)
    names: dict[str, list[tuple[str, str]]] = field(default_factory=dict)  # of things: text, language; usual names first
    named_by: dict[str, tuple[str, Literal]] = field(default_factory=dict)  # blank things: a property and literal that name them
    statements: set[str] = field(default_factory=set)  # nodes that have no name and only hold values together
    values: dict[str, set[tuple[str, str, str]]] = field(default_factory=dict)  # text -> (property, language, datatype)

    def types_of(self, node: str) -> frozenset[str]:
        return self.types.get(node, frozenset((UNTYPED,)))

    def is_statement_type(self, name: str) -> bool:
        return name.startswith("_:") or name in self.statement_types

    statement_types: set[str] = field(default_factory=set)

    def called(self, node: str, language: str) -> str:
        """The name of a node in ``language``, or any; its local name as last resort."""
        return preferred(self.names.get(node, []), language) or spoken(local_name(node))

    def class_name(self, iri: str, language: str) -> str:
        return preferred(self.classes.get(iri, []), language) or spoken(local_name(iri))


def preferred(labels: list[tuple[str, str]], language: str) -> str | None:
    """The first label whose tag is of ``language``; then one without tag, in the script of the language; then any."""
    tagged = [text for text, tag in labels if tag.split("-")[0] == language]
    if tagged:
        return tagged[0]
    han = [text for text, tag in labels if not tag and bool(HAN.search(text)) == (language == "zh")]
    untagged = [text for text, tag in labels if not tag]
    return next(iter((*han, *untagged, *(text for text, _ in labels))), None)


def local_name(iri: str) -> str:
    """What follows the last #, / or : of an IRI; of one that ends in them, the part before."""
    found = _LOCAL.search(iri.rstrip("#/:"))
    return found.group() if found else iri


def kind_of(value: Literal, temporal: bool) -> tuple[Kind, str | None, bool]:
    """Kind of a literal, the unit that its string carries (None for a typed one), and whether it is a plain string.

    ``temporal``: the property's name says that it is of time; then whole numbers from 1000 to 2199 are years.
    """
    datatype = value.datatype.value
    if datatype in _DATES:
        return "date", None, False
    if datatype in _NUMBERS:
        return ("date" if temporal and re.fullmatch(r"1\d{3}|2[01]\d\d", value.value) else "number"), None, False
    if value.language:
        return "text", None, True
    if _DATE_TEXT.fullmatch(value.value) and (temporal or "-" in value.value[1:] or "年" in value.value):
        return "date", None, True
    match = _NUMBER_TEXT.fullmatch(value.value.strip())
    if match and (not match["unit"] or _is_unit(match["unit"])):
        return "number", match["unit"], True
    return "text", None, True


def _is_unit(text: str) -> bool:
    return to_base(Decimal(1), text) is not None or text in ("%", "％", "‰") or bool(re.fullmatch(r"[千万亿]+\S{0,4}", text))
