"""Question -> Answer: retrieve, make candidates, decide, put into words."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace

from kg.model import Answer
from kg.passages import PassageIndex
from kg.store import GraphStore
from pipelines.questions.chains import chain
from pipelines.questions.computing.compute import derived_candidates
from pipelines.questions.content import fold
from pipelines.questions.decide import LEAST, choose, ranked, state_of
from pipelines.questions.figures import figure_candidates
from pipelines.questions.naming.index import GraphNames
from pipelines.questions.naming.reading import Understood
from pipelines.questions.parse import Parse, parse
from pipelines.questions.pool import Pool, gather
from pipelines.questions.rivals import rivals
from pipelines.questions.score import Candidate
from pipelines.questions.texts.clauses import clause_candidates
from pipelines.questions.texts.definitions import definition_candidates
from pipelines.questions.texts.lists import run_on
from pipelines.questions.texts.parts import parts, together
from pipelines.questions.texts.relations import agreed, relation_candidates
from pipelines.questions.texts.spans import span_candidates
from pipelines.questions.wording import abstention, answered, parse_json, undecided

Solved = tuple[Pool, list[Candidate], Candidate | None]  # what was found, what may answer, what does

CERTAIN = 1.0  # from here on a figure that the graph has needs no search of passages, nor the import of their index (1 s)
SURE = 0.8  # from here on the dense arm would not change the answer: it is not asked


class Asker:
    """Answers questions from a graph and its passages."""

    def __init__(self, store: GraphStore, index: PassageIndex) -> None:
        self._store = store
        self._index = index
        self._names = GraphNames(store)

    def parsed(self, question: str) -> Parse:
        """The first reading of ``question`` with the graph's names."""
        return parse(question, self._names.index())

    def ask(self, question: str, dense: bool = True) -> Answer:
        """One answer. The embedding model is used (and loaded) only where ``dense`` is set and the graph alone is not sure.

        A question that may be read in several ways is answered where only one reading has an answer or all have the same.
        """
        begun = time.perf_counter()
        index = self._names.index()
        first = parse(question, index)
        parses = [first, *(parse(question, index, choice) for choice in range(1, first.readings))]
        found = [self._answer(parsed, dense, begun) for parsed in parses]
        told = [answer for answer in found if not answer.abstained]
        if len({answer.answers for answer in told}) > 1:
            return undecided(parses, found[0].sparql, (time.perf_counter() - begun) * 1000)
        return (told or found)[0]

    def _answer(self, parsed: Parse, dense: bool, begun: float) -> Answer:
        parsed, (pool, candidates, winner) = self._stepped(parsed, dense) or (parsed, self._solve(parsed, dense))
        elapsed = (time.perf_counter() - begun) * 1000
        if winner is None:
            return abstention(parsed, ranked(candidates), pool.queries, elapsed)
        others = rivals(ranked(candidates), winner)
        return answered(parsed, winner, others, (state_of(winner, others), pool.queries, elapsed))

    def _stepped(self, parsed: Parse, dense: bool) -> tuple[Parse, Solved] | None:
        """A question that describes what it asks about, in two steps; None where it names it or a step has no answer."""
        steps = chain(parsed.question)
        if steps is None:
            return None
        found = self._one(parse(steps.first, self._names.index(), answered_in=_language(parsed)), dense)[2]
        if found is None or len(found.answers) != 1:
            return None
        name = found.answers[0]
        second = parse(steps.then(name), self._names.index(), answered_in=_language(parsed))
        pool, candidates, winner = self._solve(second, dense)
        if winner is None:
            return None
        told = (*parsed.understood, *second.understood, Understood(steps.described, name, "描述"))
        views = tuple(dict.fromkeys((*winner.views, *found.views)))
        return replace(second, question=parsed.question, written=parsed.written, understood=told), (
            pool,
            candidates,
            replace(winner, views=views),
        )

    def _solve(self, parsed: Parse, dense: bool) -> Solved:
        """The parts of a question one by one, their answers side by side; the whole where it has one part or a part has no answer."""
        singles = parts(parsed.question, parsed.asked)
        if len(singles) > 1:
            solved = [self._one(parse(single, self._names.index(), answered_in=_language(parsed)), dense) for single in singles]
            winners = [winner for _, _, winner in solved if winner is not None]
            if len(winners) == len(solved):
                return solved[0][0], [c for _, candidates, _ in solved for c in candidates], together(winners)
        return self._one(parsed, dense)

    def _one(self, parsed: Parse, dense: bool) -> Solved:
        pool = None
        if parsed.asked == "figure":
            pool, candidates, winner = self._try(parsed, None)
            if winner is not None and winner.kind == "figure" and winner.score >= CERTAIN:
                return pool, candidates, winner
        pool, candidates, winner = self._try(parsed, False, pool)
        if dense and (winner is None or (winner.kind not in ("figure", "relation", "derived") and winner.score < SURE)):
            pool, candidates, winner = self._try(parsed, True, pool)
        return pool, candidates, winner

    def explain(self, question: str) -> str:
        """Mentions, parse, SPARQL, candidates with scores and reasons, and why the winner won."""
        parsed = self.parsed(question)
        pool, candidates, winner = self._try(parsed, True)
        lines = [f"解析：{parse_json(parsed)}", "检索句："]
        lines += [f"  {v.rank + 1}. [{v.article}] {v.text[:60]}" for v in pool.views[:8]]
        lines.append("候选：")
        for candidate in ranked(candidates)[:12]:
            lines.append(f"  {_explained(candidate)}")
        lines.append(f"胜出：{'｜'.join(winner.answers)}" if winner else f"弃答：没有候选达到门槛 {LEAST}")
        lines += ["SPARQL：", *pool.queries]
        return "\n".join(lines)

    def _try(self, parsed: Parse, dense: bool | None, known: Pool | None = None) -> Solved:
        """``dense`` and ``known`` as for gather: None asks the graph alone."""
        pool = gather(parsed, self._store, self._index, dense, known)
        candidates = _candidates(parsed, pool)
        return pool, candidates, choose(parsed, candidates)


def _language(parsed: Parse) -> str:
    return "en" if parsed.english else "zh"


def _explained(candidate: Candidate) -> str:
    """One line: score, kind, answer, what the graph knows of its figures, reasons, and what it does not meet."""
    known = "，".join(f"{o.about or '-'}|{o.metric or o.indicator}|{o.period or '-'}" for o in candidate.observations)
    broken = f"  不满足：{'、'.join(candidate.broken)}" if candidate.broken else ""
    answer = "｜".join(candidate.answers)[:60]
    return f"{candidate.score:.2f} {candidate.kind} {answer} [{known}] ({'; '.join(candidate.reasons)}){broken}"


def _candidates(parsed: Parse, pool: Pool) -> list[Candidate]:
    if parsed.defined:
        return _once(list(definition_candidates(parsed, pool.views)))
    found: list[Candidate] = []
    if parsed.asked == "figure":
        found += figure_candidates(parsed, pool.views)
    found += derived_candidates(parsed, pool.views)
    found += relation_candidates(parsed, pool.edges, {v.iri: v for v in pool.views})
    found += span_candidates(parsed, pool.views)
    if parsed.asked in ("why", "how", "clause", "list", "name"):
        found += clause_candidates(parsed, pool.views)
    return agreed(_once([_all_understood(parsed, candidate) for candidate in (*found, *run_on(found))]))


def _all_understood(parsed: Parse, candidate: Candidate) -> Candidate:
    """A number answers no question of which a word is not understood and stands nowhere in the evidence."""
    if candidate.kind in ("figure", "derived"):
        for word in parsed.unglossed:
            if not any(word in fold(view.text) for view in candidate.views):
                candidate = candidate.breaking(word)
    return candidate


def _once(candidates: Sequence[Candidate]) -> list[Candidate]:
    """The best of those that give the same answer from the same sentence."""
    best: dict[tuple[object, ...], Candidate] = {}
    for candidate in candidates:
        key = (candidate.kind, candidate.answers, candidate.views)
        if key not in best or candidate.score > best[key].score:
            best[key] = candidate
    return list(best.values())
