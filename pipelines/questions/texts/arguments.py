"""Arguments of a predicate in a Chinese clause, by its word order: doer, thing done to, place.

Rules of 吕叔湘《现代汉语八百词》 on 由, 被, 把, 将, 在, 于 and of coordination: verbs joined by 、, 并 or nothing share their arguments
(由A投资建设并运营), clauses without a subject take that of the clause before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipelines.questions.texts.predicates import Hit, borders, known_forms

# 由 and its like before the doer; not in 由于, 自由, 理由, 已经, 经过, 经济, 经营, 让步
_MARK = re.compile(r"(?<!自)(?<!理)(?:由(?!于|此|来)|被(?!动|称|视)|交由|交给|委托|让(?!步|利)|授权)")
_OBJECT_MARK = re.compile(r"(?<![^，。；、\s])(?:把|将)|(?<=[\u4e00-\u9fff])把|(?<=[\u4e00-\u9fff\d])将(?=[^，。；]{2,30}$)")
# Words between a doer and its verb: adverbs, modals, light verbs, manner.
_ADVERB = re.compile(
    r"(?:共同|联合|负责|统一|正式|已经|已|曾|拟|将|要|会|来|去|所|又|也|都|还|率先|首次|首批|独家|自主|牵头|全部|主要|同时|宣布|计划|准备|打算|考虑|"
    r"正在|正|在|目前|现|今天|今日|近日|日前|昨日|昨天|具体|全面|全程|一起|携手|合力|合作|进行|完成|最早|最先|参与|承担|成功|再次|随后|于|并且|并|及|和|、|与|以及|，)\s*$"
)
_PREPOSITION = re.compile(r"(?:在|于|对|向|为|从|比|给|以|用|通过|根据|据|按|针对|就|关于|除了?|至|到)$")
_JOIN = re.compile(r"[、和与及并，]|以及|并且")
_AFTER_VERB = re.compile(r"(?:了|过|的是|的为|出了?|成了?|到了?|为|有|起|完|包括|在内|的(?=[\u4e00-\u9fff“]))?\s*")
_STOP = re.compile(r"[，,。；;：:！!？?（(]")


@dataclass(frozen=True, slots=True)
class Argument:
    """A stretch of the sentence; ``sure`` is 1 where a word marks the role, less where only the order does."""

    start: int
    end: int
    role: str  # agent, patient, place
    sure: float


def arguments(text: str, spans: tuple[tuple[int, int], ...], hit: Hit) -> Iterator[Argument]:
    """The arguments of the predicate at ``hit``; ``spans`` are the clauses of ``text``."""
    number = next((n for n, (a, b) in enumerate(spans) if a <= hit.start < b), None)
    if number is None:
        return
    first, last = spans[number]
    end = _before_verb(text, first, hit.start)
    marks = list(_MARK.finditer(text, first, end))
    if marks:
        start = _after_join(text, marks[-1].end(), end)
        yield Argument(start, end, "agent", 1.0)
        yield Argument(first, marks[-1].start(), "patient", 0.8)
        if first == marks[-1].start() and number:
            yield Argument(*spans[number - 1], "patient", 0.5)
    else:
        yield from _unmarked(text, spans, number, end)
    yield from _behind(text, hit.end, last)


def _unmarked(text: str, spans: tuple[tuple[int, int], ...], number: int, end: int) -> Iterator[Argument]:
    """What stands before the verb without a mark is its doer, or the thing itself where it happens to it (项目开工)."""
    first, last = spans[number]
    start = _after_join(text, first, end)
    turned = next((m for m in re.finditer(r"把|将", text[first:end]) if m.end() < end - first - 1), None)
    if turned:
        yield Argument(first + turned.end(), end, "patient", 1.0)
        end = first + turned.start()
    if end - start >= 2:
        yield Argument(start, end, "agent", 0.7)
        yield Argument(start, end, "patient", 0.45)
    inherited = number and (
        end - start < 2 or bool(_PREPOSITION.match(text[start : start + 2][:1]) or text[start] in "在以从对为")
    )
    for back in range(number - 1, max(-1, number - 3), -1) if inherited else ():
        yield Argument(*spans[back], "agent", 0.5 - 0.1 * (number - back))


def _behind(text: str, at: int, last: int) -> Iterator[Argument]:
    """What follows the verb up to the end of the clause; after 于 and 在 it is a place or a time."""
    link = _AFTER_VERB.match(text, at, last)
    start = link.end() if link and link.end() in borders(text)[0] else at
    if text[start : start + 1] in ("于", "在"):
        yield Argument(start + 1, last, "place", 1.0)
    elif start < last:
        yield Argument(start, last, "patient", 0.85)
        relative = text[at:start] == "的"
        if relative:
            yield Argument(start, last, "patient", 0.9)


def _before_verb(text: str, first: int, end: int) -> int:
    """Where the doer ends: before adverbs and before verbs that share it."""
    while end > first:
        adverb = _ADVERB.search(text, first, end)
        whole = adverb is not None and adverb.start() in borders(text)[0]
        if adverb and whole and adverb.end() == end and not _ends_list(text, first, adverb):
            end = adverb.start()
            continue
        verb = _verb_ending(text, first, end)
        if verb is None:
            return end
        end = verb
    return first


def _ends_list(text: str, first: int, adverb: re.Match[str]) -> bool:
    """、 and 和 are passed over only where a verb stands before them (投资、建设), else they part the members of a list."""
    word = adverb.group().strip()
    return bool(_JOIN.fullmatch(word)) and _verb_ending(text, first, adverb.start()) is None


def _verb_ending(text: str, first: int, end: int) -> int | None:
    """The start of a known verb of two characters and more that ends at ``end``."""
    for size in (6, 5, 4, 3, 2):
        if end - size >= first and known_forms().fullmatch(text, end - size, end):
            return end - size
    return None


def _after_join(text: str, first: int, end: int) -> int:
    """The start of the doer behind another verb of the clause: 由A投资、|B承建."""
    start = first
    for match in re.finditer(r"、|并|，|和", text[first:end]):
        if _verb_ending(text, first, first + match.start()) is not None:
            start = first + match.end()
    mark = _MARK.match(text, start, end)
    return mark.end() if mark else start


def place_before(text: str, first: int, end: int) -> tuple[int, int] | None:
    """P of 在P + verb within ``first:end``, the last one."""
    found = list(
        re.finditer(
            r"(?:在|于|移师|落户)(?P<place>[^，。；：]{2,30}?)(?=$|举行|举办|召开|开幕|正式|成立|落成|揭幕|开工|点亮|上线|建设)",
            text[first:end],
        )
    )
    return (first + found[-1].start("place"), first + found[-1].end("place")) if found else None


def clause_end(text: str, at: int) -> int:
    """Where the clause around ``at`` ends."""
    stop = _STOP.search(text, at)
    return stop.start() if stop else len(text)
