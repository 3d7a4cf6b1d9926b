"""What a user's SPARQL asks for, told from its words: the query form, and whether it asks for what is not allowed.

SPARQL reserves its keywords: outside of strings, comments, IRIs, prefixed names, variables, language tags and blank node labels
the word SERVICE can only be the keyword. So words are exact, linear in the text, and need no parser whose running time a
hostile query could blow up. Codepoint escapes are decoded first, because SPARQL decodes them before it reads keywords.
"""

from __future__ import annotations

import re

from kg.errors import QueryFailed, QueryRefused

GRAPH_FORMS = ("CONSTRUCT", "DESCRIBE")
_FORMS = ("SELECT", "ASK", *GRAPH_FORMS)
_UPDATES = ("INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH", "USING")
_MAX_LENGTH = 100_000
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
# Each alternative takes all it can, closed or not, so that no part of the text is read twice: a string that is not closed is a
# syntax error in any case.
_TOKEN = re.compile(
    r"""\#[^\n\r]*
    |<[^<>"{}|^`\\\x00-\x20]*>
    |\'\'\'(?:[^'\\]|\\.|'(?!''))*(?:\'\'\')?
    |\"\"\"(?:[^"\\]|\\.|"(?!""))*(?:\"\"\")?
    |'(?:[^'\\\n\r]|\\.)*'?
    |"(?:[^"\\\n\r]|\\.)*"?
    |[?$]\w+
    |@[A-Za-z]+(?:-\w+)*
    |_?:(?:[\w.:%-]|\\.)*
    |(?P<word>[^\W\d_][\w.-]*)(?P<local>:(?:[\w.:%-]|\\.)*)?""",
    re.VERBOSE | re.DOTALL,
)


def query_form(query: str) -> str:
    """SELECT, ASK, CONSTRUCT or DESCRIBE.

    Raises QueryRefused, with what was found, for an update, SERVICE, LOAD, FROM and FROM NAMED; QueryFailed for a text without
    a query form or longer than 100,000 characters.
    """
    if len(query) > _MAX_LENGTH:
        raise QueryFailed(f"查询有{len(query)}个字符，上限{_MAX_LENGTH}")
    for text in {query, _decoded(query)}:
        _refuse(words(text))
    form = next((word for word in words(query) if word in _FORMS), None)
    if form is None:
        raise QueryFailed("这不是 SPARQL 查询：没有 SELECT、ASK、CONSTRUCT 或 DESCRIBE")
    return form


def words(query: str) -> list[str]:
    """The keywords and names of functions in ``query``, in upper case and in order."""
    return [match["word"].upper() for match in _TOKEN.finditer(query) if match["word"] and match["local"] is None]


def _refuse(found: list[str]) -> None:
    # within a word too: Oxigraph reads trueSERVICE and 1e5SERVICE as two, and no other word of SPARQL holds these
    if any("SERVICE" in word for word in found):
        raise QueryRefused("查询里有 SERVICE：只能查询本图谱，不能访问外部端点")
    update = next((word for word in found if word in _UPDATES), None)
    if update:
        raise QueryRefused(f"查询里有 {update}：这里只读，不能更新或载入数据")
    dataset = next((n for n, word in enumerate(found) if "FROM" in word), None)
    if dataset is not None:
        named = found[dataset + 1 : dataset + 2] == ["NAMED"]
        raise QueryRefused(f"查询里有 {'FROM NAMED' if named else 'FROM'}：不能指定数据集，用 GRAPH 查询某篇文章的图")


def _decoded(query: str) -> str:
    def character(match: re.Match[str]) -> str:
        code = int(match[1] or match[2], 16)
        return chr(code) if code <= 0x10FFFF else match[0]

    return _ESCAPE.sub(character, query)
