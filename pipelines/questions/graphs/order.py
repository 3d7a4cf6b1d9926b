"""Word order where the types leave open who does what to whom: 朔河注入哪条河, 哪些河注入朔河, 李白的父亲, 谁的父亲是李白."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipelines.questions.graphs.pattern import Link, Pattern
from pipelines.questions.graphs.question import Item, Question
from pipelines.questions.graphs.schema import Property, Schema
from pipelines.questions.graphs.words import key

_AGENT = re.compile(r"(?:由|被|让|给)$")
_OF = re.compile(r"^ ?(?:of|to)\b", re.IGNORECASE)
_ASKED_OWNER = re.compile(r"(?:谁|哪[个位条家座种]?|什么)的$|\bwhose $", re.IGNORECASE)
_TOLD_BY = re.compile(r"(?:自| of| to| from)$", re.IGNORECASE)
_WRONG, _TORN = 0.5, 0.15
_PASSIVE = re.compile(r"^ ?by\b", re.IGNORECASE)


def order_doubt(question: Question, items: Sequence[Item], pattern: Pattern, schema: Schema) -> float:
    """A half for each link between nodes of one type that runs against the order of the words, less for one torn from its neighbour."""
    named = [link for link in pattern.links if link.at >= 0]
    wrong = sum(_WRONG for link in named if not _runs_with(question, items, pattern, schema, link))
    return wrong + sum(_TORN for link in named if _torn(question, items, pattern, link))


def _torn(question: Question, items: Sequence[Item], pattern: Pattern, link: Link) -> bool:
    """Whether what stands directly beside the property (X的P, P of X) is no end of its link: then the words say something else."""
    place = next((n for n, item in enumerate(items) if item.start == link.at), None)
    if place is None:
        return False
    beside = _joined(question, items, place)
    if beside is None:
        return False
    owners = {n for n, node in enumerate(pattern.nodes) if node.at == beside.start}
    owners |= {end for other in pattern.links if other.at == beside.start for end in (other.source, other.target)}
    if not owners:
        return False
    ends = {link.source, link.target}
    for other in pattern.links:  # a statement node is passed through
        if {other.source, other.target} & ends and any(
            pattern.nodes[n].kind == "statement" for n in (other.source, other.target)
        ):
            ends |= {other.source, other.target}
    return not ends & owners


def _joined(question: Question, items: Sequence[Item], place: int) -> Item | None:
    """The item that 的, "of" or nothing joins to the one at ``place``."""
    item = items[place]
    if question.english:
        right = items[place + 1] if place + 1 < len(items) else None
        between = question.text[question.atoms[item.end - 1].end : question.atoms[right.start].start] if right else ""
        return right if re.fullmatch(r" of (?:the )?", between, re.IGNORECASE) else None
    left = items[place - 1] if place else None
    if left is None or left.limit is not None:
        return None
    between = question.text[question.atoms[left.end - 1].end : question.atoms[item.start].start]
    return left if between.strip("《》“” ") in ("的", "") else None


def _runs_with(question: Question, items: Sequence[Item], pattern: Pattern, schema: Schema, link: Link) -> bool:
    known = schema.properties[link.property]
    if not known.domains.keys() & known.ranges.keys():
        return True
    source, target = pattern.nodes[link.source], pattern.nodes[link.target]
    if source.types and target.types and not (source.types & known.ranges.keys() and target.types & known.domains.keys()):
        return True
    item = next((item for item in items if item.start == link.at), None)
    if item is None:
        return True
    if _named_from_the_other_end(question, item, known):
        source, target = target, source
    left, right = _neighbours(items, item)
    before = question.text[: question.atoms[item.start].start]
    after = question.text[question.atoms[item.end - 1].end :]
    if _ASKED_OWNER.search(before):
        return source.at < 0 or not source.given
    if question.english and _OF.match(after) and right is not None:
        return _subject(source.at, right.start, target.at)
    if question.english and _PASSIVE.match(after) and right is not None:
        return _subject(target.at, right.start, source.at) if left is None else _subject(source.at, left.start, target.at)
    if left is not None:
        named = question.text[: question.atoms[left.start].start]
        if _AGENT.search(named):
            return _subject(target.at, left.start, source.at)
        return _subject(source.at, left.start, target.at)
    if right is not None:
        return _subject(target.at, right.start, source.at)
    return True


def _named_from_the_other_end(question: Question, item: Item, known: Property) -> bool:
    """Whether the label tells whose value the subject is, and the question leaves that out: 续集 of 续集自, sequel of "sequel of"."""
    said = key(question.slice(item.start, item.end))
    return any(_TOLD_BY.search(text) and key(_TOLD_BY.sub("", text)) == said for text, _ in known.labels)


def _subject(expected: int, place: int, other: int) -> bool:
    """Whether the node at ``place`` of the question is the expected one, or neither is named there."""
    return expected == place or other != place


def _neighbours(items: Sequence[Item], item: Item) -> tuple[Item | None, Item | None]:
    """The nearest things and classes before and after a property."""
    nodes = [other for other in items if any(r.kind in ("thing", "class", "pair") for r in other.readings)]
    left = [other for other in nodes if other.end <= item.start]
    right = [other for other in nodes if other.start >= item.end]
    return (left[-1] if left else None), (right[0] if right else None)
