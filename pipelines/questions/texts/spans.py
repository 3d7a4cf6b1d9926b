"""Candidates from the text of sentences, by what kind of thing the question asks for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pipelines.questions.evidence import View
from pipelines.questions.parse import Parse
from pipelines.questions.score import Candidate
from pipelines.questions.texts.common import asked_already, counted, is_question, scored, without_excepted
from pipelines.questions.texts.dates import date_candidates
from pipelines.questions.texts.frames import frame_candidates
from pipelines.questions.texts.labels import label_candidates
from pipelines.questions.texts.lists import list_candidates, spends
from pipelines.questions.texts.mentions import headed_candidates, mention_candidates, tally_candidates, types_asked, unlabelled
from pipelines.questions.texts.places import place_candidates
from pipelines.questions.texts.posts import body_candidates, post_candidates
from pipelines.questions.texts.replies import reply_candidates
from pipelines.questions.texts.respective import respective_candidates
from pipelines.questions.texts.slots import slots
from pipelines.questions.texts.sources import source_candidates
from pipelines.questions.texts.yesno import yes_no_candidates

_QUOTED = re.compile(r"[“\"「《]([^“”\"「」《》]{2,24})[”\"」》]")
_COUNTED = re.compile(
    r"(?:\d+(?:\.\d+)?|[数几][十百千万亿]+|[数几](?=[个月年天小分秒])|[二三四五六七八九十百千万亿两]+余?)[多余]?(?:大|个|家|张|月|年|天|小时|分钟|秒|台|座|项|款|类|种|位|条|倍|成|颗|名|层|%|[A-Za-z]+)"
)
_SLOTTED = ("name", "list", "clause", "figure", "how")  # a name of a type is found as a mention
_PREDICATE = re.compile(r"[也曾已将正还都就却]|可以|能够|应当|没有|不是")  # a name holds no adverb
_NUMERAL = re.compile(r"[\d一二三四五六七八九十百千万亿两数几]")
_DURATION = re.compile("(?:年|月|天|日|小时|分钟|秒)$")


def span_candidates(parse: Parse, views: Iterable[View]) -> Iterator[Candidate]:
    """Spans of the asked-for type in ``views``, each scored by what stands around it."""
    parse = without_excepted(parse)
    for view in views:
        yield from slot_candidates(parse, view)
        yield from reply_candidates(parse, view)
        if parse.asked not in ("list", "name", "how", "clause", "figure") and spends(parse) and not is_question(view.text):
            yield from list_candidates(parse, view)
        if parse.post:
            yield from post_candidates(parse, view)
        if parse.asked == "date":
            yield from date_candidates(parse, view)
        elif parse.asked == "figure":
            yield from _numbers(parse, view)
            yield from tally_candidates(parse, view)
        elif parse.asked in ("why", "how", "clause"):
            yield from label_candidates(parse, view)
            yield from yes_no_candidates(parse, view) if parse.asked == "clause" else ()
            yield from list_candidates(parse, view) if parse.asked != "why" and not is_question(view.text) else ()
        elif parse.asked == "Place" and not parse.plural:
            yield from place_candidates(parse, view)
            yield from label_candidates(parse, view)
        else:
            yield from body_candidates(parse, view) if parse.asked == "Organization" else ()
            yield from source_candidates(parse, view)
            yield from respective_candidates(parse, view)
            yield from frame_candidates(parse, view)
            yield from label_candidates(parse, view)
            yield from _named(parse, view)


def _named(parse: Parse, view: View) -> Iterator[Candidate]:
    if is_question(view.text):
        return
    if parse.asked in ("list", "name"):
        yield from headed_candidates(parse, view) if parse.asked == "name" else ()
        yield from _quoted(parse, view)
        yield from mention_candidates(parse, view, types_asked(parse))
        yield from list_candidates(parse, view)
        return
    yield from headed_candidates(parse, view)
    yield from mention_candidates(parse, view, types_asked(parse))
    if parse.plural:
        yield from list_candidates(parse, view)


def slot_candidates(parse: Parse, view: View) -> Iterator[Candidate]:
    """What stands in the sentence where the question has its question word, between the same neighbours."""
    if parse.asked not in _SLOTTED:
        return
    for start, text, strength in slots(parse.question, view.text):
        if parse.asked == "figure" and not _number_asked(parse, text):
            continue
        end = view.start + start + len(text)
        if any(o.start < end and view.start + start < o.start + len(o.surface) for o in view.observations):
            continue
        if parse.asked == "name" and _PREDICATE.search(text):
            continue
        if not asked_already(parse, text) and (parse.asked != "clause" or len(text) > 4):
            yield scored(parse, view, start, (text,)).better(strength, "与问句同位")


def _number_asked(parse: Parse, text: str) -> bool:
    return bool(_NUMERAL.search(text)) and (not parse.unit or parse.unit in text)


def _numbers(parse: Parse, view: View) -> Iterator[Candidate]:
    """Numbers that are no observations (数千张, 八大枢纽): they answer where nothing better does."""
    known = [(o.start - view.start, o.start - view.start + len(o.surface)) for o in view.observations]
    for match in _COUNTED.finditer(view.text):
        start, end = match.span()
        if any(a < end and start < b for a, b in known) or any(t.start < end and start < t.end for t in view.times):
            continue
        same = _DURATION.search(match.group()) if parse.duration else parse.unit and match.group().endswith(parse.unit)
        if same and not asked_already(parse, match.group()):
            yield scored(parse, view, start, (match.group(),)).better(0.04, "量词相同")


def _quoted(parse: Parse, view: View) -> Iterator[Candidate]:
    for match in _QUOTED.finditer(view.text):
        if not asked_already(parse, match[1]):
            found = unlabelled(parse, view, scored(parse, view, match.start(1), (match[1],)).better(0.03, "引号内"))
            yield counted(parse, found) if parse.plural else found
