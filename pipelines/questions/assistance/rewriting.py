"""Whether a rewritten question asks what the question asks: it keeps every constraint, adds none, and says only known words.

The model gives a plainer question, how it reads it, and which words it replaced by which. Our own parser reads both questions. What the
two readings do not share, or what the rewrite says that neither the question nor the scheme of indicators nor the lexicon of question
words says, drops it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kg.indicators import indicators
from kg.units import dimension
from pipelines.language.times.times import find_times
from pipelines.questions.assistance.claims import amount, moment
from pipelines.questions.assistance.held import held_words, strange_signs
from pipelines.questions.assistance.replies import Rewrite
from pipelines.questions.assistance.trace import Objection
from pipelines.questions.assistance.unknown import unknown_words
from pipelines.questions.content import Term, fold
from pipelines.questions.english.times import english_times
from pipelines.questions.parse import Parse
from pipelines.questions.words import question_words

LONGEST = 120  # characters of a rewritten question
_OPEN = frozenset(("clause", "name", "how", "list", "who"))  # asked-for kinds that speech leaves open: 咋样, 啥
_LEAST = 0.25  # share of the question's content, by weight, that has to stay


def objections(original: Parse, rewrite: Rewrite, parsed: Parse) -> tuple[Objection, ...]:
    """What speaks against ``rewrite`` of ``original``; ``parsed`` is our reading of the rewritten question."""
    wrong = tuple(_form(original, rewrite))
    return wrong or (
        *_constraints(original, parsed),
        *_purpose(original, parsed),
        *_declared(rewrite, parsed),
        *_words(original, rewrite, parsed),
    )


def _form(original: Parse, rewrite: Rewrite) -> Iterator[Objection]:
    if not rewrite.question.strip():
        yield Objection("改写是空的")
    elif len(rewrite.question) > LONGEST:
        yield Objection("改写太长")
    elif not rewrite.question.isprintable():
        yield Objection("改写含有不可见的字符")
    else:
        yield from (Objection("多了符号", sign) for sign in strange_signs(rewrite.question, original.question))


def _constraints(original: Parse, parsed: Parse) -> Iterator[Objection]:
    before, after = _held(original), _held(parsed)
    for kind in before:
        yield from (Objection(f"少了{kind}", item) for item in sorted(before[kind] - after[kind]))
        yield from (Objection(f"多了{kind}", item) for item in sorted(after[kind] - before[kind]))


def _held(parse: Parse) -> dict[str, frozenset[str]]:
    """What a question holds its answer to, by kind."""
    held = held_words()
    quantities = (amount(q) for q in parse.quantities)
    unit = parse.unit if parse.unit and dimension(parse.unit) != "count" else None
    return {
        "时间": frozenset(map(moment, parse.times)),
        "名称": frozenset((*(n.canonical for n in parse.constraints), *parse.quoted, *parse.members)),
        "数字": frozenset(f"{q}{value}{base}" for value, base, q in quantities)
        | frozenset(re.findall(r"\d+(?:\.\d+)?", _rest(parse))),
        "精度": frozenset(filter(None, (parse.precision,))),
        "单位": frozenset(filter(None, (unit,))),
        "限定": held.held(parse.question) | (frozenset(("全国",)) if parse.national else frozenset()),
        "分类": held.literals(parse.question),
        "个数": frozenset(filter(None, (str(parse.number or ""),))),
    }


def _rest(parse: Parse) -> str:
    """The question without its names, times and amounts: what is left of digits are model numbers and ordinals."""
    text = list(parse.question)
    spans = [(n.start, n.end) for n in parse.names] + [(t.start, t.end) for t in parse.times]
    for start, end in (*spans, *((q.start, q.end) for q in parse.quantities)):
        text[start:end] = " " * (end - start)
    return "".join(text)


def _purpose(original: Parse, parsed: Parse) -> Iterator[Objection]:
    """What is asked for and how it is computed stays, but for what speech leaves open."""
    if original.english != parsed.english:
        yield Objection("换了语言")
    if original.asked != parsed.asked and original.asked not in _OPEN:
        yield Objection("换了所问", parsed.asked)
    if original.plural and not parsed.plural:
        yield Objection("换了所问", "单数")
    levels = _levels(original)
    if levels and levels != _levels(parsed):
        yield Objection("换了指标", "、".join(i.zh for i in parsed.indicators))
    if original.operation != parsed.operation and (levels or original.operation != "lookup"):
        yield Objection("换了算法", parsed.operation)


def _levels(parse: Parse) -> set[str]:
    """Keys of the indicators named; a counted thing (数据中心数) may be just a noun."""
    return {i.key for i in parse.indicators if "count" not in i.dimensions}


def _declared(rewrite: Rewrite, parsed: Parse) -> Iterator[Objection]:
    """The model and our parser must read the rewrite alike."""
    read = {i.key for i in parsed.indicators}
    for label in rewrite.indicators:
        known = indicators().named(label)
        if known is None:
            yield Objection("不是指标表里的指标", label)
        elif known.key not in read:
            yield Objection("改写里读不出指标", label)
    names = {fold(form) for n in parsed.names for form in (n.text, n.canonical)}
    yield from (Objection("改写里读不出名称", name) for name in rewrite.entities if fold(name) not in names)
    if rewrite.time:
        times = find_times(rewrite.time, None) or english_times(rewrite.time)
        if not times or not set(map(moment, times)) <= set(map(moment, parsed.times)):
            yield Objection("改写里读不出时间", rewrite.time)
    if rewrite.operation != parsed.operation:
        yield Objection("所述算法与改写不合", rewrite.operation)


def _words(original: Parse, rewrite: Rewrite, parsed: Parse) -> Iterator[Objection]:
    """Words may go only where the model says by what it replaced them (particles need no saying), and come only from the lexicon."""
    asked, plain = fold(original.question + original.written), fold(f"{parsed.question} {rewrite.question}")
    pairs = [(fold(p.words), fold(p.by)) for p in rewrite.replaced if _says_something(p.by, parsed)]
    true = [(words, by) for words, by in pairs if words and by and words in asked and by in plain]
    for term in _content(original):
        text = fold(term.text)
        if len(text) > 1 and not (_stays(term, plain) or any(text in words for words, _ in true)):
            yield Objection("丢了词", term.text)
    yield from (Objection("丢了可能是名称的词", word) for word in unknown_words(original) if fold(word) not in plain)
    if sum(t.weight for t in original.terms if _stays(t, plain)) < _LEAST * sum(t.weight for t in original.terms):
        yield Objection("几乎换了整个问题")
    yield from (Objection("添了词", t.text) for t in _content(parsed) if not (_stays(t, asked) or _known(fold(t.text), parsed)))


def _content(parse: Parse) -> Iterable[Term]:
    """Content words beside the names, which are compared as constraints."""
    return (t for t in parse.terms if t.canonical is None)


def _stays(term: Term, text: str) -> bool:
    return any(form in text for form in term.forms)


def _says_something(by: str, parsed: Parse) -> bool:
    """Whether a replacement holds a content word of the rewrite, and so is more than a question word or a particle."""
    english = (word for word in re.findall("[a-z]+", by.lower()) if word not in question_words().stop)
    return any(fold(term.text) in fold(by) for term in _content(parsed)) or any(english)


def _known(word: str, parsed: Parse) -> bool:
    """A word of the scheme of indicators that the rewrite names, or of the lexicon of questions."""
    words = question_words()
    labels = (fold(label) for i in parsed.indicators for label in (*i.labels, i.en, *i.alt_en))
    if any(word in label for label in labels) or word in words.synonyms:
        return True
    patterns = [pattern for _, pattern in (*words.operations, *words.relations, *words.countable)] + [
        rule.pattern for rule in words.asked
    ]
    return any(pattern.fullmatch(form) for pattern in patterns for form in (word, f"how {word}"))
