"""Pattern -> parses: which node is asked for, by which operation, and how much of the question that explains."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace

from pipelines.questions.graphs.grammar import Grammar
from pipelines.questions.graphs.order import order_doubt
from pipelines.questions.graphs.pattern import LITERALS, Link, Node, Operation, Order, Parse, Pattern, linked
from pipelines.questions.graphs.question import Item, Question, unexplained
from pipelines.questions.graphs.schema import Schema
from pipelines.questions.graphs.words import HAN, graph_words, key

_OTHER_KIND, _DANGLING, _NO_LEAF, _IMPLIED_END = 0.3, 0.12, 0.1, 0.1
_COMPARES = re.compile(r"比(?![例赛率重])|相差|差距|差多|差几|than|difference", re.IGNORECASE)
_OWNED = re.compile(r"的|whose", re.IGNORECASE)
_PERSON = frozenset(("person", "people", "human", "人", "人物", "人员"))


_IDLE_VALUE = 0.45  # a figure or text that is named and neither asked for nor limited
_LEAST = 0.2  # a pattern below is not worth a look


@dataclass(frozen=True, slots=True)
class _Read:
    """Share of the question explained less what speaks against the pattern; what is left over; names read for others."""

    score: float
    missing: tuple[str, ...]
    slips: tuple[tuple[str, str], ...]


class Finisher:
    """Gives the parses of grown patterns of one cut. ``named`` are the atoms of full names and labels."""

    def __init__(self, question: Question, items: Sequence[Item], schema: Schema, grammar: Grammar, named: Set[int]) -> None:
        self.question, self.items, self.schema, self.grammar, self._named = question, items, schema, grammar, named
        self._read = _Read(0.0, (), ())  # of the pattern at hand
        self._extra = 0.0
        self._person_types = frozenset(
            kind for kind in (*schema.classes, *schema.members) if any(_is_person(text) for text in self._class_words(kind))
        )

    def _class_words(self, kind: str) -> list[str]:
        return [text for text, _ in self.schema.classes.get(kind, [])] + [self.schema.class_name(kind, "en")]

    def parses(self, pattern: Pattern) -> Iterator[Parse]:
        """Parses of ``pattern``, each with its score from 0 to 1."""
        question = self.question
        self._read, self._extra = self._reading(pattern), 0.0
        if self._read.score < _LEAST:
            return
        if question.yes_no and any(node.pair for node in pattern.nodes):
            yield from self._exceeding(pattern)
            return
        if question.yes_no:
            if not pattern.order and (pattern.links or any(n.classes for n in pattern.nodes) or len(pattern.used) > 1):
                yield self._scored(pattern, "holds", -1, 0.0)
            return
        for grown in self._ended(pattern):
            self._extra = grown.doubt - pattern.doubt
            for target, node in enumerate(grown.nodes):
                if node.given and not (node.pair and grown.order):
                    continue
                yield from self._asked(grown, target, node)

    def _exceeding(self, pattern: Pattern) -> Iterator[Parse]:
        """Whether one side is more than the other: 机场线比1号线长吗."""
        degree = self.question.more
        if degree is None or pattern.order is not None:
            return
        holder = next(n for n, node in enumerate(pattern.nodes) if node.pair)
        if not any(link.source == holder for link in pattern.links):
            for name in self.grammar.by_adjective(pattern.nodes[holder].types, degree.adjective)[:1]:
                node = Node(self.schema.properties[name].kind)
                pattern = linked(pattern, Link(holder, name, len(pattern.nodes)), node)
        for number, node in enumerate(pattern.nodes):
            direct = any(link.source == holder and link.target == number for link in pattern.links)
            if direct and node.kind in ("number", "date") and self.grammar.fits_degree(node.kind, degree):
                turned = self.grammar.turned(node.kind, degree)
                yield self._scored(replace(pattern, order=Order(number, holder, turned)), "exceeds", number, 0.0)

    def _ended(self, pattern: Pattern) -> Iterator[Pattern]:
        """The pattern, and with one more link to the place or date that is asked for without a property: 在哪, 哪一年."""
        yield pattern
        wanted = self.question.asked
        if wanted not in ("date", "place"):
            return
        for at, node in enumerate(pattern.nodes):
            if node.kind not in ("thing", "statement"):
                continue
            names = self.grammar.dates(node.types) if wanted == "date" else self.grammar.places(node.types)
            for name in names:
                if any(link.source == at and link.property == name for link in pattern.links):
                    continue
                known = self.schema.properties[name]
                types = frozenset(known.ranges) if known.kind == "thing" else frozenset()
                grown = replace(
                    pattern,
                    nodes=(*pattern.nodes, Node(known.kind, types=types)),
                    links=(*pattern.links, Link(at, name, len(pattern.nodes))),
                )
                sure = node.kind == "statement" or wanted == "place"
                yield grown.doubted(0.02 if sure else _IMPLIED_END, f"未言明{known.name('zh')}")

    def _asked(self, pattern: Pattern, target: int, node: Node) -> Iterator[Parse]:
        question = self.question
        doubt = self._target_doubt(pattern, target, node)
        if node.kind == "number" and not any(bound.node == target for bound in pattern.bounds):
            if question.asked in ("who", "place", "date"):
                return
            if question.difference and self._sides(pattern):
                yield self._scored(pattern, "difference", target, doubt)
                return
            if question.difference and _COMPARES.search(question.text):
                return
            if question.average or (self._total(pattern) and not self._one_holder(pattern)):
                yield self._scored(pattern, "average" if question.average else "total", target, doubt)
                return
            number = question.asked in ("number", "none") or (question.english and question.asked == "thing")
            yield self._in_asked_unit(self._scored(pattern, "list", target, doubt + (0.0 if number else _OTHER_KIND)))
            return
        if node.kind == "statement" or pattern.bounds and any(bound.node == target for bound in pattern.bounds):
            return
        counting = self._counting(pattern)
        if question.asked == "number" or (counting and question.asked == "none"):
            if node.kind in ("thing", "text", "date") and counting and not question.unit_of_measure:
                yield self._scored(pattern, "count", target, doubt + (0.0 if node.kind == "thing" else 0.1))
            return
        yield self._scored(pattern, "list", target, doubt + self._kind_doubt(node))

    def _in_asked_unit(self, parse: Parse) -> Parse:
        """The parse, with the unit asked for among what is missing where the property's numbers do not convert to it."""
        names = [link.property for link in parse.pattern.links if link.target == parse.target]
        unit = self.question.unit if self.question.unit_of_measure else None
        if unit is None or all(self.grammar.measures(name, unit) for name in names):
            return parse
        return replace(parse, missing=(*parse.missing, unit))

    def _counting(self, pattern: Pattern) -> bool:
        """Whether a count is asked for, by words that are no part of a property's label: 几座, not the 数量 of 藏品数量."""
        return not self.question.counting <= self._in_labels(pattern)

    def _total(self, pattern: Pattern) -> bool:
        """Whether a sum is asked for, by words that are no part of a label: 合计, and 总长 of a property that is called 长度."""
        told = {n for i in pattern.used for n in self.items[i].atoms if any("总" in r.label for r in self.items[i].readings)}
        return not self.question.total <= told

    def _in_labels(self, pattern: Pattern) -> set[int]:
        return {n for i in pattern.used if self.items[i].size > 1 for n in self.items[i].atoms}

    def _one_holder(self, pattern: Pattern) -> bool:
        """Whether all numbers are of one thing that the question names, without statements: then there is nothing to add up."""
        return all(node.given or node.kind != "thing" for node in pattern.nodes) and not any(
            n.kind == "statement" for n in pattern.nodes
        )

    def _sides(self, pattern: Pattern) -> bool:
        return any(node.pair for node in pattern.nodes) or any(bound.other for bound in pattern.bounds)

    def _kind_doubt(self, node: Node) -> float:
        """How ill the node's kind answers the question word."""
        asked = self.question.asked
        if asked == "who":
            if node.kind == "thing":
                return 0.0 if node.types & self._person_types else 0.1
            return 0.05 if node.kind == "text" else 1.0
        if asked == "date":
            return 0.0 if node.kind == "date" else 1.0
        if asked == "place":
            return 1.0 if node.kind in ("date", "number") else self._person_doubt(node)
        return 0.0 if node.kind in ("thing", "text") else 0.05 if asked == "none" else 0.12

    def _person_doubt(self, node: Node) -> float:
        return 1.0 if node.types and node.types <= self._person_types else 0.0

    def _target_doubt(self, pattern: Pattern, target: int, node: Node) -> float:
        """What speaks against this node as the one asked for: another class is asked for, or ends of the pattern lie idle."""
        doubt = 0.0
        asked_item = self._asked_item()
        if asked_item is not None and node.at != asked_item:
            named = any(link.at == asked_item and link.target == target for link in pattern.links)
            in_use = any(n.at == asked_item for n in pattern.nodes) or any(link.at == asked_item for link in pattern.links)
            doubt += 0.15 if in_use and not named and node.kind == "thing" else 0.05 if in_use and not named else 0.0
        for number, other in enumerate(pattern.nodes):
            idle = not other.given and number != target and len(pattern.links_of(number)) == 1
            bound = any(b.node == number for b in pattern.bounds) or (pattern.order and pattern.order.node == number)
            if idle and not bound:
                owner = other.at < 0 and any(link.source == number and link.target == target for link in pattern.links)
                idle_value = other.kind in LITERALS and any(link.at >= 0 for link in pattern.links_of(number))
                doubt += 0.02 if other.classes else 0.04 if owner else _IDLE_VALUE if idle_value else _DANGLING
            doubt += 1.0 if other.pair and not self._compared(pattern, number, target) else 0.0
        limited = {b.node for b in pattern.bounds} | ({pattern.order.node} if pattern.order else set())
        if (
            sum(not limited & {link.source, link.target} for link in pattern.links_of(target)) > 1
            and node.at < 0
            and not node.classes
        ):
            doubt += _NO_LEAF
        if not pattern.links and not node.classes:
            doubt += 1.0
        return doubt

    def _compared(self, pattern: Pattern, pair: int, target: int) -> bool:
        """Whether two sides joined by 和 are compared or each asked about; as what both hold of one thing they are two things."""
        if target == pair or pattern.order is not None:
            return True
        return not any(link.target == pair for link in pattern.links)

    def _asked_item(self) -> int | None:
        """The atom of the class or property named beside the question word: 博物馆 in 哪些博物馆, 桥 in 桥有几座; None without one."""
        question = self.question
        at, reach = question.asked_at, 5 if question.english else 4
        if at < 0 or question.asked not in ("thing", "who", "place", "number"):
            return None
        near = [item for item in self.items if 0 <= item.start - at <= reach and not self._faint(item)]
        if near and _is_kind(near[0]):
            if _OWNED.search(question.text[question.atoms[at].start : question.atoms[near[0].start].start]):
                return None  # 谁的老师: somebody's, not which
            return near[0].start
        before = [item for item in self.items if item.end <= at and not self._faint(item)]
        return before[-1].start if before and not near and any(r.kind == "class" for r in before[-1].readings) else None

    def _faint(self, item: Item) -> bool:
        return item.limit is None and all(n in self.question.light and n not in self._named for n in range(item.start, item.end))

    def _reading(self, pattern: Pattern) -> _Read:
        """What of the question the pattern explains, whatever is asked of it."""
        question = self.question
        used = {n for i in pattern.used for n in self.items[i].atoms}
        used -= self._lonely(pattern)
        missing = [word for word in unexplained(question, used, self._named) if not self._in_label(word, pattern)]
        missing += [word for word in question.unsupported if not self._inside(word, pattern)]
        lost = sum(len(word) if HAN.search(word) else 2 for word in missing)
        kept = sum(1 if HAN.match(question.atoms[n].key) else 2 for n in used)
        share = kept / (kept + lost) if kept else 0.0
        doubt = pattern.doubt + order_doubt(question, self.items, pattern, self.schema)
        return _Read(share - doubt, tuple(missing), tuple(self._slips(pattern)))

    def _in_label(self, word: str, pattern: Pattern) -> bool:
        """Whether a verb before 得 is a character of a label that the pattern uses: 埋 of 埋深 in 埋得最深."""
        verb = len(word) == 1 and f"{word}得" in self.question.text
        return verb and any(word in text for k in pattern.links for text, _ in self.schema.properties[k.property].labels)

    def _scored(self, pattern: Pattern, operation: Operation, target: int, doubt: float) -> Parse:
        read = self._read
        score = max(0.0, round(read.score - doubt - self._extra, 4))
        return Parse(pattern, operation, target, score, read.slips, read.missing, self.question.unit)

    def _lonely(self, pattern: Pattern) -> set[int]:
        """Single characters that were matched inside of what nothing explains: 长 of 市长."""
        whole = {
            n
            for i in pattern.used
            for n in self.items[i].atoms
            if self.items[i].size > 1 or self.items[i].limit or not HAN.match(self.question.atoms[n].key)
        }
        lonely: set[int] = set()
        joined = {frozenset((k.at, pattern.nodes[n].at)) for k in pattern.links for n in (k.source, k.target)}  # 味苦
        for i in pattern.used:
            item = self.items[i]
            if item.start in whole or not self._cut_out(item.start, whole, joined):
                continue
            lonely.add(item.start)
        return lonely

    def _cut_out(self, at: int, whole: set[int], joined: set[frozenset[int]]) -> bool:
        atoms = self.question.atoms
        for other in (at - 1, at + 1):
            if 0 <= other < len(atoms) and other not in whole and other not in self.question.light:
                if frozenset((at, other)) in joined:
                    continue
                first, second = min(at, other), max(at, other)
                if atoms[first].end == atoms[second].start and HAN.match(atoms[other].key):
                    return True
        return False

    def _inside(self, word: str, pattern: Pattern) -> bool:
        return any(word in self.question.slice(self.items[i].start, self.items[i].end) for i in pattern.used)

    def _slips(self, pattern: Pattern) -> Iterator[tuple[str, str]]:
        for number in sorted(pattern.used):
            item = self.items[number]
            for reading in item.readings:
                if reading.slip:
                    yield self.question.slice(item.start, item.end), reading.label
                    break


def _is_kind(item: Item) -> bool:
    return any(reading.kind in ("class", "property") for reading in item.readings)


def _is_person(text: str) -> bool:
    words = key(text)
    row = graph_words().kinds.get(words, ())
    people = {key(word) for word in _PERSON}
    return words in people or any(key(word) in people for word in row) or (bool(HAN.search(text)) and text[-1:] in "人者家员师长")
