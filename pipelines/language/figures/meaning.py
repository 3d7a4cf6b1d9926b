"""From quantities to figures: indicator, time, scope, qualifier, source of each number; what is no figure is told with the reason.

Every quantity of the analysis comes out once: as a Figure, or as an IgnoredNumber (``unresolved`` where no rule explains it).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from operator import attrgetter

from kg.indicators import indicators
from kg.lexicon import lexicon
from kg.model import Figure, IgnoredNumber, Mention, Relation, Sentence, Status
from pipelines.language.components import Analysis
from pipelines.language.figures.attribution import Voice, beyond, foretells, goes_on, same_voice, voices
from pipelines.language.figures.cast import Cast, cast
from pipelines.language.figures.clause import Place, places, whole_sentences, within
from pipelines.language.figures.genre import read_genre
from pipelines.language.figures.hedges import hedged
from pipelines.language.figures.indicator_phrase import read_phrase
from pipelines.language.figures.lists import NO_ALIGNMENT, Alignment, align, named_by, respective, together
from pipelines.language.figures.outlook import is_settled, qualifier, read_status
from pipelines.language.figures.periods import ahead
from pipelines.language.figures.phrase import Phrase
from pipelines.language.figures.scope import CHIP_UNITS, Known, read_scope, sentence_topic
from pipelines.language.figures.sourcing import Sources, read_sources, source_of
from pipelines.language.figures.spelling import spelt
from pipelines.language.figures.statistic import why_no_figure
from pipelines.language.figures.subject import NOBODY, Scope, observers
from pipelines.language.figures.timing import NOWHERE, Setting, When, dependent, parallel, read_time, years
from pipelines.language.figures.understood import understood

_LONGEST_QUOTE = 240
_PER_SECOND = re.compile(r"每秒(?:钟)?[^，。；]{0,16}$")
_PART = re.compile(r"其中")
_NEXT = re.compile(r"[；;。！？\n]|(?:另外|此外|还有|同时)")  # what comes after a part is about the whole again
_SCORE = re.compile(r"(?:得分|评分|跑分|总分|均分)$")
_ANNOUNCING = 10  # characters of a sentence that only says what comes: 再看增速。
_MARKS = "，,；;：:"


@dataclass(slots=True)
class _Story:
    """What the text has said so far and a later clause may leave out."""

    sentence: int = -1  # the last one read
    told: int = 0  # end of the last figure
    scoped: int = -1  # the one whose figure set the scope
    figured: int = -1  # the last one with a figure
    phrase: Phrase | None = None
    levels: list[Phrase] = field(default_factory=list)  # what the sentence has told of its own, in order
    units: dict[str, Phrase] = field(default_factory=dict)  # the last phrase of the sentence for each unit
    when: When = NOWHERE
    dated: tuple[str | None, Status] = (None, "actual")  # subject and status of the figure that set the time
    scope: Scope = NOBODY
    listed: Scope = NOBODY  # of the first member of the list of numbers that is read
    whole: Scope | None = None  # whose part ``scope`` is (其中X…)
    status: Status = "actual"
    voice: Voice | None = None
    alignment: Alignment = NO_ALIGNMENT
    voices: list[Voice] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Meaning:
    phrase: Phrase
    when: When
    scope: Scope
    status: Status
    source: str | None


def read_figures(
    analysis: Analysis, published: date | None, relations: Sequence[Relation] = ()
) -> tuple[tuple[Figure, ...], tuple[IgnoredNumber, ...]]:
    """Figures and ignored numbers of ``analysis``, in text order; ``published`` dates what the text leaves undated.

    ``relations``, what the text says of its names, tell who issued a report and who makes a chip.
    """
    heading = analysis.text.find("\n")
    sources = read_sources(analysis, relations, read_genre(analysis, relations))
    story = _Story()
    figures: list[Figure] = []
    ignored: list[IgnoredNumber] = []
    periods = whole_sentences(analysis.sentences)
    about = cast(analysis, periods, observers(analysis))
    for place in places(analysis, periods):
        quantity = place.quantity
        reason = why_no_figure(place)
        if reason is None:
            _turn_to(place, story, periods, (sources, about))
            figure = _figure(place, story, about, sources, published)
            if figure is not None:
                figures.append(figure)
                continue
            reason = "unresolved"
        ignored.append(IgnoredNumber(quantity.start, quantity.end, quantity.text, reason))
    told = (_told_below(f, figures) if f.end <= heading else f for f in figures)
    return _with_types(told, analysis.mentions), tuple(ignored)


def _with_types(figures: Iterable[Figure], mentions: Sequence[Mention]) -> tuple[Figure, ...]:
    """``figures`` whose scope has a type where it is an entity: 部分新建智算中心 and 液冷 are what is told of, but no centre by name."""
    named = {(mention.type, mention.canonical) for mention in mentions}
    return tuple(
        f
        if f.scope is None or (f.scope_type, f.scope) in named or any(e.type == f.scope_type for e in lexicon().named(f.scope))
        else replace(f, scope_type=None)
        for f in figures
    )


def _told_below(headline: Figure, figures: Sequence[Figure]) -> Figure:
    """A figure of the heading with time, scope and source of the same figure in the body, which says what a headline leaves out."""
    for figure in figures:
        same = (figure.indicator, figure.value, figure.unit) == (headline.indicator, headline.value, headline.unit)
        if same and figure.start > headline.start:
            return replace(
                headline,
                time=figure.time,
                time_basis=figure.time_basis,
                scope=figure.scope,
                scope_type=figure.scope_type,
                statistician=figure.statistician,
            )
    return headline


def _turn_to(place: Place, story: _Story, periods: Sequence[Sentence], background: tuple[Sources, Cast]) -> None:
    """Reads the sentences up to that of ``place`` and forgets what does not carry over into it."""
    text, times = place.text, place.analysis.times
    for sentence in periods[story.sentence + 1 : place.sentence.index + 1]:
        new_paragraph = text[max(0, sentence.start - 3) : sentence.start].rstrip(" \u3000").endswith("\n")
        carries_on = goes_on(sentence) and not new_paragraph
        until = place.quantity.start if sentence.index == place.sentence.index else sentence.end
        dated = any(t.value and not dependent(t) for t in within(times, sentence.start, until))
        if story.voices:
            story.voice = story.voices[-1]
        told_on = story.voice is not None and _tells_on(sentence, story.voice, dated)
        if not same_voice(sentence) and (new_paragraph or not (carries_on or told_on)):
            story.voice = None
        if new_paragraph or (dated and not carries_on):
            story.when, story.alignment = NOWHERE, NO_ALIGNMENT
        if new_paragraph:
            story.scope = NOBODY
        if sentence.index < place.sentence.index and len(sentence.text) <= _ANNOUNCING and not new_paragraph:
            story.figured = max(story.figured, sentence.index) if sentence.index - story.figured <= 1 else story.figured
        if sentence.index - story.figured > 1:
            story.phrase = None
        story.status = "actual"
        story.voices = voices(sentence, background[0].speakers)
        if sentence.index < place.sentence.index:
            last = story.voices[-1] if story.voices else None
            known = Known(
                story.scope, False, story.told, background[1], last.end if last else 0, None, last.name if last else None
            )
            story.scope = sentence_topic(sentence, place.analysis, known) or story.scope
    if story.whole is not None and _NEXT.search(text, story.told, max(story.told, place.quantity.start)):
        story.scope, story.whole = story.whole, None
    if story.sentence != place.sentence.index:
        story.levels, story.units = [], {}
    story.sentence = story.figured = place.sentence.index


def _tells_on(sentence: Sentence, voice: Voice, dated: bool) -> bool:
    """Whether the next sentence of a paragraph is still the word of ``voice``, without taking it up."""
    if voice.document:
        return not dated and not beyond(sentence, voice)
    return not voice.releases and foretells(sentence, voice)


def _figure(place: Place, story: _Story, about: Cast, sources: Sources, published: date | None) -> Figure | None:
    place = understood(place, story.phrase)
    alignment = align(place, story.alignment)
    phrase = read_phrase(place, story.phrase, story.units)
    if phrase is None:
        return None
    if alignment.nouns:
        phrase = named_by(alignment.nouns[place.order], phrase)
    phrase = respective(place, phrase, story.levels)
    status = read_status(place, story.status, sources.genre.kind == "act")
    voice = _voice(place, story)
    spoken = voice.end if voice is not None and voice.start >= place.sentence.start and not voice.releases else 0
    known = Known(
        story.scope,
        story.scoped == place.sentence.index,
        story.told,
        about,
        spoken,
        voice.name if spoken and voice else None,
        voice.name if voice else None,
    )
    scope = story.listed if place.order else read_scope(place, phrase, known)
    story.listed = scope
    if alignment.scopes:
        scope = alignment.scopes[place.order]
    elif story.alignment.scopes and story.scoped == place.sentence.index:
        scope = together(place, story.alignment, story.told) or scope
    phrase = _settle(phrase, scope)
    carried = story.when if _carries_time(place, story, phrase, (scope.name, status)) else NOWHERE
    documented = voice is None or voice.name == sources.genre.source
    setting = Setting(published, carried, status, sources.genre, documented, _year(story))
    when = read_time(place, phrase, setting)
    if status == "actual" and when.basis == "stated" and ahead(when.said, published) and not (when.aside or is_settled(place)):
        status = "target" if sources.genre.kind == "plan" else "forecast"  # nobody has counted what is still to come
        when = read_time(place, phrase, replace(setting, status=status))
    if alignment.times:
        when = When(alignment.times[place.order], "stated")
    story.alignment, story.voice, story.status = alignment, voice, status
    story.told = place.quantity.end
    if phrase.kind == "level" and phrase.own:
        story.levels.append(phrase)
    if place.order == place.members - 1:
        story.phrase = phrase
        story.units[phrase.unit] = phrase
        if not (scope.passing or phrase.about):
            _tell(place, story, phrase, scope)
        story.scoped = place.sentence.index if story.scope.name else -1
        if not when.aside:
            story.when = when if when.said is not None else NOWHERE
            story.dated = scope.name, status
    source = source_of(place, scope, status, voice, sources)
    return _build(place, _Meaning(phrase, when, scope, status, source))


def _tell(place: Place, story: _Story, phrase: Phrase, scope: Scope) -> None:
    """Makes ``scope`` the subject of what follows: of the rest of its sentence only, where it is a part of the whole told of."""
    part = _PART.match(place.text, place.start) is not None or (phrase.kind == "share" and not phrase.own)  # 美国占比43%
    if (part or scope.aside) and scope.name != story.scope.name and scope.start >= place.start:
        story.whole = story.whole or story.scope
    elif scope.name != story.scope.name and not _PART.search(place.text, place.sentence.start, place.start):
        story.whole = None
    story.scope = scope


def _carries_time(place: Place, story: _Story, phrase: Phrase, told: tuple[str | None, Status]) -> bool:
    """Whether the time of the figure before holds: after 其中 and the like, for the same subject or indicator, in a parallel, for a sum.

    What is aimed at in a later year does not date what is so now; a stretch of years is that of its own growth.
    """
    before, (subject, status) = story.phrase, told
    if status == "actual" and story.dated[1] != "actual":
        return False
    same = before is not None and (before.base == phrase.base or (before.known is not None and before.known == phrase.known))
    if goes_on(place.sentence) or not phrase.own:
        return True
    if story.when.event:
        return False
    if same:
        return True
    return not years(story.when.said) and (subject == story.dated[0] or parallel(place))


def _year(story: _Story) -> str | None:
    return story.when.said[:4] if story.when.said is not None and story.dated[1] == "actual" else None


def _voice(place: Place, story: _Story) -> Voice | None:
    at = bisect_right(story.voices, place.quantity.start, key=attrgetter("end"))
    return story.voices[at - 1] if at else story.voice


def _settle(phrase: Phrase, scope: Scope) -> Phrase:
    """The phrase without the name of its scope (上海智能算力规模); 算力 of a chip is its computing power, of anything else a scale."""
    head = re.match(rf"{re.escape(scope.surface)}的?(?=.{{2}})", phrase.name) if scope.surface else None
    if head is not None:
        phrase = replace(phrase, name=phrase.name[head.end() :], base=phrase.base.removeprefix(head.group()) or phrase.base)
    known = phrase.known
    if known is not None and known.key == "chip-compute" and scope.type != "Chip" and phrase.unit not in CHIP_UNITS:
        return replace(phrase, known=indicators().by_key["compute-scale"])
    return phrase


def _build(place: Place, meaning: _Meaning) -> Figure:
    quantity, phrase, when, scope = hedged(place), meaning.phrase, meaning.when, meaning.scope
    start, end = _quote(place, phrase)
    sign = Decimal(phrase.sign) if quantity.value > 0 else Decimal(1)
    bounds = sorted(sign * b for b in (quantity.lower, quantity.upper) if b is not None)
    lower, upper = (quantity.lower, quantity.upper) if sign > 0 or len(bounds) < 2 else (bounds[0], bounds[-1])
    if sign < 0 and len(bounds) == 1:
        lower, upper = (bounds[0], None) if quantity.upper is not None else (None, bounds[0])
    known = phrase.known
    return Figure(
        start=quantity.start,
        end=quantity.end,
        as_written=quantity.text,
        indicator=phrase.label,
        value=sign * quantity.value,
        unit=_unit(place, phrase),
        lower=lower,
        upper=upper,
        time=when.value,
        time_basis=when.basis,
        scope=scope.name,
        scope_type=scope.type,
        qualifier=qualifier(quantity, meaning.status),
        status=meaning.status,
        basis=phrase.basis,
        precision=phrase.precision,
        statistician=meaning.source,
        quote=place.text[start:end],
        quote_start=start,
        confidence=_confidence(phrase, when, scope),
        known_indicator=known is not None,
        metric=phrase.name,
    )


def _unit(place: Place, phrase: Phrase) -> str:
    """The unit as written; a left-out one is the indicator's own (760万 racks), 每秒 before the number goes into the unit."""
    quantity = place.quantity
    known = phrase.known
    if phrase.kind in ("level", "increment") and known is not None and known.unit and not quantity.unit.lstrip("万亿千百十"):
        return quantity.unit + known.unit
    if quantity.kind == "count" and "秒" not in quantity.unit and _PER_SECOND.search(place.text[place.start : quantity.start]):
        return quantity.unit + "/秒"
    if not quantity.unit and phrase.kind == "level" and not phrase.own:
        return phrase.said  # HT30为1.71, after 每瓦5.12 TOPS
    if not quantity.unit and _SCORE.search(phrase.base):
        return "分"
    return spelt(place)


def _quote(place: Place, phrase: Phrase) -> tuple[int, int]:
    """The clause with the number; from the phrase's own clause on where that stands before, within the sentence."""
    start, end = place.start, place.end
    if phrase.own and place.sentence.start <= phrase.start < start:
        start = phrase.start
    start = max(start, place.quantity.start - _LONGEST_QUOTE)
    end = min(max(end, place.quantity.end), place.quantity.end + _LONGEST_QUOTE)
    while start < place.quantity.start and place.text[start].isspace():
        start += 1
    while end > place.quantity.end and (place.text[end - 1].isspace() or place.text[end - 1] in _MARKS):
        end -= 1
    return start, end


def _confidence(phrase: Phrase, when: When, scope: Scope) -> float:
    """High where the text says everything itself; each thing carried over or supposed takes some away."""
    value = 0.95 if phrase.known is not None else 0.8
    value -= 0.0 if phrase.own else 0.05
    value -= {"stated": 0.0, "context": 0.03, "published": 0.08, "none": 0.15}.get(when.basis, 0.1)
    value -= 0.0 if scope.name else 0.1
    return round(max(value, 0.3), 2)
