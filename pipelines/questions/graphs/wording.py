"""Outcome -> Answer: bare answers, the sentence, the triples as evidence, the formula; and abstentions that name what is missing."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from pyoxigraph import Literal, Store

from kg.model import Answer, Evidence, State
from kg.vocab import plain
from pipelines.questions.graphs.compile import ROWS
from pipelines.questions.graphs.limits import Time
from pipelines.questions.graphs.missing import missing_words
from pipelines.questions.graphs.pattern import Parse
from pipelines.questions.graphs.question import Item, Question
from pipelines.questions.graphs.reading import node_key
from pipelines.questions.graphs.run import Outcome
from pipelines.questions.graphs.schema import Schema
from pipelines.questions.graphs.shown import Shown, date_words, link_to, spaced
from pipelines.questions.graphs.values import Row, number_of
from pipelines.questions.render import amount

_EVIDENCE, _OPERANDS = 12, 12  # triples' rows and operands that are shown


class Wording:
    """Puts the outcomes of one question into words."""

    def __init__(self, question: Question, schema: Schema, name: str, store: Store) -> None:
        self.question = question
        self.schema = schema
        self.name = name
        self.shown = Shown(schema, store, question.language)

    # -- answers

    def answer(self, outcome: Outcome, outcomes: Sequence[Outcome]) -> Answer:
        """The answer of an outcome that is not empty, or an abstention where its numbers cannot be put together."""
        parse = outcome.parse
        several = self._several(outcome)
        if several is not None:
            return self._abstain("ambiguous", several, [parse], outcomes)
        done = self._computed(outcome) if parse.operation in ("difference", "total", "average") else self._told(outcome)
        if isinstance(done, str):
            return self._abstain("not_in_corpus", done, [parse], outcomes)
        answers, sentence, state, formula = done
        return Answer(
            question=self.question.text,
            answer=sentence + self._read_as(parse),
            answers=answers,
            state=state,
            confidence=round(min(parse.score, 1.0) * 0.95, 3),
            formula=formula,
            evidence=self._evidence(outcome),
            parse=self.parse_json(parse),
            sparql=tuple(query for query in (outcome.compiled.result, outcome.compiled.rows) if query),
        )

    def _several(self, outcome: Outcome) -> str | None:
        """Whether the question's name is that of several things that the rows are of."""
        for number, node in enumerate(outcome.parse.pattern.nodes):
            found = {node_key(row[f"n{number}"]) for row in outcome.rows if f"n{number}" in row}
            if len(node.members) > 1 and not node.pair and len(found) > 1:
                label = self.shown.node(node.members[0])
                ids = "、".join(sorted(found)[:4])
                return (
                    f"several things are called “{label}”: {ids}"
                    if self.question.english
                    else f"叫“{label}”的有{len(found)}个：{ids}"
                )
        return None

    def _told(self, outcome: Outcome) -> tuple[tuple[str, ...], str, State, str | None] | str:
        parse, english = outcome.parse, self.question.english
        if parse.operation in ("holds", "exceeds"):
            word = ("Yes" if outcome.holds else "No") if english else ("是" if outcome.holds else "否")
            if parse.operation == "exceeds":
                return self._exceeding(outcome, word)
            return (word,), f"{word}." if english else f"{word}。", "fact", None
        if parse.operation == "count" and outcome.number is not None:
            number = outcome.number.value
            listed = self._listed(outcome)
            shown = f"（{'、'.join(listed)}）" if listed and len(listed) <= _EVIDENCE else ""
            sentence = f"{number}." + (f" ({', '.join(listed)})" if shown else "") if english else f"共{number}个{shown}。"
            return (number,), sentence, "derived", None
        listed = self._listed(outcome)
        if isinstance(listed, str):
            return listed
        state: State = "derived" if parse.pattern.order else "fact"
        formula = self._conversion(outcome)
        return listed, self._sentence(outcome, listed), "derived" if formula else state, formula

    def _exceeding(self, outcome: Outcome, word: str) -> tuple[tuple[str, ...], str, State, str | None]:
        parse, order = outcome.parse, outcome.parse.pattern.order
        assert order is not None
        sides = {}
        for row in outcome.rows:
            value = self._value(parse, row)
            sides[node_key(row[f"n{order.holder}"])] = f"{self.shown.term(row[f'n{order.holder}'])} {value}"
        formula = "; ".join(sides.values()) if self.question.english else "；".join(sides.values())
        return (word,), f"{word} ({formula})." if self.question.english else f"{word}（{formula}）。", "derived", formula

    def _listed(self, outcome: Outcome) -> tuple[str, ...]:
        """The target's values in the order of the rows, each once."""
        parse = outcome.parse
        found = []
        for row in outcome.rows:
            term = row.get(f"n{parse.target}")
            if term is None:
                continue
            found.append(self._value(parse, row))
        return tuple(dict.fromkeys(found))

    def _value(self, parse: Parse, row: Row) -> str:
        term, link = row[f"n{parse.target}"], link_to(parse, parse.target)
        if parse.pattern.nodes[parse.target].kind != "number" or not isinstance(term, Literal):
            return self.shown.term(term, link)
        unit, asked = self.shown.unit_of(parse, row, parse.target), parse.unit
        value = number_of(term)
        if asked and unit and asked != unit and self.question.unit_of_measure and value is not None:
            converted = self.shown.converted(value, unit, asked)
            if converted is not None:
                return spaced(amount(converted, asked), asked)
        return self.shown.term(term, link, unit)

    def _conversion(self, outcome: Outcome) -> str | None:
        """The formula of a conversion to the unit asked for, None where there was none."""
        parse = outcome.parse
        row = outcome.rows[0]
        term = row.get(f"n{parse.target}")
        if not isinstance(term, Literal) or parse.pattern.nodes[parse.target].kind != "number":
            return None
        written, value = (
            self.shown.term(term, link_to(parse, parse.target), self.shown.unit_of(parse, row, parse.target)),
            self._value(parse, row),
        )
        return f"{written} = {value}" if value != written else None

    def _sentence(self, outcome: Outcome, answers: Sequence[str]) -> str:
        parse, english = outcome.parse, self.question.english
        dated = parse.pattern.nodes[parse.target].kind == "date"
        values = [date_words(a, english) for a in answers] if dated else list(answers)
        if parse.pattern.order is not None and not dated:
            return self._ranked(outcome)
        lead = self._lead(parse)
        said = (", " if english else "、").join(values)
        if len(outcome.rows) >= ROWS:
            said += f" (the first {ROWS})" if english else f"（只列前{ROWS}个）"
        if not lead:
            return f"{said}." if english else f"{said}。"
        return f"{lead}: {said}." if english else f"{lead}：{said}。"

    def _ranked(self, outcome: Outcome) -> str:
        """Each of the greatest or the least with the value that makes it so."""
        parse, order, english = outcome.parse, outcome.parse.pattern.order, self.question.english
        assert order is not None
        name = self.shown.property(link.property) if (link := link_to(parse, order.node)) else ""
        said: dict[str, str] = {}
        for row in outcome.rows:
            if f"n{parse.target}" in row:
                value = self.shown.term(row[f"n{order.node}"], link, self.shown.unit_of(parse, row, order.node))
                shown = self._value(parse, row)
                extra = f" ({name} {value})" if english else f"（{name}{date_words(value, english)}）"
                said.setdefault(shown, shown if parse.target == order.node else shown + extra)
        return ", ".join(said.values()) + "." if english else "、".join(said.values()) + "。"

    def _lead(self, parse: Parse) -> str:
        """澜水的长度: the way from a given thing along the links to the target, where it is one."""
        names: list[str] = []
        at = parse.target
        for _ in parse.pattern.links:
            link = link_to(parse, at)
            if link is None:
                return ""
            if parse.pattern.nodes[at].kind != "statement":
                names.append(self.shown.property(link.property))
            at = link.source
            node = parse.pattern.nodes[at]
            if node.given and not node.pair:
                start = self.shown.node(node.members[0]) if node.members else node.texts[0]
                return " – ".join([start, *reversed(names)]) if self.question.english else "的".join([start, *reversed(names)])
        return ""

    # -- computed answers

    def _computed(self, outcome: Outcome) -> tuple[tuple[str, ...], str, State, str | None] | str:
        parse, english = outcome.parse, self.question.english
        units = {self.shown.unit_of(parse, row, parse.target) for row in outcome.rows}
        known = self.schema.properties[link.property] if (link := link_to(parse, parse.target)) else None
        if len(units) > 1 or (known is not None and known.mixed_units and len(units) != 1):
            told = "、".join(sorted(u or "?" for u in units))
            return f"the values have different units: {told}" if english else f"各值的单位不一（{told}），不能合算"
        unit = next(iter(units))
        values = [number for row in outcome.rows if (number := number_of(row[f"n{parse.target}"])) is not None]
        if parse.operation == "difference":
            result, formula = self._difference(outcome, values)
            if result is None:
                return formula
        else:
            assert outcome.number is not None
            result = Decimal(outcome.number.value).quantize(Decimal("0.01"), ROUND_HALF_UP)
            formula = _formula(parse.operation, values, result)
        shown, formula = self._asked_unit(Decimal(plain(result)), unit, formula)
        return (shown,), f"{shown} ({formula})." if english else f"{shown}（{formula}）。", "derived", formula

    def _asked_unit(self, value: Decimal, unit: str, formula: str) -> tuple[str, str]:
        asked = self.question.unit
        if asked and unit and asked != unit and self.question.unit_of_measure:
            converted = self.shown.converted(value, unit, asked)
            if converted is not None:
                text = spaced(amount(converted, asked), asked)
                return text, f"{formula}{unit} = {text}"
        return spaced(amount(value, unit), unit), formula

    def _difference(self, outcome: Outcome, values: Sequence[Decimal]) -> tuple[Decimal | None, str]:
        """The difference of two values and its formula; or None, and why there is none."""
        if len(values) != 2 or len(outcome.rows) != 2:
            english = self.question.english
            return None, "there is no single value for each side" if english else f"两边没有各一个值（共{len(outcome.rows)}个）"
        great, small = max(values), min(values)
        return great - small, f"{plain(great)} − {plain(small)} = {plain(great - small)}"

    # -- evidence

    def _evidence(self, outcome: Outcome) -> tuple[Evidence, ...]:
        """The triples of each row, one piece of evidence a row."""
        quotes = dict.fromkeys(quote for row in outcome.rows[:_EVIDENCE] if (quote := self._triples(outcome.parse, row)))
        if outcome.parse.operation == "holds" and outcome.holds and not quotes:
            quotes = dict.fromkeys([self._triples(outcome.parse, {})])
        return tuple(Evidence(self.name, self.name, quote, 0, len(quote), None) for quote in quotes if quote)

    def _triples(self, parse: Parse, row: Row) -> str:
        nodes = parse.pattern.nodes

        def side(number: int) -> str:
            node = nodes[number]
            if f"n{number}" in row:
                link = link_to(parse, number)
                return self.shown.term(row[f"n{number}"], link)
            return self.shown.node(node.members[0]) if node.members else node.texts[0] if node.texts else "?"

        triples = [f"{side(k.source)} {self.shown.property(k.property)} {side(k.target)}" for k in parse.pattern.links]
        if not triples:
            kinds = [self.schema.class_name(c, self.question.language) for c in sorted(nodes[0].classes)[:1]]
            triples = [f"{side(0)} {'type' if self.question.english else '类型'} {kind}" for kind in kinds]
        return "；".join(triples)

    # -- abstentions

    def abstention(self, ways: Sequence[Sequence[Item]], parses: Sequence[Parse], outcomes: Sequence[Outcome]) -> Answer:
        """语料中没有, with the slot that the graph does not have."""
        reason = missing_words(self.question, self.shown, ways, parses)
        return self._abstain("not_in_corpus", reason, parses, outcomes)

    def _abstain(self, state: State, reason: str, parses: Sequence[Parse], outcomes: Sequence[Outcome]) -> Answer:
        english = self.question.english
        if state == "ambiguous":
            lead = "Ambiguous" if english else "问题不明确"
        else:
            lead = "Not in the graph" if english else "图中没有"
        best = parses[0] if parses else None
        return Answer(
            question=self.question.text,
            answer=f"{lead}: {reason}." if english else f"{lead}：{reason}。",
            answers=(),
            state=state,
            confidence=round(1 - min(best.score if best else 0.0, 1.0) * 0.5, 3),
            reason=reason,
            parse=self.parse_json(best) if best else {"operation": "lookup", "language": self.question.language},
            sparql=tuple(dict.fromkeys(o.compiled.rows for o in outcomes))[:4],
        )

    # -- what was understood

    def _read_as(self, parse: Parse) -> str:
        notes = [f"“{name}”" for spelt, name in parse.slips if spelt != name]
        if not notes:
            return ""
        return f" (read as {', '.join(notes)})" if self.question.english else f"（按{'、'.join(notes)}理解）"

    def parse_json(self, parse: Parse) -> dict[str, object]:
        """The parse as ``suanli ask --json`` shows it."""
        pattern = parse.pattern
        given = [
            name
            for n in pattern.nodes
            for name in ([self.shown.node(m) for m in n.members[: 2 if n.pair else 1]] or list(n.texts[:1]))
        ]
        operation = ("max" if pattern.order.degree.more else "min") if pattern.order else parse.operation
        names = [self.shown.property(link.property) for link in pattern.links]
        times = [b.limit.text for b in pattern.bounds if isinstance(b.limit, Time)]
        return {
            "operation": "lookup" if operation == "list" and given and not self.question.plural else operation,
            "asked": self.question.asked,
            "plural": self.question.plural,
            "indicator": "、".join(names) or None,
            "about": given,
            "time": "、".join(times) or None,
            "limits": [b.limit.text for b in pattern.bounds if not isinstance(b.limit, Time)],
            "classes": sorted({self.schema.class_name(c, self.question.language) for n in pattern.nodes for c in n.classes}),
            "unit": parse.unit,
            "unexplained": list(parse.missing),
            "read_as": [name for _, name in parse.slips],
            "score": parse.score,
            "language": self.question.language,
        }


def _formula(operation: str, values: Sequence[Decimal], result: Decimal) -> str:
    shown = " + ".join(plain(v) for v in values[:_OPERANDS]) + (f" + …（共{len(values)}个）" if len(values) > _OPERANDS else "")
    rounded = plain(result)
    return f"({shown}) / {len(values)} = {rounded}" if operation == "average" else f"{shown} = {rounded}"
