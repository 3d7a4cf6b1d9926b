"""Stops asking a server that keeps failing, so that not every question waits for it."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable


class Breaker:
    """Open after ``most`` failures in a row, for ``seconds``; then one call may try, and closes it where it succeeds."""

    def __init__(self, most: int = 3, seconds: float = 60, clock: Callable[[], float] = time.monotonic) -> None:
        self._most = most
        self._seconds = seconds
        self._clock = clock
        self._lock = threading.Lock()
        self._failures = 0
        self._until = 0.0

    def allows(self) -> bool:
        """Whether a call may go out now. Where it is the one that may try, those after it wait for its outcome or another pause."""
        with self._lock:
            if self._failures < self._most:
                return True
            if self._clock() < self._until:
                return False
            self._until = self._clock() + self._seconds
            return True

    def succeeded(self) -> None:
        with self._lock:
            self._failures = 0

    def failed(self) -> None:
        with self._lock:
            self._failures += 1
            self._until = self._clock() + self._seconds
