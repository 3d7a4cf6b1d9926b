"""The names in a question, what it puts in quotes, and the words that are left."""

from __future__ import annotations

import re

from kg.lexicon import lexicon
from kg.model import Mention, TimeExpression
from pipelines.language.nlp import Analysis
from pipelines.questions.words import question_words

_QUOTES = re.compile(r"[“\"「《]([^“”\"「」《》]{2,20})[”\"」》]")


def named_entities(analysis: Analysis) -> tuple[Mention, ...]:
    """Mentions once each, in order; a name that is part of another is left to the longer one."""
    kept: list[Mention] = []
    for mention in sorted(analysis.mentions, key=lambda m: (m.start, m.start - m.end)):
        inside = any(k.start <= mention.start and mention.end <= k.end for k in kept)
        if not inside and mention.canonical not in {k.canonical for k in kept}:
            kept.append(mention)
    return tuple(kept)


def pieces_left(analysis: Analysis, times: tuple[TimeExpression, ...]) -> list[str]:
    """Tokens outside names, times and quantities' numbers."""
    taken = [(m.start, m.end) for m in analysis.mentions] + [(t.start, t.end) for t in times]
    taken += [match.span() for match in _QUOTES.finditer(analysis.text)]
    taken += [match.span() for pattern, _ in question_words().groups for match in pattern.finditer(analysis.text)]
    return [token.text for token in analysis.tokens if not any(start < token.end and token.start < end for start, end in taken)]


def quotations(text: str, names: tuple[Mention, ...]) -> tuple[str, ...]:
    """Short quotations of the question that are no known name."""
    known = {name.text.strip('“”"《》') for name in names}
    return tuple(q for q in _QUOTES.findall(text) if not re.search(r"\d", q) and not any(q in k or k in q for k in known))


def aliases_of(names: tuple[Mention, ...]) -> dict[str, frozenset[str]]:
    """Other known forms of the named entities, by canonical name."""
    return {
        name.canonical: frozenset(form for entry in lexicon().named(name.canonical) for form in entry.surfaces) for name in names
    }
