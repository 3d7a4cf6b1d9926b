"""Questions that name something by what is said of it: the operator that launched the platform, the city where the centre stands.

运营云州超算的那家公司，去年上半年的收入是多少？ is asked in two steps: which firm runs it, then its revenue.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.lexicon import lexicon
from pipelines.language.times.times import find_times
from pipelines.language.tokenizer import words

# Classifier and noun of what is described; after 那 or 这 any noun, without them only nouns of bodies, places and things with names.
_CLASSIFIER = r"[家个座款位所份项颗枚种套部台片块场届次]"
_POINTED = re.compile(
    rf"(?P<said>[^，,。？?；;]{{4,40}}?)的?[那这](?P<unit>{_CLASSIFIER})(?P<noun>[\u4e00-\u9fffA-Za-z]{{2,10}}?)(?=[，,、]|的|[在上被与和是有从会到给把对将也又还能于](?!线)|它|$)"
)
_BARE = re.compile(
    r"^(?P<said>[^，,。？?；;]{4,40}?)的(?P<noun>运营商|公司|企业|机构|厂商|部门|部委|城市|省份|大学|高校|中心|集群|枢纽|芯片|大?模型|平台|会议|大会|论坛|文件|政策|国家|研究院|研究所)[，,]"
)
_UNIT_OF = {
    "城市": "座",
    "省份": "个",
    "公司": "家",
    "企业": "家",
    "运营商": "家",
    "机构": "家",
    "厂商": "家",
    "芯片": "款",
    "文件": "份",
    "中心": "座",
}
_PLACED = re.compile(r"^(?P<what>.{2,}?)(?:所在地?|坐落|所处)$")
_ASKS = re.compile(r"[谁哪几]|什么|多少|怎|何")
_WORDS = re.compile(r"数[字据值]?$|数[字据值]|说法|消息|话|指标|问题|时候")  # what is told, and no thing with a name
_BACK = re.compile(r"^[，,、\s]*(?:它|其|该(?:公司|机构|中心|市|省)|他们)(?P<own>的)?")


@dataclass(frozen=True, slots=True)
class Chain:
    """Two questions in place of one: ``first`` asks who or what ``described`` is; ``then`` builds the second from the answer."""

    question: str
    described: str
    start: int
    end: int
    first: str

    def then(self, name: str) -> str:
        """The question with ``name`` in the place of the description."""
        rest = self.question[self.end :]
        back = _BACK.match(rest)
        if back:
            rest = (back["own"] or "") + rest[back.end() :]
        return self.question[: self.start] + name + rest.lstrip("，,、 ")


def chain(question: str) -> Chain | None:
    """The two steps of a question that describes what it asks about, None where it names it."""
    for pattern in (_POINTED, _BARE):
        for found in pattern.finditer(question):
            said = found["said"]
            if _ASKS.search(said) or _WORDS.match(found["noun"]) or not _predicates(said):
                continue
            unit = found.groupdict().get("unit") or _UNIT_OF.get(found["noun"], "个")
            end = found.end() - (1 if pattern is _BARE else 0)
            return Chain(question, question[found.start() : end], found.start(), end, _first(said, unit, found["noun"]))
    return None


def _first(said: str, unit: str, noun: str) -> str:
    placed = _PLACED.match(said)
    if placed:
        return f"{placed['what']}在哪{unit}{noun}？"
    return f"{said.removesuffix('的')}的是哪{unit}{noun}？"


def _predicates(said: str) -> bool:
    """Whether it says something of a thing, and is not only a name or a place before it (天津那座中心, 郑州那个10万卡集群)."""
    if _PLACED.match(said):
        return True
    named = [(hit.start, hit.end) for hit in lexicon().find(said)] + [(time.start, time.end) for time in find_times(said, None)]
    left = [t.text for t in words(said) if not any(a <= t.start and t.end <= b for a, b in named)]
    return sum(len(text) for text in left if text not in ("的", "“", "”")) >= 2
