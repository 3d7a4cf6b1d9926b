"""Numbers that their own words, and not a noun before them, tell the measure of: prices by the piece, grants, parts of a sum, shares held."""

from __future__ import annotations

import re
from dataclasses import replace

from pipelines.language.figures.carried import same_unit
from pipelines.language.figures.clause import Place
from pipelines.language.figures.ellipsis import heading, names_nothing
from pipelines.language.figures.noun_phrase import Left, Right, trim
from pipelines.language.figures.phrase import Phrase, make, measured, percentlike, unit_indicator
from pipelines.language.figures.wording import benefit, ceiling, put, use

_PRICED = frozenset(["报", "收于", "报收", "收报", "收盘报"])
_PER_SHARES = re.compile(r"每\s?\d+\s?股")
_OF_WHOLE = re.compile(r"(?:该|这|此)?[笔批些]?(?P<whole>[一-鿿]{2,6}?)(?:中|里|之中)[，,][^。；]*$")
_AWAY = ("外的", "之外", "以外", "开外", "远的", "外，")
_CLOSE = re.compile(r"收盘|收于|报收|收报")
_PART = ("占比", "比例")
_DEALT = re.compile(r"(?:的)?(?:价格|总价|金额|报价)?(?P<what>成交|中标|竞得|收购|转让|出售)(?![量额])")
_BY_WHICH = re.compile(r"以(?:约|近|超|总价|每股)?$")
_PIECE = re.compile(
    r"每(?:百万|千|万|张|台|卡|颗|[个块枚])?(?:小时|分钟|天|月|年|[张台卡颗P]|核时|卡时|[Tt]okens?|词元|千瓦时|GB|TB|平方米)"
)
_PRICE = re.compile(r"(?:价格?|租金|费用?|成本)$")
_HELD = re.compile(r"的?(?:股权|股份|股本)(?!激励|支付)")
_BUYS = re.compile(r"收购|受让|购买|转让|出售|增持|减持|质押")
_LONG_SIDE = re.compile(r"(?P<side>[深高宽长厚])的?(?=[^，。；度]{1,8})")
_USABLE = re.compile(r"(?P<what>可(?:使?用|利用)[^，。；\d]{0,10})")
_TREATY = re.compile(r"的?(?P<what>[^，。；、\d的]{0,6}(?:协议|合同|租约))")


def special_phrase(place: Place, left: Left, right: Right, previous: Phrase | None) -> Phrase | None:
    """What a closing price, the ceiling of a grant and the rate of one are told by."""
    quantity, text = place.quantity, place.text
    if quantity.kind == "money" and left.word in _PRICED and (not left.noun or unit_indicator(left.noun, quantity) is None):
        said = text[max(place.sentence.start, place.start - 60) : place.quantity.start]
        return make(place, "收盘价" if _CLOSE.search(said) else "股价", place.start, "level")
    if quantity.kind == "length" and text.startswith(_AWAY, quantity.end):
        return make(place, "距离", left.start, "level")  # 15公里外的园区
    if (
        quantity.unit in ("nm", "纳米")
        and unit_indicator(left.noun, quantity) is None
        and unit_indicator(right.noun, quantity) is None
    ):
        return make(place, "制程", left.start, "level")
    own = _own_words(place, left) or (_price(place, left, right, previous) if quantity.kind == "money" else None)
    if own is not None:
        return own
    if previous is not None and quantity.kind == "money" and previous.kind == "level" and same_unit(previous, quantity):
        part = use(text[quantity.end : min(place.end, quantity.end + 24)])
        if part and (not left.noun or names_nothing(place, left)):
            return replace(previous, name=previous.base + part, start=place.start, own=False)  # 其中30亿元用于智算中心建设
    base = _PER_SHARES.search(text[max(place.start, quantity.start - 24) : quantity.start])
    if base is not None and quantity.kind in ("money", "count") and left.noun:
        noun = left.noun.removeprefix(base.group())
        return make(place, re.sub(r"\s", "", base.group()) + noun, left.start, "level")
    if quantity.unit.endswith("卡") and left.word.endswith(("有", "至", "到", "达")) and "卡" not in left.noun and not right.noun:
        return make(place, "卡数", left.start, "level")
    if quantity.unit.endswith("卡") and right.noun.startswith("集群"):
        return make(place, "集群规模", right.start, "level")
    if quantity.kind == "money" and left.noun:
        name = ceiling(text[max(place.sentence.start, place.start - 80) : place.start], left.noun)
        return make(place, name, left.start, "level") if name else None
    if percentlike(quantity) and quantity.unit and left.tie in ("none", "link"):
        after = text[quantity.end : min(place.end, quantity.end + 24)]
        part = use(after) or (
            put(after) if previous is not None and (previous.said.endswith("元") or previous.base.endswith(_PART)) else ""
        )
        part = re.sub('[“”"]', "", part)
        whole = "" if right.noun.startswith(part or "\0") else _used(place, right.noun)
        name = benefit(after[:12], left.noun) or (part and whole + part + ("比例" if part.startswith("用于") else "占比"))
        return make(place, name, left.start, "level") if name else None
    return None


def _own_words(place: Place, left: Left) -> Phrase | None:
    """以23亿元成交, 51%股权, 30米深的海床, 7个月可用自然冷源, 18年购电协议."""
    quantity, text = place.quantity, place.text
    after = text[place.list_end : min(place.end, place.list_end + 16)]
    before = text[place.left : place.list_start]
    name = ""
    if quantity.kind == "money" and _BY_WHICH.search(before) and (found := _DEALT.match(after)):
        name = found["what"] + ("金额" if found["what"] in ("中标", "收购", "转让", "出售") else "额")
    elif percentlike(quantity) and quantity.unit and left.tie == "none" and _HELD.match(after):
        acts = _BUYS.findall(before)
        name = f"{acts[-1]}股权比例" if acts else "持股比例"
    elif quantity.kind == "length" and (found := _LONG_SIDE.match(after)):
        name = found["side"] + "度"
    elif quantity.kind == "duration" and (found := _USABLE.match(after)) and not measured(left.noun):
        name = found["what"] + "时长"
    elif quantity.kind == "duration" and not measured(left.noun) and (found := _TREATY.match(after)):
        name = found["what"] + "期限"
    return make(place, name, place.start, "level") if name else None


def _price(place: Place, left: Left, right: Right, previous: Phrase | None) -> Phrase | None:
    """每百万词元输入0.8元、输出2元: what is charged by the piece has a price, whatever is named before it."""
    if right.noun or left.tie in ("up", "down", "increment") or not left.noun and left.tie == "none":
        return None
    if _PRICE.search(left.noun) or unit_indicator(left.noun, place.quantity) is not None:
        return None
    before = place.text[place.left : place.list_start]
    priced = previous is not None and previous.start >= place.sentence.start and _PRICE.search(previous.base) is not None
    piece = _PIECE.search(before)
    if piece is not None and piece.group() in ("每月", "每年", "每天") and before[piece.end() :].strip():
        return None  # 每月摊销4.3万元
    if piece is None:
        thing = left.word if left.tie == "verb" else left.noun  # 输出 is a verb to the word list
        if not priced or not thing or len(thing) > 6 or measured(thing) or (left.tie != "verb" and names_nothing(place, left)):
            return None
        return make(place, trim(thing) + "价格", left.start, "level")
    title = heading(place)
    if title and _PRICE.search(title):
        return make(place, title, place.start, "level")
    noun = trim(_PIECE.sub("", left.noun))
    if measured(noun) and not noun.endswith("算力"):
        return None
    return make(place, (noun if len(noun) <= 16 else "") + "价格", left.start, "level")


def _used(place: Place, noun: str) -> str:
    """Of what a percentage is a part: the noun behind it (七成资金用于), else what the sentence opens with (该笔资金中)."""
    found = None if noun else _OF_WHOLE.search(place.text[max(place.sentence.start, place.start - 60) : place.quantity.start])
    return found["whole"] if found is not None else noun
