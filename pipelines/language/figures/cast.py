"""Who and what an article is about: the subject that a paragraph takes up again without naming it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from kg.lexicon import lexicon
from kg.model import EntityType, Mention, Sentence
from pipelines.language.components import Analysis
from pipelines.language.figures.clause import within
from pipelines.language.figures.region import regions
from pipelines.language.figures.subject import NOBODY, Scope, chief, subjects

_HEADING, _CHIEF, _NAMED = 3, 2, 1  # weight of a name in the heading, as first subject of a sentence, elsewhere as a subject
_ISSUER = re.compile(r"(?:政府|办公厅|办公室|局|委|委员会|厅|部)$")
_ISSUES = re.compile(r"[^，。；]{0,12}?(?:关于|发布|印发|出台|公布)")


@dataclass(frozen=True, slots=True)
class Cast:
    """``lead``: the main subject; ``of_type``: the main one of each type; ``observers``: who speaks about others."""

    lead: Scope
    of_type: Mapping[EntityType, Scope]
    observers: frozenset[str]


def cast(analysis: Analysis, sentences: Sequence[Sentence], observers: frozenset[str]) -> Cast:
    """The article's main subjects, by how often and where they are subjects; the issuer's region for a paper of a government."""
    heading = max(analysis.text.find("\n"), 0)
    weight: Counter[str] = Counter()
    first: dict[str, Scope] = {}
    for sentence in sentences:
        named = subjects(analysis, sentence.start, sentence.end)
        named = [s for s in named if s.name not in observers]
        named = sorted([*named, *regions(analysis, sentence.start, sentence.end)], key=lambda s: s.start)
        top = chief(named, analysis.text).name if named else None
        for scope in named:
            name = scope.name or ""
            first.setdefault(name, scope)
            weight[name] += _NAMED + (_HEADING if scope.start < heading else 0)
        if top is not None:
            weight[top] += _CHIEF
    issued = _issued_for(within(analysis.mentions, 0, heading), analysis.text)
    if issued is not None:
        first.setdefault(issued.name or "", issued)
        weight[issued.name or ""] += len(sentences) * _CHIEF
    ranked = sorted(weight, key=lambda name: (-weight[name], first[name].start))
    of_type: dict[EntityType, Scope] = {}
    for name in ranked:
        kind = first[name].type
        if kind is not None:
            of_type.setdefault(kind, first[name])
    return Cast(_lead(ranked, first, weight, heading), of_type, observers)


def _lead(ranked: list[str], first: Mapping[str, Scope], weight: Mapping[str, int], heading: int) -> Scope:
    """The first subject of the heading if the body takes it up, else the subject most told of."""
    headed = [name for name in ranked if first[name].start < heading and weight[name] > _HEADING + _NAMED + _CHIEF]
    if headed:
        return first[min(headed, key=lambda name: first[name].start)]
    return first[ranked[0]] if ranked else NOBODY


def _issued_for(heading: Sequence[Mention], text: str) -> Scope | None:
    """The region that a government body speaks for in a heading of the kind 某省人民政府关于…的通知."""
    for mention in heading:
        if mention.type == "Organization" and _ISSUER.search(mention.text) and _ISSUES.match(text, mention.end):
            return jurisdiction(mention)
    return None


def jurisdiction(mention: Mention) -> Scope | None:
    """The place whose name a body's name begins with: 某省数据局 -> the province."""
    name = _place_at_head(mention.canonical)
    return Scope(name, "Place", mention.start, name) if name is not None else None


@lru_cache(maxsize=4096)
def _place_at_head(name: str) -> str | None:
    hits = lexicon().find(name[:12])
    return hits[0].entry.name if hits and hits[0].start == 0 and hits[0].entry.type == "Place" else None
