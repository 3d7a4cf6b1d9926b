"""The words of a goal: which clause is one, the year that holds for it, and how it is put.

What a clause must have to be a goal depends on what led to it: behind a verb of aiming a figure is enough; of what an office says only
what must be, with its year; of what stands after a plan only what is due by a year; in the text of a plan itself also what sets a bound.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import Final, Literal

from kg.model import Mention, TimeExpression
from pipelines.articles.relations.scene import END_OF_CLAUSE, NAME, TIME, Scene

Lead = Literal["aim", "speech", "plan", "document"]

YEAR: Final = rf"(?:到|至|在|于)?(?:20\d\d年|{TIME}|“?十[四五六]五)"
# 到2025年底, 2026年底前, 力争2027年: at the head of a clause, or behind the place or the few words it is said of (海东到2025年要……)
_DATED = re.compile(
    rf"^(?P<head>(?:{NAME}|全[国省市区县州]|我[国省市区县]|其中){{0,2}})"
    rf"(?P<year>(?:力争|争取|确保|计划|并|将|拟)*(?:(?:到|至|在|于)?(?P<t>{TIME})(?:年?[底末初])?(?:以?前|之前|以内|内|期间|时期)?))"
)
_DUE = re.compile(rf"(?:到|至){TIME}|{TIME}(?:年?[底末])?(?:以?前|之前)")  # a date that something is to be reached by
_VALUE = re.compile(r"20\d\d(?:-12)?$")  # a year or its end: 计划明年6月投运 tells when, not what is to be reached
_RELATIVE = re.compile(r"[今本当明后]年")
_VERBLESS = re.compile(r"[^，]{2,24}?(?=每年|年均|不[高低超]|控制|达|超过|突破|降|提|下降|增|力争|要|将|保持)")
_BARE_VERB = re.compile(r"(?:要|将|力争|再|进一步)?(?:达到?|超过|突破|降至|降到|降低到|提升至?到?|提高至?到?|增至|增加到)")
_ASPECT = re.compile(r"^[^，]{1,12}方面$")
_RELEASE = re.compile(
    rf"(?:并|还|将|再|同时|计划)*(?:(?:在|于)?(?:{TIME}))?(?:推出|发布|上线|开源|发射|上市)"
)  # a plan to bring something out
_MODAL = re.compile(r"[要应]|须|必须|确保|力争|争取|不得|不能|务必|将(?=达|超|突|实|建|形|降|提)")
_BOUND = re.compile(
    r"不得?(?:高于|低于|超过|少于|大于|小于)|控制在|以[内上下]|力争|达到?(?!标)|(?<!不)超过|突破|(?:降|提升|提高|下降|增|扩容|增加|压减|缩短)(?:低|长|加)?(?:到|至)|"
    r"(?:提高|提升|下降|降低|增长|增加|压减)|建成|培育|新增|打造|建设|实现"
)
_NOUN_PHRASE = re.compile(
    r"(?:高于|低于|超过|大于|小于|以上|以下)[^，]*的[^，]{1,12}$"
)  # PUE高于1.5的存量机房: of whom, not what
_PAST = re.compile(r"已|达到了|实现了|建成了|同比|环比|预计|预测|有望|估计|预期|或将|可能")
# Money and favours that a plan grants are its means, not its goals.
_GRANT = re.compile(r"补助|补贴|奖励|奖补|抵扣|资助|给予|贴息|减免|施行|有效期|罚款|处以")
_GOAL = re.compile(  # a goal without a figure begins with what is to be done
    r"(?:把自己|把其|要|应|需|将|进一步|加快|全面|深入|适度|持续|到|新建|力争|争取)*(?:加快|推进|推动|建设|打造|形成|实现|建成|构建|完善|优化|提升|提高|加强|培育|降低|达到|达|成为|布局|"
    r"统筹|超前|发展|促进|强化|突破|健全|建立|扩大|引导|支持|开展|深化|实施|落实|增强|壮大|做大|创建|补齐|新增|覆盖|普及|扭亏)"
)


@dataclass(slots=True)
class Aim:
    """Whose goals the clauses at hand are, what led to them, and the year said last for them."""

    holder: Mention
    lead: Lead = "aim"
    year: str = ""
    past: bool = False  # that year is over
    since: int = 0  # the year of the report: what had a year before is no goal, but behind a verb of aiming
    subject: str = ""  # of the clause before, for one that has none (占比每年提高5个点，2027年达到70%)


def is_due(words: str) -> bool:
    """Whether code has a date that something is to be reached by."""
    return _DUE.search(words) is not None


def grants(words: str) -> bool:
    """Whether a sentence is of money and favours."""
    return _GRANT.search(words) is not None


def goal(scene: Scene, aim: Aim, span: tuple[int, int], given: tuple[str, list[int]]) -> str | None:
    """The goal that ``code[span]`` words, with its year first; None where it is none. ``given``: the text, the quantities' starts.

    A year that the clause begins with is kept in ``aim`` for those that follow.
    """
    text, starts = given
    first, last = span
    if first >= last:
        return None
    left, right = scene.spans[first][0], scene.spans[last - 1][1]
    words, code = text[left:right].strip(), scene.code[first:last]
    dated = _dated(scene, first, code)
    after = first
    if dated:
        after = first + dated.end()
        opening = first + dated.start("year")
        written = text[scene.spans[opening][0] : scene.spans[after - 1][1]]
        time = scene.time(first + dated.start("t"))
        aim.past = bool(aim.lead != "aim" and time and time.value and int(time.value[:4]) < aim.since)
        aim.year = _absolute(written, time)
        words = words.replace(written, aim.year, 1)
    if aim.past or after >= last or _ASPECT.match(code) or _RELEASE.match(scene.code[after:last]):
        return None
    at = bisect_left(starts, scene.spans[after][0])
    measured = at < len(starts) and starts[at] < right
    subject = _subject(aim, text[scene.spans[after][0] : right])
    allowed = _allowed(aim, code) if measured else aim.lead == "aim" and _worth(scene, aim, (first, last, after), bool(dated))
    if not allowed:
        return None
    return subject + words if dated or not aim.year else f"{aim.year}，{subject}{words}"


_MEASURED = re.compile(r"(?=[^\d]*[一-龥]{2})[^\d]*\d")


def apart(words: str, year: str) -> list[str]:
    """A、B of one clause as two goals, where each has a noun and a figure: 智能算力达到10万P、绿电占比90%. ``year`` leads the later ones."""
    told, _, rest = words.partition("，") if year and words.startswith(year) else ("", "", words)
    parts = rest.split("、")
    if len(parts) < 2 or not all(_MEASURED.match(part.removeprefix(year)) for part in parts):
        return [words]
    lead = f"{year}，" if year else ""
    return [words[: len(words) - len(rest)] + parts[0], *(lead + part for part in parts[1:])]


def _subject(aim: Aim, words: str) -> str:
    """What a clause that begins with its verb is about; a clause with words of its own is remembered for the next."""
    if _BARE_VERB.match(words):
        return aim.subject
    told = _VERBLESS.match(words)
    aim.subject = told.group() if told else ""
    return ""


def _dated(scene: Scene, first: int, code: str) -> re.Match[str] | None:
    """The year at the head of a clause; a month's day or a span of years is no date of a goal."""
    match = _DATED.match(code)
    time = scene.time(first + match.start("t")) if match else None
    return match if time and time.value and time.role != "since" and _VALUE.match(time.value) else None


def year_before(scene: Scene, first: int, text: str) -> str:
    """The year of a clause of its own right before code position ``first``: 到2027年，某省力争……; empty where there is none."""
    if first < 2 or scene.code[first - 1] not in "，,":
        return ""
    start, end = scene.clause(first - 1, first - 1)
    dated = _dated(scene, start, scene.code[start:end])
    if not dated or dated.end() != end - start or not is_due(scene.code[start:end]):
        return ""
    written = text[scene.spans[start + dated.start("year")][0] : scene.spans[end - 1][1]]
    return _absolute(written, scene.time(start + dated.start("t")))


def _absolute(written: str, time: TimeExpression | None) -> str:
    """到今年底 as 到2025年底: a goal is read without the article around it."""
    if time is None or time.value is None:
        return written
    return _RELATIVE.sub(f"{time.value[:4]}年", written, count=1)


def _allowed(aim: Aim, code: str) -> bool:
    """Whether a clause with a figure is a goal, by what led to it."""
    if aim.lead == "aim":
        return True
    if _PAST.search(code):
        return False
    if aim.lead == "speech":
        return bool(aim.year) and _MODAL.search(code) is not None
    if _NOUN_PHRASE.search(code):
        return False
    return bool(aim.year) or (aim.lead == "document" and _BOUND.search(code) is not None)


def _worth(scene: Scene, aim: Aim, span: tuple[int, int, int], dated: bool) -> bool:
    """Whether words without a figure are a goal: right behind the verb, and with a year or a policy's verb of doing."""
    first, last, after = span
    behind_verb = first > 0 and scene.code[first - 1] not in END_OF_CLAUSE
    behind_year = bool(aim.year) and re.search(rf"{YEAR}(?:底|末|前)?，$", scene.code[:first]) is not None
    if not (behind_verb or behind_year) or not _GOAL.match(scene.code[after:last]):
        return False
    return dated or bool(aim.year) or aim.holder.type == "Policy" or scene.code[:first].endswith("计划")
