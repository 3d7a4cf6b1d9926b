"""The names in a question as mentions: those of the graph, those the language floor finds, each linked to the graph's entity."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from kg.model import Mention
from kg.name_forms import normal
from pipelines.language.components import Analysis
from pipelines.language.tokenizer import Token, splits_word, words
from pipelines.questions.naming.contracted import contracted, dated
from pipelines.questions.naming.folding import folded, is_han, with_places
from pipelines.questions.naming.index import Named, NameIndex
from pipelines.questions.naming.reading import Understood
from pipelines.questions.words import question_words

_MIXED = re.compile(r"[a-z]{2,} .*[\u4e00-\u9fff]")  # an English phrase that runs into a Chinese name


def entity_mentions(analysis: Analysis, names: NameIndex) -> tuple[Mention, ...]:
    """Names of ``analysis.text`` in order, without overlap; canonical names are those of the graph where it has the entity.

    Of overlapping names the longer one counts, and of equal ones the graph's. A longer name that grammar alone suspects gives way to a
    name of the graph within it, unless that is only a place.
    """
    graph = list(_in_graph(analysis.text, names))
    taken = [(m.start, m.end) for m in graph if m.type != "Place"]
    shorter = [_mention(analysis.text, (c.start, c.end), c.sense) for c in contracted(analysis.text, names, taken)]
    events = [m for m in analysis.mentions if m.type == "Event"]  # 2025某大会 is another than the one of 2024
    graph += [m for m in shorter if m.type != "Event" or not any(_within(m, event) for event in events)]
    guesses = [m for m in analysis.mentions if m.source != "lexicon" and not _MIXED.search(m.text)]
    sure = [m for m in analysis.mentions if m.source == "lexicon"]
    guesses = [m for m in guesses if not any(_within(g, m) and g.type != "Place" for g in graph)]
    kept: list[Mention] = []
    for mention in sorted([*graph, *sure, *guesses], key=lambda m: (m.start - m.end, m.start)):
        if not any(k.start < mention.end and mention.start < k.end for k in kept):
            kept.append(mention)
    return tuple(_linked(mention, names) for mention in sorted(kept, key=lambda m: m.start))


def _within(inner: Mention, outer: Mention) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end and inner.text != outer.text


def _in_graph(text: str, names: NameIndex) -> Iterator[Mention]:
    short, places = with_places(text)
    plain = words(text)
    for start, end, senses in names.matches(short):
        span = places[start], places[end - 1] + 1
        if _stands(text, span, senses[0], plain):
            yield _mention(text, span, senses[0])


def latin_names(text: str, names: NameIndex) -> dict[str, str]:
    """Chinese names of the graph by the Latin words that ``text`` has for them; model numbers stay as they are."""
    found = [m for m in _in_graph(text, names) if m.text.isascii() and not any(map(str.isdigit, m.text))]
    return {m.text: m.canonical for m in sorted(found, key=lambda m: -len(m.text)) if any(map(is_han, m.canonical))}


def _stands(text: str, span: tuple[int, int], sense: Named, plain: Sequence[Token]) -> bool:
    """Whether the form is a name there: cuts no word or number, has the case of an acronym, and no other year before it."""
    start, end = span
    written = text[start:end]
    latin = [_latin(text, at - 1) and _latin(text, at) for at in (start, end)]
    if any(latin) or (splits_word(start, end, plain) and not _after_particle(text, start, plain)):
        return False
    if written.isascii() and len(folded(written)) <= 3 and re.sub(r"\s", "", written) != re.sub(r"\s", "", sense.form):
        return False
    return not (sense.short and sense.type == "Event" and dated(text[:start]))


def _after_particle(text: str, start: int, plain: Sequence[Token]) -> bool:
    """Whether only a word like 里 or 在 is cut off before the name: 规划里|海东, where jieba sees 里海."""
    token = next(token for token in plain if token.end > start)
    return text[token.start : start] in question_words().stop


def _latin(text: str, at: int) -> bool:
    return 0 <= at < len(text) and text[at].isascii() and text[at].isalnum()


def _mention(text: str, span: tuple[int, int], sense: Named) -> Mention:
    assert sense.type is not None, "the names of a graph have types"
    return Mention(*span, text[slice(*span)], sense.type, sense.canonical, 1.0, "lexicon")


def _linked(mention: Mention, names: NameIndex) -> Mention:
    """The mention with the graph's name for the entity, where one spelling of it is another."""
    if names.forms_of(mention.type, mention.canonical):
        return mention
    for form in (mention.canonical, mention.text, normal(mention.type, mention.text)):
        senses = [s for s in names.senses(folded(form)) if s.type == mention.type]
        if senses:
            return replace(mention, canonical=senses[0].canonical)
    return mention


def shortened_names(mentions: Iterable[Mention], names: NameIndex) -> Iterator[Understood]:
    """What is to be told of ``mentions`` that the graph writes in no such form: the entity that each is taken for."""
    for mention in mentions:
        senses = [s for s in names.senses(folded(mention.text)) if s.canonical == mention.canonical]
        if mention.entry is None and mention.text != mention.canonical and names.forms_of(mention.type, mention.canonical):
            if not senses:
                yield Understood(mention.text, mention.canonical, "省略")
            elif senses[0].short:
                yield Understood(mention.text, mention.canonical, "简称")
