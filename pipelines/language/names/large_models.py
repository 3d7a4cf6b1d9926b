"""Large models that a text introduces itself: a head (大模型, 基座模型) beside a quoted, Latin or coined name, then its other versions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kg.model import Mention
from pipelines.language.names.coined import begins, coined_before, is_coined
from pipelines.language.names.words import any_of, words
from pipelines.language.tokenizer import is_word

_NAMED, _GRAMMAR, _VERSION = 0.85, 0.8, 0.75
_SUFFIX = r"(?:[ -]?[VvRrXx]?\d{1,2}(?:\.\d{1,2})?(?:[ -](?:Pro|Max|Plus|Ultra|Flash|Lite|Mini|Turbo|Preview|\d{1,4}B))?)"
_NO_MORE = r"(?![A-Za-z0-9]|\.\d|[%％万亿倍月年日个款])"
_LINK = r"(?:系列|——|—|[:：]|名为|命名为|叫做?|\s)?"
_LAUNCH = re.compile(
    r"(?:发布|推出|上线|开源|训练出|打造|自研|旗下|名为|升级|研发|亮相|面世|迭代|完成备案|通过备案)[^，。；！？\n]{0,16}$"
)
_QUOTED = re.compile(
    r"“([^“”]{1,10})”[^，。；、“”]{0,6}?(?:大模型|大语言模型)|([A-Z][A-Za-z]{2,}(?:-[A-Za-z0-9.]+)?)(?:多模态|认知|语言)?大模型"
)


_NOT_ITS_NAME = re.compile(r"”(?:团队|企业|公司|青年|的|[^”]*(?:开源|发布|推出|打造))")  # “95后”团队开源大模型
_EDITION = r"(?: ?(?:Mini|Pro|Max|Lite|Turbo|Flash|Plus|Ultra|Air|Nano))"


@cache
def _behind() -> re.Pattern[str]:
    """A head and then the name: 基座模型“山岚-2”, 大模型Rivulet-3, 推理模型“听雨”."""
    heads, latin = any_of("model_heads"), r"[A-Z][A-Za-z]{1,15}"
    return re.compile(
        rf"(?:{heads}){_LINK}(?:[“「](?P<quoted>(?:[一-龥]{{2,6}}|{latin})(?:·[一-龥]{{2,4}})?{_SUFFIX}?)[”」]|(?P<latin>{latin}(?:-[A-Z][a-z]+)?{_SUFFIX}){_NO_MORE})"
    )


@cache
def _ahead() -> re.Pattern[str]:
    """A coined name, the head, a version: 听雨大模型2.0."""
    return re.compile(rf"(?P<stem>[一-龥]{{2}})大模型(?P<version>{_SUFFIX}){_NO_MORE}")


@cache
def _versioned() -> re.Pattern[str]:
    """A version between the coined name and the head: 听雨3.0多模态大模型."""
    return re.compile(
        r"(?<=[一-龥])(?P<version>[VvRr]?\d{1,2}\.\d{1,2})(?:全?多模态|大语言|语言|推理|基座|开源|文本|视觉|视频|通用)*(?:大模型|模型)"
    )


def models(text: str) -> Iterator[Mention]:
    """Large models with a quoted, Latin or coined name of their own; 国产大模型, 行业大模型 are common nouns."""
    stems: dict[str, None] = {}
    for mention in (*_beside(text), *_introduced(text)):
        versioned = re.fullmatch(rf"(.+?){_SUFFIX}", mention.canonical)
        if versioned and len(versioned.group(1)) > 1:
            stems[versioned.group(1)] = None
        yield mention
    for stem in stems:
        for match in re.finditer(rf"(?<![A-Za-z0-9]){re.escape(stem)}(?:{_SUFFIX}|{_EDITION}){_NO_MORE}", text):
            if begins(text, match.start()):
                yield _model(text, *match.span(), _VERSION)


def _model(text: str, start: int, end: int, confidence: float) -> Mention:
    return Mention(start, end, text[start:end], "Model", text[start:end], confidence, "grammar")


def _beside(text: str) -> Iterator[Mention]:
    for match in _QUOTED.finditer(text):
        name = match.group(1) or match.group(2)
        if name.upper() in words("common_latin") or match.group().startswith("“大") or _NOT_ITS_NAME.search(match.group()):
            continue
        if match.group(1) and re.search(rf"{_SUFFIX}$", name):
            yield _model(text, *match.span(1), _NAMED)
            continue
        yield Mention(*match.span(), match.group(), "Model", name + "大模型", _GRAMMAR, "grammar")


def _introduced(text: str) -> Iterator[Mention]:
    for match in _behind().finditer(text):
        group = "quoted" if match.group("quoted") else "latin"
        start, end = match.span(group)
        name = match.group(group)
        numbered = re.search(r"\d", name) is not None
        launched = _LAUNCH.search(text, max(0, match.start() - 20), match.start()) is not None
        if re.match(r"[A-Z]+", name) and re.match(r"[A-Za-z]+", name).group().upper() in words("common_latin"):  # type: ignore[union-attr]
            continue
        if (
            numbered
            or (launched and not is_word(name))
            or (launched and len(name) == 2 and not text.startswith(("问题", "现象", "化"), end + 1))
        ):
            yield _model(text, start, end, _GRAMMAR)
    for match in _ahead().finditer(text):
        if is_coined(match.group("stem"), rare=2000):
            yield _model(text, *match.span(), _GRAMMAR)
    for match in _versioned().finditer(text):
        begin = coined_before(text, match.start(), rare=2000)
        if begin is not None:
            yield _model(text, begin, match.end("version"), _GRAMMAR)
