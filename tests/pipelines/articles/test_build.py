"""Library: all or nothing, whatever fails; and the same graph in any order and with any number of processes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.errors import ArticleExists, ArticleUnknown, ExtractionBroken, GraphInvalid
from kg.model import Article, Extraction, Ledger, Reported
from kg.passages import Passage, PassageIndex
from kg.rdf_read import extraction_of
from kg.store import GraphStore
from pipelines.articles.build import Library, fingerprint
from pipelines.articles.corpus import Corpus
from pipelines.articles.extract import extract
from pipelines.articles.pool import Extractor
from tests.articles import ARTICLES, COPIED

FILES = {name: text.encode() for name, text in {**ARTICLES, "copied.txt": COPIED}.items()}


class FailingIndex(PassageIndex):
    """Takes in what it is given, then fails, as a full disk may."""

    failing = True

    def add(self, article_id: str, passages: Sequence[Passage]) -> None:
        super().add(article_id, passages)
        if self.failing:
            raise OSError(28, "No space left on device")


class FailingStore(GraphStore):
    def add(self, article_id: str, quads: object) -> None:
        raise OSError(28, "No space left on device")


def misquoting(article: Article, reported: Sequence[Reported] = ()) -> Extraction:
    """Figures whose surface is not what the text has at their place: SHACL's own check refuses the graph."""
    found = extract(article)
    return replace(found, figures=tuple(replace(figure, as_written="无中生有", start=0, end=4) for figure in found.figures))


def failing(article: Article, reported: Sequence[Reported] = ()) -> Extraction:
    raise ExtractionBroken(f"数字账目不平（{Ledger(1, 0, 0, 0)}）")


def library(
    folder: Path, extractor: Extractor = extract, index: type[PassageIndex] = PassageIndex, store: type[GraphStore] = GraphStore
) -> Library:
    return Library(Corpus(folder / "corpus"), store(), index(folder / "passages"), extractor)


def state(made: Library) -> tuple[set[bytes], tuple[str, ...], list[str]]:
    files = sorted(path.name for path in made.corpus.articles.glob("*"))
    return set(made.store.export("nq").splitlines()), made.index.article_ids(), files


def test_an_article_whose_graph_breaks_the_shapes_is_refused_whole(tmp_path: Path) -> None:
    made = library(tmp_path, misquoting)
    before = state(made)
    with pytest.raises(GraphInvalid, match="SHACL"):
        made.add("guiyang.md", FILES["guiyang.md"])
    assert state(made) == before


def test_an_extraction_that_contradicts_itself_is_refused_whole(tmp_path: Path) -> None:
    made = library(tmp_path, failing)
    before = state(made)
    with pytest.raises(ExtractionBroken):
        made.add("guiyang.md", FILES["guiyang.md"])
    assert state(made) == before


@pytest.mark.parametrize(
    ("index", "store"), [(FailingIndex, GraphStore), (PassageIndex, FailingStore), (FailingIndex, FailingStore)]
)
def test_a_failure_in_the_middle_leaves_file_index_and_graph_as_they_were(
    tmp_path: Path, index: type[PassageIndex], store: type[GraphStore]
) -> None:
    made = library(tmp_path, index=index, store=store)
    before = state(made)
    with pytest.raises(OSError, match="No space"):
        made.add("guiyang.md", FILES["guiyang.md"])
    assert state(made) == before


def test_an_article_that_cannot_come_back_stays_in_the_bin(tmp_path: Path) -> None:
    made = library(tmp_path, index=FailingIndex)
    assert isinstance(made.index, FailingIndex)
    made.index.failing = False
    made.add("guiyang.md", FILES["guiyang.md"])
    made.remove("guiyang")
    before = state(made)
    made.index.failing = True
    with pytest.raises(OSError, match="No space"):
        made.restore("guiyang")
    assert state(made) == before
    made.index.failing = False
    made.restore("guiyang")
    assert made.store.has("guiyang")


def test_an_article_does_not_come_back_over_another_of_its_id(tmp_path: Path) -> None:
    made = library(tmp_path)
    made.add("guiyang.md", FILES["guiyang.md"])
    made.remove("guiyang")
    made.add("guiyang.txt", FILES["shaoguan.txt"])
    before = state(made)
    with pytest.raises(ArticleExists):
        made.restore("guiyang")
    assert state(made) == before
    with pytest.raises(ArticleUnknown):
        made.restore("nothing")


def test_a_build_refuses_one_article_and_takes_in_the_rest(tmp_path: Path) -> None:
    made = library(tmp_path, choosy)
    made.corpus.articles.mkdir(parents=True)
    for name, data in FILES.items():
        (made.corpus.articles / name).write_bytes(data)
    report = made.sync()
    assert (report.added, [failure.name for failure in report.failed]) == (["copied", "guiyang", "shaoguan"], ["huhehaote"])
    assert report.failed[0].reason


def choosy(article: Article, reported: Sequence[Reported] = ()) -> Extraction:
    return misquoting(article) if article.id == "huhehaote" else extract(article, reported)


def test_what_only_the_index_has_goes_with_the_next_build(tmp_path: Path) -> None:
    made = library(tmp_path)
    made.add("guiyang.md", FILES["guiyang.md"])
    made.index.add("ghost", [Passage("ghost", 0, "题", "", "句。", "", 0, 2, None)])
    made.store.remove("guiyang")
    report = made.sync()
    assert (report.removed, report.added) == (["ghost"], ["guiyang"])
    assert made.index.article_ids() == ("guiyang",)


@pytest.fixture(scope="module")
def sets(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[frozenset[str], set[bytes]]]:
    """The graph of each set of the articles, made by adding them in the order of their names."""
    graphs = {}
    for bits in range(2 ** len(FILES)):
        names = [name for number, name in enumerate(FILES) if bits >> number & 1]
        made = library(tmp_path_factory.mktemp("set"))
        for name in names:
            made.add(name, FILES[name])
        graphs[frozenset(names)] = state(made)[0]
    yield graphs


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.sampled_from(sorted(FILES)), min_size=1, max_size=7))
def test_the_graph_is_that_of_the_articles_in_it_however_they_came_and_went(
    sets: dict[frozenset[str], set[bytes]], tmp_path_factory: pytest.TempPathFactory, steps: list[str]
) -> None:
    made = library(tmp_path_factory.mktemp("steps"))
    present: set[str] = set()
    for name in steps:  # adds what is out, removes what is in; a third time takes it back from the bin
        article_id = name.partition(".")[0]
        if name in present:
            made.remove(article_id)
        elif (made.corpus.bin / name).exists():
            made.restore(article_id)
        else:
            made.add(name, FILES[name])
        present ^= {name}
    graph, indexed, files = state(made)
    assert not graph ^ sets[frozenset(present)]
    assert (list(indexed), files) == (sorted(name.partition(".")[0] for name in present), sorted(present))


def test_another_article_bears_a_doubtful_number_out_while_it_is_in(tmp_path: Path) -> None:
    made = library(tmp_path)

    def growth() -> tuple[float, tuple[str, ...]]:
        figures = extraction_of(made.store.quads("copied")).figures
        (repair,) = [f.repair for f in figures if f.indicator == "智能算力规模同比增速" and f.repair]
        return repair.confidence, repair.corroborated_by

    made.add("copied.txt", FILES["copied.txt"])
    alone = growth()
    made.add("guiyang.md", FILES["guiyang.md"])
    beside = growth()
    made.remove("guiyang")
    assert alone == growth()
    assert (alone[1], beside[1]) == ((), ("guiyang",))
    assert beside[0] > alone[0]
    made.sync(fresh=True)
    assert alone == growth()


def test_processes_make_the_same_graph(tmp_path: Path) -> None:
    one, two = library(tmp_path / "one"), library(tmp_path / "two")
    texts = {f"{number}-{name}": data + f"第{number}版。".encode() for number in "12" for name, data in FILES.items()}
    for made in (one, two):
        made.corpus.articles.mkdir(parents=True)
        for name, data in texts.items():
            (made.corpus.articles / name).write_bytes(data)
    done: list[str] = []
    reports = one.sync(), two.sync(jobs=2, progress=lambda n, total, name: done.append(f"{n}/{total}"))
    assert reports[0] == reports[1]
    assert len(reports[1].added) == 8
    assert done == [f"{n}/8" for n in range(1, 9)]
    assert not state(one)[0] ^ state(two)[0]


def test_the_fingerprint_is_the_same_each_time() -> None:
    assert fingerprint() == fingerprint()
