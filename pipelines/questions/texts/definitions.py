"""Candidates that say what something is: X是指…, X即…, and the gloss in brackets beside it, 电能利用效率（PUE）."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pipelines.questions.content import fold
from pipelines.questions.evidence import View
from pipelines.questions.parse import Parse
from pipelines.questions.score import Candidate
from pipelines.questions.texts.clauses import LONGEST
from pipelines.questions.texts.common import scored

_DEFINES = (
    r"(?:{name})[”》]?(?:，|,)?(?:是指|指的是|就是|意思是|相当于|是|即|指)(?P<what>[^。；！？\n]{{4,}})"
    r"|(?:{name})[（(](?P<gloss>[^）)]{{2,30}})[）)]"
    r"|(?P<long>[\u4e00-\u9fff]{{4,12}})[（(](?:{name})[）)]"
)


def definition_candidates(parse: Parse, views: Iterable[View]) -> Iterator[Candidate]:
    """One candidate a sentence that explains the thing asked about."""
    if not parse.defined:
        return
    forms = {fold(parse.defined)} | {form for t in parse.terms for form in t.forms if fold(t.text) == fold(parse.defined)}
    name = "|".join(map(re.escape, sorted(forms, key=lambda form: (-len(form), form))))
    for view in views:
        for match in re.finditer(_DEFINES.format(name=name), view.text, re.IGNORECASE):
            found = next(group for group in ("what", "gloss", "long") if match[group])
            answer = match[found].strip("“”，, ")[:LONGEST]
            if answer and fold(answer) not in forms:
                sure = 0.2 if found == "what" else 0.15
                yield scored(parse, view, match.start(found), (answer,), "clause").better(sure, "原文的解释")
