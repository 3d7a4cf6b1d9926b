"""Who counted or said it: 据X数据, X数据显示, X表示, a firm's own word on its product."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import attrgetter

from kg.lexicon import lexicon
from kg.model import Mention, Sentence
from pipelines.language.figures.clause import within
from pipelines.language.figures.quotations import SPEAKS, Quotation

_ACCORDING = re.compile(
    r"(?:根据|按照|据|来自)(?P<who>[^，。；：]{0,60}?)(?:数据(?![局中])|统计(?!局)|测算|报告|预测|介绍|调研|分析|估算|披露|研究(?![院所中会])|白皮书|透露|消息|监测(?!中)|公告|财报|显示|报道)"
)
# 记者从X获悉: whose figures the paragraph gives
_LEARNED = re.compile(r"(?:记者[^，。；从]{0,20}|[，。\n]\s*)(?:从|自)(?P<who>[^，。；：]{2,40}?)(?:获悉|获知|了解到|得知|证实)")
_FIGURES_SHOW = re.compile(r"^\s*(?:最新|相关|有关|官方|上述|这些)?(?:的?统计)?(?:数据|统计)$")  # of whom the news was learned
_LEAD = 600  # characters at the head of a text in which it says where its news was learned
# 中心负责人说: the head of what the text is about speaks for it
_HEAD = re.compile(r"^\s*(?:该|这家|这个|本)?(?P<what>公司|企业|集团|中心|园区|基地)[^，。；、]{0,6}?(?:负责人|发言人)$")
_OWN_RESULTS = re.compile(r"(?:业绩|财报|年报|季报|公告|财务报告|年度报告|半年度报告|中报)[^，。；]{0,6}$")
_EXPECTS = ("预计", "预测", "估计", "希望")
_PREPOSITION = re.compile(r"(?:(?<![对针])向|(?<![自])从|自|给|跟)$")
_ANONYMOUS = re.compile(
    r"据(?:悉|了解|介绍|报道|统计|透露|测算|不完全统计|传)(?=[，,])"
    r"|(?:有分析|业内人士|专家|分析人士|有消息|知情人士|消息人士|市场传闻|爆料)[^，]{0,6}(?:认为|指出|表示|称|建议|透露|传|显示)"
)
_SAYS = re.compile(
    rf"(?:{SPEAKS}|披露|表明|显示|测算|宣布|公布|提出|明确|要求|印发|出台|发布|推出"
    # what a broker does: 甲证券提示…, 将乙公司净利润预测上调至…
    r"|提示|重申|维持|给予|看好|[上下]调(?=[^，。；]{0,30}(?:预测|评级|目标价|盈利))"
    r"|[将对把](?=[^，。；]{2,40}(?:预测|评级|目标价)[^，。；]{0,8}(?:[上下]调|调[高低]|维持)))"
    r"|(?<=[\u4e00-\u9fff])[：:]"
)
_DOCUMENT = re.compile(r"数据(?![局中])|报告|统计(?!局)|白皮书|研究(?![院所中会])|公告|财报|年报|公报|蓝皮书")
_GOES_ON = re.compile(
    r"^\s*(?:其中|同时|此外|另外|并且?|同比|报告|数据|该报告|《|而|综合来看|上述|也|还|从|与|在此|分[^，。；]{1,8}看|按[^，。；]{1,8}(?:看|分|计))"
)
_SAME_VOICE = re.compile(
    rf"^\s*(?:该|上述|这一|这份)?(?:券商|机构|报告|部门|负责人|公司|他|她|白皮书|研究)[^，。；]{{0,6}}(?:{SPEAKS}|显示|提出)"
)
_RELEASES = ("发布", "披露", "公布")
_SELF = re.compile(r"^(?:其|该公司|公司|该企业|企业)(?:的)?")
_LATIN = re.compile(r"[A-Z][A-Za-z&.\- ]{1,30}[A-Za-z]")  # 据Omdia数据: a name that no list holds
_OWN_PAPER = re.compile(r"(?:招股书|招股说明书|财报|年报|半年报|季报|公告|技术报告|内部信)$")
_AIMS = re.compile(r"(?:市|省|区)?(?:也|则|还)?(?:提出|计划|明确|要求|力争|出台|印发)")
OFFICE = re.compile(r"(?:部|委|局|厅|办公室|政府|委员会|总署|海关|银行|管委会)$")
_PLAN = re.compile(r"(?:计划|规划|方案|意见|措施|纲要|要点|办法|条例|行动|政策)(?:[（(][^（）()]*[）)])?$")
_NOW = re.compile(r"^\s*(?:目前|当前|如今|现在|眼下|现阶段)")
_WILL_BE = re.compile(r"预计|届时|有望|计划|力争|下一步")
_NEAR = 120  # characters between the first of several speakers and the verb


@dataclass(frozen=True, slots=True)
class Voice:
    """Who speaks from ``start`` on. ``name`` None: somebody unnamed."""

    name: str | None
    start: int
    end: int  # of the frame (据…数据, …表示): names before it belong to it
    document: bool  # a report's or a statistic's word, which goes on over sentences
    releases: bool = False  # it puts figures out (发布, 披露), and may do so about itself
    own: bool = False  # its own results, of which it is no source beside itself
    plan: bool = False  # it is a plan, which tells of what is to come


@dataclass(frozen=True, slots=True)
class Speakers:
    """Who may speak in a text. ``known``: person or document -> the body that they speak for; ``quotes``: direct speech."""

    text: str
    mentions: Sequence[Mention]
    known: Mapping[str, str]
    quotes: Sequence[Quotation] = ()


def voices(sentence: Sentence, speakers: Speakers) -> list[Voice]:
    """The frames of a sentence in order."""
    found: list[Voice] = []
    text, start, end = speakers.text, sentence.start, sentence.end
    inside = within(speakers.mentions, start, end)
    names = [m for m in inside if m.type in ("Organization", "Person", "Policy")]
    for match in _ACCORDING.finditer(text, start, end):
        who = within(names, match.start(), match.end("who") + 2)
        name = _joined(who, speakers) if who else _unlisted(match, speakers.mentions)
        if who or name:
            found.append(Voice(name, match.start(), match.end(), True))
    for match in _LEARNED.finditer(text, start, end):
        who = [m for m in within(names, match.start("who"), match.end("who")) if m.type == "Organization"]
        if who:
            found.append(Voice(_joined(who, speakers), match.start(), match.end(), True))
    for match in _ANONYMOUS.finditer(text, start, end):
        found.append(Voice(None, match.start(), match.end(), False))
    for match in _SAYS.finditer(text, start, end):
        voice = _speaker(sentence, names, match, speakers)
        if voice is not None:
            found.append(voice)
    for place in inside:
        if place.type == "Place" and _AIMS.match(text, place.end):  # 上海提出: the place is the subject too
            found.append(Voice(None, place.start, place.start, False))
    found.extend(_quoted(sentence, speakers))
    return sorted(found, key=lambda v: v.end)


def _quoted(sentence: Sentence, speakers: Speakers) -> Iterator[Voice]:
    """The speaker of each piece of direct speech from its first word on, or from where the sentence begins inside it."""
    low = bisect_right(speakers.quotes, sentence.start, key=attrgetter("end"))
    high = bisect_right(speakers.quotes, sentence.end, key=attrgetter("start"))
    for quote in speakers.quotes[low:high]:
        if quote.speaker is not None:
            start = max(quote.start, sentence.start)
            yield Voice(_joined([quote.speaker], speakers), start, start, False)


def _unlisted(match: re.Match[str], mentions: Sequence[Mention]) -> str | None:
    """Whose word it is where no known name stands between 据 and 数据: a Latin name, or the firm that 其 means."""
    who = match.group("who")
    if _SELF.match(who):
        return _last_firm(mentions, match.start())
    latin = _LATIN.match(who)
    return latin.group() if latin is not None else None


def _last_firm(mentions: Sequence[Mention], at: int) -> str | None:
    """The firm named last in the text before ``at``: who 其 and a bare 招股书 belong to."""
    firms = [m for m in within(mentions, max(0, at - 300), at) if m.type == "Organization"]
    return firms[-1].canonical if firms else None


def _speaker(sentence: Sentence, names: list[Mention], match: re.Match[str], speakers: Speakers) -> Voice | None:
    """The name before a verb of saying in the same clause, with titles and the like between."""
    text = speakers.text
    clause = max(text.rfind(mark, max(sentence.start, match.start() - _NEAR), match.start()) for mark in "，,；;。：:\n") + 1
    clause = max(clause, sentence.start)
    near = within(names, max(clause, match.start() - _NEAR), match.start())
    if match.group() in ("：", ":"):
        near = [m for m in near if m.type == "Person" and match.start() - m.end <= 1]
    verb = match.group()
    if not near and verb in ("显示", "披露", "称", "透露") and _OWN_PAPER.search(text[clause : match.start()]):
        own = _OWN_RESULTS.search(text[clause : match.start()]) is not None
        return Voice(_last_firm(speakers.mentions, match.start()), clause, match.end(), True, own=own)
    if not near:
        return _unnamed(clause, match, speakers)
    if match.start() - near[-1].end > 24 or _PREPOSITION.search(text[max(clause, near[-1].start - 2) : near[-1].start]):
        return None
    between = text[near[-1].end : match.start()]
    if verb in _EXPECTS and "的" in between:  # 甲公司位于某地的工厂预计: the works are expected, nobody speaks
        return None
    if re.search(r"[的]$", between) or re.search(r"\d", between) and not _DOCUMENT.search(between):
        return None
    if verb in ("发布", "推出", "公布", "出台", "印发", "明确", "要求") and near[-1].type == "Person":
        return None
    return Voice(
        _joined(near, speakers),
        near[0].start,
        match.end(),
        near[-1].type == "Policy" or bool(_DOCUMENT.search(text[near[-1].end : match.end() + 12])),
        verb in _RELEASES,
        bool(_OWN_RESULTS.search(between)),
        near[-1].type == "Policy" and bool(_PLAN.search(near[-1].canonical)),
    )


def _unnamed(clause: int, match: re.Match[str], speakers: Speakers) -> Voice | None:
    """Who speaks where the clause has no name: the head of what was named last, or who the news of the text was learned from."""
    text = speakers.text
    subject = text[clause : match.start()]
    head = _HEAD.match(subject)
    if head is not None:
        kinds = ("Organization",) if head["what"] in ("公司", "企业", "集团") else ("Center",)
        named = [m for m in within(speakers.mentions, max(0, clause - 300), clause) if m.type in kinds]
        return Voice(named[-1].canonical, clause, match.end(), False) if named else None
    latin = _LATIN.match(subject)
    if latin is not None and _DOCUMENT.search(subject, latin.end()):  # Omdia在3月发布的报告显示
        return Voice(latin.group(), clause, match.end(), True)
    if match.group() == "显示" and _FIGURES_SHOW.match(subject) and clause < _LEAD:
        learned = _LEARNED.search(text, 0, clause)
        inside = within(speakers.mentions, learned.start("who"), learned.end("who")) if learned else []
        bodies = [m for m in inside if m.type == "Organization"]
        return Voice(_joined(bodies, speakers), clause, match.end(), True) if bodies else None
    return None


def _joined(mentions: list[Mention], speakers: Speakers) -> str | None:
    """Canonical name of the speakers: a person speaks for the body named right before, a document for its issuer; A、B joined."""
    last, text, known = mentions[-1], speakers.text, speakers.known
    if last.type == "Person":
        return known.get(last.canonical, last.canonical)
    run = [last]
    for mention in reversed(mentions[:-1]):
        if not re.fullmatch(r"\s*(?:、|和|与|及|联合)?\s*", text[mention.end : run[0].start]):
            break
        run.insert(0, mention)
    names = [n for n in (known.get(m.canonical) or issuer_of(m, lambda name: _says(text, name)) for m in run) if n]
    return "、".join(dict.fromkeys(names)) or None


def issuer_of(mention: Mention, named: Callable[[str], bool]) -> str | None:
    """The body itself, or those issuers of a document that the text names: what only the lexicon knows, nobody here said."""
    if mention.type != "Policy":
        return mention.canonical
    entry = lexicon().entries.get(mention.entry or "")
    issuers = [name for predicate, name in entry.relations if predicate == "issuedBy" and named(name)] if entry else []
    return "、".join(issuers) or None


@lru_cache(maxsize=64)
def _says(text: str, name: str) -> bool:
    return name in text or any(form in text for entry in lexicon().named(name) for form in entry.surfaces)


def same_voice(sentence: Sentence) -> bool:
    """Whether a sentence goes on with the same speaker: 该券商还预计, 报告还指出."""
    return _SAME_VOICE.match(sentence.text) is not None


def goes_on(sentence: Sentence) -> bool:
    """Whether a sentence takes up the one before: 其中, 同时, 报告…"""
    return _GOES_ON.match(sentence.text) is not None


def beyond(sentence: Sentence, voice: Voice) -> bool:
    """Whether a sentence leaves what ``voice`` can tell: a plan says nothing of what is so now."""
    return voice.plan and _NOW.match(sentence.text) is not None


def foretells(sentence: Sentence, voice: Voice) -> bool:
    """Whether a sentence tells of what is to come, which is the word of the office that spoke right before."""
    return OFFICE.search(voice.name or "") is not None and _WILL_BE.search(sentence.text) is not None
