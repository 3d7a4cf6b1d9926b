"""``suanli entity --merge`` and ``--split``: from names to a decision that can be stored, or an error that says what to choose from."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import cast

from pyoxigraph import Literal

from kg.errors import ArticleUnknown, DecisionsInvalid, EntityUnknown
from kg.model import EntityType
from kg.queries import load
from kg.store import GraphStore
from pipelines.articles.identity.decisions import Decision, Decisions, EntityKey
from service.entities import Named, found

_BY_HAND = "人工判断"


def merge_of(store: GraphStore, one: str, other: str, reason: str | None) -> Decision:
    """The decision that the entity ``one`` is ``other``. Raises EntityUnknown and DecisionsInvalid."""
    source, target = found(store, one), found(store, other)
    if source.iri == target.iri:
        raise DecisionsInvalid(f"“{one}”与“{other}”已是同一个实体 {source.iri}")
    if source.type != target.type:
        raise DecisionsInvalid(f"“{source.name}”是 {source.type}，“{target.name}”是 {target.type}：类型不同，不能合并")
    return Decision(
        date=date.today(), action="merge", type=_type(source), name=source.name, reason=reason or _BY_HAND,
        identity=source.identity, into=target.name, into_identity=target.identity,
    )  # fmt: skip


def split_of(store: GraphStore, decisions: Decisions, name: str, article: str | None, reason: str | None) -> Decision:
    """The decision that ``name`` is not what it is taken for.

    Of a merged entity the merge is undone; of a name that was linked to another entity the name stands alone from now on, in
    ``article`` only where one is given. Raises EntityUnknown, ArticleUnknown and DecisionsInvalid.
    """
    why = reason or _BY_HAND
    if article is not None:
        if not store.has(article):
            raise ArticleUnknown(f"没有文章“{article}”，用 suanli articles 看有哪些")
        entity = found(store, name)
        return Decision(date.today(), "apart", _type(entity), entity.name, why, article=article)
    merges = [row for row in decisions.merged.values() if name in (row.name, row.entity.iri)] or _merged_into(
        store, decisions, name
    )
    if len(merges) > 1:
        shown = "；".join(f"{row.name}（{row.type}）并入{row.into}，{row.entity.iri}" for row in merges)
        raise DecisionsInvalid(f"“{name}”有{len(merges)}个合并，请用被并入者的 IRI 或名称：{shown}")
    if merges:
        row = merges[0]
        return Decision(
            date.today(), "undo", row.type, row.name, why, identity=row.identity, into=row.into, into_identity=row.into_identity
        )
    return Decision(date.today(), "apart", _linked_type(store, name), name, why)


def decisions_on(decisions: Decisions, entity: Named) -> list[dict[str, object]]:
    """The rows that bear on ``entity``, those that were undone too, in order."""
    own = EntityKey(_type(entity), entity.name, entity.identity)
    names = {row.name for row in decisions.rows if row.into and decisions.final(row.target) == own} | {entity.name}
    return [decision_json(row) for row in decisions.rows if row.type == entity.type and {row.name, row.into} & names]


def decision_json(row: Decision) -> dict[str, object]:
    """A decision as ``--json`` prints it."""
    shown: dict[str, object] = dict(asdict(row))
    return shown | {"date": row.date.isoformat(), "iri": row.entity.iri, "into_iri": row.target.iri if row.into else None}


def _type(entity: Named) -> EntityType:
    return cast(EntityType, entity.type)


def _merged_into(store: GraphStore, decisions: Decisions, name: str) -> list[Decision]:
    try:
        entity = found(store, name)
    except EntityUnknown:
        return []
    own = EntityKey(_type(entity), entity.name, entity.identity)
    return [row for row in decisions.merged.values() if decisions.final(row.entity) == own]


def _linked_type(store: GraphStore, name: str) -> EntityType:
    """Type of the name that articles use and that was linked to something else."""
    types = [row["type"].value for row in store.select(load("entity_called"), name=Literal(name))]
    if not types:
        raise EntityUnknown(
            f"“{name}”没有并入别的实体，也没有被链接到别的名称：无可分开。要把某一篇文章里的“{name}”单列，加 --article 文章编号"
        )
    if len(types) > 1:
        raise DecisionsInvalid(f"“{name}”被链接为{len(types)}种类型：{'、'.join(types)}，无法一并分开")
    return cast(EntityType, types[0].rpartition("#")[2])
