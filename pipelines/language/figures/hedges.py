"""Words of more, less and about that do not touch their number: 约占九成, 10倍还多, 不超过投资额的10%, 最高3000万元 of a grant."""

from __future__ import annotations

import re
from dataclasses import replace

from kg.model import Quantity
from pipelines.language.figures.clause import Place
from pipelines.language.numbers.number_context import Qualifier, interval

_ABOUT = re.compile(
    r"(?:大约|约|大概|近乎|几乎)(?:占|合|有|需|可|能|在|相当于|等于|折合)(?:到|全[国球部]的?|总[^，。；\d]{0,6}的)?$"
)
_MORE_AFTER = re.compile(r"\s?(?:还多|有余|开外|还要多|都不止|不止|出头)")
_OF_WHOLE = re.compile(
    r"(?:(?P<under>不超过|不高于|不多于|不得超过|最高不超过|最多不超过|最多|至多)|(?P<over>不低于|不少于|不得低于|至少))"
    r"[^，。；、：\d]{2,16}$"
)
_CAP = re.compile(r"(?:最高|最多|上限为?|封顶)(?:可?(?:达|为|给予|补助|补贴|奖励|支持|资助|不超过))?$")
_GRANT = re.compile(
    r"补助|补贴|奖励|奖补|资助|给予|支持|抵扣|贴息|扶持|减免|返还|发放|算力券|单个|单家|每家|每户|每个|额度|授信|罚款"
)


def hedged(place: Place) -> Quantity:
    """The quantity with the qualifier and the bounds that such words give it, where it has none of its own."""
    quantity = place.quantity
    if quantity.qualifier != "exact":
        return quantity
    found = _hedge(place)
    if found is None:
        return quantity
    lower, upper = interval(quantity.value, found)
    return replace(quantity, qualifier=found, lower=lower, upper=upper)


def _hedge(place: Place) -> Qualifier | None:
    text, quantity = place.text, place.quantity
    before = text[max(place.start, quantity.start - 30) : quantity.start]
    if _MORE_AFTER.match(text, quantity.end):
        return "over"
    if quantity.unit == "%" and _ABOUT.search(before):
        return "about"
    whole = _OF_WHOLE.search(before) if quantity.unit == "%" else None
    if whole is not None:
        return "under" if whole["under"] else "over"
    if quantity.kind in ("money", "percent") and _CAP.search(before) and _GRANT.search(text, place.opening, place.end):
        return "under"
    return None
