"""Candidates from stated relations: the other end of an edge whose one end and predicate the question names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from pipelines.questions.content import Term, fold, match
from pipelines.questions.evidence import View
from pipelines.questions.parse import Parse
from pipelines.questions.periods import fits
from pipelines.questions.render import period_words
from pipelines.questions.score import Candidate, explained, layers, missing_names
from pipelines.questions.texts.asked import shape
from pipelines.questions.texts.common import serial
from pipelines.questions.texts.divisions import above, level_asked, levels
from pipelines.questions.words import question_words

_ASKS = {
    "who": ("Person", "Organization"),
    "name": ("Organization", "Chip", "Model", "Policy", "Center", "Event", "Place"),
    "list": ("Organization", "Chip", "Model", "Policy", "Center", "Event", "Place"),
}
_DEEDS = ("madeBy", "builtBy", "operatedBy", "issuedBy", "issuedOn")  # a verb of another deed (代工) does not ask for these
_DATE = re.compile(r"\d{4}(-\d\d){0,2}")


@dataclass(frozen=True, slots=True)
class Edge:
    """A statement of the graph with the sentence it stands in. ``object_type`` is None for a literal."""

    subject: str
    subject_type: str
    predicate: str
    object: str
    object_type: str | None
    confidence: float
    inferred: bool
    sentence: str


def relation_candidates(parse: Parse, edges: Iterable[Edge], views: dict[str, View]) -> Iterator[Candidate]:
    """Candidates from ``edges`` whose sentence is among ``views`` (by sentence IRI)."""
    found: dict[tuple[str, str, bool], list[tuple[Edge, Candidate]]] = {}
    for edge in edges:
        view = views.get(edge.sentence)
        if view is None or edge.predicate not in parse.predicates:
            continue
        for known, sought, kind, forward in (
            (edge.subject, edge.object, edge.object_type, True),
            (edge.object, edge.subject, edge.subject_type, False),
        ):
            candidate = _candidate(parse, view, edge, (known, sought, kind))
            if candidate:
                found.setdefault((known, edge.predicate, forward), []).append((edge, candidate))
    for rows in found.values():
        yield from _together(parse, [candidate for _, candidate in rows])


def _candidate(parse: Parse, view: View, edge: Edge, way: tuple[str, str, str | None]) -> Candidate | None:
    known, sought, kind = way
    if not _sought(parse, sought, kind, edge.predicate) or _named(parse, sought):
        return None
    anchor = _anchor(parse, known)
    if anchor is None:
        return None
    level = level_asked(parse.question) if kind == "Place" else None
    if level and level not in levels(sought):
        higher = above(sought, level)
        if higher is None or _named(parse, higher):
            return None
        sought = higher
    answer = period_words(sought, parse.english) if _DATE.fullmatch(sought) else sought
    at = view.text.find(sought)
    around = [*layers(view, at if at >= 0 else None, f"{known} {edge.predicate}"), (fold(known), 1.0)]
    told = frozenset(t.text for t in parse.terms if _says(edge.predicate, t))
    score = explained(parse, around, told) if len(told) < len(parse.terms) else 0.8
    candidate = Candidate("relation", (answer,), score, (view,)).better(0.1, f"{edge.predicate}关系")
    said = shape(parse).said
    deed = _pattern("issuedBy" if edge.predicate == "issuedOn" else edge.predicate)
    if said and len(said) > 1 and edge.predicate in _DEEDS and not deed.search(said):
        candidate = candidate.better(-0.15, f"问的是“{said}”")
    if edge.inferred:
        candidate = candidate.better(-0.08, "仅由名称推知")
    for term in missing_names(parse, around):
        candidate = candidate.better(-0.25, f"没有提到{term.text}").breaking(term.text)
    return serial(parse, view, max(at, 0), candidate)


def _sought(parse: Parse, sought: str, kind: str | None, predicate: str) -> bool:
    """Does this end of the edge have the type asked for?"""
    if parse.asked == "date":
        return predicate == "issuedOn" and bool(_DATE.fullmatch(sought)) and _in_time(parse, sought)
    if kind is None:
        return parse.asked in ("name", "list", "clause", "how") and predicate == "hasTarget"
    return kind in _ASKS.get(parse.asked, (parse.asked,))


def _in_time(parse: Parse, value: str) -> bool:
    return not parse.periods or any(fits(a, value) for a in parse.periods)


def _named(parse: Parse, name: str) -> bool:
    return any(n.canonical == name for n in parse.names) or fold(name) in fold(parse.question)


def _anchor(parse: Parse, known: str) -> Term | None:
    """The term of the question that names the known end."""
    folded = fold(known)
    return next((t for t in parse.terms if t.name and (t.canonical == known or match(t, folded) > 0.9)), None)


def _says(predicate: str, term: Term) -> bool:
    return not term.name and bool(_pattern(predicate).search(term.text))


def _pattern(predicate: str) -> re.Pattern[str]:
    return next(p for name, p in question_words().relations if name == predicate)


def _together(parse: Parse, rows: list[Candidate]) -> Iterator[Candidate]:
    """Several objects of one subject are one list where a list is asked for."""
    best = max(rows, key=lambda c: (c.score, c.answers))
    if not parse.plural:
        yield from rows
        return
    answers = tuple(dict.fromkeys(a for c in rows if c.score >= best.score - 0.15 for a in c.answers))
    views = tuple(dict.fromkeys(v for c in rows for v in c.views))
    yield replace(best, kind="list", answers=answers, views=views)


def agreed(candidates: Sequence[Candidate]) -> list[Candidate]:
    """A stated relation whose own sentence gives the same answer by its words is as good as they are: it becomes the better of two."""
    spans = [c for c in candidates if c.kind in ("span", "list") and not c.broken]
    return [_backed(c, spans) if c.kind == "relation" and not c.broken else c for c in candidates]


def _backed(relation: Candidate, spans: Sequence[Candidate]) -> Candidate:
    called = {fold(m.text): fold(m.canonical) for m in relation.views[0].mentions}

    def entities(candidate: Candidate) -> set[str]:
        return {called.get(fold(answer), fold(answer)) for answer in candidate.answers}

    same = [c for c in spans if c.views == relation.views and c.score >= relation.score and entities(c) == entities(relation)]
    best = max((c.score for c in same), default=0.0)
    return relation.better(best - relation.score + 0.01, "原句如此说") if same else relation
