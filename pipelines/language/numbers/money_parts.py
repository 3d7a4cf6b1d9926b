"""Money told in two or three units: 80元5角二分, 九元八毛, 四美元又十美分, 三块五毛."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from kg.model import Quantity
from pipelines.language.numbers.numerals import NUMERAL, numeral_value

_ONE = rf"\d{{1,2}}|[{NUMERAL}]{{1,3}}"
_DIMES = re.compile(rf"(?:又|零)? ?(?P<dimes>{_ONE})[角毛](?![洲形])(?:(?P<cents>{_ONE})分?(?![之钟A-Za-z\d]))?")
_CENTS = re.compile(rf"(?:又|零)? ?(?P<cents>{_ONE})(?:美分|分(?![之钟别布类析析销]))")
_TENTH, _HUNDREDTH = Decimal("0.1"), Decimal("0.01")
PURSE = ("元", "块", "美元", "港元", "欧元")  # units that 角 and 分 may follow


def with_parts(text: str, item: Quantity) -> Quantity:
    """``item`` with the 角, 毛 and 分 that follow it added to its value; 块 before them is 元."""
    if item.value != item.value.to_integral_value():
        return item
    found = _DIMES.match(text, item.end) or (_CENTS.match(text, item.end) if item.unit != "块" else None)
    if found is None:
        return item
    dimes = numeral_value(found.groupdict().get("dimes") or "零")
    cents = numeral_value(found["cents"] or "零")
    if dimes is None or cents is None:
        return item
    value = item.value + dimes * _TENTH + cents * _HUNDREDTH
    unit = "元" if item.unit == "块" else item.unit
    return replace(item, value=value, unit=unit, kind="money", end=found.end(), text=text[item.start : found.end()])
