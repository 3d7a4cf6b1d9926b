"""Whether a figure happened, is expected or is wanted; and how exact it is."""

from __future__ import annotations

import re

from kg.figure_words import figure_words
from kg.model import Qualifier, Quantity, Status
from pipelines.language.figures.clause import Place
from pipelines.language.figures.periods import starts_change

# 将 before these is the future; before a noun it is the particle of the object (将时延降至1毫秒)
_FUTURE_VERB = re.compile(
    r"(?:将|将会)(?=(?:[于在到]|会|有|是|为|达|超|突|增|新|建|投|扩|实现|提供|带|拉|推出|发布|采用|支持|拥|降|提|接|升|占|保|全面|陆续|逐步"
    r"|率先|重点|继续|进一步|再|形成|成|发|上|启|开|完|打造|部署|引|培|汇|聚|吸|覆|容|释|产生|创|承|服务|不|超过|翻|迎|有望|可|达到|迈|攀|冲|落|配|搭载|面向|由[^，。；]{0,24}[提升增扩降]))"
)
_DONE = re.compile(r"(?<![由从较比])目前|已经|已[^，]{0,3}|截至|截止|现有|当前|累计|实际|完成了|同期|此前")
_HORIZON = re.compile(r"(?:计划|规划|提出|明确|部署|目标)[^。]{0,12}?(?:到|至)\s*(?:20\d\d|“?十[四五六]五|明年|今年|本世纪)")
_EXPECTED = re.compile(r"(?:预计|有望|预期|预测|预估)$")
_LOOK_BACK = 300  # characters
_REMAINING = re.compile(r"(?:距离?|离)$")  # 离200EFLOPS还差3EFLOPS: the 200 are still to be reached
_MODAL = (
    r"(?<![需主重只必若摘纪概不想就还])[要应须需](?=达到?|超过?|突破|集中|建成|实现|降[到至低]|控制|提[高升]|保持|不[超低高少得]"
    r"|占|新增|完成|形成|高于|低于|力争|确保)"
)
_MODAL_AFTER = re.compile(_MODAL)
_REVISED = re.compile(r"[上下]调[^。；]{0,30}幅度(?:分别)?[为达约]?$")  # by how much a forecast was revised is no forecast
_DEMAND = re.compile(
    r"要求|力争|争取|确保|(?<!上述)(?<!这一)目标|原则上|(?:目标|主要|重点|工作)任务|任务(?:是|为|[：:])|我们希望|公司希望|必须|不得"
    # 要, 应, 须 before what is to be reached; not the verb that takes a number (要40分钟) nor 主要, 需要
    rf"|{_MODAL}"
)
# 按照《…规划》，到2025年…: what a plan says of a later time is aimed at
_BY_PLAN = re.compile(
    r"(?:按照|根据|依照|依据|按)[^。；]{0,40}?(?:规划|计划|方案|意见|措施|纲要|部署|目标|要点|政策)[^，。；》]{0,12}[》”]?[^，。；]{0,6}，"
)
# in an act of government these are rules of payment and states of now, not aims
_GRANTED = re.compile(
    r"补助|补贴|奖励|奖补|资助|给予|抵扣|贴息|减免|返还|发放|算力券|罚款|处以|授信|收费|每[次度]|有效期|施行|试行"
)
# 按照不超过投资30%的比例给予补贴: a rule of payment, no aim
_PAID = re.compile(
    r"的(?:比例|标准|额度|幅度)?[^，。；]{0,4}(?:给予|予以|进行|享受|发放)?[^，。；]{0,6}(?:补助|补贴|奖励|奖补|资助|贴息|抵扣)"
)
_PRESENT = re.compile(r"目前|现有|已经?(?!上)|截至|当前|现状|存量")
_PICKING = re.compile(r"高于|低于|超过|不足|大于|小于|达到")
_PICKED = re.compile(r"的[^，。；]{0,12}(?:数据中心|项目|企业|园区|机房|设施|中心)")


def read_status(place: Place, carried: Status, act: bool = False) -> Status:
    """The status of the figure at ``place``; in an ``act`` of government what is neither paid, nor so now, nor a condition is an aim."""
    if not act:
        return _status(place, carried)
    paid = place.sentence.start if place.quantity.kind == "money" else place.start
    if (
        _GRANTED.search(place.text, max(paid, place.opening), place.end)
        or _conditional(place)
        or starts_change(place) is not None
    ):
        return "actual"
    low = max(place.left, place.quantity.start - 12)
    return "actual" if _PRESENT.search(place.text, low, place.quantity.start) else "target"


def _conditional(place: Place) -> bool:
    """PUE高于1.5的数据中心: the number picks out what is spoken of."""
    low = max(place.start, place.quantity.start - 4)
    return (
        _PICKED.match(place.text, place.quantity.end) is not None
        and _PICKING.search(place.text, low, place.quantity.end) is not None
    )


def is_settled(place: Place) -> bool:
    """Whether the number is a fact in a sentence of expectations: what a change starts from, by how much a forecast was revised."""
    low = max(place.sentence.start, place.quantity.start - 60)
    return starts_change(place) is not None or _REVISED.search(place.text, low, place.quantity.start) is not None


def _status(place: Place, carried: Status) -> Status:
    """target, forecast or actual, from the words between the last full stop or 已 and the number.

    A word of expectation or aim rules the rest of its sentence until something done (目前, 已, 截至) is told; an aim goes before an
    expectation, but not before one of a later clause (上海提出到2025年建成10个，预计拉动…).
    """
    words = figure_words()
    low = max(place.sentence.start, place.quantity.start - _LOOK_BACK)
    text = place.text[low : place.quantity.start]
    if _REMAINING.search(text):
        return "target"
    if place.quantity.kind in ("percent", "money") and _PAID.match(place.text, place.quantity.end):
        return "actual"
    if is_settled(place):
        return "actual"
    if place.quantity.text.startswith(("不得", "不应")):
        return "target"
    if _MODAL_AFTER.search(place.text, place.quantity.end, max(place.quantity.end, min(place.end, place.right))):
        return "target"
    tail = place.text[place.quantity.start : place.quantity.end]
    last: tuple[int, Status] = (max((m.end() for m in _DONE.finditer(text)), default=-1), "actual")
    marks: list[tuple[int, Status]] = [last]
    marks += [(m.end(), "target") for m in _HORIZON.finditer(text)]
    marks += [(m.start() + len(w), "forecast") for w in words.forecast for m in re.finditer(re.escape(w), text)]
    ahead = place.text[low : min(place.sentence.end, place.quantity.end + 12)]  # 将 and 应 must see the verb after them
    marks += [(m.end(), "target") for m in _DEMAND.finditer(ahead) if m.end() <= len(text)]
    marks += [(m.end(), "target") for m in _BY_PLAN.finditer(text)]
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
