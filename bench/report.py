"""Appends measurements to bench/results.md with date, commit and machine."""

from __future__ import annotations

import os
import platform
import subprocess
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

RESULTS = Path(__file__).with_name("results.md")


def commit() -> str:
    """Short hash of HEAD, with + where the tree has uncommitted changes; - outside a checkout."""
    root = RESULTS.parents[1]
    try:
        head = subprocess.run(["git", "rev-parse", "--short", "HEAD"], cwd=root, capture_output=True, text=True, check=True)
        dirty = subprocess.run(["git", "status", "--porcelain", "-uno"], cwd=root, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return "-"
    changed = [row for row in dirty.stdout.splitlines() if not row.endswith("bench/results.md")]
    return head.stdout.strip() + ("+" if changed else "")


def machine() -> str:
    model = next(
        (row.split(":")[1].strip() for row in Path("/proc/cpuinfo").read_text().splitlines() if row.startswith("model name")),
        platform.processor(),
    )
    return f"{os.cpu_count()} cores {model}, Python {platform.python_version()}"


def append(title: str, header: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """One section: title, when and where, and a table; also printed."""
    command = "python -m " + " ".join(["bench." + Path(sys.argv[0]).stem, *sys.argv[1:]])
    lines = [f"\n## {title}\n", f"`{command}`, {date.today()}, commit {commit()}, {machine()}\n"]
    lines.append("| " + " | ".join(header) + " |")
    lines.append("|" + "---|" * len(header))
    lines += ["| " + " | ".join(map(str, row)) + " |" for row in rows]
    text = "\n".join(lines) + "\n"
    with RESULTS.open("a", encoding="utf-8") as out:
        out.write(text)
    print(text)
