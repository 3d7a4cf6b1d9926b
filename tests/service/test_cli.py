"""The jobs of the command line: what build, add, remove and check do to corpus, graph and index, and what they say."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from kg.store import GraphStore
from service.cli import build_parser
from service.workspace import open_workspace
from tests.articles import ARTICLES, GUIYANG, SHAOGUAN
from tests.conftest import ROOT, Place
from tests.service.command import Command, Ran

NEW = "天津新开数据中心\n\n截至2024年12月，天津市机架规模达18万架，PUE降到1.25。\n"
DONE = "新增{}篇，更新{}篇，移除{}篇，未变{}篇，失败{}篇\n"


def graph(place: Place) -> set[bytes]:
    with GraphStore(place.data / "graph", read_only=True) as store:
        return set(store.export("nq").splitlines())


def ids(suanli: Command, place: Place) -> list[str]:
    return [row["id"] for row in suanli("articles", "--json", *place.options).json]


def sound(suanli: Command, place: Place) -> None:
    ran = suanli("check", *place.options)
    assert (ran.status, ran.err) == (0, ""), ran.out


# -- build


def test_building_twice_changes_nothing(suanli: Command, place: Place) -> None:
    before = graph(place)
    ran = suanli("build", *place.options)
    assert (ran.status, ran.out) == (0, DONE.format(0, 0, 0, 3, 0))
    assert not graph(place) ^ before


def test_build_takes_in_what_is_new_changed_and_gone(suanli: Command, place: Place) -> None:
    place.write({"tianjin.txt": NEW, "guiyang.md": GUIYANG.replace("85EFLOPS", "90EFLOPS")})
    (place.corpus / "articles/huhehaote.md").unlink()
    assert suanli("build", *place.options).out == DONE.format(1, 1, 1, 1, 0)
    assert ids(suanli, place) == ["guiyang", "shaoguan", "tianjin"]
    (answer,) = suanli("ask", "2024年12月天津市机架规模是多少？", "--json", *place.options).json
    assert answer["answers"] == ["18万架"]
    sound(suanli, place)


def test_a_build_by_steps_equals_a_build_at_once(suanli: Command, place: Place, tmp_path: Path) -> None:
    place.write({"tianjin.txt": NEW, "guiyang.md": GUIYANG.replace("85EFLOPS", "90EFLOPS")})
    suanli("build", *place.options)
    fresh = Place(place.corpus, tmp_path / "fresh")
    suanli("build", *fresh.options)
    assert not graph(place) ^ graph(fresh)


def test_build_names_each_file_it_cannot_read_and_goes_on(suanli: Command, place: Place) -> None:
    place.write({"empty.txt": "", "notes.rst": "标题\n\n正文", "tianjin.txt": NEW, "again.md": "---\nid: guiyang\n---\n" + NEW})
    ran = suanli("build", *place.options)
    assert (ran.status, ran.out) == (1, DONE.format(1, 0, 0, 3, 3))
    named(ran, ["again.md", "empty.txt", "notes.rst"])


def test_a_file_that_became_unreadable_keeps_its_facts(suanli: Command, place: Place) -> None:
    before = graph(place)
    place.write({"guiyang.md": ""})
    named(suanli("build", *place.options), ["guiyang.md"])
    assert not graph(place) ^ before
    ran = suanli("check", *place.options)
    assert (ran.status, ran.err) == (1, "")
    assert [line.split("：")[0] for line in ran.out.splitlines()] == ["guiyang.md"]


def test_build_of_a_folder_that_is_not_there_takes_nothing_out(suanli: Command, place: Place, tmp_path: Path) -> None:
    before = graph(place)
    suanli("build", "--corpus", tmp_path / "tpyo", "--data", place.data).failed()
    assert not graph(place) ^ before


def test_build_reads_a_folder_of_bare_files_too(suanli: Command, tmp_path: Path) -> None:
    for name, text in ARTICLES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert suanli("build", "--corpus", tmp_path, "--data", tmp_path / "data").out == DONE.format(3, 0, 0, 0, 0)


# -- add


def named(ran: Ran, names: list[str]) -> None:
    """Exit 1 with one line for each of ``names``, which says it once."""
    assert ran.status == 1
    assert sorted(line.removeprefix("suanli: ").split("：")[0] for line in ran.complaints) == sorted(names)
    assert all(line.startswith("suanli: ") and line.count(name) == 1 for line in ran.complaints for name in names if name in line)


def test_one_batch_takes_the_good_and_names_the_bad(suanli: Command, place: Place, tmp_path: Path) -> None:
    bad = {
        "empty.txt": b"", "blank.txt": b" \n\n", "binary.txt": bytes(range(256)) * 8, "paper.pdf": b"%PDF-1.7", "README": b"x",
        "guiyang.md": GUIYANG.encode(), "shaoguan.md": NEW.encode(), "copy.txt": SHAOGUAN.encode(), "title.txt": "只有标题".encode(),
        "front.md": "---\ntitle: x\n\n正文".encode(), "date.md": f"---\npublished: 2024-13-01\n---\n{NEW}".encode(),
        "id.md": f"---\nid: a/b\n---\n{NEW}".encode(), "torn.txt": NEW.encode()[:-2],
    }  # fmt: skip
    files = tmp_path / "files"
    files.mkdir()
    for name, data in {**bad, "tianjin.txt": NEW.encode()}.items():
        (files / name).write_bytes(data)
    before = graph(place)
    given = [*sorted(files.iterdir()), files / "none.txt", files]
    ran = suanli("add", *given, *place.options)
    assert ran.out == "tianjin\n"
    named(ran, [*bad, str(files / "none.txt"), str(files)])
    assert ids(suanli, place) == ["guiyang", "huhehaote", "shaoguan", "tianjin"]
    assert sorted(path.name for path in (place.corpus / "articles").iterdir()) == sorted([*ARTICLES, "tianjin.txt"])
    sound(suanli, place)
    suanli("remove", "--purge", "tianjin", *place.options)
    assert not graph(place) ^ before


def test_add_makes_corpus_and_data_where_there_are_none(suanli: Command, empty: Place, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(NEW, encoding="utf-8")
    assert suanli("add", tmp_path / "a.txt", "--published", "2025-01-01", "--source", "示例网", *empty.options).out == "a\n"
    (row,) = suanli("articles", "--json", *empty.options).json
    assert (row["published"], row["source"]) == ("2025-01-01", "示例网")
    assert (empty.corpus / "articles/a.txt").read_text("utf-8") == NEW
    assert suanli("build", *empty.options).out == DONE.format(0, 0, 0, 1, 0)  # date and source are remembered beside the file
    sound(suanli, empty)


def test_files_of_one_name_with_ids_of_their_own_do_not_overwrite_each_other(
    suanli: Command, empty: Place, tmp_path: Path
) -> None:
    for number in "12":
        (tmp_path / number).mkdir()
        (tmp_path / number / "a.md").write_text(f"---\nid: 文{number}\n---\n{NEW}第{number}期。", encoding="utf-8")
    assert suanli("add", tmp_path / "1/a.md", tmp_path / "2/a.md", *empty.options).out == "文1\n文2\n"
    assert suanli("build", *empty.options).out == DONE.format(0, 0, 0, 2, 0)


def test_add_does_not_overwrite_a_file_that_waits_for_a_build(suanli: Command, place: Place, tmp_path: Path) -> None:
    place.write({"tianjin.txt": "另一篇\n\n等着入库。"})
    (tmp_path / "tianjin.txt").write_text(NEW, encoding="utf-8")
    suanli("add", tmp_path / "tianjin.txt", *place.options).failed()
    assert (place.corpus / "articles/tianjin.txt").read_text("utf-8").startswith("另一篇")


def test_a_name_too_long_for_a_file_is_refused_in_a_line(suanli: Command, empty: Place, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(f"---\nid: {'长' * 120}\n---\n{NEW}", encoding="utf-8")
    suanli("add", tmp_path / "a.md", *empty.options).failed()
    assert ids(suanli, empty) == []


class Stdin(io.TextIOWrapper):
    def __init__(self, text: str) -> None:
        super().__init__(io.BytesIO(text.encode()), encoding="utf-8")


def test_standard_input_is_an_article_named_by_its_content(
    suanli: Command, empty: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    def given(text: str, job: str, *more: object) -> Ran:
        monkeypatch.setattr(sys, "stdin", Stdin(text))
        return suanli(job, "-", *more)

    (row,) = given(NEW, "extract", "--json").json
    name = row["article"]
    assert name.startswith("stdin-")
    assert given(NEW, "add", *empty.options).out == f"{name}\n"
    given(NEW, "add", *empty.options).failed()
    assert given(f"---\nid: 我的\n---\n{SHAOGUAN}", "add", *empty.options).out == "我的\n"
    given("", "add", *empty.options).failed()
    assert ids(suanli, empty) == [name, "我的"]
    sound(suanli, empty)


# -- remove


def test_remove_takes_out_what_only_that_article_said(suanli: Command, place: Place, tmp_path: Path) -> None:
    before = graph(place)
    assert suanli("remove", "guiyang", *place.options).out == "guiyang\n"
    assert (place.corpus / ".bin/guiyang.md").read_text("utf-8") == GUIYANG
    (answer,) = suanli("ask", "2025年6月贵州省智能算力规模是多少？", "--json", *place.options).json
    assert [evidence["article"] for evidence in answer["evidence"]] == ["shaoguan"]  # which says it too
    assert suanli("ask", "贵阳智算中心由谁运营？", "--json", *place.options).json[0]["abstained"]
    assert suanli("build", *place.options).out == DONE.format(0, 0, 0, 2, 0)
    sound(suanli, place)
    assert suanli("add", place.corpus / ".bin/guiyang.md", *place.options).status == 0
    assert not graph(place) ^ before


def test_remove_of_an_unknown_article_does_not_stop_the_rest(suanli: Command, place: Place) -> None:
    ran = suanli("remove", "nothing", "guiyang", *place.options)
    assert ran.out == "guiyang\n"
    assert (ran.status, len(ran.complaints), ran.err.count("nothing")) == (1, 1, 1)


def test_purge_deletes_the_file_at_once_or_from_the_bin(suanli: Command, place: Place) -> None:
    suanli("remove", "--purge", "guiyang", *place.options)
    suanli("remove", "shaoguan", *place.options)
    assert [path.name for path in (place.corpus / ".bin").iterdir()] == ["shaoguan.txt"]
    assert suanli("remove", "--purge", "shaoguan", *place.options).out == "shaoguan\n"
    assert list((place.corpus / ".bin").iterdir()) == []
    suanli("remove", "--purge", "shaoguan", *place.options).failed()


# -- check


def test_check_tells_what_corpus_graph_and_index_do_not_agree_on(suanli: Command, place: Place) -> None:
    place.write({"tianjin.txt": NEW, "guiyang.md": GUIYANG + "又及。"})
    (place.corpus / "articles/huhehaote.md").unlink()
    workspace = open_workspace(place.corpus, place.data)
    workspace.index.remove("shaoguan")
    workspace.close()
    ran = suanli("check", *place.options)
    assert (ran.status, ran.err) == (1, "")
    assert [line.split("：")[0] for line in ran.out.splitlines()] == ["shaoguan", "guiyang", "tianjin", "huhehaote"]
    assert suanli("build", *place.options).status == 0
    sound(suanli, place)


# -- folders


def test_a_data_folder_remembers_its_corpus(suanli: Command, place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    elsewhere = place.data.parent / "elsewhere"
    (elsewhere / "corpus/articles").mkdir(parents=True)  # a default corpus of another project
    monkeypatch.chdir(elsewhere)
    assert suanli("build", "--data", place.data).out == DONE.format(0, 0, 0, 3, 0)
    assert suanli("remove", "guiyang", "--data", place.data).status == 0
    assert not (place.corpus / "articles/guiyang.md").exists()
    assert suanli("check", "--data", place.data).status == 0
    monkeypatch.setenv("SUANLI_DATA", str(place.data))
    assert suanli("articles").out.count("\n") == 2


def test_a_data_folder_is_not_changed_with_another_corpus(suanli: Command, place: Place, tmp_path: Path) -> None:
    other = Place(tmp_path / "other", place.data).write({"tianjin.txt": NEW})
    suanli("add", other.corpus / "articles/tianjin.txt", *other.options).failed()
    assert suanli("build", *other.options).out == DONE.format(1, 0, 3, 0, 0)  # unless told to follow it


@pytest.mark.parametrize(
    "command", [["articles"], ["ask", "算力？"], ["sparql", "ASK {}"], ["series", "智能算力规模"], ["check"], ["export"]]
)
def test_reading_what_was_never_built_says_what_to_run(suanli: Command, empty: Place, command: list[str]) -> None:
    assert "suanli build" in suanli(*command, *empty.options).failed().err
    assert not empty.data.exists()


def test_readers_read_and_writers_wait_while_another_holds_the_folder(suanli: Command, place: Place) -> None:
    workspace = open_workspace(place.corpus, place.data)
    try:
        for command in (
            ["articles"],
            ["ask", "贵阳智算中心由谁运营？"],
            ["sparql", "ASK {}"],
            ["series", "智能算力规模"],
            ["check"],
            ["export"],
        ):
            assert suanli(*command, *place.options).status == 0
        for command in (["build"], ["add", place.corpus / "articles/guiyang.md"], ["remove", "guiyang"]):
            assert "另一个 suanli 进程" in suanli(*command, *place.options).failed().err
    finally:
        workspace.close()


# -- usage


@pytest.mark.parametrize(
    "arguments",
    [
        [], ["nothing"], ["ask"], ["ask", "问", "--batch", "x"], ["sparql"], ["sparql", "ASK {}", "-f", "x"], ["add"], ["remove"], ["extract"],
        ["build", "--jobs", "0"], ["add", "x", "--published", "2024-02-30"], ["export", "--format", "pdf"], ["sparql", "ASK {}", "--format", "x"],
    ],
)  # fmt: skip
def test_wrong_usage_is_2(suanli: Command, arguments: list[str]) -> None:
    ran = suanli(*arguments)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err


def test_help_is_0(suanli: Command) -> None:
    assert suanli("--help").status == suanli("ask", "--help").status == 0


def test_a_setting_that_is_no_number_is_named(suanli: Command, built: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SUANLI_QUERY_SECONDS", "ten")
    assert "SUANLI_QUERY_SECONDS" in suanli("articles", *built.options).failed().err


def test_the_program_writes_utf8_in_any_locale(built: Place) -> None:
    command = [
        sys.executable,
        "-c",
        "from service.cli import main; raise SystemExit(main())",
        "ask",
        "贵阳智算中心由谁运营？",
        "--json",
        *built.options,
    ]
    environment = os.environ | {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr.decode()
    assert "中国移动" in done.stdout.decode("utf-8")


def test_every_command_has_a_line_of_help() -> None:
    assert "使图与索引" in build_parser().format_help()
