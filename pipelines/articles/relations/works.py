"""operatedBy and builtBy: who runs a center, who built it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.model import Predicate, Relation
from pipelines.articles.relations.rule import certainty, rule
from pipelines.articles.relations.scene import END_OF_CLAUSE, TIME, Scene, gap, many, one, reach

_CENTERS = many("Center")
_ORGS = many("Organization")
_PARTNERS = rf"(?:{many('Organization', 'Place')})"  # 甲省与乙大学共建: a place builds with somebody
_MIXED = rf"{one('Organization', 'Place')}(?:、|和|与|及|携手|联合){many('Organization', 'Place')}"
_NOT_OF_NEXT = rf"(?!{gap(8)}的{gap(8)}{one('Center')})"  # ……，由甲公司承建的乙中心: said of what follows
_RUN = r"(?:运营|运维|运行管理|管理运行|营运)"
_BUILD = r"(?:承建|建设|打造|建成|兴建|建造|共建|合建|投建|援建|研制|搭建|投资|出资|修建|施工|开发建设|承担建设)"
# Who supports, approves or visits a building site is not its builder.
_OTHER_ROLE = (
    "支持|批准|批复|参观|调研|推动|推进|鼓励|要求|考察|宣布|表示|认为|称|同意|授牌|牵引|服务|引导|指导|通过|入驻|"
    "采购|租用|接入|报道|介绍|监督|验收|审批|核准|客户|否认|需求|助力|祝贺|关注"
)
_CLAUSE_START = r"(?:^|(?<=[，；：]))(?:并|且|目前|现|已|项目|整体|全部|日常|统一)?"
_IN_PLACE = rf"(?:(?:在|于){many('Place')})?"
# 由深圳市属国企甲公司: what the company is stands before its name, and its place
_BY = rf"由(?:{one('Place')})?{gap(10, '[从向为给不对]|' + _OTHER_ROLE)}"
_ROLE_RUN = r"(?:运营方|运营商|运营单位|运营主体|运维方|运营公司|运营企业|运营者|管理方)"
_ROLE_BUILD = r"(?:建设方|建设单位|承建方|承建单位|承建商|投资方|投资主体|建设主体|投资建设方|总包方|总包单位|业主单位|业主)"

RULES = (
    # 某某智算中心由甲公司负责规划、建设和运营
    rule("operatedBy", rf"(?P<s>{_CENTERS}){reach(24, 'Center', 'Organization')}(?:{_BY}|依托|委托)(?P<o>{_ORGS}){gap(16)}{_RUN}{_NOT_OF_NEXT}"),
    rule("builtBy", rf"(?P<s>{_CENTERS}){reach(24, 'Center', 'Organization')}{_BY}(?P<o>{_ORGS}){gap(16, '批复|批准|支持')}{_BUILD}{_NOT_OF_NEXT}"),
    rule("builtBy", rf"(?P<s>{_CENTERS}){reach(24, 'Center', 'Organization')}由(?P<o>{_MIXED}){gap(8)}(?:共同|联合|合作)?(?:共建|合建|建设|打造|投资){_NOT_OF_NEXT}"),
    # left-out subject: ……，由甲公司负责统一规划建设运营; 依托甲公司建设运营
    rule("operatedBy", rf"{_CLAUSE_START}(?:{_BY}|依托|委托)(?P<o>{_ORGS}){gap(16)}{_RUN}{_NOT_OF_NEXT}", 0.8, topic=("Center",)),
    rule("builtBy", rf"{_CLAUSE_START}{_BY}(?P<o>{_ORGS}){gap(16, '批复|批准|支持')}{_BUILD}{_NOT_OF_NEXT}", 0.8, topic=("Center",)),
    # 规划、建设和运营统一交给甲公司
    rule("operatedBy", rf"(?:^|(?<=[，；：、和])){gap(6)}{_RUN}{gap(8)}(?:交给|交由|委托给?)(?P<o>{_ORGS})", 0.8, topic=("Center",)),
    rule("builtBy", rf"(?:^|(?<=[，；：、和])){gap(6)}{_BUILD}{gap(8)}(?:交给|交由|委托给?)(?P<o>{_ORGS})", 0.8, topic=("Center",)),
    # 由甲公司建设的某某智算中心; 甲公司运营的某某智算中心; 甲公司负责运营某某智算中心
    rule("operatedBy", rf"(?P<o>{_ORGS}){gap(10, _OTHER_ROLE)}{_RUN}(?:的|了|着){gap(10)}(?P<s>{_CENTERS})"),
    rule("operatedBy", rf"(?P<o>{_ORGS}){gap(4, _OTHER_ROLE)}(?:负责|承担|接手|独家|受托){gap(4)}{_RUN}{gap(4)}(?P<s>{_CENTERS})"),
    rule("operatedBy", rf"(?P<o>{_ORGS}){gap(4, _OTHER_ROLE)}(?:负责|承担|接手|中标)(?P<s>{_CENTERS})的?{gap(8)}{_RUN}"),
    rule("builtBy", rf"(?P<o>{_ORGS}){gap(10, _OTHER_ROLE)}{_IN_PLACE}{gap(6, _OTHER_ROLE)}{_BUILD}(?:运营)?(?:了|的|出|成)?{gap(10)}(?P<s>{_CENTERS})", 0.8),
    # 甲公司中标某某智算中心建设项目; 甲公司承担某某智算中心的建设
    rule("builtBy", rf"(?P<o>{_ORGS}){gap(8, _OTHER_ROLE)}(?:中标|承揽|承接|负责|承担)了?{gap(4)}(?P<s>{_CENTERS})的?{gap(10, '运营|运维|监理|设计')}(?:建设|施工|总承包|总包|EPC|工程)", 0.8),
    # ……，拟投资22亿元在某地建设某某智算中心: the firm that the clauses before are about
    rule("builtBy", rf"(?:^|(?<=[，；]))(?:拟|将|计划|已|正|还|并|正在|随后){{0,2}}(?:投资|斥资|出资|耗资){gap(12)}{_IN_PLACE}{gap(6, _OTHER_ROLE)}(?:建设|投建|新建|兴建|打造|建成)了?{gap(8)}(?P<s>{_CENTERS})", 0.75, topic=("Organization",)),
    # 甲省与乙大学共建某某超算; 甲公司与乙公司签约，双方拟投资28亿元共建某某智算谷
    rule("builtBy", rf"(?P<o>{_PARTNERS}){gap(6, _OTHER_ROLE)}(?:共建|合建|联合建设|合作建设|共同建设|共同打造|联合打造|共同投资){gap(10)}(?P<s>{_CENTERS})", 0.8),
    rule("builtBy", rf"(?P<o>{_PARTNERS})(?:(?!{_CENTERS})[^{END_OF_CLAUSE}]){{0,16}}(?:签约|签署{gap(14)}|签订{gap(14)}|达成{gap(10)}|合作|携手)，(?:{TIME}，?)?(?:双方|三方|四方|各方|几方|两家|三家|共同|联合|合作|将|拟){gap(20, _OTHER_ROLE)}(?:共建|合建|投建|建设|打造){gap(10)}(?P<s>{_CENTERS})", 0.75),
    # 某某智算中心的运营方为甲公司; 建设单位：甲公司; 甲公司是某某智算中心的运营方
    rule("operatedBy", rf"(?P<s>{_CENTERS})的?(?:投资|建设|及|和|、)*{_ROLE_RUN}(?:为|是|：|，)?{gap(4)}(?P<o>{_ORGS})", 0.9),
    rule("builtBy", rf"(?P<s>{_CENTERS})的?(?:运营|及|和|、)*{_ROLE_BUILD}(?:为|是|：|，)?{gap(4)}(?P<o>{_ORGS})", 0.9),
    rule("operatedBy", rf"(?P<o>{_ORGS})，?(?:是|为|作为|担任)(?P<s>{_CENTERS})的?{gap(6)}{_ROLE_RUN}", 0.9),
    rule("builtBy", rf"(?P<o>{_ORGS})，?(?:是|为|作为|担任)(?P<s>{_CENTERS})的?{gap(6)}{_ROLE_BUILD}", 0.9),
    rule("operatedBy", rf"{_CLAUSE_START}(?:其|项目|园区)?的?{_ROLE_RUN}(?:为|是|：)?{gap(2)}(?P<o>{_ORGS})", 0.75, topic=("Center",)),
    # 甲公司在某地启用边缘节点某某
    rule("operatedBy", rf"(?P<o>{_ORGS}){gap(6, _OTHER_ROLE)}{_IN_PLACE}(?:正式)?(?:启用|开通)了?{gap(8)}(?P<s>{_CENTERS})", 0.7),
    # 甲公司旗下的某某数据中心
    rule("operatedBy", rf"(?P<o>{one('Organization')})旗下的?{gap(6)}(?P<s>{_CENTERS})", 0.8),
)  # fmt: skip

# 由甲投资、乙承建、丙运营; 由甲部批复、乙省与丙大学共建: each body with its own verb
_SERIES = re.compile(
    rf"(?P<s>{_CENTERS}){reach(24, 'Center', 'Organization')}由(?P<all>{_PARTNERS}{gap(12)}(?:[、，]{_PARTNERS}{gap(12)}(?=[，、；。]|$))+)"
)
_SHARE = re.compile(rf"(?P<o>{_PARTNERS})(?P<verb>{gap(12)})(?=[，、；。]|$)")


def shares(scene: Scene, text: str) -> Iterator[Relation]:
    """builtBy and operatedBy of a center by several bodies, each with what it does; who only approves is none of both."""
    for match in _SERIES.finditer(scene.code):
        certain = certainty(scene, match, settled=False)
        quote, start = scene.quote(text, *match.span())
        for share in _SHARE.finditer(match["all"]):
            verb = share["verb"]
            done: list[Predicate] = ["builtBy"] if re.search(_BUILD, verb) else []
            done += ["operatedBy"] if re.search(_RUN, verb) else []
            if not certain or re.search(_OTHER_ROLE, verb):
                continue
            at = match.start("all")
            for center in scene.names(*match.span("s")):
                for body in scene.names(at + share.start("o"), at + share.end("o")):
                    for predicate in done:
                        yield Relation(
                            center.canonical, center.type, predicate, body.canonical, body.type, quote, start,
                            round(0.8 * certain * min(center.confidence, body.confidence), 3),
                        )  # fmt: skip
