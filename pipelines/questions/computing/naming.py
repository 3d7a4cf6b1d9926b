"""Does a text name what a figure is of: by name, by model number, by number (标包三, 2号机房)?"""

from __future__ import annotations

import re
from functools import lru_cache

from kg.lexicon import lexicon
from pipelines.questions.computing.asked import Side
from pipelines.questions.computing.facts import Fact
from pipelines.questions.content import Term, fold, match
from pipelines.questions.score import segment

_CODE = re.compile(r"[a-z][a-z0-9.+-]*\d[a-z0-9.+-]*|\d+(?:\.\d+)?[a-z]*")
_KIND = re.compile(r"(?:市|省|自治区|自治州|区|县|集团|公司|股份有限公司|有限公司|地区|新区)$")
_NUMBERED = re.compile(
    r"(?P<before>标包|标段|分包|包件|项目|方案|机房|基地)(?P<n>[一二三四五六七八九十]|\d+)(?!\d*[个家年亿万元P%])|"
    r"(?P<m>[一二三四五六七八九十]|\d+)(?P<after>期(?!间|货|权|限|刊|末|初)|号(?:楼|机房|馆|厅|线|库|厂房|数据中心|机组|园)|标段|标包)"
)
_DIGITS = dict(zip("一二三四五六七八九十", map(str, range(1, 11)), strict=True))
_LONG = 6  # characters of a name that may be told with a word more or less: 天津市人工智能计算中心
_ALIKE = 0.6  # of such a name that has to be told


@lru_cache(maxsize=20_000)
def codes(text: str) -> frozenset[str]:
    """Model numbers and numbers in a folded text, each whole: {c300, h800}."""
    return frozenset(_CODE.findall(text))


@lru_cache(maxsize=20_000)
def forms_of(name: str) -> frozenset[str]:
    """Ways to write a name, folded: its own, without the word for its kind, and those of the lexicon."""
    short = _KIND.sub("", name)
    own = {fold(name), fold(short)} if len(short) > 1 else {fold(name)}
    return frozenset(own | {fold(f) for entry in lexicon().named(name) for f in entry.surfaces})


def numbered_otherwise(text: str, fact: Fact) -> bool:
    """``text`` numbers its thing (标包三, 2号机房, 二期) and the figure's own words number another of the kind."""
    wanted = numbers_of(text)
    own = numbers_of("|".join((*fact.subjects, fact.name, segment(fact.view.text, fact.at))))
    return any(kind in own and not own[kind] & numbers for kind, numbers in wanted.items())


@lru_cache(maxsize=20_000)
def numbers_of(text: str) -> dict[str, frozenset[str]]:
    """Numbered things of ``text`` by kind: {标包: {三}, 号机房: {2}}."""
    found: dict[str, set[str]] = {}
    for found_number in _NUMBERED.finditer(text):
        kind, number = found_number["before"] or found_number["after"], found_number["n"] or found_number["m"]
        found.setdefault(kind, set()).add(_DIGITS.get(number, number))
    return {kind: frozenset(numbers) for kind, numbers in found.items()}


def named_by(side: Side, fact: Fact) -> bool:
    """Does the side name what the figure is of, in its own words or by a known name?"""
    return any(t.canonical in fact.subjects for t in side.terms if t.name) or named_in(side.text, fact)


def named_in(text: str, fact: Fact) -> bool:
    """Does ``text`` name what the figure is of?"""
    return any(names_subject(text.lower(), subject) for subject in fact.subjects)


@lru_cache(maxsize=50_000)
def names_subject(text: str, subject: str) -> bool:
    own, there = codes(fold(subject)), codes(text)
    if own:
        return bool(own & there) and (len(own) == 1 or own <= there or any(re.search(r"[a-z]", c) for c in own))
    folded = fold(text)
    if any(len(form) > 1 and form in folded for form in forms_of(subject)):
        return True
    return len(subject) >= _LONG and match(Term(subject, 1.0, forms_of(subject), True, subject), folded) >= _ALIKE
