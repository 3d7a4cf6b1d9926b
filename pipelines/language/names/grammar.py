"""Names found by how they end: organisations and events."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kg.lexicon import lexicon
from kg.model import Mention
from pipelines.language.names.coined import is_coined
from pipelines.language.names.companies import legal_start
from pipelines.language.names.leftward import Leftward, Reach, Rule, Unit
from pipelines.language.names.local_agencies import MUNICIPALITIES, official
from pipelines.language.names.words import any_of, words
from pipelines.language.tokenizer import is_word

_GRAMMAR = 0.8


@cache
def _organization_rule() -> Rule:
    anchors = frozenset(("Place", "Organization", "Chip", "Center", "Policy", "latin", "国家", "中央"))
    return Rule(anchors, allowed=words("organization_words"))


@cache
def _event_rule() -> Rule:
    anchors = frozenset(("Organization", "Event", "Model", "Chip", "Place", "quote", "latin", "edition", "世界", "全球", "国际"))
    return Rule(anchors, prefixes=frozenset(("国际", "全国", "全球", "世界")), allowed=words("event_words"))


@cache
def _heads(*kinds: str) -> re.Pattern[str]:
    return re.compile(any_of(*kinds))


def organizations(text: str, left: Leftward) -> Iterator[Mention]:
    """Bodies with a suffix (研究院, 管理局, 有限公司) behind a place, a known organisation, a Latin word or 国家."""
    for head in _heads("organization", "organization_funds", "organization_investors").finditer(text):
        if (
            head.group() in words("organization_legal")
            and (start := legal_start(text, left, head.start(), _organization_rule())) is not None
        ):
            surface = text[start : head.end()]
            yield Mention(start, head.end(), surface, "Organization", _organization(surface), _GRAMMAR, "grammar")
            continue
        if _NOT_AFTER.match(text, head.end()):
            continue
        if (start := left.named_word(head.end())) is not None:
            surface = text[start : head.end()]
            yield Mention(start, head.end(), surface, "Organization", _organization(surface), _GRAMMAR, "grammar")
            continue
        reach = None if left.is_known(head.end()) else left.reach(head.start(), _organization_rule())
        if reach is None or reach.unknown > 3:
            continue
        surface = text[reach.start : head.end()]
        first = reach.units[0]
        bare = head.group() in words("organization_bare") | words("organization_generic")
        if bare and len(reach.units) == 1 and first.type != "Organization" and not _is_local_body(head.group(), first):
            continue
        if head.group() in words("organization_company") and not (
            _has_proper_word(text, reach) or _is_municipal(text, reach, head)
        ):
            continue
        if head.group() == "学院" and first.mention is not None and first.mention.canonical.endswith("大学"):
            continue  # a school is reported under its university
        if text[first.end : head.end()] in words("organization_generic") - words("organization_bare") or len(surface) > 24:
            continue
        end = head.end() + _term(text, head)
        yield Mention(
            reach.start, end, text[reach.start : end], "Organization", _organization(text[reach.start : end]), _GRAMMAR, "grammar"
        )


def _term(text: str, head: re.Match[str]) -> int:
    """Length of what tells one fund from the next: 产业投资基金三期."""
    term = (
        re.match(r"[（(]?[一二三四五]期[）)]?", text[head.end() : head.end() + 4])
        if head.group() in words("organization_funds")
        else None
    )
    return term.end() if term else 0


def _is_local_body(head: str, first: Unit) -> bool:
    """兰州大学, 金川集团: bodies called by their place alone; a group only by a city or county."""
    if head in ("大学", "银行", "证券") or head in words("organization_investors"):
        return True
    entry = lexicon().entries.get(first.mention.entry or "") if head == "集团" and first.mention is not None else None
    return entry is not None and entry.sector in ("city", "county") and entry.name not in MUNICIPALITIES


def _has_proper_word(text: str, reach: Reach) -> bool:
    """A known organisation, a Latin word, or a word no dictionary has: 上海创业公司 is no name, 上海某某科技公司 with a coined word is."""
    return any(
        unit.type == "Organization"
        or (unit.kind == "anchor" and unit.type is None)
        or (unit.kind == "unknown" and (not is_word(word := text[unit.start : unit.end]) or is_coined(word)))
        for unit in reach.units
    )


_TRADE_OF_CITY = re.compile(
    r"(?:大数据|数据|算力|智算|云计算|数字|水务|城建|交通|国资|文旅|能源|电力|热力|燃气|公交|轨道交通|科创)(?:投资|运营|发展|产业|建设|服务|科技|集团)*$"
)
_FULL_PLACE = re.compile(r"[一-龥](?:[市区县州旗]|航空港|科学城)$")


def _is_municipal(text: str, reach: Reach, head: re.Match[str]) -> bool:
    """芜湖市大数据公司: a place written in full and a public trade are the town's own company; 上海算力公司 is any company there."""
    first = reach.units[0]
    full = first.type == "Place" and _FULL_PLACE.search(text, first.start, first.end) is not None
    return full and _TRADE_OF_CITY.match(text[first.end : head.start()]) is not None and head.group() == "公司"


_NOT_AFTER = re.compile(r"[化生家们业]|交易所|时报|日报|报[，。》]|市场|学院|出版社|附属")
_TAIL = re.compile(r"(?:有限责任公司|股份有限公司|有限公司|集团公司|公司|集团)$")


def _organization(surface: str) -> str:
    """Companies by their usual name, agencies by their full one."""
    for form in (surface, _TAIL.sub("", surface)):
        for entry in lexicon().named(form):
            if entry.type == "Organization":
                return entry.name
    return official(re.sub(r"\s", "", surface))


_BEFORE = re.compile(r"(?:(?:(?:19|20)\d\d ?年?度?|第[一二三四五六七八九十\d]+届|首届)[ “]?)+$")
_AFTER = re.compile(r" ?[（(]?20\d\d年?[)）]?(?![\d年./-])")


def events(text: str, left: Leftward, known: tuple[Mention, ...]) -> Iterator[Mention]:
    """Known events with year and edition beside them, and unknown ones by year, edition, organiser or place + 大会, 论坛, 峰会 ..."""
    for mention in known:
        if mention.type == "Event":
            yield _dated(text, mention.start, mention.end, mention)
    covered = [(m.start, m.end) for m in known if m.type == "Event"]
    for head in _heads("event").finditer(text):
        if any(start < head.end() <= end for start, end in covered):
            continue
        if any(text.endswith(word, 0, head.end()) for word in words("event_generic")):
            continue
        reach = left.reach(head.start(), _event_rule())
        if reach is None or reach.unknown > 5 or (len(reach.units) == 1 and reach.units[0].type in (None, "Place")):
            continue
        if head.group() == "发布会" and all(unit.type == "Organization" for unit in reach.units):
            continue  # 国新办发布会: whoever holds it, it has no name
        if all(unit.type == "Place" or unit.kind == "modifier" for unit in reach.units) and len(reach.units) < 3:
            continue
        yield _dated(text, reach.start, head.end(), None)


def _dated(text: str, start: int, end: int, mention: Mention | None) -> Mention:
    before = _BEFORE.search(text, max(0, start - 24), start)
    after = _AFTER.match(text, end)
    if before:
        start = before.start()
    elif after:
        end = after.end()
    surface = text[start:end]
    year = re.search(r"(?:19|20)\d\d", surface)
    name = re.sub(r"\s", "", surface)
    if mention is not None:
        name = (year.group() if year else "") + mention.canonical
    sure = mention.confidence + 0.01 if mention else _GRAMMAR
    return Mention(
        start, end, surface, "Event", name, sure, "lexicon" if mention else "grammar", mention.entry if mention else None
    )
