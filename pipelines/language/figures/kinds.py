"""Numbers inside the name of a kind of thing, which measure nothing here: 800G光模块, 6kW机柜, 超百亿元企业, 每10股, 三家合计."""

from __future__ import annotations

import re

from pipelines.language.figures.clause import Place
from pipelines.language.figures.groups import is_named

_PRODUCT = (
    r"(?:光模块|光芯片|光引擎|光器件|模块|交换机|路由器|网卡|网络|以太网|端口|接口|产品|方案|机柜|机架|显卡|芯片|光纤|硬盘|固态硬盘|内存条|内存卡|服务器|整机|一体机|"
    r"主机|机型|机器|版本?|型号|型|级|屏|电池包|充电桩|变压器|机组|线路|专线|宽带|套餐)"
)
_SPEED_CLASS = re.compile(r"[\dA-Z\s./和与及、以上]{0,6}?(?:以上|及以上)?(?:的)?[A-Za-z\d.-]{0,8}?" + _PRODUCT)
_CARD_CLASS = re.compile(r" ?(?:[A-Z][A-Za-z]*-?\d+[A-Za-z]*|GPU|NPU|英伟达|昇腾)?(?:整机|服务器|机型|节点机|一体机|互联)")
_RACK_CLASS = re.compile(r"(?:的)?(?:高密|标准)?(?:机柜|机架)(?!数|规模|总)")
_HAVING = re.compile(
    r"(?:拥有|具备|具有|配备|搭载|采用|内置|集成|支持|达到?|为|配置|提供|建有|设有|含|升级到|扩展到)(?:了|高达|约)?$"
)
_FOLLOWED_BY_MORE = re.compile(r"[^，。；]{2}")
_MEMBERS = re.compile(
    r"(?:企业|公司|厂商|机构|单位|项目|产业|园区|城市|县|集群)(?![^，。；]{0,2}(?:收入|营收|产值|规模|投资|利润))"
)
_BOUND = re.compile(r"(?:超过?|逾|过|不低于|高于|低于|大于|小于|不足|突破|不超过|以上|达)")
_AS_A_CLASS = re.compile(
    r"(?:以上|以下|及以上)?(?:的)(?:在用|存量|新建|在建|大型|老旧|重点|规上|算力|数据)*(?:数据中心|算力中心|智算中心|机房|企业|公司|项目|机构|园区|单位|地区|城市)"
)
_COUNTED_AFTER = re.compile(
    r"[^，。；]{0,6}(?:占|仍占|数量|\d|[一二三四五六七八九十百]+[家个座])|的?(?:企业|公司|项目|单位|机构)(?:，)?(?:给予|奖励|补助|可)"
)
_LOT = re.compile(r"(?:标包|标段|包件) ?$")  # 标包5 is called so
_LATIN = re.compile(r"[A-Za-z\d] ?$")  # DeepSeek-R1 671B
_DEFINITE = re.compile(r"[^，。；的]{1,6}的")
_BODIES = re.compile(r"企|公司|机构|商|单位|[院校店户厂所馆]|中心|平台|团队|客户|伙伴|银行|部门|媒体|园区|基地|医药|券商")
_TOP = re.compile(r"前[二两三四五六七八九十百\d]+[名位]?$")
_MEMBERS_OF_TOP = re.compile(r"大|[名位]?的(?!位置|行列|水平)[^，。；]{2}")  # 排名前五的省份, 前十大厂商
_ALL_OF_THEM = re.compile(r"[^，。；的]{2,6}(?:合计|均|都|分别|共同)")
_PER_BASE = re.compile(r"每\s?$")
_PER_STEP = re.compile(r"每(?:调高|调低|提高|增加|增长|降低|升高|上升|下降|减少|投入|新增|消耗|生产|缩短|提升|多|少)\s?$")
_YEAR_IN_LIST = re.compile(r"(?:[、/,，和与及至到—–-]|以及)\s*(?:19|20)?\d\d\s*年")
_NAMED_MODEL = re.compile(r"[一-鿿]-$")
_ONES = re.compile(r"^(?:这|该|上述)?[二两三四五六七八九十]{1,2}(?:家|款|者|地|方|省|市|国|大)$")
_TOGETHER = re.compile(r"(?:合计|总计|共|一共|累计|分别|均|都|也|平均|之和|联合|携手|共同|分光|各|则|将|已)")
_ABSTRACT = re.compile(
    r"(?:版本|方向|等级|阶段|维度|层面|层次|档次|时间节点|模式|特点|特征|问题|原因|方面|步骤|环节|路径|部分|类别|角度|精度|底线|测试|评测|基准|梯队|象限|尺寸|颜色)"
)
_LISTED_AFTER = re.compile(r"[^，。；：:\d]{1,8}[：:]")  # 三条底线：
_SET_BEFORE = re.compile(r"在$")
_SET_AFTER = re.compile(r"[^，。；：:\d]{1,8}?(?:[中里内上])(?![国心外文])")  # 在三项评测中
_ABSTRACT_COUNT = re.compile(r"^[二两三四五六七八九十]{1,2}(?:个|种|类|大类|大|项|款|档|条)$")


def part_of_a_kind(place: Place) -> str | None:
    """The reason why the number belongs to the name of a kind and not to a statement, or None."""
    quantity, text = place.quantity, place.text
    before = text[max(place.sentence.start, quantity.start - 8) : quantity.start]
    after = text[quantity.end : min(place.end, quantity.end + 24)]
    if quantity.kind in ("bare", "count", "ratio", "parameters") and _is_year(
        text, quantity.start, quantity.number_end, str(quantity.value)
    ):
        return "date"
    if (_NAMED_MODEL.search(before) or _LOT.search(before)) and not quantity.unit:
        return "name"
    if quantity.unit == "B" and _LATIN.search(before) and not after.startswith("参数"):
        return "name"
    if quantity.kind == "rank" and _TOP.search(before + quantity.text) and _MEMBERS_OF_TOP.match(after):
        return "determiner"
    if quantity.kind == "count" and is_named(text, quantity.start):
        return "name"
    if quantity.kind == "count" and _PER_BASE.search(before):
        return "base"
    if _PER_STEP.search(before):
        return "base"  # 每调高1℃，能耗降3%
    return _product(place, before, after) or _threshold(place, before, after) or _pointer(place, after)


def _is_year(text: str, start: int, end: int, value: str) -> bool:
    """The first of 2026、2027年."""
    return (
        len(value) == 4 and value[:2] in ("19", "20") and _YEAR_IN_LIST.match(text, end) is not None and text[start:end].isdigit()
    )


def _product(place: Place, before: str, after: str) -> str | None:
    """A product's class by its speed, load or cards, where something else is said of it: 800G光模块销量, 6kW机柜月租金."""
    quantity = place.quantity
    unit = quantity.unit.lstrip("万亿千百十")
    if unit in ("G", "T") and _SPEED_CLASS.match(after):
        return "class"
    has = _HAVING.search(before) is not None
    if quantity.kind == "power" and not has:
        found = _RACK_CLASS.match(after)
        return "class" if found is not None and _FOLLOWED_BY_MORE.match(after, found.end()) else None
    if unit == "卡" and quantity.value <= 16 and _CARD_CLASS.match(after):
        return "class"
    return None


def _threshold(place: Place, before: str, after: str) -> str | None:
    """A bound that only says which members are meant: 超百亿元企业3家, PUE高于1.5的数据中心占两成."""
    quantity = place.quantity
    bounded = quantity.qualifier != "exact" or _BOUND.search(before) is not None
    if not bounded:
        return None
    if quantity.kind == "money" and _MEMBERS.match(after):
        return "class"
    found = _AS_A_CLASS.match(after)
    if found is not None and quantity.kind in ("ratio", "money", "percent", "compute", "power"):
        return "class" if _COUNTED_AFTER.match(after, found.end()) else None
    return None


def _pointer(place: Place, after: str) -> str | None:
    """三家合计, 甲、乙、丙三家均: names told before, counted; 两个版本, 六个方向: how a list is parted."""
    quantity = place.quantity
    said = quantity.text.strip()
    if quantity.kind not in ("count", "bare"):
        return None
    if _ONES.match(said):
        listed = [
            m
            for m in place.mentions(max(place.sentence.start, quantity.start - 24), quantity.start)
            if m.end >= quantity.start - 1
        ]
        if (
            _TOGETHER.match(after)
            and (quantity.start == place.start or listed)
            or (listed and after[:1] not in ("", "的") and _TOGETHER.match(after))
        ):
            return "anaphora"
    opens = quantity.start == place.start or any(t.end == quantity.start for t in place.times(place.start, quantity.start))
    if said.endswith("家") and _ONES.match(said) and opens and after and not _BODIES.search(after[:14]):
        return "anaphora"
    if said.endswith("家") and _ONES.match(said) and opens and _ALL_OF_THEM.match(after):
        return "anaphora"
    if said.endswith("款") and _ONES.match(said) and _DEFINITE.match(after):
        return "anaphora"
    before = place.text[max(place.sentence.start, quantity.start - 2) : quantity.start]
    if _ABSTRACT_COUNT.match(said) and (_LISTED_AFTER.match(after) or (_SET_BEFORE.search(before) and _SET_AFTER.match(after))):
        return "enumeration"
    if _ABSTRACT_COUNT.match(said) and _ABSTRACT.match(after):
        return "enumeration"
    return None
