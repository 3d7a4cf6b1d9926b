"""Ranks: 第二位, 居全国第二, 全国前三, 居首位, 分列三、四位, 从第九退到第十一; ordinals that are none: 第二届, 第一财经, 第一， of a list."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from kg.model import IgnoredNumber, Quantity
from pipelines.language.numbers.numerals import numeral_value

FIRST = r"首位(?!度|[一-鿿]{0,4}(?:官|者|人|嘉宾|女|华人))"  # 首位度 is another measure, 首位科学家 a person

_ONE = "[一二三四五六七八九十]|\\d{1,2}"
_RANK_WORD = re.compile(
    r"(?:居|列|排名?|排行榜?|排在|跻身|[升退降跌落滑][至到为居]|上升至|上升到|滑落至|前移至|前移到|跃至|重返|重回|回到|稳坐|名列|夺得|获得?)[^，,。；;：:！？、\n\d]{0,10}$"
)
_RANK_SCOPE = re.compile(
    r"(?:全球|全国|世界|国内|中国|我国|亚洲|亚太|[东中西南北]部|东北|西南|西北|华[东南北中]|全省|全市|省内|市内|区域|地区|行业|业内|同类|并列)$"
)
_LOOSE_SCOPE = re.compile(r"(?:国产|同级|同城|市场|领域|赛道|榜单|[国省市]内)$")  # ranks where nothing follows: 国产第二。
_RANK_TOP = re.compile(
    r"(?:全球|全国|世界|国内|中国|我国|亚洲|[东中西]部|全省|全市|省内|同类|行业|业内|排名|排|进入|跻身|位居|位列|稳居|居|列|夺得|获得?|取得|保持|占据)(?:到|了|至|在)?前$"
)
_ORDINAL_THING = re.compile(
    r" ?(?:届|次|期|批|代|季|章|条|款|轮|阶段|步|天|年|点|方|者|时间|财经|曲线|产业|梯队|阵营|方阵|序列|大(?![数])|一|二|三|个五年)"
)
_RANKED_THING = re.compile(r" ?(?:家|个|座|台|颗|款|所|套|块)")
_RANK_AFTER = re.compile(r" ?(?:位|名(?!称))")
_TOP_AFTER = re.compile(r" ?(?:强|名|位|甲|列)?")
_MARK = re.compile(r" ?[，,、：:]")
_CLAUSE_START = re.compile(r"(?:^|[\n。；;：:！？!?])[ \u3000“\"]*$")
_CLAUSE_END = re.compile(r" ?(?:$|[，,。；;、）)！!？?\n])")
_MOVES = re.compile(r" ?(?:位|名)?[一-鿿]{0,2}?[升降退跌滑跃晋攀落前]")
_FROM = ("从", "由", "自")
_OF_RANKS = re.compile(r"排名|名次|位次|位列|位居|排第|排在|[列居]第|榜|第 ?(?:" + _ONE + r") ?[位名]")
_NAMED_BEFORE = re.compile(r"[一-鿿A-Za-z\d）)”]$")
_PLACED = re.compile(r"(?:居|列|排|占据?|踞|据|升至|升到|重回|重返)[^，,。；;：:！？、\n\d]{0,10}$")
_SHARED_BEFORE = re.compile(
    rf"(?:分(?:别)?[列居获排]|(?:[列居获排])(?=[^，。；]*(?:{_ONE})[、和及]))[^，。；、\d]{{0,6}}?第?(?:(?:{_ONE})[、和及]?第?){{0,5}}$"
)
_SHARED_AFTER = re.compile(rf"(?:(?:[、和及]第?)?(?:{_ONE})){{0,5}}(?:位|名(?!称))")
_LOOK = 60


def ordinal(text: str, start: int, end: int) -> tuple[Quantity | IgnoredNumber, int]:
    """第二位, 居全球第二, 全国第三家 are ranks; 第二届, 第一财经 are not; 第一， at the head of a clause is a list marker."""
    value = numeral_value(text[start:end])
    first = text.rindex("第", 0, start)
    if value is None or value == 0:
        return IgnoredNumber(start, end, text[start:end], "ordinal", value), end
    front = text[max(0, first - 14) : first]
    if _CLAUSE_START.search(front) and _MARK.match(text, end):
        return IgnoredNumber(start, end, text[start:end], "list_marker", value), end
    placed, thing = _RANK_AFTER.match(text, end), _RANKED_THING.match(text, end)
    if placed or _says_rank(text, front, first, end, thing is not None):
        stop = placed.end() if placed else thing.end() if thing else end
        return _rank(text, first, (start, end), stop, value), stop
    return IgnoredNumber(start, end, text[start:end], "ordinal", value), end


def _says_rank(text: str, front: str, first: int, end: int, thing: bool) -> bool:
    """Whether the words before 第 (``front``) and after the numeral make a rank of it."""
    if _RANK_SCOPE.search(front) and (thing or not _ORDINAL_THING.match(text, end)):
        return True
    if _ORDINAL_THING.match(text, end):
        return False
    if _RANK_WORD.search(front) or (front.endswith(_FROM) and _MOVES.match(text, end)):
        return True
    if _CLAUSE_END.match(text, end) is None:
        return False
    if _LOOSE_SCOPE.search(front):
        return True
    said = text[max(0, first - _LOOK) : first]
    said = said[max(said.rfind(mark) for mark in "。！？\n") + 1 :]
    return _NAMED_BEFORE.search(front) is not None and _OF_RANKS.search(said) is not None  # 杭州排第5；郑州第14，


def _rank(text: str, first: int, number: tuple[int, int], stop: int, value: Decimal) -> Quantity:
    return Quantity(
        start=first, end=stop, text=text[first:stop], number_start=number[0], number_end=number[1],
        value=value, unit="位", lower=None, upper=None, qualifier="exact", kind="rank",
    )  # fmt: skip


def first_place(text: str, start: int) -> Quantity | None:
    """居各区域首位: the first rank; None where no word of rank stands before (放在首位)."""
    if not _PLACED.search(text, max(0, start - 14), start):
        return None
    return _rank(text, start, (start, start + 1), start + 2, Decimal(1))


def shared_place(text: str, start: int) -> Quantity | None:
    """One of the ranks of 分列三、四位 and 分列二三位, without its 第; None elsewhere."""
    if not _SHARED_BEFORE.search(text, max(0, start - 24), start):
        return None
    size = 2 if text[start : start + 2].isdecimal() else 1
    value = numeral_value(text[start : start + size])
    after = _SHARED_AFTER.match(text, start + size)
    if value is None or not 0 < value <= 100 or after is None:
        return None
    stop = after.end() if after.end() - start - size == 1 else start + size
    return _rank(text, start, (start, start + size), stop, value)


def top_rank(text: str, start: int, end: int, value: Decimal) -> Quantity | None:
    """全国前三, 跻身全球前10强: a rank not below ``value``; None where no words of rank stand before 前."""
    if text[start - 1 : start] != "前" or not 0 < value <= 1000:
        return None
    stop = _TOP_AFTER.match(text, end)
    if (stop is None or stop.group().strip() not in ("强", "甲")) and not _RANK_TOP.search(text, max(0, start - 12), start):
        return None
    item = _rank(text, start - 1, (start, end), stop.end() if stop else end, value)
    return replace(item, lower=Decimal(1), upper=value, qualifier="under")
