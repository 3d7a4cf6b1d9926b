"""Times of English questions: June 2024, 18 March 2023, H1 2023, the third quarter of 2024, the end of 2022, from 2020 to 2022."""

from __future__ import annotations

import re

from kg.model import TimeExpression

_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_MONTH = "|".join(rf"{m}|{m[:3]}\.?" for m in _MONTHS)
_QUARTERS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4}
_NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11}
_YEAR = r"20\d\d(?![\d%]|[.,]\d)"
_COUNTED = "cards|racks|cabinets|servers|gpus|chips|units|nodes|people|companies|firms|projects|users|machines|qubits|satellites"
_OF = r"\s*(?:of|in|,)?\s*(?:the\s+year\s+|fiscal\s+(?:year\s+)?|FY\s*)?"
_PART = (
    rf"(?P<month>{_MONTH})|(?:(?P<half>first|second) half|H(?P<h>[12])|(?P<h1>[12])H)"
    r"|(?:(?P<quarter>first|second|third|fourth|last) quarter|Q(?P<q>[1-4])|(?P<q1>[1-4])Q)"
    rf"|first (?P<months>{'|'.join(_NUMBERS)}|\d{{1,2}}) months|(?P<edge>(?:the )?(?:year[- ])?(?:end|beginning|start|middle)|mid|year-end)"
)
_TIME = re.compile(
    rf"\b(?:(?P<day1>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?)?(?:{_PART})(?:\s+(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?(?=,?\s+20))?[-\s]*{_OF}(?P<year>{_YEAR})"
    rf"|(?<![\d.,-])(?<!FY)(?<!FY )(?P<year2>{_YEAR})\s*(?:H(?P<h2>[12])|Q(?P<q2>[1-4]))\b"
    rf"|\bfrom\s+(?P<from>{_YEAR})\s+(?:to|until|through)\s+(?P<to>{_YEAR})|(?<![\d.,-])(?P<since>20\d\d)\s*[-–]\s*(?P<till>{_YEAR})(?![-–])"
    rf"|(?<![\d.,-])(?<!FY)(?<!FY )(?P<bare>{_YEAR})(?! (?:{_COUNTED})\b)",
    re.IGNORECASE,
)


def english_times(text: str) -> tuple[TimeExpression, ...]:
    """Times in document order, values as in kg.model.TimeExpression; empty where there are none."""
    return tuple(TimeExpression(m.start(), m.end(), m.group().strip(), _value(m), "stated") for m in _TIME.finditer(text))


def _value(match: re.Match[str]) -> str:
    if match["bare"]:
        return match["bare"]
    if match["from"] or match["since"]:
        return f"{match['from'] or match['since']}/{match['to'] or match['till']}"
    year = match["year"] or match["year2"]
    if match["month"]:
        month = next(i for i, name in enumerate(_MONTHS, 1) if match["month"].lower().startswith(name[:3]))
        day = match["day1"] or match["day2"]
        return f"{year}-{month:02}" + (f"-{int(day):02}" if day else "")
    if match["edge"]:
        edge = match["edge"].lower()
        return f"{year}-{'12' if 'end' in edge else '06' if 'mid' in edge else '01'}"
    first, last = _months(match)
    return f"{year}-{first:02}/{year}-{last:02}"


def _months(match: re.Match[str]) -> tuple[int, int]:
    """First and last month of a half, a quarter or the first months of a year."""
    if match["months"]:
        said = match["months"].lower()
        return 1, _NUMBERS.get(said) or min(max(int(said), 1), 12)
    half = match["h"] or match["h1"] or match["h2"]
    if match["half"] or half:
        return (1, 6) if half == "1" or (match["half"] or "").lower() == "first" else (7, 12)
    quarter = match["q"] or match["q1"] or match["q2"]
    number = int(quarter) if quarter else _QUARTERS[match["quarter"].lower()]
    return 3 * number - 2, 3 * number
