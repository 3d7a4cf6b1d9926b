"""Runs parses on the graph, the best first, and keeps those that return something; bounded in rows, queries and time."""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass, replace

from pyoxigraph import Literal, QueryBoolean, QuerySolutions, Store

from kg.errors import QueryFailed
from pipelines.questions.graphs.compile import Compiled, compile_parse
from pipelines.questions.graphs.pattern import Bound, Node, Parse, Pattern
from pipelines.questions.graphs.schema import Schema
from pipelines.questions.graphs.values import Row, Term, number_of

LEAST = 0.6  # score of a parse that may answer
_NEAR = 0.15  # how far below the best parse one may be that returns something where the best does not
_MOST, _SECONDS = 24, 5.0


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a parse returned: its rows, the number counted or computed, or whether it holds (None: the graph does not say)."""

    parse: Parse
    compiled: Compiled
    rows: tuple[Row, ...] = ()
    number: Literal | None = None
    holds: bool | None = None

    @property
    def empty(self) -> bool:
        if self.parse.operation in ("holds", "exceeds"):
            return self.holds is None
        return not self.rows


class Runner:
    """Runs the parses of one question against a store."""

    def __init__(self, store: Store, schema: Schema) -> None:
        self._store = store
        self._schema = schema
        self._until = time.monotonic() + _SECONDS

    def outcomes(self, parses: Iterable[Parse]) -> list[Outcome]:
        """Outcomes of the likeliest parses in their order, until one returns something or the next is too far below the best."""
        found: list[Outcome] = []
        seen: set[str] = set()
        for parse in parses:
            if found and (parse.score < found[0].parse.score - _NEAR or len(found) >= _MOST or time.monotonic() > self._until):
                break
            if found and len(parse.pattern.links) > len(found[0].parse.pattern.links):
                continue  # what the best reading does not find is not to be found by a way about that nobody named
            if any(_turned(parse.pattern, before.parse.pattern) for before in found):
                continue  # nor by the same property read the other way round
            compiled = compile_parse(parse, self._schema)
            key = f"{parse.operation} {parse.target} {compiled.rows}"
            if key in seen:
                continue
            seen.add(key)
            found.append(self.run(parse, compiled))
            if not found[-1].empty:
                break
        return found

    def run(self, parse: Parse, compiled: Compiled) -> Outcome:
        """The outcome of one parse. A difference is run once a side."""
        if parse.operation == "holds":
            return self._holds(parse, compiled)
        if parse.operation == "exceeds":
            rows = self._select(compiled.rows)
            return Outcome(parse, compiled, tuple(rows), holds=_exceeds(parse, rows))
        rows = self._select(compiled.rows)
        for side in _other_sides(parse):
            rows += self._select(compile_parse(side, self._schema).rows)
        number = None
        if compiled.result is not None and rows:
            result = self._select(compiled.result)[0].get("result")
            number = result if isinstance(result, Literal) else None
        return Outcome(parse, compiled, tuple(rows), number)

    def _holds(self, parse: Parse, compiled: Compiled) -> Outcome:
        """True; False where the graph says something else of the same thing, which the rows hold; None where it says nothing of it."""
        if self._ask(compiled.rows):
            return Outcome(parse, compiled, tuple(self._shown(parse, parse.pattern)), holds=True)
        rows = self._shown(parse, _freed(parse.pattern))
        return Outcome(parse, compiled, tuple(rows), holds=False if rows else None)

    def _shown(self, parse: Parse, pattern: Pattern) -> list[Row]:
        """The rows of a pattern that is asked whether it holds; none where all of it is given."""
        if all(node.given and len(node.members) == 1 for node in pattern.nodes):
            return []
        return self._select(compile_parse(replace(parse, operation="list", pattern=pattern), self._schema).rows)

    def _ask(self, text: str) -> bool:
        result = self._query(text)
        assert isinstance(result, QueryBoolean)
        return bool(result)

    def _select(self, text: str) -> list[Row]:
        result = self._query(text)
        assert isinstance(result, QuerySolutions)
        names = [v.value for v in result.variables]
        return [{name: value for name in names if (value := row[name]) is not None} for row in result]

    def _query(self, text: str) -> object:
        try:
            return self._store.query(text)
        except (SyntaxError, RuntimeError, ValueError) as error:
            raise QueryFailed(f"查询失败：{error}") from error


def _turned(pattern: Pattern, before: Pattern) -> bool:
    """Whether a pattern has the same properties and given nodes as another, and joins them otherwise."""

    def ends(p: Pattern) -> tuple[list[str], list[tuple[str, ...]]]:
        return sorted(link.property for link in p.links), sorted(n.members or n.texts for n in p.nodes if n.given)

    def sides(p: Pattern) -> list[tuple[str, bool, bool]]:
        return sorted((k.property, p.nodes[k.source].given, p.nodes[k.target].given) for k in p.links)

    return ends(pattern) == ends(before) and sides(pattern) != sides(before)


def _other_sides(parse: Parse) -> list[Parse]:
    """The parses of the second sides of a difference between two times."""
    bounds = parse.pattern.bounds
    return [
        replace(parse, pattern=replace(parse.pattern, bounds=(*bounds[:n], Bound(b.node, b.other), *bounds[n + 1 :])))
        for n, b in enumerate(bounds)
        if b.other is not None
    ]


def _exceeds(parse: Parse, rows: list[Row]) -> bool | None:
    """Whether the first side of a comparison is more, or less, than the second; None where one has no value or several."""
    order = parse.pattern.order
    assert order is not None
    values: dict[str, list[Term]] = {}
    for row in rows:
        values.setdefault(row[f"n{order.holder}"].value, []).append(row[f"n{order.node}"])
    sides = [values.get(member, []) for member in parse.pattern.nodes[order.holder].members]
    if any(len(side) != 1 for side in sides):
        return None
    one, other = (side[0] for side in sides)
    if parse.pattern.nodes[order.node].kind == "date":
        return one.value > other.value if order.degree.more else one.value < other.value
    first, second = number_of(one), number_of(other)
    if first is None or second is None:
        return None
    return first > second if order.degree.more else first < second


def _freed(pattern: Pattern) -> Pattern:
    """The pattern without what it states of its subjects: ends that are given become free, limits fall."""
    if not pattern.links:  # is it of the class: it is of some class
        return replace(pattern, nodes=tuple(replace(node, classes=frozenset()) for node in pattern.nodes))
    sources = {link.source for link in pattern.links}
    nodes = list(pattern.nodes)
    for link in pattern.links:
        node = nodes[link.target]
        if node.given and link.target not in sources:
            nodes[link.target] = Node(node.kind, types=node.types)
    return replace(pattern, nodes=tuple(nodes), bounds=())
