"""What a text has lost in copying, told from the whole text, and what its figures may have been before.

Copies of news lose characters by class: every % and ％, every point inside a number, every 《》, ； and （）. One character of a class
that is left shows that the class was not lost. Nothing is changed silently: each figure whose printed number is in doubt carries
the digits as printed, the rule, the probability of the reading, and the other likely readings.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from kg.decimals import decimal_habits
from kg.figure_words import figure_words
from kg.model import Figure, Reported
from pipelines.articles.damage.elsewhere import borne_out
from pipelines.articles.damage.lost_percent import restore_percent
from pipelines.articles.damage.lost_point import restore_points

_POINT = re.compile(r"\d[.．]\d")
_NUMBER = re.compile(r"(?<![A-Za-z\d.-])\d{2,}(?![\d.]|\s*[年月日号届时])")
_YEAR = re.compile(r"(?:19|20)\d\d")
_PUE = re.compile(r"(?:PUE|电能利用效率|电源使用效率)[^\d，。；\n]{0,12}(?<!\d)([1-9]\d{1,3})(?![\d%％年月]|\s*年)")
_LEADING_ZERO = re.compile(r"(?<![A-Za-z\d.(（:：-])0\d{1,3}(?=\s*(?:[元、/，。%％；]|$))")
_AFTER_RATE = r"(?=\s*(?:[，。；、！？/)）\n]|$|的|以上|以下|以内|左右|和|及|中国|，)|\s)"
# The chance that a text of the wild is a damaged copy; about one in twenty in collections of copied news.
_PRIOR = math.log(0.05 / 0.95)


@dataclass(frozen=True, slots=True)
class DamageProfile:
    """Counts in the text, and the probabilities that its % signs and its decimal points were lost."""

    percent_signs: int
    points: int
    titles: int  # 《 and 》
    semicolons: int  # ；
    brackets: int  # （ and ）
    bare_rates: int  # numbers without unit where a percentage is to be expected: 同比增长65，
    impossible: int  # a PUE of 125; 0203元
    open_numbers: int  # of two digits or more, not ending in 0, no years
    percent_lost: float
    point_lost: float


def profile(text: str, wraps: int = 0) -> DamageProfile:
    """What ``text`` (title and body, clean) seems to have lost; ``wraps`` of its hard wraps were undone. Linear in its length."""
    percent_signs = len(re.findall("[%％﹪]", text))
    points = len(_POINT.findall(text))
    titles, semicolons = len(re.findall("[《》]", text)), text.count("；")
    brackets = len(re.findall("[（）]", text))
    bare_rates = len(_bare_rate().findall(text))
    impossible = sum(int(n) >= 10 for n in _PUE.findall(text)) + len(_LEADING_ZERO.findall(text))
    open_numbers = sum(not n.endswith("0") and not _YEAR.fullmatch(n) for n in _NUMBER.findall(text))
    marked = titles + semicolons + percent_signs > 0
    odds = _PRIOR + min(0.35 * open_numbers, 4.0) + min(4.0 * impossible, 6.0)
    odds += 0.0 if percent_signs else min(2.0 * bare_rates, 4.0)
    odds += 0.0 if marked else min(len(text) / 600, 1.0) + (0.7 if brackets == 0 and len(text) >= 300 else 0.0)
    odds += 2.5 * (wraps > 0)  # copies that were cut at a column went through a plain-text form that drops marks
    odds -= 2.0 * (titles > 0) + 2.0 * (semicolons > 0) + 3.0 * (percent_signs > 0)
    return DamageProfile(
        percent_signs=percent_signs,
        points=points,
        titles=titles,
        semicolons=semicolons,
        brackets=brackets,
        bare_rates=bare_rates,
        impossible=impossible,
        open_numbers=open_numbers,
        percent_lost=0.0 if percent_signs else 1 - 0.6 * 0.2 ** (bare_rates + impossible),
        point_lost=0.0 if points else 1 / (1 + math.exp(-odds)),
    )


def restore(
    figures: Sequence[Figure], text: str, profile: DamageProfile, reported: Sequence[Reported] = ()
) -> tuple[Figure, ...]:
    """``figures`` in the same order, each with the likeliest reading of its number and, where that is in doubt, a ``repair``.

    A text that has lost nothing gets its figures back as they are. ``reported``: what other articles print, undamaged, of the same
    indicators and scopes; a reading that they bear out gains confidence and names them.
    """
    read = tuple(restore_percent(figure, text, profile.percent_lost) for figure in figures)
    restored = restore_points(read, text, profile.point_lost, reported)
    return tuple(
        borne_out(after, before.repair.confidence if before.repair else None, reported)
        for before, after in zip(read, restored, strict=True)
    )


@lru_cache(maxsize=1)
def _bare_rate() -> re.Pattern[str]:
    """A number without unit after a word of growth or share, or after a rate that is a percentage."""
    words = figure_words()
    habits = decimal_habits()
    nouns = "|".join(map(re.escape, sorted({*words.growth, *words.share, *habits.change}, key=len, reverse=True)))
    barred = "".join(f"(?<!{re.escape(word)})" for word in habits.not_percent)
    links = "(?:了|约|约为|近|超|超过|逾|不足|达|达到|为|分别为|至|到|突破|高达|仅|只有|[+＋])"
    return re.compile(rf"(?:{nouns}|率|同比|环比){barred}\s?{links}{{0,3}}\s?[+＋-]?\d+(?:\.\d+)?{_AFTER_RATE}")
