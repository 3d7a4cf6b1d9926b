"""Who counted or said it: 据X数据, X数据显示, X表示, a firm's own word on its product."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from kg.lexicon import lexicon
from kg.model import Mention, Sentence
from pipelines.articles.clause import within

_ACCORDING = re.compile(
    r"(?:根据|按照|据|来自)(?P<who>[^，。；：]{0,60}?)(?:数据(?![局中])|统计(?!局)|测算|报告|预测|介绍|调研|分析|估算|披露|研究(?![院所中会])|白皮书|透露|消息|监测(?!中)|公告|财报|显示|报道)"
)
_ANONYMOUS = re.compile(
    r"据(?:悉|了解|介绍|报道|统计|透露|测算|不完全统计)(?=[，,])|(?:有分析|业内人士|专家|分析人士|有消息)[^，]{0,6}(?:认为|指出|表示|称|建议)"
)
_SAYS = re.compile(
    r"(?:表示|指出|介绍|透露|(?<![名号堪宣])称|认为|预测|预计|强调|披露|解释|说道?|提到|表明|显示|测算|写道|谈到|坦言|直言|判断|估计|证实|宣布|公布|提出|明确|要求|印发|出台|发布|推出)"
    r"|(?<=[\u4e00-\u9fff])[：:]"
)
_DOCUMENT = re.compile(r"数据(?![局中])|报告|统计(?!局)|白皮书|研究(?![院所中会])|公告|财报|年报|公报|蓝皮书")
_GOES_ON = re.compile(r"^\s*(?:其中|同时|此外|另外|并且?|同比|报告|数据|该报告|《|而|综合来看|上述|也|还|从|与|在此)")
_SAME_VOICE = re.compile(
    r"^\s*(?:该|上述|这一|这份)?(?:券商|机构|报告|部门|负责人|公司|他|她|白皮书|研究)[^，。；]{0,4}(?:预计|指出|表示|认为|预测|称|显示|介绍|强调|透露|提出|说)"
)
_AIMS = re.compile(r"(?:市|省|区)?(?:也|则|还)?(?:提出|计划|明确|要求|力争|出台|印发)")
_RELEASE = re.compile(r"发布|推出|公布|介绍|带来|亮相")
_NEAR = 120  # characters between the first of several speakers and the verb
_CROWD = 40  # names in one sentence; a sentence with more is a table
_PRODUCT = ("Chip", "Model")


@dataclass(frozen=True, slots=True)
class Voice:
    """Who speaks from ``start`` on. ``name`` None: somebody unnamed."""

    name: str | None
    start: int
    end: int  # of the frame (据…数据, …表示): names before it belong to it
    document: bool  # a report's or a statistic's word, which goes on over sentences


def voices(sentence: Sentence, mentions: Sequence[Mention], text: str, known: Mapping[str, str]) -> list[Voice]:
    """The frames of a sentence in order. ``known``: person -> the body they speak for (see ``bodies``)."""
    found: list[Voice] = []
    names = [m for m in within(mentions, sentence.start, sentence.end) if m.type in ("Organization", "Person", "Policy")]
    for match in _ACCORDING.finditer(text, sentence.start, sentence.end):
        inside = within(names, match.start(), match.end("who") + 2)
        if inside:
            found.append(Voice(_joined(inside, text, known), match.start(), match.end(), True))
    for match in _ANONYMOUS.finditer(text, sentence.start, sentence.end):
        found.append(Voice(None, match.start(), match.end(), False))
    for match in _SAYS.finditer(text, sentence.start, sentence.end):
        voice = _speaker((sentence, names, text), match, known)
        if voice is not None:
            found.append(voice)
    for place in within(mentions, sentence.start, sentence.end):
        if place.type == "Place" and _AIMS.match(text, place.end):  # 上海提出: the place is the subject too
            found.append(Voice(None, place.start, place.start, False))
    return sorted(found, key=lambda v: v.end)


def _speaker(where: tuple[Sentence, list[Mention], str], match: re.Match[str], known: Mapping[str, str]) -> Voice | None:
    """The name before a verb of saying in the same clause, with titles and the like between."""
    sentence, names, text = where
    clause = max(text.rfind(mark, max(sentence.start, match.start() - _NEAR), match.start()) for mark in "，,；;。：:\n") + 1
    clause = max(clause, sentence.start)
    near = within(names, max(clause, match.start() - _NEAR), match.start())
    if match.group() in ("：", ":"):
        near = [m for m in near if m.type == "Person" and match.start() - m.end <= 1]
    if not near or match.start() - near[-1].end > 24:
        return None
    verb = match.group()
    between = text[near[-1].end : match.start()]
    if re.search(r"[的]$", between) or re.search(r"\d", between) and not _DOCUMENT.search(between):
        return None
    if verb in ("发布", "推出", "公布", "出台", "印发", "预计", "明确", "要求") and near[-1].type == "Person":
        return None
    return Voice(
        _joined(near, text, known),
        near[0].start,
        match.end(),
        bool(_DOCUMENT.search(text[near[-1].end : match.end() + 12])),
    )


def _joined(mentions: list[Mention], text: str, known: Mapping[str, str]) -> str | None:
    """Canonical name of the speakers: a person speaks for the body named right before, a document for its issuer; A、B joined."""
    last = mentions[-1]
    if last.type == "Person":
        return known.get(last.canonical, last.canonical)
    run = [last]
    for mention in reversed(mentions[:-1]):
        if not re.fullmatch(r"\s*(?:、|和|与|及|联合)?\s*", text[mention.end : run[0].start]):
            break
        run.insert(0, mention)
    names = [n for n in (_issuer(m, lambda name: _says(text, name)) for m in run) if n]
    return "、".join(dict.fromkeys(names)) or None


def _issuer(mention: Mention, named: Callable[[str], bool]) -> str | None:
    """The body itself, or those issuers of a document that the text names: what only the lexicon knows, nobody here said."""
    if mention.type != "Policy":
        return mention.canonical
    entry = lexicon().entries.get(mention.entry or "")
    issuers = [name for predicate, name in entry.relations if predicate == "issuedBy" and named(name)] if entry else []
    return "、".join(issuers) or None


def _says(text: str, name: str) -> bool:
    return name in text or any(form in text for entry in lexicon().named(name) for form in entry.surfaces)


def bodies(mentions: Sequence[Mention], text: str) -> dict[str, str]:
    """Persons and the body named right before them with a title between: 华为轮值董事长徐直军 -> 华为."""
    found: dict[str, str] = {}
    for one, other in zip(mentions, mentions[1:], strict=False):
        between = text[one.end : other.start]
        if (
            one.type == "Organization"
            and other.type == "Person"
            and len(between) <= 16
            and not re.search(r"[，。；、：和与]", between)
        ):
            found.setdefault(other.canonical, one.canonical)
    return found


def planner(mentions: Sequence[Mention], offset: int) -> str | None:
    """Who set an aim that nobody is said to have told: the issuer of the last plan named in the 400 characters before, or in the heading."""
    said = {mention.canonical for mention in mentions}
    near = within(mentions, max(0, offset - 400), offset)
    for plan in reversed([m for m in (*mentions[:3], *near) if m.type == "Policy" and m.start < offset]):
        issuer = _issuer(plan, said.__contains__)
        if issuer is not None:
            return issuer
    return None


def same_voice(sentence: Sentence) -> bool:
    """Whether a sentence goes on with the same speaker: 该券商还预计, 报告还指出."""
    return _SAME_VOICE.match(sentence.text) is not None


def goes_on(sentence: Sentence) -> bool:
    """Whether a sentence takes up the one before: 其中, 同时, 报告…"""
    return _GOES_ON.match(sentence.text) is not None


def makers(mentions: Sequence[Mention], sentences: Sequence[Sentence], text: str) -> dict[str, str]:
    """Products whose maker presents them in the text: the maker is the source of their specifications."""
    found: dict[str, str] = {}
    for sentence in sentences:
        inside = within(mentions, sentence.start, sentence.end)
        products = [m for m in inside if m.type in _PRODUCT]
        firms = [m for m in inside if m.type == "Organization"]
        if not products or not firms or len(inside) > _CROWD:
            continue
        for verb in _RELEASE.finditer(text, sentence.start, sentence.end):
            who = [m for m in firms if m.end <= verb.start() and verb.start() - m.end <= 24]
            for product in products if who else ():
                if product.start >= verb.start():
                    found.setdefault(product.canonical, who[-1].canonical)
    return found
