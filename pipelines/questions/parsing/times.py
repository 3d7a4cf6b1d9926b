"""The times that a question asks for: periods of what it wants to know, not dates of the documents that are to tell it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.model import Mention, TimeExpression
from pipelines.language.components import Analysis

_BARE_YEAR = re.compile(r"(?<![\d.,-])20\d\d(?=和|与|、|到|至|两年|年|[，,。？?）) ]|$)")
_DOCUMENT = "白皮书|蓝皮书|报告|报道|研报|榜单|讲义|盘点|访谈|专访|文章|新闻|消息|通稿|稿件|政策|文件|通知|纲要|方案|规划"
# What a document's date is followed by, and what shows that the document is the source: 据…, …里, （…白皮书）
_DATES_DOCUMENT = re.compile(rf"(?:的|版|发布的|公布的|那份|那篇|这份)?[^，。？?（()）的]{{0,8}}?(?:{_DOCUMENT})(?P<after>.?)")
_SOURCE_AFTER = frozenset("里中上说称，,：:）)推测显披指提")
_SOURCE_BEFORE = re.compile(r"(?:按照?|根?据|依据|从|（|\()[^，。？?]{0,10}$")


def asked_times(analysis: Analysis, mentions: Sequence[Mention]) -> tuple[TimeExpression, ...]:
    """Times of the question in order, without those in names of documents and events, or that date a document named as source.

    A number of four digits that counts something (2000个机柜) is no year.
    """
    text = analysis.text
    times = analysis.times or _bare_years(text)
    named = [(m.start, m.end) for m in mentions if m.type in ("Policy", "Event")]
    return tuple(
        time for time in times if not any(s <= time.start and time.end <= e for s, e in named) and not _dates_source(text, time)
    )


def _bare_years(text: str) -> tuple[TimeExpression, ...]:
    """Years without 年, where what follows shows that nothing is counted: 2024和2025两年."""
    return tuple(TimeExpression(m.start(), m.end(), m.group(), m.group(), "stated") for m in _BARE_YEAR.finditer(text))


def _dates_source(text: str, time: TimeExpression) -> bool:
    """Whether the time is the date of a document that is to tell the answer: （2025年白皮书）, 按某社2025年8月21日的报道."""
    document = _DATES_DOCUMENT.match(text, time.end)
    if document is None:
        return False
    return document["after"] in _SOURCE_AFTER and bool(document["after"]) or bool(_SOURCE_BEFORE.search(text[: time.start]))
