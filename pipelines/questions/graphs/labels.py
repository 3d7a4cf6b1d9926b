"""Which words may mean which part of a graph: an index from the keys of labels, short forms and general words to readings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Literal as OneOf

from pipelines.questions.graphs.schema import Property, Schema, local_name
from pipelines.questions.graphs.words import HAN, GraphWords, Key, graph_words, key, spoken

ReadingKind = OneOf["thing", "pair", "class", "property", "value"]
_SHORT = {"市", "省", "县", "区", "州", "国", "镇", "乡", "村", "山", "湖", "岛"}  # generic ends that speech leaves out
_SHORT_FORM, _CORE, _CONCEPT, _CONTAINED, _PART = 0.9, 0.9, 0.85, 0.75, 0.7


@dataclass(frozen=True, slots=True)
class Reading:
    """What words may mean: IRIs of things, classes or properties, or a literal value's text. ``weight``: how surely, 0 to 1."""

    kind: ReadingKind
    targets: tuple[str, ...]
    weight: float
    label: str  # what it is called in the graph, for the explanation
    slip: bool = False  # the question's spelling is another one


@dataclass(slots=True)
class Labels:
    """``readings`` by key; ``longest`` is the number of atoms of the longest key; ``names`` are the keys of things and values."""

    readings: dict[Key, list[Reading]] = field(default_factory=dict)
    longest: int = 1
    names: dict[Key, str] = field(default_factory=dict)  # key of a thing's or value's full name -> the name

    def add(self, words: Key, reading: Reading) -> None:
        """Joins targets of one kind and weight under one key."""
        if not words:
            return
        rows = self.readings.setdefault(words, [])
        for number, row in enumerate(rows):
            if row.kind == reading.kind and reading.targets[0] in row.targets:
                if reading.weight <= row.weight:
                    return
                rest = tuple(target for target in row.targets if target not in reading.targets)
                rows[number] = replace(row, targets=rest)
        rows[:] = [row for row in rows if row.targets]
        for number, row in enumerate(rows):
            if row.kind == reading.kind and row.weight == reading.weight:
                rows[number] = replace(row, targets=(*row.targets, *reading.targets))
                return
        rows.append(reading)
        self.longest = max(self.longest, len(words))


def read_labels(schema: Schema) -> Labels:
    """The index of all that the graph names. Linear in the labels."""
    labels = Labels()
    for node, names in schema.names.items():
        _thing(labels, schema, node, names)
    for text in schema.values:
        if len(key(text)) > 0:
            labels.add(key(text), Reading("value", (text,), 1.0, text))
            labels.names.setdefault(key(text), text)
            short = key(text)[:-1]
            if text[-1:] in "类型性级派" and len(short) > 1:
                labels.add(short, Reading("value", (text,), _SHORT_FORM, text))
    for name in schema.classes:
        _class(labels, schema, name)
    for known in schema.properties.values():
        _property(labels, known, graph_words())
    return labels


def _thing(labels: Labels, schema: Schema, node: str, names: Iterable[tuple[str, str]]) -> None:
    ends = _class_ends(schema, node)
    for text, _ in names:
        words = key(text)
        labels.add(words, Reading("thing", (node,), 1.0, text))
        labels.names.setdefault(words, text)
        for end in ends:
            if len(words) - len(end) >= 2 and words[-len(end) :] == end:
                labels.add(words[: -len(end)], Reading("thing", (node,), _SHORT_FORM, text))


def _class_ends(schema: Schema, node: str) -> set[Key]:
    """Ends of names that only tell the class: 站 and 气象站 of a 气象站, 市 of a city; a Latin class name as a whole."""
    ends: set[Key] = {(end,) for end in _SHORT}
    for kind in schema.types_of(node):
        for text, _ in schema.classes.get(kind, ()):
            words = key(text)
            ends.add(words)
            ends |= {words[number:] for number in range(1, len(words)) if HAN.match(words[-1])}
            if len(words) > 1 and HAN.match(words[0]):
                ends.add(words[:1])
    return ends


def _class(labels: Labels, schema: Schema, name: str) -> None:
    texts = [text for text, _ in schema.classes[name]] or [spoken(local_name(name))]
    for text in texts:
        words = key(text)
        labels.add(words, Reading("class", (name,), 1.0, text))
        for word in graph_words().kinds.get(words, ()):
            labels.add(key(word), Reading("class", (name,), _CONCEPT, text))
        if HAN.search(text):
            shorts = [words[:1], words[1:]] if len(words) == 2 else [words[-2:], words[-1:]] if len(words) > 2 else []
            for short in shorts:  # 河 of 河流, 桥 of 桥梁; 家 of 作家 is a measure word
                if short[0] not in graph_words().light and short[0] not in ("人", "者"):
                    labels.add(short, Reading("class", (name,), 0.5 if len(short) == 1 else _PART, text))
        elif not HAN.search(text) and len(words) > 1:
            labels.add(words[-1:], Reading("class", (name,), _PART, text))


def _property(labels: Labels, known: Property, words: GraphWords) -> None:
    language_texts = [text for text, _ in known.labels] or [spoken(local_name(known.iri))]
    rows: dict[tuple[int, bool], float] = {}
    chinese = any(HAN.search(text) for text in language_texts)
    for text in language_texts:
        bare = key(_without_unit(text))
        labels.add(bare, Reading("property", (known.iri,), 1.0, text))
        for core in _cores(bare, words):
            labels.add(core, Reading("property", (known.iri,), _CORE, text))
        for row, weight in _rows(bare, words):
            own = bool(HAN.search(text))
            rows[row, own] = max(weight, rows.get((row, own), 0.0))
        if HAN.search(text):
            for part in _parts(bare):
                labels.add(part, Reading("property", (known.iri,), _PART, text))
    label = language_texts[0]
    for (row, own), weight in rows.items():
        for word in words.concepts[row]:
            if chinese and not own and HAN.search(word) and known.kind == "thing":
                continue  # the "director" of a museum that is called 馆长 is no 导演
            labels.add(key(word), Reading("property", (known.iri,), weight, label))


def _without_unit(text: str) -> str:
    for mark in "（([":
        if text.endswith(("）", ")", "]")) and mark in text[1:]:
            text = text[: text.rindex(mark)]
    return text


def _cores(words: Key, general: GraphWords) -> Iterator[Key]:
    """The label without the end or the beginning that the question word says instead: 出生日期 -> 出生, 所在省份 -> 省份."""
    for tail in (tail for tails in general.tails.values() for tail in tails):
        if len(words) > len(tail) and words[-len(tail) :] == tail:
            yield words[: -len(tail)]
    for head in general.heads:
        if len(words) > len(head) and words[: len(head)] == head:
            yield words[len(head) :]
            if len(head) > 1:
                yield head


def _rows(words: Key, general: GraphWords) -> Iterator[tuple[int, float]]:
    """Concepts that the label is a word of, or in Chinese contains a word of."""
    for row in general.by_word.get(words, ()):
        yield row, _CONCEPT
    for core in _cores(words, general):
        for row in general.by_word.get(core, ()):
            yield row, _CONTAINED
    for start in range(len(words)):
        for end in range(start + 2, len(words) + 1):
            if HAN.match(words[start]) and end - start < len(words):
                for row in general.by_word.get(words[start:end], ()):
                    yield row, _CONTAINED


def _parts(words: Key) -> Iterator[Key]:
    """Stretches of two characters or more that begin or end a Chinese label: 降水 of 降水量, 降水量 of 年降水量."""
    general = graph_words()
    generic = {tail for tails in general.tails.values() for tail in tails}
    for size in range(2, len(words)):
        for part in (words[:size], words[-size:]):
            operator = any(general.marks[mark].fullmatch("".join(part)) for mark in ("average", "total"))
            if part not in generic and not operator:
                yield part
