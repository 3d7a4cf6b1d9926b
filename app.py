"""Composition root of the web page: the Streamlit app with its headers. `python -m app` serves it."""

from __future__ import annotations

import logging
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware

from ui.headers import SecurityHeaders
from ui.labels import STATIC, Labels

UI = Path(__file__).resolve().parent / "ui"


def say_failed(error: Exception) -> bool:
    """Tell the reader in words; the traceback goes to the log. True: Streamlit's own display is left out."""
    logging.getLogger("suanli").error("the page failed", exc_info=error)
    st.error(Labels(st.session_state.get("language") or "zh")("failed"), icon=":material/error:")
    return True


app = st.App(UI / "main.py", middleware=[Middleware(SecurityHeaders)], on_script_error=say_failed)

if __name__ == "__main__":
    app.run(
        config={
            "browser.gatherUsageStats": False,
            "server.headless": True,
            "server.maxUploadSize": 50,
            "client.toolbarMode": "viewer",
            "client.showErrorDetails": "none",
            "theme.base": str(STATIC / "theme.toml"),
        }
    )
