"""What is known of entities, read from the graph: lists by type, and all of one entity with its sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from pyoxigraph import Literal, NamedNode

from kg.errors import EntityUnknown
from kg.ids import article_id
from kg.model import ENTITY_TYPES
from kg.queries import load
from kg.rdf_identifiers import scheme_of
from kg.store import GraphStore, Row
from kg.vocab import ID, SL
from service.contract import number

Json = dict[str, object]


@dataclass(frozen=True, slots=True)
class EntityRow:
    """An entity as lists show it. ``mentions`` are places, ``articles`` how many name it."""

    iri: str
    type: str
    name: str
    identity: str | None
    aliases: tuple[str, ...]
    mentions: int
    articles: int


def entity_rows(store: GraphStore, type: str | None = None) -> list[EntityRow]:
    """The entities of one type, or all, the most named first. Raises EntityUnknown where there is no such type."""
    if type is not None and type not in ENTITY_TYPES:
        raise EntityUnknown(f"没有类型“{type}”：可用 {'、'.join(ENTITY_TYPES)}")
    aliases: dict[str, list[str]] = {}
    for row in store.select(load("entity_aliases")):
        aliases.setdefault(row["entity"].value, []).append(row["alias"].value)
    types = [SL(name) for name in ((type,) if type else ENTITY_TYPES)]
    return [_row(row, tuple(aliases.get(row["entity"].value, ()))) for row in store.select(load("entity_list"), types=types)]


def _row(row: Row, aliases: tuple[str, ...]) -> EntityRow:
    return EntityRow(
        iri=row["entity"].value,
        type=row["type"].value.removeprefix(SL.base),
        name=row["label"].value,
        identity=_maybe(row, "identity"),
        aliases=aliases,
        mentions=int(row["mentions"].value),
        articles=int(row["articles"].value),
    )


def _maybe(row: Row, name: str) -> str | None:
    return row[name].value if name in row else None


@dataclass(frozen=True, slots=True)
class Named:
    """An entity by its name, or by one of its other names."""

    iri: str
    type: str
    name: str
    identity: str | None
    aliases: tuple[str, ...]


def found(store: GraphStore, name: str) -> Named:
    """The entity of this IRI or name; an entity's own name goes before another's alias.

    Raises EntityUnknown where there is none, or several: then the message lists them with their IRIs.
    """
    if name.startswith(ID.base):
        entity = _named(store, name)
        if entity is None:
            raise EntityUnknown(f"图里没有实体 {name}")
        return entity
    rows = store.select(load("entities_named"), name=Literal(name, language="zh"))
    entities = [entity for iri in dict.fromkeys(row["entity"].value for row in rows) if (entity := _named(store, iri))]
    own = [entity for entity in entities if entity.name == name] or entities
    if not own:
        raise EntityUnknown(f"图里没有叫“{name}”的实体：用 suanli entity 看有哪些")
    if len(own) > 1:
        shown = "；".join(f"{e.name}（{e.type}{'，' + e.identity if e.identity else ''}）{e.iri}" for e in own)
        raise EntityUnknown(f"“{name}”可指{len(own)}个实体，请用其 IRI：{shown}")
    return own[0]


def _named(store: GraphStore, iri: str) -> Named | None:
    rows = store.select(load("entity_names"), entity=NamedNode(iri))
    if not rows:
        return None
    kinds = [row["type"].value.removeprefix(SL.base) for row in rows]
    aliases = dict.fromkeys(row["alias"].value for row in rows if "alias" in row)
    kind = next((kind for kind in kinds if kind in ENTITY_TYPES), kinds[0])
    return Named(iri, kind, rows[0]["label"].value, _maybe(rows[0], "identity"), tuple(aliases))


def entity_json(store: GraphStore, entity: Named) -> Json:
    """All that is known of an entity: ``suanli entity NAME --json``."""
    node = NamedNode(entity.iri)
    mentions = store.select(load("entity_mentions"), entity=node)
    return {
        "iri": entity.iri,
        "type": entity.type,
        "name": entity.name,
        "identity": entity.identity,
        "aliases": list(entity.aliases),
        "identifiers": _identifiers(store.select(load("entity_identifiers"), entity=node)),
        "articles": list(_articles(mentions)),
        "relations": [_relation(row) for row in store.select(load("entity_facts"), entity=node)],
        "figures": [_figure(row) for row in store.select(load("entity_observations"), entity=node)],
        "links": list(_links(store.select(load("entity_links"), entity=node))),
    }


def _identifiers(rows: Iterable[Row]) -> dict[str, str]:
    """What the entity is known by elsewhere: wikidata, gb2260, document (文号), standard, listing."""
    return dict(scheme_of(NamedNode(row["scheme"].value), row["value"]) for row in rows)


def _articles(mentions: list[Row]) -> Iterator[Json]:
    by_article: dict[str, list[Row]] = {}
    for row in mentions:
        by_article.setdefault(row["id"].value, []).append(row)
    for name, rows in by_article.items():
        places: list[Json] = [
            {
                "text": row["surface"].value,
                "start": int(row["start"].value),
                "end": int(row["end"].value),
                "sentence": _maybe(row, "sentence"),
                "confidence": float(row["confidence"].value),
                "recognizer": row["recognizer"].value,
                "called": _maybe(row, "called"),
            }
            for row in rows
        ]
        yield {"article": name, "title": rows[0]["title"].value, "published": _maybe(rows[0], "published"), "mentions": places}


def _relation(row: Row) -> Json:
    return {
        "direction": row["direction"].value,
        "predicate": row["predicate"].value.removeprefix(SL.base),
        "other": row["otherLabel"].value if "otherLabel" in row else row["other"].value,
        "other_iri": row["other"].value if isinstance(row["other"], NamedNode) else None,
        "article": article_id(row["article"].value),
        "title": row["title"].value,
        "quote": row["clause"].value,
        "confidence": float(row["confidence"].value),
        "inferred": row["inferred"].value == "true",
    }


def _figure(row: Row) -> Json:
    return {
        "indicator": row["indicatorLabel"].value,
        "value": number(Decimal(row["value"].value)),
        "unit": row["unit"].value,
        "time": _maybe(row, "period"),
        "status": row["status"].value,
        "qualifier": row["qualifier"].value,
        "article": article_id(row["article"].value),
        "title": row["title"].value,
        "quote": row["clause"].value,
        "confidence": float(row["confidence"].value),
        "repaired": "raw" in row,
    }


def _links(rows: list[Row]) -> Iterator[Json]:
    """Names that were taken for the entity or may mean it, each with what was chosen and what else it may be."""
    by_link: dict[str, list[Row]] = {}
    for row in rows:
        by_link.setdefault(row["link"].value, []).append(row)
    for senses in by_link.values():
        told = [(row["rank"] == SL("chosen"), _sense(row)) for row in senses]
        yield {
            "article": senses[0]["id"].value,
            "called": senses[0]["called"].value,
            "outcome": senses[0]["outcome"].value,
            "chosen": next(sense for first, sense in told if first),
            "candidates": [sense for first, sense in told if not first],
        }


def _sense(row: Row) -> Json:
    return {
        "name": row["name"].value,
        "iri": row["other"].value,
        "score": float(row["score"].value),
        "reason": row["reason"].value,
    }
