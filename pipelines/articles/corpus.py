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
from pathlib import Path

import yaml

from kg.errors import ArticleUnknown, ArticleUnreadable
from kg.model import Article
from pipelines.articles.read import read

ENDINGS = (".txt", ".md")
_META = ".meta.yaml"


@dataclass(frozen=True, slots=True)
class Corpus:
    """``folder`` holds articles/ and .bin/; both are made when first needed."""

    folder: Path

    @property
    def articles(self) -> Path:
        return self.folder / "articles"

    @property
    def bin(self) -> Path:
        return self.folder / ".bin"

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
        """The file of ``article_id``: by name, or, where the front matter gives another id, by reading."""
        for ending in ENDINGS:
            path = self.articles / f"{article_id}{ending}"
            if path.is_file() and "/" not in article_id:
                return path
        for path in self.files():
            try:
                if read(path).id == article_id:
                    return path
            except ArticleUnreadable:
                continue
        return None

    def put(self, name: str, data: bytes, published: date | None, source: str | None) -> Path:
        """Writes a new article file (whole or not at all) and its sidecar where there is something to keep."""
        self.articles.mkdir(parents=True, exist_ok=True)
        path = self.articles / name
        given = {"published": published.isoformat() if published else None, "source": source}
        given = {key: value for key, value in given.items() if value}
        if given:
            _write(_meta(path), yaml.safe_dump(given, allow_unicode=True).encode())
        _write(path, data)
        return path

    def discard(self, path: Path) -> None:
        """Deletes an article file and its sidecar for good."""
        path.unlink(missing_ok=True)
        _meta(path).unlink(missing_ok=True)

    def throw(self, path: Path) -> None:
        """Moves an article file and its sidecar to the bin."""
        self.bin.mkdir(parents=True, exist_ok=True)
        for each in (_meta(path), path):
            if each.exists():
                os.replace(each, self.bin / each.name)

    def take_back(self, article_id: str) -> Path:
        """Moves ``article_id`` from the bin to articles/. Raises ArticleUnknown where the bin has no such file."""
        for ending in ENDINGS:
            thrown = self.bin / f"{article_id}{ending}"
            if "/" not in article_id and thrown.is_file():
                self.articles.mkdir(parents=True, exist_ok=True)
                for each in (_meta(thrown), thrown):
                    if each.exists():
                        os.replace(each, self.articles / each.name)
                return self.articles / thrown.name
        raise ArticleUnknown(f"回收站里没有文章“{article_id}”")

    def purge(self, article_id: str) -> None:
        """Deletes ``article_id`` from the bin for good."""
        for ending in ENDINGS:
            self.discard(self.bin / f"{article_id}{ending}")


def _meta(path: Path) -> Path:
    return path.with_name(path.stem + _META)


def _sidecar(path: Path) -> tuple[date | None, str | None]:
    meta = _meta(path)
    if not meta.is_file():
        return None, None
    try:
        given = yaml.safe_load(meta.read_text(encoding="utf-8")) or {}
        published = given.get("published")
        if isinstance(published, str):
            published = date.fromisoformat(published)
        return published, given.get("source")
    except (yaml.YAMLError, ValueError, AttributeError) as error:
        raise ArticleUnreadable(f"{meta.name} 不是有效的附加信息（{error}）：改正或删除这个文件后再试") from error


def _write(path: Path, data: bytes) -> None:
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".")
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        os.chmod(temporary, 0o644)
        os.replace(temporary, path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
