"""``suanli entity``: what it shows, and decisions that can be taken back."""

from __future__ import annotations

import pytest

from kg.ids import entity_iri
from kg.store import GraphStore
from tests.conftest import Place
from tests.service.command import Command

KEYS = {"iri", "type", "name", "identity", "aliases", "identifiers", "articles", "relations", "figures", "links", "decisions"}


def graph(place: Place) -> set[bytes]:
    with GraphStore(place.data / "graph", read_only=True) as store:
        return set(store.export("nq").splitlines())


def test_the_list_names_every_entity_once_with_counts(suanli: Command, place: Place) -> None:
    rows = suanli("entity", "--json", *place.options).json
    assert len({row["iri"] for row in rows}) == len(rows) > 8
    assert {"iri", "type", "name", "identity", "aliases", "mentions", "articles"} == set(rows[0])
    province = next(row for row in rows if row["name"] == "贵州")
    assert (province["type"], province["articles"], province["iri"]) == ("Place", 2, entity_iri("Place", "贵州"))
    assert "贵州省" in province["aliases"]
    places = suanli("entity", "--type", "Place", *place.options).out.splitlines()
    assert len(places) == sum(row["type"] == "Place" for row in rows)


def test_an_entity_is_shown_with_all_that_is_known_and_where(suanli: Command, place: Place) -> None:
    (known,) = suanli("entity", "贵州省", "--json", *place.options).json
    assert set(known) >= KEYS
    assert (known["name"], known["identifiers"]["gb2260"]) == ("贵州", "520000")
    assert {a["article"] for a in known["articles"]} == {"guiyang", "shaoguan"}
    assert all(m["text"] in m["sentence"] for a in known["articles"] for m in a["mentions"] if m["sentence"])
    assert {(f["indicator"], f["value"], f["unit"]) for f in known["figures"]} >= {("智能算力规模", 85, "EFLOPS")}
    shown = suanli("entity", known["iri"], *place.options).out
    assert shown.startswith("# 贵州（Place）")
    assert "85EFLOPS" in shown


def test_relations_are_shown_with_their_sentence(suanli: Command, place: Place) -> None:
    (known,) = suanli("entity", "贵阳智算中心", "--json", *place.options).json
    (operator,) = [r for r in known["relations"] if r["predicate"] == "operatedBy" and not r["inferred"]]
    assert (operator["direction"], operator["other"], operator["article"]) == ("out", "中国移动", "guiyang")
    assert "由中国移动运营" in operator["quote"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("没有这样的名字",), "图里没有叫"),
        (("https://w3id.org/suanli/id/entity/0",), "图里没有实体"),
        (("--merge", "贵州", "没有这样的名字"), "图里没有叫"),
        (("--merge", "贵州", "贵州省"), "已是同一个实体"),
        (("--merge", "贵州", "中国移动"), "类型不同"),
        (("--split", "贵州"), "无可分开"),
        (("--split", "贵州", "--article", "没有"), "没有文章"),
    ],
)
def test_what_cannot_be_done_is_said(suanli: Command, place: Place, arguments: tuple[str, ...], said: str) -> None:
    before = graph(place)
    ran = suanli("entity", *arguments, *place.options).failed()
    assert said in ran.err
    assert graph(place) == before
    assert not (place.corpus / "corrections").exists()


@pytest.mark.parametrize(
    "arguments", [("贵州", "--type", "Place"), ("--article", "guiyang"), ("贵州", "--reason", "无"), ("贵州", "--split", "贵州")]
)
def test_arguments_that_do_not_go_together_are_wrong_usage(suanli: Command, place: Place, arguments: tuple[str, ...]) -> None:
    assert suanli("entity", *arguments, *place.options).status == 2


def test_a_merge_holds_through_a_build_and_its_undoing_gives_the_graph_back(suanli: Command, place: Place) -> None:
    before = graph(place)
    merged = suanli(
        "entity", "--merge", "贵阳智算中心", "呼和浩特数据中心集群", "--reason", "试试", "--json", *place.options
    ).json[0]
    assert (merged["action"], merged["articles"], merged["reason"]) == ("merge", ["guiyang"], "试试")
    after = graph(place)
    assert after != before
    (known,) = suanli("entity", "贵阳智算中心", "--json", *place.options).json
    assert known["name"] == "呼和浩特数据中心集群"
    assert {m["called"] for a in known["articles"] for m in a["mentions"]} == {None, "贵阳智算中心"}
    assert known["decisions"][0]["reason"] == "试试"
    assert suanli("build", *place.options).out.startswith("新增0篇，更新0篇")
    assert suanli("check", *place.options).status == 0
    assert graph(place) == after
    suanli("entity", "--split", "贵阳智算中心", *place.options)
    assert graph(place) == before


def test_decisions_written_by_hand_are_followed_by_the_next_build(suanli: Command, place: Place) -> None:
    suanli("entity", "--merge", "贵阳智算中心", "呼和浩特数据中心集群", *place.options)
    merged, file = graph(place), place.corpus / "corrections/entities.yaml"
    text = file.read_text(encoding="utf-8")
    file.unlink()
    suanli("build", *place.options)
    assert graph(place) != merged
    file.write_text(text, encoding="utf-8")
    suanli("build", *place.options)
    assert graph(place) == merged


def test_an_article_removed_after_a_merge_was_never_there(suanli: Command, place: Place) -> None:
    suanli("remove", "guiyang", *place.options)
    never = graph(place)
    suanli("build", *place.options)
    (place.corpus / ".bin/guiyang.md").rename(place.corpus / "articles/guiyang.md")
    suanli("build", *place.options)
    suanli("entity", "--merge", "贵阳智算中心", "呼和浩特数据中心集群", *place.options)
    suanli("remove", "guiyang", *place.options)
    assert graph(place) == never


def test_a_name_kept_apart_in_one_article_is_another_entity_there(suanli: Command, place: Place) -> None:
    suanli("entity", "--split", "昇腾910B", "--article", "huhehaote", *place.options)
    failed = suanli("entity", "昇腾910B", *place.options).failed()
    assert failed.err.count("https://w3id.org/suanli/id/entity/") == 2


def test_a_broken_file_of_decisions_is_named(suanli: Command, place: Place) -> None:
    file = place.corpus / "corrections/entities.yaml"
    file.parent.mkdir()
    file.write_text("decisions: [{action: merge}]", encoding="utf-8")
    assert "entities.yaml" in suanli("entity", "--merge", "贵州", "广东", *place.options).failed().err
