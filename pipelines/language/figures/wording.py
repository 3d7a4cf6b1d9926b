"""Words for what a number measures where the text has only a verb or a thing: 出货3万台 is an 出货量, 12万平方米住宅 a 住宅面积."""

from __future__ import annotations

import re

from kg.model import Quantity

# verb -> noun, by the kinds of unit that make it one; () for any
_NOUN_OF_VERB: dict[str, tuple[str, tuple[str, ...]]] = {
    "出货": ("出货量", ("count", "bare")), "销售": ("销量", ("count", "bare")), "交付": ("交付量", ("count", "bare")),
    "下载": ("下载量", ("count", "bare")), "出口": ("出口量", ("count", "bare", "mass")), "进口": ("进口量", ("count", "bare", "mass")),
    "节电": ("节电量", ("energy", "degree")), "发电": ("发电量", ("energy", "degree")), "耗电": ("耗电量", ("energy", "degree")),
    "用电": ("用电量", ("energy", "degree")), "节能": ("节能量", ("energy", "coal_equivalent", "mass")), "减碳": ("减碳量", ("mass",)),
    "减排": ("减排量", ("mass",)), "节水": ("节水量", ("mass", "volume")), "耗水": ("耗水量", ("mass", "volume")),
    "募资": ("募资额", ("money",)), "融资": ("融资额", ("money",)), "成交": ("成交额", ("money",)), "亏损": ("亏损额", ("money",)),
    "中标": ("中标金额", ("money",)), "签约": ("签约金额", ("money",)), "报价": ("报价", ("money",)), "持股": ("持股比例", ("percent",)),
    "重": ("重量", ("mass",)), "长": ("长度", ("length",)), "高": ("高度", ("length",)), "宽": ("宽度", ("length",)),
    "深": ("深度", ("length",)), "厚": ("厚度", ("length",)), "历时": ("时长", ("duration",)), "耗时": ("耗时", ("duration",)),
    "要": ("用时", ("duration",)), "用": ("用时", ("duration",)), "提前": ("提前时间", ("duration",)),
    "为期": ("期限", ("duration",)), "采购": ("采购量", ("count",)), "供货": ("供货量", ("count",)), "调用": ("调用量", ("count",)),
}  # fmt: skip
MEASURE_OF_THING = {
    "area": "面积", "money": "金额", "energy": "电量", "data": "容量", "power": "功率", "bandwidth": "带宽", "length": "长度",
    "mass": "重量", "temperature": "温度", "frequency": "频率",
}  # fmt: skip
# what a number of this unit measures where the text does not say
OF_UNIT = {
    "compute": "算力规模", "ratio": "PUE", "rack": "机架数", "tokens": "token数", "parameters": "参数规模", "compute_time": "核时数",
    "qubits": "量子比特数", "power": "功率", "bandwidth": "带宽", "data": "容量", "temperature": "温度", "area": "面积",
}  # fmt: skip
_CARDS = re.compile(r"[卡]$")
_BENEFIT = re.compile(
    r"(?:的)?(?:标准|比例|额度)?(?:给予|予以|进行|享受)?[^，。；\d]{0,6}?(?P<what>补助|补贴|奖励|奖补|抵扣|返还|补偿|资助|贴息|优惠|减免|配套)"
)
_CEILING = re.compile(r"补助|补贴|奖励|奖补|资助|贴息|抵扣|算力券")
_ONE_OF = re.compile(r"^(?:单个|单户|单家|每个|每家|每户|单一)")
_SHARE_VERB = re.compile(r"[^，。；\d]{0,4}?(?P<verb>用于|用作|作为|投向|来自|流向|由)(?P<what>[^，。；\d]{2,12})")


def of_verb(noun: str, quantity: Quantity) -> str:
    """``noun`` with a verb at its end made the noun of what the number counts; as it is where the verb is none of these."""
    for length in (2, 1):
        verb = noun[-length:]
        found = _NOUN_OF_VERB.get(verb)
        if (
            found is not None
            and quantity.kind in found[1]
            and (length > 1 or noun == verb or noun.endswith(("仅" + verb, "只" + verb)))
        ):
            return noun[: -len(verb)].removesuffix("仅").removesuffix("只") + found[0]
    return noun


def of_thing(noun: str, quantity: Quantity) -> str:
    """The measure of a thing that the number's unit tells: 储能电站, 50兆瓦 -> 储能电站功率."""
    return noun + MEASURE_OF_THING.get(quantity.kind, "")


def benefit(after: str, noun: str) -> str:
    """The rate of a grant: 按设备投资额的|10%给予补助 -> 设备投资额补助比例; "" where the text after the number gives none."""
    found = _BENEFIT.match(after)
    return f"{noun}{found['what']}比例" if found is not None and noun else ""


def ceiling(said: str, noun: str) -> str:
    """The most that one applicant gets, where ``said`` speaks of grants: 单个项目|最高3000万元 -> 单个项目补助上限; else ""."""
    if _ONE_OF.match(noun) is None:
        return ""
    found = list(_CEILING.finditer(said))
    return f"{noun}{found[-1].group()}上限" if found else ""


_PUT = re.compile(r"(?P<verb>投|做|建|补充|归还|偿还|投入)(?P<what>[^，。；\d]{2,12})")


def put(after: str) -> str:
    """What a part of funds raised goes to, by bare verbs behind the number: 补充流动资金; "" where there is none."""
    found = _PUT.match(after)
    return found.group() if found is not None else ""


def use(after: str) -> str:
    """What a part of a sum goes to or comes from, by the words behind the number: 用于研发; "" where they say nothing of it."""
    found = _SHARE_VERB.match(after)
    return found["verb"] + found["what"] if found is not None else ""
