"""Turns at the graph: an answer asks it several times and must not see it change in between."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager


class Turns:
    """Many read at once, or one writes. A writer that waits lets no new reader in. Not to be nested."""

    def __init__(self) -> None:
        self._free = threading.Condition()
        self._readers = 0
        self._writers = 0  # at work or waiting
        self._at_work = False

    @contextmanager
    def reading(self) -> Iterator[None]:
        with self._free:
            self._free.wait_for(lambda: not self._writers)
            self._readers += 1
        try:
            yield
        finally:
            with self._free:
                self._readers -= 1
                self._free.notify_all()

    @contextmanager
    def writing(self) -> Iterator[None]:
        with self._free:
            self._writers += 1
            self._free.wait_for(lambda: not self._readers and not self._at_work)
            self._at_work = True
        try:
            yield
        finally:
            with self._free:
                self._writers -= 1
                self._at_work = False
                self._free.notify_all()
