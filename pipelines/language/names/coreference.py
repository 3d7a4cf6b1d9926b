"""Same entity within one article: aliases given in brackets, short forms of a full name, short titles of a document."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from kg.lexicon import lexicon
from kg.model import Mention
from kg.name_forms import normal
from pipelines.language.names.coined import begins, is_coined
from pipelines.language.names.words import any_of

_CALLED = re.compile(
    r"[（(](?:[^（）()“”]{1,20}[，,；;])?\s*(?:以下|下文|下)?(?:统称|简称|称)(?:为|：|:)?\s*[“\"《]?(?P<alias>[^”\"）)》，。]{2,16})[”\"》]?\s*[)）]"
)
_BRACKET = re.compile(r"\s?[（(]\s*(?P<alias>[A-Za-z][A-Za-z0-9 .&-]{1,20}|[一-龥]{2,6})\s*[)）]")
_LEGAL = re.compile(r"(?:集团)?(?:有限责任公司|股份有限公司|有限公司|公司)$")
_ALIAS, _SAME = 0.85, 0.8
_CENTER_HEADS = (
    ("人工智能计算中心", "智算中心"), ("智能计算中心", "智算中心"), ("智能算力中心", "智算中心"), ("人工智能算力中心", "智算中心"),
    ("超级计算中心", "超算中心"), ("国家超级计算", "国家超算"),
)  # fmt: skip


def linked(text: str, mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """The mentions with one canonical name for each entity of the article, and further mentions by an alias the article gives."""
    aliases = dict(_given(text, mentions))
    for alias, owner in aliases.items():  # a short form of a short form
        while (further := aliases.get(owner.text)) is not None and len(further.text) > len(owner.text):
            owner = aliases[alias] = further
    unified = _unified(text, mentions)
    called = {alias: replace(owner, canonical=unified.get(_key(owner), owner.canonical)) for alias, owner in aliases.items()}
    kept = [m if (name := unified.get(_key(m), m.canonical)) == m.canonical else replace(m, canonical=name) for m in mentions]
    return tuple(_recalled(text, kept, called))


def _given(text: str, mentions: tuple[Mention, ...]) -> Iterator[tuple[str, Mention]]:
    """(alias, owner) where the text says so: 中国信息通信研究院（以下简称“信通院”）, 美国超威半导体公司（AMD）."""
    seen: set[str] = set()
    for mention in mentions:
        if mention.type in ("Place", "Person", "Event"):
            continue
        called = _CALLED.match(text, mention.end + (1 if text[mention.end : mention.end + 1] in ("》", "”") else 0))
        bracket = _BRACKET.match(text, mention.end) if mention.type in ("Organization", "Center") else None
        if called:
            yield called.group("alias").strip(), mention
        elif bracket and _abbreviates(bracket.group("alias"), mention):
            yield bracket.group("alias").strip(), mention
        if mention.type == "Center" and mention.source != "lexicon" and (form := _in_short(mention.canonical)):
            yield form, mention
        if mention.source != "lexicon" and mention.type == "Organization" and mention.text not in seen:
            seen.add(mention.text)
            yield from ((form, mention) for form in _clipped(text, mention))


def _in_short(name: str) -> str | None:
    """A facility's name without the generic words of its kind: 哈密集群 of 哈密数据中心集群; None where that is no other name, or a known one."""
    form = normal("Center", name)
    proper = len(form) > 3 and form != name and name.startswith(form[:2]) and name.endswith(form[-2:])
    return form if proper and re.fullmatch(r"[一-龥]+", form) and not lexicon().named(form) else None


@cache
def _trade() -> re.Pattern[str]:
    return re.compile(rf"(?:{any_of('trades_hard', 'trades_soft')})$")


@cache
def _deed() -> re.Pattern[str]:
    return re.compile(rf"(?:{any_of('company_does')}|[、，的]|与|和|将|在|已|也|则|为)")


_PLACE = re.compile(r"^[一-龥]{2,4}?(?:省|市|自治区)")


def _clipped(text: str, owner: Mention) -> Iterator[str]:
    """Short forms of a company's name that the text uses elsewhere: without 有限公司, without its place, without its trades.

    深圳某某科技有限公司 may be 某某科技 or 某某. What is left must be no common word, and a form of two characters needs a company's
    deed behind it (某某表示).
    """
    stem = re.sub(r"[（(][^（）()]{1,8}[)）]", "", _LEGAL.sub("", owner.text))
    forms = [stem]
    first = next((n for n in (3, 2) if any(e.type == "Place" for e in lexicon().named(stem[:n]))), 0)
    named = _PLACE.match(stem)
    for cut in {first, named.end() if named else 0} - {0}:
        forms.append(stem[cut:])
    while (trade := _trade().search(forms[-1])) is not None and trade.start() > 1:
        forms.append(forms[-1][: trade.start()])
    for form in dict.fromkeys(forms):
        if form == owner.text or not is_coined(form) and len(form) < 5 and not (_trade().search(form) and len(form) > 3):
            continue
        if len(form) > 2 or any(
            _deed().match(text, match.end()) and begins(text, match.start()) for match in re.finditer(form, text)
        ):
            yield form


def _abbreviates(alias: str, owner: Mention) -> bool:
    """Capitals that no other known entity has, or characters of the full name in order."""
    if any(entry.name != owner.canonical for entry in lexicon().named(alias)):
        return False
    if alias.isascii():
        return alias.isupper() and alias not in ("AI", "GPU", "CPU", "PUE", "IDC", "AIDC")
    return len(alias) < len(owner.text) and _in_order(alias, owner.text)


def _in_order(short: str, name: str) -> bool:
    """Whether ``name`` has the characters of ``short`` in their order."""
    at = -1
    for char in short:
        at = name.find(char, at + 1)
        if at < 0:
            return False
    return True


def _key(mention: Mention) -> tuple[str, str]:
    """What two names of one facility share: the kind's synonyms folded, 市, 省, blanks and quotes left out."""
    name = re.sub(r"[\s“”\"（）()·]", "", mention.canonical)
    if mention.type == "Center":
        for long, short in _CENTER_HEADS:
            name = name.replace(long, short)
        name = re.sub(r"(?<=[一-龥]{2})[市省](?=[一-龥]{3})", "", name)
    return mention.type, name


def _unified(text: str, mentions: tuple[Mention, ...]) -> dict[tuple[str, str], str]:
    """Canonical name by key: the lexicon's, else the longest of the article; of a facility's form in the heading that of the body."""
    best: dict[tuple[str, str], Mention] = {}
    for mention in mentions:
        old = best.get(_key(mention))
        if old is None or (mention.source == "lexicon", len(mention.canonical)) > (old.source == "lexicon", len(old.canonical)):
            best[_key(mention)] = mention
    names = {key: mention.canonical for key, mention in best.items()}
    names.update(_headline_forms(mentions, names, text.find("\n")))
    return names


def _headline_forms(mentions: tuple[Mention, ...], names: dict[tuple[str, str], str], heading: int) -> dict[tuple[str, str], str]:
    """A facility's name cut short in the heading alone (某某算力园) stands for the only longer one of the body that it abbreviates."""
    body = {m.canonical for m in mentions if m.type == "Center" and m.start > heading}
    found = {}
    for mention in mentions:
        short = mention.canonical
        if mention.end > heading or mention.type != "Center" or mention.source == "lexicon" or short in body:
            continue
        longer = [n for n in body if len(n) > len(short) and n[:2] == short[:2] and n[-1] == short[-1] and _in_order(short, n)]
        if len(longer) == 1:
            found[_key(mention)] = longer[0]
    return found


def _recalled(text: str, mentions: list[Mention], aliases: dict[str, Mention]) -> Iterator[Mention]:
    """The mentions, those that are an alias renamed, and the aliases' other places in the text."""
    for mention in mentions:
        owner = aliases.get(mention.text)
        same = owner is not None and owner.type == mention.type and mention.source != "lexicon"
        yield replace(mention, canonical=owner.canonical, source="coreference") if owner is not None and same else mention
    for alias, owner in aliases.items():
        for match in re.finditer(re.escape(alias), text):
            if alias.isascii() and re.match(r"[A-Za-z0-9]", text[match.end() : match.end() + 1]):
                continue
            if (
                len(alias) == 2
                and owner.source == "grammar"
                and not (begins(text, match.start()) and _deed().match(text, match.end()))
            ):
                continue
            yield Mention(*match.span(), alias, owner.type, owner.canonical, _ALIAS, "coreference", owner.entry)


def short_titles(mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """A document's short title (《行动计划》, 《意见》) takes the name of the last longer one that ends so; without one it is dropped."""
    kept: list[Mention] = []
    for mention in mentions:
        if mention.type != "Policy" or len(mention.text) > 6 or mention.source == "lexicon":
            kept.append(mention)
            continue
        bare = [m for m in kept if m.type == "Policy" and re.sub(r"[（(].*$", "", m.canonical).endswith(mention.text)]
        if bare:
            kept.append(replace(mention, canonical=bare[-1].canonical, source="coreference", confidence=_SAME))
        elif len(mention.text) > 4:
            kept.append(mention)
    return tuple(kept)
