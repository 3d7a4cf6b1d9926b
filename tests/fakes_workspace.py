"""A workspace in memory with the methods of service.workspace.Workspace, for tests of the pages alone."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from kg.errors import ArticleUnknown, EntityUnknown, QueryTimeout
from kg.model import Answer, Evidence, Figure, Finding, IgnoredNumber, Ledger, Mention, NumberRepair, Operand, TextRepair
from tests.fakes_conflicts import fake_conflicts

TEXT = (
    "算力年报：智算规模再上台阶\n"
    "2024年9月，研究院发布年报。截至2024年6月，全国智能算力规模达80EFLOPS，同比增长651。"
    "临港智算中心采用昇腾910B，由示例云公司运营。\n"
    "报告预计，2026年智能算力规模将达到120EFLOPS。新建中心要求PUE低于13。"
)
HOSTILE = (
    "<script>window.hacked=1</script>标题<img src=x onerror=window.hacked=1>\n"
    "正文![图](http://example.invalid/x.png)<b>粗体</b>[链接](javascript:alert(1))，智能算力规模为9EFLOPS。"
    "<style>body{display:none}</style>$x^2$ :red[文字]"
)


@dataclass(frozen=True)
class ArticleInfo:
    id: str
    title: str
    published: date | None
    source: str | None
    entities: int
    figures: int
    repairs: int
    warnings: int
    ledger: Ledger
    findings: int = 0


@dataclass(frozen=True)
class EntityRow:
    iri: str
    type: str
    name: str
    identity: str | None
    aliases: tuple[str, ...]
    mentions: int
    articles: int


@dataclass(frozen=True)
class ArticleView:
    id: str
    title: str
    published: date | None
    source: str | None
    url: str | None
    text: str
    mentions: tuple[Mention, ...] = ()
    figures: tuple[Figure, ...] = ()
    relations: tuple[object, ...] = ()
    repairs: tuple[TextRepair, ...] = ()
    warnings: tuple[str, ...] = ()
    ignored: tuple[IgnoredNumber, ...] = (IgnoredNumber(0, 1, "13", "unresolved"),)
    ledger: Ledger = field(default_factory=lambda: Ledger(4, 3, 1, 0))
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True)
class AddReport:
    added: tuple[str, ...]
    failed: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class SeriesPoint:
    period: str
    start: date
    value: Decimal
    unit: str
    base_value: Decimal | None
    base_unit: str | None
    about: str | None
    status: str
    article: str
    quote: str
    repaired: bool
    confidence: float


@dataclass(frozen=True)
class QueryResult:
    data: bytes
    kind: str


def _figure(text: str, as_written: str, value: str, **more: object) -> Figure:
    start = text.index(as_written)
    quote_start = max(text.rfind(mark, 0, start) for mark in "。，\n") + 1
    quote = text[quote_start : start + len(as_written)]
    base = Figure(
        start, start + len(as_written), as_written, "智能算力规模", Decimal(value), "EFLOPS", None, None, "2024-06", "stated",
        "中国", "Place", "exact", "actual", None, None, "研究院", quote, quote_start, 0.9, True,
    )  # fmt: skip
    return replace(base, **more)  # type: ignore[arg-type]


def _mention(text: str, name: str, kind: str) -> Mention:
    start = text.index(name)
    return Mention(start, start + len(name), name, kind, name, 0.9, "lexicon")  # type: ignore[arg-type]


def _sample() -> ArticleView:
    repair = NumberRepair("651", "lost_point_and_percent", 0.7, (Decimal("6.51"), Decimal("651")))
    figures = (
        _figure(TEXT, "80EFLOPS", "80"),
        _figure(TEXT, "同比增长651", "65.1", unit="%", indicator="智能算力规模同比增速", repair=repair, confidence=0.7),
        _figure(TEXT, "120EFLOPS", "120", time="2026", qualifier="forecast", status="forecast"),
    )
    mentions = (
        _mention(TEXT, "研究院", "Organization"),
        _mention(TEXT, "临港智算中心", "Center"),
        _mention(TEXT, "昇腾910B", "Chip"),
    )
    wrap = TextRepair(TEXT.index("报告"), TEXT.index("报告") + 2, "报\n告", "报告", "hard_wrap")
    return ArticleView("sample", TEXT.split("\n")[0], date(2024, 9, 1), "示例日报", "https://example.org/a", TEXT, mentions, figures,
                       (), (wrap,), ("日期由文件头给出",), findings=_findings(figures))  # fmt: skip


def _findings(figures: tuple[Figure, ...]) -> tuple[Finding, ...]:
    """One that agrees, one that does not."""
    now, growth, then = (Operand("value", f.start, f.end) for f in figures)
    agrees = Finding(
        "growth", "confirmed", (now, growth), "48 × (1 + 65.1%) = 79.25 ≈ 80", Decimal(80), "EFLOPS", None, None, True
    )
    fails = Finding("part", "contradiction", (now, then), "120 > 80", Decimal(120), "EFLOPS", Decimal(0), Decimal(80))
    return agrees, fails


class FakeWorkspace:
    """Answers by rote; adds, removes and restores in memory."""

    def __init__(self, empty: bool = False, pause: float = 0.0) -> None:
        views = (
            ()
            if empty
            else (_sample(), ArticleView("hostile", HOSTILE.split("\n")[0], None, None, "javascript:alert(1)", HOSTILE))
        )
        self._views = {view.id: view for view in views}
        self._bin: dict[str, ArticleView] = {}
        self._pause = pause
        self.warmed = 0

    def ask(self, question: str, dense: bool = True) -> Answer:
        time.sleep(self._pause)
        cited = tuple(self._evidence(key) for key in ("sample", "hostile") if key in self._views)
        if "增速" in question:
            repair = _sample().figures[1].repair
            assert repair is not None
            return Answer(
                question,
                "截至2024年6月，智能算力规模同比增长65.1%。",
                ("65.1%",),
                "fact",
                0.7,
                evidence=cited[:1],
                repairs=(repair,),
            )
        if "占比" in question:
            return Answer(question, "占比为30.9%。", ("30.9%",), "derived", 0.8, formula="76 / 246 = 30.9%", evidence=cited)
        if "2031" in question or not cited:
            return Answer(question, "语料中没有2031年的数字。", (), "not_in_corpus", 0.6, reason="有2024年、2026年，无2031年")
        if "冲突" in question:
            return Answer(question, "两篇文章说法不一：80与9。", ("80 EFLOPS", "9 EFLOPS"), "conflicting", 0.5, evidence=cited)
        return Answer(
            question, "截至2024年6月，全国智能算力规模为80 EFLOPS。", ("80 EFLOPS",), "fact", 0.93, evidence=cited,
            parse={"operation": "lookup", "indicator": "智能算力规模", "about": ["中国"]},
            sparql=("SELECT ?v WHERE { ?o sl:value ?v }",), series="智能算力规模", elapsed_ms=12.3,
        )  # fmt: skip

    def _evidence(self, key: str) -> Evidence:
        view = self._views[key]
        mark = "80EFLOPS" if key == "sample" else "9EFLOPS"
        start = view.text.rfind("。", 0, view.text.index(mark)) + 1
        start = start or view.text.index("\n") + 1
        end = view.text.index("。", start) + 1
        return Evidence(key, view.title, view.text[start:end], start, end, view.published)

    def examples(self, n: int = 6) -> list[str]:
        return (
            ["2024年6月智能算力规模是多少？", "智能算力规模的同比增速是多少？", "智能算力占比是多少？", "2031年智能算力规模？"][
                :n
            ]
            if self._views
            else []
        )

    def articles(self) -> list[ArticleInfo]:
        return [
            ArticleInfo(
                v.id,
                v.title,
                v.published,
                v.source,
                len(v.mentions),
                len(v.figures),
                len(v.repairs),
                len(v.warnings),
                v.ledger,
                sum(f.severity != "confirmed" for f in v.findings),
            )
            for v in self._views.values()
        ]

    def entities(self, type: str | None = None) -> list[EntityRow]:
        rows = [
            EntityRow("https://w3id.org/suanli/id/entity/1", "Center", "临港智算中心", None, ("临港中心",), 2, 1),
            EntityRow("https://w3id.org/suanli/id/entity/2", "Organization", "<b>示例云</b>", None, (), 1, 1),
        ]
        return [row for row in rows if self._views and type in (None, row.type)]

    def entity(self, name: str) -> dict[str, object]:
        row = next((row for row in self.entities() if name in (row.iri, row.name)), None)
        if row is None:
            raise EntityUnknown(f"图里没有叫“{name}”的实体")
        sense = {"name": row.name, "iri": row.iri, "score": 0.85, "reason": "同音"}
        mention = {
            "text": "临港智算中心",
            "start": 50,
            "end": 56,
            "sentence": "临港智算中心采用<i>昇腾910B</i>。",
            "called": None,
        }
        relation = {
            "direction": "out",
            "predicate": "operatedBy",
            "other": "示例云公司",
            "inferred": False,
            "quote": "由示例云公司运营",
        }
        figure = {
            "time": "2024-06",
            "indicator": "算力规模",
            "value": 80,
            "unit": "EFLOPS",
            "status": "actual",
            "quote": "达80EFLOPS",
        }
        link = {"article": "sample", "called": "临港智算中新", "outcome": "linked", "chosen": sense, "candidates": []}
        decision = {"date": "2026-11-24", "action": "merge", "name": "临港中心", "into": row.name, "reason": "同一处"}
        return {
            "iri": row.iri, "type": row.type, "name": row.name, "identity": row.identity, "aliases": list(row.aliases),
            "identifiers": {"wikidata": "Q1"}, "relations": [relation | {"title": "算力年报"}], "figures": [figure | {"title": "算力年报"}],
            "articles": [{"article": "sample", "title": "算力年报", "published": None, "mentions": [mention]}],
            "links": [link], "decisions": [decision],
        }  # fmt: skip

    def article(self, article_id: str) -> ArticleView:
        if article_id not in self._views:
            raise ArticleUnknown(f"没有文章 {article_id}")
        return self._views[article_id]

    def add(
        self,
        files: Sequence[tuple[str, bytes]],
        published: date | None,
        source: str | None,
        progress: Callable[[int, int, str], None] | None,
    ) -> AddReport:
        added, failed = [], []
        for number, (name, data) in enumerate(files):
            time.sleep(self._pause)
            if progress:
                progress(number, len(files), name)
            key, text = name.rsplit(".", 1)[0], data.decode("utf-8", "replace")
            if len(text.strip().split("\n")) < 2:
                failed.append((name, "只有标题，没有正文"))
                continue
            self._views[key] = ArticleView(key, text.split("\n")[0], published, source, None, text)
            added.append(key)
        return AddReport(tuple(added), tuple(failed))

    def remove(self, article_id: str) -> None:
        self._bin[article_id] = self._views.pop(article_id)

    def restore(self, article_id: str) -> None:
        self._views[article_id] = self._bin.pop(article_id)

    def series(self, indicator: str, about: str | None) -> list[SeriesPoint]:
        rows = (
            ("2022", 41, "actual", False),
            ("2023", 60, "actual", True),
            ("2024-06", 80, "actual", False),
            ("2026", 120, "forecast", False),
        )
        return [
            SeriesPoint(
                p,
                date(int(p[:4]), int(p[5:] or 1), 1),
                Decimal(v),
                "EFLOPS",
                Decimal(v),
                "EFLOPS",
                "中国",
                s,
                "sample",
                "智能算力规模",
                r,
                0.9,
            )
            for p, v, s, r in rows
        ]

    def sparql(self, query: str, format: str) -> QueryResult:
        time.sleep(self._pause)
        if "SLOW" in query:
            raise QueryTimeout("查询超过10秒，已停止")
        if "CONSTRUCT" in query:
            return QueryResult('<x:a> <x:b> "智能算力规模" .\n'.encode(), "graph")
        if format == "csv":
            return QueryResult(b"name,value\r\nsample,80\r\n", "bindings")
        body = (
            '{"head":{"vars":["name","value"]},"results":{"bindings":[{"name":{"type":"literal","value":"智能算力规模"},'
            '"value":{"type":"literal","datatype":"http://www.w3.org/2001/XMLSchema#decimal","value":"80"}}]}}'
        )
        return QueryResult(body.encode(), "bindings")

    def conflicts(self) -> list[dict[str, object]]:
        return fake_conflicts() if self._views else []

    def status(self) -> dict[str, object]:
        return {"articles": len(self._views), "triples": 1234, "dense": "ready"}

    def warm(self) -> None:
        self.warmed += 1
