"""Times as research notes write them: 2024Q3, 3Q24, 1H25, 24H1, FY2025, FY25Q3, Q3 2024."""

from __future__ import annotations

import re

from pipelines.language.times.time_model import Point

_YEAR = r"(?:20[0-4]\d|[0-4]\d)"
_FORMS = re.compile(
    rf"(?P<fy>FY|财年)? ?(?P<y1>{_YEAR}) ?(?P<k1>[QH])(?P<n1>[1-4])"
    rf"|(?P<n2>[1-4])(?P<k2>[QH])(?P<y2>{_YEAR})"
    rf"|(?P<k3>[QH])(?P<n3>[1-4]) ?(?P<fy3>FY)? ?(?P<y3>20[0-4]\d|(?<=FY)[0-4]\d)(?! ?[年万亿])"
    rf"|FY ?(?P<y4>{_YEAR})"
)


def latin_point(text: str, start: int) -> tuple[Point, int] | None:
    """A year, half or quarter in Latin letters, and its end. A quarter of a fiscal year means what the company says: the year alone."""
    if start and (text[start - 1].isalnum() and text[start - 1].isascii() or text[start - 1] in "-/."):
        return None
    found = _FORMS.match(text, start)
    if found is None or _goes_on(text, found.end()):
        return None
    groups = {name.rstrip("1234"): value for name, value in found.groupdict().items() if value}
    year = int(groups["y"])
    year += 2000 if year < 100 else 0
    number = int(groups.get("n", 0))
    if groups.get("k") == "H" and number > 2:
        return None
    if "fy" in groups or not number:
        return Point(year=year, fiscal="fy" in groups or not number), found.end()
    months = 6 if groups["k"] == "H" else 3
    return Point(year=year, first=months * (number - 1) + 1, last=months * number), found.end()


def _goes_on(text: str, end: int) -> bool:
    """Does a name or number go on: 24H10, 3Q24X? A forecast's E and an actual's A may follow."""
    rest = text[end : end + 2]
    if rest[:1] in ("E", "A"):
        rest = rest[1:]
    return rest[:1].isascii() and rest[:1].isalnum()
