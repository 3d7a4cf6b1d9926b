"""Content words of a question, and how much of them a text explains: the one scale on which all candidates are compared."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from kg.model import Mention
from pipelines.language.tokenizer import frequency
from pipelines.questions.words import question_words

_LEAST, _MOST = 5.0, 12.0  # natural-log rarity: 的 is 4, 中国 6, 规模 9, 利用率 12; unknown words count as rare
_NAME_BONUS = 1.5  # a name in the question is a constraint, not a topic word
_PARTIAL = 0.75  # a word found only by part of its characters
_FOREIGN = 0.25  # an English word without a Chinese form can hardly stand in a Chinese sentence: it says little when missing
_WORD = re.compile(r"[\u4e00-\u9fff]+|[A-Za-z][A-Za-z0-9.+-]*|\d+(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Term:
    """A content word: ``forms`` are its own text, synonyms and, for a name, its aliases, all folded."""

    text: str
    weight: float
    forms: frozenset[str]
    name: bool = False  # a named entity
    canonical: str | None = None


@lru_cache(maxsize=20_000)
def fold(text: str) -> str:
    """NFKC, lower case, without blanks: the form in which words are compared."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text).lower())


@cache
def rarity(word: str) -> float:
    """Natural log of how rare ``word`` is in jieba's 60M-word dictionary corpus, within [5, 12]."""
    seen, total = frequency(word)
    if not seen:
        return _MOST if len(word) > 1 else 9.0
    return min(max(math.log(total / seen), _LEAST), _MOST)


def content_terms(
    pieces: Iterable[str], names: Sequence[Mention], aliases: dict[str, frozenset[str]], quoted: Iterable[str] = ()
) -> tuple[Term, ...]:
    """Terms of a question from its ``pieces`` (tokens outside names and times), its ``names`` and what it puts in quotes.

    ``aliases`` gives other surface forms by canonical name. Stop words of questions.yaml are left out.
    """
    words = question_words()
    found: dict[str, Term] = {}
    for mention in names:
        forms = {fold(mention.text), fold(mention.canonical), *map(fold, aliases.get(mention.canonical, ()))}
        weight = min(_MOST, max(map(rarity, (mention.text, mention.canonical)))) * _NAME_BONUS
        found[mention.canonical] = Term(mention.text, weight, frozenset(forms), True, mention.canonical)
    for text in quoted:
        found.setdefault(text, Term(text, _MOST * _NAME_BONUS, frozenset({fold(text)}), True, text))
    for piece in pieces:
        for match in _WORD.finditer(piece):
            word = fold(match.group())
            if word in words.stop or word in found or (len(word) == 1 and not word.isdigit() and word.isascii()):
                continue
            same = words.synonyms.get(word, frozenset()) | {word}
            found[word] = Term(word, rarity(word) * (_FOREIGN if _foreign(word, same) else 1), same)
    return tuple(found.values())


def _foreign(word: str, forms: frozenset[str]) -> bool:
    """An English dictionary word; model numbers and acronyms stand in Chinese texts as they are."""
    return word.isascii() and word.isalpha() and len(word) > 4 and all(form.isascii() for form in forms)


def match(term: Term, text: str) -> float:
    """How well ``text`` (folded) says ``term``: 1 as it stands, .9 by a synonym, less by part of its characters, else 0."""
    word = _folded(term.text)
    if word in text:
        return 1.0
    if any(form in text for form in term.forms):
        return 0.95 if term.name else 0.9
    return _partial(word, text)


_folded = lru_cache(maxsize=4096)(fold)


@lru_cache(maxsize=50_000)
def _partial(word: str, text: str) -> float:
    """Share of the word's character pairs that ``text`` holds, from a half on; Latin words and numbers count whole or not at all."""
    if len(word) < 3 or word.isascii():
        return 0.0
    pairs = [word[i : i + 2] for i in range(len(word) - 1)]
    share = sum(pair in text for pair in pairs) / len(pairs)
    return share * _PARTIAL if share >= 0.5 else 0.0


def coverage(terms: Sequence[Term], layers: Sequence[tuple[str, float]]) -> float:
    """Weighted share of ``terms`` that the ``layers`` (folded text, worth) explain; each term counts in its best layer."""
    total = sum(term.weight for term in terms)
    if not total:
        return 0.0
    return sum(term.weight * best_layer(term, layers) for term in terms) / total


def best_layer(term: Term, layers: Sequence[tuple[str, float]]) -> float:
    """The most that one of the ``layers`` gives for ``term``."""
    best = 0.0
    for text, worth in layers:
        if worth > best:
            best = max(best, worth * match(term, text))
    return best
