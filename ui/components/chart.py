"""An indicator's values over time as an ECharts option: repaired points marked, forecasts hollow on a dashed line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import streamlit as st

from ui.labels import Labels

if TYPE_CHECKING:
    from service.views import SeriesPoint

_REPAIRED = "#c2410c"
_MONTH = 28 * 86_400_000  # milliseconds; no finer ticks


@dataclass(frozen=True, slots=True)
class Drawn:
    """Points of the commonest measure and subject in time order, drawn in ``unit``, and how many others were left out.

    ``factor``: what ``unit`` is in base units; None where values are drawn as they stand.
    """

    unit: str
    factor: Decimal | None
    points: tuple[SeriesPoint, ...]
    omitted: int

    def height(self, point: SeriesPoint) -> float:
        """The value of ``point`` in ``unit``."""
        if self.factor and point.base_value is not None:
            return float(point.base_value / self.factor)
        return float(point.value)


def pick(points: Sequence[SeriesPoint]) -> Drawn | None:
    """What a chart of ``points`` can show; None when fewer than two periods share measure and subject."""
    if not points:
        return None
    (measure, about), _ = Counter(_group(point) for point in points).most_common(1)[0]
    same = tuple(sorted((p for p in points if _group(p) == (measure, about)), key=lambda p: (p.start, -p.confidence)))
    if len({point.start for point in same}) < 2:
        return None
    unit = Counter(point.unit for point in same).most_common(1)[0][0]
    factors = (p.base_value / p.value for p in same if p.unit == unit and p.base_value and p.value)
    return Drawn(unit, next(factors, None), same, len(points) - len(same))


def _group(point: SeriesPoint) -> tuple[str, str | None]:
    return point.base_unit or point.unit, point.about


def option(drawn: Drawn, labels: Labels) -> dict[str, Any]:
    """The ECharts option. One line through the surest value of each period; other claims are loose dots."""
    surest = {point.start: point for point in reversed(drawn.points)}
    line = [surest[start] for start in sorted(surest)]
    actual = [point for point in line if point.status == "actual"]
    outlook = [point for point in line if point.status != "actual"]
    joined = [point for point in actual[-1:] if outlook and point.start < outlook[0].start] + outlook
    others = [point for point in drawn.points if drawn.height(point) != drawn.height(surest[point.start])]
    repaired = [point for point in line if point.repaired]
    sure = [point for point in line if not point.repaired]
    series = [
        {"type": "line", "data": _rows(drawn, actual), "showSymbol": False, "silent": True, "tooltip": {"show": False}},
        {"type": "line", "data": _rows(drawn, joined), "showSymbol": False, "silent": True, "tooltip": {"show": False},
         "lineStyle": {"type": "dashed"}, "itemStyle": {"color": "#1f5f8b"}},
        _dots(drawn, labels("series.actual"), [point for point in sure if point.status == "actual"], symbol="circle", itemStyle={"color": "#1f5f8b"}),
        _dots(drawn, labels("series.outlook"), [point for point in sure if point.status != "actual"], symbol="emptyCircle", itemStyle={"color": "#1f5f8b"}),
        _dots(drawn, labels("series.repaired"), repaired, symbol="diamond", itemStyle={"color": _REPAIRED}),
        _dots(drawn, labels("series.others"), others, symbol="circle", itemStyle={"color": "#8a96a3"}),
    ]  # fmt: skip
    return {
        "animation": False,
        "legend": {"bottom": 0, "data": [one["name"] for one in series if one.get("name") and one["data"]]},
        "tooltip": {"trigger": "item", "formatter": "{b}"},
        "grid": {"left": 8, "right": 24, "top": 36, "bottom": 40, "containLabel": True},
        "xAxis": {
            "type": "time",
            "minInterval": _MONTH,
            "boundaryGap": ["4%", "4%"],
            "axisLabel": {"formatter": {"year": "{yyyy}", "month": "{yyyy}-{MM}", "day": "{yyyy}-{MM}"}, "hideOverlap": True},
        },
        "yAxis": {"type": "value", "name": drawn.unit, "scale": True, "nameTextStyle": {"align": "left"}},
        "series": [one for one in series if one["data"]],
    }


def _rows(drawn: Drawn, points: Iterable[SeriesPoint]) -> list[dict[str, Any]]:
    return [
        {
            "name": f"{point.period}: {point.value:f} {point.unit}",
            "value": [point.start.isoformat(), drawn.height(point)],
            # What is only expected is hollow, repaired or not.
            **({"symbol": "emptyDiamond" if point.repaired else "emptyCircle"} if point.status != "actual" else {}),
        }
        for point in points
    ]


def _dots(drawn: Drawn, name: str, points: Sequence[SeriesPoint], **look: Any) -> dict[str, Any]:
    return {"type": "scatter", "name": name, "data": _rows(drawn, points), "symbolSize": 11, **look}


def chart(name: str, points: Sequence[SeriesPoint], labels: Labels, key: str) -> None:
    """Draw the series of indicator ``name``, or nothing where it has too few points."""
    drawn = pick(points)
    if drawn is None:
        return
    title = labels("answer.series", name=name)
    with st.container(key=f"chart-{key}"):
        st.text(title)
        st.echarts_chart(option(drawn, labels), height=280, alt=title, key=key)
        if drawn.omitted:
            st.caption(labels("series.omitted", n=drawn.omitted))
