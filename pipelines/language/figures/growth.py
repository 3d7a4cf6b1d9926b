"""Numbers that are about another number: shares, growth rates, multiples."""

from __future__ import annotations

import re
from dataclasses import replace

from kg.figure_words import figure_words
from kg.indicators import indicators
from kg.model import Quantity
from pipelines.language.figures.clause import Place
from pipelines.language.figures.ellipsis import earlier_label, heading, names_nothing, points_back, says_nothing
from pipelines.language.figures.noun_phrase import Left, Right, read_right, trim
from pipelines.language.figures.phrase import SIZE, Phrase, head_indicator, make, measured, percentlike

_BASIS = re.compile(r"同比|环比")
_AGAINST = re.compile(r"(?:(?<![同环])比(?![特例重率])|较|相较于|相较|相比|与|高于|低于)(?P<what>[^，。；]{0,30}?)(?:相比|时)?$")
_YEAR_BEFORE = re.compile(r"去年|上年|上一年|前一年|去年同期|上年同期")
_GROWTH_AFTER = frozenset({"增长", "增速", "增幅", "下降", "降幅", "提升", "涨幅", "跌幅", "增长率"})
_SHARE_OF = re.compile(
    r"(?P<part>.*?)(?:大概|大约|约|共|也|还|已|仅|只|就|仍|却|则|均|各|分别|合计|差不多|总共)*(?:占(?:到|据|了)?|独得|独揽|独占|分得|包揽)(?P<whole>[^占]{0,24}?)的?(?:比重|比例|百分比|比率|份额|比)?(?:的)?$"
)
_TAKES = re.compile(r"占|独得|独揽|分得|包揽")
_SHARE_IN = re.compile(r"(?P<part>.+?)在(?P<whole>[^在]+?)(?:(?:之中|当中|中|里|内)(?:的|所)?|的)(?:占比|比重|比例|份额|占有率)$")
_MULTIPLE = re.compile(r"(?:达到了?|达|是|为|相当于|约为|约是|等于)(?P<of>[^，]{0,24}?)的?$")
_STOCK_MOVES = {"涨", "跌", "收涨", "收跌", "大涨", "大跌", "涨超", "跌超", "上涨", "下跌", "涨了", "跌了"}
_OF_SHARES = re.compile(r"股价(?:盘[前中后]|当[日天]|早盘|午盘|收盘|盘后|应声|随即)*$")
_PERIOD = re.compile(r"[年月初末底]|同期|上期|此前|以前|之前|过去|原来|预期|平均|水平")
_LONGEST_STANDARD = 14
_WHOLE = re.compile(r"总|全(?!社会)|整体|合计|全部")


def share(place: Place, left: Left, previous: Phrase | None) -> Phrase | None:
    """The phrase of a share: 智能算力占总算力比例35%, 在总规模中的比重, 全球占比, 占全国的三成. None where the number is none."""
    if not percentlike(place.quantity) or left.tie in ("up", "down", "verb", "increment"):
        return None
    text = place.text[place.left : left.end].rstrip(" 　")
    text = re.sub(r"[（(][^（()）]*[）)]", "", text)
    inside = _SHARE_IN.search(text)
    if inside is not None:
        return _share_named(place, left, trim(_tail(inside["part"])), trim(inside["whole"]), previous)
    noun = next((w for w in figure_words().share if text.endswith(w)), None)
    of = _SHARE_OF.search(text) if _TAKES.search(text) else None
    if of is not None and not (noun and noun.startswith(("占", "市占"))):
        part = left.noun.split("占")[0] if "占" in left.noun else ""
        part = (part or trim(_tail(of["part"]))).removesuffix("所")
        return _share_named(place, left, trim(part), trim(of["whole"]), previous)
    if noun is None:
        return None
    raw = place.text[left.start : left.end].rstrip()
    part = raw[: -len(noun)].strip() if raw.endswith(noun) else ""
    part = part if part.removesuffix("同类") in figure_words().regions else trim(part)
    if noun in ("市场份额", "市占率") or (part and left.noun != noun and indicators().named(left.noun) is not None):
        return make(place, left.noun, left.start, "share", base=SIZE.sub("", part) or left.noun)
    return _share_named(place, left, part, "", previous)


def _share_named(place: Place, left: Left, part: str, whole: str, previous: Phrase | None) -> Phrase | None:
    """The share of ``part`` in ``whole``; either may be empty, then it is that of the figure before, or of a region."""
    part = part.removesuffix("同类")
    part = re.sub(r"(?:分别|依次|各|均|合计)+$", "", part)
    region = next((r for r in figure_words().regions if part == r or whole == r), None)
    named = {m.text for m in place.mentions(place.left, left.end)}
    if part in named or part == region or says_nothing(part, named):
        part = ""
    own = bool(part)
    base = part or (previous.base if previous else "")
    if not base:
        return None
    if region is None and not own and previous is not None and previous.kind == "share":
        return replace(previous, start=left.start, own=False)
    noun_of_share = "份额" if re.search(r"份额(?:分别|依次|各)?[^，。；]{0,3}$", place.text[place.left : left.end]) else ""
    stem = SIZE.sub("", base) or base
    stem = base if stem.endswith(("市场", "产业", "行业")) else stem
    if not part and not region and noun_of_share == "份额":
        name = "市场份额" if "市场" in place.text[max(place.opening, place.start - 60) : place.quantity.start] else "份额"
        return replace(make(place, name, left.start, "share", base=base), own=False, basis="占比")
    if noun_of_share and whole and "市场" in whole:
        name = stem + "市场份额"
        return replace(make(place, name, left.start, "share", base=base), own=own, basis=f"占比:{whole}")
    general = not whole or region is not None or _WHOLE.search(whole) is not None or whole in stem
    name = f"{stem}{region or ''}占比" if general else f"{stem}占{whole}比重"
    basis = f"占比:{whole or region}" if whole or region else "占比"
    phrase = make(place, name, left.start, "share", base=base)
    return replace(phrase, own=own, basis=basis)


def _tail(text: str) -> str:
    """The last piece of ``text`` that no comma or colon cuts."""
    return re.split(r"[，,：:；;。]", text)[-1]


def growth(place: Place, left: Left, right: Right, previous: Phrase | None) -> Phrase | None:
    """The phrase of a change: 同比增长65%, 增速达25%, 比去年提升30%, 13%的增长, 跌0.52%, 提高2.1个百分点. None where there is none."""
    quantity, words = place.quantity, figure_words()
    if not percentlike(quantity) and quantity.kind != "multiple":
        return None
    before = place.text[place.left : quantity.start]
    noun = next((w for w in words.growth if left.noun.endswith(w)), None)
    if right.after_de and right.noun in _GROWTH_AFTER:
        return _grown(place, left, left.noun, "增速" if right.noun.startswith("增") else right.noun, previous)
    if noun is not None:
        return _grown(place, left, left.noun[: -len(noun)], noun, previous)
    on_year = _BASIS.search("".join((*left.adverbs, left.word))) is not None
    if left.tie not in ("up", "down"):
        return _grown(place, left, left.noun, "增速", previous) if on_year and left.tie in ("none", "link") else None
    falls = left.tie == "down"
    silent = not left.noun and previous is not None and previous.start >= place.sentence.start and not _priced(previous)
    shares = _OF_SHARES.search(left.noun) is not None
    if left.word in _STOCK_MOVES and not on_year and not silent and (not left.noun or shares or names_nothing(place, left)):
        return replace(make(place, "股价涨跌幅", left.start, "level"), sign=-1 if falls else 1)
    noun_text, standard = compared(place, left)
    against = _AGAINST.search(place.text, max(place.start, left.end - 60), left.end) is not None
    kind = _kind_of_change(quantity, left, on_year or _YEAR_BEFORE.search(before) is not None, against)
    return _grown(place, left, noun_text, kind, previous, standard)


def _priced(previous: Phrase) -> bool:
    return previous.known is not None and previous.known.key in ("share-price", "share-price-change")


def compared(place: Place, left: Left) -> tuple[str, str]:
    """The noun phrase that changes, and what else it is compared with: 时延比H20低18% gives (时延, H20); a time is no such thing."""
    low = max(place.start, left.end - 60)
    said = place.text[low : left.end]
    against = _AGAINST.search(re.sub(r"[（(][^（()）]*[）)]", lambda m: " " * len(m.group()), said))
    if against is None:
        return left.noun, ""
    return trim(_tail(said[: against.start()])), standard(place, low + against.start("what"), low + against.end("what"))


def standard(place: Place, start: int, end: int) -> str:
    """The thing at ``start:end`` that a number is measured against, "" where that is a time or a pointer."""
    what = trim(place.text[start:end].removesuffix("的"))
    if (
        not what
        or _PERIOD.search(what)
        or place.times(start, end)
        or points_back(place, start, end)
        and not place.mentions(start, end)
        and not re.search(r"[A-Za-z]", what)
    ):
        return ""
    if len(what) > _LONGEST_STANDARD:
        inside = place.mentions(start, end)
        return inside[-1].text if inside else what.rpartition("的")[2][-_LONGEST_STANDARD:]
    return what


def versus(base: str, against: str) -> str:
    return f"{base}相对{against}" if against else base


def _kind_of_change(quantity: Quantity, left: Left, on_year: bool, against: bool) -> str:
    """增速 where two periods are compared, 降幅 and 增幅 where a thing got less or more, 倍数 against another thing."""
    if "年均" in left.adverbs:
        return "年均增速"
    if quantity.kind == "percentage_point":
        return "降幅" if left.tie == "down" else "增幅"
    if quantity.kind == "multiple":
        return "倍数" if against else "增幅"
    if on_year or left.word.startswith("增长"):
        return "增速"
    if left.tie == "down":
        return "跌幅" if "跌" in left.word else "降幅"
    return "增速" if against else "涨幅" if "涨" in left.word else "增幅"


def _grown(place: Place, left: Left, noun: str, kind: str, previous: Phrase | None, against: str = "") -> Phrase | None:
    """The phrase of a change of ``noun``, or of the figure before where ``noun`` is no noun phrase of its own."""
    before = place.text[place.left : place.quantity.start]
    basis = _BASIS.search(kind) or _BASIS.search(before)
    year_on_year = _YEAR_BEFORE.search(before) is not None and basis is None
    noun = trim(_BASIS.sub("", _AGAINST.sub("", noun)))
    known = head_indicator(noun)
    own = bool(noun) and (known is not None or len(noun) >= 2) and noun not in ("年均", "平均", "分别")
    if own and known is None and names_nothing(place, left) and (previous is not None or heading(place)):
        noun, own = "", False  # 郑州同比增长176%
    points = place.quantity.kind == "percentage_point"
    if points and noun in figure_words().growth and previous is not None and previous.kind == "growth":
        noun, own = "", False  # 同比增长8%，增速回落2个百分点
    carried = (
        heading(place)
        if previous is None
        else (previous.name if points and previous.kind in ("share", "growth") else previous.base)
    )
    if previous is not None and previous.start < place.sentence.start and not points:
        carried = earlier_label(place) or carried  # what this very sentence speaks of goes before the last one's figure
    base = noun if own else carried or earlier_label(place)
    if not base:
        return None
    word = basis.group() if basis else "同比" if year_on_year else ""
    name = versus(base, against) + (kind if kind.startswith(word) else word + kind)
    falls = left.tie == "down" and not points and not kind.endswith(("降幅", "跌幅"))
    return Phrase(
        name=name,
        base=base,
        kind="growth",
        known=known if own else previous.known if previous and base == previous.base else head_indicator(base),
        start=left.start if own or previous is None else place.start,
        own=own,
        basis=word or None,
        sign=-1 if falls else 1,
        against=against,
    )


def multiple(place: Place, left: Left, previous: Phrase | None) -> Phrase | None:
    """The phrase of a multiple: 性能达到了某厂的13倍, 其他性能也达到3.3倍."""
    if place.quantity.unit != "倍":
        return None
    before = place.text[place.left : left.end]
    right = read_right(place)
    if left.tie in ("none", "verb") and measured(right.noun) and not right.after_de:
        return make(place, right.noun, right.start, "level")  # 对应38倍市盈率
    of = _MULTIPLE.search(before) if left.tie == "none" else None
    noun = trim(_tail(before[: of.start()])) if of else left.noun
    against = standard(place, place.left + of.start("of"), place.left + of.end("of")) if of else ""
    noun = re.sub(r"(?:最高|最大|已|也|约)+$", "", noun)
    base = noun or (previous.base if previous else "") or earlier_label(place)
    if not base:
        return None
    known = head_indicator(base)
    name = versus(base, against) + "倍数"
    return Phrase(name, base, "multiple", known, left.start if noun else place.start, bool(noun), against=against)
