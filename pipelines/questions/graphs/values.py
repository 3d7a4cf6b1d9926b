"""The terms that a query returns, and the numbers in them."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

from pyoxigraph import BlankNode, Literal, NamedNode

Term = NamedNode | BlankNode | Literal
Row = dict[str, Term]
NUMBER = re.compile(r"[-+]?\d[\d,，]*(?:\.\d+)?(?:[eE][+-]?\d+)?")


def number_of(term: Term) -> Decimal | None:
    """The number of a literal, of a string the one it begins with."""
    match = NUMBER.search(term.value)
    if not isinstance(term, Literal) or match is None:
        return None
    try:
        return Decimal(re.sub("[,，]", "", match.group()))
    except InvalidOperation:
        return None
