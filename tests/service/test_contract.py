"""The formats that other programs read: fields, types, offsets, orders. Names are spelled out here on purpose."""

from __future__ import annotations

import csv
import io
import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import RdfFormat, parse

from kg.store import GraphStore
from tests.articles import DAMAGED, GUIYANG
from tests.conftest import ROOT, Place
from tests.service.command import Command

TYPES = {"Center", "Chip", "Policy", "Organization", "Place", "Person", "Event", "Model"}
PREDICATES = {
    "locatedIn", "operatedBy", "builtBy", "usesChip", "madeBy", "issuedBy",
    "issuedOn", "partOf", "memberOf", "hasTarget", "competitorOf",
}  # fmt: skip
QUALIFIERS = {"exact", "over", "under", "about", "forecast", "target"}
STATES = {"fact", "derived", "conflicting", "partial", "text", "not_in_corpus", "ambiguous"}
TIME = re.compile(r"\d{4}(-\d\d(-\d\d)?)?(/\d{4}(-\d\d(-\d\d)?)?)?")
SEED = ROOT / "corpus/articles/000_616cbaeacd51bc80.txt"

Check = Callable[[Any], bool]


def text(value: Any) -> bool:
    return isinstance(value, str) and value != ""


def number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def share(value: Any) -> bool:
    return number(value) and 0 <= value <= 1


def whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def day(value: Any) -> bool:
    return isinstance(value, str) and bool(re.fullmatch(r"\d{4}-\d\d-\d\d", value))


def maybe(check: Check) -> Check:
    return lambda value: value is None or check(value)


def texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(each, str) for each in value)


def one_of(values: set[str]) -> Check:
    return lambda value: value in values


def fits(row: dict[str, Any], fields: dict[str, Check]) -> None:
    """``row`` has all ``fields`` with the right kind of value; more fields are allowed."""
    assert fields.keys() <= row.keys()
    wrong = {name: row[name] for name, check in fields.items() if not check(row[name])}
    assert not wrong


EXTRACTION: dict[str, Check] = {
    "article": text, "title": text, "published": maybe(day), "source": maybe(text), "text": text,
    "entities": lambda v: isinstance(v, list), "figures": lambda v: isinstance(v, list),
    "relations": lambda v: isinstance(v, list), "repairs": lambda v: isinstance(v, list), "ledger": lambda v: isinstance(v, dict),
}  # fmt: skip
ENTITY: dict[str, Check] = {
    "text": text, "type": one_of(TYPES), "canonical": text, "start": whole, "end": whole,
    "iri": lambda v: v.startswith("https://w3id.org/suanli/id/"), "confidence": share,
}  # fmt: skip
FIGURE: dict[str, Check] = {
    "metric": text, "value": number, "unit": lambda v: isinstance(v, str), "time": maybe(lambda v: bool(TIME.fullmatch(v))),
    "scope": maybe(text), "qualifier": one_of(QUALIFIERS), "source_org": maybe(text), "quote": text, "start": whole, "end": whole,
    "as_written": text, "lower": maybe(number), "upper": maybe(number), "repair": maybe(lambda v: isinstance(v, dict)),
    "confidence": share,
}  # fmt: skip
RELATION: dict[str, Check] = {
    "subject": text, "predicate": one_of(PREDICATES), "object": text, "quote": text, "confidence": share,
}  # fmt: skip
REPAIR: dict[str, Check] = {
    "raw": text, "rule": text, "confidence": share, "alternatives": lambda v: isinstance(v, list) and all(map(number, v)),
    "corroborated_by": lambda v: isinstance(v, list) and all(map(text, v)),
}  # fmt: skip
TEXT_REPAIR: dict[str, Check] = {
    "start": whole, "end": whole, "raw": lambda v: isinstance(v, str), "clean": lambda v: isinstance(v, str), "rule": text,
}  # fmt: skip
FINDING: dict[str, Check] = {
    "kind": text, "severity": one_of({"confirmed", "contradiction", "suspicious"}), "formula": text, "message": text,
    "message_en": text, "operands": lambda v: isinstance(v, list) and len(v) > 0, "printed": number, "unit": lambda v: isinstance(v, str),
    "expected_lower": maybe(number), "expected_upper": maybe(number), "repaired": lambda v: isinstance(v, bool),
    "suspect": maybe(whole), "suggestion": maybe(number), "unit_slip": maybe(lambda v: isinstance(v, int)),
}  # fmt: skip
ANSWER: dict[str, Check] = {
    "question": text, "answer": text, "answers": texts, "state": one_of(STATES), "abstained": lambda v: isinstance(v, bool),
    "reason": maybe(text), "confidence": share, "formula": maybe(text), "evidence": lambda v: isinstance(v, list),
    "parse": lambda v: isinstance(v, dict) and text(v["operation"]), "sparql": texts, "elapsed_ms": number,
}  # fmt: skip
EVIDENCE: dict[str, Check] = {
    "article": text, "title": text, "quote": text, "start": whole, "end": whole, "published": maybe(day),
}  # fmt: skip


# -- extract


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("files")
    for name, content in (("guiyang.md", GUIYANG), ("damaged.txt", DAMAGED)):
        (folder / name).write_text(content, encoding="utf-8")
    return [SEED, folder / "guiyang.md", folder / "damaged.txt"]


@pytest.fixture
def rows(suanli: Command, files: list[Path]) -> list[dict[str, Any]]:
    ran = suanli("extract", "--json", *files)
    assert (ran.status, ran.err) == (0, "")
    return ran.json


def test_extract_prints_one_object_a_file_in_order(rows: list[dict[str, Any]]) -> None:
    assert [row["article"] for row in rows] == [SEED.stem, "guiyang", "damaged"]
    for row in rows:
        fits(row, EXTRACTION)
    assert (rows[1]["title"], rows[1]["published"], rows[1]["source"]) == ("贵阳扩建智算中心", "2025-07-10", "示例日报")


def test_every_offset_of_an_extraction_points_at_what_it_says(rows: list[dict[str, Any]]) -> None:
    for row in rows:
        clean = row["text"]
        assert row["figures"]
        for entity in row["entities"]:
            fits(entity, ENTITY)
            assert clean[entity["start"] : entity["end"]] == entity["text"]
        for figure in row["figures"]:
            fits(figure, FIGURE)
            assert clean[figure["start"] : figure["end"]] == figure["as_written"]
            assert figure["quote"] in clean
        for relation in row["relations"]:
            fits(relation, RELATION)
            assert relation["quote"] in clean
        for repair in row["repairs"]:
            fits(repair, TEXT_REPAIR)
            assert clean[repair["start"] : repair["end"]] == repair["clean"]


def test_what_the_articles_own_arithmetic_says_is_told(suanli: Command, tmp_path: Path) -> None:
    file = tmp_path / "sums.txt"
    file.write_text(
        "投资消息\n\n总投资53亿元，由一期20亿元和二期30亿元组成。2024年营收12亿元，同比增长20%，上年同期为10亿元。",
        encoding="utf-8",
    )
    row = suanli("extract", "--json", file).json[0]
    for finding in row["findings"]:
        fits(finding, FINDING)
        assert {(o["start"], o["end"]) for o in finding["operands"]} <= {(f["start"], f["end"]) for f in row["figures"]}
    assert [(f["kind"], f["severity"]) for f in row["findings"]] == [("sum", "contradiction"), ("growth", "confirmed")]
    assert "20 + 30 = 50 ≠ 53亿元" in suanli("extract", file).out


def test_every_number_of_the_text_is_accounted_for(rows: list[dict[str, Any]]) -> None:
    for row in rows:
        ledger = row["ledger"]
        fits(ledger, dict.fromkeys(("numbers", "extracted", "ignored", "unresolved"), whole))
        assert ledger["numbers"] == ledger["extracted"] + ledger["ignored"] + ledger["unresolved"]
        assert ledger["extracted"] == len(row["figures"])


def test_a_number_that_lost_its_point_says_so(rows: list[dict[str, Any]]) -> None:
    repaired = [figure for row in rows for figure in row["figures"] if figure["repair"]]
    assert repaired
    for figure in repaired:
        fits(figure["repair"], REPAIR)
    assert not [figure for figure in rows[1]["figures"] if figure["repair"]]  # nothing is lost in the sound text


def test_extract_prints_real_characters(suanli: Command, files: list[Path]) -> None:
    out = suanli("extract", "--json", files[1]).out
    assert "智能算力" in out
    assert "\\u" not in out


def test_date_and_source_of_the_command_stand_in_for_those_the_file_lacks(suanli: Command, files: list[Path]) -> None:
    given = ("--published", "2024-09-01", "--source", "示例网")
    own, lacking = suanli("extract", "--json", files[1], files[2], *given).json
    assert (own["published"], own["source"]) == ("2025-07-10", "示例日报")
    assert (lacking["published"], lacking["source"]) == ("2024-09-01", "示例网")


# -- ask


QUESTIONS = [
    "2025年6月贵州省智能算力规模是多少？", "贵阳智算中心由谁运营？", "昇腾910B是哪家公司的？", "2031年贵州省智能算力规模是多少？",
    "贵州省2026年的智能算力规模比2025年6月多多少？", "今天天气怎么样？", "What is the PUE of Shaoguan?", "。", "算力",
]  # fmt: skip


def test_ask_json_is_one_object_with_every_field(suanli: Command, built: Place) -> None:
    texts_of = {info["id"]: info for info in suanli("articles", "--json", *built.options).json}
    for question in QUESTIONS:
        ran = suanli("ask", question, "--json", *built.options)
        assert (ran.status, ran.err, len(ran.json)) == (0, "", 1)
        (answer,) = ran.json
        fits(answer, ANSWER)
        assert answer["id"] is None
        assert answer["question"] == question
        assert answer["abstained"] == (answer["state"] in ("not_in_corpus", "ambiguous"))
        assert "\\u" not in ran.out
        for evidence in answer["evidence"]:
            fits(evidence, EVIDENCE)
            assert evidence["title"] == texts_of[evidence["article"]]["title"]


def test_evidence_is_the_slice_of_the_article_that_it_names(suanli: Command, built: Place) -> None:
    (answer,) = suanli("ask", QUESTIONS[0], "--json", *built.options).json
    assert answer["answers"] == ["85 EFLOPS"]
    assert answer["evidence"]
    with GraphStore(built.data / "graph", read_only=True) as store:
        for evidence in answer["evidence"]:
            (row,) = store.select(
                f'SELECT ?t WHERE {{ GRAPH ?g {{ ?a dcterms:identifier "{evidence["article"]}" ; sl:text ?t }} }}'
            )
            assert row["t"].value[evidence["start"] : evidence["end"]] == evidence["quote"]


def test_the_sparql_of_an_answer_runs_as_it_stands(suanli: Command, built: Place) -> None:
    (answer,) = suanli("ask", QUESTIONS[0], "--json", *built.options).json
    assert answer["sparql"]
    for query in answer["sparql"]:
        assert suanli("sparql", query, "--format", "json", *built.options).status == 0


def test_an_answer_has_the_language_of_its_question(suanli: Command, built: Place) -> None:
    chinese, english = (
        suanli("ask", question, "--json", *built.options).json[0]["answer"]
        for question in ("2031年贵州省智能算力规模是多少？", "How many racks will Hainan have in 2031?")
    )
    assert re.search("[一-鿿]", chinese)
    assert re.search("[A-Za-z]{3} ", english)
    assert not re.search("[。，？]|[一-鿿]{4}", english)  # figures keep the unit that the article prints: 60万架


def test_batch_answers_in_the_order_asked_with_the_ids_given(suanli: Command, built: Place, tmp_path: Path) -> None:
    asked = [
        {"id": 7, "question": QUESTIONS[0], "more": [1]},
        {"id": "乙", "question": QUESTIONS[5]},
        {"id": None, "question": QUESTIONS[1]},
    ]
    path = tmp_path / "questions.jsonl"
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in asked) + "\n\n", encoding="utf-8")
    ran = suanli("ask", "--batch", path, *built.options)
    assert ran.status == 0
    assert [(row["id"], row["question"]) for row in ran.json] == [(row["id"], row["question"]) for row in asked]
    for row in ran.json:
        fits(row, ANSWER)


@pytest.mark.parametrize("line", ["{", "[]", '"x"', '{"id": 1}', '{"question": "x"}', "null"])
def test_a_wrong_line_of_a_batch_is_named_before_anything_is_answered(
    suanli: Command, built: Place, tmp_path: Path, line: str
) -> None:
    path = tmp_path / "questions.jsonl"
    path.write_text(f'{{"id": 1, "question": "算力？"}}\n{line}\n', encoding="utf-8")
    assert "第2行" in suanli("ask", "--batch", path, *built.options).failed().err


def test_a_question_may_hold_a_line_separator(suanli: Command, built: Place, tmp_path: Path) -> None:
    path = tmp_path / "questions.jsonl"
    path.write_text('\ufeff{"id": 1, "question": "贵州省\u2028智能算力规模？"}', encoding="utf-8")
    assert [row["id"] for row in suanli("ask", "--batch", path, *built.options).json] == [1]


def test_explain_shows_parse_candidates_and_queries(suanli: Command, built: Place) -> None:
    out = suanli("ask", "--explain", QUESTIONS[0], *built.options).out
    for part in ("智能算力规模", "2025-06", "SELECT", "候选", "胜出"):
        assert part in out


# -- sparql


ROWS = "SELECT ?name ?v WHERE { ?o sl:about/rdfs:label ?name ; sl:value ?v } ORDER BY ?name ?v"
GRAPH = "CONSTRUCT { ?o sl:value ?v } WHERE { ?o sl:value ?v }"


def test_sparql_speaks_every_format(suanli: Command, built: Place) -> None:
    def out(query: str, *more: str) -> str:
        ran = suanli("sparql", query, *more, *built.options)
        assert (ran.status, ran.err) == (0, "")
        assert ran.out.endswith("\n")
        return ran.out

    found = json.loads(out(ROWS, "--format", "json"))
    assert found["head"]["vars"] == ["name", "v"]
    count = len(found["results"]["bindings"])
    assert count > 3
    assert len(list(csv.reader(io.StringIO(out(ROWS, "--format", "csv"))))) == count + 1
    assert len(out(ROWS, "--format", "tsv").strip().split("\n")) == count + 1
    results = "{http://www.w3.org/2005/sparql-results#}result"
    assert len(list(ET.fromstring(out(ROWS, "--format", "xml")).iter(results))) == count
    assert "贵州" in out(ROWS, "--format", "table")
    assert out(ROWS) == out(ROWS, "--format", "table")
    triples = list(parse(out(GRAPH, "--format", "ttl").encode(), format=RdfFormat.TURTLE))
    assert len(triples) > 3
    assert out(GRAPH) == out(GRAPH, "--format", "ttl")


def test_sparql_reads_a_file(suanli: Command, built: Place, tmp_path: Path) -> None:
    (tmp_path / "q.rq").write_text(ROWS, encoding="utf-8")
    assert suanli("sparql", "-f", tmp_path / "q.rq", *built.options).out == suanli("sparql", ROWS, *built.options).out
    suanli("sparql", "-f", tmp_path / "none.rq", *built.options).failed()


@pytest.mark.parametrize(
    ("query", "format"),
    [
        ("INSERT DATA { <x:a> <x:b> <x:c> }", "table"), ("DROP ALL", "table"), ("LOAD <http://example.org/x>", "table"),
        ("SELECT * WHERE { SERVICE <http://example.org/> { ?s ?p ?o } }", "table"), ("SELECT * FROM <http://example.org/x> { ?s ?p ?o }", "csv"),
        ("SELEKT", "json"), ("SELECT * WHERE { ?s ?p", "json"), (ROWS, "ttl"), (GRAPH, "csv"),
    ],
)  # fmt: skip
def test_sparql_refuses_in_a_line(suanli: Command, built: Place, query: str, format: str) -> None:
    suanli("sparql", query, "--format", format, *built.options).failed()


# -- the other lists


def test_articles_json_counts_what_was_found(suanli: Command, built: Place) -> None:
    rows = suanli("articles", "--json", *built.options).json
    assert [row["id"] for row in rows] == ["guiyang", "huhehaote", "shaoguan"]
    for row in rows:
        fits(row, {"id": text, "title": text, "published": maybe(day), "source": maybe(text)})
        fits(row, dict.fromkeys(("entities", "figures", "repairs", "warnings", "findings", "confirmations"), whole))
        assert len(row["finding_list"]) == row["findings"] + row["confirmations"]
    assert rows[0]["figures"] >= 4
    assert (rows[2]["published"], rows[2]["warnings"] > 0) == (None, True)
    assert [line.split("\t")[0] for line in suanli("articles", *built.options).out.splitlines()] == [row["id"] for row in rows]


def test_series_json_goes_by_time(suanli: Command, built: Place) -> None:
    rows = suanli("series", "智能算力规模", "--about", "贵州省", "--json", *built.options).json
    fields = {
        "period": text,
        "start": day,
        "value": number,
        "unit": text,
        "status": text,
        "article": text,
        "quote": text,
        "confidence": share,
    }
    for row in rows:
        fits(row, fields)
    assert {(row["period"], row["value"], row["status"]) for row in rows} == {
        ("2025-06", 85, "actual"),
        ("2026", 110, "forecast"),
    }
    assert [row["start"] for row in rows] == sorted(row["start"] for row in rows)
    assert suanli("series", "没有这个指标", "--json", *built.options).out == ""
    suanli("series", "没有这个指标", *built.options).failed()


@pytest.mark.parametrize(
    ("name", "format"),
    [("trig", RdfFormat.TRIG), ("nq", RdfFormat.N_QUADS), ("ttl", RdfFormat.TURTLE), ("jsonld", RdfFormat.JSON_LD)],
)
def test_export_is_rdf_on_stdout_or_in_a_file(
    suanli: Command, built: Place, tmp_path: Path, name: str, format: RdfFormat
) -> None:
    ran = suanli("export", "--format", name, *built.options)
    assert (ran.status, ran.err) == (0, "")
    quads = set(parse(ran.out.encode(), format=format))
    assert len(quads) > 500
    assert suanli("export", "--format", name, "-o", tmp_path / "graph", *built.options).out == ""
    assert set(parse((tmp_path / "graph").read_bytes(), format=format)) == quads
    suanli("export", "-o", tmp_path / "no" / "graph", *built.options).failed()
