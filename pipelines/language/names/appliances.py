"""Machines sold as one: 某某一体机, named by a coined word or by the end of a brand of the text (讯飞星火: 星火一体机).

大模型一体机 and 某某模型一体机 of many makers are kinds, not names; so the text has to present the machine once, or say what it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.model import Mention
from pipelines.language.names.coined import coined_before

_NAMED = 0.75
_HEAD = re.compile(r"(?:训推)?一体机|超融合机")
_PRESENTED = re.compile(
    r"(?:发布|推出|亮相|上市|打造|研发|研制|展示|带来|开发|名为|面世)(?:的|了|其|新款|全新|新一代|首款|国产|自研|自主)*[“「]?$"
)
_IS = re.compile(r"[”」]?(?:是|基于|采用|搭载|由|正式|内置|面世|亮相|上市)")


def appliances(text: str, known: Sequence[Mention]) -> Iterator[Mention]:
    """Machines that the text presents, at every place where it names them."""
    brands = {m.text[size:] for m in known if m.type in ("Model", "Chip") for size in (2, 3) if len(m.text) - size in (2, 3)}
    brands = {brand for brand in brands if re.fullmatch(r"[一-龥]+", brand)}
    ends = {mention.end for mention in known}
    spans: list[tuple[int, int]] = []
    presented: set[str] = set()
    for head in _HEAD.finditer(text):
        start = _start(text, head.start(), brands, ends)
        if start is None:
            continue
        spans.append((start, head.end()))
        if _PRESENTED.search(text, max(0, start - 16), start) or _IS.match(text, head.end()):
            presented.add(text[start : head.end()])
    for start, end in spans:
        if text[start:end] in presented:
            yield Mention(start, end, text[start:end], "Chip", text[start:end], _NAMED, "grammar")


def _start(text: str, head: int, brands: set[str], ends: set[int]) -> int | None:
    """Where the proper word before the head begins; none behind a whole known name: 昇腾一体机 is a kind."""
    if head in ends:
        return None
    for size in (3, 2):
        if text[head - size : head] in brands:
            return head - size
    return coined_before(text, head, ends)
