"""What ``suanli ask --graph --explain`` prints: cuts, parses with scores and reasons, what ran, why the winner won."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipelines.questions.graphs.pattern import Parse
from pipelines.questions.graphs.question import Item, Question
from pipelines.questions.graphs.run import LEAST, Outcome
from pipelines.questions.graphs.schema import Schema
from pipelines.questions.graphs.shown import Shown

_WAYS, _PARSES = 4, 10


def explanation(
    question: Question, shown: Shown, ways: Sequence[Sequence[Item]], parses: Sequence[Parse], outcomes: Sequence[Outcome]
) -> str:
    """The lines of one question."""
    lines = ["切分："]
    lines += ["  " + " | ".join(f"{question.slice(i.start, i.end)}＝{_readings(i)}" for i in way) for way in ways[:_WAYS]]
    lines += ["解析：", *(_parse_line(parse, shown) for parse in parses[:_PARSES]), "运行："]
    lines += [f"  {o.parse.score:.2f} {_outline(o.parse, shown)} → {_returned(o)}" for o in outcomes]
    lines += [_verdict(outcomes, shown), "SPARQL：", *_queries(outcomes)]
    return "\n".join(lines)


def _readings(item: Item) -> str:
    if item.limit is not None:
        return type(item.limit).__name__
    return "/".join(dict.fromkeys(f"{reading.kind}:{reading.label}" for reading in item.readings))


def _parse_line(parse: Parse, shown: Shown) -> str:
    missing = f"  未解释：{'、'.join(parse.missing)}" if parse.missing else ""
    reasons = f"  （{'；'.join(parse.pattern.reasons)}）" if parse.pattern.reasons else ""
    return f"  {parse.score:.2f} {parse.operation} {_outline(parse, shown)}{missing}{reasons}"


def _returned(outcome: Outcome) -> str:
    if outcome.empty:
        return "空"
    return f"{len(outcome.rows)}行" if outcome.holds is None else "成立" if outcome.holds else "不成立"


def _verdict(outcomes: Sequence[Outcome], shown: Shown) -> str:
    last = outcomes[-1] if outcomes else None
    if last is None or last.empty:
        return f"弃答：没有得分达到{LEAST}而有结果的解析"
    if last.parse.missing:
        return f"弃答：问题里还有没解释的词：{'、'.join(last.parse.missing)}"
    return f"胜出：{_outline(last.parse, shown)}：得分最高而有结果"


def _queries(outcomes: Sequence[Outcome]) -> Iterator[str]:
    for outcome in outcomes:
        yield from (query for query in (outcome.compiled.result, outcome.compiled.rows) if query)


def _outline(parse: Parse, shown: Shown) -> str:
    """澜水 –流经→ ?1:城市*，?2 最少: the pattern in a line; * marks the node asked for."""
    pattern = parse.pattern
    sides = [_side(parse, number, shown.schema, shown) for number in range(len(pattern.nodes))]
    links = [f"{sides[k.source]} –{shown.property(k.property)}→ {sides[k.target]}" for k in pattern.links]
    bounds = [f"?{b.node} {b.limit.text}" for b in pattern.bounds]
    order = [f"?{pattern.order.node} {pattern.order.degree.text}"] if pattern.order else []
    return "，".join([*links, *bounds, *order]) or sides[0]


def _side(parse: Parse, number: int, schema: Schema, shown: Shown) -> str:
    node = parse.pattern.nodes[number]
    if node.given:
        return "/".join(shown.node(m) for m in node.members[:2]) or "/".join(node.texts[:2])
    kinds = "/".join(sorted({schema.class_name(c, "zh") for c in node.classes})[:2])
    return f"?{number}" + (f":{kinds}" if kinds else "") + ("*" if number == parse.target else "")
