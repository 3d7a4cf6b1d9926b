"""The typed parse of a question."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.indicators import Indicator
from kg.model import Mention, Quantity, TimeExpression
from kg.units import dimension
from pipelines.questions.content import Term
from pipelines.questions.naming.reading import Understood

_RANK = re.compile(r"第几|排名|名次|排(在|到)?(全|世|国|中)[^，。？?]{0,4}(哪|几)")
# 来自中国市场, 卖给中国客户: the country is where something goes or comes from, not what is measured.
_NATIONAL = re.compile(
    r"全国|我国(?!市场)|国内(?!市场)|(?<!来自)(?<!面向)(?<!卖到)(?<!卖给)(?<!专供)(?<!出口)(?<!销往)中国(?![移联电铁工科信农银]|市场的?[收营销出业])"
    r"|national|China's|in China|nationwide",
    re.IGNORECASE,
)
_MONEY = re.compile(r"多少钱|花了?多少|how much money", re.IGNORECASE)
_COUNTRY = frozenset({"中国"})  # the whole country is the default scope of such news: naming it adds no constraint


@dataclass(frozen=True, slots=True)
class Parse:
    """A question taken apart. ``terms`` are its content words without times; names are among them with ``name`` set."""

    question: str  # Chinese: an English question is here as its gloss
    english: bool  # answered in English
    operation: str
    asked: str  # figure, date, who, name, list, why, how, clause, or an entity type of contract.md
    plural: bool
    indicators: tuple[Indicator, ...]
    names: tuple[Mention, ...]
    times: tuple[TimeExpression, ...]
    quantities: tuple[Quantity, ...]
    unit: str | None  # asked for: 多少P, 多少亿美元
    predicates: tuple[str, ...]
    terms: tuple[Term, ...]
    quoted: tuple[str, ...] = ()  # what stands in quotes: a name, or words the text must hold
    defined: str | None = None  # X of 什么是X, X是什么
    precision: str | None = None  # FP32, INT8 ...
    members: tuple[str, ...] = ()  # of a group word: 三大运营商
    post: bool = False  # a person's post is asked for
    number: int | None = None  # how many answers: 哪三个部门
    counted: str | None = None  # the noun counted: 领域 in 多少个领域
    duration: bool = False  # 多久, 多长时间
    head: str | None = None  # the noun asked for: 芯片 in 什么芯片
    sides: tuple[str, ...] = ()  # A and B of "A和B，哪个更高"
    understood: tuple[Understood, ...] = ()  # what is read otherwise than written
    unknown: frozenset[str] = frozenset()  # canonical names that the graph does not have
    written: str = ""  # the English question that ``question`` is the gloss of
    unglossed: tuple[str, ...] = ()  # its words that have no Chinese there
    readings: int = 1  # in how many ways the question may be read: more where one of its names may mean several

    @property
    def as_written(self) -> str:
        """The question in the words of who asks it."""
        return self.written or self.question

    @property
    def dimension(self) -> str | None:
        """Dimension of the asked unit, None where no unit is named."""
        if _RANK.search(self.question):
            return "rank"
        if self.unit is None and _MONEY.search(self.question):
            return "money"
        if self.unit in ("成", "个点"):
            return "percent"
        return dimension(self.unit) if self.unit else None

    @property
    def periods(self) -> list[str]:
        """Values of the times that the question names and something anchors."""
        return [t.value for t in self.times if t.value]

    @property
    def time_words(self) -> str:
        """Those times in the question's words."""
        return "、".join(dict.fromkeys(t.text for t in self.times if t.value))

    @property
    def national(self) -> bool:
        """The question is about the whole country and names no part of it."""
        return bool(_NATIONAL.search(self.question)) and not self.constraints and not self.members

    @property
    def constraints(self) -> tuple[Mention, ...]:
        """Names that the evidence has to meet."""
        return tuple(name for name in self.names if name.canonical not in _COUNTRY)
