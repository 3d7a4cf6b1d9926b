"""Brings the written documents in line with the program.

python -m docs.refresh            rewrites docs/commands.md, docs/ontology.md and the outputs of the README's examples
python -m docs.refresh --check    changes nothing; exit 1 and a diff where one of them is behind
"""

from __future__ import annotations

import argparse
import difflib
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from docs import ontology
from docs.examples import ROOT, rerun
from service.help import command_reference


def main() -> int:
    """Returns the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="change nothing")
    check: bool = parser.parse_args().check
    behind = False
    for name, wanted in _documents().items():
        path = ROOT / name
        old = path.read_text(encoding="utf-8") if path.is_file() else ""
        new = wanted(old)
        if new == old:
            continue
        behind = True
        if check:
            sys.stdout.writelines(difflib.unified_diff(old.splitlines(True), new.splitlines(True), name, f"{name} (now)"))
        else:
            path.write_text(new, encoding="utf-8")
            sys.stdout.write(f"{name}\n")
    return 1 if check and behind else 0


def _documents() -> dict[str, Callable[[str], str]]:
    """For each document the function from its present text to the right one."""
    return {
        "docs/commands.md": lambda _: command_reference(),
        "docs/ontology.md": lambda _: ontology.document(),
        "README.md": _with_real_outputs,
    }


def _with_real_outputs(document: str) -> str:
    with tempfile.TemporaryDirectory(prefix="suanli-docs-") as folder:
        return rerun(document, Path(folder))


if __name__ == "__main__":
    sys.exit(main())
