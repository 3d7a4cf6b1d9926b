"""Composition root of the web page: the Streamlit app with its headers. `python -m app --port 8501` serves it."""

from __future__ import annotations

import argparse
import logging
from collections.abc import Sequence

import streamlit as st
from starlette.middleware import Middleware

from ui import UI, headers
from ui.labels import STATIC, Labels


def say_failed(error: Exception) -> bool:
    """Tell the reader in words; the traceback goes to the log. True: Streamlit's own display is left out."""
    logging.getLogger("suanli").error("the page failed", exc_info=error)
    st.error(Labels(st.session_state.get("language") or "zh")("failed"), icon=":material/error:")
    return True


app = st.App(UI / "main.py", middleware=[Middleware(headers.SecurityHeaders)], on_script_error=say_failed)


def main(arguments: Sequence[str] | None = None) -> None:
    """Serve until stopped. Corpus and data folder are those of the environment (kg.settings)."""
    parser = argparse.ArgumentParser(prog="python -m app")
    parser.add_argument("--port", type=int, default=8501)
    parser.add_argument("--address", default="127.0.0.1")
    options = parser.parse_args(arguments)
    app.run(
        config={
            "server.port": options.port,
            "server.address": options.address,
            "server.headless": True,
            "server.maxUploadSize": 50,
            "server.fileWatcherType": "none",
            "browser.gatherUsageStats": False,
            "client.toolbarMode": "viewer",
            "client.showErrorDetails": "none",
            "theme.base": str(STATIC / "theme.toml"),
        }
    )


if __name__ == "__main__":
    main()
