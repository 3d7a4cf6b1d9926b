"""Closed classes of words for times, with their distance from the publication or from the time spoken of last."""

from __future__ import annotations

# years counted from the publication, and from the year that the text spoke of last
YEAR_WORDS = {
    "今年": 0, "本年": 0, "去年": -1, "上年": -1, "上一年": -1, "明年": 1, "来年": 1, "下一年": 1, "前年": -2, "大前年": -3, "后年": 2,
}  # fmt: skip
CONTEXT_YEARS = {"当年": 0, "同年": 0, "次年": 1, "翌年": 1, "前一年": -1}
QUARTER_WORDS = {
    "本季度": 0, "当前季度": 0, "这个季度": 0, "这一季度": 0,
    "上季度": -1, "上个季度": -1, "上一季度": -1, "上一个季度": -1,
    "下季度": 1, "下个季度": 1, "下一季度": 1, "下一个季度": 1,
}  # fmt: skip
CONTEXT_QUARTERS = {"该季度": 0, "当季度": 0, "当季": 0, "同季度": 0, "该季": 0, "该财季": 0, "当财季": 0}
MONTH_WORDS = {
    "本月": 0, "这个月": 0, "上月": -1, "上个月": -1, "上一月": -1, "上一个月": -1, "下月": 1, "下个月": 1, "下一个月": 1,
}  # fmt: skip
CONTEXT_MONTHS = {"当月": 0, "同月": 0, "该月": 0, "次月": 1}
DAY_WORDS = {
    "今天": 0, "今日": 0, "今晨": 0, "今早": 0, "今晚": 0, "昨天": -1, "昨日": -1, "昨晚": -1, "昨夜": -1, "前天": -2, "大前天": -3,
    "明天": 1, "明日": 1, "明晚": 1, "后天": 2, "大后天": 3,
}  # fmt: skip
CONTEXT_DAYS = {
    "当天": 0, "当日": 0, "当晚": 0, "同日": 0, "同一天": 0, "次日": 1, "翌日": 1, "隔日": 1, "第二天": 1, "前一天": -1, "前一日": -1,
}  # fmt: skip
NOW_WORDS = (
    "截至目前", "截至发稿", "截至当前", "截止目前", "到目前为止", "迄今为止", "迄今", "至今", "目前", "当前", "现在", "如今", "眼下", "现阶段", "日前",
    "近日", "近期", "不久前", "最近", "近来",
)  # fmt: skip
LATELY = ("日前", "近日", "不久前")  # a few days before the publication
VAGUE_WORDS = (
    "近年来", "近年", "近些年来", "近些年", "近几年来", "近几年", "近几个月", "过去几年", "未来几年", "今后几年", "过去数年", "未来数年", "数年来", "多年来",
    "几年来",
)  # fmt: skip
# years and quarters by a company's own calendar, counted from the quarter that the text has dated; without one nothing says when they begin
FISCAL_WORDS = {
    "本财年": 0, "上财年": -1, "上一财年": -1, "下财年": 1, "下一财年": 1, "下个财年": 1, "上个财年": -1,
    "本财季": 1, "当前财季": 1, "上财季": -1, "上一财季": -1, "上个财季": -1, "下财季": 1, "下一财季": 1, "下个财季": 1,
}  # fmt: skip
LUNAR = ("农历", "阴历", "旧历")
QUARTERS = {"一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "首": 1, "1": 1, "2": 2, "3": 3, "4": 4}
EDGES = {"底": 12, "末": 12, "终": 12, "初": 1, "中": 6}  # months that 年底, 年终, 年初, 年中 stand for
# what looks like one of these words and is a part of another
OTHER_WORDS = (
    "目前提", "同日而语", "全年龄", "全年无休", "年底薪", "今日头条", "明日之星", "现在时", "年终奖", "至今天", "至今日", "至今年", "至今后", "当季新品", "该季节", "当季节", "该季报",
    "年初一", "年初二", "年初三", "年初四", "年初五", "年初六", "年初七", "月初一", "明天系", "当天线", "隔日达", "次日达", "当日达", "今日资本",
)  # fmt: skip
