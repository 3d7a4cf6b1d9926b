"""The date cases of microsoft/Recognizers-Text, read by our times.

    python -m bench.recognizers_dates [--cases DIR] [--list] [--record]

Right is a case whose every expected result is found (spans overlap) with its resolution, past or future, and where no time stands
elsewhere. Their ends are the day after the last (2018-10-01 to 2018-11-01) or, of ranges that name both ends, the last named day or
year itself (2016-2018 ends on 2018-01-01); both are compared in our grain, since we keep the grain of the text (2016/2018). A day
that no calendar has is their 0001-01-01 and our None. --list prints the wrong cases with their reasons
(recognizers_known_dates.yaml), --record appends the table to bench/results.md.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from bench.recognizers_cases import HEADER, Case, faults, score, table
from bench.report import append
from kg.model import TimeExpression
from kg.periods import span
from pipelines.language.times.times import find_times

CASES = Path(__file__).parents[2] / "shared/peers/recognizers_text"
NO_DAY = "0001-01-01"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cases", type=Path, default=CASES)
    parser.add_argument("--list", action="store_true")
    parser.add_argument("--record", action="store_true")
    options = parser.parse_args()
    if not options.cases.is_dir():
        print(f"no cases at {options.cases}: nothing measured", file=sys.stderr)
        return 0
    scores = score(options.cases, {"DateParser": judge, "DatePeriodParser": judge})
    rows = table(scores)
    if options.record:
        append("Date cases of Recognizers-Text", HEADER, rows)
    else:
        print("\n".join("  ".join(map(str, row)) for row in (HEADER, *rows)))
    if options.list:
        print("\n".join(faults(scores)))
    return 0


def judge(case: Case) -> str | None:
    """What we miss or find beside what the case expects; None where nothing."""
    found = find_times(case.text, date.fromisoformat(case.reference))
    here = ", ".join(f"{t.text}={t.value}" for t in found) or "nothing"
    met = [_meeting(result, found) for result in case.results]
    if not all(met):
        return f"wanted {', '.join(str(result['Value']) for result in case.results)}; found {here}"
    extra = {t.start for t in found} - {t.start for times in met for t in times}
    return f"more than wanted: {here}" if extra else None


def _meeting(result: Mapping[str, Any], found: tuple[TimeExpression, ...]) -> list[TimeExpression]:
    """The times that lie where ``result`` expects one; none unless one of them has a value it allows."""
    times = [t for t in found if t.start < result["Start"] + result["Length"] and result["Start"] < t.end]
    allowed = [result["Value"].get(f"{side}Resolution") or {} for side in ("Past", "Future")]
    return times if any(_equals(t.value, wanted) for t in times for wanted in allowed) else []


def _equals(value: str | None, wanted: Mapping[str, str]) -> bool:
    if "date" in wanted:
        return value == wanted["date"] or (value is None and wanted["date"] == NO_DAY)
    days = span(value) if value else None
    if value is None or days is None or "startDate" not in wanted:
        return False
    begin, end = wanted["startDate"], wanted["endDate"]
    if days[0].isoformat() == begin and (days[1] + timedelta(days=1)).isoformat() == end:
        return True
    first, slash, last = value.partition("/")
    return slash == "/" and begin[: len(first)] == first and end[: len(last)] == last


if __name__ == "__main__":
    sys.exit(main())
