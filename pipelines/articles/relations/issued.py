"""issuedBy and issuedOn: who put out a policy, a report or a product, and when."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.model import Relation, TimeExpression
from pipelines.articles.relations.document import DOCUMENT
from pipelines.articles.relations.rule import certainty, rule
from pipelines.articles.relations.scene import TIME, Scene, gap, many, one, reach

_POLICIES = many("Policy")
_ISSUERS = many("Organization")
_ISSUE = r"(?:印发|发布|出台|制定|下发|公布|颁布|推出|编制|发起|起草|发出|启动|通过|审议通过|公开|签发|修订|撰写|编写)"
_AT = rf"(?:(?:在|于){many('Place', 'Event')}{gap(8)})?"  # 在北京, 在某大会上
# A body that carries out, studies or praises a policy has not issued it.
_OTHER_ROLE = "根据|按照|依据|落实|贯彻|响应|解读|参照|参与|援引|支持|学习|报道|配合|围绕|依托"

RULES = (
    # 甲部、乙局联合印发《……指导意见》; 2024年4月，甲委与乙局发布……工作要点
    rule("issuedBy", rf"(?P<o>{_ISSUERS})等?{gap(14, _OTHER_ROLE)}{_AT}{_ISSUE}(?:了|的)?{gap(12, _OTHER_ROLE)}(?P<s>{_POLICIES})"),
    # 甲公司今天在某大会上，携手多家单位，共同发起某行动: other clauses and names stand between
    rule("issuedBy", rf"(?P<o>{one('Organization')})(?:(?!{one('Policy')}|{_OTHER_ROLE})[^；;。！？!?…]){{0,36}}?(?:联合|共同|正式|牵头)(?:发起|发布|印发|推出|启动|制定){gap(12)}(?P<s>{_POLICIES})", 0.75),
    # 甲公司与行业伙伴共同形成的《……白皮书》
    rule("issuedBy", rf"(?P<o>{_ISSUERS})(?:(?!{one('Policy')}|{_OTHER_ROLE})[^；;。，！？!?…]){{0,30}}?(?:{_ISSUE}|形成|完成)的{gap(6)}(?P<s>{_POLICIES})", 0.8),
    # 《……》，甲公司与乙公司等伙伴合写
    rule("issuedBy", rf"(?P<s>{_POLICIES})[，,]由?(?P<o>{_ISSUERS}){gap(8, _OTHER_ROLE)}(?:合写|编写|撰写|起草|编制)", 0.8),
    # 《……》由甲部印发
    rule("issuedBy", rf"(?P<s>{_POLICIES}){reach(12, 'Policy', 'Organization')}由(?P<o>{_ISSUERS}){gap(12)}{_ISSUE}"),
    # 北京市印发《……实施方案》: the place stands for its government, where nothing but a time or an adverb comes between
    rule("issuedBy", rf"(?:^|(?<=[，；：]))(?:{TIME}[，,]?)?{gap(4)}(?P<o>{many('Place')})(?:近日|日前|正式|已|也|还|率先|联合)?(?:印发|发布|出台|制定|下发|公布|颁布)了?{gap(8)}(?P<s>{_POLICIES})", 0.75),
)  # fmt: skip

# 甲委《意见》, 甲委等部门《意见》, 甲厅关于印发《措施》的通知
_BESIDE = re.compile(
    rf"(?P<o>{_ISSUERS})(?:等(?:[一二三四五六七八九十\d]+个?)?(?:部门|部委|单位|机构|方面)?)?(?:联合)?(?:的|关于(?:印发|发布))?(?P<s>{one('Policy')})"
)
_RELEASE = r"(?:正式|联合|共同)?(?P<verb>印发|发布|出台|下发|公布|颁布|推出|发起|启动|发出|面世|问世|出炉)"
_VAGUE = re.compile(r"近[日期来]|日前|最近|不久前")  # no date: the month may be the one before
_LAUNCH = r"(?:正式|联合|同步|共同)?(?P<verb>发布|推出|上市|面世|问世|开源|亮相)"  # of a product
_DATED = (
    re.compile(rf"(?P<t>{TIME}){reach(44, 'Policy', 'Chip', 'Model')}{_RELEASE}(?:了|的)?{gap(16)}(?P<s>{many('Policy')})"),
    *(
        re.compile(
            rf"(?P<t>{TIME}){reach(20, 'Policy', 'Chip', 'Model')}{_LAUNCH}(?:了|的)?{gap(12)}(?P<s>{many(kind)})(?![将与和的已])"
        )
        for kind in ("Chip", "Model")
    ),
    re.compile(rf"(?P<s>{_POLICIES}){reach(8, 'Policy')}(?:于|在)?(?P<t>{TIME}){gap(6, TIME)}{_RELEASE}"),
    re.compile(rf"(?P<s>{many('Chip', 'Model')}){gap(6)}(?:于|在|自|早在|是)(?P<t>{TIME}){gap(4, TIME)}{_LAUNCH}"),
    re.compile(rf"(?P<t>{TIME}){gap(14)}{_ISSUE}的{gap(8)}(?P<s>{_POLICIES})"),
)


def issue_dates(scene: Scene, text: str) -> Iterator[Relation]:
    """issuedOn with the date (YYYY, YYYY-MM or YYYY-MM-DD) that stands with the act of issuing, the nearest before the verb."""
    for pattern in _DATED:
        position = 0
        while match := pattern.search(scene.code, position):
            position = match.start() + 1
            # Of several times before the verb the last one counts: the search goes on while another one stands between.
            later = re.search(
                TIME, scene.code[match.start() + 1 : match.start("verb") if "verb" in pattern.groupindex else match.end()]
            )
            day = _day(scene.time(match.start("t")))
            if day is None or (later and match.start("t") < match.start("s")) or certainty(scene, match, settled=False) < 1:
                continue
            quote, start = scene.quote(text, *match.span())
            for subject in scene.names(*match.span("s")):
                yield Relation(
                    subject.canonical, subject.type, "issuedOn", day, None, quote, start, round(0.85 * subject.confidence, 3)
                )


def titled(scene: Scene, text: str) -> Iterator[Relation]:
    """issuedBy of a document named right behind its issuer: 中国信通院《……白皮书》显示."""
    for match in _BESIDE.finditer(scene.code):
        (policy,) = scene.names(*match.span("s"))
        if DOCUMENT.search(policy.canonical):
            quote, start = scene.quote(text, *match.span())
            for issuer in scene.names(*match.span("o")):
                yield Relation(
                    policy.canonical, policy.type, "issuedBy", issuer.canonical, issuer.type, quote, start,
                    round(0.75 * min(policy.confidence, issuer.confidence), 3),
                )  # fmt: skip


def _day(time: TimeExpression | None) -> str | None:
    """The date of a point in time; a span within one month (7月下旬) is that month, a longer one is no date."""
    if time is None or time.value is None or time.role in ("by", "since", "duration") or _VAGUE.search(time.text):
        return None
    first, _, last = time.value.partition("/")
    if not last:
        return first
    return first[:7] if len(first) >= 7 and first[:7] == last[:7] else None
