"""What a number measures, as a value: name, base, kind, and the scheme's indicator behind it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from kg.indicators import Indicator, indicators
from kg.model import Quantity
from pipelines.language.figures.clause import Place

Kind = Literal["level", "growth", "share", "rank", "multiple", "increment"]

_MEASURE_END = re.compile(
    r"(?:[率量数额值比]|(?<![代评牙])价|功率|负荷|装机|规模|性能|能力|算力|速度|比重|价格|面积|容量|带宽|延迟?|时延|利润|收入|营收|PUE|效率|成本|功耗|频率|指数|长度|份额|收益|开支|投入|时间|时长|投资|产值|排名|股息|分红|产出|余额|总额|成本|费用|参数|机时|核时|卡时|电量|耗电|节电|估值|市值|上限|周期|寿命|有效期|存续期|回收期|得分|评分|分数|跑分)$"
)
COUNTING = frozenset({"count", "rack", "bare"})
SIZE = re.compile(r"(?:总规模|规模|总量|数量|总数|数|量)$")


@dataclass(frozen=True, slots=True)
class Phrase:
    """What a number measures. ``base`` is the level that a growth, share or rank is about; ``start`` is where its words begin."""

    name: str
    base: str
    kind: Kind
    known: Indicator | None  # of the base for growth and rank, of the name otherwise
    start: int
    own: bool  # False: the base was carried over from an earlier figure
    basis: str | None = None
    sign: int = 1
    precision: str | None = None
    unit: str = ""  # of the number, without 万 and 亿
    said: str = ""  # the unit whole; of a number without unit that carries the figure before on, that one's
    against: str = ""  # what it is compared with: 带宽相对前代倍数
    about: str | None = None  # a common noun that says of what the carried indicator is told: 严寒地区为1.25

    @property
    def label(self) -> str:
        """The indicator: the scheme's label where there is one, else the text's own words."""
        if self.known is None:
            return self.name
        if self.kind in ("level", "share"):
            return self.known.zh
        if not self.name.startswith(self.base):
            return self.name
        return self.known.zh + self.name[len(self.base) :].removeprefix(f"相对{self.against}" if self.against else "")


def measured(noun: str) -> bool:
    """Whether ``noun`` ends in the name of a measure (规模, 占比, 率) and not of a thing."""
    return _MEASURE_END.search(noun) is not None


def means(noun: str) -> bool:
    """Whether ``noun`` is what a number without a unit may be of: a measure, or what has an indicator."""
    return measured(noun) or head_indicator(noun) is not None


def percentlike(quantity: Quantity) -> bool:
    """Whether the number is a percentage, or bare and may have been one (同比增长65 in a text that lost its signs)."""
    return quantity.kind in ("percent", "percentage_point") or not quantity.unit


def unit_indicator(noun: str, quantity: Quantity) -> Indicator | None:
    """The indicator that ``noun`` names and whose values may have the quantity's unit: the longest label at its head."""
    hits = [hit for hit in indicators().scan(noun) if hit.end >= len(noun) - 2 and takes(hit.indicator, quantity)]
    return max(hits, key=lambda hit: hit.end - hit.start).indicator if hits else None


def head_indicator(noun: str) -> Indicator | None:
    """The indicator whose label stands at the head (the end) of ``noun``, whatever its unit: the base of a growth or a rank."""
    hits = [hit for hit in indicators().scan(noun) if hit.end >= len(noun) - 2]
    return max(hits, key=lambda hit: hit.end - hit.start).indicator if hits else None


def head_label(noun: str) -> str:
    """The words of the label at the head of ``noun``, "" where it has none: 冷板式液冷PUE -> PUE."""
    hits = [hit for hit in indicators().scan(noun) if hit.end >= len(noun) - 2]
    found = max(hits, key=lambda hit: hit.end - hit.start, default=None)
    return noun[found.start : found.end] if found is not None else ""


def takes(indicator: Indicator, quantity: Quantity) -> bool:
    """Whether values of ``indicator`` may have the quantity's unit, or none."""
    if quantity.kind in indicator.dimensions:
        return True
    return not quantity.unit.lstrip("万亿千百十") and "bare" in indicator.dimensions


def make(place: Place, name: str, start: int, kind: Kind, base: str = "") -> Phrase:
    """A phrase of the text's own words, linked to the indicator that they name where the unit suits it."""
    return Phrase(name, base or name, kind, unit_indicator(name, place.quantity), start if start >= 0 else place.start, True)
