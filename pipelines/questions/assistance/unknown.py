"""Words of a question that may be names nobody knows: a rewrite must not lose them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from pipelines.language.tokenizer import Token, is_word, words
from pipelines.questions.assistance.held import held_words
from pipelines.questions.parse import Parse
from pipelines.questions.words import question_words

_HAN = re.compile(r"[\u4e00-\u9fff]+")
_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9.+-]+")
_NAMED = re.compile(r"[A-Z0-9]")


def unknown_words(parse: Parse) -> Iterator[str]:
    """What no dictionary has, outside the names, times and amounts that are known: 鸠兹, 澜心, a Latin word (in English one with a capital).

    What the dictionary lacks is either one token or characters left alone beside each other. Two words run together (多猛, 罩着) lack in it
    too; these hold a stop word or a particle, which names rarely do.
    """
    text = parse.question
    known = [(n.start, n.end) for n in parse.names] + [(t.start, t.end) for t in parse.times]
    known += [(q.start, q.end) for q in parse.quantities]
    free = [token for token in words(text) if not any(a < token.end and token.start < b for a, b in known)]
    for single, run in groupby(free, lambda token: len(token.text) == 1 and _proper(token)):
        pieces = list(run)
        if single and len(pieces) > 1:
            yield "".join(token.text for token in pieces)
        elif not single:
            yield from (t.text for t in pieces if len(t.text) > 1 and _proper(t) and not is_word(t.text))
    for match in _LATIN.finditer(text):
        named = not parse.english or _NAMED.search(match.group(), 0 if match.start() else 1)
        if named and not any(a < match.end() and match.start() < b for a, b in known):
            yield match.group()


def _proper(token: Token) -> bool:
    """Chinese, without a stop word's or a particle's character."""
    return bool(_HAN.fullmatch(token.text)) and not set(token.text) & (question_words().stop | held_words().particles)
