"""The real app on a free port with a temporary corpus and data folder, and Debian's chromium to look at it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.serving import Site, serve

CORPUS = Path(__file__).with_name("corpus")
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@dataclass
class Watch:
    """What a page did that it should not: requests to other hosts, refused loads, script errors."""

    wrong: list[str] = field(default_factory=list)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    path = shutil.which("chromium")
    if path is None:
        pytest.skip("chromium is not installed (Debian: apt-get install chromium fonts-noto-cjk)")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("site")
    shutil.copytree(CORPUS, folder / "corpus" / "articles")
    from service.workspace import open_workspace  # here: collecting the tests need not load the language tools

    workspace = open_workspace(folder / "corpus", folder / "data")
    workspace.build()
    workspace.close()
    yield from serve(folder)


@pytest.fixture
def unvisited_site(tmp_path: Path) -> Iterator[Site]:
    """A server that nobody has asked for a page yet."""
    yield from serve(tmp_path)


@pytest.fixture(scope="session")
def empty_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("empty")
    (folder / "corpus" / "articles").mkdir(parents=True)
    yield from serve(folder)


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def page(chromium: Browser, watch: Watch) -> Iterator[Page]:
    """A desktop page; at the end nothing may have gone wrong in it."""
    yield from _page(chromium, watch, 1280, 800)


@pytest.fixture
def phone(chromium: Browser, watch: Watch) -> Iterator[Page]:
    """A page of 390 by 844 pixels."""
    yield from _page(chromium, watch, 390, 844)


def _page(browser: Browser, watch: Watch, width: int, height: int) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": width, "height": height}, locale="zh-CN", accept_downloads=True)
    page = context.new_page()
    page.set_default_timeout(60_000)
    page.on("request", lambda request: _local(request.url) or watch.wrong.append(f"request: {request.url}"))
    page.on("pageerror", lambda error: watch.wrong.append(f"script: {error}"))
    page.on("console", lambda message: "Content Security Policy" in message.text and watch.wrong.append(message.text))
    yield page
    context.close()
    assert not watch.wrong


def _local(url: str) -> bool:
    return url.startswith(("http://127.0.0.1:", "ws://127.0.0.1:", "data:", "blob:"))
