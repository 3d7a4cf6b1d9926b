"""我国, 全球, 西部 and the like where they are what is told of, and not the field of a rank or the whole of a share."""

from __future__ import annotations

import re

from pipelines.language.components import Analysis
from pipelines.language.figures.clause import within
from pipelines.language.figures.subject import Scope

_COUNTRY = r"我国|全国|中国|国内(?!外)|国家(?=正|将|已|出台|进一步|还)"
_WORLD = r"全球|全世界|世界(?=[^级上])"
_PART = r"(?:(?<![\u4e00-\u9fff])|(?<=[年月日中而但]))(?:东部|西部|中部|东中西部|中西部|海外|国外|境外)(?:地区)?(?=[占增的市场数机算投新需平])"
_REGION = re.compile(rf"(?P<country>{_COUNTRY})|(?P<world>{_WORLD})|(?P<part>{_PART})")
_NOT_BEFORE = re.compile(
    r"(?:占|占据|在|居|位居|位列|列|排|排名|名列|稳居|超过|低于|高于|面向|是|为|于|对|向|从|由|达|比|较|成为|跻身|辐射|覆盖|服务|领先|贡献了?|整个|来自|走向|与|同)[了到着]?\s?$"
)
_PART_OF = re.compile(r"\s?(?:同类)?占(?:比|有)")
_NOT_AFTER = re.compile(r"\s?(?:第|首|前\S|领先|最|排名|唯一|范围|各地|一流|重点城市|枢纽|率先|多地|多个|多家|各)")


def regions(analysis: Analysis, start: int, end: int, weak: bool = False) -> list[Scope]:
    """Region words of the stretch that are no part of a name. ``weak``: those that only give a field or a whole, instead."""
    text, found = analysis.text, []
    for match in _REGION.finditer(text, start, end):
        near = within(analysis.mentions, max(0, match.start() - 20), match.end() + 20)
        if any(m.start <= match.start() < m.end and m.text != match.group() for m in near):
            continue
        field = _NOT_BEFORE.search(text[max(start, match.start() - 6) : match.start()]) or _NOT_AFTER.match(text, match.end())
        whole = match["part"] is None and _PART_OF.match(text, match.end()) is not None
        if (whole or field is not None) != weak:
            continue
        name = "中国" if match["country"] else "全球" if match["world"] else match.group()
        found.append(Scope(name, "Place", match.start(), match.group()))
    return found
