"""Money whose 元 is left out: 收入11.3亿, 投3800亿, 月租跌破6万; what is measured, or the verb, says that it is money."""

from __future__ import annotations

import re
from dataclasses import replace

from kg.model import Quantity
from pipelines.language.figures.clause import Place, within
from pipelines.language.figures.ellipsis import heading, names_nothing
from pipelines.language.figures.noun_phrase import read_left, read_right
from pipelines.language.figures.phrase import Phrase

_PURSE = re.compile(
    r"(?:收入|营收|销售额|利润|净利|净利润|亏损|净亏损|预算|总?投资|投入|资本开支|开支|支出|费用|成本|估值|市值|售价|报价|要价|单价|均价|总价|价格|房价|[月年日]?租金?|电费|薪水?|月薪|年薪"
    r"|融资|注资|募资|资金|贷款|债务|股息|分红|补贴|奖金|罚款|产值|增加值|税收|现金流|折旧|摊销|造价|身价|赔偿|押金|保证金|[金总定差成交]额|中标额|订单额|合同额)$"
)
_SPENT = re.compile(
    r"(?<![一-鿿])?(?:投|花|融|赚|亏|砸|募|捐|赔|欠|净赚|狂砸|斥资|耗资|投资|融资|募资|入账|进账|豪掷)(?:资|了|入|下|出|掉|到|进)?$"
)
_BARE_SIZE = re.compile(r"^[十百千]*[万亿]+$")
_CURRENCY = re.compile(r"(?:美元|港元|欧元|日元|英镑|元)$")
_FAR = 80


def understood(place: Place, previous: Phrase | None) -> Place:
    """``place`` with its quantity as money, where it has only 万 or 亿 and its words, or the figure before, tell of money."""
    quantity = place.quantity
    if quantity.kind != "count" or not _BARE_SIZE.match(quantity.unit):
        return place
    if not _of_money(place, previous):
        return place
    return replace(place, quantity=replace(quantity, unit=quantity.unit + _currency(place), kind="money"))


def _of_money(place: Place, previous: Phrase | None) -> bool:
    right = read_right(place).noun
    if right:
        return _PURSE.search(right) is not None and not place.text.startswith("的", place.list_end)
    left = read_left(place)
    if left.tie != "verb" and left.noun:
        if _PURSE.search(left.noun) or _SPENT.search(left.noun):
            return True
    elif _SPENT.search(place.text, max(place.left, place.list_start - 6), place.list_start):
        return True
    if _PURSE.search(heading(place)):
        return True
    carried = previous is not None and (_CURRENCY.search(previous.unit) is not None or _PURSE.search(previous.base) is not None)
    return carried and (not left.noun or names_nothing(place, left))


def _currency(place: Place) -> str:
    """The currency of the last amount of the sentence that has one."""
    low = max(place.sentence.start, place.start - _FAR)
    said: list[Quantity] = [q for q in within(place.analysis.quantities, low, place.quantity.start) if q.kind == "money"]
    found = _CURRENCY.search(said[-1].unit) if said else None
    return found.group() if found else "元"
