"""Random and mutated texts, and what must hold of the extraction of any text at all. Shared by the tests and bench/fuzz.py."""

from __future__ import annotations

import hashlib
import random
from datetime import date
from functools import cache
from pathlib import Path

from hypothesis import strategies as st

from kg.model import Article, Extraction
from pipelines.articles.extract import extract
from pipelines.articles.reading.read import read

CORPUS = Path(__file__).resolve().parents[1] / "corpus" / "articles"
PUBLISHED = date(2025, 9, 12)

# What news on computing power is made of, and what breaks readers of numbers.
_PIECES = (
    *"0123456789０１２３.．,，%％‰～~—–-+±/／:：第、。；！？\n\r\t \u3000（）()《》“”‘’【】$￥¥€°℃²³μ",
    *"一二三四五六七八九十百千万亿兆零〇两几半成倍翻番分之点多余超近约不足至少达到为同比环比增长下降占其中年月日季度末初底",
    "2024年", "2024年6月底", "24Q3", "“十四五”期间", "截至", "去年同期", "近五年", "2023—2025年", "0.5", "1,100.9", "869", "１２．５",
    "EFLOPS", "PFlops", "TOPS", "P", "E", "万架", "亿元", "亿美元", "个百分点", "PUE", "毫秒", "GB", "TB/s", "标准机架", "kW", "nm",
    "A100", "910B", "5G", "4/5G", "H100", "FP16", "百分之", "三分之一", "万亿亿次", "每秒", "分别为", "百亿亿次/秒", "翻一番",
    "智能算力规模", "市场规模", "中国", "贵州", "华为", "国家数据局", "信通院", "昇腾", "庆阳集群", "数据显示", "预计", "力争", "位居全球第二",
)  # fmt: skip


def random_texts() -> st.SearchStrategy[str]:
    """Pieces in any order, with any characters between them."""
    piece = st.one_of(st.sampled_from(_PIECES), st.sampled_from(_PIECES), st.text(max_size=4))
    return st.lists(piece, max_size=120).map("".join)


@cache
def _originals() -> tuple[str, ...]:
    return tuple(article.title + "\n" + article.body for article in map(read, sorted(CORPUS.glob("*.txt"))))


def _mutated(number: int) -> str:
    """A stretch of a real article with characters lost, doubled, moved or replaced, as careless copying does it."""
    chance = random.Random(number)
    text = chance.choice(_originals())
    start = chance.randrange(max(1, len(text) - 300))
    signs = list(text[start : start + chance.randrange(20, 500)])
    lost = chance.choice(("", "%％", ".．", "《》；", "。，", "\n"))
    signs = [sign for sign in signs if sign not in lost]
    for _ in range(chance.randrange(25)):
        at = chance.randrange(len(signs) + 1)
        match chance.randrange(4):
            case 0:
                del signs[at : at + chance.randrange(1, 6)]
            case 1:
                signs[at:at] = list(chance.choice(_PIECES))
            case 2:
                signs[at:at] = signs[at : at + chance.randrange(1, 30)]
            case _:
                signs[at : at + 1] = ["\n"]
    return "".join(signs)


def mutated_texts() -> st.SearchStrategy[str]:
    return st.integers(min_value=0, max_value=2**32).map(_mutated)


def extracted(text: str) -> Extraction:
    """The extraction of ``text`` as an article: its first line is the title."""
    title, _, body = text.partition("\n")
    published = PUBLISHED if len(text) % 2 else None
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return extract(Article("fuzz", title, body, published, None, None, digest, "utf-8"))


def check(found: Extraction) -> None:
    """Offsets lie in the text and hold what they say; each number is in the ledger once."""
    text, size = found.text, len(found.text)
    for sentence in found.sentences:
        assert text[sentence.start : sentence.end] == sentence.text
    for mention in found.mentions:
        assert 0 <= mention.start < mention.end <= size and text[mention.start : mention.end] == mention.text
    for figure in found.figures:
        assert 0 <= figure.start < figure.end <= size and text[figure.start : figure.end] == figure.as_written
        assert text[figure.quote_start : figure.quote_start + len(figure.quote)] == figure.quote
        assert figure.quote_start <= figure.start and figure.end <= figure.quote_start + len(figure.quote)
        assert 0 <= figure.confidence <= 1 and figure.value.is_finite()
    for relation in found.relations:
        assert text[relation.quote_start : relation.quote_start + len(relation.quote)] == relation.quote
    for number in found.ignored:
        assert 0 <= number.start < number.end <= size and text[number.start : number.end] == number.text
    for repair in found.repairs:
        assert 0 <= repair.start <= repair.end <= size and text[repair.start : repair.end] == repair.clean
    places = [(f.start, f.end) for f in found.figures] + [(n.start, n.end) for n in found.ignored]
    assert len({start for start, _ in places}) == len(places)
    ledger = found.ledger
    assert ledger.numbers == ledger.extracted + ledger.ignored + ledger.unresolved == len(places)
