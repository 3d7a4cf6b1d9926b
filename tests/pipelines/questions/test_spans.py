"""Enumerations and periods: what is one, what is not."""

from __future__ import annotations

import pytest

from pipelines.questions.periods import fits
from pipelines.questions.spans import enumerations

LISTS = [
    ("项目覆盖北京、上海、深圳、武汉等地", ("北京", "上海", "深圳", "武汉")),
    ("涵盖高算力、高能效、高安全等要求", ("高算力", "高能效", "高安全")),
    ("同时感知接入通算、智算、超算和量子四类算力", ("通算", "智算", "超算", "量子")),
    ("以百度文心、阿里通义千问为代表的大模型", ("百度文心", "阿里通义千问")),
]


@pytest.mark.parametrize(("sentence", "items"), LISTS)
def test_enumeration(sentence: str, items: tuple[str, ...]) -> None:
    found = [set(members) for _, members in enumerations(sentence)]
    assert any(set(items[1:]) <= members for members in found)


@pytest.mark.parametrize("sentence", ["算力总规模达246EFLOPS，位居全球前列", "北京，上海", "", "、"])
def test_no_enumeration(sentence: str) -> None:
    assert list(enumerations(sentence)) == []


@pytest.mark.parametrize(
    ("asked", "given", "worth"),
    [
        ("2024", "2024-06", 1.0),
        ("2024-06", "2024", 0.7),
        ("2024-06", "2024-06-30", 1.0),
        ("2023", "2024-06", 0.0),
        ("2023-12", "2023-01/2023-06", 0.0),
        ("2023-06/2024-01", "2023-12/2024-12", 0.4),
        ("2024", None, 0.0),
        ("not a time", "2024", 0.0),
    ],
)
def test_fits(asked: str, given: str | None, worth: float) -> None:
    assert fits(asked, given) == worth
