"""Candidates that are arguments of the predicate asked about, in the role asked for: 谁运营 -> 由X运营, X负责运营."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kg.model import Mention
from pipelines.questions.evidence import View
from pipelines.questions.parse import Parse
from pipelines.questions.score import Candidate
from pipelines.questions.texts.arguments import Argument, arguments
from pipelines.questions.texts.asked import Ask, shape
from pipelines.questions.texts.common import asked_already, bound, counted, is_question
from pipelines.questions.texts.mentions import run, types_asked, wanted
from pipelines.questions.texts.predicates import Hit, occurrences

_PREPOSITION = re.compile(r"(?:在|于|对|向|从|比|给|以|用|通过|根据|据|按|针对|就|为)[^，。；]{0,3}$")
_NAME = re.compile(r"[\u4e00-\u9fffA-Za-z0-9·（）()]{2,18}")
_NOT_NAME = re.compile(r"[的了是在有会将被把]|项目|目前|今年|记者|公司$(?<=^公司)|双方|本轮|该|其中|两家|三家|我们|他们")
_PHRASE_END = re.compile(r"[，。；！？,;（(]|并(?!网|行)|以及|来(?=[\u4e00-\u9fff]{2})")
_PROCESS = re.compile(r"\s*的?\s*\d+\s*(?:nm|纳米)", re.IGNORECASE)
_JOINED = re.compile(
    r"(?:与|和|跟|同|携手|联合|联手)(?P<name>[\u4e00-\u9fffA-Za-z0-9]{2,14}?)(?=合作|共同|一起|联合|携手|共建|签署|签约)"
)
_JOINS = re.compile(r"(?:与|和|跟|同|携手|联合|联手)$")
_NEGATED = re.compile(r"不(?!久|断|仅|但|止)|没有?|未(?!来)|并非|无法")
_TRIM = re.compile(r"^(?:了|的是|的|为|是|一[座个项套款]|[“\"])|[的了”\"]$")


def frame_candidates(parse: Parse, view: View) -> Iterator[Candidate]:
    """One candidate an argument of the right role and type."""
    asked = shape(parse)
    if asked.role in (None, "time") or not asked.forms or is_question(view.text):
        return
    if "代工" in asked.forms:
        yield from _by_process(parse, view)
    for hit in occurrences(view.text, asked.forms):
        if _NEGATED.search(view.text[max(0, hit.start - 4) : hit.start]) and not _NEGATED.search(parse.question):
            continue
        if asked.role == "companion":
            yield from _companions(parse, view, hit)
            continue
        for argument in arguments(view.text, view.clauses, hit):
            if _fits(asked, argument):
                yield from _filled(parse, view, hit, argument)


def _companions(parse: Parse, view: View, hit: Hit) -> Iterator[Candidate]:
    """与X合作, 携手X: who joins in what is done."""
    names = wanted(parse, view, types_asked(parse))
    raw = _JOINED.search(view.text)
    if raw and not any(m.start - view.start == raw.start("name") for m in names) and not asked_already(parse, raw["name"]):
        yield bound(parse, view, raw.start("name"), (raw["name"],)).earned(0.18, "一同做的")
    first, last = view.clause_span(hit.start)
    for mention in names:
        at = mention.start - view.start
        if (
            _JOINS.search(view.text[:at])
            and abs(at - hit.start) < 30
            and at < last + 1
            and at >= view.clause_span(max(0, first - 2))[0]
        ):
            answers = tuple(dict.fromkeys(m.text for m in run(view, names, mention)))
            found = bound(parse, view, at, answers, "list" if len(answers) > 1 else "span")
            yield (counted(parse, found) if parse.plural else found).earned(0.2, "一同做的")


def _by_process(parse: Parse, view: View) -> Iterator[Candidate]:
    """采用台积电7nm工艺: the owner of the process makes the chip."""
    for mention in wanted(parse, view, ("Organization",)):
        if _PROCESS.match(view.text, mention.end - view.start):
            yield bound(parse, view, mention.start - view.start, (mention.text,)).better(0.16, "工艺所属")


def _fits(asked: Ask, argument: Argument) -> bool:
    if asked.role in ("either", "means"):
        return argument.role != "place"
    return argument.role == asked.role


def _filled(parse: Parse, view: View, hit: Hit, argument: Argument) -> Iterator[Candidate]:
    worth = 0.04 + 0.16 * argument.sure
    said = shape(parse).said
    if (
        said and len(said) > 1 and any(other.text == said for other in occurrences(view.text, frozenset([said])))
    ):  # 由A设计、B制造: where the very verb stands, the others mean something else
        worth += 0.06 if hit.text == said else -0.08
    names = [m for m in wanted(parse, view, types_asked(parse)) if _inside(view, m, argument)]
    names = [m for m in names if not _under_preposition(view, m, argument)] or (names if argument.role != "agent" else [])
    behind = argument.start >= hit.end
    if names:
        members = run(view, names, names[0] if behind else names[-1])
        answers = _coordinated(view, argument, members) or tuple(dict.fromkeys(_whole(view, m, argument) for m in members))
        found = bound(parse, view, members[0].start - view.start, answers, "list" if len(answers) > 1 else "span")
        yield (counted(parse, found) if parse.plural else found).earned(worth, f"“{hit.text}”的论元")
    elif parse.asked in ("who", "Organization") and argument.role == "agent" and _marked(view.text, argument):
        yield from _raw(parse, view, argument, worth)
    elif parse.asked in ("name", "list") and behind:
        yield from _phrase(parse, view, argument, worth)


def _marked(text: str, argument: Argument) -> bool:
    """由X, or X负责: the doer is a name even where the recogniser does not know it."""
    return argument.sure == 1.0 or (
        argument.sure == 0.7 and bool(re.match(r"负责|独家|牵头|领投|跟投|承建|代工", text[argument.end :]))
    )


def _coordinated(view: View, argument: Argument, members: list[Mention]) -> tuple[str, ...]:
    """All members of A、B和C where the recogniser knows only some of them."""
    if argument.role != "agent":
        return ()
    text = view.text[argument.start : argument.end]
    for name in members:  # 工业和信息化部 has a 和 of its own
        text = text.replace(name.text, name.text.replace("和", "\0").replace("与", "\1"))
    parts = [p.replace("\0", "和").replace("\1", "与") for p in re.split(r"、|以及|和|与|及", text)]
    known = [next((m.text for m in members if m.text in part), None) for part in parts]
    if len(parts) < 2 or None not in known or known.count(None) == len(known):
        return ()
    told = [name or part.strip("“” ") for name, part in zip(known, parts, strict=True)]
    fresh = [part for name, part in zip(known, told, strict=True) if name is None]
    return tuple(told) if all(_NAME.fullmatch(t) and not _NOT_NAME.search(t) and len(t) <= 14 for t in fresh) else ()


def _whole(view: View, mention: Mention, argument: Argument) -> str:
    """The name as far as the argument goes where the recogniser knows only its beginning: 中建九局."""
    rest = view.text[mention.end - view.start : argument.end]
    goes_on = mention.type == "Organization" and re.fullmatch(r"[\u4e00-\u9fff]{0,3}[局院所司部厂社会]", rest)
    return mention.text + rest if goes_on and argument.role == "agent" else mention.text


def _inside(view: View, mention: Mention, argument: Argument) -> bool:
    return argument.start <= mention.start - view.start and mention.end - view.start <= argument.end


def _under_preposition(view: View, mention: Mention, argument: Argument) -> bool:
    before = view.text[argument.start : mention.start - view.start]
    return bool(_PREPOSITION.search(before)) and mention.end - view.start < argument.end


def _raw(parse: Parse, view: View, argument: Argument, worth: float) -> Iterator[Candidate]:
    """A doer after 由 that the recogniser does not know."""
    text = view.text[argument.start : argument.end].strip("“” ")
    if _NAME.fullmatch(text) and not _NOT_NAME.search(text) and not asked_already(parse, text):
        parts = tuple(re.split(r"、|和|与|及", text))
        yield bound(parse, view, argument.start, parts, "list" if len(parts) > 1 else "span").earned(worth - 0.05, "由字后的施事")


def _phrase(parse: Parse, view: View, argument: Argument, worth: float) -> Iterator[Candidate]:
    """The noun phrase after the verb, where what is asked for has no type."""
    stop = _PHRASE_END.search(view.text, argument.start)
    end = min(argument.end, stop.start() if stop and not parse.plural else argument.end)
    text = _TRIM.sub("", view.text[argument.start : end].strip())
    asked = shape(parse)
    if any(n.text in text or n.canonical in text for n in parse.names):
        return
    if 2 <= len(text) <= 24 and not asked_already(parse, text) and (not asked.head or asked.head in text):
        found = bound(parse, view, argument.start, (text,)).earned(worth - 0.06, "动词后的名词")
        yield replace(found, kind="span")
