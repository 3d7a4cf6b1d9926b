"""Candidates that are a clause: how, what is demanded, what follows; why has rules of its own in causes.py."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pipelines.questions.content import Term, fold, match
from pipelines.questions.evidence import View
from pipelines.questions.parse import Parse
from pipelines.questions.score import AFTER, BEFORE, TITLE, Candidate, explained
from pipelines.questions.texts.causes import cause_candidates
from pipelines.questions.texts.common import asked_already, is_question, scored

LONGEST = 90  # characters of a bare clause answer; longer ones are sentences, not answers

_SPEAKER = re.compile(r"^[\u4e00-\u9fff·]{2,6}：(?=.{4})")  # 裴思远：…, the answer of an interview
_ORDINAL = re.compile(r"^(首先|其次|再次|此外|另外|最后|同时|例如|第[一二三四五]|[一二三四五]是|未来|展望未来)$")
# Connectives of means and demand (《现代汉语八百词》); what follows them in the sentence is the answer.
_CUES = {
    "how": re.compile(
        r"通过|采用|采取|利用|依托|借助|以[^，。]{2,20}(?:方式|模式|为)|首先|其次|第三|此外|一是|推进|构建|降低|促进"
    ),
    "clause": re.compile(r"提出|要求|明确|强调|指出|表示|认为|建议|计划|力争|需"),
}
_MEANS = re.compile(
    r"(?:主要|正是)?(?:通过|利用|采用|借助|依靠|靠|依托|凭借|借)(?P<what>[^，。；]{3,40}?)(?:来|而)?(?:实现|达成|完成|达到|打造|降低|提升|解决|将|把|使|，|。|；|$)"
)
_DEMAND = re.compile(r"要求|规定|限制|目标|标准|条件")
_LEAD = re.compile(
    r"^(?:[^，。；]{0,30}?(?:要求|提出|规定|明确|强调|指出|表示|认为|称)(?:，|：|:)?|其中|原则上|同时|并且?|到(?=\d{4}年)|对)"
)


def clause_candidates(parse: Parse, views: Iterable[View]) -> Iterator[Candidate]:
    """For each sentence, the clauses from its cue on (or those the question does not repeat), and the part that is asked for."""
    for view in views:
        if is_question(view.text) or view.text == view.title:
            continue
        if parse.asked == "why":
            yield from cause_candidates(parse, view)
            continue
        if parse.asked == "how":
            yield from _means(parse, view)
        if parse.asked == "clause":
            yield from _single(parse, view)
        yield from _whole(parse, view)


def _whole(parse: Parse, view: View) -> Iterator[Candidate]:
    found = _CUES.get(parse.asked, _CUES["clause"]).search(view.text)
    start = found.start() if found and parse.asked == "how" else view.clause_span(found.start())[0] if found else 0
    answer = _answer(parse, view, start)
    if not answer:
        return
    candidate = scored(parse, view, start, (answer,), "clause")
    if parse.asked in ("list", "name"):
        candidate = candidate.better(-0.12, "不是所问的名称")
    else:
        candidate = candidate.better(explained(parse, _around(view)) - candidate.score - 0.03, "整句")
    if parse.asked in _CUES and found:
        candidate = candidate.better(0.06, f"有“{found.group()[:6]}”")
    yield candidate


def _around(view: View) -> list[tuple[str, float]]:
    sentence, previous, title, following = view.folded
    return [(sentence, 1.0), (previous, BEFORE + 0.25), (title, TITLE), (following, AFTER)]


def _means(parse: Parse, view: View) -> Iterator[Candidate]:
    """What stands after 通过, 利用, 靠 up to the verb that it serves."""
    for found in _MEANS.finditer(view.text):
        if not asked_already(parse, found["what"]):
            candidate = scored(parse, view, found.start("what"), (found["what"],), "clause")
            yield candidate.better(explained(parse, _around(view)) - candidate.score + 0.1, f"“{found.group()[:2]}”的宾语")


def _single(parse: Parse, view: View) -> Iterator[Candidate]:
    """对X的Y有什么要求: the one clause that speaks of Y, where the sentence speaks of other things too."""
    if not _DEMAND.search(parse.question) or len(view.clauses) < 2:
        return
    documents = {n.canonical for n in parse.names if n.type in ("Policy", "Event")}
    topics = [t for t in parse.terms if not _DEMAND.search(t.text) and t.canonical not in documents]
    worths = [(_said(topics, fold(view.text[a:b])), a, b) for a, b in view.clauses]
    best = max(worth for worth, _, _ in worths)
    if best < 0.3 or sum(worth > best * 0.8 for worth, _, _ in worths) > 1:
        return
    number = next(n for n, row in enumerate(worths) if row[0] == best)
    _, start, end = worths[number]
    missing = [t for t in topics if not match(t, fold(view.text[start:end]))]
    if number + 1 < len(worths) and missing and _said(missing, fold(view.text[slice(*worths[number + 1][1:])])) > 0.5:
        end = worths[number + 1][2]  # 其中延安、榆林不高于1.2: the case asked about follows the rule
    text = _LEAD.sub("", view.text[start:end])
    if len(text) > 3 and re.search(r"\d|不|应|须|必须|禁止|原则", text):
        candidate = scored(parse, view, start, (text,), "clause")
        yield candidate.better(explained(parse, _around(view)) - candidate.score + 0.08, "所问之句")


def _said(topics: list[Term], clause: str) -> float:
    total = sum(t.weight for t in topics)
    return sum(t.weight * match(t, clause) for t in topics) / total if total else 0.0


def _answer(parse: Parse, view: View, start: int) -> str:
    """Clauses from ``start`` on, up to LONGEST characters; leading ones that only repeat the question are left out."""
    spans = [(max(a, start), b) for a, b in view.clauses if b > start] or list(view.clauses)
    question = fold(parse.question)
    while len(spans) > 1 and _idle(question, view.text[spans[0][0] : spans[0][1]]):
        spans.pop(0)
    while len(spans) > 1 and _idle(question, view.text[spans[-1][0] : spans[-1][1]]):
        spans.pop()
    if not spans:
        return ""
    first = spans[0][0]
    last = first
    for _, end in spans:
        if end - first > LONGEST and last > first:
            break
        last = end
    return _SPEAKER.sub("", view.text[first : min(last, first + LONGEST)])


def _idle(question: str, clause: str) -> bool:
    """An ordinal, or a clause that only repeats the question."""
    return bool(_ORDINAL.match(clause)) or repeats(question, fold(clause))


def repeats(question: str, clause: str) -> bool:
    """Most of ``clause`` stands in ``question`` (both folded)."""
    pairs = [clause[i : i + 2] for i in range(len(clause) - 1)]
    return not pairs or sum(p in question for p in pairs) / len(pairs) > 0.7
