"""What a figure is about: a subject named or pointed to in its clause, earlier in its sentence, or carried over where it is left out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from kg.model import EntityType, Sentence
from pipelines.language.components import Analysis
from pipelines.language.figures.cast import Cast
from pipelines.language.figures.clause import Place, within
from pipelines.language.figures.common import common
from pipelines.language.figures.phrase import Phrase
from pipelines.language.figures.reference import references
from pipelines.language.figures.region import regions
from pipelines.language.figures.subject import Scope, chief, is_paper, presented, scope_of, subjects
from pipelines.language.figures.topic import opening_noun

_TOPIC = re.compile(r"(?:以|对于|关于|至于|针对|就|单看)\s*[“「]?$")
_TREATED = re.compile(r"(?:将|把)\s*[“「]?$")
CHIP_UNITS = ("TOPS", "TFLOPS", "GFLOPS", "POPS")  # the size of one chip; more is a centre's
_COMPARED = re.compile(r"(?:比|较|相比|对比|高于|低于|超过?|与|是|为|相当于)[^，。；]{0,16}$")
_COMPARAND = re.compile(r"(?:是|为|相当于|约为|仅为|达到?|等于)[了约“「]?\s?$")  # 仅为X的十分之一
_OF = re.compile(r"[”」]?\s?的\s?[近约超]?")
_FIELDS = frozenset(("全国", "国内", "中国", "全球", "世界", "我国"))
_GROUP = re.compile(r"[^，。；、]{0,14}?(?:枢纽节点|地区|省市|省份|(?:国家|枢纽|数据中心|算力|[东西南北中]部)集群)")
_BUILDS = re.compile(r"\s?(?:[（(][^（()）]*[）)])?[^，。；]{0,6}?(?:共建|共同建设|建设|打造|新建|兴建|启动|用于|投向)")
_OWNER = re.compile(r"(?:低于|高于|超过|不及|优于|好于)(?:了)?(?P<who>[^，。；、：]{2,20}?)(?:的|\s)?$")
_CROWD = re.compile(r"(?:商|企业|城市|地区|省份|平台|中心)$")
_HOLDS = re.compile(r"(?:直接|合计|间接|共|个人)*(?:持股|持有)[^，。；]{0,10}$")
_ONCE_DONE = re.compile(r"[^，。；]{0,14}(?:投产|建成|达产|投用|投运|落成|完工)(?:以|之)?后[，\s]*$")  # 某国工厂投产后，总产能…
_RIGHT_BEFORE = re.compile(r"[的\s约近（(]{0,3}|[^，。；升降增减至到达]{0,6}的")
_CALLED = re.compile(r"[^，。；：“”]{1,8}“(?P<name>[^“”，。；]{2,12})”")  # 参数量70亿的端侧版本“某某”
_TAKES_UP = re.compile(r"[该此这]")
_ATTRIBUTE = re.compile(r"的\s?[“「]?")
# what such indicators are a property of; a place or a firm is not it while one of these is at hand
_FINANCE: tuple[EntityType, ...] = ("Organization",)
_FACILITY: tuple[EntityType, ...] = ("Center", "Place", "Organization")
_BY_DIMENSION: dict[str, tuple[EntityType, ...]] = {
    "process-node": ("Chip",), "transistors": ("Chip",), "chip-memory": ("Chip",), "chip-cache": ("Chip",), "memory-bandwidth": ("Chip",),
    "network-bandwidth": ("Chip",), "codec-paths": ("Chip",), "chip-compute": ("Chip", "Center"), "power": ("Chip", "Center"), "die-area": ("Chip",),
    "clock": ("Chip",), "chip-cores": ("Chip",), "parameters": ("Model",), "context-length": ("Model",), "tokens": ("Model",),
    "revenue": _FINANCE, "net-profit": _FINANCE, "parent-net-profit": _FINANCE, "eps": _FINANCE,
    "dividend": _FINANCE, "dividend-total": _FINANCE, "gross-margin": _FINANCE, "net-margin": _FINANCE,
    "capex": _FINANCE, "valuation": _FINANCE, "share-price-change": _FINANCE, "share-price": _FINANCE,
    "financing": _FINANCE, "rnd": _FINANCE,
    "floor-area": ("Center", "Organization"), "land-area": ("Center", "Organization"), "peak-performance": ("Center", "Chip"),
    "pue": _FACILITY, "racks": _FACILITY, "rack-occupancy": _FACILITY, "green-power-share": _FACILITY,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of the subject before the clause is read."""

    carried: Scope  # of the figure or sentence before
    settled: bool  # a figure of the same sentence had it
    since: int  # end of that figure
    cast: Cast  # who the article is about
    speaker_until: int  # names before this offset belong to who says it, not to what is said
    speaker: str | None  # who says it, in the same sentence
    voice: str | None = None  # who says it, there or in the sentences before


def read_scope(place: Place, phrase: Phrase, known: Known) -> Scope:
    """The entity that the figure is about: named in its clause, earlier in its sentence, or carried over."""
    if phrase.about is not None:
        return Scope(phrase.about, "Place", phrase.start)
    owner = _holder(place) or _owner(place) or _bearer(place, phrase)
    if owner is not None:
        return owner
    wanted = _wanted(phrase, place)
    places = wanted is _FINANCE and "Organization" not in (
        known.carried.type,
        None if known.carried.name else known.cast.lead.type,
    )
    low = max(place.opening, known.speaker_until)
    clause = _here(place, phrase, known)
    found = (
        _fitting([s for s in clause if s.start >= place.left], wanted, places)
        or _fitting(clause, wanted, places)
        or _fitting(_ahead(place, phrase, wanted), wanted)
    )
    if found:
        return _in_brackets(chief(found, place.text), found, place)
    earlier = [s for s in named(place.analysis, low, place.start, known) if s.name not in known.cast.observers]
    earlier = _newest(earlier, place.text)
    if known.settled and not clause:
        newer = _fitting([s for s in earlier if s.start >= known.since], wanted)
        if newer:
            return chief(newer, place.text)
        if known.carried.name and (not wanted or known.carried.type in wanted or (places and known.carried.type == "Place")):
            return known.carried
    if _fitting(earlier, wanted):
        told = chief(_fitting(earlier, wanted), place.text)
        whose = known.carried if known.carried.name else known.cast.lead
        if told.type == "Place" and whose.type == "Organization" and _ONCE_DONE.match(place.text, told.end, place.start):
            return whose
        return told if wanted else presented(told, place.analysis, earlier)
    topic = _said_topic(place)
    if topic is not None and not clause:
        return topic
    carried = _carried(place, wanted, clause, known)
    return carried if carried.name else opening_noun(place, phrase) or carried


def _in_brackets(scope: Scope, found: Sequence[Scope], place: Place) -> Scope:
    """The name whose number follows it in brackets, told by the way where the clause has a subject before: X超过Y（17）."""
    text, start = place.text, place.quantity.start
    if start == 0 or text[start - 1] not in "（(":
        return scope
    beside = [m for m in place.mentions(place.start, start) if m.end == start - 1]
    if not beside or beside[0].type in ("Person", "Event", "Policy"):
        return scope
    others = any(s.start < beside[0].start for s in found)
    return replace(scope_of(beside[0]), passing=others)


def _newest(earlier: list[Scope], text: str) -> list[Scope]:
    """From the last one on that takes a thing up at the head of its clause (…，该中心由…建设): that is the subject now."""
    for at in range(len(earlier) - 1, 0, -1):
        scope = earlier[at]
        if _TAKES_UP.match(scope.surface) and text[scope.start - 1] in "，；。：":
            return earlier[at:]
    return earlier


def _carried(place: Place, wanted: Sequence[EntityType], clause: Sequence[Scope], known: Known) -> Scope:
    """The subject of what was said before, of the type that the indicator is a property of where there is one."""
    carried, cast = known.carried, known.cast
    if wanted and carried.type not in wanted and not (wanted is _FACILITY and cast.lead.type in wanted):
        near = _latest(place, wanted, cast)
        if near is not None:
            return near
        if clause:
            return chief(clause, place.text)
    if known.speaker is not None and carried.type in (None, "Organization", "Place") and cast.lead.type in (None, "Organization"):
        firm = _speaking_firm(place, known)
        if firm is not None:
            return firm
    if carried.name:
        return carried
    field = regions(place.analysis, place.start, place.quantity.start, weak=True)
    if field and cast.lead.type in (None, "Place"):
        return field[0]
    return cast.lead


def _speaking_firm(place: Place, known: Known) -> Scope | None:
    """The firm whose words the sentence gives: it speaks of its own."""
    for mention in within(place.analysis.mentions, place.opening, known.speaker_until):
        if mention.type == "Organization" and mention.canonical == known.speaker and known.speaker not in known.cast.observers:
            return scope_of(mention)
    return None


def named(analysis: Analysis, start: int, end: int, known: Known, number: int = -1) -> list[Scope]:
    """All that the stretch names or points to as a subject, in order."""
    if start >= end:
        return []
    found = [
        *subjects(analysis, start, end, number),
        *references(analysis, start, end, known.cast, known.carried, known.voice),
        *regions(analysis, start, end),
        *common(analysis, start, end),
    ]
    return sorted(found, key=lambda s: s.start)


def _here(place: Place, phrase: Phrase, known: Known) -> list[Scope]:
    """The subjects of the clause before its number: of 将X…上调至 only X, of a comparison only what is compared."""
    text, low = place.text, max(place.start, known.speaker_until)
    found = named(place.analysis, low, place.quantity.start, known, place.quantity.start)
    if phrase.kind == "rank":  # 在全国榜单中列第四: a field
        found = [s for s in found if not (s.surface in _FIELDS and "在" in text[low : s.start])]
    if phrase.kind in ("growth", "multiple"):
        found = [s for s in found if not _COMPARED.search(text[max(low, s.start - 18) : s.start])]
    found = [
        s
        for s in found
        if not _COMPARAND.search(text[max(low, s.start - 6) : s.start]) or not _OF.fullmatch(text[s.end : place.list_start])
    ]
    treated = [s for s in found if _TREATED.search(text[max(low, s.start - 3) : s.start])]
    if treated:
        return [s for s in found if s.start >= treated[0].start]
    if phrase.own and phrase.start >= place.start:
        group = _GROUP.match(text, phrase.start, place.quantity.start)
        counted = group is not None and not text[group.end() : place.list_start].strip(" 约近超逾达共")  # 建成智算集群78个
        apart = group is not None and any(s.end > group.end() or (not s.weak and s.end <= group.start()) for s in found)
        if group is not None and not counted and not apart and all(s.surface != group.group() for s in found):
            return [Scope(re.sub(r"[“”\s]", "", group.group()), "Place", phrase.start, group.group())]
    return found


def _ahead(place: Place, phrase: Phrase, wanted: Sequence[EntityType]) -> list[Scope]:
    """What an investment builds (拟投资28亿元共建某谷); a wanted name after the number."""
    end = place.quantity.end
    if phrase.known is not None and phrase.known.key == "investment":
        ahead = place.mentions(end, min(place.sentence.end, end + 60))
        return [scope_of(m) for m in ahead if m.type == "Center" and _BUILDS.match(place.text, end, m.start)][:1]
    after = place.mentions(end, place.right)
    return [scope_of(m) for m in after if m.type in wanted] if wanted and phrase.kind != "growth" else []


def _owner(place: Place) -> Scope | None:
    """Whose the number is that something is set against: 低于X的400W."""
    match = _OWNER.search(place.text[place.start : place.quantity.start])
    if match is None:
        return None
    start = place.start + match.start("who")
    inside = [m for m in place.mentions(start, place.quantity.start) if m.start == start]
    if inside and _RIGHT_BEFORE.fullmatch(place.text[inside[-1].end : place.quantity.start]):
        return replace(scope_of(inside[0]), passing=True)
    field = regions(place.analysis, place.start, start + len(match["who"]), weak=True)
    if field and field[-1].surface == match["who"]:
        return replace(field[0], passing=True)
    crowd = _CROWD.search(match["who"])
    if inside or crowd is None or place.times(start, place.quantity.start):
        return None
    return Scope(match["who"], "Organization" if crowd.group() in ("商", "企业") else "Place", start, match["who"], passing=True)


def _holder(place: Place) -> Scope | None:
    """The person whose share of a firm it is: 创始人某某持股38%."""
    match = _HOLDS.search(place.text, place.left, place.quantity.start)
    people = place.mentions(place.start, match.start()) if match is not None else []
    if match is None or not people or people[-1].type != "Person" or people[-1].end != match.start():
        return None
    return replace(scope_of(people[-1]), passing=True)


def _bearer(place: Place, phrase: Phrase) -> Scope | None:
    """The name that number and measure are an attribute of: 总投资50亿元的某数据中心."""
    match = _ATTRIBUTE.match(place.text, place.list_end)
    if match is None or not phrase.own or phrase.kind != "level" or phrase.start >= place.quantity.start:
        return None
    called = _CALLED.match(place.text, match.end())
    kinds = _wanted(phrase, place)
    if called is not None and kinds and not place.mentions(match.end(), called.end()):
        return Scope(called["name"], kinds[0], called.start("name"), called["name"])
    bearers = [
        m
        for m in place.mentions(match.end(), match.end() + 40)
        if m.start - match.end() <= 1 and m.type in ("Center", "Chip", "Model")
    ]
    return scope_of(bearers[0]) if bearers else None


def _fitting(found: Sequence[Scope], wanted: Sequence[EntityType], places: bool = False) -> list[Scope]:
    """Those of a wanted type. ``places``: no firm is told of, so that income and the like are those of a place (两地收入合计)."""
    if not wanted:
        return list(found)
    return [s for s in found if s.type in wanted or (places and s.type == "Place" and not s.weak)]


def _said_topic(place: Place) -> Scope | None:
    """The name after 对于 or 以 (X为例) earlier in the sentence."""
    for mention in reversed(within(place.analysis.mentions, place.opening, place.start)):
        if _TOPIC.search(place.text[max(place.sentence.start, mention.start - 3) : mention.start]):
            return scope_of(mention)
    return None


def _wanted(phrase: Phrase, place: Place) -> tuple[EntityType, ...]:
    if phrase.known is not None and phrase.known.key == "chip-compute" and place.quantity.unit not in CHIP_UNITS:
        return ()
    if phrase.name == "股价涨跌幅":
        return _FINANCE
    return _BY_DIMENSION.get(phrase.known.key, ()) if phrase.known else ()


def sentence_topic(sentence: Sentence, analysis: Analysis, known: Known) -> Scope | None:
    """What a sentence is about that may hold no figure: 以X为例, else the first subject after the words of who says it."""
    text = analysis.text
    for mention in within(analysis.mentions, sentence.start, sentence.end):
        if mention.type not in ("Person", "Event") and _TOPIC.search(
            text[max(sentence.start, mention.start - 3) : mention.start]
        ):
            return scope_of(mention)
    found = [
        s
        for s in named(analysis, max(sentence.start, known.speaker_until), sentence.end, known)
        if s.name not in known.cast.observers
    ]
    return presented(chief(found, text), analysis, found) if found else None


def _latest(place: Place, wanted: Sequence[EntityType], cast: Cast) -> Scope | None:
    """The last subject of a wanted type in the 300 characters before; else the article's main one; else the last name of the type."""
    start = max(0, place.start - 300)
    for scope in reversed(subjects(place.analysis, start, place.start)):
        if scope.type in wanted and scope.name not in cast.observers:
            return scope
    for kind in wanted:
        if kind in cast.of_type:
            return cast.of_type[kind]
    for mention in reversed(within(place.analysis.mentions, start, place.start)):
        if mention.type in wanted and mention.canonical not in cast.observers and not is_paper(place.text, mention):
            return scope_of(mention)
    return None
