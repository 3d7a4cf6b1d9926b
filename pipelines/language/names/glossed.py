"""Bodies told by what stands beside their name: a Latin name in brackets (某某智能（HengTech）), or what kind of firm it is and quotes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kg.model import Mention
from pipelines.language.names.coined import coined_before, is_coined
from pipelines.language.names.words import any_of, words

_NAMED, _QUOTED = 0.75, 0.65
_OF_PRODUCTS = frozenset(
    ("服务", "技术", "云", "芯片", "环境", "装备", "动力", "网络", "软件", "时代", "云计算", "大数据")
)  # 全流程服务（某某）
_LATIN = re.compile(
    r"[（(](?:英文名)?(?P<latin>(?:The )?[A-Z][A-Za-z]*[a-z][A-Za-z]*(?: (?:of |for )?[A-Z][A-Za-z]+){0,4})(?:，[^（）()]{1,12})?[)）]"
)
_FIRM = re.compile(
    r"(?:企业|公司|厂商|工作室|独角兽)[“「](?P<name>[一-龥]{3,6})[”」](?!的?(?:问题|模式|难题|困境|行动|计划|工程|现象|诉求)|等(?!\d家))"
)
_HELPED = re.compile(
    r"(?:[让使为令]|帮助|支持|鼓励|推动|助力|促进|引导|赋能|带动|服务|要求|倡导)[^，。；：！？\n]{0,14}$"
)  # 支持企业“走出去”
_BEFORE_SOCIETY = re.compile(r"(?:^|[由据为与和及、，。；：（“])(?=[一-龥]{2,8}(?:组织|协会|学会|联盟|基金会)$)")


def glossed(text: str, bodies: tuple[Mention, ...]) -> Iterator[Mention]:
    """A body and the Latin name in brackets behind it, which stands for the same; ``bodies`` are those found otherwise."""
    ending = {body.end: body for body in bodies if body.type == "Organization"}
    for match in _LATIN.finditer(text):
        latin = match.group("latin")
        if latin.split()[0].upper() in words("common_latin"):
            continue
        body = ending.get(match.start())
        if body is None:
            start = _start(text, match.start(), ending)
            if start is None:
                continue
            name = text[start : match.start()]
            body = Mention(start, match.start(), name, "Organization", name, _NAMED, "grammar")
            yield body
        yield Mention(*match.span("latin"), latin, "Organization", body.canonical, _NAMED, "grammar", body.entry)


@cache
def _trade() -> re.Pattern[str]:
    return re.compile(rf"(?:{any_of('trades_hard', 'trades_soft')})$")


def _start(text: str, end: int, ends: dict[int, Mention]) -> int | None:
    """Where the name begins that ends at ``end``: a coined word and a trade, or a society behind a mark or a preposition."""
    before = text[max(0, end - 12) : end]
    trade = _trade().search(before)
    if trade is not None and trade.group() not in _OF_PRODUCTS:
        return coined_before(text, end - len(trade.group()), ends)
    starts = [edge.end() for edge in _BEFORE_SOCIETY.finditer(before) if len(before) - edge.end() > 3]
    return max(0, end - 12) + starts[-1] if starts else None


def quoted_firms(text: str) -> Iterator[Mention]:
    """动画企业“某某某某”: a coined name in quotes behind what it is."""
    for match in _FIRM.finditer(text):
        name = match.group("name")
        if _HELPED.search(text, max(0, match.start() - 16), match.start()):
            continue
        if "得" not in name and is_coined(name[:4] if len(name) > 4 else name):
            yield Mention(*match.span("name"), name, "Organization", name, _QUOTED, "grammar")
