"""Nodes and values of a graph as a reader sees them: names in the question's language, numbers with unit, dates in words."""

from __future__ import annotations

import re
from decimal import Decimal

from pyoxigraph import Literal, Store

from kg.units import convert
from pipelines.questions.graphs.pattern import Link, Parse
from pipelines.questions.graphs.reading import node_key
from pipelines.questions.graphs.schema import Schema, local_name
from pipelines.questions.graphs.values import NUMBER, Row, Term, number_of
from pipelines.questions.graphs.words import HAN
from pipelines.questions.render import amount, period_words

LONGEST = 300  # characters of a literal that is shown
_ISO = re.compile(r"\d{4}(?:-\d\d)?(?:-\d\d)?")
_UNIT_NAMES = frozenset(("unit", "unittext", "unitcode", "hasunit", "单位", "计量单位"))


class Shown:
    """Shows terms in one language."""

    def __init__(self, schema: Schema, store: Store, language: str) -> None:
        self.schema = schema
        self._store = store
        self._language = language

    def term(self, term: Term, link: Link | None = None, row_unit: str | None = None) -> str:
        """A node by its name, a number with the unit of the property that ``link`` is of, any other literal as it is."""
        if not isinstance(term, Literal):
            return self.node(node_key(term))
        known = self.schema.properties.get(link.property) if link else None
        text = _cut(term.value)
        if known is None or known.kind != "number" or term.datatype.value.endswith("#string") or term.language:
            return text
        value = number_of(term)
        unit = row_unit or known.unit(self._language)
        return text if value is None else spaced(amount(value, unit), unit)

    def node(self, key: str) -> str:
        """The name of a thing; a statement by what leads to it."""
        if key in self.schema.statements:
            return "［…］"
        return _cut(self.schema.called(key, self._language))

    def property(self, iri: str) -> str:
        known = self.schema.properties.get(iri)
        return known.name(self._language) if known else local_name(iri)

    def unit_of(self, parse: Parse, row: Row, target: int) -> str:
        """The unit of the target's numbers: of the statement that holds one, else of its property."""
        link = link_to(parse, target)
        if link is None:
            return ""
        source = row.get(f"n{link.source}")
        if source is not None and not isinstance(source, Literal):
            for quad in self._store.quads_for_pattern(source, None, None, None):
                if isinstance(quad.object, Literal) and local_name(quad.predicate.value).lower() in _UNIT_NAMES:
                    return quad.object.value
        known = self.schema.properties[link.property]
        value = row.get(f"n{target}")
        if isinstance(value, Literal) and known.texts and not known.unit(self._language):
            return NUMBER.sub("", value.value, count=1).strip()
        return known.unit(self._language)

    def converted(self, value: Decimal, unit: str, asked: str) -> Decimal | None:
        """``value`` in the unit asked for; None where the two do not measure the same."""
        known = {"m": "米"}.get(unit, unit)
        return convert(value, unit, asked) if convert(value, unit, asked) is not None else convert(value, known, asked)


def link_to(parse: Parse, target: int) -> Link | None:
    """The link that gives a node its value."""
    return next((link for link in parse.pattern.links if link.target == target), None)


def spaced(text: str, unit: str) -> str:
    """Number and unit with a blank between where the unit is Latin: 2310 km."""
    return f"{text.removesuffix(unit).strip()} {unit}" if unit and unit[0].isalpha() and not HAN.match(unit[0]) else text


def date_words(text: str, english: bool) -> str:
    """2003-09-28 -> 2003年9月28日; anything but an ISO date as it is."""
    return period_words(text[:10], english) if _ISO.fullmatch(text[:10]) and (len(text) <= 10 or text[10] in "TZ+-") else text


def _cut(text: str) -> str:
    one = " ".join(text.split())
    return one if len(one) <= LONGEST else one[:LONGEST] + "……"
