"""When a figure holds: the time that governs it, else the month of publication."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from kg.model import Status, TimeExpression
from pipelines.language.figures.clause import Place
from pipelines.language.figures.genre import Genre
from pipelines.language.figures.periods import (
    ahead,
    attribute,
    before_change,
    milestone,
    not_yet,
    report_year,
    reporting_period,
    service,
    starts_change,
    told_then,
    undated_completion,
)
from pipelines.language.figures.phrase import Phrase

_COMPARED = re.compile(r"(?:比|较|相较于|相较|相比于|相对于|同|从|由|自|与|于)\s*$")
_SUBORDINATE = re.compile(r"(?:后|之后|之际|以后|之前|前)$")
_TELLING = re.compile(
    r"发布|公布|披露|印发|出台|召开|举行|举办|开幕|表示|消息|报道|讯|电|获悉|宣布|介绍|透露|指出|开市|收盘|上线|亮相|施行|生效"
)
_FOUNDED = re.compile(r"[家个座款]$")  # 全国第三家: a place in the order of founding, which no date changes
_SUBJECTS = ("Place", "Organization", "Center", "Chip", "Model")
_YEARLY = re.compile(r"^(?:年增|年均|年复合|年平均)")
_DAYS_AGO = re.compile(r"日前|近日|此前|不久前|早些时候")
_ASIDE = re.compile(r"[^（()）\d]{0,12}\d[^（()）]{0,24}[）)]")
_NOW = re.compile(r"目前|当前|现已|截至发稿|截至目前|迄今|至今")
_YEAR_END = re.compile(r"^(\d{4})-12(?:-31)?$")
_DECEMBER = re.compile(r"(?:12|１２|十二)\s?月(?:份|初|中旬|下旬|前|内)?$")
_FLOW = re.compile(r"(?:收益|收入|利润|支出|投入|分红|回报)$")
# a stretch of any year: 全年可节电…, 全年自然冷却时间
_ANY_YEAR = re.compile(r"(?:可|能|约可|平均|自然|均可|最多|运行|有\d)")
_HELD = re.compile(r"(?:大会|会议|活动|展会|论坛|签约仪式|峰会|博览会)(?:期间|现场|上)|现场(?:集中)?签约|集中签约")
_PERIOD_END = re.compile(r"(?<![上同分前])(?:报告)?期末")
_SINCE_BEGIN = re.compile(r"[较比](?:今年)?(?:年初|期初|上年(?:年?末|底)|去年(?:年?末|底))")
_BESIDE_END = 40  # characters from 期末 to the clause of its growth
_SO_FAR = re.compile(r"累计")
_TARGET_PRICE = re.compile(r"目标价|评级")
_BESIDE = re.compile(r"(?:则|也|亦|同样|方面)")
_SUM = re.compile(r"[两二三四五六七八九几多][家者地省市方项]?(?:公司|企业)?(?:合计|总计|共计|加起来|合共|总共)")
_SAME_PERIOD = re.compile(r"同期$|^(?:上|前)一?(?:年|季度?|期)$")
_OF_THE_YEAR = re.compile(r"^(?:全年|当年|年末|年底)$")
_MOVED = re.compile(r"累计|[涨跌增升]")
_YEAR_SO_FAR = re.compile(r"^(?:年内|今年以来|年初至今|年初以来)$")


@dataclass(frozen=True, slots=True)
class When:
    value: str | None
    basis: str  # stated, context, published, none
    said: str | None = None  # what the text said, before it was fitted to the indicator; None where no time stands in the text
    aside: bool = False  # the time of a comparison, which later figures do not take over
    event: bool = False  # a day or a month on which something was done, not one up to which, or over which, was counted


NOWHERE = When(None, "none")
ASIDE = When(None, "none", aside=True)


@dataclass(frozen=True, slots=True)
class Setting:
    """What dates a figure beside the words of its sentence."""

    published: date | None
    carried: When  # of the figure before, where this one goes on about the same
    status: Status
    genre: Genre
    documented: bool  # it is the word of the report that the text is about
    year: str | None = None  # of the figure before, which 全年 and 年末 mean


def read_time(place: Place, phrase: Phrase, setting: Setting) -> When:
    """The time of the figure at ``place``.

    In order: the nearest time before it in its clause, one in brackets after it, the nearest in the sentence before, when the thing
    comes into service, the time carried over, the period of the document, the month of publication. The first number of a change,
    what was before a change and what will be when something is built have no time but their own.
    """
    if phrase.kind == "rank" and _FOUNDED.search(place.quantity.text):
        return NOWHERE
    since = starts_change(place)
    if since is not None:
        own = [t for t in place.times(since, place.quantity.start) if t.value]
        return When(own[-1].value, own[-1].basis, own[-1].value, aside=True) if own else ASIDE
    expression = _in_clause(place, phrase) or _in_sentence(place, phrase, setting)
    if undated_completion(place, setting.status) or before_change(place, expression.end if expression else 0):
        return ASIDE
    period = _reported(place, phrase)
    if period is not None:
        return When(period, "context", period, aside=True)
    if expression is not None and expression.value is not None:
        return _stated(place, phrase, expression, setting)
    return _unstated(place, phrase, setting)


def _reported(place: Place, phrase: Phrase) -> str | None:
    """The time of 期末 (the end of the reported period) and of what has grown by then since 年初 (the whole of it)."""
    if _PERIOD_END.search(place.text, max(place.opening, place.start - _BESIDE_END), place.quantity.start) is None:
        return None
    period = reporting_period(place)
    if period is None or phrase.kind == "level":
        return period and period.partition("/")[2]
    since = _SINCE_BEGIN.search(place.text, place.start, place.quantity.start) is not None
    return period if since else None


def _stated(place: Place, phrase: Phrase, expression: TimeExpression, setting: Setting) -> When:
    value = expression.value or ""
    if setting.year is not None and setting.status == "actual" and _OF_THE_YEAR.match(expression.text):
        value = setting.year + value[4:]
    elif setting.status == "actual" and expression.text == "全年":
        value = report_year(place, setting.published) or value
    aside = expression.start >= place.start and (_compared(place, expression, place.start) or _is_aside(expression))
    if _YEAR_SO_FAR.match(expression.text) and setting.published is not None:
        until = [t for t in place.times(place.opening, expression.start) if t.role == "by" and t.value and len(t.value) == 10]
        if until and _MOVED.search(place.text, place.start, place.quantity.start):
            return When(f"{value[:4]}-01-01/{until[-1].value}", expression.basis, until[-1].value)
    if phrase.kind == "increment":
        begun = [
            t
            for t in place.times(place.start, place.quantity.start)
            if t.text.endswith("年初") and _compared(place, t, place.start)
        ]
        if begun and begun[-1].value and begun[-1].value[:4] == value[:4] and len(value) == 7:
            return When(f"{begun[-1].value}/{value}", expression.basis, value)
    event = expression.role == "point" and "/" not in value and len(value) > 4 and expression.basis != "context"
    monthly = _DECEMBER.search(expression.text) is not None and len(value) == 7
    held = value if monthly else fitting(value, phrase, setting.status)
    return When(held, expression.basis, value, aside, event and not _now(expression))


def _unstated(place: Place, phrase: Phrase, setting: Setting) -> When:
    """The time of a figure whose sentence has none for it."""
    later = service(place) if phrase.kind in ("level", "increment") and place.quantity.kind not in ("money", "area") else None
    if later is not None and later.value is not None:
        return When(fitting(later.value, phrase, setting.status), later.basis, later.value, aside=True)
    before = place.text[place.opening : place.quantity.start]
    closed = place.opening + max(before.rfind("；"), before.rfind(";"), 0)
    now = _NOW.search(before) is not None or _HELD.search(before) is not None or _TARGET_PRICE.search(phrase.name) is not None
    now = now or (_SO_FAR.search(place.text, closed, place.quantity.start) is not None and closed > place.opening)
    if setting.carried.said is not None and not now:
        return When(fitting(setting.carried.said, phrase, setting.status), "context", setting.carried.said)
    if setting.documented and setting.genre.period is not None and not now:
        return When(fitting(setting.genre.period, phrase, setting.status), "context")
    if setting.genre.kind == "act" and not now:
        return NOWHERE
    return publication(place, setting.published)


def dependent(time: TimeExpression) -> bool:
    """Whether the time leans on the one told before: 全年, 上年同期. It opens no new period."""
    return _OF_THE_YEAR.match(time.text) is not None or _is_aside(time)


def years(value: str | None) -> bool:
    """Whether ``value`` is a stretch over more than one year."""
    start, _, end = (value or "").partition("/")
    return bool(end) and start[:4] != end[:4]


def parallel(place: Place) -> bool:
    """Whether the sentence sets its subject beside the one before (乙公司则…, 丙公司同样…), or its clause adds up what was told."""
    names = place.mentions(place.sentence.start, min(place.sentence.end, place.sentence.start + 40))
    beside = bool(names) and _BESIDE.match(place.text, names[0].end) is not None
    return beside or _SUM.search(place.text, place.start, place.quantity.start) is not None


def publication(place: Place, published: date | None) -> When:
    """The month of publication; what came out "some days ago" on the first of a month came out in the month before."""
    if published is None:
        return NOWHERE
    day = published
    if day.day == 1 and _DAYS_AGO.search(place.sentence.text[:200]):
        day -= timedelta(days=1)
    return When(f"{day:%Y-%m}", "published")


def fitting(value: str, phrase: Phrase, status: Status) -> str:
    """``value`` in the grain that suits the indicator.

    A stock is measured at the end of a period below a year (a half-year report's racks: June), a yearly growth rate belongs to the
    year, and a plan's 年底 means no more than its year.
    """
    year_end = _YEAR_END.match(value)
    yearly = phrase.kind == "growth" and (phrase.basis == "同比" or _YEARLY.match(phrase.name[len(phrase.base) :]))
    if year_end and (status != "actual" or yearly):
        return year_end.group(1)
    if "/" in value and phrase.kind == "level" and phrase.known is not None and phrase.known.stock:
        start, end = value.split("/", 1)
        if start[:4] == end[:4] and len(end) >= 7 and start != end and _FLOW.search(phrase.name) is None:
            return end[:7]
    return value


def _in_clause(place: Place, phrase: Phrase) -> TimeExpression | None:
    before = [t for t in place.times(place.start, place.quantity.start) if _governs(place, t, phrase)]
    if before:
        return before[-1]
    after = place.times(place.quantity.end, min(place.right, place.quantity.end + 20))
    bracketed = [t for t in after if t.value and place.text[t.start - 1 : t.start] in "（("]
    return bracketed[0] if bracketed else None


def _governs(place: Place, time: TimeExpression, phrase: Phrase) -> bool:
    """A time compared with (比2023年) governs only the number that is its own: 2023年的1.5."""
    if time.value is None or _within_title(place.text, time.start) or _tells(place, time):
        return False
    if _bracketed_off(place, time) or attribute(place, time) or _of_any_year(place, time):
        return False
    if not _compared(place, time, place.start):
        return True
    own = place.left <= time.end and place.quantity.start - time.end <= 24
    return own and phrase.kind not in ("growth", "multiple", "increment")


def _compared(place: Place, time: TimeExpression, low: int) -> bool:
    return time.role != "since" and _COMPARED.search(place.text[max(low, time.start - 4) : time.start]) is not None


def _now(time: TimeExpression) -> bool:
    return _NOW.match(time.text) is not None


def _over_by(place: Place, time: TimeExpression) -> bool:
    """Whether the flow of a past stretch (上半年收入…；) was closed by ； and what has come together up to now is told: 企业累计5万户."""
    closed = max(place.text.rfind(mark, time.end, place.quantity.start) for mark in "；;")
    return "/" in (time.value or "") and closed >= 0 and _SO_FAR.search(place.text, closed, place.quantity.start) is not None


def _of_any_year(place: Place, time: TimeExpression) -> bool:
    """Whether 全年 is any year, of what a thing can do (全年可节电…, 全年自然冷却时间…), where no year has been told before it."""
    if time.text != "全年" or _ANY_YEAR.match(place.text, time.end) is None:
        return False
    return not any(t.value for t in place.times(place.opening, time.start))


def _is_aside(time: TimeExpression) -> bool:
    """The same time of another year, or the year so far: a figure of its own, after which the text goes on with its own time."""
    return _SAME_PERIOD.search(time.text) is not None


def _tells(place: Place, time: TimeExpression) -> bool:
    """Whether the time is that of an act of telling (8月15日发布半年报), which dates the report and not the figure."""
    if time.value is None or len(time.value) < 10 or "/" in time.value or time.role == "by":
        return False
    end = min((c for c in (place.text.find(m, time.end, place.sentence.end) for m in "，,；;：:。") if c >= 0), default=time.end)
    end = min(end, place.quantity.start) if time.end <= place.quantity.start else end
    return _TELLING.search(place.text[time.end : min(end, time.end + 60)]) is not None


def _within_title(text: str, at: int) -> bool:
    opening = text.rfind("《", max(0, at - 40), at)
    return opening >= 0 and text.find("》", opening, at) < 0


def _bracketed_off(place: Place, time: TimeExpression) -> bool:
    """Whether brackets that close before the figure give the time to a number of their own: 47亿元（上年同期：40亿元），同比增长…"""
    aside = _ASIDE.match(place.text, time.end, place.quantity.start)
    opening = max(place.text.rfind(mark, max(0, time.start - 12), time.start) for mark in "（(")
    return aside is not None and opening >= 0 and not any(mark in place.text[opening : time.start] for mark in "）)")


def _in_sentence(place: Place, phrase: Phrase, setting: Setting) -> TimeExpression | None:
    """The nearest time in an earlier clause of the sentence; not of a clause that says after what, when it was told or begun."""
    low = place.opening
    so_far: TimeExpression | None = None
    for time in reversed(place.times(low, place.start)):
        if time.value is None or _within_title(place.text, time.start) or _tells(place, time) or _compared(place, time, low):
            continue
        if _is_aside(time) or _bracketed_off(place, time) or attribute(place, time) or _of_any_year(place, time):
            continue
        if _over_by(place, time) or (_TARGET_PRICE.search(phrase.name) and place.text.find("，", time.end, place.start + 1) >= 0):
            continue
        if milestone(place, time, setting.status, setting.published) or not_yet(place, time, setting.status, setting.published):
            continue
        if _subordinate(place, time, setting) or (_of_another(place, time) and not told_then(place, time)):
            continue
        if _YEAR_SO_FAR.match(time.text) is None:
            return time
        so_far = so_far or time
    return so_far


def _subordinate(place: Place, time: TimeExpression, setting: Setting) -> bool:
    """Whether the time stands in a clause that says after or before what: 5月投产后. What is to come holds from then on."""
    ends = [c for c in (place.text.find(mark, time.end, place.start) for mark in "，,；;") if c >= 0]
    rest = place.text[time.end : min(ends)] if ends and time.end < min(ends) else ""
    if len(rest) < 2 or _SUBORDINATE.search(rest) is None:
        return False
    return not (setting.status != "actual" and ahead(time.value, setting.published))


def _of_another(place: Place, time: TimeExpression) -> bool:
    """Whether the time was said of one subject and another has begun since: 上海提出到2025年建成…，深圳预计…"""
    before = [m for m in place.mentions(max(place.sentence.start, time.start - 16), time.start) if m.type in _SUBJECTS]
    if not before or any(mark in place.text[before[-1].end : time.start] for mark in "，,；;："):
        return False
    return any(
        m.type in _SUBJECTS and m.canonical != before[-1].canonical and place.text[m.start - 1] in "，,；;"
        for m in place.mentions(time.end, place.quantity.start)
    )
