"""Tells hard wraps from real line breaks, by the width at which a text was cut.

A break is *full* for a width W when its line fits into W and the line plus the next unbreakable piece would not. The piece is
one character where the text was cut anywhere (the seed's form), one word where it was wrapped between words. W is the width
that explains most breaks; whether the text was wrapped at all is then a matter of evidence: prose cut in mid-sentence, in a
number or before a comma speaks for it, sentences that end with their lines and lines longer than W speak against it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

MIN_WIDTH, MAX_WIDTH = 12, 250
_LONG = 40  # columns; shorter lines are as likely items of a list as pieces of a sentence
_ACCEPT = 2.0
_LEAST_SHARE = 1 / 3  # of the breaks; also bounds how often a text can be unwrapped again

_TERMINAL = re.compile(r"[。！？!?；;：:…][”’」』）)》】\s]*$|\.[”’\")\s]*$")
_DECIMAL = re.compile(r"\d\.$")
_COMMA = re.compile(r"[，、,]\s*$")
_CLOSING = re.compile(r"[，。、；：！？）》”’」』】％%…]")
_LATIN = re.compile(r"[A-Za-z0-9]")
_CHUNK = re.compile(r"[A-Za-z0-9][^\s\u2e80-\uffef]*[，。、；：！？）》”’」』】％]*|\S[，。、；：！？）》”’」』】％]*")
_MARKS = re.compile(r"[，。、；：！？,.;:!?]")
_MARKER = re.compile(
    r"(?:[-*+•·●○■□◆◇▌►▶※>#|]|#{2,6}|[①-⑳]|```|~~~)(?:\s|$)|\||[①-⑳●■◆▌►▶※]|第[一二三四五六七八九十\d]{1,3}[章节篇]"
)
_NUMBERED = re.compile(r"[（(]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})(?:[)）、．]|\.\s)")
_BLOCK_LINE = re.compile(r"#{1,6}\s|\||```|~~~")


@dataclass(frozen=True, slots=True)
class Line:
    """A line with text on it. ``text`` is raw, blanks at its ends included; ``soft``: one plain break follows, then text."""

    text: str
    soft: bool


@dataclass(frozen=True, slots=True)
class _Way:
    """One way of wrapping: how width is counted, and whether words were kept whole."""

    measure: Callable[[str], int]
    words: bool


def find_wraps(lines: Sequence[Line]) -> dict[int, str]:
    """Index of each line whose following break is a wrap -> what stands in its place: nothing or a blank.

    Empty where the text was not wrapped. Linear in the length of the text.
    """
    soft = [i for i, (line, follower) in enumerate(pairwise(lines)) if line.soft and not _starts_block(line.text, follower.text)]
    if not soft or not _is_prose(lines, soft):
        return {}
    accepted = [fit for way in _ways() if (fit := _Fit(lines, soft, way)).evidence() >= _ACCEPT]
    return max(accepted, key=_Fit.explained).joints() if accepted else {}


def _ways() -> tuple[_Way, ...]:
    measures: tuple[Callable[[str], int], ...] = (len, _columns_wide, _columns_narrow)
    return tuple(_Way(measure, words) for words in (False, True) for measure in measures)


@lru_cache(maxsize=2)
def _double(classes: str) -> re.Pattern[str]:
    """Characters that take two columns: wide, full-width and, in East Asian fonts, ambiguous ones."""
    # Beyond the first plane ranges only: single letters there make a regex set slow.
    wide = [c for c in map(chr, range(0x80, 0x10000)) if unicodedata.east_asian_width(c) in classes]
    return re.compile(f"[{''.join(map(re.escape, wide))}\U0001f300-\U0001faff\U00020000-\U0003fffd]")


def _columns_wide(text: str) -> int:
    return len(text) + len(_double("WFA").findall(text))


def _columns_narrow(text: str) -> int:
    return len(text) + len(_double("WF").findall(text))


def _starts_block(line: str, follower: str) -> bool:
    """The break stands for itself: an indent, a bullet, a heading or a table row."""
    head = follower.lstrip()
    if (
        follower[:1] in ("\t", "\u3000")
        or len(follower) - len(head) >= 2
        or _MARKER.match(head)
        or _BLOCK_LINE.match(line.lstrip())
    ):
        return True
    return bool(_NUMBERED.match(head) and (_TERMINAL.search(line) or _COMMA.search(line)) and not _DECIMAL.search(line))


def _is_prose(lines: Sequence[Line], soft: Sequence[int]) -> bool:
    """Tables and bare lists have next to no punctuation; a sentence in a hundred characters does."""
    length = sum(len(lines[i].text) for i in soft)
    return 100 * sum(len(_MARKS.findall(lines[i].text)) for i in (*soft, soft[-1] + 1)) >= length


def _latin_edges(line: str, follower: str) -> bool:
    return bool(_LATIN.match(line[-1:]) and _LATIN.match(follower[:1]))


def _parallel(line: str, follower: str) -> bool:
    """Items of one list: digits, Latin letters and marks at the same places."""
    return (shape := _shape(line)) == _shape(follower) and shape.strip("x") != ""


def _shape(line: str) -> str:
    return re.sub(r"[^\W\dA-Za-z]", "x", re.sub(r"[A-Za-z]", "a", re.sub(r"\d", "0", line)))


class _Fit:
    """How well one way of wrapping explains the breaks of a text."""

    def __init__(self, lines: Sequence[Line], soft: Sequence[int], way: _Way) -> None:
        self.lines, self.soft, self.words = lines, soft, way.words
        # Lines far beyond any width are not measured to the end.
        self.widths = [way.measure(line.text[: 2 * MAX_WIDTH]) for line in lines]
        self.reach = {i: self._reach(i, way.measure) for i in soft}
        self.width = self._best_width()
        self.full = [i for i in soft if self.widths[i] <= self.width < self.widths[i] + self.reach[i]]

    def _reach(self, i: int, measure: Callable[[str], int]) -> int:
        """Width of what did not fit any more."""
        line, follower = self.lines[i].text, self.lines[i + 1].text
        if not self.words:
            # An editor may have cut the blank off the line's end: one column more between two Latin words.
            return measure(follower[0]) + _latin_edges(line, follower)
        head = follower.lstrip()
        chunk = _CHUNK.match(head)
        return (measure(chunk.group()[:MAX_WIDTH]) if chunk else 1) + len(word_joint(line.rstrip(), head))

    def _best_width(self) -> int:
        """The width that explains most breaks; lines longer than it count against it. Zero where there is none."""
        change = [0.0] * (MAX_WIDTH + 2)
        for i in self.soft:
            first, last = self.widths[i], min(self.widths[i] + self.reach[i], MAX_WIDTH + 1)
            if MIN_WIDTH <= first <= MAX_WIDTH:
                change[first] += 1
                change[last] -= 1
        for width in self.widths:
            if width > MIN_WIDTH:
                change[MIN_WIDTH] -= 0.5
                change[min(width, MAX_WIDTH + 1)] += 0.5
        best, best_votes, votes = 0, float("-inf"), 0.0
        for width in range(MIN_WIDTH, MAX_WIDTH + 1):
            votes += change[width]
            if votes > best_votes:
                best, best_votes = width, votes
        return best

    def evidence(self) -> float:
        """Whether the text was wrapped this way: above _ACCEPT it was. In halves of natural log odds, roughly."""
        if not self.full or len(self.full) < _LEAST_SHARE * len(self.soft) or not (self.words or self._cuts_anywhere()):
            return float("-inf")
        total = sum(self._break_evidence(i) for i in self.full) - len(self._unexplained())
        total -= 3 * sum(1 for width in self.widths if width > self.width)
        ends = [i + 1 for i in self.full if not self.lines[i + 1].soft]  # last lines of paragraphs
        total -= sum(1 for i in ends if not _TERMINAL.search(self.lines[i].text))
        total -= sum(1 for i in ends if self.widths[i] == self.width)
        return total + self._coincidence()

    def _cuts_anywhere(self) -> bool:
        """Western text cut at any letter has blanks at some ends of lines; without them it was wrapped between words."""
        lines = [self.lines[i] for i in self.full]
        letters = sum(len(_LATIN.findall(line.text)) for line in lines)
        blank = any(line.text[-1:] == " " or self.lines[i + 1].text[:1] == " " for i, line in zip(self.full, lines, strict=True))
        return blank or 2 * letters < sum(len(line.text) for line in lines)

    def explained(self) -> float:
        """Which of several ways it was: the one that leaves fewest sentences broken; a way that keeps words whole fits more by chance."""
        loose = self._unexplained()
        ended = len(self.soft) - len(self.full) - len(loose)
        cuts = 0 if self.words else sum(self._is_cut(i) for i in self.full)
        return (1.5 if self.words else 2) * len(self.full) - 4 * len(loose) - 0.5 * ended + 2 * cuts

    def _unexplained(self) -> list[int]:
        """Breaks in mid-sentence that are not full."""
        full = set(self.full)
        return [i for i in self.soft if i not in full and not _TERMINAL.search(self.lines[i].text)]

    def _coincidence(self) -> float:
        """Lines cut anywhere have one width to the column; lines that merely end there rarely share it."""
        if self.words:
            return 0
        return sum(2.0 if self._is_long(i) else 0.5 for i in self.full[1:])

    def _is_long(self, i: int) -> bool:
        return _columns_wide(self.lines[i].text[:MAX_WIDTH]) >= _LONG

    def _is_cut(self, i: int) -> bool:
        """A number or a Latin word cut in two."""
        return self.widths[i] == self.width and _latin_edges(self.lines[i].text, self.lines[i + 1].text)

    def _break_evidence(self, i: int) -> float:
        line, follower = self.lines[i].text, self.lines[i + 1].text
        if _TERMINAL.search(line) or _parallel(line, follower):
            return -2
        if _CLOSING.match(follower) or (not self.words and self._is_cut(i)):
            return 4
        if self._is_long(i):
            return 2
        marked = _MARKS.search(line) or _MARKS.search(follower)
        return 1 if marked and not _COMMA.search(line) else 0

    def joints(self) -> dict[int, str]:
        return {i: self._joint(i) for i in self.full}

    def _joint(self, i: int) -> str:
        line, follower = self.lines[i].text, self.lines[i + 1].text
        if line[-1:].isspace() or follower[:1].isspace():
            return " "
        if not self.words:
            return " " if self.widths[i] < self.width and _latin_edges(line, follower) else ""
        return word_joint(line, follower)


def word_joint(line: str, follower: str) -> str:
    """What joins two lines of a text wrapped between words: a blank, but nothing beside Chinese or after a hyphen."""
    if line.endswith("-") and line[-2:-1].isalpha():
        return ""
    chinese = any(unicodedata.east_asian_width(c) in "WF" or c in "“‘”’…—·" for c in (line[-1], follower[0]))
    return "" if chinese else " "
