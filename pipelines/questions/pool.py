"""Sentences that may answer a question, with all that the graph says of them: found by passages, by indicator and by entity."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import cast

from pyoxigraph import Literal, NamedNode

from kg.ids import article_id, article_iri, part_iri
from kg.model import EntityType, Mention, NumberRepair
from kg.passages import PassageIndex
from kg.queries import load
from kg.store import GraphStore, Row
from kg.vocab import SL
from pipelines.questions.content import fold
from pipelines.questions.evidence import Observation, View, leads_on
from pipelines.questions.parse import Parse
from pipelines.questions.texts.relations import Edge

PASSAGES = 40  # sentences taken from the hybrid index; the answer's is among the first 40 for 98% of the project's questions
_LEADS = 6  # of those that ask or announce, the best
_LOCAL = len(SL.base)


@dataclass(frozen=True, slots=True)
class Pool:
    """Views best first, the edges stated in them, the sentences that indicators and names led to, and the SPARQL that ran."""

    views: tuple[View, ...]
    edges: tuple[Edge, ...]
    named: tuple[str, ...]
    queries: tuple[str, ...]


class _Graph:
    """Runs named queries and remembers their text."""

    def __init__(self, store: GraphStore) -> None:
        self._store = store
        self.ran: list[str] = []

    def rows(self, name: str, **values: Sequence[NamedNode | Literal]) -> list[Row]:
        if not any(values.values()):
            return []
        text = load(name).text(**values)
        self.ran.append(text)
        return self._store.select(text)


def gather(parse: Parse, store: GraphStore, index: PassageIndex, dense: bool | None, known: Pool | None = None) -> Pool:
    """The pool for ``parse``; ``dense`` adds the embedding arm to the passage search, None leaves that search out.

    ``known`` is a pool gathered for the same parse before: what the graph says of its sentences is not read again.
    """
    graph = _Graph(store)
    hits = index.search(search_text(parse), PASSAGES, dense) if dense is not None and (parse.terms or parse.times) else []
    ranks: dict[str, int] = {}
    leads: list[NamedNode | Literal] = []  # sentences that ask or announce: the answer stands behind them
    for hit in hits:
        iri = part_iri("sentence", article_iri(hit.passage.article), hit.passage.start, hit.passage.end)
        ranks.setdefault(iri, len(ranks))
        if leads_on(hit.passage.text) and len(leads) < _LEADS:
            leads.append(NamedNode(iri))
    for row in graph.rows("ask_following", sentences=leads):
        ranks.setdefault(row["after"].value, len(ranks))
    named = known.named if known else _named(graph, parse)
    for iri in named:
        ranks.setdefault(iri, len(ranks))
    old = {view.iri: view for view in known.views} if known else {}
    views, edges = _read(graph, [NamedNode(iri) for iri in ranks if iri not in old], ranks)
    views += [replace(old[iri], rank=rank) for iri, rank in ranks.items() if iri in old]
    edges += [edge for edge in known.edges if edge.sentence in ranks] if known else []
    return Pool(
        tuple(sorted(views, key=lambda v: v.rank)),
        tuple(sorted(edges, key=lambda e: e.sentence)),
        named,
        tuple(dict.fromkeys((*(known.queries if known else ()), *graph.ran))),
    )


def _named(graph: _Graph, parse: Parse) -> tuple[str, ...]:
    """Sentences with a figure of an indicator that the question names, or with one of its names."""
    found = graph.rows("ask_by_indicator", labels=_labels(parse)) + graph.rows("ask_by_entity", names=_names(parse))
    return tuple(dict.fromkeys(row["sentence"].value for row in found))


def _read(graph: _Graph, sentences: Sequence[NamedNode], ranks: Mapping[str, int]) -> tuple[list[View], list[Edge]]:
    """What the graph says of ``sentences``, and of what is stated in them."""
    mentions = _mentions(graph.rows("ask_mentions", sentences=sentences))
    observations = _observations(graph, sentences)
    rows = graph.rows("ask_passages", sentences=sentences)
    articles = [NamedNode(article_iri(name)) for name in dict.fromkeys(row["id"].value for row in rows)]
    texts = {article_id(row["article"].value): row["text"].value for row in graph.rows("ask_articles", articles=articles)}
    views = [_view(row, ranks, texts, (mentions, observations)) for row in rows]
    return views, [_edge(row) for row in graph.rows("ask_statements", sentences=sentences)]


def search_text(parse: Parse) -> str:
    """What the passage index is asked: the question with the Chinese forms of its English or short names."""
    extra = [n.canonical for n in parse.names if n.canonical not in parse.question]
    extra += [i.zh for i in parse.indicators if i.zh not in parse.question]
    return " ".join([parse.question, *extra])


def _labels(parse: Parse) -> list[NamedNode | Literal]:
    return [Literal(label, language="zh") for i in parse.indicators for label in (i.zh, f"{i.zh}同比增速")]


def _names(parse: Parse) -> list[NamedNode | Literal]:
    return [Literal(n.canonical, language="zh") for n in parse.constraints]


def _text(row: Row, name: str) -> str | None:
    return row[name].value if name in row else None


def _number(row: Row, name: str) -> Decimal | None:
    return Decimal(row[name].value) if name in row else None


def _local(row: Row, name: str) -> str:
    return row[name].value[_LOCAL:]


def _mentions(rows: Iterable[Row]) -> dict[str, list[Mention]]:
    found: dict[str, list[Mention]] = defaultdict(list)
    for row in rows:
        found[row["sentence"].value].append(
            Mention(
                int(row["start"].value),
                int(row["end"].value),
                row["surface"].value,
                cast(EntityType, _local(row, "type")),
                row["name"].value,
                float(row["confidence"].value),
                "lexicon",
            )  # fmt: skip
        )
    return found


def _observations(graph: _Graph, sentences: Sequence[NamedNode]) -> dict[str, list[Observation]]:
    rows = graph.rows("ask_observations", sentences=sentences)
    others: dict[str, list[Row]] = defaultdict(list)
    repairs = [NamedNode(iri) for iri in dict.fromkeys(row["repair"].value for row in rows if "repair" in row)]
    for row in graph.rows("ask_repairs", repairs=repairs):
        others[row["repair"].value].append(row)
    against: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    for row in graph.rows("ask_contradictions", sentences=sentences):
        message = row["message"]
        if isinstance(message, Literal) and message.language:
            against[row["sentence"].value, row["start"].value].append((message.language, message.value))
    found: dict[str, list[Observation]] = defaultdict(list)
    seen = set()
    for row in rows:
        key = (row["sentence"].value, row["observation"].value, row["start"].value)
        if key not in seen:  # an observation with two hypotheses comes twice
            seen.add(key)
            observation = _observation(row, others)
            said = tuple(against.get((row["sentence"].value, row["start"].value), ()))
            found[row["sentence"].value].append(replace(observation, contradictions=said) if said else observation)
    return found


def _repair(row: Row, others: Sequence[Row]) -> NumberRepair:
    return NumberRepair(
        raw=row["raw"].value,
        rule=row["rule"].value,
        confidence=float(row["repairConfidence"].value),
        alternatives=tuple(Decimal(other["alternative"].value) for other in others if "alternative" in other),
        corroborated_by=tuple(other["article"].value for other in others if "article" in other),
    )


def _observation(row: Row, others: Mapping[str, Sequence[Row]]) -> Observation:
    return Observation(
        iri=row["observation"].value,
        indicator=row["indicator"].value,
        metric=_text(row, "metric"),
        about=_text(row, "about"),
        about_type=_local(row, "aboutType") if "aboutType" in row else None,
        value=Decimal(row["value"].value),
        unit=row["unit"].value,
        base_value=_number(row, "baseValue"),
        base_unit=_text(row, "baseUnit"),
        lower=_number(row, "lower"),
        upper=_number(row, "upper"),
        period=_text(row, "period"),
        period_basis=_text(row, "periodBasis"),
        qualifier=row["qualifier"].value,
        status=row["status"].value,
        basis=_text(row, "basis"),
        precision=_text(row, "precision"),
        statistician=_text(row, "statistician"),
        surface=row["surface"].value,
        start=int(row["start"].value),
        clause=row["clause"].value,
        confidence=float(row["confidence"].value),
        repair=_repair(row, others[row["repair"].value]) if "repair" in row else None,
        sentence=row["sentence"].value,
    )


Found = tuple[dict[str, list[Mention]], dict[str, list[Observation]]]


def _view(row: Row, ranks: Mapping[str, int], texts: Mapping[str | None, str], found: Found) -> View:
    mentions, observations = found
    iri = row["sentence"].value
    start = int(row["start"].value)
    previous = _text(row, "previous") or ""
    published = _text(row, "published")
    return View(
        iri=iri,
        article=row["id"].value,
        title=row["title"].value,
        published=date.fromisoformat(published) if published else None,
        start=start,
        end=int(row["end"].value),
        text=row["text"].value,
        previous=previous,
        next=_text(row, "next") or "",
        rank=ranks[iri],
        before=fold(texts[row["id"].value][:start].strip().removesuffix(previous)),
        mentions=tuple(mentions.get(iri, ())),
        observations=tuple(observations.get(iri, ())),
    )


def _edge(row: Row) -> Edge:
    literal = "object" not in row
    return Edge(
        subject=row["subject"].value,
        subject_type=_local(row, "subjectType"),
        predicate=_local(row, "predicate"),
        object=row["text"].value if literal else row["object"].value,
        object_type=None if literal else _local(row, "objectType"),
        confidence=float(row["confidence"].value),
        inferred=row["inferred"].value == "true",
        sentence=row["sentence"].value,
    )
