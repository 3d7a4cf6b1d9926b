"""The figure that a question wants, read as an article's figures are: the question is a statement whose number is unknown.

“中国移动2025年初智能算力规模是多少？” is read as “…是 <number>”, by the same rules as articles, so that what is sought and what the graph
holds are told in the same words: indicator, metric, scope, time, and whether a level, a change, a share or a rank is meant.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal

from kg.indicators import indicators
from kg.units import units
from pipelines.language.components import analyse_sentence
from pipelines.language.figures.meaning import read_figures
from pipelines.language.figures.phrase import means
from pipelines.language.tokenizer import frequency

Kind = Literal["level", "change", "share", "rank", "multiple"]

_UNKNOWN = "777"  # stands for the number that is asked for; no question about computing power asks for this one
# Question words of quantity with what the statement has in their place; {n} is the number with a unit to suppose.
_HOLES: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"百分之(?:多少|几)|(?:多少|几)(?:成|个点(?!名))"), f"{_UNKNOWN}%"),
    (re.compile(r"(?:排|位|列|居)(?:在|名|到)?第?(?:几|多少)[位名]?|第几[位名]?|(?:排名|名次)(?:是|为)?(?:多少|几|如何|怎样)"), f"排名第{_UNKNOWN}"),
    (re.compile(r"(?:每|一)[张台片颗套枚块卡][\u4e00-\u9fff]{0,2}?(?:卖|要|得|是)?(?:多少|几)(?:块)?钱"), f"单价为{_UNKNOWN}万元"),
    (re.compile(r"(?:多少|几)(?:块)?钱|几块"), f"{_UNKNOWN}亿元"),
    (re.compile(r"多久|多长时间"), f"{_UNKNOWN}天"),
    (re.compile(r"(?:多少|几)(?=[千万亿]*(?:E|P|T)?(?:FLOPS|OPS)|[A-Za-z%％]|[个家条款项座台张颗种位次处块片篇天年月亩户名套枚辆架核元度瓦倍成纳毫美兆千万亿])"), _UNKNOWN),
    (re.compile(r"(?:达到?|是|为|有)?(?:多|有多)(?:大|高|长|快|宽|重|远|低|强)|(?:是|为|达到?|有)?(?:什么|啥|何种)(?:水平|规模|量级|程度)"), "为{n}"),
    (re.compile(r"(?:多少|几何)(?=$|[，。？?！（(的])"), "{n}"),
    (re.compile(r"多少(?P<noun>[\u4e00-\u9fff]{2,8}?)(?=$|[，。？?！（(的])"), "{noun}为{n}"),
    (re.compile(r"(?:多少|几)"), f"{_UNKNOWN}"),
)  # fmt: skip
_ASKS_OTHERWISE = re.compile(r"[谁哪何]|什么|怎|如何|吗$|\b(?:what|how|which|who|where|when)\b", re.IGNORECASE)
_NEAR = 8  # characters between the name of an indicator and the number asked for
_ASIDE = re.compile(r"[（(][^（()）]{0,30}[）)]$")
_PERCENTLIKE = re.compile(r"(?:率|占比|比例|比重|份额|增速|增幅|降幅|同比|环比)[^，。？?]{0,6}$|占(?!地)[^，。？?]{0,14}$")
_CHANGE = re.compile(r"(?:增速|增幅|降幅|涨幅|跌幅|涨跌幅|增长率|减少额|增加额|增量|增长|减少|增加|下降|提升|增额|降额)$")
_SHARE = re.compile(r"占比|比重|份额|占.+比例|占有率")
_RANK = re.compile(r"(?:排名|名次|位次)$")
_MULTIPLE = re.compile(r"倍数$")


@dataclass(frozen=True, slots=True)
class Sought:
    """Of what the number is asked. ``metric`` is the text's own wording, ``indicator`` the scheme's label where it is ``known``."""

    indicator: str
    metric: str
    known: bool
    kind: Kind
    scope: str | None
    scope_type: str | None
    time: str | None
    basis: str | None

    @property
    def nominal(self) -> bool:
        """A noun says what is measured, and not only a verb or a question word (能放多少, 占了几个点)."""
        counted = self.metric.removesuffix("数")
        if counted != self.metric and not self.known:
            return len(counted) > 1 and frequency(counted)[0] > 0
        return self.known or means(self.metric)


def kind_of(indicator: str, basis: str | None, unit: str) -> Kind:
    """What a number of that indicator, basis and unit tells: a level, a change of one, a share, a rank or a multiple."""
    if unit == "位" or _RANK.search(indicator):
        return "rank"
    if _MULTIPLE.search(indicator):
        return "multiple"
    if _CHANGE.search(indicator) or basis in ("同比", "环比"):
        return "change"
    if (basis or "").startswith("占比") or _SHARE.search(indicator):
        return "share"
    return "level"


@lru_cache(maxsize=512)
def sought(question: str) -> Sought | None:
    """The figure asked for; None where the question cannot be read as asking for one."""
    text = statement(question)
    if text is None:
        return None
    figures, _ = read_figures(analyse_sentence("\n" + text), date(2000, 1, 1))
    figure = next((f for f in figures if _UNKNOWN in f.as_written), None)
    if figure is None:
        return None
    return Sought(
        figure.indicator,
        figure.metric or figure.indicator,
        figure.known_indicator,
        kind_of(figure.indicator, figure.basis, figure.unit),
        figure.scope,
        figure.scope_type,
        figure.time if figure.time_basis in ("stated", "context") else None,
        figure.basis,
    )


def statement(question: str) -> str | None:
    """The question as a statement with ``777`` for the number asked for; None where no number is asked for."""
    text = _ASIDE.sub("", question.strip().rstrip("？?。！! "))
    for pattern, put in _HOLES:
        hole = pattern.search(text)
        if hole is not None:
            before, noun = text[: hole.start()], hole.groupdict().get("noun") or ""
            return before + put.format(n=_supposed(before + noun), noun=noun) + text[hole.end() :] + "。"
    return None if _ASKS_OTHERWISE.search(text) else f"{text}为{_supposed(text)}。"


def _supposed(before: str) -> str:
    """The number with a unit that goes with what stands before it: that decides how the phrase is read, not what answers."""
    if _PERCENTLIKE.search(before):
        return _UNKNOWN + "%"
    hits = [hit for hit in indicators().scan(before) if hit.end >= len(before) - _NEAR]
    if not hits:
        return _UNKNOWN + "亿元"
    kind = max(hits, key=lambda hit: hit.end).indicator.dimensions[0]
    if kind in ("ratio", "bare"):
        return f"1.{_UNKNOWN}"
    return _UNKNOWN + next((unit.symbol for unit in units().all if unit.dimension == kind), "")
