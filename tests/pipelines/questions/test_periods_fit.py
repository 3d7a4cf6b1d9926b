"""Do two periods go together?"""

from __future__ import annotations

import pytest

from pipelines.questions.periods import fits


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
