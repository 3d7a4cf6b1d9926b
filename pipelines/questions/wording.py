"""The Answer object: the sentence a user reads, in the question's language, with evidence and warnings."""

from __future__ import annotations

from collections.abc import Sequence

from kg.indicators import indicators
from kg.model import Answer, Evidence, State
from kg.reconcile.wording import cause_name, told
from pipelines.questions.evidence import Observation, View
from pipelines.questions.missing import missing, shown
from pipelines.questions.parse import Parse
from pipelines.questions.render import figure_sentence, period_words, repair_words, understood_words
from pipelines.questions.render_english import amounts_in_english, both, english_answers, english_sentence
from pipelines.questions.rivals import Rival
from pipelines.questions.score import Candidate

_QUOTED = 80  # characters of the sentence repeated in the answer


def parse_json(parse: Parse) -> dict[str, object]:
    """The parse as ``suanli ask --json`` shows it."""
    return {
        "operation": parse.operation,
        "asked": parse.asked,
        "plural": parse.plural,
        "indicator": "、".join(i.zh for i in parse.indicators) or None,
        "about": [n.canonical for n in parse.names],
        "time": "、".join(parse.periods) or None,
        "unit": parse.unit,
        "predicates": list(parse.predicates),
        "terms": [t.text for t in parse.terms],
        "understood": [{"written": u.written, "as": u.meant, "reason": u.reason} for u in parse.understood],
        "language": "en" if parse.english else "zh",
        "gloss": parse.question if parse.written else None,
    }


def answered(parse: Parse, winner: Candidate, others: Sequence[Rival], how: tuple[State, tuple[str, ...], float]) -> Answer:
    """The answer that ``winner`` gives; ``others`` contradict it; ``how`` is state, SPARQL and milliseconds."""
    state, queries, elapsed = how
    everything = [winner, *(rival.candidate for rival in others)]
    observations = [o for c in everything for o in c.observations]
    views = list(dict.fromkeys(v for c in everything for v in c.views))
    answers = tuple(dict.fromkeys(a for c in everything for a in c.answers))
    answers = english_answers(answers) if parse.english else answers
    warnings = "".join(dict.fromkeys(repair_words(o, parse.english) for o in observations))
    return Answer(
        question=parse.as_written,
        answer=_sentence(parse, winner, others) + warnings + understood_words(parse.understood, parse.english),
        answers=answers,
        state=state,
        confidence=_confidence(winner),
        reason=_cause(others, parse.english) or _reason(state, observations, parse.english),
        formula=winner.formula,
        evidence=tuple(v.evidence() for v in views),
        parse=parse_json(parse),
        sparql=queries,
        repairs=tuple(o.repair for o in observations if o.repair),
        series=_series(observations) if winner.kind in ("figure", "derived") else None,
        elapsed_ms=elapsed,
    )


def _series(observations: Sequence[Observation]) -> str | None:
    """The indicator of the scheme that the figures are of; shares of different wholes make no series."""
    name = observations[0].indicator if observations else ""
    known = indicators().named(name)
    return known.zh if known and not observations[0].share else None


def _confidence(winner: Candidate) -> float:
    """Share of the question explained, times how sure the figures were read; never quite 1."""
    read = min([o.repair.confidence if o.repair else o.confidence for o in winner.observations], default=0.9)
    return max(0.0, min(winner.score, 1.0)) * min(read, 0.99)


def _reason(state: State, observations: Sequence[Observation], english: bool) -> str | None:
    against = [said for o in observations for language, said in o.contradictions if language == ("en" if english else "zh")]
    if against:
        return "；".join(dict.fromkeys(against))
    if state == "partial":
        return "The number is damaged in the source; this is a repair." if english else "原文数字有缺损，此为修补后的读法"
    return None


def _cause(others: Sequence[Rival], english: bool) -> str | None:
    """That the sources disagree, and why they may."""
    if not others:
        return None
    causes = "；".join(dict.fromkeys(told(rival.reason, "en" if english else "zh") for rival in others))
    return f"The sources disagree: {causes}." if english else f"各篇说法不一：{causes}"


def _sentence(parse: Parse, winner: Candidate, others: Sequence[Rival]) -> str:
    if others:
        sides = [_side(c, parse.english) for c in (winner, *(r.candidate for r in others))]
        lead, why = ("The reports disagree: ", ". Likely cause: ") if parse.english else ("各篇报道说法不一：", "。可能的原因：")
        causes = dict.fromkeys(r.reason.cause for r in others if r.reason.cause != "unknown")
        named = (", " if parse.english else "、").join(cause_name(cause, "en" if parse.english else "zh") for cause in causes)
        return (
            lead
            + ("; " if parse.english else "；").join(sides)
            + (why + named if named else "")
            + ("." if parse.english else "。")
        )
    if winner.kind == "figure":
        return english_sentence(winner.observations[0]) if parse.english else figure_sentence(winner.observations[0])
    joined = ", ".join(map(both, winner.answers)) if parse.english else "、".join(winner.answers)
    if winner.kind == "derived":
        return (
            f"{joined} (computed: {amounts_in_english(winner.formula or '')})."
            if parse.english
            else f"{joined}（算式：{winner.formula}）。"
        )
    quote = winner.views[0].text
    if joined in quote and len(joined) > _QUOTED / 2:
        return joined + ("" if joined.endswith("。") else "。")
    shown = quote if len(quote) <= _QUOTED else quote[:_QUOTED] + "……"
    return f"{joined}. (“{shown}”)" if parse.english else f"{joined}。（原文：“{shown}”）"


def _side(candidate: Candidate, english: bool) -> str:
    source = _source(candidate.views[0], english)
    return f"{both(candidate.answers[0])} ({source})" if english else f"{candidate.answers[0]}（{source}）"


def _source(view: View, english: bool) -> str:
    when = period_words(view.published.isoformat(), english) if view.published else ("undated" if english else "无日期")
    return f"{when}《{view.title}》" if not english else f"{view.title}, {when}"


def undecided(parses: Sequence[Parse], queries: tuple[str, ...], elapsed: float) -> Answer:
    """The question back: a name that may mean several, each of which would be answered otherwise."""
    first = parses[0]
    names = {
        u.written: list(dict.fromkeys(v.meant for p in parses for v in p.understood if v.written == u.written))
        for u in first.understood
    }
    doubtful = {written: meant for written, meant in names.items() if len(meant) > 1}
    if first.english:
        reason = "; ".join(f"does “{written}” mean {' or '.join(meant)}?" for written, meant in doubtful.items())
    else:
        reason = "；".join(f"“{written}”指{'还是'.join(meant)}？" for written, meant in doubtful.items())
    return Answer(
        question=first.as_written,
        answer=f"Ambiguous: {reason}" if first.english else f"问题有歧义：{reason}",
        answers=(),
        state="ambiguous",
        confidence=1 / len(parses),
        reason=reason,
        parse=parse_json(first),
        sparql=queries,
        elapsed_ms=elapsed,
    )


def abstention(parse: Parse, order: Sequence[Candidate], queries: tuple[str, ...], elapsed: float) -> Answer:
    """语料中没有, with what is missing and what is there instead."""
    reason = missing(parse, order)
    lead = "Not in the corpus" if parse.english else "语料中没有"
    nearest: tuple[Evidence, ...] = ()
    near = shown(parse, order)
    if near is not None and near.score > 0.3:
        nearest = (near.views[0].evidence(),)
    return Answer(
        question=parse.as_written,
        answer=(f"{lead}: {reason}." if parse.english else f"{lead}：{reason}。")
        + understood_words(parse.understood, parse.english),
        answers=(),
        state="not_in_corpus",
        confidence=1 - min(max((c.score for c in order), default=0.0), 1.0),
        reason=reason,
        evidence=nearest,
        parse=parse_json(parse),
        sparql=queries,
        elapsed_ms=elapsed,
    )
