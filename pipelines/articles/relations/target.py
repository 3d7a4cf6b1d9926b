"""hasTarget: what a policy, a place or an organisation sets itself or others to reach; the object is the text of the goal.

A goal is said after a verb of aiming (提出到2025年……, 力争……, 目标是……) and goes on through the clauses behind it, each of which with
a figure of its own is a goal of its own; a year said once holds for those that follow.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from kg.model import EntityType, Mention, Quantity, Relation
from pipelines.articles.relations.scene import END_OF_CLAUSE, TIME, Scene, one

_HOLDERS: Final[tuple[EntityType, ...]] = ("Policy", "Place", "Organization")
_HOLDER = one(*_HOLDERS)
_YEAR = rf"(?:到|至|在|于)?(?:20\d\d年|{TIME}|“?十[四五六]五)"
_AIM = re.compile(
    rf"(?:力争|争取|(?:总体|发展|建设)?目标(?:是|为|$)|以.{{0,12}}为目标|(?:提出|明确|要求|规定|确定|设定|指出|计划|规划|锚定)(?:要求|提出|了)?(?:，|：)?(?={_YEAR})|"
    rf"计划(?=打造|建设|建成|新建|新增|实现|形成)|(?:提出|明确|要求|规定|确定|设定)(?:要求|提出|了?目标)?[，：]?)"
)
_GOAL = re.compile(  # a goal without a figure begins with what is to be done
    r"(?:把自己|把其|要|应|需|将|进一步|加快|全面|深入|适度|持续|到|新建|力争|争取)*(?:加快|推进|推动|建设|打造|形成|实现|建成|构建|完善|优化|提升|提高|加强|培育|降低|达到|达|成为|布局|"
    r"统筹|超前|发展|促进|强化|突破|健全|建立|扩大|引导|支持|开展|深化|实施|落实|增强|壮大|做大|创建|补齐|新增|覆盖|普及)"
)
_ACCORDING = re.compile(
    rf"^(?:根据|按照|依据|依照){one('Policy')}[^{END_OF_CLAUSE}]{{0,6}}$"
)  # then only what is to be by a year is a goal
_REPORT = re.compile(r"(?:白皮书|报告|蓝皮书|指数)(?:[（(].*[）)])?$")
_LEAD: Final = r"(?:它|其|文件|并|还|也|又|同时|其中|并且|进一步|明确|均|都|各地|此外|且)*"
_START = re.compile(rf"^{_LEAD}{_AIM.pattern}")
_NO_GOAL = re.compile(r"^(?:预计|据|截至|目前|此前|实际上|这|对此|专家|业内|同比|较|比)")
_ASPECT = re.compile(r"^[^，]{1,12}方面$")
_DENIED = re.compile(r"(?:未|没有|不|并未|尚未)(?:再)?(?:提出|明确|要求|规定|设定)|取消|放弃")


@dataclass(slots=True)
class _Aim:
    """Whose goals the clauses at hand are, and the year said last for them."""

    holder: Mention
    year: str = ""


def targets(scenes: Iterable[Scene], quantities: Iterable[Quantity], text: str) -> Iterator[Relation]:
    """hasTarget of every goal in the text, in order. Goals run on across a semicolon, not across a full stop."""
    starts = [quantity.start for quantity in quantities]
    aim: _Aim | None = None
    for scene in scenes:
        if scene.earlier is None or not scene.earlier.sentence.text.rstrip("”’」』）)").endswith(("；", ";")):
            aim = None
        for first, last in _clauses(scene.code):
            aim, goal = _read(scene, aim, (first, last), text)
            if aim is None or goal is None:
                continue
            stated = tuple(_state(scene, aim, (goal, last), (text, starts)))
            yield from stated
            if goal > first and not stated and not aim.year and last > goal:
                aim = None  # 提出了一套指标体系: something is put forward, but no goal


def _clauses(code: str) -> Iterator[tuple[int, int]]:
    for match in re.finditer(rf"[^{END_OF_CLAUSE}]+", code):
        yield match.span()


def _read(scene: Scene, aim: _Aim | None, span: tuple[int, int], text: str) -> tuple[_Aim | None, int | None]:
    """Whose goal the clause is, and where in the code the goal's words begin; (None, None) where it is nobody's."""
    clause = scene.code[slice(*span)]
    if _NO_GOAL.match(clause) or _DENIED.search(clause):
        return None, None
    verb = _AIM.search(clause)
    if verb is None and (told := _according(scene, span, clause)):
        return _Aim(told), None
    if verb is None:
        return aim, span[0] if aim else None
    holder = _holder(scene, span[0], verb)
    if holder is None and aim and verb.group().startswith(("力争", "争取")):
        return aim, span[0]  # 平均利用率力争提升到60%以上: the subject of the clause is part of the goal
    if holder is None and _START.match(clause):
        if aim:
            return aim, span[0] + verb.end()
        holder = _left_out(scene, span[0])
    return (_Aim(holder), span[0] + verb.end()) if holder else (None, None)


def _according(scene: Scene, span: tuple[int, int], clause: str) -> Mention | None:
    """The policy of 根据《某计划》，到2025年……; a report tells what is, so what follows one is no goal."""
    if not _ACCORDING.match(clause) or not re.match(rf"[，,](?:到|至|{TIME}){_YEAR}?", scene.code[span[1] :]):
        return None
    policy = next((name for name in scene.names(*span) if name.type == "Policy"), None)
    return policy if policy and not _REPORT.search(policy.canonical) else None


def _holder(scene: Scene, first: int, verb: re.Match[str]) -> Mention | None:
    """The name that the verb's clause begins with, a time or a few words apart: 2024年，国家出台的某计划明确提出……"""
    if not re.search(rf"{_HOLDER}[^{END_OF_CLAUSE}]{{0,10}}$", verb.string[: verb.start()]):
        return None
    names = [name for name in scene.names(first, first + verb.start()) if name.type in _HOLDERS]
    return min(reversed(names), key=lambda name: _HOLDERS.index(name.type))


def _left_out(scene: Scene, before: int) -> Mention | None:
    """The subject left out: a policy of the clauses before where there is one, else the place or organisation they begin with."""
    return scene.topic(before, "Policy") or scene.topic(before, "Place", "Organization")


def _state(scene: Scene, aim: _Aim, span: tuple[int, int], given: tuple[str, list[int]]) -> Iterator[Relation]:
    text, starts = given
    if span[0] >= span[1]:
        return
    left, right = scene.spans[span[0]][0], scene.spans[span[1] - 1][1]
    words = text[left:right].strip()
    year = re.match(r"(?:到|至|在|于)?\s*(?:20\d\d\s*年(?:底|末)?(?:前|内)?|“?十[四五六]五”?(?:末|期间|时期)?)(?:前|底)?", words)
    if year:
        aim.year = year.group()
    rest = words[year.end() :] if year else words
    measured = any(left + (year.end() if year else 0) <= start < right for start in starts)
    if not rest or _ASPECT.match(rest) or not (measured or _worth(scene, aim, span, rest, bool(year))):
        return
    quote, start = scene.quote(text, *span)
    goal = words if year or not aim.year else f"{aim.year}，{words}"
    yield Relation(
        aim.holder.canonical, aim.holder.type, "hasTarget", goal, None, quote, start, round(0.8 * aim.holder.confidence, 3)
    )


def _worth(scene: Scene, aim: _Aim, span: tuple[int, int], rest: str, dated: bool) -> bool:
    """Whether words without a figure are a goal: right behind the verb, and with a year or a policy's verb of doing."""
    behind_verb = span[0] > 0 and scene.code[span[0] - 1] not in END_OF_CLAUSE
    behind_year = bool(aim.year) and re.search(rf"{_YEAR}(?:底|末|前)?，$", scene.code[: span[0]]) is not None
    if not (behind_verb or behind_year) or not _GOAL.match(rest):
        return False
    return dated or bool(aim.year) or aim.holder.type == "Policy" or scene.code[: span[0]].endswith("计划")
