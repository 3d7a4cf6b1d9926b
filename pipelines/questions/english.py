"""Times of English questions: June 2024, H1 2023, the end of 2022, by 2025."""

from __future__ import annotations

import re

from kg.model import TimeExpression

_MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_MONTH = "|".join(rf"{m}|{m[:3]}\.?" for m in _MONTHS)
_TIME = re.compile(
    rf"(?:(?P<month>{_MONTH})\s+(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+)?(?P<year>20\d\d))"
    r"|(?:(?P<half>H1|H2|first half of|second half of)\s*(?P<year2>20\d\d))"
    r"|(?:Q(?P<quarter>[1-4])\s*(?P<year3>20\d\d))"
    r"|(?:(?P<end>end of|year-end)\s*(?P<year4>20\d\d))"
    r"|(?P<year5>(?<![\d-])20\d\d(?![\d-]|\s*[个万亿元台张架家颗块片座%PEFT]))",
    re.IGNORECASE,
)


def english_times(text: str) -> tuple[TimeExpression, ...]:
    """Times in document order, values as in kg.model.TimeExpression; empty where there are none."""
    found = []
    for match in _TIME.finditer(text):
        year = next(match[name] for name in ("year", "year2", "year3", "year4", "year5") if match[name])
        found.append(TimeExpression(match.start(), match.end(), match.group(), _value(match, year), "stated"))
    return tuple(found)


def _value(match: re.Match[str], year: str) -> str:
    if match["month"]:
        month = next(i for i, name in enumerate(_MONTHS, 1) if match["month"].lower().startswith(name[:3]))
        return f"{year}-{month:02}" + (f"-{int(match['day']):02}" if match["day"] else "")
    if match["half"]:
        return f"{year}-01/{year}-06" if match["half"].lower() in ("h1", "first half of") else f"{year}-07/{year}-12"
    if match["quarter"]:
        first = 3 * int(match["quarter"]) - 2
        return f"{year}-{first:02}/{year}-{first + 2:02}"
    return f"{year}-12" if match["end"] else year
