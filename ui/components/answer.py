"""One answer: state, bare answers, sentence, formula, repairs, sources, series, SPARQL."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

import streamlit as st

from kg.errors import SuanliError
from kg.model import Answer, Evidence, NumberRepair, State
from ui.components.chart import chart
from ui.components.reader import reader
from ui.desk import Desk
from ui.labels import Labels
from ui.safe import escaped, plain

if TYPE_CHECKING:
    from service.views import SeriesPoint

_Colour = Literal["green", "blue", "orange", "violet", "gray"]
_COLOURS: dict[State, _Colour] = {
    "fact": "green", "derived": "blue", "conflicting": "orange", "partial": "orange", "text": "violet",
    "not_in_corpus": "gray", "ambiguous": "gray",
}  # fmt: skip
_ICONS: dict[State, str] = {
    "fact": "verified", "derived": "calculate", "conflicting": "compare_arrows", "partial": "contrast", "text": "article",
    "not_in_corpus": "search_off", "ambiguous": "help",
}  # fmt: skip
_SOURCES = 5  # sources shown before the rest is folded away


def show_answer(desk: Desk, answer: Answer, points: Sequence[SeriesPoint], key: str) -> None:
    """Draw ``answer`` with the series behind it; ``key`` sets its widgets apart from other answers'."""
    labels = desk.labels
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.badge(labels(f"state.{answer.state}"), icon=f":material/{_ICONS[answer.state]}:", color=_COLOURS[answer.state])
        if not answer.abstained:
            st.caption(labels("answer.confidence", percent=round(answer.confidence * 100)), width="content")
        if answer.elapsed_ms:
            st.caption(labels("answer.elapsed", ms=f"{answer.elapsed_ms:.0f}"), width="content")
    st.html(_words(answer, labels))
    for repair in answer.repairs:
        st.html(_repair(repair, answer, labels))
    if answer.evidence:
        _sources(desk, answer.evidence, key)
    if answer.series:
        chart(answer.series, points, labels, f"{key}-series")
    if answer.sparql:
        _queries(desk, answer.sparql, key)


def _words(answer: Answer, labels: Labels) -> str:
    parts = []
    # A long list, or a whole sentence from the text, is set smaller than a bare figure.
    many = len(answer.answers) > 3 or any(len(bare) > 30 for bare in answer.answers)
    if answer.answers and answer.answers != (answer.answer,):
        bare = "".join(f"<b>{escaped(one)}</b>" for one in answer.answers)
        parts.append(f'<div class="sl-answers{" many" if many else ""}">{bare}</div>')
    parts.append(f'<p class="sl-line">{escaped(answer.answer)}</p>')
    if answer.reason:
        parts.append(f'<p class="sl-line sl-note">{escaped(labels("answer.reason"))}：{escaped(answer.reason)}</p>')
    if answer.formula:
        parts.append(
            f'<div class="sl-box"><small>{escaped(labels("answer.formula"))}</small><code>{escaped(answer.formula)}</code></div>'
        )
    return f'<div data-testid="answer">{"".join(parts)}</div>'


def _repair(repair: NumberRepair, answer: Answer, labels: Labels) -> str:
    # With one bare answer and no sum the repaired number is that answer; in a sum it is one of the terms.
    if len(answer.answers) == len(answer.repairs) == 1 and answer.formula is None:
        lead = labels("repair.read", raw=repair.raw, read=answer.answers[0])
    else:
        lead = labels("repair.raw", raw=repair.raw)
    notes = [
        labels("repair.rule", rule=labels.known("rule", repair.rule)),
        labels("answer.confidence", percent=round(repair.confidence * 100)),
    ]
    if repair.alternatives:
        notes.append(labels("repair.others", values="、".join(f"{value:f}" for value in repair.alternatives)))
    if repair.corroborated_by:
        notes.append(labels("repair.borne", names="、".join(repair.corroborated_by)))
    return (
        f'<div class="sl-box sl-repair"><small>{escaped(labels("repair.title"))}</small>{escaped(lead)}'
        f"<small>{escaped(' · '.join(notes))}</small></div>"
    )


def _sources(desk: Desk, evidence: Sequence[Evidence], key: str) -> None:
    labels = desk.labels
    st.caption(labels("answer.sources"))
    for number, source in enumerate(evidence[:_SOURCES], 1):
        _source(desk, number, source, f"{key}-{number}")
    if len(evidence) > _SOURCES:
        with st.expander(labels("answer.sources.more", n=len(evidence) - _SOURCES)):
            for number, source in enumerate(evidence[_SOURCES:], _SOURCES + 1):
                _source(desk, number, source, f"{key}-{number}")


def _source(desk: Desk, number: int, source: Evidence, key: str) -> None:
    dated = f" · {source.published}" if source.published else ""
    with st.container(gap=None):
        opened = st.button(plain(f"[{number}] {source.title}{dated}"), key=f"cite-{key}", type="tertiary")
        st.html(f'<div class="sl-quote">{escaped(source.quote)}</div>')
    if opened:
        _open(desk, source)


def _open(desk: Desk, source: Evidence) -> None:
    """The article in a drawer beside the conversation, at the cited sentence."""

    @st.dialog(desk.labels("reader.title"), width="medium", position="right")
    def drawer() -> None:
        try:
            view = desk.workspace.article(source.article)
        except SuanliError:
            st.info(desk.labels("reader.gone"))
            return
        reader(view, desk.labels, (source.start, source.end), key=f"drawer-{source.article}")
        where = {"article": source.article, "start": str(source.start), "end": str(source.end)}
        st.page_link(desk.pages["corpus"], label=desk.labels("reader.full"), icon=":material/open_in_full:", query_params=where)

    drawer()


def _queries(desk: Desk, queries: Sequence[str], key: str) -> None:
    with st.expander(desk.labels("answer.sparql"), icon=":material/code:"):
        for number, query in enumerate(queries):
            st.code(query, language="sparql", wrap_lines=True)
            if st.button(desk.labels("answer.sparql.open"), key=f"open-{key}-{number}", icon=":material/open_in_new:"):
                st.switch_page(desk.pages["query"], query_params={"query": query})
