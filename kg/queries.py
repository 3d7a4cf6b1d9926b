"""The queries of kg/queries/*.rq: loaded by name, their parameters bound as terms.

A file begins with comment lines that say what it answers and which parameters it has:

    # title: 一个指标的各期观测 / observations of an indicator
    # param indicator: IRI of the indicator
    # param about?: IRI of what it is about; any if left out
    # param limit=100: how many rows at most

Parameters stand in the query as ``$indicator``; other variables are written ``?x``. Binding puts the term, written out by
pyoxigraph with its escapes, in the place of the parameter's tokens, never inside a string, an IRI or a comment; a value that is no
term is refused, so no value can change the shape of a query. An optional parameter left out stays a free variable. A list may
be bound where the parameter is the data of a VALUES block: ``VALUES ?about { $about }``. What runs is the text that is shown.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Final

from pyoxigraph import Literal, NamedNode

from kg.errors import QueryFailed
from kg.vocab import PREFIXES, XSD, day, number

Value = NamedNode | Literal | int | Decimal | date | str
Binding = Value | Sequence[NamedNode | Literal] | None

_TITLE = re.compile(r"#\s*title:\s*(.+)")
_PARAM = re.compile(r"#\s*param\s+(\w+)(\?|=\S+)?:\s*(.+)")
# What a query is made of, as far as binding cares: things to step over, parameters, prefixed names.
_TOKEN = re.compile(
    r"""(?P<skip>\#[^\n]*|<[^<>"{}|^`\\\s]*>|'''.*?'''|\"\"\".*?\"\"\"|'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*")
    |\$(?P<param>\w+)|(?P<prefix>[A-Za-z][\w-]*):""",
    re.VERBOSE | re.DOTALL,
)
_PLAIN_NUMBERS: Final = {XSD("integer")}


@dataclass(frozen=True, slots=True)
class Parameter:
    name: str
    meaning: str
    optional: bool
    default: int | None


@dataclass(frozen=True, slots=True)
class Query:
    """A named query. ``text(**values)`` is runnable SPARQL with its prefixes and the values in place."""

    name: str
    title: str
    parameters: tuple[Parameter, ...]
    body: str

    def text(self, **values: Binding) -> str:
        """The query with its parameters bound: a NamedNode or Literal as it is, int, Decimal, date and str as literals.

        Raises QueryFailed for an unknown parameter, a missing one, or a value that is no term.
        """
        unknown = values.keys() - {p.name for p in self.parameters}
        if unknown:
            raise QueryFailed(f"查询 {self.name} 没有参数 {'、'.join(sorted(unknown))}")
        terms = {p.name: self._written(p, values.get(p.name)) for p in self.parameters}
        bound = _TOKEN.sub(lambda m: _replace(m, terms), self.body)
        return f"{prologue(bound)}{bound}"

    def _written(self, parameter: Parameter, value: Binding) -> str | None:
        if value is None:
            value = parameter.default
        if value is None and not parameter.optional:
            raise QueryFailed(f"查询 {self.name} 缺少参数 {parameter.name}：{parameter.meaning}")
        return None if value is None else written(value)


def written(value: Binding) -> str:
    """A value, or a list of terms, as SPARQL text. Raises QueryFailed for anything else."""
    if isinstance(value, list | tuple):
        return " ".join(written(item) for item in value)
    if isinstance(value, NamedNode):
        return str(value)
    if isinstance(value, Literal):
        return value.value if value.datatype in _PLAIN_NUMBERS and value.value.lstrip("-").isdigit() else str(value)
    if isinstance(value, bool) or not isinstance(value, int | Decimal | date | str):
        raise QueryFailed(f"参数值不是 RDF 项：{value!r}")
    if isinstance(value, int):
        return str(value)
    if isinstance(value, str):
        return str(Literal(value))
    return str(number(value) if isinstance(value, Decimal) else day(value))


def prologue(text: str) -> str:
    """PREFIX lines for the prefixes of kg.vocab that ``text`` uses."""
    used = {match["prefix"] for match in _TOKEN.finditer(text) if match["prefix"]}
    return "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items() if name in used)


@cache
def load(name: str) -> Query:
    """The query of kg/queries/``name``.rq. Raises QueryFailed if there is none or its header is broken."""
    file = files("kg") / "queries" / f"{name}.rq"
    if not re.fullmatch(r"[a-z0-9_]+", name) or not file.is_file():
        raise QueryFailed(f"没有名为 {name} 的查询")
    return parse(name, file.read_text(encoding="utf-8"))


def names() -> tuple[str, ...]:
    """Names of all queries."""
    found = (entry.name for entry in (files("kg") / "queries").iterdir())
    return tuple(sorted(name.removesuffix(".rq") for name in found if name.endswith(".rq")))


def parse(name: str, text: str) -> Query:
    """A query from the text of its file; every parameter must be declared and used."""
    title = _TITLE.search(text)
    if not title:
        raise QueryFailed(f"查询 {name} 没有 # title")
    parameters = tuple(_parameter(match) for match in _PARAM.finditer(text))
    body = "\n".join(line for line in text.splitlines() if not line.startswith("#")).strip() + "\n"
    used = {match["param"] for match in _TOKEN.finditer(body) if match["param"]}
    declared = {parameter.name for parameter in parameters}
    if used != declared:
        raise QueryFailed(f"查询 {name}：参数 {'、'.join(sorted(used ^ declared))} 只声明未使用，或只使用未声明")
    return Query(name, title[1].strip(), parameters, body)


def _parameter(match: re.Match[str]) -> Parameter:
    mark = match[2] or ""
    return Parameter(match[1], match[3].strip(), mark == "?", int(mark[1:]) if mark.startswith("=") else None)


def _replace(match: re.Match[str], terms: Mapping[str, str | None]) -> str:
    name = match["param"]
    if not name:
        return match[0]
    term = terms[name]
    return f"?{name}" if term is None else term
