"""Decisions on entities: a state folded from rows that are never changed, and what it makes of an extraction."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from kg.errors import DecisionsInvalid
from kg.model import Link, Sense
from kg.rdf import extraction_quads
from kg.rdf_read import extraction_of
from kg.validate import violations
from pipelines.articles.identity.decisions import Action, Decision, EntityKey, append, digest, folded, load
from pipelines.articles.identity.identity import identified
from tests.kg.samples import Runs, Said, extraction

DAY = date(2026, 11, 24)


def row(action: Action, name: str, into: str | None = None, article: str | None = None) -> Decision:
    return Decision(DAY, action, "Place", name, "看过两篇原文", into=into, article=article)


def entity(name: str) -> EntityKey:
    return EntityKey("Place", name)


def test_merges_are_followed_to_their_end_and_undone_one_by_one() -> None:
    rows = [row("merge", "甲市", "乙市"), row("merge", "乙市", "丙市")]
    assert folded(rows).final(entity("甲市")) == entity("丙市")
    assert folded([*rows, row("undo", "乙市", "丙市")]).final(entity("甲市")) == entity("乙市")
    undone = folded([*rows, row("undo", "乙市", "丙市"), row("undo", "甲市", "乙市")])
    assert (undone.merged, len(undone.rows)) == ({}, 4), "the file remembers what the state forgets"


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([row("merge", "甲市", "乙市"), row("merge", "乙市", "甲市")], "互相合并"),
        ([row("merge", "甲市", "甲市")], "互相合并"),
        ([row("undo", "甲市", "乙市")], "可撤销"),
        ([row("merge", "甲市", "乙市"), row("undo", "甲市", "丙市")], "可撤销"),
    ],
)
def test_rows_that_contradict_each_other_are_refused(rows: list[Decision], said: str) -> None:
    with pytest.raises(DecisionsInvalid, match=said):
        folded(rows)


def test_what_is_appended_is_read_again_and_a_refused_row_leaves_the_file_alone(tmp_path: Path) -> None:
    path = tmp_path / "corrections/entities.yaml"
    assert (load(path).rows, digest(path)) == ((), "")
    first, second = row("merge", "甲市", "乙市"), row("apart", "甲", article="a: b")
    append(path, first)
    assert append(path, second).rows == load(path).rows == (first, second)
    before = path.read_bytes()
    with pytest.raises(DecisionsInvalid):
        append(path, row("merge", "乙市", "甲市"))
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    "text",
    [
        "decisions: {}",
        "- a",
        "decisions: [x]",
        "decisions: [{action: merge}]",
        "decisions: [{date: 2026-11-24, action: join, type: Place, name: 甲, into: 乙, reason: 同}]",
        "decisions: [{date: 2026-11-24, action: merge, type: Town, name: 甲, into: 乙, reason: 同}]",
        "decisions: [{date: 昨天, action: merge, type: Place, name: 甲, into: 乙, reason: 同}]",
        "decisions: [{date: 2026-11-24, action: merge, type: Place, name: 甲, reason: 同}]",
        "decisions: [{date: 2026-11-24, action: apart, type: Place, name: 甲, into: 乙, reason: 同}]",
        "decisions: [{date: 2026-11-24, action: merge, type: Place, name: 甲, into: 乙}]",
        "decisions: [{date: 2026-11-24, action: merge, type: Place, name: 甲, into: 乙, reason: 同, who: 我}]",
        "decisions: [",
    ],
)
def test_a_row_that_breaks_the_schema_is_named(tmp_path: Path, text: str) -> None:
    path = tmp_path / "entities.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DecisionsInvalid, match="entities.yaml"):
        load(path)


def test_a_merge_reaches_mentions_figures_and_relations_and_the_text_keeps_its_words() -> None:
    before = extraction("a", (Said("甲市"), Said("乙市"), Runs()))
    after = identified(before, decisions=folded([row("merge", "甲市", "乙市")]))
    assert {f.scope for f in after.figures} == {"乙市"}
    assert [(m.text, m.canonical, m.called) for m in after.mentions if m.type == "Place"] == [
        ("甲市", "乙市", "甲市"),
        ("乙市", "乙市", None),
    ]
    assert (after.text, [f.quote for f in after.figures]) == (before.text, [f.quote for f in before.figures])
    assert [(link.called, link.outcome, link.chosen.canonical) for link in after.links] == [("甲市", "decided", "乙市")]
    assert "看过两篇原文" in after.links[0].chosen.reason
    quads = extraction_quads(after)
    assert violations(quads) == []
    assert extraction_of(quads) == after


def test_a_merge_of_what_no_sentence_names_still_reaches_the_figure() -> None:
    before = extraction("a", (Said("甲市"),))
    told = replace(before, mentions=())
    key = {"identity": None, "into_identity": "别处"}
    after = identified(told, decisions=folded([replace(row("merge", "甲市", "乙市"), **key)]))  # type: ignore[arg-type]
    quads = extraction_quads(after)
    assert after.figures[0].scope == "乙市"
    assert any(q.object.value == EntityKey("Place", "乙市", "别处").iri for q in quads if hasattr(q.object, "value"))


def test_a_relation_between_what_was_merged_is_no_relation() -> None:
    company = Decision(DAY, "merge", "Organization", "丁公司", "改名", into="丙公司")
    ends = replace(extraction("a", (Runs(),)).relations[0], subject="丁公司", subject_type="Organization", predicate="partOf")
    before = replace(extraction("a", (Runs(),)), relations=(ends,))
    assert identified(before, decisions=folded([company])).relations == ()


LINKED = Link("Place", "甲市", "linked", Sense("Place", "乙市", None, 0.9, "音近"))


def test_a_proposal_is_followed_unless_a_person_keeps_the_name_apart() -> None:
    before = replace(extraction("a", (Said("甲市"),)), links=(LINKED,))
    assert identified(before).figures[0].scope == "乙市"
    kept = identified(before, decisions=folded([row("apart", "甲市")]))
    assert (kept.figures[0].scope, kept.mentions[0].called) == ("甲市", None)
    assert (kept.links[0].outcome, kept.links[0].rivals) == ("decided", (LINKED.chosen,))


def test_a_name_kept_apart_in_one_article_is_another_entity_there_only() -> None:
    decisions = folded([row("apart", "甲市", article="a")])
    here, there = (identified(extraction(name, (Said("甲市"),)), decisions=decisions) for name in "ab")
    assert (here.mentions[0].identity, there.mentions[0].identity) == ("article:a", None)
    about = {q.object for e in (here, there) for q in extraction_quads(e) if q.predicate.value.endswith("#about")}
    assert len(about) == 2


def test_without_links_and_decisions_nothing_changes() -> None:
    assert identified(extraction()) == extraction()
