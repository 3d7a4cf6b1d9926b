"""A data folder opened: graph, passages and corpus behind the jobs that the command line and the page offer."""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from kg import settings as settings_module
from kg.embedder import SentenceEmbedder
from kg.errors import ArticleUnknown, CorpusUnusable, ModelUnavailable, SuanliError
from kg.model import Answer
from kg.passages import PassageIndex
from kg.reconcile.conflicts import conflicts
from kg.settings import DEFAULT_CORPUS, Settings
from kg.store import ArticleInfo, GraphStore
from pipelines.articles.corpus import Corpus
from pipelines.articles.identity.decisions import Decision, digest
from service.conflicts import conflict_json
from service.consistency import findings
from service.entities import EntityRow, entity_json, entity_rows, found
from service.entity_decisions import decisions_on, merge_of, split_of
from service.questions import Questions
from service.sandbox import QueryResult, run_query
from service.sparql_guard import GRAPH_FORMS, query_form
from service.turns import Turns
from service.views import ArticleView, SeriesPoint, article_view, example_questions, findings_by_article, series_points

if TYPE_CHECKING:
    from pipelines.articles.build import Library, Progress, Report

_META = "workspace.json"
_EXAMPLES = "examples.json"
_MOST_EXAMPLES = 12
_LAYOUT = 1  # of the data folder; a folder of another layout is rebuilt


@dataclass(frozen=True, slots=True)
class AddReport:
    added: tuple[str, ...]
    failed: tuple[tuple[str, str], ...]  # file name, reason


@dataclass(frozen=True, slots=True)
class DecisionReport:
    decision: Decision
    articles: tuple[str, ...]  # read again


class Workspace:
    """Owns a data folder while open. Safe to call from several threads.

    Jobs that change it go one after the other; what is read waits only for the moment in which an article goes in or out.
    """

    def __init__(self, settings: Settings, read_only: bool = False) -> None:
        """Opens ``settings.data`` (default: .suanli/ beside the corpus).

        Raises DataFolderBusy, and SuanliError where there is nothing to read yet.
        """
        self.settings = settings
        self.data = settings.data or (settings.corpus or DEFAULT_CORPUS).resolve().parent / ".suanli"
        self.corpus = Corpus(_corpus_of(self.data, settings))
        if not read_only:
            self.data.mkdir(parents=True, exist_ok=True)
        self.store = GraphStore(self.data / "graph", read_only=read_only)
        self.embedder = SentenceEmbedder(settings) if settings.dense else None
        self.index = PassageIndex(self.data / "passages", self.embedder)
        self._turns = Turns()
        self._writing = threading.Lock()
        self._warming: threading.Thread | None = None
        self._dense = "off" if self.embedder is None else "idle"
        self._conflicts: tuple[str, list[dict[str, object]]] | None = None  # and the state of the articles they follow from

    def close(self) -> None:
        self.store.close()

    # -- articles

    @cached_property
    def library(self) -> Library:
        """What brings articles in and out; imported with the first of them, since a question needs nothing of it."""
        from pipelines.articles.build import Library

        return Library(self.corpus, self.store, self.index, writing=self._turns.writing)

    def build(self, jobs: int = 1, progress: Progress | None = None) -> Report:
        """Brings graph and index in line with the corpus; all articles are read again when the rules have changed.

        Raises CorpusUnusable where there is no such folder.
        """
        with self._writing:
            if not self.corpus.folder.is_dir():
                raise CorpusUnusable(f"没有语料目录 {self.corpus.folder}：检查 --corpus，或先用 suanli add 加入文章")
            rules = self._rules()
            fresh = self._meta().get("rules") != rules
            report = self.library.sync(fresh, jobs, progress)
            self._remember(rules)
            return report

    def embed(self, progress: Callable[[int, int], None] | None = None) -> int:
        """Computes the vectors still missing; returns how many. Raises ModelUnavailable."""
        return self.index.embed_missing(progress)

    def add(
        self,
        files: Sequence[tuple[str, bytes]],
        published: date | None = None,
        source: str | None = None,
        progress: Progress | None = None,
    ) -> AddReport:
        """Adds each (name, content); a bad one is reported with its reason and the rest goes on."""
        added: list[str] = []
        failed: list[tuple[str, str]] = []
        with self._writing:
            self._own_corpus()
            if not self._meta():
                self._remember(None if self.store.articles() else self._rules())
            for done, (name, data) in enumerate(files, 1):
                try:
                    added.append(self.library.add(name, data, published, source).article.id)
                except (SuanliError, OSError) as error:
                    failed.append((name, str(error).removeprefix(f"{name}：")))
                if progress:
                    progress(done, len(files), name)
        return AddReport(tuple(added), tuple(failed))

    def remove(self, article_id: str, purge: bool = False) -> None:
        """Takes an article out; its file waits in the corpus bin unless purged. Raises ArticleUnknown."""
        with self._writing:
            self._own_corpus()
            self.library.remove(article_id, purge)

    def restore(self, article_id: str) -> None:
        """Undoes ``remove``. Raises ArticleUnknown, and ArticleExists where its id or content is in again."""
        with self._writing:
            self._own_corpus()
            self.library.restore(article_id)

    def articles(self) -> list[ArticleInfo]:
        return self.store.articles()

    def findings(self) -> dict[str, list[dict[str, object]]]:
        """What the checks of each article's own arithmetic found, by article."""
        with self._turns.reading():
            return findings_by_article(self.store)

    def article(self, article_id: str) -> ArticleView:
        """All that one article says. Raises ArticleUnknown."""
        with self._turns.reading():
            if not self.store.has(article_id):
                raise ArticleUnknown(f"没有文章“{article_id}”")
            return article_view(self.store, article_id)

    # -- entities

    def entities(self, type: str | None = None) -> list[EntityRow]:
        """Entities of one type, or all, the most named first. Raises EntityUnknown for an unknown type."""
        with self._turns.reading():
            return entity_rows(self.store, type)

    def entity(self, name: str) -> dict[str, object]:
        """All that is known of the entity of this name or IRI. Raises EntityUnknown, which lists the choices where there are several."""
        with self._turns.reading():
            entity = found(self.store, name)
            return entity_json(self.store, entity) | {"decisions": decisions_on(self.corpus.decisions(), entity)}

    def merge(self, one: str, other: str, reason: str | None = None) -> DecisionReport:
        """Stores that the entity ``one`` is ``other`` and follows it. Raises EntityUnknown and DecisionsInvalid."""
        return self._decide(lambda: merge_of(self.store, one, other, reason))

    def split(self, name: str, article: str | None = None, reason: str | None = None) -> DecisionReport:
        """Undoes the merge of ``name``, or keeps the name apart from what it was linked to.

        Raises EntityUnknown, ArticleUnknown and DecisionsInvalid.
        """
        return self._decide(lambda: split_of(self.store, self.corpus.decisions(), name, article, reason))

    def _decide(self, decision: Callable[[], Decision]) -> DecisionReport:
        with self._writing:
            self._own_corpus()
            up_to_date = self._meta().get("rules") == self._rules()
            row = decision()
            articles = self.library.decide(row)
            if up_to_date:
                self._remember(self._rules())
            return DecisionReport(row, tuple(articles))

    # -- questions

    @cached_property
    def questions(self) -> Questions:
        return Questions(self.store, self.index, self._turns, self.settings.language_model)

    def ask(self, question: str, dense: bool = True) -> Answer:
        """One answer; ``dense`` lets the embedding model be loaded where the graph has no answer."""
        return self.questions.ask(question, dense)

    def explain(self, question: str) -> str:
        """How ``question`` is answered, for the eye."""
        return self.questions.explain(question)

    def examples(self, n: int = 6) -> list[str]:
        """Up to ``n`` (at most 12) questions that the graph answers, each tried before it is kept.

        Kept in the data folder for as long as the articles stay the same, so that the page need not wait for them.
        """
        state = self._state()
        kept = _read_json(self.data / _EXAMPLES)
        if kept.get("state") != state:
            kept = {"state": state, "questions": self._tried(_MOST_EXAMPLES)}
            if not self.store.read_only:
                (self.data / _EXAMPLES).write_text(json.dumps(kept, ensure_ascii=False), encoding="utf-8")
        questions = kept["questions"]
        return [str(q) for q in questions][:n] if isinstance(questions, list) else []

    def _tried(self, most: int) -> list[str]:
        shown: list[str] = []
        for question in example_questions(self.store):
            if len(shown) == most:
                break
            if question not in shown and self.questions.unaided(question, dense=False).state == "fact":
                shown.append(question)
        return shown

    def _state(self) -> str:
        """Hash of the articles that are in and of the rules they were read with."""
        articles = [(info.id, info.content_hash) for info in self.store.articles()]
        return hashlib.sha256(repr((articles, self._meta().get("rules"))).encode()).hexdigest()

    def series(self, indicator: str, about: str | None = None, marked: bool = False) -> list[SeriesPoint]:
        """Observations of an indicator, by period; ``marked`` says of each whether another article contradicts it."""
        with self._turns.reading():
            return series_points(self.store, indicator, about, marked)

    def conflicts(self) -> list[dict[str, object]]:
        """Figures that contradict each other, with sentences, sources and the likely cause; contradictions before explained differences."""
        state = self._state()
        if self._conflicts is None or self._conflicts[0] != state:
            with self._turns.reading():
                self._conflicts = state, [conflict_json(conflict) for conflict in conflicts(self.store)]
        return self._conflicts[1]

    def sparql(self, query: str, format: str | None = None) -> QueryResult:
        """A user's query, in a child process; by default a table, or Turtle where the result is a graph.

        Raises QueryRefused, QueryFailed, QueryTimeout.
        """
        if format is None:
            format = "ttl" if query_form(query) in GRAPH_FORMS else "table"
        return run_query(self.store, query, format, self.settings.query_seconds, self.settings.query_memory_mb)

    # -- care

    def check(self) -> list[str]:
        """What is broken, in words; empty means that all is well."""
        with self._turns.reading():
            return findings(self.store, self.index, self.corpus)

    def export(self, format: str) -> bytes:
        """The whole graph; ttl holds the default graph only."""
        return self.store.export(format)

    # -- the embedding model

    def warm(self) -> None:
        """Starts loading the model and computing missing vectors in the background; returns at once."""
        if self.embedder is not None and self._warming is None:
            self._dense = "loading"
            self._warming = threading.Thread(target=self._warm, name="warm", daemon=True)
            self._warming.start()

    def _warm(self) -> None:
        try:
            self.index.embed_missing()
            self._dense = "ready"
        except ModelUnavailable as error:
            self._dense = str(error)

    def status(self) -> dict[str, object]:
        """Counts of articles and triples, and the state of the dense arm: off, idle, loading, ready, or why it is not there."""
        return {"articles": len(self.store.articles()), "triples": len(self.store), "dense": self._dense}

    # -- which corpus the data folder is of

    def _meta(self) -> dict[str, object]:
        return _read_meta(self.data)

    def _remember(self, rules: str | None) -> None:
        meta = {"layout": _LAYOUT, "corpus": str(self.corpus.folder.resolve()), "rules": rules}
        (self.data / _META).write_text(json.dumps(meta, ensure_ascii=False), encoding="utf-8")

    def _rules(self) -> str:
        """Hash of all but the articles that the graph follows from: rules of extraction, and decisions on entities."""
        from pipelines.articles.build import fingerprint

        return fingerprint() + digest(self.corpus.decisions_file)

    def _own_corpus(self) -> None:
        """Raises CorpusUnusable where a data folder named by the user is of another corpus than the one named."""
        remembered = self._meta().get("corpus")
        if self.settings.data is None or not isinstance(remembered, str) or not Path(remembered).is_dir():
            return
        if Path(remembered) != self.corpus.folder.resolve():
            raise CorpusUnusable(
                f"{self.data} 是语料 {remembered} 的，不是 {self.corpus.folder} 的：换一个 --data，或用 suanli build 使它改随后者"
            )


def _read_meta(data: Path) -> dict[str, object]:
    meta = _read_json(data / _META)
    return meta if meta.get("layout") == _LAYOUT else {}


def _read_json(path: Path) -> dict[str, object]:
    """The object that ``path`` holds; empty where there is none or it is damaged: both can be made again."""
    if not path.is_file():
        return {}
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _corpus_of(data: Path, settings: Settings) -> Path:
    """The corpus named in the settings, else the one that a data folder named there remembers."""
    remembered = _read_meta(data).get("corpus") if settings.data is not None else None
    if settings.corpus is None and isinstance(remembered, str):
        return Path(remembered)
    return settings.corpus or DEFAULT_CORPUS


def open_workspace(corpus: Path | None = None, data: Path | None = None, read_only: bool = False) -> Workspace:
    """The workspace of the environment's settings, with ``corpus`` and ``data`` in their place where given."""
    return Workspace(settings_module.load(corpus=corpus, data=data), read_only)
