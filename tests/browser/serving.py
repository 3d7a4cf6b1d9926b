"""Starts and stops the app for a test."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
_WAIT = 90  # seconds for a server on a busy machine


@dataclass(frozen=True)
class Site:
    """A running app. ``log`` is what the server printed."""

    address: str
    log: Path


def serve(folder: Path) -> Iterator[Site]:
    """The app on ``folder``/corpus and ``folder``/data, without the embedding model; stopped when the iterator ends."""
    port = _free_port()
    places = {"SUANLI_CORPUS": str(folder / "corpus"), "SUANLI_DATA": str(folder / "data"), "SUANLI_DENSE": "0"}
    log = folder / "server.log"
    with log.open("wb") as output:
        server = subprocess.Popen(
            [sys.executable, str(ROOT / "app.py"), "--port", str(port)], cwd=folder, env=os.environ | places,
            stdout=output, stderr=subprocess.STDOUT,
        )  # fmt: skip
    try:
        site = Site(f"http://127.0.0.1:{port}", log)
        _await(site, server)
        yield site
    finally:
        server.terminate()
        try:
            server.wait(15)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


def _await(site: Site, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + _WAIT
    while time.monotonic() < deadline and server.poll() is None:
        try:
            with urllib.request.urlopen(f"{site.address}/_stcore/health", timeout=5):
                return
        except OSError:
            time.sleep(0.3)
    pytest.fail(f"the app did not start:\n{site.log.read_text('utf-8', 'replace')}")
