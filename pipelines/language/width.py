"""Folds full-width digits and number signs to ASCII, character for character, so that offsets stay."""

from __future__ import annotations

import re

_WIDE = re.compile("[０-９．％＋－／～]")
_FOLD = str.maketrans("０１２３４５６７８９．％＋－／～", "0123456789.%+-/~")
_WIDE_COMMA = re.compile("(?<=[０-９])，(?=[０-９]{3})")


def fold_width(text: str) -> str:
    """``text`` with full-width digits and signs in ASCII; same length. A full-width comma between full-width digits groups thousands."""
    if _WIDE.search(text) is None:
        return text
    return _WIDE_COMMA.sub(",", text).translate(_FOLD)
