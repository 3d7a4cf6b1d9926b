"""The command reference: ``python -m service.help > docs/commands.md``. Written from the parser itself, the same in any Python."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator

from service.cli import build_parser


def command_reference() -> str:
    """docs/commands.md: every command with its arguments, defaults and meanings."""
    lines = ["# 命令参考", "", "由 `python -m service.help > docs/commands.md` 生成，请勿手改。", ""]
    lines += ["结果写到标准输出，进度与错误写到标准错误。退出码：0 完成，1 失败（原因见标准错误），2 用法有误。", ""]
    for name, command in _commands(build_parser()).items():
        lines += [f"## suanli {name}", "", f"{command.description}。", "", "```", _usage(name, command), "```", ""]
        rows = [f"| {_shown(action)} | {_meaning(action)} |" for action in _arguments(command)]
        lines += ["| 参数 | 含义 |", "|---|---|", *rows, ""]
    return "\n".join(lines)


def _commands(parser: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    jobs = next(a for a in parser._actions if isinstance(a, argparse._SubParsersAction))
    return dict(jobs.choices)


def _arguments(command: argparse.ArgumentParser) -> Iterator[argparse.Action]:
    """Positional arguments first, then options; argparse offers no public list of them."""
    given = [action for action in command._actions if not isinstance(action, argparse._HelpAction)]
    yield from sorted(given, key=lambda action: bool(action.option_strings))


def _usage(name: str, command: argparse.ArgumentParser) -> str:
    return " ".join(["suanli", name, *(_in_usage(action) for action in _arguments(command))])


def _in_usage(action: argparse.Action) -> str:
    if not action.option_strings:
        text = str(action.metavar)
        return {"?": f"[{text}]", "+": f"{text}..."}.get(str(action.nargs), text)
    return f"[{_option(action, action.option_strings[0])}]"


def _option(action: argparse.Action, flag: str) -> str:
    if action.nargs == 0:
        return flag
    if isinstance(action.metavar, tuple):
        return " ".join((flag, *action.metavar))
    return f"{flag} {action.metavar or (','.join(action.choices) if action.choices else action.dest.upper())}"


def _shown(action: argparse.Action) -> str:
    flags = [_option(action, flag) for flag in action.option_strings] or [str(action.metavar)]
    return "、".join(f"`{flag}`" for flag in flags)


def _meaning(action: argparse.Action) -> str:
    default = f"缺省 {action.default}" if action.default not in (None, False) else ""
    return "；".join(part for part in (action.help, default) if part)


if __name__ == "__main__":
    sys.stdout.write(command_reference())
