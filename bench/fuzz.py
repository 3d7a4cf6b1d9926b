"""Random and mutated texts through the whole extraction: exceptions, invalid offsets and ledgers that do not add up.

python -m bench.fuzz [--examples N]   N texts in all, half of them random, half mutated articles
"""

from __future__ import annotations

import argparse
import sys
import time

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from bench.report import append
from tests.fuzzing import check, extracted, mutated_texts, random_texts


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--examples", type=int, default=20_000)
    options = parser.parse_args()
    rows = [
        _run("random", random_texts(), options.examples // 2),
        _run("mutated articles", mutated_texts(), options.examples - options.examples // 2),
    ]
    append(
        "Fuzzing of extraction: no exception, offsets valid, ledger adds up",
        ["texts", "tried", "characters", "figures", "CPU s"],
        rows,
    )
    return 0


def _run(name: str, texts: st.SearchStrategy[str], examples: int) -> list[object]:
    """Tries ``examples`` texts; the first that fails is shrunk and raised with its text."""
    count = characters = figures = 0

    @settings(
        max_examples=examples,
        deadline=None,
        database=None,
        phases=(Phase.generate, Phase.shrink),
        suppress_health_check=list(HealthCheck),
    )
    @given(texts)
    def run(text: str) -> None:
        nonlocal count, characters, figures
        found = extracted(text)
        check(found)
        count, characters, figures = count + 1, characters + len(text), figures + len(found.figures)

    begun = time.process_time()
    run()
    return [name, f"{count:,}", f"{characters:,}", f"{figures:,}", f"{time.process_time() - begun:.0f}"]


if __name__ == "__main__":
    sys.exit(main())
