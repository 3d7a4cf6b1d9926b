"""The entries of kg/lexicon/*.yaml, read and checked against a schema.

A file of names has ``type``, ``source`` and ``entries`` (name -> fields); a file of rows has ``divisions`` (code and name a line).
To teach the system a name one edits the YAML. Files without ``entries`` or ``divisions`` (units, indicators, question words)
belong to other modules and are passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

import yaml

from kg.errors import LexiconInvalid
from kg.lexicon_sources import LISTING, TABLES, table, told_sources
from kg.model import ENTITY_TYPES, PREDICATES, EntityType
from kg.yaml_data import load_yaml

FOLDER = Path(__file__).parent / "lexicon"
_FILE_KEYS = {"type", "source", "reason", "entries", "prefixes", "sector"} | TABLES
_FIELDS = {
    "aliases",
    "en",
    "type",
    "identifiers",
    "relations",
    "when",
    "source",
    "reason",
    "models",
    "codes",
    "stem",
    "sector",
    "date",
    "full",
    "development",
}
_IDENTIFIERS = {  # what each kind of identifier looks like
    "wikidata": r"Q[1-9]\d*",
    "gb2260": r"\d{6}",
    "document": r".+[〔（(]\d{4}[〕）)]\d+号",
    "standard": r"(?:GB|YD|DB\d\d)(?:/T)? [\d.]+-\d{4}",
    "listing": LISTING,
}
_DATE = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")
_CONDITIONS = {"near", "before", "after", "not_before", "not_after"}


@dataclass(frozen=True, slots=True)
class Condition:
    """When an ambiguous alias counts. Words just before or after it, or anywhere within 60 characters; all given parts must hold."""

    near: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    not_before: tuple[str, ...] = ()
    not_after: tuple[str, ...] = ()

    def holds(self, text: str, start: int, end: int) -> bool:
        """Whether the alias at ``text[start:end]`` is meant."""
        left, right = text[max(0, start - 30) : start].rstrip(" “\"'‘「《"), text[end : end + 30].lstrip(" ”\"'’」》")
        around = text[max(0, start - 60) : start] + "\0" + text[end : end + 60]
        return (
            (not self.near or any(word in around for word in self.near))
            and (not self.before or left.endswith(self.before))
            and (not self.after or right.startswith(self.after))
            and not (self.not_before and left.endswith(self.not_before))
            and not (self.not_after and right.startswith(self.not_after))
        )


@dataclass(frozen=True, slots=True)
class Entry:
    """One known entity. ``name`` is its usual name (agencies: the official one); ``key`` is ``file:name``."""

    key: str
    name: str
    type: EntityType
    aliases: tuple[str, ...] = ()
    en: tuple[str, ...] = ()
    identifiers: tuple[tuple[str, str], ...] = ()  # wikidata, gb2260, document (文号), standard, listing
    relations: tuple[tuple[str, str], ...] = ()  # (predicate, name of the object)
    when: Mapping[str, tuple[Condition, ...]] = field(
        default_factory=dict
    )  # alias ("*": all) -> conditions, one of which must hold
    stem: str | None = None  # what a model number is put behind to name a chip (昇腾 + 910B); None: the number changes nothing
    models: str | None = None  # regex of the model or version numbers that may follow a surface
    codes: str | None = None  # regex of the model numbers that stand alone (H100, BR104)
    sector: str | None = None  # agency, operator, hub, cluster, province ... as the file says
    date: str | None = None  # of issue, for policies
    full: str | None = None  # the registered or long official name, where the usual one is shorter
    source: str = ""
    reason: str | None = None
    development: str | None = None  # the text of development that it was added for, not from a list of its kind

    @property
    def surfaces(self) -> tuple[str, ...]:
        """Every form a text may have, without repetition."""
        return tuple(dict.fromkeys(s for s in (self.name, self.full, *self.aliases, *self.en) if s))


def load(folder: Path) -> Iterator[Entry]:
    """Entries of every names file in ``folder``, in order of file name."""
    for path in sorted(folder.glob("*.yaml")):
        with path.open(encoding="utf-8") as lines:
            try:
                document = load_yaml(lines)
            except yaml.YAMLError as error:
                raise LexiconInvalid(f"{path.name}: not YAML: {error}") from error
        if not isinstance(document, dict):
            raise LexiconInvalid(f"{path.name}: a mapping is needed at the top")
        if "divisions" in document:
            yield from _divisions(path.name, document)
        elif "entries" in document and "type" in document:
            yield from _entries(path, document)


def _entries(path: Path, document: dict[str, Any]) -> Iterator[Entry]:
    if unknown := set(document) - _FILE_KEYS:
        raise LexiconInvalid(f"{path.name}: unknown keys {sorted(unknown)}")
    if not document.get("source"):
        raise LexiconInvalid(f"{path.name}: source is missing")
    sources, listings = told_sources(path.name, document), table(path.name, document, "listings")
    for name, fields in document["entries"].items():
        known = {"source": sources.get(str(name)), "listing": listings.get(str(name))}
        yield _entry(f"{path.name}: {name}", path.stem, str(name), {"fields": fields or {}, "file": document, "known": known})


def _entry(where: str, stem: str, name: str, given: Mapping[str, Any]) -> Entry:
    fields, document, known = given["fields"], given["file"], given["known"]
    if isinstance(fields, list):  # the short form: only aliases
        fields = {"aliases": fields}
    if not isinstance(fields, dict):
        raise LexiconInvalid(f"{where}: a list of aliases or a mapping is needed")
    if unknown := set(fields) - _FIELDS:
        raise LexiconInvalid(f"{where}: unknown fields {sorted(unknown)}")
    kind = fields.get("type", document["type"])
    if kind not in ENTITY_TYPES:
        raise LexiconInvalid(f"{where}: type {kind!r} is none of {', '.join(ENTITY_TYPES)}")
    aliases = _strings(where, "aliases", fields.get("aliases"))
    prefixed = [
        prefix + alias for prefix in document.get("prefixes", ()) for alias in (name, *aliases) if not alias.startswith(prefix)
    ]
    return Entry(
        key=f"{stem}:{name}",
        name=name,
        type=cast(EntityType, kind),
        aliases=(*aliases, *prefixed),
        en=_strings(where, "en", fields.get("en")),
        identifiers=tuple(
            _identifiers(where, (fields.get("identifiers") or {}) | ({"listing": known["listing"]} if known["listing"] else {}))
        ),
        relations=tuple(_relations(where, fields.get("relations") or {})),
        when=_conditions(where, fields.get("when") or {}),
        stem=fields.get("stem"),
        models=_pattern(f"{where}: models", fields.get("models")),
        codes=_pattern(f"{where}: codes", fields.get("codes")),
        sector=fields.get("sector", document.get("sector")),
        date=_date(where, fields.get("date")),
        full=fields.get("full"),
        source=fields.get("source") or known["source"] or _of_maker(fields) or document["source"],
        reason=fields.get("reason"),
        development=fields.get("development"),
    )


def _of_maker(fields: Mapping[str, Any]) -> str | None:
    """The source of a product whose maker is known: what the maker says of it."""
    makers = (fields.get("relations") or {}).get("madeBy")
    return f"product pages and announcements of {'、'.join([makers] if isinstance(makers, str) else makers)}" if makers else None


def _strings(where: str, name: str, given: object) -> tuple[str, ...]:
    if given is None:
        return ()
    if not isinstance(given, list) or not all(isinstance(item, str) and item for item in given):
        raise LexiconInvalid(f"{where}: {name} must be a list of strings")
    return tuple(given)


def _identifiers(where: str, given: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    for kind, value in given.items():
        if kind not in _IDENTIFIERS or not re.fullmatch(_IDENTIFIERS[kind], str(value)):
            raise LexiconInvalid(f"{where}: identifier {kind}: {value} is none of {', '.join(_IDENTIFIERS)}, or not of its form")
        yield kind, str(value)


def _date(where: str, given: object) -> str | None:
    if given is not None and not _DATE.fullmatch(str(given)):
        raise LexiconInvalid(f"{where}: date {given} is not YYYY, YYYY-MM or YYYY-MM-DD")
    return None if given is None else str(given)


def _relations(where: str, given: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    for predicate, objects in given.items():
        if predicate not in PREDICATES:
            raise LexiconInvalid(f"{where}: predicate {predicate!r} is none of {', '.join(PREDICATES)}")
        for item in objects if isinstance(objects, list) else [objects]:
            yield predicate, str(item)


def _conditions(where: str, given: Mapping[str, Any]) -> dict[str, tuple[Condition, ...]]:
    return {
        alias: tuple(_condition(f"{where}: when/{alias}", one) for one in (parts if isinstance(parts, list) else [parts]))
        for alias, parts in given.items()
    }


def _condition(where: str, parts: object) -> Condition:
    if not isinstance(parts, dict) or not parts or set(parts) - _CONDITIONS:
        raise LexiconInvalid(f"{where} takes {', '.join(sorted(_CONDITIONS))}")
    return Condition(**{key: _strings(where, key, value) for key, value in parts.items()})


def _pattern(where: str, given: str | None) -> str | None:
    try:
        re.compile(given or "")
    except re.error as error:
        raise LexiconInvalid(f"{where} is no regular expression: {error}") from error
    return given


_SHORT = re.compile(
    r"(?<=..)(?:(?:壮|回|维吾尔|蒙古|藏|朝鲜|哈萨克|柯尔克孜|布依|苗|侗|土家|哈尼|彝|傣|景颇|傈僳|白|羌|各)族?)*(?:特别行政区|自治[区州县旗]|[省市盟州]|地区)$"
)


def _behind_province(name: str, province: str) -> dict[str, tuple[Condition, ...]]:
    """The short form of a name that is also a common word counts right behind its province: 甘肃白银, 陕西省安康."""
    return {_SHORT.sub("", name): (Condition(before=(province, province + "省", province + "自治区", province + "壮族自治区")),)}


def _divisions(file: str, document: dict[str, Any]) -> Iterator[Entry]:
    """Places of China from lines of GB/T 2260 code, blank, name; the level follows from the code's zeros."""
    dropped, full_only = set(document.get("drop", ())), set(document.get("full_only", ()))
    extra: Mapping[str, list[str]] = document.get("aliases", {})
    above: dict[str, str] = {}
    for code, name, source in _division_rows(file, document):
        level = "province" if code.endswith("0000") else "city" if code.endswith("00") else "county"
        short = name if level == "county" or name in full_only else _SHORT.sub("", name)
        if level == "city" and short == above.get(code[:2] + "0000"):  # 吉林市 is not 吉林
            short = name
        above[code] = short
        if name in dropped or (level == "county" and len(name) < 3):
            continue
        parent = (above.get(code[:4] + "00") if level == "county" else None) or above.get(code[:2] + "0000")
        usual = short if len(short) > 1 else name
        behind = _behind_province(name, above[code[:2] + "0000"]) if name in full_only else {}
        yield Entry(
            key=f"divisions:{code}",
            name=usual,
            type="Place",
            aliases=(name, *([usual + "州"] if name.endswith("自治州") and usual != name else []), *extra.get(name, ()), *behind),
            when=behind,
            identifiers=(("gb2260", code),),
            relations=(("partOf", parent),) if parent and parent != usual else (),
            sector=level,
            source=source,
        )


def _division_rows(file: str, document: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Code, name and source of the rows, those of ``later`` last: what they are part of stands in the main rows."""
    later = document.get("later") or {"rows": "", "source": "none"}
    if not document.get("source") or not later.get("source"):
        raise LexiconInvalid(f"{file}: source is missing")
    seen: set[str] = set()
    for part, rows, source in (("row", document["divisions"], document["source"]), ("later row", later["rows"], later["source"])):
        for number, line in enumerate(str(rows).splitlines(), 1):
            code, _, name = line.partition(" ")
            if len(code) != 6 or not code.isdigit() or not name:
                raise LexiconInvalid(
                    f"{file}: {part} {number}: a code of six digits, a blank and a name are needed, not {line!r}"
                )
            if code in seen:
                raise LexiconInvalid(f"{file}: {part} {number}: {code} is there already")
            seen.add(code)
            yield code, name, str(source)
