"""What the words around a time make of it: up to, since, range; byline; future."""

from __future__ import annotations

import re
from typing import Literal

from pipelines.language.times.time_model import RawTime

Basis = Literal["stated", "context", "published", "none"]
Role = Literal["point", "by", "since", "range", "duration"]

_BY_BEFORE = re.compile(r"(?:截[至止]到?|[到至]|不晚于|迟至)[^\w]{0,2}$")
_BY_AFTER = re.compile(r"[之以]?前(?![三两后往景])|为止|之际")
_SINCE_BEFORE = re.compile(r"(?:自从?|从)[^\w]?$")
_SINCE_AFTER = re.compile(r"[^，,。；;！？\n\d]{0,16}以来")
_TO_NOW = re.compile("(?:一直)?(?:至今|迄今|到现在|至目前|到目前)")
_DEADLINE = re.compile("[底末初]?(?:[之以]?前(?![三两后往景\\d])|内|到期)")
_FUTURE = re.compile(r"将|预计|计划|拟|有望|力争|预期|料|即将|展望|届时|施行")
_STOP = re.compile(r"[。！？!?；;\n]")
_BYLINE = re.compile(r" ?(?:[讯电]|消息|报道|上午|下午|日?晚)?[ ，,（(]?(?:讯|电|消息|报道)")
_REACH = 16


def role_of(text: str, raw: RawTime) -> Role:
    """by: 截至/到 it; since: 自 it, it 以来; range: from one point to another; duration: a stretch without ends; else point."""
    before = text[max(0, raw.start - 5) : raw.start]
    if raw.kind == "vague":
        return "duration"
    if raw.word.startswith(("截至", "截止", "到目前", "至今", "迄今")):
        return "by"
    if raw.kind in ("point", "range") and _TO_NOW.match(text, raw.end):
        return "since"
    if (
        text.endswith("以来", raw.start, raw.end)
        or _SINCE_AFTER.match(text, raw.end)
        and (_SINCE_BEFORE.search(before) or text.startswith("以来", raw.end))
    ):
        return "range" if raw.kind == "span" else "since"
    if raw.kind in ("range", "span", "decade"):
        return "range"
    if _BY_BEFORE.search(before) or _BY_AFTER.match(text, raw.end):
        return "by"
    return "since" if _SINCE_BEFORE.search(before) and text.startswith(("起", "开始", "以来"), raw.end) else "point"


def future(text: str, start: int, end: int) -> bool:
    """Do the words of the same sentence around ``start:end`` speak of what is to come?"""
    before = _STOP.split(text[max(0, start - _REACH) : start])[-1]
    after = _STOP.split(text[end : end + _REACH])[0]
    return _FUTURE.search(before) is not None or _FUTURE.search(after) is not None


def is_deadline(text: str, end: int) -> bool:
    """Does 前 or 内 follow, which makes a month that has not come a deadline: 9月底前完成?"""
    return _DEADLINE.match(text, end) is not None


def is_byline(text: str, end: int) -> bool:
    """Does 讯, 电, 消息 or 报道 follow: 新华社北京8月19日电?"""
    return _BYLINE.match(text, end) is not None
