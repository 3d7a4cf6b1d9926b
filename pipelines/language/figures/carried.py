"""Where a number measures what the figure before it measured: 从A升至B, 甲为1.2，乙为1.3, 高于全国的58%, 甲（1.67）."""

from __future__ import annotations

import re
from dataclasses import replace

from kg.model import Quantity
from pipelines.language.figures.clause import Place, within
from pipelines.language.figures.ellipsis import announced, heading, names_nothing
from pipelines.language.figures.noun_phrase import Left, Right
from pipelines.language.figures.phrase import COUNTING, Phrase, head_label, make, means, percentlike

_FROM_TO = re.compile(r"[一-鿿]{0,6}(?:[至到为向成]|→)(?:了|约|近|仅|目前的|现在的)*$")
_FROM = re.compile(r"(?:[从由自]|将[^，。；]{1,12}[从由自])[^，。；\d]{0,10}$")
_REFERENCE = re.compile(
    r"(?:(?<![同环])比|较|高于|低于|超过|超出|优于|快于|慢于|好于|少于|多于|大于|小于|不及|接近|逼近|持平于)(?P<what>[^，。；：]{1,16}?)的?$"
)
# what a comparison goes on to: another kind, part, place or route of what was told of
_KIND_OF_THING = re.compile(
    r"^.{0,10}(?:[中东西南北]部|[东西南北]方|[式型冷侧端区线级核类种组版]|地区|区域|基地|园区|中心|节点|枢纽|集群|路线|方案|系列|机型|平台|[一二三四]期|产品|厂商|企业|阵营|客户|模型|芯片|卡|城市|省份|机构)$"
)
_OF_IT = re.compile(r"的$|平均|水平|预期")
_OPEN = re.compile(r"[（(] ?(?:约|为|即)?$")
_CLOSE = re.compile(r" ?[）)]")


def other_end(place: Place) -> bool:
    """Whether the number is the B of 从A升至B, 由A细化到B: what is measured stands before A, and any verb may part the two."""
    text = place.text
    between = text[place.left : place.list_start]
    if place.left <= place.start or not between or len(between) > 12 or _FROM_TO.match(between) is None:
        return False
    first = next((q for q in reversed(within(place.analysis.quantities, place.start, place.left)) if q.end == place.left), None)
    return first is not None and first.kind == place.quantity.kind and _FROM.search(text[place.start : first.start]) is not None


def reference(place: Place, previous: Phrase) -> bool:
    """Whether the number is what another was set against (低于上季的15.9%, 高于全国58.6%的平均水平), or a name's in brackets: 甲（1.67）."""
    quantity, text = place.quantity, place.text
    if previous.start < place.sentence.start:
        return False
    alike = same_unit(previous, quantity)
    if _OPEN.search(text[max(place.start, place.list_start - 3) : place.list_start]) and _CLOSE.match(text, place.list_end):
        return previous.kind in ("level", "share") and (
            alike or (quantity.kind == "bare" and not quantity.unit and quantity.value > 0)
        )
    said = text[max(place.left, place.list_start - 24) : place.list_start]
    found = _REFERENCE.search(said)
    if not alike or found is None or place.members > 1 or previous.kind not in ("level", "share", "growth"):
        return False
    after = text[place.list_end : place.list_end + 6]
    return _OF_IT.search(said) is not None or "平均" in after


def told_of_another(place: Place, left: Left, right: Right, previous: Phrase | None) -> Phrase | None:
    """甲为144GB HBM3，乙为96GB HBM3: the heading's measure, or that of the figure before with the same unit, told of another thing."""
    quantity = place.quantity
    if (
        left.tie not in ("link", "none")
        or left.word.endswith("有")
        or (quantity.kind in COUNTING and right.noun)
        or not left.noun
    ):
        return None
    title = heading(place)
    silent = names_nothing(place, left)
    near = announced(place) if silent else ""
    if near:
        return make(place, near, place.start, "level")
    if not silent and means(left.noun):
        return None
    alike = previous is not None and same_unit(previous, quantity)
    told_here = alike and previous is not None and previous.start >= place.sentence.start
    if left.tie == "link" and title and not told_here:
        return make(place, title, place.start, "level")
    if previous is None or previous.kind not in ("level", "share") and not (previous.kind == "growth" and percentlike(quantity)):
        return None
    if silent and alike and left.tie == "link":
        return replace(previous, start=place.start, own=False, sign=1)
    if told_here and not silent and not right.noun and quantity.kind not in COUNTING and _KIND_OF_THING.search(left.noun):
        return None if "总" in previous.base else _of_kind(previous, place, left.noun)
    return None


def _of_kind(previous: Phrase, place: Place, thing: str) -> Phrase:
    """The measure of ``previous`` without the thing it was told of: 东部机架利用率71%，中部54%."""
    label = head_label(previous.base) if previous.kind == "level" else ""
    if not label:
        return replace(previous, start=place.start, own=False, sign=1, about=thing)
    return replace(previous, name=label, base=label, start=place.start, own=False, sign=1, about=thing)


def same_unit(previous: Phrase, quantity: Quantity) -> bool:
    return bool(previous.unit) and previous.unit == quantity.unit.lstrip("万亿千百十")
