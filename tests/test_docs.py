"""What is written is true: the README's examples, the command reference, every relative link."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from docs.examples import examples, rerun
from service.cli import build_parser
from service.help import command_reference

ROOT = Path(__file__).resolve().parents[1]
README = ROOT / "README.md"
_LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
_FENCED = re.compile(r"^```.*?^```$", re.DOTALL | re.MULTILINE)


def documents() -> list[Path]:
    skipped = {"node_modules", "build", "dist"}
    found: list[Path] = []
    for folder, folders, names in os.walk(ROOT):
        folders[:] = [name for name in folders if not name.startswith(".") and name not in skipped]
        found += [Path(folder) / name for name in names if name.endswith(".md")]
    return sorted(path for path in found if "corpus/articles" not in path.as_posix())


def commands() -> set[str]:
    return set(re.findall(r"^## suanli (\S+)$", command_reference(), re.MULTILINE))


def test_the_worked_examples_of_the_readme_print_what_it_says(tmp_path: Path) -> None:
    document = README.read_text(encoding="utf-8")
    assert any(example.command.startswith("suanli ask ") for example in examples(document))
    shown = examples(document)
    now = examples(rerun(document, tmp_path))
    assert [(e.command, e.output) for e in now] == [(e.command, e.output) for e in shown], "run: python -m docs.refresh"


def test_the_command_reference_is_up_to_date() -> None:
    assert (ROOT / "docs/commands.md").read_text(encoding="utf-8") == command_reference(), "run: python -m docs.refresh"


def test_every_command_is_in_the_reference() -> None:
    listed = re.findall(r"^    (\w+)(?: |$)", build_parser().format_help(), re.MULTILINE)
    assert set(listed) == commands()
    assert {"build", "add", "remove", "articles", "extract", "ask", "sparql", "series", "check", "export", "app"} <= commands()


def test_the_readme_uses_only_commands_that_exist() -> None:
    named = set(re.findall(r"\bsuanli ([a-z]+)\b", "\n".join(_FENCED.findall(README.read_text("utf-8")))))
    assert named <= commands()


@pytest.mark.parametrize("document", documents(), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_relative_link_leads_somewhere(document: Path) -> None:
    text = _FENCED.sub("", document.read_text(encoding="utf-8"))
    targets = [target for target in _LINK.findall(text) if not re.match(r"[a-z]+:|#", target)]
    assert [target for target in targets if not (document.parent / target.partition("#")[0]).exists()] == []


def test_every_setting_of_the_environment_is_in_the_readme() -> None:
    names = set(re.findall(r"SUANLI_[A-Z_]+", (ROOT / "kg/settings.py").read_text(encoding="utf-8")))
    assert names <= set(re.findall(r"SUANLI_[A-Z_]+", README.read_text(encoding="utf-8")))
