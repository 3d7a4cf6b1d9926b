"""What kind of text an article is, and whose word it is as a whole: an act of government, news of a plan, a report, a product, other news."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from kg.model import Mention, Relation
from pipelines.language.components import Analysis
from pipelines.language.figures.clause import within

Kind = Literal["act", "plan", "report", "launch", "news"]

_LEAD = 320  # characters of the body in which news says what it is about
_ACT = re.compile(r"(?:关于|印发)[^\n《》]{4,60}的?(?:通知|意见|决定|批复|复函|函|公告|通告)(?:[（(][^（）()\n]{1,16}[)）])?$")
_ORDERS = re.compile(r"\n\s*(?:各|有关)[^\n。]{2,60}[：:]\s*\n|\n\s*(?:一、|第一条|（一）)")
_REPORT = re.compile(
    r"(?:报告|白皮书|蓝皮书|绿皮书|皮书|指数|榜单|排行榜|公报|年鉴|研究|调查|监测|洞察|展望|盘点)(?:[（(][^（）()]*[)）])?$"
)
_RELEASE = re.compile(r"发布(?!会)|推出|亮相|揭晓|揭开|带来|公布|上线|商用|宣布|发布会")
_PRODUCT = re.compile(
    r"芯片|处理器|加速卡|训练卡|推理卡|显卡|[GCNDTX]PU|大模型|模型|服务器|超节点|一体机|交换机|新品|光模块|整机|集群系统|操作系统"
)
_MEDIA_AFTER = re.compile(r"\s{0,2}(?:\d{1,2}\s?月\s?\d{1,2}\s?日)?\s{0,2}(?:讯|消息|电|获悉|报道|记者|从)")
_NO_MAKER = re.compile(r"(?:部|委|局|厅|办公室|政府|委员会|协会|学会|研究院|中心|证券|大学|咨询|网|社|报)$")
_PLAN = re.compile(r"(?:计划|规划|方案|意见|措施|纲要|要点|办法|条例|行动|政策)(?:[（(][^（）()]*[）)])?$")
_OPENING = re.compile(r"[^，,：:！？!?\n]*")
_REVIEW = re.compile(r"(?:盘点|回顾|总结|综述|报告|白皮书|年报|数据|榜单|排行榜?|格局|运行情况|公报|概况|一览|成绩单)$")
_YEAR = re.compile(r"20\d\d")
_SPEAKING = 8  # between 发布会 and who speaks there
_NEAR = 60  # characters between the maker and what it releases


@dataclass(frozen=True, slots=True)
class Genre:
    """``source``: who answers for what nobody else in the text is said to have told, from ``start`` on; ``period``: the time that the
    heading sets for the whole text."""

    kind: Kind
    source: str | None = None
    start: int = 0
    period: str | None = None


NEWS = Genre("news")


def read_genre(analysis: Analysis, relations: Sequence[Relation]) -> Genre:
    """The kind of the text, from its heading and its lead; ``relations`` tell who issued the documents that it names."""
    heading = max(analysis.text.find("\n"), 0)
    issued: dict[str, list[str]] = {}
    for relation in relations:
        if relation.predicate == "issuedBy":
            issued.setdefault(relation.subject, []).append(relation.object)
    period = _period(analysis, heading)
    if _ACT.search(analysis.text[:heading]) and _ORDERS.search(analysis.text, heading, heading + 600):
        return Genre("act", _author(analysis, heading, issued), 0, period)
    document = _document(analysis, heading, issued)
    if document is not None:
        issuers = "、".join(dict.fromkeys(issued[document.canonical]))
        if _PLAN.search(document.canonical):
            return Genre("plan", issuers, document.start, period)
        return Genre("report", issuers, document.start, period or _year_of(document, analysis, heading))
    maker = _maker(analysis, heading)
    return Genre("launch", maker, 0, period) if maker else Genre("news", period=period)


def _period(analysis: Analysis, heading: int) -> str | None:
    """The time with which the heading of a review opens: 2023年云市场盘点 is about 2023 throughout."""
    opening = _OPENING.match(analysis.text, 0, heading)
    first = within(analysis.times, 0, heading)[:1]
    if opening is None or not first or first[0].start > 0 or _REVIEW.search(opening.group()) is None:
        return None
    return first[0].value if first[0].basis == "stated" else None


def _year_of(document: Mention, analysis: Analysis, heading: int) -> str | None:
    """The one year in the name of a report, where the text tells figures of that very year."""
    named = set(_YEAR.findall(document.canonical))
    if len(named) != 1:
        return None
    year = named.pop()
    told = any(
        t.value == year and t.basis == "stated" and not _titled(analysis.text, t.start)
        for t in within(analysis.times, heading, heading + 4 * _LEAD)
    )
    return year if told else None


def _titled(text: str, at: int) -> bool:
    return text.rfind("《", max(0, at - 60), at) > text.rfind("》", max(0, at - 60), at)


def _author(analysis: Analysis, heading: int, issued: Mapping[str, Sequence[str]]) -> str | None:
    """Who made the act: its issuer, the body that opens the heading, or the one that signs."""
    for mention in within(analysis.mentions, 0, heading):
        if mention.type == "Organization" and mention.start <= 2:
            return mention.canonical
        if mention.type == "Policy" and mention.canonical in issued:
            return "、".join(dict.fromkeys(issued[mention.canonical]))
    closing = len(analysis.text.rstrip()) - 80
    signed = [m for m in within(analysis.mentions, max(closing, heading), len(analysis.text)) if m.type == "Organization"]
    return signed[-1].canonical if signed else None


def _document(analysis: Analysis, heading: int, issued: Mapping[str, Sequence[str]]) -> Mention | None:
    """The report or the plan that the text is about: named in the heading or the lead, with its issuer told somewhere."""
    for mention in within(analysis.mentions, 0, heading + _LEAD):
        if (
            mention.type == "Policy"
            and mention.canonical in issued
            and (_REPORT.search(mention.canonical) or _PLAN.search(mention.canonical))
        ):
            return mention
    return None


def _maker(analysis: Analysis, heading: int) -> str | None:
    """The firm that presents a product in the heading or in the first sentence."""
    text = analysis.text
    lead = [s for s in analysis.sentences if heading < s.start + 1 and s.start < heading + 160][:2]
    spans = [(0, heading), *((lead[0].start, min(s.end, heading + _LEAD)) for s in lead[-1:])]
    for low, high in spans:
        inside = within(analysis.mentions, low, high)
        for verb in _RELEASE.finditer(text, low, high):
            maker = _presenter(text, inside, verb, high)
            if maker is not None:
                return maker
    return None


def _presenter(text: str, inside: Sequence[Mention], verb: re.Match[str], high: int) -> str | None:
    """The firm before the verb that has a product beside it, or the one that speaks at the event: 在…发布会上，甲公司董事长…"""
    firms = [m for m in inside if m.type == "Organization" and _firm(m, text)]
    products = [m for m in inside if m.type in ("Chip", "Model")]
    near = any(m.end <= verb.start() or m.start <= verb.end() + _NEAR for m in products)
    if not near and _PRODUCT.search(text, verb.end(), min(high, verb.end() + _NEAR)) is None:
        return None
    if verb.group() == "发布会":
        speaking = [m for m in firms if verb.end() <= m.start <= verb.end() + _SPEAKING]
        return speaking[0].canonical if speaking else None
    # 从某校走出的公司: the school presents nothing
    before = [m for m in firms if m.end <= verb.start() <= m.end + _NEAR and text[m.start - 1 : m.start] != "从"]
    return before[-1].canonical if before else None


def _firm(mention: Mention, text: str) -> bool:
    return _MEDIA_AFTER.match(text, mention.end) is None and _NO_MAKER.search(mention.canonical) is None
