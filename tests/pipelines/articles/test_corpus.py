"""The corpus folder: which files are articles, what lies beside them, and the way to the bin and back."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from kg.errors import ArticleExists, ArticleUnknown, ArticleUnreadable, CorpusUnusable
from pipelines.articles.corpus import Corpus
from pipelines.articles.reading.read import read_bytes

TEXT = "标题\n\n正文在这里。\n"


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    return Corpus(tmp_path / "corpus")


def put(corpus: Corpus, name: str, text: str = TEXT, published: date | None = None, source: str | None = None) -> Path:
    article = read_bytes(text.encode(), name)
    return corpus.put(article, Path(name).suffix, text.encode(), (published, source))


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_articles_are_the_visible_files_but_not_their_sidecars(corpus: Corpus) -> None:
    put(corpus, "b.md", published=date(2024, 9, 1))
    put(corpus, "a.txt")
    (corpus.articles / ".hidden.txt").write_text(TEXT)
    (corpus.articles / "folder.txt").mkdir()
    (corpus.articles / "c.pdf").write_text("x")  # no article, but not passed over in silence either
    assert [path.name for path in corpus.files()] == ["a.txt", "b.md", "c.pdf"]


def test_a_corpus_that_is_not_there_has_no_files(corpus: Corpus) -> None:
    assert list(corpus.files()) == []
    assert corpus.find("a") is None


@pytest.mark.parametrize(
    ("files", "bare"), [(["a.txt"], True), (["a.MD"], True), (["README.md"], False), ([], False), (["a.pdf"], False)]
)
def test_a_folder_of_article_files_is_its_own_articles_folder(corpus: Corpus, files: list[str], bare: bool) -> None:
    corpus.folder.mkdir()
    for name in files:
        (corpus.folder / name).write_text(TEXT)
    assert corpus.articles == (corpus.folder if bare else corpus.folder / "articles")
    (corpus.folder / "articles").mkdir()
    assert corpus.articles == corpus.folder / "articles"


def test_the_file_is_kept_byte_for_byte_under_its_id(corpus: Corpus) -> None:
    text = "---\nid: 另名\n---\r\n" + TEXT
    path = put(corpus, "a.md", text)
    assert path.name == "另名.md"
    assert path.read_bytes() == text.encode()


def test_date_and_source_given_beside_a_file_come_back_on_reading(corpus: Corpus) -> None:
    path = put(corpus, "a.txt", published=date(2024, 9, 1), source="示例: 报")
    article = corpus.read(path)
    assert (article.published, article.source) == (date(2024, 9, 1), "示例: 报")
    own = put(corpus, "b.txt", "---\npublished: 2023-01-02\n---\n" + TEXT, date(2024, 9, 1), "示例网")
    article = corpus.read(own)
    assert (article.published, article.source) == (date(2023, 1, 2), "示例网")


@pytest.mark.parametrize("sidecar", ["published: 昨天", "[1, 2]", "a: : b", "published: [2024]", "\xff"])
def test_a_broken_sidecar_is_named(corpus: Corpus, sidecar: str) -> None:
    path = put(corpus, "a.txt")
    path.with_name("a.meta.yaml").write_bytes(sidecar.encode("latin-1", "replace") if sidecar == "\xff" else sidecar.encode())
    with pytest.raises(ArticleUnreadable, match="a.meta.yaml"):
        corpus.read(path)


def test_a_sidecar_left_over_does_not_date_a_new_file(corpus: Corpus) -> None:
    path = put(corpus, "a.txt", published=date(2024, 9, 1))
    path.unlink()
    assert corpus.read(put(corpus, "a.txt")).published is None


def test_nothing_is_written_over_a_file_of_that_name(corpus: Corpus) -> None:
    put(corpus, "a.txt")
    for name in ("a.txt", "a.md"):
        with pytest.raises(ArticleExists):
            put(corpus, name, "别的\n\n正文。")
    assert names(corpus.articles) == ["a.txt"]


def test_what_cannot_be_written_is_said_and_leaves_nothing(corpus: Corpus) -> None:
    with pytest.raises(CorpusUnusable):
        put(corpus, "a.md", f"---\nid: {'长' * 100}\n---\n{TEXT}", date(2024, 9, 1))
    assert names(corpus.articles) == []


def test_find_goes_by_name_and_by_the_id_in_the_file(corpus: Corpus) -> None:
    put(corpus, "a.txt")
    (corpus.articles / "b.md").write_text("---\nid: c\n---\n" + TEXT)
    (corpus.articles / "c.txt").write_text("---\nid: d\n---\n" + TEXT)
    (corpus.articles / "e.txt").write_text("")
    found = {name: path.name if (path := corpus.find(name)) else None for name in ("a", "b", "c", "d", "e", "../a", "\0")}
    assert found == {"a": "a.txt", "b": None, "c": "b.md", "d": "c.txt", "e": "e.txt", "../a": None, "\0": None}


def test_to_the_bin_and_back_with_the_sidecar(corpus: Corpus) -> None:
    path = put(corpus, "a.txt", published=date(2024, 9, 1))
    corpus.throw(path, "a")
    assert (names(corpus.articles), names(corpus.bin)) == ([], ["a.meta.yaml", "a.txt"])
    assert corpus.read(corpus.take_back(corpus.thrown("a"))).published == date(2024, 9, 1)
    assert names(corpus.bin) == []


def test_a_file_of_another_name_than_its_id_comes_back_by_its_id(corpus: Corpus) -> None:
    corpus.articles.mkdir(parents=True)
    path = corpus.articles / "x.md"
    path.write_text("---\nid: a\n---\n" + TEXT)
    corpus.throw(path, "a")
    assert corpus.read(corpus.take_back(corpus.thrown("a"))).id == "a"


def test_the_bin_keeps_the_latest_of_an_id_with_its_own_sidecar(corpus: Corpus) -> None:
    corpus.throw(put(corpus, "a.txt", published=date(2024, 9, 1)), "a")
    corpus.throw(put(corpus, "a.md", "新的\n\n正文。"), "a")
    assert names(corpus.bin) == ["a.md"]
    assert corpus.read(corpus.thrown("a")).published is None


def test_nothing_comes_back_over_a_file_of_that_name(corpus: Corpus) -> None:
    corpus.throw(put(corpus, "a.txt"), "a")
    put(corpus, "a.md", "新的\n\n正文。")
    with pytest.raises(ArticleExists):
        corpus.take_back(corpus.thrown("a"))
    assert (names(corpus.articles), names(corpus.bin)) == (["a.md"], ["a.txt"])


def test_purge_empties_the_bin_of_one_id(corpus: Corpus) -> None:
    corpus.throw(put(corpus, "a.txt", source="示例"), "a")
    assert corpus.purge("a")
    assert names(corpus.bin) == []
    assert not corpus.purge("a")
    for name in ("a", "../articles/a"):
        with pytest.raises(ArticleUnknown):
            corpus.thrown(name)
