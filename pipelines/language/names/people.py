"""People by surname and a title before or a verb of speaking behind; bylines are left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kg.model import Mention
from pipelines.language.names.words import any_of, words
from pipelines.language.tokenizer import frequency, is_word

_TITLED, _SPOKE = 0.85, 0.7
_FREQUENT = 1000  # occurrences in the corpus of jieba's dictionary: 张某 may be a word, 温度 is one
_RATE = re.compile(r"率(?!队|团|领|先|众|员|部|同事|工作组|调研组)")  # 毛利率 is a rate, 某某率队 leads
_KNOWN_WORD = 300  # occurrences: what follows a name without a mark is then a word of its own
_FOREIGN = re.compile(r"韩[媒企方股军商资系版]")  # the surname is also a country: 韩媒 are papers
_COMPOUND = "欧阳|司马|诸葛|上官|东方|皇甫|尉迟|公孙|慕容|令狐|司徒"
_BYLINE = re.compile(
    r"(?:记者|编辑|作者|责编|责任编辑|通讯员|见习记者|文|图|编译|校对|审核|主编|整理|撰文|摄影|来源)[丨|／/：: 　]*(?:[一-龥]{2,4}[、 　]+)*$"
)
_NOT_SECOND = frozenset("的了在与和为是有将已等则却均亦对向由被从这那不到以也中上下表介指认强说称此可其就都还并经过")


@cache
def _titled() -> re.Pattern[str]:
    name = rf"(?:{_COMPOUND}|[{next(iter(words('surnames')))}])[一-龥]{{1,2}}"
    foreign = r"[一-龥]{2,6}·[一-龥]{2,8}"
    return re.compile(
        rf"(?>{any_of('titles')})(?:兼[一-龥]{{2,6}})?\s?(?P<after>{foreign}|{name}?)(?=\s|[，。、：；（(）)“”]|{any_of('speaking')}|[在就为将也还与和向近今日致作]|$)"
        rf"|(?<![一-龥])(?P<spoke>{foreign}|{name}?)(?:{any_of('speaking')})"
    )


@cache
def _goes_on() -> re.Pattern[str]:
    """和 between a name of two characters and a verb of speaking joins nothing: it is the end of the name (院士陆某和提醒)."""
    return re.compile(rf"和(?:{any_of('speaking')})")


@cache
def _followed() -> re.Pattern[str]:
    return re.compile(rf"(?>{any_of('titles')})(?P<name>[{next(iter(words('surnames')))}][一-龥]{{2}})(?=[一-龥]{{2}})")


@cache
def _listed() -> re.Pattern[str]:
    return re.compile(rf"[、和](?P<name>(?:{_COMPOUND}|[{next(iter(words('surnames')))}])[一-龥]{{1,2}}?)(?=[、，和等]|分别)")


def people(text: str, known: tuple[Mention, ...] = ()) -> Iterator[Mention]:
    """People named with a title, as speakers, or in a list behind one; what a known name covers is settled when mentions are merged."""
    edges = {mention.end for mention in known}
    found = [*_by_title(text), *_before_title(text, edges), *_before_any_word(text)]
    yield from found
    ends = [person.end for person in (*known, *found) if person.type == "Person"]
    for end in ends:
        while following := _listed().match(text, end):
            start, end = following.span("name")
            yield Mention(start, end, text[start:end], "Person", text[start:end], _SPOKE, "grammar")


_AFTER = "院士|教授|博士|研究员|先生|女士|会长|总裁|董事长|总经理|主任|部长|市长|省长|书记|校长|院长"


@cache
def _called() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<name>(?:{_COMPOUND}|[{next(iter(words('surnames')))}])[一-龥]{{1,2}}?)(?:{_AFTER})(?![一-龥]?[们级团])"
    )


def _before_title(text: str, edges: set[int]) -> Iterator[Mention]:
    """孙某某院士, at the edge of a clause or right behind a known name: elsewhere the surname may be part of a word."""
    for match in _called().finditer(text):
        start, end = match.span("name")
        edge = start == 0 or start in edges or not "一" <= text[start - 1] <= "龥"
        name = match.group("name")
        given = name[1:2] if len(name) == 3 and name.endswith("和") else name[1:]  # 和 right before a title joins nothing
        if edge and not is_word(name[:2]) and not set(given) & _NOT_SECOND:
            yield Mention(start, end, name, "Person", name, _SPOKE, "grammar")


@cache
def _latin() -> re.Pattern[str]:
    return re.compile(rf"(?:{any_of('titles')})\s?(?P<name>[A-Z][a-z]+(?: [A-Z]\.)?(?: [A-Z][A-Za-z-]+){{1,2}})(?![A-Za-z])")


def _by_title(text: str) -> Iterator[Mention]:
    yield from (
        Mention(*m.span("name"), m.group("name"), "Person", m.group("name"), _SPOKE, "grammar") for m in _latin().finditer(text)
    )
    for match in _titled().finditer(text):
        group = "after" if match.group("after") else "spoke"
        name, start = match.group(group), match.start(group)
        if set(name[1:]) & _NOT_SECOND or is_byline(text, start) or name in words("titles") or name[:2] in words("verbs"):
            continue
        if is_press(name):
            continue
        if len(name) == 2 and _goes_on().match(text, match.end(group)):
            name = text[start : start + 3]
        if group == "spoke" and (_RATE.match(text, match.end(group)) or (len(name) == 2 and frequency(name)[0] > _FREQUENT)):
            continue
        yield Mention(start, start + len(name), name, "Person", name, _TITLED if group == "after" else _SPOKE, "grammar")


def _before_any_word(text: str) -> Iterator[Mention]:
    """A title, a surname and a given name that is no word, where a frequent word begins right behind: 负责人全某某罕见发声."""
    for match in _followed().finditer(text):
        name, start = match.group("name"), match.start("name")
        following = text[match.end() : match.end() + 2]
        if len(name) != 3 or set(name[1:]) & _NOT_SECOND or is_byline(text, start) or is_word(name):
            continue
        if is_word(name[:2]) or is_word(name[1:]) or is_word(name[2] + following[:1]) or frequency(following)[0] < _KNOWN_WORD:
            continue
        yield Mention(start, match.end(), name, "Person", name, _SPOKE, "grammar")


def is_press(word: str) -> bool:
    """Whether ``word`` is a country's press or industry, whose first character is also a surname: 韩媒."""
    return _FOREIGN.fullmatch(word) is not None


def is_byline(text: str, start: int) -> bool:
    """Whether the name at ``start`` signs the article (记者 梁某, 编辑：某某) or closes it in brackets."""
    if _BYLINE.search(text, max(0, start - 30), start):
        return True
    closing = re.match(r"[（(][一-龥]{2,4}[)）]\s*$", text[start - 1 :] if start else "")
    return closing is not None
