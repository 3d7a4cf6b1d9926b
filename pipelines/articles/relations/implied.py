"""What only a name implies: 中国移动呼和浩特智算中心 is run by 中国移动 and lies in 呼和浩特. Marked inferred, with lower confidence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from kg.lexicon import Entry, lexicon
from kg.model import EntityType, Mention, Predicate, Relation
from pipelines.articles.relations.pronouns import SCHOOL
from pipelines.articles.relations.scene import Scene

_AREA = re.compile(
    r"(?:新区|新片区|合作区|开发区|高新区|科学城|示范区)$"
)  # of the places without a code, those small enough to lie in
# The common noun that a center's name ends with; without it the name is searched for the names in it.
_HEAD = re.compile(r"(?:中心|基地|集群|枢纽|园区|产业园|平台|节点|云谷|机房)$")
HUB = re.compile(r"枢纽(?:节点)?$")
_PART = re.compile(r"(?<=[心地群纽园台谷区房])[（(]?(?:\d+号(?:楼|馆|机房|机楼|厂房)|[A-Z]\d?(?:区|栋|座|楼))[）)]?$")
PRODUCTS: tuple[EntityType, ...] = ("Chip", "Model")
_LONGEST = 12  # characters of an owner's or maker's name at the head of another name
_DIGITS = re.compile(r"[A-Za-z]{0,4}\d.*$")


class _Found(NamedTuple):
    predicate: Predicate
    object: str
    object_type: EntityType
    confidence: float


def implied(scenes: Iterable[Scene], text: str) -> Iterator[Relation]:
    """Inferred relations of every center, chip and model named in the text, each with the clause that names it."""
    scenes = tuple(scenes)
    families = {
        m.canonical: m.type
        for scene in scenes
        for m in scene.mentions
        if m.type in PRODUCTS and not re.search(r"\d", m.canonical)
    }
    for scene in scenes:
        beside = {m.canonical for m in scene.mentions if m.type == "Organization"}
        for index in range(len(scene.code)):
            name = scene.name(index)
            if name is None or name.source == "coreference":
                continue
            quote, start = scene.quote(text, index, index + 1)
            for found in _of(name, beside, families):
                yield Relation(
                    name.canonical, name.type, found.predicate, found.object, found.object_type, quote, start,
                    round(found.confidence * name.confidence, 3), inferred=True,
                )  # fmt: skip


def _of(name: Mention, beside: set[str], families: dict[str, EntityType]) -> Iterator[_Found]:
    if name.type == "Center":
        yield from _center(name.canonical)
        if part := _PART.search(name.canonical):
            yield _Found("partOf", name.canonical[: part.start()], "Center", 0.7)
    if name.type in PRODUCTS:
        yield from _maker(name, beside)
        for family, kind in families.items():
            if kind == name.type and _is_family(family, name.canonical):
                yield _Found("partOf", family, kind, 0.7)


def _center(name: str) -> Iterator[_Found]:
    bare = _HEAD.sub("", name)
    owner = leading(bare, "Organization")
    if owner and not any(
        entry.type in PRODUCTS for entry in lexicon().named(owner.name)
    ):  # 昆仑芯三代集群 is named after the chip
        yield _Found("partOf" if SCHOOL.search(owner.name) else "operatedBy", owner.name, "Organization", 0.6)
    if HUB.search(name):
        return  # the region of a hub is what it serves
    places = [hit for hit in lexicon().find(bare) if hit.entry.type == "Place" and _is_local(hit.entry)]
    if places:
        narrow = places[-1]
        yield _Found("locatedIn", narrow.entry.name, "Place", 0.6)
        wide = leading(bare[narrow.start : narrow.end], "Place")  # 上海临港 names a new area after its city
        if wide and _is_local(wide) and wide != narrow.entry:
            yield _Found("locatedIn", wide.name, "Place", 0.55)


def leading(name: str, kind: EntityType) -> Entry | None:
    """The known entity of a type that a longer name begins with: 华为 of 华为昇腾910B."""
    for length in range(min(len(name) - 1, _LONGEST), 1, -1):
        for entry in lexicon().named(name[:length]):
            if entry.type == kind and not (name[length - 1].isascii() and name[length].isascii() and name[length].isalnum()):
                return entry
    return None


def _is_local(place: Entry) -> bool:
    return any(kind == "gb2260" for kind, _ in place.identifiers) or any(map(_AREA.search, place.surfaces))


def _maker(name: Mention, beside: set[str]) -> Iterator[_Found]:
    """The maker that the name as written begins with (华为昇腾), or one that its full name or the lexicon tells and the sentence names."""
    known = known_makers(name)
    owner = leading(name.text, "Organization")
    if owner:  # a brand at the head (Habana Gaudi2) whose owner is known stands for the owner
        for maker in known or (owner.name,):
            yield _Found("madeBy", maker, "Organization", 0.7)
        return
    told = leading(name.canonical, "Organization")
    for maker in sorted({*known, *([told.name] if told else [])} & beside):
        yield _Found("madeBy", maker, "Organization", 0.65)


def known_makers(name: Mention) -> tuple[str, ...]:
    """Makers of a product by the lexicon; empty where it does not know."""
    entry = lexicon().entries.get(name.entry) if name.entry else None
    return tuple(maker for predicate, maker in entry.relations if predicate == "madeBy") if entry else ()


def _is_family(family: str, member: str) -> bool:
    """华为昇腾 is the family of 昇腾910: a name without a number, whose end the other begins with before its number."""
    stem = _DIGITS.sub("", member).rstrip()
    return family != member and len(stem) >= 2 and not re.search(r"\d", family) and family.endswith(stem)
