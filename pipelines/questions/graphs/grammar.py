"""Which links, dates and measures the classes of a graph have: what the growing of patterns asks of the schema."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property

from kg.units import dimension, units
from pipelines.questions.graphs.labels import Labels
from pipelines.questions.graphs.limits import Degree, Number
from pipelines.questions.graphs.question import counts
from pipelines.questions.graphs.schema import Property, Schema, local_name
from pipelines.questions.graphs.words import graph_words, key, spoken

_MAIN = frozenset(("value", "值", "数值", "amount", "quantity", "numericvalue", "main"))
_CONTAINING = "位于"
_IMPLIED, _IMPLIED_PLACE = 0.1, 0.05
_DATE_ADJECTIVES = ("date", "birth")


class Grammar:
    """The schema asked by types. ``labels`` resolves adjectives to properties."""

    def __init__(self, schema: Schema, labels: Labels) -> None:
        self.schema = schema
        self.labels = labels
        self._beside: dict[tuple[frozenset[str], frozenset[str]], tuple[tuple[str, bool], ...]] = {}

    def beside(self, one: frozenset[str], other: frozenset[str]) -> tuple[tuple[str, bool], ...]:
        """(property, inverse) of all links from nodes of types ``one`` to nodes of types ``other``, the most used first."""
        kept = self._beside.get((one, other))
        if kept is None:
            found = []
            for known in sorted(self._relations, key=lambda p: -p.uses):
                if one & known.domains.keys() and other & known.ranges.keys():
                    found.append((known.iri, False))
                if other & known.domains.keys() and one & known.ranges.keys():
                    found.append((known.iri, True))
            kept = self._beside[one, other] = tuple(found)
        return kept

    def through(self, one: frozenset[str], other: frozenset[str]) -> Iterator[tuple[str, bool, str, bool]]:
        """Two links that join the types through a statement node: property, inverse, property, inverse."""
        for first in self._relations:
            for inverse in (False, True):
                near, middle = (first.ranges, first.domains) if inverse else (first.domains, first.ranges)
                if not one & near.keys() or not all(self.schema.is_statement_type(kind) for kind in middle):
                    continue
                for second, back in self.beside(frozenset(middle), other):
                    if second != first.iri:
                        yield first.iri, inverse, second, back

    @cached_property
    def _relations(self) -> tuple[Property, ...]:
        return tuple(p for p in self.schema.properties.values() if p.ranges)

    @cached_property
    def _containing(self) -> frozenset[str]:
        words = graph_words().named(_CONTAINING)
        return frozenset(
            target
            for word in words
            for reading in self.labels.readings.get(key(word), ())
            if reading.kind == "property" and reading.weight >= 0.75
            for target in reading.targets
        )

    def implied_doubt(self, name: str) -> float:
        """How much less sure a link is that the question does not name; to be somewhere is least in need of a name."""
        return _IMPLIED_PLACE if name in self._containing else _IMPLIED

    def places(self, types: frozenset[str]) -> list[str]:
        """Properties that tell where a thing of these types is."""
        return [name for name in sorted(self._containing) if types & self.schema.properties[name].domains.keys()]

    def dates(self, types: frozenset[str]) -> list[str]:
        """The date properties of nodes of these types; of several none is implied."""
        found = [p.iri for p in self.schema.properties.values() if p.kind == "date" and types & p.domains.keys()]
        return found if len(found) == 1 else []

    def main_values(self, types: frozenset[str]) -> list[str]:
        """The property that holds the value of a statement: one called so, or its only number or thing."""
        held = [p for p in self.schema.properties.values() if types & p.domains.keys()]
        called = [p.iri for p in held if spoken(local_name(p.iri)).replace(" ", "").lower() in _MAIN]
        if called:
            return called
        for kind in ("number", "thing", "text"):
            of_kind = [p.iri for p in held if p.kind == kind]
            if len(of_kind) == 1:
                return of_kind
        return []

    def measures(self, name: str, unit: str) -> bool:
        """Whether numbers of the property may be held against ``unit``: of one dimension, or one of them unknown or a count."""
        own = self.schema.properties[name].unit("zh")
        if not unit or not own or unit == own or units().split(unit)[1] is None or own.startswith(f"{unit}/"):
            return True
        one, other = dimension(own), dimension(unit)
        counting = all(counts(u) for u in (own, unit))
        return one == other or counting or one is None or other is None

    def measured_in(self, types: frozenset[str], limit: Number) -> list[str]:
        """Number properties that a bound without a property may mean: by its adjective, or by its unit alone."""
        if limit.adjective:
            return [n for n in self.by_adjective(types, limit.adjective) if self.measures(n, limit.unit)]
        named = {t for r in self.labels.readings.get(key(limit.unit), ()) if r.kind == "property" for t in r.targets}
        found = [
            t
            for t in sorted(named)
            if self.schema.properties[t].kind == "number" and types & self.schema.properties[t].domains.keys()
        ]
        if found:
            return found  # 400页 of a thing that has 页数
        wanted = dimension(limit.unit) if limit.unit else None
        if wanted is None or counts(limit.unit):
            return []
        numbers = (p for p in self.schema.properties.values() if p.kind == "number" and types & p.domains.keys())
        return [p.iri for p in numbers if dimension(p.unit("zh")) == wanted]

    def by_adjective(self, types: frozenset[str], adjective: str | None) -> list[str]:
        """Properties of these types along which the adjective orders, the likeliest first."""
        known = graph_words().adjectives.get(adjective or "")
        if known is None:
            return []
        if any(word in _DATE_ADJECTIVES for word in known.of):
            dates = [p for p in self.schema.properties.values() if p.kind == "date" and types & p.domains.keys()]
            birth = {t for word in ("出生日期",) for r in self.labels.readings.get(key(word), ()) for t in r.targets}
            if "birth" in known.of:
                return [p.iri for p in dates if p.iri in birth]
            return [p.iri for p in dates] if len(dates) == 1 else []
        found: list[str] = []
        for word in known.of:
            for reading in self.labels.readings.get(key(word), ()):
                if reading.kind == "property":
                    found += [t for t in reading.targets if types & self.schema.properties[t].domains.keys()]
        return [n for n in dict.fromkeys(found) if self.schema.properties[n].kind == "number"]

    def fits_degree(self, kind: str, degree: Degree) -> bool:
        """早 and 晚 order dates, 长 and 大 order numbers; 多 and 少 numbers; no adjective orders both."""
        known = graph_words().adjectives.get(degree.adjective or "")
        if known is None:
            return True
        if kind == "date" and known.dates is not None:
            return True
        dated = any(word in _DATE_ADJECTIVES for word in known.of)
        return dated == (kind == "date")

    def turned(self, kind: str, degree: Degree) -> Degree:
        """The degree as it orders values of ``kind``: 最近 is the least distance and the last date."""
        known = graph_words().adjectives.get(degree.adjective or "")
        return replace(degree, more=known.dates) if known and kind == "date" and known.dates is not None else degree
