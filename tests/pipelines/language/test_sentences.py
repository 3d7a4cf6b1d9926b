"""Sentences and clauses keep their offsets whatever the text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipelines.language.sentences import clauses, sentences

TEXTS = st.text(alphabet="算力中心12,，。；：！？\n ”（）a…", max_size=60)


def test_sentence_keeps_its_closing_quote() -> None:
    assert [s.text for s in sentences("他说：“算力即国力。”会议结束。")] == ["他说：“算力即国力。”", "会议结束。"]


def test_decimal_point_and_thousands_cut_nothing() -> None:
    text = "规模达1,100.9亿元，增长3.5%。"
    assert [text[a:b] for a, b in clauses(text)] == ["规模达1,100.9亿元", "增长3.5%"]


@given(TEXTS)
def test_sentences_are_slices_in_order(text: str) -> None:
    last = 0
    for sentence in sentences(text):
        assert text[sentence.start : sentence.end] == sentence.text
        assert sentence.start >= last and sentence.text.strip() == sentence.text
        last = sentence.end


@given(TEXTS)
def test_nothing_but_blanks_is_left_out(text: str) -> None:
    covered = "".join(s.text for s in sentences(text))
    assert [c for c in covered if not c.isspace()] == [c for c in text if not c.isspace()]


@given(TEXTS)
def test_clauses_are_slices_in_order(text: str) -> None:
    last = 0
    for start, end in clauses(text):
        assert last <= start < end and text[start:end].strip() == text[start:end]
        last = end
