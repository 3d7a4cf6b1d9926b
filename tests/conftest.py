"""What all tests share: no state outside temporary folders, and workspaces that are built once and copied where they change."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.articles import ARTICLES

ROOT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class Place:
    """A corpus folder and its data folder."""

    corpus: Path
    data: Path

    @property
    def options(self) -> list[str]:
        return ["--corpus", str(self.corpus), "--data", str(self.data)]

    def write(self, files: Mapping[str, str]) -> Place:
        """Puts ``files`` into the corpus folder, past the program."""
        (self.corpus / "articles").mkdir(parents=True, exist_ok=True)
        for name, text in files.items():
            (self.corpus / "articles" / name).write_text(text, encoding="utf-8")
        return self

    def copy(self, folder: Path) -> Place:
        """The same in ``folder``, of its own corpus."""
        place = Place(folder / "corpus", folder / "data")
        shutil.copytree(self.corpus, place.corpus)
        shutil.copytree(self.data, place.data)
        meta = place.data / "workspace.json"
        kept = json.loads(meta.read_text("utf-8")) | {"corpus": str(place.corpus.resolve())}
        meta.write_text(json.dumps(kept), encoding="utf-8")
        return place


def build(place: Place) -> Place:
    from service.workspace import open_workspace  # here: collecting the tests need not load the language tools

    workspace = open_workspace(place.corpus, place.data)
    try:
        report = workspace.build()
    finally:
        workspace.close()
    assert not report.failed
    return place


@pytest.fixture(scope="session", autouse=True)
def temporary_state(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """No test reads or writes the user's folders, or a corpus that the environment names; none needs the embedding model unasked."""
    with pytest.MonkeyPatch.context() as patch:
        for name in (
            "SUANLI_CORPUS",
            "SUANLI_DATA",
            "SUANLI_MODEL",
            "SUANLI_QUERY_SECONDS",
            "SUANLI_QUERY_MEMORY_MB",
            "SUANLI_LLM_URL",
        ):
            patch.delenv(name, raising=False)
        patch.setenv("SUANLI_CACHE", str(tmp_path_factory.mktemp("cache")))
        patch.setenv("SUANLI_DENSE", "0")
        yield


@pytest.fixture(scope="session")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Place:
    """The corpus that comes with the program, built. Not to be changed."""
    folder = tmp_path_factory.mktemp("shipped")
    shutil.copytree(ROOT / "corpus", folder / "corpus")
    return build(Place(folder / "corpus", folder / "data"))


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Place:
    """The articles of tests/articles.py, built. Not to be changed: ``place`` is a copy that may be."""
    folder = tmp_path_factory.mktemp("built")
    return build(Place(folder / "corpus", folder / "data").write(ARTICLES))


@pytest.fixture
def place(built: Place, tmp_path: Path) -> Place:
    """The articles of tests/articles.py, built, for this test alone."""
    return built.copy(tmp_path)


@pytest.fixture
def empty(tmp_path: Path) -> Place:
    """Folders that do not exist yet."""
    return Place(tmp_path / "corpus", tmp_path / "data")
