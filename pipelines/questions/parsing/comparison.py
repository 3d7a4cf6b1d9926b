"""The two or more things that a question sets against each other, in its own words: A比B高多少, A占B的几成, 从A到B, A、B和C合计.

Source of the Chinese forms: 《现代汉语八百词》 under 比, 较, 和, 跟, 离, 占, 倍.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_WAY = r"(?P<way>高|低|大|小|多|少|快|慢|长|短|贵|便宜|重|轻|省|强|弱|增|减|升|降|涨|跌|缩|提|扩|下滑|下调|回落|领先|落后|超|节省|上升|上涨|净|新增|翻|压|变)"
_HOW = r"(?:多少|几|百分之|how)"
# Each names its sides one and two; what stands outside both is said of both.
_ZH = (
    r"(?:和|与|跟|同|较|相较于?|相比于?|比起?)(?P<two>[^，。？?]{1,20}?)(?:相比|比较|相较|比起来|比|来说|时)[，,](?P<one>[^？?]+)",
    r"(?P<one>[^，。？?]{1,24}?)(?:和|与|跟|同|较)(?P<two>[^，。？?]{1,24}?)(?:相比|比较|比起来|相较)",
    rf"(?P<one>[^，。？?]{{1,36}}?)(?<![占对同环])(?:比(?!例|重|率|特|如)|较(?!大|高))(?P<two>[^，。？?]{{1,28}}?)(?:还|又|要|更|已|再|大约|约|大概|总共|一共|一下|分别|同比|时)*{_WAY}[^，。？?]{{0,8}}?{_HOW}",
    r"(?P<one>[^，。？?]{1,36}?)(?:是|相当于|约为|等于|达到?|为)(?P<two>[^，。？?]{1,28}?)的(?:大约|约|大概)?(?:多少|几)(?:倍|成|分之)",
    r"(?P<one>[^，。？?]{1,36}?)(?:是|相当于|约为|等于|为)(?P<two>[^，。？?]{1,28}?)的(?:大约|约|大概)?百分之",
    r"(?P<one>[^，。？?]{1,36}?)(?:一家|一地|一国|一项)?(?:大概|大约|约)?占(?!比(?!例|重)|有率|地)(?:到|了)?(?:整个|全部)?(?P<two>[^，。？?]{1,28}?)的?(?:比例|比重|份额|多少|百分之|几成|几分之|百分比)",
    r"(?P<one>[^，。？?]{1,28}?)在(?P<two>[^，。？?]{1,28}?)(?:里|中|当中|里面|内)(?:大概|大约|约)?(?:占|的?(?:比例|比重|份额))",
    r"(?P<one>[^？?]{1,40}?)(?:离|距离?)(?P<two>[^？?]{1,36}?)还?(?:差|有|欠|缺)(?:多少|几|多远)",
    r"从(?P<two>[^？?]{1,30}?)到(?P<one>[^，。？?]{1,20}?)[，,][^？?]*(?:差|增|多|升|涨|提|翻|降|减|少|跌|缩|几倍|变)",
    r"(?P<one>[^，。？?]{1,30}?)(?:里|中|当中)?[，,]?(?:除掉|除去|扣除|去掉|刨去|刨除|减去|扣掉|除了)(?P<two>[^，。？?]{1,24}?)(?:以外|之外|外|后|之后)?(?:[，,]|还|其余|其他|另外|剩)",
    r"(?P<one>[^，。？?、]{1,30}?)(?:和|与|跟|同|、|及)(?P<two>[^，。？?、]{1,24}?)(?:之间|两者|二者|两家|两地|两个|两款)?[，,]?(?:的[^，。？?哪谁]{1,16})?[，,]?(?:相差|差|谁|哪|差距|合计|加起来|一共|总共|共计|之和|加一起|总计|各|分别)",
    r"(?P<one>[^，。？?、]{1,30}?)(?:和|与|跟|同)(?P<two>[^，。？?、]{1,20}?)(?:各?自?(?:给|报|说|公布|统计|测算|预测)出?的|两边的|两家的|的)(?:数|说法|口径|统计|结果|预测)",
    r"(?P<one>[^，。？?]{1,30}?)(?:加上?(?!起来|速|快|强|大|一起|在一起|工|权)|＋|\+)(?P<two>[^，。？?]{1,24}?)(?:一共|总共|已经|共|合计|的|是|有|，)",
)  # fmt: skip
_LIST = re.compile(
    r"(?P<all>[^，。？?、的]{1,20}(?:、[^，。？?、]{1,16})+(?:(?:和|与|及)[^，。？?、的]{1,16}?)?)(?=[的两三四五六七八九十谁哪各合一总共加分都中里之，,？?]|\d|$)"
)

_AFTER_LIST = re.compile(
    r"(?<!^)(?:(?:[两二三四五六七八九十]+|(?<![A-Za-z\d.-])\d+)[个家地款张城省市卡期大种类者项]|谁|哪|各|合计|一共|总共|加起来|分别|的|20\d\d|里|中(?!国|科|信|芯|兴|电|移|联|原|关))"
)


@dataclass(frozen=True, slots=True)
class Compared:
    """``sides`` in the question's words, the one asked about first (A of A比B); ``way`` -1 where the word says less."""

    sides: tuple[str, ...]
    way: int = 0


_LESS = re.compile(
    r"[低小少慢短轻弱减降跌缩压]|便宜|省|下滑|下调|回落|落后|节省|\b(?:less|fewer|lower|smaller|slower|decreas|fall|fell|drop|declin)"
)


def compared(text: str) -> Iterator[Compared]:
    """Every reading of ``text`` as a comparison, lists of three and more first."""
    listed = _LIST.search(text)
    if listed:
        parts = re.split(r"、|和|与|及", listed["all"])
        yield Compared(tuple(member for p in parts if (member := _AFTER_LIST.split(p)[0].strip())))
    for pattern in _ZH:
        match = re.search(pattern, text, re.IGNORECASE)
        if match:
            way = match.groupdict().get("way") or ""
            yield Compared((match["one"].strip(), match["two"].strip()), -1 if _LESS.search(way) else 1 if way else 0)
