"""English questions in Chinese words: names, times and terms replaced, phrases turned round, question word put where Chinese has it.

No general translator: kg/lexicon/english.yaml holds the words and the kinds of questions. What it does not cover stays as it is, and a question
with too many such words is left to be read in English.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from kg.errors import LexiconInvalid
from kg.lexicon import FOLDER, lexicon
from kg.yaml_data import load_yaml
from pipelines.questions.english import english_times
from pipelines.questions.render import period_words

_LEFT = 0.15  # share of the words of a question that may stay English
_CLAUSE = frozenset(("where", "which", "who", "that", "when", "whose", "what", "how"))
_WORD = re.compile(r"[a-z][a-z'-]+")
_BEFORE_TIME = re.compile(r"(?:\b(?:as of|as at|by|in|at|on|during|for|of|since|until|through)\s+(?:the\s+)?)+$", re.IGNORECASE)
_HAS = re.compile(r"['’]s\b|s['’](?=\s)")
# A of B, A in B, A under B: what limits a thing stands before it in Chinese.
_LIMITS = re.compile(r"^(?P<thing>.+?)\s+(?:of|in|under|for|from|within|among|according to)\s+(?P<of>.+)$", re.IGNORECASE)
_BY_PAST = re.compile(
    r"^(?P<thing>.+?)\s+(?:reached|offered|provided|built|made|released|published|issued) by\s+(?P<by>.+)$", re.IGNORECASE
)
_BLANK = re.compile(r"(?<=[\u4e00-\u9fff“”])\s+|\s+(?=[\u4e00-\u9fff“”])")


@dataclass(frozen=True, slots=True)
class _Rules:
    words: re.Pattern[str]
    chinese: dict[str, str]
    dropped: frozenset[str]
    patterns: tuple[tuple[re.Pattern[str], str], ...]


@cache
def _rules() -> _Rules:
    with (FOLDER / "english.yaml").open(encoding="utf-8") as lines:
        data = load_yaml(lines)
    try:
        verbs = _forms(data["verbs"])
        chinese = verbs | _forms(data["words"])
        done = _any_of(verbs)
        return _Rules(
            words=re.compile(rf"(?<![\w-]){_any_of(chinese)}(?![\w-])", re.IGNORECASE),
            chinese=chinese,
            dropped=frozenset(str(data["dropped"]).split()),
            patterns=tuple(
                (re.compile(row["en"].replace("<verb>V", f"<verb>{done}"), re.IGNORECASE), row["zh"]) for row in data["patterns"]
            ),
        )
    except (KeyError, TypeError, AttributeError, re.error) as error:
        raise LexiconInvalid(f"kg/lexicon/english.yaml: {error!r}") from error


def _forms(rows: Mapping[str, str]) -> dict[str, str]:
    return {form.strip().lower(): str(zh) for zh, forms in rows.items() for form in str(forms).split("|")}


def _any_of(forms: Iterable[str]) -> str:
    return f"(?:{'|'.join(re.escape(form) for form in sorted(forms, key=lambda form: (-len(form), form)))})"


def in_chinese(question: str, names: Mapping[str, str] = MappingProxyType({})) -> str | None:
    """The question in Chinese words; None where it is put in no known way or too few of its words are known.

    ``names`` are Chinese names by the Latin forms in which the question has them.
    """
    for written, name in names.items():
        question = question.replace(written, name)
    text, when = _without_times(question.strip().rstrip("?？. "))
    text = re.sub(r"[,;:]\s*$", "", text).strip()
    for pattern, template in _rules().patterns:
        match = pattern.match(text)
        if match:
            parts = {name: _phrase(part or "") for name, part in match.groupdict().items()}
            told = when + template.format(**parts) + "？"
            return told if _known(question, told) else None
    return None


def _known(question: str, told: str) -> bool:
    """Whether hardly a word is left in English, and no clause within the question."""
    left = _WORD.findall(told)
    return len(left) <= _LEFT * len(_WORD.findall(question.lower())) and not _CLAUSE & set(left)


def _without_times(text: str) -> tuple[str, str]:
    """The question without its times, and those in Chinese."""
    said = ""
    for time in reversed(english_times(text)):
        head = _BEFORE_TIME.sub("", text[: time.start])
        text = f"{head} {text[time.end :]}".strip()
        said = period_words(time.value) + ("和" + said if said else "")
    return re.sub(r"\s{2,}", " ", text), said


def _phrase(text: str) -> str:
    """A noun phrase or clause in Chinese: what limits a thing before it, words by the list, names by the lexicon."""
    for pattern, order in ((_BY_PAST, "{by}{thing}"), (_LIMITS, "{of}的{thing}")):
        match = pattern.match(text)
        if match:
            parts = {name: _phrase(part) for name, part in match.groupdict().items()}
            return order.format(**parts)
    return _words(_HAS.sub(" 的 ", text))


def _words(text: str) -> str:
    text = _replaced(text, _by_name)
    text = _rules().words.sub(lambda match: f" {_rules().chinese[match.group().lower()]} ", text)
    text = " ".join(word for word in text.split() if word.lower() not in _rules().dropped)
    return _BLANK.sub("", text).strip(" ,")


def _replaced(text: str, change: Callable[[str], str]) -> str:
    """``text`` with each known Latin name of it as ``change`` gives it."""
    parts, at = [], 0
    for hit in lexicon().find(text):
        parts += [text[at : hit.start], change(text[hit.start : hit.end])]
        at = hit.end
    return "".join([*parts, text[at:]])


def _by_name(written: str) -> str:
    """The usual Chinese name of what the lexicon knows under an English one; model numbers stay."""
    names = [entry.name for entry in lexicon().named(written) if re.search(r"[\u4e00-\u9fff]", entry.name)]
    return f" {names[0]} " if names and not re.search(r"\d", written) and written.isascii() else written
