"""How the extraction's JSON writes the names of hubs and clusters: as the article does in full; one entity all the same."""

from __future__ import annotations

import pytest

from kg.ids import entity_iri
from kg.model import Article
from pipelines.articles.extract import extract
from service.contract import extraction_json


def told(body: str) -> tuple[set[tuple[str, str]], set[str]]:
    """(surface, canonical) of the centers, and their IRIs."""
    found = extraction_json(extract(Article("a", "标题", body, None, None, None, "0", "utf-8")))
    centers = [m for m in found["entities"] if m["type"] == "Center"]  # type: ignore[attr-defined]
    return {(m["text"], m["canonical"]) for m in centers}, {m["iri"] for m in centers}


def test_the_fuller_form_of_the_article_names_all_its_mentions() -> None:
    names, iris = told("芜湖数据中心集群投产。截至9月底，芜湖集群签约15个项目。")
    assert names == {("芜湖数据中心集群", "芜湖数据中心集群"), ("芜湖集群", "芜湖数据中心集群")}
    assert iris == {entity_iri("Center", "芜湖集群")}


@pytest.mark.parametrize("body", ["芜湖集群签约15个项目。", "国家超算无锡中心投产，无锡超算中心扩容。"])
def test_other_names_stay_the_usual_ones(body: str) -> None:
    names, iris = told(body)
    (usual,) = {canonical for _, canonical in names}
    assert iris == {entity_iri("Center", usual)}
    assert usual in ("芜湖集群", "国家超级计算无锡中心")
