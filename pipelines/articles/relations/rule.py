"""What a rule is, and how one is tried on a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from kg.model import EntityType, Mention, Predicate, Relation
from pipelines.articles.relations.scene import Scene

# The statement is denied, or is only thought possible. Words in which the character denies nothing (不断, 未来) are let through.
_DENIED = re.compile(
    r"未(?!来)|没有|没能|并非|不(?![断仅同久少止只光但过足超低高]|可或缺)|无法|否认|取消|停止|终止|拒绝|禁止|暂停|放弃|不再|避免|撤销|弃用|(?<!除)非(?=由)|而非|误传"
)
_DOUBTED = re.compile(
    r"可能|或将|或(?=于|在|由)|有望|传闻|据传|疑似|是否|也许|考虑|如果|假如|倘若|若(?=由|在|将)|猜测|曾计划|原计划|原定|建议|能否|争取"
)
# A name that is the object of its own clause is not what the next clause is about: 甲集群属于乙枢纽，由丙公司建设.
_OBJECT = re.compile(
    r"(?:属于?|隶属于?|归属于?|接入|并入|部署[在于]|落户于?|位于|入驻|来自|连接|依托|支撑|对标|相比|[向与为给])$"
)
_UNTRUE = re.compile(r"^[^，。；]{0,8}(?:不实|虚假|谣言|传闻|取消|搁浅|终止|告吹)")  # said after the statement
_PLANNED = re.compile(r"将(?![其把])|拟|打算|(?<!行动)计划(?!单列)|预计|筹建")


@dataclass(frozen=True, slots=True)
class Rule:
    """A regular expression over ``Scene.code`` with the groups ``s`` (subject) and ``o`` (object), each one name or several.

    Where a pattern lacks one of the groups, that end is the clause's left-out subject, looked for among names of the types ``topic``.
    ``settled`` is for statements that a plan or a doubt about something else does not touch (the maker of a chip to come).
    """

    predicate: Predicate
    pattern: re.Pattern[str]
    confidence: float = 0.85
    topic: tuple[EntityType, ...] = ()
    settled: bool = False


def rule(predicate: Predicate, pattern: str, confidence: float = 0.85, **more: object) -> Rule:
    """A Rule from the pattern's text."""
    return Rule(predicate, re.compile(pattern), confidence, **more)  # type: ignore[arg-type]


def apply(given: Rule, scene: Scene, text: str) -> Iterator[Relation]:
    """The relations that ``given`` finds in ``scene``, each with the clauses that state it."""
    position = 0
    while match := given.pattern.search(scene.code, position):
        # The next search starts after the subject, since a name may be the object of one match and the subject of the next.
        position = match.start() + 1
        factor = certainty(scene, match, given.settled)
        if not factor or _is_object(given, scene, match):
            continue
        quote, start = scene.quote(text, *match.span())
        for subject in _ends(given, scene, match, "s"):
            for found in _ends(given, scene, match, "o"):
                if subject.canonical != found.canonical:
                    yield Relation(
                        subject.canonical, subject.type, given.predicate, found.canonical, found.type, quote, start,
                        round(given.confidence * factor * min(subject.confidence, found.confidence), 3),
                    )  # fmt: skip


def _is_object(given: Rule, scene: Scene, match: re.Match[str]) -> bool:
    groups = given.pattern.groupindex
    if "s" not in groups or "o" not in groups or match.end("s") > match.start("o"):
        return False
    apart = "，" in scene.code[match.end("s") : match.start("o")]
    return apart and _OBJECT.search(scene.code[: match.start("s")]) is not None


def certainty(scene: Scene, match: re.Match[str], settled: bool) -> float:
    """0 where the statement is denied or doubted, less than 1 where it is a plan, else 1."""
    first = max(scene.clause(match.start(), match.start())[0], match.start() - 6)
    words = scene.code[first : match.end()]
    if _DENIED.search(words) or _UNTRUE.search(scene.code[match.end() :]) or (not settled and _DOUBTED.search(words)):
        return 0.0
    return 0.8 if not settled and _PLANNED.search(words) else 1.0


_OF_PRODUCTS: Final = {("usesChip", "o"), ("madeBy", "s")}


def _products(scene: Scene, span: tuple[int, int]) -> Iterator[Mention]:
    """The chips and models of a list in which makers may stand between: 甲公司的A1和乙公司的B2."""
    return (mention for mention in scene.names(*span) if mention.type in ("Chip", "Model"))


def _ends(given: Rule, scene: Scene, match: re.Match[str], group: str) -> tuple[Mention, ...]:
    if group in given.pattern.groupindex:
        named = scene.names(*match.span(group))
        return tuple(_products(scene, match.span(group))) if (given.predicate, group) in _OF_PRODUCTS else named
    topic = scene.topic(match.start(), *given.topic)
    return (topic,) if topic else ()
