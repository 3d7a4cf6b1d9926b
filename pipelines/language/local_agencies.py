"""Provincial and city agencies: full names from abbreviations, and bodies named without their region (省发展改革委, 市工信局).

Within an article 省 means its province: the one named last before, else the first one named.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from kg.lexicon import Hit
from kg.model import Mention
from pipelines.language.words import words

MUNICIPALITIES = frozenset(("北京", "天津", "上海", "重庆"))
_GRAMMAR = 0.8
_LEVELS = {"省": ("province",), "自治区": ("province",), "市": ("city",), "州": ("city",), "区": ("county",), "县": ("county",)}
_NOT_AFTER = r"(?![一-龥]?(?:部门|工作|市场|主导|性|机构|类))"


@cache
def officials() -> dict[str, str]:
    """What a local agency's abbreviation stands for: 科技厅 -> 科学技术厅."""
    return dict(pair.split("=") for pair in words("agency_official"))


@cache
def _named() -> re.Pattern[str]:
    bodies = "|".join(sorted(officials(), key=len, reverse=True))
    return re.compile(
        rf"(?<![一-龥])(?:[我该本])?(?P<level>省|市|自治区|州|区|县)(?P<body>{bodies}){_NOT_AFTER}"
        rf"|(?<=[由经据和与、，及向是对从到同请报])(?P<level2>省|市|自治区|州|区|县)(?P<body2>{bodies}){_NOT_AFTER}"
    )


def official(surface: str) -> str:
    """The full name of a local agency written with its region (陕西省科技厅 -> 陕西省科学技术厅); other names unchanged."""
    match = re.fullmatch(rf"(?P<region>.+?)(?P<body>{'|'.join(sorted(officials(), key=len, reverse=True))})", surface)
    if match is None or match.group("body") in ("大数据中心",):
        return surface
    region = match.group("region")
    return region + officials()[match.group("body")] if region.endswith(("省", "市", "区", "州", "县", "旗")) else surface


def local_agencies(text: str, hits: Iterable[Hit]) -> Iterator[Mention]:
    """Agencies by level and kind alone, with the region that the article is about in the canonical name.

    ``hits`` are all known names, also the regions inside longer names (陕西省 in 陕西省人民政府).
    """
    places = [(hit.start, hit.entry) for hit in hits if hit.entry.type == "Place"]
    for match in _named().finditer(text):
        level = match.group("level") or match.group("level2")
        body = match.group("body") or match.group("body2")
        fitting = [
            (at, entry)
            for at, entry in places
            if entry.sector in _LEVELS[level] or (level == "市" and entry.name in MUNICIPALITIES)
        ]
        before = [entry for at, entry in fitting if at < match.start()]
        region = before[-1] if before else fitting[0][1] if fitting else None
        start = match.start("level") if match.group("level") else match.start("level2")
        surface = text[start : match.end()]
        name = (region.aliases or (region.name,))[0] + officials()[body] if region else surface
        yield Mention(start, match.end(), surface, "Organization", name, _GRAMMAR, "grammar")
