"""Candidates from the text of sentences: names of the asked type, dates, quoted names, enumerations."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from kg.model import Mention
from pipelines.language.tokenizer import words
from pipelines.questions.content import best_layer, fold
from pipelines.questions.evidence import View
from pipelines.questions.parse import Parse
from pipelines.questions.periods import fits
from pipelines.questions.render import period_words
from pipelines.questions.score import SENTENCE, Candidate, explained, layers, missing_names, time_fit
from pipelines.questions.slots import slots
from pipelines.questions.words import question_words

_WHO = ("Person", "Organization")
_TYPES = {"who": _WHO, "name": ("Model", "Chip", "Policy", "Center", "Event", "Organization")}
_COORDINATE = re.compile(r"[\s“”\"《》（）()]*(、|,|，|和|与|及|以及|跟|/|\+|and)[\s“”\"《》（）()]*")
_LOOSE = re.compile(r"、|^[^，。；]{0,8}[和与及]")  # 新款MI300芯片和旧版MI250: words of their own between the names
_QUOTED = re.compile(r"[“\"「《]([^“”\"「」《》]{2,24})[”\"」》]")
_LIST_END = re.compile(
    r"等|的(?!士)|为(?:代表|主|核心|首)|[一二三四五六七八九十两\d]+[大个类种项家款方]|之间|方面|以及$|[，。；：,;:]"
)
_COUNTED = re.compile(
    r"(?:\d+(?:\.\d+)?|[数几][十百千万亿]+|[数几](?=[个月年天小分秒])|[二三四五六七八九十百千万亿两]+余?)[多余]?(?:大|个|家|张|月|年|天|小时|分钟|秒|台|座|项|款|类|种|位|条|倍|成|颗|名|层|%|[A-Za-z]+)"
)
_SLOTTED = ("name", "list", "clause", "figure", "how")  # a name of a type is found as a mention
_PREDICATE = re.compile(r"[也曾已将正还都就却]|可以|能够|应当|没有|不是")  # a name holds no adverb
_NUMERAL = re.compile(r"[\d一二三四五六七八九十百千万亿两数几]")
_DURATION = re.compile("(?:年|月|天|日|小时|分钟|秒)$")
_POST = r"(?:[^，。；、“”]{0,20}?(?:部长|主任|院长|总工程师|工程师|局长|司长|市长|省长|书记|主席|总裁|董事长|总经理|经理|首席执行官|CEO|院士|教授|研究员|会长|秘书长|所长|校长|创始人|负责人|发言人|总监|专家|分析师))"
_TITLE_BEFORE = re.compile(rf"(?:^|[，。；、：]|正如|据|由|和|与)?({_POST})$")
_TITLE_AFTER = re.compile(rf"(?:，|（|是|担任|任)({_POST})")
# Words after which an enumeration begins: prepositions, copulas and verbs of inclusion.
_LIST_HEAD = re.compile(
    r".*(?:包括|包含|涵盖|覆盖|涉及|例如|譬如|比如|诸如|分别|具有|形成|打造|利用|采用|通过|实现|提供|支持|服务于?|推动|应用于?|"
    r"从|如|为|是|有|以|在|对|将|向|与|的|了|于|由|把|及其|等)"
)  # fmt: skip


def span_candidates(parse: Parse, views: Iterable[View]) -> Iterator[Candidate]:
    """Spans of the asked-for type in ``views``, each scored by what stands around it."""
    for view in views:
        yield from slot_candidates(parse, view)
        if parse.post:
            yield from _posts(parse, view)
        if parse.asked == "date":
            yield from _dates(parse, view)
        elif parse.asked == "figure":
            yield from _numbers(parse, view)
            yield from _tally(parse, view)
        elif parse.asked in ("list", "name"):
            yield from _quoted(parse, view)
            yield from _mentions(parse, view, _TYPES["name"])
            yield from _enumerations(parse, view)
        elif parse.asked in ("why", "how", "clause"):
            continue
        else:
            yield from _headed(parse, view)
            yield from _mentions(parse, view, _TYPES.get(parse.asked, (parse.asked,)))
            if parse.plural:
                yield from _enumerations(parse, view)


def slot_candidates(parse: Parse, view: View) -> Iterator[Candidate]:
    """What stands in the sentence where the question has its question word, between the same neighbours."""
    if parse.asked not in _SLOTTED:
        return
    for start, text, strength in slots(parse.question, view.text):
        if parse.asked == "figure" and not _number_asked(parse, text):
            continue
        end = view.start + start + len(text)
        if any(o.start < end and view.start + start < o.start + len(o.surface) for o in view.observations):
            continue
        if parse.asked == "name" and _PREDICATE.search(text):
            continue
        if not _asked_already(parse, text) and (parse.asked != "clause" or len(text) > 4):
            yield scored(parse, view, start, (text,)).better(strength, "与问句同位")


def _number_asked(parse: Parse, text: str) -> bool:
    return bool(_NUMERAL.search(text)) and (not parse.unit or parse.unit in text)


def scored(parse: Parse, view: View, at: int, answers: tuple[str, ...], kind: str = "span") -> Candidate:
    """The candidate ``answers`` at offset ``at`` of the sentence; the question's times and names must be met around it."""
    around = layers(view, at)
    found = Candidate(kind, answers, explained(parse, around), (view,))
    for term in missing_names(parse, around):
        found = found.better(-0.25, f"没有提到{term.text}").breaking(term.text)
    focus = max((t for t in parse.terms if not t.name), key=lambda t: t.weight, default=None)
    if focus is not None and best_layer(focus, around) < SENTENCE - 0.1:
        found = found.better(-0.08, f"句中没有{focus.text}")
    return _timed(parse, view, found)


def _timed(parse: Parse, view: View, found: Candidate) -> Candidate:
    """The year or month asked for must be that of the sentence, of the one before, or of publication."""
    asked = parse.periods
    if not asked or parse.asked == "date":
        return found
    near = [t.value for t in view.times if t.value]
    published = view.published.isoformat() if view.published else None
    fit = max((time_fit(parse, value) or 0 for value in [*near, published]), default=0)
    if not fit and any(fits(a[:4], b) for a in asked for b in near):
        fit = 0.4
    if fit:
        return found.better(0.05 * fit, "时间相合")
    if any(fold(t.text) in part for t in parse.times for part in view.folded):
        return found
    return found.better(-0.2, f"时间不是{parse.time_words}").breaking(parse.time_words)


def _asked_already(parse: Parse, text: str, canonical: str = "") -> bool:
    question = fold(parse.question)
    return fold(text) in question or any(n.canonical == canonical for n in parse.names)


def _mentions(parse: Parse, view: View, types: tuple[str, ...]) -> Iterator[Candidate]:
    wanted = [m for m in view.mentions if m.type in types and not _asked_already(parse, m.text, m.canonical)]
    for mention in wanted:
        at = mention.start - view.start
        found = scored(parse, view, at, (mention.text,))
        if parse.plural:
            found = counted(parse, replace(found, kind="list", answers=_run(view, wanted, mention)))
        yield found.better(0.04, "类型相合")


def counted(parse: Parse, found: Candidate) -> Candidate:
    """A list of as many members as the question asks for is likelier, one of a single member less."""
    if parse.number is not None and len(found.answers) == parse.number:
        return found.better(0.12, f"恰为{parse.number}项")
    if len(found.answers) == 1 or (parse.number is not None and len(found.answers) < parse.number):
        return found.better(-0.08, "项数不足")
    return found


def _headed(parse: Parse, view: View) -> Iterator[Candidate]:
    """什么芯片 where no chip has a name: the noun phrase with that head, up to two words before it (国产算力芯片)."""
    if not parse.head:
        return
    for match in re.finditer(re.escape(parse.head), view.text):
        before = words(view.text[max(0, match.start() - 12) : match.start()])
        modifiers: list[str] = []
        for token in reversed(before[-2:]):
            if not re.fullmatch(r"[\u4e00-\u9fffA-Za-z0-9]{2,}", token.text):
                break
            modifiers.insert(0, token.text)
        phrase = "".join(modifiers) + parse.head
        if modifiers and not _asked_already(parse, phrase):
            yield scored(parse, view, match.start(), (phrase,)).better(-0.03, "中心语相同")


def _run(view: View, wanted: list[Mention], mention: Mention) -> tuple[str, ...]:
    """The coordinated names that ``mention`` stands among: A、B和C."""
    ordered = sorted(wanted, key=lambda m: m.start)
    at = ordered.index(mention)
    first = last = at
    while first and _joined(view, ordered[first - 1], ordered[first]):
        first -= 1
    while last + 1 < len(ordered) and _joined(view, ordered[last], ordered[last + 1]):
        last += 1
    return tuple(dict.fromkeys(m.text for m in ordered[first : last + 1]))


def _joined(view: View, left: Mention, right: Mention) -> bool:
    between = view.text[left.end - view.start : right.start - view.start]
    return bool(_COORDINATE.fullmatch(between)) or (len(between) <= 12 and bool(_LOOSE.search(between)))


def _dates(parse: Parse, view: View) -> Iterator[Candidate]:
    asked = {t.value for t in parse.times}
    for time in view.times:
        if time.value is None or time.value in asked or time.basis == "none":
            continue
        found = scored(parse, view, time.start, (period_words(time.value, parse.english),))
        if asked and not any(fits(a, time.value) for a in asked if a):
            found = found.better(-0.2, "时间不在所问之内")
        yield found if time.role != "duration" else found.better(-0.2, "是时段")


def _numbers(parse: Parse, view: View) -> Iterator[Candidate]:
    """Numbers that are no observations (数千张, 八大枢纽): they answer where nothing better does."""
    known = [(o.start - view.start, o.start - view.start + len(o.surface)) for o in view.observations]
    for match in _COUNTED.finditer(view.text):
        start, end = match.span()
        if any(a < end and start < b for a, b in known) or any(t.start < end and start < t.end for t in view.times):
            continue
        same = _DURATION.search(match.group()) if parse.duration else parse.unit and match.group().endswith(parse.unit)
        if same and not _asked_already(parse, match.group()):
            yield scored(parse, view, start, (match.group(),)).better(0.04, "量词相同")


def _tally(parse: Parse, view: View) -> Iterator[Candidate]:
    """How many names of the kind asked for stand side by side in the sentence, where no figure says it."""
    kind = question_words().kind_of(parse.counted) if parse.counted else None
    wanted = [m for m in view.mentions if m.type == kind and not _asked_already(parse, m.text, m.canonical)]
    runs = {_run(view, wanted, m): m for m in wanted}
    for names, mention in runs.items():
        if len(names) >= 2:
            found = scored(parse, view, mention.start - view.start, (f"{len(names)}个",), "derived")
            yield replace(found, formula=f"{'、'.join(names)} = {len(names)}个").better(-0.05, "由列举数出")


def _posts(parse: Parse, view: View) -> Iterator[Candidate]:
    """The title before or after a person's name: 工业和信息化部总工程师赵志国."""
    for mention in view.mentions:
        if mention.type != "Person" or not _asked_already(parse, mention.text, mention.canonical):
            continue
        before = _TITLE_BEFORE.search(view.text[: mention.start - view.start])
        after = _TITLE_AFTER.match(view.text[mention.end - view.start :])
        title = before[1] if before else after[1] if after else None
        if title:
            yield scored(parse, view, mention.start - view.start, (title,)).better(0.3, "人名旁的职务")


def _quoted(parse: Parse, view: View) -> Iterator[Candidate]:
    for match in _QUOTED.finditer(view.text):
        if not _asked_already(parse, match[1]):
            yield scored(parse, view, match.start(1), (match[1],)).better(0.03, "引号内")


def _enumerations(parse: Parse, view: View) -> Iterator[Candidate]:
    for start, items in enumerations(view.text):
        fresh = tuple(i for i in items if not _asked_already(parse, i))
        if len(fresh) >= 2:
            found = scored(parse, view, start, fresh if parse.plural else ("、".join(fresh),), "list")
            yield counted(parse, found) if parse.plural else found.better(-0.05, "未问多项")


def enumerations(sentence: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Coordinations A、B(和|及|与)C of the sentence: offset of the first item, and the items without what frames them."""
    for match in re.finditer(r"[^，。；：,;:！？]*、[^，。；：,;:！？]*", sentence):
        parts = match.group().split("、")
        tail = _split_last(parts[-1])
        head = _LIST_HEAD.match(parts[0])
        first = parts[0][head.end() :] if head and head.end() < len(parts[0]) else parts[0]
        items = [_bare(p) for p in (first, *parts[1:-1], *tail)]
        items = [i for i in items if 1 < len(i) <= 24 or i.isascii() and i]
        if len(items) >= 2:
            yield match.start() + len(parts[0]) - len(first), tuple(dict.fromkeys(items))


def _split_last(part: str) -> list[str]:
    """The last member: cut at 等, 的 or a summing-up (三类算力), then at its 和."""
    end = _LIST_END.search(part)
    part = part[: end.start()] if end and end.start() else part
    return re.split(r"以及|和|及|与", part)


def _bare(item: str) -> str:
    return item.strip(' “”"《》（）()')
