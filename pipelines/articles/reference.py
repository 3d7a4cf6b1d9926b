"""What 该省, 公司, 园区, 该芯片, 三家, 前者, 其 point back to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.lexicon import lexicon
from kg.model import EntityType, Mention
from pipelines.articles.cast import Cast, jurisdiction
from pipelines.articles.clause import within
from pipelines.articles.coined import described, quoted
from pipelines.articles.subject import NOBODY, Scope, is_outlet, is_paper, scope_of, subjects
from pipelines.language.nlp import Analysis
from pipelines.language.words import any_of

_BACK = 1200  # characters that are looked back over for what a word points to
_START = r"(?:(?<![\u4e00-\u9fffA-Za-z])|(?<=[了其中而但且并使将后时年月日底末对为给占与和，]))"
_LEVELS = {
    "省": ("province",),
    "自治区": ("province",),
    "市": ("city", "province"),
    "区": ("county", "city", "province"),
    "县": ("county",),
    "州": ("city",),
}
_NUMBERS = {"两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10}
_THIS = r"(?:该|此|本|这(?:一|个|家|座|款|颗|枚|张|套|栋|项|种)?)"
_PLACE = re.compile(
    r"(?:全|该|我|本)(?P<level>自治区|省|市(?!场)|区(?!域|块)|县|州)|(?<![\u4e00-\u9fff])(?P<inner>[省市])内|(?P<here>当地)(?=[^政企居民高])"
)
_FIRM = re.compile(
    rf"{_START}(?:{_THIS})?(?:公司|集团|企业)(?=(?!数|家|总数|级|类|上云|用户|客户|占)[^，。；])|{_START}{_THIS}(?:公司|集团|企业)|这家[^，。；]{{0,20}}?(?:公司|企业|厂商)"
)
_SAYS = re.compile(r"[^，。；]{0,12}?(?:指出|表示|认为|介绍|透露|强调|预计|测算|[称说](?=[，：]))")
_EVENT = re.compile(rf"(?:此次|本次|本届|该|此届|这次)(?P<noun>{any_of('scope_event_nouns')})")
GROUP = re.compile(
    r"(?:这|上述|以上|前述)?(?P<n>[两二三四五六七八九十])(?:大)?(?P<unit>家|者|地|方|省|市|国|款|所|颗|座)"
    r"(?:公司|企业|运营商|厂商|芯片|产品|中心)?(?=合计|共|均|算力|[^，。；、第]{0,8}(?:合计|总|共|均|分别|依次|复合)|[\u4e00-\u9fff]{2,6}(?:总|为|达|分别))"
)
_NAMED_GROUP = re.compile(
    r"(?:全国|国内|国家)?[一二两三四五六七八九十]大(?:基础)?(?:电信)?[^，。；、的\d]{0,10}?(?:运营商|枢纽节点|集群|厂商|巨头|云厂商|省市|城市群)"
)
_PAIR = re.compile(r"(?P<which>前者|后者)")
_ITS = re.compile(r"(?<![\u4e00-\u9fff尤与极])其(?!中|他|余|实|它|次|间|后|前|一|二|三|所)")
_PART = re.compile(r"(?P<number>[A-Z]?\d{1,2}|[一二三四五六七八九十])号(?P<noun>楼|机楼|机房|厂房|楼栋|馆|数据中心|园区)")

_BUILDING = re.compile(r"(?:这|该)(?:栋|座|幢)[^，。；]{0,14}?(?:机房|楼)")


def references(analysis: Analysis, start: int, end: int, cast: Cast, carried: Scope) -> list[Scope]:
    """Words of the stretch that point back to a name, as scopes with the words' own place; those that point nowhere are left out."""
    found = [s for s in _read(analysis, start, end, cast, carried) if s.name]
    return sorted(found, key=lambda s: s.start)


def _read(analysis: Analysis, start: int, end: int, cast: Cast, carried: Scope) -> Iterator[Scope]:
    text = analysis.text
    for match in _PLACE.finditer(text, start, end):
        level = match["level"] or match["inner"]
        found = _place(analysis, match.start(), _LEVELS[level] if level else ("province", "city", "county"))
        yield _at(found or cast.of_type.get("Place", NOBODY), match)
    for match in _FIRM.finditer(text, start, end):
        yield _at(_firm(analysis, match.start(), cast, carried), match)
    for pattern, kind in _THINGS:
        for match in pattern.finditer(text, start, end):
            yield _at(_thing(analysis, match, kind, cast), match)
    for match in _BUILDING.finditer(text, start, end):
        parts = list(_PART.finditer(text, max(0, match.start() - _BACK), match.start()))
        yield _at(_part(analysis, parts[-1], cast) if parts else NOBODY, match)
    yield from quoted(analysis, start, end)
    for match in _EVENT.finditer(text, start, end):
        events = [m for m in _before(analysis, match.start()) if m.type == "Event" and m.text.endswith(match["noun"])]
        if events:
            yield _at(scope_of(events[-1]), match)
    for match in _NAMED_GROUP.finditer(text, start, end):
        yield _crowd(match)
    for match in GROUP.finditer(text, start, end):
        yield _at(_group(analysis, match, cast), match)
    for match in _PAIR.finditer(text, start, end):
        pair = _pair(analysis, match.start())
        if pair is not None:
            yield _at(pair[match["which"] == "后者"], match)
    for match in _ITS.finditer(text, start, end):
        yield _at(carried, match)
    for match in _PART.finditer(text, start, end):
        yield _part(analysis, match, cast)


def _at(scope: Scope, match: re.Match[str]) -> Scope:
    return replace(scope, start=match.start(), surface=match.group(), weak=False)


def _before(analysis: Analysis, offset: int) -> list[Mention]:
    return within(analysis.mentions, max(0, offset - _BACK), offset)


def _place(analysis: Analysis, offset: int, levels: Sequence[str]) -> Scope | None:
    """The last place of such a level before, or the one that a body before speaks for (某省数据局…，该省)."""
    for mention in reversed(_before(analysis, offset)):
        if mention.type == "Place" and not is_outlet(analysis.text, mention):
            entry = lexicon().entries.get(mention.entry or "")
            if entry is not None and entry.sector in levels:
                return scope_of(mention)
        elif mention.type in ("Organization", "Policy"):
            spoken = jurisdiction(mention)
            entries = lexicon().named(spoken.name or "") if spoken is not None else ()
            if any(entry.sector in levels for entry in entries):
                return spoken
    return None


def _firm(analysis: Analysis, offset: int, cast: Cast, carried: Scope) -> Scope:
    """The firm of the sentence so far, else the one carried over, else the article's."""
    sentence = max(analysis.text.rfind(mark, max(0, offset - 200), offset) for mark in "。！？\n") + 1
    paragraph = max(analysis.text.rfind("\n", 0, offset) + 1, offset - 300)
    for near in (sentence, paragraph):
        firms = [s for s in subjects(analysis, near, offset) if s.type == "Organization" and s.name not in cast.observers]
        told_of = [s for s in firms if not _SAYS.match(analysis.text, s.end)]
        if firms:
            return (told_of or firms)[-1]
        if carried.type == "Organization" and carried.name not in cast.observers:
            return carried
    return cast.of_type.get("Organization", NOBODY)


_THINGS: tuple[tuple[re.Pattern[str], EntityType], ...] = (
    (
        re.compile(
            rf"(?:{_THIS}|{_START}(?=园区|项目|中心(?![城区])))(?P<noun>{any_of('scope_center_nouns')})(?!数|机架|[、]|负责人|主任)"
        ),
        "Center",
    ),
    (re.compile(rf"{_THIS}(?P<noun>{any_of('scope_chip_nouns')})"), "Chip"),
    (re.compile(rf"{_THIS}(?P<noun>{any_of('scope_model_nouns')})"), "Model"),
)


def _thing(analysis: Analysis, match: re.Match[str], kind: EntityType, cast: Cast) -> Scope:
    """The last name of the kind before that has the noun at its end, else the last of the kind in the text before."""
    noun = match["noun"]
    before = [m for m in _before(analysis, match.start()) if m.type == kind and not is_paper(analysis.text, m)]
    if kind != "Center":
        return scope_of(before[-1]) if before else cast.of_type.get(kind, NOBODY)
    head = "园" if noun == "园区" else noun[-2:]
    alike = [m for m in before if head in m.canonical[-4:] or (len(noun) == 2 and head in m.text[-4:])]
    lead = cast.of_type.get(kind, NOBODY)
    if alike and lead.name is not None and head in lead.name[-4:] and len(noun) == 2:
        return lead if any(m.canonical == lead.name for m in before) else scope_of(alike[-1])
    if alike:
        return scope_of(alike[-1])
    return described(analysis, match.start(), noun) or NOBODY


def _part(analysis: Analysis, match: re.Match[str], cast: Cast) -> Scope:
    """A numbered building (1号楼) with the name of the park or centre that it belongs to."""
    whole = _whole(analysis, match.start(), cast)
    return Scope(f"{whole.name or ''}{match.group()}", "Center", match.start(), match.group())


def _whole(analysis: Analysis, offset: int, cast: Cast) -> Scope:
    for mention in reversed(_before(analysis, offset)):
        if mention.type == "Center":
            return scope_of(mention)
    return cast.of_type.get("Center", NOBODY)


def members(analysis: Analysis, offset: int, count: int) -> list[Scope]:
    """The last ``count`` different names of one type before ``offset``, in text order."""
    found: list[Mention] = []
    for mention in reversed(_before(analysis, offset)):
        if mention.type in ("Person", "Event", "Policy") or (found and mention.type != found[0].type):
            continue
        if all(mention.canonical != m.canonical for m in found):
            found.append(mention)
        if len(found) == count:
            return [scope_of(m) for m in reversed(found)]
    return []


def count_of(match: re.Match[str]) -> int:
    return _NUMBERS[match["n"]]


def _group(analysis: Analysis, match: re.Match[str], cast: Cast) -> Scope:
    """三家: the last group named by its number (三大运营商), else the last so many names."""
    named = [
        m
        for m in _NAMED_GROUP.finditer(analysis.text, max(0, match.start() - _BACK), match.start())
        if m.group().lstrip("全国内家").startswith(match["n"])
    ]
    if named:
        return _crowd(named[-1])
    listed = members(analysis, match.start(), count_of(match))
    if not listed:
        return NOBODY
    return Scope("、".join(s.name or "" for s in listed), listed[0].type, listed[0].start)


def _crowd(match: re.Match[str]) -> Scope:
    """A group that its number names: 三大运营商, 八大国家枢纽节点."""
    return Scope(match.group(), "Organization" if match.group().endswith(("商", "头")) else "Place", match.start(), match.group())


def _pair(analysis: Analysis, offset: int) -> tuple[Scope, Scope] | None:
    """The two names that 前者 and 后者 choose from: the last two different ones of one type in the sentence or the one before."""
    two = members(analysis, offset, 2)
    return (two[0], two[1]) if len(two) == 2 else None
