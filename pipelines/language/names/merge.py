"""Settles which of overlapping mentions stays: one name a place in the text, the longest that is sure enough."""

from __future__ import annotations

from collections.abc import Iterable

from kg.model import Mention

_LEAST = 0.5
_RANK = {"lexicon": 3, "coreference": 2, "grammar": 2, "model": 1}


def merged(candidates: Iterable[Mention]) -> tuple[Mention, ...]:
    """Mentions in document order without overlap.

    A longer name beats what lies inside it (天津人工智能计算中心 beats 天津), unless only the tagger vouches for the longer one and
    it overlaps a known name of another kind; of equal spans the surer one stays.
    """
    chosen: list[Mention] = []
    ranked = sorted((mention for mention in candidates if mention.confidence >= _LEAST), key=_strength)
    taken = bytearray(max((mention.end for mention in ranked), default=0))
    for mention in ranked:
        if not any(taken[mention.start : mention.end]):
            taken[mention.start : mention.end] = b"\1" * (mention.end - mention.start)
            chosen.append(mention)
    return tuple(sorted(chosen, key=lambda m: m.start))


def _strength(mention: Mention) -> tuple[bool, int, float, int, int]:
    weak = mention.source == "model" or mention.confidence < 0.6
    return weak, -(mention.end - mention.start), -mention.confidence, -_RANK[mention.source], mention.start
