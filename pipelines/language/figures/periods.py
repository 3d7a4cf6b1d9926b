"""Which times of a sentence date a state, and which only tell when something was done: begun, built, put into service, told."""

from __future__ import annotations

import re
from datetime import date

from kg.model import Status, TimeExpression
from pipelines.language.figures.clause import Place

_CLAUSE_BEFORE = 24  # characters of the clause before that are read with that of the number
_MARKS = "，,；;：:。"
# acts that begin or end a thing; a later clause tells how the thing is now
_MILESTONE = (
    "开工|动工|奠基|破土|立项|批复|获批|启动|签约|验收|竣工|完工|落成|封顶|建成|投产|投运|投用|启用|并网|通车|挂牌|揭牌|成立|创立|创办|组建"
    "|设立|诞生|上市|面世|问世|量产|流片|点亮|交付|出货|停产|退役"
)
_MILESTONE_END = re.compile(rf"(?:{_MILESTONE})(?:了|运营|使用|运行|仪式|生产)?$")
_ATTRIBUTE = re.compile(
    rf"(?:底|初|年|月|才|刚|就|便|正式|新|已|在[^，。；]{{1,8}}?){{0,4}}(?:{_MILESTONE}|建)(?:于此|不久|投用|投产|运营)?的"
)
_DONE = re.compile(r"已|还有|现有|现已|另有|尚有|(?<![由从])目前|累计")
_SERVICE = re.compile(
    r"(?:底|初|前|左右|中旬|下旬|上旬)?(?:将|可|计划|预计|正式|全面|全部|整体|陆续|首批|全容量|建成|竣工|完工|实现|内|之前|完成){0,4}"
    r"(?:投运|投产|并网|投用|启用|建成|上线|竣工|完工|投入使用|投入运营|运营|改造|完成)(?![之以]?后|的|[^，,。；;]{0,6}\d)"
)
_WITHOUT_DATE = re.compile(
    r"(?:建成|投产|投运|投用|达产|完工|竣工|落成|启用|上线|扩容|改造|升级|落地)(?:投产|投运|投用|达产|完成|运营)?(?:以后|之后|后)[，,]?[^，,；;。]*$"
)
_BEFORE_CHANGE = re.compile(
    r"(?:改造|升级|优化|迁移|整合|扩容|应用|使用|接入|投用|上线)(?:之|以)?前(?!后)|过去(?![\d一二三四五六七八九十几两数]|的?[\d一二三四五六七八九十几两]|，)"
    r"|(?<!之)以前|原先|原来|原本|从前|早先"
)
# 由原来的A缩短到B, A压缩至B: B is how it is now
_ENDS_CHANGE = re.compile(
    r"(?:从|由)[^，。；：]{0,24}\d[^，。；]{0,16}(?:[升降提增减扩缩压涨跌滑落跃变][^，。；\d]{0,6})[到至为成][^，。；\d]{0,6}$"
)
_AFTER_CHANGE = re.compile(r"改造后|升级后|现在|如今|目前|当前|现已|眼下|运行下来")
_FROM = re.compile(r"(?:^|[^自来])(?P<from>从|由)(?P<what>[^，,。；;：从由]{0,24})$")
_TO = re.compile(r"[^，,。；;\d]{0,12}?(?:[到至成为]|迈向|走向)了?(?:[^，,。；;\d]{0,10})[\d一二两三四五六七八九十百千万第]")
_CHANGE = re.compile(r"[升降提增减扩缩压涨跌滑落跃变细优改迈走回爬攀下上拉推翻调转]")
# news of a report on a year, which comes out by the end of April
_ANNUAL = re.compile(r"(?:(?P<year>20\d\d)\s?年?)?(?:年报|年度报告|年度业绩|业绩快报)")
_LAST_MONTH = 4
_QUARTERS = re.compile(r"20\d\d-\d\d/20\d\d-\d\d$")
_FAR = 400  # characters back to the report that a figure is of
_CONTENT = re.compile(r"报道|透露|表示|披露|介绍|显示|称")


def starts_change(place: Place) -> int | None:
    """Where 从 or 由 stands if the number is the first of a change (由58%升至67%); None where it is no such number."""
    low = max(place.start, place.quantity.start - 40)
    found = _FROM.search(place.text[low : place.quantity.start])
    if found is None:
        return None
    after = place.text[place.quantity.end : place.quantity.end + 30]
    to = _TO.match(after)
    if to is None or _CHANGE.search(to.group()) is None:
        return None
    return low + found.start("from")


def before_change(place: Place, since: int) -> bool:
    """Whether the number tells of a time before something changed (改造前PUE为1.6), and no time stands after ``since``."""
    text = place.text[max(place.opening, since) : place.quantity.start]
    if _ENDS_CHANGE.search(text):
        return False
    return max((m.end() for m in _BEFORE_CHANGE.finditer(text)), default=-1) > max(
        (m.end() for m in _AFTER_CHANGE.finditer(text)), default=-1
    )


def undated_completion(place: Place, status: Status) -> bool:
    """Whether the number holds once something is built (二期建成后，总算力将达…), which has no date of its own."""
    if status == "actual":
        return False
    low = max(place.opening, place.start - _CLAUSE_BEFORE)
    text = place.text[low : place.quantity.start]
    # the clause before, not what that one follows
    cut = max(text.rfind(mark, 0, max(0, place.start - low - 1)) for mark in "，,；;") + 1
    text, low = text[cut:], low + cut
    found = _WITHOUT_DATE.search(text)
    return found is not None and not any(t.value for t in place.times(low, place.quantity.start))


def milestone(place: Place, time: TimeExpression, status: Status, published: date | None) -> bool:
    """Whether ``time``, of an earlier clause, dates only an act that is over: 2022年8月动工，去年底验收，总投资11亿元."""
    if status != "actual" or ahead(time.value, published) or time.role == "by":
        return False
    end = min((c for c in (place.text.find(m, time.end, place.start + 1) for m in _MARKS) if c >= 0), default=-1)
    return end >= 0 and _MILESTONE_END.search(place.text[time.end : end].rstrip()) is not None


def attribute(place: Place, time: TimeExpression) -> bool:
    """Whether ``time`` stands inside a clause that only describes a noun: 这家2019年成立的公司, 2016年建成的机房."""
    return _ATTRIBUTE.match(place.text, time.end) is not None


def not_yet(place: Place, time: TimeExpression, status: Status, published: date | None) -> bool:
    """Whether ``time`` is still to come while the clause of the number tells what is done: 三季度量产；已送样5家."""
    if status != "actual" or not ahead(time.value, published):
        return False
    return _DONE.search(place.text, place.start, place.quantity.start) is not None


def report_year(place: Place, published: date | None) -> str | None:
    """The year that 全年 means after the news of an annual report: the one in its name, else the year before the publication."""
    found = _ANNUAL.search(place.text, max(0, place.opening - _FAR), place.quantity.start)
    if found is None:
        return None
    if found["year"]:
        return found["year"]
    return str(published.year - 1) if published is not None and published.month <= _LAST_MONTH else None


def reporting_period(place: Place) -> str | None:
    """The half-year or the quarters that the text reported last before the number: 期末 is their end, 较年初 their whole."""
    told = [
        t.value for t in place.times(max(0, place.opening - _FAR), place.quantity.start) if t.value and _QUARTERS.match(t.value)
    ]
    return told[-1] if told else None


def ahead(value: str | None, published: date | None) -> bool:
    """Whether the period ``value`` begins after the publication."""
    if value is None or published is None:
        return False
    start = value.partition("/")[0]
    return start > published.isoformat()[: len(start)]


def told_then(place: Place, time: TimeExpression) -> bool:
    """Whether ``time`` is that of an earlier report whose content follows: 本报今年1月曾报道，某公司拟募资…"""
    end = place.text.find("，", time.end, place.start + 1)
    return 0 <= end - time.end <= 12 and _CONTENT.search(place.text, time.end, end) is not None


def service(place: Place) -> TimeExpression | None:
    """The time, told after the number, at which the thing comes into service: 部署2000P算力，计划明年6月投运."""
    begin = max(place.quantity.end, place.list_end)
    end = min(place.sentence.end, begin + 60)
    stop = place.text.find("；", begin, end)
    for time in place.times(begin, stop if stop >= 0 else end):
        if time.value is None or len(time.value.partition("/")[0]) > 7:
            continue
        comma = place.text.find("，", begin, time.start)
        if comma < 0 or any(c.isdigit() for c in place.text[comma : time.start]):
            return None
        return time if _SERVICE.match(place.text, time.end) is not None else None
    return None
