"""Sentences that a site says about itself: who collected the text, what it is good for, whose rights it has."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

from ahocorasick_rs import MATCHKIND_LEFTMOST_LONGEST, AhoCorasick

from builder.patterns import pattern

#: A sentence is a notice from this many points on. An author's "仅供参考" or "为大家带来" alone stays below.
NOTICE = 4
#: Authors say 我 and 我们 where sites say 本站 and 小编: such a sentence needs more.
FIRST_PERSON = 2
#: A longer sentence needs more as well: two points from this length on.
LONG_SENTENCE = 130

#: kind → points → words. A site's names for itself and its wares, its services, its invitations, its rights.
#: Within a kind the strongest word counts, so that prose about networks and platforms does not add up.
_WORDS: dict[str, dict[int, str]] = {
    "site": {
        3: """
        小编 本站 本网站 本文库 网友上传 网友投稿 网友提供 会员上传 用户上传 网友整理 客服老师 百家号 头条号
        公众号 本公众号 微信公众号 本频道 本栏目 文库查询 文档之家 范文大全 范文网 文秘网 文库网 作文网 论文网
        学习网 资源网 下载站 编者推荐 网络编辑 月费订户 粉丝团 网络上传 一秒记住 无弹窗 最新网址 天才一秒 本词条
        隐私权规范
        首发域名 手机用户请浏览 手机版阅读网址 本章未完 原创文章可 范文频道 总结频道 计划频道 作文频道 报告频道""",
    },
    "wares": {
        2: """
        word版 .doc .pdf .ppt 网页浏览 原创范文 篇精选 精选篇 文章来源于 本文来源 本文摘自 本文转自 本文转载自
        内容来源于""",
        1: "小说网 免费阅读 范文 模板 课件 频道 订户 电子报 原创文章 全文阅读 在线阅读",
    },
    "serve": {
        2: """
        为大家整理 为大家收集 为大家搜集 为大家精心 为大家准备 为大家带来 为大家分享 为大家推荐 为大家介绍
        为您整理 为您收集 为您搜集 为您推荐 为您提供 为您带来 为您精心 为你整理 为你推荐 为您分享
        由用户提供并上传 由会员分享 由会员上传 整理了一些 整理了以下 给大家整理 给大家带来 给大家分享 给大家收集
        给大家搜集 帮大家整理 收集整理 搜集整理 整理收集 整理发布 精心整理 精心收集 精心准备 整理的 收集的
        搜集的 推荐的 分享的 整理了 收集了 搜集了 整理而来 网上收集 网上搜集 欢迎阅读 欢迎参考 欢迎借鉴 欢迎下载
        欢迎收藏 欢迎查阅 欢迎浏览 欢迎咨询 可咨询 请咨询 咨询客服 联系客服 支持网页浏览 以上就是 相近的资料
        相似的资料 按个 点个赞 图文分享""",
        1: "整理 收集 搜集 分享 推荐 上传 查询 收藏 介绍",
    },
    "invite": {
        3: """
        赶紧来编辑 快来编辑 来编辑吧 才能启用
        供大家阅读参考 供大家参考借鉴 供大家参考和借鉴 供大家学习参考 仅供大家参考 更多阅读请 更多内容请
        更多精彩请 更多详情请 更多相关内容 更多精彩内容 更多信息请 更多资讯请 更多范文 更多文章请 欢迎扫描
        扫描下方二维码 长按二维码 扫描二维码 扫码关注 关注公众号 点击关注 搜索公众号 下面就跟小编 点击下载
        下载本文 下载后可 赞助我们 成为会员 成为订户 希望对大家有所帮助 希望对大家有帮助 希望能帮到大家
        希望能对大家有所帮助 希望对你有所帮助 希望对您有所帮助 希望对你有帮助 希望对您有帮助 希望可以帮到大家
        希望能够帮到大家 希望能帮助到大家 希望能帮助到您 希望能够帮助到大家 希望能够帮到您 一定会对你有所帮助
        一定会对您有所帮助 感谢您的参阅 感谢您的阅读 希望大家喜欢 希望您喜欢 支持我们的工作 邀请您到""",
        2: """
        供大家参考 供您参考 供你参考 仅供参考 供参考 参考借鉴 阅读参考 欢迎转发 欢迎关注 欢迎订阅 欢迎投稿
        阅读更多 更多阅读 请查看 请点击 请访问 请参阅 请关注 收到我们的 敬请关注 敬请期待 一起来看看 快来看看
        赶紧收藏 订阅 支持我们 添加微信 加微信 加qq""",
    },
    "rights": {
        4: """
        不代表本版立场 不代表本报立场 不代表本刊立场 不代表本社立场 不代表本台立场 不代表本报观点 不代表本刊观点
        不代表本网的观点 不代表本站的观点 不代表本网的立场 不代表本站的立场 仅代表其个人观点 网友发言只代表
        经授权发布 经授权转载 授权转载自 请勿使用迅雷 不支持迅雷下载 将本文档下载到 将本文下载到 方便收藏和打印
        方便修改和收藏 更新速度全网最快
        互联网用户自发贡献 未作人工编辑处理 收益归属内容提供方 请进行举报或认领 不代表本站观点
        不代表本站立场 不代表本网观点 不代表本网立场 不代表本平台 并不代表本站 与本站无关
        与本网无关 与本网站无关 本站不承担 本站不负责 本网不承担 本站只提供 仅提供信息存储 如有侵权 若有侵权
        如涉及侵权 如涉及版权 侵权请联系 联系删除 侵删 请联系我们删除 请通知我们删除 转载请注明 如需转载
        未经授权不得转载 未经授权禁止转载 未经许可不得转载 未经允许不得转载 未经书面授权 版权归原作者 版权归作者
        版权归本站 版权均属 侵犯了您的 侵犯您的 免责声明: 特别声明: 版权声明: 谢绝转载 请勿转载 禁止转载
        并不意味着赞同 赞同其观点 传递更多信息 请于24小时内删除 请在下载后24小时内 仅供学习交流 来源于网络,如
        来自网络,如 来自互联网,如 仅代表作者本人 仅代表作者个人 稿件版权""",
        3: """
        来源于网络 来源网络 来自网络 来自互联网 来源于互联网 来源互联网 摘自网络 转自网络 网上转载 网络转载
        图片来源 不得转载""",
        2: "立即删除 及时删除 第一时间删除 侵权 独家首发 原创首发",
    },
}
#: Kinds that make a sentence a site's: without one of them an invitation is an author's politeness.
_OWN = frozenset({"site", "rights", "wares"})

_LATIN_CERTAIN = pattern(
    r"\ball rights reserved\b|\bmay not be (?:reproduced|published|republished|copied)\b|"
    r"\b(?:this|our) (?:web)?site uses cookies\b|\bwe use cookies (?:to|on|and)\b|\buse of cookies\b|"
    r"\b(?:site|page|service)\b.{0,40}\bconstitutes (?:your )?(?:acceptance|agreement)\b|"
    r"\bprior written (?:permission|consent) of\b|\bcommunity (?:rules|guidelines) apply\b|"
    r"\bby (?:continuing|clicking|browsing|signing up|submitting|"
    r"subscribing)\b[^.]{0,60}\byou (?:agree|accept|consent)\b|"
    r"\bclick here (?:to|for) (?:subscribe|sign up|more|read|download|view|join|see)\b|"
    r"\b(?:sign up|subscribe|signup)\b[^.]{0,60}\b(?:newsletters?|daily email|mailing list|"
    r"our (?:free )?(?:emails?|updates|youtube|channel|podcast|feed))\b|"
    r"\bfollow (?:us|him|her|them|me) on (?:twitter|facebook|instagram|x|linkedin|youtube|pinterest)\b|"
    r"\b(?:like|find) us on facebook\b|\b(?:download|get) (?:our|the) (?:free )?(?:mobile )?app\b|"
    r"\bthis (?:post|article|page|site|website) (?:may )?contains? affiliate links\b|"
    r"\bearn (?:a|an) (?:small |affiliate )?commission\b|\byour email address will not be published\b|"
    r"\bto (?:reduce|combat) spam\b|\b(?:post|article) .{2,80} appeared first on\b|"
    r"\b(?:this|the) (?:article|post|story) (?:first|originally|was first|was originally) (?:appeared|published)\b|"
    r"\b(?:this|the|all|site|blog) (?:work|content|text|article|post|site|"
    r"blog)?\b.{0,30}\blicen[sc]ed under a creative\b|"
    r"\bpowered by wordpress\b|\byou must be (?:logged|signed) in to\b|\bplease (?:log|sign) in to\b|"
    r"\bplease enable javascript\b|\byour browser (?:does not|doesn't) support\b|\benter your e-?mail\b|"
    r"\bdelivered (?:straight |directly |right )?(?:to|through) your (?:inbox|letterbox|door)\b|"
    r"\bsubscribe (?:for|to) [^.]{0,40}\b(?:receive|get|support)\b|\bsupport (?:my|our) work\b|"
    r"\bthis (?:article|story|version of this article)? ?.{0,24}appears? in print on\b|"
    r"\b(?:cancel|unsubscribe) (?:at )?any ?time\b|\bsupport (?:our|independent) journalism\b|"
    r"\bbecome a (?:patron|subscriber)\b|\bnotify me of (?:new|follow)|"
    r"\bsmall favou?r to ask\b|"
    r"\bsupport (?:us|the \w+) from as little as\b|"
    r"\bevery contribution, (?:whether|however)\b|"
    r"\bfunded by (?:our )?readers\b|\bmake a (?:one-off )?contribution\b|\bsince you['’]re here\b|"
    r"\b(?:article|post|text|essay|document) (?:is|was) (?:contributed|submitted|uploaded|provided) by (?:a |our )?"
    r"(?:readers?|users?|members?|visitors?|netizens?)\b|"
    r"\bdo(?:es)? not (?:necessarily )?(?:represent|reflect) the (?:views?|opinions?|positions?) of (?:this|our|the) "
    r"(?:web)?site\b|"
    r"\bplease (?:read|see|review) (?:our|my|the) (?:full )?(?:disclosure|privacy|affiliate)|"
    r"\bget (?:our|the) (?:best|latest|top|free|biggest)\b[^.]{0,60}"
    r"\b(?:every|each|weekly|daily|email|inbox|delivered)\b|"
    r"\bbecause you (?:signed up|subscribed|opted in)\b|\b(?:unsubscribe|be removed) from this list\b|"
    r"\bchange how you receive these e-?mails\b|\brepublish our articles\b|\bmaking a (?:\w+ )?donation\b|"
    r"\b(?:giving|make|give) (?:a|us a) (?:small |one-off |monthly |regular )*donation\b|"
    r"\bno relevant affiliations\b|\bprovides? funding as a (?:\w+ )?(?:member|partner) of\b|"
    r"\bget a (?:rundown|roundup|round-up|daily dose|weekly dose) of\b|"
    r"\btax-deductible (?:donation|gift|contribution)\b|"
    r"\bthis (?:article|story|post) was published (?:over|more than|about) .{2,20} ago\b|"
    r"\bthis service may include material\b|\backnowledge (?:the )?(?:aboriginal|traditional)\b|"
    r"\bfor all the latest .{3,40}\bdownload\b|"
    r"\bcopyrights? (?:belongs?|remains?) (?:to|with) the (?:original )?(?:author|writer|owner)|"
    r"\breceive (?:new posts|notifications of new posts) by email\b"
)
#: Words without which the pattern above cannot match: looking for them first costs next to nothing.
_LATIN_TRACES = (
    "reserved;reproduced;republish;published;copied;cookies;acceptance;agreement;written permission;written consent;"
    "rules apply;guidelines apply;by continuing;by using;by clicking;by browsing;by signing;by submitting;click here;"
    "sign up;signup;subscribe;follow ;facebook;mobile app;our app;the app;free app;affiliate;commission;"
    "email address;"
    "e-mail;spam;appeared;creative commons;licensed;licenced;wordpress;logged in;signed in;log in;sign in;javascript;"
    "your browser;your email;delivered;unsubscribe;any time;anytime;journalism;favor to ask;favour to ask;"
    "as little as;every contribution;funded by;contribution;contributed;submitted by;uploaded by;provided by;"
    "get our;get the;please read;please see;please review;not represent;not reflect;not necessarily;re here;"
    "was published ;may include material;acknowledge ;"
    "copyright;get a r;get a daily;get a weekly;tax-deductible;for all the latest;"
    "signed up;subscribed;opted in;removed from;receive these;republish our;donation;affiliations;provides funding;"
    "provide funding;become a;notify me;by email;support my work;support our work;in print on"
)
#: Longest sentence between notices that goes with them, in characters.
LONGEST_FILLER = 26
_FIRST_PERSON = pattern(r"(?<!联系)(?<!关注)(?<!通知)(?<!支持)(?<!赞助)(?<!收到)我(?!要举报)|\b(?:i|my|me)\b")
#: Sentences end at full stops, at ★ (which sites set between notice and text), and at the ends of lines.
_SENTENCE = pattern(r"[^。!?！？★☆\n]*[。!?！？★☆]+[”’」』\"')）]*|[^。!?！？★☆\n]+")
#: What follows a notice without a stop, but with a comma, is the beginning of a sentence that goes on below.
_GOES_ON = pattern(r"\S{2}[,，]\s?\S*[^。!?！？.★☆”’」』\"')）]$")
_LATIN_STOP = pattern(r"(?<![.!?])[.!?]++[\"'”’)]*+(?=\s|$|(?<=[a-z]{3}[.!?])(?!com|org|net|gov|edu|co\b|info)[a-z]+ )")
_HAS_HAN = pattern("[\u4e00-\u9fff]")


@cache
def _table() -> tuple[AhoCorasick, tuple[tuple[str, int], ...]]:
    """One automaton over all words, and for each of them (kind, points)."""
    table = {
        word: (kind, points)
        for kind, graded in _WORDS.items()
        for points, words in graded.items()
        for word in words.split()
    }
    return AhoCorasick(list(table), matchkind=MATCHKIND_LEFTMOST_LONGEST), tuple(table.values())


def sentences(folded: str) -> list[tuple[int, int]]:
    """Bounds of the sentences of one folded line, in order, without gaps."""
    if _HAS_HAN.search(folded):
        return [match.span() for match in _SENTENCE.finditer(folded)]
    ends = [match.end() for match in _LATIN_STOP.finditer(folded)]
    if not ends or ends[-1] < len(folded):
        ends.append(len(folded))
    return list(pairwise([0, *ends]))


def notice_points(sentence: str) -> int:
    """How many points a folded sentence has as a site's notice; NOTICE and above means it is one."""
    if not _HAS_HAN.search(sentence):
        return NOTICE if _LATIN_CERTAIN.search(sentence) else 0
    best = _best(sentence)
    if not best:
        return 0
    points = sum(best.values())
    if not best.keys() & _OWN:
        points = min(points, NOTICE - 1)
    if "site" not in best and best.get("serve") == 1:
        points -= 1  # 整理 and 收集 are anybody's words
    if _FIRST_PERSON.search(sentence):
        points -= FIRST_PERSON
    if len(sentence) > LONG_SENTENCE:
        points -= 2
    return points


def _best(folded: str) -> dict[str, int]:
    """Kind → points of its strongest word in `folded`."""
    automaton, table = _table()
    best: dict[str, int] = {}
    for index, _, _ in automaton.find_matches_as_indexes(folded):
        kind, points = table[index]
        best[kind] = max(points, best.get(kind, 0))
    return best


@cache
def _traces() -> AhoCorasick:
    return AhoCorasick(_LATIN_TRACES.split(";"))


def may_hold_notice(folded: str) -> bool:
    """False if no sentence of `folded` can be a notice: a cheap look before the sentences are taken apart."""
    if not _HAS_HAN.search(folded):
        return bool(_traces().find_matches_as_indexes(folded)) and _LATIN_CERTAIN.search(folded) is not None
    return sum(_best(folded).values()) >= NOTICE


def is_notice(folded: str) -> bool:
    """True if a folded line is a notice: all its sentences, but for short ones between them (12 issues for £5)."""
    if not may_hold_notice(folded):
        return False
    told = rest = 0
    for start, end in sentences(folded):
        piece = folded[start:end]
        if notice_points(piece) >= NOTICE:
            told += end - start
        elif end - start > LONGEST_FILLER or (end == len(folded) and _GOES_ON.search(piece)):
            return False
        else:
            rest += end - start
    return told >= rest
