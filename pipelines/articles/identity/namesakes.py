"""Names that articles use and no lexicon has, weighed together: which of them mean one thing, and which one name means several.

A block is all uses of names that have one key (kg/name_forms.py). What comes out depends on the block alone and on what the articles call things
themselves, never on what was made of it before: so it is the same whatever the order in which articles came.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
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


def weighed(block: Sequence[Use], article: str | None = None) -> dict[tuple[str, str], Link]:
    """The link of each (article, name) of the block that is not plain; of those of one ``article`` where it is given."""
    known = _Block(block)
    asked = (use for use in block if article in (None, use.article))
    return {(use.article, use.name): link for use in asked if (link := _link(use, known)) is not None}


class _Block:
    """What is known of a block's names before any single use is looked at, so that weighing it is linear in its uses."""

    def __init__(self, block: Sequence[Use]) -> None:
        self.labels: dict[str, str] = {}  # normal form -> the fullest spelling
        self.marks: dict[str, set[str]] = defaultdict(set)  # normal form -> makers or places
        self.around: dict[tuple[str, str | None], set[str]] = defaultdict(set)  # form, or form and mark -> names beside it
        articles: dict[str, set[str]] = defaultdict(set)
        for use in block:
            form = normal(use.type, use.name)
            self.labels[form] = max(self.labels.get(form, use.name), use.name, key=lambda name: (len(name), name))
            self.around[form, None] |= use.around
            articles[use.name].add(use.article)
            if use.mark is not None:
                self.marks[form].add(use.mark)
                self.around[form, use.mark] |= use.around
        self.count = {name: len(articles[name]) for name in sorted(articles)}
        self._type = block[0].type if block else "Organization"
        self._fuller: dict[str, list[str]] = {}

    def fuller(self, form: str) -> list[str]:
        """The fullest names, one a company, that ``form`` is short for: with a place before it, a trade behind it, or both."""
        if form not in self._fuller:
            longer = [other for other in self.labels if _is_short(self._type, form, other)]
            self._fuller[form] = sorted(f for f in longer if not any(_is_short(self._type, f, other) for other in longer))
        return self._fuller[form]


def _link(use: Use, block: _Block) -> Link | None:
    found = [*_of_one_name(use, block), *_short_for(use, block)] or _sounding(use, block)
    if not found:
        return None
    outcome, chosen, rivals = settled((use.type, use.name), found)
    own = (chosen.canonical, chosen.identity) == (use.name, None)
    return None if own and not rivals else Link(use.type, use.name, outcome, chosen, rivals)


def _of_one_name(use: Use, block: _Block) -> Iterator[Sense]:
    """Spellings of one name; and of things that have one name the one of this maker, at this place."""
    form = normal(use.type, use.name)
    label, marks = block.labels[form], sorted(block.marks.get(form, ()))
    if len(marks) < 2:
        if label != use.name and not block.fuller(form):
            yield Sense(use.type, label, None, _SPELLING, "写法规范后相同")
        return
    for mark in marks:
        if use.mark is not None:
            score, reason = (_STATED, f"文中写明{mark}") if use.mark == mark else (0.0, "文中写明是别家")
        else:
            score, reason = _beside(use, block.around[form, mark], mark)
        yield Sense(use.type, label, f"{label}@{mark}", score, reason)


@lru_cache(maxsize=1 << 14)
def _is_short(type: EntityType, short: str, full: str) -> bool:
    if type != "Organization" or len(short) >= len(full):
        return False
    rest = full.removeprefix(place_of(full))
    if place_of(short):
        return full.startswith(short) and core(type, short) == core(type, full)
    return (rest.startswith(short) or full.startswith(short)) and core(type, short) == core(type, full)


def _short_for(use: Use, block: _Block) -> Iterator[Sense]:
    """The fuller names that ``use``'s may be short for."""
    forms = block.fuller(normal(use.type, use.name))
    for form in forms:
        label = block.labels[form]
        if len(forms) == 1:
            yield Sense(use.type, label, None, _ONLY, "是这个全称的简称，没有别的同名者")
        else:
            yield Sense(use.type, label, None, *_beside(use, block.around[form, None], place_of(form)))


def _beside(use: Use, others: AbstractSet[str], place: str) -> tuple[float, str]:
    """How well a use fits a thing that ``others`` are named beside: its place or maker is named here too, or the same things are."""
    near = place != "" and any(place.startswith(one) or one.startswith(place) for one in use.around)
    shared = sorted((use.around & others) - {place})
    share = len(shared) / max(2, min(len(use.around), len(others)))
    reasons = [f"文中提到{place}"] if near else []
    reasons += [f"同样提到{'、'.join(shared[:3])}"] if shared else []
    score = _SHARED + (_PLACE if near else 0.0) + _BESIDE * share * (0.5 if near else 1.0)
    return round(min(score, 0.94), 2), "，".join(reasons) or "同名"


def _sounding(use: Use, block: _Block) -> list[Sense]:
    """Names that sound like this one: the usual spelling, where it has many more articles, else only what it may be."""
    found = []
    for name, count in block.count.items():
        if alike_in_writing(normal(use.type, use.name), normal(use.type, name)):
            usual = count >= 2 * block.count[use.name] and count > 1
            found.append(Sense(use.type, name, None, _SOUND if usual else _MAYBE, f"同音，{count}篇文章这样写"))
    return found
