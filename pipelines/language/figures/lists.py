"""Lists of numbers set against lists of names, years or indicators: A、B和C分别为1、2和3; 2023-2025年0.33/0.37/0.40元."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from kg.indicators import indicators
from kg.model import Mention
from pipelines.language.figures.clause import Place, within
from pipelines.language.figures.groups import counted
from pipelines.language.figures.noun_phrase import trim
from pipelines.language.figures.phrase import Phrase, measured
from pipelines.language.figures.region import regions
from pipelines.language.figures.subject import Scope, scope_of
from pipelines.language.figures.topic import STAGE

_YEARS = re.compile(r"(?<!\d)((?:20)?\d\d)\s*年?\s*[-—~～至到]\s*((?:20)?\d\d)\s*年")
_YEAR_LIST = re.compile(r"(?<!\d)((?:20)?\d\d)\s*年?((?:[、/和及]\s*(?:20)?\d\d\s*年?)+)年")
_LONGEST = 20  # members of a list that is set against another
_RESPECTIVELY = re.compile(r"分别|依次|各")
_SUM = re.compile(r"[，；\s]*(?:合计|总计|共计|加起来|相加)(?:为|约|达|占|超过?|约占)?\s?")
_JOINT = re.compile(r"[、和及与]|以及")


@dataclass(frozen=True, slots=True)
class Alignment:
    """What each member of a list of numbers stands for; empty tuples where the text does not say."""

    scopes: tuple[Scope, ...] = ()
    times: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()


NO_ALIGNMENT = Alignment()


def align(place: Place, carried: Alignment) -> Alignment:
    """The lists of the same length that stand before the list of numbers of ``place``, or those ``carried`` from the clause before."""
    count = place.members
    if not 2 <= count <= _LONGEST:
        return NO_ALIGNMENT
    times = _years(place.text[place.start : place.quantity.start], count)
    scopes = _names(place, count)
    nouns: tuple[str, ...] = ()
    if not scopes and not times:
        nouns = _nouns(place, count)
        if nouns and all(STAGE.fullmatch(noun) for noun in nouns):
            scopes, nouns = tuple(Scope(noun, "Center", place.start, noun) for noun in nouns), ()
    if not (times or scopes or nouns):
        return carried if max(len(carried.scopes), len(carried.times)) == count else NO_ALIGNMENT
    return Alignment(scopes, times, nouns)


def together(place: Place, told: Alignment, since: int) -> Scope | None:
    """Of …分别为1、2和3，合计6: the whole that the sentence gives before its list of names (中国市场前三名为…), else all its members."""
    if _SUM.fullmatch(place.text[since : place.list_start]) is None:
        return None
    start, first = place.sentence.start, told.scopes[0].start
    fields = regions(place.analysis, start, first) or regions(place.analysis, start, first, weak=True)
    return fields[-1] if fields else Scope("、".join(s.name or "" for s in told.scopes), told.scopes[0].type, first)


def _years(text: str, count: int) -> tuple[str, ...]:
    span = max(_YEARS.finditer(text), key=lambda m: m.start(), default=None)
    if span is not None:
        first, last = (_full(span.group(i)) for i in (1, 2))
        if last - first + 1 == count:
            return tuple(str(year) for year in range(first, last + 1))
    for listed in _YEAR_LIST.finditer(text):
        years = [_full(y) for y in re.findall(r"\d+", listed.group())]
        if len(years) == count:
            return tuple(str(year) for year in years)
    return ()


def _full(year: str) -> int:
    return int(year) + 2000 if len(year) == 2 else int(year)


def _names(place: Place, count: int) -> tuple[Scope, ...]:
    """The last run of ``count`` names joined by 、 和 before the numbers, with 分别 between or no names elsewhere."""
    text = place.text
    low = place.opening if _RESPECTIVELY.search(text, place.start, place.quantity.start) else place.start
    mentions = [m for m in within(place.analysis.mentions, low, place.quantity.start) if m.type != "Person"]
    best: list[Mention] = []
    run: list[Mention] = []
    for mention in mentions:
        joined = run and _JOINT.fullmatch(re.sub(r"[（(][^）)]*[）)]|\s|[“”]", "", text[run[-1].end : mention.start]))
        inner = run and run[-1].type == mention.type == "Place" and run[-1].end == mention.start  # 贵州贵安: one place
        run = [*run[:-1], mention] if inner else [*run, mention] if joined else [mention]
        if len(run) == count:
            best = list(run)
    if not mentions:
        return tuple(counted(place.analysis, place.start, place.quantity.start, count))
    return tuple(scope_of(m) for m in best)


def _nouns(place: Place, count: int) -> tuple[str, ...]:
    """营业收入和净利润分别为1和2: the coordinated nouns before 分别."""
    head = max(_RESPECTIVELY.finditer(place.text, place.start, place.quantity.start), key=lambda m: m.start(), default=None)
    if head is None:
        return ()
    parts = [trim(p) for p in _JOINT.split(place.text[place.start : head.start()])]
    parts = [p for p in parts if p]
    return tuple(parts[-count:]) if len(parts) >= count and all(len(p) <= 16 for p in parts[-count:]) else ()


def respective(place: Place, phrase: Phrase, levels: Sequence[Phrase]) -> Phrase:
    """收入10亿元，利润2亿元，分别增长9%和6%: a change in a list belongs to the level at its place among the last ones told."""
    if place.members < 2 or phrase.kind != "growth" or phrase.own or len(levels) < place.members:
        return phrase
    last = levels[-place.members :]
    if len({level.base for level in last}) < place.members:
        return phrase
    level = last[place.order]
    return replace(phrase, name=level.base + phrase.name[len(phrase.base) :], base=level.base, known=level.known)


def named_by(noun: str, phrase: Phrase) -> Phrase:
    """The phrase of one member of a list of ``noun``s; one that is no measure is told of the measure before: 输入、输出 of API价格."""
    known = indicators().find(noun)
    if known is None and not measured(noun) and not phrase.own:
        return replace(phrase, name=noun + phrase.base)
    return replace(phrase, name=noun, base=noun, known=known)
