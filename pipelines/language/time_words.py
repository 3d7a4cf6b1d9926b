"""Closed classes of words for times, with their distance from the publication or from the time spoken of last."""

from __future__ import annotations

# years counted from the publication, and from the year that the text spoke of last
YEAR_WORDS = {"今年": 0, "本年": 0, "去年": -1, "上年": -1, "上一年": -1, "明年": 1, "前年": -2, "后年": 2}
CONTEXT_YEARS = {"当年": 0, "同年": 0, "次年": 1, "翌年": 1}
MONTH_WORDS = {"本月": 0, "上个月": -1, "上月": -1, "下个月": 1, "下月": 1}
CONTEXT_MONTHS = {"当月": 0, "同月": 0, "次月": 1}
DAY_WORDS = {
    "今天": 0, "今日": 0, "今晨": 0, "今晚": 0, "昨天": -1, "昨日": -1, "昨晚": -1, "前天": -2, "大前天": -3, "明天": 1, "明日": 1, "后天": 2,
}  # fmt: skip
CONTEXT_DAYS = ("当天", "当日", "同日")
NOW_WORDS = (
    "截至目前", "截至发稿", "截至当前", "到目前为止", "目前", "当前", "现在", "如今", "眼下", "现阶段", "日前", "近日", "近期", "不久前", "最近", "近来",
)  # fmt: skip
QUARTERS = {"一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}
EDGES = {"底": 12, "末": 12, "初": 1, "中": 6}  # months that 年底, 年初, 年中 stand for
