"""Which computation a question asks for, where the order of its words tells more than any one of them.

Rows are tried in order; the vocabulary of single words is kg/lexicon/questions.yaml, which decides where no row does.
"""

from __future__ import annotations

import re

_N = r"(?:多少|几|多大|多高)"
_ROWS: tuple[tuple[str, str], ...] = (
    ("same", r"(?:说法|数据|数字|口径|给的数|报的数|数值|结果|统计)[^，。？?]{0,10}(?:一样|一致|相同|对得上|吻合|矛盾|冲突|打架)|(?:一样|一致|对得上|吻合)(?:吗|么|不)|是否(?:一致|相同|矛盾)|有(?:没有)?(?:出入|矛盾|冲突)|\b(?:agree|disagree|consistent|contradict)\b|the same (?:figure|number|value)"),
    ("met", r"(?:达到|实现|完成|达成|达标|做到)[^，。？?]{0,16}了?(?:吗|没有|没(?=[？?]|$))|有没有(?:达到|实现|完成|达标)|是否(?:已经?)?(?:达到|实现|完成|达标)|\b(?:was|is|has|had)\b[^?]*\b(?:target|goal)\b[^?]*\b(?:met|reached|achieved)\b"),
    ("trend", r"(?:增|升|涨|多|扩大?|高|快)[加长高多]?了?还是(?:减|降|跌|少|慢|低|缩|下)|(?:减|降|跌|少|下降|下滑|缩)[少低]?了?还是(?:增|升|涨|多|高|上)|\b(?:rise|increase|grow|go up|up)\b or (?:fall|decrease|decline|drop|shrink|go down|down)\b|(?:fall|decrease|decline|drop) or (?:rise|increase|grow)"),
    ("share", r"占(?!比)[^，。？?]{0,30}(?:总和|合计|之和|总额|总计)[^，。？?]{0,4}(?:多少|百分之|几成|比例|比重)"),
    ("growth", r"(?:增速|增幅|涨幅|降幅|跌幅|增长率)[^，。？?]{0,4}(?:多少|百分之|几)|(?:多少|几)个?百分比|by (?:what|how many) per ?cent(?!age point)(?:age)?|what percentage did"),
    ("difference", rf"{_N}个?百分点|percentage points?|by how (?:much|many)"),
    ("growth_base", r"(?:净增|新增|增加|增长|提升|提高|扩容|扩建|下降|降低|降价|下调|减少|上调|调整|涨价)(?:之前|以前|前)[^，。？?]{0,8}(?:多少|几)"),
    ("difference", r"(?:除掉|除去|扣除|去掉|刨去|刨除|减去|扣掉)[^？?]{0,30}(?:还|剩|其余|其他|多少|几)|还剩|剩下|其余(?:部分)?(?:是|有|为)多少"),
    ("difference", r"除了?[^，。？?]{1,16}[，,]?(?:还有?|其他|其余)[^？?]{0,6}(?:多少|几)(?!个?问)"),
    ("ratio", r"(?:是|相当于|为|达到?)[^，。？?]{0,24}的?(?:多少|几)倍|几倍|多少倍|翻了?几[倍番]|几番|how many times (?!did|was|has|were)"),
    ("growth", r"(?:增长?|涨|升|提高|提升|扩大|多了?|降低?|下降|减少?|跌|下滑|缩减?|缩短|压缩)(?:了|幅)?(?:大约|约|大概|将近)?(?:百分之|几成|多少%|多少个?%)|增(?:长)?(?:速|幅)(?:是|为|有)?多少"),
    ("growth", r"(?:同比|环比)(?!.{0,20}(?:多少|几)个?(?:万|亿|E|P|T|架|家|张|台|元|美元|百分点))[^，。？?]{0,12}(?:多少|几)"),
    ("share", r"的(?:百分之(?:多少|几)|几成|几分之几|多大比例)|(?:几成|百分之几|多大比例|多大比重)(?=[？?]|$)"),
    ("difference", rf"(?:比|较)(?!例|重)[^，。？?]{{1,28}}?(?:高|低|大|小|快|慢|长|短|多|少|贵|便宜|重|轻|省|强|弱|提高|提升|增加|上升|下降|降低|减少|缩短|净增|净减|扩大|下滑|超出|领先|落后)(?:了|出)*(?:大约|约|大概)?{_N}(?!倍|成|分之)"),
    ("difference", rf"(?:相?差|差距|差额|还差|还?欠|缺口?|省|降|降低|下降|缩短|压缩|减少|少|增加|提高|提升|提升|上升|多|涨|扩大|净增|净减|变化|缩减|回落)了?(?:大约|约|大概|是|有)?{_N}(?!倍|成|次|少)(?:个百分点)?|how much (?:more|less|higher|lower|larger|smaller|faster)|how many (?:more|fewer)|\b(?:difference|gap)\b"),
    ("max", r"(?:谁|哪(?:个|边|家|款|座|地|里|方|一个|种|处|项|条))[^，。？?]{0,14}?更(?:大|高|多|快|强|长|贵)"),
    ("min", r"(?:谁|哪(?:个|边|家|款|座|地|里|方|一个|种|处|项|条))[^，。？?]{0,14}?更(?:小|低|少|慢|短|严|省|便宜|早)"),
    ("max", r"(?:谁|哪(?:个|边|家|款|座|地|里|方|一个|种|处|项|条))[^，。？?]{0,14}?(?:靠前|靠后|领先|(?:排名|名次|位次)[^，。？?]{0,3}高)"),
    ("mean", r"平均(?:下来|每[^，。？?]{1,6})[^，。？?]{0,8}(?:多少|几)|(?:均值|平均值)(?:是|为)?多少|\bon average\b"),
)  # fmt: skip
_COMPILED = tuple((name, re.compile(pattern, re.IGNORECASE)) for name, pattern in _ROWS)
_SUM = re.compile(
    r"(?:一共|总共|共计|合计|总计|加起来|加一起|之和|总和|\bin total\b|\baltogether\b|\bcombined\b)|加(?!起来|速|快|强|大|工|权|密)[^，。？?]{1,8}(?:一共|总共|已经|共|的|是|有)"
)
_MEAN = re.compile(r"平均(?:下来)?(?:有|是|为|达到?)?(?:多少|几)|\baverage\b")
_YEARS = re.compile(r"20\d\d年?\s*(?:-|–|至|到|to)\s*20\d\d")
_BACK = re.compile(r"推算|倒推|反推|反算|倒算|估算|据此|按此|由此|基础上|\bimplied\b|\bimply\b|back[- ]?(?:comput|calculat)")


def computed_operation(text: str, sided: bool) -> str | None:
    """The operation that the order of words tells; ``sided``: the question sets several things side by side. None: no row says."""
    if _BACK.search(text) and not re.search(r"几倍|差|百分点|合计", text):
        return "growth_base"
    found = next((name for name, pattern in _COMPILED if pattern.search(text)), None)
    if found is None and sided and _MEAN.search(text):
        return "mean"
    if found is None and (sided or _YEARS.search(text)) and _SUM.search(text):
        return "sum"
    return found
