"""Question words in Chinese, and sentences around them in Chinese order."""

from __future__ import annotations

import re
from dataclasses import replace

from pipelines.questions.english.measured import is_measure
from pipelines.questions.english.phrases import Phrase

_WHICH = {"颗": "款", "张": "款", "台": "款"}  # what tells kinds apart, where the measure word counts pieces
LOCATED = ("位于", "总部位于", "落户", "流向")
BLANK_VERBS = ("有", "提供", "拥有", "使用", "采用", "显示", "达到", "录得", "保持", "看到", "获得", "占", "作出", "为")
SHARES = ("份额", "比例", "占比")


def asked_words(found: Phrase) -> str:
    """The phrase with its question word in Chinese: 哪三家公司, 多少台服务器, 什么目标."""
    if found.asked == "who":
        return "谁"
    before, _, core = found.zh.rpartition("的") if found.asked in ("which", "what") else ("", "", found.zh)
    if before:
        return f"{before}的{asked_words(replace(found, zh=core))}"
    measure = _WHICH.get(found.measure, found.measure) if found.asked in ("which", "what") else found.measure
    measure = measure or "个"
    if found.asked == "how many":
        return f"多少{'' if re.fullmatch(r'[A-Z]{2,}', found.zh) or not found.measure or found.measure == found.zh else measure}{found.zh}"
    if found.asked == "how much":
        return f"多少{found.zh}"
    if found.asked == "whose":
        return f"谁的{found.zh}"
    if not found.head:
        return "什么"
    if found.number:
        return f"哪{found.number}{measure}{found.zh}"
    if found.plural:
        return f"哪些{found.zh}"
    return f"哪{measure}{found.zh}" if found.measure and found.measure != found.zh else f"什么{found.zh}"


def ordered(subject: str, verb: str, rest: dict[str, str]) -> str:
    """Subject, agent, place, verb, object."""
    said = subject
    for kind, word in (("agent", "由"), ("from", "从"), ("with", "与"), ("for", "为")):
        if kind in rest:
            said += word + rest[kind]
    if "place" in rest:
        said += "在" + rest["place"]
    said += rest.get("adverb", "") + verb + rest.get("object", "")
    return said + rest.get("to", "") + rest.get("degree", "")


def placed(wh: Phrase, about_whom: Phrase, said: str, rest: dict[str, str], lead: str | None) -> str:
    """Subject and verb are known: the question word stands behind the verb, at its place, or is a figure of the subject."""
    subject, thing, adverb = about_whom.zh, rest.get("object", ""), rest.get("adverb", "")
    place = rest.get("place") or ""
    about = "".join(f"{rest[kind]}的" for kind in ("place", "for", "of", "from") if kind in rest)
    if wh.head in SHARES and lead == "by":
        return f"{place}{subject}{adverb}{said}百分之多少"
    if wh.head in SHARES and "from" in rest:  # what share of its revenue did A get from B
        part = rest["from"] + ("收入" if wh.owner.endswith("收入") else "")
        return share(replace(wh, owner=f"{subject}的{wh.owner}"), part)
    if wh.head in SHARES:
        return share(wh, subject or thing, bool(subject) and not about_whom.head)
    if lead == "by":
        changed = said.replace("增长", "增加") if wh.head and wh.head not in ("百分点", "%") else said
        return f"{place}{subject}{adverb}{changed}{asked_words(wh) if wh.head else '多少'}"
    if wh.asked == "how many" and wh.zh == "times":
        return f"{place}{subject}{said}{thing}多少次"
    if lead in ("in", "at", "on", "from", "under", "to") or (
        lead is None and wh.asked in ("what", "which") and rest.get("left") in ("in", "at", "on", "under")
    ):
        word = {"from": "从", "to": "向", "under": "按照"}.get(lead or "", "在" if wh.measure != "份" else "按照")
        return f"{subject}{word}{asked_words(wh)}{adverb}{said}{thing}"
    if wh.asked == "how much" and said in ("投资", "投入", "支出") and not wh.head:
        return (
            f"{subject}在{place or rest.get('to', '')}{adverb}{said}多少"
            if place or "to" in rest
            else f"{subject}{adverb}{said}{thing}多少"
        )
    if wh.asked == "how much" and not wh.head:
        return f"{place}{subject}{adverb}{said}{thing}多少" if said != "花费" else f"{subject}{thing}的价格是多少"
    if wh.asked == "who":
        return f"{subject}{adverb}{said}{thing}谁"
    if (is_measure(wh.head) and wh.asked != "how many") or wh.asked == "how much":
        if rest.get("left") == "to":
            return f"{subject}将{thing}的{wh.zh}{said}到多少"
        if said in BLANK_VERBS or not said:
            return f"{subject}{'的' if subject else ''}{about}{thing}{wh.zh}{adverb}{verb_of_measure(said)}多少"
        if said in ("设定", "规定", "制定") and about:
            return f"{subject}{'对' if subject[-1:].isascii() else ''}{about}{wh.zh}是多少"
        if said in ("低于", "超过", "达到"):
            return f"{subject}的{about}{wh.zh}{said}多少"
        return f"{subject}{adverb}{said}{about}{thing}{'' if about and not thing else '的'}{wh.zh}是多少"
    if "agent" in rest:
        return f"{subject}由{rest['agent']}{said}{asked_words(wh)}"
    before = "".join(word + rest[kind] for kind, word in (("from", "从"), ("with", "与"), ("for", "为")) if kind in rest)
    return f"{subject}{before}{'在' + place if place else ''}{adverb}{said}{asked_words(wh)}{thing}"


def share(wh: Phrase, part: str, bare: bool = False) -> str:
    """B占A的比例是多少 of: share of A that B took; ``bare``: B only says which A (what share of A is new)."""
    whole = wh.owner or wh.zh.removesuffix(wh.head).removesuffix("的")
    if bare and whole:
        return f"{part}{whole}的占比是多少"
    return f"{part}占{whole}的比例是多少" if whole else f"{part}的{wh.zh}是多少"


def verb_of_measure(said: str) -> str:
    return said if said == "达到" else "是"


def placed_before(rest: dict[str, str]) -> str:
    return rest.get("adverb", "") + rest.get("place", "") + ("的" if rest.get("place") else "")
