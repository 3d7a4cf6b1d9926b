"""Sentences annotated by a reader who had not seen the rules: each is read as annotated, or stands in the list of known faults."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from tests.sentence_table import Row, faults, rows

KNOWN: dict[str, list[str]] = yaml.safe_load(
    (Path(__file__).parent / "cases" / "sentences_known.yaml").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("row", rows(), ids=lambda row: row.name)
def test_a_sentence_is_read_as_annotated_or_has_the_faults_that_are_listed(row: Row) -> None:
    assert list(faults(row)) == KNOWN.get(row.name, [])


def test_most_sentences_are_read_wholly_right_and_most_numbers_with_value_and_unit() -> None:
    assert len(KNOWN) < 0.45 * len(rows())
    figures = sum(len(row.figures) for row in rows())
    lost = sum(fault.startswith(("missed", "invented", "barred")) for listed in KNOWN.values() for fault in listed)
    assert lost < 0.15 * figures
