"""What a question asks for, and by which operation on figures."""

from __future__ import annotations

import re

from kg.indicators import Indicator
from pipelines.questions.parsing.comparison import compared
from pipelines.questions.parsing.computed import computed_operation
from pipelines.questions.words import AskedRule, question_words

_LEVEL = re.compile(r"(什么|啥|何种)(水平|规模|量级|程度|位置|名次|范围|区间)")
_WHOSE = re.compile(r"[哪谁]|\b(?:which|who)", re.IGNORECASE)
_TOTAL = re.compile(r"总共|一共|共计|合计|总额")


def asked_operation(text: str, rule: AskedRule | None) -> str:
    """The operation; whose figure is the largest is asked before what figure, and a group's total is a sum."""
    words = question_words()
    told = computed_operation(text, any(True for _ in compared(text)))
    if told in ("same", "met", "trend"):
        return told
    if rule is not None and rule.type not in ("figure", "why", "how", "date", "clause", "list"):
        return words.extreme(text) or told or words.operation(text)
    if rule is not None and rule.type == "date" and words.extreme(text):
        return words.extreme(text) or "lookup"
    if told:
        return told
    if words.members(text) and _TOTAL.search(text):
        return "sum"
    return words.operation(text)


def asked_kind(rule: AskedRule | None, operation: str, found: tuple[Indicator, ...], text: str) -> str:
    """What kind of thing answers the question. Without a question word a known indicator asks for its figure."""
    figures = operation in ("growth_base", "growth", "share", "ratio", "difference", "sum", "mean", "convert")
    if rule is None and operation in ("max", "min") and _WHOSE.search(text):
        return "name"
    if rule is None:
        return "figure" if found or figures else "clause"
    if figures and rule.type in ("name", "list", "how"):
        return "figure"
    if rule.type == "name" and found and _LEVEL.search(text):
        return "figure"
    return rule.type
