"""What a figure is about: the nearest fitting name, carried over commas and sentences where the subject is left out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.model import EntityType, Mention
from pipelines.articles.clause import Place, within
from pipelines.articles.indicator_phrase import Phrase

_COUNTRY = re.compile(r"我国|全国|中国|国内")
_NOT_SUBJECT = re.compile(
    r"(?:位于|坐落于|落户|地处|依托|由|与|和华|联合|携手|基于|向|给|为|据|根据|来自|对比|高于|低于|超过|比|较|采用|搭载|同|跟|超|仅次于|面向|除)[^，。；]{0,4}$"
)
_SPEAKER = re.compile(
    r"^[^，。；：]{0,24}?(?:表示|指出|介绍|透露|称|认为|预测|预计|强调|披露|公布|显示|发布|印发|统计|数据|报道|报告|测算|消息|电\b|提出了)"
)
_MEDIUM = re.compile(r"(?:记者|据|编辑|来源)[^，。]{0,4}$")
# what such indicators are a property of; a place or a firm is not it while one of these is at hand
_BY_DIMENSION: dict[str, tuple[EntityType, ...]] = {
    "process-node": ("Chip",), "transistors": ("Chip",), "chip-memory": ("Chip",), "chip-cache": ("Chip",), "memory-bandwidth": ("Chip",),
    "network-bandwidth": ("Chip",), "codec-paths": ("Chip",), "chip-compute": ("Chip", "Center"), "power": ("Chip", "Center"), "die-area": ("Chip",),
    "clock": ("Chip",), "chip-cores": ("Chip",), "parameters": ("Model",), "context-length": ("Model",), "tokens": ("Model",),
    "revenue": ("Organization",), "net-profit": ("Organization",), "parent-net-profit": ("Organization",), "eps": ("Organization",),
    "dividend": ("Organization",), "dividend-total": ("Organization",), "gross-margin": ("Organization",), "net-margin": ("Organization",),
    "capex": ("Organization",), "valuation": ("Organization",), "share-price-change": ("Organization",), "share-price": ("Organization",),
    "floor-area": ("Center", "Organization"), "land-area": ("Center", "Organization"), "peak-performance": ("Center", "Chip"),
    "financing": ("Organization",), "rnd": ("Organization",),
}  # fmt: skip
_ORDER: tuple[EntityType, ...] = ("Chip", "Model", "Center", "Policy", "Organization", "Place", "Event")


@dataclass(frozen=True, slots=True)
class Scope:
    name: str | None
    type: EntityType | None
    start: int = -1


NOBODY = Scope(None, None)


def read_scope(place: Place, phrase: Phrase, carried: Scope, speaker_until: int, title: Scope) -> Scope:
    """The entity that the figure is about.

    ``speaker_until``: names before this offset belong to who says it, not to what is said. ``carried`` is the scope of the figure
    or sentence before, ``title`` that of the heading.
    """
    wanted = _wanted(phrase)
    clause = _candidates(place, max(place.start, speaker_until), place.quantity.start)
    tail = [m for m in _candidates(place, place.quantity.end, place.right) if phrase.kind != "growth" and m.type in wanted]
    earlier = _candidates(place, max(place.sentence.start, speaker_until), place.start)
    for group in (clause, earlier):
        fitting = [m for m in group if m.type in wanted]
        if fitting:
            return _scope(_nearest(fitting, place))
    if tail and not clause:
        return _scope(tail[0])
    if carried.type in wanted:
        return carried
    if wanted and (latest := _latest(place, wanted)) is not None:
        return latest
    if clause:
        return _scope(_nearest(clause, place))
    country = _COUNTRY.search(place.text, place.start, place.quantity.start)
    if country:
        return Scope("中国", "Place", country.start())
    if carried.start >= place.sentence.start:
        return carried
    if earlier:
        return _scope(_subject(earlier))
    country = _COUNTRY.search(place.text, place.sentence.start, place.start)
    if country:
        return Scope("中国", "Place", country.start())
    return carried if carried.name else title


def _wanted(phrase: Phrase) -> tuple[EntityType, ...]:
    if phrase.name == "股价涨跌幅":
        return ("Organization",)
    return _BY_DIMENSION.get(phrase.known.key, ()) if phrase.known else ()


def _candidates(place: Place, start: int, end: int) -> list[Mention]:
    """Names in the stretch that can be a subject: no persons, none after 位于 or 与."""
    if start >= end:
        return []
    return [
        m
        for m in within(place.analysis.mentions, start, end)
        if m.type != "Person" and not _NOT_SUBJECT.search(place.text[max(start, m.start - 8) : m.start])
    ]


def _nearest(mentions: Sequence[Mention], place: Place) -> Mention:
    """The last name before the number's noun phrase; of names side by side (华为昇腾910, 湖北武汉) the last is the most specific."""
    return mentions[-1]


def _subject(mentions: Sequence[Mention]) -> Mention:
    """The subject of an earlier clause: its first name, taken on to the last of the names right behind it."""
    chosen = mentions[0]
    for mention in mentions[1:]:
        if mention.start - chosen.end > 1:
            break
        chosen = mention
    return chosen


def _latest(place: Place, wanted: tuple[EntityType, ...]) -> Scope | None:
    """The last name of a wanted type in the 300 characters before."""
    for mention in reversed(within(place.analysis.mentions, max(0, place.start - 300), place.start)):
        if mention.type in wanted:
            return _scope(mention)
    return None


def _scope(mention: Mention) -> Scope:
    return Scope(mention.canonical, mention.type, mention.start)


def title_scope(mentions: Sequence[Mention], text: str, end: int) -> Scope:
    """What the heading is about: its first name that is no person, else the country where the heading says 我国 or 全国."""
    named = [m for m in within(mentions, 0, end) if m.type not in ("Person", "Event")]
    if named:
        return _scope(min(named, key=lambda m: (_ORDER.index(m.type), m.start)))
    return Scope("中国", "Place", 0) if _COUNTRY.search(text, 0, end) else NOBODY
