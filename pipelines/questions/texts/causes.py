"""Candidates that answer why: the cause or purpose that a connective marks, cut to itself.

Connectives of cause and purpose: 《现代汉语八百词》, 因为 由于 得益于 所致 导致 为了 以便; news also says 原因在于, 根子在, 看重.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipelines.questions.content import fold
from pipelines.questions.evidence import View
from pipelines.questions.parse import Parse
from pipelines.questions.score import AFTER, BEFORE, TITLE, Candidate, explained
from pipelines.questions.texts.common import scored

_LONGEST = 90
_VERBS = "加快|提升|提高|推动|促进|推进|降低|保障|满足|实现|解决|避免|防止|确保|增强|优化|打破|缓解|支撑|完善|助力|构建|引导|加强"
# (pattern with the cause in group "why", how sure); "before" ones have the cause in front of the connective
_MARKED = (
    (re.compile(r"(?:因为|由于|缘于|归因于|(?:主要)?(?:是|还是)因为|(?<![原起])因(?=[^此而素为])|鉴于)(?P<why>[^，。；]{2,60}(?:，[^，。；]{2,40})*)"), 0.14),
    (re.compile(r"(?:得益于|受益于|源于|来自于?|有赖于|归功于|取决于|出于)(?P<why>[^。；]{2,80})"), 0.14),
    (re.compile(r"(?:原因|根源|根子|症结|理由|难点|关键|问题)(?:就|主要|则|还)?(?:在于|是|在|有[一二三四五六]?[：:]?)[，：:]?(?P<why>[^。；]{2,80})"), 0.16),
    (re.compile(r"(?:^|[，。；：])(?:主要|多|系|是|均系|主要系)(?P<why>[^，。；]{2,40}?)所致"), 0.16),
    (re.compile(r"(?:系|是|因|由|受)(?P<why>[^，。；]{2,40}?)(?:所致|影响|造成的?|引起的?)"), 0.15),
    (re.compile(r"(?:^|[，。；：])(?P<why>[^，。；]{4,60})(?:是|成为)[^，。；]{0,16}(?:主要|重要|根本|直接|首要|一大)?原因"), 0.15),
    (re.compile(r"(?P<why>[^。；]{4,80}?)，?(?:导致|使得|迫使|造成|引发|致使|令(?=[^人])|从而)"), 0.1),
    (re.compile(r"(?P<why>[^。；]{4,80}?)，[^，。；]{0,6}?(?:因此|因而|(?<!之)所以|故而?)"), 0.1),
    (re.compile(r"(?:是|就是|正是|，)?为(?:了|的是)(?P<why>[^，。；]{3,50})"), 0.13),
    (re.compile(rf"(?:^|[，。；])为(?![^，。；]{{0,24}}(?:提供|带来|注入|奠定|作出|做出|打造|贡献|服务))(?P<why>[^，。；了此]{{3,30}}(?:，(?:{_VERBS})[^，。；]{{2,30}})*)，"), 0.13),
    (re.compile(r"，(?:以便?|旨在|意在|从而|用于|用来|目的是|以期|专供|专门用于|专用于)(?P<why>[^，。；]{3,40})"), 0.1),
    (re.compile(r"(?:^|[，。；：])(?P<why>[^，。；]{4,60})，[^，。；]{0,8}?(?:难以|很难|无法|不能|只能|不得不|未能)"), 0.04),
    (re.compile(r"(?:看重|看中|主要是|主要靠|无非是)(?:的是)?(?P<why>[^。；]{3,60})"), 0.1),
)  # fmt: skip
_HEAD = re.compile(
    r"^(?:[\u4e00-\u9fff·]{2,6}：|[^，。；]{0,14}(?:表示|认为|指出|称|说|坦言|看来|解释|介绍)[，：:]?|主要|是|在)+"
)


def cause_candidates(parse: Parse, view: View) -> Iterator[Candidate]:
    """Causes that the sentence marks; else the sentence itself, where it or the question before it speaks of what is asked."""
    sentence, previous, title, following = view.folded
    after_question = view.led_on
    around = [(sentence, 1.0), (previous, 0.95 if after_question else BEFORE + 0.25), (title, TITLE), (following, AFTER)]
    base = explained(parse, around)
    marked = False
    for pattern, sure in _MARKED:
        for match in pattern.finditer(view.text):
            cause = _cut(parse, match["why"])
            if len(cause) < 3:
                continue
            marked = True
            found = scored(parse, view, match.start("why"), (cause,), "clause")
            yield found.better(base - found.score - 0.03, "整句").better(sure + 0.06, f"有“{_connective(match)}”")
    if not marked:
        answer = _cut(parse, view.text.rstrip("。！”"))
        found = scored(parse, view, 0, (answer,), "clause")
        yield found.better(base - found.score - (0.0 if after_question else 0.06), "整句")


def _connective(match: re.Match[str]) -> str:
    whole, start, end = match.group(), match.start("why") - match.start(), match.end("why") - match.start()
    return (whole[:start] or whole[end:]).strip("，。；")[:6]


def _cut(parse: Parse, text: str) -> str:
    """Without who says so and without clauses that only repeat the question."""
    question = fold(parse.question)
    clauses = [c for c in re.split(r"(?<=[，；：])", _HEAD.sub("", text)) if c]
    while len(clauses) > 1 and (_repeats(question, clauses[-1]) or len("".join(clauses)) > _LONGEST):
        clauses.pop()
    while len(clauses) > 1 and _repeats(question, clauses[0]):
        clauses.pop(0)
    return "".join(clauses).strip("，；： “")


def _repeats(question: str, clause: str) -> bool:
    """Half of the clause's character pairs stand in the question: it tells the effect, not the cause."""
    folded = re.sub(r"\W", "", fold(clause))
    pairs = [folded[i : i + 2] for i in range(len(folded) - 1)]
    return not pairs or sum(p in question for p in pairs) / len(pairs) >= 0.5
