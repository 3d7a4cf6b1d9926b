"""Provincial and city agencies: full names from abbreviations, and bodies named without their region (省发展改革委, 市工信局).

Within an article 省 means its province: the one last written in full before (陕西省), else the first one named.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from kg.lexicon import Hit
from kg.model import Mention
from pipelines.language.names.words import words

MUNICIPALITIES = frozenset(("北京", "天津", "上海", "重庆"))
_GRAMMAR = 0.8
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


def _region(text: str, at: int, level: str, places: Sequence[Hit]) -> str | None:
    """The full name of the region of that level: the last one written in full before ``at`` (陕西省), else the first of the article."""
    fitting = [hit for hit in places if _full_name(hit).endswith(level)]
    written = [hit for hit in fitting if hit.start < at and text[hit.start : hit.end].endswith(level)]
    chosen = written[-1:] or fitting[:1]
    return _full_name(chosen[0]) if chosen else None


def _full_name(place: Hit) -> str:
    return (place.entry.aliases or (place.entry.name,))[0]


def local_agencies(text: str, hits: Iterable[Hit]) -> Iterator[Mention]:
    """Agencies by level and kind alone, with the region that the article is about in the canonical name.

    ``hits`` are all known names, also the regions inside longer names (陕西省 in 陕西省人民政府).
    """
    places = [hit for hit in hits if hit.entry.type == "Place" and hit.entry.sector in ("province", "city", "county")]
    for match in _named().finditer(text):
        level = match.group("level") or match.group("level2")
        body = match.group("body") or match.group("body2")
        start = match.start("level") if match.group("level") else match.start("level2")
        if "各" in text[max(0, start - 4) : start]:
            continue  # 各市、县人民政府
        region = _region(text, start, level, places)
        surface = text[start : match.end()]
        name = region + officials()[body] if region else surface
        yield Mention(start, match.end(), surface, "Organization", name, _GRAMMAR, "grammar")
