from __future__ import annotations

import pytest

from tests.service.command import Command


@pytest.fixture
def suanli(capsys: pytest.CaptureFixture[str]) -> Command:
    return Command(capsys)
