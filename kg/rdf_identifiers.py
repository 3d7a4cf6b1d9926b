"""What an entity is called elsewhere, as the lexicon knows it: a Wikidata item, a GB/T 2260 code, a document's or standard's number, a share.

``schema:sameAs`` and not ``owl:sameAs``: an item of Wikidata may hold a brand and its company as one, so that not all that is said there
holds here. The numbers are properties of ``schema:identifier``'s kind.
"""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode

from kg.lexicon import Entry, lexicon
from kg.model import Mention
from kg.vocab import SCHEMA, SL, WIKIDATA

Fact = tuple[NamedNode, NamedNode, NamedNode | Literal]
SAME_AS = SCHEMA("sameAs")
NUMBERS = {
    "gb2260": SL("divisionCode"),
    "document": SL("documentNumber"),
    "standard": SL("standardNumber"),
    "listing": SL("listingCode"),
}


def identifier_facts(entity: NamedNode, mention: Mention) -> Iterator[Fact]:
    """The identifiers of the entity that ``mention`` names; none where the entry only is its family (昇腾 of 昇腾910B) or one of several."""
    entry = lexicon().entries.get(mention.entry or "")
    if entry is None or not _is_meant(entry, mention):
        return
    for scheme, value in entry.identifiers:
        if scheme == "wikidata":
            yield entity, SAME_AS, WIKIDATA(value)
        else:
            yield entity, NUMBERS[scheme], Literal(value)


def scheme_of(predicate: NamedNode, value: NamedNode | Literal) -> tuple[str, str]:
    """The lexicon's name of the scheme, and the identifier: the way back. Raises KeyError for other predicates."""
    if predicate == SAME_AS:
        return "wikidata", value.value.removeprefix(WIKIDATA.base)
    return {node: scheme for scheme, node in NUMBERS.items()}[predicate], value.value


def _is_meant(entry: Entry, mention: Mention) -> bool:
    """Whether the entity is the entry itself: by its identity, else by its name, which no other entry of the type has."""
    if mention.identity is not None:
        return mention.identity == entry.key
    if mention.canonical != entry.name:
        return mention.type == "Place" and mention.canonical.endswith(entry.name)
    return all(other is entry for other in lexicon().named(entry.name) if (other.type, other.name) == (entry.type, entry.name))
