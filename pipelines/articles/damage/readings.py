"""A reading of a damaged number: a value, the decimals it gives to the printed digits, and its chance."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Reading:
    value: Decimal
    places: int
    chance: float


Readings = tuple[Reading, ...]  # of one number: chances sum to 1, the likeliest first


def normalised(readings: Iterable[Reading]) -> Readings:
    """Chances brought to a sum of 1, the likeliest first, of equals the one nearest to print."""
    given = tuple(readings)
    total = math.fsum(r.chance for r in given)
    return tuple(sorted((replace(r, chance=r.chance / total) for r in given), key=lambda r: (-r.chance, r.places)))
