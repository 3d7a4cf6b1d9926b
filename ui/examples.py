"""The example queries of the SPARQL page, read from static/example_queries.yaml."""

from __future__ import annotations

from functools import cache

import yaml

from ui.labels import STATIC, Language


@cache
def example_queries(language: Language) -> dict[str, str]:
    """Title in ``language`` -> query, in the order of the file."""
    rows: list[dict[str, str]] = yaml.safe_load((STATIC / "example_queries.yaml").read_text("utf-8"))
    return {row[language]: row["query"].strip() for row in rows}
