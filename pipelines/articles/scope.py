"""What a figure is about: the nearest fitting name, carried over commas and sentences where the subject is left out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.model import EntityType, Mention, Sentence
from pipelines.articles.clause import Place, within
from pipelines.articles.phrase import Phrase
from pipelines.language.nlp import Analysis
from pipelines.language.tokenizer import Token

_COUNTRY = re.compile(r"我国|全国|中国|国内(?!外)|国家(?=正|将|已|出台|进一步|还)")
_TOPIC = re.compile(r"(?:以|对于|关于|至于|针对|就)\s*$")
# prepositions and verbs whose object is no subject; they count where they are a word of their own up to 4 characters before the name
_OBJECT_OF = frozenset(
    [
        "位于",
        "坐落于",
        "坐落",
        "落户",
        "地处",
        "依托",
        "由",
        "与",
        "联合",
        "携手",
        "基于",
        "向",
        "给",
        "为",
        "据",
        "根据",
        "按照",
        "来自",
        "对比",
        "高于",
        "低于",
        "超过",
        "比",
        "较",
        "采用",
        "搭载",
        "同",
        "跟",
        "超",
        "仅次于",
        "面向",
        "除",
        "相较于",
        "区别于",
    ]
)
_AGENT_OF = frozenset(["是", "经", "被", "获", "获得"])  # X是科技部批准的…
_PAPER_AFTER = re.compile(r"[》”]?(?:政策)?(?:中|也|还)?(?:明确|提出|要求|指出|规定|强调|提到|发布|印发|，明确|，提出|，要求)")
_PAPER_BEFORE = re.compile(r"(?:出台|印发|发布|制定|根据|按照|公布|《)[了《“]{0,2}$")
_FIRM = re.compile(r"(?<![\u4e00-\u9fff])(?:该|本)?(?:公司|集团|企业)(?!数|家|总数)")
CHIP_UNITS = ("TOPS", "TFLOPS", "GFLOPS", "POPS")  # the size of one chip; more is a centre's
_NO_FIRM = re.compile(r"(?:部|局|委|委员会|院|会|网|社|报|证券|顾问|咨询|中心|大学|统计|Gartner|IDC|政府|央行)$|、")
_COMPARED = re.compile(r"(?:比|较|相比|对比|高于|低于|超过?)[^，。；]{0,16}$")
_APPOSED = re.compile(r"[\s的“”（）()]{0,2}")
_GROUP = re.compile(r"[^，。；、]{0,14}?(?:枢纽节点|地区|省市|省份|集群)")
# what such indicators are a property of; a place or a firm is not it while one of these is at hand
_BY_DIMENSION: dict[str, tuple[EntityType, ...]] = {
    "process-node": ("Chip",), "transistors": ("Chip",), "chip-memory": ("Chip",), "chip-cache": ("Chip",), "memory-bandwidth": ("Chip",),
    "network-bandwidth": ("Chip",), "codec-paths": ("Chip",), "chip-compute": ("Chip", "Center"), "power": ("Chip", "Center"), "die-area": ("Chip",),
    "clock": ("Chip",), "chip-cores": ("Chip",), "parameters": ("Model",), "context-length": ("Model",), "tokens": ("Model",),
    "revenue": ("Organization",), "net-profit": ("Organization",), "parent-net-profit": ("Organization",), "eps": ("Organization",),
    "dividend": ("Organization",), "dividend-total": ("Organization",), "gross-margin": ("Organization",), "net-margin": ("Organization",),
    "capex": ("Organization",), "valuation": ("Organization",), "share-price-change": ("Organization",), "share-price": ("Organization",),
    "floor-area": ("Center", "Organization"), "land-area": ("Center", "Organization"), "peak-performance": ("Center", "Chip"),
    "financing": ("Organization",), "rnd": ("Organization",),
}  # fmt: skip
_ORDER: tuple[EntityType, ...] = ("Chip", "Model", "Center", "Policy", "Organization", "Place", "Event")


@dataclass(frozen=True, slots=True)
class Scope:
    name: str | None
    type: EntityType | None
    start: int = -1
    surface: str = ""  # as the text has it


NOBODY = Scope(None, None)


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of the subject before the clause is read."""

    carried: Scope  # of the figure or sentence before
    settled: bool  # a figure of the same sentence had it
    since: int  # end of that figure
    title: Scope  # of the heading
    speaker_until: int  # names before this offset belong to who says it, not to what is said
    speaker: str | None  # who says it, in the same sentence


def read_scope(place: Place, phrase: Phrase, known: Known) -> Scope:
    """The entity that the figure is about: named in its clause, earlier in its sentence, or carried over."""
    carried, speaker_until = known.carried, known.speaker_until
    if phrase.about is not None:
        return Scope(phrase.about, "Place", phrase.start)
    wanted = _wanted(phrase, place)
    clause = _candidates(place, max(place.start, speaker_until), place.quantity.start)
    if phrase.kind in ("growth", "multiple"):
        clause = [m for m in clause if not _COMPARED.search(place.text[max(place.start, m.start - 18) : m.start])]
    named = _GROUP.match(place.text, phrase.start, place.quantity.start) if phrase.own and phrase.start >= place.start else None
    if named is not None and not any(m.end > named.end() or m.text == named.group() for m in clause):
        return Scope(re.sub(r"[“”\s]", "", named.group()), "Place", phrase.start, named.group())
    tail = [m for m in _candidates(place, place.quantity.end, place.right) if phrase.kind != "growth" and m.type in wanted]
    earlier = _candidates(place, max(place.opening, speaker_until), place.start)
    if known.settled and not phrase.own and carried.name and carried.type in wanted:
        newer = [m for m in (*earlier, *clause) if m.start >= known.since and m.type in wanted]
        if not newer:
            return carried  # A为1亿元，同比增长8%；B为2亿元，同比增长9%: the 9% are B's
    for group, choose in ((clause, _nearest), (earlier, _subject)):
        fitting = [m for m in group if m.type in wanted]
        if fitting:
            return _scope(choose(fitting, place.text))
    if tail and not clause:
        return _scope(tail[0])
    topic = _said_topic(place)
    if topic is not None and not clause:
        return topic
    if not clause and _FIRM.search(place.text, place.start, place.quantity.start):
        firm = carried if carried.type == "Organization" else _latest(place, ("Organization",))
        if firm is not None:
            return firm
    if carried.type in wanted:
        return carried
    if wanted and (latest := _latest(place, wanted)) is not None:
        return latest
    if clause:
        return _scope(_nearest(clause, place.text))
    country = _country(place, place.start, place.quantity.start)
    if country is not None:
        return country
    if known.settled:
        newer = [m for m in earlier if m.start >= known.since]
        return _scope(_subject(newer, place.text)) if newer else carried
    if earlier:
        return _scope(_subject(earlier, place.text))
    country = _country(place, place.opening, place.start)
    if country is not None:
        return country
    if carried.name or known.title.name or known.speaker is None or _NO_FIRM.search(known.speaker):
        return carried if carried.name else known.title
    return Scope(known.speaker, "Organization")  # a firm speaks of its own


def _country(place: Place, start: int, end: int) -> Scope | None:
    """我国, 全国 and the like in the stretch, where they are no part of a name (中国移动)."""
    for match in _COUNTRY.finditer(place.text, start, end):
        if not any(m.start <= match.start() < m.end for m in place.mentions(max(0, match.start() - 20), match.end() + 20)):
            return Scope("中国", "Place", match.start(), match.group())
    return None


def _said_topic(place: Place) -> Scope | None:
    """The name after 对于 or 以 (X为例) earlier in the sentence."""
    for mention in reversed(within(place.analysis.mentions, place.opening, place.start)):
        if _TOPIC.search(place.text[max(place.sentence.start, mention.start - 3) : mention.start]):
            return _scope(mention)
    return None


def _wanted(phrase: Phrase, place: Place) -> tuple[EntityType, ...]:
    if phrase.known is not None and phrase.known.key == "chip-compute" and place.quantity.unit not in CHIP_UNITS:
        return ()
    if phrase.name == "股价涨跌幅":
        return ("Organization",)
    return _BY_DIMENSION.get(phrase.known.key, ()) if phrase.known else ()


def _candidates(place: Place, start: int, end: int) -> list[Mention]:
    """Names in the stretch that can be a subject: no persons, none after 位于 or 与."""
    if start >= end:
        return []
    return [
        m
        for m in within(place.analysis.mentions, start, end)
        if m.type not in ("Person", "Event")
        and not _is_object(place.analysis.tokens, start, m.start)
        and not (m.type == "Policy" and _is_document(place.text, m))
    ]


def _is_object(tokens: Sequence[Token], low: int, start: int) -> bool:
    """Whether a preposition or verb right before ``start`` makes the name there its object."""
    before = within(tokens, max(low, start - 8), start)
    if before and before[-1].text in _AGENT_OF:
        return True
    return any(token.text in _OBJECT_OF and start - token.end <= 4 for token in before)


def _is_document(text: str, policy: Mention) -> bool:
    """Whether a policy is named as a paper that says something, not as a work that has figures of its own."""
    return (
        _PAPER_AFTER.match(text, policy.end) is not None
        or _PAPER_BEFORE.search(text[max(0, policy.start - 8) : policy.start]) is not None
    )


def _nearest(mentions: Sequence[Mention], text: str) -> Mention:
    """The last name before the number's noun phrase; of names side by side (华为昇腾910, 湖北武汉) the last is the most specific."""
    return mentions[-1]


def _subject(mentions: Sequence[Mention], text: str) -> Mention:
    """The subject of an earlier clause: its first name, taken on to the last of the names right behind it."""
    chosen = mentions[0]
    for mention in mentions[1:]:
        if not _APPOSED.fullmatch(text[chosen.end : mention.start]):
            break
        chosen = mention
    return chosen


def sentence_topic(sentence: Sentence, analysis: Analysis, voiced: int) -> Scope | None:
    """What a sentence is about that may hold no figure: 以X为例, else the first subject after the words of who says it (``voiced``)."""
    text = analysis.text
    inside = [m for m in within(analysis.mentions, sentence.start, sentence.end) if m.type not in ("Person", "Event")]
    for mention in inside:
        if _TOPIC.search(text[max(sentence.start, mention.start - 3) : mention.start]):
            return _scope(mention)
    subjects = [
        m
        for m in inside
        if m.start >= voiced
        and not _is_object(analysis.tokens, sentence.start, m.start)
        and not (m.type == "Policy" and _is_document(text, m))
    ]
    return _scope(_subject(subjects, text)) if subjects else None


def _latest(place: Place, wanted: tuple[EntityType, ...]) -> Scope | None:
    """The last name of a wanted type in the 300 characters before."""
    for mention in reversed(within(place.analysis.mentions, max(0, place.start - 300), place.start)):
        if mention.type in wanted:
            return _scope(mention)
    return None


def _scope(mention: Mention) -> Scope:
    return Scope(mention.canonical, mention.type, mention.start, mention.text)


def title_scope(mentions: Sequence[Mention], text: str, end: int) -> Scope:
    """What the heading is about: its first name that is no person, else the country where the heading says 我国 or 全国."""
    named = [m for m in within(mentions, 0, end) if m.type not in ("Person", "Event")]
    if named:
        return _scope(min(named, key=lambda m: (_ORDER.index(m.type), m.start)))
    return Scope("中国", "Place", 0) if _COUNTRY.search(text, 0, end) else NOBODY
