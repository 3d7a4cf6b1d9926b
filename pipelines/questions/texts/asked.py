"""The shape of a question that a span answers: where its question word stands, which predicate it goes with, in which role."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from pipelines.language.tokenizer import words
from pipelines.questions.parse import Parse
from pipelines.questions.texts.predicates import Hit, forms_of, named_in
from pipelines.questions.words import question_words

GAP = re.compile(
    r"什么时候|啥时候?|什么(?:时间|日期|地方|地点)|何[时地处年月]|哪[里儿]|哪一?[年天]|哪个?月|几[月号日]|"
    r"谁家|谁|哪(?:[一几二两三四五六七八九十\d]+|些)?[个家位款种座所份项次场届类张条颗处部支]?|什么样的?|什么|啥|为何|怎[么样]+|咋|如何|\b(?:who|which|what|when|where|why|how)\b",
    re.IGNORECASE,
)
_ANIMATE = frozenset({"who", "Person", "Organization"})
_AGENT_MARK = re.compile(r"(?:由|被|让|请|归|交给|交由|交|委托)(?:了|的是)?$")
_OBJECT_LINK = re.compile(r"(?:了|过|的|出|到|上|起)?(?:是|为|叫)?(?:的)?$")
_RELATIVE = re.compile(r"^[^，。？?]{1,20}的[^，。？?的]{0,8}(?:是|叫|为)?$")
_LABEL_BEFORE = re.compile(
    r"(?P<noun>[\u4e00-\u9fffA-Za-z]{2,20}?)[”》]?(?:都|主要|分别|一共|现在|如今|还|到底|究竟)?(?:是|叫|为|有|包括|在于?|指)(?:的是|的|做|个)?$"
)
_LABEL_AFTER = re.compile(r"^(?:是|担任|出任|任|当|做)(?P<noun>[^，。？?]{2,30})$")
_HEAD = re.compile(r"(?:样的)?(?P<noun>[\u4e00-\u9fffA-Za-z]{1,8}?)(?=[来以为是在的了，。？?与和做]|训练|$)")
_TAIL = re.compile(r"[的了呢吗啊呀？?。！!\s]+$")


_VERB = re.compile(r"[\u4e00-\u9fff]{1,3}")


@dataclass(frozen=True, slots=True)
class Ask:
    """``role`` is agent, patient, either, place or time; ``forms`` are the predicate's; ``label`` is a noun that the answer is called by."""

    role: str | None
    forms: frozenset[str]
    said: str | None  # the form as the question has it
    label: str | None
    head: str | None  # the noun asked for: 卡 in 什么卡


@lru_cache(maxsize=256)
def ask(question: str, asked: str) -> Ask:
    """The shape of ``question`` whose answer is of the kind ``asked``."""
    text = _TAIL.sub("", question)
    gap = GAP.search(text)
    if gap is None:
        return Ask(None, frozenset(), None, None, None)
    left, right = text[: gap.start()], text[gap.end() :]
    hit, role = _predicate(text, gap.span(), asked)
    forms = forms_of(hit.text) if hit else frozenset()
    head = _HEAD.match(right)
    label = _label(left, right, asked)
    return Ask(role, forms, hit.text if hit else None, label, head["noun"] if head else None)


def shape(parse: Parse) -> Ask:
    """``ask`` of a parse."""
    return ask(parse.question, parse.asked)


def _predicate(text: str, gap: tuple[int, int], asked: str) -> tuple[Hit | None, str | None]:
    """The predicate nearest to the question word, and the role that the word has with it."""
    hits = list(named_in(GAP.sub(lambda gap_: "，" * len(gap_.group()), text)))
    after = [hit for hit in hits if hit.start >= gap[1]]
    before = [hit for hit in hits if hit.end <= gap[0]]
    if asked in ("date", "Place", "why", "how"):
        found = after[-1] if after else before[-1] if before else None
        return found, {"date": "time", "Place": "place"}.get(asked)
    if after:
        return after[-1] if asked in _ANIMATE else after[0], _role_before(text[: gap[0]], asked)
    between = text[before[-1].end : gap[0]] if before else ""
    if before and (_OBJECT_LINK.fullmatch(between) or _RELATIVE.match(between)):
        return before[-1], _role_after(between, asked)
    return _unlisted(text[: gap[0]], asked)


def _unlisted(left: str, asked: str) -> tuple[Hit | None, str | None]:
    """A verb that the lexicon does not list, right before the question word: 该看什么, 防止什么."""
    last = words(left)[-1:] if left else ()
    if not last or asked in _ANIMATE or last[0].text in question_words().stop or not _VERB.fullmatch(last[0].text):
        return None, None
    return Hit(last[0].start, last[0].end, last[0].text), "patient"


def _role_before(left: str, asked: str) -> str:
    """The question word stands before the predicate: its doer, what is done to, or its means."""
    if re.search(r"(?:跟|和|与|同|携手|联合|联手|找了?)$", left):
        return "companion"
    if re.search(r"[把将]$", left):
        return "patient"
    if _AGENT_MARK.search(left) or asked in _ANIMATE:
        return "agent"
    return "means" if re.search(r"(?:用|拿|以|靠|通过|凭|在)$", left) else "either"


def _role_after(between: str, asked: str) -> str:
    """The predicate stands before the question word: 依托哪所, 用的是什么; 运营它的是哪家 asks for the doer."""
    if _OBJECT_LINK.fullmatch(between):
        return "either" if asked in _ANIMATE and "的是" in between else "patient"
    if asked in _ANIMATE and _RELATIVE.match(between):
        return "agent"
    return "patient"


def _label(left: str, right: str, asked: str) -> str | None:
    """The noun that the answer is called by: 主机 in 主机叫什么, 首席科学家 in 谁担任X的首席科学家."""
    after = _LABEL_AFTER.match(_TAIL.sub("", right))
    if after and asked in _ANIMATE:
        return after["noun"].split("的")[-1]
    before = _LABEL_BEFORE.search(left)
    return before["noun"] if before and (not right.strip("的") or asked in ("name", "list")) else None


def label_forms(label: str) -> Iterator[str]:
    """The label and its ends, the longest first: 首批用户, 批用户, 用户; at least two characters."""
    yield from (label[at:] for at in range(len(label) - 1))
