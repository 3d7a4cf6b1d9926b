"""Candidates from observations: a figure whose indicator, scope, time and unit go with the question."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from kg.units import dimension, to_base
from pipelines.questions.content import Term, best_layer, fold, match
from pipelines.questions.evidence import Observation, View
from pipelines.questions.measures import UNTOLD, measure_fit
from pipelines.questions.parse import Parse
from pipelines.questions.render import bare
from pipelines.questions.score import Candidate, explained, layers, missing_names, observed_fit, points, segment, topic
from pipelines.questions.sought import Sought, sought
from pipelines.questions.subjects import subject_fit

_MEASURE = 0.3  # between the very measure asked for and quite another one
_COUNTING = frozenset({"count", "rack"})  # 8000个 may be told of racks, 几个机柜 be answered in 架
_STAGE_BACK = 200  # characters of the article before the sentence before
_FROM = re.compile(r"(?:从|由)[^，。；]{0,12}$")
_NOW = re.compile(r"现在|如今|目前|眼下|\bnow\b|currently", re.IGNORECASE)
_PAST = re.compile(r"过去|以前|从前|原来|原先|此前|当初|最初")
_TO = re.compile(r"[^，。；]{0,8}?(?:到|至|为|成)")  # 从20万片砍到不足5万片
_BEFORE = re.compile(r"从多少|由多少|原来|之前|此前|改造前|原先|上年|去年|年初|from|before|previous", re.IGNORECASE)
_RARE, _UNMET = 8.0, 0.1
_FRAME = re.compile(r"[几各哪多两最能]")  # words that ask, not words that the evidence says
_STAGE = re.compile(r"第?[一二三四五六七八九]期|第[一二三四五六七八九]代")  # 二期总投资 is not the whole's
_OTHER = 0.15  # below this it is another thing that is measured
_SAID = {
    "sum": re.compile("合计|总共|一共|共计|总计|累计|总额|共(?=[^同享])|总"),
    "difference": re.compile("差|高出|多出|增加|减少|增至|缩短|下降|降低|提升|提高"),
    "ratio": re.compile("倍|番"),
    "growth_base": re.compile("基数|上年同期为|去年同期为"),
}
_LEVEL_WORDS = (
    "上限", "下限", "门槛", "红线", "预计", "预测", "将", "目标", "力争", "要求", "计划", "要", "应", "规定", "提出", "打造", "拟", "定的", "达到", "低于",
    "forecast", "target", "expected", "will", "demand", "should", "plan",
)  # fmt: skip


def figure_candidates(parse: Parse, views: Iterable[View]) -> Iterator[Candidate]:
    """One candidate an observation, scored; broken constraints are named, not dropped."""
    given = parse.quantities if parse.operation == "convert" else ()
    asked = {to_base(q.value, q.unit) for q in given}
    wanted, rare = sought(parse.question), _rare_words(parse)
    for view in views:
        for observation in view.observations:
            if given and (observation.base_value, observation.base_unit) not in asked:
                continue  # a conversion is of the quantity given, and no other figure answers it
            if any((observation.value, observation.unit) == (q.value, q.unit) for q in given):
                continue  # the question itself gives it
            yield _candidate(parse, wanted, rare, view, observation)


def _candidate(parse: Parse, wanted: Sought | None, rare: Sequence[Term], view: View, observation: Observation) -> Candidate:
    at = observation.start - view.start
    extra = " ".join(filter(None, (observation.indicator, observation.metric, observation.about, observation.statistician)))
    around = layers(view, at, extra)
    found = Candidate("figure", (bare(observation),), explained(parse, around), (view,), (), (), (observation,))
    unmet = next((term for term in rare if best_layer(term, around) == 0), None)
    if unmet is not None:
        found = found.better(-_UNMET, f"没有提到{unmet.text}")
    found = _by_measure(parse, wanted, view, observation, found)
    found = _by_unit(parse, wanted, observation, found)
    found = _by_kind(parse, observation, found)
    found = _by_time(parse, observation, found)
    found = _by_operation(parse, view, observation, found)
    if parse.operation in ("max", "min") and says_extreme(view, observation):
        found = found.better(0.08, "原文即说最")
    if parse.precision and observation.precision != parse.precision:
        found = found.better(-0.2, f"精度不是{parse.precision}").breaking(parse.precision)
    for term in missing_names(parse, [*topic(view, at, _own_topic(parse, observation)), (fold(extra), 1.0)]):
        found = found.better(-0.25, f"没有提到{term.text}").breaking(term.text)
    if observation.local and not parse.constraints and not parse.members:
        found = found.better(-0.06, "问的没有限于一地一家")
    found = _by_subject(parse, wanted, view, observation, found)
    if (
        _FROM.search(view.text[:at])
        and _TO.match(view.text[at + len(observation.surface) :])
        and not _BEFORE.search(parse.question)
    ):
        found = found.better(-0.12, "是变化之前的数")
    if _NOW.search(parse.question) and _PAST.search(view.clause_at(at)):
        found = found.better(-0.15, "是过去的数")
    if observation.repair or observation.contradictions:
        found = found.better(-0.03, "数字存疑")  # another article may print it whole
    return found.better(0.05 * (observation.confidence - 1), "置信度")


def says_extreme(view: View, observation: Observation) -> bool:
    """The clause itself calls the figure an extreme: 最低降至1.04."""
    return "最" in view.clause_at(observation.start - view.start)


def _own_topic(parse: Parse, observation: Observation) -> bool:
    """What the figure is about is unsaid or named in the question: then the rest of its topic may stand further back."""
    return observation.about is None or any(match(t, fold(observation.about)) > 0.9 for t in parse.terms if t.name)


def _others(parse: Parse, view: View, observation: Observation) -> list[str]:
    """Names of the question that are rivals of what the figure is about: of its type, and not said in its own clause."""
    if parse.national and observation.local:
        return [] if fold(observation.about or "") in fold(parse.question) else ["全国"]
    if observation.about is None or any(n.canonical == observation.about for n in parse.names):
        return []
    said = (view.clause_at(observation.start - view.start), observation.about, observation.metric, observation.statistician)
    own = fold(" ".join(filter(None, said)))
    own += fold(" ".join(re.findall(rf"(.{{1,6}}){re.escape(observation.about)}", view.text)))  # 贵州 in 贵州贵阳
    terms = {t.canonical: t for t in parse.terms if t.canonical}
    return [
        n.text
        for n in parse.constraints
        if n.type == observation.about_type and n.canonical in terms and not match(terms[n.canonical], own)
    ]


def _rare_words(parse: Parse) -> tuple[Term, ...]:
    """Words of the question without which a figure may be another one: 海外 of 海外的收入."""
    if parse.english:
        return ()
    plain = (t for t in parse.terms if not t.name and t.weight >= _RARE)
    return tuple(t for t in plain if len(t.text) > 1 and not _FRAME.search(t.text))


def _by_measure(parse: Parse, wanted: Sought | None, view: View, observation: Observation, found: Candidate) -> Candidate:
    """What is measured must be what is asked for."""
    if wanted is None:
        return _by_indicator(parse, observation, found)
    at = observation.start - view.start
    part = view.text.rfind("其中", 0, at)
    near = segment(view.text, at).partition(observation.surface)[0]
    around = [fold(text) for text in (view.clause_at(at), parse.question, near, view.text[: max(part, 0)])]
    fit = measure_fit(wanted, observation, *around)
    if not wanted.nominal:
        fit = max(fit, UNTOLD)
    found = found.better(_MEASURE * (fit - 0.6), f"所问为{wanted.metric}")
    stage = _STAGE.search(parse.question)
    if stage is not None and stage.group() != _stage_of(view, observation):
        return found.breaking(stage.group())
    free = parse.operation in ("max", "min") or wanted.kind == "rank"
    return found if free or fit >= _OTHER else found.breaking(wanted.metric)


def _stage_of(view: View, observation: Observation) -> str | None:
    """The stage last named before the number: 二期 in 二期投资12亿元, of the sentence or what stands before it."""
    told = (observation.about or "") + (observation.metric or "")
    at = observation.start - view.start
    before = view.before[-_STAGE_BACK:] + view.previous + view.text[: view.clause_span(at)[1]]
    found = _STAGE.findall(told) or _STAGE.findall(before)
    return found[-1] if found else None


def _by_subject(parse: Parse, wanted: Sought | None, view: View, observation: Observation, found: Candidate) -> Candidate:
    """It must be told of whom the question asks about."""
    fit = subject_fit(parse, wanted, view, observation)
    if fit is not None:
        found = found.better(fit.by, fit.reason)
        return found.breaking(fit.missed) if fit.missed else found
    for name in _others(parse, view, observation):
        found = found.better(-0.25, f"说的是{observation.about}").breaking(name)
    return found


def _by_indicator(parse: Parse, observation: Observation, found: Candidate) -> Candidate:
    if not parse.indicators:
        return found
    if any(observation.indicator in indicator.labels for indicator in parse.indicators):
        return found.better(0.12, "指标相同")
    if (
        parse.operation == "growth"
        and observation.growth
        and observation.indicator.startswith(tuple(i.zh for i in parse.indicators))
    ):
        return found.better(0.12, "指标相同")
    if any(label in observation.indicator for indicator in parse.indicators for label in indicator.labels):
        return found.better(0.06, "指标相近")
    return found.better(-0.06, "指标不同")


def _by_unit(parse: Parse, wanted: Sought | None, observation: Observation, found: Candidate) -> Candidate:
    """The asked unit must have the figure's dimension; a counting word must be the figure's own."""
    kind = "rank" if observation.unit == "位" else dimension(observation.unit)
    if parse.duration:
        return found.better(0.1, "时长") if kind == "duration" else found.better(-0.3, "不是时长")
    if parse.counted and wanted is None:
        own = segment(found.views[0].text, observation.start - found.views[0].start) + (observation.metric or "")
        found = found.better(0.12, "所数相同") if parse.counted in own else found.better(-0.08, "所数不同")
    if parse.unit:
        if observation.unit.endswith(parse.unit):
            return found.better(0.1, "单位相同")
        if parse.dimension and (parse.dimension == kind or {parse.dimension, kind} <= _COUNTING):
            return found.better(0.04, "量纲相同")
        return found.better(-0.3, "单位不同")
    if parse.dimension:
        return found.better(0.1, "量纲相同") if parse.dimension == kind else found.better(-0.3, "量纲不同")
    kinds = {d for indicator in parse.indicators for d in indicator.dimensions}
    if parse.operation in ("share", "growth"):
        kinds = {"percent"}
    if kinds and kind not in kinds:
        found = found.better(-0.25, "量纲不同")
        if wanted is not None and wanted.known and wanted.kind == "level":
            return found.breaking(wanted.metric)
        return found
    return found if kind else found.better(-0.1, "没有单位")


def _by_kind(parse: Parse, observation: Observation, found: Candidate) -> Candidate:
    """A rate of change answers a question about change, a share one about shares, a level the rest."""
    change = parse.operation == "growth"
    if observation.growth != change:
        found = found.better(-0.3 if observation.growth else -0.25, "增速与规模不同")
    if parse.operation == "share" and not observation.share:
        found = found.better(-0.08, "不是占比")
    aimed = any(word in parse.question for word in _LEVEL_WORDS)
    if observation.status != "actual" and not aimed:
        found = found.better(-0.05 if observation.status == "forecast" else -0.15, "预计或目标值")
    if observation.status == "actual" and aimed:
        found = found.better(-0.05, "实际值")
    return found


def _by_operation(parse: Parse, view: View, observation: Observation, found: Candidate) -> Candidate:
    """A stated level does not answer a question for a sum, a difference or a base, unless the sentence itself says so."""
    said = _SAID.get(parse.operation)
    at = observation.start - view.start
    own = view.text[max(0, at - 4) : at] + (observation.metric or "") + observation.indicator
    if said is None or said.search(own):
        return found
    found = found.better(-0.3, "没有说明是所问的运算结果")
    between = len(points(parse)) > 1 or parse.sides or len(parse.constraints) > 1
    return found.breaking("另一方的数字") if between else found


def _by_time(parse: Parse, observation: Observation, found: Candidate) -> Candidate:
    fit = observed_fit(parse, found.views[0], observation)
    if fit is None:
        return found
    if fit == 0:
        return found.better(-0.3, f"时间不是{parse.time_words}").breaking(parse.time_words)
    return found.better(0.1 * fit, "时间相合")
