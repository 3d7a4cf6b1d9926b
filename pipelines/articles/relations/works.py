"""operatedBy and builtBy: who runs a center, who built it."""

from __future__ import annotations

from pipelines.articles.relations.rule import rule
from pipelines.articles.relations.scene import gap, many, one, reach

_CENTERS = many("Center")
_ORGS = many("Organization")
_RUN = r"(?:运营|运维|运行管理|管理运行)"
_BUILD = r"(?:承建|建设|打造|建成|兴建|建造|共建|合建|投建|援建|研制|搭建|投资|出资)"
# Who supports, approves or visits a building site is not its builder.
_OTHER_ROLE = "支持|批准|批复|参观|调研|推动|推进|鼓励|要求|考察|宣布|表示|认为|称|同意|授牌|牵引|服务|引导|指导|通过|入驻"
_CLAUSE_START = r"(?:^|(?<=[，；：]))(?:并|且|目前|现|已|项目)?"
_IN_PLACE = rf"(?:(?:在|于){many('Place')})?"

RULES = (
    # 某某智算中心由甲公司负责规划、建设和运营
    rule("operatedBy", rf"(?P<s>{_CENTERS}){reach(24, 'Center', 'Organization')}(?:由|依托|委托)(?P<o>{_ORGS}){gap(16)}{_RUN}"),
    rule("builtBy", rf"(?P<s>{_CENTERS}){reach(24, 'Center', 'Organization')}由(?P<o>{_ORGS}){gap(16)}{_BUILD}"),
    # left-out subject: ……，由甲公司负责统一规划建设运营; 依托甲公司建设运营
    rule("operatedBy", rf"{_CLAUSE_START}(?:由|依托|委托)(?P<o>{_ORGS}){gap(16)}{_RUN}", 0.8, topic=("Center",)),
    rule("builtBy", rf"{_CLAUSE_START}由(?P<o>{_ORGS}){gap(16)}{_BUILD}", 0.8, topic=("Center",)),
    # 规划、建设和运营统一交给甲公司
    rule("operatedBy", rf"(?:^|(?<=[，；：、和])){gap(6)}{_RUN}{gap(8)}(?:交给|交由|委托给?)(?P<o>{_ORGS})", 0.8, topic=("Center",)),
    rule("builtBy", rf"(?:^|(?<=[，；：、和])){gap(6)}{_BUILD}{gap(8)}(?:交给|交由|委托给?)(?P<o>{_ORGS})", 0.8, topic=("Center",)),
    # 由甲公司建设的某某智算中心; 甲公司运营的某某智算中心
    rule("operatedBy", rf"(?P<o>{_ORGS}){gap(10, _OTHER_ROLE)}{_RUN}(?:的|了|着){gap(10)}(?P<s>{_CENTERS})"),
    rule("builtBy", rf"(?P<o>{_ORGS}){gap(10, _OTHER_ROLE)}{_IN_PLACE}{gap(6, _OTHER_ROLE)}{_BUILD}(?:运营)?(?:了|的|出|成)?{gap(10)}(?P<s>{_CENTERS})", 0.8),
    # 某某智算中心的运营方为甲公司; 建设单位：甲公司
    rule("operatedBy", rf"(?P<s>{_CENTERS})的?(?:运营方|运营商|运营单位|运营主体|运维方|运营公司)(?:为|是|：|，)?{gap(4)}(?P<o>{_ORGS})", 0.9),
    rule("builtBy", rf"(?P<s>{_CENTERS})的?(?:建设方|建设单位|承建方|承建单位|承建商|投资方|建设主体)(?:为|是|：|，)?{gap(4)}(?P<o>{_ORGS})", 0.9),
    # 甲公司旗下的某某数据中心
    rule("operatedBy", rf"(?P<o>{one('Organization')})旗下的?{gap(6)}(?P<s>{_CENTERS})", 0.8),
)  # fmt: skip
