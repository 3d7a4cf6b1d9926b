"""Conflicts in the form of service.conflicts, for tests of the page alone."""

from __future__ import annotations


def fake_conflicts() -> list[dict[str, object]]:
    """A contradiction with hostile words in it, and as many explained differences as make a second page."""
    claim = {
        "article": "sample", "title": "算力年报", "source": "示例日报", "published": "2024-09-01", "source_org": "研究院",
        "as_written": "80EFLOPS", "quote": "全国智能算力规模达80EFLOPS。", "start": 30, "end": 50,
    }  # fmt: skip
    other = claim | {
        "article": "hostile", "title": "<b>题</b>", "published": None, "source": None, "source_org": None,
        "as_written": "9EFLOPS", "quote": "<i>智能算力规模</i>为9EFLOPS。",
    }  # fmt: skip
    sides = [{"as_written": side["as_written"], "claims": [side]} for side in (claim, other)]
    first = {
        "indicator": "智能算力规模", "about": "中国", "period": "2024-06", "status": "actual", "basis": None, "precision": None,
        "kind": "contradiction", "cause_zh": "修订", "cause_en": "revision", "note": "可能是修订", "note_en": "may be a revision",
        "sides": sides,
    }  # fmt: skip
    told = {
        "kind": "difference",
        "cause_zh": "口径",
        "cause_en": "scope",
        "note": "口径可能不同",
        "note_en": "scopes may differ",
    }
    return [first, *(first | told for _ in range(21))]
