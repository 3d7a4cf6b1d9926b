"""The passage index: one row a sentence, found by its characters and, where vectors are there, by its meaning.

LanceDB keeps two tables in one folder (or object store): ``passages`` with the text, its search terms and a
full-text index over them, and ``vectors-<model>`` with one vector a distinct text. They are apart so that adding an article
never loads the model: its passages are found lexically at once and their vectors follow with ``embed_missing``.
A second process sees what the first has added at its next search. lancedb must not be used after a fork.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any

from kg.embedder import Embedder
from kg.errors import ModelUnavailable
from kg.model import Extraction
from kg.terms import storable, terms

DEPTH = 100  # candidates an arm hands to the fusion
# Measured on 97 questions over 289 sentences of 17 articles, R@1/MRR of the evidence's sentence. Lexical: sentence alone
# .66/.77, with its title .70/.80, sentence three to six times and title once .73/.82, with neighbours too .68/.79. Dense: .56/.68.
# Fused with equal weights .68/.78; dense at half, .73/.82 with k = 10 and as good for the half of the questions whose words are
# not the text's (.56/.69 against .52/.69 lexical). CMRC2018's longer paraphrases gain more (.62/.71 lexical, .67/.75 fused).
SENTENCE_WEIGHT = 3  # times a sentence's terms count, its title's once
DENSE_WEIGHT = 0.5
RRF_K = 10  # reciprocal rank fusion, Cormack et al. 2009; 60 there
BATCH = 64  # texts embedded and stored together: an interrupted run loses at most these
DELETED = 1_000  # keys in one delete
FLAT_ROWS = 1_000  # rows past the full-text index before it is brought up to date; 3 ms to scan

_FIELDS = ("article", "position", "title", "previous", "text", "next", "start", "end", "published")
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence with what stands around it. ``start:end`` are offsets in the article's clean text."""

    article: str
    position: int  # of the sentence in its article, from 0
    title: str
    previous: str
    text: str
    next: str
    start: int
    end: int
    published: date | None


@dataclass(frozen=True, slots=True)
class PassageHit:
    """A passage found. ``score`` is 1 / (10 + rank) of the lexical arm plus half that of the dense arm; ranks count from 1."""

    passage: Passage
    score: float
    lexical_rank: int | None
    dense_rank: int | None


def passages_of(extraction: Extraction) -> tuple[Passage, ...]:
    """The passages of an article: its sentences in order, each with title and neighbours."""
    article, sentences = extraction.article, extraction.sentences
    texts = ["", *(s.text for s in sentences), ""]
    return tuple(
        Passage(article.id, n, article.title, texts[n], s.text, texts[n + 2], s.start, s.end, article.published)
        for n, s in enumerate(sentences)
    )


class PassageIndex:
    """Passages at ``uri`` (folder or object store), made at the first ``add``. Without ``embedder`` only the lexical arm works."""

    def __init__(self, uri: Path | str, embedder: Embedder | None = None) -> None:
        self._uri = str(uri)
        self._embedder = embedder

    def add(self, article_id: str, passages: Sequence[Passage]) -> None:
        """Puts an article's passages in, in one commit, in place of those it had. No model is loaded."""
        self.add_all({article_id: passages})

    def add_all(self, articles: Mapping[str, Sequence[Passage]]) -> None:
        """Puts the passages of articles, by article id, in place of those they had; in one commit where each has some."""
        rows = [_row(article_id, passage) for article_id, passages in articles.items() for passage in passages]
        for article_id in (article_id for article_id, passages in articles.items() if not passages):
            self.remove(article_id)
        if not rows:
            return
        table, same = self._passages(create=True), _any_of("article", articles)
        if table.count_rows(same):
            merge = table.merge_insert("id").when_matched_update_all().when_not_matched_insert_all()
            merge.when_not_matched_by_source_delete(same).execute(rows)
        else:  # appending costs 3 ms whatever is there, merging 10 ms and more
            table.add(rows)
        self._tidy()

    def remove(self, article_id: str) -> None:
        """Takes an article's passages out; nothing happens where it has none."""
        table = self._passages()
        if table is not None:
            table.delete(f"article = {_quoted(article_id)}")

    def article_ids(self) -> tuple[str, ...]:
        """Ids of the articles that have passages, sorted."""
        return tuple(sorted(set(self._column("article"))))

    def search(self, query: str, k: int = 10, dense: bool = True) -> list[PassageHit]:
        """The ``k`` best passages for ``query``, best first; ties by article and position. Empty for punctuation alone.

        The dense arm joins where ``dense`` is set and vectors of the embedder's model are there; the model is
        loaded for nothing else. When it cannot be loaded the lexical arm answers alone, with a warning in the log.
        """
        wanted = " ".join(dict.fromkeys(terms(query)))
        table = self._passages()
        if not wanted or table is None or k < 1:
            return []
        depth = max(DEPTH, k)
        lexical = self._lexical(table, wanted, depth)
        return _fuse(lexical, self._dense(table, query, depth) if dense else [])[:k]

    def pending(self) -> int:
        """How many distinct texts have no vector yet; 0 without an embedder."""
        return len(set(self._column("key")) - set(self._column("key", self._vectors_name))) if self._embedder else 0

    def embed_missing(self, progress: Callable[[int, int], None] | None = None) -> int:
        """Gives every passage its vector and drops vectors nobody uses; returns how many texts were embedded.

        ``progress(done, total)`` is called after every batch. Stopped midway, it goes on from there next time.
        Raises ModelUnavailable where there is no embedder or its model cannot be loaded.
        """
        if self._embedder is None:
            raise ModelUnavailable("没有语义模型，无法生成句向量（SUANLI_DENSE=0 时只用字面检索）。")
        missing = self._missing()
        keys = sorted(missing)
        for start in range(0, len(keys), BATCH):
            batch = keys[start : start + BATCH]
            self._store_vectors(batch, [missing[key] for key in batch])
            if progress:
                progress(start + len(batch), len(keys))
        self._sweep_vectors()
        return len(keys)

    # -- the two arms

    def _lexical(self, table: Any, wanted: str, depth: int) -> list[Passage]:
        from lancedb.query import MatchQuery

        search = table.search(MatchQuery(wanted, "terms"), query_type="fts").select([*_FIELDS, "_score"])
        return _ranked((_passage(row), -row["_score"]) for row in search.limit(depth).to_list())

    def _dense(self, table: Any, query: str, depth: int) -> list[Passage]:
        vectors = self._vectors()
        if self._embedder is None or vectors is None:
            return []
        try:
            vector = self._embedder.queries([query])[0]
        except ModelUnavailable as error:
            _log.warning("只用字面检索：%s", error)
            return []
        near = vectors.search(vector).distance_type("dot").limit(depth).select(["key", "_distance"]).to_list()
        if not near:
            return []
        distance = {row["key"]: row["_distance"] for row in near}
        rows = table.search().where(_any_of("key", distance)).select([*_FIELDS, "key"]).limit(None).to_list()
        return _ranked((_passage(row), distance[row["key"]]) for row in rows)[:depth]

    # -- vectors

    @property
    def _vectors_name(self) -> str:
        model = self._embedder.name if self._embedder else ""
        return "vectors-" + hashlib.sha256(model.encode()).hexdigest()[:12]

    def _vectors(self) -> Any:
        return self._open(self._vectors_name)

    def _missing(self) -> dict[str, str]:
        """Text to embed by key, for every key without a vector."""
        table = self._passages()
        if table is None:
            return {}
        stored = set(self._column("key", self._vectors_name))
        rows = table.search().select(["key", "title", "text"]).limit(None).to_list()
        return {row["key"]: _embedded(row["title"], row["text"]) for row in rows if row["key"] not in stored}

    def _store_vectors(self, keys: Sequence[str], texts: Sequence[str]) -> None:
        import pyarrow as pa

        assert self._embedder is not None
        vectors = self._embedder.passages(texts)
        cells = pa.FixedSizeListArray.from_arrays(pa.array(vectors.ravel(), pa.float32()), vectors.shape[1])
        rows = pa.table({"key": pa.array(keys, pa.string()), "vector": cells})
        table = self._vectors()
        if table is None:
            self._database.create_table(self._vectors_name, data=rows)
        else:
            table.add(rows)

    def _sweep_vectors(self) -> None:
        """Drops vectors of removed passages and tables of other models."""
        table = self._vectors()
        if table is None:
            return
        orphans = sorted(set(self._column("key", self._vectors_name)) - set(self._column("key")))
        for start in range(0, len(orphans), DELETED):
            table.delete(_any_of("key", orphans[start : start + DELETED]))
        table.optimize(cleanup_older_than=timedelta(hours=1))
        for name in self._table_names():
            if name.startswith("vectors-") and name != self._vectors_name:
                self._database.drop_table(name)

    # -- tables

    @cached_property
    def _database(self) -> Any:
        import lancedb

        return lancedb.connect(self._uri, read_consistency_interval=timedelta(0))

    def _table_names(self) -> list[str]:
        return list(self._database.list_tables().tables)

    def _open(self, name: str) -> Any:
        return self._database.open_table(name) if name in self._table_names() else None

    def _passages(self, create: bool = False) -> Any:
        table = self._open("passages")
        return self._create_passages() if table is None and create else table

    def _create_passages(self) -> Any:
        import pyarrow as pa

        text = {name: pa.string() for name in ("id", "key", "terms", "article", "title", "previous", "text", "next")}
        rest = {"position": pa.int32(), "start": pa.int32(), "end": pa.int32(), "published": pa.date32()}
        table = self._database.create_table("passages", schema=pa.schema([*text.items(), *rest.items()]))
        _index_terms(table)  # empty at first: rows in the index are scored by its counts alone, rows past it by all
        return table

    def _column(self, name: str, table: str = "passages") -> list[str]:
        found = self._open(table)
        return [] if found is None else list(found.search().select([name]).limit(None).to_arrow()[name].to_pylist())

    def _tidy(self) -> None:
        """Brings the full-text index up to date when the tail it does not hold has grown to a tenth of it."""
        table = self._passages()
        stats = table.index_stats("terms_idx")
        if stats is None:  # the process that made the table died before it made the index
            _index_terms(table)
        elif stats.num_unindexed_rows > max(FLAT_ROWS, stats.num_indexed_rows // 10):
            table.optimize(cleanup_older_than=timedelta(hours=1))


def _index_terms(table: Any) -> None:
    from lancedb.index import FTS

    plain = {"lower_case": False, "stem": False, "remove_stop_words": False, "ascii_folding": False}
    table.create_index("terms", config=FTS(base_tokenizer="whitespace", max_token_length=None, **plain))


def _row(article_id: str, passage: Passage) -> dict[str, object]:
    row = {name: getattr(passage, name) for name in _FIELDS} | {"article": storable(article_id)}
    row |= {name: storable(row[name]) for name in ("title", "previous", "text", "next")}
    words = terms(passage.text) * SENTENCE_WEIGHT + terms(passage.title)
    key = hashlib.sha256(_embedded(row["title"], row["text"]).encode()).hexdigest()[:32]
    return row | {"id": f"{row['article']}#{passage.position}", "key": key, "terms": " ".join(words)}


def _embedded(title: str, text: str) -> str:
    return f"{title}\n{text}"


def _passage(row: Mapping[str, Any]) -> Passage:
    return Passage(**{name: row[name] for name in _FIELDS})


def _ranked(scored: Iterable[tuple[Passage, float]]) -> list[Passage]:
    """Passages by rising cost; the sixth digit and less is noise of summation order, so equal ones go by article and position."""
    ordered = sorted(scored, key=lambda pair: (round(pair[1], 5), pair[0].article, pair[0].position))
    return [passage for passage, _ in ordered]


def _fuse(lexical: Sequence[Passage], dense: Sequence[Passage]) -> list[PassageHit]:
    """Weighted reciprocal rank fusion of the two arms."""
    lexical_ranks = {passage: rank for rank, passage in enumerate(lexical, 1)}
    dense_ranks = {passage: rank for rank, passage in enumerate(dense, 1)}
    hits = []
    for passage in {**lexical_ranks, **dense_ranks}:
        ranks = (lexical_ranks.get(passage), dense_ranks.get(passage))
        score = sum(weight / (RRF_K + rank) for weight, rank in zip((1, DENSE_WEIGHT), ranks, strict=True) if rank)
        hits.append(PassageHit(passage, score, *ranks))
    return sorted(hits, key=lambda hit: (-hit.score, hit.passage.article, hit.passage.position))


def _quoted(value: str) -> str:
    return "'" + storable(value).replace("'", "''") + "'"


def _any_of(column: str, values: Iterable[str]) -> str:
    return f"{column} IN ({', '.join(_quoted(value) for value in sorted(values))})"
