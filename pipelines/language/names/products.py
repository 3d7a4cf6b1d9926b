"""Chips that a text introduces itself: a head noun beside a name (AI芯片“某某 X300”, 某某N2加速卡), then their siblings.

Who reads 训练芯片某某 X300 once knows that X300E and X200 in the same article are of the same family. So names are found in two
steps: introductions, where a head noun (芯片, 加速卡, GPU) stands right beside a code, and then every code of the same form.
Process nodes, interfaces, roads and quarters have the form of a code but no such introduction.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from operator import attrgetter

from kg.lexicon import lexicon
from kg.model import Mention
from pipelines.language.names.coined import begins, coined_before, is_coined
from pipelines.language.names.words import any_of, words

_NAMED, _SIBLING, _WEAK = 0.85, 0.75, 0.65
_CODE = re.compile(
    r"(?<![A-Za-z0-9.-])(?:[A-Z][A-Za-z]{0,4}-?\d{1,5}[A-Z]{0,3}|(?<=[一-龥”」 ])\d{3,4}[A-Z]{0,2}|(?<=[一-龥])(?:[一二三四五六七八九十]|(?<!\d)\d)号)"
    r"(?![A-Za-z0-9%％.]|-\d)"
)
_LINK = r"(?:系列|产品|——|—|[-：:“「‘\"]|名为|命名为|叫做?|型号为?|\s)*"
_KIND = r"[”」’\"]?(?:系列)?\s?(?:通用|智能|训练|推理|AI|国产|训推一体|加速|计算|云端|旗舰|人工智能|量产)*\s?"
_MARKS = '“”「」‘’" '
_UNLIKE = re.compile(
    r"(?:[QH][1-4]|L[0-5]|[Xx]86|(?:ARM|Arm)[Vv]?\d+)$"
)  # quarters, half years, levels of driving, instruction sets
_NOT_AFTER = re.compile(r"\s?(?:工艺|制程|节点|高速|公路|国道|线|次列车|航班|号楼|出口|地块|级|科创|走廊)")
_AMOUNT = re.compile(r"\s?[%％万亿个台枚片颗张块款家元年月日瓦倍卡余多名架]")
_UNIT = re.compile(r"\d[WPGTVAKMBXHF]$")
_MORE = re.compile(r"\s?(?:[、/]|以?及|和|与)\s?")
_OWNED = re.compile(r"(?:（[^（）]{1,18}）)?的\s?$")  # 某厂（英文名）的 XY200
_END = attrgetter("end")


@dataclass(frozen=True, slots=True)
class Family:
    """What the codes of one article's products share: the proper word before them, the letters, how many digits, and the maker."""

    stem: str
    letters: str
    digits: int
    maker: str


@cache
def _left_head() -> re.Pattern[str]:
    return re.compile(rf"(?:{any_of('chip_heads')}){_LINK}$")


@cache
def _right_head() -> re.Pattern[str]:
    return re.compile(rf"{_KIND}(?:{any_of('chip_heads')})")


@cache
def _called() -> re.Pattern[str]:
    return re.compile(rf"(?:{any_of('chip_heads')})[^。；！？\n]{{0,24}}(?:命名为|定名为|型号为|取名)[“「]?$")


@cache
def _called_only() -> re.Pattern[str]:
    """A coined word in quotes behind a head in a clause on making or using it: 搭载自研芯片“某某”."""
    made = "搭载|发布|推出|研制|自研|研发|采用|流片|亮相|量产"
    return re.compile(
        rf"(?:{made})[^，。；！？\n“”]{{0,24}}(?:{any_of('chip_heads')})[“「](?P<name>[一-龥]{{2,4}})[”」](?!的?问题|化)"
    )


@cache
def _unlike() -> re.Pattern[str]:
    return re.compile(next(iter(words("code_not"))), re.IGNORECASE)


def chips(text: str, known: tuple[Mention, ...]) -> Iterator[Mention]:
    """Chips by an introduction, then by the form of their codes, and what is listed behind a known one (昇腾910B和910C)."""
    ends = {mention.end for mention in known}
    covered = _covered(text, known)
    makers = sorted((m for m in known if m.type == "Organization"), key=_END)
    families: dict[Family, None] = {}
    for match in _CODE.finditer(text):
        if covered[match.end() - 1]:
            continue
        start = _start(text, match, ends, covered)
        if start is None or not _introduces(text, start, match.end()):
            continue
        code, stem = match.group(), text[start : match.start()].strip(_MARKS)
        letters = re.match(r"[A-Za-z]*-?", code)
        family = Family(stem, letters.group() if letters else "", sum(map(str.isdigit, code)), _maker(start, makers))
        if not code.endswith("号"):
            families[family] = None
        name = (stem or family.maker) + code
        yield Mention(start, match.end(), text[start : match.end()], "Chip", name, _NAMED if stem else _WEAK, "grammar")
    for family in families:
        yield from _siblings(text, family, covered)
    for match in _called_only().finditer(text):
        if is_coined(match.group("name")):
            called = Mention(*match.span("name"), match.group("name"), "Chip", match.group("name"), _NAMED, "grammar")
            yield called
            yield from _coded(text, called)
    yield from _listed(text, known)
    yield from _beside(text, known, covered, makers)


_BRACKETED = re.compile(rf"[”」]\s?[（(](?P<code>{_CODE.pattern})[)）]")


def _coded(text: str, called: Mention) -> Iterator[Mention]:
    """The code in brackets behind a chip's name, “某某”（XD-136）, which is the same chip, and its like behind 上一代."""
    code = _BRACKETED.match(text, called.end)
    if code is None:
        return
    yield Mention(*code.span("code"), code.group("code"), "Chip", called.canonical, _NAMED, "grammar")
    letters = re.escape(code.group("code").rstrip("0123456789"))
    for like in re.finditer(rf"(?:上一代|前一代|上代|前代|下一代|前作)的?(?P<code>{letters}\d{{1,4}}(?!\d))", text):
        yield Mention(*like.span("code"), like.group("code"), "Chip", like.group("code"), _SIBLING, "grammar")


def _beside(text: str, known: Sequence[Mention], covered: bytearray, makers: Sequence[Mention]) -> Iterator[Mention]:
    """Codes in one list with a known chip (A10、XY200和HT30) are chips too, there and wherever the text has them; named with their maker."""
    codes: dict[str, None] = {}
    for mention in known:
        end = mention.end if mention.type == "Chip" else len(text)
        while (joint := _MORE.match(text, end)) and (more := _CODE.match(text, joint.end())) and more.group()[:2].isalpha():
            if not covered[more.start()] and not _unlike().match(more.group()) and not _NOT_AFTER.match(text, more.end()):
                codes[more.group()] = None
            end = more.end()
    forms = {form for code in codes if (form := _form(code)) is not None}
    ends = {maker.end: maker.canonical for maker in makers}
    found: dict[str, list[re.Match[str]]] = {}
    for match in _CODE.finditer(text) if codes else ():
        if (match.group() in codes or _form(match.group()) in forms) and not covered[match.start()]:
            found.setdefault(match.group(), []).append(match)
    owner_of: dict[str | None, str] = {}
    for code, places in found.items():
        owned = (_OWNED.search(text, max(0, m.start() - 24), m.start()) for m in places)
        maker = next((ends[owner.start()] for owner in owned if owner is not None and owner.start() in ends), "")
        owner_of[_form(code)] = owner_of.get(_form(code)) or maker
    for code, places in found.items():
        for match in places:
            yield Mention(*match.span(), code, "Chip", owner_of[_form(code)] + code, _SIBLING, "grammar")


def _form(code: str) -> str | None:
    """What the codes of one family share (XY and three digits of XY200 and XY300); None where two letters and three digits are not there."""
    shape = re.fullmatch(r"([A-Z]{2,5}-?)(\d{3,5})[A-Z]{0,3}", code)
    return f"{shape.group(1)}{len(shape.group(2))}" if shape else None


def _listed(text: str, known: Sequence[Mention]) -> Iterator[Mention]:
    """Bare numbers listed behind a known chip of the same family: 昇腾910B、910C, 思元370/590."""
    for mention in known:
        entry = lexicon().entries.get(mention.entry or "") if mention.type == "Chip" else None
        if entry is None or not entry.models or not entry.stem or not mention.text[-1:].isascii():
            continue
        number, end = re.compile(rf"(?:{entry.models})(?![A-Za-z0-9.%％])"), mention.end
        while (
            (joint := _MORE.match(text, end))
            and (more := number.match(text, joint.end()))
            and not _AMOUNT.match(text, more.end())
        ):
            yield Mention(*more.span(), more.group(), "Chip", entry.stem + more.group(), _SIBLING, "grammar", mention.entry)
            end = more.end()


def _introduces(text: str, start: int, end: int) -> bool:
    """Whether a head stands right before or behind the name, or the clause speaks of a chip and then names it (命名为)."""
    if _left_head().search(text, max(0, start - 24), start) or _right_head().match(text, end):
        return True
    return _called().search(text, max(0, start - 40), start) is not None


def _covered(text: str, known: Sequence[Mention]) -> bytearray:
    covered = bytearray(len(text) + 1)
    for mention in known:
        covered[mention.start : mention.end] = b"\1" * (mention.end - mention.start)
    return covered


def _start(text: str, code: re.Match[str], ends: Container[int], covered: bytearray) -> int | None:
    """Where the name begins that ends with ``code``: at its proper word, or at the code itself if that is telling enough."""
    written = code.group()
    letters = len(written) - len(written.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"))
    digits = sum(map(str.isdigit, written))
    if _UNLIKE.match(written) or _NOT_AFTER.match(text, code.end()) or (letters > 1 and _unlike().match(written)):
        return None
    if not letters and not written.endswith("号") and (_UNIT.search(written) or _AMOUNT.match(text, code.end())):
        return None
    closing = len(text[max(0, code.start() - 2) : code.start()].rstrip(" ”」")) + max(0, code.start() - 2)
    quoted = re.search(r"[“「]([一-龥]{2,4})[”」]$", text[max(0, closing - 5) : closing + 1])
    stem = closing - len(quoted.group(1)) if quoted else coined_before(text, closing, ends, rare=2000)
    if stem is not None and not covered[stem]:
        return stem
    return code.start() if letters > 1 or (letters and (digits > 2 or covered[closing - 1])) else None


def _maker(start: int, makers: Sequence[Mention]) -> str:
    """The organisation named within the twelve characters before ``start``."""
    before = makers[: bisect_right(makers, start, key=_END)][-1:]
    return before[0].canonical if before and before[0].end >= start - 12 else ""


def _siblings(text: str, family: Family, covered: bytearray) -> Iterator[Mention]:
    """Every code of the family's form: same letters, as many digits, other letters behind; with the family's word before it or alone."""
    form = rf"(?P<code>{re.escape(family.letters)}\d{{{family.digits}}}[A-Z]{{0,3}})(?![A-Za-z0-9%％.]|-\d)"
    stem = rf"{re.escape(family.stem)}[”」]?\s?" if family.stem else ""
    before = [part for part in (stem, r"(?<![A-Za-z0-9.-])" if family.letters else "") if part]
    for match in re.finditer(rf"(?:{'|'.join(before)}){form}", text) if before else ():
        start, end = match.span()
        short = match.start("code") == start and end - start < 3  # N3 may be anything; after 代, 的 or a mark it is the sibling
        if any(covered[start:end]) or covered[start - 1] or _NOT_AFTER.match(text, end) or (short and not begins(text, start)):
            continue
        name = (family.stem or family.maker) + match.group("code")
        yield Mention(start, end, match.group(), "Chip", name, _SIBLING, "grammar")
