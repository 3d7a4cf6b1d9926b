"""Question -> Parse: what is asked for, by which operation, about whom, when, with which content words left."""

from __future__ import annotations

import re
import unicodedata

from kg.lexicon import lexicon
from kg.terms import storable
from pipelines.language.components import analyse_sentence
from pipelines.questions.content import content_terms
from pipelines.questions.english.gloss import Gloss, gloss
from pipelines.questions.english.tokens import chinese_names_first, is_english
from pipelines.questions.naming.index import NameIndex
from pipelines.questions.naming.mentions import entity_mentions, latin_names, shortened_names
from pipelines.questions.naming.reading import readings
from pipelines.questions.parsing.counted import counted_noun, head_noun, wanted_number
from pipelines.questions.parsing.indicators import named_indicators
from pipelines.questions.parsing.names import aliases_of, once_each, pieces_left, quotations
from pipelines.questions.parsing.operation import asked_kind, asked_operation
from pipelines.questions.parsing.parsed import Parse
from pipelines.questions.parsing.sides import compared_sides
from pipelines.questions.parsing.times import asked_times
from pipelines.questions.parsing.units import asked_unit
from pipelines.questions.words import question_words

__all__ = ["Parse", "parse"]

MAX_QUESTION = 500  # characters; a question is a sentence, what is longer is an article
_BARE_YEAR = re.compile(
    r"(?<=(?<!\d)20\d\d)(?=[上下]半年|[一二三四]季度|Q[1-4]|H[12])"
)  # 2023上半年: the 年 that speech leaves out


_NO_NAMES = NameIndex({})


def parse(question: str, index: NameIndex = _NO_NAMES, choice: int = 0, answered_in: str | None = None) -> Parse:
    """The parse of ``question`` with the names of ``index``, by its reading number ``choice`` where it has several.

    An English question is parsed as its Chinese gloss. ``answered_in`` ("en", "zh"): the language of the answer where it is not the
    question's. Total: an empty or senseless question gives a parse without terms.
    """
    text = unicodedata.normalize("NFKC", storable(question[:MAX_QUESTION])).replace("\0", " ").strip()
    text = _BARE_YEAR.sub("年", text)
    english = is_english(text)
    text = chinese_names_first(text) if english else text
    possible = readings(text, index)
    reading = possible[choice]
    told = gloss(_with_names(reading.text, latin_names(reading.text, index))) if english else Gloss(reading.text)
    written, text = text if english else "", told.text
    words = question_words()
    rule = words.asked_for(text)
    analysis = analyse_sentence(text)
    mentions = entity_mentions(analysis, index)
    names = once_each(mentions)
    found = named_indicators(text, mentions)
    operation = asked_operation(text, rule)
    times = asked_times(analysis, mentions)
    quoted = quotations(text, names)
    return Parse(
        question=text,
        english=english if answered_in is None else answered_in == "en",
        operation=operation,
        asked=asked_kind(rule, operation, found, text),
        plural=bool(words.plural.search(text)) or bool(rule and rule.plural),
        indicators=found,
        names=names,
        times=times,
        quantities=analysis.quantities,
        unit=asked_unit(text, operation),
        predicates=words.predicates(text),
        terms=content_terms(pieces_left(analysis, mentions, times), names, aliases_of(names, index), quoted),
        quoted=quoted,
        defined=words.defined(text),
        precision=words.precision(text),
        members=words.members(text),
        post=bool(words.post.search(text)),
        number=wanted_number(text),
        duration=bool(re.search(r"多久|多长时间|时长|how long", text, re.IGNORECASE)),
        head=head_noun(text),
        counted=counted_noun(text),
        sides=compared_sides(text),
        understood=(*reading.understood, *shortened_names(names, index)),
        unknown=frozenset(n.canonical for n in names if index is not _NO_NAMES and not index.forms_of(n.type, n.canonical)),
        written=written,
        unglossed=told.unknown,
        readings=len(possible),
    )


def _with_names(text: str, names: dict[str, str]) -> str:
    """``text`` with the graph's Chinese names for the Latin ones that it has and that the lexicon does not know."""
    for written, name in names.items():
        if lexicon().named(written):
            continue
        text = re.sub(rf"\b{re.escape(written)}\b", name, text)
    return text
