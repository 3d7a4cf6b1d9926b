"""What all candidates from sentences share: how they are scored, and what cannot be an answer."""

from __future__ import annotations

import re
from dataclasses import replace

from pipelines.questions.content import best_layer, fold, match
from pipelines.questions.evidence import View, asks
from pipelines.questions.parse import Parse
from pipelines.questions.periods import fits
from pipelines.questions.score import SENTENCE, Candidate, explained, layers, missing_names, time_fit

# In an article about one thing the thing is named once and meant throughout: for an argument of the very predicate asked about, the
# sentence before and the title count for more than for a span that merely stands near.
_BEFORE, _TITLE, _EARLIER = 0.8, 0.8, 0.6
_SERIES = re.compile(
    r"(?P<number>第?[一二三四五六七八九十\d]{1,3}|首|上一?|下一?|本|[A-H]\+?)(?P<unit>期|轮|届|号楼|代(?!工|码|表|理)|批(?!复|准|发|量))"
)
_ASKED = re.compile(r"^(?:有|当)?(?:记者|有人|投资者|网友)?(?:问及|问道|提问|追问)[^，]*。?$")
_NUMBER = re.compile(r"(?:前|[这那]|的|^)(?P<number>[两三四五六七八九十])(?:名|位|强|大|个|条|家|类|种|项|点)")
_NUMERALS = dict(zip("两三四五六七八九十", (2, 3, 4, 5, 6, 7, 8, 9, 10), strict=True))
_EXCEPT = re.compile(r"除(?:了|去|开)?(?P<what>[^，。？?还也]{1,20}?)(?:之外|以外|外|，|还|也)")
_EDITION = re.compile(r"(?P<year>20\d\d)年?度?[\u4e00-\u9fff]{0,12}?(?:大会|论坛|峰会|年会|博览会)")
_FIRST = ("一", "首", "1", "本")
_VERSION = re.compile(
    r"(?P<stem>[\u4e00-\u9fff]{2}|[A-Za-z]+)[- ]?(?P<version>\d+(?:\.\d+)?[A-Za-z]{0,2})(?![\d.]|[年月日万亿个张家项台座%％])"
)


def without_excepted(parse: Parse) -> Parse:
    """除了X还…: what is asked for is not X, so X need not stand beside it."""
    match_ = _EXCEPT.search(parse.question)
    if not match_:
        return parse
    terms = tuple(t for t in parse.terms if t.text not in match_["what"])
    return replace(parse, terms=terms)


def scored(parse: Parse, view: View, at: int, answers: tuple[str, ...], kind: str = "span") -> Candidate:
    """The candidate ``answers`` at offset ``at`` of the sentence; the question's times and names must be met around it."""
    around = layers(view, at)
    found = _named(parse, Candidate(kind, answers, explained(parse, around), (view,)), around)
    focus = max((t for t in parse.terms if not t.name), key=lambda t: t.weight, default=None)
    if focus is not None and best_layer(focus, around) < SENTENCE - 0.1:
        found = found.better(-0.08, f"句中没有{focus.text}")
    return serial(parse, view, at, _timed(parse, view, found))


def _later(parse: Parse, view: View, at: int, found: Candidate) -> Candidate:
    """A name of the question that the sentence says only behind this clause is what the next clause is about."""
    end = view.clause_span(at)[1]
    before, after = fold(view.text[:end]), fold(view.text[end:])
    named = [t for t in parse.terms if t.name and match(t, after) > 0.9 and not match(t, before)]
    return found.better(-0.12, f"{named[0].text}在后") if named else found


def bound(parse: Parse, view: View, at: int, answers: tuple[str, ...], kind: str = "span") -> Candidate:
    """Like ``scored``, for an argument of the predicate or noun that the question names: its topic may stand further back."""
    _, previous, title, _ = view.folded
    around = [*layers(view, at), (previous, _BEFORE), (title, _TITLE), (view.before, _EARLIER)]
    found = _named(parse, Candidate(kind, answers, explained(parse, around), (view,)), around)
    return _later(parse, view, at, serial(parse, view, at, _timed(parse, view, found)))


def _named(parse: Parse, found: Candidate, around: list[tuple[str, float]]) -> Candidate:
    for term in missing_names(parse, around):
        found = found.better(-0.25, f"没有提到{term.text}").breaking(term.text)
    return found


def serial(parse: Parse, view: View, at: int, found: Candidate) -> Candidate:
    """二期, C轮, 第三届 of the question must not be another one in the clause, and a later one must be named somewhere near."""
    start, end = view.clause_span(at)
    found = _version(parse, view.text[start:end], view.text, found)
    edition = _EDITION.search(parse.question)
    told = {match_["year"] for match_ in _EDITION.finditer(f"{view.text} {view.previous} {view.title}")}
    if edition and told and edition["year"] not in told:
        found = found.better(-0.25, f"不是{edition.group()}").breaking(edition.group())
    asked = series(parse.question)
    if not any(n in _FIRST for n, _ in asked):
        later = {unit for number, unit in series(view.text[start:end]) if number not in _FIRST} - {unit for _, unit in asked}
        found = found.better(-0.06, f"说的是某{min(later)}") if later else found
    for number, unit in asked:
        here = {n for n, u in series(view.text[start:end]) if u == unit} or {n for n, u in series(view.text) if u == unit}
        if number in here:
            continue
        near = {n for n, u in series(f"{view.previous} {view.title} {view.next} {view.before}") if u == unit}
        if here or (number not in near and number not in _FIRST):
            found = found.better(-0.25, f"不是{number}{unit}").breaking(f"{number}{unit}")
    return found


def _version(parse: Parse, clause: str, sentence: str, found: Candidate) -> Candidate:
    """山海-2, C200 of the question must not be another version in the clause or, where that names none, in the sentence."""
    for stem, version in versions(parse.question):
        own, told = ([v for s, v in versions(text) if s == stem] for text in (clause, sentence))
        led = [v for s, v in versions(sentence[: sentence.find(clause) + len(clause)]) if s == stem]
        if told and version not in told:
            found = found.better(-0.25, f"不是{stem}{version}").breaking(f"{stem}{version}")
        elif (own and version not in own) or (not own and led and led[-1] != version):
            found = found.better(-0.15, f"分句说的不是{stem}{version}")
    return found


def versions(text: str) -> list[tuple[str, str]]:
    """Names with a number behind them, in order: (山海, 2), (C, 200)."""
    return [(found["stem"].upper(), found["version"].upper()) for found in _VERSION.finditer(text)]


def series(text: str) -> set[tuple[str, str]]:
    """Members of a series that ``text`` names: (二, 期), (C, 轮)."""
    return {(found["number"].removeprefix("第"), found["unit"]) for found in _SERIES.finditer(text)}


def _timed(parse: Parse, view: View, found: Candidate) -> Candidate:
    """The year or month asked for must be that of the sentence, of the one before, or of publication."""
    asked = parse.periods
    if not asked or parse.asked == "date":
        return found
    near = [t.value for t in view.times if t.value]
    published = view.published.isoformat() if view.published else None
    fit = max((time_fit(parse, value) or 0 for value in [*near, published]), default=0)
    if not fit and any(fits(a[:4], b) for a in asked for b in near):
        fit = 0.4
    if fit:
        return found.better(0.05 * fit, "时间相合")
    if any(fold(t.text) in part for t in parse.times for part in view.folded):
        return found
    return found.better(-0.2, f"时间不是{parse.time_words}").breaking(parse.time_words)


def asked_already(parse: Parse, text: str, canonical: str = "") -> bool:
    """The question itself says it, whole or, for a company, without its place and legal form."""
    question = fold(parse.question)
    if fold(text) in question or any(n.canonical == canonical for n in parse.names):
        return True
    core = re.sub(r"(?:股份|科技|技术|集团|控股|有限|责任|公司|电子|半导体)+$", "", fold(text)) if text.endswith("公司") else ""
    return len(core) >= 3 and any(len(core[cut:]) >= 3 and core[cut:] in question for cut in (0, 2, 3))


def counted(parse: Parse, found: Candidate) -> Candidate:
    """A list of as many members as the question asks for is likelier, one of a single member less."""
    number = number_asked(parse)
    if number is not None and len(found.answers) == number:
        return found.better(0.12, f"恰为{number}项")
    if len(found.answers) == 1 or (number is not None and len(found.answers) < number):
        return found.better(-0.2 if number else -0.08, "项数不足")
    return found


def number_asked(parse: Parse) -> int | None:
    """How many things the question wants: 哪三个, 前三名, 两条."""
    told = _NUMBER.search(parse.question) if parse.number is None else None
    return _NUMERALS.get(told["number"]) if told else parse.number


def is_question(sentence: str) -> bool:
    """A sentence that itself asks, or only says that somebody asked."""
    return asks(sentence) or bool(_ASKED.search(sentence))
