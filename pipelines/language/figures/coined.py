"""Subjects that the text describes but no list or grammar of names knows: 主机“某某一号”, 某云谷智算园 as what 园区 points to."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.figure_words import figure_words
from kg.model import EntityType
from pipelines.language.components import Analysis
from pipelines.language.figures.clause import within
from pipelines.language.figures.subject import Scope, is_object
from pipelines.language.names.words import words

_BACK = 1200  # characters that are looked back over
_LONGEST = 24  # of a described name
_LEAST = 2  # characters that must stand before the head: 新项目 names nothing
_GENERIC = re.compile(
    r"^(?:新|新建|在建|重点|大型|重大|多个|相关|这一|此类|各|某|首个|全国|国家|一批|上述|合作|投资|签约|建设|老|其他|本地|当地)+"
)
_KINDS: tuple[tuple[str, EntityType], ...] = (
    ("主机|超级计算机|超算系统|集群|平台|系统", "Center"),
    ("模型|大模型|智能体|助手|应用|APP|App", "Model"),
    ("芯片|加速卡|显卡|处理器|超节点", "Chip"),
)
_QUOTED = re.compile(
    rf"(?:(?P<kind>{'|'.join(kinds for kinds, _ in _KINDS)})|产品(?=.{{3,20}}(?:月活|日活|用户|下载)))[“「](?P<name>[^”」，。；、]{{2,16}})[”」]"
)
_HEADED = re.compile(
    r"[“「](?P<name>[^”」，。；、：\s]{2,10})[”」](?P<head>[^\W\da-zA-Z的]{0,6}?(?:星座|卫星|整机|主机|原型机|超算|集群|平台|系统|节点|大模型|模型|助手|芯片|加速卡|处理器|机器人|数据集|云))"
    r"(?!产业|建设|化|商|工程|行动|体系|格局)"
)
_CALLED = re.compile(r"(?:星座|卫星|节点|整机|原型机|机器人|数据集|基地|中心|园区)[“「](?P<name>[^”」，。；、：\s]{2,10})[”」]")
_TYPES: tuple[tuple[str, EntityType], ...] = (("模型助手", "Model"), ("芯片加速卡处理器", "Chip"))


def headed(analysis: Analysis, start: int, end: int) -> Iterator[Scope]:
    """Names in quotes before or behind what they name, which no mention covers: “某某”计算星座, 边缘节点“某某”."""
    text = analysis.text
    if text.find("“", start, end) < 0 and text.find("「", start, end) < 0:
        return
    for match in (*_HEADED.finditer(text, start, end), *_CALLED.finditer(text, start, end)):
        inside = within(analysis.mentions, *match.span("name"))
        if any(m.type not in ("Chip", "Model") for m in inside) or text[match.start() - 1] in "、和与及":
            continue
        if is_object(analysis.tokens, text, start, match.start()):
            continue
        if match.re is _CALLED:
            yield Scope(
                f"“{match['name']}”", "Center", match.start("name") - 1, match.group()[match.start("name") - 1 - match.start() :]
            )
            continue
        kind: EntityType = next((kind for heads, kind in _TYPES if match["head"][-2:] in heads), "Center")
        yield Scope(f"“{match['name']}”{match['head']}", kind, match.start(), match.group())


def quoted(analysis: Analysis, start: int, end: int) -> list[Scope]:
    """Names in quotes behind the word for what they are, which no mention covers."""
    found: list[Scope] = []
    if all(analysis.text.find(mark, start, end) < 0 for mark in "“「"):
        return found
    for match in _QUOTED.finditer(analysis.text, start, end):
        first, last = match.span("name")
        if within(analysis.mentions, first, last):
            continue
        kind = next((kind for kinds, kind in _KINDS if match["kind"] in kinds.split("|")), None) if match["kind"] else "Model"
        found.append(Scope(match["name"], kind, first, match["name"]))
    return found


def described(analysis: Analysis, offset: int, noun: str) -> Scope | None:
    """The last noun phrase before ``offset`` with the head that ``noun`` takes up: 项目 after …“某某”配套项目, 园区 after 某智算园."""
    head = r"园(?:区)?(?![\u4e00-\u9fff]*公司)" if noun == "园区" else re.escape(noun)
    heads = list(re.finditer(head, analysis.text[max(0, offset - _BACK) : offset]))
    shift = max(0, offset - _BACK)
    for match in reversed(heads):
        start = _phrase_start(analysis, shift + match.start(), shift + match.end())
        name = _GENERIC.sub("", analysis.text[start : shift + match.end()])
        if len(name) - len(match.group()) >= _LEAST:
            return Scope(name, "Center", start, name)
    return None


def _phrase_start(analysis: Analysis, head: int, end: int) -> int:
    """Where the noun phrase begins whose head is ``head:end``: leftwards over tokens up to a verb, preposition, 的, number or mark."""
    borders, verbs = figure_words().borders, words("verbs")
    start = head
    depth = 0
    for token in reversed(within(analysis.tokens, max(0, head - _LONGEST), end)):
        if token.end > head:
            start = min(start, token.start)
            continue
        if token.text in "”」":
            depth += 1
        elif token.text in "“「":
            depth -= 1
            if depth < 0:
                break
        elif depth == 0 and (_stops(token.text) or token.text in borders or token.text in verbs):
            break
        start = token.start
    return start


def _stops(text: str) -> bool:
    return re.search(r"[\s，。；：、！？（）()《》\d\n的了在]", text) is not None
