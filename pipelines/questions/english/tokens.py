"""An English question as tokens: names, times and phrases of the lexicon in Chinese, each with the classes it may have."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from kg.lexicon import lexicon
from kg.model import TimeExpression
from pipelines.questions.english.lexicon import LONGEST, english_words, plain
from pipelines.questions.english.times import english_times

_BLANK = r"[\s-]+"
_PIECE = re.compile(
    r"['’]s?(?![A-Za-z])|[A-Za-z]+(?:['’][A-Za-z]{2,})?[A-Za-z0-9.+/&-]*[A-Za-z0-9+]|[A-Za-z]|\d[\d,.]*%?[A-Za-z]*|[\u4e00-\u9fff“”《》][\u4e00-\u9fffA-Za-z0-9.“”《》]*|[,:;?()\"]"
)
_APART = re.compile(
    r"(?P<latin>(?:[A-Z][\w.'-]*\s+)*[A-Z][\w.'-]*(?:\s+\d[\w.]*)?)\s*[（(](?P<han>[^（）()]*[\u4e00-\u9fff][^（）()]*)[）)]"
)
_AUXILIARY = {
    "do": "do", "does": "do", "did": "do", "is": "be", "are": "be", "was": "be", "were": "be", "be": "be", "been": "be", "being": "be",
    "has": "have", "have": "have", "had": "have", "will": "modal", "would": "modal", "can": "modal", "could": "modal",
    "should": "modal", "must": "modal", "may": "modal", "might": "modal", "shall": "modal", "'s": "be",
}  # fmt: skip
_QUESTION = {"what", "which", "who", "whom", "whose", "when", "where", "why", "how"}
_DETERMINERS = {"the", "a", "an", "its", "their", "this", "that", "these", "those", "any", "some", "all", "both", "every", "one"}
_PRONOUNS = {"it": "它", "they": "它们", "there": "", "he": "他", "she": "她"}
_RELATIVE = {"that", "which", "who", "where", "whose", "whom"}
NUMERALS = {
    "one": "一", "two": "两", "three": "三", "four": "四", "five": "五", "six": "六", "seven": "七", "eight": "八", "nine": "九", "ten": "十",
}  # fmt: skip


@dataclass(slots=True)
class Token:
    """``text`` as written; ``senses`` class -> Chinese. A token of one class has only that."""

    text: str
    senses: dict[str, str] = field(default_factory=dict)
    form: str = "base"
    plural: bool = False

    def has(self, *classes: str) -> bool:
        return any(name in self.senses for name in classes)


def is_english(text: str) -> bool:
    """Whether ``text`` (NFKC) is an English question, though it may give names in Chinese too."""
    words = re.findall(r"(?<![A-Za-z])[a-z]+(?![A-Za-z])", text)
    return not re.search(r"[\u4e00-\u9fff]", text) or (
        len(words) >= 3 and len(words) * 3 > len(re.findall(r"[\u4e00-\u9fff]", text))
    )


def chinese_names_first(text: str) -> str:
    """Where a name is given in both scripts, the Chinese one: Tiangai 300 (天垓300) -> 天垓300; the Cangqiong (苍穹) C300E -> 苍穹C300E."""
    told = _APART.sub(lambda match: match["han"], text)
    return re.sub(r"(?<=[\u4e00-\u9fff])\s+(?=[A-Z]?\d)|(?<=[\u4e00-\u9fff])\s+(?=[A-Z]{1,3}\d)", "", told)


def tokens_of(text: str) -> Iterator[Token]:
    """Tokens in order. A word that nothing knows is a noun of class ``unknown`` that stays as it is."""
    times = {time.start: time for time in english_times(text)}
    names = {hit.start: hit for hit in lexicon().find(text)}
    pieces = list(_PIECE.finditer(text))
    at = 0
    while at < len(pieces):
        start = pieces[at].start()
        if time := times.get(start):
            yield Token(time.text, {"time": time_words(time)})
            at = _after(pieces, at, time.end)
            continue
        count, token = _phrase(text, pieces, at)
        hit = names.get(start)
        if hit and not token.has("skipped") and (hit.end > pieces[at + count - 1].end() or not token.has("nouns")):
            end = _after(pieces, at, hit.end)
            said = text[start : pieces[end - 1].end()]
            name = hit.entry.stem or hit.entry.name
            yield Token(said, {"name": said if not said.isascii() else name + said[hit.end - start :]})
            at = end
            continue
        at += count
        yield token


def _after(pieces: list[re.Match[str]], at: int, end: int) -> int:
    while at < len(pieces) and pieces[at].start() < end:
        at += 1
    return at


def _phrase(text: str, pieces: list[re.Match[str]], at: int) -> tuple[int, Token]:
    """How many pieces the longest known phrase from ``at`` takes, and its token."""
    lexicon_words = english_words()
    words = tuple(plain(piece.group()) for piece in pieces[at : at + LONGEST])
    for size in range(len(words), 0, -1):
        phrase = words[:size]
        if size > 1 and any(not re.match(r"[a-z0-9]", w) for w in phrase):
            continue
        if size > 1 and " ".join(phrase) in lexicon_words.skipped:
            return size, Token(" ".join(phrase), {"skipped": ""})
        if size == 1 and (token := _function_word(pieces[at].group(), words[0])):
            return 1, token
        found = lexicon_words.find(phrase)
        if found is not None and not (
            size == 1
            and _proper(text, pieces, at)
            and not found.senses.keys() & {"prepositions", "adverbs"}
            and _in_name(text, pieces, at)
        ):
            return size, Token(" ".join(phrase), dict(found.senses), found.form, found.plural)
    hyphenated = _hyphenated(words[0])
    if hyphenated:
        return 1, Token(words[0], {"adjectives": hyphenated})
    written = pieces[at].group()
    return 1, Token(written, {"unknown": written})


def _proper(text: str, pieces: list[re.Match[str]], at: int) -> bool:
    return at > 0 and pieces[at].group()[0].isupper()


def _in_name(text: str, pieces: list[re.Match[str]], at: int) -> bool:
    """A capitalised word beside another capitalised word that nothing knows is part of a name in Latin letters."""
    beside = [pieces[i] for i in (at - 1, at + 1) if 0 < i < len(pieces)]
    known = english_words()
    return any(
        p.group()[0].isupper()
        and p.group().isascii()
        and p.group().isalpha()
        and not p.group().isupper()
        and known.find((plain(p.group()),)) is None
        for p in beside
    )


def _function_word(written: str, word: str) -> Token | None:
    if written in (",", ":", ";", "?", "(", ")", '"'):
        return Token(written, {"mark": written})
    if word in ("'s", "’s", "'", "’"):
        return Token(written, {"of": "的"})
    if word in ("and", "or", "nor", "plus", "versus", "vs"):
        return Token(written, {"and": "或" if word == "or" else "和"})
    if word == "to":
        return Token(written, {"prepositions": "到", "infinitive": ""})
    if word in _QUESTION:
        return Token(word, {"question": word, "relative": word} if word in _RELATIVE else {"question": word})
    if word == "that":
        return Token(word, {"relative": word, "determiner": ""})
    if word in _DETERMINERS:
        return Token(word, {"determiner": ""} | ({"number": NUMERALS[word]} if word in NUMERALS else {}))
    if word in _PRONOUNS:
        return Token(word, {"pronoun": _PRONOUNS[word]})
    if word in ("not", "n't"):
        return Token(word, {"adverbs": "不"})
    if word in NUMERALS:
        return Token(word, {"number": NUMERALS[word]})
    if word in _AUXILIARY:
        return Token(
            word,
            {"auxiliary": _AUXILIARY[word], "verbs": "有"} if _AUXILIARY[word] == "have" else {"auxiliary": _AUXILIARY[word]},
        )
    if word[0].isdigit():
        return Token(written, {"number": written})
    if not written.isascii():
        return Token(written, {"name": written})
    return None


def _hyphenated(word: str) -> str | None:
    """urban-scale, power-saving: the parts that are known, side by side."""
    if "-" not in word:
        return None
    parts = [english_words().find((part,)) for part in word.split("-") if part]
    senses = [next(iter(part.senses.values())).split("/")[0] for part in parts if part]
    return "".join(senses) if len(senses) == len(parts) else None


def time_words(time: TimeExpression) -> str:
    """The time in the words of a Chinese question: 2023-06 -> 2023年6月; the end of 2022 -> 2022年底."""
    value, said = time.value or "", time.text.lower()
    first, _, last = value.partition("/")
    if last and first[:4] == last[:4] and len(first) == 7:
        part = {("01", "06"): "上半年", ("07", "12"): "下半年", ("01", "03"): "第一季度", ("04", "06"): "第二季度", ("07", "09"): "第三季度", ("10", "12"): "第四季度"}  # fmt: skip
        known = part.get((first[5:], last[5:]))
        return f"{first[:4]}年{known}" if known else f"{first[:4]}年前{int(last[5:])}个月"
    if last:
        return f"{_day(first)}到{_day(last)}"
    if re.search(r"\bend\b|year-end", said) and len(value) == 7 and value.endswith("-12"):
        return f"{value[:4]}年底"
    if re.search(r"\b(?:beginning|start)\b", said) and value.endswith("-01"):
        return f"{value[:4]}年初"
    return _day(value)


def _day(value: str) -> str:
    year, *rest = value.split("-")
    return f"{year}年" + "".join(f"{int(number)}{unit}" for number, unit in zip(rest, "月日", strict=False))
