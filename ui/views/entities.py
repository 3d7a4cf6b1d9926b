"""实体: the entities of the corpus by type, and one entity with its sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from kg.errors import EntityUnknown
from kg.model import ENTITY_TYPES
from ui.components.entity import show_entity
from ui.desk import Desk
from ui.labels import Labels
from ui.safe import escaped, plain

if TYPE_CHECKING:
    from service.entities import EntityRow


def page(desk: Desk) -> None:
    """The entity of ``?entity=`` (a name or an IRI), or the list."""
    wanted = st.query_params.get("entity")
    if wanted:
        try:
            show_entity(desk, desk.workspace.entity(wanted))
            return
        except EntityUnknown as error:
            st.warning(plain(str(error)))
    labels = desk.labels
    st.title(labels("page.entities"), anchor=False)
    rows = desk.workspace.entities()
    if rows:
        _list(_chosen(rows, labels), labels)
    else:
        st.html(f'<div class="sl-empty"><b>{escaped(labels("corpus.empty"))}</b>{escaped(labels("entities.empty.hint"))}</div>')


def _chosen(rows: list[EntityRow], labels: Labels) -> list[EntityRow]:
    """The rows of the type and the words that the reader asks for."""
    st.caption(labels("entities.intro"))
    counts = {kind: sum(row.type == kind for row in rows) for kind in ENTITY_TYPES}
    kind = st.pills(
        labels("entities.type"), [kind for kind in ENTITY_TYPES if counts[kind]], key="entity-type",
        format_func=lambda kind: f"{labels(f'type.{kind}')} {counts[kind]:,}", label_visibility="collapsed",
    )  # fmt: skip
    words = st.text_input(
        labels("entities.find"), placeholder=labels("entities.find"), key="entity-words", label_visibility="collapsed",
        icon=":material/search:",
    )  # fmt: skip
    sought = words.strip().casefold()
    return [
        row
        for row in rows
        if (kind is None or row.type == kind) and any(sought in name.casefold() for name in (row.name, *row.aliases))
    ]


def _list(rows: list[EntityRow], labels: Labels) -> None:
    if not rows:
        st.info(labels("entities.none"))
        return
    columns = {
        "name": "entities.name", "type": "entities.type", "mentions": "entities.mentions", "articles": "corpus.articles",
        "aliases": "entities.aliases",
    }  # fmt: skip
    shown = [(row.name, labels(f"type.{row.type}"), row.mentions, row.articles, "、".join(row.aliases)) for row in rows]
    config = {key: st.column_config.Column(labels(name), width=_WIDTHS.get(key)) for key, name in columns.items()}
    chosen = st.dataframe(
        pd.DataFrame(shown, columns=list(columns)), hide_index=True, column_config=config, key="entities", on_select="rerun",
        selection_mode="single-cell", placeholder="–", height=min(38 + 35 * len(shown), 560), alt=labels("page.entities"),
    )  # fmt: skip
    st.caption(labels("entities.hint"))
    if chosen.selection.cells:
        st.query_params["entity"] = rows[chosen.selection.cells[0][0]].iri
        st.rerun()


_WIDTHS = {"name": "medium", "aliases": "large", "mentions": "small", "articles": "small", "type": "small"}
