"""The frame around every page: navigation, sidebar, style, and the workspace opened behind the first paint."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import streamlit as st

from kg.errors import SuanliError
from ui.desk import Desk, Opener, PageName
from ui.labels import STATIC, Labels
from ui.safe import plain
from ui.views import ask, conflicts, corpus, entities, query

if TYPE_CHECKING:
    from streamlit.navigation.page import Page

    from service.workspace import Workspace

# No icon for a page: Streamlit fetches it from another host, as the tab's icon.
_BODIES: dict[PageName, tuple[Callable[[Desk], None], str | None]] = {
    # The page of queries is not at /sparql: that path is the SPARQL protocol's.
    "ask": (ask.page, None),
    "query": (query.page, "query"),
    "corpus": (corpus.page, "corpus"),
    "entities": (entities.page, "entities"),
    "conflicts": (conflicts.page, "conflicts"),
}

_PENDING = ("idle", "loading")  # states of the dense arm that will change by themselves


def run(opener: Opener) -> None:
    """One run of the script: the page the reader is on, over the workspace that ``opener`` gives (cached by it)."""
    labels = Labels(st.session_state.get("language") or "zh")
    desk: list[Desk] = []
    pages = {name: _page(name, labels, desk) for name in _BODIES}
    current = st.navigation(list(pages.values()))
    st.set_page_config(
        page_title=f"{current.title} · {labels('app')}",
        page_icon=str(STATIC / "icon.svg"),
        layout="centered" if current is pages["ask"] else "wide",
    )
    st.html(STATIC / "app.css")
    st.logo(str(STATIC / "icon.svg"), size="large")
    status = _sidebar(labels)
    try:
        with st.spinner(labels("opening")):
            workspace = opener()
    except SuanliError as error:
        st.error(f"**{labels('open.failed')}**  \n{plain(str(error))}", icon=":material/error:")
        return
    with status:
        _status(workspace, labels)
    desk.append(Desk(labels, workspace, pages))
    current.run()
    workspace.warm()


def _page(name: PageName, labels: Labels, desk: list[Desk]) -> Page:
    body, path = _BODIES[name]

    def show() -> None:
        body(desk[0])

    return st.Page(
        show, title=labels(f"page.{name}"), url_path=path, default=path is None, help=labels(f"page.{name}.help")
    )  # fmt: skip


def _sidebar(labels: Labels) -> st.delta_generator.DeltaGenerator:
    """The brand and the language switch; returns the place for the status line."""
    with st.sidebar:
        st.html(f'<div class="sl-brand"><b>{labels("app")}</b><span>{labels("tagline")}</span></div>')
        st.segmented_control(
            labels("language"), ["zh", "en"], format_func={"zh": "中文", "en": "English"}.__getitem__, key="language",
            default="zh", required=True,
        )  # fmt: skip
        return st.container()


def _status(workspace: Workspace, labels: Labels) -> None:
    loading = workspace.status()["dense"] in _PENDING

    @st.fragment(run_every="3s" if loading else None)
    def lines() -> None:
        now = workspace.status()
        dense = str(now["dense"])
        st.caption(labels("status.counts", articles=f"{now['articles']:,}", triples=f"{now['triples']:,}"))
        known = dense in (*_PENDING, "ready", "off")
        st.caption(labels(f"status.dense.{dense}") if known else labels("status.dense.other", why=plain(dense)))
        if loading and dense not in _PENDING:
            st.rerun()

    lines()
