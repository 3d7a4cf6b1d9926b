"""A row of kg/lexicon/units.yaml as a Unit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from urllib.parse import quote

from kg.errors import LexiconInvalid

UNIT_NAMESPACE = "http://qudt.org/vocab/unit/"
OWN_NAMESPACE = "https://w3id.org/suanli/id/unit/"  # of the units that QUDT does not have


@dataclass(frozen=True, slots=True)
class Unit:
    """``factor`` of ``base`` make one ``symbol``; ``big``: takes 万/亿; ``counting``: a classifier; ``arabic``: only after digits.

    ``equals`` is a base unit in other units. ``kind`` and ``multiplier`` are QUDT's quantity kind and conversion multiplier, None
    where QUDT does not measure such things.
    """

    symbol: str
    zh: str
    en: str
    dimension: str
    base: str
    factor: Decimal
    big: bool
    counting: bool
    arabic: bool
    qudt: str | None
    equals: str | None
    kind: str | None
    multiplier: Decimal | None

    @property
    def iri(self) -> str:
        """The unit's IRI: QUDT's where QUDT has the unit, else one of ours."""
        return UNIT_NAMESPACE + self.qudt if self.qudt else OWN_NAMESPACE + quote(self.symbol, safe="")


def unit_of(row: Mapping[str, object], base: Mapping[str, object]) -> Unit:
    """The unit of a row; ``base`` is the row of its base unit. Raises LexiconInvalid for a row without a key that every unit has."""
    try:
        factor = Decimal(str(row["factor"]))
        return Unit(
            symbol=str(row["symbol"]),
            zh=str(row["zh"]),
            en=str(row["en"]),
            dimension=str(row["dimension"]),
            base=str(row["base"]),
            factor=factor,
            big=bool(row.get("big")),
            counting=bool(row.get("counting")),
            arabic=bool(row.get("arabic")),
            qudt=_text(row, "qudt"),
            equals=_text(row, "equals"),
            kind=_text(row, "kind") or _text(base, "kind"),
            multiplier=factor * Decimal(str(base["si"])) if base.get("si") else None,
        )
    except KeyError as missing:
        raise LexiconInvalid(f"units.yaml: row {dict(row)} has no {missing}") from missing


def _text(row: Mapping[str, object], key: str) -> str | None:
    return str(row[key]) if row.get(key) else None


def listed(row: Mapping[str, object], key: str) -> list[str]:
    """The row's names under ``key``, none where it has no such key."""
    names = row.get(key) or []
    if not isinstance(names, list):
        raise LexiconInvalid(f"units.yaml: {key} of {row['symbol']} are no list")
    return [str(name) for name in names]
