"""Verbs of an English clause, and what stands behind them."""

from __future__ import annotations

from dataclasses import dataclass

from pipelines.questions.english.asking import asked_words
from pipelines.questions.english.phrases import Phrase, Reader


@dataclass(slots=True)
class VerbReader(Reader):
    """Reads verb groups, their objects and prepositions. ``head``: adverbs that stand with the question word (up to how many)."""

    head: str = ""

    def _verb(self) -> tuple[str, str]:
        """The verb group: Chinese, and form of its last verb; empty where there is none."""
        said, form, adverbs = "", "", self.head
        self.head = ""
        while not self.done:
            token = self.peek()
            if token.has("auxiliary") and not (token.senses["auxiliary"] == "have" and not self._verb_ahead()):
                form = form or ("be" if token.senses["auxiliary"] == "be" else "")
                self.at += 1
            elif token.has("adverbs") and not token.has("nouns"):
                adverbs += token.senses["adverbs"]
                self.at += 1
            elif token.has("infinitive") and (self.peek(1).has("verbs") or self.peek(1).has("auxiliary")) and (said or form):
                self.at += 1
            elif token.has("verbs") and not (
                form in ("ed", "base", "s", "any", "ing") and token.has("nouns") and not self._to_before()
            ):
                said += token.senses["verbs"]
                form = token.form
                self.at += 1
                while self.peek().has("and") and self.peek(1).has("verbs"):
                    said += "和" + self.peek(1).senses["verbs"]
                    self.at += 2
                while self.peek().text == "," and self.peek(1).has("verbs"):
                    said += "、" + self.peek(1).senses["verbs"]
                    self.at += 2
                    if self.peek().has("and") and self.peek(1).has("verbs"):
                        said += "和" + self.peek(1).senses["verbs"]
                        self.at += 2
            else:
                break
        return adverbs + said if said else "", form

    def _verb_ahead(self) -> bool:
        ahead = 1
        while self.peek(ahead).has("adverbs"):
            ahead += 1
        return self.peek(ahead).has("auxiliary") or (self.peek(ahead).has("verbs") and self.peek(ahead).form in ("ed", "any"))

    def _to_before(self) -> bool:
        return self.tokens[self.at - 1].has("infinitive")

    def _rest(self) -> dict[str, str]:
        """What stands behind the verb: ``object``, ``agent`` (by), ``place`` (in, on ...), ``to``, ``with``, ``degree``, ``left`` preposition."""
        found: dict[str, str] = {}
        self.verb_due, self.passive = False, False
        while not self.done:
            token = self.peek()
            if token.has("comparatives", "superlatives") and not self.peek(1).has("nouns"):
                found["degree"] = token.senses.get("comparatives", token.senses.get("superlatives", ""))
                self.at += 1
            elif token.has("adverbs") and not (token.has("adjectives") and self._noun_follows(False)):
                found["adverb"] = found.get("adverb", "") + token.senses["adverbs"]
                self.at += 1
            elif token.has("infinitive") and self.peek(1).has("verbs"):
                self.at += 1
                said, _ = self._verb()
                inner = self.phrase()
                found["object"] = found.get("object", "") + said + (inner.zh if inner else "")
            elif token.text.lower() in ("before", "after") and (self.peek(1).has("auxiliary") or self.peek(1).form == "ing"):
                self.at += 1
                said, _ = self._verb()
                toward = self.phrase() if self.take_word("to") else None
                said += f"到{toward.zh}" if toward else ""
                found["adverb"] = found.get("adverb", "") + said + ("前" if token.text.lower() == "before" else "后")
            elif token.has("prepositions"):
                self.at += 1
                inner = self.phrase()
                kind = {
                    "by": "agent",
                    "to": "to",
                    "into": "to",
                    "with": "with",
                    "for": "for",
                    "from": "from",
                    "as": "as",
                    "of": "of",
                    "than": "than",
                }.get(token.text.lower(), "place")
                if inner is None:
                    found["left"] = token.text.lower()
                else:
                    found[kind] = found.get(kind, "") + (asked_words(inner) if inner.asked else inner.zh)
            elif (inner := self.phrase()) is not None:
                said = asked_words(inner) if inner.asked else inner.zh
                found["object"] = found["object"] + said if "object" in found else said
                if inner.degree.startswith("更"):
                    found["comparative"] = "更高" if inner.degree == "更多" and not inner.measure else inner.degree
                    found["object"] = inner.zh.removeprefix(inner.degree)
                elif inner.degree:
                    found["superlative"] = inner.degree
            else:
                self.at += 1
        return found

    def _subject(self) -> Phrase | None:
        self.verb_due, self.passive = True, True
        try:
            return self.phrase()
        finally:
            self.verb_due, self.passive = False, False
