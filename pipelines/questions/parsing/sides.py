"""The two things that a question compares."""

from __future__ import annotations

import re

_SIDES = re.compile(
    r"^(?:在)?(?P<one>[^，。？?]{2,16}?)(?:和|与|跟|同|比)(?P<two>[^，。？?]{2,16}?)(?:的(?P<what>[^，。？?哪谁]{2,10}))?[，,]?(?:相比|相差|差|哪|谁|之间|比|多|少|高|低|大|小|快|慢)"
)
_PERIOD = re.compile(r"\d年|[上去前今]一?年|同期")


def compared_sides(text: str) -> tuple[str, ...]:
    """A and B of "A和B，哪个更高"; empty where they are periods of one thing."""
    match = _SIDES.search(text)
    sides = tuple(match[name].split("的")[0] for name in ("one", "two")) if match else ()
    return () if any(_PERIOD.search(side) for side in sides) else sides
