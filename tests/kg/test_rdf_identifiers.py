"""Identifiers of entities: Wikidata, GB/T 2260, numbers of documents and standards, in the article's graph and back."""

from __future__ import annotations

import re

import pytest
from pyoxigraph import NamedNode

from kg.lexicon import lexicon
from kg.model import EntityType, Mention
from kg.rdf_identifiers import identifier_facts, scheme_of

NODE = NamedNode("https://w3id.org/suanli/id/entity/x")


def told(type: EntityType, name: str, entry: str | None, identity: str | None = None) -> dict[str, str]:
    mention = Mention(0, len(name), name, type, name, 0.9, "lexicon", entry, identity=identity)
    return dict(scheme_of(predicate, value) for _, predicate, value in identifier_facts(NODE, mention))


@pytest.mark.parametrize(
    ("type", "name", "entry", "expected"),
    [
        ("Organization", "华为", "companies:华为", {"wikidata": "Q160120"}),
        ("Place", "贵州", "divisions:520000", {"gb2260": "520000"}),
        ("Place", "天津市河北区", "divisions:120105", {"gb2260": "120105"}),
        ("Policy", "新一代人工智能发展规划", "policies:新一代人工智能发展规划", {"document": "国发〔2017〕35号"}),
        ("Policy", "数据中心能效限定值及能效等级", "policies:数据中心能效限定值及能效等级", {"standard": "GB 40879-2021"}),
        ("Organization", "英伟达", "companies:英伟达", {"wikidata": "Q182477", "listing": "NASDAQ:NVDA"}),
        ("Organization", "国家数据局", "agencies:国家数据局", {}),
        ("Chip", "昇腾910B", "chips:华为昇腾", {}),
        ("Organization", "华为终端", "companies:华为", {}),
        ("Organization", "华为", None, {}),
    ],
)
def test_only_what_the_entity_itself_is_known_by(
    type: EntityType, name: str, entry: str | None, expected: dict[str, str]
) -> None:
    assert told(type, name, entry) == expected


def test_a_name_of_several_places_has_a_code_only_where_it_is_told_which() -> None:
    several = [entry for entry in lexicon().of_type("Place") if entry.name == "鼓楼区"]
    assert len(several) > 1
    first = several[0]
    assert told("Place", "鼓楼区", first.key) == {}
    assert told("Place", "徐州市鼓楼区", first.key, first.key) == {"gb2260": first.key.partition(":")[2]}
    assert told("Place", "徐州市鼓楼区", first.key, "divisions:000000") == {}


def test_every_wikidata_item_of_the_lexicon_is_of_one_entry() -> None:
    items = [value for entry in lexicon().entries.values() for scheme, value in entry.identifiers if scheme == "wikidata"]
    assert len(items) == len(set(items)) > 20
    assert all(re.fullmatch(r"Q[1-9]\d*", item) for item in items)
