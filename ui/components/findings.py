"""What the checks of an article's own arithmetic found: a line each, those that matter first."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from kg.finding_words import message
from ui.labels import Labels
from ui.safe import plain

if TYPE_CHECKING:
    from kg.model import Finding
    from service.views import ArticleView

_SHOWN = {
    "contradiction": (0, ":red[:material/error:]"),
    "suspicious": (1, ":orange[:material/help:]"),
    "confirmed": (2, ":green[:material/check_circle:]"),
}


def show_findings(view: ArticleView, labels: Labels) -> None:
    """The findings of ``view``, contradictions first, each with the words it is about."""
    st.caption(labels("findings.intro" if view.findings else "findings.none"))
    for finding in sorted(view.findings, key=lambda f: _SHOWN[f.severity][0]):
        verdict = labels(f"severity.{finding.severity}")
        st.markdown(f"{_SHOWN[finding.severity][1]} **{verdict}** · {plain(message(finding, labels.language))}")
        st.caption(plain(_quote(finding, view.text)))


def _quote(finding: Finding, text: str) -> str:
    """The figures it is about as the text has them."""
    return " · ".join(text[operand.start : operand.end] for operand in finding.operands)
