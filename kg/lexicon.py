"""The names that are known beforehand: kg/lexicon/*.yaml, read once, checked against a schema, and matched by Aho-Corasick.

A file of names has ``type``, ``source`` and ``entries`` (name -> fields); a file of rows has ``divisions`` (code and name a line).
To teach the system a name one edits the YAML. Files without ``entries`` or ``divisions`` (units, indicators, question words)
belong to other modules and are passed over.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple, cast

import ahocorasick_rs
import yaml

from kg.errors import LexiconInvalid
from kg.model import ENTITY_TYPES, PREDICATES, EntityType
from kg.yaml_data import load_yaml

FOLDER = Path(__file__).parent / "lexicon"
_FILE_KEYS = {"type", "source", "reason", "entries", "prefixes", "sector"}
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
}
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
    identifiers: tuple[tuple[str, str], ...] = ()  # wikidata, gb2260
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

    @property
    def surfaces(self) -> tuple[str, ...]:
        """Every form a text may have, without repetition."""
        return tuple(dict.fromkeys(s for s in (self.name, self.full, *self.aliases, *self.en) if s))


class Hit(NamedTuple):
    """A known name at ``text[start:end]``."""

    start: int
    end: int
    entry: Entry


class Lexicon:
    """All entries, by key and by surface, and the automaton over their surfaces."""

    def __init__(self, entries: tuple[Entry, ...]) -> None:
        self.entries = {entry.key: entry for entry in entries}
        self._named: dict[str, list[Entry]] = {}
        self._matched: dict[str, list[tuple[str, Entry]]] = {}
        makers = {entry.name: entry for entry in entries if entry.type == "Organization"}
        for entry in entries:
            for surface in entry.surfaces:
                self._named.setdefault(_fold(surface), []).append(entry)
            for surface in _without_maker(entry, makers):
                self._matched.setdefault(_fold(surface), []).append((surface, entry))
        self._patterns = list(self._matched)
        self._automaton = ahocorasick_rs.AhoCorasick(self._patterns, store_patterns=False)

    def of_type(self, kind: EntityType) -> Iterator[Entry]:
        """Entries of one type, in the order of the files."""
        return (entry for entry in self.entries.values() if entry.type == kind)

    def named(self, surface: str) -> tuple[Entry, ...]:
        """Entries that have ``surface`` as name or alias, width, case and blanks apart."""
        return tuple(self._named.get(_fold(surface), ()))

    def find(self, text: str, refuse: Callable[[int, int], bool] | None = None) -> tuple[Hit, ...]:
        """Known names in ``text``, leftmost longest, without overlap; ``refuse(start, end)`` may turn a match down.

        All matches are looked at, not only the longest, since a long one that does not hold must not hide a shorter one.
        """
        folded = _fold_case(text)
        found: list[Hit] = []
        for number, start, end in self._automaton.find_matches_as_indexes(folded, overlapping=True):
            cut = _cuts_word(text, start, end)
            for surface, entry in self._matched[self._patterns[number]]:
                if cut and not (cut == "after" and entry.models and re.match(entry.models, text[end:])):
                    continue
                if _same_case(surface, text[start:end]) and _meant(entry, surface, text, (start, end)):
                    found.append(Hit(start, end, entry))
                    break
        if refuse is not None:
            found = [hit for hit in found if not refuse(hit.start, hit.end)]
        return _leftmost_longest(found)


_UPPER = {code: code + 32 for code in range(ord("A"), ord("Z") + 1)}


def _fold_case(text: str) -> str:
    """ASCII capitals lowered; the length stays, which str.lower does not promise."""
    return text.translate(_UPPER)


def _fold(surface: str) -> str:
    return _fold_case(surface.strip())


def _is_latin(char: str) -> bool:
    return char.isascii() and char.isalnum()


def _cuts_word(text: str, start: int, end: int) -> str:
    """Where a Latin word or number goes on across an edge of the match (AMD in AMDA, H20 in H200): "before", "after" or ""."""
    if start > 0 and _is_latin(text[start]) and _is_latin(text[start - 1]):
        return "before"
    return "after" if end < len(text) and _is_latin(text[end - 1]) and _is_latin(text[end]) else ""


def _without_maker(entry: Entry, makers: Mapping[str, Entry]) -> Iterator[str]:
    """The entry's surfaces, less those that only put the maker before another one: 华为昇腾 is two names, 华为 and 昇腾."""
    made_by = [makers[name] for predicate, name in entry.relations if predicate == "madeBy" and name in makers]
    prefixes = [prefix for maker in made_by for prefix in maker.surfaces]
    for surface in entry.surfaces:
        rests = [surface[len(prefix) :].strip() for prefix in prefixes if surface.startswith(prefix)]
        if not any(rest in entry.surfaces for rest in rests):
            yield surface


def _same_case(surface: str, found: str) -> bool:
    """Acronyms of up to three letters as written (NV is not nv); longer Latin names in any case, as questions write them."""
    return len(surface) > 3 or surface == found or not surface.isascii()


def _meant(entry: Entry, surface: str, text: str, span: tuple[int, int]) -> bool:
    conditions = entry.when.get(surface) or entry.when.get("*") or ()
    return not conditions or any(condition.holds(text, *span) for condition in conditions)


def _leftmost_longest(hits: list[Hit]) -> tuple[Hit, ...]:
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda hit: (hit.start, -hit.end)):
        if not kept or hit.start >= kept[-1].end:
            kept.append(hit)
    return tuple(kept)


@cache
def lexicon() -> Lexicon:
    """The lexicon of this installation, read once a process. Raises LexiconInvalid, naming file and entry."""
    return Lexicon(tuple(load(FOLDER)))


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
    for name, fields in document["entries"].items():
        yield _entry(f"{path.name}: {name}", path.stem, str(name), {"fields": fields or {}, "file": document})


def _entry(where: str, stem: str, name: str, given: Mapping[str, Any]) -> Entry:
    fields, document = given["fields"], given["file"]
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
        identifiers=tuple((str(k), str(v)) for k, v in (fields.get("identifiers") or {}).items()),
        relations=tuple(_relations(where, fields.get("relations") or {})),
        when=_conditions(where, fields.get("when") or {}),
        stem=fields.get("stem"),
        models=_pattern(f"{where}: models", fields.get("models")),
        codes=_pattern(f"{where}: codes", fields.get("codes")),
        sector=fields.get("sector", document.get("sector")),
        date=str(fields["date"]) if "date" in fields else None,
        full=fields.get("full"),
        source=fields.get("source", document["source"]),
        reason=fields.get("reason"),
    )


def _strings(where: str, name: str, given: object) -> tuple[str, ...]:
    if given is None:
        return ()
    if not isinstance(given, list) or not all(isinstance(item, str) and item for item in given):
        raise LexiconInvalid(f"{where}: {name} must be a list of strings")
    return tuple(given)


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
    for number, line in enumerate(str(document["divisions"]).splitlines(), 1):
        code, _, name = line.partition(" ")
        if len(code) != 6 or not code.isdigit() or not name:
            raise LexiconInvalid(f"{file}: row {number}: a code of six digits, a blank and a name are needed, not {line!r}")
        level = "province" if code.endswith("0000") else "city" if code.endswith("00") else "county"
        short = name if level == "county" or name in full_only else _SHORT.sub("", name)
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
            aliases=(name, *extra.get(name, ()), *behind),
            when=behind,
            identifiers=(("gb2260", code),),
            relations=(("partOf", parent),) if parent and parent != usual else (),
            sector=level,
            source=str(document["source"]),
        )
