"""The one spaCy Language of the house, and ``analyse``, what articles and questions both call.

Only this file imports spaCy. Each component is a few lines that hand the document's text to a function of a neighbour module and
keep the result in an extension attribute (``doc._``); the neighbours know nothing of spaCy.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from datetime import date
from functools import cache

from kg.lexicon import lexicon
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

# thinc imports torch where it is installed (2 s, 300 MB) only to offer wrappers that nothing here uses; a None entry makes that
# import fail, which thinc takes as "no torch". The entry goes right after, so that the embedder can import torch later.
_HIDE_TORCH = "torch" not in sys.modules
if _HIDE_TORCH:
    sys.modules["torch"] = None  # type: ignore[assignment]
try:
    from spacy.language import Language
    from spacy.tokens import Doc
    from spacy.vocab import Vocab
finally:
    if _HIDE_TORCH:
        del sys.modules["torch"]


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


_ATTRIBUTES = ("source", "hits", "cut", "sentences", "candidates", "mentions", "quantities", "ignored", "times")
for _name in _ATTRIBUTES:
    Doc.set_extension(_name, default=())


class Tokenizer:
    """spaCy's tokenizer: finds known names, figures and times in the raw text and keeps them whole."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        return self.document(text, None)

    def document(self, text: str, published: date | None) -> Doc:
        """The text as a Doc whose tokens, joined, are the text; ``published`` anchors times such as 今年."""
        plain = words(text)
        hits = lexicon().find(text, lambda start, end: splits_word(start, end, plain))
        scan, times = scan_numbers(text), find_times(text, published)
        spans = [(hit.start, hit.end) for hit in hits]
        spans += [(time.start, time.end) for time in times] + [(number.start, number.end) for number in scan.quantities]
        cut = tokens(text, plain, spans)
        doc = Doc(self.vocab, words=[token.text for token in cut], spaces=[False] * len(cut))
        doc._.source, doc._.hits, doc._.cut, doc._.sentences = text, hits, cut, sentences(text)
        doc._.quantities, doc._.ignored, doc._.times = scan.quantities, scan.ignored, times
        return doc


@Language.component("suanli_names")
def _names(doc: Doc) -> Doc:
    doc._.candidates = known_mentions(doc._.source, doc._.hits)
    return doc


@Language.component("suanli_grammar")
def _grammar(doc: Doc) -> Doc:
    """Centres before bodies and events: 国家超级计算长沙中心 must not be cut into a body."""
    text, known = doc._.source, doc._.candidates
    left = Leftward(text, doc._.cut, known)
    found = (
        *centers(text, left),
        *quoted_centers(text),
        *national_platforms(text),
        *clusters(text, known),
        *machines(text),
        *called_centers(text),
        *organizations(text, left),
        *local_agencies(text, doc._.hits),
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
    doc._.candidates = (*known, *found, *policies(text), *people(text, known))
    return doc


@Language.component("suanli_tagger")
def _tagger(doc: Doc) -> Doc:
    known = merged(doc._.candidates)
    chosen = unexplained(doc._.source, clauses(doc._.source), doc._.cut, known)
    doc._.candidates = (*doc._.candidates, *tagged(doc._.source, chosen, known), *misspelt(doc._.source, known))
    return doc


@Language.component("suanli_coreference")
def _coreference(doc: Doc) -> Doc:
    doc._.candidates = short_titles(linked(doc._.source, merged(doc._.candidates)))
    return doc


@Language.component("suanli_merge")
def _merge(doc: Doc) -> Doc:
    doc._.mentions = mentions = merged(doc._.candidates)
    covered = bytearray(len(doc._.source))
    for mention in mentions:
        covered[mention.start : mention.end] = b"\1" * (mention.end - mention.start)
    named = {q for q in doc._.quantities if all(covered[q.number_start : q.number_end])}
    doc._.quantities = tuple(q for q in doc._.quantities if q not in named)
    in_names = [IgnoredNumber(q.number_start, q.number_end, doc._.source[q.number_start : q.number_end], "name") for q in named]
    doc._.ignored = tuple(sorted((*doc._.ignored, *in_names), key=lambda number: number.start))
    return doc


@cache
def language() -> Language:
    """The pipeline, assembled here and nowhere else: names, suffix grammar, tagger, coreference, merge."""
    nlp = Language(Vocab(), meta={"lang": "zh", "name": "suanli"})
    nlp.tokenizer = Tokenizer(nlp.vocab)
    for component in ("suanli_names", "suanli_grammar", "suanli_tagger", "suanli_coreference", "suanli_merge"):
        nlp.add_pipe(component)
    return nlp


def analyse(text: str, published: date | None = None, tagger: bool = True) -> Analysis:
    """All components' findings on ``text``. ``tagger=False`` leaves the statistical tagger out (questions, speed)."""
    nlp = language()
    doc = Tokenizer(nlp.vocab).document(text, published)
    for name, component in nlp.pipeline:
        if tagger or name != "suanli_tagger":
            doc = component(doc)
    found = doc._
    return Analysis(text, found.cut, found.sentences, clauses(text), found.mentions, found.quantities, found.ignored, found.times)
