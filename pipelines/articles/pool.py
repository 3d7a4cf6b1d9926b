"""Articles -> checked extractions, in this process or in a pool of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from multiprocessing import get_context
from typing import Protocol

from pyoxigraph import Quad

from kg.errors import ExtractionBroken, GraphInvalid, SuanliError
from kg.model import Article, Extraction, Reported
from kg.rdf import extraction_quads
from kg.validate import violations


class Extractor(Protocol):
    """Reads an article, in the light of what other articles print where that is given."""

    def __call__(self, article: Article, reported: Sequence[Reported] = (), /) -> Extraction: ...


def checked(extraction: Extraction) -> list[Quad]:
    """The graph of ``extraction``. Raises GraphInvalid where a shape or a quote is violated."""
    quads = extraction_quads(extraction)
    broken = violations(quads)
    if broken:
        shown = "；".join(" ".join(str(v).split()) for v in broken[:3])
        raise GraphInvalid(f"“{extraction.article.id}”的图未通过 SHACL 校验（{len(broken)}处），未入库：{shown}")
    return quads


def extractions(todo: list[Article], jobs: int, extractor: Extractor) -> Iterator[tuple[Article, Extraction | SuanliError]]:
    """Each article with its extraction, whose graph is valid, in order; a pool of ``jobs`` processes where that pays for its start.

    The processes validate too: SHACL costs more than extraction, and in one process it would be all that a build waits for.
    """
    if jobs <= 1 or len(todo) < 2 * jobs:
        yield from zip(todo, map(partial(_try_extract, extractor), todo), strict=True)
        return
    try:
        with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
            yield from zip(todo, pool.map(partial(_try_extract, extractor), todo, chunksize=_chunk(todo, jobs)), strict=True)
    except BrokenProcessPool as error:
        raise ExtractionBroken("抽取的子进程意外终止，可能是内存不足：减少 --jobs 再试，已入库的不会重做") from error


def _chunk(todo: list[Article], jobs: int) -> int:
    """Articles handed to a process at a time: few enough that all processes have some."""
    return max(1, min(4, len(todo) // jobs))


def _try_extract(extractor: Extractor, article: Article) -> Extraction | SuanliError:
    try:
        extraction = extractor(article)
        checked(extraction)
        return extraction
    except SuanliError as error:
        return error
