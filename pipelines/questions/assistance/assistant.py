"""Lets a language model help with one answer: rephrase a question that would be declined, word an answer. Both only after checks."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, replace

from kg.errors import LanguageModelFailed
from kg.model import Answer
from pipelines.questions.assistance import rewriting, worded
from pipelines.questions.assistance.model import LanguageModel, Request
from pipelines.questions.assistance.prompts import rewrite_request, wording_request
from pipelines.questions.assistance.replies import Rewrites, Worded, read
from pipelines.questions.assistance.trace import Objection, Step, Verdict
from pipelines.questions.parse import MAX_QUESTION, Parse

_MOST = 3  # rewrites looked at
_PLAIN = ("fact", "derived", "text")  # states whose answer gives one side and no hypothesis
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Assisted:
    """An answer, and what the model was asked on the way to it."""

    answer: Answer
    steps: tuple[Step, ...]


class Assistant:
    """Improves answers with a language model that it does not trust; without a usable reply an answer stays as it is."""

    def __init__(self, model: LanguageModel, parse: Callable[[str], Parse], words_answers: bool = True) -> None:
        self._model = model
        self._parse = parse
        self._words_answers = words_answers

    def improved(self, answer: Answer, ask: Callable[[str], Answer]) -> Assisted:
        """``answer`` with the model's help; ``ask`` answers a rewritten question, and is the only source of answers."""
        steps: list[Step] = []
        question, begun, before = answer.question, time.perf_counter(), answer.elapsed_ms
        if answer.state == "not_in_corpus" and 0 < len(question.strip()) <= MAX_QUESTION:
            answer = self._rephrased(answer, ask, steps)
        if self._words_answers and _bare(answer):
            answer = self._worded(answer, steps)
        for step in steps:
            _log.info("%s", step.logged())
        if answer.rewritten is not None:
            english = self._parse(question).english
            answer = replace(answer, answer=_note(answer.rewritten, english) + answer.answer)
        elapsed = before + (time.perf_counter() - begun) * 1000
        return Assisted(replace(answer, question=question, elapsed_ms=elapsed), tuple(steps))

    def _rephrased(self, declined: Answer, ask: Callable[[str], Answer], steps: list[Step]) -> Answer:
        """The answer of the first rewrite that holds and has one; ``declined`` where none does."""
        original = self._parse(declined.question)
        request = rewrite_request(original.question)
        try:
            reply = self._model.complete(request)
            offered = read(Rewrites, reply).rewrites[:_MOST]
        except LanguageModelFailed as error:
            steps.append(_failed(request, error))
            return declined
        verdicts: list[Verdict] = []
        found = declined
        for rewrite in offered:
            objections = rewriting.objections(original, rewrite, self._parse(rewrite.question))
            answer = declined if objections else ask(rewrite.question)
            if not objections and answer.abstained:
                objections = (Objection("改写后也没有答案"),)
            verdicts.append(Verdict(rewrite.question, objections))
            if not objections:
                found = replace(answer, rewritten=rewrite.question)
                break
        steps.append(Step(request.task, request.instructions, request.data, reply, "", tuple(verdicts)))
        return found

    def _worded(self, answer: Answer, steps: list[Step]) -> Answer:
        request = wording_request(answer.question, answer)
        try:
            reply = self._model.complete(request)
            wording = read(Worded, reply).answer.strip()
        except LanguageModelFailed as error:
            steps.append(_failed(request, error))
            return answer
        objections = worded.objections(wording, answer, worded.sources_of(answer.question, answer))
        steps.append(Step(request.task, request.instructions, request.data, reply, "", (Verdict(wording, objections),)))
        return answer if objections else replace(answer, answer=wording, reworded=True)


def _bare(answer: Answer) -> bool:
    """Whether the answer carries no warning or remark, which has to keep its words."""
    return answer.state in _PLAIN and not (answer.repairs or answer.reason or answer.parse.get("understood"))


def _failed(request: Request, error: LanguageModelFailed) -> Step:
    return Step(request.task, request.instructions, request.data, failure=str(error))


def _note(rewritten: str, english: bool) -> str:
    """What an answer says first that was reached by another question than the one asked."""
    return f"Read as “{rewritten}” (rephrased by a language model). " if english else f"按“{rewritten}”理解（由语言模型改写）。"
