"""Names that articles use and no lexicon has, weighed together: which of them mean one thing, and which one name means several.

A block is all uses of names that have one key (kg/name_forms.py). What comes out depends on the block alone and on what the articles call things
themselves, never on what was made of it before: so it is the same whatever the order in which articles came.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from kg.model import EntityType, Link, Sense
from kg.name_forms import core, normal, place_of
from pipelines.language.names.link import alike_in_writing, settled

_SPELLING, _ONLY, _SOUND, _MAYBE = 0.95, 0.85, 0.8, 0.6
_SHARED, _PLACE, _BESIDE, _STATED = 0.45, 0.3, 0.3, 0.95


@dataclass(frozen=True, slots=True)
class Use:
    """An article's use of a name: ``around`` are the lexicon's entities it names beside it, ``mark`` who makes the thing or where it is."""

    article: str
    type: EntityType
    name: str
    around: frozenset[str] = frozenset()
    mark: str | None = None


def plain(block: Iterable[Use]) -> bool:
    """Whether a block needs no weighing: one name, and no two things of that name."""
    uses = list(block)
    return len({use.name for use in uses}) < 2 and len({use.mark for use in uses if use.mark is not None}) < 2


def weighed(block: Sequence[Use]) -> dict[tuple[str, str], Link]:
    """The link of each (article, name) of the block that is not plain."""
    return {(use.article, use.name): link for use in block if (link := _link(use, block)) is not None}


def _link(use: Use, block: Sequence[Use]) -> Link | None:
    found = [*_of_one_name(use, block), *_fuller(use, block)] or _sounding(use, block)
    if not found:
        return None
    outcome, chosen, rivals = settled((use.type, use.name), found)
    own = (chosen.canonical, chosen.identity) == (use.name, None)
    return None if own and not rivals else Link(use.type, use.name, outcome, chosen, rivals)


def _of_one_name(use: Use, block: Sequence[Use]) -> Iterator[Sense]:
    """Spellings of one name; and of things that have one name the one of this maker, at this place."""
    same = [other for other in block if normal(use.type, other.name) == normal(use.type, use.name)]
    label = max({other.name for other in same}, key=lambda name: (len(name), name))
    marks = sorted({other.mark for other in same if other.mark is not None})
    if len(marks) < 2:
        if label != use.name and not _expansions(use, block):
            yield Sense(use.type, label, None, _SPELLING, "写法规范后相同")
        return
    for mark in marks:
        told = [other for other in same if other.mark == mark]
        if use.mark is not None:
            score, reason = (_STATED, f"文中写明{mark}") if use.mark == mark else (0.0, "文中写明是别家")
        else:
            score, reason = _beside(use, told, mark)
        yield Sense(use.type, label, f"{label}@{mark}", score, reason)


def _expansions(use: Use, block: Sequence[Use]) -> list[str]:
    """The fullest names, one a company, that ``use``'s name is short for: with a place before it, a trade behind it, or both."""
    own = normal(use.type, use.name)
    fuller = {normal(use.type, other.name) for other in block if _is_short(use.type, own, normal(use.type, other.name))}
    return sorted(form for form in fuller if not any(_is_short(use.type, form, other) for other in fuller))


@lru_cache(maxsize=1 << 14)
def _is_short(type: EntityType, short: str, full: str) -> bool:
    if type != "Organization" or len(short) >= len(full):
        return False
    rest = full.removeprefix(place_of(full))
    if place_of(short):
        return full.startswith(short) and core(type, short) == core(type, full)
    return (rest.startswith(short) or full.startswith(short)) and core(type, short) == core(type, full)


def _fuller(use: Use, block: Sequence[Use]) -> Iterator[Sense]:
    """The fuller names that ``use``'s may be short for."""
    forms = _expansions(use, block)
    for form in forms:
        told = [other for other in block if normal(use.type, other.name) == form]
        label = max({other.name for other in told}, key=lambda name: (len(name), name))
        if len(forms) == 1:
            yield Sense(use.type, label, None, _ONLY, "是这个全称的简称，没有别的同名者")
        else:
            yield Sense(use.type, label, None, *_beside(use, told, place_of(form)))


def _beside(use: Use, told: Sequence[Use], place: str) -> tuple[float, str]:
    """How well a use fits where others tell of one thing: its place or maker is named, the same things are named beside it."""
    near = place != "" and any(place.startswith(one) or one.startswith(place) for one in use.around)
    others = frozenset(name for other in told for name in other.around)
    shared = sorted((use.around & others) - {place})
    share = len(shared) / max(2, min(len(use.around), len(others)))
    reasons = [f"文中提到{place}"] if near else []
    reasons += [f"同样提到{'、'.join(shared[:3])}"] if shared else []
    score = _SHARED + (_PLACE if near else 0.0) + _BESIDE * share * (0.5 if near else 1.0)
    return round(min(score, 0.94), 2), "，".join(reasons) or "同名"


def _sounding(use: Use, block: Sequence[Use]) -> list[Sense]:
    """Names that sound like this one: the usual spelling, where it has many more articles, else only what it may be."""
    count = Counter(name for _, name in {(other.article, other.name) for other in block})
    found = []
    for name in sorted(count):
        if alike_in_writing(normal(use.type, use.name), normal(use.type, name)):
            usual = count[name] >= 2 * count[use.name] and count[name] > 1
            found.append(Sense(use.type, name, None, _SOUND if usual else _MAYBE, f"同音，{count[name]}篇文章这样写"))
    return found
