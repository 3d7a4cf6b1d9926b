"""GraphStore: the graph on disk or in memory, one named graph per article and the shared knowledge in the default graph.

The default graph is always the set of shared triples (``kg.rdf.is_shared``) of all named graphs. It is kept so on every change
at the cost of the article that changes: a triple leaves it when the last named graph that has it leaves.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import TracebackType

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, QuerySolutions, RdfFormat, Store

from kg import ids
from kg.errors import ArticleExists, ArticleUnknown, DataFolderBusy, QueryFailed, SuanliError
from kg.model import Ledger
from kg.queries import Binding, Query, load
from kg.rdf import is_shared
from kg.vocab import PREFIXES, SL
from kg.vocabulary import vocabulary_graphs

Node = NamedNode | Literal
Row = dict[str, Node]
FORMATS: Mapping[str, RdfFormat] = {
    "trig": RdfFormat.TRIG,
    "nq": RdfFormat.N_QUADS,
    "ttl": RdfFormat.TURTLE,
    "nt": RdfFormat.N_TRIPLES,
    "jsonld": RdfFormat.JSON_LD,
}
_DEFAULT = DefaultGraph()
_RETRIES = (0.02, 0.05, 0.1, 0.2, 0.4, 0.8)  # seconds between attempts to read beside a writer


@dataclass(frozen=True, slots=True)
class ArticleInfo:
    """An article as lists show it. ``entities`` are distinct, ``figures`` and ``relations`` are places, ``repairs`` figures with a repaired number."""

    id: str
    iri: str
    title: str
    published: date | None
    source: str | None
    url: str | None
    content_hash: str
    entities: int
    figures: int
    relations: int
    repairs: int
    text_repairs: int
    warnings: int
    ledger: Ledger
    findings: int = 0  # places where the article's own arithmetic fails or looks wrong
    confirmations: int = 0  # places where it holds


class GraphStore:
    """The graph. One process may hold a folder open for writing; reading is safe from several threads."""

    def __init__(self, path: Path | None = None, read_only: bool = False) -> None:
        """Opens the folder ``path``, or a store in memory. Raises DataFolderBusy where another process has it open."""
        self.path = path
        self.read_only = read_only
        self.changes = 0  # times that this process has written to the graph: what is derived from it is good for one count
        self._lock = threading.RLock()
        self._store: Store | None = _open(path, read_only)
        if not read_only:
            self._load_vocabulary()

    def __enter__(self) -> GraphStore:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def __len__(self) -> int:
        """Triples of the default graph."""
        rows = self.select("SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }")
        return int(rows[0]["n"].value)

    def close(self) -> None:
        """Gives the folder back; the store cannot be used afterwards."""
        with self._lock:
            if self._store is not None and not self.read_only:
                self._store.flush()
            self._store = None

    def flush(self) -> None:
        """Puts on disk what was written without it."""
        with self._lock:
            self._db.flush()

    # -- writing: one transaction each, then flushed to disk

    def add(self, article_id: str, quads: Iterable[Quad]) -> None:
        """Stores a new article. Raises ArticleExists."""
        with self._lock:
            if self.has(article_id):
                raise ArticleExists(f"“{article_id}”已在图谱中：先移除它，或用替换")
            self._write(NamedNode(ids.article_iri(article_id)), quads)

    def replace(self, article_id: str, quads: Iterable[Quad], flush: bool = True) -> None:
        """Stores an article in the place of what was stored under its id, if anything.

        Flushing costs more than writing: who writes many articles leaves it out and calls ``flush`` at times.
        """
        with self._lock:
            self._write(NamedNode(ids.article_iri(article_id)), quads, flush)

    def remove(self, article_id: str) -> None:
        """Takes an article out with every fact that only it supported. Raises ArticleUnknown."""
        with self._lock:
            if not self.has(article_id):
                raise ArticleUnknown(f"没有文章“{article_id}”")
            self._write(NamedNode(ids.article_iri(article_id)), ())

    def _write(self, graph: NamedNode, quads: Iterable[Quad], flush: bool = True) -> None:
        """Makes ``graph`` hold exactly ``quads`` and the default graph follow, in one transaction."""
        new = dict.fromkeys(quads)
        foreign = next((quad for quad in new if quad.graph_name != graph), None)
        if foreign is not None:
            raise ValueError(f"a quad of another graph than {graph}: {foreign}")
        old = set(self._db.quads_for_pattern(None, None, None, graph))
        gone = [quad for quad in old if quad not in new]
        come = [quad for quad in new if quad not in old]
        gone += [_in_default(quad) for quad in gone if is_shared(quad) and not self._supported(quad, graph)]
        come += [_in_default(quad) for quad in come if is_shared(quad)]
        if gone or come:
            self._db.update(f"DELETE DATA {{ {_data(gone)} }} ;\nINSERT DATA {{ {_data(come)} }}")
            if flush:
                self._db.flush()
            self.changes += 1

    def _supported(self, quad: Quad, besides: NamedNode) -> bool:
        """Whether a named graph other than ``besides`` has the triple too."""
        same = self._db.quads_for_pattern(quad.subject, quad.predicate, quad.object, None)
        return any(other.graph_name not in (_DEFAULT, besides) for other in same)

    def _load_vocabulary(self) -> None:
        """Brings the graphs of the ontology and the indicator scheme in line with the files that come with the program."""
        for graph, digest, read in vocabulary_graphs():
            stamp = Quad(graph, SL("contentHash"), Literal(digest), graph)
            if stamp not in self._db:
                self._write(graph, (*read(), stamp))

    # -- reading

    def has(self, article_id: str) -> bool:
        return self.content_hash(article_id) is not None

    def content_hash(self, article_id: str) -> str | None:
        """SHA-256 of the article's file when it was stored; None if there is no such article."""
        node = NamedNode(ids.article_iri(article_id))
        found = next(self._db.quads_for_pattern(node, SL("contentHash"), None, node), None)
        return found.object.value if found and isinstance(found.object, Literal) else None

    def article_with_hash(self, content_hash: str) -> str | None:
        """Id of the article whose file had this SHA-256."""
        found = self._db.quads_for_pattern(None, SL("contentHash"), Literal(content_hash), _DEFAULT)
        names = (ids.article_id(quad.subject.value) for quad in found if isinstance(quad.subject, NamedNode))
        return next((name for name in names if name is not None), None)

    def quads(self, article_id: str) -> list[Quad]:
        """All that is stored of an article; empty if it is not in."""
        return list(self._db.quads_for_pattern(None, None, None, NamedNode(ids.article_iri(article_id))))

    def articles(self) -> list[ArticleInfo]:
        """All articles by id, with what was found in each."""
        return [_info(row) for row in self.select(load("articles"))]

    def select(self, query: Query | str, **bindings: Binding) -> list[Row]:
        """Rows of a SELECT, read to the end; variables without a value are left out of their row.

        A ``Query`` takes ``bindings`` for its parameters; text runs as it stands, with the prefixes of kg.vocab predefined.
        Raises QueryFailed.
        """
        if isinstance(query, str) and bindings:
            raise QueryFailed(f"查询文本没有参数，却给了{'、'.join(bindings)}")
        text = query if isinstance(query, str) else query.text(**bindings)
        try:
            result = self._db.query(text, prefixes=PREFIXES)
        except SyntaxError as error:
            raise QueryFailed(f"SPARQL 语法错误：{error}") from error
        if not isinstance(result, QuerySolutions):
            raise QueryFailed("这里只能运行 SELECT 查询")
        names = [variable.value for variable in result.variables]
        return [_row(names, solution) for solution in result]

    def export(self, format: str = "trig") -> bytes:
        """The whole graph as trig, nq or jsonld; ttl and nt have no named graphs and give the default graph."""
        if format not in FORMATS:
            raise QueryFailed(f"不支持导出格式 {format}：可用 {'、'.join(FORMATS)}")
        rdf = FORMATS[format]
        data = self._db.dump(
            format=rdf,
            from_graph=None if rdf.supports_datasets else _DEFAULT,
            prefixes=PREFIXES if rdf != RdfFormat.JSON_LD else None,
        )
        return data or b""

    def snapshot(self, folder: Path) -> None:
        """A copy of the present state in the new folder ``folder``, to be opened read-only; hard links where the store is on disk."""
        with self._lock:
            if self.path is not None:
                self._db.backup(folder)
                return
            copy = Store(folder)
            copy.bulk_extend(iter(self._db))
            copy.flush()

    @property
    def _db(self) -> Store:
        if self._store is None:
            raise DataFolderBusy("图谱已关闭")
        return self._store


def _open(path: Path | None, read_only: bool) -> Store:
    if path is None:
        return Store()
    try:
        if read_only:
            return _open_beside_a_writer(path)
        path.parent.mkdir(parents=True, exist_ok=True)
        return Store(path)
    except OSError as error:
        if "lock" in str(error).lower():
            raise DataFolderBusy(f"{path.parent} 正被另一个 suanli 进程使用：用它提供的网页或服务，或先关掉它") from error
        if read_only and not path.exists():
            raise SuanliError(f"{path.parent} 里没有图谱：先运行 suanli build") from error
        raise


def _open_beside_a_writer(path: Path) -> Store:
    """A read-only view. While the owner compacts, files vanish between listing and opening them: then it is tried again."""
    for wait in _RETRIES:
        try:
            return Store.read_only(str(path))
        except RuntimeError:  # RocksDB calls the vanished file a corruption
            time.sleep(wait)
    try:
        return Store.read_only(str(path))
    except RuntimeError as error:
        raise DataFolderBusy(f"{path.parent} 正在被另一个进程改写，读不出一致的内容：稍后再试（{error}）") from error


def _in_default(quad: Quad) -> Quad:
    return Quad(quad.subject, quad.predicate, quad.object, _DEFAULT)


def _data(quads: Iterable[Quad]) -> str:
    """The quads as SPARQL quad data. Terms write themselves with their escapes; there are no blank nodes among them."""
    return "\n".join(
        f"{q.subject} {q.predicate} {q.object} ."
        if isinstance(q.graph_name, DefaultGraph)
        else f"GRAPH {q.graph_name} {{ {q.subject} {q.predicate} {q.object} }}"
        for q in quads
    )


def _row(names: list[str], solution: object) -> Row:
    values = ((name, solution[name]) for name in names)  # type: ignore[index]
    return {name: value for name, value in values if value is not None}


def _info(row: Row) -> ArticleInfo:
    def text(name: str) -> str | None:
        return row[name].value if name in row else None

    def count(name: str) -> int:
        return int(row[name].value)

    published = text("published")
    return ArticleInfo(
        id=row["id"].value,
        iri=row["article"].value,
        title=row["title"].value,
        published=date.fromisoformat(published) if published else None,
        source=text("source"),
        url=text("url"),
        content_hash=row["contentHash"].value,
        entities=count("entities"),
        figures=count("figures"),
        relations=count("relations"),
        repairs=count("repairs"),
        text_repairs=count("textRepairs"),
        warnings=count("warnings"),
        ledger=Ledger(count("numbers"), count("extracted"), count("ignored"), count("unresolved")),
        findings=int(text("findings") or 0),
        confirmations=int(text("confirmations") or 0),
    )
