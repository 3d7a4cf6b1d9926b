"""语料: the list of articles, adding some, and one article with what was read in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from ui.components.adding import adding
from ui.components.article import show_article
from ui.desk import Desk
from ui.labels import Labels
from ui.safe import escaped, plain

if TYPE_CHECKING:
    from kg.store import ArticleInfo


def page(desk: Desk) -> None:
    """The article of ``?article=`` (at ``start``:``end`` where given), or the list."""
    _undo(desk)
    wanted = st.query_params.get("article")
    if wanted:
        show_article(desk, wanted)
        return
    labels = desk.labels
    st.title(labels("corpus.title"), anchor=False)
    found = desk.workspace.articles()
    if found:
        st.caption(labels("corpus.intro"))
        _counts(found, labels)
        _finder(found, labels)
        _list(found, labels)
    else:
        st.html(f'<div class="sl-empty"><b>{escaped(labels("corpus.empty"))}</b>{escaped(labels("corpus.empty.hint"))}</div>')
    adding(desk)


def _undo(desk: Desk) -> None:
    """What was removed last, with the way back."""
    labels = desk.labels
    gone: tuple[str, str] | None = st.session_state.get("removed")
    if gone is None:
        return
    article, title = gone
    with st.container(horizontal=True, vertical_alignment="center", border=True, key="undo-bar"):
        st.markdown(labels("article.removed", title=plain(title)), width="stretch")
        if st.button(labels("article.undo"), icon=":material/undo:", key="undo"):
            desk.workspace.restore(article)
            del st.session_state["removed"]
            st.toast(labels("article.restored", title=plain(title)))
            st.query_params["article"] = article
            st.rerun()
        if st.button(labels("add.ok"), key="undo-dismiss", type="tertiary"):
            del st.session_state["removed"]
            st.rerun()


def _counts(found: list[ArticleInfo], labels: Labels) -> None:
    totals = {
        "corpus.articles": len(found),
        "corpus.figures": sum(one.figures for one in found),
        "corpus.entities": sum(one.entities for one in found),
        "corpus.repairs": sum(one.repairs for one in found),
        "corpus.unresolved": sum(one.ledger.unresolved for one in found),
    }
    with st.container(horizontal=True, gap="medium"):
        for key, total in totals.items():
            st.metric(labels(key), f"{total:,}", width="content")


def _finder(found: list[ArticleInfo], labels: Labels) -> None:
    titles = {one.id: f"{one.title} · {one.published or labels('article.undated')}" for one in found}
    st.selectbox(
        labels("corpus.open"), list(titles), index=None, format_func=titles.__getitem__, placeholder=labels("corpus.find"),
        key="finder", on_change=_found, label_visibility="collapsed",
    )  # fmt: skip


def _found() -> None:
    if st.session_state["finder"]:
        st.query_params["article"] = st.session_state["finder"]


def _list(found: list[ArticleInfo], labels: Labels) -> None:
    names = {
        "title": "column.title", "published": "column.published", "figures": "corpus.figures",
        "entities": "corpus.entities", "repairs": "corpus.repairs", "unresolved": "corpus.unresolved", "findings": "corpus.findings", "warnings": "corpus.warnings", "source": "column.source",
    }  # fmt: skip
    rows = [
        (
            one.title,
            one.published,
            one.figures,
            one.entities,
            one.repairs,
            one.ledger.unresolved,
            one.findings,
            one.warnings,
            one.source,
        )
        for one in found
    ]
    columns = {
        key: st.column_config.Column(labels(name), width="large" if key == "title" else None) for key, name in names.items()
    }
    chosen = st.dataframe(
        pd.DataFrame(rows, columns=list(names)), hide_index=True, column_config=columns, key="articles", on_select="rerun",
        selection_mode="single-cell", placeholder="–", height=min(38 + 35 * len(rows), 460), alt=labels("corpus.list"),
    )  # fmt: skip
    st.caption(labels("corpus.list.hint"))
    if chosen.selection.cells:
        st.query_params["article"] = found[chosen.selection.cells[0][0]].id
        st.rerun()
