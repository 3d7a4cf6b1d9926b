"""usesChip, madeBy and competitorOf: what runs on which chip, who makes it, what it is set against."""

from __future__ import annotations

from kg.model import EntityType
from pipelines.articles.relations.rule import rule
from pipelines.articles.relations.scene import gap, many, one, reach

_CHIP = one("Chip")
_KIND = (
    r"(?:系列|芯片|处理器|加速卡|GPU|CPU|NPU|DCU|AI|大模型|模型|服务器)*"  # what may follow a product's name before the next one
)
_CHIPS = rf"{_CHIP}(?:{_KIND}等?(?:、|和|与|及|以及|[+＋/])(?:{one('Organization')})?{gap(8)}{_CHIP})*"
_PRODUCT = one("Chip", "Model")
_PRODUCTS = rf"{_PRODUCT}(?:{_KIND}(?:、|和|与|及|以及)(?:{one('Organization')})?{gap(8)}{_PRODUCT})*"
_ORG = one("Organization")
_ORGS = many("Organization")
_USER = one("Center", "Model", "Event")
_MAKER_BEFORE = rf"(?:{_ORG}的?)?"
_NOT_OWNER = rf"(?!的?{gap(8)}{_PRODUCT})"  # 对标英伟达的A100 sets a chip against a chip, not against 英伟达
_KINDS: tuple[EntityType, ...] = ("Chip", "Model", "Organization")

_USE = r"(?:采用|搭载|基于|依托|使用|配备|配置|部署|内置|集成|应用|装配|选用|利用|运行在|装有|适配了|用的是)"
_RELEASE = (
    r"(?:发布|推出|研发|研制|自研|自主研发|打造|开发|带来|生产|制造|量产|开源|上线|亮相|展示|设计|发表|问世|开放|拿出|改推)"
)
# A company that buys, uses, bans or praises a chip does not make it.
_OTHER_ROLE = "采购|购买|使用|采用|禁止|限制|要求|基于|搭载|依托|适配|代理|转售|测试|评测|批准|支持|报道|指出|表示|认为|获得|租用|部署|接入|相同|类似|一样|同样的|那样"
_RIVAL = r"(?:对标|竞争对手|竞品|叫板|抗衡|正面竞争|直接竞争|媲美|比肩|看齐|替代|挑战)"

RULES = (
    # 某某智算中心采用国产昇腾910B芯片; 某一体机基于鲲鹏CPU+昇腾GPU
    rule("usesChip", rf"(?P<s>{_USER}){reach(20, 'Center', 'Model', 'Chip')}{_USE}了?{gap(12)}{_MAKER_BEFORE}{gap(8)}(?P<o>{_CHIPS})"),
    rule("usesChip", rf"(?P<s>{_CHIP}){gap(4)}(?:基于|搭载|内置|采用){gap(6)}{_MAKER_BEFORE}{gap(4)}(?P<o>{_CHIPS})", 0.75),
    rule("usesChip", rf"(?:^|(?<=[，；：]))(?:全部|均|主要|其|并)?{_USE}了?{gap(12)}{_MAKER_BEFORE}{gap(8)}(?P<o>{_CHIPS})", 0.75, topic=("Center", "Model")),
    # 计算系统来自昇腾
    rule("usesChip", rf"(?:^|(?<=[，；：])){gap(6)}(?:系统|芯片|底座|服务器|算力卡)(?:全部|均|主要)?(?:来自|是|为|选的是){_MAKER_BEFORE}(?P<o>{_CHIPS})", 0.75, topic=("Center", "Model")),
    # 搭载昇腾芯片的某某中心; 以昇腾为底座; 由一万张昇腾910B组成
    rule("usesChip", rf"{_USE}了?{gap(8)}{_MAKER_BEFORE}(?P<o>{_CHIPS}){gap(8)}的{gap(8)}(?P<s>{_USER})"),
    rule("usesChip", rf"(?P<s>{_USER}){reach(16, 'Center', 'Chip')}(?:以|由){gap(10)}{_MAKER_BEFORE}(?P<o>{_CHIPS}){gap(10)}(?:为|组成|构成|搭建|驱动|支撑)"),
    # 甲公司正式发布两款AI芯片：昇腾910和昇腾310; 甲公司也专门针对中国市场，推出其新一代加速芯片
    rule(
        "madeBy",
        rf"(?P<o>{_ORGS})(?:(?!{_ORG}|{_PRODUCT}|{_OTHER_ROLE}|[其将把]其?(?:即将)?{_RELEASE})[^；;。！？!?…]){{0,24}}?{_RELEASE}(?:了|的|出)?"
        rf"(?:(?!{_ORG})[^，,；;。！？!?…]){{0,16}}?(?P<s>{_PRODUCTS})",
        settled=True,
    ),
    # 英伟达的H100芯片; 甲公司旗下大模型某某; 甲公司自研的某某芯片
    rule("madeBy", rf"(?P<o>{_ORG})(?:的|旗下的?|自研的?|自家的?){gap(8, _USE)}(?P<s>{_PRODUCTS})", 0.8, settled=True),
    # 英伟达A100, 华为昇腾910B: the maker's name right before the product's, unless what follows makes it another's product
    rule("madeBy", rf"(?P<o>{_ORG})(?P<s>{_PRODUCT})(?!{_KIND}(?:一体机|服务器|版|应用|接口|API))", 0.75, settled=True),
    # 某芯片由甲公司研发; 某机是甲公司与乙公司的合作成果; 出自甲公司
    rule("madeBy", rf"(?:^|(?<=[，；：])){gap(6, _USE)}(?P<s>{_PRODUCTS}){reach(16, 'Chip', 'Model', 'Organization')}(?:由|是由|出自|来自)(?P<o>{_ORGS}){gap(14)}(?:{_RELEASE}|之手)", settled=True),
    rule("madeBy", rf"(?P<s>{_PRODUCTS})，?是(?P<o>{_ORGS}){gap(24)}(?:落地|产品|成果|推出|研发|发布|打造|首款|芯片|模型)", 0.8, settled=True),
    rule("madeBy", rf"(?P<o>{_ORGS}){gap(8, _OTHER_ROLE)}(?:研发|推出|发布|打造|开发|研制|生产|设计|开源)的{gap(12)}(?P<s>{_PRODUCTS})", settled=True),
    # ……，将其即将推出的MI300芯片……; ……，办法是改推面向中国的H800; 同场推出的还有BR104
    rule("madeBy", rf"(?:(?:其|自家){gap(4)}{_RELEASE}的|自研的|改推|推出的(?:还有|包括|是)){gap(10)}(?P<s>{_PRODUCTS})", 0.75, topic=("Organization",), settled=True),
    # 对标英伟达A100; 与GPT-4竞争
    *(
        rule("competitorOf", rf"(?P<s>{one(kind)}){gap(14)}{_RIVAL}(?:了|的)?{_MAKER_BEFORE}{gap(8)}(?P<o>{many(kind)}){_NOT_OWNER}", 0.7)
        for kind in _KINDS
    ),
    *(
        rule("competitorOf", rf"(?<=[，；]){gap(12)}{_RIVAL}(?:了|的)?{_MAKER_BEFORE}{gap(8)}(?P<o>{many(kind)}){_NOT_OWNER}", 0.65, topic=(kind,))
        for kind in _KINDS
    ),
    *(
        rule("competitorOf", rf"(?P<s>{one(kind)}){gap(8)}(?:与|和|同){_MAKER_BEFORE}(?P<o>{many(kind)}){gap(8)}(?:竞争|抗衡|争夺|角逐|较量)", 0.7)
        for kind in _KINDS
    ),
    *(
        rule("competitorOf", rf"(?<=[，；])(?:并|将)?(?:与|和|同){_MAKER_BEFORE}(?P<o>{many(kind)}){gap(8)}(?:竞争|抗衡|较量)", 0.65, topic=(kind,))
        for kind in _KINDS
    ),
)  # fmt: skip
