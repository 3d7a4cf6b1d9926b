"""Where an entry of the lexicon comes from: its own source, a listing code, an official site, its group's source, else its file's.

A file may have, beside ``entries``, the tables ``listings`` (name -> code at its exchange), ``sites`` (name -> domain) and ``sourced`` (a list of
``source`` and ``of``, the names of a group). ``UNVERIFIED`` says that nothing but general knowledge stands behind an entry.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from kg.errors import LexiconInvalid

UNVERIFIED = "general knowledge, unverified"
TABLES = {"listings", "sites", "sourced"}
LISTING = r"\d{6}\.(?:SH|SZ|BJ|KS)|\d{4}\.(?:HK|TW|T)|(?:NASDAQ|NYSE):[A-Z]+"
_SITE = re.compile(r"(?:[a-z0-9-]+\.)+[a-z]{2,}")


def told_sources(where: str, document: Mapping[str, Any]) -> dict[str, str]:
    """Name -> source by the file's tables. Raises LexiconInvalid for an unknown name, a second row of a name or a malformed value."""
    listings, sites = table(where, document, "listings"), table(where, document, "sites")
    for name, code in listings.items():
        _check(re.fullmatch(LISTING, code), f"{where}: listings: {name}: {code} is no listing code")
    for name, site in sites.items():
        _check(_SITE.fullmatch(site), f"{where}: sites: {name}: {site} is no domain")
    _check(len(set(listings.values())) == len(listings), f"{where}: listings: two names have one code")
    groups: dict[str, str] = {}
    for row in document.get("sourced") or ():
        _check(isinstance(row, dict) and set(row) == {"source", "of"}, f"{where}: sourced: source and of are needed, not {row}")
        for name in row["of"]:
            _check(name not in groups, f"{where}: sourced: {name} stands there twice")
            groups[str(name)] = str(row["source"])
    _known(where, document, (*listings, *sites, *groups))
    told = groups | {name: f"official site {site}" for name, site in sites.items()}
    return told | {name: f"listed as {code}" for name, code in listings.items()}


def table(where: str, document: Mapping[str, Any], name: str) -> dict[str, str]:
    """One of the tables, empty where the file has none."""
    given = document.get(name) or {}
    _check(isinstance(given, dict), f"{where}: {name}: a mapping of names is needed")
    return {str(key): str(value) for key, value in given.items()}


def _known(where: str, document: Mapping[str, Any], names: Iterable[str]) -> None:
    entries = {str(name) for name in document["entries"]}
    for name in names:
        _check(name in entries, f"{where}: a source is given for {name}, which is no entry")


def _check(right: object, message: str) -> None:
    if not right:
        raise LexiconInvalid(message)
