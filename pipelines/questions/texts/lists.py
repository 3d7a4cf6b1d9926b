"""Candidates that are lists: coordinations, and clauses that run parallel."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipelines.questions.evidence import View
from pipelines.questions.parse import Parse
from pipelines.questions.score import Candidate
from pipelines.questions.texts.asked import shape
from pipelines.questions.texts.common import asked_already, bound, counted, scored
from pipelines.questions.texts.mentions import types_asked

_LIST_END = re.compile(
    r"等|的(?!士)|为(?:代表|主|核心|首)|[一二三四五六七八九十两\d]+[大个类种项家款方点条]|之间|方面|以及$|[，。；：,;:]"
)
# Words after which an enumeration begins: prepositions, copulas and verbs of inclusion.
_LIST_HEAD = re.compile(
    r".*(?:包括|包含|涵盖|覆盖|涉及|例如|譬如|比如|诸如|分别|具有|形成|打造|利用|采用|通过|实现|提供|支持|服务于?|推动|应用于?|依次|归纳|扩大到|"
    r"从|如|为|是|有|以|在|对|将|向|与|的|了|于|由|把|及其|等)"
)  # fmt: skip
PARALLEL = "并列分句"
_TURNS = r"扩大到|增加到|拓展到|扩展到|变为|变成"  # from one list to another
_SUMMED = re.compile(
    r"(?P<number>[两二三四五六七八九十]|\d)(?:大|个|类|种|项|家|款|方|点|条|座|档)(?P<noun>[\u4e00-\u9fff]{0,4})"
)
_NUMERAL = dict(zip("两二三四五六七八九十", (2, 2, 3, 4, 5, 6, 7, 8, 9, 10), strict=True))
_ORDERED = re.compile(
    r"(?:(?:第?[一二三四五六七八九十]|其[一二三四五六])(?:是|要|、|，|：|则)|首先|其次|再次|最后|[①②③④⑤⑥])[，是要]?"
)
_SPENT = re.compile(r"(?:怎么|咋|如何)(?:花|用|分|安排|投)|用途|投向|投到|花到|用到|花在|用在|用到|用于|分配|构成")
_SHARE = re.compile(r"[一二三四五六七八九]成|\d+(?:\.\d+)?%|(?:剩下|其余|余下)")


def list_candidates(parse: Parse, view: View) -> Iterator[Candidate]:
    """Coordinations of the sentence, parallel clauses where several things are asked for."""
    found_lists = [*enumerations(view.text), *(pairs(view.text) if _TWO.search(parse.question) else ())]
    for start, items in found_lists:
        fresh = tuple(i for i in items if not asked_already(parse, i))
        if len(fresh) >= 2:
            several = parse.plural or bool(_TWO.search(parse.question))
            found = scored(parse, view, start, fresh if several else ("、".join(fresh),), "list")
            if not several:
                yield found.better(-0.05, "未问多项")
                continue
            if parse.asked not in ("list", "name", "who") and not _of_type(parse, view, fresh):
                found = found.better(-0.15, "不是所问的类型")
            label = shape(parse).label
            if label and all(item.endswith(label[-2:]) for item in fresh):
                found = found.better(0.15, f"都是{label[-2:]}")
            summed = _SUMMED.match(view.text, _end_of(view.text, start, items[-1]))
            if summed and _told(parse, summed):
                found = found.better(0.12, f"原文称“{summed.group()}”")
            yield counted(parse, found)
    spent = spends(parse)
    if parse.plural or spent or parse.asked == "clause":
        yield from _parallel(parse, view, spent)


def spends(parse: Parse) -> bool:
    """The question asks what a sum is spent on."""
    return bool(_SPENT.search(parse.question))


def _of_type(parse: Parse, view: View, items: tuple[str, ...]) -> bool:
    """Some member is a name of the type asked for."""
    return any(m.text in item for m in view.mentions if m.type in types_asked(parse) for item in items)


def _told(parse: Parse, summed: re.Match[str]) -> bool:
    """The summing-up has the number and the noun that the question asks for."""
    same = _NUMERAL.get(summed["number"]) == parse.number or summed["number"] == str(parse.number)
    return same and (not summed["noun"] or not parse.head or summed["noun"][:2] in parse.head or parse.head in summed["noun"])


def _end_of(text: str, start: int, item: str) -> int:
    at = text.find(item, start)
    return at + len(item) if at >= 0 else len(text)


def _parallel(parse: Parse, view: View, spent: bool) -> Iterator[Candidate]:
    """一是…，二是…; clauses after a colon that are as many as asked for; what a sum is spent on."""
    for start, items in [*parallel_clauses(view.text, parse.number, spent), *(_uses(view.text) if spent else ())]:
        if len(items) >= 2 or spent:
            yield counted(parse, bound(parse, view, start, items, "list")).better(0.2 if spent else 0.06, PARALLEL)


def _uses(sentence: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    """资金将用于A、B以及C."""
    for match in re.finditer(r"(?:用于|用来|投向|用在|用作|投入)(?P<what>[^。；]{4,})", sentence):
        yield match.start("what"), tuple(i for i in map(_cut, re.split(r"、|，|以及|和(?!平)|及", match["what"])) if i)


def parallel_clauses(sentence: str, number: int | None, shares: bool = False) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Offset and members of each parallel run of clauses in ``sentence``; ``shares``: parts of a sum count as one."""
    marks = list(_ORDERED.finditer(sentence))
    if len(marks) >= 2:
        ends = [m.start() for m in marks[1:]] + [len(sentence)]
        items = tuple(_cut(sentence[m.end() : end]) for m, end in zip(marks, ends, strict=True))
        yield marks[0].start(), tuple(i for i in items if i)
    told = [p for p in re.split(r"[，；。：,;]", sentence) if shares and _SHARE.search(p) and len(p) > 4]
    if told:
        yield sentence.find(told[0]), tuple(told)
    colon = re.search(r"[：:]", sentence)
    if colon and number:
        clauses = [_cut(c) for c in re.split(r"[，；,;、]", sentence[colon.end() :])]
        clauses = [c for c in clauses if c]
        if len(clauses) == number:
            yield colon.end(), tuple(clauses)


def _cut(item: str) -> str:
    return item.strip(' ，。；、,;”“"') if len(item) <= 60 else ""


def enumerations(sentence: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Coordinations A、B(和|及|与)C of the sentence: offset of the first item, and the items without what frames them."""
    for match in re.finditer(rf"(?:(?!{_TURNS})[^，。；：,;:！？])*、(?:(?!{_TURNS})[^，。；：,;:！？])*", sentence):
        parts = match.group().split("、")
        tail = _split_last(parts[-1])
        head = _LIST_HEAD.match(parts[0])
        first = parts[0][head.end() :] if head and head.end() < len(parts[0]) else parts[0]
        items = [_bare(p) for p in (first, *parts[1:-1], *tail)]
        items = [i for i in items if 1 < len(i) <= 24 or i.isascii() and i]
        if len(items) >= 2:
            yield match.start() + len(parts[0]) - len(first), tuple(dict.fromkeys(items))


_TWO = re.compile(r"[两二2][个条大家种项款座类]|both|two")
_PAIR = re.compile(
    r"(?:通过|利用|采用|依托|借助|包括|分为|依靠|靠|是|为|有|将|对|向)(?P<one>[^，。；、与和及]{2,12})(?:与|和|及)(?P<two>[^，。；、与和及]{2,12}?)"
    r"(?=提升|提高|实现|来|等|两|的|加强|降低|[，。；]|$)"
)  # fmt: skip


def pairs(sentence: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    """A与B behind a verb or a preposition: the two of something."""
    for match in _PAIR.finditer(sentence):
        yield match.start("one"), (_bare(match["one"]), _bare(match["two"]))


def _split_last(part: str) -> list[str]:
    """The last member: cut at 等, 的 or a summing-up (三类算力), then at its 和."""
    end = _LIST_END.search(part)
    part = part[: end.start()] if end and end.start() else part
    return re.split(r"以及|和|及|与", part)


def _bare(item: str) -> str:
    return item.strip(' “”"《》（）()')


def run_on(candidates: Sequence[Candidate]) -> Iterator[Candidate]:
    """A list that goes on in the next sentence (55%投A。30%做B，15%补C。) is one list."""
    told = [c for c in candidates if c.kind == "list" and any(PARALLEL in reason for reason in c.reasons)]
    for one in told:
        for two in told:
            if one.views[0].article == two.views[0].article and one.views[0].next == two.views[0].text:
                answers, views = (*one.answers, *two.answers), (*one.views, *two.views)
                yield replace(max(one, two, key=lambda c: c.score), answers=answers, views=views).better(0.05, "接下句")
