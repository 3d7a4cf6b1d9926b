"""A question as it is read: names and words written with a slip or in pinyin letters are put right, and every change is told."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from kg.indicators import indicators
from kg.lexicon import lexicon
from pipelines.language.times.times import find_times
from pipelines.questions.naming.folding import folded, is_han, with_places
from pipelines.questions.naming.index import Named, NameIndex
from pipelines.questions.naming.slips import Slip, slips
from pipelines.questions.words import question_words

_LATIN = re.compile(r"[A-Za-z]+(?:['’][A-Za-z]+)*")
_MOST_WORDS = 5  # Latin words of a name spelled in pinyin: Pang Cheng Yun Nao, Wulanchabu Zhisuan
_LEAST_LETTERS = 4  # where they begin with a capital; one more where they do not


@dataclass(frozen=True, slots=True)
class Understood:
    """What was written, what it is read as, and why."""

    written: str
    meant: str
    reason: str


@dataclass(frozen=True, slots=True)
class Reading:
    """A question as it may be read, and what in it is read otherwise than written."""

    text: str
    understood: tuple[Understood, ...] = ()


def readings(text: str, names: NameIndex) -> tuple[Reading, ...]:
    """The readings of ``text`` (NFKC) with the names of a graph: one, or several where two names go equally well with what is written.

    Known names, words and times are left as they are.
    """
    taken = [(time.start, time.end) for time in find_times(text, None)]
    known = [
        (h.start, h.end) for h in lexicon().find(text) if is_han(text[h.start]) or names.forms_of(h.entry.type, h.entry.name)
    ]
    known += [span for index in (names, common_words()) for span in _known(text, index)]
    found = slips(text, names, taken, known) + _spelled(text, names, known)
    found += slips(text, common_words(), [*taken, *((slip.start, slip.end) for slip in found)], known)
    found.sort(key=lambda slip: slip.start)
    most = max((len(slip.meant) for slip in found), default=1)
    return tuple(_reading(text, found, choice) for choice in range(most))


def _known(text: str, index: NameIndex) -> Iterator[tuple[int, int]]:
    short, places = with_places(text)
    for start, end, _ in index.matches(short):
        yield places[start], places[end - 1] + 1


def _reading(text: str, found: Sequence[Slip], choice: int) -> Reading:
    """The text with each slip put right, by its ``choice``-th meaning where it has one."""
    parts, at, told = [], 0, []
    for slip in found:
        meant = slip.meant[min(choice, len(slip.meant) - 1)]
        parts += [text[at : slip.start], meant]
        told.append(Understood(slip.written, meant, slip.reason))
        at = slip.end
    return Reading("".join([*parts, text[at:]]), tuple(told))


def _spelled(text: str, names: NameIndex, known: Sequence[tuple[int, int]]) -> list[Slip]:
    """Names in pinyin letters, the longest first: qingyang, Pengcheng Zhisuan."""
    found: list[Slip] = []
    latin = [m for m in _LATIN.finditer(text) if not any(start < m.end() and m.start() < end for start, end in known)]
    at = 0
    while at < len(latin):
        for size in range(min(_MOST_WORDS, len(latin) - at), 0, -1):
            start, end = latin[at].start(), latin[at + size - 1].end()
            slip = _spelling(text[start:end], start, names)
            if slip:
                found.append(slip)
                at += size - 1
                break
        at += 1
    return found


def _spelling(written: str, start: int, names: NameIndex) -> Slip | None:
    spelled = re.sub(r"[\s'’-]", "", written).lower()
    if len(spelled) < _LEAST_LETTERS + written[0].islower() or not spelled.isalpha() or spelled in question_words().not_pinyin:
        return None
    meant = names.spelled(spelled) or (_places().spelled(spelled) if written[0].isupper() else ())
    forms = tuple(dict.fromkeys(next((sense.form for sense in names.senses(form)), form) for form in meant))
    return Slip(start, start + len(written), written, forms, "拼音", 1.0) if forms else None


@cache
def _places() -> NameIndex:
    """Provinces and cities, which an English question names in pinyin whether or not the graph has them."""
    known = [entry.name for entry in lexicon().of_type("Place") if entry.sector in ("province", "city")]
    return NameIndex({folded(name): (Named(name, "Place", name),) for name in known if len(name) > 1 and all(map(is_han, name))})


@cache
def common_words() -> NameIndex:
    """Words of the subject that slips are also looked for in: names of indicators, and words of questions.yaml that have synonyms."""
    known = {label for indicator in indicators() for label in indicator.labels} | set(question_words().synonyms)
    plain = sorted(word for word in known if len(word) > 1 and all(map(is_han, word)))
    return NameIndex({folded(word): (Named(word, None, word),) for word in plain})
