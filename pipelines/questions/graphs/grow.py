"""Cut question -> patterns: items are attached to one another wherever the graph has such links, named or implied."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import replace

from pipelines.questions.graphs.grammar import Grammar
from pipelines.questions.graphs.labels import Reading
from pipelines.questions.graphs.limiter import Limiter
from pipelines.questions.graphs.pattern import LITERALS, Link, Node, Pattern, linked
from pipelines.questions.graphs.question import Item, Question
from pipelines.questions.graphs.schema import Schema

_IMPLIED = 0.1
_MOST_PATTERNS = 400  # patterns grown of one cut
_MOST_STEPS = 2000
_MOST_DOUBT, _MOST_LINKS = 0.35, 6


class Grower:
    """Grows the patterns of one cut."""

    def __init__(self, question: Question, items: Sequence[Item], schema: Schema, grammar: Grammar, named: Set[int]) -> None:
        self.question = question
        self.items = items
        self.schema = schema
        self.grammar = grammar
        self.steps = 0
        self._limiter = Limiter(question, grammar)
        self._light = question.light - named

    def patterns(self) -> list[Pattern]:
        """Patterns that nothing more can be attached to, each once."""
        done: dict[object, Pattern] = {}
        seen: dict[object, float] = {}
        left = list(self._roots())
        while left and len(done) < _MOST_PATTERNS and self.steps < _MOST_STEPS:
            pattern = left.pop()
            self.steps += 1
            shape = (pattern.shape(), pattern.used, pattern.bounds, pattern.order)
            if seen.get(shape, 1.0) <= pattern.doubt:
                continue
            seen[shape] = pattern.doubt
            more = [grown for grown in self._grown(pattern) if _sensible(grown)]
            left += more
            if not more or self._optional(pattern):
                kept = done.get(shape)
                if kept is None or pattern.doubt < kept.doubt:
                    done[shape] = pattern
        return list(done.values())

    def _optional(self, pattern: Pattern) -> bool:
        """Whether what is left to attach are light words only."""
        return all(n in pattern.used or self.light(item) for n, item in enumerate(self.items))

    def light(self, item: Item) -> bool:
        return item.limit is None and all(n in self._light for n in range(item.start, item.end))

    def _readings(self, number: int, kind: str) -> Iterator[Reading]:
        return (reading for reading in self.items[number].readings if reading.kind == kind)

    # -- where a pattern begins

    def _roots(self) -> Iterator[Pattern]:
        for number, item in enumerate(self.items):
            for reading in item.readings:
                used = frozenset((number,))
                if reading.kind in ("thing", "pair"):
                    yield Pattern((self._thing(reading, item),), used=used).doubted(_weak(reading), reading.label)
                elif reading.kind == "class":
                    node = Node("thing", classes=self._below(reading), types=self._below(reading), at=item.start)
                    yield Pattern((node,), used=used).doubted(_weak(reading), reading.label)
                elif reading.kind == "value":
                    yield from self._value_roots(number, reading)
                elif reading.kind == "property":
                    for name in reading.targets:
                        known = self.schema.properties[name]
                        yield Pattern((self._variable(known.domains),))

    def _value_roots(self, number: int, reading: Reading) -> Iterator[Pattern]:
        for text in reading.targets:
            for name in {row[0] for row in self.schema.values[text]}:
                root = self._variable(self.schema.properties[name].domains)
                yield from self._value(Pattern((root,)), 0, number, reading)

    def _thing(self, reading: Reading, item: Item) -> Node:
        types = frozenset(t for target in reading.targets for t in self.schema.types_of(target))
        return Node("thing", types=types, members=reading.targets, at=item.start, pair=reading.kind == "pair")

    def _below(self, reading: Reading) -> frozenset[str]:
        return frozenset(c for target in reading.targets for c in self.schema.below.get(target, {target}))

    def _variable(self, types: Iterable[str]) -> Node:
        names = frozenset(types)
        statement = bool(names) and all(self.schema.is_statement_type(name) for name in names)
        return Node("statement" if statement else "thing", types=names)

    # -- how it goes on: properties first, then what they leave over

    def _grown(self, pattern: Pattern) -> Iterator[Pattern]:
        free = [n for n in range(len(self.items)) if n not in pattern.used]
        named = [p for n in free for reading in self._readings(n, "property") for p in self._property(pattern, n, reading)]
        if named:
            yield from named
            heavy = {n for p in named for n in p.used - pattern.used if not self.light(self.items[n])}
            if heavy & {n for n in free if not any(r.kind != "property" for r in self.items[n].readings)}:
                return
        for number in free:
            grown = list(self._other(pattern, number))
            if grown:
                yield from grown
                return

    def _other(self, pattern: Pattern, number: int) -> Iterator[Pattern]:
        item = self.items[number]
        for reading in item.readings:
            if reading.kind == "class":
                yield from self._class(pattern, number, reading)
            elif reading.kind == "thing":
                yield from self._implied(pattern, number, self._thing(reading, item), reading)
            elif reading.kind == "value":
                for at in range(len(pattern.nodes)):
                    yield from self._value(pattern, at, number, reading)
        if item.limit is not None:
            used = replace(pattern, used=pattern.used | {number})
            yield from self._limiter.limited(used, item.limit, item.start)

    # -- properties

    def _property(self, pattern: Pattern, number: int, reading: Reading) -> Iterator[Pattern]:
        if self.light(self.items[number]) and any(
            link.at >= 0 and abs(link.at - self.items[number].start) <= 1 for link in pattern.links
        ):
            return  # 在 of 出生在
        if any(link.at >= 0 and link.property in reading.targets and self._is_value(pattern, link) for link in pattern.links):
            yield replace(pattern, used=pattern.used | {number})  # named again: 海拔超过1000米的山中海拔最低的
        for at in range(len(pattern.nodes)):
            for name in reading.targets:
                for grown in self._along(pattern, at, name, number):
                    yield grown.doubted(_weak(reading), f"{reading.label}~")

    def _is_value(self, pattern: Pattern, link: Link) -> bool:
        return pattern.nodes[link.target].kind in ("number", "date")

    def _along(self, pattern: Pattern, at: int, name: str, number: int) -> Iterator[Pattern]:
        """``name`` attached to node ``at``: out of it, into it, or through a statement node beside it."""
        known, node = self.schema.properties[name], pattern.nodes[at]
        if node.kind in LITERALS:
            return
        place = self.items[number].start
        begun = replace(pattern, used=pattern.used | {number})
        if node.types & known.domains.keys():
            yield from self._out(begun, at, name, place)
        if node.types & known.ranges.keys():
            yield from self._into(begun, at, name, place)
        if node.kind == "thing" and all(self.schema.is_statement_type(kind) for kind in known.domains):
            for link, inverse in self.grammar.beside(node.types, frozenset(known.domains)):
                middle = len(begun.nodes)
                types = frozenset(self.schema.properties[link].ranges if not inverse else self.schema.properties[link].domains)
                step = Link(middle, link, at) if inverse else Link(at, link, middle)
                through = replace(
                    begun,
                    nodes=(*begun.nodes, Node("statement", types=frozenset(types & known.domains.keys()))),
                    links=(*begun.links, step),
                )
                yield from self._out(through, middle, name, place)

    def _out(self, pattern: Pattern, at: int, name: str, place: int) -> Iterator[Pattern]:
        known = self.schema.properties[name]
        for kind in [k for k, count in known.kinds.items() if count * 5 >= known.uses]:
            types = frozenset(known.ranges) if kind in ("thing", "statement") else frozenset()
            node = Node(kind, types=types)
            grown = linked(pattern, Link(at, name, len(pattern.nodes), place), node)
            yield grown
            if kind == "statement":
                yield from self._main_value(grown, len(pattern.nodes), place)
            yield from self._unified(grown, len(pattern.nodes), name, forward=True)

    def _into(self, pattern: Pattern, at: int, name: str, place: int) -> Iterator[Pattern]:
        known = self.schema.properties[name]
        grown = linked(pattern, Link(len(pattern.nodes), name, at, place), self._variable(known.domains))
        yield grown
        yield from self._unified(grown, len(pattern.nodes), name, forward=False)

    def _main_value(self, pattern: Pattern, at: int, place: int) -> Iterator[Pattern]:
        """The value that a statement node stands for, where the property named leads to the node: 人口 [value 100; year 2020]."""
        for name in self.grammar.main_values(pattern.nodes[at].types):
            yield from self._out(pattern, at, name, place)

    def _unified(self, pattern: Pattern, at: int, name: str, forward: bool) -> Iterator[Pattern]:
        """The node just made is one that the question names."""
        node = pattern.nodes[at]
        for number, item in enumerate(self.items):
            if number in pattern.used:
                continue
            used = replace(pattern, used=pattern.used | {number})
            for reading in item.readings:
                if reading.kind == "thing" and node.kind == "thing":
                    given = self._thing(reading, item)
                    if given.types & node.types:
                        yield used.with_node(at, given).doubted(_weak(reading), reading.label)
                elif reading.kind == "value" and node.kind == "text" and forward:
                    texts = tuple(t for t in reading.targets if any(row[0] == name for row in self.schema.values[t]))
                    if texts:
                        yield used.with_node(at, replace(node, texts=texts, at=item.start)).doubted(_weak(reading), reading.label)

    # -- classes, things and values without a property of their own

    def _class(self, pattern: Pattern, number: int, reading: Reading) -> Iterator[Pattern]:
        item, wanted = self.items[number], self._below(reading)
        used = replace(pattern, used=pattern.used | {number}).doubted(_weak(reading), reading.label)
        for at, node in enumerate(pattern.nodes):
            common = node.types & wanted
            if node.kind != "thing" or not common or (node.classes and node.given is False and node.at >= 0):
                continue
            if node.given:
                if self.question.yes_no:
                    yield used.with_node(at, replace(node, classes=wanted))
                elif not self.light(item):
                    yield used.doubted(0.0 if self._beside(node.at, number) else 0.04, "类别离名称较远")
                continue
            yield used.with_node(at, replace(node, types=common, classes=wanted, at=item.start))
        node = Node("thing", types=wanted, classes=wanted, at=item.start)
        yield from self._implied(pattern, number, node, reading)

    def _beside(self, at: int, number: int) -> bool:
        """Whether the item stands next to the one that begins at atom ``at``: 作家罗汀, 长江这条河."""
        place = next((n for n, item in enumerate(self.items) if item.start == at), None)
        return place is not None and abs(place - number) == 1 and not self.light(self.items[number])

    def _implied(self, pattern: Pattern, number: int, node: Node, reading: Reading) -> Iterator[Pattern]:
        """``node`` joined to the pattern by a link that the question does not name."""
        used = replace(pattern, used=pattern.used | {number}).doubted(_weak(reading), reading.label)
        last = len(pattern.nodes)
        for at, other in enumerate(pattern.nodes):
            if other.kind in LITERALS or (other.given and node.given):
                continue
            for name, inverse in self.grammar.beside(other.types, node.types):
                link = Link(last, name, at) if inverse else Link(at, name, last)
                grown = linked(used, link, node)
                owned = "statement" in (node.kind, other.kind)
                yield grown.doubted(
                    0.02 if owned else self.grammar.implied_doubt(name), f"未言明{self.schema.properties[name].name('zh')}"
                )
            for name, inverse, second, back in self.grammar.through(other.types, node.types):
                first = Link(last, name, at) if inverse else Link(at, name, last)
                types = frozenset(self.schema.properties[name].domains if inverse else self.schema.properties[name].ranges)
                middle = linked(used, first, Node("statement", types=types))
                other_end = Link(last + 1, second, last) if back else Link(last, second, last + 1)
                yield linked(middle, other_end, node).doubted(_IMPLIED, f"未言明{self.schema.properties[second].name('zh')}")

    def _value(self, pattern: Pattern, at: int, number: int, reading: Reading) -> Iterator[Pattern]:
        node, item = pattern.nodes[at], self.items[number]
        if node.kind in LITERALS:
            return
        for text in reading.targets:
            for name in sorted({row[0] for row in self.schema.values[text]}):
                if node.types & self.schema.properties[name].domains.keys():
                    used = replace(pattern, used=pattern.used | {number})
                    literal = Node("text", texts=(text,), at=item.start)
                    yield linked(used, Link(at, name, len(pattern.nodes)), literal).doubted(
                        _weak(reading) + (0.02 if pattern.links else 0.0), reading.label
                    )


def _sensible(pattern: Pattern) -> bool:
    """Whether no node has one property twice with an end that is not given, and the pattern is of a size that people ask for."""
    if pattern.doubt > _MOST_DOUBT or len(pattern.links) > _MOST_LINKS:
        return False
    given = [node.given for node in pattern.nodes]
    ends: dict[tuple[int, str, bool], bool] = {}
    for link in pattern.links:
        for near, far, forward in ((link.source, link.target, True), (link.target, link.source, False)):
            alone = ends.get((near, link.property, forward))
            if alone is not None and not (alone and given[far]):
                return False
            ends[near, link.property, forward] = given[far]
    return True


def _weak(reading: Reading) -> float:
    return round((1.0 - reading.weight) * 0.2, 3)
