"""Whether a figure happened, is expected or is wanted; and how exact it is."""

from __future__ import annotations

import re

from kg.figure_words import figure_words
from kg.model import Qualifier, Quantity, Status
from pipelines.articles.clause import Place

# 将 before these is the future; before a noun it is the particle of the object (将时延降至1毫秒)
_FUTURE_VERB = re.compile(
    r"(?:将|将会)(?=(?:[于在到]|会|有|是|为|达|超|突|增|新|建|投|扩|实现|提供|带|拉|推出|发布|采用|支持|拥|降|提|接|升|占|保|全面|陆续|逐步"
    r"|率先|重点|继续|进一步|再|形成|成|发|上|启|开|完|打造|部署|引|培|汇|聚|吸|覆|容|释|产生|创|承|服务|不|超过|翻|迎|有望|可|达到|迈|攀|冲|落|配|搭载|面向))"
)
_DONE = re.compile(r"目前|已经|已[^，]{0,3}|截至|截止|现有|当前|累计|实际|完成了|同期|此前")
_HORIZON = re.compile(r"(?:计划|规划|提出|明确|部署|目标)[^。]{0,12}?(?:到|至)\s*(?:20\d\d|“?十[四五六]五|明年|今年|本世纪)")
_EXPECTED = re.compile(r"(?:预计|有望|预期|预测|预估)$")
_LOOK_BACK = 300  # characters
_REMAINING = re.compile(r"(?:距离?|离)$")  # 离200EFLOPS还差3EFLOPS: the 200 are still to be reached
_DEMAND = re.compile(r"要求|力争|争取|确保|目标|须达|需达|应达|要达|原则上|任务")


def read_status(place: Place, carried: Status) -> Status:
    """target, forecast or actual, from the words between the last full stop or 已 and the number.

    A word of expectation or aim rules the rest of its sentence until something done (目前, 已, 截至) is told; an aim goes before an
    expectation, but not before one of a later clause (上海提出到2025年建成10个，预计拉动…).
    """
    words = figure_words()
    low = max(place.sentence.start, place.quantity.start - _LOOK_BACK)
    text = place.text[low : place.quantity.start]
    if _REMAINING.search(text):
        return "target"
    tail = place.text[place.quantity.start : place.quantity.end]
    last: tuple[int, Status] = (max((m.end() for m in _DONE.finditer(text)), default=-1), "actual")
    marks: list[tuple[int, Status]] = [last]
    marks += [(m.end(), "target") for m in _HORIZON.finditer(text)]
    marks += [(m.end(), "target") for m in _DEMAND.finditer(text)]
    marks += [(m.start() + len(w), "forecast") for w in words.forecast for m in re.finditer(re.escape(w), text)]
    ahead = place.text[low : min(place.sentence.end, place.quantity.end + 12)]  # 将 must see the verb after the number
    marks += [(m.end(), "forecast") for m in _FUTURE_VERB.finditer(ahead) if m.end() <= len(text)]
    near = max(marks)
    if near[0] < 0:
        return carried if tail else "actual"
    if any(end > last[0] for end, kind in marks if kind == "target"):
        expected = max((end for end, kind in marks if kind == "forecast" and _EXPECTED.search(text[:end])), default=-1)
        aimed = max(end for end, kind in marks if kind == "target")
        return "forecast" if expected > aimed and re.search("[，；]", text[aimed:expected]) else "target"
    return near[1]


def qualifier(quantity: Quantity, status: Status) -> Qualifier:
    """Expectation and aim go before 超 and 近."""
    return quantity.qualifier if status == "actual" else status
