"""The optional head of an article file: YAML between two ``---`` lines with title, published, source, url, id."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime

import yaml

from kg.errors import ArticleUnreadable

_FENCE = re.compile(r"-{3,}[ \t]*")
_MAX_CHARS = 20_000
_KEYS = ("title", "published", "source", "url", "id")
_DATE = re.compile(r"(\d{4})(?:-|/|\.|年)(\d{1,2})(?:-|/|\.|月)(\d{1,2})日?(?:[T ].*)?")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    title: str | None = None
    published: date | None = None
    source: str | None = None
    url: str | None = None
    id: str | None = None


def split_front_matter(text: str, name: str) -> tuple[FrontMatter, str]:
    """What the front matter of file ``name`` says, and the text after it; other keys are passed over.

    Raises ArticleUnreadable where it does not end, is no YAML mapping, or holds no valid date.
    """
    lines = text.split("\n")
    first = next((i for i, line in enumerate(lines) if line.strip("\ufeff \t")), len(lines))
    if first == len(lines) or not _FENCE.fullmatch(lines[first].strip("\ufeff")):
        return FrontMatter(), text
    last = next((i for i in range(first + 1, len(lines)) if _FENCE.fullmatch(lines[i])), None)
    if last is None:
        raise ArticleUnreadable(f"{name}：文件头以“---”开始，却没有结束的“---”行。请补上，或删去开头的“---”。")
    return _parse("\n".join(lines[first + 1 : last]), name), "\n".join(lines[last + 1 :])


def _parse(head: str, name: str) -> FrontMatter:
    if len(head) > _MAX_CHARS:
        raise ArticleUnreadable(f"{name}：文件头有{len(head)}个字，超过{_MAX_CHARS}。请检查结束的“---”行是否放对了位置。")
    try:
        # BaseLoader keeps every scalar as printed: 2024-13-01 comes back as text, to be refused in our own words.
        given = yaml.load(head, Loader=yaml.BaseLoader)
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        where = f"第{mark.line + 2}行附近" if mark else ""
        raise ArticleUnreadable(f"{name}：文件头{where}不是有效的YAML。每行应写成“键: 值”，含冒号的值要加引号。") from error
    if given in (None, ""):
        return FrontMatter()
    if not isinstance(given, dict):
        raise ArticleUnreadable(f"{name}：文件头不是“键: 值”的形式。可写的键有{'、'.join(_KEYS)}。")
    values = {key: _scalar(given, key, name) for key in _KEYS}
    return FrontMatter(
        title=values["title"],
        published=_date(values["published"], name),
        source=values["source"],
        url=values["url"],
        id=values["id"],
    )


def _scalar(given: dict[object, object], key: str, name: str) -> str | None:
    value = given.get(key)
    if value is None:
        return None
    if not isinstance(value, str):
        raise ArticleUnreadable(f"{name}：文件头的 {key} 应是一行文字，不能是列表或对象。")
    value = re.sub(r"\s+", " ", value).strip()
    return None if value.lower() in ("", "null", "~") else value


def _date(value: str | None, name: str) -> date | None:
    if value is None:
        return None
    match = _DATE.fullmatch(value)
    try:
        if match:
            return date(int(match[1]), int(match[2]), int(match[3]))
        return datetime.fromisoformat(value).date()
    except ValueError as error:
        raise ArticleUnreadable(
            f"{name}：文件头的 published“{value[:40]}”不是有效日期。请写成 YYYY-MM-DD，例如 2024-09-01。"
        ) from error
