"""Companies no lexicon knows: by registered name, by trade behind a coined word, by what they do, by stock code, and Latin names.

Registered names run from the place to 有限公司 (深圳某某科技有限公司) and leave out what describes them (大模型公司, 园区运营方). Usual names are
a coined word and a trade (某某半导体, 某某光电), or a coined word alone with a founder, a round of financing or a share price behind it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kg.model import Mention
from pipelines.language.names.coined import coined_before, is_coined
from pipelines.language.names.leftward import Leftward, Rule, Unit
from pipelines.language.names.words import any_of, words
from pipelines.language.tokenizer import is_word

_GRAMMAR, _WEAK, _SHAKY = 0.8, 0.65, 0.55
_LISTED = re.compile(r"(?<![一-龥])([一-龥]{3,6})\s?[（(](?:[A-Z]{2,6}[:：.]?\s?)?\d{4,6}\.?(?:SH|SZ|HK|BJ|sh|sz|hk)?[)）]")
_DESCRIBES = re.compile(r"(?:公司|企业|厂商|厂家|商|方|单位|机构|平台|龙头|巨头|品牌|股东|客户|独角兽)$")


def legal_start(text: str, left: Leftward, head: int, rule: Rule) -> int | None:
    """Where the registered name before 有限公司 at ``head`` begins; None where nothing fits."""
    units: list[Unit] = []
    at = head
    while head - at < 24 and (unit := left.before(at, rule)) is not None:
        bracket = unit.mention is not None and text[unit.start] in "（("
        if unit.kind in ("joint", "stop") and not bracket:
            break
        units.insert(0, unit)
        at = unit.start
    return _cut(text, units, head)


def _cut(text: str, units: list[Unit], head: int) -> int | None:
    """Without what describes the company: all up to a description, and common words before the place the name begins with."""
    for number in range(len(units) - 1, -1, -1):
        unit = units[number]
        word = text[unit.start : unit.end]
        if unit.type != "Organization" and _DESCRIBES.search(word) and number < len(units) - 1:
            units = units[number + 1 :]
            break
    places = [number for number, unit in enumerate(units) if unit.type == "Place" and text[unit.start] not in "（("]
    if places and places[0] > 0:
        before = units[places[0] - 1]
        own = before.type == "Organization" or (before.end - before.start > 1 and not is_word(text[before.start : before.end]))
        units = units if own else units[places[0] :]
    while (
        units and units[0].type is None and (units[0].kind == "modifier" or units[0].end - units[0].start == 1) and len(units) > 1
    ):
        units = units[1:]
    return units[0].start if units and head - units[0].start >= 3 else None


@cache
def _trades() -> re.Pattern[str]:
    return re.compile(any_of("trades_hard", "trades_soft"))


@cache
def _does() -> re.Pattern[str]:
    return re.compile(rf"[”」]?\s?(?:{any_of('company_does')})")


@cache
def _of_center() -> re.Pattern[str]:
    """Behind a trade, the rest of a facility's head: 某某智算|中心 is no company."""
    return re.compile(any_of("center_weak"))


_AFTER_HARD = re.compile(
    r"[的和与及在将已也则为是等由称拟获因从对把被向以近曾还正表宣发推披完成董总首副创公CEO实股营净预计上今去年每旗自研产品方面集\d（(，。、；：”」》！？\s]|$"
)


def coined_companies(text: str, known: tuple[Mention, ...]) -> Iterator[Mention]:
    """A coined word and a trade: certain where the trade is a company's, else where a company's deed follows or the name comes again."""
    ends, within = {m.end for m in known}, bytearray(len(text) + 1)
    for mention in known:
        within[mention.start : mention.end] = b"\1" * (mention.end - mention.start)
    doubtful: list[tuple[int, int]] = []
    sure: set[str] = set()
    for trade in _trades().finditer(text):
        start = None if within[trade.end() - 1] else coined_before(text, trade.start(), ends)
        if (
            start is None
            or any(within[start : trade.start()])
            or text[trade.start() - 1] in "省市县"
            or _of_center().match(text, trade.end())
        ):
            continue
        end = trade.end() + (2 if text.startswith(("集团", "股份"), trade.end()) else 0)
        certain = _does().match(text, end) is not None or _is_counted_by(text, start, end)
        if certain or (trade.group() in words("trades_hard") and _AFTER_HARD.match(text, end)):
            sure.add(text[start:end])
            yield _company(text, start, end, _GRAMMAR if certain else _WEAK)
        else:
            doubtful.append((start, end))
    yield from (_company(text, start, end, _WEAK) for start, end in doubtful if text[start:end] in sure)


_HOUSE = re.compile(r"(?:顾问|咨询|智库|研究|数据)$")
_ITS_NUMBERS = re.compile(r"(?:的|相关|最新|发布的?|公布的?){0,2}(?:数据|报告|统计|测算|研究|预测|调研|口径)")


def _is_counted_by(text: str, start: int, end: int) -> bool:
    """按照某某顾问相关数据测算: a research house by what it counts."""
    cited = re.search(r"(?:据|按照|按|依据)$", text[max(0, start - 2) : start])
    return cited is not None and _HOUSE.search(text, start, end) is not None and _ITS_NUMBERS.match(text, end) is not None


def _company(text: str, start: int, end: int, confidence: float) -> Mention:
    return Mention(start, end, text[start:end], "Organization", text[start:end], confidence, "grammar")


_BEFORE_ITEM = r"(?:(?<=[、和与及])|(?<=[，中是据由有]))"
_AFTER_ITEM = r"、|等\d|等[多数几]?家|等[，。公企厂机投]|[均分位跟领也紧股涨跌](?:[一-龥]|$)|[和与及][一-龥A-Z]"


@cache
def _item() -> re.Pattern[str]:
    return re.compile(rf"{_BEFORE_ITEM}(?P<name>[一-龥]{{2,6}}?)(?={_AFTER_ITEM}|{any_of('company_does')})")


_OF_COMPANIES = re.compile(r"(?:厂商|企业|公司|机构|投资方)(?:中，|包括|有|如|：)$")


def enumerated(text: str, known: tuple[Mention, ...], found: tuple[Mention, ...]) -> Iterator[Mention]:
    """Coined words and names with a company's trade in a list beside a company: 浪潮、宁畅、某某、超聚变.

    ``found`` are companies of the text's own grammar; a list of which one item is a company is a list of companies.
    """
    bodies = [m for m in (*known, *found) if m.type == "Organization"]
    starts, ends = {m.start for m in bodies}, {m.end for m in bodies}
    for match in _item().finditer(text):
        start, end = match.span("name")
        behind = text[start - 1] in "、和与及" and start - 1 in ends
        before = text[end : end + 1] in ("、", "和", "与", "及") and end + 1 in starts
        opening = text[end : end + 1] == "、" and _OF_COMPANIES.search(text, max(0, start - 8), start) is not None
        if (behind or before or opening) and start not in starts and _may_be_company(match.group("name")):
            ends.add(end)
            yield _company(text, start, end, _SHAKY)


def _may_be_company(name: str) -> bool:
    trade = _trades().search(name)
    stem = name[: trade.start()] if trade and trade.end() == len(name) else name
    return is_coined(stem) if len(stem) < 5 else False


_LEADER = r"(?:联合创始人|创始人|创始团队|首席执行官|首席技术官|首席科学家|董事长|总裁|CEO|CTO|CFO)"
_ROUND = re.compile(
    r"[“「](?P<name>[一-龥A-Za-z]{2,8})[”」](?:[^，。；\n]{0,4}(?:完成|获|宣布)[^，。；\n]{0,14}融资|获[^，。；\n]{0,12}投资)"
)


def led_companies(text: str, known: tuple[Mention, ...]) -> Iterator[Mention]:
    """A coined word before its founder or chief (某某创始人), or in quotes before a round of financing."""
    ends = {mention.end for mention in known}
    for match in re.finditer(_LEADER, text):
        start = coined_before(text, match.start(), ends)
        if start is not None and not _ends_description(text[start : match.start()]):
            yield _company(text, start, match.start(), _SHAKY + 0.06)
    for match in _ROUND.finditer(text):
        yield _company(text, *match.span("name"), _GRAMMAR)


def _ends_description(word: str) -> bool:
    return bool(_DESCRIBES.search(word)) or word.endswith(("兼", "任", "原", "副", "席"))


def listed(text: str) -> Iterator[Mention]:
    """Companies by the stock code behind them: 某某股份（300000.SZ）."""
    for match in _LISTED.finditer(text):
        if not re.search(r"[的了在是年月第共约]", match.group(1)):
            start, end = match.span(1)
            yield _company(text, start + (text[start] in "而但则且" and end - start > 3), end, _WEAK)


_SAYS = (
    r"(?:统计|发布|宣布|公布|数据|报告|预测|测算|表示|认为|指出|推出|公司|首席|创始人|CEO|分析师|联合创始人|高管|总裁|股价|财报|披露|调查|调研|研究|追踪|"
    r"报道|预计|推荐(?!系统|算法|模型|引擎|场景|广告)|建议|规定|估算|估计|显示|称|最新|的?(?:一份|这份)?(?:最新)?(?:报告|数据|预测|统计|调查|追踪|研究))"
)
_LATIN = r"[A-Z][A-Za-z]{2,14}(?:\s[A-Z][a-z]{2,11})?"
_LATIN_BODY = re.compile(rf"(?<![A-Za-z0-9.·-])(?P<name>{_LATIN})(?=\s?(?:今日|近日|近期|日前|此前|周[一二三四五六日])?{_SAYS})")
_AFTER_KIND = re.compile(
    rf"(?:据|根据|机构|厂商|巨头|企业|公司|供应商|竞争对手|对手|同行|龙头|初创|平台商|服务商|制造商|开发商)\s?(?P<name>{_LATIN})(?![A-Za-z0-9.+-]|\s?(?:芯片|显卡|服务器|模型|大模型|格式|协议|接口|架构|代码|论文))"
)
_JOINT = re.compile(r"\s?(?:、|和|与|及|以及|跟)\s?")
_LISTED_LATIN = re.compile(
    rf"{_LATIN}(?![A-Za-z0-9.+-]|\s?[\d一-龥]{{0,2}}(?:芯片|显卡|系列|模型|大模型|卡|版|接口|格式|协议|架构))"
)


def latin_bodies(text: str, known: tuple[Mention, ...]) -> Iterator[Mention]:
    """Latin names that say, publish or count something, that follow what kind of body they are, or that are listed with known bodies."""
    for pattern in (_LATIN_BODY, _AFTER_KIND):
        for match in pattern.finditer(text):
            start, end = match.span("name")
            if _is_body(match.group("name"), match.group()) and not _titled().search(text, max(0, start - 8), start):
                yield _company(text, start, end, _SHAKY)
    edges = {m.end for m in known if m.type == "Organization"}
    for end in sorted(edges):
        joint = _JOINT.match(text, end)
        name = _LISTED_LATIN.match(text, joint.end()) if joint else None
        if name and _is_body(name.group(), name.group()):
            yield _company(text, *name.span(), _SHAKY)


@cache
def _titled() -> re.Pattern[str]:
    """A title before a Latin name makes it a person's: 分析师Wei Sun."""
    return re.compile(rf"(?:{any_of('titles')})\s?$")


def _is_body(name: str, whole: str) -> bool:
    if name.split()[0].upper() in words("common_latin") or re.search(r"(?:flops|tops|gpu|cpu)$", name, re.IGNORECASE):
        return False
    return not (name.isupper() and len(name) < 4 and whole == name)
