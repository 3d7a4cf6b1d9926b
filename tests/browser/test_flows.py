"""What a reader does in the page, in a real browser on the real app."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.serving import Site

pytestmark = pytest.mark.browser
expect.set_options(timeout=20_000)


def ask(page: Page, question: str) -> None:
    """Type ``question`` and wait for its answer."""
    box = page.get_by_test_id("stChatInputTextArea")
    box.fill(question)
    box.press("Enter")
    messages = page.get_by_test_id("stChatMessage")
    expect(messages.nth(-2)).to_contain_text(question)
    expect(messages.last.get_by_test_id("answer")).to_be_visible()


def test_ask_and_follow_the_citation_to_its_sentence(page: Page, site: Site) -> None:
    page.goto(site.address)
    ask(page, "2025年6月贵阳市智能算力规模是多少？")
    expect(page.get_by_test_id("answer").last).to_contain_text("12.5 EFLOPS")
    page.get_by_role("button", name=re.compile(r"^\[1\]")).first.click()
    drawer = page.get_by_role("dialog")
    focus = drawer.locator("mark.focus")
    expect(focus.first).to_be_in_viewport()
    assert "12.5EFLOPS" in "".join(focus.all_text_contents())
    drawer.get_by_role("link", name="打开整篇文章").click()
    expect(page.get_by_role("heading", name="贵阳市公布算力家底")).to_be_visible()
    assert re.search(r"article=guiyang&start=\d+&end=\d+", page.url)
    expect(page.locator("mark.focus").first).to_be_in_viewport()


def test_the_newest_question_is_brought_into_view(page: Page, site: Site) -> None:
    page.goto(f"{site.address}/?q=2025年6月贵阳市智能算力规模是多少？")
    expect(page.get_by_test_id("answer")).to_have_count(1)
    ask(page, "2024年6月贵阳市智能算力规模是多少？")
    expect(page.get_by_test_id("stChatMessage").nth(2)).to_be_in_viewport()
    expect(page.get_by_test_id("answer").last).to_be_in_viewport()


def test_an_address_below_the_first_page_opens_on_an_unvisited_server(page: Page, unvisited_site: Site) -> None:
    page.goto(f"{unvisited_site.address}/corpus")
    expect(page.get_by_test_id("stSidebarNav")).to_contain_text("语料")
    expect(page.get_by_test_id("stSidebarNav")).not_to_contain_text("main")
    expect(page.get_by_role("heading", name="语料")).to_be_visible()


def test_what_the_corpus_lacks_is_said(page: Page, site: Site) -> None:
    page.goto(site.address)
    ask(page, "2019年贵阳市智能算力规模是多少？")
    expect(page.get_by_test_id("stChatMessage").last).to_contain_text("语料中没有")


def test_an_examples_sparql_opens_in_the_sparql_page_and_runs(page: Page, site: Site, tmp_path: Path) -> None:
    page.goto(site.address)
    page.locator("[class*=st-key-example-] button").first.click()
    expect(page.get_by_test_id("answer")).to_have_count(1)
    page.get_by_text("运行的 SPARQL").click()
    page.get_by_role("button", name="在 SPARQL 页打开").first.click()
    expect(page.get_by_label("查询", exact=True)).to_have_value(re.compile("SELECT|ASK"))
    page.get_by_role("button", name="运行", exact=True).click()
    expect(page.get_by_text(re.compile(r"^[\d,]+ 行 · \d+ 毫秒$"))).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("button", name="下载 JSON").click()
    download.value.save_as(tmp_path / "rows.json")
    assert json.loads((tmp_path / "rows.json").read_text("utf-8"))["head"]["vars"]


def test_ctrl_enter_runs_and_a_wrong_query_is_told_in_words(page: Page, site: Site) -> None:
    page.goto(f"{site.address}/query")
    editor = page.get_by_label("查询", exact=True)
    editor.fill("SELECT ?a WHERE { ?a")
    editor.press("Control+Enter")
    expect(page.get_by_text("查询有误")).to_be_visible()
    editor.fill("DROP ALL")
    editor.press("Control+Enter")
    expect(page.get_by_text("这条查询不允许")).to_be_visible()


def test_every_example_query_runs(page: Page, site: Site) -> None:
    page.goto(f"{site.address}/query")
    picker = page.get_by_role("combobox", name=re.compile("示例查询"))
    picker.click()
    titles = page.get_by_role("option").all_text_contents()
    assert titles
    page.keyboard.press("Escape")
    for title in titles:
        picker.click()
        page.get_by_role("option", name=title, exact=True).click()
        page.get_by_role("button", name="运行", exact=True).click()
        expect(page.get_by_text(re.compile(r" 毫秒$"))).to_be_visible()
        expect(page.get_by_test_id("stAlert")).to_have_count(0)


def test_add_ask_remove_and_undo(page: Page, site: Site) -> None:
    page.goto(f"{site.address}/corpus")
    page.get_by_label("标题", exact=True).fill("宜昌市算力规模出炉")
    page.get_by_label("正文", exact=True).fill("截至2025年3月，宜昌市智能算力规模达到3.7EFLOPS。全市在用机架2.1万架。")
    page.get_by_role("button", name="加入语料").first.click()
    expect(page.get_by_text("加入 1 篇，未加入 0 篇")).to_be_visible()
    page.get_by_role("link", name="问答").click()
    ask(page, "2025年3月宜昌市智能算力规模是多少？")
    expect(page.get_by_test_id("answer").last).to_contain_text("3.7 EFLOPS")

    page.get_by_role("link", name="语料", exact=True).click()
    page.get_by_role("button", name="打开《宜昌市算力规模出炉》").click()
    expect(page.get_by_test_id("reader")).to_be_visible()
    page.get_by_role("button", name="移出语料").click()
    expect(page.get_by_text("已移出《宜昌市算力规模出炉》。")).to_be_visible()
    page.get_by_role("link", name="问答").click()
    ask(page, "2025年3月宜昌市的智能算力规模有多大？")
    expect(page.get_by_test_id("answer").last).not_to_contain_text("3.7 EFLOPS")

    page.get_by_role("link", name="语料", exact=True).click()
    page.get_by_role("button", name="撤销").click()
    expect(page.get_by_role("heading", name="宜昌市算力规模出炉")).to_be_visible()
    page.get_by_role("link", name="问答").click()
    ask(page, "宜昌市2025年3月智能算力规模是多少？")
    expect(page.get_by_test_id("answer").last).to_contain_text("3.7 EFLOPS")


def test_a_figure_in_the_table_leads_to_its_sentence(page: Page, site: Site) -> None:
    page.goto(f"{site.address}/corpus?article=guiyang")
    expect(page.get_by_test_id("reader")).to_have_attribute("data-ready", "true")
    expect(page.locator("mark.focus")).to_have_count(0)
    page.get_by_test_id("stDataFrame").first.click(position={"x": 60, "y": 55})
    expect(page.locator("mark.focus").first).to_be_in_viewport()


def test_uploads_are_reported_one_by_one(page: Page, site: Site, tmp_path: Path) -> None:
    (tmp_path / "only_title.txt").write_text("只有标题", "utf-8")
    (tmp_path / "binary.txt").write_bytes(bytes(range(256)) * 8)
    page.goto(f"{site.address}/corpus")
    page.get_by_role("tab", name="上传").click()
    page.locator("input[type=file]").set_input_files([tmp_path / "only_title.txt", tmp_path / "binary.txt"])
    page.get_by_role("button", name="加入语料").last.click()
    expect(page.get_by_text("加入 0 篇，未加入 2 篇")).to_be_visible()
    expect(page.get_by_text("only_title.txt：")).to_be_visible()


@pytest.mark.parametrize("path", ["/corpus?article=hostile", "/corpus", "/?q=2025年4月苏州市在用机架总数是多少？"])
def test_an_articles_markup_is_only_text(page: Page, site: Site, path: str) -> None:
    page.goto(site.address + path)
    ready = {"/": "answer", "/corpus": "stDataFrame"}.get(path.split("?")[0]) if "article" not in path else "reader"
    expect(page.get_by_test_id(str(ready)).first).to_be_visible()
    if "article" in path:
        expect(page.locator(".text")).to_contain_text("<script>window.hacked=1</script>")
        expect(page.get_by_role("heading", name="<img src=x")).to_be_visible()
    if "q=" in path:
        page.get_by_role("button", name=re.compile(r"^\[1\]")).first.click()
        expect(page.get_by_test_id("reader")).to_be_visible()
    assert page.evaluate("window.hacked") is None
    assert page.locator("img[src=x], img[src*=tracker]").count() == 0


def test_the_language_can_be_switched(page: Page, site: Site) -> None:
    page.goto(site.address)
    page.get_by_text("English", exact=True).click()
    expect(page.get_by_placeholder("Ask a question about computing power")).to_be_visible()
    ask(page, "2025年6月贵阳市智能算力规模是多少？")
    expect(page.get_by_test_id("stChatMessage").last).to_contain_text("Fact")


def test_an_empty_corpus_leads_to_adding(page: Page, empty_site: Site) -> None:
    page.goto(empty_site.address)
    expect(page.get_by_text("语料里还没有文章")).to_be_visible()
    page.get_by_role("link", name="去添加文章").click()
    expect(page.get_by_role("button", name="加入语料").first).to_be_visible()


@pytest.mark.parametrize("path", ["/", "/query", "/corpus", "/corpus?article=hostile", "/?q=2025年6月贵阳市智能算力规模是多少？"])
def test_nothing_is_wider_than_a_phone(phone: Page, site: Site, path: str) -> None:
    phone.goto(site.address + path)
    expect(phone.locator("[data-testid=stMain], [data-testid=stAppScrollToBottomContainer]").first).to_be_visible()
    expect(phone.get_by_test_id("stSpinner")).to_have_count(0)
    wide = phone.evaluate(
        "() => [...document.querySelectorAll('[data-testid=stMainBlockContainer] *')].filter(e => e.getBoundingClientRect().right > 392"
        " && !e.closest('[data-testid=stDataFrame]') && getComputedStyle(e).visibility !== 'hidden').map(e => e.outerHTML.slice(0, 120))"
    )
    assert wide == []


def test_the_headers_forbid_other_hosts(page: Page, site: Site) -> None:
    answer = page.goto(site.address)
    assert answer is not None
    policy = answer.headers["content-security-policy"]
    assert "default-src 'self'" in policy and "http" not in policy and "*" not in policy


def test_an_entity_is_found_opened_and_followed_to_its_article(page: Page, site: Site) -> None:
    page.goto(f"{site.address}/entities")
    expect(page.get_by_role("heading", name="实体")).to_be_visible()
    page.get_by_placeholder("按名称或别名查找").fill("贵阳")
    page.get_by_placeholder("按名称或别名查找").press("Enter")
    page.goto(f"{site.address}/entities?entity=贵阳")
    expect(page.get_by_role("heading", name="贵阳", exact=True)).to_be_visible()
    expect(page.locator(".sl-said b").first).to_contain_text("贵阳")
    page.get_by_role("tab", name=re.compile("^数字")).click()
    expect(page.get_by_test_id("stDataFrame").first).to_be_visible()
    page.get_by_role("tab", name=re.compile("^提及")).click()
    page.get_by_role("link", name=re.compile("贵阳市公布算力家底")).click()
    expect(page.get_by_role("heading", name="贵阳市公布算力家底")).to_be_visible()


def test_the_page_of_conflicts_is_reached_from_the_menu(page: Page, site: Site) -> None:
    page.goto(site.address)
    page.get_by_role("link", name="矛盾").click()
    expect(page.get_by_role("heading", name="矛盾")).to_be_visible()
    expect(page.get_by_text("没有互相矛盾的数字")).to_be_visible()
