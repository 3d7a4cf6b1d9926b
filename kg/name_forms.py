"""Names folded for comparison: the form that spellings of one name share, and the key under which names that may be one are found.

The key is pinyin without tones, so that names that sound alike meet (波色量子, 玻色量子). pypinyin gives each character's usual reading; one
reading a character is enough, since keys are only compared with each other.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from kg.lexicon import FOLDER, lexicon
from kg.yaml_data import load_yaml

KEYED = frozenset(("Organization", "Center", "Chip", "Model"))  # types whose names are compared across articles
_NOISE = re.compile(r"[\s“”\"'‘’（）()《》〈〉·•\-—_]")
_DIVISION = re.compile(r"(?<=[一-龥]{2})(?:市|省|(?:壮族|回族|维吾尔)?自治区)(?=[一-龥]{2})")
_NATIONAL = re.compile(r"^国家(?:超级计算|超算)(?P<place>.{2,6})中心$")


@cache
def _folds() -> dict[str, tuple[tuple[str, str], ...]]:
    with (FOLDER / "name_forms.yaml").open(encoding="utf-8") as lines:
        data = load_yaml(lines)
    longest = {name: sorted(data[name], key=len, reverse=True) for name in ("legal", "trades")}
    return {"centers": tuple((a, b) for a, b in data["centers"])} | {k: tuple((w, "") for w in v) for k, v in longest.items()}


@lru_cache(maxsize=1 << 16)
def normal(type: str, name: str) -> str:
    """What all spellings of one name share: width, case, blanks and quotes; 市 and 省, kinds of centres, legal forms of companies."""
    text = _NOISE.sub("", unicodedata.normalize("NFKC", name)).casefold()
    if type == "Center":
        text = _NATIONAL.sub(r"\g<place>超算中心", text)
        for long, short in _folds()["centers"]:
            text = text.replace(long, short)
        return _DIVISION.sub("", text)
    return _without(text, "legal") if type == "Organization" else text


@lru_cache(maxsize=1 << 16)
def core(type: str, name: str) -> str:
    """The proper part of a company's name, without place and trade (北京某某科技有限公司 -> 某某); of other names the normal form."""
    text = normal(type, name)
    if type != "Organization":
        return text
    text = text.removeprefix(place_of(text))
    shorter = _without(text, "trades")
    return shorter if len(shorter) > 1 else text


@lru_cache(maxsize=1 << 16)
def key(type: str, name: str) -> str:
    """Names of one key may be names of one thing; names of different keys are not compared."""
    return f"{type}:{pinyin(core(type, name))}"


@lru_cache(maxsize=1 << 16)
def place_of(text: str) -> str:
    """The province, city or county that a company's name begins with, as written; "" where it begins with none."""
    hits = lexicon().find(text[:12])
    if not hits or hits[0].start or hits[0].entry.sector not in ("province", "city", "county"):
        return ""
    end = hits[0].end + (text[hits[0].end : hits[0].end + 1] in ("市", "省"))
    return text[:end] if len(text) - end > 1 else ""


def pinyin(text: str) -> str:
    """``text`` with Chinese characters as toneless pinyin: 量子V2 -> liangziV2."""
    return "".join(syllables(text))


def syllables(text: str) -> list[str]:
    """Toneless pinyin of each character, other characters as they are; as many as ``text`` has characters."""
    return list(map(_syllable, text))


@lru_cache(maxsize=1 << 13)
def _syllable(char: str) -> str:
    from pypinyin import Style, lazy_pinyin  # 0.3 s, which names without a slip do not need

    return lazy_pinyin(char, style=Style.NORMAL)[0] if "一" <= char <= "龥" else char


@lru_cache(maxsize=1 << 13)
def final(char: str) -> str:
    """The final of one Chinese character's usual reading: ei of 微."""
    from pypinyin import Style, lazy_pinyin

    return lazy_pinyin(char, style=Style.FINALS)[0]


def _without(text: str, what: str) -> str:
    for word, _ in _folds()[what]:
        if text.endswith(word) and len(text) - len(word) > 1:
            return text.removesuffix(word)
    return text
