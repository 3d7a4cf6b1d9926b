"""The pages over the fake workspace, without a browser."""

from __future__ import annotations

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from tests.fakes_workspace import HOSTILE, FakeWorkspace
from ui.desk import PageName


def _script(page: str, workspace: object) -> None:
    import streamlit as st

    from ui.desk import Desk
    from ui.labels import Labels
    from ui.views import ask, conflicts, corpus, entities, query

    bodies = {"ask": ask.page, "query": query.page, "corpus": corpus.page, "entities": entities.page, "conflicts": conflicts.page}
    # A page of this app stands for its siblings: links need one to point at.
    here = st.Page(lambda: None, title="here", url_path="here")
    st.navigation([here], position="hidden")
    labels = Labels(st.session_state.get("language") or "zh")
    bodies[page](Desk(labels, workspace, {"ask": here, "query": here, "corpus": here, "entities": here, "conflicts": here}))  # type: ignore[arg-type, dict-item]


def _open(page: PageName, workspace: FakeWorkspace | None = None, **query: str) -> AppTest:
    test = AppTest.from_function(_script, args=(page, workspace or FakeWorkspace()), default_timeout=20)
    for name, value in query.items():
        test.query_params[name] = value
    return _run(test)


def _run(act: Any) -> AppTest:
    """Run the page after ``act``: a widget just changed, or the test itself."""
    test: AppTest = act.run()
    assert not test.exception, test.exception
    return test


def _html(test: AppTest) -> str:
    return "\n".join(element.value for element in test.html)


def _badges(test: AppTest) -> str:
    return " ".join(element.value for element in test.markdown)


def test_an_example_is_asked_and_answered_with_source_chart_and_sparql() -> None:
    test = _open("ask")
    _run(test.button(key="example-0").click())
    assert "<b>80 EFLOPS</b>" in _html(test)
    assert "事实" in _badges(test)
    assert any("1" in button.label and "算力年报" in button.label for button in test.button)
    assert test.code[0].value.startswith("SELECT")
    assert test.query_params["q"] == "2024年6月智能算力规模是多少？"
    assert not [button for button in test.button if (button.key or "").startswith("example-")]


@pytest.mark.parametrize(
    ("question", "state", "words"),
    [
        ("智能算力占比？", "推算", "76 / 246 = 30.9%"), ("有冲突吗？", "说法不一", "9 EFLOPS"),
        ("2031年的智能算力规模？", "语料中没有", "有2024年、2026年，无2031年"), ("增速？", "事实", "原文印作「651」，读作 65.1%"),
    ],
)  # fmt: skip
def test_each_state_shows_what_it_rests_on(question: str, state: str, words: str) -> None:
    test = _open("ask", q=question)
    assert state in _badges(test)
    assert words in _html(test)


def test_the_conversation_is_kept_and_can_be_cleared() -> None:
    test = _open("ask", q="智能算力占比？")
    _run(test.chat_input[0].set_value("增速？"))
    assert [text.value for text in test.text if "？" in text.value] == ["智能算力占比？", "增速？"]
    _run(next(button for button in test.button if button.label == "清空对话").click())
    assert test.button(key="example-0")


def test_a_linked_question_is_asked_once() -> None:
    test = _open("ask", q="增速？")
    _run(test)
    assert len(test.session_state["turns"]) == 1


def test_the_alternatives_of_a_repair_are_shown() -> None:
    assert "其他可能：6.51、651" in _html(_open("ask", q="增速？"))


def test_a_blank_question_is_not_asked() -> None:
    test = _open("ask")
    _run(test.chat_input[0].set_value("   "))
    assert not test.session_state["turns"]


def test_an_empty_corpus_says_so_and_leads_to_adding() -> None:
    assert "语料里还没有文章" in _html(_open("ask", FakeWorkspace(empty=True)))
    assert "语料里还没有文章" in _html(_open("corpus", FakeWorkspace(empty=True)))


def test_english_words_are_used_when_chosen() -> None:
    test = AppTest.from_function(_script, args=("ask", FakeWorkspace()), default_timeout=20)
    test.session_state["language"] = "en"
    test.query_params["q"] = "占比"
    assert "Derived" in _badges(_run(test))


def test_a_query_runs_and_its_table_is_shown() -> None:
    test = _open("query", FakeWorkspace(pause=0.05), query="SELECT ?name ?value WHERE { ?s ?p ?o }")
    assert test.text_area[0].value == "SELECT ?name ?value WHERE { ?s ?p ?o }"
    _run(test.form_submit_button[0].click())
    assert test.dataframe[0].value.iloc[0].tolist() == ["智能算力规模", 80.0]
    assert "1 行" in test.caption[-1].value
    assert test.session_state["outcome"].ms > 50  # the fake's pause: the run itself is what is timed


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("INSERT DATA {}", "只读"), ("SELEKT", "没有 SELECT"), ("  ", "先写一条查询"), ("SELECT * { SLOW ?b ?c }", "查询超过10秒"),
        ("SELECT * { SERVICE <http://x.invalid/> { ?s ?p ?o } }", "SERVICE"),
    ],
)  # fmt: skip
def test_an_error_of_a_query_is_told_in_words(text: str, words: str) -> None:
    test = _open("query")
    test.text_area[0].set_value(text)
    _run(test.form_submit_button[0].click())
    assert words in test.error[0].value
    assert not test.dataframe


def test_a_construct_is_shown_as_turtle() -> None:
    test = _open("query", query="CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }")
    _run(test.form_submit_button[0].click())
    assert "智能算力规模" in test.code[0].value
    assert [button.disabled for button in test.get("download_button")] == [True, True, False]


def test_an_example_query_fills_the_editor() -> None:
    test = _open("query")
    _run(test.selectbox[0].select("谁研制哪些芯片"))
    assert "sl:madeBy" in test.text_area[0].value


def test_the_list_counts_and_a_title_opens_its_article() -> None:
    test = _open("corpus")
    assert [metric.value for metric in test.metric] == ["2", "3", "3", "1", "0"]
    _run(test.selectbox(key="finder").select("sample"))
    assert "算力年报：智算规模再上台阶" in _html(test)
    figures = test.dataframe[0].value
    assert figures["value"].tolist() == ["80 EFLOPS", "65.1%", "120 EFLOPS"]
    assert figures["repair"].tolist()[1] == "651 → 65.1%"


@pytest.mark.parametrize(
    ("language", "agrees", "fails"), [("zh", "一致：48", "矛盾：120 > 80 EFLOPS"), ("en", "agree: 48", "120 > 80 EFLOPS")]
)
def test_the_articles_own_arithmetic_is_shown(language: str, agrees: str, fails: str) -> None:
    test = AppTest.from_function(_script, args=("corpus", FakeWorkspace()), default_timeout=20)
    test.query_params["article"] = "sample"
    test.session_state["language"] = language
    _run(test)
    assert agrees in _badges(test).replace("\\", "")
    assert fails in "".join(caption.value for caption in test.caption).replace("\\", "")


def test_an_unknown_article_is_told() -> None:
    assert "语料中没有这篇文章" in _open("corpus", article="nobody").info[0].value


def test_remove_can_be_undone() -> None:
    workspace = FakeWorkspace()
    test = _open("corpus", workspace, article="sample")
    _run(test.button(key="remove").click())
    assert [one.id for one in workspace.articles()] == ["hostile"]
    _run(test.button(key="undo").click())
    assert {one.id for one in workspace.articles()} == {"hostile", "sample"}
    assert "算力年报：智算规模再上台阶" in _html(test)


def test_a_pasted_article_is_added() -> None:
    workspace = FakeWorkspace()
    test = _open("corpus", workspace)
    test.text_input(key="paste-title").set_value("新中心投产")
    test.text_area(key="paste-body").set_value("某市新中心投产，算力达5EFLOPS。")
    _run(test.button(key="paste-submit").click())
    assert workspace.article("新中心投产").text == "新中心投产\n\n某市新中心投产，算力达5EFLOPS。\n"
    assert any("加入 1 篇" in element.value for element in test.markdown)


def test_a_paste_without_a_body_is_refused() -> None:
    test = _open("corpus")
    test.text_input(key="paste-title").set_value("只有标题")
    _run(test.button(key="paste-submit").click())
    assert "标题和正文都要有" in test.warning[0].value


def test_uploads_are_reported_file_by_file() -> None:
    test = _open("corpus")
    test.file_uploader[0].upload("good.txt", "好文章\n\n正文。".encode())
    test.file_uploader[0].upload("title_only.txt", "只有标题".encode())
    _run(test.button(key="upload-submit").click())
    words = " ".join(element.value for element in test.markdown)
    assert "加入 1 篇，未加入 1 篇" in words
    assert "title\\_only\\.txt" in words and "只有标题，没有正文" in words


def test_hostile_text_stands_in_the_page_as_text() -> None:
    test = _open("corpus", article="hostile")
    assert "<script>" not in _html(test) and "&lt;script&gt;" in _html(test)
    test = _open("ask", q="智能算力规模？")
    assert "<img" not in _html(test) and "<style>" not in _html(test)
    for element in [*test.markdown, *test.caption, *test.button]:
        words = getattr(element, "label", None) or element.value
        assert HOSTILE.split("\n")[0] not in words, "unescaped in Markdown"


# -- entities


def test_entities_are_listed_by_type_and_found_by_alias() -> None:
    test = _open("entities")
    assert list(test.dataframe[0].value["name"]) == ["临港智算中心", "<b>示例云</b>"]
    _run(test.text_input(key="entity-words").set_value("临港中心"))
    assert list(test.dataframe[0].value["name"]) == ["临港智算中心"]
    _run(test.text_input(key="entity-words").set_value("没有"))
    assert "没有这样的实体" in test.info[0].value


def test_an_entity_is_shown_with_sources_figures_relations_and_decisions() -> None:
    test = _open("entities", entity="临港智算中心")
    assert "临港智算中心" in test.title[0].value
    assert "<b>临港智算中心</b>采用&lt;i&gt;" in _html(test)
    figures, relations, links = (frame.value for frame in test.dataframe)
    assert (figures["value"][0], relations["predicate"][0], links["reason"][0]) == (80, "运营方", "同音")
    assert "合并" in _badges(test)
    assert "维基数据 Q1" in test.caption[0].value


def test_an_unknown_entity_is_said_and_the_list_stays() -> None:
    test = _open("entities", entity="没有")
    assert "图里没有叫" in test.warning[0].value
    assert len(test.dataframe) == 1


def test_without_articles_there_are_no_entities() -> None:
    assert "还没有文章" in _html(_open("entities", FakeWorkspace(empty=True)))


# -- conflicts


def test_conflicts_show_both_sides_with_date_source_and_cause() -> None:
    test = _open("conflicts")
    assert "修订" in _badges(test)
    assert "全国智能算力规模达<b>80EFLOPS</b>。" in _html(test)
    assert "2024-09-01 · 示例日报 · 统计方 研究院" in _html(test) and "日期不详 · 来源不详" in _html(test)
    assert "&lt;i&gt;智能算力规模" in _html(test) and "<i>" not in _html(test)


def test_conflicts_come_by_kind_and_twenty_at_a_time() -> None:
    test = _open("conflicts")
    assert _html(test).count("<b>9EFLOPS</b></div>") == 20
    _run(test.button(key="conflicts-more").click())
    assert _html(test).count("<b>9EFLOPS</b></div>") == 22
    _run(test.button_group(key="conflict-kind").set_value("contradiction"))
    assert _html(test).count("<b>9EFLOPS</b></div>") == 1


def test_without_conflicts_the_page_says_so() -> None:
    assert "没有互相矛盾的数字" in _html(_open("conflicts", FakeWorkspace(empty=True)))
