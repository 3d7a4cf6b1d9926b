"""Groups that a number or a word of quantity stands for: 三大运营商, 这三家, 两大枢纽, 六城, 二者, 后者, 个别中西部城市."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.model import EntityType, Mention
from pipelines.language.components import Analysis
from pipelines.language.figures.clause import within
from pipelines.language.figures.subject import Scope, scope_of

_BACK = 600  # characters that are looked back over for the members of a group
_AHEAD = 120  # characters after 其中 in which the members of a group are told one by one
_MOST_NAMED = 4  # a group of more is told by its number (六城), not by its members
_NUMBERS = {"两": 2, "二": 2, "双": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10}
_PLACES: tuple[EntityType, ...] = ("Place",)
_FIRMS: tuple[EntityType, ...] = ("Organization",)
_SITES: tuple[EntityType, ...] = ("Center",)
_GOODS: tuple[EntityType, ...] = ("Chip", "Model")
_KINDS: dict[str, tuple[EntityType, ...]] = {
    "地": _PLACES, "省": _PLACES, "市": _PLACES, "城": _PLACES, "国": _PLACES, "家": _FIRMS, "方": _FIRMS, "款": _GOODS, "颗": _GOODS,
    "所": ("Center", "Organization"), "座": _SITES, "枢纽": _SITES, "集群": _SITES, "园区": _SITES, "基地": _SITES, "中心": _SITES,
    "城市": _PLACES, "省份": _PLACES, "地区": _PLACES, "公司": _FIRMS, "企业": _FIRMS, "厂商": _FIRMS, "运营商": _FIRMS, "芯片": _GOODS,
}  # fmt: skip
_GROUP = re.compile(
    r"(?<![前第])(?:(?:这|上述|以上|前述)?(?P<n>[两二三四五六七八九十])(?:大|(?P<unit>[家者地方省市国款所颗座城])(?!面))|(?P<both>双)方)"
    r"(?P<head>公司|企业|运营商|厂商|芯片|产品|中心|枢纽|集群|园区|基地|城市)?(?:节点)?(?!级)"
    r"(?=合计|共|均|已|算力|[^，。；、第]{0,8}(?:合计|总|共|均|分别|依次|复合)|[\u4e00-\u9fff]{2,6}(?:总|为|达|分别))"
)
_NAMED = re.compile(
    r"(?<![前第])(?:全国|国内|国家)?[一二两三四五六七八九十]大(?:基础)?(?:电信)?[^，。；、的\d]{0,10}?(?:运营商|枢纽节点|集群|厂商|巨头|云厂商|省市|城市群)"
    r"|(?<![\u4e00-\u9fff])[三四五六七八]家(?:基础|头部|主要|国内|电信)*(?:运营商|电信企业|云厂商|互联网(?:公司|企业|巨头))"
)
_PAIR = re.compile(r"(?P<which>前者|后者)")
_SOME = re.compile(
    r"(?:(?<![\u4e00-\u9fff])|(?<=[，的而但随着])|(?<=随着))(?:个别|部分|多个|少数|多数|大多数|大部分|不少|一些|有些|某些|多地)"
    r"(?:[^，。；：、的\d]{0,8}?(?:地方|地区|城市|省份|省市|省区|市县|企业|厂商|机构|园区|枢纽|集群|平台|机房|数据中心|智算中心|算力中心))"
)
_JOINT = re.compile(r"[\s“”]*(?:（[^（）]{0,20}）)?[\s“”]*(?:[、和与及]|以及)\s*(?:[“]|(?<=[和与及]))?")
_PARTS = re.compile(r"[^。！？\n]{0,60}?[，；]其中")


def groups(analysis: Analysis, start: int, end: int) -> Iterator[Scope]:
    """The groups that the stretch names or points to, each with the place of its own words."""
    text = analysis.text
    for match in _NAMED.finditer(text, start, end):
        if _group_at(analysis, match.start()) is None:
            yield _crowd(match)
    for match in _SOME.finditer(text, start, end):
        yield replace(_crowd(match), aside=True)
    for match in _GROUP.finditer(text, start, end):
        found = _group(analysis, match)
        if found is not None:
            yield replace(found, start=match.start(), surface=match.group(), weak=False)
    for match in _PAIR.finditer(text, start, end):
        two = _members(analysis, match.start(), 2, ())
        if two:
            yield replace(two[match["which"] == "后者"], start=match.start(), surface=match.group(), weak=False)


def _group_at(analysis: Analysis, start: int) -> Scope | None:
    """What 两大集群, 三大枢纽节点 point to: a group of sites without another name."""
    match = _GROUP.match(analysis.text, start)
    return _group(analysis, match) if match is not None and match["head"] and _kinds(match) == _SITES else None


def is_named(text: str, start: int) -> bool:
    """Whether the number at ``start`` names a group (三大运营商, 四家电信企业) and counts nothing."""
    return _NAMED.match(text, start) is not None


def counted(analysis: Analysis, start: int, end: int, count: int) -> list[Scope]:
    """The ``count`` members of the group that the stretch points to (三者依次为…); none where it points to no group of so many."""
    match = _GROUP.search(analysis.text, start, end)
    return (
        _members(analysis, match.start(), count, _kinds(match), _head(match))
        if match is not None and _size(match) == count
        else []
    )


def _size(match: re.Match[str]) -> int:
    return _NUMBERS[match["n"] or match["both"]]


def _kinds(match: re.Match[str]) -> tuple[EntityType, ...]:
    return _KINDS.get(match["head"] or match["unit"] or "", ("Organization",) if match["both"] else ())


def _head(match: re.Match[str]) -> str:
    """What the members' names must hold: those of 两大枢纽 are called 枢纽."""
    head: str = match["head"] or ""
    return head if _KINDS.get(head) == _SITES else ""


def _group(analysis: Analysis, match: re.Match[str]) -> Scope | None:
    """三家: the last group named by its number (三大运营商), else the last so many names; 六城 stays what it is."""
    text, count = analysis.text, _size(match)
    kinds = _kinds(match)
    if not kinds or kinds == _FIRMS:
        before = _NAMED.finditer(text, max(0, match.start() - _BACK), match.start())
        named = [m for m in before if m.group().lstrip("全国内家").startswith(match["n"] or "双")]
        if named:
            return _crowd(named[-1])
    if count > _MOST_NAMED and kinds:
        return Scope(match.group(), kinds[0])
    listed = _members(analysis, match.start(), count, kinds, _head(match))
    return Scope("、".join(s.name or "" for s in listed), listed[0].type) if listed else None


def _crowd(match: re.Match[str]) -> Scope:
    """A group that its number or quantity names: 三大运营商, 八大国家枢纽节点, 部分地方."""
    firms = match.group().endswith(("商", "头", "企业", "公司", "机构"))
    sites = match.group().endswith(("中心", "机房", "园区"))
    return Scope(match.group(), "Organization" if firms else "Center" if sites else "Place", match.start(), match.group())


def _members(analysis: Analysis, offset: int, count: int, kinds: Sequence[EntityType], head: str = "") -> list[Scope]:
    """The names that a group of ``count`` at ``offset`` stands for, in text order; none where there are not so many.

    Those told one by one after 其中; else the nearest list of just so many names; else the last different ones of one type.
    """
    parts = _PARTS.match(analysis.text, offset)
    if parts is not None:
        told = _different(within(analysis.mentions, parts.end(), parts.end() + _AHEAD), kinds)
        until = re.search(r"[。！？\n]", analysis.text[parts.end() : parts.end() + _AHEAD])
        told = [m for m in told if until is None or m.end <= parts.end() + until.start()]
        if len(told) == count:
            return [scope_of(m) for m in told]
    before = [m for m in within(analysis.mentions, max(0, offset - _BACK), offset) if _is_member(m, kinds) and head in m.text]
    paragraph = analysis.text.rfind("\n", 0, offset)
    run: list[Mention] = []
    for mention in reversed([m for m in before if m.start > paragraph]):
        if run and _JOINT.fullmatch(analysis.text[mention.end : run[0].start]) is None:
            if len(run) == count:
                return [scope_of(m) for m in run]
            run = []
        run.insert(0, mention)
    if len(run) == count > 1:
        return [scope_of(m) for m in run]
    last = _different(reversed(before), kinds)[:count]
    return [scope_of(m) for m in reversed(last)] if len(last) == count else []


def _is_member(mention: Mention, kinds: Sequence[EntityType]) -> bool:
    return mention.type in kinds if kinds else mention.type not in ("Person", "Event", "Policy")


def _different(mentions: Iterator[Mention] | Sequence[Mention], kinds: Sequence[EntityType]) -> list[Mention]:
    """Those that may be members, each name once, all of the type of the first."""
    found: list[Mention] = []
    for mention in mentions:
        if not _is_member(mention, kinds) or (found and mention.type != found[0].type):
            continue
        if all(mention.canonical != m.canonical for m in found):
            found.append(mention)
    return found
