"""Queries put together from the named pieces of kg/queries/blocks/*.rq.

A piece has the header of a named query (kg/queries.py). Its parameters take, beside terms, variables and patterns that other pieces
made; strings never. So a query of any shape is made of pieces that stand in files, and no value can change its shape:

    river = Variable("n1")
    pattern = join(block("step", start=river, property=flows_into, end=lan), block("of_class", node=river, classes=[River]))
    text = sparql("rows", columns=[river], pattern=pattern, limit=100)
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from pyoxigraph import Variable

from kg.errors import QueryFailed
from kg.queries import _TOKEN, Binding, Query, parse, prologue, written


@dataclass(frozen=True, slots=True)
class Pattern:
    """A part of a query, made by ``block`` and ``join`` only."""

    text: str


Filling = Binding | Variable | Pattern | Sequence[Variable]


def block(name: str, **values: Filling) -> Pattern:
    """The piece ``name`` with its parameters filled. Raises QueryFailed for an unknown piece, parameter or value."""
    piece = _load(name)
    unknown = values.keys() - {p.name for p in piece.parameters}
    if unknown:
        raise QueryFailed(f"查询块 {name} 没有参数 {'、'.join(sorted(unknown))}")
    terms: dict[str, str] = {}
    for parameter in piece.parameters:
        value = values.get(parameter.name, parameter.default)
        if value is None:
            raise QueryFailed(f"查询块 {name} 缺少参数 {parameter.name}：{parameter.meaning}")
        terms[parameter.name] = _filled(value)
    return Pattern(_TOKEN.sub(lambda m: terms[m["param"]] if m["param"] else m[0], piece.body).rstrip("\n"))


def join(*patterns: Pattern) -> Pattern:
    """The patterns one below the other."""
    return Pattern("\n".join(f"  {line}" for pattern in patterns for line in pattern.text.strip().splitlines()))


def sparql(name: str, **values: Filling) -> str:
    """A whole query from the piece ``name``, with its prefixes, runnable as it stands."""
    text = block(name, **values).text + "\n"
    return prologue(text) + text


def names() -> tuple[str, ...]:
    """Names of all pieces."""
    found = (entry.name for entry in (files("kg") / "queries" / "blocks").iterdir())
    return tuple(sorted(name.removesuffix(".rq") for name in found if name.endswith(".rq")))


@cache
def _load(name: str) -> Query:
    file = files("kg") / "queries" / "blocks" / f"{name}.rq"
    if not name.isidentifier() or not file.is_file():
        raise QueryFailed(f"没有名为 {name} 的查询块")
    return parse(name, file.read_text(encoding="utf-8"))


def _filled(value: Filling) -> str:
    if isinstance(value, Pattern):
        return value.text
    if isinstance(value, Variable):
        return str(value)
    if isinstance(value, list | tuple) and any(isinstance(item, Variable) for item in value):
        return " ".join(_filled(item) for item in value)
    return written(value)  # type: ignore[arg-type]
