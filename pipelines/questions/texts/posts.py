"""Candidates about people's posts: what post somebody has, and of which body."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipelines.questions.evidence import View
from pipelines.questions.parse import Parse
from pipelines.questions.score import Candidate
from pipelines.questions.texts.common import asked_already, bound, scored

_TITLE = (
    r"(?:部长|主任|院长|总工程师|工程师|局长|司长|市长|省长|书记|主席|总裁|董事长|总经理|经理|首席执行官|CEO|院士|教授|研究员|会长|秘书长|所长|校长|"
    r"创始人|负责人|发言人|总监|专家|分析师|厂长|处长|厅长|县长|区长|首席[\u4e00-\u9fff]{2,4})"
)
_POST = rf"(?:[^，。；、“”]{{0,20}}?{_TITLE})"
_TITLE_BEFORE = re.compile(rf"(?:^|[，。；、：]|正如|据|由|和|与)?({_POST})$")
_TITLE_AFTER = re.compile(rf"(?:，|（|是|担任|任)({_POST})")
_OF_BODY = re.compile(rf"(?:的|哪[家所个][^，。？?]{{0,4}}的?)(?P<title>{_TITLE})[？?]?$")
_BODY = r"(?P<body>[\u4e00-\u9fffA-Za-z]{2,14}?(?:大学|学院|公司|研究院|研究所|集团|实验室|中心|局|委|部|厅|协会|学会|银行|证券))"


def post_candidates(parse: Parse, view: View) -> Iterator[Candidate]:
    """The title before or after a person's name: 工业和信息化部总工程师赵志国."""
    for mention in view.mentions:
        if mention.type != "Person" or not asked_already(parse, mention.text, mention.canonical):
            continue
        before = _TITLE_BEFORE.search(view.text[: mention.start - view.start])
        after = _TITLE_AFTER.match(view.text[mention.end - view.start :])
        title = before[1] if before else after[1] if after else None
        if title:
            yield scored(parse, view, mention.start - view.start, (title,)).better(0.3, "人名旁的职务")


def body_candidates(parse: Parse, view: View) -> Iterator[Candidate]:
    """哪所大学的院长: the body that stands before that title."""
    asked = _OF_BODY.search(parse.question)
    if asked is None:
        return
    for match in re.finditer(rf"(?:^|[，。；、：]){_BODY}[^，。；、]{{0,10}}?{re.escape(asked['title'])}", view.text):
        if not asked_already(parse, match["body"]):
            yield bound(parse, view, match.start("body"), (match["body"],)).better(0.25, f"{asked['title']}所属")
