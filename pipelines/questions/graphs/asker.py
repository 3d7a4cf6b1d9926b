"""Question -> Answer over any graph: cut, grow, finish, compile, run, decide, put into words."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path

from pyoxigraph import Store

from kg.model import Answer
from kg.rdf_file import load_rdf
from pipelines.questions.graphs.explain import explanation
from pipelines.questions.graphs.finish import Finisher
from pipelines.questions.graphs.grammar import Grammar
from pipelines.questions.graphs.grow import Grower
from pipelines.questions.graphs.labels import Labels, read_labels
from pipelines.questions.graphs.pattern import Parse
from pipelines.questions.graphs.question import Item, Question, cuts, named_atoms, read_question
from pipelines.questions.graphs.reading import read_schema
from pipelines.questions.graphs.run import LEAST, Outcome, Runner
from pipelines.questions.graphs.schema import Schema
from pipelines.questions.graphs.shown import Shown
from pipelines.questions.graphs.slips import Slips
from pipelines.questions.graphs.wording import Wording
from pipelines.questions.graphs.words import spelling

_PARSES = 200  # kept of all cuts


class GraphAsker:
    """Answers questions from one RDF graph, by its own labels. The index is read when the first question comes."""

    def __init__(self, store: Store, name: str) -> None:
        self._store = store
        self._name = name

    @classmethod
    def of_file(cls, path: Path) -> GraphAsker:
        """The asker of an RDF file. Raises GraphUnreadable."""
        return cls(load_rdf(path), path.name)

    @cached_property
    def _schema(self) -> Schema:
        return read_schema(self._store)

    @cached_property
    def _labels(self) -> Labels:
        return read_labels(self._schema)

    @cached_property
    def _grammar(self) -> Grammar:
        return Grammar(self._schema, self._labels)

    @cached_property
    def _slips(self) -> Slips:
        return Slips(spelling(name) for name in self._labels.names.values())

    def ask(self, text: str) -> Answer:
        """One answer; an abstention names what the graph does not have."""
        begun = time.perf_counter()
        question = read_question(text)
        ways, parses, outcomes = self._try(question)
        wording = Wording(question, self._schema, self._name, self._store)
        best = outcomes[-1] if outcomes else None
        if best is None or best.empty or best.parse.missing:
            answer = wording.abstention(ways, parses, outcomes)
        else:
            answer = wording.answer(best, outcomes)
        return replace(answer, question=text, elapsed_ms=(time.perf_counter() - begun) * 1000)

    def explain(self, text: str) -> str:
        """The cuts, parses with scores and reasons, the SPARQL, and why the winner won."""
        question = read_question(text)
        ways, parses, outcomes = self._try(question)
        return explanation(question, Shown(self._schema, self._store, question.language), ways, parses, outcomes)

    def _try(self, question: Question) -> tuple[list[tuple[Item, ...]], list[Parse], list[Outcome]]:
        ways = cuts(question, self._labels, None)
        if not ways or _needs_slips(question, ways[0]):
            ways = cuts(question, self._labels, self._slips)
        parses: list[Parse] = []
        named = frozenset(n for way in ways for n in named_atoms(question, way))
        for way in ways:
            finisher = Finisher(question, way, self._schema, self._grammar, named)
            for pattern in Grower(question, way, self._schema, self._grammar, named).patterns():
                parses += finisher.parses(pattern)
        parses.sort(key=lambda parse: -parse.score)
        kept = parses[:_PARSES]
        sure = [parse for parse in kept if parse.score >= LEAST]
        return ways, kept, Runner(self._store, self._schema).outcomes(sure)


def _needs_slips(question: Question, way: Sequence[Item]) -> bool:
    covered = {
        n for item in way for n in range(item.start, item.end) if item.weight >= 0.8 and (item.size > 1 or item.weight >= 1)
    }
    return any(n not in covered and n not in question.light for n in range(len(question.atoms)))
