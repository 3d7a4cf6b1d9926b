"""SPARQL: an editor, example queries, the result as a table, downloads, errors in words."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from kg.errors import QueryFailed, QueryRefused, QueryTimeout
from service.sparql_guard import query_form
from ui.desk import Desk
from ui.examples import example_queries
from ui.labels import Labels
from ui.results import Table, table
from ui.safe import plain

_SHOWN = 2000  # rows a browser's table takes in a moment
_MIMES = {"csv": "text/csv", "json": "application/sparql-results+json", "ttl": "text/turtle"}
_GRAPHS = ("CONSTRUCT", "DESCRIBE")
_NAMES = {"csv": "CSV", "json": "JSON", "ttl": "Turtle"}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a run: a table, or Turtle, or the key of an error's heading with its words."""

    query: str
    ms: float
    table: Table | None = None
    turtle: str | None = None
    error: tuple[str, str] | None = None


def page(desk: Desk) -> None:
    """The editor, filled from ``?query=`` where there is one, and the last outcome."""
    labels = desk.labels
    st.title(labels("query.title"), anchor=False)
    st.caption(labels("query.intro"))
    examples = example_queries(labels.language)
    _prefill(examples)
    st.selectbox(
        labels("query.examples"), list(examples), index=None, placeholder=labels("query.examples.pick"),
        key="query-example", on_change=_load, args=(examples,),
    )  # fmt: skip
    with st.form("query-form", border=False):
        text = st.text_area(labels("query.editor"), key="query-text", height=260)
        run = st.form_submit_button(labels("query.run"), type="primary", icon=":material/play_arrow:")
    if run:
        _run(desk, text or "")
    outcome: Outcome | None = st.session_state.get("outcome")
    if outcome is not None:
        _show(desk, outcome)


def _prefill(examples: Mapping[str, str]) -> None:
    """A new ``?query=`` replaces the editor's text; else what was typed stays, and the first visit gets an example."""
    state = st.session_state
    linked = st.query_params.get("query")
    if linked and state.get("linked-query") != linked:
        state["linked-query"] = linked
        state["query-kept"] = linked
        state.pop("outcome", None)
        state["query-text"] = linked
    elif "query-text" not in state:
        # Streamlit forgets a widget's value on another page; "query-kept" does not.
        state["query-text"] = state.get("query-kept") or next(iter(examples.values()))


def _load(queries: Mapping[str, str]) -> None:
    chosen = st.session_state["query-example"]
    if chosen:
        st.session_state["query-text"] = st.session_state["query-kept"] = queries[chosen]
        st.session_state.pop("outcome", None)


def _run(desk: Desk, text: str) -> None:
    st.session_state["query-kept"] = text
    if not text.strip():
        st.session_state["outcome"] = Outcome(text, 0.0, error=("query.failed", desk.labels("query.missing")))
        return
    st.session_state["linked-query"] = st.query_params["query"] = text
    with st.spinner(desk.labels("query.running")):
        st.session_state["outcome"] = _outcome(desk, text)


def _outcome(desk: Desk, text: str) -> Outcome:
    started = time.perf_counter()
    try:
        if query_form(text) in _GRAPHS:
            turtle = desk.workspace.sparql(text, "ttl").data.decode("utf-8")
            return Outcome(text, _since(started), turtle=turtle)
        found = table(desk.workspace.sparql(text, "json").data)
        return Outcome(text, _since(started), table=found)
    except QueryRefused as error:
        return Outcome(text, _since(started), error=("query.refused", str(error)))
    except QueryTimeout as error:
        return Outcome(text, _since(started), error=("query.timeout", str(error)))
    except QueryFailed as error:
        return Outcome(text, _since(started), error=("query.failed", str(error)))


def _since(started: float) -> float:
    return (time.perf_counter() - started) * 1000


def _show(desk: Desk, outcome: Outcome) -> None:
    labels = desk.labels
    if outcome.error:
        heading, words = outcome.error
        st.error(f"**{labels(heading)}**  \n{plain(words)}", icon=":material/error:")
        return
    ms = f"{outcome.ms:.0f}"
    if outcome.turtle is not None:
        st.caption(labels("query.graph", n=len(outcome.turtle.splitlines()), ms=ms))
        st.code(outcome.turtle, language="turtle", height=420)
    elif outcome.table is not None:
        st.caption(labels("query.rows", n=f"{len(outcome.table.cells):,}", ms=ms))
        _table(outcome.table, labels)
    _downloads(desk, outcome)


def _table(found: Table, labels: Labels) -> None:
    if found.truth is not None:
        st.subheader(labels("answer.yes" if found.truth else "answer.no"), anchor=False)
        return
    if not found.cells:
        st.info(labels("query.none"))
        return
    st.dataframe(pd.DataFrame(list(found.cells[:_SHOWN]), columns=list(found.columns)), hide_index=True, key="query-table")
    if len(found.cells) > _SHOWN:
        st.caption(labels("query.shown", n=f"{_SHOWN:,}"))


def _downloads(desk: Desk, outcome: Outcome) -> None:
    labels = desk.labels
    usable = ("ttl",) if outcome.turtle is not None else ("csv", "json")
    with st.container(horizontal=True):
        for form, mime in _MIMES.items():
            st.download_button(
                labels("query.download", format=_NAMES[form]),
                data=_fetch(desk, outcome.query, form),
                file_name=f"suanli.{form}",
                mime=mime,
                key=f"download-{form}",
                icon=":material/download:",
                on_click="ignore",
                disabled=form not in usable,
                help=None if form in usable else labels("query.turtle.only" if form == "ttl" else "query.table.only"),
            )


def _fetch(desk: Desk, text: str, form: str) -> Callable[[], bytes]:
    """The bytes in ``form``, computed when the button is pressed."""

    def data() -> bytes:
        return desk.workspace.sparql(text, form).data

    return data
