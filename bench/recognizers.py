"""The number cases of microsoft/Recognizers-Text, read by our scanner.

    python -m bench.recognizers [--cases DIR] [--list] [--record]

Right is a case whose every expected result is found with its value (to 1e-4) by a number that overlaps it, and where nothing else
is taken for a figure of the model's kind. Values: percentages as percent; fractions as such; ranges with both bounds, whoever of
the numbers inside tells them (open and closed ends are not told apart); money and measures by value and unit after conversion.
A lone numeral may be an ignored number if it carries the value. --list prints the wrong cases with their reasons, --record appends
the table to bench/results.md.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

from bench.recognizers_cases import HEADER, Case, Judge, faults, score, table
from bench.report import append
from kg.model import IgnoredNumber, Quantity
from kg.units import to_base, units
from pipelines.language.numbers.numbers import NumberScan, scan_numbers

CASES = Path(__file__).parents[2] / "shared/peers/recognizers_text"
CLOSE = Decimal("1e-4")
PREFIXES = {"K": 10**3, "M": 10**6, "G": 10**9, "T": 10**12, "B": 10**9}
PERCENT = ("percent", "percentage_point")
NO_DIMENSION = (*PERCENT, "bare", "count", "rank", "money", "multiple", "ratio", "duration", "prefix", "data")
# Their names of units -> ours, with what one of theirs is in ours
CURRENCIES = {"Chinese yuan": "元", "United States dollar": "美元", "Japanese yen": "日元", "Bitcoin": "比特币"}
MEASURES = {
    "Meter": (1, "米"), "Kilometer": (1, "公里"), "Centimeter": (1, "厘米"), "Kilobit": (1000, "bit"), "Liang": (1, "两"),
    "Kilogram": (1, "公斤"), "Microgram": (1, "微克"), "Hertz": (1, "Hz"), "Megahertz": (1, "MHz"), "Kilowatt": (1, "千瓦"),
    "Kilocalorie": (1, "kcal"), "Mu": (1, "亩"),
}  # fmt: skip
Number = Quantity | IgnoredNumber
Fits = Callable[[Mapping[str, Any], Number], bool]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cases", type=Path, default=CASES)
    parser.add_argument("--list", action="store_true")
    parser.add_argument("--record", action="store_true")
    options = parser.parse_args()
    if not options.cases.is_dir():
        print(f"no cases at {options.cases}: nothing measured", file=sys.stderr)
        return 0
    scores = score(options.cases, JUDGES)
    rows = table(scores)
    if options.record:
        append("Number cases of Recognizers-Text", HEADER, rows)
    else:
        print("\n".join("  ".join(map(str, row)) for row in (HEADER, *rows)))
    if options.list:
        print("\n".join(faults(scores)))
    return 0


def overlaps(result: Mapping[str, Any], item: Number) -> bool:
    """Do the number and the span of an expected result share a character?"""
    return bool(item.start <= result["End"] and result["Start"] < item.end)


def close(value: Decimal | None, wanted: Decimal | None) -> bool:
    if value is None or wanted is None:
        return value is wanted
    return abs(value - wanted) <= abs(wanted) * CLOSE


def plain(item: Number) -> Decimal | None:
    """The number itself: 830 of 万架 is 8300000, 40 of K 40000; None where an ignored number has no value."""
    if isinstance(item, IgnoredNumber) or item.value is None:
        return item.value
    times, unit = units().split(item.unit)
    if unit and unit.dimension in ("prefix", "parameters"):
        times = times * PREFIXES[unit.symbol]
    if unit and unit.symbol == "打":
        times = times * unit.factor
    return item.value * times


def is_number(result: Mapping[str, Any], item: Number) -> bool:
    value = plain(item)
    share = isinstance(item, Quantity) and item.kind in PERCENT and re.search("[分/]", result["Text"])
    return close(value / 100 if share and value is not None else value, Decimal(result["Resolution"]["value"]))


def is_percent(result: Mapping[str, Any], item: Number) -> bool:
    based = to_base(item.value, item.unit) if isinstance(item, Quantity) and item.kind in PERCENT else None
    return based is not None and close(based[0], Decimal(result["Resolution"]["value"].rstrip("%")))


def is_money(result: Mapping[str, Any], item: Number) -> bool:
    based = to_base(item.value, item.unit) if isinstance(item, Quantity) else None
    wanted = result["Resolution"]
    return based is not None and based[1] == CURRENCIES[wanted["unit"]] and close(based[0], Decimal(wanted["value"]))


def is_measure(result: Mapping[str, Any], item: Number) -> bool:
    based = to_base(item.value, item.unit) if isinstance(item, Quantity) else None
    factor, unit = MEASURES[result["Resolution"]["unit"]]
    wanted = to_base(Decimal(result["Resolution"]["value"]) * factor, unit)
    return based is not None and wanted is not None and based[1] == wanted[1] and close(based[0], wanted[0])


def judge(case: Case, fits: Fits, counts: Callable[[Quantity], bool]) -> str | None:
    """What is wrong: a result that no number fits, or a number that ``counts`` and was not expected."""
    scan = scan_numbers(case.text)
    left: list[Number] = [*scan.quantities, *scan.ignored]
    for result in case.results:
        found = next((item for item in left if overlaps(result, item) and fits(result, item)), None)
        if found is None:
            return f"{result['Text']} {result['Resolution']} not found; read: {_told(scan)}"
        left.remove(found)
    extra = [item for item in left if isinstance(item, Quantity) and counts(item)]
    return f"not expected: {', '.join(item.text for item in extra)}; read: {_told(scan)}" if extra else None


def judge_range(case: Case) -> str | None:
    """Both bounds of every range told by the numbers in it, and no bounds elsewhere."""
    scan = scan_numbers(case.text)
    used: set[int] = set()
    for result in case.results:
        inside = [item for item in (*scan.quantities, *scan.ignored) if overlaps(result, item)]
        low, high = (Decimal(b) if b else None for b in result["Resolution"]["value"].strip("[]()").split(","))
        bounds = [_bounds(item) for item in inside]
        point = low is not None and low == high and any(close(plain(item), low) for item in inside)
        if not point and not (any(close(b[0], low) for b in bounds) and any(close(b[1], high) for b in bounds)):
            return f"{result['Text']} {result['Resolution']} not found; read: {_told(scan)}"
        used |= {item.start for item in inside}
    extra = [q for q in scan.quantities if q.qualifier in ("over", "under") and q.start not in used]
    return f"not expected: {', '.join(item.text for item in extra)}" if extra else None


def _bounds(item: Number) -> tuple[Decimal | None, Decimal | None]:
    value = plain(item)
    if isinstance(item, IgnoredNumber) or not item.value or (item.lower is None and item.upper is None):
        return None, None
    times = (value or Decimal(0)) / item.value
    return item.lower and item.lower * times, item.upper and item.upper * times


def _told(scan: NumberScan) -> str:
    return " ".join(
        [f"{q.text}={q.value} {q.unit} [{q.lower},{q.upper}]" for q in scan.quantities]
        + [f"({n.text}={n.value} {n.reason})" for n in scan.ignored]
    )


JUDGES: Mapping[str, Judge] = {
    "NumberModel": partial(judge, fits=is_number, counts=lambda item: item.kind not in PERCENT),
    "PercentModel": partial(judge, fits=is_percent, counts=lambda item: item.kind in PERCENT),
    "NumberRangeModel": judge_range,
    "CurrencyModel": partial(judge, fits=is_money, counts=lambda item: item.kind == "money"),
    "DimensionModel": partial(judge, fits=is_measure, counts=lambda item: item.kind not in NO_DIMENSION),
}


if __name__ == "__main__":
    sys.exit(main())
