"""Whose word a figure is: the voice that tells it, the maker of the product, the author of the text, the issuer of the plan."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.model import Mention, Relation, Sentence, Status
from pipelines.language.components import Analysis
from pipelines.language.figures.attribution import OFFICE, Speakers, Voice, issuer_of
from pipelines.language.figures.clause import Place, within
from pipelines.language.figures.genre import Genre
from pipelines.language.figures.quotations import quotations
from pipelines.language.figures.subject import Scope

_SPOKESMAN = re.compile(r"发言人")
_HEARD = re.compile(r"据(?:悉|了解|介绍)[，,]")
_THE_PLAN_SAYS = re.compile(r"(?:方案|规划|意见|措施|通知|行动计划)》?(?:还|中|同时)?(?:部署|明确|提出|要求|规定)")
_TITLES = 40  # characters that the titles of an official take at most
_TITLE = re.compile(r"[^，。；：“”\n]{0,36}(?:[部司局厅处委院]长|主任|发言人|书记|总工程师|总经济师|秘书长|专员|负责人)$")
_RELEASE = re.compile(r"发布|推出|公布|介绍|带来|亮相")
_CROWD = 40  # names in one sentence; a sentence with more is a table
_PRODUCT = ("Chip", "Model")
# what is told beside the specifications of a product: trade, money, people, the tests of others
_BESIDE_UNIT = re.compile(r"元|美金|家|人|户|名|只股|股$")
_BESIDE = re.compile(
    r"出货|订单|交付|送样|销量|售出|分光|融资|估值|员工|收入|营收|利润|募资|招股|份额|客户|用户|代工|售价|价格|市值|股价|得分|跑分|榜单|市场规模|曾报道"
)


@dataclass(frozen=True, slots=True)
class Sources:
    """What the whole text says of who tells what."""

    genre: Genre
    speakers: Speakers
    presented: Mapping[str, str]  # product -> the maker that presents it here
    made: Mapping[str, str]  # product -> its maker


def read_sources(analysis: Analysis, relations: Sequence[Relation], genre: Genre) -> Sources:
    """The sources of ``analysis``; ``relations`` are those that the text states."""
    known = bodies(analysis.mentions, analysis.text, genre.source if genre.kind == "launch" else None)
    for relation in relations:
        if relation.predicate == "issuedBy":
            before = known.get(relation.subject)
            known[relation.subject] = relation.object if before is None else "、".join(dict.fromkeys((before, relation.object)))
    return Sources(
        genre,
        Speakers(analysis.text, analysis.mentions, known, quotations(analysis.text, analysis.mentions)),
        makers(analysis.mentions, analysis.sentences, analysis.text),
        {r.subject: r.object for r in relations if r.predicate == "madeBy"},
    )


def source_of(place: Place, scope: Scope, status: Status, voice: Voice | None, sources: Sources) -> str | None:
    """Whose word the figure at ``place`` is; None where nobody is named.

    A firm that puts out its own figures (某公司披露，其营收…) is no source beside itself.
    """
    genre = sources.genre
    if genre.kind == "act":
        return genre.source
    if voice is not None and not _hearsay(place, scope, voice, sources):
        own = (voice.releases or voice.own) and voice.name == scope.name and genre.kind != "launch"
        return None if own else voice.name
    presenter = sources.presented.get(scope.name or "")
    if presenter is not None and place.quantity.kind != "money" and _property(place):
        return presenter
    if genre.kind == "report" and (place.start >= genre.start or place.end <= place.text.find("\n")):
        return genre.source
    if genre.kind == "launch" and _specification(place, scope, sources):
        return genre.source
    planned = status == "target" or _THE_PLAN_SAYS.search(place.text, place.opening, place.quantity.start) is not None
    return planner(place.analysis.mentions, place.quantity.start, sources.speakers.known) if planned else None


def _hearsay(place: Place, scope: Scope, voice: Voice, sources: Sources) -> bool:
    """Whether 据悉 opens what the maker of a launched product gives out of it."""
    if voice.name is not None or sources.genre.kind != "launch" or _HEARD.match(place.text, voice.start) is None:
        return False
    return _specification(place, scope, sources)


def _specification(place: Place, scope: Scope, sources: Sources) -> bool:
    """Whether a number in the news of a product is one of its properties, as its maker gives them."""
    if scope.type in _PRODUCT and sources.made.get(scope.name or "", sources.genre.source) != sources.genre.source:
        return False
    return _BESIDE_UNIT.search(place.quantity.unit) is None and _property(place)


def _property(place: Place) -> bool:
    """Whether the clause of the number (of a percentage, its sentence) speaks of neither trade nor money."""
    start = place.opening if place.quantity.kind == "percent" else place.start
    return _BESIDE.search(place.text, start, place.end) is None


def bodies(mentions: Sequence[Mention], text: str, presenter: str | None) -> dict[str, str]:
    """Persons whose word is that of the body named right before them: officials, spokesmen, and who presents for ``presenter``.

    工业和信息化部部长某某 speaks for the ministry; the vice president of a firm gives his own word.
    """
    found: dict[str, str] = {}
    body: Mention | None = None
    for mention in mentions:
        if mention.type == "Organization":
            body = mention
        elif mention.type == "Person" and body is not None and mention.start - body.end <= _TITLES:
            between = text[body.end : mention.start]
            office = OFFICE.search(body.canonical) is not None
            near = len(between) <= 16 and re.search(r"[，。；、：和与]", between) is None
            speaks = near and (body.canonical == presenter or office or _SPOKESMAN.search(between) is not None)
            if speaks or (office and _TITLE.match(between)):
                found.setdefault(mention.canonical, body.canonical)
    return found


def planner(mentions: Sequence[Mention], offset: int, known: Mapping[str, str]) -> str | None:
    """Who set an aim that nobody is said to have told: the issuer of the last plan named in the 400 characters before, or in the heading."""
    said = {mention.canonical for mention in mentions}
    near = within(mentions, max(0, offset - 400), offset)
    for plan in reversed([m for m in (*mentions[:3], *near) if m.type == "Policy" and m.start < offset]):
        issuer = known.get(plan.canonical) or issuer_of(plan, said.__contains__)
        if issuer is not None:
            return issuer
    return None


def makers(mentions: Sequence[Mention], sentences: Sequence[Sentence], text: str) -> dict[str, str]:
    """Products whose maker presents them in the text: the maker is the source of their specifications."""
    found: dict[str, str] = {}
    for sentence in sentences:
        inside = within(mentions, sentence.start, sentence.end)
        products = [m for m in inside if m.type in _PRODUCT]
        firms = [m for m in inside if m.type == "Organization"]
        if not products or not firms or len(inside) > _CROWD:
            continue
        for verb in _RELEASE.finditer(text, sentence.start, sentence.end):
            who = [m for m in firms if m.end <= verb.start() and verb.start() - m.end <= 24]
            for product in products if who else ():
                if product.start >= verb.start():
                    found.setdefault(product.canonical, who[-1].canonical)
    return found
