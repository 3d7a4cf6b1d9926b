"""Policies, plans, standards, reports: by title marks, by quotes with a programme word, and without marks after an issuing verb."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kg.lexicon import lexicon
from kg.model import Mention
from pipelines.language.names.words import any_of, words

_TITLED, _QUOTED, _BARE, _OTHER = 0.95, 0.85, 0.75, 0.6
_MARKS = re.compile(r"《([^《》\n]{2,80})》")
_YEARS = r"(?:[（(]\s*20\d\d年?(?:\s*[-—–~至]+\s*20\d\d)?\s*年?[)）])?"
_NUMBER = re.compile(r"[一-龥]{1,6}[〔\[（(]20\d\d[〕\]）)]\s?\d{1,4}\s?号")
_BEFORE_NUMBER = re.compile(r"^.*(?:根据|按照|依据|依照|参照|遵照|落实|贯彻|执行|转发|印发|文件|[的和与及以由在])(?=[一-龥])")


def policies(text: str) -> Iterator[Mention]:
    """Documents and programmes as mentions; the surface leaves title marks out and keeps quotes that belong to the name."""
    yield from _titled(text)
    yield from _programmes(text)
    yield from _unmarked(text)
    yield from (
        _document(text, *match.span(), _BARE)
        for match in _alone().finditer(text)
        if not re.search(any_of("issuing"), match.group())
    )
    yield from (_document(text, *_inner(match.group(), match.start()), _BARE) for match in _about().finditer(text))
    yield from _taking_effect(text)
    yield from (_numbered(m) for m in _NUMBER.finditer(text) if text[m.start() - 1 : m.start()] not in ("（", "("))


def _numbered(match: re.Match[str]) -> Mention:
    """A document by its number (发改数据〔2023〕1号), without the words that lead to it."""
    lead = _BEFORE_NUMBER.match(match.group())
    start = match.start() + (lead.end() if lead else 0)
    number = match.string[start : match.end()]
    return Mention(start, match.end(), number, "Policy", number, _BARE, "grammar")


@cache
def _head_at_end() -> re.Pattern[str]:
    return re.compile(rf"(?:{any_of('policy_heads')}){_YEARS}(?:[（(][^（）()]{{1,12}}[)）])?$")


@cache
def _alone() -> re.Pattern[str]:
    """A line that is nothing but a document's name, as headings are."""
    return re.compile(rf"(?m)^[^，。：！？、《》\s]{{5,40}}(?:{any_of('policy_unbracketed')}){_YEARS}$")


@cache
def _about() -> re.Pattern[str]:
    """关于…的通知: the one title pattern that has 的 and needs neither marks nor a verb."""
    return re.compile(rf"(?<![《“])关于[^，。；：！？《》\n]{{4,60}}?的(?:{any_of('policy_heads')}){_YEARS}(?![》一-龥]?[者》])")


_PASSED_ON = re.compile(r"关于(?:印发|发布|公布|下达|转发)[〈《“]?(?P<inner>[^〈〉《》]{6,})[〉》”]?的(?:通知|公告)$")


def _inner(title: str, at: int) -> tuple[int, int]:
    """关于印发某某若干措施的通知 is about the 若干措施: where the document passed on stands; else the whole title."""
    passed = _PASSED_ON.search(title)
    if passed is None or not _head_at_end().search(passed.group("inner")):
        return at, at + len(title)
    return at + passed.start("inner"), at + passed.end("inner")


@cache
def _effective() -> re.Pattern[str]:
    """A title at the start of a clause before the verb it is the subject of: 某某发展若干措施（试行）印发."""
    return re.compile(
        rf"(?m)(?:^|(?<=[，。；：！？、\s]))(?P<name>[^，。；：！？、《》〈〉“”\n的了\s]{{6,40}}?(?:{any_of('policy_unbracketed')}){_YEARS}(?:[（(](?:试行|征求意见稿|暂行)[）)])?)"
        rf"(?=(?:今日|今天|近日|日前|正式|昨日|已|于|在京|在沪)*(?:{any_of('issuing_plain')}))"
    )


def _taking_effect(text: str) -> Iterator[Mention]:
    for match in _effective().finditer(text):
        name, start = match.group("name"), match.start("name")
        verbs = [m.end() for m in re.finditer(any_of("issuing"), name)]
        if not verbs and not _UNLIKELY.match(name):
            yield _document(text, start, match.end("name"), _BARE)


def _titled(text: str) -> Iterator[Mention]:
    for match in _MARKS.finditer(text):
        title = match.group(1).strip()
        if title.endswith(tuple(words("document_not"))):
            continue
        start, end = _inner(title, match.start(1) + len(match.group(1)) - len(match.group(1).lstrip()))
        if end - start < len(title):
            yield _document(text, start, end, _TITLED)
            continue
        sure = _TITLED if _head_at_end().search(title) else 0.0
        if sure or re.sub(rf"{_YEARS}$", "", title).endswith(
            (
                "法",
                "法案",
                "计划",
                "战略",
                "框架",
                "协议",
                "准则",
                "手册",
                "体系",
                "名单",
                "榜单",
                "等级",
                "要求",
                "术语",
                "分级",
                "方法",
                "预测",
                "展望",
            )
        ):
            yield _document(text, match.start(1), match.end(1), sure or _OTHER)


def _document(text: str, start: int, end: int, confidence: float) -> Mention:
    surface = text[start:end]
    return Mention(start, end, surface, "Policy", _canonical(surface), confidence, "grammar")


def _canonical(surface: str) -> str:
    inside = re.match(r"“([^“”]+)”", surface)
    forms = (surface, inside.group(1)) if inside else (surface,)
    known = [entry for form in forms for entry in lexicon().named(form) if entry.type == "Policy"]
    return known[0].name if known else re.sub(r"\s", "", surface)


@cache
def _quoted() -> re.Pattern[str]:
    programme = any_of("programme")
    return re.compile(
        rf"“([^“”，。；]{{2,14}}?(?:{programme}))”|“[^“”，。；]{{2,12}}”(?:[一-龥]{{0,8}}?)(?:{programme})(?![一-龥]?[者家])"
    )


def _programmes(text: str) -> Iterator[Mention]:
    """“百川算力并网行动”, “信号升格”专项行动, “十五五”规划纲要: a coined word in quotes makes the programme a name."""
    for match in _quoted().finditer(text):
        if re.search(r"[、和与的]", match.group().partition("”")[2]):
            continue
        start, end = match.span(1) if match.group(1) else match.span()
        yield _document(text, start, end, _QUOTED)


@cache
def _bare() -> re.Pattern[str]:
    return re.compile(
        rf"(?:{any_of('issuing')})(?:的|了)?(?P<name>[^，。；：！？、《》〈〉\n的了]{{4,40}}?(?:{any_of('policy_unbracketed')}){_YEARS})(?!的|书)"
    )


_OPENING = re.compile(
    r"(?:的|了|是|对|将|其|并|新版|新的|最新|全国首个|首个|首部|我国首个|国家|由|及|和|与|实施|落实|推进|制定|印发|发布|出台)+(?=.{6})"
)
_UNLIKELY = re.compile(
    r"^(?:一系列|系列|多项|相关|若干|一批|有关|扶持|支持政策|这|该|具体|配套|专项|首个|首份|全国首|我国首|国内首|[一二三四五六七八九十两\d]+[项个份条部])"
)


def _unmarked(text: str) -> Iterator[Mention]:
    """发布数字经济2024年工作要点, 出台算力基础设施高质量发展行动计划: an issuing verb, a head, and enough before the head to be a title."""
    for match in _bare().finditer(text):
        name = match.group("name")
        start = match.start("name")
        inner = [m.end() for m in re.finditer(any_of("issuing"), name) if m.end() < len(name) - 4]
        if inner and name[inner[-1] :][:1] not in "和与":
            start, name = start + inner[-1], name[inner[-1] :]
        opening = _OPENING.match(name)
        start, name = (start + opening.end(), name[opening.end() :]) if opening else (start, name)
        if _UNLIKELY.match(name) or len(name) < 8 and not re.search(r"\d", name) or name.count("“") != name.count("”"):
            continue
        yield _document(text, start, match.end("name"), _BARE)
