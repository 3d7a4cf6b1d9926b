"""Corpus folder <-> graph and passage index: add, remove and bring in line, with a Report of what was skipped and why."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager, ExitStack, nullcontext, suppress
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from importlib.resources import files
from pathlib import Path

from pyoxigraph import Quad

from kg.errors import ArticleExists, ArticleUnknown, SuanliError
from kg.model import Article, Extraction
from kg.passages import PassageIndex, passages_of
from kg.rdf import extraction_quads
from kg.rdf_read import extraction_of
from kg.store import GraphStore
from pipelines.articles.corpus import Corpus
from pipelines.articles.extract import extract
from pipelines.articles.identity.decisions import Decision, append
from pipelines.articles.identity.naming import decided_on, keys_of, misnamed, named
from pipelines.articles.pool import Extractor, checked, extractions
from pipelines.articles.reading.read import read_bytes
from pipelines.articles.second_look import Topic, as_called, doubtful, reported_elsewhere, topics

Progress = Callable[[int, int, str], None]  # done, total, what
TOGETHER = 32  # articles of a build that are indexed in one commit: a commit costs 24 ms, as much as storing an article


@dataclass(frozen=True, slots=True)
class Failure:
    name: str
    reason: str


@dataclass(slots=True)
class Report:
    """What a build or a batch of additions did; nothing is skipped without a row in ``failed``."""

    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    unchanged: int = 0
    failed: list[Failure] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Touched:
    """What an article that comes, goes or changes bears on in others: what it measures, and the keys of its names."""

    topics: frozenset[Topic] = frozenset()
    keys: frozenset[str] = frozenset()

    @classmethod
    def by(cls, extraction: Extraction) -> Touched:
        return cls(frozenset(topics(extraction)), frozenset(keys_of(extraction)))

    def __or__(self, other: Touched) -> Touched:
        return Touched(self.topics | other.topics, self.keys | other.keys)


@dataclass(frozen=True, slots=True)
class Library:
    """A corpus folder with the graph and the passage index made from it."""

    corpus: Corpus
    store: GraphStore
    index: PassageIndex
    extractor: Extractor = extract  # a function of a module: a build hands it to other processes
    writing: Callable[[], AbstractContextManager[None]] = nullcontext  # held while index and graph change

    def add(self, name: str, data: bytes, published: date | None = None, source: str | None = None) -> Extraction:
        """Puts one article in: file, passages, graph; all or nothing.

        Raises ArticleUnreadable, ArticleExists (same id or same content), ExtractionBroken, GraphInvalid or CorpusUnusable,
        with nothing stored.
        """
        article = read_bytes(data, name, published, source)
        self._refuse_double(article)
        extraction = self._read(article)
        quads = checked(extraction)
        path = self.corpus.put(article, Path(name).suffix.lower(), data, (published, source))
        self._admit(extraction, quads, partial(self.corpus.discard, path))
        return extraction

    def _admit(self, extraction: Extraction, quads: list[Quad], undo: Callable[[], None]) -> None:
        """Stores passages and graph of a new article; where either fails, neither is stored and ``undo`` is called."""
        article_id = extraction.article.id
        with self.writing(), ExitStack() as undoing:
            undoing.callback(undo)
            undoing.callback(self.index.remove, article_id)
            self.index.add(article_id, passages_of(extraction))
            self.store.add(article_id, quads)
            undoing.pop_all()
            self._settle(Touched.by(extraction), but=article_id)

    def _read(self, article: Article) -> Extraction:
        """The extraction of ``article`` in the light of what the others print of its doubtful numbers."""
        extraction = self._named(self.extractor(article))
        reported = reported_elsewhere(self.store, extraction)
        return self._named(self.extractor(article, as_called(reported, extraction))) if reported else extraction

    def _named(self, extraction: Extraction) -> Extraction:
        """``extraction`` with its names as the entities they are, by the other articles and by what people decided."""
        return named(self.store, extraction, self.corpus.decisions())

    def decide(self, row: Decision) -> list[str]:
        """Stores a decision on an entity and reads the articles that it touches again; their ids.

        Raises DecisionsInvalid, with nothing stored.
        """
        with self.writing():
            append(self.corpus.decisions_file, row)
            again = decided_on(self.store, row)
            self._settle(self._reread(again))
        return again

    def _reread(self, article_ids: Iterable[str]) -> Touched:
        """Reads articles again; what they told before and tell now.

        One whose file is gone or spoilt keeps what it has: the next build, or a check, names it.
        """
        touched = Touched()
        for article_id in article_ids:
            path = self.corpus.find(article_id)
            if path is not None:
                with suppress(SuanliError):
                    extraction = self._read(self.corpus.read(path))
                    quads = checked(extraction)
                    touched |= self._touched(article_id) | Touched.by(extraction)
                    self.store.replace(article_id, quads)
        return touched

    def _settle(self, touched: Touched, but: str = "") -> None:
        """Reads again what ``touched`` bears on: first names that are now to be read differently, then doubtful numbers on its topics."""
        misread = misnamed(self.store, touched.keys, self.corpus.decisions())
        touched = touched | self._reread(article_id for article_id in misread if article_id != but)
        self._reread(article_id for article_id in doubtful(self.store, set(touched.topics)) if article_id != but)

    def remove(self, article_id: str, purge: bool = False) -> None:
        """Takes one article out of graph and index and its file into the corpus bin. Raises ArticleUnknown.

        ``purge`` deletes the file for good; that of an article that is in the bin already, too.
        """
        if not self.store.has(article_id):
            if purge and self.corpus.purge(article_id):
                return
            raise ArticleUnknown(f"没有文章“{article_id}”，用 suanli articles 看有哪些")
        path = self.corpus.find(article_id)
        touched = self._touched(article_id)
        self._take_out(article_id)
        with self.writing():
            self._settle(touched)
        if path:
            self.corpus.throw(path, article_id)
        if purge:
            self.corpus.purge(article_id)

    def restore(self, article_id: str) -> None:
        """Brings an article back from the corpus bin, or leaves it there.

        Raises ArticleUnknown where the bin has none, else like ``add``.
        """
        thrown = self.corpus.thrown(article_id)
        article = self.corpus.read(thrown)
        self._refuse_double(article)
        extraction = self._read(article)
        quads = checked(extraction)
        path = self.corpus.take_back(thrown)
        self._admit(extraction, quads, partial(self.corpus.throw, path, article_id))

    def sync(self, fresh: bool = False, jobs: int = 1, progress: Progress | None = None) -> Report:
        """Brings graph and index in line with the corpus folder; ``fresh`` reads unchanged articles again too."""
        report = Report()
        todo, present = self._plan(report, fresh)
        touched = Touched()
        for article_id in sorted(self._known() - present):
            touched |= self._touched(article_id)
            self._take_out(article_id)
            report.removed.append(article_id)
        waiting: list[Extraction] = []
        for done, (article, outcome) in enumerate(extractions(todo, jobs, self.extractor), 1):
            known = self.store.has(article.id)
            try:
                if isinstance(outcome, SuanliError):
                    raise outcome
                outcome = self._named(outcome)
                touched |= self._touched(article.id) | Touched.by(outcome)
                self._put(outcome, waiting)
                (report.changed if known else report.added).append(article.id)
            except SuanliError as error:
                report.failed.append(Failure(article.id, str(error)))
            if progress:
                progress(done, len(todo), article.id)
        self._index(waiting)
        with self.writing():
            self._settle(touched)
        return report

    def _plan(self, report: Report, fresh: bool) -> tuple[list[Article], set[str]]:
        """Articles to (re)extract and the ids that the corpus holds; files that cannot be taken in go to the report."""
        stored = {info.id: info for info in self.store.articles()}
        indexed = set(self.index.article_ids())
        todo: list[Article] = []
        articles, unreadable = self._read_all(report, {info.content_hash for info in stored.values()})
        for article in articles:
            known = stored.get(article.id)
            same = known and (known.content_hash, known.published, known.source) == (
                article.sha256, article.published, article.source,
            )  # fmt: skip
            if same and not fresh and article.id in indexed:
                report.unchanged += 1
            else:
                todo.append(article)
        # a file that became unreadable does not take its facts along unasked
        return todo, {article.id for article in articles} | unreadable

    def _read_all(self, report: Report, known: set[str]) -> tuple[list[Article], set[str]]:
        """The corpus's articles by file name, one an id, and the names of unreadable files.

        Of files with one id that with a content hash in ``known`` has it, else the first.
        """
        found: dict[str, tuple[Path, Article]] = {}
        unreadable: set[str] = set()
        for path in self.corpus.files():
            try:
                article = self.corpus.read(path)
            except SuanliError as error:
                report.failed.append(Failure(path.name, str(error)))
                unreadable.add(path.stem)
                continue
            holder = found.get(article.id)
            if holder is None:
                found[article.id] = path, article
                continue
            newcomer = path
            if holder[1].sha256 not in known and article.sha256 in known:
                found[article.id], newcomer = (path, article), holder[0]
            report.failed.append(Failure(newcomer.name, f"编号“{article.id}”与另一篇重复：改文件名或文件头里的 id 后再试"))
        return [article for _, article in found.values()], unreadable

    def _known(self) -> set[str]:
        return {info.id for info in self.store.articles()} | set(self.index.article_ids())

    def _put(self, extraction: Extraction, waiting: list[Extraction]) -> None:
        """Stores what ``extractions`` has checked; the passage index follows with the next ``TOGETHER`` articles.

        One that a dead process left without its passages is read again by the next build.
        """
        quads = extraction_quads(extraction)
        with self.writing():
            self.store.replace(extraction.article.id, quads, flush=False)
        waiting.append(extraction)
        if len(waiting) >= TOGETHER:
            self._index(waiting)

    def _index(self, waiting: list[Extraction]) -> None:
        """Puts the passages of ``waiting`` in and what was written of them on disk; none wait afterwards."""
        with self.writing():
            self.index.add_all({extraction.article.id: passages_of(extraction) for extraction in waiting})
            self.store.flush()
        waiting.clear()

    def _take_out(self, article_id: str) -> None:
        with self.writing():
            if self.store.has(article_id):  # the index alone has it where a process died between the two
                self.store.remove(article_id)
            self.index.remove(article_id)

    def _touched(self, article_id: str) -> Touched:
        """What the stored article bears on."""
        quads = self.store.quads(article_id)
        return Touched.by(extraction_of(quads)) if quads else Touched()

    def _refuse_double(self, article: Article) -> None:
        if self.store.has(article.id):
            same = self.store.content_hash(article.id) == article.sha256
            raise ArticleExists(
                f"“{article.id}”已在语料中，内容相同" if same else f"已有另一篇叫“{article.id}”的文章：先移除它，或换个文件名"
            )
        twin = self.store.article_with_hash(article.sha256)
        if twin:
            raise ArticleExists(f"“{article.id}”与已有的“{twin}”内容完全相同")


def fingerprint() -> str:
    """Hash of the rules, lexicon and ontology that extraction depends on: when it changes, a build reads all articles again."""
    digest = hashlib.sha256()
    for package in ("kg", "pipelines"):
        root = Path(str(files(package)))
        for name in _rules(root):
            digest.update(f"{package}/{name}\0".encode() + (root / name).read_bytes())
    return digest.hexdigest()


def _rules(root: Path) -> list[str]:
    """Files below ``root`` that decide what is extracted, as paths from there; how questions are read decides nothing."""
    names = (path.relative_to(root).as_posix() for path in root.rglob("*") if path.suffix in (".py", ".yaml", ".ttl"))
    return sorted(name for name in names if not name.startswith(("questions/", "lexicon/questions")))
