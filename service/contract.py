"""The JSON forms that other programs rely on: one function an object, field names fixed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from decimal import Decimal

from kg.finding_words import message
from kg.ids import entity_iri
from kg.lexicon import lexicon
from kg.model import Answer, Evidence, Extraction, Figure, Finding, Mention, NumberRepair, Relation
from kg.name_forms import normal

Json = dict[str, object]


def line(value: Mapping[str, object]) -> str:
    """One line of JSON with real characters."""
    return json.dumps(value, ensure_ascii=False)


def number(value: Decimal | None) -> int | float | None:
    """An int where the decimal is one, else the nearest float."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def extraction_json(extraction: Extraction) -> Json:
    """One line of ``suanli extract --json``; names as the article writes them in full, see ``in_full``."""
    article, written = extraction.article, in_full(extraction.mentions)
    return {
        "article": article.id,
        "title": article.title,
        "published": article.published.isoformat() if article.published else None,
        "source": article.source,
        "text": extraction.text,
        "entities": [_mention(m) | {"canonical": written.get(m.canonical, m.canonical)} for m in extraction.mentions],
        "figures": [_figure(f) | {"scope": written.get(f.scope or "", f.scope)} for f in extraction.figures],
        "relations": [
            _relation(r) | {"subject": written.get(r.subject, r.subject), "object": written.get(r.object, r.object)}
            for r in extraction.relations
        ],
        "repairs": [
            {"start": r.start, "end": r.end, "raw": r.raw, "clean": r.clean, "rule": r.rule, "confidence": r.confidence}
            for r in extraction.repairs
        ],
        "ledger": {
            "numbers": extraction.ledger.numbers,
            "extracted": extraction.ledger.extracted,
            "ignored": extraction.ledger.ignored,
            "unresolved": extraction.ledger.unresolved,
        },
        "ignored": [{"start": n.start, "end": n.end, "text": n.text, "reason": n.reason} for n in extraction.ignored],
        "warnings": list(extraction.warnings),
        "findings": [finding_json(f) for f in extraction.findings],
    }


def in_full(mentions: Iterable[Mention]) -> dict[str, str]:
    """Usual name -> how the article writes it in full, of hubs and clusters, which have many official forms (芜湖数据中心集群 of 芜湖集群).

    The longest surface that differs from the usual name in generic words only; the entity, its IRI, is one.
    """
    found: dict[str, str] = {}
    for mention in mentions:
        entry = lexicon().entries.get(mention.entry or "")
        if entry is None or entry.sector not in ("hub", "cluster") or mention.identity is not None:
            continue
        same = normal(mention.type, mention.text) == normal(mention.type, mention.canonical)
        if same and len(mention.text) > len(found.get(mention.canonical, mention.canonical)):
            found[mention.canonical] = mention.text
    return found


def _mention(mention: Mention) -> Json:
    return {
        "text": mention.text,
        "type": mention.type,
        "canonical": mention.canonical,
        "start": mention.start,
        "end": mention.end,
        "iri": entity_iri(mention.type, mention.canonical, mention.identity),
        "called": mention.called,
        "confidence": mention.confidence,
    }


def _figure(figure: Figure) -> Json:
    return {
        "metric": figure.metric or figure.indicator,
        "indicator": figure.indicator,
        "value": number(figure.value),
        "unit": figure.unit,
        "time": figure.time,
        "scope": figure.scope,
        "qualifier": figure.qualifier,
        "source_org": figure.statistician,
        "quote": figure.quote,
        "start": figure.start,
        "end": figure.end,
        "as_written": figure.as_written,
        "lower": number(figure.lower),
        "upper": number(figure.upper),
        "repair": repair_json(figure.repair) if figure.repair else None,
        "confidence": figure.confidence,
        "status": figure.status,
        "basis": figure.basis,
        "precision": figure.precision,
        "time_basis": figure.time_basis,
    }


def repair_json(repair: NumberRepair) -> Json:
    return {
        "raw": repair.raw,
        "rule": repair.rule,
        "confidence": repair.confidence,
        "alternatives": [number(value) for value in repair.alternatives],
        "corroborated_by": list(repair.corroborated_by),
    }


def finding_json(finding: Finding) -> Json:
    """A check of the article's own arithmetic; ``operands`` are the figures at start:end, in text order."""
    return {
        "kind": finding.kind,
        "severity": finding.severity,
        "formula": finding.formula,
        "message": message(finding, "zh"),
        "message_en": message(finding, "en"),
        "operands": [{"role": o.role, "start": o.start, "end": o.end} for o in finding.operands],
        "printed": number(finding.printed),
        "unit": finding.unit,
        "expected_lower": number(finding.lower),
        "expected_upper": number(finding.upper),
        "repaired": finding.repaired,
        "suspect": finding.suspect,
        "suggestion": number(finding.suggestion),
        "unit_slip": finding.slip or None,
    }


def _relation(relation: Relation) -> Json:
    return {
        "subject": relation.subject,
        "predicate": relation.predicate,
        "object": relation.object,
        "quote": relation.quote,
        "confidence": relation.confidence,
        "inferred": relation.inferred,
    }


def answer_json(answer: Answer, question_id: object = None) -> Json:
    """One line of ``suanli ask --json``."""
    return {
        "id": question_id,
        "question": answer.question,
        "answer": answer.answer,
        "answers": list(answer.answers),
        "state": answer.state,
        "abstained": answer.abstained,
        "reason": answer.reason,
        "confidence": round(answer.confidence, 3),
        "formula": answer.formula,
        "evidence": [_evidence(e) for e in answer.evidence],
        "repairs": [repair_json(r) for r in answer.repairs],
        "parse": answer.parse,
        "sparql": list(answer.sparql),
        "rewritten": answer.rewritten,
        "reworded": answer.reworded,
        "elapsed_ms": round(answer.elapsed_ms, 1),
    }


def _evidence(evidence: Evidence) -> Json:
    return {
        "article": evidence.article,
        "title": evidence.title,
        "quote": evidence.quote,
        "start": evidence.start,
        "end": evidence.end,
        "published": evidence.published.isoformat() if evidence.published else None,
    }
