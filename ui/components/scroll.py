"""A place in the page that the browser scrolls to when it is new."""

from __future__ import annotations

import streamlit as st

from ui.labels import STATIC

_CSS = ".here {\n  height: 1px; scroll-margin-top: 72px;\n}"


def scroll_here(turn: int) -> None:
    """Scroll this place to the top, once for each ``turn``."""
    mount = st.components.v2.component(
        "suanli_scroll", html='<div class="here">\n</div>', css=_CSS, js=(STATIC / "scroll.js").read_text("utf-8")
    )
    mount(key="scroll", data={"turn": turn})
