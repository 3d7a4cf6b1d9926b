"""Computing facilities found by how their names end: 智算中心, 超算中心, 数据中心, 算力枢纽, 集群, 基地, 产业园, 云谷 ..."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kg.lexicon import lexicon
from kg.model import Mention
from pipelines.language.leftward import Leftward, Reach, Rule
from pipelines.language.words import any_of, words

_MUNICIPALITIES = frozenset(("北京", "上海", "天津", "重庆"))
_PLATFORM = frozenset(("算力", "智算", "超算", "算网", "东数西算"))  # a data or cloud platform is software
_GRAMMAR, _SHORT = 0.8, 0.6


@cache
def _rule() -> Rule:
    anchors = frozenset(("Place", "Organization", "Chip", "Center", "Model", "quote", "latin", "中原"))
    return Rule(anchors, prefixes=words("center_prefixes"))


@cache
def _heads() -> re.Pattern[str]:
    return re.compile(any_of("center_strong", "center_weak", "not_heads"))


@cache
def _goes_on() -> re.Pattern[str]:
    return re.compile(rf"\s*(?:{any_of('center_not_after')})")


def centers(text: str, left: Leftward) -> Iterator[Mention]:
    """Facilities with a name of their own: an anchor, proper words, a head (武汉超算中心, 中国联通华北（廊坊）数据中心).

    全国智算中心, 部分新建智算中心 and 一个中型中心 have no anchor and are common nouns.
    """
    for head in _heads().finditer(text):
        if head.group() in words("not_heads") or left.is_known(head.end()):
            continue
        reach = left.reach(head.start(), _rule())
        if reach is None or reach.unknown > 3:
            continue
        confidence = _confidence(text, reach, head)
        if confidence:
            surface = text[reach.start : head.end()]
            yield Mention(reach.start, head.end(), surface, "Center", _canonical(surface, reach), confidence, "grammar")


_QUOTED = re.compile(r"“([^“”，。；]{2,20}(?:平台|中心|基地|集群|枢纽|算力网|产业园))”")


def quoted_centers(text: str) -> Iterator[Mention]:
    """Facilities whose whole name stands in quotes: “某某算力调度平台”."""
    for match in _QUOTED.finditer(text):
        name = match.group(1)
        if any(word in name[:-2] for word in _PLATFORM | {"数据中心"}) and name not in words("center_strong"):
            yield Mention(*match.span(1), name, "Center", name, _GRAMMAR, "grammar")


def _confidence(text: str, reach: Reach, head: re.Match[str]) -> float:
    """0.0 where the phrase is rather a common noun than a name."""
    body, first = text[reach.start : head.start()], reach.units[0]
    weak = head.group() in words("center_weak")
    needed = _PLATFORM if head.group().endswith("平台") else words("facility_words")
    if weak and not any(word in body for word in needed):
        return 0.0
    if len(reach.units) > 1 and not (weak and _is_only_common(reach)):
        return _GRAMMAR
    if first.mention is None:  # a quote or a Latin word alone
        return _SHORT if not weak else 0.0
    broad = first.mention.canonical in words("broad_places")
    if first.type == "Place" and (broad or not _is_city(first.mention)):
        return 0.0 if broad or head.group() in words("center_generic") else _SHORT
    if head.group() in words("center_generic"):
        return 0.0 if _goes_on().match(text, head.end()) or weak else _SHORT
    return 0.0 if weak else _GRAMMAR


def _is_only_common(reach: Reach) -> bool:
    """One anchor and otherwise only modifiers, before a weak head: 上海数据平台."""
    return len(reach.anchors) == 1 and not reach.unknown and reach.units[0].type != "Organization" and len(reach.units) < 3


def _is_city(place: Mention) -> bool:
    entry = lexicon().entries.get(place.entry or "")
    return entry is not None and (entry.sector in ("city", "county") or entry.name in _MUNICIPALITIES)


def _canonical(surface: str, reach: Reach) -> str:
    """The lexicon's name for it, or for the hub or cluster of its place; else the surface without blanks."""
    forms = (surface, surface.replace("超级计算中心", "超算中心"))
    known = [entry for form in forms for entry in lexicon().named(form) if entry.type == "Center"]
    places = [unit.mention.canonical for unit in reach.anchors if unit.mention is not None and unit.type == "Place"]
    if not known and len(places) == 1 and len(reach.anchors) == 1:
        kind = "枢纽" if surface.endswith(("枢纽", "枢纽节点")) else "集群" if surface.endswith("数据中心集群") else None
        known = [e for e in lexicon().named(places[0] + kind) if e.type == "Center"] if kind else []
    return known[0].name if known else re.sub(r"\s", "", surface)
