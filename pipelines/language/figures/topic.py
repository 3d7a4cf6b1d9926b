"""The common noun that a clause opens with, as what its figure is about where the text names nobody: 蓝光库寿命可达50年, 二期规划机柜6000个."""

from __future__ import annotations

import re

from kg.figure_words import figure_words
from kg.model import EntityType
from pipelines.language.figures.clause import Place, within
from pipelines.language.figures.phrase import Phrase
from pipelines.language.figures.subject import Scope
from pipelines.language.names.words import any_of, words
from pipelines.language.tokenizer import Token

_LONGEST = 16  # characters of a noun that names a subject
_THING = re.compile(rf"(?:{any_of('scope_things')})[A-Z]?$")
STAGE = re.compile(r"(?:项目)?[一二三四五六]期(?:工程|项目)?")
_QUOTED = re.compile(r"“(?P<name>[^“”，。；、]{2,12})”(?=[\u4e00-\u9fff\s]{0,3}(?:排|位列|获|实测|达|为|的|总|共|已))")
_OPENS = re.compile(r"[\s“”]*(?:目前|其中|同时|此外|另外|而|但|且|并|则)?")
_COUNTED = " 约近超逾达到有共已建成为总数量突破"
_NO_NAME = re.compile(
    r"[\d一二三四五六七八九十百千万亿两几前首该这此其本每各全年日月新]|隔夜"
)  # a number of them, 全市企业, 年产服务器
_SOLD = re.compile(
    r"(?:的)?(?:收入|营收|销售|销量|市场|出货|合约|价格指数|毛利|用户|项目|扩产|集群|产业|企业|公司|厂商|租金指数|占)"
)
_ONES = re.compile(r"[两二三四五六]者")
_PLAIN = re.compile(
    r"^(?:一|这|那|该|此|本|其|每|单|各|两|几|整|新|老|全部|所有|新一代|上一代|下一代|前代)?(?:个|颗|张|款|台|套|座|家|种|项)?$"
)


def opening_noun(place: Place, phrase: Phrase) -> Scope | None:
    """The noun at the head of the number's clause, else of its sentence; None where neither opens with a thing of its own."""
    starts = [place.start]
    if place.opening < place.start:
        starts.append(place.opening)
    for start in starts:
        found = _head(place, phrase, start)
        if found is not None:
            return found
    return None


def _head(place: Place, phrase: Phrase, start: int) -> Scope | None:
    text, end = place.text, place.quantity.start
    for time in place.times(start, end):
        if not text[start : time.start].strip(" ，"):
            start = time.end
    opening = _OPENS.match(text, start, end)
    start = opening.end() if opening is not None else start
    quoted = _QUOTED.match(text, text.rfind("“", 0, start + 1) if text[start - 1 : start] == "“" else start, end)
    if quoted is not None:
        return Scope(quoted["name"], None, quoted.start("name"), quoted["name"])
    stage = STAGE.match(text, start, end)
    if stage is not None:
        return Scope(stage.group(), "Center", start, stage.group())
    noun = _noun(within(place.analysis.tokens, start, min(end, start + _LONGEST)), start)
    if noun is None or _NO_NAME.match(noun) or _SOLD.match(text, start + len(noun)):
        return None
    behind = within(place.analysis.quantities, start + len(noun), end + len(place.quantity.text))
    if behind and not text[start + len(noun) : behind[0].start].strip(_COUNTED):  # 数据中心达12个: it is what is counted
        return None
    if phrase.kind == "share" and _kind(noun) != "Organization":  # 推理服务器占比: a part of the measure
        return None
    return Scope(noun, _kind(noun), start, noun)


def _noun(tokens: list[Token], start: int) -> str | None:
    """The longest run of nouns from ``start`` on that ends in a thing (国产加速卡), up to a verb, preposition or mark."""
    best, run = None, ""
    for token in tokens:
        if token.start != start + len(run) or token.text == "的" or not (token.text.isalnum() or token.text == "-"):
            break
        if token.text in figure_words().borders or token.text in figure_words().before or token.text in words("verbs"):
            break
        run += token.text
        thing = _THING.search(run)
        if (
            thing is not None
            and (run[-1].isupper() or not _PLAIN.fullmatch(run[: thing.start()] or "单"))
            and not _ONES.match(run)
        ):
            best = run
    return best


def _kind(noun: str) -> EntityType | None:
    if noun.rstrip("ABCDEF").endswith(("卡", "芯片", "处理器", "GPU")):
        return "Chip"
    return "Organization" if noun.endswith(("方", "商", "人", "客户", "团队", "企业")) else None
