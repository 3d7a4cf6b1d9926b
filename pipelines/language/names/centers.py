"""Computing facilities found by how their names end: 智算中心, 超算中心, 数据中心, 算力枢纽, 集群, 基地, 产业园, 云谷 ..."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kg.lexicon import lexicon
from kg.model import Mention
from pipelines.language.names.coined import is_coined
from pipelines.language.names.leftward import Leftward, Reach, Rule
from pipelines.language.names.local_agencies import MUNICIPALITIES
from pipelines.language.names.words import any_of, words
from pipelines.language.tokenizer import is_word

_PLATFORM = frozenset(("算力", "智算", "超算", "算网", "东数西算"))  # a data or cloud platform is software
_JOINT = re.compile(r"[、和与及]$")
_OPENS = re.compile(
    r"(?:正式|建成|顺利|同日|今日|昨日)*(?:揭牌|落户|投运|启用|开工|点亮|上线|奠基|签约|封顶|竣工|位于|坐落|投产|亮相)"
)
_GRAMMAR, _SHORT = 0.8, 0.6


@cache
def _rule() -> Rule:
    anchors = frozenset(("Place", "Organization", "Chip", "Center", "Model", "quote", "latin", "中原"))
    return Rule(anchors, prefixes=words("center_prefixes"), coined=True)


@cache
def _heads() -> re.Pattern[str]:
    return re.compile(any_of("center_strong", "center_weak", "not_heads"))


@cache
def _goes_on() -> re.Pattern[str]:
    return re.compile(rf"\s*(?:{any_of('center_not_after')})")


def centers(text: str, left: Leftward) -> Iterator[Mention]:
    """Facilities with a name of their own: an anchor, proper words, a head (武汉超算中心, 中国联通华北（廊坊）数据中心).

    全国智算中心, 部分新建智算中心 and 一个中型中心 have no anchor and are common nouns.
    """
    for head in _heads().finditer(text):
        if head.group() in words("not_heads") or left.is_known(head.end()):
            continue
        reach = left.reach(head.start(), _rule())
        if reach is None or reach.unknown > 3 or _shares_head(text, reach, left):
            continue
        confidence = _confidence(text, reach, head)
        if confidence:
            surface = text[reach.start : head.end()]
            yield Mention(reach.start, head.end(), surface, "Center", _canonical(surface, reach), confidence, "grammar")


def _shares_head(text: str, reach: Reach, left: Leftward) -> bool:
    """宁夏中卫、甘肃庆阳枢纽节点; 鹰潭、上饶两地智算中心: places listed before one head stay places."""
    joint = _JOINT.search(text, max(0, reach.start - 2), reach.start)
    return reach.units[0].type == "Place" and joint is not None and left.ends_place(joint.start())


_MACHINE = re.compile(r"[“「]([一-龥]{2,3}[一二三四五六七八九十\d]号)[”」]")
_OF_MACHINE = re.compile(r"(?:主机|超级计算机|超算(?:系统)?|计算机|计算系统|算力系统|智算系统|系统)[“「]?$")
_IS_MACHINE = re.compile(
    r"[”」]?(?:国产|百亿亿次|E级|新一代|智能|量子)*(?:超级计算机|超算|计算机|智算|算力|计算系统|主机|集群|量子计算)"
)


def machines(text: str) -> Iterator[Mention]:
    """Computers by a quoted name with a number (“某某一号”), where the text says once that it is one."""
    found = [
        match for match in _MACHINE.finditer(text) if not text.startswith(("卫星", "火箭", "飞船", "船", "机器人"), match.end())
    ]
    said = {
        match.group(1)
        for match in found
        if _OF_MACHINE.search(text, max(0, match.start() - 8), match.start() + 1) or _IS_MACHINE.match(text, match.end() - 1)
    }
    for match in found:
        if match.group(1) in said:
            yield Mention(*match.span(1), match.group(1), "Center", match.group(1), _GRAMMAR, "grammar")


_QUOTED = re.compile(r"“([^“”，。；]{2,20}(?:平台|中心|基地|集群|枢纽|算力网|产业园))”")


def quoted_centers(text: str) -> Iterator[Mention]:
    """Facilities whose whole name stands in quotes: “某某算力调度平台”."""
    for match in _QUOTED.finditer(text):
        name = match.group(1)
        if any(word in name[:-2] for word in _PLATFORM | {"数据中心"}) and name not in words("center_strong"):
            yield Mention(*match.span(1), name, "Center", name, _GRAMMAR, "grammar")


_NATIONAL = re.compile(r"(?:全国|国家)(?:一体化)?算力(?:网络?|资源|综合)?(?:监测|调度|交易|服务|互联|共享|与|和){1,4}平台")


def national_platforms(text: str) -> Iterator[Mention]:
    """The country's platforms for computing power, of which there is one each: 全国算力资源监测平台."""
    for match in _NATIONAL.finditer(text):
        yield Mention(
            *match.span(), match.group(), "Center", _canonical(match.group(), Reach(match.start(), ())), _GRAMMAR, "grammar"
        )


@cache
def _called() -> re.Pattern[str]:
    return re.compile(
        rf"(?:{any_of('center_strong')}|边缘节点|算力节点)“(?P<name>[一-龥A-Za-z]{{2,8}})”(?=[，。；、]|一期|二期|正式|的)"
    )


def called_centers(text: str) -> Iterator[Mention]:
    """边缘节点“某某e站”: a coined name in quotes behind what it is, with a word of computing in it or unheard of."""
    for match in _called().finditer(text):
        name = match.group("name")
        if is_coined(name) or re.search(r"[算云智][A-Za-z一-龥]", name[1:]) and not is_word(name):
            yield Mention(*match.span("name"), name, "Center", f"“{name}”", _GRAMMAR, "grammar")  # a coined site keeps its quotes


def _confidence(text: str, reach: Reach, head: re.Match[str]) -> float:
    """0.0 where the phrase is rather a common noun than a name."""
    body, first = text[reach.start : head.start()], reach.units[0]
    weak = head.group() in words("center_weak")
    needed = _PLATFORM if head.group().endswith("平台") else words("facility_words")
    if weak and not any(word in body for word in needed):
        return 0.0
    if head.group() in words("center_generic") and any(
        text[unit.start : unit.end] in words("name_words") for unit in reach.units
    ):
        return 0.0  # 北京未来数据中心需求
    if len(reach.units) > 1 and not (weak and _is_only_common(reach)):
        return _GRAMMAR
    if first.mention is None:  # a quote, a Latin word, a region or a coined word alone
        again = first.kind != "unknown" or text.count(text[reach.start : head.end()]) > 1 or _OPENS.match(text, head.end())
        return _SHORT if not weak and again and not (head.group() in words("center_generic") and first.kind == "unknown") else 0.0
    broad = first.mention.canonical in words("broad_places")
    if first.type == "Place" and (broad or not _is_city(first.mention)):
        return 0.0 if broad or head.group() in words("center_generic") else _SHORT
    if head.group() in words("center_generic"):
        return 0.0 if _goes_on().match(text, head.end()) or weak else _SHORT
    return 0.0 if weak else _GRAMMAR


def _is_only_common(reach: Reach) -> bool:
    """One anchor and otherwise only modifiers, before a weak head: 上海数据平台."""
    return len(reach.anchors) == 1 and not reach.unknown and reach.units[0].type != "Organization" and len(reach.units) < 3


def _is_city(place: Mention) -> bool:
    entry = lexicon().entries.get(place.entry or "")
    return entry is not None and (entry.sector in ("city", "county") or entry.name in MUNICIPALITIES)


def _canonical(surface: str, reach: Reach) -> str:
    """The lexicon's name for it, or for the hub or cluster of its place; else the surface without blanks."""
    forms = (surface, surface.replace("超级计算中心", "超算中心"))
    known = [entry for form in forms for entry in lexicon().named(form) if entry.type == "Center"]
    places = [unit.mention.canonical for unit in reach.anchors if unit.mention is not None and unit.type == "Place"]
    if not known and len(places) == 1 and len(reach.anchors) == 1:
        kind = "枢纽" if surface.endswith(("枢纽", "枢纽节点")) else "集群" if surface.endswith("数据中心集群") else None
        known = [e for e in lexicon().named(places[0] + kind) if e.type == "Center"] if kind else []
    if not known and surface.endswith("枢纽节点"):  # 甘肃庆阳枢纽节点 is Gansu's hub
        known = [e for place in places[:1] for e in lexicon().named(place + "枢纽") if e.type == "Center"]
    return known[0].name if known else re.sub(r"\s", "", surface)
