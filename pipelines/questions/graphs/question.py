"""Question -> what it asks for, and the ways to cut it into pieces that the graph knows."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace
from functools import cached_property

from kg.terms import storable
from kg.units import units
from pipelines.language.tokenizer import in_dictionary
from pipelines.language.tokenizer import words as tokens
from pipelines.questions.graphs.labels import Labels, Reading
from pipelines.questions.graphs.limits import Degree, Limit, Number, asked_unit, comparative, limits
from pipelines.questions.graphs.slips import Slips
from pipelines.questions.graphs.words import HAN, Atom, Key, atoms, graph_words, key

MAX_QUESTION = 500  # characters
_CUTS = 6  # ways to cut the question that are tried
_FUNCTION = frozenset("的地得了着过在是有和与跟及或由被把对从到")
_COUNTING = frozenset("一二两三四五六七八九十几多少各每哪这那最更总共第")
_WORTH = 0.75  # of the best cut's weight
_LONGEST_SLIP = 14  # atoms of a name that is spelt otherwise
_JOINS = re.compile(
    r"和|与|跟|同|或者?|还是|、|以及|比|较|相比|,? ?(?:or|and|than|versus|vs\.?)(?: the)?(?: (?:that|those) of)?(?: the)?",
    re.IGNORECASE,
)
_COMPARED = re.compile(r"比$|(?:和|与|跟|同)$|\bthan(?: the)?$", re.IGNORECASE)
_LATIN_QUOTE = re.compile(r"[‘’]")


@dataclass(frozen=True, slots=True)
class Item:
    """A stretch of atoms that means something: one of ``readings``, or a limit."""

    start: int  # atoms
    end: int
    readings: tuple[Reading, ...] = ()
    limit: Limit | None = None
    apart: tuple[int, ...] = ()  # atoms that belong to it and stand elsewhere: the second side of a comparison

    @property
    def atoms(self) -> tuple[int, ...]:
        return (*range(self.start, self.end), *self.apart)

    @property
    def size(self) -> int:
        return self.end - self.start

    @property
    def weight(self) -> float:
        if self.limit is None:
            return max(reading.weight for reading in self.readings)
        plain = isinstance(self.limit, Number) and self.limit.relation == "equals" and counts(self.limit.unit)
        return 0.6 if plain else 1.3  # 三条 of 三条线路 limits nothing


@dataclass(frozen=True)
class Question:
    """``asked``: who, place, date, number, thing, or none. The marks tell the operation; ``covered`` are atoms that question words explain."""

    text: str
    atoms: tuple[Atom, ...]
    english: bool
    asked: str
    asked_at: int  # atom of the question word, -1 without one
    yes_no: bool
    counting: frozenset[int]  # atoms of the words that ask for a count
    total: frozenset[int]  # and for a sum
    average: bool
    difference: bool
    plural: bool
    unit: str | None
    covered: frozenset[int]
    unsupported: tuple[str, ...]
    more: Degree | None  # what one side is said to be more of than the other: 长 in A比B长吗

    @property
    def language(self) -> str:
        return "en" if self.english else "zh"

    def slice(self, start: int, end: int) -> str:
        """The text of the atoms ``start:end``."""
        return self.text[self.atoms[start].start : self.atoms[end - 1].end] if start < end else ""

    @property
    def unit_of_measure(self) -> bool:
        """Whether the unit asked for measures, and is no classifier that counts: 多少公里, not 多少座."""
        return self.unit is not None and not counts(self.unit)

    @cached_property
    def light(self) -> frozenset[int]:
        """Atoms that carry nothing of their own: in words of the list, or explained by a question word."""
        words = graph_words()
        found = set(self.covered)
        number = 0
        while number < len(self.atoms):
            size = self._light_at(number, words.longest_light, words.light)
            if size == 1 and self._in_word(number, words.light):
                size = 0
            found.update(range(number, number + size))
            number += max(size, 1)
        return frozenset(found)

    def _in_word(self, at: int, light: frozenset[str]) -> bool:
        """Whether a light character makes a word with a light neighbour that is none of speech: 日 and 本 in 日本."""
        for start in (at - 1, at):
            pair = self.atoms[start : start + 2] if start >= 0 else ()
            if (
                len(pair) < 2
                or pair[0].end != pair[1].start
                or any(a.key in _FUNCTION or a.key in _COUNTING or not HAN.match(a.key) for a in pair)
            ):
                continue
            if pair[0].key in light and pair[1].key in light and not {start, start + 1} & self.covered:
                token = next(t for t in tokens(self.text) if t.start <= pair[0].start < t.end)
                if token.end >= pair[1].end and token.text not in light and in_dictionary(token.text):
                    return True
        return False

    def _light_at(self, at: int, longest: int, light: frozenset[str]) -> int:
        atom = self.atoms[at]
        surface = self.text[atom.start : atom.end].casefold()
        if not HAN.match(atom.key):
            return 1 if surface in light or len(surface) == 1 and surface.isalpha() else 0
        for size in range(min(longest, len(self.atoms) - at), 0, -1):
            if self.slice(at, at + size) in light:
                return size
        return 0


def read_question(text: str) -> Question:
    """What ``text`` asks for; total: a senseless question asks for nothing."""
    text = unicodedata.normalize("NFKC", storable(text[:MAX_QUESTION])).replace("\0", " ").strip()
    text = re.sub(r"(?<=[A-Za-z])['’]s\b", "  ", _LATIN_QUOTE.sub("'", text))
    cut = atoms(text)
    words = graph_words()
    marks = {name: [m.span() for m in pattern.finditer(text)] for name, pattern in words.marks.items()}
    asked, at = _asked(text)
    unit = asked_unit(text)
    spans = [span for name in ("yes_no", "counting", "total", "average", "difference") for span in marks[name]]
    spans += [m.span() for pattern in words.asked.values() for m in pattern.finditer(text)]
    spans += [unit[1:]] if unit else []
    more = comparative(text) if marks["yes_no"] else None
    spans += [more[:2]] if more else []
    covered = _inside(cut, spans)
    return Question(
        text=text,
        atoms=cut,
        english=not HAN.search(text) or len(HAN.findall(text)) * 3 < len(re.findall(r"[A-Za-z]+", text)),
        asked=asked,
        asked_at=next((n for n, atom in enumerate(cut) if atom.start >= at), -1) if at >= 0 else -1,
        yes_no=bool(marks["yes_no"]) and asked in ("none", "number"),
        counting=_inside(cut, marks["counting"]),
        total=_inside(cut, marks["total"]),
        average=bool(marks["average"]),
        difference=bool(marks["difference"]),
        plural=bool(marks["plural"]),
        unit=unit[0] if unit else None,
        covered=covered,
        unsupported=tuple(text[s:e] for s, e in marks["unsupported"]),
        more=more[2] if more else None,
    )


def _inside(cut: tuple[Atom, ...], spans: list[tuple[int, int]]) -> frozenset[int]:
    """The atoms that lie in one of the spans."""
    return frozenset(n for n, atom in enumerate(cut) if any(s <= atom.start and atom.end <= e for s, e in spans))


def _asked(text: str) -> tuple[str, int]:
    """The kind of thing asked for and where its question word stands; the first in the order of the lexicon."""
    for name, pattern in graph_words().asked.items():
        if match := pattern.search(text):
            return name, match.start()
    return "none", -1


def cuts(question: Question, labels: Labels, slips: Slips | None) -> list[tuple[Item, ...]]:
    """The best ways to cut the question into items that do not overlap, the best first. ``slips`` looks at what no label explains."""
    items = [*_labelled(question, labels), *_limited(question)]
    best = _best(question, items)
    if slips is not None and best and (open_atoms := _open(question, best[0])):
        more = list(_slipped(question, labels, slips, open_atoms))
        if more:
            best = _best(question, [*items, *more])
    return [way for cut in best[:_CUTS] for way in (*_paired(question, cut), cut)]


def _paired(question: Question, cut: tuple[Item, ...]) -> Iterator[tuple[Item, ...]]:
    """The cut with two things as the sides of one comparison: joined by 和, 比 or 还是, or apart in A的票房比B高多少."""
    things = [(n, next((r for r in item.readings if r.kind == "thing"), None)) for n, item in enumerate(cut)]
    named = [(n, reading) for n, reading in things if reading is not None]
    for (first, one), (second, other) in zip(named, named[1:], strict=False):
        a, b = cut[first], cut[second]
        between = question.text[question.atoms[a.end - 1].end : question.atoms[b.start].start].strip(" 《》“”\"'")
        if _JOINS.fullmatch(between) or (len(named) == 2 and _COMPARED.search(between)):
            label = f"{one.label}、{other.label}"
            both = Reading(
                "pair", (one.targets[0], other.targets[0]), min(one.weight, other.weight), label, one.slip or other.slip
            )
            pair = Item(a.start, a.end, (both,), None, tuple(range(b.start, b.end)))
            yield tuple(pair if n == first else item for n, item in enumerate(cut) if n != second)


def _labelled(question: Question, labels: Labels) -> Iterator[Item]:
    keys = tuple(atom.key for atom in question.atoms)
    for start in range(len(keys)):
        for end in range(start + 1, min(start + labels.longest, len(keys)) + 1):
            readings = labels.readings.get(keys[start:end], [])
            if end == start + 1 and start in question.covered:  # 平 of 平均 is no value
                readings = [reading for reading in readings if reading.kind in ("class", "property")]
            if readings:
                yield Item(start, end, tuple(readings))


def _limited(question: Question) -> Iterator[Item]:
    for start, end, limit in limits(question.text):
        inside = [n for n, atom in enumerate(question.atoms) if atom.start < end and start < atom.end]
        if inside:
            yield Item(inside[0], inside[-1] + 1, (), limit)


def _best(question: Question, items: list[Item]) -> list[tuple[Item, ...]]:
    """The cuts that explain most, by dynamic programming over the atoms; long items count more than their parts."""
    by_end: dict[int, list[Item]] = {}
    for item in items:
        by_end.setdefault(item.end, []).append(item)
    ways: list[list[tuple[float, tuple[Item, ...]]]] = [[(0.0, ())]]
    for end in range(1, len(question.atoms) + 1):
        found = dict.fromkeys(ways[end - 1])
        for item in by_end.get(end, ()):
            gain = item.weight * item.size**1.3 * (0.6 if _faint(question, item) else 1.0)
            found.update(dict.fromkeys((score + gain, (*way, item)) for score, way in ways[item.start]))
        ways.append(sorted(found, key=lambda pair: -pair[0])[:_CUTS])
    least = ways[-1][0][0] * _WORTH
    return [way for score, way in ways[-1] if way and score >= least]


def _faint(question: Question, item: Item) -> bool:
    """Whether an item covers nothing but light words: 在, 位于, 多少."""
    return item.limit is None and all(number in question.light for number in range(item.start, item.end))


def _open(question: Question, cut: tuple[Item, ...]) -> set[int]:
    """Atoms with content that no item of the cut covers for sure."""
    covered = {
        n for item in cut if item.weight >= 0.8 and (item.size > 1 or item.weight == 1) for n in range(item.start, item.end)
    }
    return set(range(len(question.atoms))) - covered - question.light


def _slipped(question: Question, labels: Labels, slips: Slips, open_atoms: set[int]) -> Iterator[Item]:
    keys = tuple(atom.key for atom in question.atoms)
    spelt = tuple(question.text[atom.start : atom.end].casefold() for atom in question.atoms)
    for start in range(len(keys)):
        for end in range(start + 1, min(start + _LONGEST_SLIP, len(keys)) + 1):
            if open_atoms.isdisjoint(range(start, end)) or keys[start:end] in labels.readings:
                continue
            name = slips.near(spelt[start:end])
            if name is not None and not _is_word(question, start, end, name):
                known = labels.readings.get(key(" ".join(name)), ())
                yield Item(
                    start, end, tuple(replace(r, weight=r.weight * 0.9, slip=True) for r in known if r.kind in ("thing", "value"))
                )


def _is_word(question: Question, start: int, end: int, name: Key) -> bool:
    """Whether the character that differs makes a word of its own in the question: 海洋 is no slip of 海事."""
    keys = tuple(atom.key for atom in question.atoms[start:end])
    if len(keys) != len(name):
        return False
    wrong = [n for n, (one, other) in enumerate(zip(keys, name, strict=True)) if one != other]
    if len(wrong) != 1 or not HAN.match(keys[wrong[0]]):
        return False
    at = question.atoms[start + wrong[0]].start
    token = next(token for token in tokens(question.text) if token.start <= at < token.end)
    inside = question.atoms[start].start <= token.start and token.end <= question.atoms[end - 1].end
    return inside and len(token.text) > 1 and in_dictionary(token.text) and not _same_sound(keys[wrong[0]], name[wrong[0]])


def _same_sound(one: str, other: str) -> bool:
    from kg.name_forms import pinyin

    return pinyin(one) == pinyin(other)


def named_atoms(question: Question, items: Sequence[Item]) -> frozenset[int]:
    """Atoms of full names and labels of the graph: they carry something even where they are made of light words (日本, 总部)."""
    light = graph_words().light
    return frozenset(
        n
        for item in items
        if item.size > 1 and any(r.weight == 1 for r in item.readings) and question.slice(item.start, item.end) not in light
        for n in item.atoms
        if HAN.match(question.atoms[n].key) or question.slice(n, n + 1).casefold() not in light
    ) | frozenset(
        n for item in items if item.limit is not None and item.weight > 1 for n in item.atoms if n not in question.covered
    )


def counts(unit: str) -> bool:
    """Whether a unit is a classifier, or unknown, so that its numbers count things."""
    _, known = units().split(unit)
    return known is None or known.counting


def unexplained(question: Question, used: set[int], named: Set[int] = frozenset()) -> list[str]:
    """The stretches of the question that neither ``used`` atoms nor light words explain, in order; ``named`` atoms are never light."""
    left = [n for n in range(len(question.atoms)) if n not in used and (n not in question.light or n in named)]
    runs: list[list[int]] = []
    for number in left:
        if runs and HAN.match(question.atoms[number].key) and _one_word(question, runs[-1][-1], number):
            runs[-1].append(number)
        else:
            runs.append([number])
    return [_with_unit(question, run[0], run[-1] + 1) for run in runs]


def _one_word(question: Question, one: int, other: int) -> bool:
    """Whether two characters that nothing explains stand together, or with one between that may belong to a name: 红高粱."""
    if other == one + 1:
        return question.atoms[one].end == question.atoms[other].start
    return (
        other == one + 2
        and question.atoms[other].start - question.atoms[one].end == 1
        and question.atoms[one + 1].key not in _FUNCTION
    )


def _with_unit(question: Question, start: int, end: int) -> str:
    """The text of the atoms, a number with the 年, 月 or 日 that follows."""
    text = question.slice(start, end)
    after = question.text[question.atoms[end - 1].end :][:1]
    return text + after if text.isdigit() and after in ("年", "月", "日") else text
