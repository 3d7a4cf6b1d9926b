"""The names of a graph, found in a question exactly, by sound or by one character: an index built once for each state of the graph."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import cast

import ahocorasick_rs

from kg.lexicon import lexicon
from kg.model import EntityType
from kg.queries import load
from kg.store import GraphStore
from kg.vocab import SL
from pipelines.language.tokenizer import words
from pipelines.questions.naming.folding import folded, is_han, letters, sound
from pipelines.questions.naming.shortened import shortened

_LOCAL = len(SL.base)
_LEAST_PART = 4  # characters of a name that others are left out of
LONGEST = 24  # characters of a form that slips are looked for in


@dataclass(frozen=True, slots=True)
class Named:
    """A form of a name; ``type`` is None for a common word; ``short`` where the graph does not write it so, but speech may."""

    canonical: str
    type: EntityType | None
    form: str
    short: bool = False


class NameIndex:
    """Look-up of ``forms``: what each folded form may name."""

    def __init__(self, forms: Mapping[str, tuple[Named, ...]]) -> None:
        self._forms = dict(forms)
        self._of: dict[tuple[EntityType | None, str], set[str]] = defaultdict(set)
        self._parts: dict[str, list[str]] = defaultdict(list)  # by two characters that stand in the form and its last one
        self._holes: dict[str, list[str]] = defaultdict(list)
        self._sounds: dict[str, list[str]] = defaultdict(list)
        self._letters: dict[str, dict[str, None]] = defaultdict(dict)
        self._swaps: dict[str, list[str]] = defaultdict(list)
        for key, senses in self._forms.items():
            for sense in senses:
                self._of[sense.type, sense.canonical].add(sense.form)
            if len(key) <= LONGEST:
                self._index(key)
        self._patterns = list(self._forms)
        self._automaton = ahocorasick_rs.AhoCorasick(self._patterns, store_patterns=False)

    def _index(self, key: str) -> None:
        places = [at for at, char in enumerate(key) if is_han(char)]
        if len(places) < 2:
            return
        self._sounds[sound(key)].append(key)
        if len(key) > _LEAST_PART and shortens(self._forms[key]):
            for pair in dict.fromkeys(map("".join, pairwise(key[:-1]))):
                self._parts[pair + key[-1:]].append(key)
        for part in spoken_parts(key):
            self._letters[letters(part)][part] = None
        if len(key) < 3:
            return
        for at in places:
            self._holes[f"{key[:at]}?{key[at + 1 :]}"].append(key)
        for one, other in pairwise(places):
            if other == one + 1 and key[one] != key[other]:
                self._swaps[key[:one] + key[other] + key[one] + key[other + 1 :]].append(key)

    def __len__(self) -> int:
        return len(self._forms)

    def senses(self, form: str) -> tuple[Named, ...]:
        """What the folded ``form`` names."""
        return self._forms.get(form, ())

    def forms_of(self, type: EntityType, canonical: str) -> frozenset[str]:
        """All forms of an entity's name; empty where there is no such entity."""
        return frozenset(self._of.get((type, canonical), ()))

    def longer(self, part: str) -> tuple[Named, ...]:
        """The names that the folded ``part`` may shorten by leaving characters out, as it begins and ends: 河湟算力园 of 河湟零碳算力产业园.

        It keeps the last character, and the order of all; it leaves out no number.
        """
        bucket = self._parts.get(part[:2] + part[-1:], ()) if len(part) >= _LEAST_PART else ()
        return tuple(sense for form in bucket if leaves_out(part, form) for sense in self._forms[form][:1])

    def matches(self, text: str) -> Iterator[tuple[int, int, tuple[Named, ...]]]:
        """(start, end, senses) of all forms in the folded ``text``, overlapping."""
        for number, start, end in self._automaton.find_matches_as_indexes(text, overlapping=True):
            yield start, end, self._forms[self._patterns[number]]

    def near(self, written: str) -> Iterator[str]:
        """Forms that differ from the folded ``written`` in one character, in the order of two, or in spelling but not in sound."""
        yield from self._sounds.get(sound(written), ())
        yield from self._swaps.get(written, ())
        for at, char in enumerate(written) if len(written) > 2 else ():
            if is_han(char):
                yield from self._holes.get(f"{written[:at]}?{written[at + 1 :]}", ())

    def spelled(self, latin: str) -> tuple[str, ...]:
        """Folded forms, or parts of forms, whose pinyin letters are ``latin``: whole forms before parts, for a long part of one
        entity's name alone that name."""
        found = tuple(self._letters.get(latin, ()))
        whole = tuple(form for form in found if form in self._forms)
        return whole or tuple(self._whole(part) for part in found)

    def _whole(self, part: str) -> str:
        holders = [form for form in self._forms if part in form] if len(part) > 2 else []
        named = {self._forms[form][0].canonical for form in holders}
        return max(holders, key=lambda form: (form == folded(min(named)), -len(form), form)) if len(named) == 1 else part


def shortens(senses: Sequence[Named]) -> bool:
    """Whether a name of these senses may be shortened in its middle: those of centres, documents and events are."""
    return senses[0].type in ("Center", "Policy", "Event")


def leaves_out(part: str, form: str) -> bool:
    """Whether ``part`` is ``form`` with characters left out, none of them a number or a Latin letter."""
    left = iter(form)
    kept = len(part) < len(form) and all(char in left for char in part)
    return kept and sum(char.isascii() for char in form) == sum(char.isascii() for char in part)


@lru_cache(maxsize=1 << 16)
def spoken_parts(key: str) -> tuple[str, ...]:
    """A form in Chinese characters and its words of two characters on, alone and two by two: what is spelled in letters as a word."""
    cut = [token.text for token in words(key)]
    parts = (key, *cut, *(one + other for one, other in pairwise(cut)))
    return tuple(part for part in dict.fromkeys(parts) if len(part) > 1 and all(map(is_han, part)))


def names_index(rows: Iterable[tuple[EntityType, str, str]]) -> NameIndex:
    """Of the names in ``rows`` (type, canonical name, form) and the short forms that are one entity's alone and stand in no other's."""
    written: dict[str, set[Named]] = defaultdict(set)
    short: dict[str, set[Named]] = defaultdict(set)
    for type, canonical, form in rows:
        written[folded(form)].add(Named(canonical, type, form))
        for other in shortened(type, form):
            short[folded(other)].add(Named(canonical, type, other, True))
    forms = {key: _ordered(senses) for key, senses in written.items() if key}
    owners = _owners(short, forms)
    for key, senses in short.items():
        if key and key not in forms and len({(s.type, s.canonical) for s in senses} | owners[key]) == 1:
            forms[key] = _ordered(senses)[:1]
    return NameIndex(forms)


def _ordered(senses: Iterable[Named]) -> tuple[Named, ...]:
    return tuple(sorted(senses, key=lambda sense: (sense.canonical, sense.type or "", sense.form)))


def _owners(short: Iterable[str], forms: Mapping[str, Sequence[Named]]) -> dict[str, set[tuple[EntityType | None, str]]]:
    """The entities in whose names each short form stands."""
    found: dict[str, set[tuple[EntityType | None, str]]] = defaultdict(set)
    patterns = [key for key in short if key]
    automaton = ahocorasick_rs.AhoCorasick(patterns, store_patterns=False)
    for form, senses in forms.items():
        for number, _, _ in automaton.find_matches_as_indexes(form, overlapping=True):
            found[patterns[number]].update((sense.type, sense.canonical) for sense in senses)
    return found


class GraphNames:
    """The index of a store's names, built anew when the graph has changed."""

    def __init__(self, store: GraphStore) -> None:
        self._store = store
        self._built: tuple[int, NameIndex] | None = None

    def index(self) -> NameIndex:
        """The names of the graph as it is now."""
        state = self._store.changes
        if self._built is None or self._built[0] != state:
            self._built = (state, names_index(_rows(self._store)))
        return self._built[1]


def _rows(store: GraphStore) -> Iterator[tuple[EntityType, str, str]]:
    """Names and other names in the graph, and those that the lexicon gives its entities without a condition."""
    seen = set()
    for row in store.select(load("names_of_graph")):
        kind, name = cast(EntityType, row["type"].value[_LOCAL:]), row["label"].value
        if (kind, name) not in seen:
            seen.add((kind, name))
            yield kind, name, name
            for entry in lexicon().named(name):
                if entry.type == kind and entry.name == name and "*" not in entry.when:
                    yield from ((kind, name, surface) for surface in entry.surfaces if surface not in entry.when)
        if "alias" in row:
            yield kind, name, row["alias"].value
