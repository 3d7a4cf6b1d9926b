"""Known names as mentions: lexicon hits, districts with their city, model numbers after a family name or alone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache

from kg.lexicon import Entry, Hit, lexicon
from kg.model import Mention
from pipelines.language.names.coined import is_coined
from pipelines.language.names.local_agencies import MUNICIPALITIES

_SURE, _NUMBERED, _CODE = 0.95, 0.95, 0.9
_BRANCH = re.compile(
    r"(?:移动|电信|联通)(?:公司)?(?=[，、。；和与的在将已等建率投为（(]|$)(?!的)"
)  # an operator's provincial company
_ZONE = re.compile(
    r"[^的了在与和为是有将已等从对向由不也、，。；（）\s]{0,3}?(?:经济技术开发区|高新技术产业开发区|高新技术开发区|高新区|经开区|(?<=[一-龥]{2})新区|航空港(?:经济综合实验区|区)?|自贸试验区|自贸区|科学城|综合保税区)"
)
_TAIL = re.compile(
    r"(?:认知|大语言|语言|基础|多模态|通用)*(?:大模型|模型)?(?:\s?[Vv]?\d(?:\.\d)?(?![\d%万亿]))?(?:[ -]?\d{1,3}B)?"
)


def known_mentions(text: str, hits: Iterable[Hit]) -> tuple[Mention, ...]:
    """Mentions that the lexicon gives: each hit, run on over its model number or version, and stand-alone model numbers."""
    return (*_joined(text, tuple(hits)), *_codes(text))


def entry_mention(text: str, start: int, end: int, entry: Entry) -> Mention:
    """A mention of a lexicon entry as it stands."""
    return Mention(start, end, text[start:end], entry.type, entry.name, _SURE, "lexicon", entry.key)


def _joined(text: str, hits: tuple[Hit, ...]) -> Iterator[Mention]:
    previous: Hit | None = None
    local: Hit | None = None
    branch_of: Hit | None = None
    doubled: Hit | None = None
    for hit, following in zip(hits, (*hits[1:], None), strict=False):
        if _is_district_of(following, hit):
            previous = hit
            continue
        if hit.entry.name == "中国" and _RANKING.match(text, hit.end):
            continue
        if following is not None and _is_branch(text, hit, following):
            branch_of = hit
            continue
        if _is_named_twice(following, hit):
            doubled = hit
            continue
        if doubled is not None:
            whole = _numbered(text, hit)
            yield replace(whole, start=doubled.start, text=text[doubled.start : whole.end])
            doubled = None
            continue
        if branch_of is not None:
            name = text[branch_of.start : hit.end]
            yield Mention(branch_of.start, hit.end, name, "Organization", name, _CODE, "grammar")
            branch_of = None
            continue
        if following is not None and hit.entry.type == "Place" and _is_local(text, following, hit):
            local = hit
            continue
        if local is not None:
            yield _local_agency(text, local, hit)
            local = None
        elif previous is not None and previous.end == hit.start:
            name = (previous.entry.aliases or (previous.entry.name,))[0] + hit.entry.name
            yield Mention(previous.start, hit.end, text[previous.start : hit.end], "Place", name, _SURE, "lexicon", hit.entry.key)
        elif hit.entry.type in ("Chip", "Model") or hit.entry.models:
            yield _numbered(text, hit)
        elif hit.entry.type == "Place" and (branch := _BRANCH.match(text, hit.end)):
            name = text[hit.start : branch.end()]
            yield Mention(hit.start, branch.end(), name, "Organization", name, _CODE, "grammar")
        elif hit.entry.type == "Place" and not _touches(following, hit) and (zone := _ZONE.match(text, hit.end)):
            name = text[hit.start : zone.end()]
            yield Mention(hit.start, zone.end(), name, "Place", name, _CODE, "grammar", None)
        elif not _touches(following, hit) and (end := _district_end(text, hit)):
            name = text[hit.start : end]
            yield Mention(hit.start, end, name, "Place", name, _CODE, "grammar", None)
        elif hit.entry.sector == "agency" and text[max(0, hit.start - 1) : hit.start] in ("省", "市", "州", "县"):
            continue  # 各省发改委, 市财政局: a local one, which the grammar reads
        elif not (hit.entry.sector == "media" and text.startswith("记者", hit.end)):  # signs the article
            yield entry_mention(text, hit.start, hit.end, hit.entry)
        previous = None


def _is_district_of(hit: Hit | None, city: Hit) -> bool:
    """天津市 + 河北区 are one place; 宁夏 + 银川, 邢台市 + 宁晋县 and 重庆 + 两江新区 are two: a county or new area stands for itself."""
    if hit is None or hit.start != city.end or hit.entry.sector != "county" or city.entry.sector not in ("city", "province"):
        return False
    own = hit.entry.name.endswith("新区") or not hit.entry.name.endswith("区")
    return not own and (city.entry.sector == "city" or city.entry.name in MUNICIPALITIES)


_DISTRICT = re.compile(r"(?P<name>[一-龥]{2})[区县](?![域间块别级])")


def _district_end(text: str, city: Hit) -> int | None:
    """Where a district no list has ends, behind its city in full: 洛阳市伊滨区."""
    full = city.entry.type == "Place" and city.entry.sector == "city" and text[city.end - 1] == "市"
    district = _DISTRICT.match(text, city.end) if full else None
    return district.end() if district is not None and is_coined(district["name"]) else None


def _is_named_twice(following: Hit | None, hit: Hit) -> bool:
    """通义千问Qwen2.5: one model by its Chinese and its Latin name."""
    return following is not None and following.start == hit.end and hit.entry.type == "Model" and following.entry is hit.entry


_RANKING = re.compile(
    r"[^，。；：、的在\s]{0,16}?(?:TOP\s?\d+|百强|\d+强|排行榜|榜单|学报|年鉴)"
)  # 中国 is part of the list's name
_BRANCH_GOES_ON = re.compile(
    r"市场|区|地区|政府|企业|公司|客户|用户|业务|团队|总部|特供|版|的|大陆|境内|本土|厂商|产业|竞争|第|最|研究院|分公司|首"
)


def _is_branch(text: str, company: Hit, country: Hit) -> bool:
    """微软中国, 红杉中国: a company's body for the country, unless a noun of the country follows (英伟达中国市场)."""
    known = company.entry.type == "Organization" and company.entry.sector == "company" and company.end == country.start
    return (
        known
        and country.entry.name == "中国"
        and text[country.start : country.end] == "中国"
        and not _BRANCH_GOES_ON.match(text, country.end)
    )


def _touches(following: Hit | None, hit: Hit) -> bool:
    """贵州 + 贵安新区, 河北 + 雄安新区: a place of its own right behind."""
    return following is not None and following.start == hit.end and following.entry.type == "Place"


def _is_local(text: str, hit: Hit, place: Hit) -> bool:
    """浙江省 + 发展改革委: the province's own commission, not the state's."""
    own = not text.startswith(("国家", "国务院", "中国"), hit.start)
    return (
        hit.start == place.end and hit.entry.sector == "agency" and own and place.entry.sector in ("province", "city", "county")
    )


def _local_agency(text: str, place: Hit, hit: Hit) -> Mention:
    official = re.sub(r"^(?:国家|国务院|中华人民共和国)", "", hit.entry.name)
    region = (place.entry.aliases or (place.entry.name,))[0]
    return Mention(place.start, hit.end, text[place.start : hit.end], "Organization", region + official, _CODE, "grammar")


@cache
def _following(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"[ -]?(?:{pattern})(?![A-Za-z0-9%])", re.IGNORECASE)


def _model_number(written: str) -> str:
    """The number as makers write it, where a question has it in small letters: h100, 910b; versions such as v5p stay."""
    number = written.strip(" -")
    return number.upper() if re.fullmatch(r"(?!v)[a-z]{1,3}\d+[a-z]*|\d+[a-z]{1,2}", number) else number


def _numbered(text: str, hit: Hit) -> Mention:
    """A chip family or model with the number or version right behind it: 昇腾 910B, 讯飞星火认知大模型V2.0."""
    entry, end = hit.entry, hit.end
    number = _following(entry.models).match(text, end) if entry.models else None
    if entry.type != "Model":
        if number is None:
            return entry_mention(text, hit.start, end, entry)
        name = (entry.stem or entry.name) + _model_number(number.group())
        return Mention(hit.start, number.end(), text[hit.start : number.end()], entry.type, name, _NUMBERED, "lexicon", entry.key)
    stop = number.end() if number else end
    tail = _TAIL.match(text, stop if entry.stem else end)
    stop = max(stop, tail.end() if tail else end)
    whole = entry_mention(text, hit.start, stop, entry)
    return replace(whole, canonical=entry.stem + number.group()) if number and entry.stem else whole


@cache
def _code_pattern() -> tuple[re.Pattern[str], dict[str, Entry]]:
    """One regex over the stand-alone codes of all families, and which group belongs to whom."""
    coded = {f"c{number}": entry for number, entry in enumerate(e for e in lexicon().of_type("Chip") if e.codes)}
    alternatives = "|".join(f"(?P<{group}>{entry.codes})" for group, entry in coded.items())
    return re.compile(rf"(?<![A-Za-z0-9.-])(?:{alternatives})(?![A-Za-z0-9]|-\d)", re.IGNORECASE), coded


def _codes(text: str) -> Iterator[Mention]:
    pattern, coded = _code_pattern()
    for match in pattern.finditer(text):
        entry = coded[str(match.lastgroup)]
        conditions = entry.when.get("*", ())
        if not conditions or any(condition.holds(text, *match.span()) for condition in conditions):
            name = (entry.stem or "") + _model_number(match.group())
            yield Mention(*match.span(), match.group(), "Chip", name, _CODE, "lexicon", entry.key)
