"""Parse -> SPARQL, composed from the blocks of kg/queries/blocks/*.rq with typed bindings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from pyoxigraph import Literal, NamedNode, Variable

from kg.blocks import Pattern as Where
from kg.blocks import block, join, sparql
from kg.units import convert, to_base
from pipelines.questions.graphs.limits import Number, Time
from pipelines.questions.graphs.pattern import Bound, Node, Parse, Pattern
from pipelines.questions.graphs.schema import Schema

ROWS = 500  # rows of an answer at most
_XSD_STRING = "http://www.w3.org/2001/XMLSchema#string"
_RELATIONS = {"above": "above", "at_least": "at_least", "below": "below", "at_most": "at_most", "equals": "equals"}


@dataclass(frozen=True, slots=True)
class Compiled:
    """``rows`` gives all variables of the pattern; ``result`` the one number or truth asked for, None for a list."""

    rows: str
    result: str | None


def variable(number: int) -> Variable:
    """The variable of a node."""
    return Variable(f"n{number}")


def compile_parse(parse: Parse, schema: Schema) -> Compiled:
    """The queries of a parse, each runnable as it stands."""
    pattern = parse.pattern
    if parse.operation in ("exceeds", "difference"):
        pattern = replace(pattern, order=None)  # both sides are wanted
    where = _where(pattern, schema, parse.target if parse.operation in ("total", "average") else None)
    if parse.operation == "holds":
        return Compiled(sparql("holds", pattern=where), None)
    columns = [variable(n) for n, node in enumerate(pattern.nodes) if _open(node)]
    if pattern.order is not None:
        name = "rows_down" if pattern.order.degree.more else "rows_up"
        number = _number_variable(pattern, pattern.order.node, schema)
        columns += [number] if number not in columns else []
        rows = sparql(name, columns=columns, pattern=where, number=number, limit=ROWS)
    else:
        rows = sparql("rows", columns=columns, pattern=where, limit=ROWS)
    return Compiled(rows, _result(parse, where, columns, schema))


def _result(parse: Parse, where: Where, columns: list[Variable], schema: Schema) -> str | None:
    if parse.operation == "count":
        return sparql("how_many", node=variable(parse.target), pattern=where)
    if parse.operation in ("total", "average"):
        number = _number_variable(parse.pattern, parse.target, schema)
        columns = [*columns, *([number] if number not in columns else [])]
        return sparql(parse.operation, number=number, columns=columns, pattern=where)
    return None


def _open(node: Node) -> bool:
    """Whether a node is a variable of the query: not given, or one of several, or blank and found by its name."""
    return not node.given or len(node.members) + len(node.texts) > 1 or bool(node.texts) or node.members[0].startswith("_:")


def _where(pattern: Pattern, schema: Schema, summed: int | None = None) -> Where:
    """The patterns of a query; ``summed`` is the node whose numbers are added up."""
    base = join(
        *_given(pattern, schema), *_steps(pattern), *_classes(pattern), *_made(pattern, schema, summed), *_bounds(pattern, schema)
    )
    order = pattern.order
    if order is None:
        return base
    number, degree = _number_variable(pattern, order.node, schema), order.degree
    if degree.count == 1 and degree.skip == 0:
        name = "greatest" if degree.more else "least"
        return join(base, block(name, number=number, best=Variable("best"), pattern=join(base)))
    name = "first_of" if degree.more else "last_of"
    node = variable(order.holder)
    return join(block(name, node=node, number=number, pattern=join(base), skip=degree.skip, count=degree.count), base)


def _made(pattern: Pattern, schema: Schema, summed: int | None) -> Iterator[Where]:
    """The numbers and years that are read out of values, each once."""
    needed = [bound.node for bound in pattern.bounds if isinstance(bound.limit, Number)]
    needed += [pattern.order.node] if pattern.order else []
    needed += [summed] if summed is not None else []
    for node in dict.fromkeys(needed):
        if _number_variable(pattern, node, schema) != variable(node):
            yield _as_number(pattern, node)
    for node in dict.fromkeys(b.node for b in pattern.bounds if isinstance(b.limit, Time) and _whole_years(b.limit)):
        yield block("year_of", value=variable(node), number=Variable(f"year{node}"))


def _given(pattern: Pattern, schema: Schema) -> Iterator[Where]:
    for number, node in enumerate(pattern.nodes):
        if not node.given or not _open(node):
            continue
        if node.texts:
            properties = {link.property for link in pattern.links if link.target == number}
            yield block("among", node=variable(number), members=[x for t in node.texts for x in _literals(t, properties, schema)])
        elif node.members[0].startswith("_:"):
            name, value = schema.named_by[node.members[0]]
            yield block("step", start=variable(number), property=NamedNode(name), end=value)
        else:
            known = [NamedNode(member) for member in node.members if not member.startswith("_:")]
            yield block("among", node=variable(number), members=known)


def _literals(text: str, properties: set[str], schema: Schema) -> Iterator[Literal]:
    for name, language, datatype in sorted(schema.values[text]):
        if name in properties:
            if language:
                yield Literal(text, language=language)
            else:
                yield Literal(text) if datatype == _XSD_STRING else Literal(text, datatype=NamedNode(datatype))


def _term(pattern: Pattern, number: int) -> Variable | NamedNode:
    node = pattern.nodes[number]
    return variable(number) if _open(node) else NamedNode(node.members[0])


def _steps(pattern: Pattern) -> Iterator[Where]:
    for link in pattern.links:
        start, end = _term(pattern, link.source), _term(pattern, link.target)
        yield block("step", start=start, property=NamedNode(link.property), end=end)


def _classes(pattern: Pattern) -> Iterator[Where]:
    for number, node in enumerate(pattern.nodes):
        if node.classes:
            classes = [NamedNode(name) for name in sorted(node.classes)]
            yield block("of_class", node=_term(pattern, number), kind=Variable(f"kind{number}"), classes=classes)


def _number_variable(pattern: Pattern, number: int, schema: Schema) -> Variable:
    """The variable of a literal node's number: the value's own where all are typed numbers, else one made from its text."""
    known = schema.properties[next(link.property for link in pattern.links if link.target == number)]
    return variable(number) if known.kind == "number" and not known.texts else Variable(f"number{number}")


def _as_number(pattern: Pattern, number: int) -> Where:
    date = pattern.nodes[number].kind == "date"
    if date:
        month, day = Variable(f"month{number}"), Variable(f"day{number}")
        return block("date_key", value=variable(number), number=Variable(f"number{number}"), month=month, day=day)
    return block("number_of", value=variable(number), number=Variable(f"number{number}"))


def _bounds(pattern: Pattern, schema: Schema) -> Iterator[Where]:
    for bound in pattern.bounds:
        if isinstance(bound.limit, Time):
            yield from _time(bound.node, bound.limit)
        else:
            known = schema.properties[next(link.property for link in pattern.links if link.target == bound.node)]
            number = _number_variable(pattern, bound.node, schema)
            yield from _number(number, bound, known.unit("zh"))


def _whole_years(limit: Time) -> bool:
    return "-" not in limit.first[1:] and "-" not in limit.last[1:]


def _time(node: int, limit: Time) -> Iterator[Where]:
    value = variable(node)
    if _whole_years(limit):
        year = Variable(f"year{node}")
        first, last = int(limit.first), int(limit.last)
        if limit.relation in ("in", "since"):
            yield block("at_least", number=year, bound=first)
        if limit.relation in ("in", "until"):
            yield block("at_most", number=year, bound=last)
        if limit.relation == "after":
            yield block("above", number=year, bound=last)
        if limit.relation == "before":
            yield block("below", number=year, bound=first)
        return
    past = limit.last + "~"  # sorts after every date that begins with it
    if limit.relation in ("in", "since", "after"):
        yield block("from_day", value=value, day=past if limit.relation == "after" else limit.first)
    if limit.relation in ("in", "until", "before"):
        yield block("before_day", value=value, day=limit.first if limit.relation == "before" else past)


def _number(number: Variable, bound: Bound, unit: str) -> Iterator[Where]:
    assert isinstance(bound.limit, Number)
    limit = bound.limit
    if limit.relation == "between" and limit.upper is not None:
        yield block("at_least", number=number, bound=in_unit(limit.value, limit.unit, unit))
        yield block("at_most", number=number, bound=in_unit(limit.upper, limit.unit, unit))
        return
    yield block(_RELATIONS[limit.relation], number=number, bound=in_unit(limit.value, limit.unit, unit))


def in_unit(value: Decimal, given: str, own: str) -> Decimal:
    """``value`` of the unit ``given`` in a property's ``own``; where they do not convert, 万 and 亿 alone are multiplied out."""
    if given and own:
        converted = convert(value, given, own)
        if converted is not None:
            return converted
    own_base = to_base(Decimal(1), own) if own else None
    base = to_base(value, given) if given else None
    if base is None:
        return value
    if own_base is not None and ("" in (own_base[1], base[1]) or own_base[1] == base[1]):
        return base[0] / own_base[0]
    return base[0] if not own else value
