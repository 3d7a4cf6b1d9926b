"""What a single character of an article becomes: width folded, radicals made letters, invisible marks dropped.

NFKC as a whole is too much for Chinese prose: it would turn ，：；？！（） into their ASCII twins and ½ into 1⁄2. So only the
ranges below take their NFKC form; ① ² ½ ℃ Ⅲ ～ stay as they are. Folding is by character and never needs folding again.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

# Ranges whose characters take their NFKC form, by rule.
_NFKC_RANGES: tuple[tuple[str, int, int], ...] = (
    ("full-width", 0xFF10, 0xFF19),  # digits
    ("full-width", 0xFF21, 0xFF3A),
    ("full-width", 0xFF41, 0xFF5A),
    ("half-width", 0xFF61, 0xFF64),  # ｡ ｢ ｣ ､ become 。「 」、
    ("full-width", 0xFFE0, 0xFFE2),  # ￠ ￡ ￢
    ("full-width", 0xFFE4, 0xFFE6),  # ￤ ￥ ￦ (￣ would become a blank with a macron)
    ("radical", 0x2F00, 0x2FD5),  # Kangxi radicals, which PDF readers leave in place of letters
    ("compatibility", 0xF900, 0xFAFF),  # compatibility ideographs
    ("compatibility", 0x2F800, 0x2FA1F),
    ("ligature", 0xFB00, 0xFB06),
    ("square-unit", 0x3371, 0x3376),
    ("square-unit", 0x3380, 0x33DF),
    ("mathematical", 0x1D400, 0x1D7FF),  # 𝟐𝟎𝟐𝟒 and the like
)
_FULL_WIDTH_SIGNS = "％＋－＝／＜＞．＃＆＠＊＿｜＼＄＾｀｛｝［］＂＇"
_SQUARES = {
    "㎡": "平方米", "㎥": "立方米", "㎢": "平方公里", "㎠": "平方厘米", "㎟": "平方毫米", "㎤": "立方厘米",
    "㎧": "m/s", "㎨": "m/s²", "㎣": "立方毫米", "㎦": "立方公里", "㎮": "rad/s", "㎯": "rad/s²",
}  # fmt: skip
_DASHES = {"−": "-", "‐": "-", "‑": "-", "﹣": "-"}
_SMALL = {"﹪": "%", "﹢": "+", "﹤": "<", "﹥": ">", "﹦": "=", "﹐": "，", "﹑": "、", "﹒": ".", "﹔": "；", "﹕": "：", "﹖": "？",
          "﹗": "！", "﹙": "（", "﹚": "）", "﹟": "#", "﹠": "&", "﹡": "*", "﹩": "$", "﹫": "@"}  # fmt: skip
# Radicals that NFKC leaves alone; their letters by Unicode's EquivalentUnifiedIdeograph.txt.
_RADICALS = dict(
    zip(
        "⺁⺄⺅⺈⺉⺋⺌⺍⺎⺏⺐⺒⺓⺔⺖⺗⺘⺙⺛⺝⺞⺟⺠⺡⺣⺤⺥⺦⺨⺩⺪⺫⺬⺭⺮⺯⺰⺱⺲⺴⺵⺶⺷⺸⺹⺺⺼⺽⺾⺿⻀⻁⻂⻃⻄⻅⻆⻈⻉⻊⻋⻌⻍⻎⻏⻐⻑⻒⻓⻔⻖⻗⻘⻙⻚⻛⻜⻝⻠⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲",
        "厂乙亻刀刂㔾小小尣尣尢巳幺彑忄心扌攵旡月歺母民氵灬爫爫丬犭王疋目示礻竹糹纟罓网罒𦉪羊羊羋老肀月臼艹艹艹虎衤覀西见角讠贝足车辶辶辶邑钅長長长门阜雨青韦页风飞食飠马骨鬼鱼鸟卤麦黄黾齊齐歯齿竜龙龜亀",
        strict=True,
    )
)
# No width and no meaning for a reader of Chinese: zero-width and bidi marks, soft hyphen, byte order mark, variation selectors, controls.
INVISIBLE = "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e01ef"
BLANK = " \t\xa0\u1680\u2000-\u200a\u202f\u205f\u3000\u2800\u3164"
LINE_END = "\n\r\x0b\x0c\x1c-\x1f\x85\u2028\u2029"
SURROGATE = "\ud800-\udfff"  # half a character: no UTF-8 can hold it


class Fold(NamedTuple):
    clean: str
    rule: str


def _table() -> dict[str, Fold]:
    table: dict[str, Fold] = {}
    for rule, first, last in _NFKC_RANGES:
        for code in range(first, last + 1):
            letter = chr(code)
            folded = unicodedata.normalize("NFKC", letter)
            if folded != letter and not folded.isspace():
                table[letter] = Fold(folded, rule)
    table.update((sign, Fold(unicodedata.normalize("NFKC", sign), "full-width")) for sign in _FULL_WIDTH_SIGNS)
    for rule, given in (("square-unit", _SQUARES), ("dash", _DASHES), ("small-form", _SMALL), ("radical", _RADICALS)):
        table.update((letter, Fold(clean, rule)) for letter, clean in given.items())
    return table


FOLDS: dict[str, Fold] = _table()
_TEXT = re.compile(f"[^{BLANK}{INVISIBLE}{LINE_END}]")


def has_text(raw: str) -> bool:
    """Whether anything of ``raw`` is left to read once blanks and invisible marks are gone."""
    return _TEXT.search(raw) is not None
