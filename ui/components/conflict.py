"""One conflict: what is measured, the likely cause, and the two sides with their sentences."""

from __future__ import annotations

from typing import Any

import streamlit as st

from ui.desk import Desk
from ui.labels import Labels
from ui.safe import escaped, plain

_COLOURS = {"contradiction": "orange", "difference": "gray"}


def show_conflict(desk: Desk, conflict: dict[str, Any], key: str) -> None:
    """A card of ``conflict``, as ``Workspace.conflicts`` gives it; ``key`` sets its widgets apart."""
    labels = desk.labels
    english = labels.language == "en"
    with st.container(border=True, key=key):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.markdown(f"**{plain(_what(conflict, labels))}**", width="content")
            cause = conflict["cause_en" if english else "cause_zh"]
            st.badge(plain(cause), icon=":material/compare_arrows:", color=_COLOURS[conflict["kind"]])  # type: ignore[arg-type]
        st.caption(plain(conflict["note_en" if english else "note"]))
        for column, side in zip(st.columns(2), conflict["sides"], strict=True):
            with column:
                _side(desk, side)


def _what(conflict: dict[str, Any], labels: Labels) -> str:
    status = labels.known("status", conflict["status"]) if conflict["status"] != "actual" else None
    parts = (conflict["about"], conflict["indicator"], conflict["basis"], conflict["precision"], conflict["period"], status)
    return " · ".join(part for part in parts if part)


def _side(desk: Desk, side: dict[str, Any]) -> None:
    st.html(f'<div class="sl-answers"><b>{escaped(side["as_written"])}</b></div>')
    for claim in side["claims"]:
        where = {"article": claim["article"], "start": str(claim["start"]), "end": str(claim["end"])}
        st.page_link(desk.pages["corpus"], label=plain(claim["title"]), icon=":material/article:", query_params=where)
        told = [claim["published"] or desk.labels("article.undated"), claim["source"] or desk.labels("article.unsourced")]
        told += [desk.labels("conflicts.counted", who=claim["source_org"])] if claim["source_org"] else []
        quote = escaped(claim["quote"]).replace(escaped(claim["as_written"]), f"<b>{escaped(claim['as_written'])}</b>")
        st.html(f'<div class="sl-note">{escaped(" · ".join(told))}</div><div class="sl-quote">{quote}</div>')
