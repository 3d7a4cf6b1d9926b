"""Names written with a slip (庆羊, 陇东云谷智算圆): which form of which name is meant, or that several may be.

A slip is assumed only where what is written is no word or name itself. One character of a name may be wrong: in a name of two characters
only one of the same sound, from three on any, in the order of two, and from four on all that sound alike. Numbers and Latin letters
tell names apart, and so do some characters (一号 二号, 智算 超算): they are never slips.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from kg.lexicon import lexicon
from pipelines.language.tokenizer import is_word, words
from pipelines.questions.naming.folding import is_han, rhymes, same_sound, sound, with_places
from pipelines.questions.naming.index import LONGEST, Named, NameIndex
from pipelines.questions.words import question_words

_SAME, _ALIKE, _SWAPPED, _RHYME, _OTHER = 0.95, 0.9, 0.85, 0.8, 0.7  # how well a name goes with what was written
_CLEAR = 0.05  # names closer than this go equally well
Span = tuple[int, int]
_RUN = re.compile(r"[\u4e00-\u9fffa-z0-9.]+")


@dataclass(frozen=True, slots=True)
class Slip:
    """``text[start:end]`` of the question is read as ``meant``; several where they go equally well."""

    start: int
    end: int
    written: str
    meant: tuple[str, ...]
    reason: str
    score: float


def slips(text: str, index: NameIndex, taken: Sequence[Span], known: Sequence[Span] = ()) -> list[Slip]:
    """The slips in ``text``, in order, without overlap.

    None overlaps a span of ``taken`` (times, what is put right already); ``known`` are spans of names and words of the subject, which a
    longer name may hold.
    """
    spans = [*known, *((t.start, t.end) for t in words(text) if len(t.text) > 1 and is_word(t.text))]
    short, places = with_places(text)
    found: list[Slip] = []
    for run in _RUN.finditer(short):
        for start in range(run.start(), run.end()):
            for end in range(start + 2, min(run.end(), start + LONGEST) + 1):
                window = (places[start], places[end - 1] + 1)
                if not _overlap(window, taken):
                    found += _slip(text, short[start:end], window, (index, spans))
    return _disjoint(found)


def _slip(text: str, written: str, window: Span, known: tuple[NameIndex, Sequence[Span]]) -> Iterator[Slip]:
    index, spans = known
    if index.senses(written):
        return
    scored: dict[str, tuple[float, str]] = {}
    for form in index.near(written):
        verdict = _verdict(written, form, index.senses(form))
        if verdict and _unknown(text, window, _apart(written, form), (verdict[0], spans)):
            scored[form] = max(scored.get(form, verdict), verdict)
    if not scored:
        return
    best, reason = max(scored.values())
    meant = [index.senses(form)[0] for form, (score, _) in scored.items() if score > best - _CLEAR]
    names = {sense.canonical: sense for sense in meant}
    yield Slip(*window, text[slice(*window)], tuple(sense.form for sense in names.values()), reason, best + 0.01 * len(written))


def _apart(one: str, other: str) -> list[int]:
    return [at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b]


def _verdict(written: str, form: str, senses: Sequence[Named]) -> tuple[float, str] | None:
    """(score, reason) where ``written`` may be ``form`` miswritten."""
    if len(written) != len(form):
        return None
    at = _apart(written, form)
    pairs = [(written[i], form[i]) for i in at]
    if not pairs or not all(is_han(a) and is_han(b) and not _contrast(a, b) for a, b in pairs):
        return None
    word = senses[0].type is None
    if all(same_sound(a, b) for a, b in pairs) and not (word and _edge(form, at)):
        few = len(at) == 1 or (len(written) > 3 and 2 * len(at) <= len(written))
        return (_SAME, "同音") if few else None
    if word:  # common words are many and like each other: only one of the same sound is taken for another
        return None
    if len(at) == 1 and len(written) > 2 and not (_edge(form, at) and len(form) < 4):
        if sound(pairs[0][0]) == sound(pairs[0][1]):
            return _ALIKE, "音近"
        if any(sense.type == "Person" for sense in senses):
            return None
        if rhymes(*pairs[0]):
            return _RHYME, "音近"
        named = at[0] < len(form) - 1 and (at[0] >= 3 or _proper(form) >= 3)  # the last character says what kind of thing it is
        return (_OTHER, "一字之差") if named else None
    swapped = len(at) == 2 and at[1] == at[0] + 1 and pairs[0] == pairs[1][::-1]
    return (_SWAPPED, "两字颠倒") if swapped and len(written) > 2 else None


def _unknown(text: str, window: Span, apart: Sequence[int], how: tuple[float, Sequence[Span]]) -> bool:
    """Whether nothing known stands in the window that the slip would break up.

    No word may run out of the window. A word over the place of the slip speaks against it; only a whole name of one sound outweighs it.
    """
    score, spans = how
    start, end = window
    if is_word(text[start:end]) or lexicon().named(text[start:end]) or window in spans:
        return False
    slipped = {start + at for at in apart}
    for first, last in spans:
        if last <= start or first >= end:
            continue
        if first < start or last > end:
            return False
        if slipped & set(range(first, last)) and (score < _SAME or end - start < 4):
            return False
    return end - start > 3 or not set(text[start:end]) & question_words().stop


@lru_cache(maxsize=1 << 14)
def _proper(form: str) -> int:
    """How many characters of a name stand before the words that say what it is: 2 in 星火大模型, 3 in 赛奥微."""
    cut = words(form)
    while len(cut) > 1 and len(cut[-1].text) > 1 and is_word(cut[-1].text):
        cut = cut[:-1]
    return cut[-1].end


def _edge(form: str, at: Sequence[int]) -> bool:
    """Whether all that differs is the first or last character of a name that is one without it too: 市 of 深圳市."""
    rest = form[1:] if list(at) == [0] else form[:-1] if list(at) == [len(form) - 1] else ""
    return len(rest) > 1 and (bool(lexicon().named(rest)) or is_word(rest))


def _contrast(one: str, other: str) -> bool:
    return any(one in row and other in row for row in question_words().contrasts)


def _overlap(window: Span, taken: Sequence[Span]) -> bool:
    return any(start < window[1] and window[0] < end for start, end in taken)


def _disjoint(found: Sequence[Slip]) -> list[Slip]:
    """Of slips that overlap the best, in order of their place."""
    kept: list[Slip] = []
    for slip in sorted(found, key=lambda slip: (-slip.score, slip.start)):
        if not _overlap((slip.start, slip.end), [(other.start, other.end) for other in kept]):
            kept.append(slip)
    return sorted(kept, key=lambda slip: slip.start)
