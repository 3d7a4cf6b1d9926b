"""What a language model was asked for one answer, what it said, and what became of it: for ``suanli ask --explain`` and the log."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_SHOWN = 400  # characters of a reply: it may be anything


@dataclass(frozen=True, slots=True)
class Objection:
    """Why something was dropped: ``kind`` is one of the house's own phrases and may be logged, ``detail`` may quote anything."""

    kind: str
    detail: str = ""

    def __str__(self) -> str:
        return f"{self.kind}“{shown(self.detail)}”" if self.detail else self.kind


@dataclass(frozen=True, slots=True)
class Verdict:
    """One thing offered: kept where nothing speaks against it."""

    offered: str
    objections: tuple[Objection, ...]

    @property
    def kept(self) -> bool:
        return not self.objections


@dataclass(frozen=True, slots=True)
class Step:
    """One request with its outcome; ``failure`` where no usable reply came."""

    task: str
    instructions: str
    data: str
    reply: str = ""
    failure: str = ""
    verdicts: tuple[Verdict, ...] = ()

    def logged(self) -> str:
        """The outcome without a word of question, article or reply."""
        if self.failure:
            return f"{self.task}：{self.failure}"
        kinds = "、".join(dict.fromkeys(o.kind for v in self.verdicts for o in v.objections))
        return f"{self.task}：{len(self.verdicts)} 个，采用 {sum(v.kept for v in self.verdicts)} 个" + (
            f"（{kinds}）" if kinds else ""
        )


def explained(steps: Iterable[Step]) -> Iterator[str]:
    """The steps in lines for the eye."""
    for step in steps:
        yield f"语言模型 {step.task}："
        yield f"  要求：{shown(step.instructions, 80)}"
        yield f"  数据：{shown(step.data, 2000)}"
        if step.failure:
            yield f"  未成：{step.failure}"
        if step.reply:
            yield f"  回复：{shown(step.reply)}"
        for verdict in step.verdicts:
            outcome = "采用" if verdict.kept else "丢弃：" + "；".join(map(str, verdict.objections))
            yield f"  “{shown(verdict.offered)}” {outcome}"


def shown(text: str, most: int = _SHOWN) -> str:
    """``text`` on one line, without what a terminal would obey, cut at ``most`` characters."""
    line = "".join(c if c.isprintable() else " " for c in text)
    return line if len(line) <= most else line[:most] + "……"
