"""Which names of a stretch of text can be what its figures are about: no objects, no papers, no media, none who only speak."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.figure_words import figure_words
from kg.lexicon import lexicon
from kg.model import EntityType, Mention
from pipelines.language.components import Analysis
from pipelines.language.figures.clause import within
from pipelines.language.names.words import any_of, words
from pipelines.language.tokenizer import Token

TOPIC = re.compile(r"(?:以|对于|关于|至于|单看)\s*[“「]?$")  # what the sentence is about
_AGENT_OF = frozenset(["是", "经", "被", "获", "获得"])  # X是科技部批准的…
_PAPER_AFTER = re.compile(
    r"[》”]?(?:政策)?(?:中|也|还)?(?:明确|提出|要求|指出|规定|强调|提到|发布|印发|，明确|，提出|，要求|显示|预计|测算|预测|披露)"
)
_PAPER_BEFORE = re.compile(r"(?:出台|印发|发布|制定|根据|按照|公布|《)[了《“]{0,2}$")
_PAPER = re.compile(r"(?:通知|意见|规划|方案|计划|白皮书|蓝皮书|报告|办法|措施|细则|条例|纲要|指南)(?:[（(][^（()）]*[）)])?$")
_DATELINE = re.compile(
    r"[）)”」]?[^，。；\n]{0,8}?(?:\d{1,2}月\d{1,2}日|\d{1,2} 月 \d{1,2} 日)?\s?(?:电|讯|消息|获悉|报道)(?=[，,\s（(：:])"
)
_DATED = re.compile(r"\s?\d{1,2}\s?月\s?\d{1,2}\s?日\s?(?:电|讯)")
_COUNTED_EXAMPLES = re.compile(r"\s?(?:等|这|共)?\s?$")
_JOINT = re.compile(r"\s?[、和与及]\s?|以及")
_APPOSED = re.compile(r"(?:公司|集团)?[\s的“”「」（）()]{0,2}")
_GAP = ' \u3000“”"「」《》'
_DOES = re.compile(r"(?:实验室|大学|学院|科学院|交易所)$")  # institutes that run machines of their own
_AGENT = re.compile(
    r"[”」]?(?:[^，。；的]{0,8}(?:领投|跟投|参投|加码)|(?:代工|研制|批复|批准|承建|主办|牵头|认证|评选|公布|提出)的)"
)
_PRESENTS = re.compile(r"[”」]?[^，。；：！\n]{0,24}?(?:发布|推出|上线|亮出|带来|公布|展出|揭晓|启用|投用|开通|点亮|开源)了?")
_CUT = re.compile(r"[，。；：！\n]")
_LATE = re.compile(r"[\u4e00-\u9fff](?<![年月日前后时季度，末底])在\s?[“「]?$")  # X在北京宣布: no frame of what follows
_OPINION = re.compile(
    r"(?:[\u4e00-\u9fff]{0,12}?(?:教授|院士|分析师|学者|专家|经济学家|记者)|推荐的|提出[，。]|显示[，：]|[^，。；]{0,10}?(?:认为|最新预测|预测|预计|研报|将[^，。；]{2,30}(?:上调|下调)|(?:维持|给予|上调|下调)[^，。；]{0,12}评级))"
)


@dataclass(frozen=True, slots=True)
class Scope:
    """What a figure is about. ``surface`` is how the text has it from ``start`` on."""

    name: str | None
    type: EntityType | None
    start: int = -1
    surface: str = ""
    weak: bool = False  # only where it happens (在贵州)
    passing: bool = False  # what comes after is not about it
    aside: bool = False  # what comes after its sentence is not about it

    @property
    def end(self) -> int:
        return self.start + len(self.surface)


NOBODY = Scope(None, None)


def scope_of(mention: Mention, weak: bool = False) -> Scope:
    return Scope(mention.canonical, mention.type, mention.start, mention.text, weak)


def subjects(analysis: Analysis, start: int, end: int, number: int = -1) -> list[Scope]:
    """Names in the stretch that can be a subject, in order. ``number``: where the number stands whose examples (A、B等9家) are none."""
    if start >= end:
        return []
    text = analysis.text
    inside = within(analysis.mentions, start, end)
    found: list[Scope] = []
    last: tuple[int, bool] | None = None  # end of the name before, and whether it was an object
    for mention in inside:
        joined = last is not None and _JOINT.fullmatch(text[last[0] : mention.start]) is not None
        object_ = last[1] if joined and last is not None else is_object(analysis.tokens, text, max(start, 0), mention.start)
        last = (mention.end, object_)
        if (
            object_
            or _AGENT.match(text, mention.end)
            or _counted(analysis, mention)
            or mention.type in ("Person", "Event")
            or is_paper(text, mention)
            or is_outlet(text, mention)
        ):
            continue
        located = text[start : mention.start].rstrip(_GAP).endswith("在")
        if located and (mention.type not in ("Place", "Center") or _LATE.search(text[start : mention.start])):
            continue
        found.append(scope_of(mention, located or (mention.type == "Place" and _in_place(text, start, mention))))
    return _without_examples(found, text, number) if number >= 0 else found


def _counted(analysis: Analysis, mention: Mention) -> bool:
    """Whether a number counts the name: 640张自研某某加速卡."""
    near = within(analysis.quantities, max(0, mention.start - 24), mention.start)
    if not near or near[-1].kind != "count":
        return False
    gap = analysis.text[near[-1].end : mention.start]
    return len(gap.strip()) <= 4 and re.search(r"[，。；：、的]", gap) is None


def _in_place(text: str, low: int, mention: Mention) -> bool:
    """甘肃庆阳 after 在: the second name stands where the first does."""
    return (
        text.rfind("在", max(low, mention.start - 5), mention.start) >= 0 and "，" not in text[mention.start - 5 : mention.start]
    )


def _without_examples(found: list[Scope], text: str, number: int) -> list[Scope]:
    """Without the run of names right before a counted noun (中国移动、快手等14家客户)."""
    if not found or not _COUNTED_EXAMPLES.fullmatch(text[found[-1].end : number]) or "等" not in text[found[-1].end : number]:
        return found
    kept = found[:-1]
    border = found[-1].start
    while kept and _JOINT.fullmatch(text[kept[-1].end : border]):
        border = kept.pop().start
    return kept


def is_object(tokens: Sequence[Token], text: str, low: int, start: int) -> bool:
    """Whether a preposition or verb right before ``start`` makes the name there its object."""
    if TOPIC.search(text[max(low, start - 4) : start]):
        return False
    near = within(tokens, max(low, start - 8), start)
    if near and near[-1].text in _AGENT_OF:
        return True
    if any(token.text in words("scope_object_of") and start - token.end <= 4 for token in near):
        return True
    before = text[max(low, start - 9) : start].rstrip(_GAP)
    found = figure_words().class_at_end(before) or figure_words().class_at_end(before.rstrip("了过着"))
    if found is None or found[1] == "adverb" or found[0] in words("scope_pivot"):
        return False
    if len(found[0]) > 1:
        return True
    return bool(near) and near[-1].text == found[0]


def is_paper(text: str, mention: Mention) -> bool:
    """Whether a policy is named as a paper that says something, not as a work that has figures of its own."""
    return mention.type == "Policy" and (
        _PAPER.search(mention.text) is not None
        or _PAPER_AFTER.match(text, mention.end) is not None
        or _PAPER_BEFORE.search(text[max(0, mention.start - 8) : mention.start]) is not None
    )


def is_outlet(text: str, mention: Mention) -> bool:
    """Whether the name is a newspaper, or stands in a dateline (…社南昌9月13日电)."""
    if mention.type == "Place":
        return _DATED.match(text, mention.end) is not None
    if mention.type != "Organization":
        return False
    entry = lexicon().entries.get(mention.entry or "")
    return (entry is not None and entry.sector == "media") or _DATELINE.match(text, mention.end) is not None


def observers(analysis: Analysis) -> frozenset[str]:
    """Canonical names of who judges others in this text: agencies, institutes, brokers, and whoever 认为, 预计, 上调 what is not their own."""
    heads = re.compile(rf"(?:{any_of('scope_observers')})$")
    found = set()
    for mention in analysis.mentions:
        if mention.type != "Organization" or mention.canonical in found:
            continue
        entry = lexicon().entries.get(mention.entry or "")
        institute = entry is not None and entry.key.startswith("institutes:") and not _DOES.search(entry.name)
        official = entry is not None and entry.sector in ("agency", "media")
        if institute or official or heads.search(mention.canonical) or _OPINION.match(analysis.text, mention.end):
            found.add(mention.canonical)
    return frozenset(found)


def presented(scope: Scope, analysis: Analysis, named: Sequence[Scope] = ()) -> Scope:
    """What a firm presents in the clause that begins with its name (X发布芯片Y): what follows tells of that; else the firm itself."""
    verb = _PRESENTS.match(analysis.text, scope.end) if scope.type == "Organization" else None
    if verb is None:
        return scope
    near = within(analysis.mentions, verb.end(), verb.end() + 40)
    shown = [scope_of(m) for m in near] + [s for s in named if verb.end() <= s.start and s.end <= verb.end() + 40]
    shown = sorted((s for s in shown if s.type in ("Chip", "Model", "Center")), key=lambda s: s.start)
    return shown[0] if shown and not _CUT.search(analysis.text, verb.end(), shown[0].start) else scope


def chief(found: Sequence[Scope], text: str) -> Scope:
    """The subject of a stretch: its first name that is not only a place where, taken on to the last of the names right behind it."""
    strong = [s for s in found if not s.weak] or list(found)
    chosen = strong[0]
    for scope in strong[1:]:
        if not _APPOSED.fullmatch(text[chosen.end : scope.start]) or (scope.type == "Place" and chosen.type != "Place"):
            break
        chosen = scope
    return chosen
