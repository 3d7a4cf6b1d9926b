"""Names of the graph that a question spells otherwise: by a homophone, or with one character wrong, missing or too many."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache

from kg.name_forms import pinyin
from pipelines.questions.graphs.words import HAN, Key

_EXACT = re.compile(r"[\d一二三四五六七八九十百千万东西南北上下左右大小前后新老甲乙丙丁]")  # they tell names apart: never a slip
_SOUNDS = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("ng", "n"), ("l", "n"))
_SHORTEST_TYPO, _SHORTEST_LATIN = 4, 5
_MOST = 200_000  # names above which only homophones are looked for


class Slips:
    """Finds names by sound and by one edit. Built from the spellings of all names, in time linear in them."""

    def __init__(self, names: Iterable[Key]) -> None:
        self._by_sound: dict[str, set[Key]] = defaultdict(set)
        self._by_gap: dict[Key, set[Key]] = defaultdict(set)
        every = list(names)
        for name in every:
            if all(HAN.match(atom) for atom in name) and len(name) > 1:
                self._by_sound[_sound("".join(name), len(name) > 2)].add(name)
            if len(every) <= _MOST:
                for shorter in _gaps(name):
                    self._by_gap[shorter].add(name)

    def near(self, words: Key) -> Key | None:
        """The spelling of the one name that ``words`` are a slip of; None for none or several. A name itself is no slip."""
        if _all_han(words):
            sounds = {name for name in self._by_sound.get(_sound("".join(words), len(words) > 2), ()) if _may_be(words, name)}
            if len(sounds) == 1:
                return next(iter(sounds))
            if sounds:
                return None
        found = {name for shorter in _gaps(words) for name in self._by_gap.get(shorter, ()) if _may_be(words, name)}
        found |= {name for name in self._by_gap.get(words, ()) if _may_be(words, name)}
        return next(iter(found)) if len(found) == 1 else None


def _all_han(words: Key) -> bool:
    return len(words) > 1 and all(HAN.match(atom) for atom in words)


def _gaps(words: Key) -> set[Key]:
    """The key with one character left out: of a Chinese name a character, of a Latin word a letter."""
    if _all_han(words):
        return {(*words[:at], *words[at + 1 :]) for at in range(len(words))} if len(words) >= _SHORTEST_TYPO else set()
    found: set[Key] = set()
    for number, word in enumerate(words):
        if word.isalpha() and not HAN.match(word) and len(word) >= _SHORTEST_LATIN:
            found |= {(*words[:number], word[:at] + word[at + 1 :], *words[number + 1 :]) for at in range(1, len(word))}
    return found


def _may_be(words: Key, name: Key) -> bool:
    """Whether what differs is no sign that tells names apart."""
    if words == name or len(words) > len(name) + 1 or len(name) > len(words) + 1:
        return False
    differing = {a for a in words if a not in name} | {a for a in name if a not in words}
    return not any(_EXACT.fullmatch(atom) for atom in differing if len(atom) == 1)


@lru_cache(maxsize=1 << 16)
def _sound(text: str, loose: bool) -> str:
    """Toneless pinyin; ``loose`` joins what southern speech does not keep apart."""
    sound = " ".join(pinyin(char) for char in text)
    for one, other in _SOUNDS if loose else ():
        sound = sound.replace(one, other)
    return sound
