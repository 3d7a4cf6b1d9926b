"""The clause of an English question in Chinese order: whom it is about, what is done, and the question word in its place.

English moves the question word to the front (What PUE must A stay below), Chinese leaves it where its answer stands (A的PUE低于多少).
"""

from __future__ import annotations

from pipelines.questions.english.asking import BLANK_VERBS, LOCATED, SHARES, asked_words, ordered, placed, placed_before, share
from pipelines.questions.english.measured import is_measure
from pipelines.questions.english.phrases import Phrase
from pipelines.questions.english.verbs import VerbReader

_MANNER = {"when": "什么时候", "where": "在哪里", "why": "为什么", "how": "如何"}
_EXTENT = {
    "long": "多长", "large": "多大", "big": "多大", "high": "多高", "fast": "多快", "far": "多远", "deep": "多深", "heavy": "多重",
    "wide": "多宽", "low": "多低", "tall": "多高", "great": "多大", "small": "多小", "expensive": "多贵",
}  # fmt: skip


class Clause(VerbReader):
    """Reads the main clause."""

    def words(self) -> str:
        """The clause as a Chinese question without its mark."""
        head = ""
        while self.peek().has("adverbs"):  # up to how many
            head += self.peek().senses["adverbs"]
            self.at += 1
        if head:
            self.head = head
        lead = self.take("prepositions") if self.peek(1).has("question") else None
        token = self.peek()
        if (
            token.text == "how"
            and self.peek(1).text == "many"
            and self.peek(2).text == "times"
            and not self.peek(3).has("auxiliary")
        ):
            self.at += 3
            return self._times()
        if token.text in ("who", "whom"):
            self.at += 1
            return self._after(Phrase("谁", "", "", "who"), None)
        if token.text == "how" and self.peek(1).text.lower() in ("many", "much") and self.peek(2).has("comparatives"):
            return self._compared()
        if token.text == "what" and self._set_apart():
            return self._difference()
        if token.text in _MANNER and self.peek(1).text.lower() not in ("many", "much"):
            return self._manner()
        if token.has("question"):
            found = self.phrase(attach=False)
            if found is not None:
                if found.asked in ("what", "which", "whose", "how much", "how many"):
                    found = self._of_asked(found)
                return self._after(found, lead.text.lower() if lead else None)
        return self._statement()

    def _of_asked(self, found: Phrase) -> Phrase:
        """What belongs to the noun asked for before the verb comes: share of the market, limit for new data centers."""
        if self.peek().has("verbs", "auxiliary") and not self.peek().has("prepositions"):
            return found
        return self._attached(found)

    def _manner(self) -> str:
        """When, where, why and how, and how long, how large."""
        word = self.peek().text
        self.at += 1
        how = _MANNER[word]
        extent = None
        if word == "how" and self.peek().text.lower() in _EXTENT:
            extent = _EXTENT[self.peek().text.lower()]
            self.at += 1
        be = False
        while token := self.take("auxiliary"):
            be = be or token.senses["auxiliary"] == "be"
        subject = self._subject()
        said, form = self._verb()
        rest = self._rest()
        name = subject.zh if subject else ""
        if extent:
            thing = f"{name}的{rest['object']}" if "object" in rest and not said else name + said + rest.get("object", "")
            if extent == "多长" and said:
                return f"{name}{said}{rest.get('object', '')}多长时间"
            if extent == "多快":
                return f"{name}{said or '增长'}多快"
            return f"{rest.get('place', '')}{thing}有{extent}"
        if word == "where":
            verb = said or "位于"
            if any(verb.endswith(v) for v in LOCATED):
                return f"{name}{verb}哪里"
            if form == "ed" and be:
                return f"{name}在哪里{verb}"
            return f"{name}{how}{verb}{rest.get('object', '')}"
        if word == "how" and rest.get("object") is None and not said:
            return f"{name}怎么样"
        return ordered(name, how + said, rest)

    def _after(self, wh: Phrase, lead: str | None) -> str:
        """What follows the question phrase ``wh``: verb (it is the subject), copula, or subject and verb (it is the object)."""
        while self.peek().has("adverbs") and not self.peek().has("nouns"):
            self.head += self.peek().senses["adverbs"]
            self.at += 1
        if wh.asked == "whose" or not self.peek().has("auxiliary"):
            said, form = self._verb()
            return self._as_subject(wh, said, form)
        first = self.peek()
        kind = first.senses["auxiliary"]
        mark = self.at
        said, form = self._verb()
        if said and kind != "do":
            return self._as_subject(wh, said, form)
        if kind == "have" and not said:
            self.at = mark
            self.at += 1
            return self._as_subject(wh, "有", "base") if not self._verb_later() else self._as_object(wh, lead)
        self.at = mark
        self.at += 1
        if kind == "be":
            return self._copula(wh, lead)
        return self._as_object(wh, lead)

    def _verb_later(self) -> bool:
        return any(t.has("verbs") and t.form in ("ed", "any") for t in self.tokens[self.at :])

    def _copula(self, wh: Phrase, lead: str | None) -> str:
        """What is A; which B was A launched at (a verb follows)."""
        if self.take("pronoun"):  # how many A are there in B
            rest = self._rest()
            where = rest.get("place") or rest.get("for") or rest.get("of") or ""
            return f"{where}{rest.get('object', '')}有{asked_words(wh)}"
        mark = self.at
        subject = self._subject()
        if subject is not None:
            due = self.peek()
            stranded = self.tokens[-1 if self.tokens[-1].text != "?" else -2].has("prepositions")
            if due.has("verbs") and due.form in ("ed", "any", "ing") and (lead or wh.head or stranded or wh.asked != "what"):
                said, _ = self._verb()
                rest = self._rest()
                return placed(wh, subject, said, rest, lead)
            if due.has("adjectives", "comparatives", "superlatives") and not due.has("nouns", "adverbs"):
                self.at += 1
                return f"{subject.zh}的{asked_words(wh)}{due.senses.get('adjectives', '')}"
        self.at = mark
        self.passive = False
        subject = self.phrase()
        rest = self._rest()
        if subject is None:
            return self._said_of(wh, rest)
        if wh.head and is_measure(wh.head):  # what share of A is B
            return share(wh, subject.zh, not subject.head) if wh.head in SHARES else f"{subject.zh}的{wh.zh}是多少"
        if wh.asked == "how much":
            return f"{subject.zh}是多少"
        if wh.asked == "who":
            return f"{placed_before(rest)}{subject.zh}是谁"
        if not wh.head and (is_measure(subject.head) or subject.degree and not subject.measure):
            if subject.head in SHARES and subject.owner and subject.zh.startswith(subject.owner + "的"):
                pass
            return f"{placed_before(rest)}{subject.zh}是多少"
        if not wh.head and subject.head == "名称":
            return f"{subject.zh.removesuffix('名称').removesuffix('的')}叫什么名字"
        if not wh.head and subject.plural:
            return f"{placed_before(rest)}{subject.zh}有哪些"
        if not wh.head and subject.measure in ("家", "款", "座"):
            return f"{placed_before(rest)}{subject.zh}是哪{subject.measure}"
        if not wh.head and subject.head in ("城市", "省份", "地区", "国家"):
            return f"{placed_before(rest)}{subject.zh}是哪个"
        return f"{placed_before(rest)}{subject.zh}是{asked_words(wh)}"

    def _said_of(self, wh: Phrase, rest: dict[str, str]) -> str:
        if rest.get("degree"):
            return f"{asked_words(wh)}{rest['degree']}"
        where = rest.get("place", "")
        return f"{asked_words(wh)}{'在' + where if where else ''}"

    def _as_subject(self, wh: Phrase, said: str, form: str) -> str:
        """The question word is who does it, or what it is done to."""
        rest = self._rest()
        if wh.head in SHARES and (owner := rest.get("to") or rest.get("from") or rest.get("object") or rest.get("agent")):
            return share(wh, owner)
        thing = rest.get("object", "")
        place = rest.get("place") or ""
        if wh.asked == "whose":
            return f"谁的{wh.zh}{said}{rest.get('degree', '')}{thing}"
        if "degree" in rest:
            return f"{asked_words(wh)}{thing}{said if said not in ('有',) else ''}{rest['degree']}"
        if "comparative" in rest and thing and wh.asked in ("which", "who", "what"):
            which = asked_words(wh) if wh.head or wh.asked == "who" else "哪个"
            return f"{which}的{thing}{rest['comparative']}"
        if "superlative" in rest and said in BLANK_VERBS:
            degree = rest["superlative"]
            measured = thing.replace(degree, "", 1)
            return f"{asked_words(wh)}的{measured}{degree}"
        if form == "ed" and "agent" in rest:
            return f"{rest['agent']}{said}{'了' if wh.asked == 'how many' else ''}{asked_words(wh)}{thing}"
        if wh.asked == "how many" and (place or "to" in rest) and not thing:
            return f"{place}{rest.get('to', '')}{rest.get('adverb', '')}{said}{asked_words(wh)}"
        if wh.asked == "how many" and not thing:
            return f"{rest.get('adverb', '')}{said}{asked_words(wh)}"
        if wh.asked == "how many":
            return f"{said}{thing}的{wh.zh}有多少{wh.measure}"
        if wh.asked in ("what", "how much") and is_measure(wh.head):
            if said in ("投入", "流向", "花费", "来自", "用于"):
                return f"{place}{rest.get('to', '')}{thing}的{wh.zh}是多少"
            return f"{place}{rest.get('to', '')}{said}{thing}的{wh.zh}是多少" if thing or place else f"{said}{wh.zh}多少"
        return ordered(asked_words(wh), said, rest)

    def _as_object(self, wh: Phrase, lead: str | None) -> str:
        subject = self._subject()
        said, form = self._verb()
        rest = self._rest()
        return placed(wh, subject or Phrase(), said, rest, lead)

    def _times(self) -> str:
        """How many times A is B; how many times the P of A does B deliver."""
        if self.take_word("as"):
            self.take("adjectives")
            self.take_word("many", "much")
            self.take_word("as")
        base = self.phrase()
        self.take("auxiliary")
        subject = self._subject()
        self._rest()
        one, two = subject.zh if subject else "", base.zh if base else ""
        owner, _, measured = two.rpartition("的")
        if owner and measured and measured not in one:
            return f"{one}的{measured}是{two}的几倍"
        return f"{one}是{two}的几倍"

    def _compared(self) -> str:
        """How much higher is A than B; how many more cards does A have than B."""
        self.at += 2
        degree = self.peek().senses["comparatives"].removeprefix("更")
        self.at += 1
        thing = self.phrase(attach=False) if not self.peek().has("auxiliary", "verbs") else None
        self.take("auxiliary")
        subject = self._subject()
        said, _ = self._verb()
        rest = self._rest()
        other = rest.get("than", "")
        measured = thing.zh if thing else ""
        what = f"的{measured}" if measured else ""
        one, two = (subject.zh if subject else rest.get("object", "")), other
        if "的" in one and "的" not in two and not what:
            pass
        return f"{one}{what}比{two}{'' if said in ('有', '') else said}{degree}多少"

    def _set_apart(self) -> bool:
        """Whether the difference or the gap of two things is asked for."""
        return self.peek(1).has("auxiliary") and any(self.peek(ahead).text in ("difference", "gap") for ahead in (2, 3))

    def _difference(self) -> str:
        """What is the difference in X between A and B -> A和B的X相差多少."""
        while self.peek().text not in ("difference", "gap"):
            self.at += 1
        self.at += 1
        sides, measured = "", ""
        while not self.done:
            between = self.peek().text.lower() in ("between", "of")
            self.at += 1
            found = (
                self.phrase(attach=False)
                if between
                else self.phrase(attach=True)
                if not self._between_ahead()
                else self.phrase(attach=False)
            )
            if found and between:
                sides = found.zh
            elif found:
                measured = found.zh
        return f"{sides}的{measured}相差多少" if measured else f"{sides}相差多少"

    def _between_ahead(self) -> bool:
        return any(token.text.lower() == "between" for token in self.tokens[self.at :])

    def _statement(self) -> str:
        """No question word in front: A deployed how many B; did A reach B; list A."""
        if self.take("auxiliary"):
            subject = self._subject()
            said, _ = self._verb()
            rest = self._rest()
            if not said and "object" in rest and subject:
                return f"{subject.zh}是{rest['object']}吗"
            if said.endswith("一致") and subject:
                return f"{subject.zh}的{rest.get('place', '')}数据{said}吗"
            return ordered(subject.zh if subject else "", said, rest) + "吗"
        if self.take_word("convert"):
            found = self.phrase()
            self.take("prepositions")
            return f"{found.zh if found else ''}换算成多少{next(iter(self.peek().senses.values()), '')}"
        listed = self.peek().text.lower() in ("list", "name", "give", "identify")
        if listed:
            self.at += 1
            found = self.phrase()
            rest = self._rest()
            return f"{placed_before(rest)}{found.zh}有哪些" if found else ""
        self.verb_due = True
        subject = self.phrase()
        said, _ = self._verb()
        return ordered(subject.zh if subject else "", said, self._rest())
