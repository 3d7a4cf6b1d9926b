"""Why the graph does not answer: which word, value or time of the question it does not have."""

from __future__ import annotations

from collections.abc import Sequence

from pipelines.language.tokenizer import in_dictionary
from pipelines.language.tokenizer import words as words_of
from pipelines.questions.graphs.limits import Time
from pipelines.questions.graphs.pattern import Parse
from pipelines.questions.graphs.question import Item, Question, unexplained
from pipelines.questions.graphs.run import LEAST
from pipelines.questions.graphs.shown import Shown

_MOST = 4  # names told


def missing_words(question: Question, shown: Shown, ways: Sequence[Sequence[Item]], parses: Sequence[Parse]) -> str:
    """One part of a sentence that names the slot."""
    english = question.english
    left = _left(question, ways, parses)
    if left:
        words = "、".join(dict.fromkeys(f"“{_whole(question, word)}”" for word in left))
        return f"nothing called {words} is in the graph" if english else f"图里没有与{words}相应的实体、属性或取值"
    if not parses or parses[0].score < LEAST:
        return "the graph does not connect what the question names" if english else "问题所说的各项在图里连不起来"
    best = parses[0]
    times = [b.limit.text for b in best.pattern.bounds if isinstance(b.limit, Time)]
    about = [shown.node(n.members[0]) for n in best.pattern.nodes if n.members][:_MOST]
    names = list(dict.fromkeys(shown.property(link.property) for link in best.pattern.links))[:_MOST]
    what, whose = "、".join(names), "、".join(about)
    if english:
        when = f" for {', '.join(times)}" if times else ""
        return f"{whose or 'the graph'} has no “{what}”{when}"
    when = f"{'、'.join(times)}的" if times else ""
    return f"有“{whose}”，但没有符合条件的{when}“{what}”" if whose else f"没有符合条件的{when}“{what}”"


def _left(question: Question, ways: Sequence[Sequence[Item]], parses: Sequence[Parse]) -> list[str]:
    """Words that the likeliest parse leaves over; without a parse, that no item of two characters or more covers."""
    if parses:
        return list(dict.fromkeys(parses[0].missing))
    cut = ways[0] if ways else ()
    sure = {n for item in cut if item.size > 1 or item.weight >= 1 for n in range(item.start, item.end)}
    return list(dict.fromkeys([*unexplained(question, sure), *question.unsupported]))


def _whole(question: Question, word: str) -> str:
    """A single character that is left over, as the word that it is of: 董 -> 董事长."""
    if len(word) != 1 or word.isascii():
        return word
    found = (token.text for token in words_of(question.text) if word in token.text and in_dictionary(token.text))
    return next(found, word)
