"""矛盾: figures that contradict each other, side by side, with the likely cause."""

from __future__ import annotations

from typing import Any

import streamlit as st

from ui.components.conflict import show_conflict
from ui.desk import Desk
from ui.labels import Labels
from ui.safe import escaped

_PAGE = 20  # conflicts shown before the reader asks for more
_KINDS = ("contradiction", "difference")


def page(desk: Desk) -> None:
    """All conflicts, or those of the kind that the reader picks; contradictions first."""
    labels = desk.labels
    st.title(labels("page.conflicts"), anchor=False)
    found = desk.workspace.conflicts()
    if not found:
        st.html(f'<div class="sl-empty"><b>{escaped(labels("conflicts.none"))}</b>{escaped(labels("conflicts.none.hint"))}</div>')
        return
    st.caption(labels("conflicts.intro"))
    rows = _chosen(found, labels)
    shown = st.session_state.get("conflicts-shown", _PAGE)
    for number, conflict in enumerate(rows[:shown]):
        show_conflict(desk, conflict, f"conflict-{number}")
    if len(rows) > shown and st.button(labels("conflicts.more", n=len(rows) - shown), key="conflicts-more"):
        st.session_state["conflicts-shown"] = shown + _PAGE
        st.rerun()


def _chosen(found: list[dict[str, Any]], labels: Labels) -> list[dict[str, Any]]:
    """The conflicts of the kind picked; the choice is offered where there are both kinds."""
    counts = {kind: sum(conflict["kind"] == kind for conflict in found) for kind in _KINDS}
    if not all(counts.values()):
        return found
    names = {kind: labels(f"conflict.{kind}") + f" {count:,}" for kind, count in counts.items()}
    kind = st.pills(
        labels("conflicts.kind"), _KINDS, key="conflict-kind", label_visibility="collapsed",
        format_func=names.__getitem__,
    )  # fmt: skip
    return [conflict for conflict in found if kind in (None, conflict["kind"])]
