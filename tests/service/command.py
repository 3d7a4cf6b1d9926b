"""Runs a command of ``suanli`` in this process."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

import pytest

from service.cli import main


@dataclass(frozen=True)
class Ran:
    status: int
    out: str
    err: str

    @property
    def json(self) -> list[dict[str, Any]]:
        """The objects of a line format: one a line, nothing else."""
        assert self.out.endswith("\n") or not self.out
        return [json.loads(line) for line in self.out.split("\n")[:-1]]

    @property
    def complaints(self) -> list[str]:
        return self.err.splitlines()

    def failed(self) -> Ran:
        """Failed as the contract has it: nothing on stdout, one or two lines on stderr, no traceback."""
        assert (self.status, self.out) == (1, "")
        assert 1 <= len(self.complaints) <= 2
        assert "Traceback" not in self.err
        return self


class Command:
    """``suanli(...)`` runs the command line with these arguments."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys

    def __call__(self, *arguments: object) -> Ran:
        self._capsys.readouterr()
        try:
            status = main([str(argument) for argument in arguments])
        except SystemExit as stopped:  # how argparse ends on wrong usage
            status = int(stopped.code or 0)
        return Ran(status, *self._capsys.readouterr())
