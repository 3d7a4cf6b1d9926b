"""The corpus folder: articles/ with the files as given, .bin/ with what was taken out and can come back.

A date or source given beside a file (``suanli add --published``) is kept in ``NAME.meta.yaml`` next to it, so that the file
itself is never changed.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from pathlib import Path

import yaml

from kg.errors import ArticleExists, ArticleUnknown, ArticleUnreadable, CorpusUnusable
from kg.model import Article
from pipelines.articles.identity.decisions import Decisions, load
from pipelines.articles.reading.read import ENDINGS, read

_META = ".meta.yaml"


@dataclass(frozen=True, slots=True)
class Corpus:
    """``folder`` holds articles/ and .bin/, made when first needed; a folder of bare article files is its own articles/."""

    folder: Path

    @property
    def articles(self) -> Path:
        inner = self.folder / "articles"
        bare = not inner.is_dir() and any(_like_article(path) for path in self.folder.glob("*"))
        return self.folder if bare else inner

    @property
    def bin(self) -> Path:
        return self.folder / ".bin"

    @property
    def decisions_file(self) -> Path:
        """Where decisions on entities are kept."""
        return self.folder / "corrections" / "entities.yaml"

    def decisions(self) -> Decisions:
        """What was decided on entities. Raises DecisionsInvalid."""
        return _decisions(self.decisions_file, _stamp(self.decisions_file))

    def files(self) -> Iterator[Path]:
        """Article files, by name; sidecars, hidden files and sub-folders are not articles."""
        if self.articles.is_dir():
            for path in sorted(self.articles.iterdir()):
                if path.is_file() and not path.name.startswith(".") and not path.name.endswith(_META):
                    yield path

    def read(self, path: Path) -> Article:
        """The article at ``path`` with what its sidecar adds. Raises ArticleUnreadable."""
        published, source = _sidecar(path)
        article = read(path)
        return replace(article, published=article.published or published, source=article.source or source)

    def find(self, article_id: str) -> Path | None:
        """The file of ``article_id``: the one of that name unless its front matter says otherwise, else by reading all."""
        named = _named(self.articles, article_id)
        found = next((path for path in (*named, *self.files()) if _id_of(path) == article_id), None)
        return found or next((path for path in named if _id_of(path) is None), None)

    def put(self, article: Article, ending: str, data: bytes, given: tuple[date | None, str | None]) -> Path:
        """Writes the file of a new article under its id (whole or not at all), and ``given`` date and source to its sidecar.

        Raises ArticleExists where a file of that name lies there already, CorpusUnusable where it cannot be written.
        """
        lying = _named(self.articles, article.id)
        if lying:
            raise ArticleExists(f"语料目录里已有 {lying[0].name}，只是还没有入库：用 suanli build 收入它，或换个文件名")
        path = self.articles / f"{article.id}{ending}"
        published, source = given
        kept = {"published": published.isoformat() if published else None, "source": source}
        kept = {key: value for key, value in kept.items() if value}
        try:
            self.articles.mkdir(parents=True, exist_ok=True)
            _meta(path).unlink(missing_ok=True)
            if kept:
                _write(_meta(path), yaml.safe_dump(kept, allow_unicode=True).encode())
            _write(path, data)
        except OSError as error:
            raise CorpusUnusable(f"写不进语料目录 {self.articles}（{error.strerror}）：检查权限、空间与文件名长度") from error
        return path

    def discard(self, path: Path) -> None:
        """Deletes an article file and its sidecar for good."""
        path.unlink(missing_ok=True)
        _meta(path).unlink(missing_ok=True)

    def throw(self, path: Path, article_id: str) -> None:
        """Moves the file of ``article_id`` and its sidecar to the bin, where it takes the place of an earlier one of that id."""
        self.bin.mkdir(parents=True, exist_ok=True)
        self.purge(article_id)
        _move(path, self.bin / f"{article_id}{path.suffix}")

    def thrown(self, article_id: str) -> Path:
        """The file of ``article_id`` in the bin. Raises ArticleUnknown."""
        found = _named(self.bin, article_id)
        if not found:
            raise ArticleUnknown(f"回收站里没有文章“{article_id}”")
        return found[0]

    def take_back(self, thrown: Path) -> Path:
        """Moves a file of the bin, with its sidecar, to articles/. Raises ArticleExists where one of that name lies there."""
        if _named(self.articles, thrown.stem):
            raise ArticleExists(f"语料目录里已有名为“{thrown.stem}”的文件：先移走它，再恢复")
        self.articles.mkdir(parents=True, exist_ok=True)
        path = self.articles / thrown.name
        _move(thrown, path)
        return path

    def purge(self, article_id: str) -> bool:
        """Deletes ``article_id`` from the bin for good; False where the bin has no such file."""
        found = _named(self.bin, article_id)
        for path in found:
            self.discard(path)
        return bool(found)


def _stamp(path: Path) -> tuple[int, int]:
    """Changes when the file is written; the same for one that is not there."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return 0, 0
    return found.st_mtime_ns, found.st_size


@lru_cache(maxsize=8)
def _decisions(path: Path, stamp: tuple[int, int]) -> Decisions:
    return load(path)


def _like_article(path: Path) -> bool:
    return path.suffix.lower() in ENDINGS and path.stem.lower() != "readme"


def _named(folder: Path, article_id: str) -> list[Path]:
    """Files in ``folder`` whose name without ending is ``article_id``."""
    if "/" in article_id or "\0" in article_id:
        return []
    return [path for ending in ENDINGS if (path := folder / f"{article_id}{ending}").is_file()]


def _id_of(path: Path) -> str | None:
    try:
        return read(path).id
    except ArticleUnreadable:
        return None


def _meta(path: Path) -> Path:
    return path.with_name(path.stem + _META)


def _move(path: Path, target: Path) -> None:
    for source, destination in ((_meta(path), _meta(target)), (path, target)):
        if source.exists():
            source.replace(destination)


def _sidecar(path: Path) -> tuple[date | None, str | None]:
    meta = _meta(path)
    if not meta.is_file():
        return None, None
    try:
        given = yaml.load(meta.read_text(encoding="utf-8"), Loader=yaml.BaseLoader) or {}
        published = given.get("published")
        return date.fromisoformat(published) if published else None, given.get("source") or None
    except (OSError, yaml.YAMLError, ValueError, TypeError, AttributeError) as error:
        raise ArticleUnreadable(
            f"{meta.name}：不是有效的附加信息（{' '.join(str(error).split())}）：改正或删除这个文件后再试"
        ) from error


def _write(path: Path, data: bytes) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        temporary.chmod(0o644)
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
