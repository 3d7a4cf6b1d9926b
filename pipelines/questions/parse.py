"""Question -> Parse: what is asked for, by which operation, about whom, when, with which content words left."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from kg.indicators import Indicator, indicators
from kg.lexicon import lexicon
from kg.model import Mention, Quantity, TimeExpression
from kg.terms import storable
from kg.units import MULTIPLIER, dimension, units
from pipelines.language.nlp import Analysis, analyse
from pipelines.questions.content import Term, content_terms
from pipelines.questions.english import english_times
from pipelines.questions.words import AskedRule, question_words

MAX_QUESTION = 500  # characters; a question is a sentence, what is longer is an article
_HAN = re.compile(r"[\u4e00-\u9fff]")
_ASKED_UNIT = re.compile(
    r"(?:多少|几|how many|how much|(?:换算|折算|折合)[成为到]?)\s*(?P<unit>EFLOPS|PFLOPS|TFLOPS|TOPS|[EPT](?![a-z])|万?亿?(?:美元|元|标准机架|机架|架)|"
    r"纳米|nm|毫秒|ms|GB|TB|瓦|W|千瓦|MW|%|百分点|万亿亿次|亿亿次|[大个家条项款座台张颗种类位次倍成所名人处期层核枚套块片篇笔户天年月亩届路])",
    re.IGNORECASE,
)
_TARGET = re.compile(r"多少|几|[成为到]|\b(?:to|in|how (?:many|much))\b")
_BARE_YEAR = re.compile(
    r"(?<=(?<!\d)20\d\d)(?=[上下]半年|[一二三四]季度|Q[1-4]|H[12])"
)  # 2023上半年: the 年 that speech leaves out
_LEVEL = re.compile(r"(什么|啥|何种)(水平|规模|量级|程度|位置|名次)")
# What follows a bare 算力 and makes it the modifier of something else, not the thing measured.
_MODIFIES = re.compile(
    r"市场|产业|企业|中心|芯片|平台|需求|租赁|服务|项目|基础设施|设施|网|发展|领域|枢纽|节点|集群|资源|大会|成本|结构|调度|并网|供需|闲置|浪费|产品|国力"
)
_TOTAL = re.compile(r"总共|一共|共计|合计|总额")
_HOW_MANY = re.compile(r"多少|几[个座家处]|how many", re.IGNORECASE)
_RANK = re.compile(r"第几|排名|名次|排(在|到)?(全|世|国|中)[^，。？?]{0,4}(哪|几)")
_NATIONAL = re.compile(r"全国|我国|国内|中国(?![移联电铁工科信农银])|national|China's|in China|nationwide", re.IGNORECASE)
_MONEY = re.compile(r"多少钱|花了?多少|how much money", re.IGNORECASE)
_COUNTRY = frozenset({"中国"})  # the whole country is the default scope of such news: naming it adds no constraint


@dataclass(frozen=True, slots=True)
class Parse:
    """A question taken apart. ``terms`` are its content words without times; names are among them with ``name`` set."""

    question: str
    english: bool
    operation: str
    asked: str  # figure, date, who, name, list, why, how, clause, or an entity type of contract.md
    plural: bool
    indicators: tuple[Indicator, ...]
    names: tuple[Mention, ...]
    times: tuple[TimeExpression, ...]
    quantities: tuple[Quantity, ...]
    unit: str | None  # asked for: 多少P, 多少亿美元
    predicates: tuple[str, ...]
    terms: tuple[Term, ...]
    quoted: tuple[str, ...] = ()  # what stands in quotes: a name, or words the text must hold
    defined: str | None = None  # X of 什么是X, X是什么
    precision: str | None = None  # FP32, INT8 ...
    members: tuple[str, ...] = ()  # of a group word: 三大运营商
    post: bool = False  # a person's post is asked for
    number: int | None = None  # how many answers: 哪三个部门
    counted: str | None = None  # the noun counted: 领域 in 多少个领域
    duration: bool = False  # 多久, 多长时间
    head: str | None = None  # the noun asked for: 芯片 in 什么芯片
    sides: tuple[str, ...] = ()  # A and B of "A和B，哪个更高"

    @property
    def dimension(self) -> str | None:
        """Dimension of the asked unit, None where no unit is named."""
        if _RANK.search(self.question):
            return "rank"
        if self.unit is None and _MONEY.search(self.question):
            return "money"
        return dimension(self.unit) if self.unit else None

    @property
    def periods(self) -> list[str]:
        """Values of the times that the question names and something anchors."""
        return [t.value for t in self.times if t.value]

    @property
    def time_words(self) -> str:
        """Those times in the question's words."""
        return "、".join(t.text for t in self.times if t.value)

    @property
    def national(self) -> bool:
        """The question is about the whole country and names no part of it."""
        return bool(_NATIONAL.search(self.question)) and not self.constraints and not self.members

    @property
    def constraints(self) -> tuple[Mention, ...]:
        """Names that the evidence has to meet."""
        return tuple(name for name in self.names if name.canonical not in _COUNTRY)


def parse(question: str) -> Parse:
    """The parse of ``question``; total: an empty or senseless question gives a parse without terms."""
    text = unicodedata.normalize("NFKC", storable(question[:MAX_QUESTION])).replace("\0", " ").strip()
    text = _BARE_YEAR.sub("年", text)
    english = not _HAN.search(text) or len(_HAN.findall(text)) * 3 < len(re.findall(r"[A-Za-z]+", text))
    words = question_words()
    rule = words.asked_for(text)
    analysis = analyse(text, None, tagger=False)
    found = _indicators(text)
    operation = _operation(text, rule)
    names = _names(analysis)
    times = analysis.times or english_times(text)
    quoted = _quoted(text, names)
    return Parse(
        question=text,
        english=english,
        operation=operation,
        asked=_asked(rule, operation, found, text),
        plural=bool(words.plural.search(text)) or bool(rule and rule.plural),
        indicators=found,
        names=names,
        times=times,
        quantities=analysis.quantities,
        unit=_asked_unit(text, operation),
        predicates=words.predicates(text),
        terms=content_terms(_pieces(analysis, times), names, _aliases(names), quoted),
        quoted=quoted,
        defined=words.defined(text),
        precision=words.precision(text),
        members=words.members(text),
        post=bool(words.post.search(text)),
        number=_how_many(text),
        duration=bool(re.search(r"多久|多长时间|时长|how long", text, re.IGNORECASE)),
        head=_head(text),
        counted=_counted(text),
        sides=_sides(text),
    )


def _asked_unit(text: str, operation: str) -> str | None:
    """The unit that the answer is wanted in; a conversion may ask for any unit of the lexicon: 折合多少元/兆瓦时."""
    if operation == "convert":
        for at in (match.end() for match in _TARGET.finditer(text)):
            start = at + len(text[at:]) - len(text[at:].lstrip())
            size = MULTIPLIER.match(text, start)
            found = units().match(text, start) or (units().match(text, size.end()) if size else None)
            if found:
                below = units().match(text, found[0] + 1) if text.startswith("/", found[0]) else None
                return text[start : (below or found)[0]]
    unit = _ASKED_UNIT.search(text)
    return unit["unit"] if unit else None


def _operation(text: str, rule: AskedRule | None) -> str:
    """The operation; whose figure is the largest is asked before what figure, and a group's total is a sum."""
    words = question_words()
    if rule is not None and rule.type not in ("figure", "why", "how", "date", "clause", "list"):
        return words.extreme(text) or words.operation(text)
    if words.members(text) and _TOTAL.search(text):
        return "sum"
    return words.operation(text)


def _asked(rule: AskedRule | None, operation: str, found: tuple[Indicator, ...], text: str) -> str:
    """What kind of thing answers the question. Without a question word a known indicator asks for its figure."""
    figures = operation in ("growth_base", "growth", "share", "ratio", "difference", "sum", "convert")
    if rule is None:
        return "figure" if found or figures else "clause"
    if figures and rule.type in ("name", "list", "how"):
        return "figure"
    if rule.type == "name" and found and _LEVEL.search(text):
        return "figure"
    return rule.type


_WANTED = re.compile(r"哪(?P<zh>[二两三四五六七八九十])|哪(?P<digit>\d)|\b(?P<en>two|three|four|five)\b")
_NUMERALS = dict(zip("二两三四五六七八九十", (2, 2, 3, 4, 5, 6, 7, 8, 9, 10), strict=True)) | {
    "two": 2, "three": 3, "four": 4, "five": 5,
}  # fmt: skip


_HEAD = re.compile(
    r"(?:什么|啥|何种|哪一?[个种款类项座家些位]?|哪[二两三四五六七八九十][个种款类项座家位])(?:样的)?(?P<noun>[\u4e00-\u9fff]{2,6}?)(?=[来以为是在的，。？?与和]|$)"
)
_SIDES = re.compile(
    r"^(?:在)?(?P<one>[^，。？?]{2,16}?)(?:和|与|跟|同|比)(?P<two>[^，。？?]{2,16}?)(?:的(?P<what>[^，。？?哪谁]{2,10}))?[，,]?(?:相比|相差|差|哪|谁|之间|比|多|少|高|低|大|小|快|慢)"
)


_PERIOD = re.compile(r"\d年|[上去前今]一?年|同期")


_COUNTED_BEFORE = re.compile(
    r"(?P<noun>[\u4e00-\u9fff]{2,6}?)(?:一?共|总共)?(?:有|是|提到了?|点名了?)(?:多少|几)[个家款座种]?[？?]?$"
)
_COUNTED = re.compile(r"(?:多少|几)[个家条项款座台种类位处所](?P<noun>[\u4e00-\u9fff]{2,4}?)(?=[提服做有是的，。？?和在]|$)")


def _counted(text: str) -> str | None:
    match = _COUNTED.search(text) or _COUNTED_BEFORE.search(text)
    return match["noun"] if match else None


def _head(text: str) -> str | None:
    match = _HEAD.search(text)
    return match["noun"] if match else None


def _sides(text: str) -> tuple[str, ...]:
    match = _SIDES.search(text)
    sides = tuple(match[name].split("的")[0] for name in ("one", "two")) if match else ()
    return () if any(_PERIOD.search(side) for side in sides) else sides


def _how_many(text: str) -> int | None:
    match = _WANTED.search(text)
    if not match:
        return None
    word = match["zh"] or match["digit"] or match["en"]
    return int(word) if word.isdigit() else _NUMERALS[word]


def _named_in_english(text: str) -> Iterator[Indicator]:
    """Indicators whose English name stands in ``text``, the longest names first, each stretch used once."""
    left = text.lower()
    named = [(label.lower(), i) for i in indicators() for label in (i.en, *i.alt_en)]
    for label, indicator in sorted(named, key=lambda pair: (-len(pair[0]), pair[0])):
        if re.search(rf"\b{re.escape(label)}\b", left):
            left = left.replace(label, " ")
            yield indicator


def _names(analysis: Analysis) -> tuple[Mention, ...]:
    """Mentions once each, in order; a name that is part of another is left to the longer one."""
    kept: list[Mention] = []
    for mention in sorted(analysis.mentions, key=lambda m: (m.start, m.start - m.end)):
        inside = any(k.start <= mention.start and mention.end <= k.end for k in kept)
        if not inside and mention.canonical not in {k.canonical for k in kept}:
            kept.append(mention)
    return tuple(kept)


def _pieces(analysis: Analysis, times: tuple[TimeExpression, ...]) -> list[str]:
    """Tokens outside names, times and quantities' numbers."""
    taken = [(m.start, m.end) for m in analysis.mentions] + [(t.start, t.end) for t in times]
    taken += [match.span() for match in _QUOTES.finditer(analysis.text)]
    taken += [match.span() for pattern, _ in question_words().groups for match in pattern.finditer(analysis.text)]
    return [token.text for token in analysis.tokens if not any(start < token.end and token.start < end for start, end in taken)]


def _indicators(text: str) -> tuple[Indicator, ...]:
    """Indicators that the question names. 算力 alone may be a country's or a chip's; a counted noun (智算中心) is an indicator
    only where its number is asked for."""
    scheme = indicators()
    found: dict[str, Indicator] = {}
    for hit in scheme.scan(text):
        label = text[hit.start : hit.end]
        counted = hit.indicator.dimensions == ("count",) and not label.endswith(("数", "量", "数量"))
        if counted and not _HOW_MANY.search(text):
            continue
        if label.endswith(("算力", "智算")) and _MODIFIES.match(text[hit.end :]):
            continue
        found[hit.indicator.key] = hit.indicator
        whole = scheme.named("算力规模") if label == "算力" else None
        if whole is not None:
            found[whole.key] = whole
    for indicator in _named_in_english(text) if text.isascii() else ():
        found.setdefault(indicator.key, indicator)
    levels = [i for i in found.values() if i.dimensions != ("count",)]
    return tuple(levels or found.values())


_QUOTES = re.compile(r"[“\"「《]([^“”\"「」《》]{2,20})[”\"」》]")


def _quoted(text: str, names: tuple[Mention, ...]) -> tuple[str, ...]:
    """Short quotations of the question that are no known name."""
    known = {name.text.strip('“”"《》') for name in names}
    return tuple(q for q in _QUOTES.findall(text) if not re.search(r"\d", q) and not any(q in k or k in q for k in known))


def _aliases(names: tuple[Mention, ...]) -> dict[str, frozenset[str]]:
    """Other known forms of the named entities, by canonical name."""
    return {
        name.canonical: frozenset(form for entry in lexicon().named(name.canonical) for form in entry.surfaces) for name in names
    }
