"""Articles that are themselves the text of a plan: whose it is, and the lines that sign it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.model import Mention, Relation
from pipelines.articles.relations.scene import TIME, Scene, many, one

DOCUMENT = re.compile(
    r"(?:计划|意见|办法|方案|通知|白皮书|蓝皮书|报告|规划|纲要|要点|措施|标准|要求|指引|指南|条例|规定|规范|倡议)(?:[（(].*[）)])?$"
)
REPORT = re.compile(r"(?:白皮书|报告|蓝皮书|指数)(?:[（(].*[）)])?$")
# A text that speaks of itself as a plan does.
_SELF = re.compile(
    r"制定(?:以下|如下|本)|现(?:将[^，。]{1,60})?印发给|(?:^|\n)各[^\n，。]{1,40}[：:]\n|本(?:措施|方案|计划|意见|办法|规划|政策|细则|通知)自"
)
# Under a title that is nothing but the plan's name, numbered sections are the plan's own; a report's may be about it.
_BARE_TITLE = re.compile(rf"^{one('Organization', 'Place')}*(?:关于)?(?:印发|发布)?{one('Policy')}的?(?:通知)?$")
_SECTION = re.compile(r"\n\s*(?:[一二三四]、|第[一二三]章|[（(][一二三][）)])")
_SIGNED = re.compile(rf"^(?P<o>{many('Organization')})(?P<t>{TIME})?$")
_ALONE = re.compile(rf"^{TIME}$")
_DAY = re.compile(r"\d{4}-\d\d-\d\d$")


def own_plan(title: Scene | None, text: str) -> Mention | None:
    """The plan that the article is the text of: it stands in the title, and the text speaks of itself as plans do."""
    if title is None:
        return None
    named = [m for m in title.mentions if m.type == "Policy" and DOCUMENT.search(m.canonical) and not REPORT.search(m.canonical)]
    if not named:
        return None
    bare = _BARE_TITLE.match(title.code) and _SECTION.search(text, title.sentence.end)
    return named[-1] if bare or _SELF.search(text, title.sentence.end) else None


def signature(scene: Scene, own: Mention, text: str) -> Iterator[Relation]:
    """issuedOn of ``own`` from the lines at the text's end: the body alone, then the day, on the same line or on one of its own."""
    signed = _SIGNED.match(scene.code)
    at = signed.start("t") if signed else 0
    if scene.earlier and _ALONE.match(scene.code) and _SIGNED.match(scene.earlier.code):
        at = 0
    elif at <= 0:
        return
    time = scene.time(at)
    if time and time.value and _DAY.match(time.value):
        quote, start = scene.quote(text, 0, len(scene.code))
        yield Relation(own.canonical, own.type, "issuedOn", time.value, None, quote, start, round(0.8 * own.confidence, 3))
