"""An English question as an equivalent small Chinese one: a gloss by lexicon and word order, not a translation."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from pipelines.questions.english.clauses import Clause
from pipelines.questions.english.phrases import Phrase, Reader
from pipelines.questions.english.tokens import Token, tokens_of

_BEFORE_TIME = frozenset(
    [
        "in",
        "at",
        "by",
        "on",
        "of",
        "during",
        "since",
        "until",
        "till",
        "for",
        "over",
        "from",
        "between",
        "as",
        "through",
        "throughout",
        "within",
        "than",
        "to",
        "and",
    ]
)
_UNITS = ("元", "美元", "纳米", "毫秒", "千瓦时", "核时")
_PLAN = re.compile(r"(?:计划|方案|意见|政策|规划|办法|通知|规定|要求|标准|纲要|指引|措施)$")


@dataclass(frozen=True, slots=True)
class Gloss:
    """The Chinese question, and the words of the English one that have no Chinese in it."""

    text: str
    unknown: tuple[str, ...] = ()


@lru_cache(maxsize=512)
def gloss(question: str) -> Gloss:
    """The gloss of ``question`` (NFKC), whose names may stand in Chinese already. Total: what cannot be read stays as it is."""
    tokens = [token for token in tokens_of(question) if not token.has("skipped")]
    tokens, times = _without_times(tokens)
    tokens, sources = _without_sources(tokens)
    tokens, unit = _without_unit(tokens)
    lead, tokens, choice = _sides(tokens)
    clause = Clause(tokens)
    said = clause.words()
    if choice:
        said = f"{'和'.join(choice)}，{said}" if len(choice) == 2 else f"{'、'.join(choice[:-1])}和{choice[-1]}，{said}"
    text = "".join([*(f"{source}，" for source in sources), lead, times, said])
    if unit:
        text = text.replace("多少", "多少" + unit, 1)
    return Gloss(_tidy(text) + "？", tuple(dict.fromkeys(clause.unknown)))


def _without_times(tokens: Sequence[Token]) -> tuple[list[Token], str]:
    """The tokens without times and the prepositions before them; the times in Chinese, as they stand at the head of a question."""
    left: list[Token] = []
    said: list[tuple[str, str]] = []
    for token in tokens:
        if not token.has("time"):
            left.append(token)
            continue
        way = ""
        while left and left[-1].has("determiner") and not left[-1].has("relative"):
            left.pop()
        if left and left[-1].text.lower() in _BEFORE_TIME and not (left[-1].text.lower() == "and" and not said):
            way = left.pop().text.lower()
            if left and left[-1].text.lower() in ("as", "compared"):
                left.pop()
        said.append((way, token.senses["time"]))
    words = [time for _, time in said]
    ways = [way for way, _ in said]
    if len(said) == 2 and (ways[0] in ("between", "from") or ways[1] == "to"):
        return left, f"从{words[0]}到{words[1]}，"
    if len(said) == 2 and ways[1] == "than":
        return left, f"{words[0]}比{words[1]}"
    if len(said) == 1 and ways[0] == "by":
        return left, f"到{words[0]}"
    return left, "和".join(words)


def _without_sources(tokens: list[Token]) -> tuple[list[Token], list[str]]:
    """The tokens without who says it (according to A) and which document sets it (under the plan); these in Chinese."""
    said: list[str] = []
    at = 0
    while at < len(tokens):
        token = tokens[at]
        if token.has("sources"):
            reader = Reader(tokens, at + 1)
            found: Phrase | None = reader.phrase()
            if found and (token.text != "under" or _PLAN.search(found.zh)):
                said.append(token.senses["sources"] + found.zh)
                end = reader.at + (reader.peek().text == ",")
                begin = at - (at > 0 and tokens[at - 1].text == ",")
                tokens = [*tokens[:begin], *tokens[end:]]
                at = begin
                continue
        at += 1
    return tokens, said


def _without_unit(tokens: list[Token]) -> tuple[list[Token], str]:
    """The tokens without the unit that the answer is wanted in (in EFLOPS, in yuan); that unit."""
    for at, token in enumerate(tokens[1:], 1):
        said = next(iter(token.senses.values()), "")
        if (
            tokens[at - 1].text.lower() == "in"
            and at > 1
            and (said in _UNITS or re.fullmatch(r"[EPTGM](?:FLOP/?[Ss]|OPS|W|B)", said))
        ):
            return [*tokens[: at - 1], *tokens[at + 1 :]], said
    return tokens, ""


def _sides(tokens: list[Token]) -> tuple[str, list[Token], list[str]]:
    """What is offered for choice before or behind the question (A or B: whose ...; which ..., A or B), and other words before it."""
    asks = next((i for i, t in enumerate(tokens) if t.has("question") and not (i and tokens[i - 1].has("nouns", "name"))), None)
    if asks is None:
        return "", tokens, []
    if asks and tokens[asks - 1].text in (",", ":"):
        reader = Reader(tokens[: asks - 1])
        among = reader.take("prepositions")
        found = reader.phrase(attach=True)
        if found and found.parts and reader.at >= asks - 1:
            return "", tokens[asks:], list(found.parts)
        if found and reader.at >= asks - 1:
            word = "在" if among and among.text.lower() in ("in", "at", "on", "within") else ""
            return f"{word}{found.zh}，" if not word else f"{found.zh}", tokens[asks:], []
    comma = next((i for i in range(len(tokens) - 1, asks, -1) if tokens[i].text in (",", ":")), None)
    if comma is not None:
        reader = Reader(tokens, comma + 1)
        found = reader.phrase()
        if found and len(found.parts) > 1 and reader.done and any(t.text.lower() == "or" for t in tokens[comma:]):
            return "", tokens[:comma], list(found.parts)
    return "", tokens, []


def _tidy(text: str) -> str:
    text = re.sub(r"的{2,}", "的", text)
    text = re.sub(r"的(?=[，？]|是多少的)|(?<=[，])的|^的", "", text)
    return re.sub(r"，{2,}", "，", text)
