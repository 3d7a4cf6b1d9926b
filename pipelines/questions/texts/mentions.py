"""Candidates that are names of the asked type, alone or side by side."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.model import Mention
from pipelines.language.tokenizer import words
from pipelines.questions.evidence import View
from pipelines.questions.parse import Parse
from pipelines.questions.score import Candidate
from pipelines.questions.texts.asked import label_forms, shape
from pipelines.questions.texts.common import asked_already, counted, scored
from pipelines.questions.texts.predicates import occurrences
from pipelines.questions.words import question_words

TYPES = {"who": ("Person", "Organization"), "name": ("Model", "Chip", "Policy", "Center", "Event", "Organization")}
_COORDINATE = re.compile(r"[\s“”\"《》（）()]*(、|,|，|和|与|及|以及|跟|/|\+|and)[\s“”\"《》（）()]*")
_DOES = re.compile(
    "加快|提升|提高|推动|促进|推进|发展|打造|加强|发布|推出|采用|使用|支持|实现|包括|以及|其中|多种|各类|这些|相关"
)
_LOOSE = re.compile(r"、|^[^，。；]{0,8}[和与及]")  # 新款MI300芯片和旧版MI250: words of their own between the names


def types_asked(parse: Parse) -> tuple[str, ...]:
    """Entity types of contract.md that answer the question."""
    head = shape(parse).head
    kind = question_words().kind_of(head) if head and parse.asked in ("name", "list") else None
    if kind:
        return (kind,)
    return TYPES.get(parse.asked, TYPES["name"] if parse.asked in ("list", "clause") else (parse.asked,))


def wanted(parse: Parse, view: View, types: Sequence[str]) -> list[Mention]:
    """Names of ``types`` in the sentence that the question does not itself give, in order."""
    found = [m for m in view.mentions if m.type in types and not asked_already(parse, m.text, m.canonical)]
    return sorted(found, key=lambda m: m.start)


def types_of_head(head: str) -> str | None:
    """The entity type that a noun asked for names, None for a noun of no type (工艺, 模式)."""
    return question_words().kind_of(head)


def mention_candidates(parse: Parse, view: View, types: Sequence[str]) -> Iterator[Candidate]:
    """Names of ``types`` by what stands around them."""
    names = wanted(parse, view, types)
    for mention in names:
        found = scored(parse, view, mention.start - view.start, (mention.text,))
        if parse.plural:
            members = tuple(dict.fromkeys(m.text for m in run(view, names, mention)))
            found = counted(parse, replace(found, kind="list", answers=members))
        yield _undone(parse, view, unlabelled(parse, view, found.better(0.04, "类型相合")))


def _undone(parse: Parse, view: View, found: Candidate) -> Candidate:
    """谁运营: a name in a sentence where nobody does what is asked about is hardly the doer."""
    asked = shape(parse)
    if asked.role != "agent" or len(asked.said or "") < 2 or any(True for _ in occurrences(view.text, asked.forms)):
        return found
    return found.better(-0.12, f"句中没有“{asked.said}”")


def unlabelled(parse: Parse, view: View, found: Candidate) -> Candidate:
    """X叫什么: a name in a sentence without the noun that it is called by is hardly its name."""
    label, head = shape(parse).label, shape(parse).head
    if head and len(head) > 1 and parse.asked not in ("who", "Organization", "Person", "Chip"):
        if any(answer.endswith(head) for answer in found.answers):
            return found.better(0.08, f"是{head}")
        if parse.asked == "name" and not types_of_head(head):
            return found.better(-0.15, f"不是{head}")
    if (
        parse.asked == "name"
        and label
        and any(
            answer.endswith(label[-1]) and answer[-2:] != label[-2:] or answer.endswith(label[-2:]) for answer in found.answers
        )
    ):
        return found.better(0.1, f"以{label[-1]}为名")
    if parse.asked != "name" or not label or any(end in view.text for end in label_forms(label)):
        return found
    return found.better(-0.12, f"句中没有{label[-4:]}")


def run(view: View, names: Sequence[Mention], mention: Mention) -> list[Mention]:
    """The coordinated names that ``mention`` stands among: A、B和C."""
    at = names.index(mention)
    first = last = at
    while first and _joined(view, names[first - 1], names[first]):
        first -= 1
    while last + 1 < len(names) and _joined(view, names[last], names[last + 1]):
        last += 1
    return list(names[first : last + 1])


def _joined(view: View, left: Mention, right: Mention) -> bool:
    between = view.text[left.end - view.start : right.start - view.start]
    return bool(_COORDINATE.fullmatch(between)) or (len(between) <= 12 and bool(_LOOSE.search(between)))


def headed_candidates(parse: Parse, view: View) -> Iterator[Candidate]:
    """什么芯片 where no chip has a name: the noun phrase with that head, up to two words before it (国产算力芯片)."""
    head = parse.head or shape(parse).head
    if not head or len(head) < 2 or head in parse.question.replace(head, "", 1):
        return
    for match in re.finditer(rf"(?:^|[，。；：])(?P<long>[^，。；：]{{3,24}}的{re.escape(head)})(?=[，。；]|$)", view.text):
        if not asked_already(parse, match["long"]):
            yield scored(parse, view, match.start("long"), (match["long"],)).better(0.04, "中心语相同")
    for match in re.finditer(re.escape(head), view.text):
        before = [w for w in words(view.text[max(0, match.start() - 12) : match.start()]) if w.text.strip()]
        modifiers: list[str] = []
        for token in reversed(before[-2:]):
            if not re.fullmatch(r"[\u4e00-\u9fffA-Za-z0-9]{2,}", token.text) or _DOES.fullmatch(token.text):
                break
            modifiers.insert(0, token.text)
        phrase = "".join(modifiers) + head
        given = any(n.text in phrase or n.canonical in phrase for n in parse.names)
        if modifiers and not given and not asked_already(parse, phrase):
            yield scored(parse, view, match.start(), (phrase,)).better(-0.03, "中心语相同")


def tally_candidates(parse: Parse, view: View) -> Iterator[Candidate]:
    """How many names of the kind asked for stand side by side in the sentence, where no figure says it."""
    kind = question_words().kind_of(parse.counted) if parse.counted else None
    names = wanted(parse, view, (kind,)) if kind else []
    runs = {tuple(dict.fromkeys(m.text for m in run(view, names, mention))): mention for mention in names}
    for members, mention in runs.items():
        if len(members) >= 2:
            found = scored(parse, view, mention.start - view.start, (f"{len(members)}个",), "derived")
            yield replace(found, formula=f"{'、'.join(members)} = {len(members)}个").better(-0.05, "由列举数出")
