"""How speech shortens the names of a graph: 深圳启明未界科技有限公司 -> 启明未界, 国家超级计算长沙中心 -> 长沙超算, 2024某大会 -> 某大会."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache, lru_cache

from kg.lexicon import lexicon
from kg.model import EntityType
from kg.name_forms import core, normal
from pipelines.language.names.words import any_of
from pipelines.language.names.words import words as listed
from pipelines.language.tokenizer import is_word, words

_BRACKETED = re.compile(r"[（(][^（()）]*[)）]")
_YEAR = re.compile(r"^(?:20\d\d年?|第.{1,3}届)+(?=\D)")
_VERSION = re.compile(r"(?<=[\u4e00-\u9fff])[-·]?V?\d+(?:\.\d+)*$", re.IGNORECASE)
_MODEL_NUMBER = re.compile(r"(?<=[\u4e00-\u9fff])(?=[A-Za-z]+\d)[A-Za-z0-9]{3,}$")
_DIVISION = re.compile(r"^([\u4e00-\u9fff]{2})[市县区]$")
_LEGAL = re.compile(r"(?<![分子])公司$|集团$")


@lru_cache(maxsize=1 << 16)
def shortened(type: EntityType, name: str) -> tuple[str, ...]:
    """Forms that may stand for ``name``, without ``name`` itself and without words of the language; they may be another's too."""
    return tuple(f for f in dict.fromkeys(_MAKERS[type](name)) if f != name and len(f) > 1 and not is_word(f))


@cache
def _trade() -> re.Pattern[str]:
    return re.compile(rf"(?:{any_of('trades_hard', 'trades_soft')})+$")


def _firms(name: str) -> Iterator[str]:
    """Without legal form, place and trade, as long as what is left is no mere row of words: 寒泉半导体 -> 寒泉."""
    legal = bool(_LEGAL.search(name))
    body = core("Organization", name) if legal else name
    for form in (normal("Organization", name) if legal else name, body, _trade().sub("", body)):
        if coined(form) and not lexicon().named(form):
            yield form


def coined(form: str) -> bool:
    """Whether ``form`` is no mere row of words: some token of it is unknown or a single character."""
    return len(form) > 1 and any(len(token.text) == 1 or not is_word(token.text) for token in words(form))


def _centers(name: str) -> Iterator[str]:
    """Without the owner before it and what stands in brackets, and by the usual word for what it is (超算中心, 智算中心)."""
    hits = lexicon().find(name)
    owner = next((hit.end for hit in hits if hit.start == 0 and hit.entry.type == "Organization"), 0)
    cuts = (name[owner:], _BRACKETED.sub("", name), _BRACKETED.sub("", name[owner:]))
    for form in (name, *(cut for cut in cuts if _proper(cut))):
        folded = normal("Center", form)
        yield from (form, folded, form.replace("人工智能", "AI"))
        if folded.endswith("超算中心") and len(folded) > 5:
            yield folded.removesuffix("中心")


def _proper(center: str) -> bool:
    """Whether more than places and bodies tells this centre from others: 京北智算基地, but not 呼和浩特数据中心."""
    left = center
    for hit in lexicon().find(center):
        left = left.replace(center[hit.start : hit.end], "")
    left = left.strip("（）()“”")
    return bool(left) and left not in listed("center_generic") and len(words(left)) > 2


def _chips(name: str) -> Iterator[str]:
    number = _MODEL_NUMBER.search(name)
    if number:
        yield number.group()


def _places(name: str) -> Iterator[str]:
    yield _DIVISION.sub(r"\1", name)


def _documents(name: str) -> Iterator[str]:
    yield _BRACKETED.sub("", name)


def _models(name: str) -> Iterator[str]:
    yield _VERSION.sub("", name)


def _events(name: str) -> Iterator[str]:
    yield _YEAR.sub("", name)


def _people(name: str) -> Iterator[str]:
    yield from ()


_MAKERS: Mapping[EntityType, Callable[[str], Iterator[str]]] = {
    "Organization": _firms,
    "Center": _centers,
    "Chip": _chips,
    "Place": _places,
    "Policy": _documents,
    "Model": _models,
    "Event": _events,
    "Person": _people,
}
