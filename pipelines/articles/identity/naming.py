"""Names of an article beside those of all others in the graph: what they are, and which articles one that comes or goes, or a decision, touches."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import cast

from pyoxigraph import Literal, NamedNode

from kg.ids import article_id, article_iri, entity_iri
from kg.lexicon import Entry, lexicon
from kg.model import EntityType, Extraction, Link, Outcome, Sense
from kg.name_forms import KEYED, key
from kg.queries import load
from kg.rdf_links import sense_order
from kg.store import GraphStore, Row
from kg.vocab import SL
from pipelines.articles.identity.decisions import Decision, Decisions
from pipelines.articles.identity.identity import decided, identified
from pipelines.articles.identity.namesakes import Use, plain, weighed

Name = tuple[EntityType, str]
_MARKS: Mapping[str, str] = {"Chip": "madeBy", "Model": "madeBy", "Center": "locatedIn"}
_AT_ONCE = 400  # keys a query


def named(store: GraphStore, extraction: Extraction, decisions: Decisions) -> Extraction:
    """``extraction``, as read, with each name as the entity it is, by the other articles of ``store`` and by ``decisions``."""
    own = _own_uses(extraction)
    links: list[Link] = []
    for block in _blocks(store, {key(use.type, use.name) for use in own}, extraction):
        links += weighed(block, extraction.article.id).values()
    return identified(extraction, links, decisions)


def keys_of(extraction: Extraction) -> set[str]:
    """The keys of the names that an extraction has of no lexicon entry, under which other articles' names are compared with them."""
    return {key(m.type, m.called or m.canonical) for m in extraction.mentions if m.entry is None and m.type in KEYED}


def misnamed(store: GraphStore, keys: Iterable[str], decisions: Decisions) -> list[str]:
    """Ids of the articles whose names of these keys are now to be read differently from how they are stored; sorted."""
    wanted, found = sorted(keys), set()
    for at in range(0, len(wanted), _AT_ONCE):
        for block in _blocks(store, wanted[at : at + _AT_ONCE]):
            due, kept = weighed(block), _stored_links(store, {use.name for use in block})
            for use in block:
                link = due.get((use.article, use.name))
                link = decided((use.type, use.name), link, use.article, decisions) or link
                old = kept.get((use.article, use.type, use.name))
                if old != link and not (link is None and old is not None and _proposed(old)):
                    found.add(use.article)
    return sorted(found)


def _proposed(link: Link) -> bool:
    """Whether a link that changes no name weighs entries of the lexicon only: other articles have no say in it."""
    entries = ((rival, lexicon().named(rival.canonical)) for rival in link.rivals)
    return link.outcome in ("new", "ambiguous") and all(any(e.type == r.type for e in named) for r, named in entries)


def _own_uses(extraction: Extraction) -> list[Use]:
    """The names of no lexicon entry in an extraction as read, with what tells them from others of the name."""
    proposed = {(link.type, link.called) for link in extraction.links if link.outcome == "linked"}
    unknown = {(m.type, m.canonical) for m in extraction.mentions if m.entry is None and m.type in KEYED} - proposed
    around = frozenset(_usual(m.entry) for m in extraction.mentions if m.entry is not None)
    stated: dict[Name, set[str]] = defaultdict(set)
    for r in extraction.relations:
        if r.predicate == _MARKS.get(r.subject_type) and not r.inferred:
            stated[r.subject_type, r.subject].add(r.object)
    return [Use(extraction.article.id, *name, around, mark_of(name[0], stated[name])) for name in sorted(unknown)]


def _usual(entry: str) -> str:
    known = lexicon().entries.get(entry)
    return known.name if known is not None else ""


def mark_of(type: EntityType, said: Iterable[str]) -> str | None:
    """The known maker, or the province, that an article states of a thing; None where it states none or several."""
    marks = {mark for name in said for entry in lexicon().named(name) if (mark := _mark(type, entry)) is not None}
    return marks.pop() if len(marks) == 1 else None


def _mark(type: EntityType, entry: Entry) -> str | None:
    if type != "Center":
        return entry.name if entry.type == "Organization" else None
    code = dict(entry.identifiers).get("gb2260", "")
    return _usual(f"divisions:{code[:2]}0000") or None


def _blocks(store: GraphStore, keys: Iterable[str], own: Extraction | None = None) -> list[list[Use]]:
    """The uses of names by key, of all articles and of ``own`` in the place of what is stored of it; plain blocks are left out."""
    blocks: dict[str, list[Use]] = defaultdict(list)
    for use in _own_uses(own) if own is not None else ():
        blocks[key(use.type, use.name)].append(use)
    for row in store.select(load("name_uses"), keys=[Literal(k) for k in sorted(keys)]):
        article, kind = article_id(row["article"].value), row["type"].value.removeprefix(SL.base)
        name = row["name"].value
        if article is not None and (own is None or article != own.article.id) and key(kind, name) == row["key"].value:
            blocks[row["key"].value].append(Use(article, cast(EntityType, kind), name))
    told = (_told(store, block, own.article.id if own is not None else None) for block in blocks.values())
    return [block for block in told if own is None or not plain(block)]


def _told(store: GraphStore, block: list[Use], own: str | None) -> list[Use]:
    """The block with what the stored articles tell beside the names, where that is needed to tell them apart."""
    kind = block[0].type
    stored = sorted({use.article for use in block} - {own})
    if not stored or (plain(block) and kind not in _MARKS):
        return block
    nodes = [NamedNode(article_iri(name)) for name in stored]
    marks: dict[tuple[str, str], set[str]] = defaultdict(set)
    if kind in _MARKS:
        for row in store.select(load("name_marks"), articles=nodes, predicate=SL(_MARKS[kind])):
            marks[row["article"].value, row["name"].value].add(row["mark"].value)
    marked = [
        use if use.article == own else replace(use, mark=mark_of(kind, marks[article_iri(use.article), use.name]))
        for use in block
    ]  # fmt: skip
    if plain(marked):
        return marked
    around: dict[str, set[str]] = defaultdict(set)
    for row in store.select(load("name_surroundings"), articles=nodes):
        around[row["article"].value].add(_usual(row["entry"].value))
    return [
        use if use.article == own else replace(use, around=frozenset(around[article_iri(use.article)]))
        for use in marked
    ]  # fmt: skip


def _stored_links(store: GraphStore, names: Iterable[str]) -> dict[tuple[str, EntityType, str], Link]:
    """The links kept of these names, by article, type and name."""
    rows: dict[str, list[Row]] = defaultdict(list)
    for row in store.select(load("name_links"), names=[Literal(name) for name in sorted(names)]):
        rows[row["link"].value].append(row)
    found = {}
    for told in rows.values():
        chosen = next(_sense(row) for row in told if row["rank"] == SL("chosen"))
        rivals = sorted((_sense(row) for row in told if row["rank"] != SL("chosen")), key=sense_order)
        called, outcome = told[0]["called"].value, cast(Outcome, told[0]["outcome"].value)
        article = article_id(told[0]["article"].value) or ""
        found[article, chosen.type, called] = Link(chosen.type, called, outcome, chosen, tuple(rivals))
    return found


def _sense(row: Row) -> Sense:
    kind = cast(EntityType, row["type"].value.removeprefix(SL.base))
    identity = row["identity"].value if "identity" in row else None
    return Sense(kind, row["name"].value, identity, float(row["score"].value), row["reason"].value)


def decided_on(store: GraphStore, row: Decision) -> list[str]:
    """Ids of the articles that a decision just taken may change, sorted: those that have the entity, or were decided on before."""
    own = entity_iri(row.type, row.name, row.identity)
    rows = store.select(
        load("entity_decided"),
        entity=NamedNode(own),
        name=Literal(row.name),
        into=NamedNode(row.target.iri if row.into else own),
    )
    found = (article_id(found["article"].value) for found in rows)
    return sorted({name for name in found if name is not None})
