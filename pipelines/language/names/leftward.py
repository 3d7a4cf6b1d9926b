"""Runs from the head of a name (数据中心, 研究院, 大会) to its left edge, over tokens, brackets and quotes.

A Chinese name is right-headed: place, organisation, number or proper word first, then what kind of thing it is. So a name reaches
from its head to the left as far as tokens may belong to it, and begins at an *anchor*: a known name, a quoted word, a Latin word,
a year or an edition. Without an anchor it is a common noun.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from kg.lexicon import lexicon
from kg.model import EntityType, Mention
from pipelines.language.names.coined import begins, coined_before, is_coined
from pipelines.language.names.words import any_of, words
from pipelines.language.tokenizer import Token, is_word

Kind = Literal["anchor", "modifier", "unknown", "joint", "stop"]
_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9+.&-]*$")
_EDITION = re.compile(r"(?:第[一二三四五六七八九十\d]+届|首届|(?:19|20)\d\d年?度?)$")
_PERIOD = re.compile(r"(?:财季|季度|财年|半年|月份|季报|年报)$")
_COUNTED = re.compile(r"[一二三四五六七八九十两几多数百千]+[个座处家批项大类所片期地省市县区国]?$")
_LIMIT = 12  # units of one name
_OPENING = {"”": "“", "」": "「", "’": "‘", '"': '"', "）": "（", ")": "("}


@cache
def _region() -> re.Pattern[str]:
    """A region's word, with up to two characters of the name behind it: 陇东某谷."""
    return re.compile(rf"(?:{any_of('region_words')})[^的在与和及等地区两岸，。、\W]{{0,2}}$")


@dataclass(frozen=True, slots=True)
class Unit:
    """One step to the left: a token, a known name, or a whole bracket or quote."""

    start: int
    end: int
    kind: Kind
    type: EntityType | None = None
    mention: Mention | None = None


@dataclass(frozen=True, slots=True)
class Reach:
    """How far a head reaches: ``start`` of the name and the units between it and the head, left to right."""

    start: int
    units: tuple[Unit, ...]

    @property
    def anchors(self) -> tuple[Unit, ...]:
        return tuple(unit for unit in self.units if unit.kind == "anchor")

    @property
    def unknown(self) -> int:
        return sum(unit.kind == "unknown" for unit in self.units)


@dataclass(frozen=True, slots=True)
class Rule:
    """What one kind of name is made of.

    ``anchors`` are entity types, "quote", "latin", "edition" and words (国家) that may begin the name; ``prefixes`` are words that
    may stand before the leftmost anchor (国家 超级 计算 长沙); ``allowed`` are words that stop other kinds of names but not this.
    With ``coined``, regions without administration (陇东, 赣江) are anchors too, and a coined word is where nothing else is.
    """

    anchors: frozenset[str]
    prefixes: frozenset[str] = frozenset()
    allowed: frozenset[str] = frozenset()
    coined: bool = False


class Leftward:
    """The tokens and known names of one text, to be walked from right to left."""

    def __init__(self, text: str, tokens: Sequence[Token], mentions: Sequence[Mention]) -> None:
        self.text = text
        self._tokens = tokens
        self._starts = [token.start for token in tokens]
        self._starting = {mention.start: mention for mention in mentions}
        self._ending = {mention.end: mention for mention in sorted(mentions, key=lambda m: m.end - m.start)}

    def reach(self, head: int, rule: Rule) -> Reach | None:
        """The name's left part before offset ``head``; None without an anchor."""
        units: list[Unit] = []
        at = head
        while len(units) < _LIMIT and (unit := self.before(at, rule)) is not None and unit.kind != "stop":
            if unit.kind == "joint" and any(u.kind in ("anchor", "joint") for u in units):
                break
            units.append(unit)
            at = unit.start
        units.reverse()
        first = next((i for i, unit in enumerate(units) if unit.kind == "anchor"), None)
        if first is None and rule.coined:
            first = next((i for i, unit in enumerate(units) if self._proper(unit)), None)
        if first is not None and first > 0 and self.text[units[first].start] in "（(":
            first -= 1  # a bracket begins no name: 中新（重庆）国际超算中心
        if first is None or self.text[units[first].start] in "（(":
            return None
        while first > 0 and (self._word(units[first - 1]) in rule.prefixes or self._coined(units[first - 1])):
            first -= 1
        first -= self._owner(units, first) if rule.coined else 0
        if first > 1 and self._word(units[first - 1]) == "·":  # 世界计算·长沙智谷
            first = 0
        return self._trimmed(units[first:])

    def _word(self, unit: Unit) -> str:
        return self.text[unit.start : unit.end]

    def _proper(self, unit: Unit) -> bool:
        word = self._word(unit)
        return unit.kind == "unknown" and unit.mention is None and is_coined(word) and begins(self.text, unit.start)

    def _coined(self, unit: Unit) -> bool:
        """A word of two characters or more that no dictionary has: a company's name before the place (燧弘庆阳智算中心)."""
        return unit.kind == "unknown" and unit.end - unit.start > 1 and unit.mention is None and not is_word(self._word(unit))

    def _owner(self, units: list[Unit], first: int) -> int:
        """Units of a company's name before the place that a facility's name begins with: 某某|数据|乌兰察布算力基地."""
        if first < 2 or self._word(units[first - 1]) not in words("trades_hard") | words("trades_soft"):
            return 0
        proper = units[first - 2]
        return 2 if proper.kind == "unknown" and proper.end - proper.start > 1 and begins(self.text, proper.start) else 0

    def _trimmed(self, units: list[Unit]) -> Reach | None:
        """Without an organisation that only stands before the name (湖南大学国家超级计算长沙中心) or before 和 (甲公司和乙研究院)."""
        for at in range(len(units) - 1, 0, -1):
            later = any(unit.kind == "anchor" for unit in units[at + 1 :])
            listed = units[at].kind == "joint" and units[0].type == "Organization"
            national = self.text.startswith(("国家超级计算", "国家超算"), units[at].start)
            if national or (later and self.text.startswith("国家", units[at].start)) or (listed and later):
                return Reach(units[at + listed].start, tuple(units[at + listed :]))
            if listed:
                return None
        return Reach(units[0].start, tuple(units))

    def is_known(self, end: int) -> bool:
        """Whether a known name ends at ``end``: its head is no new name."""
        return end in self._ending

    def named_word(self, end: int) -> int | None:
        """Where the dictionary word begins that ends at ``end`` and begins with a place: 美国半导体工业协会. None for other words."""
        token = self._tokens[bisect_left(self._starts, end) - 1]
        whole = token.end == end and len(token.text) > 5 and is_word(token.text)
        placed = whole and any(entry.type == "Place" for size in (2, 3) for entry in lexicon().named(token.text[:size]))
        return token.start if placed else None

    def ends_place(self, end: int) -> bool:
        """Whether a known place ends at ``end``."""
        known = self._ending.get(end)
        return known is not None and known.type == "Place"

    def before(self, end: int, rule: Rule) -> Unit | None:
        """The unit that ends at ``end``; None at the text's beginning or where a line breaks."""
        while end > 0 and self.text[end - 1] == " ":
            end -= 1
        if end == 0 or self.text[end - 1] in "\n\r":
            return None
        if self.text[end - 1] in _OPENING:
            return self._enclosed(end, rule.anchors)
        if (known := self._ending.get(end)) is not None:
            kind: Kind = "anchor" if known.type in rule.anchors or known.text in rule.anchors else "unknown"
            return Unit(known.start, end, kind, known.type, known)
        if rule.coined and (region := _region().search(self.text, max(0, end - 5), end)):
            return Unit(region.start(), end, "anchor")
        token = self._tokens[bisect_left(self._starts, end) - 1]
        word = self.text[token.start : end]
        if word in words("name_words") and (place := self._ending.get(token.start)) is not None and place.type == "Place":
            return Unit(token.start, end, "unknown")  # 西安未来人工智能计算中心
        if end < token.end and "Place" in rule.anchors and any(entry.type == "Place" for entry in lexicon().named(word)):
            return Unit(token.start, end, "anchor", "Place")  # 长沙 where the head takes 市 away: 长沙市政府
        if end < token.end and token.end in self._ending:  # within a known name
            return Unit(token.start, end, "stop")
        if word == "—" and self.text[token.start - 1 : token.start] != "—" and self.text[end : end + 1] != "—":
            return Unit(token.start, end, "unknown")  # 中国—东盟信息港
        if rule.coined and word[0] in "由与和在向从" and not is_word(word) and is_coined(word[1:]):
            return Unit(token.start + 1, end, "unknown")  # 由某某: jieba joins what it does not know
        kind = self._kind(word, rule)
        if kind == "unknown" and rule.coined and len(word) == 1 and end not in self._ending:
            start = coined_before(self.text, end, self._ending)  # 鸠 + 兹: what no dictionary has falls into single characters
            if start is not None and start < token.start and self._is_free(start, token.start):
                return Unit(start, end, kind)
        return Unit(token.start, end, kind)

    def _is_free(self, start: int, end: int) -> bool:
        """Whether neither a known name nor a token of two characters or more reaches into the slice."""
        first, last = bisect_left(self._starts, start), bisect_left(self._starts, end)
        return first < last and self._starts[first] == start and all(len(token.text) == 1 for token in self._tokens[first:last])

    def _enclosed(self, end: int, anchors: frozenset[str]) -> Unit:
        """A quote (an anchor), or a bracket around a place or a proper word."""
        closing = self.text[end - 1]
        start = self.text.rfind(_OPENING[closing], max(0, end - 14), end - 1)
        inside = self.text[start + 1 : end - 1]
        if start < 0 or not inside or re.search(r"[，。；！？\n：]|[级型式化]$", inside):
            return Unit(end - 1, end, "stop")
        if closing in "）)":
            inner = self._starting.get(start + 1)
            fits = inner is not None and inner.type == "Place" and len(inside) < 9 and re.fullmatch(r"[一-龥]+", inside)
            if inside in ("国家", "国际"):
                return Unit(start, end, "modifier")  # 中国电信（国家）某某数据中心
            return Unit(
                start,
                end,
                "anchor" if fits and "Place" in anchors else "stop",
                "Place" if fits else None,
                inner if fits else None,
            )
        return Unit(start, end, "anchor" if "quote" in anchors else "unknown")

    def _kind(self, word: str, rule: Rule) -> Kind:
        anchors = rule.anchors
        if word in anchors or ("国家" in anchors and word == "国家机关"):
            return "anchor"  # 国家机关事务管理局: a dictionary word begins with the anchor
        if word == "·":
            return "unknown"
        if word in ("与", "和", "及"):
            return "joint"
        if word in words("modifiers") or word in rule.allowed:
            return "modifier"
        if _PERIOD.search(word) or (len(word) > 1 and word[0] in "由与和在经据从向对将为是的了" and not is_word(word)):
            return "stop"
        if _EDITION.match(word):
            return "anchor" if "edition" in anchors else "stop"
        if _LATIN.match(word):
            return "modifier" if word.upper() in words("common_latin") or "latin" not in anchors else "anchor"
        if (
            _COUNTED.match(word)
            or word in words("stop_nouns")
            or word in words("verbs")
            or not word.isalnum()
            or any(char.isdigit() for char in word)
        ):
            return "stop"
        return "unknown"
