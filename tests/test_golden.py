"""The graph of the seed article, all of it, as reviewed in tests/golden/seed.trig.

``python -m tests.test_golden`` writes the file anew; look at its diff before it is committed.
"""

from __future__ import annotations

from pathlib import Path

from pyoxigraph import Quad, RdfFormat, parse, serialize

from kg.rdf import extraction_quads
from kg.vocab import PREFIXES
from pipelines.articles.extract import extract
from pipelines.articles.reading.read import read

GOLDEN = Path(__file__).with_name("golden") / "seed.trig"
SEED = Path(__file__).parents[1] / "corpus/articles/000_616cbaeacd51bc80.txt"


def seed() -> list[Quad]:
    """In an order that depends on the quads alone."""
    return sorted(extraction_quads(extract(read(SEED))), key=str)


def write() -> None:
    GOLDEN.write_bytes(serialize(seed(), format=RdfFormat.TRIG, prefixes=PREFIXES))


def test_the_seed_gives_the_graph_that_was_reviewed() -> None:
    now, reviewed = {str(quad) for quad in seed()}, {str(quad) for quad in parse(GOLDEN.read_bytes(), format=RdfFormat.TRIG)}
    assert (sorted(reviewed - now), sorted(now - reviewed)) == ([], []), "if this is meant: python -m tests.test_golden"


def test_the_same_article_gives_the_same_graph_again() -> None:
    assert seed() == seed()


if __name__ == "__main__":
    write()
