"""The words left and right of a number: which verb ties it to which noun phrase. Grammar only, no list of indicators."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from kg.figure_words import figure_words
from kg.units import units
from pipelines.language.figures.clause import Place, within
from pipelines.language.figures.phrase import measured

Tie = Literal["none", "link", "up", "down", "increment", "verb"]

_CLOSING = {"）": "（", ")": "(", "】": "【", "]": "["}
_ADJECTIVES = frozenset(
    [
        "常见",
        "不同",
        "重要",
        "主要",
        "新",
        "全新",
        "典型",
        "大型",
        "关键",
        "核心",
        "独立",
        "先进",
        "优质",
        "标志性",
        "高性能",
        "国家级",
        "世界级",
        "专业",
        "完整",
        "具体",
    ]
)
_IN_USE = re.compile(r"在[用建营运网售]")
_FORESEEN = frozenset(["预测", "预期", "预计", "目标"])
_LONGEST = 40  # characters of a noun phrase of an earlier clause
_MEASURE_CUT = frozenset(["分为", "分达", "量为", "率为"])
_FREE = "达超逾约"  # end of a word only in names (英伟达), whatever the tokenizer makes of 占比达
# a span of time between what is measured and its verb: 租金三个月下跌, 用户一年半时间增长; and a base: 电价每千瓦时0.3元
_SPAN = re.compile(
    r"(?:[近过前后]?(?:\d{1,4}|[一二三四五六七八九十两半数几]{1,3})个?半?(?:多)?(?:年|个月|天|周|季度|小时|分钟)半?多?)(?:来|内|间|时间|以来|之后|之内|后)?$"
)
_PER = re.compile(r"每(?P<of>[^\s每，。]{1,6})$")
_QUOTES = '“”"‘’「」『』'
_BREAK = re.compile(r"[\s，,。；;：:！!？?（(）)【】《》<>＜＞=—]")
_CODE_OF = re.compile(r"^[A-Za-z]{1,12}[ -]?\d+[A-Za-z]* ?的 ?(?=.{2})")  # C300的TDP
_EACH_YEAR = re.compile(r"^每(?=[年月日].)")
_LISTED = re.compile(
    r"^.*、.*?[二两三四五六七八九十](?:[地家省市国者款]|大(?:集群|枢纽|节点|运营商|厂商|城市|基地|园区|中心|品牌|巨头))(?:的)?(?=.{2})"
)  # 上海、深圳、北京三地备案的大模型
_ONE = re.compile(r"[了有]?[一1][座个项款台家批套张条]$")
_FRAMES = frozenset(
    [
        "水平",
        "区间",
        "大关",
        "关口",
        "上下",
        "范围",
        "高位",
        "低位",
        "幅度",
        "速度",
        "的速度",
        "量级",
        "门槛",
        "最高",
        "最低",
        "最多",
        "最少",
        "最大",
        "最小",
        "最快",
        "最慢",
        "次之",
        "居首",
        "垫底",
        "紧随其后",
        "出头",
        "平均水平",
        "均值",
        "平均值",
        "不等",
        "强",
    ]
)
_OWN_NAME = re.compile(
    r"^(?:自研|国产|自主研发的?|全新)?[A-Za-z\u4e00-\u9fff]{0,4}?(?<![A-Za-z])(?!HBM|DDR|GDDR|PCI|FP|INT)[A-Za-z]{1,8}-?\d+[A-Za-z]?(?=[\u4e00-\u9fff]{2})|^(?:自研|国产)(?=.{2})"
)
_COUNTRY = re.compile(r"^(?:我国|中国|全国|国内|全球|目前|当前|全省|全市|全区|该省|该市|该区|其(?!他|余|中|它))(?=.{2})")
_LEADING = re.compile(
    r"^(?:的|之|了|一[个台座款项套张颗家](?=.{2})|(?:这|该|此|本)(?:款|个|种|项|座|套|一|批|台|颗)|等|及|和|与|、|将|把|使|也|还|又|其(?!他|余|中|它)|各|内(?![蒙存部容网核循外地需])|在用的|年度|以来|处于|累计|合计|共计)+(?=.{2})"
)
_TRAILING = re.compile(r"(?:的|之|内|中|里|上|、|和|及|与|等|年度)+$")


@dataclass(frozen=True, slots=True)
class Left:
    """What ties the number to the words before it. ``noun`` is the noun phrase, ``text[start:end]``, maybe empty."""

    tie: Tie
    word: str  # the verb that ties: 达到, 增长, 拥有
    adverbs: tuple[str, ...]  # peeled on the way, nearest first
    noun: str
    start: int
    end: int
    region: str | None = None  # 全球第二: 全球


@dataclass(frozen=True, slots=True)
class Right:
    noun: str
    start: int
    end: int
    after_de: bool  # the number is an attribute: 100P的算力


def read_left(place: Place, regions: bool = False) -> Left:
    """Peels adverbs, times and verbs off the end of the text before the number; the rest ends with a noun phrase.

    ``regions``: also take off 全球, 中部 between verb and number (位居全球第二).
    """
    words = figure_words()
    cut, tie, word, adverbs, region = place.list_start, "none", "", [], None
    while True:
        cut = _skip_marks(place, place.left, cut)
        rest = place.text[place.left : cut]
        if not rest:
            break
        time = next((t for t in place.times(place.left, cut) if t.end == cut), None)
        if time is not None:
            cut = time.start
            continue
        if regions and region is None:
            region = next((r for r in words.regions if rest.endswith(r)), None)
            if region is not None:
                cut -= len(region)
                continue
        span = _SPAN.search(rest[-16:]) or _PER.search(rest[-8:])
        if span is not None and (span.re is _SPAN or units().split(span["of"])[1] is not None):
            cut -= len(span.group())
            continue
        if rest.endswith("的") and any(t.end == cut - 1 for t in place.times(place.left, cut)):
            cut -= 1
            continue
        found = words.class_at_end(rest)
        if found is None or not _whole_word(place, cut, found[0]):
            break
        piece, kind = found
        if piece in _MEASURE_CUT and measured(rest[:-1]):  # 得分|为, not 得|分为
            piece, kind = piece[-1], "link"
        if kind == "adverb":
            adverbs.append(piece)
        elif kind == "link":
            if tie in ("up", "down"):
                break
            tie, word = "link", piece
        elif tie == "increment" or (kind == "verb" and tie in ("link", "up", "down")):
            break
        else:
            if tie == "link" and kind == "increment":
                pass
            tie, word = kind, piece
        cut -= len(piece)
        if kind == "verb":
            break
    start, end = noun_before(place, cut)
    named = any(m.start == start and m.type != "Place" for m in place.mentions(start, end))  # 中国电信 is no country
    noun = trim(place.text[start:end], country=not named)
    return Left(tie, word, tuple(adverbs), noun, start, end, region)  # type: ignore[arg-type]


def _skip_marks(place: Place, low: int, cut: int) -> int:
    """``cut`` moved left over blanks, quotes, and whole brackets: PUE（电能利用效率）|."""
    text = place.text
    while cut > low:
        char = text[cut - 1]
        if char.isspace() or char in _QUOTES:
            cut -= 1
        elif char in _CLOSING:
            opening = text.rfind(_CLOSING[char], low, cut)
            if opening < 0:
                return cut
            cut = opening
        else:
            return cut
    return cut


def _whole_word(place: Place, cut: int, word: str) -> bool:
    """A word of one character counts only where the tokenizer ends a token with it alone, or a known verb stands before."""
    if any(m.end == cut - len(word) for m in place.mentions(max(place.left, cut - 24), cut)):
        return True  # 某光电|报: whatever the tokenizer makes of 电报
    if len(word) > 1 or (word in _FREE and not any(m.end == cut for m in place.mentions(max(place.left, cut - 12), cut))):
        return True
    if word == "为" and measured(place.text[max(place.left, cut - 9) : cut - 1]):
        return True  # 幻觉|率为, cut at the wrong place
    tokens = within(place.analysis.tokens, max(place.left, cut - 8), cut)
    if not tokens or tokens[-1].end != cut:
        return True
    return len(tokens[-1].text) == 1 or tokens[-1].text in figure_words().before


def noun_before(place: Place, cut: int) -> tuple[int, int]:
    """Span of the noun phrase that ends at ``cut``: tokens leftwards up to a verb, preposition, time, number or mark."""
    words = figure_words()
    low = min(place.left, max(place.sentence.start, cut - _LONGEST)) if cut <= place.left else place.left
    borders = words.borders
    spans = [(t.start, t.end) for t in place.times(low, cut)]
    spans += [(q.start, q.end) for q in within(place.analysis.quantities, low, cut)]
    start = end = cut
    head = next((w for w in (*words.share, *words.growth) if place.text.endswith(w, low, cut)), "")
    start -= len(head)  # 占比 may have been cut into 占 and 比
    tokens = within(place.analysis.tokens, low, start)
    skip_to = None
    for token in reversed(tokens):
        if skip_to is not None:
            if token.text == skip_to:
                skip_to = None
            start = token.start
            continue
        if token.text in _CLOSING and any(t.text == _CLOSING[token.text] for t in tokens):
            skip_to = _CLOSING[token.text]
            start = token.start
            continue
        if token.end == cut and token.text in _FORESEEN and cut - low > len(token.text) + 2:
            start = token.start  # 净利润预测下调至3亿元
            continue
        if (token.text in borders and not _IN_USE.match(place.text, token.start)) or any(
            s < token.end and token.start < e for s, e in spans
        ):
            break
        if _BREAK.search(token.text) and not token.text.isspace():
            break
        start = token.start
    if tokens and tokens[-1].end < end and start == end:  # the cut fell inside a token
        start = tokens[-1].end
    return start, end


def read_right(place: Place) -> Right:
    """The noun phrase after the number, up to a verb, a joint or a mark; before 的 if something stands there, else after it."""
    stop = figure_words().stop_right
    start, end = place.list_end, place.right
    nested = within(place.analysis.quantities, start, start + 24)
    if nested and nested[0].start == start and place.quantity.kind == "count":  # 21个10Gbps以太网接口
        start, end = nested[0].end, nested[0].end + 16
    tokens = within(place.analysis.tokens, start, end)
    after_de, start, end = False, -1, -1
    parts: list[str] = []
    depth = 0
    for token in tokens:
        text = token.text
        if text in "（(" and not parts:
            depth += 1
        if depth:
            depth -= text in "）)"
            continue
        if text.isspace() or text in _QUOTES:
            continue
        if text == "的":
            if parts and (len(parts) > 1 or parts[0] not in _ADJECTIVES):
                break
            after_de = True
            continue
        if (
            text in stop
            or text in "、/"
            or figure_words().before.get(text) in ("link", "up", "down")
            or _BREAK.search(text)
            or any(t.start <= token.start < t.end for t in place.times(token.start, token.end))
        ):
            break
        start = token.start if start < 0 else start
        end = token.end
        parts.append(text)
    return Right(_thing(place, "".join(parts), start), start, end, after_de)


def _thing(place: Place, noun: str, start: int) -> str:
    """``noun`` without the product's own name before its kind (某某N2加速卡: 加速卡), and "" where it only frames the number (61%的水平)."""
    if noun in _FRAMES:
        return ""
    own = next(
        (m for m in place.mentions(start, start + len(noun)) if m.start <= start + 2 and m.type in ("Chip", "Model")), None
    )
    rest = noun[own.end - start :] if own is not None else _OWN_NAME.sub("", noun)
    return rest if len(rest) >= 2 else noun


def trim(noun: str, country: bool = True) -> str:
    """A noun phrase without blanks, brackets' content, quotes at the ends, country names and loose particles around it."""
    noun = re.sub(r"[（(【][^（()）】]*[）)】]", "", noun)
    noun = _LISTED.sub("", noun)
    noun = _EACH_YEAR.sub("", _CODE_OF.sub("", noun))
    noun = re.sub(r"\s+(?=[^\x00-\x7f])|(?<=[^\x00-\x7f])\s+", "", noun).strip(" 　、，" + _QUOTES)
    if country:
        noun = _COUNTRY.sub("", _LEADING.sub("", noun))
    previous = None
    while previous != noun:
        previous = noun
        noun = _ONE.sub("", _TRAILING.sub("", _LEADING.sub("", noun))).strip("、" + _QUOTES)
    return noun
