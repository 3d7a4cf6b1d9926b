"""Extraction x links x decisions -> Extraction: which entity each name of an article is, said once and in all its parts alike.

Pure. Mentions keep their surface and, in ``called``, the name that the article alone gives; what is written into the text, its clauses
and numbers is not touched.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from kg.lexicon import lexicon
from kg.model import EntityType, Extraction, Figure, Link, Mention, Relation, Sense
from kg.rdf_links import link_order
from pipelines.articles.identity.decisions import NONE, Decision, Decisions, EntityKey

Name = tuple[EntityType, str]


def identified(extraction: Extraction, others: Iterable[Link] = (), decisions: Decisions = NONE) -> Extraction:
    """``extraction`` with each name as the entity it is.

    Its own ``links`` are proposals from the article and the lexicon; ``others``, what the other articles make of its names, goes
    before them, and decisions before both. The result's links are what holds.
    """
    links = {(link.type, link.called): link for link in (*extraction.links, *others)}
    for name in _names(extraction):
        told = decided(name, links.get(name), extraction.article.id, decisions)
        if told is not None:
            links[name] = told
    entities = {name: _entity(link) for name, link in links.items()}
    known = {(p.type, p.called): entry for p in extraction.links if links[p.type, p.called] is p and (entry := _entry(p))}
    kinds = {m.canonical: m.type for m in sorted(extraction.mentions, key=lambda m: m.type == "Organization")}
    return replace(
        extraction,
        mentions=tuple(_mention(m, entities, known) for m in extraction.mentions),
        figures=tuple(_figure(f, entities, kinds) for f in extraction.figures),
        relations=tuple(r for r in (_relation(r, entities) for r in extraction.relations) if r is not None),
        links=tuple(sorted(links.values(), key=link_order)),
    )


def _names(extraction: Extraction) -> list[Name]:
    """All that the article speaks of, each once: what is mentioned, and what figures and relations are about."""
    mentioned: list[Name] = [(m.type, m.canonical) for m in extraction.mentions]
    about: list[Name] = [(f.scope_type, f.scope) for f in extraction.figures if f.scope and f.scope_type]
    said: list[Name] = [(r.subject_type, r.subject) for r in extraction.relations]
    told: list[Name] = [(r.object_type, r.object) for r in extraction.relations if r.object_type]
    return list(dict.fromkeys((*mentioned, *about, *said, *told)))


def _entity(link: Link) -> EntityKey:
    return EntityKey(link.chosen.type, link.chosen.canonical, link.chosen.identity)


def decided(name: Name, link: Link | None, article: str, decisions: Decisions) -> Link | None:
    """The link that a person's decision makes of ``name``, where there is one."""
    apart = decisions.stands_alone(*name, article)
    own = EntityKey(*name, f"article:{article}" if apart and apart.article else None)
    entity = own if apart is not None or link is None else _entity(link)
    last = decisions.final(entity)
    row = apart if last == entity else decisions.merged[entity]
    if row is None:
        return None
    rivals = () if link is None else (*((link.chosen,) if _entity(link) != last else ()), *link.rivals)
    return Link(*name, "decided", Sense(*last, score=1.0, reason=_reason(row)), rivals)


def _reason(row: Decision) -> str:
    what = "人工分开" if row.action == "apart" else "人工合并"
    return f"{what}（{row.date.isoformat()}）：{row.reason}"


def _entry(link: Link) -> str | None:
    """The lexicon entry that a name was linked to, by a proposal from the lexicon."""
    if link.outcome != "linked":
        return None
    if link.chosen.identity in lexicon().entries:
        return link.chosen.identity
    named = lexicon().named(link.chosen.canonical)
    return next((e.key for e in named if (e.type, e.name) == (link.type, link.chosen.canonical)), None)


def _mention(mention: Mention, entities: Mapping[Name, EntityKey], known: Mapping[Name, str]) -> Mention:
    name = mention.type, mention.canonical
    entity = entities.get(name)
    if entity is None:
        return mention
    called = mention.canonical if entity.canonical != mention.canonical else None
    entry = known.get(name, mention.entry)
    return replace(mention, canonical=entity.canonical, identity=entity.identity, called=called, entry=entry)


def _figure(figure: Figure, entities: Mapping[Name, EntityKey], kinds: Mapping[str, EntityType]) -> Figure:
    scope = entities.get((figure.scope_type, figure.scope)) if figure.scope and figure.scope_type else None
    who = figure.statistician and entities.get((kinds.get(figure.statistician, "Organization"), figure.statistician))
    if scope is None and not who:
        return figure
    return replace(
        figure,
        scope=scope.canonical if scope else figure.scope,
        statistician=who.canonical if who else figure.statistician,
    )


def _relation(relation: Relation, entities: Mapping[Name, EntityKey]) -> Relation | None:
    """None where both ends are one entity: that says nothing of it."""
    subject = entities.get((relation.subject_type, relation.subject))
    target = entities.get((relation.object_type, relation.object)) if relation.object_type else None
    if subject is None and target is None:
        return relation
    told = replace(
        relation,
        subject=subject.canonical if subject else relation.subject,
        object=target.canonical if target else relation.object,
    )
    same = (told.subject_type, told.subject) == (told.object_type, told.object)
    return None if same else told
