"""What only a name implies: 中国移动呼和浩特智算中心 is run by 中国移动 and lies in 呼和浩特. Marked inferred, with lower confidence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from kg.lexicon import Entry, lexicon
from kg.model import EntityType, Mention, Predicate, Relation
from pipelines.articles.relations.scene import Scene

SCHOOL = re.compile(r"(?:大学|学院|研究院|研究所|科学院|实验室)$")
_AREA = re.compile(
    r"(?:新区|新片区|合作区|开发区|高新区|科学城|示范区)$"
)  # of the places without a code, those small enough to lie in
# The common noun that a center's name ends with; without it the name is searched for the names in it.
_HEAD = re.compile(r"(?:中心|基地|集群|枢纽|园区|产业园|平台|节点|云谷|机房)$")
_DIGITS = re.compile(r"[A-Za-z]{0,4}\d.*$")


class _Seen(NamedTuple):
    """A name of the article with the clause that has it first."""

    mention: Mention
    quote: str
    start: int


class _Found(NamedTuple):
    predicate: Predicate
    object: str
    object_type: EntityType
    confidence: float


def implied(scenes: Iterable[Scene], text: str) -> Iterator[Relation]:
    """Inferred relations of every center, chip and model named in the text, each with the clause of its first mention."""
    seen: dict[tuple[str, str], _Seen] = {}
    for scene in scenes:
        for index in range(len(scene.code)):
            mention = scene.name(index)
            if mention and mention.source != "coreference" and (mention.canonical, mention.type) not in seen:
                seen[mention.canonical, mention.type] = _Seen(mention, *scene.quote(text, index, index + 1))
    makers = {form: m.canonical for m, *_ in seen.values() if m.type == "Organization" for form in (m.text, m.canonical)}
    for first in seen.values():
        for found in _of(first.mention, makers, seen):
            name = first.mention
            yield Relation(
                name.canonical, name.type, found.predicate, found.object, found.object_type, first.quote, first.start,
                round(found.confidence * name.confidence, 3), inferred=True,
            )  # fmt: skip


def _of(name: Mention, makers: dict[str, str], seen: Iterable[tuple[str, str]]) -> Iterator[_Found]:
    if name.type == "Center":
        yield from _center(name.canonical)
    if name.type in ("Chip", "Model"):
        yield from _maker(name, makers)
        yield from (
            _Found("partOf", family, name.type, 0.7)
            for family, kind in seen
            if kind == name.type and _is_family(family, name.canonical)
        )


def _center(name: str) -> Iterator[_Found]:
    hits = lexicon().find(_HEAD.sub("", name))
    owner = hits[0].entry if hits and hits[0].start == 0 and hits[0].entry.type == "Organization" else None
    if owner and not SCHOOL.search(owner.name):
        yield _Found("operatedBy", owner.name, "Organization", 0.6)
    elif owner:
        yield _Found("partOf", owner.name, "Organization", 0.6)
    places = [hit.entry for hit in hits if hit.entry.type == "Place" and _is_local(hit.entry)]
    if places:
        yield _Found("locatedIn", places[-1].name, "Place", 0.6)


def _is_local(place: Entry) -> bool:
    return any(kind == "gb2260" for kind, _ in place.identifiers) or any(map(_AREA.search, place.surfaces))


def _maker(name: Mention, makers: dict[str, str]) -> Iterator[_Found]:
    """The maker that the name begins with (华为昇腾), or that the lexicon knows; the article must name it as well."""
    begun = max((form for form in makers if name.canonical.startswith(form) and form != name.canonical), key=len, default=None)
    known = [maker for maker in known_makers(name) if maker in makers.values()]
    for maker in known or ([makers[begun]] if begun else []):
        yield _Found("madeBy", maker, "Organization", 0.7)


def known_makers(name: Mention) -> tuple[str, ...]:
    """Makers of a product by the lexicon; empty where it does not know."""
    entry = lexicon().entries.get(name.entry) if name.entry else None
    return tuple(maker for predicate, maker in entry.relations if predicate == "madeBy") if entry else ()


def _is_family(family: str, member: str) -> bool:
    """华为昇腾 is the family of 昇腾910: a name without a number, whose end the other begins with before its number."""
    stem = _DIGITS.sub("", member).rstrip()
    return family != member and len(stem) >= 2 and not re.search(r"\d", family) and family.endswith(stem)
