"""Questions with several question words: what is parted, what is one question."""

from __future__ import annotations

import pytest

from pipelines.questions.parse import parse
from pipelines.questions.texts.parts import parts

PARTED = [
    ("云州智算中心谁建的、谁运营？", ("云州智算中心谁建的", "云州智算中心谁运营?")),
    ("云州超算的主机叫啥？谁造的？", ("云州超算的主机叫啥", "云州超算的主机谁造的?")),
    ("首届云州大会哪年在哪儿办的？", ("首届云州大会哪年办的?", "首届云州大会在哪儿办的?")),
    ("甲模型是拿什么芯片训的，多少张？", ("甲模型是拿什么芯片训的", "甲模型是拿多少张芯片训的")),
    ("甲园和乙园分别用什么卡？", ("甲园用什么卡", "乙园用什么卡")),
]


@pytest.mark.parametrize(("question", "singles"), PARTED)
def test_parted(question: str, singles: tuple[str, ...]) -> None:
    parsed = parse(question)
    assert parts(parsed.question, parsed.asked) == singles


@pytest.mark.parametrize(
    "question",
    [
        "云州智算中心由谁运营？",
        "云州大会是2025年几月几号开的？",
        "云州科技哪年哪月成立的？",
        "甲和乙谁的算力高，高多少？",
        "甲和乙，哪个更快？",
        "机架是增了还是减了？多少？",
        "Who built it and when?",
        "",
    ],
)
def test_one_question(question: str) -> None:
    parsed = parse(question)
    assert len(parts(parsed.question, parsed.asked)) == 1
