"""The names that are known beforehand: the entries of kg/lexicon/*.yaml, read once and matched by Aho-Corasick."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import NamedTuple

import ahocorasick_rs

from kg.lexicon_entries import FOLDER, Condition, Entry, load
from kg.model import EntityType

__all__ = ["FOLDER", "Condition", "Entry", "Hit", "Lexicon", "lexicon", "load"]


class Hit(NamedTuple):
    """A known name at ``text[start:end]``."""

    start: int
    end: int
    entry: Entry


class Lexicon:
    """All entries, by key and by surface, and the automaton over their surfaces."""

    def __init__(self, entries: tuple[Entry, ...]) -> None:
        self.entries = {entry.key: entry for entry in entries}
        self._named: dict[str, list[Entry]] = {}
        self._matched: dict[str, list[tuple[str, Entry]]] = {}
        makers = {entry.name: entry for entry in entries if entry.type == "Organization"}
        for entry in entries:
            for surface in entry.surfaces:
                self._named.setdefault(_fold(surface), []).append(entry)
            for surface in _without_maker(entry, makers):
                self._matched.setdefault(_fold(surface), []).append((surface, entry))
        self._patterns = list(self._matched)
        self._automaton = ahocorasick_rs.AhoCorasick(self._patterns, store_patterns=False)

    def of_type(self, kind: EntityType) -> Iterator[Entry]:
        """Entries of one type, in the order of the files."""
        return (entry for entry in self.entries.values() if entry.type == kind)

    def named(self, surface: str) -> tuple[Entry, ...]:
        """Entries that have ``surface`` as name or alias, width, case and blanks apart."""
        return tuple(self._named.get(_fold(surface), ()))

    def find(self, text: str, refuse: Callable[[int, int], bool] | None = None) -> tuple[Hit, ...]:
        """Known names in ``text``, leftmost longest, without overlap; ``refuse(start, end)`` may turn a match down.

        All matches are looked at, not only the longest, since a long one that does not hold must not hide a shorter one.
        """
        folded = _fold_case(text)
        found: list[Hit] = []
        for number, start, end in self._automaton.find_matches_as_indexes(folded, overlapping=True):
            cut = _cuts_word(text, start, end)
            for surface, entry in self._matched[self._patterns[number]]:
                if cut and not (cut == "after" and entry.models and re.match(entry.models, text[end:])):
                    continue
                if _same_case(surface, text[start:end]) and _meant(entry, surface, text, (start, end)):
                    found.append(Hit(start, end, entry))
                    break
        if refuse is not None:
            found = [hit for hit in found if not refuse(hit.start, hit.end)]
        return _leftmost_longest(found)


_UPPER = {code: code + 32 for code in range(ord("A"), ord("Z") + 1)}


def _fold_case(text: str) -> str:
    """ASCII capitals lowered; the length stays, which str.lower does not promise."""
    return text.translate(_UPPER)


def _fold(surface: str) -> str:
    return _fold_case(surface.strip())


def _is_latin(char: str) -> bool:
    return char.isascii() and char.isalnum()


def _cuts_word(text: str, start: int, end: int) -> str:
    """Where a Latin word or number goes on across an edge of the match (AMD in AMDA, H20 in H200): "before", "after" or ""."""
    if start > 0 and _is_latin(text[start]) and _is_latin(text[start - 1]):
        return "before"
    return "after" if end < len(text) and _is_latin(text[end - 1]) and _is_latin(text[end]) else ""


def _without_maker(entry: Entry, makers: Mapping[str, Entry]) -> Iterator[str]:
    """The entry's surfaces, less those that only put the maker before another one: 华为昇腾 is two names, 华为 and 昇腾."""
    made_by = [makers[name] for predicate, name in entry.relations if predicate == "madeBy" and name in makers]
    prefixes = [prefix for maker in made_by for prefix in maker.surfaces]
    for surface in entry.surfaces:
        rests = [surface[len(prefix) :].strip() for prefix in prefixes if surface.startswith(prefix)]
        if not any(rest in entry.surfaces for rest in rests):
            yield surface


def _same_case(surface: str, found: str) -> bool:
    """Acronyms of up to three letters as written (NV is not nv); longer Latin names in any case, as questions write them."""
    return len(surface) > 3 or surface == found or not surface.isascii()


def _meant(entry: Entry, surface: str, text: str, span: tuple[int, int]) -> bool:
    conditions = entry.when.get(surface) or entry.when.get("*") or ()
    return not conditions or any(condition.holds(text, *span) for condition in conditions)


def _leftmost_longest(hits: list[Hit]) -> tuple[Hit, ...]:
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda hit: (hit.start, -hit.end)):
        if not kept or hit.start >= kept[-1].end:
            kept.append(hit)
    return tuple(kept)


@cache
def lexicon() -> Lexicon:
    """The lexicon of this installation, read once a process. Raises LexiconInvalid, naming file and entry."""
    return Lexicon(tuple(load(FOLDER)))
