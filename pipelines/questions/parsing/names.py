"""The names in a question, what it puts in quotes, and the words that are left."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.lexicon import lexicon
from kg.model import Mention, TimeExpression
from pipelines.language.components import Analysis
from pipelines.language.tokenizer import Token
from pipelines.questions.naming.index import NameIndex
from pipelines.questions.words import question_words

_QUOTES = re.compile(r"[“\"「《]([^“”\"「」《》]{2,20})[”\"」》]")
_HOW_MUCH = re.compile(r"多少钱|几块钱|多少|多[大高长久快远]")


def once_each(mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """The first mention of each entity, in order."""
    first: dict[str, Mention] = {}
    for mention in mentions:
        first.setdefault(mention.canonical, mention)
    return tuple(first.values())


def pieces_left(analysis: Analysis, mentions: Sequence[Mention], times: Sequence[TimeExpression]) -> list[str]:
    """Tokens outside names, times and what stands in quotes."""
    taken = [(m.start, m.end) for m in mentions] + [(t.start, t.end) for t in times]
    taken += [match.span() for match in _QUOTES.finditer(analysis.text)]
    taken += [match.span() for pattern, _ in question_words().groups for match in pattern.finditer(analysis.text)]
    asked = [match.span() for match in _HOW_MUCH.finditer(analysis.text)]
    return [
        _outside(token, asked)
        for token in analysis.tokens
        if not any(start < token.end and token.start < end for start, end in taken)
    ]


def _outside(token: Token, asked: Sequence[tuple[int, int]]) -> str:
    """The token without what a question word has of it: 建 of 多少|钱建."""
    kept = (at for at in range(token.start, token.end) if not any(start <= at < end for start, end in asked))
    return "".join(token.text[at - token.start] for at in kept)


def quotations(text: str, names: tuple[Mention, ...]) -> tuple[str, ...]:
    """Short quotations of the question that are no known name."""
    known = {name.text.strip('“”"《》') for name in names}
    return tuple(q for q in _QUOTES.findall(text) if not re.search(r"\d", q) and not any(q in k or k in q for k in known))


def aliases_of(mentions: Sequence[Mention], index: NameIndex) -> dict[str, frozenset[str]]:
    """Other known forms of the named entities, by canonical name: the lexicon's and the graph's."""
    return {
        name.canonical: frozenset(form for entry in lexicon().named(name.canonical) for form in entry.surfaces)
        | index.forms_of(name.type, name.canonical)
        | frozenset(_QUOTES.findall(name.canonical))  # 百川 of “百川”算力并网平台
        for name in mentions
    }
