"""How well what an observation measures goes with what a question seeks."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from kg.indicators import indicators
from pipelines.language.tokenizer import words
from pipelines.questions.content import Term, fold, match, rarity
from pipelines.questions.evidence import Observation
from pipelines.questions.sought import Sought
from pipelines.questions.words import question_words

_SAME, _KIN = 1.0, 0.8
_PART = re.compile(r"[的对在]")
_HAN = re.compile(r"[\u4e00-\u9fffA-Za-z0-9]")
# Words of size that a level's name may have or lack: 机架规模, 机架数, 机架.
_SIZE = frozenset({"总", "规模", "总规模", "总量", "数量", "总数", "数", "量", "总额", "额", "金额", "平均", "值", "达到", "水平"})


def measure_fit(wanted: Sought, observation: Observation, said: str) -> float:
    """From 0 (another thing) to 1 (the same indicator): how well the observation's measure is the one wanted.

    ``said`` is what the observation's own clause says (folded): a name of the measure may stand there without being part of the metric.
    """
    if wanted.known and observation.indicator == wanted.indicator:
        return _SAME
    if wanted.known and _related(wanted.indicator, observation.indicator):
        return _KIN
    terms = _terms(_core(wanted.metric)) or _terms(wanted.metric)
    if not terms:
        return 0.5
    own = fold(observation.indicator + "|" + (observation.metric or ""))
    by_name, by_clause = _covered(terms, own), _covered(terms, said)
    return max(by_name, 0.6 * by_clause)


def _related(one: str, other: str) -> bool:
    """One indicator is broader than the other in the scheme."""
    scheme = indicators()
    first, second = scheme.named(one), scheme.named(other)
    return first is not None and second is not None and (first.broader == second.key or second.broader == first.key)


def _core(metric: str) -> str:
    """What is measured, without whose: 功耗 of 玄戈N1的功耗."""
    return _PART.split(metric)[-1]


@lru_cache(maxsize=512)
def _terms(metric: str) -> tuple[Term, ...]:
    synonyms = question_words().synonyms
    found = (fold(token.text) for token in words(metric) if _HAN.search(token.text))
    return tuple(Term(w, rarity(w), synonyms.get(w, frozenset()) | {w}) for w in dict.fromkeys(found) if w not in _SIZE)


def _covered(terms: Iterable[Term], text: str) -> float:
    """Share of the terms' weight that ``text`` says."""
    weights = [(term.weight, match(term, text)) for term in terms]
    return sum(weight * fit for weight, fit in weights) / sum(weight for weight, _ in weights)
