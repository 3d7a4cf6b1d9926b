"""Candidates that are places: where the thing is or the event was, at the level asked for, with the whole of a chain (四川天府新区)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.model import Mention
from pipelines.questions.evidence import View
from pipelines.questions.parse import Parse
from pipelines.questions.score import Candidate
from pipelines.questions.texts.arguments import place_before
from pipelines.questions.texts.asked import shape
from pipelines.questions.texts.common import asked_already, bound, is_question, scored
from pipelines.questions.texts.divisions import above, level_asked, levels
from pipelines.questions.texts.predicates import Hit, forms_of, occurrences

_LOCATED = re.compile(r"(?:位于|坐落于|坐落在|坐落|地处|落户于?|落地|设在|设于|建在|建于|选址|选在|落子|移师|在|于|进驻)$")
_PHRASE = re.compile(
    r"(?P<place>[\u4e00-\u9fffA-Za-z0-9“”（）()·]{2,20}?)(?=[，。；：、]|的|$|正式|举行|举办|召开|开幕|上线|完成|进行)"
)
_COUNTY = re.compile(r"(?:市|州|省|^)(?P<county>[\u4e00-\u9fff]{2,7}?(?:新区|开发区|园区|高新区|农高区|[区县旗]))")
_STANDS = frozenset(
    form for word in ("位于", "落成", "开工", "上线", "举行") for form in forms_of(word)
)  # what tells where a thing is
_NOT_PLACE = re.compile(r"[这该此其]|会上|期间|方面|基础|领域|\d{2,}|今年|同时|时候|方式|过程|背景")


def place_candidates(parse: Parse, view: View) -> Iterator[Candidate]:
    """Chains of place names, and unnamed places behind 在, 位于, by whether the predicate asked about puts the thing there."""
    if is_question(view.text):
        return
    forms = _forms(parse)
    hits = list(occurrences(view.text, forms))
    level = level_asked(parse.question)
    for chain in _chains(view):
        answer = _answer(parse, view, chain, level)
        if answer:
            start = chain[0].start - view.start
            near = _near(view, start, chain[-1].end - view.start, hits)
            found = bound(parse, view, start, (answer,)) if near else scored(parse, view, start, (answer,))
            yield found.earned(0.04 + 0.16 * near, "所问之地" if near else "类型相合")
    yield from _unnamed(parse, view, hits, level)


def _forms(parse: Parse) -> frozenset[str]:
    """What the question says is done there; 建在 and 设在 are also said as 在…建."""
    said = shape(parse).said
    bare = forms_of(said[:-1]) if said and len(said) > 1 and said[-1] in "在于" else frozenset()
    return shape(parse).forms | bare or _STANDS


def _chains(view: View) -> list[list[Mention]]:
    """Place names that stand side by side without a mark: one address."""
    chains: list[list[Mention]] = []
    for mention in sorted((m for m in view.mentions if m.type == "Place"), key=lambda m: (m.start, -m.end)):
        if chains and mention.start < chains[-1][-1].end:
            continue
        if chains and mention.start == chains[-1][-1].end:
            chains[-1].append(mention)
        else:
            chains.append([mention])
    return chains


def _answer(parse: Parse, view: View, chain: list[Mention], level: str | None) -> str | None:
    """The member of the level asked for, or what the last one is part of; without a level the whole chain."""
    if level is None:
        fresh = [m for m in chain if not asked_already(parse, m.text, m.canonical)]
        return view.text[fresh[0].start - view.start : chain[-1].end - view.start] if fresh else None
    own = next((m.text for m in chain if level in levels(m.canonical)), None)
    found = own or above(chain[-1].canonical, level)
    if found is None and level == "country" and not levels(chain[0].canonical):
        found = chain[0].text
    return found if found and not asked_already(parse, found) else None


def _near(view: View, start: int, end: int, hits: list[Hit]) -> float:
    """How surely the predicate puts something at ``start:end``."""
    for hit in hits:
        if view.clause_span(hit.start) == view.clause_span(start):
            led = bool(_LOCATED.search(view.text[:start])) or 0 <= start - hit.end <= 2
            return 1.0 if led and (hit.end <= start or view.text[max(0, start - 1)] in "在于师") else 0.5
    return 0.0


def _unnamed(parse: Parse, view: View, hits: list[Hit], level: str | None) -> Iterator[Candidate]:
    """A place that the recogniser does not know, behind 位于 or before the event's verb."""
    for hit in hits:
        first, last = view.clause_span(hit.start)
        link = re.compile(r"[于在到]?").match(view.text, hit.end)
        behind = (
            _PHRASE.match(view.text, link.end() if link else hit.end)
            if _LOCATED.search(view.text[first : link.end() if link else hit.end])
            else None
        )
        span = behind.span("place") if behind else place_before(view.text, first, hit.start)
        if span is None or span[1] > last:
            continue
        text = re.sub(r"[上中里内]$", "", view.text[slice(*span)])
        if level == "county":
            county = _COUNTY.search(text)
            text = county["county"] if county else ""
        elif level:
            continue
        if len(text) >= 2 and not _NOT_PLACE.search(text) and not asked_already(parse, text):
            yield bound(parse, view, span[0], (text,)).earned(0.16, "所问之地")
