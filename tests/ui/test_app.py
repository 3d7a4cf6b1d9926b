"""The composition root: what it loads before the first paint, and what it says when a page fails."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

from streamlit.testing.v1 import AppTest

ROOT = Path(__file__).resolve().parents[2]
HEAVY = ("torch", "lancedb", "spacy", "pyshacl", "sentence_transformers", "transformers", "service.workspace")


def test_nothing_heavy_is_loaded_before_the_first_paint() -> None:
    """The frame and its pages are drawn first; the workspace is opened behind a spinner."""
    code = f"import sys, app, ui.frame; print([name for name in {HEAVY!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert done.stdout.strip().splitlines()[-1:] == ["[]"], done.stderr


def test_a_failing_page_says_so_without_a_traceback() -> None:
    def script() -> None:
        import app

        assert app.say_failed(ValueError("secret detail"))

    test = AppTest.from_function(script, default_timeout=20).run()
    assert "页面出错了" in test.error[0].value
    assert "secret" not in test.error[0].value


def test_no_statistics_are_sent_and_no_font_is_fetched() -> None:
    config = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))
    assert config["browser"]["gatherUsageStats"] is False
    theme = ROOT / config["theme"]["base"]
    assert "http" not in theme.read_text("utf-8")
