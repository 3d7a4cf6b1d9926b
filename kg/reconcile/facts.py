"""Facts of the graph as claims. What may conflict is found on a few columns of all observations; only those are read in full.

Nodes are read whole, not by a query with a dozen optional parts: those cost a scan of the store each in Oxigraph 0.5.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import islice

from pyoxigraph import Literal, NamedNode

from kg.ids import article_id
from kg.periods import span
from kg.queries import load
from kg.reconcile.claims import Claim, in_base, open_interval
from kg.store import GraphStore, Row
from kg.vocab import DCTERMS, RDF, RDFS, SCHEMA, SKOS, SL

_MONTH = 31  # days
_BATCH = 2000  # nodes asked for at a time
_Term = NamedNode | Literal
Facts = Mapping[str, Mapping[str, list[_Term]]]  # node -> predicate -> objects
_TYPE, _LABEL, _NAME = RDF("type").value, RDFS("label").value, SKOS("prefLabel").value
_ARTICLE = "article"
_Doubts = Mapping[str, tuple[tuple[str, str], ...]]


def claims(store: GraphStore, indicator: NamedNode | None = None) -> list[Claim]:
    """The claims that may contradict another: of a measure, a subject and a time with several values told by several."""
    wanted = _suspects(store.select(load("conflict_groups"), indicator=indicator), _timeless(store))
    if not wanted:
        return []
    observations = _facts(store, "node_facts", wanted)
    readings = _facts(store, "reading_facts", wanted)
    sentences = _facts(store, "sentence_facts", _objects(readings, "inSentence"))
    pointed = [n for name in ("indicator", "about", "statistician", "repair", "reportedIn") for n in _objects(observations, name)]
    reader = _Reader(observations, readings, sentences, _facts(store, "node_facts", pointed), _doubts(store))
    return [reader.claim(reading) for reading in sorted(readings)]


def _timeless(store: GraphStore) -> frozenset[str]:
    """IRIs of what is measured once for all: chips and models."""
    rows = store.select("SELECT ?e WHERE { VALUES ?type { sl:Chip sl:Model } ?e a ?type }")
    return frozenset(row["e"].value for row in rows)


def _suspects(rows: Iterable[Row], timeless: frozenset[str]) -> list[str]:
    """IRIs of the observations of groups with more than one value and more than one teller, sorted.

    A group is a measure and subject in a month; in a whole year, or a longer time, where one of it says no month.
    """
    years: dict[tuple[str, ...], dict[str, list[Row]]] = {}
    for row in rows:
        about = row["about"].value if "about" in row else ""
        days = span(row["period"].value) if "period" in row and about not in timeless else None
        unit = row["baseUnit" if "baseUnit" in row else "unit"].value
        year, month = (str(days[1].year), f"{days[1]:%m}") if days else ("", "")
        exact = month if days and (days[1] - days[0]).days <= _MONTH else ""
        years.setdefault((row["measured"].value, about, unit, year), {}).setdefault(exact, []).append(row)
    found: set[str] = set()
    for months in years.values():
        groups = [[row for members in months.values() for row in members]] if "" in months else list(months.values())
        found.update(row["observation"].value for members in groups if _disputed(members) for row in members)
    return sorted(found)


def _disputed(members: Sequence[Row]) -> bool:
    values = {row["baseValue" if "baseValue" in row else "value"].value for row in members}
    return len(values) > 1 and len({(row["article"].value, row.get("statistician")) for row in members}) > 1


def _facts(store: GraphStore, query: str, nodes: Iterable[str]) -> Facts:
    """All facts of ``nodes``, a batch at a time; of readings also the article that each is in."""
    found: dict[str, dict[str, list[_Term]]] = {}
    parameter = load(query).parameters[0].name
    for batch in _batches(sorted(set(nodes))):
        for row in store.select(load(query), **{parameter: batch}):
            facts = found.setdefault(row["node"].value, {})
            facts.setdefault(row["predicate"].value, []).append(row["value"])
            if "article" in row:
                facts[_ARTICLE] = [row["article"]]
    return found


def _batches(iris: Iterable[str]) -> Iterator[list[NamedNode]]:
    rest = map(NamedNode, iris)
    while batch := list(islice(rest, _BATCH)):
        yield batch


def _objects(facts: Facts, name: str) -> list[str]:
    predicate = SL(name).value
    return [term.value for node in facts.values() for term in node.get(predicate, ())]


def _doubts(store: GraphStore) -> _Doubts:
    found: dict[str, tuple[tuple[str, str], ...]] = {}
    for row in store.select(load("conflict_doubts")):
        reading = row["reading"].value
        found[reading] = (*found.get(reading, ()), (row["message"].value, row["messageEn"].value))
    return found


class _Reader:
    """Claims from what was read: observations, readings, their sentences, and the nodes that observations point to."""

    def __init__(self, observations: Facts, readings: Facts, sentences: Facts, nodes: Facts, doubts: _Doubts) -> None:
        self.observations, self.readings, self.sentences, self.nodes = observations, readings, sentences, nodes
        self.doubts = doubts

    def claim(self, reading: str) -> Claim:
        """The claim that the reading with this IRI makes."""
        at = self.readings[reading]
        observation = _text(at, "observation") or ""
        facts = self.observations[observation]
        sentence = self.sentences.get(_text(at, "inSentence") or "", {})
        about = _text(facts, "about") or ""
        value, unit, surface = Decimal(_text(facts, "value") or 0), _text(facts, "unitText") or "", _text(at, "surface") or ""
        bounds = _number(facts, "lowerBound"), _number(facts, "upperBound")
        article = at[_ARTICLE][0].value
        published = _first(self.nodes[article], SCHEMA("datePublished").value)
        return Claim(
            observation=observation,
            indicator=_zh(self.nodes[_text(facts, "indicator") or ""], _NAME),
            metric=_text(at, "metric"),
            about=about,
            about_label=self._label(about),
            about_type=self._type(about),
            value=value,
            unit=unit,
            interval=open_interval(value, unit, bounds, surface),
            exact=bounds == (None, None),
            base_unit=in_base(unit)[1],
            period=_text(facts, "periodText"),
            period_basis=_text(at, "periodBasis"),
            status=_text(facts, "status") or "",
            basis=_text(facts, "basis"),
            precision=_text(facts, "precision"),
            statistician=self._label(_text(facts, "statistician") or "") or None,
            surface=surface,
            start=int(_text(at, "start") or 0),
            clause=_text(at, "inClause") or "",
            confidence=float(_text(at, "confidence") or 0),
            article=article_id(article) or article,
            title=_first(self.nodes[article], DCTERMS("title").value) or "",
            published=date.fromisoformat(published) if published else None,
            source=_first(self.nodes[article], DCTERMS("source").value),
            sentence=_text(sentence, "text") or "",
            sentence_start=int(_text(sentence, "start") or 0),
            sentence_end=int(_text(sentence, "end") or 0),
            raw=self._raw(facts),
            alternatives=self._alternatives(facts),
            doubts=self.doubts.get(reading, ()),
        )

    def _label(self, node: str) -> str:
        return _zh(self.nodes.get(node, {}), _LABEL)

    def _type(self, node: str) -> str:
        names = sorted(term.value for term in self.nodes.get(node, {}).get(_TYPE, ()))
        return names[0].removeprefix(SL.base) if names else ""

    def _raw(self, facts: Mapping[str, list[_Term]]) -> str | None:
        repairs = [self.nodes[term.value] for term in facts.get(SL("repair").value, ())]
        return min((raw for repair in repairs if (raw := _text(repair, "raw"))), default=None)

    def _alternatives(self, facts: Mapping[str, list[_Term]]) -> tuple[Decimal, ...]:
        repairs = [self.nodes[term.value] for term in facts.get(SL("repair").value, ())]
        return tuple(sorted({Decimal(other.value) for r in repairs for other in r.get(SL("alternative").value, ())}))


def _first(facts: Mapping[str, list[_Term]], predicate: str) -> str | None:
    return min((term.value for term in facts.get(predicate, ())), default=None)


def _text(facts: Mapping[str, list[_Term]], name: str) -> str | None:
    return _first(facts, SL(name).value)


def _number(facts: Mapping[str, list[_Term]], name: str) -> Decimal | None:
    text = _text(facts, name)
    return Decimal(text) if text else None


def _zh(facts: Mapping[str, list[_Term]], predicate: str) -> str:
    """The Chinese label; the least of several, so that it does not vary."""
    terms = facts.get(predicate, ())
    return min((t.value for t in terms if isinstance(t, Literal) and t.language == "zh"), default="")
