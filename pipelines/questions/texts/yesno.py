"""Candidates for yes-or-no questions: the words in which the sentence affirms, denies or plans what is asked (已经量产, 尚未上市)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from pipelines.questions.evidence import View
from pipelines.questions.parse import Parse
from pipelines.questions.score import Candidate
from pipelines.questions.texts.asked import GAP
from pipelines.questions.texts.common import bound, is_question
from pipelines.questions.texts.predicates import Hit, forms_of, named_in, occurrences

_ASKS = re.compile(r"是否|有没有|是不是|(?:了|过)(?:吗|没有?|么)[？?]?$|[吗么][？?]?$")
_DENIED = re.compile(
    r"(?:尚未|还未|暂未|并未|从未|未能|未|没有|没|不再|并不|不|否认|无法|拒绝)(?:被|会|将|正式|予)?[^，。；]{0,3}$"
)
_PLANNED = re.compile(r"(?:计划|拟|将|预计|有望|准备|打算|力争|即将)[^，。；]{0,12}$")
_DONE = re.compile(r"(?:已经|已|正式|成功|全面|刚刚?|就)*$")
_REFUTED = re.compile(r"(?:予以|已|随后|对此)?(?:否认|辟谣)|不实|不属实|子虚乌有")


def yes_no_candidates(parse: Parse, view: View) -> Iterator[Candidate]:
    """The phrase with its verb, and 是 or 否."""
    forms = _asked_forms(parse.question)
    if not forms or is_question(view.text):
        return
    for hit in occurrences(view.text, forms):
        start, end, yes = _polarity(view, hit)
        yield bound(parse, view, hit.start, (view.text[start:end], "是" if yes else "否")).better(0.1, "肯定" if yes else "否定")


@lru_cache(maxsize=256)
def _asked_forms(question: str) -> frozenset[str]:
    """Forms of the predicate of a yes-or-no question, none for another one."""
    if not _ASKS.search(question) or GAP.search(question) or "还是" in question:
        return frozenset()
    found = list(named_in(question))
    return forms_of(found[-1].text) if found else frozenset()


def _polarity(view: View, hit: Hit) -> tuple[int, int, bool]:
    """The words of affirming or denying, and which it is; a plan is not yet the deed, a refuted rumour no fact."""
    first, _ = view.clause_span(hit.start)
    before = view.text[first : hit.start]
    refuted = _REFUTED.search(view.text, hit.end)
    if refuted:
        return *refuted.span(), False
    end = hit.end + (view.text[hit.end : hit.end + 1] == "了")
    denied = _DENIED.search(before) or _PLANNED.search(before)
    if denied:
        return first + denied.start(), end, False
    done = _DONE.search(before)
    return first + (done.start() if done else len(before)), end, True
