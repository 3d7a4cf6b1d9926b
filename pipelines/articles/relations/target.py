"""hasTarget: what a policy, a place or an organisation sets itself or others to reach; the object is the text of the goal.

A goal is said after a verb of aiming (提出到2025年……, 力争……, 目标是……) and goes on through the clauses behind it, each of which with
a figure of its own is a goal of its own; a year said once holds for those that follow. Without such a verb it is said by an office of what
must be, after the name of the plan that has it, and by the text of a plan itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from kg.model import EntityType, Mention, Quantity, Relation
from pipelines.articles.relations.document import REPORT
from pipelines.articles.relations.goals import YEAR, Aim, apart, goal, grants, is_due, year_before
from pipelines.articles.relations.scene import END_OF_CLAUSE, NAME, TIME, Scene, one

_HOLDERS: Final[tuple[EntityType, ...]] = ("Policy", "Place", "Organization", "Center")
_HOLDER = one(*_HOLDERS)
_AIM = re.compile(
    rf"(?:力争|争取|确保|(?:总体|发展|建设)?目标(?:是|为|$)|以.{{0,12}}为目标|(?:提出|明确|要求|规定|确定|设定|指出|计划|规划|锚定|拟|目标|原定|原计划|(?:则|也|还)要)(?:要求|提出|了)?(?:，|：)?(?={YEAR})|"
    rf"计划(?=打造|建设|建成|新建|新增|实现|形成)|(?:提出|明确|要求|规定|确定|设定)(?:要求|提出|了?目标)?[，：]?)"
)
_ACCORDING = re.compile(
    rf"^(?:根据|按照|依据|依照|按)[^{END_OF_CLAUSE}]{{0,24}}{one('Policy')}[^{END_OF_CLAUSE}]{{0,6}}$"
)  # then only what is to be by a year is a goal
_BY_THEN = re.compile(rf"[，,](?:{NAME}|[^{END_OF_CLAUSE}]{{0,6}}?)?(?:到|至|{TIME}){YEAR}?")
_ISSUED = re.compile(
    rf"(?:印发|发布|出台|公布|下发|实施)(?:了|的)?[^{END_OF_CLAUSE}]{{0,12}}{one('Policy')}[^{END_OF_CLAUSE}]{{0,4}}$"
)
_COLON = re.compile(rf"^(?:{_HOLDER})+$")  # 某省：到2026年……
# An office speaks, or its head does; a scholar speaks for himself.
_SAYS = re.compile(
    rf"(?P<o>{one('Organization')})(?:(?!院士|专家|教授|研究员|分析师|学者|委员|代表)[^{END_OF_CLAUSE}]){{0,16}}(?:表示|指出|强调|透露|介绍|说|称|谈到|部署)$"
)
_WE = re.compile(r"(?:我们|本公司)[^，]{0,4}?(?:希望|期望|计划|力争|争取|要|的?目标(?:是|为))")
_LEAD: Final = r"(?:它|其|文件|并|还|也|又|同时|其中|并且|进一步|明确|均|都|各地|此外|且)*"
_START = re.compile(rf"^{_LEAD}{_AIM.pattern}")
_NO_GOAL = re.compile(r"^(?:即|也就是|相当于|预计|据|截至|目前|此前|实际上|这|对此|专家|业内|同比|较|比)")
_OF_OTHERS = re.compile(
    rf"^{one('Place', 'Center', 'Organization')}+(?:的?[^{END_OF_CLAUSE}]{{0,6}}(?:实测|现值|目前))?(?:(?!目标|力争|计划)[^{END_OF_CLAUSE}]){{0,4}}(?:为|是)(?!目标)"
)  # 北京为1.2, 深圳某中心的实测值是1.19: what is so elsewhere
_ONLY_DATE = re.compile(rf"(?:到|至)?{TIME}(?:年?[底末])?(?:前|之前)?，")
_DENIED = re.compile(r"(?:未|没有|不|并未|尚未)(?:再)?(?:提出|明确|要求|规定|设定)|取消|放弃")
_PASSIVE = re.compile(rf"由{one('Organization')}[^{END_OF_CLAUSE}]{{0,10}}(?:提出|制定|规定)$")  # of a notion, not of a goal
_BY_PLAN = re.compile(r"^(?:根据|按照|依据|按)[^，]{0,4}(?:规划|计划|部署|方案|目标|安排)$")
_WILL = re.compile(rf"^(?P<o>{one('Place', 'Organization', 'Center')})(?:将|要|拟|计划)(?!于)")
_OF_GOAL = re.compile(r"的(?:目标|目标值|水平|要求)$")
_TALK: Final = 6  # sentences after 我们 in which a goal without a subject is still the speaker's
_FAR: Final = 3  # sentences after the plan's name in which 到2026年…… is still the plan's


@dataclass(frozen=True, slots=True)
class Told:
    """What is known of the article: its text, the plan that it is the text of, when it was published."""

    text: str
    own: Mention | None = None
    published: date | None = None


def targets(scenes: Sequence[Scene], told: Told, quantities: Iterable[Quantity]) -> Iterator[Relation]:
    """hasTarget of every goal in the text, in order. Goals run on across a semicolon only."""
    text = told.text
    given = text, [quantity.start for quantity in quantities]
    reader = _Reader(told, _host(scenes[0] if scenes else None))
    for scene in scenes:
        reader.enter(scene)
        for span in _clauses(scene.code):
            start = reader.read(scene, span)
            if reader.aim is None or start is None:
                continue
            words = goal(scene, reader.aim, (start, span[1]), given)
            if words is not None:
                for part in apart(_OF_GOAL.sub("", words), reader.aim.year):
                    yield _relation(scene, reader.aim, (start, span[1]), (part, text))
            elif span[0] < start < span[1] and not reader.aim.year:
                reader.aim = None  # 提出了一套指标体系: something is put forward, but no goal


def _relation(scene: Scene, aim: Aim, span: tuple[int, int], given: tuple[str, str]) -> Relation:
    words, text = given
    quote, start = scene.quote(text, *span)
    confidence = (0.8 if aim.lead == "aim" else 0.7) * aim.holder.confidence
    return Relation(aim.holder.canonical, aim.holder.type, "hasTarget", words, None, quote, start, round(confidence, 3))


def _clauses(code: str) -> Iterator[tuple[int, int]]:
    for match in re.finditer(rf"[^{END_OF_CLAUSE}]+", code):
        yield match.span()


def _host(title: Scene | None) -> Mention | None:
    """Who 我们 are where a report is about one center or company: the only one that its title names."""
    named = {m.canonical: m for m in title.mentions if m.type in ("Center", "Organization")} if title else {}
    return next(iter(named.values())) if len(named) == 1 else None


class _Reader:
    """Reads clause by clause; ``aim`` is what the clauses at hand belong to."""

    def __init__(self, told: Told, host: Mention | None) -> None:
        self.aim: Aim | None = None
        self._own, self._host, self._text = told.own, host, told.text
        self._since = told.published.year if told.published else 0
        self._plan: Mention | None = None  # the plan named last
        self._ago = 0
        self._planned = False  # 按照规划，……: what will be in this sentence is meant to be
        self._we = _TALK + 1  # sentences since 我们

    def enter(self, scene: Scene) -> None:
        """Begin a sentence; what a semicolon parts goes on."""
        if scene.earlier and scene.earlier.sentence.text.rstrip("”’」』）)").endswith(("；", ";")):
            return
        self.aim = None
        self._planned = False
        self._we = 0 if "我们" in scene.code else self._we + 1
        self._ago += 1
        if self._own and scene.earlier:
            self.aim = None if grants(scene.code) else Aim(self._own, "document", since=self._since)
        elif (
            self._plan and self._ago <= _FAR and re.match(rf"(?:其中，)?(?:到|至)?{TIME}", scene.code) and is_due(scene.code[:8])
        ):
            self.aim = Aim(self._plan, "plan", since=self._since)

    def read(self, scene: Scene, span: tuple[int, int]) -> int | None:
        """Where in the code the words of the clause begin that may be a goal; None where they are nobody's goal."""
        clause = scene.code[slice(*span)]
        if _NO_GOAL.match(clause) or _is_now(scene, span[0]) or _DENIED.search(clause) or _OF_OTHERS.match(clause):
            self.aim = None
            return None
        if _BY_PLAN.match(clause) or _PASSIVE.search(clause):
            self._planned = _PASSIVE.search(clause) is None
            return None
        if self._planned and (will := _WILL.match(clause)):
            self.aim = Aim(scene.names(span[0], span[0] + will.end("o"))[0], year=year_before(scene, span[0], self._text))
            return span[0] + will.end()
        if told := _introduced(scene, span, clause):
            self.aim = replace(told, since=self._since)
            self._remember(told.holder)
            return None
        verb = _AIM.search(clause)
        we = _WE.search(clause)
        if we and self._host and (is_due(clause) or is_due(scene.code[: span[0]])):
            self.aim = Aim(self._host, year=year_before(scene, span[0], self._text))
            return span[0]
        if verb is None:
            return span[0] if self.aim else None
        return self._aimed(scene, span, verb)

    def _aimed(self, scene: Scene, span: tuple[int, int], verb: re.Match[str]) -> int | None:
        aim, self.aim = self.aim, None
        holder = _holder(scene, span[0], verb)
        if (
            aim
            and (holder is None or aim.holder.type == "Policy" != holder.type)
            and verb.group().startswith(("力争", "争取", "确保"))
        ):
            self.aim = aim  # 平均利用率力争提升到60%以上: the subject of the clause is part of the goal
            return span[0]
        if holder is None and _START.match(verb.string):
            if aim:
                self.aim = replace(aim, lead="aim")
                return span[0] + verb.end()
            spoken = self._host if self._we <= _TALK else None
            holder = spoken or _left_out(scene, span[0]) or _ahead(scene, span[1])
        if holder is None:
            return None
        self._remember(holder)
        self.aim = Aim(holder, year=year_before(scene, span[0], self._text))
        return span[0] + verb.end()

    def _remember(self, holder: Mention) -> None:
        if holder.type == "Policy":
            self._plan, self._ago = holder, 0


def _is_now(scene: Scene, at: int) -> bool:
    """Whether a clause begins with 现在 or the like: what is, not what is to be."""
    time = scene.time(at)
    return time is not None and time.text in ("现在", "目前", "如今", "当前", "眼下", "今天")


def _introduced(scene: Scene, span: tuple[int, int], clause: str) -> Aim | None:
    """What leads to goals without a verb of aiming: 根据《某计划》，到2025年……; 某部表示，到2025年……要……; 某省：到2025年……"""
    follows = scene.code[span[1] :]
    policies = [name for name in scene.names(*span) if name.type == "Policy" and not REPORT.search(name.canonical)]
    if policies and _ACCORDING.match(clause):
        return Aim(policies[-1], "aim") if _BY_THEN.match(follows) else None
    if policies and _ISSUED.search(clause) and not _AIM.search(clause):
        return Aim(policies[-1], "plan")
    if said := _SAYS.search(clause):
        (office,) = scene.names(span[0] + said.start("o"), span[0] + said.end("o"))
        return Aim(office, "speech")
    if _COLON.match(clause) and follows.startswith(("：", ":")) and is_due(follows[:6]):
        return Aim(scene.names(*span)[-1], "plan")
    return None


def _holder(scene: Scene, first: int, verb: re.Match[str]) -> Mention | None:
    """The name that the verb's clause begins with, a time or a few words apart: 2024年，国家出台的某计划明确提出……"""
    if not re.search(rf"{_HOLDER}[^{END_OF_CLAUSE}]{{0,10}}$", verb.string[: verb.start()]):
        return None
    names = [name for name in scene.names(first, first + verb.start()) if name.type in _HOLDERS]
    return min(reversed(names), key=lambda name: _HOLDERS.index(name.type))


def _ahead(scene: Scene, end: int) -> Mention | None:
    """The name that the next clause begins with: 计划到2026年，某市建成……"""
    name = scene.name(end + 1) if end + 1 < len(scene.code) else None
    return name if name and name.type in _HOLDERS else None


def _left_out(scene: Scene, before: int) -> Mention | None:
    """The subject left out: a policy of the clauses before where there is one, else the place or organisation they begin with.

    A date before it (到2025年，力争……) is no clause of its own.
    """
    if _ONLY_DATE.fullmatch(scene.code[:before]):
        before = 0
    return scene.topic(before, "Policy") or scene.topic(before, "Place", "Organization", "Center")
