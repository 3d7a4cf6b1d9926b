"""What people decided about entities: corrections/entities.yaml of a corpus, read, added to and folded into one state.

A row is never changed or taken out. A later row undoes an earlier one, so that the file tells who decided what, when and why, and the
state is a function of its rows:

- ``merge``: the entity of this type and name is the one called ``into``.
- ``undo``: the last merge of the entity no longer holds.
- ``apart``: the name stands for an entity of its own, whatever it would be linked to; with ``article``, in that article only.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from pathlib import Path
from typing import Any, Literal, NamedTuple, cast, get_args

import yaml

from kg.errors import DecisionsInvalid
from kg.ids import entity_iri
from kg.model import ENTITY_TYPES, EntityType

Action = Literal["merge", "undo", "apart"]
_HEAD = "# 对实体的人工决定：逐条追加，不改不删；见 docs/decisions/0012-identity.md\n"
_NEEDED = ("date", "action", "type", "name", "reason")


class EntityKey(NamedTuple):
    """What an entity is told by."""

    type: EntityType
    canonical: str
    identity: str | None = None

    @property
    def iri(self) -> str:
        return entity_iri(*self)


@dataclass(frozen=True, slots=True)
class Decision:
    """A row of the file; ``into`` of a merge and of its undoing, ``article`` of a name kept apart in one article only."""

    date: date
    action: Action
    type: EntityType
    name: str
    reason: str
    identity: str | None = None
    into: str | None = None
    into_identity: str | None = None
    article: str | None = None

    @property
    def entity(self) -> EntityKey:
        return EntityKey(self.type, self.name, self.identity)

    @property
    def target(self) -> EntityKey:
        return EntityKey(self.type, self.into or "", self.into_identity)


@dataclass(frozen=True, slots=True)
class Decisions:
    """The state that the rows lead to. ``merged``: entity -> the merge that holds; ``apart``: the rows by type, name and article."""

    rows: tuple[Decision, ...] = ()
    merged: Mapping[EntityKey, Decision] = field(default_factory=dict)
    apart: Mapping[tuple[EntityType, str, str | None], Decision] = field(default_factory=dict)

    def final(self, entity: EntityKey) -> EntityKey:
        """The entity that ``entity`` is by all merges that hold."""
        while (row := self.merged.get(entity)) is not None:
            entity = row.target
        return entity

    def stands_alone(self, type: EntityType, name: str, article: str) -> Decision | None:
        """The row that keeps this name of ``article`` apart."""
        return self.apart.get((type, name, article)) or self.apart.get((type, name, None))


NONE = Decisions()


def folded(rows: Iterable[Decision]) -> Decisions:
    """The state after all rows, in order. Raises DecisionsInvalid for a merge in a circle and for undoing what does not hold."""
    kept, apart = list(rows), {}
    merged: dict[EntityKey, Decision] = {}
    for number, row in enumerate(kept, 1):
        if row.action == "merge":
            if Decisions(merged=merged).final(row.target) == row.entity:
                raise DecisionsInvalid(f"第{number}条：“{row.name}”与“{row.into}”互相合并")
            merged[row.entity] = row
        elif row.action == "undo":
            if row.entity not in merged or merged[row.entity].target != row.target:
                raise DecisionsInvalid(f"第{number}条：没有“{row.name}”并入“{row.into}”的决定可撤销")
            del merged[row.entity]
        else:
            apart[row.type, row.name, row.article] = row
    return Decisions(tuple(kept), merged, apart)


def load(path: Path) -> Decisions:
    """The decisions of the file ``path``; none where there is no file. Raises DecisionsInvalid, naming the row."""
    if not path.is_file():
        return NONE
    try:
        document = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise DecisionsInvalid(f"{path} 不是 YAML：{' '.join(str(error).split())}") from error
    if not isinstance(document, dict) or set(document) - {"decisions"} or not isinstance(document.get("decisions", []), list):
        raise DecisionsInvalid(f"{path}：顶层须是 decisions 一个列表")
    try:
        return folded(_decision(number, row) for number, row in enumerate(document.get("decisions", []), 1))
    except DecisionsInvalid as error:
        raise DecisionsInvalid(f"{path}：{error}") from error


def _decision(number: int, row: Any) -> Decision:
    known = {one.name for one in fields(Decision)}
    if not isinstance(row, dict) or set(row) - known or not all(row.get(name) for name in _NEEDED):
        raise DecisionsInvalid(f"第{number}条：须有 {'、'.join(_NEEDED)}，可有 {'、'.join(sorted(known - set(_NEEDED)))}")
    if row["action"] not in get_args(Action) or row["type"] not in ENTITY_TYPES or not isinstance(row["date"], date):
        raise DecisionsInvalid(f"第{number}条：action 须是 {'、'.join(get_args(Action))}，type 须是实体类型，date 须是日期")
    if (row["action"] == "apart") == bool(row.get("into")):
        raise DecisionsInvalid(f"第{number}条：merge 与 undo 须有 into，apart 不得有")
    texts = {name: None if value is None else str(value) for name, value in row.items() if name != "date"}
    return Decision(date=row["date"], **cast(dict[str, Any], texts))


def append(path: Path, row: Decision) -> Decisions:
    """Writes ``row`` behind the others and returns the new state. Raises DecisionsInvalid, with nothing written."""
    state = folded((*load(path).rows, row))
    written = {one.name: value for one in fields(row) if (value := getattr(row, one.name)) is not None}
    text = yaml.safe_dump([written], allow_unicode=True, sort_keys=False)
    old = path.read_text(encoding="utf-8") if path.is_file() else ""
    if "decisions:" not in old:
        old = f"{_HEAD}decisions:\n"
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(".new")
    fresh.write_text(old.rstrip("\n") + "\n" + text, encoding="utf-8")
    fresh.replace(path)
    return state


def digest(path: Path) -> str:
    """Changes with the file's content; empty where there is none."""
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
