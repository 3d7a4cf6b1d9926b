"""What ``suanli entity`` does: shows an entity, lists entities, and takes decisions on them."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from service.commands import opened, say, wrong_usage
from service.contract import line


def entity(options: Namespace) -> int:
    wrong = _wrong_usage(options)
    if wrong:
        return wrong_usage(wrong)
    if options.merge or options.split:
        return _decide(options)
    if options.name is None:
        return _list(options)
    with opened(options) as workspace:
        known = workspace.entity(options.name)
    say(line(known) if options.json else "\n".join(_lines(known)))
    return 0


def _wrong_usage(options: Namespace) -> str:
    if sum(map(bool, (options.name, options.merge, options.split, options.type))) > 1:
        return "entity 的 NAME、--type、--merge 与 --split 一次用一个"
    if options.article and not options.split:
        return "--article 与 --split 同用"
    return "--reason 与 --merge 或 --split 同用" if options.reason and not (options.merge or options.split) else ""


def _decide(options: Namespace) -> int:
    from service.entity_decisions import decision_json

    with opened(options, writing=True) as workspace:
        if options.merge:
            one, other = options.merge
            report = workspace.merge(one, other, options.reason)
        else:
            report = workspace.split(options.split, options.article, options.reason)
    row = report.decision
    if options.json:
        say(line(decision_json(row) | {"articles": list(report.articles)}))
        return 0
    told = {
        "merge": f"“{row.name}”并入“{row.into}”",
        "undo": f"“{row.name}”不再并入“{row.into}”",
        "apart": f"“{row.name}”单列" + (f"（只在 {row.article}）" if row.article else ""),
    }
    say(f"{told[row.action]}；重读{len(report.articles)}篇文章")
    return 0


def _list(options: Namespace) -> int:
    with opened(options) as workspace:
        rows = workspace.entities(options.type)
    for row in sorted(rows, key=lambda row: row.type):
        if options.json:
            say(line(asdict(row)))
        else:
            also = f"\t又称 {'、'.join(row.aliases)}" if row.aliases else ""
            say(f"{row.type}\t{row.name}\t提及{row.mentions} 文章{row.articles}{also}")
    return 0


def _lines(known: dict[str, Any]) -> Iterator[str]:
    """An entity for the eye."""
    yield f"# {known['name']}（{known['type']}）"
    yield f"  {known['iri']}"
    if known["identity"]:
        yield f"  身份：{known['identity']}"
    if known["aliases"]:
        yield f"  又称：{'、'.join(known['aliases'])}"
    for scheme, value in known["identifiers"].items():
        yield f"  {scheme}：{value}"
    yield f"## 提及 {sum(len(a['mentions']) for a in known['articles'])} 处，{len(known['articles'])} 篇"
    for article in known["articles"]:
        texts = "、".join(dict.fromkeys(m["text"] for m in article["mentions"]))
        yield f"  {article['article']}（{article['published'] or '无日期'}）{article['title']}：{texts} ×{len(article['mentions'])}"
    yield f"## 关系 {len(known['relations'])}"
    for r in known["relations"]:
        ends = (known["name"], r["other"]) if r["direction"] == "out" else (r["other"], known["name"])
        mark = "（据名称推断）" if r["inferred"] else ""
        yield f"  {ends[0]} {r['predicate']} {ends[1]}{mark} —— {r['quote']}（{r['article']}）"
    yield f"## 数字 {len(known['figures'])}"
    for f in known["figures"]:
        mark = "（修补）" if f["repaired"] else ""
        yield f"  {f['time'] or '无时间'} {f['indicator']} {f['value']}{f['unit']}{mark} {f['status']} —— {f['quote']}（{f['article']}）"
    yield from _links(known)


def _links(known: dict[str, Any]) -> Iterator[str]:
    if known["links"]:
        yield f"## 链接 {len(known['links'])}"
    for found in known["links"]:
        senses = [found["chosen"], *found["candidates"]]
        shown = "；".join(f"{s['name']} {s['score']:.2f}（{s['reason']}）" for s in senses)
        yield f"  {found['article']} 称“{found['called']}”：{found['outcome']}，{shown}"
    if known["decisions"]:
        yield f"## 决定 {len(known['decisions'])}"
    for row in known["decisions"]:
        yield f"  {row['date']} {row['action']} {row['name']}{' → ' + row['into'] if row['into'] else ''}：{row['reason']}"
