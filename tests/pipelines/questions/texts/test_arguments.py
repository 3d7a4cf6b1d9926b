"""Who does what in a Chinese clause, by its word order."""

from __future__ import annotations

import pytest

from pipelines.language.sentences import clauses
from pipelines.questions.texts.arguments import arguments
from pipelines.questions.texts.predicates import occurrences

CASES = [
    ("该中心由甲公司投资建设并运营。", "运营", "agent", "甲公司"),
    ("由甲集团投资、乙工程局承建。", "承建", "agent", "乙工程局"),
    ("由甲公司和乙公司共同建设。", "建设", "agent", "甲公司和乙公司"),
    ("丙公司负责运营，总投资三亿元。", "运营", "agent", "丙公司"),
    ("主机由甲公司研制。", "研制", "patient", "主机"),
    ("全部采用丁芯片。", "采用", "patient", "丁芯片"),
    ("公司成立于云州。", "成立", "place", "云州"),
]


@pytest.mark.parametrize(("sentence", "verb", "role", "wanted"), CASES)
def test_argument(sentence: str, verb: str, role: str, wanted: str) -> None:
    hits = list(occurrences(sentence, frozenset([verb])))
    assert len(hits) == 1
    found = [sentence[a.start : a.end] for a in arguments(sentence, clauses(sentence), hits[0]) if a.role == role]
    assert wanted in found


@pytest.mark.parametrize(("sentence", "form"), [("采购服务器三千台。", "服务"), ("创始人发言。", "创始"), ("上周发布。", "上")])
def test_no_predicate_inside_a_word(sentence: str, form: str) -> None:
    assert list(occurrences(sentence, frozenset([form]))) == []
