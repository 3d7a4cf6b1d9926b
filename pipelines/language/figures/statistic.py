"""Quantities that a reader would not write down: determiners, articles, anaphora, headings that count points."""

from __future__ import annotations

import re

from pipelines.language.figures.clause import Place
from pipelines.language.figures.kinds import part_of_a_kind

_CHINESE_NUMBER = re.compile(r"^[零〇一二两三四五六七八九十几数多]+")
_POINTS = re.compile(
    r"^(?:方面|个方面|大方面|点|大特点|大优势|大特征|个层面|个环节|步|种方式|条路径|大亮点|个阶段|件事|句话|者|地|省|大|张网|张图|体|次|度|期|届|代|级|线|轮|岁|人行|分|边|线城市|股|手|时间|味|旦|起|来|系列|直|定|批|番|带|流|样|般|切|律|并|同|致|贯|向|举|跃|路|线)"
)
_DEMONSTRATIVE = re.compile(r"(?:这|那|该|此|前述|上述|以上|其|本|这一|另|每|某|同|任|首|全|另外|其他|其余|各|多|第)$")
_ARTICLE = re.compile(
    r"^[一1]\s?(?:个|款|种|项|座|批|家|条|系列|套|张|台|颗|份|体|名|位|次|场|大批|支|处|幅|股|块|类|片|道|件|轮|届|期|段|种类|部分|方面)"
)
_VAGUE = re.compile(r"^(?:上|近|超|超过|达|约|需)?\s?(?:数|几)(?=[十百千万亿])")
_LONG = re.compile(r"[年月天周季时日]|季度|分钟")
_TIME_NOUN = re.compile(
    r"(?:时间|时长|周期|工期|寿命|期限|有效期|存续期|回收期|账期|质保期?|保质期|保修期?|租期|租约|合同期|锁定期|建设期|交货期|交付期|服务期|运营期|周期|连续[^，。；]{0,6}(?:运行|工作|训练|稳定)|充电|可使用|续航|待机|用时|耗时|历时"
    r"|缩短|延长|拉长|压缩|提前|仅需|只需|只要|仅用|只用|用了|需要|耗费|花了)[^，。；]{0,12}$|[要需](?:约|近|约为)?$"
)
_TERM = re.compile(r"(?:期|的)?[^，。；、]{0,4}(?:协议|合同|租约|质保|免租)|可用|可使用|可利用|不间断|无故障")  # 18年购电协议
_ONLY = re.compile(r"(?:仅|只有|仅有|唯一|共|共计|总计|只)$")


def why_no_figure(place: Place) -> str | None:
    """The reason why the quantity at ``place`` is no statistic, or None where it is one."""
    quantity = place.quantity
    if quantity.equivalent_of is not None:
        return "equivalent"
    text, before = quantity.text.strip(), place.text[max(0, quantity.start - 4) : quantity.start].rstrip()
    chinese = _CHINESE_NUMBER.match(text)
    follows = place.text[quantity.start : quantity.start + 12]
    if (
        quantity.kind == "duration"
        and _LONG.search(quantity.unit)
        and not _TIME_NOUN.search(place.text[place.left : place.list_start])
        and not _TERM.match(place.text, place.list_end)
    ):
        return "duration"
    kind_of_thing = part_of_a_kind(place)
    if kind_of_thing is not None:
        return kind_of_thing
    if _VAGUE.match(text):
        return "vague"
    if quantity.kind not in ("count", "bare", "rank", "time"):
        return None
    if chinese and quantity.kind != "rank":
        rest = follows[chinese.end() :]
        if rest.startswith("大") and not rest.startswith("大模型"):
            return "determiner"
        if _POINTS.match(rest) and quantity.value < 20 and not re.match(r"级算力|期建设", rest):
            return "enumeration"
        if _DEMONSTRATIVE.search(before) and not before.endswith(("超其", "第")):
            return "anaphora"
    if _ARTICLE.match(follows) and quantity.value == 1 and not _ONLY.search(before):
        return "article"
    if chinese and quantity.kind == "bare" and not quantity.unit:
        return "idiom"
    return None
