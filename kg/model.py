"""The words of the house: frozen dataclasses, standard library only.

One word per concept (see docs/glossary.md). All offsets count Unicode code points of the *clean* text of an
article, unless a field says otherwise; ``end`` is exclusive. Figures use ``decimal.Decimal``, never float.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

EntityType = Literal["Center", "Chip", "Policy", "Organization", "Place", "Person", "Event", "Model"]
Predicate = Literal[
    "locatedIn", "operatedBy", "builtBy", "usesChip", "madeBy", "issuedBy",
    "issuedOn", "partOf", "memberOf", "hasTarget", "competitorOf",
]  # fmt: skip
Qualifier = Literal["exact", "over", "under", "about", "forecast", "target"]
Status = Literal["actual", "forecast", "target"]
FindingKind = Literal["growth", "points", "sum", "part", "share", "shares", "slip", "repeat", "range"]
Severity = Literal["confirmed", "contradiction", "suspicious"]
Outcome = Literal["linked", "new", "ambiguous", "decided"]
Role = Literal["value", "base", "growth", "total", "part", "share", "whole", "other"]
State = Literal["fact", "derived", "conflicting", "partial", "text", "not_in_corpus", "ambiguous"]

ENTITY_TYPES: tuple[EntityType, ...] = (
    "Center", "Chip", "Policy", "Organization", "Place", "Person", "Event", "Model",
)  # fmt: skip
PREDICATES: tuple[Predicate, ...] = (
    "locatedIn", "operatedBy", "builtBy", "usesChip", "madeBy", "issuedBy",
    "issuedOn", "partOf", "memberOf", "hasTarget", "competitorOf",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Article:
    """An article file as read: decoded, front matter taken off, not yet repaired."""

    id: str  # file name without folder and ending, or the front matter's id
    title: str
    body: str  # raw body: everything after the title line, as decoded
    published: date | None
    source: str | None
    url: str | None
    sha256: str  # of the file's bytes
    encoding: str


@dataclass(frozen=True, slots=True)
class TextRepair:
    """A change made between raw and clean text (a wrap undone, a width folded)."""

    start: int  # in the clean text
    end: int
    raw: str
    clean: str
    rule: str
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class CleanText:
    """Clean text with the way back: ``raw_at[i]`` is the raw offset of clean character ``i`` (one more entry for the end)."""

    text: str
    raw_at: tuple[int, ...]
    repairs: tuple[TextRepair, ...]


@dataclass(frozen=True, slots=True)
class Sentence:
    index: int
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in the text. ``canonical`` is the entity's usual (agencies: official) name."""

    start: int
    end: int
    text: str
    type: EntityType
    canonical: str
    confidence: float
    source: Literal["lexicon", "grammar", "model", "coreference"]
    entry: str | None = None  # key of the lexicon entry, where there is one
    identity: str | None = None  # what tells the entity from others; None: type and canonical name do
    called: str | None = None  # the canonical name as the article alone gives it, where linking or a decision gave another one


@dataclass(frozen=True, slots=True)
class Sense:
    """An entity that a name may mean: how sure (0 to 1), and what speaks for it, in words."""

    type: EntityType
    canonical: str
    identity: str | None
    score: float
    reason: str


@dataclass(frozen=True, slots=True)
class Link:
    """What a name of an article was taken for, where that is not plain: one for each type and name of the article.

    ``outcome``: linked to ``chosen``; new, an entity of its own; ambiguous, kept apart for want of a clear winner; decided by a person.
    """

    type: EntityType
    called: str  # the canonical name as the article alone gives it
    outcome: Outcome
    chosen: Sense
    rivals: tuple[Sense, ...] = ()  # best first


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit as the text has it, before anybody asks what it means.

    ``start:end`` covers number, unit and attached qualifier words (超830万架, 每秒197EFlops, 30%以上).
    ``unit`` keeps 万/亿 as a reader would write them (830 and 万架; 2000 and 亿元; 65 and %); "" for a bare number.
    """

    start: int
    end: int
    text: str
    number_start: int  # the digits alone
    number_end: int
    value: Decimal
    unit: str
    lower: Decimal | None
    upper: Decimal | None
    qualifier: Literal["exact", "over", "under", "about"]
    kind: str  # dimension of the unit in kg/lexicon/units.yaml: percent, compute, money, count, ratio, rank, length ...; "bare" without unit
    group: int | None = None  # shared by the members of one list: 85.0/98.3/111.5, 130亿、650亿和1750亿
    equivalent_of: int | None = None  # start of the quantity that this one repeats in brackets: 1.97万亿亿次（197EFLOPS）


@dataclass(frozen=True, slots=True)
class IgnoredNumber:
    """A number that is no figure: part of a date, a model number, an ordinal, a name. Or, unresolved, one nobody explains."""

    start: int
    end: int
    text: str
    reason: str  # date, model_number, ordinal, name, idiom, ... ; "unresolved" where no rule explains it
    value: Decimal | None = field(default=None, compare=False)  # where the scanner reads one; not kept in the graph


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A time in the text, resolved. ``value``: YYYY, YYYY-MM, YYYY-MM-DD or start/end; None where nothing anchors it."""

    start: int
    end: int
    text: str
    value: str | None
    basis: Literal["stated", "context", "published", "none"]
    role: Literal["point", "by", "since", "range", "duration"] = "point"  # 截至/到 -> by


@dataclass(frozen=True, slots=True)
class NumberRepair:
    """Why the number read may not be the number printed. ``alternatives`` are values in the figure's own unit."""

    raw: str
    rule: str
    confidence: float
    alternatives: tuple[Decimal, ...] = ()
    corroborated_by: tuple[str, ...] = ()  # ids of other articles that print the value read here


@dataclass(frozen=True, slots=True)
class Reported:
    """What another article states with an undamaged number: the measure against which a damaged one is read."""

    article: str  # id
    indicator: str
    scope: str
    value: Decimal
    unit: str
    time: str | None
    status: Status
    basis: str | None
    precision: str | None


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity that means something: an observation with indicator, time, scope, and who said it."""

    start: int
    end: int
    as_written: str
    indicator: str  # prefLabel of kg/lexicon/indicators.yaml, or the noun phrase of the text for a candidate indicator
    value: Decimal
    unit: str
    lower: Decimal | None
    upper: Decimal | None
    time: str | None
    time_basis: str | None
    scope: str | None  # what it is about: canonical name
    scope_type: EntityType | None
    qualifier: Qualifier
    status: Status
    basis: str | None  # 同比, 环比, 累计, 占比:<of what>
    precision: str | None  # FP64, FP32, FP16, BF16, INT8 ...
    statistician: str | None  # who counted or said it: canonical name
    quote: str  # the clause; equals text[quote_start:quote_start + len(quote)]
    quote_start: int
    confidence: float
    known_indicator: bool = False  # True: indicator is in the scheme
    metric: str = (
        ""  # the indicator as this text words it (新建大型数据中心PUE under the indicator PUE): what `suanli extract` prints
    )
    repair: NumberRepair | None = None


@dataclass(frozen=True, slots=True)
class Relation:
    subject: str  # canonical
    subject_type: EntityType
    predicate: Predicate
    object: str  # canonical, or text for hasTarget and issuedOn
    object_type: EntityType | None  # None: the object is a literal
    quote: str
    quote_start: int
    confidence: float
    inferred: bool = False  # only a name implies it


@dataclass(frozen=True, slots=True)
class Operand:
    """A figure's part in a finding: the figure at ``start:end``."""

    role: Role
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Finding:
    """What the article's own arithmetic says of its figures: that they agree, exclude one another, or look wrong.

    ``formula`` shows it with the printed numbers (47 × (1 + 66%) = 78.02 ≈ 78). ``printed`` is the number checked, ``lower`` and
    ``upper`` bound what the others lead to (None: no bound), all three in ``unit``. Where another number would make it agree,
    ``suspect`` is the start of the figure it would stand for: ``suggestion`` another reading of a repaired number, in that figure's
    unit, or ``slip`` the power of ten by which its unit would be off.
    """

    kind: FindingKind
    severity: Severity
    operands: tuple[Operand, ...]  # in text order
    formula: str
    printed: Decimal
    unit: str
    lower: Decimal | None
    upper: Decimal | None
    repaired: bool = False  # an operand is a reading of a damaged number
    suspect: int | None = None
    suggestion: Decimal | None = None
    slip: int = 0


def in_order(finding: Finding) -> tuple[list[tuple[int, int]], str]:
    """What findings are sorted by: where their operands stand."""
    return [(o.start, o.end) for o in finding.operands], finding.kind


@dataclass(frozen=True, slots=True)
class Ledger:
    """numbers == extracted + ignored + unresolved, always."""

    numbers: int
    extracted: int
    ignored: int
    unresolved: int


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that one article says. ``text`` is title + "\\n" + clean body, the text every offset refers to."""

    article: Article
    text: str
    sentences: tuple[Sentence, ...]
    mentions: tuple[Mention, ...]
    figures: tuple[Figure, ...]
    relations: tuple[Relation, ...]
    repairs: tuple[TextRepair, ...]
    ignored: tuple[IgnoredNumber, ...]
    ledger: Ledger
    warnings: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    links: tuple[Link, ...] = ()  # by type and name


@dataclass(frozen=True, slots=True)
class Evidence:
    article: str
    title: str
    quote: str
    start: int
    end: int
    published: date | None


@dataclass(frozen=True, slots=True)
class Answer:
    """What ``suanli ask --json`` prints (contract.md), plus what the page shows beside it."""

    question: str
    answer: str
    answers: tuple[str, ...]
    state: State
    confidence: float
    reason: str | None = None
    formula: str | None = None
    evidence: tuple[Evidence, ...] = ()
    parse: dict[str, object] = field(default_factory=dict)
    sparql: tuple[str, ...] = ()
    repairs: tuple[NumberRepair, ...] = ()  # repairs behind the numbers of the answer
    series: str | None = None  # indicator whose series is worth a chart
    rewritten: str | None = (
        None  # the question by which a language model's rewrite was answered, where the one asked was declined
    )
    reworded: bool = False  # ``answer`` is in a language model's words, which say nothing that the plain answer did not
    elapsed_ms: float = 0.0

    @property
    def abstained(self) -> bool:
        return self.state in ("not_in_corpus", "ambiguous")
