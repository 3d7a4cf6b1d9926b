"""Starts the web page in place of this process, on the same corpus and data folder."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import NoReturn

from kg.settings import as_environment


def run_app(port: int, corpus: Path | None, data: Path | None) -> NoReturn:
    """Becomes the page's server on 127.0.0.1:``port``; a signal to this process reaches it."""
    sys.stdout.write(f"算力图谱：http://127.0.0.1:{port}\n")
    sys.stdout.flush()
    os.execve(sys.executable, [sys.executable, "-m", "app", "--port", str(port)], as_environment(corpus, data))
