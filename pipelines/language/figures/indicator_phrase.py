"""Which indicator a number measures: level, growth, share, rank, multiple or increment, named as the text names it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from kg.indicators import indicators
from kg.model import Quantity
from pipelines.language.figures.carried import other_end, reference, same_unit, told_of_another
from pipelines.language.figures.clause import Place
from pipelines.language.figures.ellipsis import earlier_label, heading, names_nothing
from pipelines.language.figures.growth import compared, growth, multiple, share, versus
from pipelines.language.figures.noun_phrase import Left, Right, read_left, read_right, trim
from pipelines.language.figures.phrase import (
    COUNTING,
    SIZE,
    Phrase,
    head_indicator,
    make,
    means,
    measured,
    percentlike,
    takes,
    unit_indicator,
)
from pipelines.language.figures.special import special_phrase
from pipelines.language.figures.wording import MEASURE_OF_THING, OF_UNIT, of_thing, of_verb

_PRECISION = re.compile(r"(?<![A-Za-z])(?:FP(?:64|32|16|8|4)|TF32|BF16|INT(?:16|8|4))\+?(?![A-Za-z\d])", re.IGNORECASE)
_PRECISION_ZH = {"双精度": "FP64", "单精度": "FP32", "半精度": "FP16"}
_AREA = re.compile(r"(?:地区|区域|省份|节点|国家|城市|省市|企业|厂商|公司|中心|集群|枢纽)$")
_SERVES = re.compile(r"(?:提供|打造|带来|开展|创造|赋能|解决|培训|发放|输出)")
_PURE = re.compile(
    r"^(?:.{0,4}(?:发放|投入|拨付|安排|规划))?(?P<measure>总额|金额|总金额|总量|规模|总规模|面积|总面积|容量|总容量|数量|总数|功率|价值|总价|单价)$"
)
_PRICE_PER = re.compile(r"每(?:小时|分钟|天|月|年|[张台卡颗P]|核时|卡时|百万|千)[^，。；]{0,6}$")
_RANKED = re.compile(r"(?P<by>[一-鿿A-Za-z]{2,14})(?:(?:排名|排位|位次)(?=前)|(?:排行榜|榜单?|排名)(?=[上中里，,：:]))")
_RANK_IN = re.compile(r"(?:位居|[稳高位仍]居|居|位列|列|排名?|排在|占据|跻身|进入|升至|跃居)(?P<scope>[一-鿿A-Za-z]{2,10})$")


def read_phrase(place: Place, previous: Phrase | None, units: Mapping[str, Phrase] | None = None) -> Phrase | None:
    """The indicator of the number at ``place``; ``previous`` is that of the figure before it in the same run of text.

    ``units``: the last phrase of the sentence for each unit, which a number of the unit that names nothing goes back to.
    """
    quantity = place.quantity
    precision = _precision(place)
    if quantity.kind == "rank":
        found = _rank(place, previous)
    else:
        left, right = read_left(place), read_right(place)
        previous = _of_unit(place, left, previous, units or {})
        found = (
            share(place, left, previous)
            or growth(place, left, right, previous)
            or multiple(place, left, previous)
            or _level(place, left, right, previous, precision)
        )
    if found is None:
        return None
    unit = quantity.unit.lstrip("万亿千百十")
    if not quantity.unit and not found.own and found.kind == "level" and previous is not None and previous.kind == "level":
        return replace(found, unit=previous.unit, said=previous.said)
    return replace(found, unit=unit, said=quantity.unit, precision=precision or (found.precision if not found.own else None))


def _of_unit(place: Place, left: Left, previous: Phrase | None, units: Mapping[str, Phrase]) -> Phrase | None:
    """``previous``, or what the sentence last told in this unit: 时延是8毫秒；两条链路开通后，二者降到4毫秒."""
    quantity = place.quantity
    unit = quantity.unit.lstrip("万亿千百十")
    if previous is None or not unit or previous.unit == unit or quantity.kind in COUNTING or left.tie not in ("none", "link"):
        return previous
    if place.left > place.start or (left.noun and not names_nothing(place, left)):
        return previous
    return units.get(unit, previous)


def _rank(place: Place, previous: Phrase | None) -> Phrase | None:
    """算力总规模位居全球第二; 居全国第一 (of the figure before); 全国第三家国家超算中心; 排第5 on the list that the sentence names."""
    left, right = read_left(place, regions=True), read_right(place)
    inside = _RANK_IN.search(place.text, max(place.left, place.list_start - 14), place.list_start) if left.tie == "none" else None
    if inside is not None:  # 居中部六省首位
        left = read_left(replace(place, list_start=inside.start("scope")), regions=True)
    noun = left.noun if left.tie == "link" or indicators().find(left.noun) else ""
    if noun and names_nothing(place, left):
        noun = ""
    noun = re.sub(r"(?:位次|排名|名次)$", "", noun)
    if previous is not None and indicators().find(noun) is None and not measured(noun):
        noun = ""
    region = left.region or (inside["scope"] if inside else "")
    listed = _ranked_by(place)
    carried = previous.base if previous and (previous.kind == "rank" or not listed) else ""
    base = noun or carried or listed or right.noun or earlier_label(place)
    if not base:
        return None
    known = head_indicator(base)
    return Phrase(f"{base}{region}排名", base, "rank", known, left.start if noun else place.start, bool(noun or right.noun))


def _places_moved(place: Place, left: Left, previous: Phrase | None) -> Phrase | None:
    """比去年上升2位: by how many places a rank changed."""
    base = previous.base if previous and previous.kind == "rank" else _ranked_by(place)
    base = base or (left.noun if left.noun and not names_nothing(place, left) else previous.base if previous else "")
    if not base:
        return None
    moved = "上升" if left.tie == "up" else "下降"
    return Phrase(f"{base}排名{moved}位数", base, "rank", head_indicator(base), place.start, False)


def _ranked_by(place: Place) -> str:
    """What the sentence ranks by before the clause: 服务指数排名前五的省份依次是甲和乙，丙升至第6位."""
    found = list(_RANKED.finditer(place.text, max(place.sentence.start, place.start - 120), place.start))
    return trim(found[-1]["by"].rpartition("的")[2].removeprefix("在")) if found else ""


def _level(place: Place, left: Left, right: Right, previous: Phrase | None, precision: str | None) -> Phrase | None:
    """The plain case: a noun phrase before or after the number, or the one of the figure before."""
    quantity = place.quantity
    if previous is not None and (other_end(place) or reference(place, previous)):
        return replace(previous, start=place.start, own=False, sign=1)
    if left.tie == "increment":
        return _increment(place, left, right, previous)
    if left.tie in ("up", "down") and quantity.unit == "位":
        return _places_moved(place, left, previous)
    if left.tie in ("up", "down") and quantity.kind != "bare" and not left.noun and previous is not None:
        return replace(previous, name=previous.base + ("增加量" if left.tie == "up" else "减少量"), kind="increment", own=False)
    if left.tie in ("up", "down") and quantity.kind != "bare":
        return _amount(place, left)
    special = special_phrase(place, left, right, previous)
    if special is not None:
        return special
    told = told_of_another(place, left, right, previous)
    if told is not None:
        return told
    name, start = _choose(place, left, right)
    if precision is not None and quantity.kind == "compute" and _plain_compute(name):
        name = precision + "算力"
    if name and quantity.kind == "bare" and not quantity.unit and left.tie == "none" and not means(name):
        return None  # 青鸾7的: part of a name that nothing tells from a figure
    if name:
        if previous is not None and left.tie == "link" and _AREA.search(name) and _compatible(previous, quantity):
            return replace(previous, name=previous.base, kind="level", start=start, own=False, basis=None, sign=1, about=name)
        if not quantity.unit and previous is not None and not measured(name) and _compatible(previous, quantity):
            return replace(previous, name=previous.base, kind="level", start=start, own=False, basis=None, sign=1)
        if quantity.kind == "ratio" and unit_indicator(name, quantity) is None:
            return make(place, "PUE", start, "level")  # 腾讯清远约1.25, among PUE values: the unit says what is measured
        if quantity.kind == "compute" and unit_indicator(name, quantity) is None and not measured(name):
            name += "算力规模"  # 一期部署500P
        phrase = make(place, _measured(name, quantity), start, "level")
        beside = left.noun if left.tie == "none" and name == right.noun and _AREA.search(left.noun) else None
        return replace(phrase, about=re.split("[、和及与]", beside)[-1] if beside else None)
    changes = previous is not None and previous.kind == "growth" and same_unit(previous, quantity)
    if changes and previous is not None and previous.start >= place.sentence.start:
        return replace(previous, start=place.start, own=False)  # 甲增长76%；乙58%次之；丙最慢，也有39%
    if previous is not None and previous.kind == "share" and percentlike(quantity):
        return replace(previous, start=place.start, own=False)
    if previous is not None and (place.members > 1 or _compatible(previous, quantity)):
        return replace(previous, start=place.start, own=False, name=previous.base, kind="level", basis=None, sign=1)
    if previous is not None and previous.kind == "level" and previous.unit == quantity.unit.lstrip("万亿千百十"):
        return replace(previous, start=place.start, own=False)  # 中国162台，美国126台
    if previous is not None and previous.kind == "growth" and left.tie == "link" and quantity.unit and not percentlike(quantity):
        return replace(
            previous, name=previous.base, kind="level", start=place.start, own=False, basis=None, sign=1
        )  # 增长35%，至160亿元
    if quantity.kind == "money" and _PRICE_PER.search(place.text[place.left : quantity.start]):
        return make(place, "价格", place.start, "level")
    default = heading(place) or earlier_label(place) or OF_UNIT.get(quantity.kind, "")
    return make(place, _measured(default, quantity), place.start, "level") if default else None


def _amount(place: Place, left: Left) -> Phrase | None:
    """合同负债较年初增加6亿元: by how much it grew or shrank, in its own unit."""
    noun, against = compared(place, left)
    base = noun or earlier_label(place)
    if not base:
        return None
    known = head_indicator(base)
    end = "增加" if left.tie == "up" else "减少"
    return Phrase(
        versus(base, against) + end + "额" * (place.quantity.kind == "money"), base, "increment", known, left.start, bool(noun)
    )


def _increment(place: Place, left: Left, right: Right, previous: Phrase | None) -> Phrase | None:
    """净增1.1万架 (of the figure before), 新增140个智算中心项目."""
    if right.noun:
        return make(place, left.word + _counted(right.noun, place.quantity), right.start, "increment", base=right.noun)
    if left.noun and not names_nothing(place, left):
        name = f"{left.noun}{left.word}数" if place.quantity.kind in COUNTING else f"{left.noun}增加"
        return make(place, name, left.start, "increment", base=left.noun)
    if previous is None:
        return None
    stem = SIZE.sub("", previous.base) or previous.base
    return replace(previous, name=f"{stem}{left.word}数", kind="increment", start=place.start, own=False, basis=None)


def _choose(place: Place, left: Left, right: Right) -> tuple[str, int]:
    """The noun phrase that names the number, as (name, offset); ("", clause start) where neither side has one."""
    quantity = place.quantity
    counted = quantity.kind in COUNTING and bool(quantity.unit)
    left_fits, right_fits = _fits(left.noun, quantity), _fits(right.noun, quantity)
    pure = _PURE.search(left.noun) if right.after_de and right.noun and left.tie == "none" else None
    if pure is not None:  # 发放总额1亿元的算力券
        return right.noun + pure["measure"], left.start
    if left.tie == "link":
        serves = counted and (left.word.endswith("有") or (left.word == "为" and _SERVES.match(place.text, right.end)))
        order = ("right", "left") if serves or (right_fits and not left_fits and not measured(left.noun)) else ("left", "right")
    elif left.tie == "none" and left_fits and not right_fits and (measured(left.noun) or indicators().named(left.noun)):
        order = ("left", "right")
    elif right.noun and left.tie == "none" and place.text[place.left : place.list_start].rstrip().endswith("的"):
        order = ("right", "left")  # 园区配建的40兆瓦储能电站
    elif left.tie == "verb" or right.after_de and right.noun:
        order = ("right", "left")
    elif left_fits != right_fits:
        order = ("left", "right") if left_fits else ("right", "left")
    else:
        thing = quantity.kind in MEASURE_OF_THING and not measured(left.noun) and right.noun
        order = ("right", "left") if counted or thing else ("left", "right")
    for side in order:
        if side == "left" and left.noun and not names_nothing(place, left):
            noun = of_verb(left.noun, quantity)
            return (_counted(noun, quantity) if counted else noun), left.start
        if side == "right" and right.noun:
            return (_counted(right.noun, quantity) if counted else _thing(right.noun, quantity)), right.start
    return "", place.start


def _thing(noun: str, quantity: Quantity) -> str:
    """A thing's measure by the number's unit: 住宅面积, 储能电站功率; a noun that measures, or has an indicator, as it is."""
    return noun if measured(noun) or head_indicator(noun) is not None else of_thing(noun, quantity)


def _measured(name: str, quantity: Quantity) -> str:
    """The name itself, or the scheme's where the text names the thing and not its measure: 7nm工艺 is a 制程, 64GB显存 a 显存容量."""
    if quantity.unit.lstrip("万亿千百十") and quantity.kind in COUNTING:
        return name
    if measured(name.removesuffix("数") if quantity.kind in COUNTING else name):
        return name
    known = indicators().named(name) or indicators().named(name.removesuffix("数"))
    return known.zh if known is not None and takes(known, quantity) else name


def _fits(noun: str, quantity: Quantity) -> bool:
    """Whether a label of the scheme that takes this kind of unit stands in ``noun``."""
    return bool(noun) and unit_indicator(noun, quantity) is not None


def _compatible(previous: Phrase, quantity: Quantity) -> bool:
    return previous.known is not None and takes(previous.known, quantity)


def _counted(noun: str, quantity: Quantity) -> str:
    """A counted thing's name as an indicator: 智算中心项目 -> 智算中心项目数."""
    if re.search(r"(?:数|数量|总数|总量|规模|量|率|值|额|面积|容量|能力|水平)$", noun) or quantity.kind not in COUNTING:
        return noun
    return noun + "数"


def _plain_compute(name: str) -> bool:
    rest = _PRECISION.sub("", name.rpartition("的")[2])
    return (
        not rest
        or re.fullmatch(r"(?:[（(].*[）)]|芯片|浮点|整数|标准|性能|算力|下|精度|计算|峰值|运算|能力|的|\+|最高|数)*", rest)
        is not None
    )


def _precision(place: Place) -> str | None:
    """FP16 and the like beside the number: after it, else before it, the nearest."""
    if place.quantity.kind not in ("compute", "bare", "count", "ratio"):
        return None
    after = _PRECISION.search(place.text[place.quantity.end : min(place.right, place.quantity.end + 12)])
    if after is not None:
        return after.group().upper()
    before = [m.group().upper() for m in _PRECISION.finditer(place.text[place.left : place.quantity.start])]
    if before:
        return before[-1]
    around = place.text[place.left : min(place.right, place.quantity.end + 8)]
    return next((code for word, code in _PRECISION_ZH.items() if word in around), None)
