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
_LEAST_LETTERS = 5


@dataclass(frozen=True, slots=True)
class Understood:
    """What was written, and what it is read as: a name, or several of which the question may mean any."""

    written: str
    meant: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Reading:
    """The question to be answered; ``others`` are the same question by the other readings where one of its names may mean several."""

    text: str
    understood: tuple[Understood, ...] = ()
    others: tuple[str, ...] = ()


def read(text: str, names: NameIndex) -> Reading:
    """The reading of ``text`` (NFKC) with the names of a graph. Known names, words and times are left as they are."""
    taken = [(time.start, time.end) for time in find_times(text, None)]
    taken += [(hit.start, hit.end) for hit in lexicon().find(text)]
    taken += [(start, end) for index in (names, common_words()) for start, end in _known(text, index)]
    found = slips(text, names, taken) + _spelled(text, names)
    around = taken + [(slip.start, slip.end) for slip in found]
    found += slips(text, common_words(), around)
    found.sort(key=lambda slip: slip.start)
    told = tuple(Understood(slip.written, slip.meant, slip.reason) for slip in found)
    most = max((len(slip.meant) for slip in found), default=1)
    first, *others = (_written(text, found, choice) for choice in range(most))
    return Reading(first, told, tuple(others))


def _known(text: str, index: NameIndex) -> Iterator[tuple[int, int]]:
    short, places = with_places(text)
    for start, end, _ in index.matches(short):
        yield places[start], places[end - 1] + 1


def _written(text: str, found: Sequence[Slip], choice: int) -> str:
    """The text with each slip put right, by its ``choice``-th reading where it has one."""
    parts, at = [], 0
    for slip in found:
        parts += [text[at : slip.start], slip.meant[min(choice, len(slip.meant) - 1)]]
        at = slip.end
    return "".join([*parts, text[at:]])


def _spelled(text: str, names: NameIndex) -> list[Slip]:
    """Names in pinyin letters, the longest first: qingyang, Pengcheng Zhisuan."""
    found: list[Slip] = []
    latin = list(_LATIN.finditer(text))
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
    if len(spelled) < _LEAST_LETTERS or not spelled.isalpha() or spelled in question_words().not_pinyin:
        return None
    if any(names.senses(folded(part)) or lexicon().named(part) for part in (written, spelled)):
        return None
    meant = names.spelled(spelled)
    forms = tuple(dict.fromkeys(next((sense.form for sense in names.senses(form)), form) for form in meant))
    return Slip(start, start + len(written), written, forms, "拼音", 1.0) if forms else None


@cache
def common_words() -> NameIndex:
    """Words of the subject that slips are also looked for in: names of indicators, and words of questions.yaml that have synonyms."""
    known = {label for indicator in indicators() for label in indicator.labels} | set(question_words().synonyms)
    plain = sorted(word for word in known if len(word) > 1 and all(map(is_han, word)))
    return NameIndex({folded(word): (Named(word, None, word),) for word in plain})
