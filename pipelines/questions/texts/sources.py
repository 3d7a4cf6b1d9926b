"""Candidates for who published or said a figure: 据X数据, X统计显示."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipelines.questions.evidence import View
from pipelines.questions.parse import Parse
from pipelines.questions.score import Candidate
from pipelines.questions.texts.common import bound
from pipelines.questions.texts.mentions import types_asked, wanted

_ASKS_SOURCE = re.compile(
    r"(?:数据|数字|统计|说法|预测|结果|报告|测算|口径)[^，。？?]{0,6}(?:谁|哪)|(?:谁|哪[家个一][^，。？?]{0,4})(?:统计|测算|预测|给出|公布|发布|估算|的数据|说)"
)
_BEHIND = re.compile(r"(?:最新|近日|日前)?(?:的|发布的?|公布的?)?(?:最新)?(?:数据|统计|测算|报告|监测|预测|预计|调查|消息)")


def source_candidates(parse: Parse, view: View) -> Iterator[Candidate]:
    """Names that the sentence gives as the source of what it tells."""
    if not _ASKS_SOURCE.search(parse.question):
        return
    for mention in wanted(parse, view, types_asked(parse)):
        if _BEHIND.match(view.text, mention.end - view.start):
            yield bound(parse, view, mention.start - view.start, (mention.text,)).better(0.24, "数据来源")
