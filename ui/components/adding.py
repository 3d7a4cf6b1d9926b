"""Putting articles in: pasted or uploaded, with progress and a report for each file."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

import streamlit as st

from kg.errors import SuanliError
from ui.desk import Desk
from ui.labels import Labels
from ui.safe import plain

if TYPE_CHECKING:
    from service.workspace import AddReport

_TYPES = ["txt", "md"]


def adding(desk: Desk) -> None:
    """The two forms, and the report of what came of the last one."""
    labels = desk.labels
    st.subheader(labels("corpus.add"), anchor=False)
    _report(desk)
    if st.session_state.pop("paste-done", False):
        st.session_state.update({"paste-title": "", "paste-body": "", "paste-published": None, "paste-source": ""})
    paste, upload = st.tabs([labels("add.paste"), labels("add.upload")])
    with paste, st.form("paste-form", clear_on_submit=False):
        title = st.text_input(labels("add.title"), key="paste-title", max_chars=200)
        body = st.text_area(labels("add.body"), key="paste-body", height=200, placeholder=labels("add.body.hint"))
        published, source = _origin(labels, "paste")
        pasted = st.form_submit_button(labels("add.submit"), type="primary", icon=":material/add:", key="paste-submit")
    if pasted:
        if title.strip() and body.strip():
            _add(desk, [(file_name(title), f"{title.strip()}\n\n{body.strip()}\n".encode())], published, source)
        else:
            st.warning(labels("add.missing"))
    with upload, st.form("upload-form", clear_on_submit=True):
        files = st.file_uploader(labels("add.files"), type=_TYPES, accept_multiple_files=True, key="upload-files")
        published, source = _origin(labels, "upload")
        uploaded = st.form_submit_button(labels("add.submit"), type="primary", icon=":material/add:", key="upload-submit")
    if uploaded:
        if files:
            _add(desk, [(file.name, file.getvalue()) for file in files], published, source)
        else:
            st.warning(labels("add.nofile"))


def file_name(title: str) -> str:
    """A file name for a pasted article: its title's letters, digits and dashes, at most 40."""
    kept = re.sub(r"\W+", "-", title.strip()).strip("-_")[:40]
    return f"{kept or 'article'}.txt"


def _origin(labels: Labels, key: str) -> tuple[date | None, str]:
    left, right = st.columns(2)
    with left:
        published = st.date_input(
            labels("add.published"), value=None, key=f"{key}-published", help=labels("add.published.help"),
            min_value=date(1990, 1, 1), format="YYYY-MM-DD",
        )  # fmt: skip
    with right:
        source = st.text_input(labels("add.source"), key=f"{key}-source", max_chars=100)
    return published, source


def _add(desk: Desk, files: Sequence[tuple[str, bytes]], published: date | None, source: str) -> None:
    labels = desk.labels
    bar = st.progress(0.0, labels("add.preparing"))

    def progress(done: int, total: int, name: str) -> None:
        share = min(1.0, done / total) if total else 0.0
        bar.progress(share, labels("add.working", name=plain(name), done=done, total=total))

    try:
        report = desk.workspace.add(files, published, source.strip() or None, progress)
    except SuanliError as error:
        bar.empty()
        st.error(plain(str(error)))
        return
    st.session_state["report"] = report
    st.session_state["paste-done"] = not report.failed
    st.rerun()


def _report(desk: Desk) -> None:
    report: AddReport | None = st.session_state.get("report")
    if report is None:
        return
    labels = desk.labels
    titles = {one.id: one.title for one in desk.workspace.articles()}
    with st.container(border=True, key="report"):
        words = labels("add.report", added=len(report.added), failed=len(report.failed))
        st.markdown(f":material/{'check_circle' if report.added else 'error'}: {words}")
        for article in report.added:
            if article in titles:
                # A link to the page one is on would not change the address, and the next click would lose the article.
                label = labels("add.open", title=plain(titles[article]))
                if st.button(label, key=f"added-{article}", type="tertiary", icon=":material/article:"):
                    st.query_params["article"] = article
                    st.rerun()
        for name, reason in report.failed:
            st.markdown(f":orange[:material/warning:] {labels('add.failed', name=plain(name), reason=plain(reason))}")
        if st.button(labels("add.ok"), key="report-ok", type="tertiary"):
            del st.session_state["report"]
            st.rerun()
