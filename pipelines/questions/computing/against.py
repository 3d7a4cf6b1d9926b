"""What a change is measured against, and which of two figures is the earlier: 较2020年降低0.08, 由年初的64%提升到82%."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipelines.questions.evidence import Observation, View

_AGAINST = re.compile(
    r"(?:相较于?|相比于?|(?<![同环对])比(?![例重率特如])|较(?![大高低小多少快慢为])|与|跟|是|为|相当于|达到?)"
    r"(?P<what>[^，。；：（(]{1,24}?)(?:相比|时|水平)?的?"
    r"(?:再|又|还|已|也|净|共|约|近|大幅|明显|显著|进一步|分别|平均|多达|足足|仅|只|便)*"
    r"(?:增加|增长|提升|提高|上升|上涨|新增|增|升|涨|扩大|多|高|快|贵|领先|降低|下降|减少|缩短|下滑|回落|压缩|节省|降|减|省|少|低|慢|便宜|上移|前移|前进|后退|跌)?"
    r"[出了到]?(?:超过?|近|约|了|仅|逾|不到|的)*$"
)
_RISE = (
    r"(?:提升|提高|增长|增加|增|上升|升|涨|扩大|扩|回升|跃升|攀升|改善|优化|变|上调|加|拉长|延长|"
    r"降低|下降|降|减少|减|下跌|跌|缩短|缩减|缩|压缩|压减|压|退|回落|滑落|下滑|砍|下调|走低|砍掉|调整|改)"
)
_UP_TO = re.compile(rf"^[^，。；]{{0,14}}?{_RISE}[^，。；\d]{{0,6}}?(?:到|至|为|成)[了]?[^，。；\d]{{0,8}}$")
_FROM = re.compile(r"(?:由|从|自)(?P<what>[^，。；由从自]{0,16}?)的?(?:约|近|超过?|第)?$")
_STAGE = re.compile(
    r"(?:改造|升级|优化|扩容|整改|投产|投运|上线|开工|引入|使用|应用|合并|上市|搬迁|调整|并购|实施|启用|建成|改版|换代)[^，。；、\d]{0,6}?(?:之?前|之?后|之初|以前|以后)"
    r"|年初|上年末|去年末|去年底|上年底|期初|期末|年末|上年同期|去年同期|上一?[代版期届轮批季]|前一?[代版期]|前代|此前|原有|原先|原来|最初|当初|一年前|[两三]年前|投运之初|开业之初|成立之初"
)
_NEXT = re.compile(r"[，。；：]")


@dataclass(frozen=True, slots=True)
class Comparison:
    """What stands after 较, 比, 是 before a number, with the period that it means; either may be empty."""

    words: str
    period: str | None


@dataclass(frozen=True, slots=True)
class Order:
    earlier: bool
    stage: str


def said_against(view: View, at: int) -> Comparison | None:
    """What the number at offset ``at`` of the sentence is measured against, None where its clause does not say."""
    low = max((m.end() for m in _NEXT.finditer(view.text, 0, at)), default=0)
    for start in (low, _clause_before(view, low)):
        match = _AGAINST.search(view.text[start:at])
        if match:
            first, last = start + match.start("what"), start + match.end("what")
            period = next((t.value for t in view.times if first <= t.start and t.end <= last + 1 and t.value), None)
            return Comparison(match["what"], period)
    return None


def _clause_before(view: View, low: int) -> int:
    """Start of the clause before: 与2020年相比，共增加62."""
    before = view.text[: max(0, low - 1)]
    return max((m.end() for m in _NEXT.finditer(before)), default=0) if "相比" in before[-4:] or "相较" in before else low


def earlier_of(view: View, observation: Observation) -> Order:
    """Whether the figure is the first of 由X提升到Y, and the words that set it in time (年初, 改造前)."""
    at = observation.start - view.start
    end = at + len(observation.surface)
    start = _FROM.search(view.text[max(0, at - 24) : at])
    low = max((m.end() for m in _NEXT.finditer(view.text, 0, at)), default=0)
    words = start["what"] if start else ""
    stage = _STAGE.search(words) or _STAGE.search(observation.metric or "") or _last(view.text[low:at])
    if start:
        follows = [o for o in view.observations if o.start - view.start >= end]
        after = min(follows, key=lambda o: o.start, default=None)
        if after is not None and _UP_TO.match(view.text[end : after.start - view.start]):
            return Order(True, stage.group() if stage else words)
    return Order(False, stage.group() if stage else "")


def _last(text: str) -> re.Match[str] | None:
    found = list(_STAGE.finditer(text))
    return found[-1] if found else None
