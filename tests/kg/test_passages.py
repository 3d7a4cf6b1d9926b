"""The passage index, with a fake embedder: what every arm and every process must keep to."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

import lancedb
import pytest

from kg.errors import ModelUnavailable
from kg.passages import Passage, PassageIndex
from tests.fakes import BrokenEmbedder, FakeEmbedder

TEXTS = {
    "hub": ["贵安新区的数据中心集群今年再添两座机房。", "园区全部用上液冷，PUE降到1.12。", "华东用户的训练任务可以放到这里跑。"],
    "chip": ["昇腾910B的半精度算力为256 TFLOPS。", "这款芯片由华为设计，去年开始供货。"],
}


def passages(article: str, texts: list[str], title: str = "一则消息") -> list[Passage]:
    around = ["", *texts, ""]
    return [
        Passage(article, n, title, around[n], t, around[n + 2], n * 100, n * 100 + len(t), date(2024, 9, 1))
        for n, t in enumerate(texts)
    ]


@pytest.fixture
def index(tmp_path: Path) -> PassageIndex:
    index = PassageIndex(tmp_path / "passages", FakeEmbedder())
    for article, texts in TEXTS.items():
        index.add(article, passages(article, texts))
    return index


def found(index: PassageIndex, query: str, **options: bool) -> list[str]:
    return [hit.passage.text for hit in index.search(query, **options)]


def test_an_empty_index_finds_nothing_and_makes_no_table(tmp_path: Path) -> None:
    index = PassageIndex(tmp_path / "passages", FakeEmbedder())
    assert index.search("算力") == []
    assert index.article_ids() == ()
    assert index.pending() == 0
    assert index.embed_missing() == 0
    index.remove("nothing")


def test_a_passage_comes_back_as_it_was_put_in(index: PassageIndex) -> None:
    assert index.search("液冷")[0].passage == passages("hub", TEXTS["hub"])[1]


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("机房", TEXTS["hub"][0]),
        ("液冷", TEXTS["hub"][1]),
        ("pue", TEXTS["hub"][1]),
        ("ＰＵＥ是1.12吗", TEXTS["hub"][1]),
        ("昇腾 910b", TEXTS["chip"][0]),
        ("256TFLOPS", TEXTS["chip"][0]),
        ("供货", TEXTS["chip"][1]),
    ],
)
def test_words_of_two_characters_widths_and_cases_are_found(index: PassageIndex, query: str, text: str) -> None:
    assert found(index, query)[0] == text


@pytest.mark.parametrize("query", ["", " ", "？！。", "\"'()*:-+", "\0", "\ud800", "…—"])
def test_a_query_without_a_word_finds_nothing(index: PassageIndex, query: str) -> None:
    index.embed_missing()
    assert index.search(query) == []


@pytest.mark.parametrize(
    "query", ['"机房', "机房 AND (", "terms:机房 OR *", "机房' OR 1=1 --", "机房\0", "机房\ud800", "机房" * 5000, "\ufdfa机房"]
)
def test_query_syntax_is_only_text(index: PassageIndex, query: str) -> None:
    assert TEXTS["hub"][0] in found(index, query)


def test_no_hits_for_words_that_are_nowhere(index: PassageIndex) -> None:
    assert index.search("xyzzy") == []


def test_replacing_an_article_leaves_nothing_of_the_old(index: PassageIndex) -> None:
    index.add("hub", passages("hub", ["改写以后只剩这一句。"]))
    assert index.article_ids() == ("chip", "hub")
    assert found(index, "液冷") == []
    assert found(index, "改写") == ["改写以后只剩这一句。"]
    assert found(index, "供货")[0] == TEXTS["chip"][1]


def test_removing_an_article_leaves_the_others(index: PassageIndex) -> None:
    index.remove("hub")
    assert index.article_ids() == ("chip",)
    assert found(index, "液冷") == []
    assert found(index, "供货")[0] == TEXTS["chip"][1]


def test_adding_no_passages_removes(index: PassageIndex) -> None:
    index.add("hub", [])
    assert index.article_ids() == ("chip",)


def test_a_quote_in_an_article_id_is_text(index: PassageIndex) -> None:
    index.add("it's", passages("it's", ["量子芯片下线。"]))
    index.remove("x' OR 'a' = 'a")
    assert index.article_ids() == ("chip", "hub", "it's")
    index.remove("it's")
    assert index.article_ids() == ("chip", "hub")


@pytest.mark.parametrize("text", ["算\0力", "算力\ud800中心", "\ufdfa" * 500, "智算" * 100_000, "ＧＰＵ①㎡"])
def test_any_text_can_be_kept(index: PassageIndex, text: str) -> None:
    index.add("odd", passages("odd", [text], title=text))
    index.embed_missing()
    kept = [hit.passage for hit in index.search(text) if hit.passage.article == "odd"]
    assert [len(p.text) for p in kept] == [len(text)]


def test_adding_embeds_nothing_and_embed_missing_only_what_is_new(tmp_path: Path) -> None:
    embedder = FakeEmbedder()
    index = PassageIndex(tmp_path, embedder)
    index.add("hub", passages("hub", TEXTS["hub"]))
    assert embedder.embedded == []
    assert index.pending() == 3
    seen: list[tuple[int, int]] = []
    assert index.embed_missing(lambda done, total: seen.append((done, total))) == 3
    assert seen == [(3, 3)]
    index.add("reprint", passages("reprint", [*TEXTS["hub"], "转载时加的一句。"]))
    assert index.pending() == 1
    assert index.embed_missing() == 1
    assert len(embedder.embedded) == 4


def test_the_dense_arm_finds_what_the_lexical_arm_cannot(index: PassageIndex) -> None:
    query = "园区"
    assert all(hit.dense_rank is None for hit in index.search(query))
    index.embed_missing()
    hits = index.search(query)
    assert {hit.dense_rank for hit in hits} == {1, 2, 3, 4, 5}
    assert hits[0].lexical_rank == 1
    assert all(hit.dense_rank is None for hit in index.search(query, dense=False))


def test_scores_are_the_sum_of_both_arms(index: PassageIndex) -> None:
    index.embed_missing()
    for hit in index.search("华为芯片"):
        lexical = 1 / (10 + hit.lexical_rank) if hit.lexical_rank else 0
        dense = 0.5 / (10 + hit.dense_rank) if hit.dense_rank else 0
        assert hit.score == pytest.approx(lexical + dense)


def test_ties_go_by_article_and_position(tmp_path: Path) -> None:
    index = PassageIndex(tmp_path)
    for article in ("c", "a", "b"):
        index.add(article, passages(article, ["同一句话。", "同一句话。"]))
    order = [(hit.passage.article, hit.passage.position) for hit in index.search("同一句话")]
    assert order == [("a", 0), ("a", 1), ("b", 0), ("b", 1), ("c", 0), ("c", 1)]


def test_vectors_of_removed_passages_and_other_models_are_not_used(tmp_path: Path) -> None:
    old = PassageIndex(tmp_path, FakeEmbedder("old", 16))
    for article, texts in TEXTS.items():
        old.add(article, passages(article, texts))
    old.embed_missing()
    new = PassageIndex(tmp_path, FakeEmbedder("new", 32))
    assert all(hit.dense_rank is None for hit in new.search("芯片"))
    assert new.embed_missing() == 5
    assert old.pending() == 5
    new.remove("hub")
    assert {hit.passage.article for hit in new.search("芯片")} == {"chip"}
    assert new.embed_missing() == 0


def test_without_a_model_the_lexical_arm_answers(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    index = PassageIndex(tmp_path, FakeEmbedder())
    index.add("chip", passages("chip", TEXTS["chip"]))
    index.embed_missing()
    broken = PassageIndex(tmp_path, BrokenEmbedder())
    assert found(broken, "供货")[0] == TEXTS["chip"][1]
    assert "没有这个模型" in caplog.text
    assert found(PassageIndex(tmp_path), "供货")[0] == TEXTS["chip"][1]
    with pytest.raises(ModelUnavailable):
        PassageIndex(tmp_path).embed_missing()


def test_the_full_text_index_follows_a_long_tail(tmp_path: Path) -> None:
    index = PassageIndex(tmp_path)
    index.add("long", passages("long", [f"第{n}号机柜。" for n in range(1200)]))
    index.add("short", passages("short", ["液冷机柜。"]))
    assert found(index, "1107号")[0] == "第1107号机柜。"
    assert found(index, "液冷") == ["液冷机柜。"]


def test_an_index_that_was_never_finished_is_made_at_the_next_add(index: PassageIndex, tmp_path: Path) -> None:
    lancedb.connect(str(tmp_path / "passages")).open_table("passages").drop_index("terms_idx")
    index.add("new", passages("new", ["浸没式液冷。"]))
    assert found(index, "浸没") == ["浸没式液冷。"]


def test_all_rows_are_read(tmp_path: Path) -> None:
    index = PassageIndex(tmp_path, FakeEmbedder())
    for n in range(12):
        index.add(f"{n:02}", passages(f"{n:02}", [f"第{n}篇第{m}句。" for m in range(100)]))
    assert len(index.article_ids()) == 12
    assert index.pending() == index.embed_missing() == 1200
    for n in range(12):
        index.remove(f"{n:02}")
    assert index.embed_missing() == 0
    assert index.search("第3篇") == []
    index.add("again", passages("again", ["第3篇回来了。"]))
    assert found(index, "第3篇") == ["第3篇回来了。"]


def test_another_process_sees_what_was_added(index: PassageIndex, tmp_path: Path) -> None:
    other = PassageIndex(tmp_path / "passages")
    assert found(other, "液冷")[0] == TEXTS["hub"][1]
    script = (
        "import sys; from pathlib import Path; from kg.passages import PassageIndex, Passage\n"
        "PassageIndex(Path(sys.argv[1])).add('new', [Passage('new', 0, '', '', '浸没式液冷。', '', 0, 6, None)])\n"
        "assert 'torch' not in sys.modules and 'sentence_transformers' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", script, str(tmp_path / "passages")], check=True, timeout=120)
    assert "浸没式液冷。" in found(other, "液冷")


def test_importing_the_index_imports_no_heavy_library() -> None:
    script = "import sys, kg.passages; assert not {'lancedb', 'pyarrow', 'torch'} & set(sys.modules), sorted(sys.modules)"
    subprocess.run([sys.executable, "-c", script], check=True, timeout=120)


def test_articles_put_in_together_replace_what_each_had(index: PassageIndex) -> None:
    index.add("hub", passages("hub", ["旧的一句。"]))
    index.add("gone", passages("gone", ["量子芯片下线。"]))
    index.add_all({"hub": passages("hub", ["改写以后的一句。"]), "new": passages("new", ["浸没式液冷。"]), "gone": []})
    assert {"hub", "new"} <= set(index.article_ids()) and "gone" not in index.article_ids()
    assert [hit.passage.text for hit in index.search("改写", dense=False)] == ["改写以后的一句。"]
    assert not index.search("下线", dense=False)
