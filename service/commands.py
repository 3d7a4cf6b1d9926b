"""What each command of ``suanli`` does. Printing happens here and in cli.py, nowhere else."""

from __future__ import annotations

import hashlib
import sys
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from tqdm import tqdm

from kg.errors import ModelUnavailable, SuanliError
from service.contract import extraction_json, line

if TYPE_CHECKING:
    from service.workspace import Workspace


@contextmanager
def opened(options: Namespace, writing: bool = False) -> Iterator[Workspace]:
    """The workspace of the command's options, closed afterwards."""
    from service.workspace import open_workspace

    workspace = open_workspace(options.corpus, options.data, read_only=not writing)
    try:
        yield workspace
    finally:
        workspace.close()


def say(text: str) -> None:
    """A result, on stdout."""
    print(text)


def wrong_usage(text: str) -> int:
    """One line on stderr; the exit status of wrong usage."""
    print(f"suanli: {text}", file=sys.stderr)
    return 2


def _complain(name: str, reason: str) -> None:
    """One line on stderr; readers of articles begin their reason with the file's name themselves."""
    shown = " ".join(reason.removeprefix(f"{name}：").split())
    print(f"suanli: {name}：{shown}", file=sys.stderr)


def build(options: Namespace) -> int:
    with opened(options, writing=True) as workspace:
        with tqdm(desc="抽取", unit="篇", file=sys.stderr, disable=None) as bar:

            def show(done: int, total: int, name: str) -> None:
                bar.total = total
                bar.set_postfix_str(name)
                bar.update(done - bar.n)

            report = workspace.build(options.jobs, show)
        for failure in report.failed:
            _complain(failure.name, failure.reason)
        print(
            f"新增{len(report.added)}篇，更新{len(report.changed)}篇，移除{len(report.removed)}篇，"
            f"未变{report.unchanged}篇，失败{len(report.failed)}篇"
        )
        _embed(workspace)
        workspace.examples()  # so that the page has them at once
        return 1 if report.failed else 0


def _embed(workspace: Workspace) -> None:
    if not workspace.settings.dense:
        return
    with tqdm(desc="句向量", unit="句", file=sys.stderr, disable=None) as bar:

        def show(done: int, total: int) -> None:
            bar.total = total
            bar.update(done - bar.n)

        try:
            workspace.embed(show)
        except ModelUnavailable as error:
            print(f"suanli: 语义检索未启用：{error}", file=sys.stderr)


def add(options: Namespace) -> int:
    files, unread = _given(options.files)
    with opened(options, writing=True) as workspace, tqdm(desc="加入", unit="篇", file=sys.stderr, disable=None) as bar:

        def show(done: int, total: int, name: str) -> None:
            bar.total = total
            bar.update(done - bar.n)

        report = workspace.add(files, options.published, options.source, show)
    failed = [*unread, *report.failed]
    for article_id in report.added:
        print(article_id)
    for name, reason in failed:
        _complain(name, reason)
    return 1 if failed else 0


def _given(names: list[str]) -> tuple[list[tuple[str, bytes]], list[tuple[str, str]]]:
    """(name, content) of each file, and (name, reason) of those that cannot be opened.

    ``-`` is standard input. It has no name, so its content gives it one: the same text gets the same id again.
    """
    files: list[tuple[str, bytes]] = []
    unread: list[tuple[str, str]] = []
    for name in names:
        try:
            if name == "-":
                data = sys.stdin.buffer.read()
                files.append((f"stdin-{hashlib.sha256(data).hexdigest()[:12]}.txt", data))
            else:
                files.append((Path(name).name, Path(name).read_bytes()))
        except OSError as error:
            unread.append((name, f"打不开（{error.strerror}）：检查路径与权限"))
    return files, unread


def remove(options: Namespace) -> int:
    failed = False
    with opened(options, writing=True) as workspace:
        for article_id in options.articles:
            try:
                workspace.remove(article_id, options.purge)
                print(article_id)
            except SuanliError as error:
                print(f"suanli: {error}", file=sys.stderr)
                failed = True
    return 1 if failed else 0


def articles(options: Namespace) -> int:
    from service.views import article_json

    with opened(options) as workspace:
        found = workspace.findings() if options.json else {}
        for info in workspace.articles():
            if options.json:
                print(line(article_json(info, found.get(info.id, ()))))
            else:
                ledger = info.ledger
                print(
                    f"{info.id}\t{info.published or '无日期'}\t{info.title}\t实体{info.entities} 数字{info.figures} "
                    f"修补{info.repairs} 提醒{info.warnings} 存疑{info.findings} 相合{info.confirmations} "
                    f"账目{ledger.numbers}={ledger.extracted}+{ledger.ignored}+{ledger.unresolved}"
                )
    return 0


def extract(options: Namespace) -> int:
    from pipelines.articles.extract import extract as extract_article
    from pipelines.articles.identity.identity import identified
    from pipelines.articles.reading.read import read_bytes

    files, failed = _given(options.files)
    for name, data in files:
        try:
            extraction = identified(extract_article(read_bytes(data, name, options.published, options.source)))
        except SuanliError as error:
            failed.append((name, str(error)))
            continue
        if options.json:
            print(line(extraction_json(extraction)))
        else:
            print("\n".join(_lines(extraction_json(extraction))))
    for name, reason in failed:
        _complain(name, reason)
    return 1 if failed else 0


def _lines(found: dict[str, object]) -> Iterator[str]:
    """An extraction for the eye."""
    yield f"# {found['title']}（{found['published'] or '无日期'}）"
    for key in ("entities", "figures", "relations"):
        rows = found[key]
        assert isinstance(rows, list)
        yield f"## {key} {len(rows)}"
        for row in rows:
            shown = {k: v for k, v in row.items() if v not in (None, "") and k not in ("start", "end", "iri", "quote")}
            yield "  " + "  ".join(f"{k}={v}" for k, v in shown.items())
    checks = found["findings"]
    assert isinstance(checks, list)
    yield f"## findings {len(checks)}"
    yield from (f"  {check['message']}" for check in checks)
    yield f"## ledger {found['ledger']}"


def sparql(options: Namespace) -> int:
    if (options.query is None) == (options.file is None):
        return wrong_usage("sparql 需要一条查询，或 -f 文件")
    try:
        query = options.query if options.file is None else options.file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise SuanliError(f"读不了 {options.file}：{error}") from error
    with opened(options) as workspace:
        result = workspace.sparql(query, options.format)
    sys.stdout.buffer.write(result.data)
    if not result.data.endswith(b"\n"):
        sys.stdout.buffer.write(b"\n")
    return 0


def series(options: Namespace) -> int:
    from service.views import point_json

    with opened(options) as workspace:
        points = workspace.series(options.indicator, options.about, marked=True)
    if not points and not options.json:
        raise SuanliError(f"语料中没有“{options.indicator}”的观测：用 suanli sparql 查有哪些指标")
    for point in points:
        if options.json:
            print(line(point_json(point)))
        else:
            mark = ("（修补）" if point.repaired else "") + ("（有异说）" if point.conflicting else "")
            print(
                f"{point.period or '无时间'}\t{point.about or ''}\t{point.value}{point.unit}{mark}\t{point.status}\t{point.article}"
            )
    return 0


def check(options: Namespace) -> int:
    with opened(options) as workspace:
        findings = workspace.check()
    for finding in findings:
        print(finding)
    if not findings:
        print("图、索引与语料一致，SHACL 校验通过")
    return 1 if findings else 0


def export(options: Namespace) -> int:
    with opened(options) as workspace:
        data = workspace.export(options.format)
    if options.output:
        options.output.write_bytes(data)
    else:
        sys.stdout.buffer.write(data)
    return 0


def app(options: Namespace) -> int:
    from service.web import run_app

    return run_app(options.port, options.corpus, options.data)
