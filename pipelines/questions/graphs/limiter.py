"""Times, numbers and degrees put on the literal nodes of a pattern, or on literals that they imply."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pipelines.questions.graphs.grammar import Grammar
from pipelines.questions.graphs.limits import Degree, Limit, Number, Time
from pipelines.questions.graphs.pattern import LITERALS, Bound, Link, Node, Order, Pattern, linked
from pipelines.questions.graphs.question import Question, counts

_IMPLIED, _UNIT_ONLY = 0.1, 0.06
_MOST = 100  # of a ranking


class Limiter:
    """Gives the patterns that a limit makes of one."""

    def __init__(self, question: Question, grammar: Grammar) -> None:
        self._question = question
        self._grammar = grammar

    def limited(self, pattern: Pattern, limit: Limit, place: int) -> Iterator[Pattern]:
        """The pattern with ``limit``, which stands at the atom ``place``, on each node that it may be meant for."""
        if isinstance(limit, Time):
            yield from self._time(pattern, limit)
        elif isinstance(limit, Number):
            yield from self._number(pattern, limit)
        else:
            yield from self._degree(pattern, limit, place)

    def _time(self, pattern: Pattern, limit: Time) -> Iterator[Pattern]:
        held = {bound.node for bound in pattern.bounds}
        for at, node in enumerate(pattern.nodes):
            if node.kind == "date" and at not in held:
                yield replace(pattern, bounds=(*pattern.bounds, Bound(at, limit)))
            elif node.kind == "date" and self._question.difference:
                bounds = [
                    replace(b, other=limit) if b.node == at and isinstance(b.limit, Time) and b.other is None else b
                    for b in pattern.bounds
                ]
                if tuple(bounds) != pattern.bounds:
                    yield replace(pattern, bounds=tuple(bounds))
            elif node.kind in ("statement", "thing") and not node.given:
                for name in self._grammar.dates(node.types):
                    if any(link.source == at and link.property == name for link in pattern.links):
                        continue
                    grown = linked(pattern, Link(at, name, len(pattern.nodes)), Node("date"))
                    doubt = 0.0 if node.kind == "statement" else _IMPLIED
                    yield replace(grown, bounds=(*grown.bounds, Bound(len(pattern.nodes), limit))).doubted(
                        doubt, "时间属性未言明"
                    )

    def _number(self, pattern: Pattern, limit: Number) -> Iterator[Pattern]:
        order = pattern.order
        if order is not None and limit.relation == "equals" and counts(limit.unit) and order.degree.count == 1:
            if limit.value == limit.value.to_integral_value() and 0 < limit.value <= _MOST:  # 最早建成的两座桥
                yield replace(pattern, order=replace(order, degree=replace(order.degree, count=int(limit.value))))
            return
        numbers = [at for at, node in enumerate(pattern.nodes) if node.kind == "number"]
        for at in numbers:
            name = next(link.property for link in pattern.links if link.target == at)
            if self._grammar.measures(name, limit.unit):
                yield replace(pattern, bounds=(*pattern.bounds, Bound(at, limit)))
        if numbers:
            return
        for at, node in enumerate(pattern.nodes):
            if node.kind in LITERALS or node.given:
                continue
            for name in self._grammar.measured_in(node.types, limit):
                grown = linked(pattern, Link(at, name, len(pattern.nodes)), Node("number"))
                yield replace(grown, bounds=(*grown.bounds, Bound(len(pattern.nodes), limit))).doubted(
                    _UNIT_ONLY, "属性由单位推定"
                )

    def _degree(self, pattern: Pattern, degree: Degree, place: int) -> Iterator[Pattern]:
        if pattern.order is not None:
            return
        bound = {bound.node for bound in pattern.bounds}
        values = [at for at, node in enumerate(pattern.nodes) if node.kind in ("number", "date")]
        named = [at for at in values if at not in bound] or values
        for at in sorted(named, key=lambda n: min((abs(link.at - place) for link in pattern.links_of(n)), default=99)):
            if self._grammar.fits_degree(pattern.nodes[at].kind, degree):
                link = next(link for link in pattern.links if link.target == at)
                turned = self._grammar.turned(pattern.nodes[at].kind, degree)
                yield replace(pattern, order=Order(at, self._holder(pattern, link.source), turned))
        if named:
            return
        for at, node in enumerate(pattern.nodes):
            if node.kind in LITERALS or (node.given and not node.pair):
                continue
            for rank, name in enumerate(self._grammar.by_adjective(node.types, degree.adjective)):
                kind = self._grammar.schema.properties[name].kind
                grown = linked(pattern, Link(at, name, len(pattern.nodes)), Node(kind))
                order = Order(len(pattern.nodes), self._holder(pattern, at), degree)
                yield replace(grown, order=order).doubted(0.03 * rank, "同义的量有几个")

    def _holder(self, pattern: Pattern, source: int) -> int:
        """The thing that a number belongs to: the statement's own subject, where a statement holds the number."""
        if pattern.nodes[source].kind != "statement":
            return source
        around = [link.source if link.target == source else link.target for link in pattern.links_of(source)]
        things = [n for n in around if pattern.nodes[n].kind == "thing"]
        variables = [n for n in things if not pattern.nodes[n].given or pattern.nodes[n].pair]
        return variables[0] if variables else source
