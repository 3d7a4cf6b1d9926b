"""The frame around the pages: opening, failing to open, language, warming."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest

from tests.fakes_workspace import FakeWorkspace


def _script(workspace: object, why: str | None) -> None:
    from kg.errors import DataFolderBusy
    from ui import frame

    def opener() -> object:
        if why:
            raise DataFolderBusy(why)
        return workspace

    frame.run(opener)  # type: ignore[arg-type]


def _open(workspace: FakeWorkspace, why: str | None = None) -> AppTest:
    test = AppTest.from_function(_script, args=(workspace, why), default_timeout=20).run()
    assert not test.exception
    return test


def test_the_first_page_is_drawn_and_the_model_warmed_after_it() -> None:
    workspace = FakeWorkspace()
    test = _open(workspace)
    assert test.title[0].value == "算力图谱"
    assert workspace.warmed == 1
    assert any("2 篇文章" in caption.value for caption in test.sidebar.caption)


def test_a_folder_that_cannot_be_opened_is_told_and_nothing_else_drawn() -> None:
    test = _open(FakeWorkspace(), "另一个进程占用着 data_1")
    assert "图谱打不开" in test.error[0].value and "data\\_1" in test.error[0].value
    assert not test.chat_input


def test_the_switch_changes_the_words() -> None:
    test = _open(FakeWorkspace())
    test.sidebar.button_group[0].set_value("en").run()
    assert test.title[0].value == "Suanli graph"
