"""One entity: what it is, where it is named, what is stated of it, and why its names were taken for it."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from ui.desk import Desk
from ui.labels import Labels
from ui.safe import escaped, plain

Known = dict[str, Any]


def show_entity(desk: Desk, known: Known) -> None:
    """The page of an entity, as ``Workspace.entity`` gives it."""
    labels = desk.labels
    if st.button(labels("entities.back"), icon=":material/arrow_back:", type="tertiary"):
        st.query_params.clear()
        st.rerun()
    st.title(plain(known["name"]), anchor=False)
    _facts(known, labels)
    counts = {
        "mentions": sum(len(a["mentions"]) for a in known["articles"]),
        "figures": len(known["figures"]),
        "relations": len(known["relations"]),
        "links": len(known["links"]) + len(known["decisions"]),
    }
    tabs = st.tabs([labels(f"entity.{name}", n=f"{n:,}") for name, n in counts.items()])
    for tab, show in zip(tabs, (_mentions, _figures, _relations, _links), strict=True):
        with tab:
            show(desk, known)


def _facts(known: Known, labels: Labels) -> None:
    parts = [labels(f"type.{known['type']}")]
    parts += [f"{labels('entities.aliases')} {'、'.join(known['aliases'])}"] if known["aliases"] else []
    parts += [f"{labels(f'entity.{scheme}')} {value}" for scheme, value in known["identifiers"].items()]
    parts += [f"{labels('entity.identity')} {known['identity']}"] if known["identity"] else []
    st.caption(plain(" · ".join(parts)))
    st.code(known["iri"], language=None, wrap_lines=True)


def _mentions(desk: Desk, known: Known) -> None:
    for article in known["articles"]:
        first = article["mentions"][0]
        label = f"{article['title']}（{article['published'] or desk.labels('article.undated')}）"
        where = {"article": article["article"], "start": str(first["start"]), "end": str(first["end"])}
        st.page_link(desk.pages["corpus"], label=plain(label), icon=":material/article:", query_params=where)
        sentences = dict.fromkeys(m["sentence"] for m in article["mentions"] if m["sentence"])
        names = {m["text"] for m in article["mentions"]}
        st.html("".join(f'<p class="sl-said">{_marked(sentence, names)}</p>' for sentence in sentences))


def _marked(sentence: str, names: set[str]) -> str:
    """The sentence as HTML with the names in bold, the longest first."""
    text = escaped(sentence)
    longest = sorted((escaped(name) for name in names), key=len, reverse=True)
    name = next((name for name in longest if name in text), None)
    return text.replace(name, f"<b>{name}</b>") if name else text


def _figures(desk: Desk, known: Known) -> None:
    labels = desk.labels
    names = ("time", "indicator", "value", "unit", "status", "quote", "title")
    rows = [
        [*(f[name] for name in names[:4]), labels.known("status", f["status"]), f["quote"], f["title"]] for f in known["figures"]
    ]
    _table(rows, {name: labels(f"entity.column.{name}") for name in names}, labels("entity.none"))


def _relations(desk: Desk, known: Known) -> None:
    labels = desk.labels
    rows = []
    for r in known["relations"]:
        ends = (known["name"], r["other"]) if r["direction"] == "out" else (r["other"], known["name"])
        inferred = labels("entity.inferred") if r["inferred"] else labels("entity.stated")
        rows.append([ends[0], labels.known("predicate", r["predicate"]), ends[1], inferred, r["quote"], r["title"]])
    names = {
        "subject": labels("relation.subject"),
        "predicate": labels("relation.predicate"),
        "object": labels("relation.object"),
    }
    more = {name: labels(f"entity.column.{name}") for name in ("how", "quote", "title")}
    _table(rows, names | more, labels("entity.none"))


def _links(desk: Desk, known: Known) -> None:
    """Names that were weighed, each with what it may mean; and what people decided."""
    labels = desk.labels
    rows = []
    for found in known["links"]:
        for sense in (found["chosen"], *found["candidates"]):
            mark = labels(f"link.{found['outcome']}") if sense is found["chosen"] else labels("link.rival")
            rows.append([found["called"], mark, sense["name"], sense["score"], sense["reason"], found["article"]])
    names = ("called", "outcome", "meaning", "score", "reason", "article")
    _table(rows, {name: labels(f"entity.column.{name}") for name in names}, labels("entity.plain"))
    for row in known["decisions"]:
        what = f"{row['name']} → {row['into']}" if row["into"] else row["name"]
        action = labels(f"decision.{row['action']}")
        st.markdown(plain(f"{row['date']} {action} {what}：{row['reason']}"))


def _table(rows: list[list[object]], columns: dict[str, str], empty: str) -> None:
    if not rows:
        st.caption(empty)
        return
    wide = {"quote", "reason"}
    config = {key: st.column_config.Column(name, width="large" if key in wide else None) for key, name in columns.items()}
    st.dataframe(
        pd.DataFrame(rows, columns=list(columns)), hide_index=True, column_config=config, placeholder="–",
        height=min(38 + 35 * len(rows), 420),
    )  # fmt: skip
