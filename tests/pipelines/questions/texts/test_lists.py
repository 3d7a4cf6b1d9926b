"""Enumerations: what is one, what is not."""

from __future__ import annotations

import pytest

from pipelines.questions.texts.lists import enumerations

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
