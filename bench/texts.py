"""The texts that speed is measured on: the corpus and, where it lies beside the project, gold_dev; no text twice."""

from __future__ import annotations

from pathlib import Path

from kg.model import Article
from pipelines.articles.reading.read import read

ROOT = Path(__file__).parents[1]
GOLD = ROOT.parent / "shared/gold_dev"


def articles(gold: Path = GOLD) -> list[Article]:
    """Articles of the project's corpus, then those of ``gold``, if there is such a folder; one per content."""
    files = sorted(path for path in (ROOT / "corpus/articles").iterdir() if path.suffix in (".txt", ".md"))
    files += sorted((gold / "articles").glob("*.txt"))
    return list({article.sha256: article for article in map(read, files)}.values())
