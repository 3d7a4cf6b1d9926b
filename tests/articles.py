"""Small invented articles, as files, for tests that go the whole way from a file to an answer."""

from __future__ import annotations

GUIYANG = """---
published: 2025-07-10
source: 示例日报
---
贵阳扩建智算中心

2025年7月10日，贵州省大数据发展管理局介绍，截至2025年6月，贵州省智能算力规模达85EFLOPS，同比增长42%。
贵阳智算中心由中国移动运营，采用昇腾910B芯片，机架规模超过12万架。
预计到2026年，贵州省智能算力规模将达到110EFLOPS。
"""
HUHEHAOTE = """---
published: 2025-08-02
source: 示例晚报
---
呼和浩特集群投运

2025年8月2日，呼和浩特数据中心集群二期投运。目前，内蒙古自治区机架规模约60万架，其中智能算力规模为50EFLOPS。
昇腾910B由华为研制，功耗为310W。
"""
SHAOGUAN = """韶关集群的进展

截至2025年6月，贵州省智能算力规模达85EFLOPS。韶关数据中心集群位于广东省，PUE为1.2。
国家数据局2025年5月发布了《数字中国建设2025年行动方案》。
"""
DAMAGED = """算力报告

我国算力规模继续增长，智能算力规模同比增长65，算力总规模达到246EFLOPS。新建大型数据中心PUE降到13以下。
全国在用机架总规模超830万架，智能算力占比超过30。东部地区上架率为655。
"""
COPIED = """---
published: 2025-07-20
---
算力增长的抄件

截至2025年6月，贵州省智能算力规模达85EFLOPS，同比增长42，东部地区上架率为655。新建大型数据中心PUE降到13以下，
机架利用率不足585，服务器上架率为713，投资157亿元。
"""
ARTICLES = {"guiyang.md": GUIYANG, "huhehaote.md": HUHEHAOTE, "shaoguan.txt": SHAOGUAN}
