"""该中心, 项目, 该公司, 该省 stand for the name of their type that was said last: they become mentions of it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import Final

from kg.lexicon import lexicon
from kg.model import EntityType, Mention
from pipelines.articles.relations.stand_ins import stand_ins

# Nouns that stand for a name, by the type of what they stand for.
_NOUNS: Final[dict[EntityType, str]] = {
    "Center": "智算中心|超算中心|数据中心|算力中心|计算中心|中心项目|中心|项目|平台|基地|集群|园区|枢纽",
    "Organization": "公司|企业|集团|机构|厂商|运营商|高校|研究院",
    "Chip": "系列芯片|芯片|处理器|加速卡|显卡|一体机|产品",
    "Policy": "行动计划|行动方案|实施方案|实施意见|指导意见|计划|方案|意见|办法|通知|文件|政策|措施|报告|白皮书|标准|规划|纲要",
    "Event": "大会|论坛|峰会|会议|年会",
    "Model": "大模型|模型",
    "Place": "省|市|区|县|地|地区",
}
# A demonstrative makes any of these refer back; at the start of a clause, before a verb, the longer ones do so alone.
_POINTED = {
    kind: re.compile(rf"(?:该|此|这一|这个|这座|本次|此次|本)(?:{nouns})(?![\w]*?(?:化|类))") for kind, nouns in _NOUNS.items()
}
_VERB = (
    r"(?=由|位于|坐落|落户|选址|依托|采用|搭载|基于|使用|部署|将|已|提出|明确|要求|指出|于|在|总投资|规划|计划|是|共|目前|整体|全部|"
    r"运营方|运营单位|投资方|建设方|建设单位|承建方)"
)
_AFTER = r"(?<=[，。；！？\n”」』])"
_BARE: Final[dict[EntityType, re.Pattern[str]]] = {
    "Center": re.compile(rf"{_AFTER}(?:中心|项目|平台|基地|集群|园区){_VERB}"),
    "Policy": re.compile(rf"{_AFTER}(?:《(?:行动计划|意见|计划|方案|办法|通知|规划|纲要|措施|报告)》|(?:行动计划|行动方案|实施方案|实施意见|指导意见|意见|方案|办法|通知|文件|规划|纲要){_VERB})"),
    "Organization": re.compile(rf"{_AFTER}公司(?=(?:首席|副|联合)?(?:董事长|董秘|总裁|总经理|创始人|CEO|执行官|技术官|财务总监|董事会)|同日|当日|当天|同时|还|拟|将|已|计划|表示|称|披露|公告|预计|此前|目前|在|于)"),
    "Event": re.compile(rf"{_AFTER}(?:大会|论坛|峰会){_VERB}"),
}  # fmt: skip
# 这家从某大学走出来的初创公司: the noun stands for the firm, whatever describes it
_THIS_FIRM = re.compile(r"这家(?:[^，。；！？\n]{0,24}的)?(?P<noun>(?:初创|创业|上市|科技|芯片|AI|人工智能)*(?:公司|企业))")
SCHOOL: Final = re.compile(r"(?:大学|学院|研究院|研究所|科学院|实验室)$")
_OF_TWO = re.compile(r"(?<!先)前者|(?<!幕)后者")
_BEGINS = re.compile(r"(?:^|[，。；：！？\n])[“「《]?$")
_REPORTS = re.compile(r"[^，。]{0,5}(?:报道|消息|讯|获悉|注：|认为|预计|预测|分析|数据显示|显示)")
_PARAGRAPH: Final = 400
_SENTENCE: Final = 200  # characters that are looked back through for the two
_PAIRED: Final[tuple[EntityType, ...]] = ("Center", "Organization", "Chip", "Model", "Place", "Policy")


def resolve(text: str, mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """``mentions``, which must be ordered and apart, and a coreference mention for each pronoun with an antecedent, in text order."""
    taken = [(m.start, m.end) for m in mentions]
    found: list[Mention] = []
    for patterns in (_POINTED, _BARE):
        for kind, pattern in patterns.items():
            for match in pattern.finditer(text):
                antecedent = _company(text, mentions, match.start()) if kind == "Organization" else None
                if antecedent is None and (kind != "Organization" or patterns is _POINTED):
                    antecedent = _last(mentions, kind, match.start())
                if antecedent and not any(start < match.end() and match.start() < end for start, end in taken):
                    taken.append(match.span())
                    found.append(_pronoun(match, antecedent))
    for match in _THIS_FIRM.finditer(text):
        firm = _company(text, mentions, match.start()) or _firm_before(mentions, match.start())
        if firm and not any(start < match.end("noun") and match.start("noun") < end for start, end in taken):
            taken.append(match.span("noun"))
            found.append(_pronoun(match, firm, "noun"))
    found.extend(_of_two(text, mentions))
    for word in stand_ins(text, mentions):
        if not any(start < word.end and word.start < end for start, end in taken):
            taken.append((word.start, word.end))
            found.append(word)
    return tuple(sorted((*mentions, *found), key=lambda m: m.start))


def _of_two(text: str, mentions: tuple[Mention, ...]) -> Iterator[Mention]:
    """后者 and 前者: the last name before in the sentence, and the one of its type before that."""
    ends = [mention.end for mention in mentions]
    for match in _OF_TWO.finditer(text):
        before = bisect_right(ends, match.start())
        opening = max(text.rfind(mark, max(0, match.start() - _SENTENCE), match.start()) for mark in "。！？\n")
        near = [m for m in mentions[max(0, before - 6) : before] if m.start > opening and m.type in _PAIRED]
        pair = [m for m in near if m.type == near[-1].type]
        if len(pair) > 1 and pair[-1].canonical != pair[-2].canonical:
            yield _pronoun(match, pair[-1] if match.group() == "后者" else pair[-2])


def _company(text: str, mentions: tuple[Mention, ...], before: int) -> Mention | None:
    """The organisation that a clause began with last, if that is not who reports or judges: it is what the text is about."""
    for mention in reversed(mentions):
        if mention.end > before or mention.type != "Organization" or _is_press(mention):
            continue
        if _BEGINS.search(text[max(0, mention.start - 2) : mention.start]) and not _REPORTS.match(
            text[mention.end : mention.end + 8]
        ):
            return mention
        if before - mention.end > _PARAGRAPH:
            break
    return None


def _firm_before(mentions: tuple[Mention, ...], before: int) -> Mention | None:
    """The company named last: 甲科技创始人……。在乙论坛上，这家企业……"""
    firms = (m for m in reversed(mentions) if m.type == "Organization" and m.end <= before)
    return next((firm for firm in firms if not _is_press(firm) and not SCHOOL.search(firm.canonical)), None)


def _is_press(body: Mention) -> bool:
    entry = lexicon().entries.get(body.entry or "")
    return entry is not None and entry.sector == "media"


def _last(mentions: tuple[Mention, ...], kind: EntityType, before: int) -> Mention | None:
    return next((m for m in reversed(mentions) if m.end <= before and m.type == kind), None)


def _pronoun(match: re.Match[str], antecedent: Mention, group: str | int = 0) -> Mention:
    return Mention(
        match.start(group), match.end(group), match.group(group), antecedent.type, antecedent.canonical,
        antecedent.confidence * 0.8, source="coreference", entry=antecedent.entry,
    )  # fmt: skip
