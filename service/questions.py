"""Questions to an open data folder: answers by the graph and the passages alone, or with a language model's help where one is configured."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property, partial
from typing import TYPE_CHECKING

from kg.model import Answer
from kg.passages import PassageIndex
from kg.settings import LanguageModelAddress
from kg.store import GraphStore
from pipelines.questions.answer import Asker
from pipelines.questions.assistance.trace import explained
from pipelines.questions.parse import Parse
from service.turns import Turns

if TYPE_CHECKING:
    from pipelines.questions.assistance.assistant import Assistant


class Questions:
    """Safe to call from several threads. Reads the graph by turns; while a language model is waited for, it holds none."""

    def __init__(self, store: GraphStore, index: PassageIndex, turns: Turns, address: LanguageModelAddress | None) -> None:
        self._store = store
        self._index = index
        self._turns = turns
        self._address = address

    @cached_property
    def _asker(self) -> Asker:
        return Asker(self._store, self._index)

    @cached_property
    def assistant(self) -> Assistant | None:
        """The language model's helper; None where no language model is configured."""
        if self._address is None:
            return None
        from pipelines.questions.assistance.assistant import Assistant
        from service.language_model import HttpLanguageModel

        return Assistant(HttpLanguageModel(self._address), self._parsed, self._address.wording)

    def ask(self, question: str, dense: bool = True) -> Answer:
        """One answer; a language model may rephrase the question and word the answer, where one is configured."""
        answer = self.unaided(question, dense)
        return answer if self.assistant is None else self.assistant.improved(answer, partial(self.unaided, dense=dense)).answer

    def unaided(self, question: str, dense: bool = True) -> Answer:
        """One answer by the graph and the passages alone."""
        with self._turns.reading():
            answer = self._asker.ask(question, dense)
        return replace(answer, question=question)  # as asked, not as normalised

    def explain(self, question: str) -> str:
        """How ``question`` is answered, with what a language model was asked and what of its replies was dropped."""
        with self._turns.reading():
            text = self._asker.explain(question)
        if self.assistant is None:
            return text
        steps = self.assistant.improved(self.unaided(question), self.unaided).steps
        return "\n".join([text, *explained(steps)])

    def _parsed(self, question: str) -> Parse:
        with self._turns.reading():
            return self._asker.parsed(question)
