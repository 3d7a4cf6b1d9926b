"""What 该省, 公司, 园区, 该芯片, 三家, 前者, 其 point back to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from kg.lexicon import Entry, lexicon
from kg.model import EntityType, Mention
from pipelines.language.components import Analysis
from pipelines.language.figures.cast import Cast
from pipelines.language.figures.clause import within
from pipelines.language.figures.coined import described, headed, quoted
from pipelines.language.figures.groups import groups
from pipelines.language.figures.subject import NOBODY, Scope, is_outlet, is_paper, scope_of, subjects
from pipelines.language.names.words import any_of

_HEAD = 12  # characters of a name in which the places stand that it begins with
_BACK = 1200  # characters that are looked back over for what a word points to
_START = r"(?:(?<![\u4e00-\u9fffA-Za-z])|(?<=[了其中而但且并使将后时年月日底末对为给占与和，]))"
_LEVELS = {
    "省": ("province",),
    "自治区": ("province",),
    "市": ("city", "province"),
    "区": ("county", "province"),
    "县": ("county",),
    "州": ("city",),
}
_CITIES = ("北京", "天津", "上海", "重庆")  # municipalities: provinces that 全市 means
_REGIONS = ("内蒙古", "广西", "西藏", "宁夏", "新疆")  # and those that 全区 means
_THIS = r"(?:该|此|本|这(?:一|个|家|座|款|颗|枚|张|套|栋|项|种)?)"
_PLACE = re.compile(
    r"(?<!占)(?<!占到)(?<!占据)(?<!居)(?<!列)(?<!超过)(?<!高于)(?<!低于)(?:全|该|我|本)(?P<level>自治区|省|市(?!场)|区(?!域|块)|县|州)|(?<![\u4e00-\u9fff])(?P<inner>[省市])内|(?P<here>当地)(?=[^政企居民高])"
)
_FIRM = re.compile(
    rf"{_START}(?:{_THIS})?(?:公司|集团|企业)(?=(?!数|家|总数|级|类|上云|用户|客户|占)[^，。；])|{_START}{_THIS}(?:公司|集团|企业)|这家[^，。；]{{0,20}}?(?:公司|企业|厂商)"
)
_RANKED_IN = re.compile(
    r"[^，。；\d]{0,4}(?:排|位列|位居|居|名列|列)|第|前[一二三四五六七八九十\d]|首位|领先"
)  # 在全省排第4位: the field of a rank
_INTO = re.compile(r"(?:在|进入|跻身|迈入|挺进|位居|稳居|居|列)了?$")
_WE = re.compile(
    r"(?:我们|咱们|我司|我行|我院|我校)(?!国家|认为|预计|判断|预测|估算|测算|看好|建议|维持|了解|注意到|知道|发现|看到|相信|希望|的(?:判断|预测|观点|理解|生活))"
)
_SAYS = re.compile(r"[^，。；]{0,12}?(?:指出|表示|认为|介绍|透露|强调|预计|测算|[称说](?=[，：]))")
_EVENT = re.compile(rf"(?:此次|本次|本届|该|此届|这次)(?P<noun>{any_of('scope_event_nouns')})")
_ITS = re.compile(r"(?<![\u4e00-\u9fff尤与极])其(?!中|他|余|实|它|次|间|后|前|一|二|三|所)")
_PART = re.compile(r"(?P<number>[A-Z]?\d{1,2}|[一二三四五六七八九十])号(?P<noun>楼|机楼|机房|厂房|楼栋|馆|数据中心|园区)")

_BUILDING = re.compile(r"(?:这|该)(?:栋|座|幢)[^，。；]{0,14}?(?:机房|楼)")


def references(analysis: Analysis, start: int, end: int, cast: Cast, carried: Scope, speaker: str | None = None) -> list[Scope]:
    """Words of the stretch that point back to a name, as scopes with the words' own place; those that point nowhere are left out.

    ``speaker``: whose words they are, who says 我们.
    """
    found = [s for s in _read(analysis, (start, end), cast, carried, speaker) if s.name]
    return sorted(found, key=lambda s: s.start)


def _read(analysis: Analysis, stretch: tuple[int, int], cast: Cast, carried: Scope, speaker: str | None) -> Iterator[Scope]:
    text, (start, end) = analysis.text, stretch
    for match in _PLACE.finditer(text, start, end):
        if _RANKED_IN.match(text, match.end()) and _INTO.search(text, max(0, match.start() - 4), match.start()):
            continue
        level = match["level"] or match["inner"]
        found = _place(analysis, match.start(), _LEVELS[level] if level else ("province", "city", "county"))
        yield _at(found or cast.of_type.get("Place", NOBODY), match)
    for match in _FIRM.finditer(text, start, end):
        yield _at(_firm(analysis, match.start(), cast, carried), match)
    for match in _WE.finditer(text, start, end):
        yield _at(_we(analysis, match.start(), cast, speaker), match)
    for pattern, kind in _THINGS:
        for match in pattern.finditer(text, start, end):
            yield _at(_thing(analysis, match, kind, cast), match)
    for match in _BUILDING.finditer(text, start, end):
        parts = list(_PART.finditer(text, max(0, match.start() - _BACK), match.start()))
        yield _at(_part(analysis, parts[-1], cast) if parts else NOBODY, match)
    yield from quoted(analysis, start, end)
    yield from headed(analysis, start, end)
    for match in _EVENT.finditer(text, start, end):
        events = [m for m in _before(analysis, match.start()) if m.type == "Event" and m.text.endswith(match["noun"])]
        if events:
            yield _at(scope_of(events[-1]), match)
    yield from groups(analysis, start, end)
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
            if entry is not None and _has_level(entry, levels):
                return scope_of(mention)
        elif mention.type in ("Organization", "Policy", "Center"):
            spoken = _at_head(mention, levels)
            if spoken is not None:
                return spoken
    return None


def _at_head(mention: Mention, levels: Sequence[str]) -> Scope | None:
    """The place of such a level among those that the name of a body or a site begins with: 某省某市智算中心."""
    name = next((entry.name for entry in _places_at_head(mention.canonical) if _has_level(entry, levels)), None)
    return Scope(name, "Place", mention.start, name) if name is not None else None


@lru_cache(maxsize=4096)
def _places_at_head(name: str) -> tuple[Entry, ...]:
    found: list[Entry] = []
    end = 0
    for hit in lexicon().find(name[:_HEAD]):
        if hit.start != end or hit.entry.type != "Place":
            break
        found.append(hit.entry)
        end = hit.end
    return tuple(found)


def _has_level(entry: Entry, levels: Sequence[str]) -> bool:
    """Whether 全市, 全省 … can mean the place: of provinces 全市 means the four municipalities, 全区 the five regions."""
    if entry.sector == "province" and len(levels) > 1:
        return entry.name in (_CITIES if "city" in levels else _REGIONS) or len(levels) > 2
    if entry.sector == "province":
        return entry.name not in _CITIES
    return entry.sector in levels


def _firm(analysis: Analysis, offset: int, cast: Cast, carried: Scope) -> Scope:
    """The firm of the sentence so far, else the one carried over, else the article's; of several the one that the article is about."""
    sentence = max(analysis.text.rfind(mark, max(0, offset - 200), offset) for mark in "。！？\n") + 1
    paragraph = max(analysis.text.rfind("\n", 0, offset) + 1, offset - 300)
    for near in (sentence, paragraph):
        firms = [s for s in subjects(analysis, near, offset) if s.type == "Organization" and s.name not in cast.observers]
        told_of = [s for s in firms if not _SAYS.match(analysis.text, s.end)]
        if any(s.name == cast.lead.name for s in told_of[:-1]):
            return cast.lead
        if firms:
            return (told_of or firms)[-1]
        if carried.type == "Organization" and carried.name not in cast.observers:
            return carried
    return cast.of_type.get("Organization", NOBODY)


def _we(analysis: Analysis, offset: int, cast: Cast, speaker: str | None) -> Scope:
    """The body that speaks, or whose man speaks; else the firm or the site that the article is about."""
    for mention in reversed(within(analysis.mentions, max(0, offset - 2 * _BACK), offset + _BACK)):
        if speaker is not None and mention.canonical == speaker and mention.type in ("Organization", "Center"):
            return scope_of(mention)
    if cast.lead.type == "Center":
        return cast.lead
    return cast.of_type.get("Organization", cast.of_type.get("Center", NOBODY))


_THINGS: tuple[tuple[re.Pattern[str], EntityType], ...] = (
    (
        re.compile(
            rf"(?:{_THIS}|{_START}(?=园区|项目|中心(?![城区])|集群(?=上架|算力|平均|规模|总|已|共|现|PUE|整体|内)|枢纽(?=上架|算力|平均|整体|总|已)))(?P<noun>{any_of('scope_center_nouns')})(?!数|机架|[、]|负责人|主任)"
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
