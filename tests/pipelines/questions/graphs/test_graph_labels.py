"""What words may mean by the labels of a graph, and names that are spelt otherwise."""

from __future__ import annotations

import pytest

from kg.rdf_file import load_rdf
from pipelines.questions.graphs.labels import Labels, read_labels
from pipelines.questions.graphs.reading import read_schema
from pipelines.questions.graphs.schema import Schema, local_name
from pipelines.questions.graphs.slips import Slips
from pipelines.questions.graphs.words import key, spelling, spoken, stem
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def schema() -> Schema:
    return read_schema(load_rdf(ROOT / "tests/cases/graphs/stations.ttl"))


@pytest.fixture(scope="module")
def labels(schema: Schema) -> Labels:
    return read_labels(schema)


@pytest.mark.parametrize(
    ("word", "kind", "local"),
    [
        ("青岭站", "thing", "qingling"),
        ("青岭", "thing", "qingling"),  # without the end that only tells the class
        ("气象站", "class", "Station"),
        ("研究所", "class", "Institute"),
        ("降水量", "property", "rainfall"),
        ("海拔", "property", "elevation"),  # by what elevation means
        ("员工", "property", "staff"),
        ("出生", "property", "birthPlace"),
        ("operated", "property", "operator"),
    ],
)
def test_words(labels: Labels, word: str, kind: str, local: str) -> None:
    found = {(r.kind, local_name(target)) for r in labels.readings.get(key(word), ()) for target in r.targets}
    assert (kind, local) in found


@pytest.mark.parametrize("word", ["风速", "西峰站", "平均", "的", "是"])
def test_words_that_mean_nothing_here(labels: Labels, word: str) -> None:
    assert key(word) not in labels.readings


def test_kinds_and_units_are_observed(schema: Schema) -> None:
    kinds = {local_name(p.iri): (p.kind, p.unit("zh")) for p in schema.properties.values()}
    assert kinds["elevation"] == ("number", "m")
    assert kinds["rainfall"] == ("number", "毫米")
    assert kinds["year"] == ("date", "")
    assert kinds["founded"] == ("date", "")
    assert kinds["observation"] == ("statement", "")
    assert kinds["operator"] == ("thing", "")


@pytest.mark.parametrize(
    ("spelt", "name"),
    [
        ("清岭站", "青岭站"),  # sounds the same
        ("高原气像研究所", "高原气象研究所"),
        ("高原气象研究索", "高原气象研究所"),
        ("Qinglng Station", "Qingling Station"),  # a letter short
        ("西岭站", None),
        ("青岭站", None),  # is a name itself
        ("研究所", None),
        ("站", None),
        ("", None),
    ],
)
def test_slips(labels: Labels, spelt: str, name: str | None) -> None:
    slips = Slips(spelling(known) for known in labels.names.values())
    assert slips.near(spelling(spelt)) == (spelling(name) if name else None)


def test_numbers_and_directions_are_no_slips() -> None:
    slips = Slips(map(spelling, ("第一人民医院", "东方大学校", "Model 3000")))
    assert slips.near(spelling("第二人民医院")) is None
    assert slips.near(spelling("西方大学校")) is None
    assert slips.near(spelling("Model 3001")) is None


def test_stems_meet_and_local_names_are_spoken() -> None:
    assert stem("operator") == stem("operated") == stem("operates")
    assert stem("cities") == stem("city")
    assert spoken("birthPlace") == "birth Place"
    assert spoken("date_of-birth") == "date of birth"
