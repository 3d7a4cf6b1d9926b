"""A question with several question words, as questions with one: 谁建的、谁运营 -> 谁建的 + 谁运营; A和B分别用什么 -> one each."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.indicators import indicators
from pipelines.questions.score import Candidate
from pipelines.questions.texts.asked import GAP

_FIGURE = re.compile(r"多(?:少|大|高|长|久|快|远)|(?<!好)几(?=[个家条项款座台张颗种类位倍所名人处期层核枚%点])|第几")
_ANY = re.compile(f"(?:{GAP.pattern})|{_FIGURE.pattern}", re.IGNORECASE)
_COMPARES = re.compile(
    r"还是|两[则篇家边]|各怎么|哪[个款家边种方者][^，。？?]{0,12}[更最]|[更最]|谁的?[^，。？?]{0,10}[多高大快低少小强]|一样吗|一致|对得上|相比|差多少|比[^，。]{1,12}[多高大快低少小]|变成|到多"
)
# What stands between the topic and the question word: copulas, prepositions, light verbs, predicates.
_LINK = re.compile(r"(?:都|主要|是|叫做?|为|有|在|由|被|拿|用的?|靠|要|达|达到|到|有着|预计|大概|一般|到底|究竟|的是|了|的|，)+$")
_BETWEEN = re.compile(r"^[，、；,;\s]*(?:又|还|并且?|而且|以及|都|和|及)?")
_SAME_KIND = (re.compile("年|月|日|号|天|时|when"), re.compile("谁|who"), re.compile("[里儿]|地|where"))
_RESPECTIVE = re.compile(
    r"^(?P<one>[^，。？?、]{2,20}?)(?:和|与|跟|及|、)(?P<two>[^，。？?、]{2,20}?)(?P<rest>(?:都)?(?:分别|各自|各)[^，。？?]*)[？?]?$"
)


def parts(question: str, asked: str) -> tuple[str, ...]:
    """The single questions of ``question`` in order; it alone where it asks one thing (or compares things)."""
    text = question.strip()
    pair = _respective(text) if asked != "figure" else ()
    if pair:
        return pair
    if _COMPARES.search(text) or text.isascii():
        return (question,)
    gaps = _gaps(text)
    if len(gaps) < 2:
        return (question,)
    first, second = gaps[0], gaps[1]
    between = text[first[1] : second[0]]
    if re.search(r"[，、；,;？?。]", between):
        return _separated(text, first, second)
    return _joined(text, first, second)


def _gaps(text: str) -> list[tuple[int, int]]:
    """The question words; those that follow at once and ask the same (哪年哪月) are one."""
    found: list[tuple[int, int]] = []
    for match in _ANY.finditer(text):
        if found and match.start() - found[-1][1] <= 1 and _kind(text[slice(*found[-1])]) == _kind(match.group()):
            found[-1] = (found[-1][0], match.end())
        else:
            found.append(match.span())
    return found


def _kind(word: str) -> int:
    return next((number for number, pattern in enumerate(_SAME_KIND) if pattern.search(word)), -1)


def _separated(text: str, first: tuple[int, int], second: tuple[int, int]) -> tuple[str, ...]:
    """Two clauses: the second is asked of the topic of the first, or in its place where it is nothing but a question word."""
    cut = first[1] + max(text[first[1] : second[0]].rfind(mark) for mark in "，、；,;？?。") + 1
    one = text[:cut].rstrip("，、；,;？?。")
    two = _BETWEEN.sub("", text[cut:])
    topic = _LINK.sub("", text[: first[0]])
    if len(two.rstrip("？?")) <= 4 and _FIGURE.match(two):
        return one, text[: first[0]] + two.rstrip("？?") + text[first[1] : cut].rstrip("，、；,;？?。")
    if not topic or re.match(r"它|其|他|这|该|这家", two):
        return (one, two) if topic and not re.match(r"它|其|他|这|该", two) else (one, topic + two.lstrip("它其他的"))
    own = _LINK.sub("", _BETWEEN.sub("", two[: max(0, second[0] - cut)]))
    return one, (_holder(topic) if len(own) >= 2 else topic) + two


def _holder(topic: str) -> str:
    """X of "X的主机" and "X总参数": a second clause with a subject of its own is about X."""
    measured = list(indicators().scan(topic))
    if measured and measured[0].start > 1:
        topic = topic[: measured[0].start]
    return topic.rsplit("的", 1)[0] if "的" in topic else topic


def _joined(text: str, first: tuple[int, int], second: tuple[int, int]) -> tuple[str, ...]:
    """Two question words of different kinds in one clause: each is asked without the other (哪年在哪儿办的)."""
    one, two = text[slice(*first)], text[slice(*second)]
    if _kind(one) == _kind(two):
        return (text,)
    noun = re.match(r"[\u4e00-\u9fff]{0,6}?(?:上|中|里|下|场合|城市|大会|会议)", text[second[1] :])
    link = re.search(r"[在于由]$", text[first[1] : second[0]])
    start = second[0] - (1 if link else 0)
    lead = re.search(r"(?:是|在|于|由)$", text[: first[0]])
    return text[:start] + text[second[1] + (noun.end() if noun else 0) :], text[: first[0]] + text[
        second[0] - (1 if link and not lead else 0) :
    ]


def _respective(text: str) -> tuple[str, ...]:
    """A和B分别…: one question for A and one for B."""
    match = _RESPECTIVE.match(text)
    if not match or not GAP.search(match["rest"]):
        return ()
    rest = re.sub(r"^(?:都)?(?:分别|各自|各)", "", match["rest"])
    return match["one"] + rest, match["two"] + rest


def together(winners: Sequence[Candidate]) -> Candidate:
    """The answers of the parts as one list, with the evidence of all."""
    answers = tuple(answer for winner in winners for answer in winner.answers)
    return Candidate(
        "list",
        _side_by_side(winners, answers) or answers,
        min(winner.score for winner in winners),
        tuple(dict.fromkeys(view for winner in winners for view in winner.views)),
        ("各问分别作答",),
        (),
        tuple(o for winner in winners for o in winner.observations),
        "；".join(winner.formula for winner in winners if winner.formula) or None,
    )


def _side_by_side(winners: Sequence[Candidate], answers: tuple[str, ...]) -> tuple[str, ...]:
    """2048张昇腾910B, where the sentence says both in one breath."""
    if len(answers) != 2 or winners[0].views[0] != winners[1].views[0]:
        return ()
    for one, two in (answers, answers[::-1]):
        found = re.search(rf"{re.escape(one)}\s?{re.escape(two)}", winners[0].views[0].text)
        if found:
            return (found.group(),)
    return ()
