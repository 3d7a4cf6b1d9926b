"""What a question wants computed: its sides with their own words, times and stages, and what is said of all of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from kg.indicators import Indicator
from kg.model import Quantity, TimeExpression
from kg.units import dimension
from pipelines.questions.content import Term, fold
from pipelines.questions.parse import Parse
from pipelines.questions.parsing.comparison import compared
from pipelines.questions.parsing.indicators import named_indicators

# Words of the operation itself: the text need not say them.
_OPERATION = re.compile(
    r"(?:相?差|差距|差额|还差|高|低|大|小|多|少|贵|几倍|多少倍|倍|百分之?|百分点|几个|合计|加|起来|一起|总共|一共|共计|总和|之和|相比|比|比起|占|占了|占比|比例|比重|份额|"
    r"增|减|升|降|涨|跌|省|省了|减了|增了|降了|升了|还是|提高|提升|增加|增长|减少|下降|上升|上涨|降低|缩短|变化|变成|多出|高出|剩|剩下|除掉|除去|扣除|最高|最低|最大|最小|最多|最少|最快|最慢|"
    r"推算|倒推|反推|反算|推|计算|算|算一下|换算|折算|等于|翻|更|靠|靠前|前后|多久|大概|约|大约|实际|到底|两者|一家|一样|说法|一致|得|各说|离|达到|之前|以前|累计|总额|平均每|每|单价|"
    r"[十百千万亿]+(?:个|元|美元|家|张|台|架|次|度|人|条)?|涨幅|增幅|降幅|跌幅|欠|还欠|跟|几毛|保留|小数|三位|两位|反|过来|"
    r"[一二两三四五六七八九十几]+(?:个|张|地|家|款|篇|者|方|年|城|省|卡)|"
    r"difference|gap|between|combined|together|total|share|percentage|proportion|times|more|less|higher|lower|larger|smaller|faster|than|compared|by|points?|implied|increase|decrease|grow|grew|growth|change|"
    r"highest|lowest|largest|smallest|most|least|fastest|agree|rise|rose|fall|fell)"
)
_CODE = re.compile(r"[a-z][a-z0-9.+-]*\d[a-z0-9.+-]*|\d+(?:\.\d+)?[a-z]+")
_GOAL = re.compile(r"目标|要求|规划|计划|预算|力争|设计|门槛|target|goal|plan|budget|design", re.IGNORECASE)
_STAGE = re.compile(
    r"[\u4e00-\u9fff]{0,4}之初|[\u4e00-\u9fff]{2,4}(?:前|后)(?=[^\u4e00-\u9fff]|[\u4e00-\u9fff])|年初|上?年末|去?年底|期初|上一?[代版期届轮批季]|前一?[代版期]|前代|原先|原来|最初|当初|(?:上|去)?年?同期|此前"
)
_YEAR_BEFORE = re.compile(r"^(?:上一?年|去年|前一年|上年同期|去年同期|同期|上年度)$")
_THAN = re.compile(r"比(?!例|重|率|特|如|赛|亚|利)[\u4e00-\u9fff]{2,}$")  # 比 that a tokenizer takes with an unknown name
_PROPER = re.compile(r"[A-Z][a-z]+(?:-[A-Z0-9][A-Za-z0-9]*)?")
_NO_NAMES = frozenset({"Token", "Tokens"})
_NOW = re.compile(r"现在|目前|当前|如今|眼下|现有|\b(?:now|current|currently|present)\b", re.IGNORECASE)
_PLAIN = re.compile(r"(?!.*(?:[年月日初末底期]|现在|目前|当前|如今))[\u4e00-\u9fff]+")
_SHORT, _WEIGHT = 6, 10.0
_AIM = re.compile(r"目标|要求|规划|计划|门槛|targets?|goals?|plans?")
_DATED = re.compile(r"\d{2,4}年(?:底|末|初|年[底末初])?|\d{1,2}月(?:底|末|初)?")
_SHARED_CUT = re.compile(r"[，,；;]")


@dataclass(frozen=True)
class Side:
    """One of the things compared. ``terms`` are its content words, ``times`` the question's times that stand in it."""

    text: str
    terms: tuple[Term, ...]
    parse: Parse  # the question with only this side's times, or those said of both
    goal: bool
    quantity: Quantity | None
    indicators: tuple[Indicator, ...] = ()  # that its words name

    @property
    def named(self) -> bool:
        """A name or a model number stands in it."""
        return any(t.name or is_code(t) for t in self.terms)

    @property
    def proper(self) -> tuple[str, ...]:
        """Latin names in a Chinese question, folded: Orion-X, Hopper."""
        found = _PROPER.findall(self.text)
        return tuple(fold(name) for name in found if name not in _NO_NAMES)

    @property
    def now(self) -> bool:
        """It means what is at present."""
        return _NOW.search(self.text) is not None and not self.parse.periods

    @property
    def timed(self) -> bool:
        return bool(self.parse.periods)


@dataclass(frozen=True)
class Asked:
    """A question as a computation. ``terms`` is what the text has to say, without words of the operation."""

    parse: Parse
    sides: tuple[Side, ...]
    shared: tuple[Term, ...]
    way: int

    @property
    def terms(self) -> tuple[Term, ...]:
        return content(self.parse)

    @property
    def measure(self) -> tuple[Term, ...]:
        """What is said of all sides where each has a name: the words that are no names."""
        return tuple(t for t in self.terms if not t.name and not is_code(t))

    @property
    def dimension(self) -> str | None:
        """Dimension of the operands of a difference or sum that is asked for in a unit; None where any will do."""
        if "百分点" in self.parse.question or "percentage point" in self.parse.question.lower():
            return "percent"
        unit = self.parse.unit if self.parse.operation != "mean" else None
        found = dimension(unit) if unit else None
        return found if found not in (None, "", "count", "multiple", "percent", "rank", "bare") else None


def content(parse: Parse) -> tuple[Term, ...]:
    """The content words of a question without those of the operation."""
    return tuple(
        t
        for t in parse.terms
        if t.name or not (_OPERATION.fullmatch(t.text) or _THAN.match(t.text) or t.text == fold(parse.unit or ""))
    )


def readings(parse: Parse) -> Iterator[Asked]:
    """The question as a comparison of sides, one for each reading; the last has no sides: a change of one thing."""
    for reading in compared(parse.question):
        texts = tuple(_last_clause(text) for text in reading.sides)
        sides = tuple(side_of(parse, text, texts) for text in texts)
        if all(s.terms or s.timed or s.quantity or s.goal or s.now or stage_in(s.text) for s in sides):
            taken = {t.text for s in sides for t in s.terms}
            yield Asked(parse, sides, tuple(t for t in content(parse) if t.text not in taken), reading.way)
    yield Asked(parse, (), content(parse), 0)


def is_code(term: Term) -> bool:
    """A model number: C300, 910B."""
    return _CODE.fullmatch(fold(term.text)) is not None


def against_thing(asked: Asked) -> bool:
    """Is the second side another thing, so that a change of the first in time does not answer?"""
    if len(asked.sides) != 2:
        return False
    other = asked.sides[1]
    return bool(other.terms) and not stage_in(other.text) and not other.goal


def _last_clause(text: str) -> str:
    return _SHARED_CUT.split(text)[-1].strip() or text


def side_of(parse: Parse, text: str, texts: tuple[str, ...]) -> Side:
    folded = fold(text)
    terms = tuple(t for t in content(parse) if fold(t.text) in folded and not _AIM.fullmatch(t.text))
    bare = text.strip("的 ")
    if (
        not terms
        and 1 < len(bare) <= _SHORT
        and _PLAIN.fullmatch(bare)
        and not _AIM.search(bare)
        and not _OPERATION.fullmatch(bare)
    ):
        terms = (Term(bare, _WEIGHT, frozenset({fold(bare)})),)
    return Side(text, terms, _timed(parse, text, texts), goal_in(text), _quantity(parse, text), named_indicators(text))


def _timed(parse: Parse, text: str, texts: tuple[str, ...]) -> Parse:
    """The question as this side alone dates it: its own times, else those outside all sides, else the other side's that names a thing.

    上年 is the year before the one that stands elsewhere in the question.
    """
    own = tuple(_anchored(t, parse) for t in parse.times if t.text in text)
    outside = tuple(t for t in parse.times if not any(t.text in side for side in texts))
    named = [side for side in texts if side != text and not goal_in(side) and content_left(parse, side)]
    others = tuple(t for t in parse.times if any(t.text in side for side in named) and t.text not in text)
    if own or outside:
        return replace(parse, times=own or outside)
    staged = stage_in(text) or any(stage_in(side) for side in texts)
    return replace(parse, times=() if staged else others)


def content_left(parse: Parse, text: str) -> bool:
    """Has ``text`` content words beside times?"""
    folded = fold(text)
    return any(fold(t.text) in folded for t in content(parse))


def _anchored(time: TimeExpression, parse: Parse) -> TimeExpression:
    other = next((t.value for t in parse.times if t.value and t.value[:4].isdigit()), None)
    if time.value is not None or other is None or not _YEAR_BEFORE.search(time.text):
        return time
    return replace(time, value="/".join(f"{int(part[:4]) - 1}{part[4:]}" for part in other.split("/")))


def _quantity(parse: Parse, text: str) -> Quantity | None:
    return next((q for q in parse.quantities if q.text in text), None)


def stage_in(text: str) -> str:
    """Words that set a thing in time without a date: 投运之初, 上一版, 改造前; "" where there are none."""
    match = _STAGE.search(_DATED.sub("", text))
    return match.group() if match else ""


def goal_in(text: str) -> bool:
    """Does ``text`` speak of a goal, a plan, a budget?"""
    return bool(_GOAL.search(text))


def goal_asked(parse: Parse) -> bool:
    return goal_in(parse.question)
