"""locatedIn: a center, an organisation or an event in a place."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.model import Relation
from pipelines.articles.relations.rule import rule
from pipelines.articles.relations.scene import END_OF_CLAUSE, NAME, TIME, Scene, gap, many, one

_THING = one("Center", "Event", "Organization")
_BUILT = many("Center", "Event")
_PLACES = many("Place")
_LIES = r"(?:位于|坐落于|坐落在|坐落|座落于|座落在|落户于?|落地于?|落子|选址于?|选址在|定址|花落|地处|扎根于?|设在|建在|设于|建于|部署在|总部位于|总部设在|总部在|布局在|矗立在|矗立于)"
SAID_TO_LIE = re.compile(_LIES)
_HAPPENS = (
    r"(?:开幕|闭幕|举行|召开|举办|开工|动工|投产|投运|投用|投入使用|投入运营|投入运行|正式运营|竣工|完工|建成|揭牌|落成|落地|落户|启用|"
    r"上线|启动|点亮|奠基|挂牌|揭幕|开建|建设|成立|开服|开机|拉开帷幕|拉开序幕|启幕|签约|开馆)"
)
_WHEN = rf"(?:{TIME}|近日|日前|正式|已|将|并|也|于|上午|下午){{0,4}}"  # all that may stand between a comma and 在 while the subject stays
_NEXT = r"[，,]?"
_RELATION_OF_OTHERS = "使用|接入|采用|通过|租用|利用|入驻|[与向为给由]|参观|走进|依托|的企业|的公司|的客户"

RULES = (
    # 某某智算中心位于甘肃庆阳; 某某大会落户北京
    rule("locatedIn", rf"(?P<s>{many('Center', 'Event', 'Organization')}){gap(10)}{_NEXT}{gap(6)}{_LIES}了?(?P<o>{_PLACES})(?!的)"),
    # left-out subject: ……，位于天津市河北区
    rule("locatedIn", rf"(?:^|(?<=[，；]))(?:其|总部)?{_LIES}(?P<o>{_PLACES})(?!的|{NAME})", 0.8, topic=("Center", "Event", "Organization")),
    # 某某大会今天在宁夏银川开幕; 某某智算中心于6月在韶关正式投运
    rule("locatedIn", rf"(?P<s>{_BUILT}){gap(16)}(?:[，,]{_WHEN})?(?:在|于)(?P<o>{_PLACES}){gap(12)}{_HAPPENS}"),
    # left-out subject: ……，5月10日在成都正式上线。
    rule("locatedIn", rf"(?:^|(?<=[，；])){gap(8)}(?:在|于)(?P<o>{_PLACES})(?:正式|顺利|同步|隆重)?{_HAPPENS}(?=[，；。]|$)", 0.75, topic=("Center", "Event")),
    # 在银川举行的某某大会; 在庆阳投产的某某智算中心
    rule("locatedIn", rf"(?:在|于)(?P<o>{_PLACES}){gap(8)}{_HAPPENS}的{gap(10, _RELATION_OF_OTHERS)}(?P<s>{_BUILT})"),
    # 位于上海的某某智算中心; 来自上海的初创企业某某科技; 总部位于杭州的……
    rule("locatedIn", rf"(?:{_LIES}|来自)(?P<o>{_PLACES}){gap(6)}的{gap(12)}(?P<s>{_THING})"),
    # 上海初创公司某某科技
    rule("locatedIn", rf"(?P<o>{one('Place')}){gap(6)}(?:企业|公司|厂商|独角兽)(?P<s>{one('Organization')})", 0.75),
    # 湖北已建成甲数据中心、乙计算中心和丙超算中心; 北京举办某某大会
    rule("locatedIn", rf"(?P<o>{one('Place')}){gap(6)}(?:建成|建有|建设|新建|启用|开通|拥有|布局|落地|举办|承办|召开|投运|上线)(?:了|有|着)?{gap(10, _RELATION_OF_OTHERS)}(?P<s>{_BUILT})", 0.75),
    # 目前全市算力规模达8EFLOPS，已建成甲数据中心、乙数据中心等12个
    rule("locatedIn", rf"(?:^|(?<=[，；]))(?:其中|目前|现|已|现已|累计|并|还|共|先后){{0,2}}(?:已建成|建成|建有|投用|建成投运)了?{gap(4, _RELATION_OF_OTHERS)}(?P<s>{_BUILT})", 0.7, topic=("Place",)),
    # 在甲区科技大道，旋挖钻机同时启动，某某智算中心正式开工
    rule("locatedIn", rf"(?:^|(?<=[，；]))[^{END_OF_CLAUSE}]{{0,6}}在(?P<o>{_PLACES})(?:(?!{_BUILT})[^；;。！？!?…]){{0,60}}，(?:(?!{_BUILT})[^{END_OF_CLAUSE}]){{0,14}}?(?P<s>{one('Center')})(?:正式|顺利|今日|同步|隆重)*(?:开工|动工|奠基|投产|投运|点亮|揭牌|启用|封顶|竣工)", 0.7),
    # 在安徽芜湖，某某数据中心正加紧施工
    rule("locatedIn", rf"(?:^|(?<=[，；]))在(?P<o>{_PLACES})[，,]{gap(4)}(?P<s>{one('Center')})", 0.7),
    # 合肥某某量子发布……: the town before a firm's name
    rule("locatedIn", rf"(?:^|(?<=[，；：、])|(?<={TIME}))(?P<o>{one('Place')})(?P<s>{one('Organization')})(?=的|{TIME}|近日|日前|今日|昨日|宣布|发布|推出|完成|获|披露|公告|表示|董事长|总经理|创始人|CEO)", 0.65),
    # 湖北首个国家级智算中心某某中心投产
    rule("locatedIn", rf"(?P<o>{one('Place')})(?:首个|首座|首家|首批|第一个|第一座|最大的?|规模最大的?|唯一的?|又一){gap(14, _RELATION_OF_OTHERS)}(?P<s>{one('Center')})", 0.7),
    # 内蒙古和林格尔的某某数据中心, 贵州境内的……
    rule("locatedIn", rf"(?P<o>{_PLACES})(?:境内|市内|当地|本地)?的(?P<s>{one('Center')})", 0.75),
)  # fmt: skip

# A report that begins with where it is told: 11月的某地，夜里很冷。走进某某算力园，……
_SETTING = re.compile(
    rf"^(?:{TIME}{gap(4)}的?|{gap(6)}的)?{gap(2)}(?P<o>{many('Place')})[，,](?!{gap(30)}(?:发布|印发|出台|开幕|举行))"
)
_ENTERED = re.compile(
    rf"^(?:记者)?(?:走进|来到|步入|踏入|在|位于)?(?P<s>{one('Center')})(?:[A-Z]?\d{{1,2}}号?(?:楼|馆|区|栋|机房))?(?:里|内|中|的|门口|园区|，)"
)


def led_in(scene: Scene, text: str) -> Iterator[Relation]:
    """locatedIn of the center that the sentence after the setting goes into. Inferred."""
    setting = _SETTING.match(scene.earlier.code) if scene.earlier else None
    entered = _ENTERED.match(scene.code)
    if setting is None or entered is None or scene.earlier is None:
        return
    (place,) = scene.earlier.names(*setting.span("o"))[-1:]
    (center,) = scene.names(*entered.span("s"))
    quote, start = scene.quote(text, *entered.span())
    confidence = round(0.6 * min(place.confidence, center.confidence), 3)
    yield Relation(
        center.canonical, center.type, "locatedIn", place.canonical, place.type, quote, start, confidence, inferred=True
    )
