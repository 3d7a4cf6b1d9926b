"""One article: its text with highlights beside its figures, repairs, relations and ledger."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from kg.errors import SuanliError
from kg.finding_words import message
from kg.model import Figure
from ui.components.findings import show_findings
from ui.components.reader import reader
from ui.desk import Desk
from ui.labels import Labels
from ui.safe import escaped, plain, web_address

if TYPE_CHECKING:
    from service.views import ArticleView


def show_article(desk: Desk, article: str) -> None:
    """The article of id ``article``, at the stretch that ``?start=&end=`` name."""
    labels = desk.labels
    with st.container(horizontal=True, horizontal_alignment="distribute"):
        back = st.button(labels("article.back"), icon=":material/arrow_back:", type="tertiary", key="back")
        place = st.container(width="content")
    if back:
        st.query_params.clear()
        st.rerun()
    try:
        view = desk.workspace.article(article)
    except SuanliError:
        st.info(labels("article.unknown"), icon=":material/search_off:")
        return
    with place:
        if st.button(labels("article.remove"), icon=":material/delete:", key="remove"):
            _remove(desk, view)
    _heading(view, labels)
    body(view, labels)


def _remove(desk: Desk, view: ArticleView) -> None:
    try:
        desk.workspace.remove(view.id)
    except SuanliError as error:
        st.error(plain(str(error)))
        return
    st.session_state["removed"] = (view.id, view.title)
    st.session_state.pop("report", None)
    st.query_params.clear()
    st.rerun()


def _heading(view: ArticleView, labels: Labels) -> None:
    st.html(f'<h1 class="sl-heading">{escaped(view.title)}</h1>')
    where = [str(view.published or labels("article.undated")), view.source or labels("article.unsourced"), view.id]
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(plain(" · ".join(where)).replace("\\·", "·"))
        address = web_address(view.url)
        if address:
            st.link_button(labels("article.link"), address, icon=":material/open_in_new:", type="tertiary")
    for warning in view.warnings:
        st.caption(f":orange[:material/warning:] {plain(warning)}")
    for finding in view.findings:
        if finding.severity == "contradiction":
            st.caption(f":red[:material/error:] {plain(message(finding, labels.language))}")


@st.fragment
def body(view: ArticleView, labels: Labels) -> None:
    """Text and findings side by side; picking a figure brings its sentence into view and reruns nothing else."""
    text, found = st.columns([11, 9])
    with found:
        focus = _findings(view, labels)
    with text:
        reader(view, labels, focus or _linked(), key=f"reader-{view.id}")


def _linked() -> tuple[int, int] | None:
    start, end = st.query_params.get("start", ""), st.query_params.get("end", "")
    return (int(start), int(end)) if start.isdecimal() and end.isdecimal() and int(start) < int(end) else None


def _findings(view: ArticleView, labels: Labels) -> tuple[int, int] | None:
    repaired = [figure for figure in view.figures if figure.repair]
    figures, repairs, checks, relations, ledger = st.tabs(
        [
            labels("tab.figures", n=len(view.figures)),
            labels("tab.repairs", n=len(repaired) + len(view.repairs)),
            labels("tab.findings", n=len(view.findings)),
            labels("tab.relations", n=len(view.relations)),
            labels("tab.ledger"),
        ]
    )
    with repairs:
        _repairs(view, repaired, labels)
    with checks:
        show_findings(view, labels)
    with relations:
        _relations(view, labels)
    with ledger:
        _ledger(view, labels)
    with figures:
        return _figures(view, labels)


def _figures(view: ArticleView, labels: Labels) -> tuple[int, int] | None:
    if not view.figures:
        st.caption(labels("figures.none"))
        return None
    names = ("indicator", "value", "time", "scope", "qualifier", "statistician", "repair", "confidence")
    rows = [_figure_row(figure, labels) for figure in view.figures]
    chosen = st.dataframe(
        pd.DataFrame(rows, columns=list(names)), hide_index=True, key=f"figures-{view.id}", on_select="rerun",
        selection_mode="single-cell", placeholder="–", height=min(38 + 35 * len(rows), 520),
        column_config={
            **{name: st.column_config.Column(labels(f"figure.{name}")) for name in names},
            "confidence": st.column_config.NumberColumn(labels("figure.confidence"), format="percent"),
        },
    )  # fmt: skip
    st.caption(labels("figures.hint"))
    if not chosen.selection.cells:
        return None
    figure = view.figures[chosen.selection.cells[0][0]]
    return figure.quote_start, figure.quote_start + len(figure.quote)


def _figure_row(figure: Figure, labels: Labels) -> tuple[str | float | None, ...]:
    repair = figure.repair
    return (
        figure.indicator,
        written(figure.value, figure.unit),
        figure.time,
        figure.scope,
        labels(f"qualifier.{figure.qualifier}"),
        figure.statistician,
        labels("figure.from", raw=repair.raw, read=written(figure.value, figure.unit)) if repair else None,
        figure.confidence,
    )


def written(value: Decimal, unit: str) -> str:
    """Value and unit as a reader writes them: 65%, 76 EFLOPS, 830万架."""
    gap = " " if unit[:1].isascii() and unit[:1].isalpha() else ""
    return f"{value:f}{gap}{unit}"


def _repairs(view: ArticleView, repaired: list[Figure], labels: Labels) -> None:
    if not repaired and not view.repairs:
        st.caption(labels("repairs.none"))
    columns = [labels("repairs.raw"), labels("repairs.clean"), labels("repairs.rule"), labels("figure.confidence")]
    if repaired:
        st.text(labels("repairs.numbers"))
        rows = [
            (r.raw, written(figure.value, figure.unit), labels.known("rule", r.rule), r.confidence,
             "、".join(f"{value:f}" for value in r.alternatives))
            for figure in repaired if (r := figure.repair)
        ]  # fmt: skip
        _plain_table(rows, [*columns, labels("repairs.others")], f"number-repairs-{view.id}", percent=columns[-1])
    if view.repairs:
        st.text(labels("repairs.text"))
        lines = [
            (r.raw.replace("\n", "⏎"), r.clean.replace("\n", "⏎"), labels.known("rule", r.rule), r.confidence)
            for r in view.repairs
        ]
        _plain_table(lines, columns, f"text-repairs-{view.id}", percent=columns[-1])


def _relations(view: ArticleView, labels: Labels) -> None:
    if not view.relations:
        st.caption(labels("relations.none"))
        return
    rows = [(one.subject, labels(f"predicate.{one.predicate}"), one.object) for one in view.relations]
    _plain_table(rows, [labels(f"relation.{part}") for part in ("subject", "predicate", "object")], f"relations-{view.id}")


def _ledger(view: ArticleView, labels: Labels) -> None:
    st.caption(labels("ledger.intro"))
    ledger = view.ledger
    counts = {
        "numbers": ledger.numbers,
        "extracted": ledger.extracted,
        "ignored": ledger.ignored,
        "unresolved": ledger.unresolved,
    }
    with st.container(horizontal=True, gap="medium"):
        for name, count in counts.items():
            st.metric(labels(f"ledger.{name}"), count, width="content")
    if view.ignored:
        rows = [(number.text, labels.known("ignored", number.reason)) for number in view.ignored]
        _plain_table(rows, [labels("ledger.what"), labels("ledger.why")], f"ignored-{view.id}")


def _plain_table(rows: list[tuple[str | float, ...]], columns: list[str], key: str, percent: str | None = None) -> None:
    """A table to read; the column named ``percent`` holds shares of one."""
    shares = {percent: st.column_config.NumberColumn(percent, format="percent")} if percent else None
    frame = pd.DataFrame(rows, columns=columns)
    st.dataframe(frame, hide_index=True, key=key, height=min(38 + 35 * len(rows), 420), column_config=shares)
