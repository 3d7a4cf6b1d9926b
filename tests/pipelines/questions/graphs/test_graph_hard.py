"""Graphs that are bare, odd or large, and questions that are none."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import Store, parse

from pipelines.questions.graphs.asker import GraphAsker

PREFIXES = "@prefix : <http://e/> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .\n"

PEAKS = """:海拔 rdfs:label "海拔" . :登顶 rdfs:label "登顶日期" . :山 rdfs:label "山" .
:a a :山 ; rdfs:label "甲峰" ; :海拔 "1,200米" ; :登顶 "1990-05-01"^^xsd:date . :b a :山 ; rdfs:label "乙峰" ; :海拔 "900米" ; :登顶 "1931"^^xsd:gYear .
:c a :山 ; rdfs:label "丙峰" ; :海拔 "1500米" ; :登顶 "1990-04-30"^^xsd:date ."""


def asked(turtle: str, question: str, name: str = "g.ttl") -> tuple[str, ...]:
    store = Store()
    store.extend(parse(PREFIXES + turtle, format=_turtle()))
    return GraphAsker(store, name).ask(question).answers


def _turtle() -> object:
    from pyoxigraph import RdfFormat

    return RdfFormat.TURTLE


@pytest.mark.parametrize(
    ("turtle", "question", "answers"),
    [
        # no label at all: local names, Chinese or camel case
        (":长江 :长度 6300 ; :流经 :武汉 .", "长江的长度是多少？", ("6300",)),
        (":长江 :长度 6300 ; :流经 :武汉 .", "长江流经哪里？", ("武汉",)),
        (":ada_lovelace :birthPlace :London .", "Where was Ada Lovelace born?", ("London",)),
        # a blank node with a name
        ('[] rdfs:label "甲厂" ; :产量 12 .', "甲厂的产量是多少？", ("12",)),
        # a value and its year on a blank node that the property leads to
        (
            ':x rdfs:label "乙市" ; :人口 [ :value 30 ; :年份 2019 ] , [ :value 33 ; :年份 2020 ] .',
            "乙市2020年的人口是多少？",
            ("33",),
        ),
        (
            ':x rdfs:label "乙市" ; :人口 [ :value 30 ; :年份 2019 ] , [ :value 33 ; :年份 2020 ] .',
            "乙市2021年的人口是多少？",
            (),
        ),
        # a unit beside the value
        (':x rdfs:label "丙塔" ; :高度 [ :value 88 ; :unit "米" ] .', "丙塔有多高？", ("88米",)),
        # text that is a number
        (
            ':a a :山 ; rdfs:label "甲峰" ; :海拔 "1,200米" . :b a :山 ; rdfs:label "乙峰" ; :海拔 "900米" .',
            "海拔最高的山是哪座？",
            ("甲峰",),
        ),
        # dates of different precision
        (
            ':a a :桥 ; rdfs:label "甲桥" ; :建成 "1990-05-01"^^xsd:date . :b a :桥 ; rdfs:label "乙桥" ; :建成 "1988"^^xsd:gYear .',
            "最早建成的桥是哪座？",
            ("乙桥",),
        ),
        # the first few by numbers in text, and by dates; two limits on one value
        (PEAKS, "海拔最高的两座山是哪些？", ("丙峰", "甲峰")),
        (PEAKS, "海拔第二高的山是哪座？", ("甲峰",)),
        (PEAKS, "海拔超过1000米的山中海拔最低的是哪座？", ("甲峰",)),
        (PEAKS, "最早登顶的两座山是哪些？", ("乙峰", "丙峰")),
        (PEAKS, "1950年之后登顶的山中最早登顶的是哪座？", ("丙峰",)),
        (PEAKS, "山的平均海拔是多少？", ("1200米",)),
        # an asked unit that the graph's does not convert to
        (':x rdfs:label "丁河" ; :long "5公里" .', "丁河长多少公斤？", ()),
        # two things of one name
        (':a rdfs:label "张伟" ; :职业 "医生" . :b rdfs:label "张伟" ; :职业 "教师" .', "张伟的职业是什么？", ()),
    ],
)
def test_odd_graphs(turtle: str, question: str, answers: tuple[str, ...]) -> None:
    assert asked(turtle, question) == answers


def test_several_things_of_one_name_are_told() -> None:
    store = Store()
    turtle = PREFIXES + ':a rdfs:label "张伟" ; :职业 "医生" . :b rdfs:label "张伟" ; :职业 "教师" .'
    store.extend(parse(turtle, format=_turtle()))
    answer = GraphAsker(store, "g.ttl").ask("张伟的职业是什么？")
    assert answer.state == "ambiguous"
    assert "2" in (answer.reason or "")


def test_different_units_are_not_added_up() -> None:
    turtle = ':a a :山 ; rdfs:label "甲峰" ; :海拔 "1.2千米" . :b a :山 ; rdfs:label "乙峰" ; :海拔 "900米" .'
    assert asked(turtle, "山的平均海拔是多少？") == ()


@pytest.mark.parametrize("question", ["", "？", "!!!", "的的的", "a" * 3000, "\0\ud800", "为什么？", "SELECT * { ?s ?p ?o }"])
def test_senseless_questions_are_declined(question: str) -> None:
    assert asked(':x rdfs:label "乙市" ; :人口 3 .', question) == ()


def test_a_huge_literal_is_cut_in_what_is_shown() -> None:
    store = Store()
    store.extend(parse(PREFIXES + f':x rdfs:label "乙市" ; :简介 "{"长" * 200_000}" .', format=_turtle()))
    answer = GraphAsker(store, "g.ttl").ask("乙市的简介是什么？")
    assert len(answer.answers[0]) < 400
    assert len(answer.evidence[0].quote) < 800


def test_the_index_waits_for_the_first_question(tmp_path: Path) -> None:
    file = tmp_path / "g.ttl"
    file.write_text(PREFIXES + ':x rdfs:label "乙市" ; :人口 3 .', encoding="utf-8")
    asker = GraphAsker.of_file(file)
    assert "_schema" not in vars(asker)
    asker.ask("乙市的人口是多少？")
    assert "_schema" in vars(asker)


def test_a_question_cannot_change_a_query() -> None:
    evil = '乙市"@zh } ; DROP ALL # 的人口是多少？'
    store = Store()
    store.extend(parse(PREFIXES + ':x rdfs:label "乙市" ; :人口 3 .', format=_turtle()))
    GraphAsker(store, "g.ttl").ask(evil)
    assert len(store) == 2
