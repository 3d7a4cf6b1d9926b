"""The cause of a conflict in words, Chinese and English."""

from __future__ import annotations

from collections.abc import Mapping

from kg.finding_words import Language
from kg.reconcile.causes import Cause, Reason

_Words = Mapping[Language, str]

_NAMES: Mapping[Cause, _Words] = {
    "repair": {"zh": "数字缺损", "en": "damaged number"},
    "error": {"zh": "算术有误", "en": "arithmetic error"},
    "slip": {"zh": "单位或小数点", "en": "unit or point"},
    "reprint": {"zh": "转载走样", "en": "copying error"},
    "forecast": {"zh": "预计与实际", "en": "forecast and actual"},
    "precision": {"zh": "精度", "en": "precision"},
    "rounding": {"zh": "舍入", "en": "rounding"},
    "scope": {"zh": "口径", "en": "scope"},
    "double": {"zh": "口径（恰差一倍）", "en": "scope (exactly twice)"},
    "revision": {"zh": "修订", "en": "revision"},
    "statistician": {"zh": "统计方不同", "en": "different statisticians"},
    "period": {"zh": "时间粗略", "en": "period"},
    "unknown": {"zh": "原因不明", "en": "unknown"},
}
_TOLD: Mapping[Cause, _Words] = {
    "repair": {"zh": "{article}印作“{raw}”，数字有缺损，所读未必是原数", "en": "{article} prints “{raw}”, a damaged number whose reading is a guess"},
    "error": {"zh": "{article}的数字与其正文算术不合：{zh}", "en": "the number of {article} goes against its own arithmetic: {en}"},
    "slip": {"zh": "数字相同而相差{times}倍，有一处单位或小数点有误", "en": "the same digits a factor of {times} apart: a unit or a point is wrong in one"},
    "reprint": {"zh": "两处语句几乎相同，可能一处转抄有误", "en": "the sentences are almost the same; one may be a faulty copy"},
    "forecast": {"zh": "一处是预计，一处是实际", "en": "one is a forecast, the other an actual value"},
    "precision": {"zh": "算力的精度不同或没有说明：{one}与{other}", "en": "the precision differs or is left unsaid: {one} and {other}"},
    "rounding": {"zh": "“{round}”可能是取整的约数", "en": "“{round}” may be a rounded number"},
    "scope": {"zh": "口径可能不同：{one}与{other}", "en": "they may not take in the same: {one} and {other}"},
    "double": {"zh": "恰好相差一倍，可能是不同型号、稀疏与稠密，或双芯与单芯", "en": "exactly twice: another model, sparse and dense, or two dies and one"},
    "revision": {"zh": "同为{who}的数字，{date}的“{later}”较新，可能是修订", "en": "both are of {who}; “{later}” of {date} is the later and may be a revision"},
    "statistician": {"zh": "统计方不同：{one}与{other}", "en": "different statisticians: {one} and {other}"},
    "period": {"zh": "时间说得粗略，未必是同一时点：{one}与{other}", "en": "the time is told roughly and may not be one: {one} and {other}"},
    "unknown": {"zh": "文中看不出原因", "en": "the texts do not show why"},
}  # fmt: skip
_AGREES: _Words = {"zh": "；若读作{reading}{unit}则两处相合", "en": "; read as {reading}{unit} the two would agree"}
_UNSAID: Mapping[Cause, _Words] = {
    "precision": {"zh": "未说明", "en": "unsaid"},
    "scope": {"zh": "未说明", "en": "unsaid"},
    "period": {"zh": "未说明", "en": "unsaid"},
}


def cause_name(cause: Cause, language: Language = "zh") -> str:
    """A word or two for the cause: 口径, scope."""
    return _NAMES[cause][language]


def told(reason: Reason, language: Language = "zh") -> str:
    """The cause with what shows it: 口径可能不同：在用与未说明."""
    unsaid = _UNSAID.get(reason.cause, {}).get(language, "")
    shown = {name: value or unsaid for name, value in reason.shown.items()}
    agrees = _AGREES[language].format(**shown) if shown.get("reading") else ""
    return _TOLD[reason.cause][language].format(**shown) + agrees
