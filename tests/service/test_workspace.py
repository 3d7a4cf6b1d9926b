"""The workspace: what the page and the command line share beyond the library's own jobs."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from kg.errors import ArticleUnknown, CorpusUnusable
from service.workspace import Workspace, open_workspace
from tests.articles import GUIYANG, SHAOGUAN
from tests.conftest import Place


@pytest.fixture
def workspace(place: Place) -> Iterator[Workspace]:
    opened = open_workspace(place.corpus, place.data)
    yield opened
    opened.close()


def test_add_reports_each_file_and_its_progress(workspace: Workspace) -> None:
    steps: list[tuple[int, int, str]] = []
    files = [("new.txt", "标题\n\n2024年，天津市机架规模达18万架。".encode()), ("empty.txt", b""), ("copy.md", SHAOGUAN.encode())]
    report = workspace.add(files, progress=lambda *step: steps.append(step))
    assert report.added == ("new",)
    assert [name for name, _ in report.failed] == ["empty.txt", "copy.md"]
    assert all(reason and not reason.startswith(name) for name, reason in report.failed)
    assert steps == [(1, 3, "new.txt"), (2, 3, "empty.txt"), (3, 3, "copy.md")]


def test_an_article_shows_what_was_extracted(workspace: Workspace) -> None:
    view = workspace.article("guiyang")
    assert (view.title, view.source, str(view.published)) == ("贵阳扩建智算中心", "示例日报", "2025-07-10")
    assert view.text.endswith(GUIYANG[-10:].strip())
    for figure in view.figures:
        assert view.text[figure.start : figure.end] == figure.as_written
    assert view.ledger.extracted == len(view.figures)
    with pytest.raises(ArticleUnknown):
        workspace.article("nothing")


def test_restore_undoes_remove(workspace: Workspace) -> None:
    before = set(workspace.export("nq").splitlines())
    view = workspace.article("guiyang")
    workspace.remove("guiyang")
    workspace.restore("guiyang")
    assert workspace.article("guiyang") == view
    assert not before ^ set(workspace.export("nq").splitlines())
    assert workspace.check() == []


def test_a_question_comes_back_as_it_was_asked(workspace: Workspace) -> None:
    question = "２０２５年６月，贵州省智能算力规模是多少？ "
    answer = workspace.ask(question)
    assert (answer.question, answer.answers) == (question, ("85 EFLOPS",))


def test_examples_are_questions_that_the_graph_answers(workspace: Workspace) -> None:
    shown = workspace.examples(4)
    assert len(set(shown)) == len(shown) == 4
    assert {workspace.ask(question, dense=False).state for question in shown} == {"fact"}


def test_questions_are_answered_while_articles_come_and_go(workspace: Workspace) -> None:
    def change() -> None:
        for _ in range(3):
            workspace.remove("huhehaote")
            workspace.restore("huhehaote")

    with ThreadPoolExecutor(3) as pool:
        changing = pool.submit(change)
        answers = list(pool.map(workspace.ask, ["2025年6月贵州省智能算力规模是多少？"] * 12))
        changing.result()
    assert {answer.answers for answer in answers} == {("85 EFLOPS",)}
    assert workspace.check() == []


def test_the_state_of_the_dense_arm_is_told(workspace: Workspace) -> None:
    workspace.warm()
    status = workspace.status()
    assert (status["articles"], status["dense"]) == (3, "off")
    assert isinstance(status["triples"], int)


def test_a_corpus_that_is_not_the_one_of_the_data_folder_is_refused_for_every_change(place: Place) -> None:
    other = place.data.parent / "other"
    (other / "articles").mkdir(parents=True)
    opened = open_workspace(other, place.data)
    try:
        for change in (
            lambda: opened.remove("guiyang"),
            lambda: opened.restore("guiyang"),
            lambda: opened.add([("a.txt", b"x")]),
        ):
            with pytest.raises(CorpusUnusable, match="语料"):
                change()
    finally:
        opened.close()


def test_the_shipped_corpus_is_sound(shipped: Place) -> None:
    opened = open_workspace(shipped.corpus, shipped.data, read_only=True)
    try:
        assert opened.check() == []
        assert len(opened.articles()) >= 13
    finally:
        opened.close()
