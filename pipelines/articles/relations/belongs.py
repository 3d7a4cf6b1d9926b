"""partOf and memberOf: parts of a center, members of 东数西算."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.model import Mention, Predicate, Relation
from pipelines.articles.relations.implied import HUB
from pipelines.articles.relations.pronouns import SCHOOL
from pipelines.articles.relations.rule import certainty, rule
from pipelines.articles.relations.scene import NAME, Scene, gap, many, one

_CENTER = one("Center")
_CENTERS = many("Center")
_BODY = one("Organization")
_WHOLE = one("Center", "Organization", "Policy")

RULES = (
    # 甲集群属于乙枢纽; 甲中心是乙集群的重要组成部分
    rule("partOf", rf"(?P<s>{_CENTERS}){gap(6)}(?:隶属于?|属于|归属于?|从属于)(?P<o>{_WHOLE})"),
    rule("partOf", rf"(?P<s>{_CENTERS}){gap(6)}(?:是|作为|成为){gap(4)}{NAME}?(?P<o>{_WHOLE})的?{gap(10)}(?:组成部分|起步区|核心区|一部分|一期|二期|子项目)"),
    # 某某超级计算机部署在某某超算中心
    rule("partOf", rf"(?P<s>{_CENTERS}){gap(8)}(?:部署|安装|落户|坐落|位|建)(?:在|于)(?P<o>{_CENTER})", 0.8),
    rule("partOf", rf"(?:^|(?<=[，；]))(?:现|已|目前)?(?:部署|安装|落户|坐落)(?:在|于)(?P<o>{_CENTER})", 0.75, topic=("Center",)),
    # ……。主机某某一号由甲公司研制: the machine of the center that the sentence before is about
    rule("partOf", rf"(?:^|(?<=[，；]))(?:其|该中心|中心)?的?(?:主机|主机系统|主系统|主力机型|核心系统|核心设备|计算系统|超级计算机|子系统|子平台)(?:名为|叫做?|为|是)?(?P<s>{_CENTER})", 0.75, topic=("Center",)),
    # 某某超算中心的某某一号, 某某枢纽的某某集群
    rule("partOf", rf"(?P<o>{_CENTER})的(?:主机|超级计算机|核心系统)?(?P<s>{_CENTERS})", 0.7),
    # 甲枢纽规划设立乙集群、丙集群; 甲中心拥有乙超级计算机、丙计算集群等平台
    rule("partOf", rf"(?P<o>{_CENTER})(?:(?!{_CENTER})[^；;。！？!?…]){{0,30}}?(?:包括|包含|下设|下辖|设有|设立|拥有|由|内含|涵盖)了?{gap(10)}(?P<s>{_CENTER}(?:\w{{0,10}}(?:、|和|与|及|以及){_CENTER})*)", 0.75),
    # 甲公司旗下乙公司; 甲公司公告称，旗下乙公司……
    rule("partOf", rf"(?P<o>{_BODY})旗下的?{gap(8)}(?P<s>{_BODY})", 0.75),
    rule("partOf", rf"(?:^|(?<=[，；：]))(?:其)?旗下的?{gap(6)}(?P<s>{_BODY})", 0.7, topic=("Organization",)),
    rule("partOf", rf"(?:^|(?<=[，；]))(?:现|已|目前)?(?:下设|下辖|设有|拥有)了?{gap(10)}(?P<s>{_CENTER}(?:\w{{0,10}}(?:、|和|与|及|以及){_CENTER})*)", 0.7, topic=("Center",)),
)  # fmt: skip

_HUBS = r"(?:(?:八大|8大|8个|八个|十大|10个|十个)(?:国家)?(?:级)?(?:算力|数据中心)?(?:网络)?(?:国家)?(?:枢纽|集群|节点)(?:节点)?|国家(?:级)?算力(?:网络)?枢纽(?:节点)?|国家枢纽节点)"
_ITEM = one("Place", "Center")
_ITEMS = rf"{_ITEM}(?:地区|枢纽|节点|等地)?(?:(?:、|和|与|及|以及){_ITEM}(?:地区|枢纽|节点)?)*"
_MEMBERS = (
    # 八大枢纽节点——某某中心; 八大算力枢纽包括京津冀、长三角……
    re.compile(rf"{_HUBS}(?:之一)?(?:的|——|—|：|，?包括|，?分别(?:是|为|位于)|，?即|，?涵盖|为|是){{1,2}}(?P<s>{_ITEMS})"),
    # 在京津冀、长三角……等8地启动建设国家算力枢纽节点; 甲地作为八大枢纽节点之一; 甲枢纽是……国家枢纽节点
    re.compile(rf"(?:在|同意)(?P<s>{_ITEMS}){gap(14)}(?:建设|布局|设立){gap(8)}{_HUBS}"),
    # 规划了京津冀、长三角……宁夏8个国家算力枢纽节点
    re.compile(
        rf"(?:规划|布局|设立|建设|启动|确定|打造|形成|批复)了?{gap(6)}(?P<s>{_ITEM}(?:地区|枢纽)?(?:(?:、|和|与|及){_ITEM}(?:地区|枢纽)?){{2,}})等?{_HUBS}"
    ),
    re.compile(rf"(?P<s>{_ITEMS}){gap(6)}(?:是|作为|成为|获批|入选|列入|纳入){gap(10)}(?:{NAME}{gap(6)})?{_HUBS}(?:之一)?"),
)
_PROGRAMME = re.compile(r"东数西算|一体化(?:大数据中心|算力网)")


def members(scene: Scene, text: str) -> Iterator[Relation]:
    """memberOf: the hubs that a sentence lists or names as such; the object is the programme as the sentence names it, else 东数西算工程."""
    for pattern in _MEMBERS:
        for match in pattern.finditer(scene.code):
            certain = certainty(scene, match, settled=False)
            if not certain:
                continue
            programme = next((m for m in scene.mentions if m.type == "Policy" and _PROGRAMME.search(m.canonical)), None)
            quote, start = scene.quote(text, *match.span())
            for hub in scene.names(*match.span("s")):
                yield _member(hub, programme, quote, start, certain)


# 某枢纽某集群: the cluster of a hub, named right behind it; “东数西算”某枢纽: a hub of the programme before its name
_HUB_AND_CLUSTER = re.compile(rf"(?P<o>{_CENTER})的?(?P<s>{_CENTER})")
_OF_PROGRAMME = re.compile(rf"(?P<o>{one('Policy')})(?:工程)?的?(?P<s>{_CENTER})")
_NETWORK = re.compile(r"全国一体化(?:大数据中心|算力网)")


def nested(scene: Scene, text: str) -> Iterator[Relation]:
    """partOf of a cluster named behind its hub, memberOf of a hub named behind its programme or with the network in its name."""
    for match in _HUB_AND_CLUSTER.finditer(scene.code):
        (hub,), (cluster,) = scene.names(*match.span("o")), scene.names(*match.span("s"))
        if HUB.search(hub.canonical) and cluster.canonical.endswith("集群"):
            quote, start = scene.quote(text, *match.span())
            sure = round(0.8 * min(hub.confidence, cluster.confidence), 3)
            yield Relation(cluster.canonical, "Center", "partOf", hub.canonical, "Center", quote, start, sure)
    for match in _OF_PROGRAMME.finditer(scene.code):
        (programme,), (hub,) = scene.names(*match.span("o")), scene.names(*match.span("s"))
        if _PROGRAMME.search(programme.canonical) and HUB.search(hub.canonical):
            yield _member(hub, programme, *scene.quote(text, *match.span()), 1.0)
    for index in range(len(scene.code)):
        named = scene.name(index)
        if named and named.type == "Center" and HUB.search(named.canonical) and _NETWORK.match(named.text):
            quote, start = scene.quote(text, index, index + 1)
            sure = round(0.75 * named.confidence, 3)
            yield Relation(named.canonical, "Center", "memberOf", "全国一体化算力网", "Policy", quote, start, sure)


def _member(hub: Mention, programme: Mention | None, quote: str, start: int, certain: float) -> Relation:
    whole = programme.canonical if programme else "东数西算工程"
    return Relation(hub.canonical, hub.type, "memberOf", whole, "Policy", quote, start, round(0.85 * certain * hub.confidence, 3))


_BESIDE = re.compile(rf"(?P<o>{one('Organization')})(?P<s>{_CENTER})")
_PLACED = re.compile(rf"(?<!{NAME})(?P<o>{one('Place')})(?P<s>{_CENTER})")


def owners(scene: Scene, text: str) -> Iterator[Relation]:
    """An organisation or a place right before a center.

    A school's center (湖南大学国家超级计算长沙中心) is part of it and a company's is run by it, which is inferred; 深圳鹏城云脑 lies in the place.
    """
    for match in _BESIDE.finditer(scene.code):
        (owner,), (center,) = scene.names(*match.span("o")), scene.names(*match.span("s"))
        told: Predicate = "partOf" if SCHOOL.search(owner.canonical) else "operatedBy"
        yield _beside(scene, text, (center, told, owner), match)
    for match in _PLACED.finditer(scene.code):
        (place,), (center,) = scene.names(*match.span("o")), scene.names(*match.span("s"))
        named = place.end == center.start and "coreference" not in (place.source, center.source)
        if named and not HUB.search(center.canonical):
            yield _beside(scene, text, (center, "locatedIn", place), match)


def _beside(scene: Scene, text: str, said: tuple[Mention, Predicate, Mention], match: re.Match[str]) -> Relation:
    center, predicate, other = said
    quote, start = scene.quote(text, *match.span())
    return Relation(
        center.canonical, center.type, predicate, other.canonical, other.type, quote, start,
        round(0.7 * center.confidence, 3), inferred=predicate != "locatedIn",
    )  # fmt: skip
