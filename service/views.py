"""What lists, article pages and charts show, read from the graph."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from itertools import zip_longest

from pyoxigraph import Literal, NamedNode

from kg.ids import article_id, indicator_iri
from kg.indicators import indicators
from kg.model import Figure, Finding, IgnoredNumber, Ledger, Mention, Relation, TextRepair
from kg.queries import load
from kg.rdf_read import extraction_of
from kg.reconcile.conflicts import conflicts
from kg.store import ArticleInfo, GraphStore, Row
from service.contract import number


@dataclass(frozen=True, slots=True)
class ArticleView:
    """One article with all that was found in it; offsets refer to ``text``."""

    id: str
    title: str
    published: date | None
    source: str | None
    url: str | None
    text: str
    mentions: tuple[Mention, ...]
    figures: tuple[Figure, ...]
    relations: tuple[Relation, ...]
    repairs: tuple[TextRepair, ...]
    ignored: tuple[IgnoredNumber, ...]
    warnings: tuple[str, ...]
    ledger: Ledger
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class SeriesPoint:
    """One observation of a series. ``value`` is in ``unit`` as written, ``base_value`` in ``base_unit`` for drawing."""

    period: str
    start: date
    value: Decimal
    unit: str
    base_value: Decimal | None
    base_unit: str | None
    about: str | None
    status: str
    article: str
    quote: str
    repaired: bool
    confidence: float
    conflicting: bool = False  # another article says what excludes it


def article_view(store: GraphStore, article: str) -> ArticleView:
    """Raises ArticleUnknown."""
    found = extraction_of(store.quads(article))
    a = found.article
    return ArticleView(
        a.id, a.title, a.published, a.source, a.url, found.text, found.mentions, found.figures, found.relations, found.repairs,
        found.ignored, found.warnings, found.ledger, found.findings,
    )  # fmt: skip


def article_json(info: ArticleInfo, findings: Sequence[dict[str, object]] = ()) -> dict[str, object]:
    """A row of ``suanli articles --json``; ``finding_list`` holds the ``findings`` that ``findings`` and ``confirmations`` count."""
    row = asdict(info)
    row["published"] = info.published.isoformat() if info.published else None
    row["finding_list"] = list(findings)
    return row


def findings_by_article(store: GraphStore) -> dict[str, list[dict[str, object]]]:
    """The findings of every article that has any, by the article's id, in text order."""
    found: dict[str, list[dict[str, object]]] = {}
    for row in store.select(load("article_findings")):
        told: dict[str, object] = {name: row[name].value for name in ("kind", "severity", "formula", "message")}
        told |= {"message_en": row["messageEn"].value, "start": int(row["start"].value), "end": int(row["end"].value)}
        found.setdefault(row["id"].value, []).append(told)
    return found


def series_points(store: GraphStore, indicator: str, about: str | None = None, marked: bool = False) -> list[SeriesPoint]:
    """The observations of an indicator (by any of its names), by period; empty where there are none.

    ``marked`` sets ``conflicting``, at the price of comparing all observations of the indicator.
    """
    known = indicators().named(indicator)
    node = NamedNode(indicator_iri(known.zh if known else indicator))
    subject = _entity(store, about) if about else None
    if about and subject is None:
        return []
    compared = conflicts(store, node) if marked else ()
    disputed = {claim.observation for conflict in compared for side in conflict.sides for claim in side}
    return [_point(row, disputed) for row in store.select(load("series"), indicator=node, about=subject)]


def _entity(store: GraphStore, name: str) -> NamedNode | None:
    label = str(Literal(name, language="zh"))
    rows = store.select(f"SELECT ?e WHERE {{ ?e rdfs:label|skos:altLabel {label} }} ORDER BY ?e LIMIT 1")
    return NamedNode(rows[0]["e"].value) if rows else None


def _point(row: Row, disputed: Set[str]) -> SeriesPoint:
    return SeriesPoint(
        period=row["period"].value,
        start=date.fromisoformat(row["start"].value),
        value=Decimal(row["value"].value),
        unit=row["unit"].value,
        base_value=Decimal(row["baseValue"].value) if "baseValue" in row else None,
        base_unit=row["baseUnit"].value if "baseUnit" in row else None,
        about=row["aboutLabel"].value if "aboutLabel" in row else None,
        status=row["status"].value,
        article=article_id(row["article"].value) or row["article"].value,
        quote=row["clause"].value,
        repaired="raw" in row,
        confidence=float(row["confidence"].value),
        conflicting=row["observation"].value in disputed,
    )


def point_json(point: SeriesPoint) -> dict[str, object]:
    """A row of ``suanli series --json``."""
    row = asdict(point)
    row["start"] = point.start.isoformat()
    for key in ("value", "base_value"):
        row[key] = number(getattr(point, key))
    return row


def example_questions(store: GraphStore) -> Iterator[str]:
    """Questions made from what the graph states, figures and relations in turn, the surest first."""
    figures = (_figure_question(row) for row in store.select(load("example_figures")))
    relations = (_relation_question(row) for row in store.select(load("example_relations")))
    for pair in zip_longest(figures, relations):
        yield from (question for question in pair if question)


def _figure_question(row: Row) -> str:
    year, _, month = row["period"].value.partition("-")
    when = f"{year}年{int(month)}月" if month else f"{year}年"
    about, indicator = row["about"].value, row["indicator"].value
    return f"{when}{'' if about == '中国' else about}{indicator}是多少？"


_ASK = {
    "locatedIn": "{}在哪里？",
    "operatedBy": "{}由谁运营？",
    "builtBy": "{}是谁建设的？",
    "usesChip": "{}用的是什么芯片？",
    "madeBy": "{}是哪家公司的？",
    "issuedBy": "{}是谁发布的？",
}


def _relation_question(row: Row) -> str:
    return _ASK[row["predicate"].value.rpartition("#")[2]].format(row["subject"].value)
