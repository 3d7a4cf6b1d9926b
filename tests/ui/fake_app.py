"""The pages over the fake workspace, for looking at them: `streamlit run tests/ui/fake_app.py`."""

import sys
from pathlib import Path

import streamlit as st

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.fakes_workspace import FakeWorkspace  # noqa: E402
from ui import frame  # noqa: E402


@st.cache_resource(show_spinner=False)
def workspace() -> FakeWorkspace:
    return FakeWorkspace(pause=0.2)


frame.run(workspace)
