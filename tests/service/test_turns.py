"""Many read at once, or one writes."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

from service.turns import Turns


def test_readers_read_together() -> None:
    turns, together = Turns(), threading.Barrier(3)

    def read() -> None:
        with turns.reading():
            together.wait(30)  # passes only where all three are inside

    with ThreadPoolExecutor(3) as pool:
        for done in [pool.submit(read) for _ in range(3)]:
            done.result()


def test_nobody_is_inside_with_a_writer() -> None:
    turns, inside, seen = Turns(), [], []

    def work(number: int) -> None:
        with turns.writing() if number % 3 == 0 else turns.reading():
            inside.append(number)
            if number % 3 == 0:
                seen.append(list(inside))
            inside.remove(number)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(work, range(300)))
    assert [len(each) for each in seen] == [1] * 100


def test_a_failure_inside_gives_the_turn_back() -> None:
    turns = Turns()
    for turn in (turns.reading, turns.writing, turns.reading):
        try:
            with turn():
                raise ValueError
        except ValueError:
            pass
    with turns.writing():
        pass
