"""Words that stand for a name though they point at nothing: 全市, 我省 for the region of the text, 一期工程 for the center it is a phase of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from kg.lexicon import Entry, lexicon
from kg.model import Mention

_REGION = re.compile(r"(?<![安健完齐周双成])(?:全|我|本)(?P<level>省|市|自治区)(?![场民政值面区域县份级内])")
_PHASE = re.compile(
    r"(?:^|(?<=[，。；：！？\n]))(?:其中，?|目前|项目)?(?P<phase>[一二三四首]期(?:工程|项目)?)(?![一二三四五六七八九十、和与及融基])"
)
_LEVELS: Final = {"省": ("province",), "自治区": ("province",), "市": ("city", "province")}
_NEAR: Final = 600  # characters in which a phase's center has been named


def stand_ins(text: str, mentions: Sequence[Mention]) -> Iterator[Mention]:
    """Coreference mentions of such words, where the text tells what they stand for. ``mentions`` are in order."""
    places = [place for place in mentions if place.type == "Place"]
    for match in _REGION.finditer(text):
        if region := _region(match.start(), match["level"], places):
            yield _mention(match.span(), text, region)
    for match in _PHASE.finditer(text):
        center = next((m for m in reversed(mentions) if m.type == "Center" and m.end <= match.start()), None)
        if center is not None and match.start() - center.end < _NEAR:
            yield _mention(match.span("phase"), text, center)


def _region(at: int, level: str, places: Sequence[Mention]) -> Mention | None:
    """The region of that level named last before ``at`` with its level (洛阳市), else the first of the text."""
    fitting = [(place, entry) for place in places if (entry := _division(place, level)) is not None]
    written = [(place, entry) for place, entry in fitting if place.start < at and level in place.text]
    chosen = (written[-1:] or fitting[:1])[:1]
    return replace(chosen[0][0], canonical=chosen[0][1].name, entry=chosen[0][1].key) if chosen else None


def _division(place: Mention, level: str) -> Entry | None:
    """The province or city that a place is, or that its name begins with (洛阳市某区)."""
    head = place.text.partition(level)
    named = [lexicon().entries.get(place.entry or ""), *lexicon().named(head[0] + head[1])]
    return next((entry for entry in named if entry and entry.sector in _LEVELS[level] and _full(entry).endswith(level)), None)


def _full(place: Entry) -> str:
    return (place.aliases or (place.name,))[0]


def _mention(span: tuple[int, int], text: str, meant: Mention) -> Mention:
    return Mention(
        *span, text[slice(*span)], meant.type, meant.canonical, meant.confidence * 0.8, source="coreference", entry=meant.entry
    )
