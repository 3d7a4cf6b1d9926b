"""Article -> Extraction: clean, analyse, read figures, relate, and check every quote against the text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from kg.errors import ExtractionBroken
from kg.model import Article, CleanText, Extraction, Figure, IgnoredNumber, Ledger, Relation, Reported, TextRepair
from pipelines.articles.checks.check import check
from pipelines.articles.damage.damage import profile, restore
from pipelines.articles.reading.repair import clean
from pipelines.articles.relate import relate
from pipelines.language.components import Analysis
from pipelines.language.figures.meaning import read_figures
from pipelines.language.figures.ranges import folded
from pipelines.language.names.link import proposals
from pipelines.language.nlp import analyse


def extract(article: Article, reported: Sequence[Reported] = ()) -> Extraction:
    """All that ``article`` says; ``reported``, what other articles print of the same things, helps to read damaged numbers.

    The text is the clean title, a line break, and the clean body; every offset refers to it. The ledger counts each
    number of the text once: numbers == extracted + ignored + unresolved. Raises ExtractionBroken where our own result
    contradicts the text.
    """
    text, repairs = _join(clean(article.title), clean(article.body))
    analysis = analyse(text, article.published)
    relations = relate(analysis, article.published)
    read, passed_over = read_figures(analysis, article.published, relations)
    restored = restore(read, text, profile(text, sum(r.rule == "hard-wrap" for r in repairs)), reported)
    figures, ends = folded(restored, text)
    ignored = _ignored(analysis, (*passed_over, *ends), figures)
    _check_quotes(text, figures, relations)
    return Extraction(
        article=article,
        text=text,
        sentences=analysis.sentences,
        mentions=analysis.mentions,
        figures=figures,
        relations=relations,
        repairs=repairs,
        ignored=ignored,
        ledger=_ledger(analysis, figures, ignored),
        warnings=_warnings(article, ignored),
        findings=check(figures, text),
        links=proposals(analysis.mentions),
    )


def _join(title: CleanText, body: CleanText) -> tuple[str, tuple[TextRepair, ...]]:
    """Title and body in one text, the title on one line, with the repairs of both."""
    shift = len(title.text) + 1
    headed = (replace(r, clean=_one_line(r.clean)) for r in title.repairs)
    moved = (replace(r, start=r.start + shift, end=r.end + shift) for r in body.repairs)
    return f"{_one_line(title.text)}\n{body.text}", (*headed, *moved)


def _one_line(text: str) -> str:
    return text.replace("\n", " ")


def _ignored(analysis: Analysis, passed_over: Iterable[IgnoredNumber], figures: Iterable[Figure]) -> tuple[IgnoredNumber, ...]:
    """Numbers that are no figures, each once, in text order."""
    used = {f.start for f in figures}
    by_start = {n.start: n for n in (*analysis.ignored, *passed_over) if n.start not in used}
    return tuple(by_start[start] for start in sorted(by_start))


def _ledger(analysis: Analysis, figures: tuple[Figure, ...], ignored: tuple[IgnoredNumber, ...]) -> Ledger:
    unresolved = sum(n.reason == "unresolved" for n in ignored)
    ledger = Ledger(
        numbers=len(analysis.quantities) + len(analysis.ignored),
        extracted=len(figures),
        ignored=len(ignored) - unresolved,
        unresolved=unresolved,
    )
    if ledger.numbers != ledger.extracted + ledger.ignored + ledger.unresolved:
        raise ExtractionBroken(f"数字账目不平（{ledger}），未入库：这是程序的错误，请连同文章报告")
    return ledger


def _check_quotes(text: str, figures: Iterable[Figure], relations: Iterable[Relation]) -> None:
    """A fact whose quote is not the article's own slice is a bug of ours, not of the article."""
    facts: tuple[Figure | Relation, ...] = (*figures, *relations)
    for fact in facts:
        if text[fact.quote_start : fact.quote_start + len(fact.quote)] != fact.quote:
            raise ExtractionBroken(
                f"第{fact.quote_start}字起的原文不是引文“{fact.quote[:40]}”，未入库：这是程序的错误，请连同文章报告"
            )


def _warnings(article: Article, ignored: Iterable[IgnoredNumber]) -> tuple[str, ...]:
    warnings = []
    if article.published is None:
        warnings.append("没有发布日期：“今年”“目前”等时间无从推定")
    unresolved = [n.text for n in ignored if n.reason == "unresolved"]
    if unresolved:
        warnings.append(f"有{len(unresolved)}个数字含义未定：{'、'.join(unresolved[:10])}")
    return tuple(warnings)
