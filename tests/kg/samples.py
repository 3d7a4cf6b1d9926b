"""Small extractions made by hand, so that tests of the graph need no pipeline."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kg.model import (
    Article,
    EntityType,
    Extraction,
    Figure,
    IgnoredNumber,
    Ledger,
    Mention,
    NumberRepair,
    Relation,
    Sentence,
    TextRepair,
)


@dataclass(frozen=True)
class Said:
    """A sentence that gives one figure: 截至2024年6月，甲市智能算力规模达80EFLOPS。"""

    place: str = "甲市"
    value: str = "80"
    written: str | None = None
    unit: str = "EFLOPS"
    time: str | None = "2024-06"
    repair: NumberRepair | None = None

    @property
    def number(self) -> str:
        return (self.written or self.value) + self.unit

    @property
    def text(self) -> str:
        return f"截至{self.time}，{self.place}智能算力规模达{self.number}。"


@dataclass(frozen=True)
class Runs:
    """A sentence that states one relation: 乙智算中心由丙公司运营。"""

    center: str = "乙智算中心"
    company: str = "丙公司"

    @property
    def text(self) -> str:
        return f"{self.center}由{self.company}运营。"


def extraction(
    article_id: str = "a",
    facts: Sequence[Said | Runs] = (Said(), Runs()),
    title: str = "算力消息",
    source: str | None = "示例日报",
) -> Extraction:
    """An article that says ``facts``, a sentence each after the title."""
    texts = [title, *(fact.text for fact in facts)]
    text = title + "\n" + "".join(texts[1:])
    starts = [0, *(len(title) + 1 + sum(map(len, texts[1:n])) for n in range(1, len(texts)))]
    places = list(zip(facts, starts[1:], strict=True))
    figures = tuple(_figure(fact, at) for fact, at in places if isinstance(fact, Said))
    return Extraction(
        article=Article(
            article_id, title, text.partition("\n")[2], date(2024, 7, 1), source, None, f"hash-{article_id}", "utf-8"
        ),
        text=text,
        sentences=tuple(Sentence(n, at, at + len(t), t) for n, (at, t) in enumerate(zip(starts, texts, strict=True))),
        mentions=tuple(m for fact, at in places for m in _mentions(fact, at)),
        figures=figures,
        relations=tuple(_relation(fact, at) for fact, at in places if isinstance(fact, Runs)),
        repairs=(TextRepair(0, 2, text[0] + "\n" + text[1], text[:2], "hard_wrap"),),
        ignored=tuple(
            IgnoredNumber(at + 2, at + 6, "2024", "date") for fact, at in places if isinstance(fact, Said) and fact.time
        ),
        ledger=Ledger(2 * len(figures), len(figures), len(figures), 0),
        warnings=("没有网址",),
    )


def _figure(fact: Said, at: int) -> Figure:
    start = at + fact.text.index("达") + 1
    quote_start = at + fact.text.index("，") + 1
    return Figure(
        start=start,
        end=start + len(fact.number),
        as_written=fact.number,
        indicator="智能算力规模",
        value=Decimal(fact.value),
        unit=fact.unit,
        lower=None,
        upper=None,
        time=fact.time,
        time_basis="stated",
        scope=fact.place,
        scope_type="Place",
        qualifier="exact",
        status="actual",
        basis=None,
        precision=None,
        statistician="示例研究院",
        quote=fact.text[quote_start - at : -1],
        quote_start=quote_start,
        confidence=0.9,
        known_indicator=True,
        metric="智能算力规模",
        repair=fact.repair,
    )


def _relation(fact: Runs, at: int) -> Relation:
    return Relation(
        fact.center, "Center", "operatedBy", fact.company, "Organization", fact.text[:-1], at, 0.8, inferred=False
    )  # fmt: skip


def _mentions(fact: Said | Runs, at: int) -> list[Mention]:
    names: list[tuple[str, EntityType]] = (
        [(fact.place, "Place")] if isinstance(fact, Said) else [(fact.center, "Center"), (fact.company, "Organization")]
    )
    return [
        Mention(start, start + len(name), name, kind, name, 0.95, "grammar")
        for name, kind in names
        for start in (at + fact.text.index(name),)
    ]
