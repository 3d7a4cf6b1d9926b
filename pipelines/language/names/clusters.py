"""Clusters that share one head: 和林格尔、贵安两大集群 are two, told by the places that they are called after."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.lexicon import lexicon
from kg.model import Mention

_SURE, _SHORT = 0.96, 0.6
_COUNT = "两三四五六七八九十"
_SHARED = re.compile(rf"(?P<count>[{_COUNT}]大|[{_COUNT}]个|等)?(?:国家级?)?(?:数据中心)?集群(?!式|化)")


def clusters(text: str, known: tuple[Mention, ...]) -> Iterator[Mention]:
    """The known clusters that places listed before one 集群 stand for; 北京、上海两大集群 and 广东两大集群 are none that has such a name."""
    ending = {m.end: m for m in known if m.type in ("Place", "Center")}
    for head in _SHARED.finditer(text):
        last = ending.get(head.end()) or ending.get(head.start())
        if last is None:
            continue
        listed = [last] if last.type == "Place" else []
        at = last.start
        while (before := _listed_before(text, at, ending)) is not None:
            listed.append(before)
            at = before.start
        if len(listed) + (last.type == "Center") > 1:
            yield from _named_after(listed)


def _listed_before(text: str, at: int, ending: dict[int, Mention]) -> Mention | None:
    """The place before 、, also one that only a cluster is called after (天府); a wider place may stand right before the next (甘肃庆阳)."""
    wider = ending.get(at)
    at = wider.start if wider is not None and wider.type == "Place" else at
    if text[at - 1 : at] != "、":
        return None
    known = ending.get(at - 1)
    if known is not None:
        return known if known.type == "Place" else None
    name = text[max(0, at - 3) : at - 1]
    return Mention(at - 3, at - 1, name, "Place", name, _SHORT, "grammar") if lexicon().named(name + "集群") else None


def _named_after(places: list[Mention]) -> Iterator[Mention]:
    for place in places:
        known = [
            entry for name in (place.text, place.canonical) for entry in lexicon().named(re.sub(r"[市县]$", "", name) + "集群")
        ]
        for entry in known[:1]:
            yield Mention(place.start, place.end, place.text, "Center", entry.name, _SURE, "grammar", entry.key)
