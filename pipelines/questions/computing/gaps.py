"""Differences, ratios and growth between two figures, and the part of a whole that is left."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from kg.intervals import Interval
from pipelines.questions.computing.asked import Asked
from pipelines.questions.computing.facts import Fact
from pipelines.questions.computing.pairs import Pair, best_pair, levels
from pipelines.questions.computing.solution import valued
from pipelines.questions.computing.values import Value, minus, of_fact, over
from pipelines.questions.score import Candidate

_IN_RANKS = re.compile(r"(?:几|多少)[位名](?=[？?]|$)|名次[^，。？?]{0,6}(?:几|多少)")


def gap(asked: Asked, facts: list[Fact]) -> Candidate | None:
    """A less B, or B less A: what is asked is how far they are apart."""
    compared = [f for f in facts if f.role == "rank"] if _IN_RANKS.search(asked.parse.question) else levels(facts)
    pair = best_pair(asked, compared) if len(asked.sides) == 2 else None
    return valued(asked, value, "两数之差") if pair and (value := difference(pair)) else None


def difference(pair: Pair) -> Value | None:
    one, two = of_fact(pair.one), of_fact(pair.two)
    value = minus(one, two)
    return minus(two, one) if value is not None and value.number < 0 else value


def ratio(asked: Asked, facts: list[Fact]) -> Candidate | None:
    """How many times B is A."""
    pair = best_pair(asked, levels(facts), True) if len(asked.sides) == 2 else None
    value = over(of_fact(pair.one), of_fact(pair.two), "倍", 2) if pair else None
    return valued(asked, value, "两数之比") if value else None


def growth(asked: Asked, facts: list[Fact]) -> Candidate | None:
    """A over B less one, in per cent, where B is the earlier."""
    pair = best_pair(asked, levels(facts)) if len(asked.sides) == 2 else None
    if pair is None:
        return None
    old, new = sorted((pair.two, pair.one), key=lambda f: (f.observation.period or "", not f.earlier))
    value = rate(of_fact(old), of_fact(new))
    return valued(asked, value, "由两期数值推算增速") if value else None


def rate(old: Value, new: Value) -> Value | None:
    """How much more or less than ``old`` ``new`` is, in per cent of ``old``; never negative: the formula says which way."""
    quotient = over(new, old, "%", 1)
    if quotient is None:
        return None
    low, high, whole = quotient.span.low, quotient.span.high, Decimal(100)
    if quotient.number >= whole:
        span, number, text = Interval(low - whole, high - whole), quotient.number - whole, f"{quotient.text} - 1"
    else:
        span, number, text = Interval(whole - high, whole - low), whole - quotient.number, f"1 - {quotient.text}"
    return replace(quotient, number=number, span=span, text=text)
