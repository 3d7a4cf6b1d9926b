"""The script that Streamlit runs for each visitor; app.py names it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from ui import frame

if TYPE_CHECKING:
    from service.workspace import Workspace


@st.cache_resource(show_spinner=False)
def workspace() -> Workspace:
    """The one workspace of this server. Imported here: the frame is painted before the language tools load."""
    from service.workspace import open_workspace

    return open_workspace()


frame.run(workspace)
