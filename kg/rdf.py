"""Extraction -> quads: what one article says, in the article's own graph. Pure; the way back is kg/rdf_read.py.

Everything is an IRI that follows from the content (kg/ids.py), no blank nodes: the same extraction always gives the same
quads, and what two articles both say is the same triple. ``is_shared`` tells which of the triples are knowledge, which the
store also keeps in the default graph, and which only make sense inside the article.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from pyoxigraph import Literal, NamedNode, Quad, Triple

from kg import ids
from kg.model import Article, Extraction, Figure, Mention, NumberRepair, Relation
from kg.name_forms import KEYED, key
from kg.periods import span
from kg.rdf_findings import finding_counts, finding_facts
from kg.rdf_identifiers import identifier_facts
from kg.rdf_links import link_facts
from kg.units import to_base, units
from kg.vocab import DCTERMS, ID, PROV, QB, RDF, RDFS, SCHEMA, SKOS, SL, XSD, boolean, day, integer, number

Term = NamedNode | Literal
Fact = tuple[NamedNode, NamedNode, Term]

_A = RDF("type")
_LOCAL_KINDS = tuple(
    ID.base + kind + "/"
    for kind in ("sentence", "mention", "reading", "statement", "text-repair", "number", "finding", "link", "sense")
)
_LOCAL_PREDICATES = {
    SL(name)
    for name in (
        "text",
        "warning",
        "encoding",
        "numbers",
        "numbersExtracted",
        "numbersIgnored",
        "numbersUnresolved",
        "entityCount",
        "figureCount",
        "relationCount",
        "repairCount",
        "textRepairCount",
        "warningCount",
        "findingCount",
        "confirmationCount",
    )  # fmt: skip
}
_DATE_TYPES = (
    (re.compile(r"\d{4}-\d{2}-\d{2}"), "date"),
    (re.compile(r"\d{4}-\d{2}"), "gYearMonth"),
    (re.compile(r"\d{4}"), "gYear"),
)


def extraction_quads(extraction: Extraction) -> list[Quad]:
    """All quads of one article, each once, all in the graph named by the article's IRI."""
    graph = NamedNode(ids.article_iri(extraction.article.id))
    return [Quad(*fact, graph) for fact in dict.fromkeys(_Writer(extraction).facts())]


def is_shared(triple: Triple | Quad) -> bool:
    """Whether the triple is knowledge that stands in the default graph too; decided by the triple alone.

    Sentences, mentions, readings, statements, text repairs, numbers and an article's text and ledger stay in its graph.
    """
    return triple.predicate not in _LOCAL_PREDICATES and not str(triple.subject)[1:].startswith(_LOCAL_KINDS)


class _Writer:
    """One extraction's facts, section by section."""

    def __init__(self, extraction: Extraction) -> None:
        self.extraction = extraction
        self.article = ids.article_iri(extraction.article.id)
        self.node = NamedNode(self.article)
        self.types = _types_by_name(extraction.mentions)
        self.entities = ids.Entities(extraction.mentions, extraction.links)
        self.sentences = [(s.start, s.end, self._part("sentence", s.start, s.end)) for s in extraction.sentences]

    def facts(self) -> Iterator[Fact]:
        yield from _article(self.node, self.extraction.article)
        yield from self._text()
        for mention in self.extraction.mentions:
            yield from self._mention(mention)
        for figure in self.extraction.figures:
            yield from self._figure(figure)
        for relation in self.extraction.relations:
            yield from self._relation(relation)
        yield from finding_facts(self.extraction, self._sentence_at)
        yield from link_facts(self.extraction)
        yield from self._bookkeeping()

    def _part(self, kind: str, *fields: object) -> NamedNode:
        return NamedNode(ids.part_iri(kind, self.article, *fields))

    def _sentence_at(self, offset: int) -> NamedNode | None:
        return next((node for start, end, node in self.sentences if start <= offset < end), None)

    def _text(self) -> Iterator[Fact]:
        yield self.node, SL("text"), Literal(self.extraction.text)
        for sentence, (_, _, node) in zip(self.extraction.sentences, self.sentences, strict=True):
            yield node, _A, SL("Sentence")
            yield node, SL("index"), integer(sentence.index)
            yield node, SL("text"), Literal(sentence.text)
            yield from _place(node, sentence.start, sentence.end)
            yield node, DCTERMS("isPartOf"), self.node

    def _in_sentence(self, node: NamedNode, offset: int) -> Iterator[Fact]:
        sentence = self._sentence_at(offset)
        if sentence:
            yield node, SL("inSentence"), sentence

    def _mention(self, mention: Mention) -> Iterator[Fact]:
        entity = NamedNode(self.entities.iri(mention.type, mention.canonical))
        yield from self._entity(entity, mention.type, mention.canonical)
        yield from identifier_facts(entity, mention)
        if mention.source != "coreference" and mention.text != mention.canonical:
            yield entity, SKOS("altLabel"), _zh(mention.text)
        node = self._part("mention", mention.start, mention.end, mention.type)
        yield node, _A, SL("Mention")
        yield node, SL("surface"), Literal(mention.text)
        yield from _place(node, mention.start, mention.end)
        yield node, SL("entity"), entity
        yield node, SL("confidence"), number(mention.confidence)
        yield node, SL("recognizer"), Literal(mention.source)
        if mention.entry:
            yield node, SL("lexiconEntry"), Literal(mention.entry)
        elif mention.type in KEYED:
            yield entity, SL("nameKey"), Literal(key(mention.type, mention.called or mention.canonical))
        if mention.called is not None:
            yield node, SL("called"), Literal(mention.called)
        yield from self._in_sentence(node, mention.start)

    def _figure(self, figure: Figure) -> Iterator[Fact]:
        node = NamedNode(ids.observation_iri(figure, self.entities))
        yield node, _A, SL("Observation")
        yield node, _A, QB("Observation")
        yield from _indicator(node, figure)
        yield from _measure(node, figure)
        if figure.scope:
            yield from self._named(node, SL("about"), figure.scope, figure.scope_type)
        if figure.statistician:
            kind = self.types.get(figure.statistician, "Organization")
            yield from self._named(node, SL("statistician"), figure.statistician, kind)
        for name in ("qualifier", "status", "basis", "precision"):
            if getattr(figure, name):
                yield node, SL(name), Literal(getattr(figure, name))
        yield from _period(node, figure.time)
        if figure.repair:
            yield from _repair(node, figure.repair)
        yield node, SL("reportedIn"), self.node
        sentence = self._sentence_at(figure.start)
        if sentence:
            yield node, PROV("wasDerivedFrom"), sentence
        yield from self._reading(node, figure)

    def _reading(self, observation: NamedNode, figure: Figure) -> Iterator[Fact]:
        """Where and how this article states the observation."""
        node = NamedNode(ids.reading_iri(self.article, figure, self.entities))
        yield node, _A, SL("Reading")
        yield node, SL("observation"), observation
        yield node, SL("surface"), Literal(figure.as_written)
        yield from _place(node, figure.start, figure.end)
        yield from _clause(node, figure.quote, figure.quote_start)
        yield node, SL("confidence"), number(figure.confidence)
        if figure.metric:
            yield node, SL("metric"), Literal(figure.metric)
        if figure.time_basis:
            yield node, SL("periodBasis"), Literal(figure.time_basis)
        yield from self._in_sentence(node, figure.start)

    def _named(self, node: NamedNode, predicate: NamedNode, name: str, kind: str | None) -> Iterator[Fact]:
        entity = NamedNode(self.entities.iri(kind, name))
        yield from self._entity(entity, kind, name)
        yield node, predicate, entity

    def _entity(self, node: NamedNode, kind: str | None, canonical: str) -> Iterator[Fact]:
        yield node, _A, SL(kind or "Entity")
        yield node, RDFS("label"), _zh(canonical)
        identity = self.entities.identity(kind, canonical)
        if identity is not None:
            yield node, SL("identity"), Literal(identity)

    def _relation(self, relation: Relation) -> Iterator[Fact]:
        subject = NamedNode(self.entities.iri(relation.subject_type, relation.subject))
        yield from self._entity(subject, relation.subject_type, relation.subject)
        target: Term = _text_or_date(relation)
        if relation.object_type:
            target = NamedNode(self.entities.iri(relation.object_type, relation.object))
            yield from self._entity(target, relation.object_type, relation.object)
        predicate = SL(relation.predicate)
        yield subject, predicate, target
        node = self._part("statement", subject.value, relation.predicate, str(target), relation.quote_start)
        yield node, _A, RDF("Statement")
        yield node, RDF("subject"), subject
        yield node, RDF("predicate"), predicate
        yield node, RDF("object"), target
        yield from _clause(node, relation.quote, relation.quote_start)
        yield node, SL("confidence"), number(relation.confidence)
        yield node, SL("inferred"), boolean(relation.inferred)
        sentence = self._sentence_at(relation.quote_start)
        if sentence:
            yield node, PROV("wasDerivedFrom"), sentence

    def _bookkeeping(self) -> Iterator[Fact]:
        """Text repairs, the numbers that are no figures, the ledger and the warnings."""
        for repair in self.extraction.repairs:
            node = self._part("text-repair", repair.start, repair.end, repair.rule)
            yield node, _A, SL("TextRepair")
            yield from _place(node, repair.start, repair.end)
            yield node, SL("raw"), Literal(repair.raw)
            yield node, SL("clean"), Literal(repair.clean)
            yield node, SL("rule"), Literal(repair.rule)
            yield node, SL("confidence"), number(repair.confidence)
        for ignored in self.extraction.ignored:
            node = self._part("number", ignored.start, ignored.end)
            yield node, _A, SL("IgnoredNumber")
            yield from _place(node, ignored.start, ignored.end)
            yield node, SL("surface"), Literal(ignored.text)
            yield node, SL("reason"), Literal(ignored.reason)
        for name, count in _counts(self.extraction).items():
            yield self.node, SL(name), integer(count)
        for warning in self.extraction.warnings:
            yield self.node, SL("warning"), Literal(warning)


def _zh(text: str) -> Literal:
    return Literal(text, language="zh")


def _article(node: NamedNode, article: Article) -> Iterator[Fact]:
    yield node, _A, SL("Article")
    yield node, DCTERMS("identifier"), Literal(article.id)
    yield node, DCTERMS("title"), Literal(article.title)
    yield node, SL("contentHash"), Literal(article.sha256)
    yield node, SL("encoding"), Literal(article.encoding)
    if article.published:
        yield node, SCHEMA("datePublished"), day(article.published)
    if article.source:
        yield node, DCTERMS("source"), Literal(article.source)
    if article.url:
        yield node, SCHEMA("url"), Literal(article.url)


def _counts(extraction: Extraction) -> dict[str, int]:
    """The ledger, and the counts that a list of articles shows: stored, so that the list costs a row an article."""
    ledger = extraction.ledger
    return {
        "numbers": ledger.numbers,
        "numbersExtracted": ledger.extracted,
        "numbersIgnored": ledger.ignored,
        "numbersUnresolved": ledger.unresolved,
        "entityCount": len({(m.type, m.canonical) for m in extraction.mentions}),
        "figureCount": len(extraction.figures),
        "relationCount": len(extraction.relations),
        "repairCount": sum(f.repair is not None for f in extraction.figures),
        "textRepairCount": len(extraction.repairs),
        "warningCount": len(extraction.warnings),
        **finding_counts(extraction),
    }


def _place(node: NamedNode, start: int, end: int) -> Iterator[Fact]:
    yield node, SL("start"), integer(start)
    yield node, SL("end"), integer(end)


def _clause(node: NamedNode, quote: str, start: int) -> Iterator[Fact]:
    yield node, SL("inClause"), Literal(quote)
    yield node, SL("clauseStart"), integer(start)


def _indicator(node: NamedNode, figure: Figure) -> Iterator[Fact]:
    indicator = NamedNode(ids.indicator_iri(figure.indicator))
    yield node, SL("indicator"), indicator
    yield indicator, _A, SKOS("Concept") if figure.known_indicator else SL("CandidateIndicator")
    yield indicator, SKOS("prefLabel"), _zh(figure.indicator)
    if figure.metric and figure.metric != figure.indicator:
        yield node, SL("metric"), Literal(figure.metric)


def _measure(node: NamedNode, figure: Figure) -> Iterator[Fact]:
    yield node, SL("value"), number(figure.value)
    yield node, SL("unitText"), Literal(figure.unit)
    if figure.lower is not None:
        yield node, SL("lowerBound"), number(figure.lower)
    if figure.upper is not None:
        yield node, SL("upperBound"), number(figure.upper)
    based = to_base(figure.value, figure.unit)
    if based:
        value, base = based
        yield node, SL("baseValue"), number(value)
        yield node, SL("baseUnit"), Literal(base)
        unit = units().named(base) if base else None
        if unit and unit.iri:
            yield node, SL("unit"), NamedNode(unit.iri)


def _period(node: NamedNode, period: str | None) -> Iterator[Fact]:
    if not period:
        return
    yield node, SL("periodText"), Literal(period)
    days = span(period)
    if days:
        yield node, SL("periodStart"), day(days[0])
        yield node, SL("periodEnd"), day(days[1])


def _repair(observation: NamedNode, repair: NumberRepair) -> Iterator[Fact]:
    confidence = number(repair.confidence)
    others = [number(value) for value in repair.alternatives]
    fields = (repair.raw, repair.rule, confidence.value, *(other.value for other in others), *repair.corroborated_by)
    node = NamedNode(ids.repair_iri(observation.value, *fields))
    yield observation, SL("repair"), node
    yield node, _A, SL("Repair")
    yield node, SL("raw"), Literal(repair.raw)
    yield node, SL("rule"), Literal(repair.rule)
    yield node, SL("confidence"), confidence
    for other in others:
        yield node, SL("alternative"), other
    for article in repair.corroborated_by:
        yield node, SL("corroboratedBy"), NamedNode(ids.article_iri(article))


def _text_or_date(relation: Relation) -> Literal:
    if relation.predicate == "issuedOn":
        for pattern, kind in _DATE_TYPES:
            if pattern.fullmatch(relation.object):
                return Literal(relation.object, datatype=XSD(kind))
    return Literal(relation.object)


def _types_by_name(mentions: tuple[Mention, ...]) -> Mapping[str, str]:
    """Canonical name -> type; of homonyms the organisation, since only the type of who counted is asked here."""
    named = sorted(mentions, key=lambda m: m.type == "Organization")
    return {mention.canonical: mention.type for mention in named}
