"""Names across articles: the graph is a function of the articles and the decisions, whatever came, went, was merged or split before."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.model import Article, Extraction, Link, Reported
from kg.passages import PassageIndex
from kg.rdf_read import extraction_of
from kg.store import GraphStore
from pipelines.articles.build import Library
from pipelines.articles.corpus import Corpus
from pipelines.articles.extract import extract
from pipelines.articles.identity.decisions import Action, Decision
from pipelines.articles.identity.namesakes import Use, weighed

COMPANIES = {
    "haidian.md": "芯片企业\n\n北京星澜科技有限公司在北京发布新芯片，由中科曙光代工。北京星澜科技有限公司表示产量将达2万张。\n",
    "nanshan.md": "云服务商\n\n深圳星澜科技有限公司在深圳开办云服务，客户有腾讯云。深圳星澜科技有限公司2024年营收达3亿元。\n",
    "near.md": "新品\n\n星澜科技完成融资，公司总部位于北京，中科曙光参与投资。\n",
    "far.md": "消息\n\n星澜科技完成融资，金额达2亿元。\n",
    "center.md": "中心\n\n庐州市云帆智算中心投运，算力规模达300PFLOPS。\n",
    "center2.md": "中心\n\n庐州云帆智能计算中心扩容，算力规模达500PFLOPS。\n",
    "plain.md": "速递\n\n2025年6月，贵州省智能算力规模达85EFLOPS。\n",
}


def library(folder: Path) -> Library:
    return Library(Corpus(folder / "corpus"), GraphStore(), PassageIndex(folder / "passages"))


def graph(made: Library) -> set[bytes]:
    return set(made.store.export("nq").splitlines())


def built(folder: Path, names: Iterable[str]) -> Library:
    made = library(folder)
    for name in names:
        made.add(name, COMPANIES[name].encode())
    return made


def links(made: Library, article: str) -> dict[str, Link]:
    return {link.called: link for link in extraction_of(made.store.quads(article)).links}


def test_a_short_name_goes_to_the_company_that_its_surroundings_tell_of(tmp_path: Path) -> None:
    made = built(tmp_path, ["near.md", "haidian.md", "nanshan.md"])
    link = links(made, "near")["星澜科技"]
    assert (link.outcome, link.chosen.canonical) == ("linked", "北京星澜科技有限公司")
    assert "北京" in link.chosen.reason
    assert [rival.canonical for rival in link.rivals] == ["深圳星澜科技有限公司"]


def test_a_short_name_that_nothing_tells_apart_stays_apart_with_both_as_candidates(tmp_path: Path) -> None:
    link = links(built(tmp_path, ["far.md", "haidian.md", "nanshan.md"]), "far")["星澜科技"]
    assert (link.outcome, link.chosen.canonical) == ("ambiguous", "星澜科技")
    assert {rival.canonical for rival in link.rivals} == {"北京星澜科技有限公司", "深圳星澜科技有限公司"}


def test_with_one_company_of_the_name_the_short_name_is_it_and_without_it_is_its_own(tmp_path: Path) -> None:
    made = built(tmp_path, ["far.md", "haidian.md"])
    assert links(made, "far")["星澜科技"].chosen.canonical == "北京星澜科技有限公司"
    made.remove("haidian")
    assert links(made, "far") == {}


def test_spellings_of_one_centre_are_one_entity(tmp_path: Path) -> None:
    made = built(tmp_path, ["center.md", "center2.md"])
    rows = made.store.select("SELECT DISTINCT ?e WHERE { ?e a sl:Center }")
    assert len(rows) == 1


ORDERS = st.permutations(sorted(COMPANIES))


@settings(max_examples=4, deadline=None, suppress_health_check=list(HealthCheck))
@given(order=ORDERS, gone=st.sets(st.sampled_from(sorted(COMPANIES)), max_size=3))
def test_order_does_not_matter_and_what_was_removed_was_never_there(order: list[str], gone: set[str]) -> None:
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as other:
        made = built(Path(one), order)
        for name in sorted(gone):
            made.remove(name.removesuffix(".md"), purge=True)
        fresh = library(Path(other))
        fresh.corpus.articles.mkdir(parents=True)
        for name in sorted(set(order) - gone):
            (fresh.corpus.folder / "articles" / name).write_text(COMPANIES[name], encoding="utf-8")
        fresh.sync()
        assert graph(made) == graph(fresh)


def decision(action: Action, name: str, into: str | None = None) -> Decision:
    return Decision(date(2026, 11, 24), action, "Organization", name, "测试", into=into)


@settings(max_examples=3, deadline=None, suppress_health_check=list(HealthCheck))
@given(order=ORDERS, ends=st.permutations(["北京星澜科技有限公司", "深圳星澜科技有限公司", "星澜科技"]))
def test_a_merge_undone_leaves_nothing_and_a_merged_article_removed_was_never_there(order: list[str], ends: list[str]) -> None:
    with tempfile.TemporaryDirectory() as one:
        made = built(Path(one), order)
        before = graph(made)
        made.decide(decision("merge", *ends[:2]))
        merged = graph(made)
        made.sync(fresh=True)
        assert graph(made) == merged, "replayed after each extraction"
        made.decide(decision("undo", *ends[:2]))
        assert graph(made) == before
        made.remove("haidian")
        without = graph(made)
        made.restore("haidian")
        assert graph(made) == before
        made.decide(decision("merge", *ends[:2]))
        made.remove("haidian")
        made.decide(decision("undo", *ends[:2]))
        assert graph(made) == without


def test_a_name_kept_apart_is_not_linked(tmp_path: Path) -> None:
    made = built(tmp_path, ["far.md", "haidian.md"])
    made.decide(decision("apart", "星澜科技"))
    link = links(made, "far")["星澜科技"]
    assert (link.outcome, link.chosen.canonical) == ("decided", "星澜科技")


def test_what_the_lexicon_alone_makes_of_a_name_makes_nobody_read_again(tmp_path: Path) -> None:
    read: list[str] = []

    def counting(article: Article, reported: Sequence[Reported] = ()) -> Extraction:
        read.append(article.id)
        return extract(article, reported)

    made = Library(Corpus(tmp_path / "corpus"), GraphStore(), PassageIndex(tmp_path / "passages"), counting)
    for name in "abc":
        made.add(f"{name}.md", f"消息{name}\n\n中国信息通讯研究院发布了第{name}份报告。\n".encode())
    assert [rival.canonical for rival in links(made, "a")["中国信息通讯研究院"].rivals] == ["中国信息通信研究院"]
    assert read == ["a", "b", "c"]


def use(article: str, name: str, mark: str | None = None, *around: str, kind: str = "Chip") -> Use:
    return Use(article, kind, name, frozenset(around), mark)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("block", "article", "outcome", "entity"),
    [
        ([use("a", "X1", "甲"), use("b", "X1", "甲")], "a", None, None),
        ([use("a", "X1", "甲"), use("b", "X1", None)], "b", None, None),
        ([use("a", "X1", "甲"), use("b", "X1", "乙")], "a", "linked", ("X1", "X1@甲")),
        ([use("a", "X1", "甲", "东", "西"), use("b", "X1", "乙", "南"), use("c", "X1", None, "东", "西")], "c", "linked", ("X1", "X1@甲")),
        ([use("a", "X1", "甲", "东"), use("b", "X1", "乙", "东"), use("c", "X1", None, "东")], "c", "ambiguous", ("X1", None)),
        ([use("a", "X1", "甲", "甲"), use("b", "X1", "乙"), use("c", "X1", None, "甲")], "c", "linked", ("X1", "X1@甲")),
        ([use("a", "X-1"), use("b", "X1")], "b", "linked", ("X-1", None)),
        ([use("a", "云启星", kind="Organization"), use("b", "云企星", kind="Organization")], "a", "new", ("云启星", None)),
        (
            [*(use(n, "云启星", kind="Organization") for n in "abc"), use("d", "云企星", kind="Organization")],
            "d", "linked", ("云启星", None),
        ),
        ([use("a", "云启", kind="Organization"), use("b", "云企", kind="Organization")], "a", None, None),
        ([use("a", "云启科技", kind="Organization"), use("b", "云启智能科技", kind="Organization")], "a", None, None),
        (
            [use("a", "云启科技股份有限公司", kind="Organization"), use("b", "云启科技", kind="Organization")],
            "b", "linked", ("云启科技股份有限公司", None),
        ),
    ],
)  # fmt: skip
def test_blocks(block: list[Use], article: str, outcome: str | None, entity: tuple[str, str | None] | None) -> None:
    found = {a: link for (a, _), link in weighed(block).items()}.get(article)
    told = (found.outcome, (found.chosen.canonical, found.chosen.identity)) if found else (None, None)
    assert told == (outcome, entity)
    again = {a: link for (a, _), link in weighed(block[::-1]).items()}.get(article)
    assert again == found
