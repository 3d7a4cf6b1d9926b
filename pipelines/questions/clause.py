"""Candidates that are a clause: why, how, what is demanded, what something is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pipelines.questions.content import fold
from pipelines.questions.evidence import View
from pipelines.questions.parse import Parse
from pipelines.questions.score import AFTER, BEFORE, TITLE, Candidate, explained
from pipelines.questions.spans import scored

LONGEST = 90  # characters of a bare clause answer; longer ones are sentences, not answers

# Connectives that follow the cause: what stands before them answers why.
_EFFECT = re.compile(r"导致|使得|迫使|造成|引发|致使|令(?=[^人])|从而")
_DEFINES = (
    r"(?:{name})[”》]?(?:，|,)?(?:是指|指的是|就是|意思是|相当于|是|即|指)(?P<what>[^。；！？\n]{{4,}})"
    r"|(?:{name})[（(](?P<gloss>[^）)]{{2,30}})[）)]"
    r"|(?P<long>[\u4e00-\u9fff]{{4,12}})[（(](?:{name})[）)]"
)
_ORDINAL = re.compile(r"^(首先|其次|再次|此外|另外|最后|同时|例如|第[一二三四五]|[一二三四五]是|未来|展望未来)$")
# Connectives of cause, means, purpose and demand (《现代汉语八百词》); what follows them in the sentence is the answer.
_CUES = {
    "why": re.compile(r"因为|由于|得益于|源于|缘于|归因于|受[^，。]{1,20}影响|是因为|因(?=[^此而素])|为了?(?=[^\d]{4,}，)"),
    "how": re.compile(
        r"通过|采用|采取|利用|依托|借助|以[^，。]{2,20}(?:方式|模式|为)|首先|其次|第三|此外|一是|推进|构建|降低|促进"
    ),
    "clause": re.compile(r"提出|要求|明确|强调|指出|表示|认为|建议|计划|力争|需"),
}


def clause_candidates(parse: Parse, views: Iterable[View]) -> Iterator[Candidate]:
    """For each sentence, the clauses from its cue on (or those the question does not repeat) as one candidate."""
    cue = _CUES.get(parse.asked, _CUES["clause"])
    for view in views:
        sentence, previous, title, following = view.folded
        around = [(sentence, 1.0), (previous, BEFORE + 0.25), (title, TITLE), (following, AFTER)]
        found = cue.search(view.text)
        start = found.start() if found and parse.asked in ("why", "how") else view.clause_span(found.start())[0] if found else 0
        effect = _EFFECT.search(view.text) if parse.asked == "why" and not found else None
        if effect and effect.start():
            found, answer = effect, view.text[: effect.start()].rstrip("，, ")
        else:
            answer = _answer(parse, view, start)
        if not answer:
            continue
        candidate = scored(parse, view, start, (answer,), "clause")
        if parse.asked in ("list", "name"):
            candidate = candidate.better(-0.12, "不是所问的名称")
        else:
            candidate = candidate.better(explained(parse, around) - candidate.score - 0.03, "整句")
        if parse.asked in _CUES and found:
            candidate = candidate.better(0.12 if parse.asked == "why" else 0.06, f"有“{found.group()[:6]}”")
        yield candidate


def definition_candidates(parse: Parse, views: Iterable[View]) -> Iterator[Candidate]:
    """What the sentence says the thing is: X是指…, X即…, and the gloss in brackets beside it, 电能利用效率（PUE）."""
    if not parse.defined:
        return
    forms = {fold(parse.defined)} | {form for t in parse.terms for form in t.forms if fold(t.text) == fold(parse.defined)}
    name = "|".join(map(re.escape, sorted(forms, key=lambda form: (-len(form), form))))
    for view in views:
        for match in re.finditer(_DEFINES.format(name=name), view.text, re.IGNORECASE):
            found = next(group for group in ("what", "gloss", "long") if match[group])
            answer = match[found].strip("“”，, ")[:LONGEST]
            if answer and fold(answer) not in forms:
                sure = 0.2 if found == "what" else 0.15
                yield scored(parse, view, match.start(found), (answer,), "clause").better(sure, "原文的解释")


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
    return view.text[first : min(last, first + LONGEST)]


def _idle(question: str, clause: str) -> bool:
    """An ordinal, or a clause that only repeats the question."""
    return bool(_ORDINAL.match(clause)) or _repeats(question, fold(clause))


def _repeats(question: str, clause: str) -> bool:
    pairs = [clause[i : i + 2] for i in range(len(clause) - 1)]
    return not pairs or sum(p in question for p in pairs) / len(pairs) > 0.7
