"""Every row of tests/cases/relations.yaml: what a sentence states, and as often what one much like it does not.

The sentences carry their own names, ``[C 某中心]`` or ``[C 某中心=正名]``, so that the rules are tried apart from the recogniser.
"""

from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from kg.model import PREDICATES, EntityType, Mention, Quantity, Relation, TimeExpression
from pipelines.articles.relate import relate
from pipelines.language.components import Analysis
from pipelines.language.nlp import analyse
from pipelines.language.sentences import clauses, sentences

CASES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parents[2] / "cases" / "relations.yaml").read_text(encoding="utf-8"))
LETTERS: dict[str, EntityType] = {
    "C": "Center", "H": "Chip", "L": "Policy", "O": "Organization", "P": "Place", "N": "Person", "E": "Event", "M": "Model",
}  # fmt: skip
_MARK = re.compile(r"\[([CHLOPNEMTQ]) ([^\[\]=]+)(?:=([^\[\]]+))?\]")


def marked(source: str) -> Analysis:
    """The Analysis of a text whose names, times ``[T 4月=2024-04]`` and quantities ``[Q 30%]`` are marked in place."""
    text, mentions, times, quantities = "", [], [], []
    position = 0
    for mark in _MARK.finditer(source):
        text += source[position : mark.start()]
        position = mark.end()
        letter, surface, meant = mark.groups()
        start, end = len(text), len(text) + len(surface)
        text += surface
        if letter == "T":
            role = "by" if surface.startswith(("到", "截至")) else "point"
            times.append(TimeExpression(start, end, surface, meant, "stated", role))  # type: ignore[arg-type]
        elif letter == "Q":
            quantities.append(Quantity(start, end, surface, start, end, Decimal(1), "", None, None, "exact", "bare"))
        else:
            mentions.append(Mention(start, end, surface, LETTERS[letter], meant or surface, 0.9, "lexicon"))
    text += source[position:]
    return Analysis(text, (), sentences(text), clauses(text), tuple(mentions), tuple(quantities), (), tuple(times))


def told(relations: tuple[Relation, ...]) -> set[tuple[str, str, str]]:
    return {(r.subject, r.predicate, r.object) for r in relations}


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:40] for case in CASES])
def test_case(case: dict[str, Any]) -> None:
    """A row lists all relations of the predicates it is about; ``not`` names predicates of which there must be none."""
    analysis = marked(case["text"])
    found = relate(analysis, case.get("published"))
    expected = {tuple(map(str, row)) for row in case.get("relations", ())}
    predicates = {row[1] for row in expected} | set(case.get("not", ()))
    assert {row for row in told(found) if row[1] in predicates} == expected
    for relation in found:
        end = relation.quote_start + len(relation.quote)
        assert relation.quote == analysis.text[relation.quote_start : end]
        assert 0 < relation.confidence < 1


def test_each_predicate_has_as_many_negatives_as_positives() -> None:
    stated = Counter(row[1] for case in CASES for row in case.get("relations", ())[:1])
    denied = Counter(predicate for case in CASES for predicate in case.get("not", ()))
    for predicate in PREDICATES:
        assert stated[predicate] >= 3, predicate
        assert denied[predicate] >= stated[predicate], predicate


def test_what_only_a_name_implies_is_inferred_and_less_sure() -> None:
    (lies, run) = relate(marked("记者走进[C 中国移动呼和浩特智算中心]。"))
    assert (run.predicate, run.object, lies.predicate, lies.object) == ("operatedBy", "中国移动", "locatedIn", "呼和浩特")
    assert run.inferred and lies.inferred and max(run.confidence, lies.confidence) < 0.7


def test_a_stated_place_takes_the_place_of_the_implied_one() -> None:
    relations = relate(marked("[C 天津人工智能计算中心]位于[P 天津市河北区]。"))
    assert [(r.object, r.inferred) for r in relations] == [("天津市河北区", False)]


def test_a_fact_said_twice_is_kept_once() -> None:
    relations = relate(marked("[O 甲科技]发布[H 星核1号]。[O 甲科技]今天推出[H 星核1号]芯片。"))
    assert [r.predicate for r in relations] == ["madeBy"]


def test_relating_is_deterministic_and_ordered() -> None:
    text = "[O 甲科技]发布[H 星核1号]。[C 云谷智算中心]位于[P 贵阳]，由[O 乙集团]运营。"
    assert relate(marked(text)) == relate(marked(text))
    starts = [r.quote_start for r in relate(marked(text))]
    assert starts == sorted(starts)


def test_characters_that_stand_for_names_mean_nothing_in_a_text() -> None:
    assert relate(analyse("标题\n\U000f0000位于\U000f6000，由\U000f3000运营。", None, tagger=False)) == ()
