"""The lexicon without the entries that rest on texts of development, and the copies that the pool is measured on."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from bench.speed_pool import copies
from bench.texts import articles
from bench.unseen import use_only
from kg.lexicon import lexicon


@pytest.fixture
def _own_lexicon() -> Iterator[None]:
    whole = lexicon()
    assert whole is lexicon()
    yield
    lexicon.cache_clear()


@pytest.mark.usefixtures("_own_lexicon")
def test_entries_of_development_texts_go_and_no_others() -> None:
    marked = {entry.key for entry in lexicon().entries.values() if entry.development}
    whole = set(lexicon().entries)
    use_only(lambda entry: entry.development is None)
    assert set(lexicon().entries) == whole - marked
    assert not lexicon().named("中金数据") and lexicon().named("万国数据")


def test_marked_entries_name_their_text() -> None:
    numbers = {entry.development for entry in lexicon().entries.values() if entry.development}
    assert numbers and all(re.fullmatch(r"a?\d\d", number) for number in numbers)  # a: of the second set


def test_copies_differ_and_are_the_same_each_time() -> None:
    texts = articles()[:2]
    made = copies(texts, 6)
    assert len({copy.sha256 for copy in made}) == 6
    assert [copy.body for copy in made] == [copy.body for copy in copies(texts, 6)]
