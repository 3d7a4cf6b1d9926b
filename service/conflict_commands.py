"""What ``suanli conflicts`` does: lists the figures that contradict each other, with the likely cause."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from typing import Any

from service.commands import opened, say
from service.contract import line


def conflicts(options: Namespace) -> int:
    with opened(options) as workspace:
        found: list[dict[str, Any]] = workspace.conflicts()
    for conflict in found:
        say(line(conflict) if options.json else "\n".join(_lines(conflict)))
    if not found and not options.json:
        say("没有互相矛盾的数字")
    return 0


def _lines(conflict: dict[str, Any]) -> Iterator[str]:
    """A conflict for the eye: what is measured and why the sides differ, then each side with its sentences."""
    what = f"{conflict['about']}{conflict['indicator']}"
    when = "，".join(filter(None, (conflict["period"] or "无时间", conflict["precision"], conflict["basis"])))
    values = " ≠ ".join(side["as_written"] for side in conflict["sides"])
    yield f"# {what}（{when}）：{values}"
    yield f"  {'差异' if conflict['kind'] == 'difference' else '矛盾'}，{conflict['cause_zh']}：{conflict['note']}"
    for side in conflict["sides"]:
        for claim in side["claims"]:
            by = "，".join(filter(None, (claim["article"], claim["published"] or "无日期", claim["source"], _teller(claim))))
            yield f"  {claim['as_written']} —— {claim['quote'].strip()}（{by}）"


def _teller(claim: dict[str, Any]) -> str:
    return f"统计方{claim['source_org']}" if claim["source_org"] else ""
