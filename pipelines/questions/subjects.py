"""Whether a figure is told of whom the question asks about."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from kg.lexicon import lexicon
from pipelines.questions.content import fold
from pipelines.questions.evidence import Observation, View
from pipelines.questions.parse import Parse
from pipelines.questions.sought import Sought

SAME, SAID, EARLIER, OTHER = 0.08, -0.05, -0.15, -0.25
_MODEL = re.compile(
    r"[A-Za-z]+[A-Za-z0-9.+-]*\d[A-Za-z0-9.+-]*|[\u4e00-\u9fff]{2,4}\d{2,4}[A-Za-z]*(?![\d年月日%])"
)  # XY200, 启明300
_WHOLE = frozenset({"中国", "全球"})  # in 中国电信 it names no part of the firm
_QUOTED = re.compile(r"[“\"「]([^“”\"「」]{2,})[”\"」]")
_NUMBER = re.compile(r"\d+")
_STANDARD = re.compile(
    r"(?:比|较|和|与|跟|同|相当于|对标|超过|高于|低于|优于|相比|对比|媲美)[^，。；]{0,8}$"
)  # what is compared with
_PRECISION = re.compile(r"(?:FP|INT|BF|TF|[QH])\d+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class SubjectFit:
    """What the subject does to a score, why, and the name that the figure is not of, where it is another's."""

    by: float
    reason: str
    missed: str | None = None


def subject_fit(parse: Parse, wanted: Sought | None, view: View, observation: Observation) -> SubjectFit | None:
    """Compares what ``observation`` is about with the question's subject; None where one of them has none, or they may be the same."""
    subject = _subject(parse, wanted)
    about = fold(observation.about or "")
    if subject is None or not about:
        return None
    if parse.national and observation.local and about not in fold(parse.question):
        return SubjectFit(OTHER, f"说的是{observation.about}", "全国")
    forms = _forms(subject)
    at = observation.start - view.start
    nearest = _nearest_model(view, at)
    asked = _models(parse.question)
    if asked and nearest:
        if any(_same_model(nearest, model) for model in asked):
            return SubjectFit(SAME, "主体相同")
        beside = any(_beside(model, fold(view.text[:at])) for model in asked)  # 与甲300一同亮相的还有乙200
        if any(form in about for form in forms) and not beside:  # the two readings of the sentence disagree
            return SubjectFit(SAID, f"也说到{nearest.text}")
        before = fold(view.title) + "|" + view.before + "|" + fold(view.previous + view.text[:at])
        stated = view.clause_span(at)[0] <= nearest.start or _several(view, at) or not any(model in before for model in asked)
        return SubjectFit(OTHER if stated else SAID, f"说的是{nearest.text}", subject if stated else None)
    own = fold(subject)
    if any(form in about or _shortens(form, about) for form in forms) or (about in own and about not in _WHOLE):
        return SubjectFit(SAME, "主体相同")
    question = fold(parse.question)
    if about in question or (_named(about, question) and not _elsewhere(subject, about)) or _within(about, subject):
        return None
    if _elsewhere(subject, about) and (observation.local or not _places(subject)):
        return SubjectFit(OTHER, f"说的是{observation.about}", subject)
    clause = fold(view.text[view.clause_span(at)[0] : at] + (observation.metric or "") + (observation.statistician or ""))
    if any(_alike(form, clause) for form in forms):
        return SubjectFit(SAID, f"也说到{observation.about}")
    typed = observation.about_type is not None and observation.about_type == _type(parse, wanted, subject)
    around = fold(view.previous + view.text[:at])
    if not typed and any(_alike(form, around) for form in forms):
        return SubjectFit(SAID, f"说的是{observation.about}")
    earlier = fold(view.title) + "|" + view.before + "|" + around
    if not typed and any(form in earlier for form in forms):
        return SubjectFit(EARLIER, f"说的是{observation.about}")
    return SubjectFit(OTHER, f"说的是{observation.about}", subject)


class _Found(NamedTuple):
    start: int
    text: str


def _nearest_model(view: View, at: int) -> _Found | None:
    """The model number last named before a number in its sentence: 乙200 of 与甲300一同亮相的还有乙200，采用12nm工艺."""
    hits = [m for m in view.mentions if m.type in ("Chip", "Model") and m.end - view.start <= at and _MODEL.search(m.text)]
    hits = [m for m in hits if not _STANDARD.search(view.text[: m.start - view.start])]
    return _Found(hits[-1].start - view.start, fold(hits[-1].text)) if hits else None


def _beside(model: str, text: str) -> bool:
    """Whether ``text`` names the model only as what another one is compared with or shown beside."""
    found = [match.start() for match in re.finditer(re.escape(model), text)]
    return bool(found) and all(_STANDARD.search(text[:start]) for start in found)


def _several(view: View, at: int) -> bool:
    """Whether the sentence names more than one model before the number."""
    return len({m.canonical for m in view.mentions if m.type in ("Chip", "Model") and m.end - view.start <= at}) > 1


def _same_model(told: _Found, asked: str) -> bool:
    return told.text in asked or asked in told.text


def _models(text: str) -> frozenset[str]:
    return frozenset(fold(found) for found in _MODEL.findall(text) if not _PRECISION.fullmatch(found))


def _type(parse: Parse, wanted: Sought | None, subject: str) -> str | None:
    if wanted is not None and wanted.scope == subject and wanted.scope_type:
        return wanted.scope_type
    return next((name.type for name in parse.names if name.canonical == subject), None)


def _named(about: str, question: str) -> bool:
    """Whether the question names what the figure is about, whole, in good part, or by what stands in its quotes: “百川”."""
    return _alike(about, question) or any(quoted in question for quoted in _QUOTED.findall(about))


def _within(part: str, whole: str) -> bool:
    """Whether one place lies in the other by the lexicon: 贵阳 in 贵州."""
    above = {entry.name: dict(entry.relations).get("partOf") for entry in lexicon().named(part) if entry.type == "Place"}
    return any(name is not None and (name == whole or _within(name, whole)) for name in above.values())


def _shortens(short: str, full: str) -> bool:
    """All characters of ``short`` stand in ``full`` in their order, the first one first: 河湟算力园, 河湟零碳算力产业园."""
    rest = iter(full)
    return len(short) > 2 and short[0] == full[0] and all(char in rest for char in short)


def _alike(name: str, text: str) -> bool:
    """Whether ``text`` has half of the character pairs of ``name`` or more: a short form, a slip, a name told in two pieces."""
    pairs = [name[i : i + 2] for i in range(len(name) - 1)]
    return name in text or 2 * sum(pair in text for pair in pairs) >= len(pairs) > 1


def _elsewhere(one: str, other: str) -> bool:
    """Both names hold a place or a number, and these have nothing in common: 武汉超算 and 天津超算, 昇腾910 and 昇腾310."""
    first, second = _places(one), _places(other)
    if first and second and not first & second:
        return True
    numbers = set(_NUMBER.findall(one)), set(_NUMBER.findall(other))
    return all(numbers) and not numbers[0] & numbers[1]


@lru_cache(maxsize=4096)
def _places(name: str) -> frozenset[str]:
    return frozenset(hit.entry.name for hit in lexicon().find(name) if hit.entry.type == "Place")


def _subject(parse: Parse, wanted: Sought | None) -> str | None:
    """The subject of the question's clause, else the one model number that it names."""
    if wanted is not None and wanted.scope is not None and wanted.scope_type not in ("Event", "Policy"):
        return wanted.scope
    models = _models(parse.question)
    return next(iter(models)) if len(models) == 1 else None


def _forms(name: str) -> frozenset[str]:
    """The folded names of an entity."""
    return frozenset({fold(name)} | {fold(form) for entry in lexicon().named(name) for form in entry.surfaces})
