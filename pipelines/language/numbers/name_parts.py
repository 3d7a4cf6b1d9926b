"""Numbers that a table's mark, a version, a size or a line of code holds: 表3-5, 版本分别是2.3和1.9, M.2 2280, MACD(12,26,9), lr=3."""

from __future__ import annotations

import re

HYPHENED = re.compile(r"\d{1,2}-in-\d{1,2}(?!\d)")  # 3-in-1
BITS_WIDE = re.compile(r"\d{1,3}位(?=整数|整型|浮点|定点|操作系统|处理器|量化|字长|总线|架构|地址|计算|机|CPU|MCU)")
FLOOR = re.compile(r"\d{1,3}(?:层|室|单元)(?![级楼])")  # B座12层
NUMBERED = re.compile(r"0\d{1,2}(?=组|批|星|团|班|幢|栋|章|轮|号)")  # 02组卫星
RELEASE = re.compile(r"\d{1,2}\.\d{1,2}(?= ?版)|\d{1,2}\.0(?=的|系列|时代)")
_MARK = re.compile(r"\d{1,2}[-–.]\d{1,2}(?![\d%％年月./-])")  # 表3-5
_SIZE = re.compile(r"22(?:30|42|60|80|110)(?!\d)")  # of an M.2 card
_ASSIGNED = re.compile(r"(?:[a-z]{1,12}_[a-z_]{1,16}|lr|epochs?) ?=$")
_NUMERAL = re.compile(r"\d{1,12}(?:\.\d{1,6})?(?:e-?\d{1,2})?(?![A-Za-z\d%])")
_VERSIONS_BEFORE = re.compile(
    r"版本号?(?:分别|依次|均)?(?:为|是|：|:)? ?(?:\d{1,4}(?:\.\d{1,4}){0,4}(?:、|和|与|及| ){1,3}){0,6}$"
)
_VERSION_NUMBER = re.compile(r"\d{1,4}(?:\.\d{1,4}){1,4}")
_PARAMETERS_BEFORE = re.compile(r"[A-Za-z]{2,12}[（(](?:\d{1,4}[,，] ?){0,6}$")
_PARAMETERS_AFTER = re.compile(r"(?P<one>\d{1,4})(?:[,，] ?\d{1,4}){0,6}[)）]")
_BUILDING = re.compile(r"(?:[A-Z\d一二三四五六七八九十][座栋幢]|号楼)$")
_FAR = 48


def part_of_name(text: str, start: int, before: str) -> tuple[str, int] | None:
    """Reason and end of an Arabic number that begins at ``start``; ``before`` is the text before it. None where it is no part of a name."""
    last = before[-1:]
    if last in ("表", "图") and (found := _MARK.match(text, start)):
        return "reference_mark", found.end()
    if last in ("2", " ") and before.rstrip().endswith("M.2") and (found := _SIZE.match(text, start)):
        return "name", found.end()
    if last in ("座", "栋", "幢", "楼") and (found := FLOOR.match(text, start)) and _BUILDING.search(before):
        return "name", found.end()
    if last == "=" and _ASSIGNED.search(before) and (found := _NUMERAL.match(text, start)):
        return "name", found.end()
    if last in ("(", "（", ",", "，", " ") and (found := _PARAMETERS_AFTER.match(text, start)):
        held = _PARAMETERS_BEFORE.search(text, max(0, start - _FAR), start)
        if held and ("," in held.group() + found.group() or "，" in held.group() + found.group()):
            return "name", found.end("one")
    low = max(0, start - _FAR)
    if text.find("版本", low, start) >= 0 and _VERSIONS_BEFORE.search(text, low, start):
        number = _VERSION_NUMBER.match(text, start)
        return ("version", number.end()) if number else None
    return None
