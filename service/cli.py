"""The command ``suanli``: results to stdout, progress and errors to stderr; exit 0 done, 1 failed, 2 wrong usage."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from kg.errors import SuanliError
from service import commands


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one command; returns the exit status."""
    parser = _parser()
    options = parser.parse_args(argv)
    run: Callable[[argparse.Namespace], int] = options.run
    try:
        return run(options)
    except SuanliError as error:
        print(f"suanli: {error}", file=sys.stderr)
        return 1
    except BrokenPipeError:
        sys.stderr.close()
        return 0
    except KeyboardInterrupt:
        print("suanli: 已中断", file=sys.stderr)
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="suanli", description="算力图谱：中文算力新闻的知识图谱与问答")
    jobs = parser.add_subparsers(required=True, metavar="COMMAND")
    place = argparse.ArgumentParser(add_help=False)
    place.add_argument("--corpus", type=Path, metavar="DIR", help="语料目录（缺省 corpus/，或 SUANLI_CORPUS）")
    place.add_argument("--data", type=Path, metavar="DIR", help="图与索引所在目录（缺省语料旁的 .suanli/，或 SUANLI_DATA）")
    meta = argparse.ArgumentParser(add_help=False)
    meta.add_argument("--published", type=_date, metavar="YYYY-MM-DD", help="发布日期")
    meta.add_argument("--source", metavar="NAME", help="来源")

    def job(name: str, run: Callable[[argparse.Namespace], int], about: str, *parents: argparse.ArgumentParser) -> argparse.ArgumentParser:
        sub = jobs.add_parser(name, help=about, description=about, parents=parents)
        sub.set_defaults(run=run)
        return sub

    build = job("build", commands.build, "使图与索引与语料目录一致", place)
    build.add_argument("--jobs", type=_positive, default=1, metavar="N", help="并行进程数")
    add = job("add", commands.add, "加入文章（- 为标准输入）", place, meta)
    add.add_argument("files", nargs="+", metavar="FILE")
    remove = job("remove", commands.remove, "移出文章", place)
    remove.add_argument("articles", nargs="+", metavar="ARTICLE_ID")
    remove.add_argument("--purge", action="store_true", help="不留在回收站")
    articles = job("articles", commands.articles, "列出文章", place)
    articles.add_argument("--json", action="store_true")
    extract = job("extract", commands.extract, "抽取而不入库", meta)
    extract.add_argument("files", nargs="+", metavar="FILE")
    extract.add_argument("--json", action="store_true", help="每篇一行 JSON")
    ask = job("ask", commands.ask, "提问", place)
    ask.add_argument("question", nargs="?", metavar="QUESTION")
    ask.add_argument("--json", action="store_true")
    ask.add_argument("--explain", action="store_true", help="显示解析、SPARQL、候选与取舍")
    ask.add_argument("--batch", type=Path, metavar="QUESTIONS.jsonl", help="每行一问，每行一个 JSON 回答")
    sparql = job("sparql", commands.sparql, "只读 SPARQL 1.1 查询", place)
    sparql.add_argument("query", nargs="?", metavar="QUERY")
    sparql.add_argument("-f", "--file", type=Path, metavar="FILE")
    sparql.add_argument("--format", choices=["table", "csv", "tsv", "json", "xml", "ttl"], default=None)
    series = job("series", commands.series, "一个指标的历次观测", place)
    series.add_argument("indicator", metavar="INDICATOR")
    series.add_argument("--about", metavar="NAME")
    series.add_argument("--json", action="store_true")
    job("check", commands.check, "校验图、索引与语料是否一致", place)
    export = job("export", commands.export, "导出图", place)
    export.add_argument("--format", choices=["trig", "nq", "ttl", "jsonld"], default="trig")
    export.add_argument("-o", "--output", type=Path, metavar="FILE")
    app = job("app", commands.app, "打开网页", place)
    app.add_argument("--port", type=_positive, default=8501)
    return parser


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"“{text}”不是 YYYY-MM-DD 形式的日期") from error


def _positive(text: str) -> int:
    if not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"“{text}”不是正整数")
    return int(text)
