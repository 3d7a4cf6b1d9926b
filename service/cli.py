"""The command ``suanli``: results to stdout, progress and errors to stderr; exit 0 done, 1 failed, 2 wrong usage."""

from __future__ import annotations

import argparse
import io
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from kg.errors import SuanliError
from kg.model import ENTITY_TYPES
from service import ask_commands, commands, conflict_commands, entity_commands


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one command; returns the exit status."""
    if isinstance(sys.stdout, io.TextIOWrapper):  # UTF-8 in any locale; what is no character stays a valid JSON escape
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
    options = build_parser().parse_args(argv)
    run: Callable[[argparse.Namespace], int] = options.run
    try:
        return run(options)
    except SuanliError as error:
        print(f"suanli: {error}", file=sys.stderr)
        return 1
    except BrokenPipeError:
        sys.stderr.close()
        return 0
    except OSError as error:
        what = f"{error.filename}：{error.strerror}" if error.filename else " ".join(str(error).split())
        print(f"suanli: {what}（检查路径、权限与磁盘空间）", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("suanli: 已中断", file=sys.stderr)
        return 130


def build_parser() -> argparse.ArgumentParser:
    """The commands with their options; ``python -m service.help`` writes docs/commands.md from them."""
    parser = argparse.ArgumentParser(prog="suanli", description="算力图谱：中文算力新闻的知识图谱与问答")
    jobs = parser.add_subparsers(required=True, metavar="COMMAND")
    place = argparse.ArgumentParser(add_help=False)
    place.add_argument(
        "--corpus", type=Path, metavar="DIR", help="语料目录（或 SUANLI_CORPUS；缺省为数据目录所记的，否则 corpus/）"
    )
    place.add_argument("--data", type=Path, metavar="DIR", help="图与索引所在目录（或 SUANLI_DATA；缺省为语料旁的 .suanli/）")
    meta = argparse.ArgumentParser(add_help=False)
    meta.add_argument("--published", type=_date, metavar="YYYY-MM-DD", help="发布日期，用于文件头没有写的文章")
    meta.add_argument("--source", metavar="NAME", help="来源，用于文件头没有写的文章")

    def job(
        name: str, run: Callable[[argparse.Namespace], int], about: str, *parents: argparse.ArgumentParser
    ) -> argparse.ArgumentParser:
        sub = jobs.add_parser(name, help=about, description=about, parents=parents)
        sub.set_defaults(run=run)
        return sub

    build = job("build", commands.build, "使图与索引与语料目录一致", place)
    build.add_argument("--jobs", type=_positive, default=1, metavar="N", help="并行进程数")
    add = job("add", commands.add, "加入文章（- 为标准输入）", place, meta)
    add.add_argument("files", nargs="+", metavar="FILE", help="txt 或 md 文件；- 为标准输入")
    remove = job("remove", commands.remove, "移出文章", place)
    remove.add_argument("articles", nargs="+", metavar="ARTICLE_ID", help="文章编号，见 suanli articles")
    remove.add_argument("--purge", action="store_true", help="连文件一起删除，不留在回收站；已在回收站的也删除")
    articles = job("articles", commands.articles, "列出文章", place)
    articles.add_argument("--json", action="store_true", help="每篇一行 JSON")
    extract = job("extract", commands.extract, "抽取而不入库", meta)
    extract.add_argument("files", nargs="+", metavar="FILE", help="txt 或 md 文件；- 为标准输入")
    extract.add_argument("--json", action="store_true", help="每篇一行 JSON")
    ask = job("ask", ask_commands.ask, "提问", place)
    ask.add_argument("question", nargs="?", metavar="QUESTION", help="一个问题，中文或英文")
    ask.add_argument("--json", action="store_true", help="一行 JSON")
    ask.add_argument("--explain", action="store_true", help="显示解析、SPARQL、候选与取舍")
    ask.add_argument("--batch", type=Path, metavar="QUESTIONS.jsonl", help="每行一问，每行一个 JSON 回答")
    graph = "问另一张 RDF 图而不是语料，不存任何东西；ttl、nt、trig、nq、n3、rdf、owl、xml、jsonld"
    ask.add_argument("--graph", type=Path, metavar="FILE", help=graph)
    sparql = job("sparql", commands.sparql, "只读 SPARQL 1.1 查询", place)
    sparql.add_argument("query", nargs="?", metavar="QUERY", help="查询文本，前缀已定义")
    sparql.add_argument("-f", "--file", type=Path, metavar="FILE", help="从文件读查询")
    sparql.add_argument("--format", choices=["table", "csv", "tsv", "json", "xml", "ttl"], help="缺省 table，结果是图时 ttl")
    series = job("series", commands.series, "一个指标的历次观测", place)
    series.add_argument("indicator", metavar="INDICATOR", help="指标名或别名")
    series.add_argument("--about", metavar="NAME", help="只看关于某地、某机构的")
    series.add_argument("--json", action="store_true", help="每个观测一行 JSON")
    conflicts = job("conflicts", conflict_commands.conflicts, "互相矛盾的数字及可能的原因", place)
    conflicts.add_argument("--json", action="store_true", help="每处矛盾一行 JSON")
    entity = job("entity", entity_commands.entity, "一个实体的全部所知；不给名称则按类型列出实体；合并与分开", place)
    entity.add_argument("name", nargs="?", metavar="NAME", help="实体的名称、别名或 IRI")
    entity.add_argument("--type", choices=ENTITY_TYPES, metavar="TYPE", help=f"只列一个类型：{'、'.join(ENTITY_TYPES)}")
    entity.add_argument("--merge", nargs=2, metavar=("A", "B"), help="决定 A 就是 B，记入语料的 corrections/entities.yaml")
    entity.add_argument("--split", metavar="A", help="撤销 A 的合并；未曾合并的，使名称 A 不再链接到别的实体")
    entity.add_argument("--article", metavar="ARTICLE_ID", help="与 --split 同用：只把这篇文章里的 A 单列")
    entity.add_argument("--reason", metavar="TEXT", help="决定的理由")
    entity.add_argument("--json", action="store_true", help="JSON；列表每个实体一行")
    job("check", commands.check, "校验图、索引与语料是否一致", place)
    export = job("export", commands.export, "导出图", place)
    export.add_argument("--format", choices=["trig", "nq", "ttl", "jsonld"], default="trig", help="ttl 只含默认图")
    export.add_argument("-o", "--output", type=Path, metavar="FILE", help="写到文件而不是标准输出")
    app = job("app", commands.app, "打开网页", place)
    app.add_argument("--port", type=_positive, default=8501, metavar="PORT", help="本机端口")
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
