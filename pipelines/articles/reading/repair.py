"""Raw text -> clean text, with the way back: hard wraps undone, widths folded, invisible marks dropped.

A total function of any string. Blanks between Chinese letters and digits stay; only runs of blanks shrink to one and the
blanks at the ends of lines go. Blank lines between paragraphs stay (as one). Nothing here looks at what a number means.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from kg.model import CleanText, TextRepair
from pipelines.articles.reading.fold import BLANK, FOLDS, INVISIBLE, LINE_END, SURROGATE
from pipelines.articles.reading.wraps import Line, find_wraps, word_joint

_SKIP = f"{BLANK}{INVISIBLE}"
_RAW_LINE = re.compile(f"([^{LINE_END}]*)(\r\n|[{LINE_END}]|$)")
_SKIPPED = re.compile(f"[{_SKIP}]")
_HAS_INVISIBLE = re.compile(f"[{INVISIBLE}]")
_HAS_BLANK = re.compile(f"[{BLANK}]")
_HAS_SURROGATE = re.compile(f"[{SURROGATE}]")
# Beyond the first plane ranges only: single letters there make a regex set slow.
_FOLDED = "".join(re.escape(letter) for letter in FOLDS if letter < "\U00010000") + "\U0001d400-\U0001d7ff\U0002f800-\U0002fa1f"
_CHANGES = re.compile(f"[{_SKIP}]{{2,}}|[{_SKIP.removeprefix(' ')}]|[{_FOLDED}]|[{SURROGATE}]")


@dataclass(frozen=True, slots=True)
class _Edit:
    """raw[start:end] becomes ``clean``; ``rule`` is None for plain blanks, which no one needs listed."""

    start: int
    end: int
    clean: str
    rule: str | None


def clean(raw: str) -> CleanText:
    """The clean text of ``raw``: never raises, linear in its length, and cleaning it again changes nothing."""
    done = _once(raw)
    # Undoing wraps can bring out a coarser wrap. Each round takes away a third of the breaks, so rounds are few.
    while (again := _once(done.text)).text != done.text and again.text.count("\n") < done.text.count("\n"):
        done = _chain(done, again)
    return done


def join_title(title: str, body: str) -> str:
    """``title``, printed over several lines, on one: joined as the body's own wraps say, else as words are."""
    raw = f"{title}\n\n{body}"
    rows, soft = _rows(raw)
    lines = [Line(raw[row.start : row.end], is_soft) for row, is_soft in zip(rows, soft, strict=True)]
    count = sum(row.start < len(title) for row in rows)
    wraps = find_wraps(lines) if count > 1 else {}
    joined = ""
    for i, line in enumerate(lines[:count]):
        part = line.text.strip()
        joined += (wraps.get(i - 1, word_joint(joined, part)) if i else "") + part
    return joined


@dataclass(frozen=True, slots=True)
class _Row:
    """A raw line with text: its raw span, and within it the span without outer blanks."""

    start: int
    end: int
    inner_start: int
    inner_end: int


def _rows(raw: str) -> tuple[list[_Row], list[bool]]:
    """Lines with text, and for each whether exactly one line break follows it before the next."""
    rows: list[_Row] = []
    soft: list[bool] = []
    blank_before = False
    for match in _RAW_LINE.finditer(raw):
        start, end = match.span(1)
        inner_start, inner_end = _inner(raw, start, end)
        if inner_start == inner_end:
            blank_before = True
            continue
        if rows:
            soft.append(not blank_before)
        rows.append(_Row(start, end, inner_start, inner_end))
        blank_before = False
    return rows, [*soft, False] if rows else []


def _inner(raw: str, start: int, end: int) -> tuple[int, int]:
    while start < end and _skipped(raw[start]):
        start += 1
    while end > start and _skipped(raw[end - 1]):
        end -= 1
    return start, end


def _skipped(letter: str) -> bool:
    return _SKIPPED.match(letter) is not None


def _once(raw: str) -> CleanText:
    rows, soft = _rows(raw)
    wraps = find_wraps([Line(raw[row.start : row.end], is_soft) for row, is_soft in zip(rows, soft, strict=True)])
    return _apply(raw, _edits(raw, rows, soft, wraps))


def _edits(raw: str, rows: list[_Row], soft: list[bool], wraps: dict[int, str]) -> Iterator[_Edit]:
    """All changes in text order: what stands before, in, between and after the lines."""
    at = 0
    for i, row in enumerate(rows):
        if i == 0:
            yield _gap(raw, 0, row.inner_start, "")
        elif i - 1 in wraps:
            yield _Edit(at, row.inner_start, wraps[i - 1], "hard-wrap")
        else:
            yield _gap(raw, at, row.inner_start, "\n" if soft[i - 1] else "\n\n")
        yield from _within(raw, row.inner_start, row.inner_end)
        at = row.inner_end
    yield _gap(raw, at, len(raw), "")


def _gap(raw: str, start: int, end: int, becomes: str) -> _Edit:
    return _Edit(start, end, becomes, "invisible" if _HAS_INVISIBLE.search(raw, start, end) else None)


def _within(raw: str, start: int, end: int) -> Iterator[_Edit]:
    for match in _CHANGES.finditer(raw, start, end):
        found = match.group()
        if found in FOLDS:
            yield _Edit(match.start(), match.end(), *FOLDS[found])
        elif _HAS_SURROGATE.match(found):
            yield _Edit(match.start(), match.end(), "\ufffd", "surrogate")
        elif _SKIPPED.match(found):
            invisible = _HAS_INVISIBLE.search(found) is not None
            yield _Edit(match.start(), match.end(), " " if _HAS_BLANK.search(found) else "", "invisible" if invisible else None)


def _apply(raw: str, edits: Iterator[_Edit]) -> CleanText:
    pieces: list[str] = []
    raw_at: list[int] = []
    repairs: list[TextRepair] = []
    done = 0
    for edit in edits:
        pieces.append(raw[done : edit.start])
        raw_at.extend(range(done, edit.start))
        if edit.rule and edit.end > edit.start:
            here = len(raw_at)
            repairs.append(TextRepair(here, here + len(edit.clean), raw[edit.start : edit.end], edit.clean, edit.rule))
        pieces.append(edit.clean)
        raw_at.extend([edit.start] * len(edit.clean))
        done = edit.end
    raw_at.append(len(raw))
    return CleanText("".join(pieces), tuple(raw_at), tuple(repairs))


def _chain(first: CleanText, second: CleanText) -> CleanText:
    """``second`` cleaned the text of ``first``: one map and one list of repairs over both."""

    def moved(offset: int) -> int:
        return bisect_left(second.raw_at, offset)

    kept = [
        TextRepair(start, start + len(r.clean), r.raw, r.clean, r.rule)
        for r in first.repairs
        if second.text.startswith(r.clean, start := moved(r.start))
    ]
    repairs = sorted((*kept, *second.repairs), key=lambda repair: repair.start)
    return CleanText(second.text, tuple(first.raw_at[at] for at in second.raw_at), tuple(repairs))
