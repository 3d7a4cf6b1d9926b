"""Tells numbers that are no figures: model numbers, versions, ordinals, list markers, document and phone numbers, names.

Every rule looks at a bounded window around the number. A rule answers with the reason and the span it explains, or with None.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from pipelines.language.numbers.name_parts import BITS_WIDE, HYPHENED, NUMBERED, RELEASE, part_of_name

_NAMES = Path(__file__).parents[3] / "kg" / "lexicon" / "number_words.yaml"

_WINDOW = 16

_LATIN_BEFORE = re.compile(r"(?P<word>[A-Za-zα-ωΑ-Ω]+)(?P<gap>[-_/.+]|\d*[-/]| ?)$")
_MODEL_TAIL = re.compile(r"\d{1,30}(?:[.-]?[A-Za-z0-9]){0,24}")
_LETTERED = re.compile(r"\d{1,30}(?:\.\d{1,9})?[A-Za-z](?:-?[A-Za-z0-9]){0,24}")
_PRECISION = re.compile(r"(?:FP|INT|BF|TF|UINT|MXFP|NVFP)$", re.IGNORECASE)
_VERSION_WORD = re.compile(
    r"(?:^|[^A-Za-z])(?:V|Ver|Version|Gen|PCIe|PCI-E|USB|Wi-?Fi|HDMI|CUDA|Python|Bluetooth|IPv)$", re.IGNORECASE
)
_VERSION = re.compile(r"\d+(?:\.\d+){2,12}")
_STOCK = re.compile(r"\d{4,6}\.(?:HK|SH|SZ|SS|BJ|US|OQ|N|O)(?![A-Za-z])")
_STOCK_CODE = re.compile(r"\d{5,6}(?=[)）])")
_PHONE = re.compile(r"1[3-9]\d{9}(?!\d)|0\d{2,3}-\d{7,8}(?!\d)|400-?\d{3}-?\d{4}(?!\d)")
_MARK_AFTER = re.compile(r"\d{1,2}(?:[.．、](?!\d)|[)）](?!\d))")
_MARK_BEFORE = re.compile(r"(?:^|[\n。；;：:])[ \u3000]*[（(]?$")
_BRACKETED = re.compile(r"\d{1,3}[\]】]")
_ORDINAL_AFTER = re.compile(
    r"\d+ ?(?:届|期(?![间货])|代(?![表替码理])|级(?![别])|号|星级?(?=[酒级饭])|维(?![修护])|年级|环路?|线城|强(?![调化度])|页|章|楼|季(?!度))"
)
_STRONG = re.compile(r"\d+强")
_GENERATION = re.compile(r"[2-6]G(?![A-Za-z])(?! ?(?:内存|显存|流量|带宽|缓存))(?:-[A-Z])?")
_TIMES_SIGN = re.compile(r"\d+ ?[×*xX✕] ?\d+(?:\.\d+)?(?: ?[×*xX✕] ?\d+)?")
_RATIO = re.compile(r"\d+(?:\.\d+)?[:：∶]\d+(?:\.\d+)?(?![\d:：])")
_DOCUMENT_YEAR = re.compile(r"20\d\d[〕】\])） ]{1,2}(?:第)?\d{1,4}号")
_DOCUMENT = re.compile(r"\d{1,4}号(?=[文令通公])|\d{1,6}-\d{1,6}号")
_CODE_WORDS = ("编号", "房间号", "门牌号", "代码", "邮编", "尾号", "号码")
_NUMBERED_THINGS = ("表", "图", "双", "附件", "附录", "专栏", "标包", "标段", "分包", "图表", "附表")  # 表1, 图2, 双11, 标包3
_DAY_NAME = re.compile(r"\d{1,2}·\d{1,2}(?!\d)|24/7(?!\d)")
_SHARED_G = re.compile(r"[2-6]/[3-6]G(?![A-Za-z])(?:/[3-6]G)?")
# 1P算力相当于每秒1000万亿次计算 says what the unit is
_ONE = r"1 ?(?:[PTE]|[PTEGZ]?F[Ll][Oo][Pp][Ss])"
_MEANS = "(?:的?算力)?[，,]?(?:就是|即|等于|相当于|约等于|是指|指的是|代表|意味着)"
_DEFINED = re.compile(f"{_ONE}(?={_MEANS})")
_DEFINING = re.compile(rf"(?:^|[^\d.]){_ONE}{_MEANS}约?(?:每秒)?(?:钟)?$")
_DEFINITION_ENDS = ("是", "即", "于", "指", "表", "着", "约", "秒", "钟")


@dataclass(frozen=True, slots=True)
class Words:
    """kg/lexicon/number_words.yaml, ready to use."""

    idiom: re.Pattern[str]
    classifiers: re.Pattern[str]
    codes: frozenset[str]
    series: re.Pattern[str]
    quantities: frozenset[str]
    names: dict[str, tuple[str, ...]]
    pictures: dict[str, frozenset[str]]


@cache
def words() -> Words:
    """The word lists, read once."""
    rows = yaml.safe_load(_NAMES.read_text(encoding="utf-8"))
    series = "|".join(map(re.escape, sorted(rows["series"], key=len, reverse=True)))
    return Words(
        idiom=re.compile("|".join(map(re.escape, sorted(rows["idioms"], key=len, reverse=True)))),
        classifiers=re.compile("|".join(_classifier(name, after) for name, after in rows["classifiers"].items())),
        codes=frozenset(rows["codes"]),
        series=re.compile(rf"(?:{series})[ -]?(?:\d+[A-Za-z]?(?:、|和|与|/|及| ))?$"),
        quantities=frozenset(rows["quantities"]),
        names={number: tuple(after) for number, after in rows["names"].items()},
        pictures={sign: frozenset(sizes) for sign, sizes in rows["pictures"].items()},
    )


def _classifier(name: str, not_before: str) -> str:
    return f"{name}(?![{not_before}])" if not_before else name


def not_a_figure(text: str, start: int, end: int) -> tuple[str, int] | None:
    """Reason and end of an Arabic number at ``start:end`` that cannot be a figure whatever follows it, else None."""
    fixed = _shape(text, start)
    if fixed:
        return fixed
    before = text[max(0, start - _WINDOW) : start]
    marker = _MARK_AFTER.match(text, start)
    if marker and _MARK_BEFORE.search(before) and not (before.endswith(("：", ":")) and marker.group().endswith("、")):
        return "list_marker", end
    if before.endswith(("（", "(")) and end - start <= 2 and text[end : end + 1] in ("）", ")"):
        return "list_marker", end
    if before.endswith(_DEFINITION_ENDS) and _DEFINING.search(before):
        return "definition", end
    named = part_of_name(text, start, before)
    if named:
        return named
    if before.endswith(("[", "【")) and _BRACKETED.match(text, start):
        return "reference_mark", end
    return None


def _shape(text: str, start: int) -> tuple[str, int] | None:
    found = _SHAPE.match(text, start)
    if found:
        return _SHAPES[int(str(found.lastgroup)[1:])][1], found.end()
    previous = text[start - 1 : start]
    if previous in ("(", "（", ":", "：") and _STOCK_CODE.match(text, start):
        found = _STOCK_CODE.match(text, start)
        return ("stock_code", found.end()) if found else None
    if previous in ("〔", "【", "[", "（", "(") and (found := _DOCUMENT_YEAR.match(text, start)):
        return "document_number", found.end()
    return None


_SHAPES = (
    (_STOCK, "stock_code"), (_PHONE, "phone"), (_SHARED_G, "name"), (_DAY_NAME, "name"), (_GENERATION, "name"), (_VERSION, "version"), (_TIMES_SIGN, "name"),
    (_DEFINED, "definition"), (_DOCUMENT, "document_number"), (_STRONG, "name"), (_ORDINAL_AFTER, "ordinal"), (_RATIO, "ratio"),
    (HYPHENED, "name"), (NUMBERED, "name"), (BITS_WIDE, "name"), (RELEASE, "version"),
)  # fmt: skip


_SHAPE = re.compile("|".join(f"(?P<s{at}>{rule.pattern})" for at, (rule, _) in enumerate(_SHAPES)))


def model_number(text: str, start: int, end: int, has_unit: bool, wall: int = 0) -> tuple[str, int] | None:
    """Reason and end of a number that is part of a name with Latin letters or of a product series (A100, GPT-4, 昇腾 910B).

    ``wall``: the end of the last quantity; its unit is no name (200MW/400MWh).
    """
    before = text[max(wall, start - _WINDOW) : start]
    latin = _LATIN_BEFORE.search(before) if before and before[-1] < "一" else None  # no Chinese sign before it
    if latin:
        attached = latin["gap"] != " "
        word = latin["word"]
        if (
            word.upper() in words().quantities
            and (has_unit or word.upper() in ("PUE", "WUE", "CUE"))
            and latin["gap"] in ("", " ")
        ):
            return None
        if _PRECISION.search(word) and attached:
            return "precision", end
        if (
            _VERSION_WORD.search(before[: latin.end("word")])
            and not (has_unit and not attached)
            and ("." in text[start:end] or end - start <= 2)
        ):
            return "version", end
        if attached or not has_unit:
            return "model_number", _tail(text, start, end)
    lettered = _LETTERED.match(text, start)
    if lettered and (not has_unit or lettered.group() in words().codes):
        return "model_number", lettered.end()
    if words().series.search(before) and (not has_unit or (lettered and lettered.end() - end <= 1)):
        return "model_number", _tail(text, start, end)
    return None


def _tail(text: str, start: int, end: int) -> int:
    found = _MODEL_TAIL.match(text, start)
    return max(end, found.end()) if found else end


def picture(text: str, start: int, end: int) -> tuple[str, int] | None:
    """1080P and 4K, sizes of pictures."""
    sign = text[end : end + 1]
    follower = text[end + 1 : end + 2]
    if sign and text[start:end] in words().pictures.get(sign.upper(), ()) and not (follower.isascii() and follower.isalnum()):
        return "name", end + 1
    return None


def bare_name(text: str, start: int, end: int) -> str | None:
    """Reason of a number without a unit that is a name or a stray year, else None."""
    number = text[start:end]
    followers = words().names.get(number)
    if followers is not None and (not followers or text.startswith(followers, end)):
        return "name"
    if text.endswith(_CODE_WORDS, 0, start):
        return "name"
    if text.endswith(_NUMBERED_THINGS, 0, start) and end - start <= 2:
        return "reference_mark"
    if text[end : end + 1] == "号" or end - start > 20:
        return "name"
    return None
