"""Noun phrases of an English question in Chinese order: what stands behind the noun comes before it, with 的."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from pipelines.questions.english.tokens import Token

_ATTACHED = frozenset(
    [
        "in",
        "at",
        "on",
        "within",
        "inside",
        "for",
        "from",
        "across",
        "behind",
        "under",
        "with",
        "over",
        "by",
        "between",
        "among",
        "through",
    ]
)
_VERBAL = ("verbs", "auxiliary")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase: ``zh`` whole, ``head`` its noun with ``measure`` word, ``asked`` the question word in it (which, how many ...)."""

    zh: str = ""
    head: str = ""
    measure: str = ""
    asked: str | None = None
    number: str = ""
    plural: bool = False
    degree: str = ""  # 最高 of the highest PUE
    owner: str = ""  # X of X's share
    parts: tuple[str, ...] = ()  # A, B and C


@dataclass(slots=True)
class Reader:
    """Reads phrases from ``tokens`` at ``at``. ``verb_due``: the clause still needs a verb, so that the last possible one is no noun."""

    tokens: list[Token]
    at: int = 0
    verb_due: bool = False
    passive: bool = False  # a participle is the clause's verb, not part of a noun phrase
    unknown: list[str] = field(default_factory=list)
    named: str = ""  # the noun read last

    def peek(self, ahead: int = 0) -> Token:
        place = self.at + ahead
        return self.tokens[place] if 0 <= place < len(self.tokens) else _END

    def take(self, *classes: str) -> Token | None:
        """The next token where it has one of ``classes``."""
        token = self.peek()
        if token.has(*classes):
            self.at += 1
            return token
        return None

    def take_word(self, *words: str) -> bool:
        if self.peek().text.lower() in words:
            self.at += 1
            return True
        return False

    @property
    def done(self) -> bool:
        return self.at >= len(self.tokens) or self.peek().text == "?"

    def phrase(self, attach: bool = True) -> Phrase | None:
        """The noun phrase at hand with what is attached to it; None where none begins here."""
        begun = self.at
        found = self._core()
        if found is None:
            self.at = begun
            return None
        if found.asked in ("how many", "how much") and not attach:
            return found
        return self._attached(found) if attach else self._of(found)

    def _core(self) -> Phrase | None:
        asked, number = self._asked(), ""
        mods: list[str] = []
        heads: list[str] = []
        measure = degree = owner = ""
        plural = False
        while not self.done:
            token = self.peek()
            if token.text == '"' or token.has("skipped") or (token.has("determiner") and not heads and not token.has("relative")):
                number = token.senses.get("number", number)
            elif token.text == "that" and self.peek(1).text.lower() == "of" and not heads and self.named:
                heads.append(self.named)  # that of B: the noun said before
            elif token.has("determiner") and not heads and not mods and not self.peek(1).has(*_VERBAL, "pronoun"):
                pass
            elif token.text in ("'s", "’s", "'", "’") and heads:
                owner = "".join([*mods, *heads])
                mods, heads, measure = [owner + "的"], [], ""
            elif token.has("number"):
                if heads or not token.senses["number"].isalpha():
                    (heads if heads else mods).append(token.senses["number"])
                else:
                    number = token.senses["number"]
            elif token.has("name", "unknown"):
                _add_name(heads, token.senses.get("name", token.senses.get("unknown", "")))
                if token.has("unknown") and token.text.islower():
                    self.unknown.append(token.text)
            elif token.has("superlatives") and not heads:
                degree = token.senses["superlatives"]
                mods.append(degree)
            elif token.has("adverbs") and heads:
                break
            elif (
                token.has("adjectives")
                and self._noun_follows(bool(heads))
                and not (token.has("nouns") and not self.peek(1).has("nouns"))
            ):
                mods.append(token.senses["adjectives"])
            elif token.has("comparatives") and not heads and self.peek(1).has("nouns", "adjectives"):
                degree = token.senses["comparatives"]
                mods.append(degree)
            elif token.has("nouns") and not self._is_verb(bool(heads), asked, plural):
                zh, _, measure = token.senses["nouns"].partition("/")
                heads.append(zh)
                plural = token.plural
            elif token.has("verbs") and token.form in ("ing", "ed", "any") and not heads and self.peek(1).has("nouns", "unknown"):
                mods.append(token.senses["verbs"])
            elif (
                token.has("adverbs")
                and not heads
                and (self.peek(1).has("adjectives", "superlatives") or self.peek(1).form in ("ed", "ing"))
            ):
                mods.append(token.senses["adverbs"])
            elif token.has("pronoun") and not heads and not mods and token.senses["pronoun"]:
                heads.append(token.senses["pronoun"])
            elif token.has("adjectives") and not heads and not mods:
                mods.append(token.senses["adjectives"])
            else:
                break
            self.at += 1
        if not heads and not mods and asked is None:
            return None
        self.named = heads[-1] if heads else self.named
        counted = number + measure if number and not asked else ""
        return Phrase(
            "".join([counted, *mods, *heads]), heads[-1] if heads else "", measure, asked, number, plural, degree, owner
        )

    def _asked(self) -> str | None:
        token = self.peek()
        if token.text == "how" and self.peek(1).text.lower() in ("many", "much"):
            self.at += 2
            return f"how {self.tokens[self.at - 1].text.lower()}"
        if token.has("question") and token.text in ("what", "which", "whose"):
            self.at += 1
            return token.text
        return None

    def _noun_follows(self, begun: bool) -> bool:
        ahead = 1
        while self.peek(ahead).has("adjectives", "adverbs", "number", "superlatives") and not self.peek(ahead).has("nouns"):
            ahead += 1
        return self.peek(ahead).has("nouns", "name", "unknown") or (not begun and self.peek(ahead).form in ("ed", "ing"))

    def _is_verb(self, begun: bool, asked: str | None, plural: bool) -> bool:
        """Whether a word that may be noun or verb is the verb: the clause needs one and nothing later can be it."""
        token = self.peek()
        if not token.has("verbs"):
            return False
        if token.form in ("ed", "s") and begun and not token.plural:
            return True
        if asked and begun and not plural and token.form == "s":
            return not any(t.has("auxiliary") for t in self.tokens[self.at :])
        if not self.verb_due or not begun:
            return False
        rest = self.tokens[self.at + 1 :]
        return not any(t.has("verbs") and t.form in ("base", "any") and not t.has("auxiliary") for t in rest)

    def _of(self, found: Phrase) -> Phrase:
        while self.peek().text.lower() == "of":
            self.at += 1
            inner = self.phrase(attach=False)
            if inner is None:
                break
            found = replace(found, zh=f"{inner.zh}的{found.zh}", owner=inner.zh)
            self.named = found.head
        return self._joined(found)

    def _joined(self, found: Phrase) -> Phrase:
        """A, B and C: side by side, where a noun phrase follows."""
        parts = [found.zh]
        while (self.peek().text == "," and self._list_goes_on()) or (
            self.peek().has("and") and self.peek(1).has("nouns", "name", "unknown", "determiner", "adjectives", "number")
        ):
            mark = self.at
            self.at += 1
            self.take("and")
            inner = self._core()
            if inner is None or inner.asked:
                self.at = mark
                break
            if self.peek().text.lower() == "of":
                inner = self._of(inner)
            parts.append(inner.zh)
        if len(parts) == 1:
            return found
        return replace(found, zh="、".join(parts[:-1]) + "和" + parts[-1], parts=tuple(parts))

    def _list_goes_on(self) -> bool:
        ahead = 1
        while ahead < 8 and self.peek(ahead).has("nouns", "name", "unknown", "determiner", "adjectives", "number"):
            ahead += 1
        return self.peek(1).has("and", "name", "nouns", "unknown") and (
            self.peek(ahead).has("and") or self.peek(1).has("and") or self.peek(ahead).text == ","
        )

    def _attached(self, found: Phrase) -> Phrase:
        found = self._of(found)
        while not self.done:
            token, mark = self.peek(), self.at
            if token.text.lower() == "of":
                found = self._of(found)
            elif (
                token.has("prepositions")
                and token.text.lower() in _ATTACHED
                and not (token.has("infinitive") and self.peek(1).has("verbs"))
            ):
                self.at += 1
                relative = self.peek().has("relative") and self._relative()
                inner = None if relative else self.phrase()
                before = relative or (f"{inner.zh}的" if inner and not inner.asked else "")
                if not before:
                    self.at = mark
                    break
                found = replace(found, zh=before + found.zh)
            elif (
                token.has("verbs")
                and token.form in ("ed", "ing", "any")
                and not self.passive
                and not (self.verb_due and self._last_verb())
            ):
                found = replace(found, zh=self._participle() + found.zh)
            elif token.has("relative") and (before := self._relative()):
                found = replace(found, zh=before + found.zh)
            else:
                break
        return found

    def _last_verb(self) -> bool:
        """Whether no other finite verb follows: the word at hand is the clause's."""
        return not any(
            t.has("auxiliary") or (t.has("verbs") and not t.has("nouns") and t.form != "ing") for t in self.tokens[self.at + 1 :]
        )

    def _participle(self) -> str:
        """reached by new data centers -> 新数据中心达到的; using chips of A -> 使用A的芯片的."""
        token = self.peek()
        self.at += 1
        verb = token.senses["verbs"]
        preposition = self.take("prepositions")
        inner = self.phrase()
        if inner is None:
            return verb + "的"
        after = preposition is None or token.form == "ing"
        return f"{verb}{inner.zh}的" if after else f"{inner.zh}{verb}的"

    def _relative(self) -> str:
        """that launched X -> 发布X的; where X was launched -> 发布X的; on which X was trained -> X训练的. Empty where it cannot be read."""
        mark, due, passive = self.at, self.verb_due, self.passive
        self.at += 1
        self.verb_due, self.passive = True, True
        try:
            while self.take("adverbs"):
                pass
            subject = None if self.peek().has("verbs", "auxiliary") and not self.peek().has("nouns") else self.phrase()
            while self.take("auxiliary", "adverbs"):
                pass
            verb = self.take("verbs")
            if verb is None:
                self.at = mark
                return ""
            self.passive, self.verb_due = due or passive, False
            thing = self.phrase() if subject is None else None
            if subject and verb.form == "ed":
                while self.take("prepositions"):
                    pass
            return f"{subject.zh if subject else ''}{verb.senses['verbs']}{thing.zh if thing else ''}的"
        finally:
            self.verb_due, self.passive = due, passive


def _add_name(heads: list[str], name: str) -> None:
    """Words of a Latin name keep their blanks; a product's name that repeats its maker's takes its place."""
    if heads and name.startswith(heads[-1]):
        heads.pop()
    blank = (
        " "
        if heads and heads[-1][-1:].isascii() and name[:1].isascii() and heads[-1][-1:].isalpha() and name[:1].isalpha()
        else ""
    )
    heads.append(blank + name)


_END = Token("", {})
