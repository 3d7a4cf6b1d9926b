"""Direct speech: what stands between quotation marks, and who says it, before or after."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.model import Mention
from pipelines.language.figures.clause import within

_QUOTE = re.compile(r"“([^“”\n]{8,600})”")  # a name in quotes is shorter, or has no mark of a sentence in it
_SENTENCE = re.compile(r"[，。！？；…]")
_FAR = 1500  # characters of a paragraph that are looked back through; keeps endless lines linear
SPEAKS = (
    r"表示|指出|介绍|透露|(?<![名号堪简下俗统全人合职并])称|认为|预测|预计|强调|解释|说道?|提到|谈到|坦言|直言|判断|估计|证实|告诉|回忆|感慨|补充|提醒|建议|呼吁"
    r"|回应|总结|分析|算了?过?一?笔账|写道|坦承|描述|透露说|笑言|举例|打比方|希望"
)
_SPEAKS = re.compile(SPEAKS)
_AFTER = re.compile(rf"(?:[（(][^（）()\n]{{0,40}}[）)]|[^，。；：“”（(\n]){{0,60}}?(?:{SPEAKS})")
_ASKED = re.compile(r"[^，。]{0,6}(?:采访|专访|提问)")


@dataclass(frozen=True, slots=True)
class Quotation:
    start: int
    end: int
    speaker: Mention | None


def quotations(text: str, mentions: Sequence[Mention]) -> list[Quotation]:
    """Direct speech in text order; the speaker is None where neither side of it names one.

    A quotation that stands alone belongs to who spoke last in its paragraph.
    """
    found: list[Quotation] = []
    people = [m for m in mentions if m.type == "Person"]
    bodies = [m for m in mentions if m.type in ("Person", "Organization")]
    paragraph = -1
    last: Mention | None = None
    for match in _QUOTE.finditer(text):
        if _SENTENCE.search(match.group(1)) is None:
            continue
        low = max(0, match.start() - _FAR)
        begins = max(text.rfind("\n", low, match.start()) + 1, low)
        if begins != paragraph:
            paragraph, last = begins, None
        own = _behind(text, bodies, match.end()) or _ahead(text, people, begins, match.start())
        last = own or last
        alone = text[match.start() - 1 : match.start()] in ("。", "”", "？", "！", "\n", "")
        found.append(Quotation(match.start(), match.end(), own or (last if alone else None)))
    return found


def _behind(text: str, bodies: Sequence[Mention], at: int) -> Mention | None:
    """“……。”园区总经理某某回忆, “……。”某局相关负责人说: who is named right after the quotation."""
    frame = _AFTER.match(text, at)
    named = within(bodies, at, frame.end()) if frame is not None else []
    if not named or (named[-1].type == "Organization" and _ASKED.match(text, named[-1].end)):
        return None
    return named[-1]


def _ahead(text: str, people: Sequence[Mention], low: int, at: int) -> Mention | None:
    """某某说：“……”, or 某某表示，…。“……”: the last one in the paragraph with a word of saying."""
    for person in reversed(within(people, max(low, at - 300), at)):
        if _SPEAKS.search(text, person.end, min(at, person.end + 24)) is not None:
            return person
    return None
