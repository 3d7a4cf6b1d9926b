"""``suanli ask --graph``: the same JSON as of the corpus, nothing stored, errors in a line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.service.command import Command

RIVERS = ROOT / "tests/cases/graphs/rivers.ttl"
FIELDS = {
    "id",
    "question",
    "answer",
    "answers",
    "state",
    "abstained",
    "reason",
    "confidence",
    "formula",
    "evidence",
    "parse",
    "sparql",
}


def test_one_question_is_answered_with_its_triples(suanli: Command) -> None:
    ran = suanli("ask", "--graph", RIVERS, "澜水有多长？")
    assert (ran.status, ran.err) == (0, "")
    assert ran.out == "澜水的长度：2310公里。\n  [1] 澜水 长度 2310公里 —— rivers.ttl\n"


def test_json_has_the_fields_of_the_contract(suanli: Command) -> None:
    (answer,) = suanli("ask", "--graph", RIVERS, "--json", "澜水比朔河长多少公里？").json
    assert answer.keys() >= FIELDS
    assert (answer["answers"], answer["state"], answer["formula"]) == (["1035公里"], "derived", "2310 − 1275 = 1035")
    assert answer["evidence"][0].keys() == {"article", "title", "quote", "start", "end", "published"}


def test_a_batch_keeps_order_and_ids(suanli: Command, tmp_path: Path) -> None:
    file = tmp_path / "q.jsonl"
    questions = [("x", "澜水有多长？"), (7, "澜水的流量是多少？")]
    file.write_text("".join(json.dumps({"id": i, "question": q}) + "\n" for i, q in questions), encoding="utf-8")
    one, two = suanli("ask", "--graph", RIVERS, "--batch", file).json
    assert (one["id"], one["answers"]) == ("x", ["2310公里"])
    assert (two["id"], two["abstained"], two["state"]) == (7, True, "not_in_corpus")


def test_explain_shows_cuts_parses_queries_and_the_winner(suanli: Command) -> None:
    out = suanli("ask", "--graph", RIVERS, "--explain", "最长的河流是哪条？").out
    assert all(part in out for part in ("切分：", "解析：", "运行：", "胜出：", "SPARQL：", "MAX(?n1)"))


def test_nothing_is_stored(suanli: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    suanli("ask", "--graph", RIVERS, "澜水有多长？")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(("name", "content"), [("g.ttl", "<urn:a> <urn:b>"), ("g.ttl", ""), ("g.txt", "x"), ("none.ttl", None)])
def test_a_graph_that_cannot_be_read_is_said_in_a_line(suanli: Command, tmp_path: Path, name: str, content: str | None) -> None:
    if content is not None:
        (tmp_path / name).write_text(content)
    ran = suanli("ask", "--graph", tmp_path / name, "x？").failed()
    assert name in ran.err
