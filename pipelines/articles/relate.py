"""Relations of an article: every rule on every sentence, then one statement for each fact."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import partial
from typing import Final

from kg.model import Relation
from pipelines.articles.relations import belongs, chips, document, implied, issued, located, makers, target, works
from pipelines.articles.relations.rule import apply
from pipelines.articles.relations.scene import Scene, scenes
from pipelines.language.components import Analysis

Finder = Callable[[Scene, str], Iterator[Relation]]

FINDERS: Final[tuple[Finder, ...]] = (
    *(partial(apply, given) for family in (located, works, chips, issued, belongs) for given in family.RULES),
    issued.issue_dates,
    issued.titled,
    belongs.members,
    belongs.nested,
    belongs.owners,
    works.shares,
    located.led_in,
)


def relate(analysis: Analysis, published: date | None = None) -> tuple[Relation, ...]:
    """What the text says of its names, in text order; a fact said twice is kept where it is said most clearly.

    ``quote`` is the slice of ``analysis.text`` at ``quote_start``: the clauses that state the relation. What only a name implies is
    ``inferred``, with lower confidence.
    """
    seen = tuple(scenes(analysis))
    named = [scene for scene in seen if scene.mentions]
    stated = [relation for scene in named for find in FINDERS for relation in find(scene, analysis.text)]
    known = {m.canonical: implied.known_makers(m) for m in analysis.mentions if m.type in implied.PRODUCTS}
    own = document.own_plan(seen[0] if seen else None, analysis.text)
    stated.extend(target.targets(seen, target.Told(analysis.text, own, published), analysis.quantities))
    if own:
        stated.extend(relation for scene in seen for relation in document.signature(scene, own, analysis.text))
    stated = [relation for relation in stated if not _contradicts(relation, known) and not _builds_hub(relation)]
    said = [relation for relation in stated if not relation.inferred]
    guessed = (relation for relation in stated if relation.inferred)
    inferred = (*guessed, *implied.implied(seen, analysis.text), *makers.inherited(seen, stated, analysis.text))
    return _once((*said, *_unsaid(inferred, said)))


def _contradicts(relation: Relation, makers_of: Mapping[str, tuple[str, ...]]) -> bool:
    """Whether a company named beside a product is taken for its maker though another one is known to be."""
    known = makers_of.get(relation.subject, ())
    return relation.predicate == "madeBy" and bool(known) and relation.object not in known


def _builds_hub(relation: Relation) -> bool:
    """Whether who builds a hub (重庆加快建设成渝枢纽) is taken for where all of it lies: a hub is of a whole region."""
    placed = relation.predicate == "locatedIn" and implied.HUB.search(relation.subject)
    return bool(placed) and not located.SAID_TO_LIE.search(relation.quote)


def _unsaid(inferred: Iterable[Relation], stated: Iterable[Relation]) -> Iterator[Relation]:
    """Inferred relations of which the text itself says nothing: where it names a center's place, the place in its name adds nothing."""
    said = {(relation.subject, relation.predicate) for relation in stated}
    return (relation for relation in inferred if (relation.subject, relation.predicate) not in said)


def _once(relations: Iterable[Relation]) -> tuple[Relation, ...]:
    best: dict[tuple[str, str, str, str], Relation] = {}
    for relation in relations:
        key = (relation.subject, relation.subject_type, relation.predicate, relation.object)
        if key not in best or relation.confidence > best[key].confidence:
            best[key] = relation
    return tuple(sorted(best.values(), key=lambda r: (r.quote_start, r.subject, r.predicate, r.object)))
