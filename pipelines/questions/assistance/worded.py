"""Whether an answer in a language model's words says what the plain answer says, and nothing beyond it and its evidence.

Numbers are compared by value, unit and qualifier as the project's number reader reads them, each with the time, the name and the
indicator in force where it stands; names by the recogniser; every other word must stand in the question, the plain answer or a cited sentence, or be one that
claims nothing (words.yaml). So a reply that obeys an instruction in an article, or knows better, does not get through.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.model import Answer
from kg.name_forms import pinyin
from pipelines.questions.assistance.claims import Claim, Claims, claims, normal
from pipelines.questions.assistance.held import held_words
from pipelines.questions.assistance.trace import Objection
from pipelines.questions.content import fold

LONGEST = 300  # characters
_QUOTED = re.compile(r"“[^”]*”")
_HAN = re.compile(r"[\u4e00-\u9fff]+")
_LATIN = re.compile(r"(?=[0-9]*[a-z])[a-z0-9]+(?:[.'’-][a-z0-9]+)*")
_STOP = re.compile(r"[。！？!?\n]|\.(?=\s|$)")
_SIGN = re.compile(r"[=≈×÷]|\d\s*[/+<>]\s*\d")
_PAIRS = (("（", "）"), ("“", "”"), ("‘", "’"), ("《", "》"), ("(", ")"))
_MARKS = frozenset("，。；：、（）“”‘’《》—…？！,.;:()'\"%-–/ ")
_WHOLE = frozenset(("negation", "exclusion", "forecast", "target"))  # these turn round all of a quoted sentence
_OF_AMOUNTS = frozenset(("yearly", "monthly", "least", "most", "roughly"))  # an amount's own, compared with it
_AT_ONCE = 12  # characters of the longest word or phrase looked up


@dataclass(frozen=True, slots=True)
class Sources:
    """What a wording may say: ``plain`` is the answer as it stands; ``kept`` of it what stands outside quotation marks."""

    question: Claims
    plain: Claims
    kept: Claims
    formula: Claims
    evidence: tuple[Claims, ...]
    text: str  # all of it and the question, normal form, each part on a line
    words: str  # the same without blanks

    @property
    def all(self) -> tuple[Claims, ...]:
        return (self.plain, self.formula, *self.evidence)

    def bear_out(self, claim: Claim) -> bool:
        """Whether a source claims what ``claim`` does. What answer and formula leave unsaid the question says; a sentence speaks for itself."""
        ours = (*self.plain.amounts, *self.formula.amounts)
        theirs = (other for sentence in self.evidence for other in sentence.amounts)
        return any(claim.says(other, self.question.facts) for other in ours) or any(claim.says(other) for other in theirs)


def sources_of(question: str, answer: Answer) -> Sources:
    """The sources for wording ``answer`` to ``question``."""
    evidence = tuple(claims(e.quote, e.published) for e in answer.evidence)
    parts = (question, answer.answer, *answer.answers, answer.formula or "", *(e.quote for e in answer.evidence))
    plain, kept = claims(answer.answer), claims(_QUOTED.sub("“”", answer.answer))
    texts = "\n".join(map(normal, parts)), "\n".join(map(fold, parts))
    return Sources(claims(question), plain, kept, claims(answer.formula or ""), evidence, *texts)


def objections(wording: str, answer: Answer, sources: Sources) -> tuple[Objection, ...]:
    """What speaks against ``wording`` in the place of the plain ``answer``."""
    wrong = tuple(_form(wording, sources))
    if wrong:
        return wrong
    said = claims(wording)
    return (
        *_kept(wording, said, answer, sources),
        *_verbatim(wording, answer, sources),
        *_amounts(said, sources),
        *_names(said, sources),
        *_held(said, sources),
        *_words(said, sources),
    )


def _form(wording: str, sources: Sources) -> Iterator[Objection]:
    if not wording.strip():
        yield Objection("措辞是空的")
    elif len(wording) > LONGEST:
        yield Objection("措辞太长")
    elif not wording.isprintable():
        yield Objection("措辞含有不可见的字符")
    elif any(wording.count(left) != wording.count(right) for left, right in _PAIRS):
        yield Objection("括号或引号不成对")
    else:
        folded = fold(wording)
        strange = {c for c in folded if not (c in _MARKS or c in sources.words or _HAN.match(c) or (c.isascii() and c.isalnum()))}
        strange |= {
            c for c in wording if c.isalnum() and c not in sources.words and unicodedata.normalize("NFKC", c) != c
        }  # ⑨, ９
        yield from (Objection("依据里没有这个符号", c) for c in sorted(strange))


def _kept(wording: str, said: Claims, answer: Answer, sources: Sources) -> Iterator[Objection]:
    """The bare answers, the first of them in the first sentence, and every time and name of the plain sentence."""
    first = claims(_STOP.split(_QUOTED.sub("", wording), maxsplit=1)[0])
    for place, bare in ((first if n == 0 else said, bare) for n, bare in enumerate(answer.answers)):
        wanted = {c.amount for c in claims(bare).amounts}
        if not (wanted and wanted <= {c.amount for c in place.amounts} or fold(bare) in fold(place.text)):
            yield Objection("少了答案", bare)
    yield from (Objection("少了时间", t) for t in sorted(sources.kept.times - said.times))
    models = {word for word in _LATIN.findall(sources.kept.rest) if not word.isalpha()}
    yield from (Objection("少了名称", word) for word in sorted(models) if word not in said.text)
    missing = sources.kept.canonical - said.canonical
    yield from (Objection("少了名称", n) for n in sorted(missing) if fold(pinyin(n)) not in fold(said.text))


def _verbatim(wording: str, answer: Answer, sources: Sources) -> Iterator[Objection]:
    """What stands in quotation marks is quoted, and a formula is the answer's."""
    yield from (
        Objection("引文与依据不合", quote) for quote in _QUOTED.findall(wording) if fold(quote[1:-1]) not in sources.words
    )
    left = fold(_QUOTED.sub("", wording))
    if _SIGN.search(left.replace(fold(answer.formula), "") if answer.formula else left):
        yield Objection("算式与回答不合")


def _amounts(said: Claims, sources: Sources) -> Iterator[Objection]:
    """Each amount stands in a source with the same time and name; times and other digits stand in a source."""
    known = {claim.amount for source in sources.all for claim in source.amounts}
    for claim in said.amounts:
        value, unit, qualifier = claim.amount
        if claim.amount not in known:
            yield Objection("依据里没有这个数", f"{value:f}{unit}（{qualifier}）")
        elif not sources.bear_out(claim):
            yield Objection("数与时间、名称或指标的搭配与依据不合", f"{value:f}{unit}")
    times = frozenset().union(*(s.times for s in sources.all))
    yield from (Objection("依据里没有这个时间", t) for t in sorted(said.times - times))
    numbers = frozenset().union(*(s.numbers for s in sources.all))
    yield from (Objection("依据里没有这个数", n) for n in sorted(said.numbers - numbers))


def _names(said: Claims, sources: Sources) -> Iterator[Objection]:
    """Names stand in a source; where a sentence is of names alone, in the order of a source: who did what to whom."""
    known = frozenset().union(*(s.canonical for s in sources.all))
    for sentence, numeric in zip(said.names, said.numeric, strict=True):
        for surface, canonical in sentence:
            if canonical not in known and fold(surface) not in sources.words:
                yield Objection("依据里没有这个名称", surface)
        order = [canonical for _, canonical in sentence]
        if len(order) > 1 and not numeric and not any(_in_order(order, of) for source in sources.all for of in source.names):
            yield Objection("名称的次序与依据不合", "、".join(order))


def _in_order(wanted: Sequence[str], given: Sequence[tuple[str, str]]) -> bool:
    rest = iter(canonical for _, canonical in given)
    return all(name in rest for name in wanted)


def _held(said: Claims, sources: Sources) -> Iterator[Objection]:
    """Denial, forecast, bound and the like as in the plain answer; no direction that nothing says."""
    held = held_words()
    plain, after = held.held(sources.plain.text), held.held(said.text)
    wanted = held.held(sources.kept.text) | plain & _WHOLE
    yield from (Objection("少了限定", name) for name in sorted(wanted - after))
    free = plain | held.held(sources.text) & _OF_AMOUNTS
    yield from (Objection("多了限定", name) for name in sorted(after - free))
    yield from (Objection("多了限定", name) for name in sorted(held.directed(said.text) - held.directed(sources.text)))


def _words(said: Claims, sources: Sources) -> Iterator[Objection]:
    latin = frozenset(_LATIN.findall(sources.text))
    joining = held_words().joining
    for word in _LATIN.findall(said.rest):
        if word not in latin and word not in joining:
            yield Objection("依据里没有这个词", word)
    for run in _HAN.findall(said.rest):
        unknown = _unknown(run, sources.words, joining)
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
