"""Which Chinese nouns name something that is told by a figure."""

from __future__ import annotations

import re

from kg.indicators import indicators

_MEASURE = re.compile(
    r"(?:[率量额数值价费]|规模|时延|带宽|容量|功耗|能耗|面积|占比|比例|份额|收入|利润|亏损|收益|投资|成本|价格|租金|预算|支出|开支|补贴|产能|增速|增幅|降幅|涨幅"
    r"|算力|性能|速度|高度|长度|距离|重量|温度|海拔|效率|精度|上限|下限|制程|工艺|排名|得分|指数|人口|金额|资金|PUE|人均|融资|订单)$"
)


def is_measure(noun: str) -> bool:
    """Whether ``noun`` asks for a figure: 带宽, PUE, 净利润; 公司 does not."""
    return bool(noun) and (
        bool(_MEASURE.search(noun))
        or any(hit.end == len(noun) and hit.indicator.dimensions != ("count",) for hit in indicators().scan(noun))
    )
