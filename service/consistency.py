"""What ``suanli check`` finds: graphs that break their shapes, and articles that graph, index and corpus do not agree on."""

from __future__ import annotations

from collections.abc import Iterator

from kg.errors import SuanliError
from kg.passages import PassageIndex
from kg.store import GraphStore
from kg.validate import violations
from pipelines.articles.corpus import Corpus

_MEND = "（用 suanli build 修复）"


def findings(store: GraphStore, index: PassageIndex, corpus: Corpus) -> list[str]:
    """Every fault in a line of words; empty means that all is well."""
    stored = {info.id: info.content_hash for info in store.articles()}
    shapes = [f"{name}：{' '.join(str(v).split())}" for name in sorted(stored) for v in violations(store.quads(name))]
    return [*shapes, *_between(stored, set(index.article_ids())), *_against_corpus(stored, corpus)]


def _between(stored: dict[str, str], indexed: set[str]) -> Iterator[str]:
    for name in sorted(stored.keys() ^ indexed):
        yield f"{name}：在{'图' if name in stored else '索引'}中，不在{'索引' if name in stored else '图'}中{_MEND}"


def _against_corpus(stored: dict[str, str], corpus: Corpus) -> Iterator[str]:
    present: set[str] = set()
    for path in corpus.files():
        try:
            article = corpus.read(path)
        except SuanliError as error:
            present.add(path.stem)  # the file is there: that it cannot be read is one fault, not two
            yield f"{path.name}：{str(error).removeprefix(f'{path.name}：')}"
            continue
        if article.id in present:
            yield f"{path.name}：编号“{article.id}”与另一篇重复：改文件名或文件头里的 id"
        elif article.id not in stored:
            yield f"{article.id}：在语料中，不在图中{_MEND}"
        elif stored[article.id] != article.sha256:
            yield f"{article.id}：文件在入库之后改过{_MEND}"
        present.add(article.id)
    for name in sorted(stored.keys() - present):
        yield f"{name}：在图中，不在语料中{_MEND}"
