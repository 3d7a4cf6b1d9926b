"""问答: a conversation of questions and cited answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import streamlit as st

from kg.errors import SuanliError
from kg.model import Answer
from ui.components.answer import show_answer
from ui.components.scroll import scroll_here
from ui.desk import Desk
from ui.labels import STATIC
from ui.safe import escaped, plain

if TYPE_CHECKING:
    from service.views import SeriesPoint

_READER, _HOUSE = ":material/person:", str(STATIC / "icon.svg")
_KEPT = 30  # turns of a conversation that stay on the page


@dataclass(frozen=True, slots=True)
class Turn:
    question: str
    answer: Answer | None
    points: tuple[SeriesPoint, ...] = ()
    error: str | None = None


def page(desk: Desk) -> None:
    """The conversation so far, and the next question: typed, picked, or from ``?q=``."""
    labels = desk.labels
    turns: list[Turn] = st.session_state.setdefault("turns", [])
    typed = st.chat_input(labels("ask.placeholder"), key="question", max_chars=500)
    if not turns:
        _welcome(desk)
    for number, turn in enumerate(turns):
        if number == len(turns) - 1:
            scroll_here(st.session_state.get("asked", 0))
        _show(desk, turn, f"t{number}")
    question = typed or st.session_state.pop("picked", None) or _linked(turns)
    if question and question.strip():
        with st.chat_message("user", avatar=_READER):
            st.text(question)
        with st.chat_message("assistant", avatar=_HOUSE), st.spinner(labels("ask.working")):
            turn = _ask(desk, question.strip())
        st.session_state["turns"] = [*turns, turn][-_KEPT:]
        st.session_state["asked"] = st.session_state.get("asked", 0) + 1
        st.query_params["q"] = question.strip()
        st.rerun()
    if turns and st.button(labels("ask.clear"), icon=":material/clear_all:", type="tertiary"):
        st.session_state["turns"] = []
        st.query_params.clear()
        st.rerun()


def _linked(turns: list[Turn]) -> str | None:
    """The question of the address, unless it is the one just answered."""
    linked = st.query_params.get("q")
    return linked if linked and linked.strip() and not any(turn.question == linked.strip() for turn in turns) else None


def _ask(desk: Desk, question: str) -> Turn:
    try:
        answer = desk.workspace.ask(question)
        points = _points(desk, answer)
    except SuanliError as error:
        return Turn(question, None, error=str(error))
    return Turn(question, answer, points)


def _points(desk: Desk, answer: Answer) -> tuple[SeriesPoint, ...]:
    if answer.series is None:
        return ()
    about = answer.parse.get("about")
    first = about[0] if isinstance(about, (list, tuple)) and about else None
    return tuple(desk.workspace.series(answer.series, str(first) if first else None))


def _show(desk: Desk, turn: Turn, key: str) -> None:
    with st.chat_message("user", avatar=_READER):
        st.text(turn.question)
    with st.chat_message("assistant", avatar=_HOUSE):
        if turn.answer is None:
            st.error(f"**{desk.labels('ask.failed')}**  \n{plain(turn.error or '')}")
        else:
            show_answer(desk, turn.answer, turn.points, key)


def _welcome(desk: Desk) -> None:
    labels = desk.labels
    examples = desk.workspace.examples()
    st.title(labels("app"), anchor=False)
    if not desk.workspace.status()["articles"]:
        st.html(f'<div class="sl-empty"><b>{escaped(labels("ask.empty"))}</b>{escaped(labels("ask.empty.hint"))}</div>')
        st.page_link(desk.pages["corpus"], label=labels("ask.empty.go"), icon=":material/add:")
        return
    st.write(labels("ask.intro"))
    if not examples:
        return
    st.caption(labels("ask.examples"))
    columns = st.columns(2)
    for number, example in enumerate(examples):
        with columns[number % 2]:
            st.button(plain(example), key=f"example-{number}", width="stretch", on_click=_pick, args=(example,))


def _pick(question: str) -> None:
    st.session_state["picked"] = question
