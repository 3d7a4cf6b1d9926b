"""IRIs as functions of what they name: hashes of identity fields, never of order, never random.

The same entity or observation found in two articles gets one IRI; two homonyms of different type get two.
"""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import blake2b
from urllib.parse import quote, unquote

from kg.model import Figure, Link, Mention, Sense
from kg.vocab import ID, plain

_ARTICLE = ID.base + "article/"


def article_iri(article_id: str) -> str:
    """The article's IRI, which is also the name of its graph."""
    return _ARTICLE + quote(article_id, safe="")


def article_id(iri: str) -> str | None:
    """The article's id of its IRI; None if ``iri`` is no article's."""
    return unquote(iri.removeprefix(_ARTICLE)) if iri.startswith(_ARTICLE) else None


def entity_iri(type: str, canonical: str, identity: str | None = None) -> str:
    """An entity is its type and usual name, or its type and identity where several have the name."""
    return _hashed("entity", type, canonical) if identity is None else _hashed("entity", type, None, identity)


class Entities:
    """The entities of one article: names there are types and canonical names, of which each means one thing in it."""

    def __init__(self, mentions: Iterable[Mention] = (), links: Iterable[Link] = ()) -> None:
        self._identities: dict[tuple[str, str], str] = {}
        told: list[Sense | Mention] = [*(link.chosen for link in links), *mentions]
        for named in told:
            if named.identity is not None:
                self._identities[named.type, named.canonical] = named.identity

    def identity(self, type: str | None, canonical: str) -> str | None:
        """What tells the entity from others of its type and name, where anything does."""
        return self._identities.get((type or "", canonical))

    def iri(self, type: str | None, canonical: str) -> str:
        """The IRI of what the article calls ``canonical``; ``type`` None is a name of unknown type."""
        return entity_iri(type or "", canonical, self.identity(type, canonical))


NO_ENTITIES = Entities()


def indicator_iri(label: str) -> str:
    """An indicator is its preferred label; a candidate indicator the noun phrase of the text."""
    return _hashed("indicator", label)


def observation_iri(figure: Figure, entities: Entities = NO_ENTITIES) -> str:
    """What is said, whoever reports it: two articles with the same figure share the observation.

    Surface, clause, confidence and article are no part of the identity; a repair is, because a repaired and a printed
    number are two claims. ``entities`` are those of the figure's article.
    """
    about = entities.iri(figure.scope_type, figure.scope) if figure.scope else None
    return _hashed(
        "observation",
        figure.indicator,
        about,
        plain(figure.value),
        figure.unit,
        figure.time,
        figure.status,
        figure.basis,
        figure.precision,
        figure.qualifier,
        plain(figure.lower),
        plain(figure.upper),
        figure.statistician,
        figure.repair.raw if figure.repair else None,
    )


def part_iri(kind: str, article: str, *fields: object) -> str:
    """Something that exists in one article only: a sentence, a mention, a reading, a statement, a text repair."""
    return _hashed(kind, article, *fields)


def reading_iri(article: str, figure: Figure, entities: Entities = NO_ENTITIES) -> str:
    """The place where an article (its IRI) states the observation of ``figure``."""
    return part_iri("reading", article, figure.start, figure.end, observation_iri(figure, entities))


def repair_iri(observation: str, *fields: object) -> str:
    """A hypothesis about a printed number, one for each rule that raised it."""
    return _hashed("repair", observation, *fields)


def _hashed(kind: str, *fields: object) -> str:
    digest = blake2b(digest_size=10)
    for value in fields:
        data = b"" if value is None else str(value).encode()
        digest.update(f"{-1 if value is None else len(data)}:".encode() + data)
    return f"{ID.base}{kind}/{digest.hexdigest()}"
