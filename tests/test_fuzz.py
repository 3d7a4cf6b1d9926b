"""Any text at all is extracted without an exception, with valid offsets and a ledger that adds up. bench/fuzz.py tries 20,000."""

from __future__ import annotations

from hypothesis import given, settings

from tests.fuzzing import check, extracted, mutated_texts, random_texts


@settings(max_examples=150, deadline=None)
@given(random_texts())
def test_random_texts(text: str) -> None:
    check(extracted(text))


@settings(max_examples=150, deadline=None)
@given(mutated_texts())
def test_mutated_articles(text: str) -> None:
    check(extracted(text))
