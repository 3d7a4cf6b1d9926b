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

_USE = (
    r"(?:采用|搭载|基于|依托|使用|配备|配置|部署|内置|集成|应用|装配|选用|利用|运行[在于]|跑在|装有|装载|装入|适配了|用的是|塞[进入下]|"
    r"上架|嵌入|用上|用了|堆叠|挂载|配有|配了)(?:了|的是|的为)?"
)
# The machine itself, said of the product the sentence is about: 整机集成64颗……
_MACHINE = r"(?:整机|单机|整柜|单柜|机柜|每台|每柜|系统|主机|超节点|服务器|底层|内部|硬件|算力底座|一体机|平台)"
_TRAIN = r"(?:预训练|后训练|训练|微调|推理|运行|部署)"
_NEW = r"(?:最新一代|新一代|新|最新|首款|首个|首颗|新款|全新|旗舰)"
_PRODUCT_NOUN = r"(?:国产|AI|通用|云端|训练|推理|基座|开源|多模态|大|语言|智能|加速|服务器|计算|旗舰|的){0,5}(?:芯片|模型|处理器|GPU|CPU|加速卡|产品|超节点|系列)"
_RELEASE = (
    r"(?:发布|推出|研发|研制|自研|自主研发|打造|开发|带来|生产|制造|量产|开源|上线|亮相|展示|设计|发表|问世|开放|拿出|改推)"
)
# A company that buys, uses, bans or praises a chip does not make it.
_OTHER_ROLE = "采购|购买|使用|采用|禁止|限制|要求|基于|搭载|依托|适配|代理|转售|测试|评测|批准|支持|报道|指出|表示|认为|获得|租用|部署|接入|相同|类似|一样|同样的|那样"
_SERVICE = r"(?:接口|API|服务|镜像|一体机|适配|调用)"  # who puts another's model on its cloud has not made it
_RIVAL = r"(?:对标|竞争对手|竞品|叫板|抗衡|正面竞争|直接竞争|媲美|比肩|看齐|替代|挑战|赶超|直追|狙击|硬刚|死磕|分庭抗礼)"
_RIVALS = r"(?:主要|直接|最大|强劲|国内|海外|国际|全球|老)*(?:的)?(?:竞争对手|竞争者|劲敌|对手|竞品|竞对)"

RULES = (
    # 某某智算中心采用国产昇腾910B芯片; 某一体机基于鲲鹏CPU+昇腾GPU
    rule("usesChip", rf"(?P<s>{_USER}){reach(20, 'Center', 'Model', 'Chip')}{_USE}{gap(12)}{_MAKER_BEFORE}{gap(8)}(?P<o>{_CHIPS})"),
    rule("usesChip", rf"(?P<s>{_CHIP}){gap(4)}(?:基于|搭载|内置|采用){gap(6)}{_MAKER_BEFORE}{gap(4)}(?P<o>{_CHIPS})", 0.75),
    rule("usesChip", rf"(?:^|(?<=[，；：]))(?:全部|均|主要|其|并)?{_USE}{gap(12)}{_MAKER_BEFORE}{gap(8)}(?P<o>{_CHIPS})", 0.75, topic=("Center", "Model")),
    rule("usesChip", rf"(?P<s>{one('Center', 'Model')})的?{gap(6)}(?:算力底座|底座|算力卡|加速卡|芯片|处理器|服务器)(?:全部|均|主要)?(?:来自|是|为|选的是){_MAKER_BEFORE}(?P<o>{_CHIPS})", 0.8),
    # 整机塞进了640张某某加速卡: the machine that the clauses before are about
    rule("usesChip", rf"(?:^|(?<=[，；：]))(?:其|该|每套|项目|工程|[一二三]期|首期){{0,2}}{_MACHINE}{gap(6)}{_USE}{gap(16)}{_MAKER_BEFORE}{gap(8)}(?P<o>{_CHIPS})", 0.75, topic=("Center", "Model", "Chip")),
    # 预训练在1万张某某芯片上完成; 用一万张某某芯片训练某某模型; 某某模型在某某芯片上训练
    rule("usesChip", rf"(?:^|(?<=[，；：])){gap(8)}{_TRAIN}{gap(8)}(?:在|用|使用|依托|基于|采用|跑在){gap(14)}{_MAKER_BEFORE}(?P<o>{_CHIPS})", 0.75, topic=("Model",)),
    rule("usesChip", rf"(?:用|使用|租用|采用|基于|依托|在){gap(14)}{_MAKER_BEFORE}(?P<o>{_CHIPS}){gap(12)}(?:{_TRAIN}|训出|炼成)(?:了|出|的|完成|成功)*{gap(10)}(?P<s>{_USER})", 0.8),
    rule("usesChip", rf"(?P<s>{one('Model')}){reach(16, 'Model', 'Chip')}(?:用|使用|在){gap(14)}{_MAKER_BEFORE}(?P<o>{_CHIPS}){gap(8)}(?:上|集群|平台)?{gap(4)}(?:{_TRAIN}|完成)", 0.8),
    # 训练集群由2048张某某组成; 基于甲芯片的乙加速卡
    rule("usesChip", rf"(?:^|(?<=[，；：]))(?:其|该)?(?:训练|推理|计算)(?:集群|系统|平台)(?:由|以){gap(12)}{_MAKER_BEFORE}(?P<o>{_CHIPS}){gap(6)}(?:组成|构成|搭建|构建)", 0.75, topic=("Center", "Model")),
    rule("usesChip", rf"(?:基于|搭载|采用|内置)(?P<o>{_CHIP}){gap(4)}的{_MAKER_BEFORE}{gap(4)}(?P<s>{_CHIP})", 0.75),
    # 计算系统来自昇腾
    rule("usesChip", rf"(?:^|(?<=[，；：])){gap(6)}(?:系统|芯片|底座|服务器|算力卡)(?:全部|均|主要)?(?:来自|是|为|选的是){_MAKER_BEFORE}(?P<o>{_CHIPS})", 0.75, topic=("Center", "Model")),
    # 搭载昇腾芯片的某某中心; 以昇腾为底座; 由一万张昇腾910B组成
    rule("usesChip", rf"{_USE}{gap(8)}{_MAKER_BEFORE}(?P<o>{_CHIPS}){gap(8)}的{gap(8)}(?P<s>{_USER})"),
    rule("usesChip", rf"(?P<s>{_USER}){reach(16, 'Center', 'Chip')}(?:以|由){gap(10)}{_MAKER_BEFORE}(?P<o>{_CHIPS}){gap(10)}(?:为|组成|构成|搭建|驱动|支撑)"),
    # 甲公司正式发布两款AI芯片：昇腾910和昇腾310; 甲公司也专门针对中国市场，推出其新一代加速芯片
    rule(
        "madeBy",
        rf"(?<!从)(?<!来自)(?P<o>{_ORGS})(?:(?!{_ORG}|{_PRODUCT}|{_OTHER_ROLE}|[其将把]其?(?:即将)?{_RELEASE})[^；;。！？!?…]){{0,24}}?{_RELEASE}(?:了|的|出)?"
        rf"(?:(?!{_ORG})[^，,；;。！？!?…]){{0,16}}?(?P<s>{_PRODUCTS})(?!{_KIND}的?{_SERVICE})",
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
    # ……，旗下某某超节点正式商用; ……，整机塞进了640张自研某某芯片; ……，新一代模型某某降价
    rule("madeBy", rf"(?:^|(?<=[，；：]))(?:其)?旗下的?{gap(6)}(?P<s>{_PRODUCTS})", 0.75, topic=("Organization",), settled=True),
    rule("madeBy", rf"(?<![与和比向给为被对])(?P<o>{_ORG})(?:(?!{_ORG})[^；;。！？!?…]){{0,30}}?(?:自研|自主研发|自主设计|自主可控|自有|自家)的?{gap(10)}(?P<s>{_PRODUCTS})", 0.75, settled=True),
    rule("madeBy", rf"(?:^|(?<=[，；：]))(?:其|旗下|自家)?的?(?:{_NEW}|下一代){_PRODUCT_NOUN}(?P<s>{_PRODUCTS})", 0.7, topic=("Organization",), settled=True),
    rule("madeBy", rf"(?P<o>{_ORG})的?{_NEW}{_PRODUCT_NOUN}(?P<s>{_PRODUCTS})", 0.75, settled=True),
    # 同场亮相的还有面向推理的某某芯片
    rule("madeBy", rf"(?:同场|同时|同步|一同|一并|一起|随后|此次|本次|会上)(?:还)?(?:亮相|发布|推出|登场|公布|上市|面世|带来|现身)的?(?:还有|包括|是|有|了)?{gap(14, '竞品|对手|合作|伙伴')}(?P<s>{_PRODUCTS})", 0.7, topic=("Organization",), settled=True),
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
    # 甲公司的主要竞争对手是乙公司、丙公司; 同样冲刺上市的还有乙公司、丙公司等竞争对手
    rule("competitorOf", rf"(?P<s>{_ORG})的?{gap(6)}{_RIVALS}(?:还)?(?:有|是|包括|为|——|：|，)?{gap(4)}(?P<o>{_ORGS})(?!{gap(8)}(?:客户|伙伴))", 0.75),
    rule("competitorOf", rf"(?P<s>{_ORG}){gap(12)}(?:有|面对|面临|击败|超过|领先|落后|来自|追赶|赶超)(?:于|了)?{gap(10)}(?P<o>{_ORGS})等?{gap(4)}{_RIVALS}", 0.7),
    rule("competitorOf", rf"^(?:此外|同时|目前|另外)?[，]?(?:(?!{_ORG})[^，；。])*(?P<o>{_ORGS})等?{gap(4)}{_RIVALS}", 0.65, topic=("Organization",)),
    rule("competitorOf", rf"(?P<s>{_ORG})(?:与|和|同)(?P<o>{_ORG}){gap(4)}(?:互为|是|成为|作为|这对|两家){gap(4)}{_RIVALS}", 0.75),
)  # fmt: skip
