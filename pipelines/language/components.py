"""What is found in a text, component by component: names, suffix grammar, tagger, coreference, merge.

Each component fills in a ``Draft``. ``nlp.py`` makes a spaCy Language of them, through which articles go; a question, one sentence
without need of the tagger, goes through the same components directly, so that answering needs no import of spaCy (0.6 s).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from kg.lexicon import Hit, lexicon
from kg.model import IgnoredNumber, Mention, Quantity, Sentence, TimeExpression
from pipelines.language.names.appliances import appliances
from pipelines.language.names.centers import called_centers, centers, machines, national_platforms, quoted_centers
from pipelines.language.names.clusters import clusters
from pipelines.language.names.companies import coined_companies, enumerated, latin_bodies, led_companies, listed
from pipelines.language.names.coreference import linked, short_titles
from pipelines.language.names.documents import policies
from pipelines.language.names.glossed import glossed, quoted_firms
from pipelines.language.names.grammar import events, organizations
from pipelines.language.names.large_models import models
from pipelines.language.names.leftward import Leftward
from pipelines.language.names.local_agencies import local_agencies
from pipelines.language.names.merge import merged
from pipelines.language.names.misspelt import misspelt
from pipelines.language.names.names import known_mentions
from pipelines.language.names.people import people
from pipelines.language.names.products import chips
from pipelines.language.names.tagger import tagged, unexplained
from pipelines.language.numbers.numbers import scan_numbers
from pipelines.language.sentences import clauses, sentences
from pipelines.language.times.times import find_times
from pipelines.language.tokenizer import Token, splits_word, tokens, words


@dataclass(frozen=True, slots=True)
class Analysis:
    """What the language floor knows of a text. Offsets refer to ``text``; all tuples are in document order."""

    text: str
    tokens: tuple[Token, ...]
    sentences: tuple[Sentence, ...]
    clauses: tuple[tuple[int, int], ...]
    mentions: tuple[Mention, ...]
    quantities: tuple[Quantity, ...]
    ignored: tuple[IgnoredNumber, ...]
    times: tuple[TimeExpression, ...]


@dataclass(slots=True)
class Draft:
    """An Analysis in the making."""

    source: str
    hits: tuple[Hit, ...]
    cut: tuple[Token, ...]
    sentences: tuple[Sentence, ...]
    quantities: tuple[Quantity, ...]
    ignored: tuple[IgnoredNumber, ...]
    times: tuple[TimeExpression, ...]
    candidates: tuple[Mention, ...] = ()
    mentions: tuple[Mention, ...] = ()

    def finished(self) -> Analysis:
        return Analysis(
            self.source, self.cut, self.sentences, clauses(self.source), self.mentions, self.quantities, self.ignored, self.times
        )


def drafted(text: str, published: date | None) -> Draft:
    """Known names, figures and times of the raw text, each kept whole as a token; ``published`` anchors times such as 今年."""
    plain = words(text)
    hits = lexicon().find(text, lambda start, end: splits_word(start, end, plain))
    scan, times = scan_numbers(text), find_times(text, published)
    spans = [(hit.start, hit.end) for hit in hits]
    spans += [(time.start, time.end) for time in times] + [(number.start, number.end) for number in scan.quantities]
    return Draft(text, hits, tokens(text, plain, spans), sentences(text), scan.quantities, scan.ignored, times)


def _names(draft: Draft) -> None:
    draft.candidates = known_mentions(draft.source, draft.hits)


def _grammar(draft: Draft) -> None:
    """Centres before bodies and events: 国家超级计算长沙中心 must not be cut into a body."""
    text, known = draft.source, draft.candidates
    left = Leftward(text, draft.cut, known)
    found = (
        *centers(text, left),
        *quoted_centers(text),
        *national_platforms(text),
        *clusters(text, known),
        *machines(text),
        *called_centers(text),
        *organizations(text, left),
        *local_agencies(text, draft.hits),
        *events(text, left, known),
        *models(text),
        *chips(text, known),
        *appliances(text, known),
        *coined_companies(text, known),
        *led_companies(text, known),
        *latin_bodies(text, known),
        *listed(text),
        *quoted_firms(text),
    )
    found = (*found, *enumerated(text, known, found), *glossed(text, (*known, *found)))
    draft.candidates = (*known, *found, *policies(text), *people(text, known))


def _tagger(draft: Draft) -> None:
    known = merged(draft.candidates)
    chosen = unexplained(draft.source, clauses(draft.source), draft.cut, known)
    draft.candidates = (*draft.candidates, *tagged(draft.source, chosen, known), *misspelt(draft.source, known))


def _coreference(draft: Draft) -> None:
    draft.candidates = short_titles(linked(draft.source, merged(draft.candidates)))


def _merge(draft: Draft) -> None:
    draft.mentions = mentions = merged(draft.candidates)
    covered = bytearray(len(draft.source))
    for mention in mentions:
        covered[mention.start : mention.end] = b"\1" * (mention.end - mention.start)
    named = {q for q in draft.quantities if all(covered[q.number_start : q.number_end])}
    draft.quantities = tuple(q for q in draft.quantities if q not in named)
    in_names = [IgnoredNumber(q.number_start, q.number_end, draft.source[q.number_start : q.number_end], "name") for q in named]
    draft.ignored = tuple(sorted((*draft.ignored, *in_names), key=lambda number: number.start))


COMPONENTS: Mapping[str, Callable[[Draft], None]] = {
    "suanli_names": _names,
    "suanli_grammar": _grammar,
    "suanli_tagger": _tagger,
    "suanli_coreference": _coreference,
    "suanli_merge": _merge,
}


def analyse_sentence(text: str) -> Analysis:
    """All components' findings on a question or a statement of one, but for the tagger's."""
    draft = drafted(text, None)
    for name, component in COMPONENTS.items():
        if name != "suanli_tagger":
            component(draft)
    return draft.finished()
