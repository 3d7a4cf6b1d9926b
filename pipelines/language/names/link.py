"""Name -> scored senses with reasons, or none: which entity of the lexicon a name means that does not say so by itself.

Two kinds of names are looked at: those that several entries have (朝阳区), told apart by the places named around them, and those that no
entry has but one comes near to, in spelling, by sound or by one character. A name is taken for the best sense only where that is sure enough and
clearly better than the next; else it stays a name of its own, with what it may mean beside it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache

from kg.lexicon import Entry, lexicon
from kg.model import EntityType, Link, Mention, Outcome, Sense
from kg.name_forms import KEYED, core, key, normal
from kg.rdf_links import link_order, sense_order

TAKEN, MARGIN = 0.75, 0.15  # a sense is taken from this score on, if it leads by this much
_SAME_FORM, _SHORT, _SOUND, _SLIP = 0.92, 0.88, 0.85, 0.6
_SAID, _CITY, _PROVINCE, _SHARED = 0.95, 0.4, 0.32, 0.45
_LEAST_SOUND, _LEAST_SLIP = 3, 5  # characters below which names that sound alike, or differ in one, are as a rule two names
_MOST_RIVALS = 4


def proposals(mentions: Iterable[Mention]) -> tuple[Link, ...]:
    """What the names of a text may mean beyond what they say, one link for each type and name that is not plain."""
    named: dict[tuple[EntityType, str], Mention] = {}
    around: set[str] = set()
    for mention in mentions:
        named.setdefault((mention.type, mention.canonical), mention)
        if mention.type == "Place":
            around.update((mention.canonical, mention.text))
        elif mention.entry is not None:
            around.add(mention.canonical)
    links = (_link(name, mention, around) for name, mention in named.items())
    return tuple(sorted((link for link in links if link is not None), key=link_order))


def _link(name: tuple[EntityType, str], mention: Mention, around: set[str]) -> Link | None:
    found = senses(*name, mention.text, mention.entry, around - {mention.canonical, mention.text})
    if not found:
        return None
    outcome, chosen, rivals = settled(name, found)
    own = (chosen.type, chosen.canonical, chosen.identity) == (*name, None)
    return None if own and not rivals else Link(*name, outcome, chosen, rivals)


def settled(name: tuple[EntityType, str], found: Iterable[Sense]) -> tuple[Outcome, Sense, tuple[Sense, ...]]:
    """Outcome, chosen sense and rivals, best first: the best sense if it is sure and clear enough, else the name itself."""
    ranked = sorted(found, key=sense_order)[: _MOST_RIVALS + 1]
    best = ranked[0]
    if best.score >= TAKEN and (len(ranked) == 1 or best.score - ranked[1].score >= MARGIN):
        return "linked", best, tuple(ranked[1:])
    outcome: Outcome = "ambiguous" if best.score >= TAKEN or len(ranked) > 1 else "new"
    reason = "几个候选难分高下" if outcome == "ambiguous" else "没有足够可信的候选"
    return outcome, Sense(*name, None, round(1 - best.score, 2), reason), tuple(ranked)


def senses(type: EntityType, name: str, text: str, entry: str | None, around: Iterable[str] = ()) -> list[Sense]:
    """The lexicon's entities that a name may mean; empty where the name is plain.

    ``text`` is the name as written, ``entry`` the key of the entry that was recognised, None for a name of no entry; ``around`` are other names
    of the text.
    """
    known = lexicon().entries.get(entry) if entry is not None else None
    if known is not None:
        return list(_homonyms(known, name, text, set(around))) if known.type == "Place" else []
    return list(_near(type, name, set(around))) if type in KEYED else []


# -- names of several entries


def _homonyms(entry: Entry, name: str, text: str, around: set[str]) -> Iterator[Sense]:
    group = _of_one_name().get(entry.name, (entry,)) if entry.sector != "province" else (entry,)
    if len(group) == 1:
        if name != entry.name and name.endswith(entry.name):  # 呼和浩特市和林格尔县: one county has the name
            yield Sense("Place", entry.name, None, _SAID, "只有一地叫这个名字")
        return
    for one in group:
        above = [upper for upper in _above(one) if upper is not None]
        said = [upper for upper in above if any(text.startswith(form) or name.startswith(form) for form in upper.surfaces)]
        seen = [upper for upper in above if around & set(upper.surfaces)]
        if said:
            score, reason = _SAID, f"写明在{said[0].name}"
        elif seen:
            score = _SHARED + (_CITY if above[0] in seen else _PROVINCE)
            reason = f"文中提到{'、'.join(upper.name for upper in seen)}"
        else:
            score, reason = _SHARED, "同名"
        yield Sense("Place", qualified(one), one.key, round(min(score, _SAID), 2), reason)


@cache
def _of_one_name() -> dict[str, tuple[Entry, ...]]:
    """Places that share a usual name."""
    found: dict[str, list[Entry]] = defaultdict(list)
    for entry in lexicon().of_type("Place"):
        found[entry.name].append(entry)
    return {name: tuple(entries) for name, entries in found.items() if len(entries) > 1}


def _above(entry: Entry) -> tuple[Entry | None, Entry | None]:
    """City and province of a place, by its GB/T 2260 code; a municipality stands for both."""
    code = entry.key.partition(":")[2]
    province = lexicon().entries.get(f"divisions:{code[:2]}0000")
    return lexicon().entries.get(f"divisions:{code[:4]}00") or province, province


def qualified(entry: Entry) -> str:
    """A place with the city or province it lies in: 徐州市鼓楼区."""
    city = _above(entry)[0]
    return entry.name if city is None or city is entry else (city.aliases or (city.name,))[0] + entry.name


# -- names of no entry


def _near(type: EntityType, name: str, around: set[str]) -> Iterator[Sense]:
    """Entries whose name differs in spelling, sounds alike, or differs in one character."""
    index, form = _index(type), normal(type, name)
    seen: set[str] = set()
    for score, reason, entries in (
        (_SAME_FORM, "写法规范后相同", index.forms.get(form, ())),
        (_SHORT, "去掉地名与公司后缀后相同", index.forms.get(core(type, name), ()) if type == "Organization" else ()),
        (_SOUND, "同音", [e for e in index.keys.get(key(type, name), ()) if _sounds_alike(type, name, e)]),
        (_SLIP, "一字之差", [e for hole in _holes(form) for e in index.holes.get(hole, ()) if _slips(type, form, e)]),
    ):
        for entry in entries:
            if entry.name not in seen and entry.name != name:
                seen.add(entry.name)
                beside = sorted(around & {other for _, other in entry.relations})
                gain, told = (0.03, f"，文中提到{beside[0]}") if beside else (0.0, "")
                yield Sense(type, entry.name, None, round(score + gain, 2), reason + told)


def _sounds_alike(type: EntityType, name: str, entry: Entry) -> bool:
    """Same length, at least half of the characters the same, and enough of them."""
    own = normal(type, name)
    return any(alike_in_writing(own, normal(type, form)) for form in entry.surfaces)


def _slips(type: EntityType, form: str, entry: Entry) -> bool:
    """Whether one character may be a slip of the pen: not where it makes another place, or another kind of centre, of it."""
    for other in (normal(type, surface) for surface in entry.surfaces):
        apart = [at for at, (a, b) in enumerate(zip(form, other, strict=False)) if a != b]
        same_kind = type != "Center" or form[-4:] == other[-4:]
        if (
            len(other) == len(form)
            and len(apart) == 1
            and same_kind
            and not any(_in_place(text, apart[0]) for text in (form, other))
        ):
            return True
    return False


def _in_place(text: str, at: int) -> bool:
    return any(hit.entry.type == "Place" and hit.start <= at < hit.end for hit in lexicon().find(text))


def alike_in_writing(one: str, other: str) -> bool:
    """Whether names that sound alike may be one name miswritten: as long, half of the characters or more shared."""
    same = sum(a == b for a, b in zip(one, other, strict=False))
    return one != other and len(one) == len(other) >= _LEAST_SOUND and 2 * same >= len(one)


def _holes(form: str) -> list[str]:
    """The name with each character left open; short names, and those told apart by a number or letter, have none."""
    if len(form) < _LEAST_SLIP:
        return []
    return [f"{form[:at]}?{form[at + 1 :]}" for at, char in enumerate(form) if "一" <= char <= "龥"]


class _Index:
    """Entries of a type by normal form, by key and by form with one character left open."""

    def __init__(self, type: EntityType) -> None:
        self.forms: dict[str, list[Entry]] = defaultdict(list)
        self.keys: dict[str, list[Entry]] = defaultdict(list)
        self.holes: dict[str, list[Entry]] = defaultdict(list)
        for entry in lexicon().of_type(type):
            names = {normal(type, surface): surface for surface in entry.surfaces if not entry.when.get(surface)}
            for form, surface in names.items():
                self.forms[form].append(entry)
                self.keys[key(type, surface)].append(entry)
                for hole in _holes(form):
                    self.holes[hole].append(entry)


@cache
def _index(type: EntityType) -> _Index:
    return _Index(type)
