"""Whether an answer in a language model's words says what the plain answer says, and nothing beyond it.

The plain answer is all that a wording may draw on: its numbers and names are those of the observations, the formula and the cited
sentences. Of the cited sentences themselves a wording gets no more than what the answer quotes, since an article may hold anything, also
an instruction to the model. Numbers are compared by value, unit and qualifier as the project's number reader reads them, each with the time,
the name and the indicator in force where it stands; names by the recogniser; every other word must stand in the answer or the question, or
be one that claims nothing (words.yaml).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.model import Answer
from kg.name_forms import pinyin
from pipelines.questions.assistance.claims import Claim, Claims, claims, normal
from pipelines.questions.assistance.held import held_words, strange_signs
from pipelines.questions.assistance.trace import Objection
from pipelines.questions.content import fold

LONGEST = 300  # characters
_QUOTED = re.compile(r"“[^”]*”")
_HAN = re.compile(r"[\u4e00-\u9fff]+")
_LATIN = re.compile(r"(?=[0-9]*[a-z])[a-z0-9]+(?:[.'’-][a-z0-9]+)*")
_CLAUSE = re.compile(r"[，。；！？,;!?]")
_STOP = re.compile(r"[。！？!?\n]|\.(?=\s|$)")
_SIGN = re.compile(r"[=≈×÷]|\d\s*[/+<>]\s*\d")
_PAIRS = (("（", "）"), ("“", "”"), ("‘", "’"), ("《", "》"), ("(", ")"))
_WHOLE = frozenset(("negation", "exclusion", "forecast", "target"))  # these turn round all of a quoted sentence
_AT_ONCE = 12  # characters of the longest word or phrase looked up


@dataclass(frozen=True, slots=True)
class Sources:
    """What a wording may draw on. ``kept`` is what the plain answer says outside quotation marks."""

    question: Claims
    plain: Claims
    kept: Claims
    formula: Claims
    text: str  # question, bare answers, formula, ``kept`` and those clauses of the quotations that hold an answer, in normal form
    quotes: frozenset[str]  # the quotations, folded

    @property
    def amounts(self) -> tuple[Claim, ...]:
        return (*self.kept.amounts, *self.formula.amounts)


def sources_of(question: str, answer: Answer) -> Sources:
    """The sources for wording ``answer`` to ``question``."""
    kept, formula = _unquoted(answer.answer), answer.formula or ""
    own = (question, kept, *answer.answers, formula)
    quotes = [quote[1:-1] for quote in _QUOTED.findall(answer.answer)]
    telling = [c for quote in quotes for c in _CLAUSE.split(quote) if any(fold(bare) in fold(c) for bare in answer.answers)]
    return Sources(
        question=claims(question),
        plain=claims(answer.answer),
        kept=claims(kept),
        formula=claims(formula),
        text="\n".join(map(normal, (*own, *telling))),
        quotes=frozenset(map(fold, quotes)),
    )


def objections(wording: str, answer: Answer, sources: Sources) -> tuple[Objection, ...]:
    """What speaks against ``wording`` in the place of the plain ``answer``."""
    wrong = tuple(_form(wording, sources))
    if wrong:
        return wrong
    said = claims(_unquoted(wording))
    return (
        *_kept(wording, said, answer, sources),
        *_verbatim(wording, answer, sources),
        *_amounts(said, sources),
        *_names(said, sources),
        *_held(wording, said, sources),
        *_words(said, sources),
    )


def _unquoted(text: str) -> str:
    return _QUOTED.sub("“”", text)


def _form(wording: str, sources: Sources) -> Iterator[Objection]:
    if not wording.strip():
        yield Objection("措辞是空的")
    elif len(wording) > LONGEST:
        yield Objection("措辞太长")
    elif not wording.isprintable():
        yield Objection("措辞含有不可见的字符")
    elif any(wording.count(pair[0]) != wording.count(pair[1]) for pair in _PAIRS):
        yield Objection("括号或引号不成对")
    else:
        yield from (Objection("依据里没有这个符号", c) for c in strange_signs(_unquoted(wording), sources.text))


def _kept(wording: str, said: Claims, answer: Answer, sources: Sources) -> Iterator[Objection]:
    """The bare answers, the first of them in the first sentence, and every time and name of the plain sentence."""
    sentences = [claims(sentence) for sentence in _STOP.split(_unquoted(wording)) if fold(sentence)]
    yield from (Objection("有一句与回答无关", s.text) for s in sentences if not _of_the_answer(s, answer, sources))
    for place, bare in ((said if n else sentences[0], bare) for n, bare in enumerate(answer.answers)):
        wanted = {c.amount for c in claims(bare).amounts}
        if not (wanted and wanted <= {c.amount for c in place.amounts} or fold(bare) in fold(place.text)):
            yield Objection("少了答案", bare)
    yield from (Objection("少了时间", t) for t in sorted(sources.kept.times - said.times))
    models = {word for word in _LATIN.findall(sources.kept.rest) if not word.isalpha()}
    yield from (Objection("少了名称", word) for word in sorted(models) if word not in said.text)
    missing = sources.kept.canonical - said.canonical
    yield from (Objection("少了名称", n) for n in sorted(missing) if fold(pinyin(n)) not in fold(said.text))


def _of_the_answer(sentence: Claims, answer: Answer, sources: Sources) -> bool:
    """Whether it names nobody, or holds a bare answer, or a name or an amount of the answer: one about a name of the question alone adds a claim."""
    amounts = {claim.amount for claim in sources.amounts}
    return (
        not sentence.canonical
        or any(fold(bare) in fold(sentence.text) for bare in answer.answers)
        or not amounts.isdisjoint(claim.amount for claim in sentence.amounts)
        or not sources.kept.canonical.isdisjoint(sentence.canonical)
    )


def _verbatim(wording: str, answer: Answer, sources: Sources) -> Iterator[Objection]:
    """What stands in quotation marks is a quotation of the answer or a part of one that holds it, and a formula is the answer's."""
    for quote in (fold(quote[1:-1]) for quote in _QUOTED.findall(wording)):
        telling = any(quote in known for known in sources.quotes) and any(fold(bare) in quote for bare in answer.answers)
        if not (telling or quote in sources.quotes):
            yield Objection("引文与依据不合", quote)
    left = fold(_unquoted(wording))
    if _SIGN.search(left.replace(fold(answer.formula), "") if answer.formula else left):
        yield Objection("算式与回答不合")


def _amounts(said: Claims, sources: Sources) -> Iterator[Objection]:
    """Each amount stands in the answer with the same time, name and indicator, or those of the question where the answer leaves them out."""
    for claim in said.amounts:
        value, unit, qualifier = claim.amount
        if not any(claim.amount == other.amount for other in sources.amounts):
            yield Objection("依据里没有这个数", f"{value:f}{unit}（{qualifier}）")
        elif not any(claim.says(other, sources.question.facts) for other in sources.amounts):
            yield Objection("数与时间、名称或指标的搭配与依据不合", f"{value:f}{unit}")
    yield from (Objection("依据里没有这个时间", t) for t in sorted(said.times - sources.kept.times))
    numbers = sources.kept.numbers | sources.question.numbers | sources.formula.numbers
    yield from (Objection("依据里没有这个数", n) for n in sorted(said.numbers - numbers))


def _names(said: Claims, sources: Sources) -> Iterator[Objection]:
    """Names stand in the answer or the question; where a sentence is of names alone, in the answer's order: who did what to whom."""
    known, words = sources.kept.canonical | sources.question.canonical, fold(sources.text)
    for sentence, numeric in zip(said.names, said.numeric, strict=True):
        for surface, canonical in sentence:
            if canonical not in known and fold(surface) not in words:
                yield Objection("依据里没有这个名称", surface)
        order = [canonical for _, canonical in sentence]
        if len(order) > 1 and not numeric and not any(_in_order(order, given) for given in sources.plain.names):
            yield Objection("名称的次序与依据不合", "、".join(order))


def _in_order(wanted: Sequence[str], given: Sequence[tuple[str, str]]) -> bool:
    rest = iter(canonical for _, canonical in given)
    return all(name in rest for name in wanted)


def _held(wording: str, said: Claims, sources: Sources) -> Iterator[Objection]:
    """Denial, forecast, bound and the like as in the plain answer; no direction that nothing says."""
    held = held_words()
    plain, after = held.held(sources.plain.text), held.held(said.text)
    wanted = held.held(sources.kept.text) | plain & _WHOLE
    yield from (Objection("少了限定", name) for name in sorted(wanted - held.held(wording)))
    yield from (Objection("多了限定", name) for name in sorted(after - plain))
    yield from (Objection("多了限定", name) for name in sorted(held.directed(said.text) - held.directed(sources.text)))


def _words(said: Claims, sources: Sources) -> Iterator[Objection]:
    latin, words = frozenset(_LATIN.findall(sources.text)), fold(sources.text)
    joining = held_words().joining
    for word in _LATIN.findall(said.rest):
        if word not in latin and word not in joining:
            yield Objection("依据里没有这个词", word)
    for run in _HAN.findall(said.rest):
        unknown = _unknown(run, words, joining)
        if unknown:
            yield Objection("依据里没有这个词", unknown)


def _unknown(run: str, words: str, joining: frozenset[str]) -> str:
    """What of ``run`` no chain of sources' stretches and joining words reaches; "" where they cover all of it.

    A source covers two characters or more at a time: single characters of it can be put together to anything.
    """
    reached = {0}
    for at in range(len(run)):
        if at in reached:
            sizes = range(1, min(_AT_ONCE, len(run) - at) + 1)
            reached.update(at + n for n in sizes if run[at : at + n] in joining or (n > 1 and run[at : at + n] in words))
    return "" if len(run) in reached else run[max(reached) :]
