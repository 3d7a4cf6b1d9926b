"""An article file -> Article: bytes decoded, front matter taken off, title and body told apart. Nothing is repaired here.

The file is NAME.txt or NAME.md: optional YAML front matter between ``---`` lines, the title, a blank line, the body.
"""

from __future__ import annotations

import hashlib
import re
from datetime import date
from pathlib import Path

from kg.errors import ArticleUnreadable
from kg.model import Article
from pipelines.articles.reading.decode import decode
from pipelines.articles.reading.fold import has_text
from pipelines.articles.reading.front_matter import FrontMatter, split_front_matter
from pipelines.articles.reading.repair import join_title

ENDINGS = (".txt", ".md")
MAX_BYTES = 50_000_000
_MAX_ID = 150  # characters; a file name may hold 255 bytes
_MAX_TITLE_LINES = 4
_FORBIDDEN_IN_ID = re.compile(r"[/\\:*?\"<>|\x00-\x1f\x7f\ud800-\udfff]")
_HEADING = re.compile(r"^#\s+|^title[:：]\s*|^标题[:：]\s*", re.IGNORECASE)
_BLANKS = " \t\u3000\xa0\ufeff\u200b"
_SENTENCE_END = ("。", "！", "？", "；", "，", ".", ",", "：")


def read(path: Path, published: date | None = None, source: str | None = None) -> Article:
    """The article in ``path``. ``published`` and ``source`` are used where its front matter says nothing.

    Raises ArticleUnreadable: what was found and what to do, in Chinese.
    """
    _check_ending(path.name)
    try:
        if not path.is_file():
            raise ArticleUnreadable(f"{path.name}：没有这个文件，或它不是普通文件。请检查路径。")
        if (size := path.stat().st_size) > MAX_BYTES:
            raise _too_big(path.name, size)
        data = path.read_bytes()
    except OSError as error:
        raise ArticleUnreadable(f"{path.name}：打不开这个文件（{error.strerror}）。请检查路径和读取权限。") from error
    return read_bytes(data, path.name, published, source)


def read_bytes(data: bytes, name: str, published: date | None = None, source: str | None = None) -> Article:
    """The article whose file is called ``name`` and holds ``data``; otherwise like ``read``."""
    _check_ending(name)
    if len(data) > MAX_BYTES:
        raise _too_big(name, len(data))
    text, encoding = decode(data, name)
    front, rest = split_front_matter(re.sub(r"\r\n?|[\x85\u2028\u2029]", "\n", text), name)
    title, body = _title_and_body(rest, front)
    if not has_text(title):
        raise ArticleUnreadable(f"{name}：文件里没有文字。第一行应是标题，空一行，然后是正文。")
    if not has_text(body):
        raise ArticleUnreadable(f"{name}：只有标题“{title[:30]}”，没有正文。请在标题之后空一行再写正文。")
    return Article(
        id=_article_id(front.id or _stem(name), name),
        title=title,
        body=body,
        published=front.published or published,
        source=front.source or source,
        url=front.url,
        sha256=hashlib.sha256(data).hexdigest(),
        encoding=encoding,
    )


def _too_big(name: str, size: int) -> ArticleUnreadable:
    return ArticleUnreadable(f"{name}：文件有{size // 1_000_000} MB，超过{MAX_BYTES // 1_000_000} MB的上限。请把它拆成几篇文章。")


def _check_ending(name: str) -> None:
    ending = Path(name).suffix
    if ending.lower() not in ENDINGS:
        found = f"“{ending}”文件" if ending else "没有扩展名的文件"
        raise ArticleUnreadable(f"{name}：还不能读取{found}，只支持{'、'.join(ENDINGS)}。请把正文另存为纯文本（UTF-8）。")


def _stem(name: str) -> str:
    return Path(name.replace("\\", "/")).stem


def _article_id(given: str, name: str) -> str:
    """An id that is safe as a file name and in a path of the service."""
    article_id = given.strip()
    if _FORBIDDEN_IN_ID.search(article_id) or article_id.startswith(".") or not article_id or len(article_id) > _MAX_ID:
        raise ArticleUnreadable(
            f"{name}：文章编号“{article_id[:40]}”不能用：不能为空、以点开头、超过{_MAX_ID}个字，"
            '也不能含有 / \\ : * ? " < > | 或控制字符。请改文件名或文件头里的 id。'
        )
    return article_id


def _title_and_body(text: str, front: FrontMatter) -> tuple[str, str]:
    """Title on one line, and the raw body. A title in the front matter leaves the body whole, but for its own repetition."""
    lines = text.split("\n")
    first = next((i for i, line in enumerate(lines) if has_text(line)), len(lines))
    if first == len(lines):
        return front.title or "", ""
    end = first + _title_lines(lines[first:])
    body = "\n".join(lines[end:])
    title = _bare(join_title("\n".join(lines[first:end]), body))
    if front.title and title != front.title:
        return front.title, "\n".join(lines[first:])
    return title, body


def _bare(line: str) -> str:
    return _HEADING.sub("", line.strip(_BLANKS)).strip(_BLANKS)


def _title_lines(lines: list[str]) -> int:
    """How many lines the title takes: those before the first blank line where they look like one wrapped heading, else one."""
    block = next((i for i, line in enumerate(lines) if not has_text(line)), len(lines))
    wrapped = (
        1 < block <= _MAX_TITLE_LINES
        and block < len(lines)
        and all(len(line) >= max(10, len(lines[block - 1])) for line in lines[: block - 1])
        and not any(line.rstrip(_BLANKS).endswith(_SENTENCE_END) for line in lines[:block])
    )
    return block if wrapped else 1
