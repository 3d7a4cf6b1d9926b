"""Subjects in common words: 某数据中心, 典型的风冷机房, 标包3, 本次集采, 搭载某芯片的整机, 她的团队."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kg.model import EntityType
from pipelines.language.components import Analysis
from pipelines.language.figures.clause import within
from pipelines.language.figures.subject import Scope, scope_of

_BACK = 1200  # characters that are looked back over
_SITE = r"(?:数据中心|智算中心|算力中心|超算中心|计算中心|机房|园区|枢纽|集群|基地|电站|项目)"
_FIRM = r"(?:公司|企业|厂商|云厂商|大厂|运营商|平台|机构|银行|券商|团队)"
_WARE = r"(?:机柜|整柜|服务器|整机|一体机|芯片|加速卡|推理卡|训练卡|显卡|卫星|基站|模型|大模型|交换机)"
_SOME = re.compile(
    rf"某(?:一|个|家|座|款)?(?:[^，。；：、的\d某]{{0,6}}?)(?:(?P<site>{_SITE})|(?P<firm>{_FIRM})|(?P<ware>{_WARE}))(?!商)"
)
_KIND = re.compile(
    rf"(?:(?<![\u4e00-\u9fff])|(?<=[，。但而若]))(?:典型|传统|普通|常规|老旧|低轨|高轨)的?[^，。；：、的\d]{{0,6}}?(?:(?P<site>{_SITE})|(?P<ware>{_WARE}))"
)
_TECH = re.compile(
    r"(?:(?<![\u4e00-\u9fff])|(?<=[，。但而若]))(?:(?:单相|双相|冷板式|浸没式|喷淋式|间接|直接)*(?:液冷|风冷|水冷|自然冷却|蒸发冷却)|冷板式|浸没式)(?:技术|方案|系统)?"
    r"(?=(?:数据中心|机房|机柜)?的?(?:PUE|单机柜|初投资|造价|功耗|成本|能耗|用电)|通常|一般|可[到达至]|仅?为|则)"
)
_LOT = re.compile(
    r"(?:(?<![\u4e00-\u9fffA-Za-z\d])|(?<=其中))(?:标包|标段|包件)\s?(?:\d{1,2}|[一二三四五六七八九十])(?![\d.%])|(?<![\u4e00-\u9fffA-Za-z\d])第?(?:[一二三四五六七八九十]+|\d{1,2})(?:标段|标包|包(?!括))"
)
_TENDER = re.compile(r"(?:此次|本次|该|这次)(?:项目)?(?P<noun>集中采购|集采|招标|采购)(?!商|合同)")
_TENDERS = re.compile(r"集中采购|集采|招标|采购")
_CARRIER = re.compile(
    rf"(?:搭载|基于|采用|配备|内置)(?:\s?\d+\s?[张颗片块]\s?)?[“「]?(?P<gap>[^，。；：、的]{{0,24}}?)[”」]?\s?的\s?(?P<noun>{_WARE}|手机|机器|系统|超节点)"
)
_QUOTED = re.compile(r"“[^”]+”")
_TEAM = re.compile(r"(?:他|她|其)(?:的|所在的?|所带领的|领导的)?(?P<noun>团队|课题组|研究组)")
_SPEAKS = re.compile(r"[^，。；]{0,8}?(?:数据|报告|研报)?(?:显示|表示|称|介绍|透露|认为|指出|负责人)")
_CUT = re.compile(r"[，。；：！？\n]")


def common(analysis: Analysis, start: int, end: int) -> Iterator[Scope]:
    """What the stretch tells of in common words that stand for one thing, with the place of its own words."""
    text = analysis.text
    for match in (*_SOME.finditer(text, start, end), *_KIND.finditer(text, start, end), *_TECH.finditer(text, start, end)):
        if not within(analysis.mentions, match.start(), match.end()) and _SPEAKS.match(text, match.end()) is None:
            yield Scope(match.group().replace("的", ""), _type(match), match.start(), match.group(), aside=match.re is not _SOME)
    for match in _LOT.finditer(text, start, end):
        yield Scope(re.sub(r"\s", "", match.group()), None, match.start(), match.group())
    for match in _TENDER.finditer(text, start, end):
        yield _tender(analysis, match)
    for match in _CARRIER.finditer(text, start, end):
        inside = within(analysis.mentions, match.start("gap") - 1, match.end("gap") + 1)
        name = inside[-1].canonical if inside and inside[-1].type == "Chip" else _QUOTED.search(match.group())
        if name is not None:
            name = name if isinstance(name, str) else name.group()
            yield Scope(name + match["noun"], "Chip", match.start(), match.group())
    for match in _TEAM.finditer(text, start, end):
        people = [m for m in within(analysis.mentions, max(0, match.start() - _BACK), match.start()) if m.type == "Person"]
        if people:
            yield Scope(people[-1].canonical + match["noun"], "Organization", match.start(), match.group())


def _type(match: re.Match[str]) -> EntityType:
    found = match.groupdict()
    return "Center" if found.get("site") or not found else "Organization" if found.get("firm") else "Chip"


def _tender(analysis: Analysis, match: re.Match[str]) -> Scope:
    """本次集采: the tender named before (某运营商2025年服务器集中采购项目), from its buyer's name on; else the words themselves."""
    text = analysis.text
    for head in reversed(list(_TENDERS.finditer(text, max(0, match.start() - _BACK), match.start()))):
        buyers = [m for m in within(analysis.mentions, head.start() - 40, head.start()) if m.type == "Organization"]
        if buyers and not _CUT.search(text, buyers[-1].end, head.start()):
            return replace(
                scope_of(buyers[-1]),
                name=text[buyers[-1].start : head.end()],
                type=None,
                start=match.start(),
                surface=match.group(),
            )
    return Scope(match.group(), None, match.start(), match.group())
