"""How well what an observation measures goes with what a question seeks."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Protocol

from kg.indicators import indicators
from pipelines.language.figures.phrase import SIZE
from pipelines.language.tokenizer import words
from pipelines.questions.content import Term, fold, match, rarity
from pipelines.questions.sought import Sought, kind_of
from pipelines.questions.words import question_words

_NARROWER, _BROADER = 0.75, 0.35  # 智能算力规模 where 算力规模 is asked for, and the other way round
_OTHER_KIND = 0.4  # a level where a change, a share or a rank is asked for
UNTOLD = 0.6  # the question does not say what is measured: 花了多少
_BY_CLAUSE = 0.6  # the clause says it, the metric does not
_BEYOND = 0.3
_UNSAID = 0.2  # nor in the clause
_MODIFIED = 0.5  # of the fit is lost where the words before the indicator are not said
_NARROWED = 0.2  # the metric says more than the question: 推理算力 where 算力 is asked for
_HEADLESS = 0.6  # the noun that says what is measured (投资 of 签约项目总投资) is not in the name
_PART = re.compile(r"[的对在]")
_KIND = re.compile(r"(?:排名|名次|占比|比重|份额|同比增速|环比增速|增速|增幅|降幅|减少额|增加额|减少|增加|下降|提升|倍数)+$")
_HAN = re.compile(r"[\u4e00-\u9fffA-Za-z0-9]")
# Words of kind, compared by kind_of, and words of size that a level's name may have or lack: 机架规模, 机架数, 机架.
_SIZE = frozenset(
    {
        "总",
        "规模",
        "总规模",
        "总量",
        "数量",
        "总数",
        "数",
        "量",
        "总额",
        "额",
        "金额",
        "平均",
        "值",
        "达到",
        "水平",
        "标称",
        "实测",
        "排名",
        "占比",
        "比重",
        "比例",
        "份额",
        "同比",
        "环比",
        "增速",
        "增幅",
        "降幅",
        "增长",
        "减少",
        "增加",
        "下降",
        "提升",
        "倍数",
    }
)


class Measured(Protocol):
    """What a figure of an article and an observation of the graph have in common."""

    @property
    def indicator(self) -> str: ...
    @property
    def metric(self) -> str | None: ...
    @property
    def basis(self) -> str | None: ...
    @property
    def unit(self) -> str: ...


def measure_fit(wanted: Sought, observation: Measured, said: str, question: str, near: str = "", whole: str = "") -> float:
    """From 0 (another thing) to 1 (the same indicator): how well the observation's measure is the one wanted.

    ``said`` is what the observation's own clause says, ``question`` the question, both folded: a name of the measure may stand in the clause
    without being part of the metric, and what the metric says beyond the question makes it another, narrower one. ``near`` is the member of a
    list or clause that the number stands in, ``whole`` what the sentence says before a 其中 that the number comes after.
    """
    factor = 1.0 if kind_of(observation.indicator, observation.basis, observation.unit) == wanted.kind else _OTHER_KIND
    name = fold(observation.indicator + "|" + (observation.metric or ""))
    if wanted.known and observation.indicator == wanted.indicator:
        beyond, own = _beyond(wanted), _terms(_core(observation.metric or ""))
        if beyond:
            modified = max(_covered(beyond, name + "|" + near), _BY_CLAUSE * _covered(beyond, said))
            factor *= 1 - _MODIFIED + _MODIFIED * modified
        return factor * (1 - _NARROWED + _NARROWED * _covered(own, question) if own else 1)
    related = _related(wanted.indicator, observation.indicator) if wanted.known else None
    if related is not None:
        return related * factor
    terms = _terms(_core(wanted.metric)) or _terms(wanted.metric)
    if not terms:
        return UNTOLD * factor
    own = _terms(observation.indicator)
    recall = max(_covered(terms, name), _BY_CLAUSE * _covered(terms, said))
    if whole and _covered(terms, name + "|" + near):  # 其中风电150万千瓦, after 总装机205万千瓦
        recall = max(recall, _covered(terms, name + "|" + whole))
    else:
        recall *= 1 if match(terms[-1], name) else _HEADLESS if match(terms[-1], said) else _UNSAID
    precision = _covered(own, question) if own else 1.0
    return factor * recall * (1 - _BEYOND + _BEYOND * precision)


def _related(wanted: str, told: str) -> float | None:
    """How well an indicator answers for another of the scheme that is narrower or broader; None where they are not related."""
    scheme = indicators()
    one, other = scheme.named(wanted), scheme.named(told)
    if one is None or other is None:
        return None
    if other.broader == one.key:
        return _NARROWER
    return _BROADER if one.broader == other.key else None


def _beyond(wanted: Sought) -> tuple[Term, ...]:
    """The words of the metric that its indicator does not say: 推理 of 推理算力, where 算力规模 is the indicator."""
    known = indicators().named(wanted.indicator)
    said = fold("|".join(known.labels)) if known is not None else fold(wanted.indicator)
    return tuple(term for term in _terms(_core(wanted.metric)) if not match(term, said))


def _core(metric: str) -> str:
    """What is measured, without whose: 功耗 of 玄戈N1的功耗."""
    core = _PART.split(metric)[-1]
    return SIZE.sub("", core) or core


@lru_cache(maxsize=512)
def _terms(metric: str) -> tuple[Term, ...]:
    synonyms = question_words().synonyms
    found = (fold(token.text) for token in words(_KIND.sub("", metric)) if _HAN.search(token.text))
    return tuple(
        Term(w, rarity(w), synonyms.get(w, frozenset()) | {w})
        for w in dict.fromkeys(found)
        if w not in _SIZE and (len(w) > 1 or w.isascii())
    )


def _covered(terms: Iterable[Term], text: str) -> float:
    """Share of the terms' weight that ``text`` says."""
    weights = [(term.weight, match(term, text)) for term in terms]
    return sum(weight * fit for weight, fit in weights) / sum(weight for weight, _ in weights)
