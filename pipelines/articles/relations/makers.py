"""Makers that are told by a product's family: 上一代X200 of a report on its maker's X300, 某某X300E beside 某某X300. Inferred."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from kg.model import Mention, Relation
from pipelines.articles.relations.implied import PRODUCTS, known_makers
from pipelines.articles.relations.scene import Scene, one

_PRODUCT = one(*PRODUCTS)
_SIBLING = re.compile(
    rf"(?:上一代|前一代|上代|前代|下一代|前作|前任)(?:的?(?:产品|芯片|型号|模型|旗舰|处理器))?(?P<s>{_PRODUCT})"
)
_NUMBER = re.compile(r"[\s-]*[A-Za-z]{0,4}\d.*$")
_OWN_STEM = re.compile(r"[\u4e00-\u9fff]{2}|[A-Za-z]{3}")  # A100 and A7 are no family
_SHORT_STEM = re.compile(r"([A-Z]{2})-?\d{3,4}[A-Z]{0,3}$")  # XY200, XY300


def inherited(scenes: Iterable[Scene], stated: Iterable[Relation], text: str) -> Iterator[Relation]:
    """madeBy of products whose maker is not told, by the maker of one of the same series or of the one they came before or after."""
    scenes = tuple(scenes)
    makers: dict[str, set[str]] = defaultdict(set)
    for relation in stated:
        if relation.predicate == "madeBy":
            makers[relation.subject].add(relation.object)
    families: dict[tuple[str, str], set[str]] = defaultdict(set)
    for scene in scenes:
        for name in scene.mentions:
            if name.canonical in makers and (stem := _stem(name)):
                families[name.type, stem] |= makers[name.canonical]
    for scene in scenes:
        siblings = {match.start("s") for match in _SIBLING.finditer(scene.code)}
        for index in range(len(scene.code)):
            product = scene.name(index)
            if product is None or product.type not in PRODUCTS or product.canonical in makers or known_makers(product):
                continue
            told = families.get((product.type, _stem(product)), set())
            if not told and index in siblings:
                told = _sibling(scene, index, product, makers)
            if len(told) == 1:
                yield _relation(scene, index, product, (next(iter(told)), text))


def _stem(name: Mention) -> str:
    """The series of a product with a number (某某 of 某某X300); empty where the name has none."""
    stem = _NUMBER.sub("", name.canonical)
    if short := _SHORT_STEM.fullmatch(name.text):
        return short.group(1)
    return stem if stem != name.canonical and _OWN_STEM.search(stem) else ""


def _sibling(scene: Scene, index: int, product: Mention, makers: dict[str, set[str]]) -> set[str]:
    """The makers of the product of the same type that is named last before, in this sentence or the one before."""
    before = [scene.name(i) for i in range(index)]
    if scene.earlier:
        before = [scene.earlier.name(i) for i in range(len(scene.earlier.code))] + before
    near = next((m for m in reversed(before) if m and m.type == product.type and m.canonical in makers), None)
    return makers[near.canonical] if near else set()


def _relation(scene: Scene, index: int, product: Mention, given: tuple[str, str]) -> Relation:
    maker, text = given
    quote, start = scene.quote(text, index, index + 1)
    confidence = round(0.6 * product.confidence, 3)
    return Relation(product.canonical, product.type, "madeBy", maker, "Organization", quote, start, confidence, inferred=True)
