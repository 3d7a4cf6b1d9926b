"""Relations of an article: every rule on every sentence, then one statement for each fact."""

from __future__ import annotations

from collections.abc import Iterable

from kg.model import Relation
from pipelines.articles.relations import located
from pipelines.articles.relations.rule import Rule, apply
from pipelines.articles.relations.scene import scenes
from pipelines.language.nlp import Analysis

RULES: tuple[Rule, ...] = (*located.RULES,)


def relate(analysis: Analysis) -> tuple[Relation, ...]:
    """What the text says of its names, in text order; a fact said twice is kept where it is said most clearly.

    ``quote`` is the slice of ``analysis.text`` at ``quote_start``: the clauses that state the relation. What only a name implies is
    ``inferred``, with lower confidence.
    """
    found = [relation for scene in scenes(analysis) for given in RULES for relation in apply(given, scene, analysis.text)]
    return _once(found)


def _once(relations: Iterable[Relation]) -> tuple[Relation, ...]:
    best: dict[tuple[str, str, str, str], Relation] = {}
    for relation in relations:
        key = (relation.subject, relation.subject_type, relation.predicate, relation.object)
        if key not in best or relation.confidence > best[key].confidence:
            best[key] = relation
    return tuple(sorted(best.values(), key=lambda r: (r.quote_start, r.subject, r.predicate, r.object)))
