"""Which indicator a number measures: level, growth, share, rank, multiple or increment, named as the text names it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

from kg.figure_words import figure_words
from kg.indicators import Indicator, indicators
from kg.model import Quantity
from pipelines.articles.clause import Place
from pipelines.articles.noun_phrase import Left, Right, read_left, read_right, trim

Kind = Literal["level", "growth", "share", "rank", "multiple", "increment"]

_PRECISION = re.compile(r"(?<![A-Za-z])(?:FP(?:64|32|16|8|4)|TF32|BF16|INT(?:16|8|4))\+?(?![A-Za-z\d])", re.IGNORECASE)
_PRECISION_ZH = {"双精度": "FP64", "单精度": "FP32", "半精度": "FP16"}
_BASIS = re.compile(r"同比|环比")
_AGAINST = re.compile(r"(?:(?<![同环])比|较|相较于|相较|相比|与|高于|低于)(?P<what>[^，。；]{0,30}?)(?:相比|时)?$")
_YEAR_BEFORE = re.compile(r"去年|上年|上一年|前一年|去年同期|上年同期")
_SHARE_OF = re.compile(
    r"(?P<part>.*?)(?:约|共|也|还|已|仅|只|就)*占(?:到|据|了)?(?P<whole>[^占]{0,24}?)的?(?:比重|比例|百分比|比率|份额|比)?(?:的)?$"
)
_SHARE_IN = re.compile(r"(?P<part>.+?)在(?P<whole>.+?)(?:之中|当中|中|里|内)(?:的|所)?(?:占比|比重|比例|份额|占有率)$")
_MULTIPLE = re.compile(r"(?:达到了?|达|是|为|相当于|约为|约是|等于)(?P<of>[^，]{0,24}?)的?$")
_SIZE = re.compile(r"(?:总规模|规模|总量|数量|总数|数|量)$")
_STOCK_MOVES = {"涨", "跌", "收涨", "收跌", "大涨", "大跌", "涨超", "跌超", "上涨", "下跌", "涨了", "跌了"}
_WHOLE = re.compile(r"总|全|整体|合计|全部")
_AREA = re.compile(r"(?:地区|区域|省份|节点|国家|城市|省市|企业|厂商|公司|中心|集群|枢纽|一期|二期|三期)$")
_MEASURE_END = re.compile(
    r"(?:[率量数额值价比]|规模|性能|能力|算力|速度|比重|价格|面积|容量|带宽|延迟?|时延|利润|收入|营收|PUE|效率|成本|功耗|频率|指数|长度|份额|收益|开支|投入|时间|时长|投资|产值|排名|股息|分红|产出)$"
)
_SERVES = re.compile(r"(?:提供|打造|带来|开展|创造|赋能|解决|培训|发放|输出)")
_COUNTING = frozenset({"count", "rack", "bare"})
_DEFAULT = {"compute": "算力规模", "ratio": "PUE"}


@dataclass(frozen=True, slots=True)
class Phrase:
    """What a number measures. ``base`` is the level that a growth, share or rank is about; ``start`` is where its words begin."""

    name: str
    base: str
    kind: Kind
    known: Indicator | None  # of the base for growth and rank, of the name otherwise
    start: int
    own: bool  # False: the base was carried over from an earlier figure
    basis: str | None = None
    sign: int = 1
    precision: str | None = None
    about: str | None = None  # a common noun that says of what the carried indicator is told: 严寒地区为1.25

    @property
    def label(self) -> str:
        """The indicator: the scheme's label where there is one, else the text's own words."""
        if self.known is None:
            return self.name
        if self.kind in ("level", "share"):
            return self.known.zh
        return self.known.zh + self.name[len(self.base) :] if self.name.startswith(self.base) else self.name


def read_phrase(place: Place, previous: Phrase | None) -> Phrase | None:
    """The indicator of the number at ``place``; ``previous`` is that of the figure before it in the same run of text."""
    quantity = place.quantity
    precision = _precision(place)
    if quantity.kind == "rank":
        found = _rank(place, previous)
    else:
        left, right = read_left(place), read_right(place)
        found = (
            _share(place, left, previous)
            or _growth(place, left, right, previous)
            or _multiple(place, left, previous)
            or _level(place, left, right, previous, precision)
        )
    if found is None:
        return None
    return replace(found, precision=precision or (found.precision if not found.own else None))


def _percentlike(quantity: Quantity) -> bool:
    return quantity.kind in ("percent", "percentage_point") or not quantity.unit


def _share(place: Place, left: Left, previous: Phrase | None) -> Phrase | None:
    """智能算力占总算力比例35%, 在总规模中的比重, 全球占比, 占全国的三成."""
    if not _percentlike(place.quantity) or left.tie in ("up", "down", "verb", "increment"):
        return None
    text = place.text[place.left : left.end].rstrip(" 　")
    text = re.sub(r"[（(][^（()）]*[）)]", "", text)
    inside = _SHARE_IN.search(text)
    if inside is not None:
        return _share_named(place, left, trim(_tail(inside["part"])), trim(inside["whole"]), previous)
    noun = next((w for w in figure_words().share if text.endswith(w)), None)
    of = _SHARE_OF.search(text) if "占" in text else None
    if of is not None and not (noun and noun.startswith(("占", "市占"))):
        part = left.noun.split("占")[0] if "占" in left.noun else trim(_tail(of["part"]))
        return _share_named(place, left, trim(part), trim(of["whole"]), previous)
    if noun is None:
        return None
    part = trim(left.noun[: -len(noun)]) if left.noun.endswith(noun) else ""
    if noun in ("市场份额", "市占率") or indicators().named(left.noun) is not None:
        return _phrase(place, left.noun, left.start, "share", base=_SIZE.sub("", part) or left.noun)
    return _share_named(place, left, part, "", previous, noun)


def _share_named(place: Place, left: Left, part: str, whole: str, previous: Phrase | None, noun: str = "占比") -> Phrase | None:
    part = part.removesuffix("同类")
    region = next((r for r in figure_words().regions if part == r or whole == r), None)
    named = {m.text for m in place.mentions(place.left, left.end)}
    if part in named or part == region:
        part = ""
    own = bool(part)
    base = part or (previous.base if previous else "")
    if not base:
        return None
    if region is None and not own and previous is not None and previous.kind == "share":
        return replace(previous, start=left.start, own=False)
    stem = _SIZE.sub("", base) or base
    general = not whole or region is not None or _WHOLE.search(whole) is not None or whole in stem
    name = f"{stem}{region or ''}占比" if general else f"{stem}占{whole}比重"
    basis = f"占比:{whole or region}" if whole or region else "占比"
    phrase = _phrase(place, name, left.start, "share", base=base)
    return replace(phrase, own=own, basis=basis)


def _tail(text: str) -> str:
    """The last piece of ``text`` that no comma or colon cuts."""
    return re.split(r"[，,：:；;。]", text)[-1]


def _growth(place: Place, left: Left, right: Right, previous: Phrase | None) -> Phrase | None:
    """同比增长65%, 增速达25%, 比去年提升30%, 13%的增长, 跌0.52%, 提高2.1个百分点."""
    quantity, words = place.quantity, figure_words()
    if not _percentlike(quantity) and quantity.kind != "multiple":
        return None
    before = place.text[place.left : left.end]
    noun = next((w for w in words.growth if left.noun.endswith(w)), None)
    if right.after_de and right.noun in ("增长", "增速", "增幅", "下降", "降幅", "提升", "涨幅", "跌幅", "增长率"):
        return _grown(place, left, left.noun, "增速" if right.noun.startswith("增") else right.noun, previous)
    if noun is not None and left.tie in ("link", "none", "up", "down"):
        return _grown(place, left, left.noun[: -len(noun)], noun, previous)
    if left.tie not in ("up", "down"):
        if not quantity.unit or not _BASIS.search(before[-4:]):
            return None
        return _grown(place, left, _BASIS.sub("", left.noun), "增速", previous)
    falls = left.tie == "down"
    if left.word in _STOCK_MOVES and not _BASIS.search(before) and (not left.noun or _is_name(place, left)):
        return replace(_phrase(place, "股价涨跌幅", left.start, "level"), sign=-1 if falls else 1)
    against = _AGAINST.search(re.sub(r"[（(][^（()）]*[）)]", "", before))
    noun_text = left.noun
    if against is not None:
        noun_text = trim(_tail(before[: against.start()]))
    kind = "增速" if quantity.kind != "multiple" and quantity.kind != "percentage_point" else "增幅"
    if "年均" in left.adverbs:
        kind = "年均增速"
    if falls and not _BASIS.search(before) and not (against and _YEAR_BEFORE.search(against["what"])):
        kind = "降幅"
    elif not falls and quantity.unit != "倍" and against is None and not _BASIS.search(before) and "年均" not in left.adverbs:
        kind = "增幅"
    if quantity.unit == "倍" and against is not None:
        kind = "倍数"
    return _grown(place, left, noun_text, kind, previous)


def _grown(place: Place, left: Left, noun: str, kind: str, previous: Phrase | None) -> Phrase | None:
    before = place.text[place.left : place.quantity.start]
    basis = _BASIS.search(kind) or _BASIS.search(before)
    year_on_year = _YEAR_BEFORE.search(before) is not None and basis is None
    noun = trim(_BASIS.sub("", _AGAINST.sub("", noun)))
    known = _head(noun)
    own = bool(noun) and (known is not None or len(noun) >= 2) and noun not in ("年均", "平均", "分别")
    points = place.quantity.kind == "percentage_point"
    carried = "" if previous is None else (previous.name if points and previous.kind == "share" else previous.base)
    base = noun if own else carried or _earlier_label(place)
    if not base:
        return None
    word = basis.group() if basis else "同比" if year_on_year else ""
    name = base + (kind if kind.startswith(word) else word + kind)
    falls = left.tie == "down" and kind not in ("降幅", "跌幅", "同比降幅")
    return Phrase(
        name=name,
        base=base,
        kind="growth",
        known=known if own else previous.known if previous and carried else _head(base),
        start=left.start if own or previous is None else place.start,
        own=own,
        basis=word or None,
        sign=-1 if falls else 1,
    )


def _multiple(place: Place, left: Left, previous: Phrase | None) -> Phrase | None:
    """性能达到了某厂的13倍, 其他性能也达到3.3倍."""
    if place.quantity.unit != "倍":
        return None
    before = place.text[place.left : left.end]
    of = _MULTIPLE.search(before) if left.tie == "none" else None
    noun = trim(_tail(before[: of.start()])) if of else left.noun
    noun = re.sub(r"(?:最高|最大|已|也|约)+$", "", noun)
    base = noun or (previous.base if previous else "") or _earlier_label(place)
    if not base:
        return None
    known = _head(base)
    return Phrase(base + "倍数", base, "multiple", known, left.start if noun else place.start, bool(noun))


def _rank(place: Place, previous: Phrase | None) -> Phrase | None:
    """算力总规模位居全球第二; 居全国第一 (of the figure before); 全国第三家国家超算中心."""
    left, right = read_left(place, regions=True), read_right(place)
    noun = left.noun if left.tie == "link" or indicators().find(left.noun) else ""
    if noun and _is_name(place, left):
        noun = ""
    noun = re.sub(r"(?:位次|排名|名次)$", "", noun)
    if previous is not None and indicators().find(noun) is None and not _MEASURE_END.search(noun):
        noun = ""
    base = noun or (previous.base if previous else "") or right.noun or _earlier_label(place)
    if not base:
        return None
    known = _head(base)
    return Phrase(
        f"{base}{left.region or ''}排名", base, "rank", known, left.start if noun else place.start, bool(noun or right.noun)
    )


def _level(place: Place, left: Left, right: Right, previous: Phrase | None, precision: str | None) -> Phrase | None:
    """The plain case: a noun phrase before or after the number, or the one of the figure before."""
    quantity = place.quantity
    if left.tie == "increment":
        return _increment(place, left, right, previous)
    if left.tie in ("up", "down") and quantity.kind != "bare" and not left.noun and previous is not None:
        return replace(previous, name=previous.base + ("增加量" if left.tie == "up" else "减少量"), kind="increment", own=False)
    name, start = _choose(place, left, right)
    if precision is not None and quantity.kind == "compute" and _plain_compute(name):
        name = precision + "算力"
    if name:
        if previous is not None and left.tie == "link" and _AREA.search(name) and _compatible(previous, quantity):
            return replace(previous, name=previous.base, kind="level", start=start, own=False, basis=None, sign=1, about=name)
        return _phrase(place, _measured(name, quantity), start, "level")
    if previous is not None and (place.members > 1 or _compatible(previous, quantity)):
        return replace(previous, start=place.start, own=False, name=previous.base, kind="level", basis=None, sign=1)
    default = _earlier_label(place) or _DEFAULT.get(quantity.kind, "")
    return _phrase(place, default, place.start, "level") if default else None


def _increment(place: Place, left: Left, right: Right, previous: Phrase | None) -> Phrase | None:
    """净增1.1万架 (of the figure before), 新增140个智算中心项目."""
    if right.noun:
        return _phrase(place, left.word + _counted(right.noun, place.quantity), right.start, "increment", base=right.noun)
    if left.noun:
        return _phrase(place, f"{left.noun}{left.word}数", left.start, "increment", base=left.noun)
    if previous is None:
        return None
    stem = _SIZE.sub("", previous.base) or previous.base
    return replace(previous, name=f"{stem}{left.word}数", kind="increment", start=place.start, own=False, basis=None)


def _choose(place: Place, left: Left, right: Right) -> tuple[str, int]:
    """The noun phrase that names the number, as (name, offset); ("", clause start) where neither side has one."""
    quantity = place.quantity
    counted = quantity.kind in _COUNTING and bool(quantity.unit)
    left_fits, right_fits = _fits(left.noun, quantity), _fits(right.noun, quantity)
    if left.tie == "link":
        order = ("right", "left") if counted and left.word == "为" and _SERVES.match(place.text, right.end) else ("left", "right")
    elif left.tie == "verb" or right.after_de and right.noun:
        order = ("right", "left")
    elif left_fits != right_fits:
        order = ("left", "right") if left_fits else ("right", "left")
    else:
        order = ("right", "left") if counted else ("left", "right")
    for side in order:
        if side == "left" and left.noun and not _is_name(place, left):
            return (_counted(left.noun, quantity) if counted else left.noun), left.start
        if side == "right" and right.noun:
            return (_counted(right.noun, quantity) if counted else right.noun), right.start
    return "", place.start


def _measured(name: str, quantity: Quantity) -> str:
    """The name itself, or the scheme's where the text names the thing and not its measure: 7nm工艺 is a 制程, 64GB显存 a 显存容量."""
    if quantity.unit.lstrip("万亿千百十") and quantity.kind in _COUNTING:
        return name
    if _MEASURE_END.search(name.removesuffix("数") if quantity.kind in _COUNTING else name):
        return name
    known = indicators().named(name) or indicators().named(name.removesuffix("数"))
    return known.zh if known is not None and _takes(known, quantity) else name


def _fits(noun: str, quantity: Quantity) -> bool:
    """Whether a label of the scheme that takes this kind of unit stands in ``noun``."""
    return bool(noun) and _known(noun, quantity) is not None


def _known(noun: str, quantity: Quantity) -> Indicator | None:
    """The indicator that ``noun`` names and whose values may have the quantity's unit: the longest label at its head."""
    hits = [hit for hit in indicators().scan(noun) if hit.end >= len(noun) - 2 and _takes(hit.indicator, quantity)]
    return max(hits, key=lambda hit: hit.end - hit.start).indicator if hits else None


def _head(noun: str) -> Indicator | None:
    """The indicator whose label stands at the head (the end) of ``noun``, whatever its unit: the base of a growth or a rank."""
    hits = [hit for hit in indicators().scan(noun) if hit.end >= len(noun) - 2]
    return max(hits, key=lambda hit: hit.end - hit.start).indicator if hits else None


def _takes(indicator: Indicator, quantity: Quantity) -> bool:
    if quantity.kind in indicator.dimensions:
        return True
    return not quantity.unit.lstrip("万亿千百十") and "bare" in indicator.dimensions


def _compatible(previous: Phrase, quantity: Quantity) -> bool:
    return previous.known is not None and _takes(previous.known, quantity)


def _counted(noun: str, quantity: Quantity) -> str:
    """A counted thing's name as an indicator: 智算中心项目 -> 智算中心项目数."""
    if re.search(r"(?:数|数量|总数|总量|规模|量|率|值|额|面积|容量)$", noun) or quantity.kind not in _COUNTING:
        return noun
    return noun + "数"


def _phrase(place: Place, name: str, start: int, kind: Kind, base: str = "") -> Phrase:
    return Phrase(name, base or name, kind, _known(name, place.quantity), start if start >= 0 else place.start, True)


def _is_name(place: Place, left: Left) -> bool:
    """Whether the whole noun phrase is the name of something, which measures nothing: 中国移动 涨0.9%."""
    inside = place.mentions(left.start, left.end)
    covered = sum(m.end - m.start for m in inside)
    solid = len(re.sub(r"[\s（()）\d.A-Z的、和与]", "", place.text[left.start : left.end]))
    return bool(inside) and covered >= solid and _known(left.noun, place.quantity) is None


def _earlier_label(place: Place) -> str:
    """The last label of the scheme before the clause in its sentence that takes the unit."""
    text = place.text[max(place.sentence.start, place.start - 60) : place.start]
    hits = [h for h in indicators().scan(text) if _takes(h.indicator, place.quantity) or _percentlike(place.quantity)]
    return text[hits[-1].start : hits[-1].end] if hits else ""


def _plain_compute(name: str) -> bool:
    rest = _PRECISION.sub("", name)
    return (
        not rest
        or re.fullmatch(r"(?:[（(].*[）)]|芯片|浮点|整数|标准|性能|算力|下|精度|计算|峰值|运算|能力|的|\+|最高|数)*", rest)
        is not None
    )


def _precision(place: Place) -> str | None:
    """FP16 and the like beside the number: after it, else before it, the nearest."""
    if place.quantity.kind not in ("compute", "bare", "count", "ratio"):
        return None
    after = _PRECISION.search(place.text[place.quantity.end : min(place.right, place.quantity.end + 12)])
    if after is not None:
        return after.group().upper()
    before = [m.group().upper() for m in _PRECISION.finditer(place.text[place.left : place.quantity.start])]
    if before:
        return before[-1]
    around = place.text[place.left : min(place.right, place.quantity.end + 8)]
    return next((code for word, code in _PRECISION_ZH.items() if word in around), None)
