"""Quads -> Extraction: the way back from an article's graph, for the pages and commands that show what was extracted.

What comes back equals what kg/rdf.py was given, but for what the graph does not keep: the raw body (``Article.body`` is the clean
one), the order of a repair's alternatives, and confidences past the fourth decimal.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from pyoxigraph import Literal, NamedNode, Quad

from kg import ids
from kg.errors import ArticleUnknown
from kg.model import (
    ENTITY_TYPES,
    Article,
    EntityType,
    Extraction,
    Figure,
    IgnoredNumber,
    Ledger,
    Mention,
    NumberRepair,
    Relation,
    Sentence,
    TextRepair,
    in_order,
)
from kg.rdf_findings import finding_of
from kg.rdf_links import link_of, link_order
from kg.vocab import DCTERMS, RDF, RDFS, SCHEMA, SKOS, SL

Term = NamedNode | Literal
Part = TypeVar("Part", Mention, Figure, TextRepair, IgnoredNumber)
_A = RDF("type")


def extraction_of(quads: Iterable[Quad]) -> Extraction:
    """The extraction whose quads these are. Raises ArticleUnknown where they hold no article."""
    graph = _Graph(quads)
    node = next(graph.instances(SL("Article")), None)
    if node is None:
        raise ArticleUnknown("图里没有文章")
    text = graph.text(node, SL("text"))
    return Extraction(
        article=_article(graph, node, text),
        text=text,
        sentences=tuple(sorted((_sentence(graph, n) for n in graph.instances(SL("Sentence"))), key=lambda s: s.index)),
        mentions=_in_order(_mention(graph, n) for n in graph.instances(SL("Mention"))),
        figures=_in_order(_figure(graph, n) for n in graph.instances(SL("Reading"))),
        relations=tuple(sorted((_relation(graph, n) for n in graph.instances(RDF("Statement"))), key=_relation_order)),
        repairs=_in_order(_text_repair(graph, n) for n in graph.instances(SL("TextRepair"))),
        ignored=_in_order(_ignored(graph, n) for n in graph.instances(SL("IgnoredNumber"))),
        ledger=_ledger(graph, node),
        warnings=tuple(sorted(graph.texts(node, SL("warning")))),
        findings=tuple(sorted((finding_of(graph, n) for n in graph.instances(SL("Finding"))), key=in_order)),
        links=tuple(sorted((link_of(graph, n) for n in graph.instances(SL("Link"))), key=link_order)),
    )


class _Graph:
    """Quads by subject and predicate."""

    def __init__(self, quads: Iterable[Quad]) -> None:
        self._values: dict[tuple[Any, NamedNode], list[Term]] = defaultdict(list)
        self._instances: dict[Any, list[NamedNode]] = defaultdict(list)
        for quad in quads:
            if isinstance(quad.object, NamedNode | Literal):
                self._values[quad.subject, quad.predicate].append(quad.object)
            if quad.predicate == _A and isinstance(quad.subject, NamedNode):
                self._instances[quad.object].append(quad.subject)

    def instances(self, kind: NamedNode) -> Iterator[NamedNode]:
        return iter(self._instances[kind])

    def all(self, node: Term, predicate: NamedNode) -> list[Term]:
        return self._values.get((node, predicate), [])

    def one(self, node: Term, predicate: NamedNode) -> Term | None:
        return next(iter(self.all(node, predicate)), None)

    def texts(self, node: Term, predicate: NamedNode) -> list[str]:
        return [term.value for term in self.all(node, predicate)]

    def maybe(self, node: Term, name: str) -> str | None:
        term = self.one(node, SL(name))
        return term.value if term else None

    def text(self, node: Term, predicate: NamedNode) -> str:
        term = self.one(node, predicate)
        return term.value if term else ""

    def int(self, node: Term, name: str) -> int:
        return int(self.text(node, SL(name)) or 0)

    def decimal(self, node: Term, name: str) -> Decimal | None:
        value = self.maybe(node, name)
        return None if value is None else Decimal(value)

    def confidence(self, node: Term) -> float:
        return float(self.text(node, SL("confidence")) or 0)

    def name(self, node: Term | None) -> tuple[str | None, EntityType | None]:
        """Canonical name and type of an entity; no type for one whose type is unknown."""
        if node is None:
            return None, None
        kinds = {term.value.removeprefix(SL.base) for term in self.all(node, _A)}
        return self.text(node, RDFS("label")), next((kind for kind in ENTITY_TYPES if kind in kinds), None)


def _article(graph: _Graph, node: NamedNode, text: str) -> Article:
    published = graph.text(node, SCHEMA("datePublished"))
    return Article(
        id=graph.text(node, DCTERMS("identifier")),
        title=graph.text(node, DCTERMS("title")),
        body=text.partition("\n")[2],
        published=date.fromisoformat(published) if published else None,
        source=graph.text(node, DCTERMS("source")) or None,
        url=graph.text(node, SCHEMA("url")) or None,
        sha256=graph.text(node, SL("contentHash")),
        encoding=graph.text(node, SL("encoding")),
    )


def _ledger(graph: _Graph, node: NamedNode) -> Ledger:
    names = ("numbers", "numbersExtracted", "numbersIgnored", "numbersUnresolved")
    return Ledger(*(graph.int(node, name) for name in names))


def _sentence(graph: _Graph, node: NamedNode) -> Sentence:
    return Sentence(graph.int(node, "index"), graph.int(node, "start"), graph.int(node, "end"), graph.text(node, SL("text")))


def _mention(graph: _Graph, node: NamedNode) -> Mention:
    entity = graph.one(node, SL("entity"))
    canonical, kind = graph.name(entity)
    source: Any = graph.text(node, SL("recognizer"))
    return Mention(
        start=graph.int(node, "start"),
        end=graph.int(node, "end"),
        text=graph.text(node, SL("surface")),
        type=kind or "Organization",
        canonical=canonical or "",
        confidence=graph.confidence(node),
        source=source,
        entry=graph.maybe(node, "lexiconEntry"),
        identity=graph.maybe(entity, "identity") if entity is not None else None,
        called=graph.maybe(node, "called"),
    )


def _figure(graph: _Graph, node: NamedNode) -> Figure:
    about = graph.one(node, SL("observation"))
    observation = about if about is not None else node
    indicator = graph.one(observation, SL("indicator"))
    scope, scope_type = graph.name(graph.one(observation, SL("about")))
    repair = graph.one(observation, SL("repair"))
    qualifier: Any = graph.text(observation, SL("qualifier"))
    status: Any = graph.text(observation, SL("status"))
    return Figure(
        start=graph.int(node, "start"),
        end=graph.int(node, "end"),
        as_written=graph.text(node, SL("surface")),
        indicator=graph.text(indicator, SKOS("prefLabel")) if indicator else "",
        value=graph.decimal(observation, "value") or Decimal(0),
        unit=graph.text(observation, SL("unitText")),
        lower=graph.decimal(observation, "lowerBound"),
        upper=graph.decimal(observation, "upperBound"),
        time=graph.maybe(observation, "periodText"),
        time_basis=graph.maybe(node, "periodBasis"),
        scope=scope,
        scope_type=scope_type,
        qualifier=qualifier,
        status=status,
        basis=graph.maybe(observation, "basis"),
        precision=graph.maybe(observation, "precision"),
        statistician=graph.name(graph.one(observation, SL("statistician")))[0],
        quote=graph.text(node, SL("inClause")),
        quote_start=graph.int(node, "clauseStart"),
        confidence=graph.confidence(node),
        known_indicator=indicator is not None and SKOS("Concept") in graph.all(indicator, _A),
        metric=graph.text(node, SL("metric")),
        repair=_repair(graph, repair) if repair else None,
    )


def _repair(graph: _Graph, node: Term) -> NumberRepair:
    others = sorted(Decimal(text) for text in graph.texts(node, SL("alternative")))
    articles = (ids.article_id(term.value) for term in graph.all(node, SL("corroboratedBy")))
    return NumberRepair(
        raw=graph.text(node, SL("raw")),
        rule=graph.text(node, SL("rule")),
        confidence=graph.confidence(node),
        alternatives=tuple(others),
        corroborated_by=tuple(sorted(filter(None, articles))),
    )


def _relation(graph: _Graph, node: NamedNode) -> Relation:
    subject, subject_type = graph.name(graph.one(node, RDF("subject")))
    target = graph.one(node, RDF("object"))
    name, kind = graph.name(target) if isinstance(target, NamedNode) else (target.value if target else "", None)
    predicate: Any = graph.text(node, RDF("predicate")).removeprefix(SL.base)
    return Relation(
        subject=subject or "",
        subject_type=subject_type or "Organization",
        predicate=predicate,
        object=name or "",
        object_type=kind,
        quote=graph.text(node, SL("inClause")),
        quote_start=graph.int(node, "clauseStart"),
        confidence=graph.confidence(node),
        inferred=graph.text(node, SL("inferred")) == "true",
    )


def _text_repair(graph: _Graph, node: NamedNode) -> TextRepair:
    return TextRepair(
        start=graph.int(node, "start"),
        end=graph.int(node, "end"),
        raw=graph.text(node, SL("raw")),
        clean=graph.text(node, SL("clean")),
        rule=graph.text(node, SL("rule")),
        confidence=graph.confidence(node),
    )


def _ignored(graph: _Graph, node: NamedNode) -> IgnoredNumber:
    return IgnoredNumber(
        start=graph.int(node, "start"),
        end=graph.int(node, "end"),
        text=graph.text(node, SL("surface")),
        reason=graph.text(node, SL("reason")),
    )


def _relation_order(relation: Relation) -> tuple[int, str, str, str]:
    return relation.quote_start, relation.subject, relation.predicate, relation.object


def _in_order(parts: Iterable[Part]) -> tuple[Part, ...]:
    return tuple(sorted(parts, key=lambda part: (part.start, part.end)))
