"""Observations as operands: what part each plays (a level, a change, a rate ...), of whom, and what it is compared with."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from kg.indicators import indicators
from kg.model import Mention
from kg.periods import span
from kg.vocab import plain
from pipelines.questions.computing.against import Comparison, earlier_of, said_against
from pipelines.questions.content import fold
from pipelines.questions.evidence import Observation, View
from pipelines.questions.score import segment

Role = Literal["level", "change", "rate", "multiple", "rank", "move"]

# The ends that extraction gives to the names of numbers about other numbers (pipelines/articles/figures), and the way they point.
_MOVE = re.compile(r"(?:上升|前移|提升|跃升|前进|(?P<down>下降|后退|滑落|下滑|后移))位数$")
_RATE = re.compile(r"(?:增速|增长率|增幅|涨幅|涨跌幅|复合增速|(?P<down>降幅|跌幅))$")
_CHANGE = re.compile(
    r"(?:净增数|净增量|增加量|增加额|增加|净增|新增数|(?P<down>减少量|减少额|减少|净减数|净减少|净减|还差数|省下|可省|少用|省))$"
)
_STEM = re.compile(
    r"(?:相对[^，。]{1,20}?)?(?:同比|环比)?(?:净增数|净增量|增加量|增加额|增加|净增|新增数|减少量|减少额|减少|净减数|净减|倍数|增幅|降幅|涨幅|跌幅|"
    r"年均增速|增速|增长率|[^，。]{2}位数|全[球国省市]排名|排名)$"
)
_ADJACENT = re.compile(r"(?:的|为|是|约|达|有|以|凭|仅|均|都|也|仍|接近|均为|，|、|\(|（|:|：|\s|将|超|近|拥有)*$")

_REACH = 30
# 比上年同期多23%: a number of per cent that tells how much more, whatever its name says.
_COMPARED = re.compile(
    r"(?:(?<![占同环对])比|较)(?![例重])[^，。；：]{1,16}?(?:多|高|增|涨|升|快|贵|(?P<down>少|低|降|减|跌|慢|便宜))(?:出|了|加|长)?(?:约|近|超|超过|大约)?$"
)
_BRACKETED = re.compile(r"([A-Z][A-Za-z0-9]*(?:-[A-Za-z0-9]+)*)[（(]$")  # 与Orion-X（92.0%）相差无几
_COORDINATE = re.compile(r"[、和与及]|以及")
_GOES_ON = re.compile(r"\s*(?:[、和与及]|以及)\s*(?:约|近|超)?\d")
_JOINED = re.compile(r"、|(?<=.)和(?=.)")  # 华北、华东 of one figure said of both
_MEASURED = ("Chip", "Model", "Center", "Place")


@dataclass(frozen=True)
class Fact:
    """An observation with its part in a computation. ``sign`` is -1 where a change or rate points down."""

    observation: Observation
    view: View
    role: Role
    sign: int = 1
    against: Comparison | None = None  # what a change, rate or multiple is measured against
    stage: str = ""  # words that set the figure in time where no date does: 改造前, 上一版, 年初
    earlier: bool = False  # the first of two in 由X提升到Y
    extra_subjects: tuple[str, ...] = field(default=())  # names right before the number

    @property
    def at(self) -> int:
        """Offset of the number within its sentence."""
        return self.observation.start - self.view.start

    @property
    def key(self) -> tuple[str, str]:
        return self.observation.iri, self.observation.surface

    @cached_property
    def expected(self) -> bool:
        """Not what is, but what is expected or aimed at: told so, or of a time after publication."""
        days = span(self.observation.period) if self.observation.period else None
        published = self.view.published
        return self.observation.status != "actual" or bool(days and published and days[0] > published)

    @cached_property
    def name(self) -> str:
        return self.observation.metric or self.observation.indicator

    @cached_property
    def stem(self) -> str:
        """The metric without the words for the change: 功耗 of 功耗增加."""
        return _STEM.sub("", fold(self.name)) or fold(self.name)

    @cached_property
    def indicator_stem(self) -> str:
        return _STEM.sub("", fold(self.observation.indicator)) or fold(self.observation.indicator)

    @cached_property
    def subjects(self) -> tuple[str, ...]:
        """Names that the figure is of: the one right before the number, else what extraction says."""
        found = [*self.extra_subjects]
        if self.observation.about and not found:
            found += _JOINED.split(self.observation.about)
        return tuple(dict.fromkeys(found))

    @cached_property
    def own(self) -> str:
        """The figure's own words, folded: name, subject, and the member of the list or clause that it stands in."""
        o = self.observation
        about = "" if self.extra_subjects else o.about or ""
        parts = (
            o.indicator,
            self.name,
            about,
            *self.extra_subjects,
            segment(self.view.text, self.at),
            self.stage,
            plain(o.value),
        )
        return fold("|".join(parts))


def facts_of(views: Iterable[View]) -> list[Fact]:
    """All observations of ``views`` as operands, each once."""
    found: dict[tuple[str, str, int], Fact] = {}
    for view in views:
        for observation in view.observations:
            found.setdefault((observation.iri, view.iri, observation.start), _fact(view, observation))
    return list(found.values())


def _fact(view: View, observation: Observation) -> Fact:
    role, sign = role_of(observation)
    at = observation.start - view.start
    compared = _COMPARED.search(view.text[max(0, at - _REACH) : at]) if role == "level" and observation.unit == "%" else None
    if compared and not observation.share:
        role, sign = "rate", -1 if compared["down"] else 1
    pair = earlier_of(view, observation)
    return Fact(
        observation,
        view,
        role,
        sign,
        said_against(view, at) if role in ("change", "rate", "multiple", "move") else None,
        pair.stage,
        pair.earlier,
        _adjacent(view, at, observation) if role in ("level", "rank") else (),
    )


def role_of(observation: Observation) -> tuple[Role, int]:
    """The part and the sign that the name of a number gives it."""
    name = observation.metric or observation.indicator
    moved = _MOVE.search(name)
    if moved:
        return "move", -1 if moved["down"] else 1
    if observation.unit == "位":
        return "rank", 1
    if observation.unit == "倍" or name.endswith("倍数"):
        return "multiple", 1
    rate, change = _RATE.search(name), _CHANGE.search(name)
    if rate or observation.basis in ("同比", "环比"):
        way = -1 if rate and rate["down"] else 1
        return ("rate" if observation.unit == "%" else "change"), way
    if change and not _known(observation):
        return "change", -1 if change["down"] else 1
    return "level", 1


def _known(observation: Observation) -> bool:
    return indicators().named(observation.metric or "") is not None


def _adjacent(view: View, at: int, observation: Observation) -> tuple[str, ...]:
    """The name right before the number, where it is not what extraction took (350W，反而低于C200的400W), or the names that share it."""
    before = view.text[max(0, at - _REACH) : at]
    latin = _BRACKETED.search(before)
    if latin and latin[1] != observation.about:
        return (latin[1],)
    border = _ADJACENT.search(before)
    end = at - (len(border.group()) if border else 0)
    last = next((m for m in view.mentions if m.end - view.start == end and len(m.text) > 1), None)
    if last is None or last.type not in (*_MEASURED, observation.about_type):
        return ()
    joint = _joined_with(view, last, at + len(observation.surface))
    if len(joint) > 1:
        return joint
    return (last.canonical,) if last.canonical != observation.about else ()


def _joined_with(view: View, last: Mention, after: int) -> tuple[str, ...]:
    """The names that end with ``last`` and share one number: 华北、华东接近1.40; none where a list of numbers follows."""
    found = [last]
    for mention in sorted(view.mentions, key=lambda m: -m.start):
        between = view.text[mention.end - view.start : found[0].start - view.start]
        if mention.type == last.type and mention.start < found[0].start and _COORDINATE.fullmatch(between):
            found.insert(0, mention)
    return tuple(m.canonical for m in found) if not _GOES_ON.match(view.text[after:]) else ()
