"""Candidates that a noun names: 主机“甲”, 创始人某某, 控股股东为乙公司, 丙是最大的短板, 根子在丁."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipelines.language.names.words import words
from pipelines.questions.evidence import View
from pipelines.questions.parse import Parse
from pipelines.questions.score import Candidate
from pipelines.questions.texts.asked import label_forms, shape
from pipelines.questions.texts.common import asked_already, bound, counted, is_question
from pipelines.questions.texts.mentions import run, types_asked, wanted

# Nouns of one meaning by which an answer is called. Source: 《同义词词林》 classes A and D.
_SAME = (
    frozenset({"创始人", "创办人", "联合创始人"}),
    frozenset({"老板", "掌门人", "一把手", "首席执行官", "CEO", "总裁", "董事长", "总经理"}),
    frozenset({"原因", "根源", "根子", "症结", "缘由"}),
    frozenset({"困难", "难题", "短板", "瓶颈", "痛点", "问题", "挑战", "难点"}),
    frozenset({"入口", "门户"}),
    frozenset({"处理器", "芯片", "CPU"}),
    frozenset({"名字", "别称", "昵称", "简称"}),
    frozenset({"客户", "用户"}),
)
_ALIAS = re.compile(
    r"(?:又称|又叫|也叫|别称|俗称|人称|被称为|被称作|称为|简称|下称|昵称为?)[“\"「]?(?P<what>[^，。；“”\"「」）)]{2,20})"
)
_ASKS_ALIAS = re.compile(r"(?:还|又|也|别|俗)(?:叫|称|有个?什么名)|别称|简称|又名")
_TOLD = r"(?:兼[^，。；为是]{1,8})?(?:[^，。；、]{0,4}?)(?:包括|分别是|分别为|依次是|依次为|主要是|主要有|即|是|为|有|叫做|叫|名为|定为|系|在于|在|：|:)"
_BEFORE = re.compile(
    r"(?:^|[，。；：“])(?P<what>[^，。；：]{2,40}?)(?:正|就|才|仍|依然|便|也|则)?(?:是|系|为|成为|成了|乃)(?P<rest>[^，。；]{0,16})$"
)
_SAID = re.compile(r"^(?:[^，。；]{0,16}(?:坦言|表示|认为|指出|称|说|强调|提醒|介绍|透露|看来|直言)[，,：:]?)")
_PERSON = re.compile(r"(?:人|长|主任|书记|主席|总裁|经理|首席[\u4e00-\u9fff]{2,4}|CEO|CTO|院士|教授|老板|专家|工程师)$")
_NAMED = re.compile(
    rf"(?P<name>[{next(iter(words('surnames')))}][\u4e00-\u9fff]{{1,2}}?)(?=在|说|表示|介绍|称|宣布|认为|指出|透露|强调|坦言|[，。、（])"
)
_ASKS_TITLE = re.compile(r"(?:题目|标题|主题|题名|书名|名称)(?:都)?(?:是|叫|为)")
_TITLED = re.compile(r"(?:题为|题目为|题目是|主题为|主题是|名为|以)[《“](?P<what>[^》”]{2,30})[》”]")
_CLOSE = re.compile(r"[，。；！？;!?]")


def label_candidates(parse: Parse, view: View) -> Iterator[Candidate]:
    """What the sentence calls by the noun that the question names."""
    if is_question(view.text):
        return
    if _ASKS_ALIAS.search(parse.question):
        for match in _ALIAS.finditer(view.text):
            if not asked_already(parse, match["what"]):
                yield bound(parse, view, match.start("what"), (match["what"],)).better(0.15, "别称")
    if _ASKS_TITLE.search(parse.question):
        for match in _TITLED.finditer(view.text):
            if not asked_already(parse, match["what"]):
                yield bound(parse, view, match.start("what"), (match["what"],)).better(0.25, "题名")
    label = shape(parse).label
    for noun in label_forms(label) if label else ():
        found = list(_called(parse, view, noun))
        yield from found
        if found:
            return


def _called(parse: Parse, view: View, noun: str) -> Iterator[Candidate]:
    nouns = {noun} | {other for row in _SAME if noun in row for other in row}
    pattern = "|".join(map(re.escape, sorted(nouns, key=lambda n: (-len(n), n))))
    for match in re.finditer(pattern, view.text):
        sure = 0.0 if match.group() == noun else -0.05
        yield from (c.better(sure, f"“{match.group()}”") for c in _around(parse, view, match))


def _around(parse: Parse, view: View, noun: re.Match[str]) -> Iterator[Candidate]:
    """Names beside the noun; else what 是, 为, 在 give it, or the clause that is said to be it."""
    names = wanted(parse, view, ("Person",) if _PERSON.search(noun.group()) else types_asked(parse))
    beside = [
        m
        for m in names
        if m.start - view.start == noun.end() or re.fullmatch(r"[“《]", view.text[noun.end() : m.start - view.start])
    ]
    told = re.compile(_TOLD).match(view.text, noun.end())
    if told:
        end = view.clause_span(told.end())[1] if told.end() < len(view.text) else told.end()
        inside = [m for m in names if told.end() <= m.start - view.start < end]
        beside = beside or ([inside[0]] if inside and inside[0].start - view.start - told.end() <= 6 else [])
    if beside:
        members = run(view, names, beside[0])
        answers = tuple(dict.fromkeys(m.text for m in members))
        if parse.asked == "Place" and told:  # 青禾市主城区: the place goes on behind the name that is known
            stop = _CLOSE.search(view.text, told.end())
            whole = view.text[members[0].start - view.start : stop.start() if stop else len(view.text)]
            answers = (whole,) if len(whole) <= 12 else answers
        found = bound(parse, view, members[0].start - view.start, answers, "list" if len(answers) > 1 else "span").better(
            0.18, "所称之名"
        )
        yield counted(parse, found) if parse.plural else found
    elif _PERSON.search(noun.group()) and (person := _NAMED.match(view.text, noun.end())):
        yield bound(parse, view, noun.end(), (person["name"],)).better(0.15, "职务后的姓名")
    elif parse.asked != "Person":
        yield from _phrases(parse, view, noun, told)
    yield from _preceding(parse, view, noun)


def _phrases(parse: Parse, view: View, noun: re.Match[str], told: re.Match[str] | None) -> Iterator[Candidate]:
    quoted = re.compile(r"(?:叫|名为|是|为)?[“「《](?P<what>[^”」》]{2,24})[”」》]").match(view.text, noun.end())
    if quoted:
        if not asked_already(parse, quoted["what"]):
            yield bound(parse, view, quoted.start("what"), (quoted["what"],)).better(0.2, "所称之名")
        return
    if told is None:
        return
    stop = _CLOSE.search(view.text, told.end())
    text = view.text[told.end() : stop.start() if stop else len(view.text)].strip('“”" ')
    if 1 < len(text) <= 40 and not asked_already(parse, text):
        parts = tuple(p for p in re.split(r"、|和(?!平)|以及|与", text) if p) if parse.plural else (text,)
        found = bound(parse, view, told.end(), parts, "list" if len(parts) > 1 else "span").better(0.12, "所称之事")
        yield counted(parse, found) if parse.plural else found


def _preceding(parse: Parse, view: View, noun: re.Match[str]) -> Iterator[Candidate]:
    """X是最大的短板, X担任主任: what stands before the copula."""
    before = view.text[: noun.start()]
    names = wanted(parse, view, ("Person",))
    post = re.search(r"(?:担任|出任|兼任|任|当选为?)[^，。；]{0,14}$", before)
    if post:
        left = [m for m in names if m.end - view.start == post.start()]
        if left:
            yield bound(parse, view, left[0].start - view.start, (left[0].text,)).better(0.18, "担任")
            return
    match = _BEFORE.search(before)
    if match and parse.asked in ("name", "clause", "why", "list"):
        what = _SAID.sub("", match["what"]).strip("“” ")
        if len(what) >= 2 and not asked_already(parse, what):
            yield bound(parse, view, match.start("what"), (what,)).better(0.12, "所称之事")
