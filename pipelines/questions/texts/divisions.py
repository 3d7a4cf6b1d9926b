"""Levels of administrative divisions: 哪个省, 哪个市, 哪个区 want a place of that level, named or by what it is part of (GB/T 2260)."""

from __future__ import annotations

import re
from functools import lru_cache

from kg.lexicon import Entry, lexicon

_ASKED = (
    ("province", re.compile(r"哪一?个?(?:省|自治区|直辖市)|什么省|\b(?:which|what) province", re.IGNORECASE)),
    ("city", re.compile(r"哪一?[个座]?(?:城市|地级市|市|城)|什么(?:城市|市)|\b(?:which|what) city", re.IGNORECASE)),
    ("county", re.compile(r"哪一?个?(?:区(?!域)|县|区县|开发区|新区|园区)|\b(?:which|what) (?:district|county)", re.IGNORECASE)),
    ("country", re.compile(r"哪一?个?国家?|\b(?:which|what) country", re.IGNORECASE)),
)
_MUNICIPALITIES = frozenset(("11", "12", "31", "50"))
_SUFFIX = (("county", re.compile(r"[区县旗]$")), ("city", re.compile(r"[市州盟]$")), ("province", re.compile(r"(?:省|自治区)$")))


def level_asked(question: str) -> str | None:
    """country, province, city or county where the question names one."""
    return next((level for level, pattern in _ASKED if pattern.search(question)), None)


@lru_cache(maxsize=2048)
def levels(name: str) -> frozenset[str]:
    """The levels that the place ``name`` has: a municipality is a province and a city, a city at county level is a city too."""
    entry = _entry(name)
    code = dict(entry.identifiers).get("gb2260") if entry else None
    if code is None:
        found = next((level for level, pattern in _SUFFIX if pattern.search(name)), None)
        return frozenset([found]) if found else frozenset()
    if code.endswith("0000"):
        return frozenset(["province", "city"] if code[:2] in _MUNICIPALITIES else ["province"])
    if code.endswith("00"):
        return frozenset(["city"])
    return frozenset(["county", "city"] if entry and entry.full and entry.full.endswith("市") else ["county"])


def above(name: str, level: str) -> str | None:
    """The division of ``level`` that ``name`` is part of, None where the lexicon knows none."""
    for _ in range(3):
        entry = _entry(name)
        parent = next((o for p, o in entry.relations if p == "partOf"), None) if entry else None
        if parent is None:
            return None
        if level in levels(parent):
            return parent
        name = parent
    return None


def _entry(name: str) -> Entry | None:
    return next((e for e in lexicon().named(name) if e.type == "Place"), None)
