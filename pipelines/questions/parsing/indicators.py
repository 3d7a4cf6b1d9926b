"""The indicators that a question names."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.indicators import Indicator, indicators
from kg.model import Mention

# What follows a bare 算力 and makes it the modifier of something else, not the thing measured.
_MODIFIES = re.compile(
    r"市场|产业|企业|中心|芯片|平台|需求|租赁|服务|项目|基础设施|设施|网|发展|领域|枢纽|节点|集群|资源|大会|成本|结构|调度|并网|供需|闲置|浪费|产品|国力"
)
_HOW_MANY = re.compile(r"多少|几[个座家处]|how many", re.IGNORECASE)


def named_indicators(text: str, names: Sequence[Mention] = ()) -> tuple[Indicator, ...]:
    """Indicators that the question names outside the ``names`` in it. 算力 alone may be a country's or a chip's; a counted noun (智算中心) is an indicator
    only where its number is asked for."""
    scheme = indicators()
    found: dict[str, Indicator] = {}
    for hit in scheme.scan(text):
        if any(name.start <= hit.start and hit.end <= name.end for name in names):
            continue
        label = text[hit.start : hit.end]
        counted = hit.indicator.dimensions == ("count",) and not label.endswith(("数", "量", "数量"))
        if counted and not _HOW_MANY.search(text):
            continue
        if label.endswith(("算力", "智算")) and _MODIFIES.match(text[hit.end :]):
            continue
        found[hit.indicator.key] = hit.indicator
        whole = scheme.named("算力规模") if label == "算力" else None
        if whole is not None:
            found[whole.key] = whole
    levels = [i for i in found.values() if i.dimensions != ("count",)]
    return tuple(levels or found.values())
