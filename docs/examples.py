"""The worked examples of a document: fenced ``console`` blocks whose commands are run and whose output is the real one.

In such a block a line that starts with ``$ `` is a command of bash (it goes on while a quote is open); what follows, up to the
next command or the end of the block, is what it prints. All commands of a document run in order, in one folder of their own
with a copy of the corpus, so that one may add an article and the next ask about it.
"""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from kg.settings import as_environment

ROOT = Path(__file__).parents[1]
_BLOCK = re.compile(r"^```console\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_PROMPT = "$ "
_SUANLI = 'suanli() {{ {python} -c "from service.cli import main; raise SystemExit(main())" "$@"; }}\n'


@dataclass(frozen=True, slots=True)
class Example:
    """A command of a document and what the document says it prints, without the last line break."""

    command: str
    output: str


def examples(document: str) -> list[Example]:
    """The examples of ``document`` (Markdown), in order."""
    return [example for block in _BLOCK.finditer(document) for example in _examples(block[1])]


def rerun(document: str, folder: Path) -> str:
    """``document`` with the output that its commands have now. ``folder`` must be empty: corpus and data go there.

    Raises CalledProcessError where a command fails.
    """
    environment = prepare(folder)

    def again(block: re.Match[str]) -> str:
        shown = [
            f"{_PROMPT}{example.command}\n{_newline(run(example.command, folder, environment))}"
            for example in _examples(block[1])
        ]
        return f"```console\n{''.join(shown)}```"

    return _BLOCK.sub(again, document)


def prepare(folder: Path) -> Mapping[str, str]:
    """Copies the corpus into ``folder`` and builds it; returns the environment in which ``suanli`` works on the copy.

    The dense arm is off: no example may need the embedding model, and none is loaded.
    """
    corpus = folder / "corpus"
    shutil.copytree(ROOT / "corpus/articles", corpus / "articles")
    environment = {**as_environment(corpus, folder / "data"), "SUANLI_DENSE": "0", "PYTHONPATH": str(ROOT)}
    run("suanli build", folder, environment)
    return environment


def run(command: str, folder: Path, environment: Mapping[str, str]) -> str:
    """What ``command`` prints on standard output in ``folder``; ``suanli`` is the one of this source tree."""
    script = _SUANLI.format(python=shlex.quote(sys.executable)) + command
    done = subprocess.run(
        ["bash", "-euc", script], cwd=folder, env=dict(environment), capture_output=True, text=True, encoding="utf-8", check=False
    )
    if done.returncode:
        raise subprocess.CalledProcessError(done.returncode, command, done.stdout, done.stderr)
    return done.stdout.rstrip("\n")


def _examples(block: str) -> Iterator[Example]:
    lines = block.splitlines()
    starts = [n for n, text in enumerate(lines) if text.startswith(_PROMPT)]
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        last = next((n for n in range(start + 1, end) if _complete(lines[start:n])), end)
        yield Example("\n".join(lines[start:last]).removeprefix(_PROMPT), "\n".join(lines[last:end]))


def _complete(lines: list[str]) -> bool:
    """Whether no quote is open at the end of ``lines``."""
    try:
        shlex.split("\n".join(lines), comments=True)
    except ValueError:
        return False
    return True


def _newline(text: str) -> str:
    return f"{text}\n" if text else ""
