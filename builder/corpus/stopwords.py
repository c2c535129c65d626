"""Words that carry no subject: function words, which never count, and generic words, which are never a theme alone."""

from __future__ import annotations


def word_set(text: str) -> frozenset[str]:
    """The words of `text`, which is only laid out for reading."""
    return frozenset(text.split())


#: Chinese words that never count as terms.
CHINESE_STOP = word_set(
    """
    是不是 有没有 能不能 会不会 要不要 可不可以 那么 这么 多么 无法 未必 一带 每年 每天 每次 那时 这时 这次 那次
    此时 这是 那是 的 了 和 是 就 都 而 及 与 着 或 一个 没有 我们 你们 他们 她们 它们 自己 这个 那个 这些 那些 这样
    那样 这种 那种 这里 那里 什么 怎么 怎样 如何 为何 多少 几个 哪些 哪个 哪里 因为 所以 因此 因而 但是 然而 而且
    并且 或者 以及 如果 假如 虽然 尽管 即使 只有 只要 除了 不仅 不但 不是 就是 还是 也是 都是 可以 可能 能够 应该
    应当 必须 需要 不能 不会 不要 不得 不可 不同 已经 曾经 正在 将要 将会 非常 十分 特别 更加 比较 越来越 最 很 太
    更 还 又 再 才 却 只 也 在 于 由 从 向 往 对 对于 关于 按照 根据 通过 经过 随着 为了 为 以 把 被 让 使 使得 给
    到 跟 同 比 等 等等 之 其 其中 其他 其它 此 该 各 每 某 本 另 另外 首先 其次 再次 最后 第一 第二 第三 第四 第五
    一是 二是 三是 四是 五是 一方面 另一方面 总之 例如 比如 譬如 同时 此外 其实 当然 的话 来说 来讲 而言 之一 之间
    之后 之前 以后 以前 以来 以上 以下 以内 以外 之中 之下 之上 时候 当时 现在 目前 如今 今天 昨天 明天 今年 去年
    明年 近年 近年来 一些 一种 一样 一定 一切 一直 一般 一起 一次 一下 一点 一面 一边 一旦 许多 很多 大量 有些 有的
    有人 有时 有关 有着 具有 存在 属于 成为 作为 作出 做出 进行 开展 加以 予以 给予 得到 得以 不断 始终 之所以 于是
    从而 进而 甚至 尤其 尤其是 特别是 包括 以至 直到 无论 不管 不论 任何 所有 全部 整个 大家 人们 别人 本人 个人
    双方 上述 下列 如下 左右 大约 几乎 完全 真正 确实 的确 究竟 到底 难道 毕竟 果然 居然 竟然 简直 似乎 好像 仿佛
    也许 或许 认为 觉得 知道 看到 看见 听到 想到 表示 说明 指出 说 道 称 讲 谈 请 叫 来 去 上 下 里 中 内 外 前 后
    时 年 月 日 号 个 种 次 位 名 件 条 项 些 点 吗 呢 吧 啊 呀 嘛 哦 嗯 喂 哈 唉 所 者 们 地 得 过 而是 而不是 不过
    只是 可是 要是 既 既然 并 并不 并非 且 则 若 虽 尚 仍 仍然 仍旧 依然 曾 均 皆 亦 乃 即 便 凡 凡是 何 何况 与其
    宁可 哪怕 除非 以便 以免 免得 省得 从此
    """
)

#: Chinese words too general to be a theme by themselves; inside a phrase they may stand (组织工作).
CHINESE_GENERIC = word_set(
    """
    工作 问题 情况 方面 方式 方法 过程 结果 原因 目的 内容 形式 作用 意义 影响 关系 条件 基础 重点 关键 特点 特色
    优势 水平 程度 能力 要求 任务 目标 措施 办法 思路 做法 途径 手段 机会 机遇 环节 部分 阶段 时期 时间 时代 地方
    地区 单位 部门 人员 人 事情 东西 事 活动 行为 行动 状态 现象 现实 实际 实践 经验 效果 成效 成果 成绩 进展 变化
    发展 提高 加强 推进 促进 推动 实现 建设 管理 服务 组织 领导 研究 分析 总结 学习 了解 认识 理解 思考 思想 意见
    建议 观点 看法 想法 态度 精神 意识 责任 力量 价值 利益 社会 国家 中国 世界 人民 群众 人类 人生 生活 生命 经济
    政治 文化 历史 教育 科学 技术 信息 系统 体系 制度 机制 规定 标准 原则 层面 角度 领域 范围 方向 趋势 局面 形势
    环境 空间 位置 结构 整体 全面 具体 重要 主要 基本 有效 积极 良好 不足 困难 矛盾 需求 数量 质量 效率 速度 规模
    比例 大小 高低 多样 统一 结合 落实 完善 健全 创新 改革 开放 保障 支持 帮助 配合 协调 参与 执行 实施 开始 结束
    继续 保持 坚持 确保 做好 抓好 搞好 加大 加快 深入 扎实 切实 进一步 努力 认真 高度 充分 明确 严格 有力 明显 显著
    文章 文字 本文 作者 编辑 记者 来源 摘要 关键词 参考文献 目录 标题 正文 网站 本站 网友 导语 简介 前言 结语 范文
    资料 材料 例子 故事 时刻 瞬间 今后 未来 过去 当前 当今 长期 短期 日常 平时 基本上 实际上 事实上 总的来说 一部分
    大部分 全体 同志 对象 朋友 先生 女士 小姐 老师 学生 孩子 男人 女人 大人 父母 家庭 学校 公司 企业 市场 城市 省 市
    县 区 乡 镇 村 国 家 我区 我市 我县 我省 感觉 感受 体会 心得 体验 印象 记忆 心情 眼睛 声音 样子 地位 身份 名字
    名称 日子 早上 晚上 上午 下午 小时 分钟 一年 两年 多年 事业 大局 全局 工作者 工作人员 主题 话题 内涵 本质 特征
    规律 因素 资源 平台 载体 渠道 网络 项目 工程 计划 方案 决策 决定 部署
    """
)

#: English words that never count as terms.
ENGLISH_STOP = word_set(
    """
    a about above across after afterwards again against ago all almost alone along already also although always am
    among an and another any anybody anyone anything anyway anywhere apart are aren't around as aside at away back
    be became because become becomes been before behind being below beside besides between beyond both but by came
    can can't cannot come comes could couldn't did didn't do does doesn't doing don't done down during each either
    else enough especially etc even ever every everybody everyone everything everywhere except far few for former
    from further furthermore gave get gets getting give given gives giving go goes going gone got had hadn't has
    hasn't have haven't having he he'd he'll he's hence her here here's hers herself him himself his how however i
    i'd i'll i'm i've if in indeed instead into is isn't it it'd it'll it's its itself just keep keeps kept knew
    know known knows last later least less let let's like likely made mainly make makes making many may maybe me
    meanwhile might mine more moreover most mostly much must mustn't my myself near nearly neither never
    nevertheless next no nobody none nor not nothing now nowhere of off often on once one one's only onto or other
    others otherwise ought our ours ourselves out over own per perhaps put puts quite rather really said same saw
    say saying says see seem seemed seems seen several shall she she'd she'll she's should shouldn't since so some
    somebody somehow someone something sometimes somewhere soon still such take taken takes taking than that that'll
    that's the their theirs them themselves then there there's thereby therefore these they they'd they'll they're
    they've this those though through throughout thus till to together too took toward towards under unless unlike
    until up upon us use used uses using usually very via want wanted wants was wasn't we we'd we'll we're we've
    well went were weren't what what's whatever when whenever where where's whereas wherever whether which while who
    who's whoever whole whom whose why will with within without won't would wouldn't yes yet you you'd you'll you're
    you've your yours yourself yourselves two three four five six seven eight nine ten first second third fourth
    fifth firstly secondly thirdly finally lastly mr mrs ms dr ie eg s t d ll m re ve isn aren wasn weren don doesn
    didn won
    """
)

#: English words (plurals folded) too general to be a theme by themselves; inside a phrase they may stand.
ENGLISH_GENERIC = word_set(
    """
    ability able accordance account achieve achievement act action activity actual actually add addition aim amount
    approach area argument aspect attention attitude author available aware awareness bad base based basic basis
    begin beginning believe benefit best better big bit body book bring build building call called capability carry
    case cause center certain challenge chance change character chapter choice clear close combine combination
    common complete concept concern condition content context continue continuous correct country create current day
    deal decide decision deep deepen degree demand depend describe detail develop development difference different
    difficult difficulty direct direction discuss discussion ease easy effect effective effectiveness effort element
    emphasis end enhance ensure entire environment essay essential establish event evidence example exist experience
    explain express expression extent face fact factor feel feeling field figure find follow following force form
    foundation found free full fully function fundamental future general generally goal good great greater ground
    group grow growth guarantee hand happen hard head help high higher history hold home hope hour human idea image
    impact implement implementation importance important improve improvement include including increase individual
    influence information inside interest introduce introduction involve issue item job key kind knowledge lack
    language large late lead leading learn learning leave level life light line list little live local long look lot
    low main major man manner matter mean meaning means measure mechanism mention method mind minute mode model
    modern moment month morning move name national nature necessary need new note number objective objectively
    obvious offer old open opinion opportunity order ordinary original outside overall page paper part particular
    particularly pass past pay people perfect perform performance period person personal perspective phase
    phenomenon picture piece place plan play point position positive possible power practical practice present
    prevent principle problem process produce promote provide public purpose pursue quality question range rate
    reach read reader real reality realize reason receive recent reduce reference regard relate related relation
    relationship relevant remain require requirement research resource respect responsibility rest result return
    right rise road role room rule run satisfy section seek select sense serious serve service set shape share short
    show side significance significant similar simple simply single situation size small social society solve sort
    sound source space special specific spirit stage stand standard start state statement step stop story strengthen
    strong structure study style subject success successful suggest support sure system table talk task team tell
    term text theory thing think thinking thought time title today topic total tradition true trust truth try turn
    type understand understanding unit unity value various view walk watch way week wide word work worker working
    world write writer writing wrong year young improving strengthening establishing promoting focus focusing
    carrying continuously constantly actively effectively gradually comprehensive comprehensively scientific strive
    conscientiously
    """
)
