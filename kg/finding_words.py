"""A finding in a sentence, in Chinese and English."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from kg.model import Finding
from kg.vocab import plain

Language = Literal["zh", "en"]
_Words = Mapping[Language, str]

_KINDS: Mapping[str, _Words] = {
    "growth": {"zh": "现值、增速与基数", "en": "value, growth and base"},
    "points": {"zh": "百分点变动与基数", "en": "value, percentage points and base"},
    "sum": {"zh": "各部分与合计", "en": "parts and their sum"},
    "part": {"zh": "部分与整体", "en": "part and whole"},
    "share": {"zh": "占比与部分、整体", "en": "share, part and whole"},
    "shares": {"zh": "各占比之和", "en": "shares of one whole"},
    "slip": {"zh": "同一指标的两处数值", "en": "two values of one thing"},
    "repeat": {"zh": "同一指标的两处数值", "en": "two values of one thing"},
    "range": {"zh": "指标的常见范围", "en": "usual range of the indicator"},
}
_VERDICTS: Mapping[str, _Words] = {
    "confirmed": {"zh": "{kind}一致：{formula}{unit}", "en": "{kind} agree: {formula}{unit}"},
    "contradiction": {"zh": "{kind}矛盾：{formula}{unit}", "en": "{kind} contradict each other: {formula}{unit}"},
    "suspicious": {"zh": "{kind}存疑：{formula}{unit}", "en": "{kind} look inconsistent: {formula}{unit}"},
}
_BEYOND: _Words = {"zh": "数值超出{kind}：{formula}{unit}", "en": "value outside the {kind}: {formula}{unit}"}
_UNITS: Mapping[int, _Words] = {
    3: {"zh": "（单位似差1000倍，如P与E）", "en": " (the unit seems off by 1000, as P for E)"},
    4: {"zh": "（单位似差万倍，如遗漏或多写“万”）", "en": " (the unit seems off by 10^4, as 万 left out or put in)"},
    8: {"zh": "（单位似差亿倍，如遗漏或多写“亿”）", "en": " (the unit seems off by 10^8, as 亿 left out or put in)"},
}
_READ: _Words = {
    "zh": "（其中修复过的数字若读作{value}则相合）",
    "en": " (it would agree if the repaired number were read as {value})",
}
_REPAIRED: _Words = {"zh": "（含修复过的数字）", "en": " (with a repaired number)"}


def message(finding: Finding, language: Language = "zh") -> str:
    """What the finding says: 现值、增速与基数一致：47 × (1 + 66%) = 78.02 ≈ 78 EFLOPS."""
    frame = _BEYOND if finding.kind == "range" else _VERDICTS[finding.severity]
    told = frame[language].format(kind=_KINDS[finding.kind][language], formula=finding.formula, unit=_unit(finding))
    return told[:1].upper() + told[1:] + "".join(_notes(finding, language))


def _unit(finding: Finding) -> str:
    unit = "" if finding.unit in finding.formula else finding.unit
    return f" {unit}" if unit[:1].isascii() and unit else unit


def _notes(finding: Finding, language: Language) -> list[str]:
    notes = [_UNITS[abs(finding.slip)][language]] if finding.slip else []
    if finding.suggestion is not None:
        notes.append(_READ[language].format(value=plain(finding.suggestion)))
    elif finding.repaired:
        notes.append(_REPAIRED[language])
    return notes
