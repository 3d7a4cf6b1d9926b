"""Starts the web page in place of this process, on the same corpus and data folder."""

from __future__ import annotations

import os
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import NoReturn

from kg.errors import SuanliError
from kg.settings import as_environment


def run_app(port: int, corpus: Path | None, data: Path | None) -> NoReturn:
    """Becomes the page's server on 127.0.0.1:``port``; a signal to this process reaches it. Raises SuanliError."""
    sys.stdout.write(f"算力图谱：http://127.0.0.1:{port}\n")
    sys.stdout.flush()
    page = find_spec("app")
    if page is None or page.origin is None:
        raise SuanliError("找不到网页程序 app.py：重新安装 suanli-kg")
    os.execve(sys.executable, [sys.executable, page.origin, "--port", str(port)], as_environment(corpus, data))
