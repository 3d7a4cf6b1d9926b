"""Words before a number that name no measure: what is measured was told before, in a heading or at an earlier figure."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kg.indicators import indicators
from pipelines.language.figures.clause import Place, within
from pipelines.language.figures.noun_phrase import Left, noun_before, trim
from pipelines.language.figures.phrase import head_indicator, measured, percentlike, takes, unit_indicator
from pipelines.language.figures.wording import OF_UNIT

# 两者, 三家合计, 前代, 去年同期, 其余: each points at a thing or a time that the text has named, and says nothing of what is measured.
_POINTER = re.compile(
    r"(?:(?:这|那|该|此|上述|前述)?(?:[一二三两四五六七八九十]|\d{1,2})(?:者|家|款|地|省|市|方|国|类|种|大类|项)"
    r"|这一|后者|前者|二者|另外|其中|(?:上一|前一|前|上|新一|这一|下一)(?:代|期|轮|年|季度|个月|版|批)"
    r"|(?:去年|上年)?同期|期初|期末|[年月季]初|[年月]末|年底|原来|原先|过去|此前|当初|目前|现在|如今|最新|官方|合计|总计|共计|累计|整体"
    r"|分别|依次|各自|各|均|都|也|还|又|则|却|更|仅|约|为|是|达|占|将|把|以|从|由|让|反而|其|该|这|本|那|公司|双方|一家|我们|我|人家|市场上|市面上|通常|一般|普遍|大概|可能|多|才|最大的|[单本上]季|当季|平均|行业|业内|后|能|可|会|只|这样|此|就|但|而|等|和|与|及|或|到|向|在|对|的|之|中)"
)
# A name of Latin letters with a number: C300, N2, RTX 4090, Qwen3-32B; not FP16, HBM3 or 5G, which tell kinds of a measure.
_CODE = re.compile(
    r"(?<![A-Za-z\d])(?!FP\d|INT\d|BF16|TF32|HBM|DDR|GDDR|PCI)[A-Za-z]{1,12}[ -]?\d+[A-Za-z]*(?:[.-]\w+)?", re.IGNORECASE
)
_LOOSE = re.compile(r"[\0\s、，/“”\"'‘’「」（）()《》]|（[^）]*）|\([^)]*\)")
_HEADING = re.compile(r"[^\n，,。；;：:、]{2,18}(?=[：:])")
_TOPIC = re.compile(
    r"(?:(?<=[，。；;：:！？\n])|^)(?:(?:再|先|从|就|在|而|至于|关于|论|按)?(?:看|算|说|谈|比)?(?P<topic>[^，。；;：:\n\d]{2,14}?)"
    r"(?:方面|上看|来看|而言|来说|这块|上)[，,：:]|(?P<alone>[^，。；;：:！？\n\d]{2,14})[，,])"
)
_SAID_BEFORE = re.compile(
    r"(?:^|[。；;：:！？\n])(?:再|先)?(?:看|算|说|谈|比|论)?(?P<topic>[^，。；;：:！？\n\d]{2,12}?)(?:呢|如何|怎么样|怎样)?[。？：:]\n?[^，。；;：:！？\n\d]{0,0}$"
)
_CLAUSE = re.compile(r"[是为有了说看称过将把被从我你他在]|数$")  # what is more than a noun phrase
_GENERAL = frozenset(["总量", "总数", "数量", "规模", "总规模", "增速", "增幅", "占比", "份额", "比例", "数额"])
_LONGEST = 40


def points_back(place: Place, start: int, end: int) -> bool:
    """Whether ``text[start:end]`` holds nothing but names, codes of products, pointers and joints; an empty stretch does not."""
    text = place.text
    if start >= end or end - start > 2 * _LONGEST:
        return False
    rest, at = [], start
    for mention in place.mentions(start, end):
        if mention.start >= at:
            rest.append(text[at : mention.start])
            at = mention.end
    rest.append(text[at:end])
    return says_nothing("\0".join(rest), ())


def says_nothing(words: str, names: Iterable[str]) -> bool:
    """Whether ``words`` hold nothing but ``names``, codes of products, pointers and joints."""
    for name in sorted(names, key=len, reverse=True):
        words = words.replace(name, "\0")
    return not _LOOSE.sub("", _POINTER.sub("", _CODE.sub("", words)))


def heading(place: Place) -> str:
    """What a line or part says before its colon where that is a measure of the number: 功耗：甲为700W，乙为350W; else ""."""
    text = place.text
    low = max(place.sentence.start, place.start - 120)
    begin = max(text.rfind(mark, low, place.start) for mark in "\n。；;") + 1 or low
    found = _HEADING.match(text, begin, place.start)
    noun = re.sub(r"\s+|[（(][^（()）]*[）)]|^[再先从就](?:[看算说谈比])?|^[看算说谈]", "", found.group()) if found else ""
    if noun and (unit_indicator(noun, place.quantity) is not None or measured(noun)):
        return noun
    return topic(place)


def topic(place: Place) -> str:
    """What the sentence, or the short one before it, announces: 利用率方面，…; 再看上架率。…; 人均算力，北京22P, where it is a measure."""
    text = place.text
    low = max(place.sentence.start, place.start - 120)
    for found in reversed(list(_TOPIC.finditer(text, low, place.start))):
        noun = re.sub(r"\s+", "", found["topic"] or found["alone"])
        if found["alone"] and _CLAUSE.search(noun):
            continue
        if _announces(noun, place):
            return noun
    before = _SAID_BEFORE.search(text, max(0, place.sentence.start - 24), place.sentence.start)
    noun = before["topic"] if before else ""
    return noun if noun and _announces(noun, place) else ""


def announced(place: Place) -> str:
    """The measure that stands alone right before the clause: 每万人智能算力，北京22P; "" where there is none."""
    found = next(
        (
            f
            for f in _TOPIC.finditer(place.text, max(place.sentence.start, place.start - 24), place.start)
            if f.end() == place.start
        ),
        None,
    )
    noun = re.sub(r"\s+", "", found["topic"] or found["alone"]) if found else ""
    return noun if noun and not (found and found["alone"] and _CLAUSE.search(noun)) and _announces(noun, place) else ""


def _announces(noun: str, place: Place) -> bool:
    """Whether ``noun`` names a measure of the number; 总量 and 增速 alone do not say of what."""
    return noun not in _GENERAL and (measured(noun) or unit_indicator(noun, place.quantity) is not None)


def earlier_measure(place: Place) -> tuple[int, int]:
    """The last noun of measure before the clause in its sentence, as a span: 融资余额连日上升，最新为13亿元; (0, 0) where there is none."""
    tokens = within(place.analysis.tokens, max(place.sentence.start, place.start - _LONGEST), place.start)
    last = next((t for t in reversed(tokens) if len(t.text) > 1 and measured(t.text) and t.text not in ("同比", "环比")), None)
    return (last.start, last.end) if last is not None else (0, 0)


def names_nothing(place: Place, left: Left) -> bool:
    """Whether the noun phrase is the name of something, or points at it, which measures nothing: 中国移动 涨0.9%, 三家合计."""
    if unit_indicator(left.noun, place.quantity) is not None:
        return False
    return points_back(place, left.start, left.end)


def earlier_label(place: Place) -> str:
    """What the heading before the colon measures, else the last label of the scheme before the clause in its sentence that takes the unit."""
    text = place.text[max(place.sentence.start, place.start - 60) : place.start]
    hits = [
        h
        for h in indicators().scan(text)
        if h.indicator.key != "rank"
        and (takes(h.indicator, place.quantity) or percentlike(place.quantity) or place.quantity.kind == "multiple")
    ]
    start, end = earlier_measure(place)
    label_start, label_end = (place.start - len(text) + at for at in (hits[-1].start, hits[-1].end)) if hits else (0, 0)
    if end > label_end and place.quantity.kind not in OF_UNIT:
        start, end = noun_before(place, end)
        noun = trim(place.text[start:end])
        known = head_indicator(noun)
        if start <= label_start or not hits:
            return noun if known is None or takes(known, place.quantity) else ""
    return place.text[label_start:label_end]
